// The times of a CPU: a row of tick counters, one for each state in which the kernel's clock found
// the CPU. Pure.

#ifndef CP_BSD_CPU_TIMES_H
#define CP_BSD_CPU_TIMES_H

#include "../include/cprobe/cpu.h"
#include "../text/span.h"

// The order of the states in a row of 64-bit counters.
typedef struct cp_cpu_states {
    uint8_t count;
    int8_t state_of[CPROBE_CPU_TIMES]; // The state of each time; -1 if the kernel counts none.
} cp_cpu_states;

// The bytes of a row.
static inline size_t cp_cpu_states_bytes(const cp_cpu_states *states) {
    return states->count * sizeof(uint64_t);
}

// Whether all counters of the row are 0: the row of a CPU that does not exist.
bool cp_cpu_row_is_empty(cp_span row);

// Converts a row into the times of the machine or of one CPU. False if a time exceeds 64 bits, or
// `ticks_per_second` is 0: the record is then untouched.
bool cp_cpu_row_store(cp_span row, const cp_cpu_states *states, uint64_t ticks_per_second,
                      cprobe_cpu *cpu);
bool cp_cpu_row_store_logical(cp_span row, const cp_cpu_states *states, uint64_t ticks_per_second,
                              cprobe_logical_cpu *cpu);

#endif
