// The calls of OpenBSD that the collectors make.

#ifndef CP_OPENBSD_PORT_CALLS_H
#define CP_OPENBSD_PORT_CALLS_H

#include "../bsd/port_calls.h"
#include "../bsd/swap_calls.h"

#endif
