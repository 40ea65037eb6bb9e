#include "CProbeInternals.h"
