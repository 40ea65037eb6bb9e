// The calls of macOS that the collectors make: those of the family, and Mach.

#ifndef CP_MACOS_PORT_CALLS_H
#define CP_MACOS_PORT_CALLS_H

#include "../bsd/named_port_calls.h"

// Copies the tick counters of each CPU: struct processor_cpu_load_info. `length` is the capacity,
// then the number of bytes. Returns 0 or an errno: ENOMEM if the capacity is too small.
int cp_port_cpu_ticks(void *out, size_t *length);

// The frequency of those ticks; 0 if not known.
uint64_t cp_port_ticks_per_second(void);

// Copies struct vm_statistics64, as much of it as the kernel has. Likewise.
int cp_port_vm_statistics(void *out, size_t *length);

#endif
