#include "../platform.h"
#if CP_PLATFORM_BSD

#include "../failure.h"
#include "../port.h"
#include "collector_state.h"
#include "port_calls.h"

cprobe_result cp_collector_open(cprobe_collector *collector, const char *root,
                                cprobe_collector_use use, cprobe_failure *failure) {
    (void)use;
    if (collector == NULL || (root != NULL && root[0] == '\0')) {
        return cp_fail(failure, CPROBE_INVALID, "the root", 0, 0);
    }
    if (root != NULL && strcmp(root, "/") != 0) {
        // The kernel answers for this machine; captured files are those of Linux.
        return cp_fail(failure, CPROBE_UNSUPPORTED, "a root other than /", 0, 0);
    }
    cp_collector *state = cp_collector_of(collector);
    state->is_open = true;
    state->page_bytes = cp_port_page_bytes();
    state->first_boot_time_ns = 0;
    memset(state->counters, 0, sizeof state->counters);
    return CPROBE_OK;
}

void cprobe_collector_begin(cprobe_collector *collector) {
    (void)collector; // Nothing is open that a child of fork() would share.
}

void cprobe_collector_close(cprobe_collector *collector) {
    if (collector != NULL) {
        cp_collector_of(collector)->is_open = false;
    }
}

size_t cprobe_collector_bytes(void) {
    return sizeof(cp_collector);
}

bool cprobe_collector_monotonic_ns(const cprobe_collector *collector, uint64_t *time_ns) {
    (void)collector;
    return cp_port_clock_ns(CP_PORT_CLOCK_MONOTONIC, time_ns) == 0;
}

uint64_t cprobe_wall_clock_ns(void) {
    uint64_t time_ns = 0;
    (void)cp_port_clock_ns(CP_PORT_CLOCK_WALL, &time_ns);
    return time_ns;
}

cprobe_root_kind cprobe_collector_root_kind(const cprobe_collector *collector) {
    (void)collector;
    return CPROBE_ROOT_OWN;
}

#endif
