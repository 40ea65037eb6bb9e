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
// Other keys are passed over. A bad number is malformed, and so is a text that lacks one of the
// five that are wanted: every kernel that has the file prints them all, and without the last of them
// the sum would be too small. Private_Hugetlb counts as unique, too. A process without memory of its
// own, such as a zombie, has no text. About 900 bytes.
// show_smaps_rollup(), fs/proc/task_mmu.c; proc_pid_smaps(5).

#include "../failure.h"
#include "../include/cprobe/process.h"
#include "../text/table.h"

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

cprobe_result cprobe_smaps_rollup_parse(const char *bytes, size_t length, cprobe_process *process,
                                        cprobe_failure *failure) {
    if (process == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    sums read = {0};
    uint64_t fields = 0;
    cp_lines lines = cp_lines_of(bytes, length);
    cp_table table = cp_table_of(rows, sizeof rows / sizeof rows[0], ' ', NULL);
    const uint32_t wrong = cp_table_read(&table, &lines, &read, &fields);
    uint64_t unique = 0;
    if (wrong != 0 || fields != (1 << WANTED) - 1 ||
        __builtin_add_overflow(read.private_clean, read.private_dirty, &unique) ||
        __builtin_add_overflow(unique, read.private_huge, &unique)) {
        return cp_fail(failure, CPROBE_MALFORMED, source, wrong, 0);
    }
    process->proportional_bytes = read.proportional;
    process->unique_bytes = unique;
    process->proportional_swap_bytes = read.proportional_swap;
    process->present_fields |= (uint64_t)1 << CPROBE_PROCESS_PROPORTIONAL |
                               (uint64_t)1 << CPROBE_PROCESS_UNIQUE |
                               (uint64_t)1 << CPROBE_PROCESS_PROPORTIONAL_SWAP;
    return CPROBE_OK;
}
