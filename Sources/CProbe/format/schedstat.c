// /proc/schedstat: what each CPU's scheduler did since boot.
// Sample: captured, debian-6.1-x86_64-laptop.txt: /proc/schedstat
//
//     version 15
//     timestamp 4294902410
//     cpu0 0 0 0 0 0 0 23048340802 4017358967 2133
//     domain0 3 0 0 0 …
//     cpu1 0 0 0 0 0 0 16610427464 3330142024 1956
//
//     file    = "version " digits "\n" line*
//     "cpuN"  = six counts of schedule() and of wake-ups, then run wait slices
//               run, wait: nanoseconds; slices: a count
//
// The columns of cpuN are the same from version 15 (Linux 2.6.30) to 17 (6.14). Versions below 15
// have other columns. Lines of domains and unknown lines are skipped. A line of a CPU with a bad
// number among the nine is skipped, and the text is malformed. Streams: any number of CPUs and
// domains. show_schedstat(), kernel/sched/stats.c; Documentation/scheduler/sched-stats.rst.

#include "../failure.h"
#include "../text/number.h"
#include "cpu_work.h"

static const char source[] = "/proc/schedstat";

enum { RUN = 6, WAIT, SLICES, COLUMNS, OLDEST_VERSION = 15 };

// Takes "cpuN" off the line.
static bool take_cpu(cp_span *line, uint32_t *id) {
    cp_span key = cp_take_word(line);
    uint64_t number = 0;
    if (!cp_take_text(&key, "cpu") || !cp_parse_u64(key, &number) || number > UINT32_MAX) {
        return false;
    }
    *id = (uint32_t)number;
    return true;
}

cprobe_result cp_schedstat_parse(cp_lines *lines, cp_cpu_works *works, cprobe_failure *failure) {
    cp_span line;
    cp_line_end end;
    uint64_t version = 0;
    if (!cp_lines_next(lines, &line, &end) || !cp_take_text(&line, "version") ||
        !cp_take_u64_word(&line, &version)) {
        const cprobe_result code = lines->result == CPROBE_OK ? CPROBE_MALFORMED : lines->result;
        return cp_fail(failure, code, source, lines->result == CPROBE_OK ? 1 : 0, 0);
    }
    if (version < OLDEST_VERSION) {
        return cp_fail(failure, CPROBE_UNSUPPORTED, source, 1, 0);
    }
    cprobe_result result = CPROBE_OK;
    size_t hint = 0;
    while (cp_lines_next(lines, &line, &end)) {
        uint32_t id = 0;
        if (!take_cpu(&line, &id)) {
            continue;
        }
        uint64_t numbers[COLUMNS];
        size_t count = 0;
        while (count < COLUMNS && cp_take_u64_word(&line, &numbers[count]) &&
               numbers[count] <= INT64_MAX) {
            count += 1;
        }
        if (count < COLUMNS || end != CP_LINE_WHOLE) {
            result = cp_fail(failure, CPROBE_MALFORMED, source, lines->number, 0);
            continue;
        }
        cprobe_cpu_work spare;
        cprobe_cpu_work *item = cp_cpu_works_find(works, id, &hint, &spare);
        if (item == NULL) {
            return cp_fail(failure, CPROBE_TOO_LARGE, source, lines->number, 0);
        }
        item->run_ns = numbers[RUN];
        item->wait_ns = numbers[WAIT];
        item->timeslices = numbers[SLICES];
        cprobe_set(&item->present_fields, CPROBE_CPU_WORK_RUN);
        cprobe_set(&item->present_fields, CPROBE_CPU_WORK_WAIT);
        cprobe_set(&item->present_fields, CPROBE_CPU_WORK_TIMESLICES);
    }
    return lines->result == CPROBE_OK ? result
                                      : cp_fail(failure, lines->result, source, 0, 0);
}

cprobe_result cprobe_schedstat_parse(const char *bytes, size_t length, cprobe_cpu_work *items,
                                     size_t capacity, size_t *count, cprobe_failure *failure) {
    if (count == NULL || (bytes == NULL && length != 0) || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_lines lines = cp_lines_of(bytes, length);
    cp_cpu_works works = {items, capacity, count};
    return cp_schedstat_parse(&lines, &works, failure);
}
