// memory.stat of a cgroup: what its memory is used for. Only a few lines are wanted.
//
//     inactive_file 3637248                            v2: of the cgroup and those below it
//     active_file 512000
//
//     inactive_file 1048576                            v1: of the cgroup alone, skipped where the
//     active_file 4096                                 totals are there
//     hierarchical_memory_limit 314572800
//     hierarchical_memsw_limit 9223372036854771712
//     total_inactive_file 3637248                      v1: of the cgroup and those below it
//     total_active_file 512000
//
//     file = (name " " digits "\n")*                   bytes
//
// hierarchical_memory_limit is the kernel's minimum of the limits of all levels to which the cgroup
// is charged, including hidden ones; …memsw… exists with swap accounting. A wanted line with a bad
// number is malformed and costs only its own field. Streams. memory_stat_format(), mm/memcontrol.c;
// memcg1_stat_format(), mm/memcontrol-v1.c.

#include "../text/table.h"
#include "cgroup_files.h"

typedef struct counts {
    uint64_t inactive, active, total_inactive, total_active, limit, memsw;
} counts;

enum { INACTIVE = 0, ACTIVE, TOTAL_INACTIVE, TOTAL_ACTIVE, LIMIT, MEMSW };

static const cprobe_field *const rows[] = {
    &(const cprobe_field){CP_ROW_KEY("inactive_file"), .presence = INACTIVE,
                           .offset = offsetof(counts, inactive)},
    &(const cprobe_field){CP_ROW_KEY("active_file"), .presence = ACTIVE,
                           .offset = offsetof(counts, active)},
    &(const cprobe_field){CP_ROW_KEY("hierarchical_memory_limit"), .presence = LIMIT,
                           .offset = offsetof(counts, limit)},
    &(const cprobe_field){CP_ROW_KEY("hierarchical_memsw_limit"), .presence = MEMSW,
                           .offset = offsetof(counts, memsw)},
    &(const cprobe_field){CP_ROW_KEY("total_inactive_file"), .presence = TOTAL_INACTIVE,
                           .offset = offsetof(counts, total_inactive)},
    &(const cprobe_field){CP_ROW_KEY("total_active_file"), .presence = TOTAL_ACTIVE,
                           .offset = offsetof(counts, total_active)},
};

enum { ROWS = sizeof rows / sizeof rows[0] };

uint32_t cp_memory_stat_parse(cp_lines *lines, cp_memory_stat *stat) {
    counts read = {0};
    cprobe_presence fields = {{0, 0}};
    cp_table table = cp_table_of(rows, ROWS, ' ');
    const uint32_t wrong = cp_table_read(&table, lines, &read, &fields);
    const bool has_total = cprobe_has(fields, TOTAL_INACTIVE);
    *stat = (cp_memory_stat){
        .has_inactive_file = has_total || cprobe_has(fields, INACTIVE),
        .has_total = has_total,
        .inactive_file_bytes = has_total ? read.total_inactive : read.inactive,
        .has_active_file = cprobe_has(fields, has_total ? TOTAL_ACTIVE : ACTIVE),
        .active_file_bytes = has_total ? read.total_active : read.active,
        .has_limit = cprobe_has(fields, LIMIT),
        .limit = cp_memory_limit_of(read.limit),
        .has_memsw = cprobe_has(fields, MEMSW),
        .memsw = cp_memory_limit_of(read.memsw),
    };
    return wrong;
}
