// A counter of 32 bits that wraps, extended to 64 bits from one reading to the next. Pure.

#ifndef CP_BSD_COUNTER_H
#define CP_BSD_COUNTER_H

#include <stdint.h>

typedef struct cp_counter {
    uint64_t value; // The last one; 0 before the first reading.
} cp_counter;

// The first value is the kernel's. After that the result never decreases: a kernel's value below
// the last one has wrapped once. Two readings must be less than 2^32 events apart.
static inline uint64_t cp_counter_extend(cp_counter *counter, uint32_t now) {
    // The difference modulo 2^32 is what was counted since.
    counter->value += (uint32_t)(now - (uint32_t)counter->value);
    return counter->value;
}

#endif
