// /proc/meminfo: what the memory and the swap of the machine are used for.
//
//     MemTotal:       24684096 kB
//     MemFree:        23908516 kB
//     MemAvailable:   24398536 kB
//     ...
//     HugePages_Total:       0
//     Hugepagesize:       2048 kB
//
//     file = line*
//     line = key ":" blanks digits [" kB"] "\n"     kB is 1,024 bytes; without it, a count of pages
//
// Unknown keys are passed over; new kernels add some in the middle. A wanted key with a bad number
// or without its unit is an absent field and a failure with its line; so is a count of huge pages that
// is negative, printed as a number near 2^64. A key that every kernel prints and that is missing is a
// failure without a line: the text ended early. Absent on old kernels: MemAvailable (before 3.14),
// Zswap (5.19); on some builds, the huge pages, which come last: DirectMap or CMA, which come last too,
// show that the text got so far. A text without any wanted key that is good is malformed.
// About 1.6 KiB: 60 lines of at most 32 bytes.
// meminfo_proc_show(), fs/proc/meminfo.c; proc_meminfo(5).

#include "meminfo.h"

#include "../failure.h"
#include "../text/table.h"

static const char source[] = "/proc/meminfo";

static const cp_row rows[] = {
    {CP_KEY("MemTotal"), offsetof(cprobe_memory, total_bytes), CPROBE_MEMORY_TOTAL, CP_ROW_KIB},
    {CP_KEY("MemFree"), offsetof(cprobe_memory, free_bytes), CPROBE_MEMORY_FREE, CP_ROW_KIB},
    {CP_KEY("MemAvailable"), offsetof(cprobe_memory, available_bytes), CPROBE_MEMORY_AVAILABLE, CP_ROW_KIB},
    {CP_KEY("Buffers"), offsetof(cprobe_memory, buffers_bytes), CPROBE_MEMORY_BUFFERS, CP_ROW_KIB},
    {CP_KEY("Cached"), offsetof(cprobe_memory, cached_bytes), CPROBE_MEMORY_CACHED, CP_ROW_KIB},
    {CP_KEY("SwapCached"), offsetof(cprobe_memory, swap_cached_bytes), CPROBE_MEMORY_SWAP_CACHED, CP_ROW_KIB},
    {CP_KEY("Active"), offsetof(cprobe_memory, active_bytes), CPROBE_MEMORY_ACTIVE, CP_ROW_KIB},
    {CP_KEY("Inactive"), offsetof(cprobe_memory, inactive_bytes), CPROBE_MEMORY_INACTIVE, CP_ROW_KIB},
    {CP_KEY("SwapTotal"), offsetof(cprobe_memory, swap_total_bytes), CPROBE_MEMORY_SWAP_TOTAL, CP_ROW_KIB},
    {CP_KEY("SwapFree"), offsetof(cprobe_memory, swap_free_bytes), CPROBE_MEMORY_SWAP_FREE, CP_ROW_KIB},
    {CP_KEY("Zswap"), offsetof(cprobe_memory, zswap_bytes), CPROBE_MEMORY_ZSWAP, CP_ROW_KIB},
    {CP_KEY("Zswapped"), offsetof(cprobe_memory, zswapped_bytes), CPROBE_MEMORY_ZSWAPPED, CP_ROW_KIB},
    {CP_KEY("Dirty"), offsetof(cprobe_memory, dirty_bytes), CPROBE_MEMORY_DIRTY, CP_ROW_KIB},
    {CP_KEY("Writeback"), offsetof(cprobe_memory, writeback_bytes), CPROBE_MEMORY_WRITEBACK, CP_ROW_KIB},
    {CP_KEY("AnonPages"), offsetof(cprobe_memory, anonymous_bytes), CPROBE_MEMORY_ANONYMOUS, CP_ROW_KIB},
    {CP_KEY("Mapped"), offsetof(cprobe_memory, mapped_bytes), CPROBE_MEMORY_MAPPED, CP_ROW_KIB},
    {CP_KEY("Shmem"), offsetof(cprobe_memory, shared_bytes), CPROBE_MEMORY_SHARED, CP_ROW_KIB},
    {CP_KEY("Slab"), offsetof(cprobe_memory, slab_bytes), CPROBE_MEMORY_SLAB, CP_ROW_KIB},
    {CP_KEY("SReclaimable"), offsetof(cprobe_memory, reclaimable_bytes), CPROBE_MEMORY_RECLAIMABLE, CP_ROW_KIB},
    {CP_KEY("KernelStack"), offsetof(cprobe_memory, kernel_stack_bytes), CPROBE_MEMORY_KERNEL_STACK, CP_ROW_KIB},
    {CP_KEY("PageTables"), offsetof(cprobe_memory, page_tables_bytes), CPROBE_MEMORY_PAGE_TABLES, CP_ROW_KIB},
    {CP_KEY("CommitLimit"), offsetof(cprobe_memory, commit_limit_bytes), CPROBE_MEMORY_COMMIT_LIMIT, CP_ROW_KIB},
    {CP_KEY("Committed_AS"), offsetof(cprobe_memory, committed_bytes), CPROBE_MEMORY_COMMITTED, CP_ROW_KIB},
    {CP_KEY("HugePages_Total"), offsetof(cprobe_memory, huge_pages_total), CPROBE_MEMORY_HUGE_PAGES_TOTAL, CP_ROW_COUNT},
    {CP_KEY("HugePages_Free"), offsetof(cprobe_memory, huge_pages_free), CPROBE_MEMORY_HUGE_PAGES_FREE, CP_ROW_COUNT},
    {CP_KEY("HugePages_Rsvd"), offsetof(cprobe_memory, huge_pages_reserved), CPROBE_MEMORY_HUGE_PAGES_RESERVED, CP_ROW_COUNT},
    {CP_KEY("HugePages_Surp"), offsetof(cprobe_memory, huge_pages_surplus), CPROBE_MEMORY_HUGE_PAGES_SURPLUS, CP_ROW_COUNT},
    {CP_KEY("Hugepagesize"), offsetof(cprobe_memory, huge_page_bytes), CPROBE_MEMORY_HUGE_PAGE, CP_ROW_KIB},
};

enum { ROWS = sizeof rows / sizeof rows[0] };

// The fields of one feature, which come together or not at all.
static const cprobe_presence zswap = {
    {(uint64_t)1 << CPROBE_MEMORY_ZSWAP | (uint64_t)1 << CPROBE_MEMORY_ZSWAPPED, 0}};
static const cprobe_presence huge_pages = {
    {(uint64_t)1 << CPROBE_MEMORY_HUGE_PAGES_TOTAL | (uint64_t)1 << CPROBE_MEMORY_HUGE_PAGES_FREE |
         (uint64_t)1 << CPROBE_MEMORY_HUGE_PAGES_RESERVED |
         (uint64_t)1 << CPROBE_MEMORY_HUGE_PAGES_SURPLUS | (uint64_t)1 << CPROBE_MEMORY_HUGE_PAGE,
     0}};

// Whether a text without huge pages got to where they would be.
static bool reaches_end(cp_span text) {
    cp_lines lines = cp_lines_of(text.bytes, text.length);
    cp_span line;
    cp_line_end end;
    while (cp_lines_next(&lines, &line, &end)) {
        if (cp_span_starts(line, cp_span_of("DirectMap")) ||
            cp_span_starts(line, cp_span_of("CmaFree:"))) {
            return true;
        }
    }
    return false;
}

// Whether a field is missing that this text has to have. `seen` are those that came, good or bad.
static bool is_cut(cp_span text, cprobe_presence wanted, cprobe_presence seen) {
    const bool has_huge_pages = cprobe_has_any(cp_presence_and(seen, huge_pages));
    cprobe_presence needed = wanted;
    cprobe_clear(&needed, CPROBE_MEMORY_AVAILABLE);
    if (!cprobe_has_any(cp_presence_and(seen, zswap))) {
        needed = cp_presence_without(needed, zswap);
    }
    if (!has_huge_pages) {
        needed = cp_presence_without(needed, huge_pages);
    }
    const bool may_lack = cprobe_has_any(cp_presence_and(wanted, huge_pages)) && !has_huge_pages;
    return !cp_presence_has_all(seen, needed) || (may_lack && !reaches_end(text));
}

// Whether one amount is a part of the other; if both are known and it is not, that is a failure.
static bool is_part(cprobe_memory *memory, cprobe_memory_field part, uint64_t part_bytes,
                    cprobe_memory_field whole, uint64_t whole_bytes) {
    if (!cprobe_has(memory->present_fields, part) || !cprobe_has(memory->present_fields, whole)) {
        return false;
    }
    if (part_bytes > whole_bytes) {
        cp_failures_add(&memory->failures, (cprobe_failure){CPROBE_MALFORMED, 0, 0, source});
    }
    return part_bytes <= whole_bytes;
}

// The fields that follow from others. A percentage of nothing is absent.
static void compute(cprobe_memory *memory) {
    cprobe_presence *fields = &memory->present_fields;
    if (is_part(memory, CPROBE_MEMORY_AVAILABLE, memory->available_bytes, CPROBE_MEMORY_TOTAL,
                memory->total_bytes)) {
        memory->used_bytes = memory->total_bytes - memory->available_bytes;
        cprobe_set(fields, CPROBE_MEMORY_USED);
        if (memory->total_bytes != 0) {
            memory->usage_percent = 100 * (double)memory->used_bytes / (double)memory->total_bytes;
            cprobe_set(fields, CPROBE_MEMORY_USAGE_PERCENT);
        }
    }
    if (is_part(memory, CPROBE_MEMORY_SWAP_FREE, memory->swap_free_bytes,
                CPROBE_MEMORY_SWAP_TOTAL, memory->swap_total_bytes)) {
        memory->swap_used_bytes = memory->swap_total_bytes - memory->swap_free_bytes;
        cprobe_set(fields, CPROBE_MEMORY_SWAP_USED);
        if (memory->swap_total_bytes != 0) {
            memory->swap_usage_percent =
                100 * (double)memory->swap_used_bytes / (double)memory->swap_total_bytes;
            cprobe_set(fields, CPROBE_MEMORY_SWAP_USAGE_PERCENT);
        }
    }
}

cprobe_result cp_meminfo_parse(cp_span text, cprobe_presence wanted, cprobe_memory *memory,
                               cprobe_failure *failure) {
    cprobe_memory read = *memory;
    // An earlier text set these.
    read.present_fields =
        cp_presence_without(read.present_fields, cp_presence_or(wanted, cp_meminfo_computed));
    cp_table table = cp_table_of(rows, ROWS, ':');
    cp_lines lines = cp_lines_of(text.bytes, text.length);
    cprobe_presence bad = {{0, 0}};
    uint32_t bad_line = 0;
    cp_entry entry;
    while (!cp_presence_has_all(read.present_fields, wanted) &&
           cp_table_next(&table, &lines, &entry)) {
        if (!entry.is_good || entry.number > INT64_MAX) {
            cprobe_set(&bad, entry.row->field);
            bad_line = lines.number;
            cp_failures_add(&read.failures,
                            (cprobe_failure){CPROBE_MALFORMED, lines.number, 0, source});
            continue;
        }
        cp_row_store(entry.row, entry.number, &read, &read.present_fields);
    }
    if (!cprobe_has_any(cp_presence_and(read.present_fields, wanted))) {
        return cp_fail(failure, CPROBE_MALFORMED, source, bad_line, 0);
    }
    if (!cp_presence_has_all(read.present_fields, wanted) &&
        is_cut(text, wanted, cp_presence_or(read.present_fields, bad))) {
        cp_failures_add(&read.failures, (cprobe_failure){CPROBE_MALFORMED, 0, 0, source});
    }
    compute(&read);
    *memory = read;
    return CPROBE_OK;
}

cprobe_result cprobe_meminfo_parse(const char *bytes, size_t length, cprobe_memory *memory,
                                   cprobe_failure *failure) {
    if (memory == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    return cp_meminfo_parse(cp_span_make(bytes, length), cp_meminfo_all(), memory, failure);
}
