// /proc/PID/smaps_rollup: the memory of a process, summed over all its mappings.
// Sample: captured, debian-6.12-x86_64-processes.txt: /proc/1/smaps_rollup
//
//     00400000-7ffc26e14000 ---p 00000000 00:00 0                              [rollup]
//     Rss:                1664 kB
//     Pss:                 358 kB
//     Shared_Clean:          4 kB
//     Private_Clean:         0 kB
//     Private_Dirty:        60 kB
//     Private_Hugetlb:       0 kB
//     SwapPss:               0 kB
//
//     file = header (key ":" blanks number " kB" "\n")*
//     wanted of a process in a list: Pss, Private_Clean, Private_Dirty, Private_Hugetlb, SwapPss
//     wanted of one process: the keys of cp_smaps_rows
//
// Other keys are skipped. A malformed line costs its own field; unique memory is the sum of the
// three Private rows. Every kernel with this file prints the keys of Linux 4.14, so missing ones
// are a failure without a line. A text without a valid line is malformed. A process without memory,
// such as a zombie, has an empty text. About 900 bytes. show_smaps_rollup(), fs/proc/task_mmu.c;
// proc_pid_smaps(5).

#include "../failure.h"
#include "../fields/fields.h"
#include "../include/cprobe/process.h"
#include "keyed.h"
#include "mapping_texts.h"

static const char source[] = "/proc/PID/smaps_rollup";

// The row numbers, in the kernel's order.
enum { PROPORTIONAL, PRIVATE_CLEAN, PRIVATE_DIRTY, PRIVATE_HUGE, PROPORTIONAL_SWAP, ROWS };

static const cprobe_field *const rows[ROWS] = {
    &cp_process_fields[CPROBE_PROCESS_PROPORTIONAL],
    &(const cprobe_field){CP_ROW_KEY("Private_Clean:"), .printed = CPROBE_PRINTED_KB},
    &(const cprobe_field){CP_ROW_KEY("Private_Dirty:"), .printed = CPROBE_PRINTED_KB},
    &(const cprobe_field){CP_ROW_KEY("Private_Hugetlb:"), .printed = CPROBE_PRINTED_KB},
    &cp_process_fields[CPROBE_PROCESS_PROPORTIONAL_SWAP],
};

static const cprobe_presence private_lines = {
    {1 << PRIVATE_CLEAN | 1 << PRIVATE_DIRTY | 1 << PRIVATE_HUGE, 0}};

cprobe_result cprobe_smaps_rollup_parse(const char *bytes, size_t length, cprobe_process *process,
                                        cprobe_failure *failure) {
    if (process == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    uint64_t numbers[ROWS];
    cprobe_failures failures = process->failures;
    cp_lines lines = cp_lines_of(bytes, length);
    cp_table table = cp_table_of(rows, ROWS, ' ');
    const cp_keyed keyed = cp_keyed_read(&table, &lines, numbers, source, &failures);
    if (!cprobe_has_any(keyed.fields)) {
        return cp_fail(failure, CPROBE_MALFORMED, source, keyed.first_bad, 0);
    }
    if (!cp_presence_equal(keyed.seen, cp_presence_first(ROWS))) {
        cp_failures_add(&failures, (cprobe_failure){CPROBE_MALFORMED, 0, 0, source});
    }
    process->failures = failures;
    cp_keyed_store(&table, keyed.fields, numbers, process, &process->present_fields);
    uint64_t unique = 0;
    if (cp_presence_has_all(keyed.fields, private_lines) &&
        !__builtin_add_overflow(numbers[PRIVATE_CLEAN], numbers[PRIVATE_DIRTY], &unique) &&
        !__builtin_add_overflow(unique, numbers[PRIVATE_HUGE], &unique)) {
        process->unique_bytes = unique;
        cprobe_set(&process->present_fields, CPROBE_PROCESS_UNIQUE);
    }
    return CPROBE_OK;
}

const cprobe_field *const cp_smaps_rows[CP_SMAPS_ROWS] = {
    &cp_process_memory_fields[CPROBE_PROCESS_MEMORY_RSS],
    &cp_process_memory_fields[CPROBE_PROCESS_MEMORY_PSS],
    &cp_process_memory_fields[CPROBE_PROCESS_MEMORY_PSS_DIRTY],
    &cp_process_memory_fields[CPROBE_PROCESS_MEMORY_PSS_ANONYMOUS],
    &cp_process_memory_fields[CPROBE_PROCESS_MEMORY_PSS_FILE],
    &cp_process_memory_fields[CPROBE_PROCESS_MEMORY_PSS_SHMEM],
    &cp_process_memory_fields[CPROBE_PROCESS_MEMORY_SHARED_CLEAN],
    &cp_process_memory_fields[CPROBE_PROCESS_MEMORY_SHARED_DIRTY],
    &cp_process_memory_fields[CPROBE_PROCESS_MEMORY_PRIVATE_CLEAN],
    &cp_process_memory_fields[CPROBE_PROCESS_MEMORY_PRIVATE_DIRTY],
    &cp_process_memory_fields[CPROBE_PROCESS_MEMORY_REFERENCED],
    &cp_process_memory_fields[CPROBE_PROCESS_MEMORY_ANONYMOUS],
    &cp_process_memory_fields[CPROBE_PROCESS_MEMORY_KSM],
    &cp_process_memory_fields[CPROBE_PROCESS_MEMORY_LAZY_FREE],
    &cp_process_memory_fields[CPROBE_PROCESS_MEMORY_ANONYMOUS_HUGE_PAGES],
    &cp_process_memory_fields[CPROBE_PROCESS_MEMORY_SHARED_HUGE_MAPPED],
    &cp_process_memory_fields[CPROBE_PROCESS_MEMORY_FILE_HUGE_MAPPED],
    &cp_process_memory_fields[CPROBE_PROCESS_MEMORY_SHARED_HUGETLB],
    &cp_process_memory_fields[CPROBE_PROCESS_MEMORY_PRIVATE_HUGETLB],
    &cp_process_memory_fields[CPROBE_PROCESS_MEMORY_SWAP],
    &cp_process_memory_fields[CPROBE_PROCESS_MEMORY_SWAP_PSS],
    &cp_process_memory_fields[CPROBE_PROCESS_MEMORY_LOCKED],
};

// Whether every kernel with this file prints the row.
static bool is_always_printed(const cprobe_field *row) {
    return row->since_major < 4 || (row->since_major == 4 && row->since_minor <= 14);
}

cprobe_result cprobe_process_memory_parse(const char *bytes, size_t length,
                                          cprobe_process_memory *memory,
                                          cprobe_failures *failures, cprobe_failure *failure) {
    if (memory == NULL || failures == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    uint64_t numbers[CP_SMAPS_ROWS];
    cp_lines lines = cp_lines_of(bytes, length);
    cp_table table = cp_table_of(cp_smaps_rows, CP_SMAPS_ROWS, ' ');
    const cp_keyed keyed = cp_keyed_read(&table, &lines, numbers, source, failures);
    if (!cprobe_has_any(keyed.fields)) {
        return cp_fail(failure, CPROBE_MALFORMED, source, keyed.first_bad, 0);
    }
    bool has_all = true;
    for (unsigned row = 0; row < CP_SMAPS_ROWS; row += 1) {
        has_all = has_all &&
                  (cprobe_has(keyed.seen, row) || !is_always_printed(cp_smaps_rows[row]));
    }
    if (!has_all) {
        cp_failures_add(failures, (cprobe_failure){CPROBE_MALFORMED, 0, 0, source});
    }
    *memory = (cprobe_process_memory){0};
    cp_keyed_store(&table, keyed.fields, numbers, memory, &memory->present_fields);
    return CPROBE_OK;
}
