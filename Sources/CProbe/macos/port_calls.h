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

// Lists the pids of all processes, int32_t. Likewise.
int cp_port_pids(void *out, size_t *length);

// Copies what proc_pidinfo(3) says of a process, by its flavor. Likewise.
int cp_port_process_info(int32_t pid, int flavor, void *out, size_t *length);

// Copies struct rusage_info_v4 of a process. Likewise.
int cp_port_process_usage(int32_t pid, void *out, size_t *length);

// The unit of the kernel's times of a process: numerator / denominator nanoseconds. Returns 0 or an
// errno.
int cp_port_timebase(uint32_t *numerator, uint32_t *denominator);

#endif
