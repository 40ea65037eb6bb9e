// /proc/net/dev: the traffic of each network interface.
// Sample: captured, firecracker-6.18-x86_64-namespaces.txt: /proc/net/dev
//
//     Inter-|   Receive                                                |  Transmit
//      face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
//         v1:    1220      14    0    0    0     0          0         0     1032      12    0    0    0     0       0          0
//     we.ird-1:      70       1    0    1    0     0          0         0        0       0    0    0    0     0       0          0
//
//     file = header header line*
//     line = blanks name ":" number{16} "\n"   in the order of the header
//
// A name has no blank, "/" or ":", but it may be an alias ("eth0:1"): it ends at the last ":" of
// the line. Before 2.6.36 a number could follow the ":" without a blank. A malformed line is a
// failure with its line; a bad number is an absent counter and a failure; a line with fewer numbers
// has no counters. Each costs only its own interface, except that the total is absent if an
// interface is missing. A text without an interface is malformed: every network namespace has "lo".
// Streams. A line has at most 8 + 15 + 1 + 16 × 21 = 360 bytes. dev_seq_show(),
// net/core/net-procfs.c; proc_pid_net(5).

#include "net_dev.h"

#include "../failure.h"
#include "../presence.h"
#include "../text/number.h"

_Static_assert(offsetof(cprobe_traffic, tx_compressed) - offsetof(cprobe_traffic, rx_bytes) ==
                   (CPROBE_TRAFFIC_COUNTERS - 1) * sizeof(uint64_t),
               "the counters are consecutive, in the order of the columns");
_Static_assert(CPROBE_TRAFFIC_TX_COMPRESSED == CPROBE_TRAFFIC_COUNTERS - 1, "a bit for each");

static size_t offset_of(size_t column) {
    return offsetof(cprobe_traffic, rx_bytes) + column * sizeof(uint64_t);
}

// Parses the columns. False if one is malformed or missing. With fewer columns (eleven on old
// kernels) it is unknown which they are, and none is used.
static bool parse_counters(cp_span text, cprobe_traffic *traffic) {
    cprobe_traffic read = {0};
    bool is_whole = true;
    for (unsigned column = 0; column < CPROBE_TRAFFIC_COUNTERS; column += 1) {
        uint64_t number = 0;
        const bool is_number = cp_take_u64_word(&text, &number);
        if (!is_number && cp_take_word(&text).length == 0) {
            return false;
        }
        if (is_number) {
            memcpy((char *)&read + offset_of(column), &number, sizeof number);
            cprobe_set(&read.present_fields, column);
        }
        is_whole = is_whole && is_number;
    }
    *traffic = read;
    return is_whole;
}

// Takes the name and its colon. False if there is none.
static bool take_name(cp_span *line, cprobe_interface *interface) {
    size_t length = line->length;
    while (length != 0 && line->bytes[length - 1] != ':') {
        length -= 1;
    }
    if (length == 0) {
        return false;
    }
    cp_span name = cp_span_make(line->bytes, length - 1);
    cp_skip_blanks(&name);
    if (name.length == 0 || name.length > sizeof interface->name) {
        return false;
    }
    memcpy(interface->name, name.bytes, name.length);
    interface->name_length = (uint32_t)name.length;
    cp_skip(line, length);
    return true;
}

cprobe_result cp_net_dev_parse(cp_lines *lines, const char *source, cprobe_network *network,
                               cprobe_interface *items, size_t capacity, size_t *count,
                               bool *has_all, cprobe_failure *failure) {
    static const char header[] = "Inter-|";
    size_t found = 0;
    bool has_header = false;
    *has_all = true;
    cprobe_failures failures = network->failures;
    cp_span line;
    cp_line_end end;
    while (cp_lines_next(lines, &line, &end)) {
        if (lines->number == 1 && cp_span_starts(line, cp_span_of(header))) {
            has_header = true;
            continue;
        }
        if (has_header && lines->number == 2) {
            continue;
        }
        if (found == CPROBE_INTERFACES_LISTED) {
            cp_failures_add(&failures,
                            (cprobe_failure){CPROBE_TOO_LARGE, lines->number, 0, source});
            *has_all = false;
            break;
        }
        cprobe_interface interface = {0};
        const bool is_interface = end != CP_LINE_LONG && take_name(&line, &interface);
        if (!is_interface || !parse_counters(line, &interface.counters)) {
            cp_failures_add(&failures,
                            (cprobe_failure){CPROBE_MALFORMED, lines->number, 0, source});
        }
        if (!is_interface) {
            *has_all = false;
            continue;
        }
        const cp_span name = cp_span_make(interface.name, interface.name_length);
        interface.loopback = cp_span_equal(name, cp_span_make("lo", 2));
        if (found < capacity) {
            items[found] = interface;
        }
        found += 1;
    }
    if (lines->result != CPROBE_OK) {
        return cp_fail(failure, lines->result, source, 0, 0);
    }
    if (found == 0) {
        return cp_fail(failure, CPROBE_MALFORMED, source, has_header ? 0 : 1, 0);
    }
    *count = found;
    if (found > capacity) {
        return cp_fail(failure, CPROBE_TOO_LARGE, source, 0, 0);
    }
    network->failures = failures;
    return CPROBE_OK;
}

void cp_traffic_sum(const cprobe_interface *items, size_t count, cprobe_network *network) {
    cprobe_traffic *total = &network->total;
    bool fits = true;
    *total = (cprobe_traffic){.present_fields = cp_presence_first(CPROBE_TRAFFIC_COUNTERS)};
    for (size_t index = 0; index < count; index += 1) {
        if (items[index].loopback || items[index].stacked) {
            continue;
        }
        const cprobe_traffic *traffic = &items[index].counters;
        total->present_fields = cp_presence_and(total->present_fields, traffic->present_fields);
        for (unsigned column = 0; column < CPROBE_TRAFFIC_COUNTERS; column += 1) {
            uint64_t sum = 0;
            uint64_t number = 0;
            memcpy(&sum, (const char *)total + offset_of(column), sizeof sum);
            memcpy(&number, (const char *)traffic + offset_of(column), sizeof number);
            if (__builtin_add_overflow(sum, number, &sum)) {
                cprobe_clear(&total->present_fields, column);
                fits = false;
            }
            memcpy((char *)total + offset_of(column), &sum, sizeof sum);
        }
    }
    if (!fits) {
        cp_failures_add(&network->failures,
                        (cprobe_failure){CPROBE_TOO_LARGE, 0, 0, "the sum of the interfaces"});
    }
}

cprobe_result cprobe_net_dev_parse(const char *bytes, size_t length, cprobe_network *network,
                                   cprobe_interface *items, size_t capacity, size_t *count,
                                   cprobe_failure *failure) {
    static const char source[] = "/proc/net/dev";
    if (network == NULL || count == NULL || (bytes == NULL && length != 0) ||
        (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_lines lines = cp_lines_of(bytes, length);
    bool has_all = false;
    const cprobe_result result =
        cp_net_dev_parse(&lines, source, network, items, capacity, count, &has_all, failure);
    if (result == CPROBE_OK) {
        network->total = (cprobe_traffic){0};
        if (has_all) {
            cp_traffic_sum(items, *count, network);
        }
    }
    return result;
}
