// memory.events and memory.events.local (cgroup v2), and memory.oom_control (v1): how often a
// cgroup reached its limits. memory.events.local excludes its descendants.
// Sample: captured, debian-6.12-x86_64-machine.txt: /sys/fs/cgroup/shop/memory.events
// Sample: captured, debian-5.10-x86_64-v1.txt: /sys/fs/cgroup/*memory.oom_control
//
//     low 0                            v2
//     high 0
//     max 55
//     oom 0
//     oom_kill 0                       also v1, since Linux 4.13
//     oom_group_kill 0                 since Linux 5.17
//
//     oom_kill_disable 0               v1: skipped
//     under_oom 0
//
//     file = (name " " digits "\n")*
//
// A wanted line with a bad number is malformed and costs only its own field. Streams.
// __memory_events_show(), mm/memcontrol.c; mem_cgroup_oom_control_read(), mm/memcontrol-v1.c.

#include "../text/table.h"
#include "cgroup_files.h"
#include "cgroup_table.h"

static const cprobe_field *const rows[] = {
    &(const cprobe_field){CP_ROW_KEY("high"), .presence = CPROBE_MEMORY_EVENTS_HIGH,
                           .offset = offsetof(cprobe_memory_events, high)},
    &(const cprobe_field){CP_ROW_KEY("max"), .presence = CPROBE_MEMORY_EVENTS_MAX,
                           .offset = offsetof(cprobe_memory_events, max)},
    &(const cprobe_field){CP_ROW_KEY("oom"), .presence = CPROBE_MEMORY_EVENTS_OOM,
                           .offset = offsetof(cprobe_memory_events, oom)},
    &(const cprobe_field){CP_ROW_KEY("oom_kill"), .presence = CPROBE_MEMORY_EVENTS_OOM_KILL,
                           .offset = offsetof(cprobe_memory_events, oom_kill)},
};

uint32_t cp_memory_events_parse(cp_lines *lines, cprobe_memory_events *events) {
    cp_table table = cp_table_of(rows, sizeof rows / sizeof rows[0], ' ');
    return cp_table_read(&table, lines, events, &events->present_fields);
}

static const cprobe_field *const cgroup_rows[] = {
    &cp_cgroup_fields[CPROBE_CGROUP_EVENTS_LOW],
    &cp_cgroup_fields[CPROBE_CGROUP_EVENTS_HIGH],
    &cp_cgroup_fields[CPROBE_CGROUP_EVENTS_MAX],
    &cp_cgroup_fields[CPROBE_CGROUP_EVENTS_OOM],
    &cp_cgroup_fields[CPROBE_CGROUP_EVENTS_OOM_KILL],
    &cp_cgroup_fields[CPROBE_CGROUP_EVENTS_OOM_GROUP_KILL],
};

static const cprobe_field *const local_rows[] = {
    &cp_cgroup_fields[CPROBE_CGROUP_LOCAL_HIGH],
    &cp_cgroup_fields[CPROBE_CGROUP_LOCAL_MAX],
    &cp_cgroup_fields[CPROBE_CGROUP_LOCAL_OOM],
    &cp_cgroup_fields[CPROBE_CGROUP_LOCAL_OOM_KILL],
};

uint32_t cp_cgroup_memory_events_parse(cp_lines *lines, cprobe_cgroup *cgroup) {
    cp_table table = cp_table_of(cgroup_rows, sizeof cgroup_rows / sizeof cgroup_rows[0], ' ');
    return cp_table_read(&table, lines, cgroup, &cgroup->present_fields);
}

uint32_t cp_cgroup_memory_local_parse(cp_lines *lines, cprobe_cgroup *cgroup) {
    cp_table table = cp_table_of(local_rows, sizeof local_rows / sizeof local_rows[0], ' ');
    return cp_table_read(&table, lines, cgroup, &cgroup->present_fields);
}
