// The collector of a port that reads nothing.

#include "../platform.h"
#ifndef CP_PORT_COLLECTOR

#include "../failure.h"
#include "../include/cprobe/collector.h"
#include "../port.h"

typedef struct cp_collector {
    cprobe_root_kind root_kind;
} cp_collector;

_Static_assert(sizeof(cp_collector) <= sizeof(cprobe_collector), "fits the caller's storage");
_Static_assert(_Alignof(cp_collector) <= _Alignof(cprobe_collector), "fits its alignment");

cprobe_result cp_collector_open(cprobe_collector *collector, const char *root,
                                cprobe_collector_use use, cprobe_failure *failure) {
    (void)use;
    if (collector == NULL || (root != NULL && root[0] == '\0')) {
        return cp_fail(failure, CPROBE_INVALID, "the root", 0, 0);
    }
    cp_collector *state = (void *)collector->storage;
    state->root_kind = CPROBE_ROOT_OWN;
    return CPROBE_OK;
}

void cprobe_collector_begin(cprobe_collector *collector) {
    (void)collector;
}

void cprobe_collector_close(cprobe_collector *collector) {
    (void)collector;
}

size_t cprobe_collector_bytes(void) {
    return sizeof(cp_collector);
}

bool cprobe_collector_monotonic_ns(const cprobe_collector *collector, uint64_t *time_ns) {
    (void)collector;
    (void)time_ns;
    return false;
}

uint64_t cprobe_wall_clock_ns(void) {
    return 0;
}

cprobe_root_kind cprobe_collector_root_kind(const cprobe_collector *collector) {
    const cp_collector *state = (const void *)collector->storage;
    return state->root_kind;
}

#endif
