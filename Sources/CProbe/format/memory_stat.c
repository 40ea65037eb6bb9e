// memory.stat of a cgroup: what its memory is used for. Only a few lines are wanted.
// Sample: captured, debian-6.12-x86_64-machine.txt: /sys/fs/cgroup/shop/memory.stat
// Sample: captured, debian-6.1-x86_64-v1.txt: /sys/fs/cgroup/memory/docker/0123456789ab/memory.stat
//
//     anon 0                                           v2: of the cgroup and those below it
//     file 23597056
//     kernel 573440
//     sock 0
//     shmem 19398656
//     inactive_file 4198400
//     active_file 0
//     slab 558360
//     pgmajfault 52                                    a count
//
//     inactive_file 11927552                           v1: of the cgroup alone, skipped where the
//     active_file 28672                                totals are there
//     hierarchical_memory_limit 314572800
//     hierarchical_memsw_limit 9223372036854771712
//     total_cache 38084608                             v1: of the cgroup and those below it
//     total_rss 155648
//     total_shmem 26128384
//     total_swap 0
//     total_pgmajfault 0
//     total_inactive_file 11927552
//     total_active_file 28672
//
//     file = (name " " digits "\n")*                   bytes
//
// hierarchical_memory_limit is the kernel's minimum of the limits of all levels to which the cgroup
// is charged, including hidden ones; …memsw… exists with swap accounting. A wanted line with a bad
// number is malformed and costs only its own field. Streams. memory_stat_format(), mm/memcontrol.c;
// memcg1_stat_format(), mm/memcontrol-v1.c.

#include "../text/number.h"
#include "../text/table.h"
#include "cgroup_files.h"
#include "cgroup_table.h"

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

// The rows of the table of cgroups.
static const cprobe_field *const cgroup_rows[] = {
    &cp_cgroup_fields[CPROBE_CGROUP_ANON],
    &cp_cgroup_fields[CPROBE_CGROUP_FILE],
    &cp_cgroup_fields[CPROBE_CGROUP_KERNEL],
    &cp_cgroup_fields[CPROBE_CGROUP_SOCK],
    &cp_cgroup_fields[CPROBE_CGROUP_SHMEM],
    &cp_cgroup_fields[CPROBE_CGROUP_INACTIVE_FILE],
    &cp_cgroup_fields[CPROBE_CGROUP_ACTIVE_FILE],
    &cp_cgroup_fields[CPROBE_CGROUP_SLAB],
    &cp_cgroup_fields[CPROBE_CGROUP_MAJOR_FAULTS],
};

static const cprobe_field *const cgroup_rows_v1[] = {
    &(const cprobe_field){CP_ROW_KEY("total_cache"), .presence = CPROBE_CGROUP_FILE,
                           .offset = offsetof(cprobe_cgroup, file_bytes)},
    &(const cprobe_field){CP_ROW_KEY("total_rss"), .presence = CPROBE_CGROUP_ANON,
                           .offset = offsetof(cprobe_cgroup, anon_bytes)},
    &(const cprobe_field){CP_ROW_KEY("total_shmem"), .presence = CPROBE_CGROUP_SHMEM,
                           .offset = offsetof(cprobe_cgroup, shmem_bytes)},
    &(const cprobe_field){CP_ROW_KEY("total_swap"), .presence = CPROBE_CGROUP_SWAP_CURRENT,
                           .offset = offsetof(cprobe_cgroup, swap_current_bytes)},
    &(const cprobe_field){CP_ROW_KEY("total_pgmajfault"), .presence = CPROBE_CGROUP_MAJOR_FAULTS,
                           .offset = offsetof(cprobe_cgroup, major_faults)},
    &(const cprobe_field){CP_ROW_KEY("total_inactive_file"),
                           .presence = CPROBE_CGROUP_INACTIVE_FILE,
                           .offset = offsetof(cprobe_cgroup, inactive_file_bytes)},
    &(const cprobe_field){CP_ROW_KEY("total_active_file"), .presence = CPROBE_CGROUP_ACTIVE_FILE,
                           .offset = offsetof(cprobe_cgroup, active_file_bytes)},
};

uint32_t cp_cgroup_memory_stat_parse(cp_lines *lines, bool is_v2, cprobe_cgroup *cgroup) {
    cp_table table =
        is_v2 ? cp_table_of(cgroup_rows, sizeof cgroup_rows / sizeof cgroup_rows[0], ' ')
              : cp_table_of(cgroup_rows_v1, sizeof cgroup_rows_v1 / sizeof cgroup_rows_v1[0], ' ');
    return cp_table_read(&table, lines, cgroup, &cgroup->present_fields);
}

bool cp_memory_stat_line_parse(cp_span line, cp_line_end end, cp_span *name, uint64_t *number) {
    bool has_blank = false;
    *name = cp_take_until(&line, ' ', &has_blank);
    return end == CP_LINE_WHOLE && has_blank && name->length != 0 && cp_parse_u64(line, number);
}
