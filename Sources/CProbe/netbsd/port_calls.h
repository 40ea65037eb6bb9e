// The calls of NetBSD that the collectors make.

#ifndef CP_NETBSD_PORT_CALLS_H
#define CP_NETBSD_PORT_CALLS_H

#include "../bsd/port_calls.h"
#include "../bsd/swap_calls.h"

// Copies the mask of CPUs on which the first thread of this process may run: all zeros if it may
// run on all. EINVAL unless the kernel's mask has this many bytes. Returns 0 or an errno.
int cp_port_affinity(void *mask, size_t bytes);

// Copies the property list of ENVSYS_GETDICTIONARY, with its NUL: an XML text. `length` is the
// capacity of `out`, then the number of bytes. Drivers measure meanwhile. Returns 0 or an errno:
// ENOMEM if `out` is too small.
int cp_port_sensors(void *out, size_t *length);

#endif
