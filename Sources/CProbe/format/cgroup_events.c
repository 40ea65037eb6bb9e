// cgroup.events (cgroup v2): whether a cgroup has processes, and whether it is frozen. With
// memory.events, whose lines are described in memory_events.c: both report changes to poll(2).
// Sample: captured, debian-6.12-x86_64-machine.txt: /sys/fs/cgroup/shop/worker/cgroup.events
//
//     populated 1
//     frozen 0                         since Linux 5.2
//
//     file = (name " " digits "\n")*
//
// A key that is not listed is skipped. A text without any wanted line, or with a bad number, is
// malformed. At most 20 + 1 + 14 + 1 bytes a line, and 6 wanted lines: far below a page.
// cgroup_events_show(), kernel/cgroup/cgroup.c.

#include "../failure.h"
#include "../include/cprobe/watch.h"
#include "../text/table.h"

static const cprobe_field *const memory_rows[] = {
    &(const cprobe_field){CP_ROW_KEY("low"), .presence = CPROBE_EVENTS_LOW,
                          .offset = offsetof(cprobe_cgroup_events, low)},
    &(const cprobe_field){CP_ROW_KEY("high"), .presence = CPROBE_EVENTS_HIGH,
                          .offset = offsetof(cprobe_cgroup_events, high)},
    &(const cprobe_field){CP_ROW_KEY("max"), .presence = CPROBE_EVENTS_MAX,
                          .offset = offsetof(cprobe_cgroup_events, max)},
    &(const cprobe_field){CP_ROW_KEY("oom"), .presence = CPROBE_EVENTS_OOM,
                          .offset = offsetof(cprobe_cgroup_events, oom)},
    &(const cprobe_field){CP_ROW_KEY("oom_kill"), .presence = CPROBE_EVENTS_OOM_KILL,
                          .offset = offsetof(cprobe_cgroup_events, oom_kill)},
    &(const cprobe_field){CP_ROW_KEY("oom_group_kill"), .presence = CPROBE_EVENTS_OOM_GROUP_KILL,
                          .offset = offsetof(cprobe_cgroup_events, oom_group_kill)},
};

static const cprobe_field *const cgroup_rows[] = {
    &(const cprobe_field){CP_ROW_KEY("populated"), .presence = CPROBE_EVENTS_POPULATED,
                          .offset = offsetof(cprobe_cgroup_events, populated)},
    &(const cprobe_field){CP_ROW_KEY("frozen"), .presence = CPROBE_EVENTS_FROZEN,
                          .offset = offsetof(cprobe_cgroup_events, frozen)},
};

cprobe_result cprobe_cgroup_events_parse(const char *bytes, size_t length,
                                         cprobe_cgroup_events_file file,
                                         cprobe_cgroup_events *events, cprobe_failure *failure) {
    const bool is_memory = file == CPROBE_EVENTS_MEMORY;
    const char *name = is_memory ? "memory.events" : "cgroup.events";
    if (events == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, name, 0, 0);
    }
    cp_table table = is_memory
        ? cp_table_of(memory_rows, sizeof memory_rows / sizeof memory_rows[0], ' ')
        : cp_table_of(cgroup_rows, sizeof cgroup_rows / sizeof cgroup_rows[0], ' ');
    cp_lines lines = cp_lines_of(bytes, length);
    cprobe_cgroup_events read = {0};
    const uint32_t malformed = cp_table_read(&table, &lines, &read, &read.present_fields);
    if (malformed != 0 || !cprobe_has_any(read.present_fields)) {
        return cp_fail(failure, CPROBE_MALFORMED, name, malformed, 0);
    }
    *events = read;
    return CPROBE_OK;
}
