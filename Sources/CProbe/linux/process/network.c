#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "../../failure.h"
#include "../../format/net_dev.h"
#include "target.h"

static cprobe_result read_interfaces(cp_target *target, cprobe_network *network,
                                     cprobe_interface *items, size_t capacity, size_t *count,
                                     cprobe_failure *failure) {
    static const char source[] = "/proc/PID/net/dev";
    int descriptor = -1;
    bool has_all = false;
    cprobe_result result =
        cp_subject_open_file(&target->subject, "net/dev", source, &descriptor, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cp_stream stream = {.descriptor = descriptor, .printing = CP_PRINTED_BY_RECORD};
    cp_lines lines = cp_lines_through(cp_subject_text(&target->pass), CP_PROCESS_TEXT_BYTES,
                                      cp_stream_refill, &stream);
    result = cp_net_dev_parse(&lines, source, network, items, capacity, count, &has_all, failure);
    cp_close(descriptor);
    if (lines.result != CPROBE_OK) {
        failure->system_error = stream.system_error;
    }
    if (result == CPROBE_OK && has_all) {
        cp_traffic_sum(items, *count, network);
    }
    return result;
}

// Reads a file whole, into the text buffer, and has it parsed. A failure is added to those of the
// network.
static void read_sockstat(cp_target *target, cprobe_network *network) {
    static const char source[] = "/proc/PID/net/sockstat";
    cp_span text;
    cprobe_failure failure = {0};
    cprobe_result result =
        cp_subject_read_file(&target->subject, "net/sockstat", source, &text, &failure);
    if (result == CPROBE_OK) {
        result = cprobe_sockstat_parse(text.bytes, text.length, target->from.machine->page_bytes,
                                       network, &failure);
        failure.source = source;
    }
    if (result != CPROBE_OK) {
        cp_failures_add(&network->failures, failure);
    }
}

static void read_snmp(cp_target *target, cprobe_network *network) {
    static const char source[] = "/proc/PID/net/snmp";
    cp_span text;
    cprobe_failure failure = {0};
    cprobe_result result =
        cp_subject_read_file(&target->subject, "net/snmp", source, &text, &failure);
    if (result == CPROBE_OK) {
        result = cprobe_snmp_parse(text.bytes, text.length, network, &failure);
        failure.source = source;
    }
    if (result != CPROBE_OK) {
        cp_failures_add(&network->failures, failure);
    }
}

cprobe_result cprobe_process_network_read(cprobe_collector *collector, int32_t pid,
                                          cprobe_network *network, cprobe_interface *items,
                                          size_t capacity, size_t *count,
                                          cprobe_process_reading *reading,
                                          cprobe_failure *failure) {
    cp_target target;
    cprobe_network read = {0};
    cprobe_failure lost = {0};
    size_t found = 0;
    if (network == NULL || count == NULL || reading == NULL || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "the network", 0, 0);
    }
    cprobe_result result = cp_target_open(&target, collector, pid, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    read_sockstat(&target, &read);
    read_snmp(&target, &read);
    result = read_interfaces(&target, &read, items, capacity, &found, &lost);
    if (result != CPROBE_OK && result != CPROBE_TOO_LARGE &&
        cprobe_has_any(read.present_fields)) {
        cp_failures_add(&read.failures, lost);
        found = 0;
        result = CPROBE_OK;
    }
    if (result == CPROBE_OK &&
        cp_reader_monotonic_ns(target.from.reader, &read.monotonic_ns)) {
        cprobe_set(&read.present_fields, CPROBE_NETWORK_MONOTONIC);
    }
    result = cp_target_close(&target, result, reading, &lost);
    if (result != CPROBE_OK) {
        if (result == CPROBE_TOO_LARGE) {
            *count = found;
        }
        return cp_fail_as(failure, &lost);
    }
    *network = read;
    *count = found;
    return CPROBE_OK;
}

#endif
