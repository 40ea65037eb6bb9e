#include "../platform.h"
#if CP_PLATFORM_BSD && defined(CP_PORT_NETWORK)

#include "../failure.h"
#include "../presence.h"
#include "collector_state.h"
#include "interfaces.h"

cprobe_result cp_network_read(const cp_interface_list *list, cprobe_collector *collector,
                              cprobe_network *network, cprobe_interface *items, size_t capacity,
                              size_t *count, cprobe_failure *failure) {
    if (collector == NULL || network == NULL || count == NULL ||
        (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "network", 0, 0);
    }
    cprobe_network read = {0};
    size_t found = 0;
    const cprobe_result result =
        cp_interfaces_read(list, cp_answer_buffer(cp_collector_of(collector)), &read, items,
                           capacity, &found, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cp_presence_set_if(&read.present_fields, CPROBE_NETWORK_MONOTONIC,
                       cprobe_collector_monotonic_ns(collector, &read.monotonic_ns));
    *count = found;
    if (found > capacity) {
        return cp_fail(failure, CPROBE_TOO_LARGE, "the caller's list", 0, 0);
    }
    *network = read;
    return CPROBE_OK;
}

cprobe_result cp_network_read_addresses(const cp_interface_list *list,
                                        cprobe_collector *collector, cprobe_address *items,
                                        size_t capacity, size_t *count, cprobe_failure *failure) {
    if (collector == NULL || count == NULL || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "addresses", 0, 0);
    }
    return cp_addresses_read(list, cp_answer_buffer(cp_collector_of(collector)), items, capacity,
                             count, failure);
}

#endif
