// Lists of CPUs: /sys/devices/system/cpu/{online,possible,present}, the …_list files of a CPU's
// topology, and the cpuset files of cgroups.
// Sample: captured, debian-6.12-x86_64-numa.txt: /sys/devices/system/cpu/online
//
//     0-2,4,6-15
//
//     file  = [range ("," range)*] "\n"     an empty line or text: no CPU
//     range = id | id "-" id                ids rise, and ranges do not overlap
//
// Anything else is malformed. A list of 4,095 bytes without a newline is malformed too: before
// Linux 5.15, sysfs prints one page and truncates the rest. The bound is the number of CPUs: of
// 8,192, every second one online, 4,096 × 5 = 20 KiB. bitmap_print_to_pagebuf() with "%*pbl",
// lib/vsprintf.c; sysfs(5), cpuset(7).

#include "../failure.h"
#include "../include/cprobe/cpu.h"
#include "../text/number.h"
#include "cpulist.h"

static const char source[] = "a list of CPUs";

enum { CUT_BYTES = 4095 };

bool cp_cpulist_take_range(cp_span *span, uint64_t *first, uint64_t *last) {
    if (!cp_take_u64(span, first)) {
        return false;
    }
    *last = *first;
    return !cp_take_byte(span, '-') || (cp_take_u64(span, last) && *last >= *first);
}

cprobe_result cprobe_cpulist_parse(const char *bytes, size_t length, uint32_t *count,
                                   uint32_t *first, cprobe_failure *failure) {
    if (count == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_span line = cp_span_make(bytes, length);
    cp_trim_lines(&line);
    if (line.length == CUT_BYTES && length == CUT_BYTES) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    uint64_t total = 0;
    uint64_t start = 0;
    uint64_t next = 0; // The lowest id that may follow.
    while (line.length != 0) {
        uint64_t from = 0;
        uint64_t to = 0;
        if (!cp_cpulist_take_range(&line, &from, &to) || from < next || to >= UINT32_MAX ||
            (line.length != 0 && (!cp_take_byte(&line, ',') || line.length == 0))) {
            return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
        }
        start = total == 0 ? from : start;
        total += to - from + 1;
        next = to + 1;
    }
    *count = (uint32_t)total;
    if (first != NULL && total != 0) {
        *first = (uint32_t)start;
    }
    return CPROBE_OK;
}

bool cprobe_cpulist_take_range(const char **bytes, size_t *length, uint32_t *first,
                               uint32_t *last) {
    if (bytes == NULL || length == NULL || first == NULL || last == NULL || *bytes == NULL) {
        return false;
    }
    cp_span list = cp_span_make(*bytes, *length);
    cp_trim_lines(&list);
    uint64_t from = 0;
    uint64_t to = 0;
    if (!cp_cpulist_take_range(&list, &from, &to) || to >= UINT32_MAX) {
        return false;
    }
    (void)cp_take_byte(&list, ',');
    *bytes = list.bytes;
    *length = list.length;
    *first = (uint32_t)from;
    *last = (uint32_t)to;
    return true;
}

// Takes the next range that ends at or after `from`. False at the end, or if the list is malformed.
static bool next_range(cp_span *list, uint64_t from, uint64_t *first, uint64_t *last) {
    while (list->length != 0) {
        if (!cp_cpulist_take_range(list, first, last)) {
            return false;
        }
        (void)cp_take_byte(list, ',');
        if (*last >= from) {
            return true;
        }
    }
    return false;
}

uint32_t cp_cpulist_common(cp_span a, cp_span b) {
    uint64_t first_a = 0;
    uint64_t last_a = 0;
    uint64_t first_b = 0;
    uint64_t last_b = 0;
    uint64_t total = 0;
    bool more = next_range(&a, 0, &first_a, &last_a) && next_range(&b, 0, &first_b, &last_b);
    while (more) {
        const uint64_t first = first_a > first_b ? first_a : first_b;
        const uint64_t last = last_a < last_b ? last_a : last_b;
        total += first <= last ? last - first + 1 : 0;
        more = last_a <= last_b ? next_range(&a, first, &first_a, &last_a)
                                : next_range(&b, first, &first_b, &last_b);
    }
    return (uint32_t)total;
}

// The number of CPUs in a list that cprobe_cpulist_parse() accepted.
static uint32_t count_of(cp_span list) {
    uint64_t first = 0;
    uint64_t last = 0;
    uint64_t total = 0;
    while (next_range(&list, 0, &first, &last)) {
        total += last - first + 1;
    }
    return (uint32_t)total;
}

bool cp_cpulist_is_within(cp_span list, cp_span all) {
    return cp_cpulist_common(list, all) == count_of(list);
}

uint32_t cp_cpulist_count_online(cp_span list, cp_span online, bool is_kernels) {
    const uint32_t common = is_kernels ? cp_cpulist_common(list, online) : 0;
    return common != 0 ? common : count_of(list);
}
