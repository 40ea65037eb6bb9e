#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "../failure.h"
#include "../format/net_dev.h"
#include "collector_state.h"
#include "interface_files.h"
#include "links.h"

static const char netlink_source[] = "rtnetlink";

static cprobe_result read_files(cp_reader *reader, cprobe_network *network,
                                cprobe_interface *items, size_t capacity, size_t *count,
                                bool *has_all, cprobe_failure *failure) {
    cp_stream stream;
    cp_lines lines;
    cprobe_result result = cp_cached_lines(reader, CP_FILE_NET_DEV, &stream, &lines, failure);
    if (result == CPROBE_OK) {
        result = cp_net_dev_parse(&lines, cp_cached_path(reader, CP_FILE_NET_DEV), network, items,
                                  capacity, count, has_all, failure);
    }
    if (result == CPROBE_OK) {
        cp_interface_files_read(reader, items, *count);
    } else if (result != CPROBE_TOO_LARGE) {
        cp_cached_close(reader, CP_FILE_NET_DEV);
    }
    return result;
}

static void read_sockstat(cp_reader *reader, uint32_t page_bytes, cprobe_network *network) {
    cp_span text;
    cprobe_failure failure;
    cprobe_result result = cp_cached_read(reader, CP_FILE_NET_SOCKSTAT, &text, &failure);
    if (result == CPROBE_OK) {
        result = cprobe_sockstat_parse(text.bytes, text.length, page_bytes, network, &failure);
        failure.source = cp_cached_path(reader, CP_FILE_NET_SOCKSTAT);
    }
    if (result != CPROBE_OK) {
        cp_failures_add(&network->failures, failure);
    }
}

static void read_snmp(cp_reader *reader, cprobe_network *network) {
    cp_span text;
    cprobe_failure failure;
    cprobe_result result = cp_cached_read(reader, CP_FILE_NET_SNMP, &text, &failure);
    if (result == CPROBE_OK) {
        result = cprobe_snmp_parse(text.bytes, text.length, network, &failure);
        failure.source = cp_cached_path(reader, CP_FILE_NET_SNMP);
    }
    if (result != CPROBE_OK) {
        cp_failures_add(&network->failures, failure);
    }
}

cprobe_result cprobe_network_read(cprobe_collector *collector, cprobe_network *network,
                                  cprobe_interface *items, size_t capacity, size_t *count,
                                  cprobe_failure *failure) {
    if (collector == NULL || network == NULL || count == NULL || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "network", 0, 0);
    }
    cp_collector *state = cp_collector_of(collector);
    cp_reader *reader = &state->reader;
    cprobe_network read = {0};
    // First, so that the first reading does not count the collector's own sockets.
    read_sockstat(reader, state->machine.page_bytes, &read);
    read_snmp(reader, &read);
    size_t found = 0;
    cprobe_result result = CPROBE_OK;
    cprobe_failure lost;
    bool has_all = true;
    if (reader->root.kind != CPROBE_ROOT_OWN ||
        cp_links_read(&state->links, reader, items, capacity, &found) != 0) {
        result = read_files(reader, &read, items, capacity, &found, &has_all, &lost);
    } else if (found > capacity) {
        result = cp_fail(&lost, CPROBE_TOO_LARGE, netlink_source, 0, 0);
    }
    const bool has_too_many = result == CPROBE_TOO_LARGE && found > capacity;
    if (has_too_many || (result != CPROBE_OK && !cprobe_has_any(read.present_fields))) {
        *count = has_too_many ? found : *count;
        return cp_fail_as(failure, &lost);
    }
    if (cp_reader_monotonic_ns(reader, &read.monotonic_ns)) {
        cprobe_set(&read.present_fields, CPROBE_NETWORK_MONOTONIC);
    }
    if (result != CPROBE_OK) {
        found = 0;
        cp_failures_add(&read.failures, lost);
    } else if (has_all) {
        cp_traffic_sum(items, found, &read);
    }
    *network = read;
    *count = found;
    return CPROBE_OK;
}

#endif
