// The calls of FreeBSD that the collectors make.

#ifndef CP_FREEBSD_PORT_CALLS_H
#define CP_FREEBSD_PORT_CALLS_H

#include "../bsd/named_port_calls.h"

#endif
