// memory.events (cgroup v2) and memory.oom_control (v1): how often a cgroup reached its limits.
//
//     low 0                            v2; skipped, like oom_group_kill
//     high 12
//     max 3
//     oom 1
//     oom_kill 1                       also v1, since Linux 4.13
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
