// /proc/PID/smaps_rollup: the memory of a process, summed over all its mappings.
//
//     556d2c9c4000-7ffc2b5e9000 ---p 00000000 00:00 0                          [rollup]
//     Rss:                3852 kB
//     Pss:                 581 kB
//     Shared_Clean:       3488 kB
//     Private_Clean:         8 kB
//     Private_Dirty:       356 kB
//     Private_Hugetlb:       0 kB
//     SwapPss:               0 kB
//
//     file = header (key ":" blanks number " kB" "\n")*
//     wanted: Pss, Private_Clean, Private_Dirty, Private_Hugetlb, SwapPss
//
// Other keys are passed over. A bad line costs its own field: unique memory is the sum of the three
// of Private. Every kernel that has the file prints all five, so that missing ones are a failure without
// a line. A text that has no good line is malformed. A process without memory of its own, such as a
// zombie, has no text. About 900 bytes.
// show_smaps_rollup(), fs/proc/task_mmu.c; proc_pid_smaps(5).

#include "../failure.h"
#include "../include/cprobe/process.h"
#include "keyed.h"

static const char source[] = "/proc/PID/smaps_rollup";

typedef struct sums {
    uint64_t proportional, private_clean, private_dirty, private_huge, proportional_swap;
} sums;

enum { PROPORTIONAL, PRIVATE_CLEAN, PRIVATE_DIRTY, PRIVATE_HUGE, PROPORTIONAL_SWAP, WANTED };

static const cp_row rows[] = {
    {CP_KEY("Pss:"), offsetof(sums, proportional), PROPORTIONAL, CP_ROW_KIB},
    {CP_KEY("Private_Clean:"), offsetof(sums, private_clean), PRIVATE_CLEAN, CP_ROW_KIB},
    {CP_KEY("Private_Dirty:"), offsetof(sums, private_dirty), PRIVATE_DIRTY, CP_ROW_KIB},
    {CP_KEY("Private_Hugetlb:"), offsetof(sums, private_huge), PRIVATE_HUGE, CP_ROW_KIB},
    {CP_KEY("SwapPss:"), offsetof(sums, proportional_swap), PROPORTIONAL_SWAP, CP_ROW_KIB},
};

// The parts of unique memory.
static const cprobe_presence private_lines = {
    {1 << PRIVATE_CLEAN | 1 << PRIVATE_DIRTY | 1 << PRIVATE_HUGE, 0}};

static void set(cprobe_process *process, uint64_t *target, cprobe_process_field field, bool is_known,
                uint64_t number) {
    if (is_known) {
        *target = number;
        cprobe_set(&process->present_fields, field);
    }
}

cprobe_result cprobe_smaps_rollup_parse(const char *bytes, size_t length, cprobe_process *process,
                                        cprobe_failure *failure) {
    if (process == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    sums read = {0};
    cprobe_failures failures = process->failures;
    cp_lines lines = cp_lines_of(bytes, length);
    cp_table table = cp_table_of(rows, sizeof rows / sizeof rows[0], ' ');
    const cp_keyed keyed = cp_keyed_read(&table, &lines, &read, source, &failures);
    if (!cprobe_has_any(keyed.fields)) {
        return cp_fail(failure, CPROBE_MALFORMED, source, keyed.first_bad, 0);
    }
    if (!cp_presence_equal(keyed.seen, cp_presence_first(WANTED))) {
        cp_failures_add(&failures, (cprobe_failure){CPROBE_MALFORMED, 0, 0, source});
    }
    process->failures = failures;
    set(process, &process->proportional_bytes, CPROBE_PROCESS_PROPORTIONAL,
        cprobe_has(keyed.fields, PROPORTIONAL), read.proportional);
    set(process, &process->proportional_swap_bytes, CPROBE_PROCESS_PROPORTIONAL_SWAP,
        cprobe_has(keyed.fields, PROPORTIONAL_SWAP), read.proportional_swap);
    uint64_t unique = 0;
    const bool is_sum = cp_presence_has_all(keyed.fields, private_lines) &&
                        !__builtin_add_overflow(read.private_clean, read.private_dirty, &unique) &&
                        !__builtin_add_overflow(unique, read.private_huge, &unique);
    set(process, &process->unique_bytes, CPROBE_PROCESS_UNIQUE, is_sum, unique);
    return CPROBE_OK;
}
