// The calls of FreeBSD that the collectors make.

#ifndef CP_FREEBSD_PORT_CALLS_H
#define CP_FREEBSD_PORT_CALLS_H

#include "../bsd/named_port_calls.h"

// Copies the mask of CPUs on which this process may run. ERANGE unless the kernel's mask has this
// many bytes. Returns 0 or an errno.
int cp_port_affinity(void *mask, size_t bytes);

// Copies the rules of rctl that limit the process of the filter, a text. Returns 0 or an errno:
// ENOSYS if the kernel does not account resources, ERANGE if `out` is too small.
int cp_port_rctl_limits(const char *filter, char *out, size_t capacity);

// The name in /dev of a device that is not for blocks. Returns 0 or an errno.
int cp_port_device_name(uint64_t device, char *out, size_t capacity);

#endif
