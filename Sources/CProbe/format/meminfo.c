// /proc/meminfo: the usage of the machine's memory and swap.
// Sample: captured, debian-6.12-x86_64-machine.txt: /proc/meminfo
//
//     MemTotal:         475772 kB
//     MemFree:          412788 kB
//     MemAvailable:     411304 kB
//     ...
//     HugePages_Total:       0
//     Hugepagesize:       2048 kB
//
//     file = line*
//     line = key ":" blanks digits [" kB"] "\n"     kB is 1,024 bytes; without it, a count of pages
//
// Unknown keys are skipped; new kernels insert some. A wanted key with a bad number or without its
// unit is an absent field and a failure with its line; so is a negative count of huge pages,
// printed as a number near 2^64. A missing key that every kernel prints is a failure without a
// line: the text is truncated. Rows with a first kernel are absent on older ones, and some of them
// in builds without the feature. Zswap and the pool of huge pages are absent in some builds;
// DirectMap or CMA show that the text is complete. A text without any valid wanted key is
// malformed. About 1.6 KiB: 60 lines of at most 32 bytes. meminfo_proc_show(), fs/proc/meminfo.c;
// proc_meminfo(5).

#include "meminfo.h"

#include "../failure.h"
#include "../fields/fields.h"
#include "../text/table.h"

static const char source[] = "/proc/meminfo";

// In the kernel's order.
static const cprobe_field *const rows[] = {
    &cp_memory_fields[CPROBE_MEMORY_TOTAL],
    &cp_memory_fields[CPROBE_MEMORY_FREE],
    &cp_memory_fields[CPROBE_MEMORY_AVAILABLE],
    &cp_memory_fields[CPROBE_MEMORY_BUFFERS],
    &cp_memory_fields[CPROBE_MEMORY_CACHED],
    &cp_memory_fields[CPROBE_MEMORY_SWAP_CACHED],
    &cp_memory_fields[CPROBE_MEMORY_ACTIVE],
    &cp_memory_fields[CPROBE_MEMORY_INACTIVE],
    &cp_memory_fields[CPROBE_MEMORY_ACTIVE_ANONYMOUS],
    &cp_memory_fields[CPROBE_MEMORY_INACTIVE_ANONYMOUS],
    &cp_memory_fields[CPROBE_MEMORY_ACTIVE_FILE],
    &cp_memory_fields[CPROBE_MEMORY_INACTIVE_FILE],
    &cp_memory_fields[CPROBE_MEMORY_UNEVICTABLE],
    &cp_memory_fields[CPROBE_MEMORY_LOCKED],
    &cp_memory_fields[CPROBE_MEMORY_SWAP_TOTAL],
    &cp_memory_fields[CPROBE_MEMORY_SWAP_FREE],
    &cp_memory_fields[CPROBE_MEMORY_ZSWAP],
    &cp_memory_fields[CPROBE_MEMORY_ZSWAPPED],
    &cp_memory_fields[CPROBE_MEMORY_DIRTY],
    &cp_memory_fields[CPROBE_MEMORY_WRITEBACK],
    &cp_memory_fields[CPROBE_MEMORY_ANONYMOUS],
    &cp_memory_fields[CPROBE_MEMORY_MAPPED],
    &cp_memory_fields[CPROBE_MEMORY_SHARED],
    &cp_memory_fields[CPROBE_MEMORY_KERNEL_RECLAIMABLE],
    &cp_memory_fields[CPROBE_MEMORY_SLAB],
    &cp_memory_fields[CPROBE_MEMORY_RECLAIMABLE],
    &cp_memory_fields[CPROBE_MEMORY_UNRECLAIMABLE_SLAB],
    &cp_memory_fields[CPROBE_MEMORY_KERNEL_STACK],
    &cp_memory_fields[CPROBE_MEMORY_PAGE_TABLES],
    &cp_memory_fields[CPROBE_MEMORY_SECONDARY_PAGE_TABLES],
    &cp_memory_fields[CPROBE_MEMORY_WRITEBACK_TEMPORARY],
    &cp_memory_fields[CPROBE_MEMORY_COMMIT_LIMIT],
    &cp_memory_fields[CPROBE_MEMORY_COMMITTED],
    &cp_memory_fields[CPROBE_MEMORY_VMALLOC],
    &cp_memory_fields[CPROBE_MEMORY_PERCPU],
    &cp_memory_fields[CPROBE_MEMORY_CORRUPTED],
    &cp_memory_fields[CPROBE_MEMORY_ANONYMOUS_HUGE_PAGES],
    &cp_memory_fields[CPROBE_MEMORY_SHARED_HUGE_PAGES],
    &cp_memory_fields[CPROBE_MEMORY_SHARED_HUGE_MAPPED],
    &cp_memory_fields[CPROBE_MEMORY_FILE_HUGE_PAGES],
    &cp_memory_fields[CPROBE_MEMORY_FILE_HUGE_MAPPED],
    &cp_memory_fields[CPROBE_MEMORY_CMA_TOTAL],
    &cp_memory_fields[CPROBE_MEMORY_CMA_FREE],
    &cp_memory_fields[CPROBE_MEMORY_BALLOON],
    &cp_memory_fields[CPROBE_MEMORY_HUGE_PAGES_TOTAL],
    &cp_memory_fields[CPROBE_MEMORY_HUGE_PAGES_FREE],
    &cp_memory_fields[CPROBE_MEMORY_HUGE_PAGES_RESERVED],
    &cp_memory_fields[CPROBE_MEMORY_HUGE_PAGES_SURPLUS],
    &cp_memory_fields[CPROBE_MEMORY_HUGE_PAGE],
    &cp_memory_fields[CPROBE_MEMORY_HUGETLB],
};

enum { ROWS = sizeof rows / sizeof rows[0] };

// The fields of one feature, which are all present or all absent. All bits are in the first word.
_Static_assert(CPROBE_MEMORY_ZSWAPPED < 64, "the sets below have one word");
static const cprobe_presence zswap = {
    {(uint64_t)1 << CPROBE_MEMORY_ZSWAP | (uint64_t)1 << CPROBE_MEMORY_ZSWAPPED, 0}};
static const cprobe_presence huge_pages = {
    {(uint64_t)1 << CPROBE_MEMORY_HUGE_PAGES_TOTAL | (uint64_t)1 << CPROBE_MEMORY_HUGE_PAGES_FREE |
         (uint64_t)1 << CPROBE_MEMORY_HUGE_PAGES_RESERVED |
         (uint64_t)1 << CPROBE_MEMORY_HUGE_PAGES_SURPLUS | (uint64_t)1 << CPROBE_MEMORY_HUGE_PAGE,
     0}};

// Whether a text without huge pages extends beyond their place.
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

// Whether a field is missing that this text must have. `seen`: fields with a line, valid or not.
static bool is_cut(cp_span text, cprobe_presence wanted, cprobe_presence seen) {
    const bool has_huge_pages = cprobe_has_any(cp_presence_and(seen, huge_pages));
    const bool has_zswap = cprobe_has_any(cp_presence_and(seen, zswap));
    cprobe_presence needed = wanted;
    for (size_t place = 0; place < ROWS; place += 1) {
        // Older kernels, and some builds, do not print a row with a first kernel.
        if (rows[place]->since_major != 0 &&
            !(has_zswap && cprobe_has(zswap, rows[place]->presence))) {
            cprobe_clear(&needed, rows[place]->presence);
        }
    }
    if (!has_huge_pages) {
        needed = cp_presence_without(needed, huge_pages);
    } else if (cprobe_has(seen, CPROBE_MEMORY_PERCPU)) {
        // Hugetlb can be the last line. Kernels that print Percpu print it after the huge pages.
        cp_presence_set_if(&needed, CPROBE_MEMORY_HUGETLB,
                           cprobe_has(wanted, CPROBE_MEMORY_HUGETLB));
    }
    const bool may_lack = cprobe_has_any(cp_presence_and(wanted, huge_pages)) && !has_huge_pages;
    return !cp_presence_has_all(seen, needed) || (may_lack && !reaches_end(text));
}

// Whether one amount is part of the other. A failure if both are known and it exceeds the other.
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

// Computes the derived fields. A percentage whose total is 0 is absent.
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
    // Fields of an earlier text.
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
            cprobe_set(&bad, entry.row->presence);
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
