// pids.events of a cgroup: how often a fork failed because of a limit of tasks.
// Sample: captured, debian-6.12-x86_64-machine.txt: /sys/fs/cgroup/shop/pids.events
//
//     max 0
//
//     file = (name " " digits "\n")*
//
// Since Linux 6.11, the limit of this cgroup or of one below it (pids.events.local has its own);
// before, the forks that failed in this cgroup, whichever level had the limit. A wanted line with a
// bad number is malformed. Streams. pids_events_show(), kernel/cgroup/pids.c.

#include "cgroup_table.h"

static const cprobe_field *const rows[] = {&cp_cgroup_fields[CPROBE_CGROUP_PIDS_EVENTS_MAX]};

uint32_t cp_cgroup_pids_events_parse(cp_lines *lines, cprobe_cgroup *cgroup) {
    cp_table table = cp_table_of(rows, sizeof rows / sizeof rows[0], ' ');
    return cp_table_read(&table, lines, cgroup, &cgroup->present_fields);
}
