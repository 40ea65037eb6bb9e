// Units of the kernels: ticks, pages, seconds. Pure.

#ifndef CP_BSD_UNITS_H
#define CP_BSD_UNITS_H

#include <stdbool.h>
#include <stdint.h>

enum { CP_NS_PER_SECOND = 1000000000, CP_NS_PER_US = 1000 };

// A number of `unit`s. False if the product exceeds 64 bits.
static inline bool cp_scaled(uint64_t number, uint64_t unit, uint64_t *product) {
    return !__builtin_mul_overflow(number, unit, product);
}

// Ticks, of which there are `per_second` in a second, in nanoseconds. False if `per_second` is 0,
// or the time exceeds 584 years.
static inline bool cp_ticks_ns(uint64_t ticks, uint64_t per_second, uint64_t *time_ns) {
    uint64_t whole = 0;
    if (per_second == 0 || per_second > UINT32_MAX ||
        !cp_scaled(ticks / per_second, CP_NS_PER_SECOND, &whole)) {
        return false;
    }
    // The remainder is below 2^32, and 2^32 * 10^9 below 2^62.
    return !__builtin_add_overflow(
        whole, ticks % per_second * CP_NS_PER_SECOND / per_second, time_ns);
}

// Seconds and nanoseconds. False if one is negative or out of range.
static inline bool cp_seconds_ns(int64_t seconds, int64_t rest_ns, uint64_t *time_ns) {
    uint64_t whole = 0;
    return seconds >= 0 && rest_ns >= 0 && rest_ns < CP_NS_PER_SECOND &&
           cp_scaled((uint64_t)seconds, CP_NS_PER_SECOND, &whole) &&
           !__builtin_add_overflow(whole, (uint64_t)rest_ns, time_ns);
}

// Times in units of numerator / denominator nanoseconds. False if the denominator is 0, or the time
// exceeds 584 years.
static inline bool cp_timebase_ns(uint64_t time, uint32_t numerator, uint32_t denominator,
                                  uint64_t *time_ns) {
    uint64_t whole = 0;
    if (denominator == 0 || !cp_scaled(time / denominator, numerator, &whole)) {
        return false;
    }
    // The remainder is below 2^32, as is the numerator.
    return !__builtin_add_overflow(whole, time % denominator * numerator / denominator, time_ns);
}

// Seconds and microseconds, likewise.
static inline bool cp_timeval_ns(int64_t seconds, int64_t rest_us, uint64_t *time_ns) {
    return rest_us >= 0 && rest_us < CP_NS_PER_SECOND / CP_NS_PER_US &&
           cp_seconds_ns(seconds, rest_us * CP_NS_PER_US, time_ns);
}

#endif
