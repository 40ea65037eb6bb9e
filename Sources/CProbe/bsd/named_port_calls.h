// Sysctls by their names, where the C library looks a name up without allocating memory: FreeBSD
// and macOS. (NetBSD's learns the tree of names, and OpenBSD has no names.)

#ifndef CP_BSD_NAMED_PORT_CALLS_H
#define CP_BSD_NAMED_PORT_CALLS_H

#include "port_calls.h"

// Reads a sysctl by its name; otherwise as cp_port_sysctl().
int cp_port_sysctl_by_name(const char *name, void *out, size_t *length);

// The numbers of a name. `count` is the capacity of `numbers`, then their count. Returns 0 or an
// errno.
int cp_port_sysctl_numbers(const char *name, int *numbers, size_t *count);

#endif
