// /proc/loadavg: load averages and tasks, in one line.
// Sample: captured, firecracker-6.18-x86_64-namespaces.txt: /proc/loadavg
//
//     1.17 0.69 0.39 1/79 2057
//
//     file     = load " " load " " load " " runnable "/" all " " last_pid "\n"
//     load     = digits "." two digits     averages over 1, 5 and 15 minutes
//     runnable, all, last_pid = digits     tasks, tasks, a pid
//
// A malformed number is absent, and a failure; the others are valid. A count of tasks of 2^31 or
// more is a negative one, and malformed. A text without any valid number is malformed. At most 3 ×
// (20 + 1 + 2 + 1) + 20 + 1 + 20 + 1 + 20 + 1 = 135 bytes. loadavg_proc_show(), fs/proc/loadavg.c;
// proc_loadavg(5).

#include "../failure.h"
#include "../include/cprobe/load.h"
#include "../presence.h"
#include "../text/number.h"

static const char source[] = "/proc/loadavg";

static bool take_average(cp_span *line, double *average) {
    uint64_t hundredths = 0;
    cp_skip_blanks(line);
    const bool is_good = cp_take_hundredths(line, &hundredths) &&
                         (line->length == 0 || cp_is_blank(line->bytes[0]));
    if (!is_good) {
        (void)cp_take_word(line);
    }
    *average = is_good ? (double)hundredths / 100 : 0;
    return is_good;
}

static bool parse_tasks(cp_span word, uint64_t *number) {
    const bool is_good = cp_parse_u64(word, number) && *number <= INT32_MAX;
    *number = is_good ? *number : 0;
    return is_good;
}

static const cprobe_presence all_fields = {
    {1 << CPROBE_LOAD_1 | 1 << CPROBE_LOAD_5 | 1 << CPROBE_LOAD_15 | 1 << CPROBE_LOAD_RUNNABLE |
         1 << CPROBE_LOAD_ALL | 1 << CPROBE_LOAD_LAST_PID,
     0}};

// Parses the averages and the tasks, and returns the bits of those present.
static cprobe_presence parse(cp_span line, double averages[3], cprobe_tasks *counts) {
    cprobe_presence fields = {{0, 0}};
    for (unsigned index = 0; index < 3; index += 1) {
        cp_presence_set_if(&fields, CPROBE_LOAD_1 + index, take_average(&line, &averages[index]));
    }
    cp_span tasks = cp_take_word(&line);
    bool has_all = false;
    const cp_span runnable = cp_take_until(&tasks, '/', &has_all);
    const bool has_runnable = parse_tasks(runnable, &counts->runnable) && has_all;
    has_all = parse_tasks(tasks, &counts->all);
    cp_presence_set_if(&fields, CPROBE_LOAD_RUNNABLE, has_runnable);
    cp_presence_set_if(&fields, CPROBE_LOAD_ALL, has_all);
    const cp_span pid = cp_take_word(&line);
    cp_presence_set_if(&fields, CPROBE_LOAD_LAST_PID, parse_tasks(pid, &counts->last_pid));
    return fields;
}

cprobe_result cprobe_loadavg_parse(const char *bytes, size_t length, cprobe_load *load,
                                   cprobe_failure *failure) {
    if (load == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_span text = cp_span_make(bytes, length);
    cp_trim_lines(&text);
    double averages[3];
    cprobe_tasks tasks;
    const cprobe_presence fields = parse(text, averages, &tasks);
    if (!cprobe_has_any(fields)) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    load->present_fields = fields;
    load->load1 = averages[0];
    load->load5 = averages[1];
    load->load15 = averages[2];
    load->uptime_ns = 0;
    load->boot_time_ns = 0;
    load->tasks = tasks;
    load->failures.count = 0;
    if (!cp_presence_equal(fields, all_fields)) {
        cp_failures_add(&load->failures, (cprobe_failure){CPROBE_MALFORMED, 1, 0, source});
    }
    return CPROBE_OK;
}
