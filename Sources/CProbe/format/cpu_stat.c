// cpu.stat of a cgroup: what its quota did to it.
//
//     usage_usec 42181                 v2: three lines that every group has, and are passed over
//     nr_periods 13
//     nr_throttled 9
//     throttled_usec 440512            v1: throttled_time, in nanoseconds
//     nr_bursts 2
//     burst_usec 3120                  v1: burst_time, in nanoseconds
//
//     file = (name " " digits "\n")*
//
// Without a quota the kernel prints no lines of it (v2) or zeros. A wanted line with a bad number
// is malformed and costs only itself. Streams.
// cpu_extra_stat_show(), cpu_cfs_stat_show(), kernel/sched/core.c.

#include "../text/table.h"
#include "cgroup_files.h"

static const cp_row rows[] = {
    {CP_KEY("nr_periods"), offsetof(cprobe_throttling, periods), CPROBE_THROTTLING_PERIODS, CP_ROW_COUNT},
    {CP_KEY("nr_throttled"), offsetof(cprobe_throttling, throttled_periods),
     CPROBE_THROTTLING_THROTTLED_PERIODS, CP_ROW_COUNT},
    {CP_KEY("throttled_usec"), offsetof(cprobe_throttling, throttled_ns), CPROBE_THROTTLING_THROTTLED,
     CP_ROW_US},
    {CP_KEY("throttled_time"), offsetof(cprobe_throttling, throttled_ns), CPROBE_THROTTLING_THROTTLED,
     CP_ROW_COUNT},
    {CP_KEY("nr_bursts"), offsetof(cprobe_throttling, bursts), CPROBE_THROTTLING_BURSTS, CP_ROW_COUNT},
    {CP_KEY("burst_usec"), offsetof(cprobe_throttling, burst_ns), CPROBE_THROTTLING_BURST, CP_ROW_US},
    {CP_KEY("burst_time"), offsetof(cprobe_throttling, burst_ns), CPROBE_THROTTLING_BURST, CP_ROW_COUNT},
};

uint32_t cp_cpu_stat_parse(cp_lines *lines, cprobe_throttling *throttling) {
    cp_table table = cp_table_of(rows, sizeof rows / sizeof rows[0], ' ');
    *throttling = (cprobe_throttling){0};
    return cp_table_read(&table, lines, throttling, &throttling->present_fields);
}
