// /proc/loadavg: load averages and tasks, in one line.
//
//     0.15 0.10 0.04 1/79 1785
//
//     file     = load " " load " " load " " runnable "/" all " " last_pid "\n"
//     load     = digits "." two digits     averages over 1, 5 and 15 minutes
//     runnable, all, last_pid = digits     tasks, tasks, a pid
//
// Anything else is malformed: the line is printed at once or not at all. Of a text without its final
// newline last_pid is absent, because it could be cut short.
// At most 3 × (20 + 1 + 2 + 1) + 20 + 1 + 20 + 1 + 20 + 1 = 135 bytes.
// loadavg_proc_show(), fs/proc/loadavg.c; proc_loadavg(5).

#include "../failure.h"
#include "../include/cprobe/load.h"
#include "../text/number.h"

static const char source[] = "/proc/loadavg";

static bool parse(cp_span line, bool is_whole, cprobe_load *load) {
    uint64_t hundredths[3] = {0};
    cprobe_tasks tasks = {0};
    for (unsigned index = 0; index < 3; index += 1) {
        if (!cp_take_hundredths(&line, &hundredths[index]) || !cp_take_byte(&line, ' ')) {
            return false;
        }
    }
    if (!cp_take_u64(&line, &tasks.runnable) || !cp_take_byte(&line, '/') ||
        !cp_take_u64(&line, &tasks.all) || !cp_take_byte(&line, ' ') ||
        !cp_parse_u64(line, &tasks.last_pid)) {
        return false;
    }
    load->load1 = (double)hundredths[0] / 100;
    load->load5 = (double)hundredths[1] / 100;
    load->load15 = (double)hundredths[2] / 100;
    load->tasks = tasks;
    load->uptime_ns = 0;
    load->boot_time_ns = 0;
    load->failures.count = 0;
    load->present_fields = ((uint64_t)1 << (CPROBE_LOAD_LAST_PID + 1)) - 1;
    if (!is_whole) {
        load->present_fields &= ~((uint64_t)1 << CPROBE_LOAD_LAST_PID);
        cp_failures_add(&load->failures, (cprobe_failure){CPROBE_MALFORMED, 1, 0, source});
    }
    return true;
}

_Static_assert(CPROBE_LOAD_1 == 0 && CPROBE_LOAD_LAST_PID == 5,
               "the six fields of /proc/loadavg have the first presence bits");

cprobe_result cprobe_loadavg_parse(const char *bytes, size_t length, cprobe_load *load,
                                   cprobe_failure *failure) {
    if (load == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_span text = cp_span_make(bytes, length);
    bool is_whole = false;
    const cp_span line = cp_take_until(&text, '\n', &is_whole);
    if (!parse(line, is_whole, load)) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    return CPROBE_OK;
}
