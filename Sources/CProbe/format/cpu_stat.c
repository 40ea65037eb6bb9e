// cpu.stat of a cgroup: the CPU time that it used, and the effects of its CPU quota.
// Sample: captured, debian-6.1-x86_64-v2.txt: /sys/fs/cgroup/app.slice/web.service/cpu.stat
//
//     usage_usec 8974276               v2, in every cgroup, as the next two lines
//     user_usec 2819236
//     system_usec 6155040
//     nr_periods 73
//     nr_throttled 21
//     throttled_usec 2932759           v1: throttled_time, in nanoseconds
//     nr_bursts 0
//     burst_usec 0                     v1: burst_time, in nanoseconds
//
//     file = (name " " digits "\n")*
//
// Without the cpu controller (v2) the kernel prints none of the quota lines. A wanted line with a
// bad number is malformed and costs only its own field. Streams. cpu_extra_stat_show(),
// cpu_cfs_stat_show(), kernel/sched/core.c.

#include "../text/table.h"
#include "cgroup_files.h"
#include "cgroup_table.h"

// The bit of the usage, after those of cprobe_throttling_field.
enum { USAGE = CPROBE_THROTTLING_BURST + 1 };

_Static_assert(offsetof(cp_cpu_stat, throttling) == 0, "offsets are those of the throttling");

static const cprobe_field *const rows[] = {
    &(const cprobe_field){CP_ROW_KEY("usage_usec"), .presence = USAGE,
                           .offset = offsetof(cp_cpu_stat, usage_ns),
                           .printed = CPROBE_PRINTED_MICROSECONDS},
    &(const cprobe_field){CP_ROW_KEY("nr_periods"), .presence = CPROBE_THROTTLING_PERIODS,
                           .offset = offsetof(cprobe_throttling, periods)},
    &(const cprobe_field){CP_ROW_KEY("nr_throttled"),
                           .presence = CPROBE_THROTTLING_THROTTLED_PERIODS,
                           .offset = offsetof(cprobe_throttling, throttled_periods)},
    &(const cprobe_field){CP_ROW_KEY("throttled_usec"), .presence = CPROBE_THROTTLING_THROTTLED,
                           .offset = offsetof(cprobe_throttling, throttled_ns),
                           .printed = CPROBE_PRINTED_MICROSECONDS},
    &(const cprobe_field){CP_ROW_KEY("throttled_time"), .presence = CPROBE_THROTTLING_THROTTLED,
                           .offset = offsetof(cprobe_throttling, throttled_ns)},
    &(const cprobe_field){CP_ROW_KEY("nr_bursts"), .presence = CPROBE_THROTTLING_BURSTS,
                           .offset = offsetof(cprobe_throttling, bursts)},
    &(const cprobe_field){CP_ROW_KEY("burst_usec"), .presence = CPROBE_THROTTLING_BURST,
                           .offset = offsetof(cprobe_throttling, burst_ns),
                           .printed = CPROBE_PRINTED_MICROSECONDS},
    &(const cprobe_field){CP_ROW_KEY("burst_time"), .presence = CPROBE_THROTTLING_BURST,
                           .offset = offsetof(cprobe_throttling, burst_ns)},
};

uint32_t cp_cpu_stat_parse(cp_lines *lines, cp_cpu_stat *stat) {
    cp_table table = cp_table_of(rows, sizeof rows / sizeof rows[0], ' ');
    cprobe_presence fields = {{0, 0}};
    *stat = (cp_cpu_stat){.has_usage = false};
    const uint32_t wrong = cp_table_read(&table, lines, stat, &fields);
    stat->has_usage = cprobe_has(fields, USAGE);
    cprobe_clear(&fields, USAGE);
    stat->throttling.present_fields = fields;
    return wrong;
}

// The rows of the table of cgroups; v1 prints two of the times under other names.
static const cprobe_field *const cgroup_rows[] = {
    &cp_cgroup_fields[CPROBE_CGROUP_USAGE],
    &cp_cgroup_fields[CPROBE_CGROUP_USER],
    &cp_cgroup_fields[CPROBE_CGROUP_SYSTEM],
    &cp_cgroup_fields[CPROBE_CGROUP_PERIODS],
    &cp_cgroup_fields[CPROBE_CGROUP_THROTTLED_PERIODS],
    &cp_cgroup_fields[CPROBE_CGROUP_THROTTLED],
    &(const cprobe_field){CP_ROW_KEY("throttled_time"), .presence = CPROBE_CGROUP_THROTTLED,
                           .offset = offsetof(cprobe_cgroup, throttled_ns)},
    &cp_cgroup_fields[CPROBE_CGROUP_BURSTS],
    &cp_cgroup_fields[CPROBE_CGROUP_BURST],
    &(const cprobe_field){CP_ROW_KEY("burst_time"), .presence = CPROBE_CGROUP_BURST,
                           .offset = offsetof(cprobe_cgroup, burst_ns)},
};

uint32_t cp_cgroup_cpu_stat_parse(cp_lines *lines, cprobe_cgroup *cgroup) {
    cp_table table = cp_table_of(cgroup_rows, sizeof cgroup_rows / sizeof cgroup_rows[0], ' ');
    return cp_table_read(&table, lines, cgroup, &cgroup->present_fields);
}
