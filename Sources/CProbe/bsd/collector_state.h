// The state of a collector on the ports of this room. Their kernels answer by calls: nothing is
// kept open, and only the buffer for an answer outlives a call.

#ifndef CP_BSD_COLLECTOR_STATE_H
#define CP_BSD_COLLECTOR_STATE_H

#include "../include/cprobe/collector.h"
#include "counter.h"
#include "sysctl.h"

enum {
    // The counters of 32 bits that a port extends. macOS has four for each CPU.
    CP_COUNTERS = 2048,
    // The CPU times of 1,024 CPUs, FreeBSD's limit, take 40 KiB. What a kernel has more of is
    // TOO_LARGE.
    CP_ANSWER_BYTES = 409600
};

typedef struct cp_collector {
    bool is_open;
    uint64_t page_bytes;         // 0: not known.
    uint64_t first_boot_time_ns; // Of the first list of processes; 0: there was none.
    cp_counter counters[CP_COUNTERS];
    uint64_t answer[CP_ANSWER_BYTES / sizeof(uint64_t)];
} cp_collector;

_Static_assert(sizeof(cp_collector) <= sizeof(cprobe_collector), "fits the caller's storage");
_Static_assert(_Alignof(cp_collector) <= _Alignof(cprobe_collector), "fits its alignment");

static inline cp_collector *cp_collector_of(cprobe_collector *collector) {
    return (cp_collector *)(void *)collector->storage;
}

static inline const cp_collector *cp_collector_of_const(const cprobe_collector *collector) {
    return (const cp_collector *)(const void *)collector->storage;
}

// The buffer for an answer. The next call that fills it overwrites the previous answer.
static inline cp_buffer cp_answer_buffer(cp_collector *collector) {
    return (cp_buffer){(char *)(void *)collector->answer, sizeof collector->answer};
}

#endif
