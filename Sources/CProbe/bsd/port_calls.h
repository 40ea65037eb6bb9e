// The system calls that all ports of this room have, in plain C types. Each port's calls.c makes
// them, with the system's headers; the collectors, which include no system header, are tested on
// another system with recorded answers in place of that file.
//
// A port's own port_calls.h adds what only that system has.

#ifndef CP_BSD_PORT_CALLS_H
#define CP_BSD_PORT_CALLS_H

#include <stddef.h>
#include <stdint.h>

// The longest name of a sysctl in numbers: CTL_MAXNAME of the systems is 24 or less.
enum { CP_SYSCTL_NUMBERS = 24 };

// Reads a sysctl by its numbers. `length` is the capacity of `out`, then the number of bytes that
// the kernel wrote; with `out` NULL, the number of bytes that it would write. Returns 0 or an
// errno: ENOMEM if `out` is too small.
int cp_port_sysctl(const int *numbers, unsigned count, void *out, size_t *length);

typedef enum cp_port_clock {
    CP_PORT_CLOCK_MONOTONIC = 0,
    CP_PORT_CLOCK_WALL,  // Since 1970.
    CP_PORT_CLOCK_UPTIME // Since boot, as uptime(1) of the system prints it.
} cp_port_clock;

// Reads a clock, in nanoseconds. Returns 0 or an errno.
int cp_port_clock_ns(cp_port_clock clock, uint64_t *time_ns);

// The size of a page in bytes; 0 if not known.
uint64_t cp_port_page_bytes(void);

// Lists the mounts, with what their file systems reported last, as an array of the system's struct
// statfs. Waits for no file system. `count` is the number of structs written. Returns 0 or an
// errno.
int cp_port_mounts(void *out, size_t bytes, size_t *count);

// Asks the file system of a path, and copies the system's struct statfs. Returns 0 or an errno.
int cp_port_mount(const char *path, void *out);

// The id of this process.
int32_t cp_port_pid(void);

// Reads a resource limit of this process, by cprobe_rlimit_name, in the unit of getrlimit(2).
// UINT64_MAX is no limit. Returns 0, an errno, or CP_PORT_NO_LIMIT if the system has no such limit.
int cp_port_rlimit(unsigned name, uint64_t *soft, uint64_t *hard);
enum { CP_PORT_NO_LIMIT = -1 };

#endif
