// /proc/vmstat: counts of the memory management, since boot.
//
//     nr_free_pages 812252
//     nr_mapped 2634
//     pgpgin 601153
//     pswpin 0
//     pgfault 631617
//     pgmajfault 285
//     oom_kill 0
//
//     file = line*
//     line = name " " digits "\n"
//
// pswpin and pswpout count pages of the machine's real size; pgpgin and pgpgout count KiB; the
// others that are wanted count events. Unknown names are passed over. A wanted name with a bad
// number is an absent field and a failure with its line. A name that every kernel prints and that is
// missing is a failure without a line: the text ended early. oom_kill is absent before 4.13; every
// kernel prints unevictable_pgs_culled behind its place, which shows that the text got so far. A text
// without a wanted line that is good is malformed.
// About 5 KiB: 200 lines of at most 50 bytes.
// vmstat_show(), mm/vmstat.c; proc_vmstat(5).

#include "vmstat.h"

#include "../failure.h"
#include "../text/table.h"

static const char source[] = "/proc/vmstat";

// The page counts come first: they only tell the page size, by what meminfo says of the same.
typedef struct counts {
    cprobe_presence fields;
    uint64_t anonymous_pages, mapped_pages, page_table_pages;
    uint64_t paged_in_kib, paged_out_kib, swapped_in_pages, swapped_out_pages;
    uint64_t page_faults, major_page_faults, oom_kills, culled;
} counts;

enum {
    ANONYMOUS_PAGES,
    MAPPED_PAGES,
    PAGE_TABLE_PAGES,
    PAGED_IN,
    PAGED_OUT,
    SWAPPED_IN,
    SWAPPED_OUT,
    PAGE_FAULTS,
    MAJOR_PAGE_FAULTS,
    OOM_KILLS,
    CULLED
};

static const cp_row rows[] = {
    {CP_KEY("nr_anon_pages"), offsetof(counts, anonymous_pages), ANONYMOUS_PAGES, CP_ROW_COUNT},
    {CP_KEY("nr_mapped"), offsetof(counts, mapped_pages), MAPPED_PAGES, CP_ROW_COUNT},
    {CP_KEY("nr_page_table_pages"), offsetof(counts, page_table_pages), PAGE_TABLE_PAGES, CP_ROW_COUNT},
    {CP_KEY("pgpgin"), offsetof(counts, paged_in_kib), PAGED_IN, CP_ROW_COUNT},
    {CP_KEY("pgpgout"), offsetof(counts, paged_out_kib), PAGED_OUT, CP_ROW_COUNT},
    {CP_KEY("pswpin"), offsetof(counts, swapped_in_pages), SWAPPED_IN, CP_ROW_COUNT},
    {CP_KEY("pswpout"), offsetof(counts, swapped_out_pages), SWAPPED_OUT, CP_ROW_COUNT},
    {CP_KEY("pgfault"), offsetof(counts, page_faults), PAGE_FAULTS, CP_ROW_COUNT},
    {CP_KEY("pgmajfault"), offsetof(counts, major_page_faults), MAJOR_PAGE_FAULTS, CP_ROW_COUNT},
    {CP_KEY("oom_kill"), offsetof(counts, oom_kills), OOM_KILLS, CP_ROW_COUNT},
    {CP_KEY("unevictable_pgs_culled"), offsetof(counts, culled), CULLED, CP_ROW_COUNT},
};

enum { ROWS = sizeof rows / sizeof rows[0] };

static const cprobe_presence wanted = {{((uint32_t)1 << CULLED) - 1, 0}};

// Every kernel prints these, but the last, which has a mark behind it. The page counts are wanted only
// for the page size.
static bool is_cut(cprobe_presence seen) {
    const cprobe_presence pages = {
        {(uint64_t)1 << ANONYMOUS_PAGES | (uint64_t)1 << MAPPED_PAGES | (uint64_t)1 << PAGE_TABLE_PAGES,
         0}};
    const cprobe_presence missing = cp_presence_without(wanted, cp_presence_or(seen, pages));
    return cprobe_has_any(missing) && (!cp_presence_equal(missing, cp_presence_of(OOM_KILLS)) ||
                                       !cprobe_has(seen, CULLED));
}

// The page size if `bytes` of meminfo are `pages` of vmstat: a power of two from 4 KiB to 1 MiB.
static uint32_t page_size(uint64_t bytes, uint64_t pages) {
    uint64_t size = pages == 0 || bytes % pages != 0 ? 0 : bytes / pages;
    bool is_page = size >= 4096 && size <= 1024 * 1024 && (size & (size - 1)) == 0;
    return is_page ? (uint32_t)size : 0;
}

// The two files are read one after the other, so one count may have moved between; hence three.
static uint32_t page_size_by_meminfo(const cprobe_memory *memory, const counts *read) {
    uint32_t size = 0;
    if (cprobe_has(memory->present_fields, CPROBE_MEMORY_ANONYMOUS)) {
        size = page_size(memory->anonymous_bytes, read->anonymous_pages);
    }
    if (size == 0 && cprobe_has(memory->present_fields, CPROBE_MEMORY_PAGE_TABLES)) {
        size = page_size(memory->page_tables_bytes, read->page_table_pages);
    }
    if (size == 0 && cprobe_has(memory->present_fields, CPROBE_MEMORY_MAPPED)) {
        size = page_size(memory->mapped_bytes, read->mapped_pages);
    }
    return size;
}

// Sets a field of `memory` to `number` units, where it was read; one that does not fit is a failure.
static void set(cprobe_memory *memory, uint64_t *target, cprobe_memory_field field, bool was_read,
                uint64_t number, uint64_t unit) {
    if (!was_read || unit == 0) {
        return;
    }
    if (__builtin_mul_overflow(number, unit, target)) {
        cp_failures_add(&memory->failures, (cprobe_failure){CPROBE_MALFORMED, 0, 0, source});
    } else {
        cprobe_set(&memory->present_fields, field);
    }
}

static void set_all(cprobe_memory *memory, const counts *read, uint32_t page_bytes) {
    const cprobe_presence fields = read->fields;
    set(memory, &memory->page_faults, CPROBE_MEMORY_PAGE_FAULTS, cprobe_has(fields, PAGE_FAULTS),
        read->page_faults, 1);
    set(memory, &memory->major_page_faults, CPROBE_MEMORY_MAJOR_PAGE_FAULTS,
        cprobe_has(fields, MAJOR_PAGE_FAULTS), read->major_page_faults, 1);
    set(memory, &memory->swapped_in_bytes, CPROBE_MEMORY_SWAPPED_IN,
        cprobe_has(fields, SWAPPED_IN), read->swapped_in_pages, page_bytes);
    set(memory, &memory->swapped_out_bytes, CPROBE_MEMORY_SWAPPED_OUT,
        cprobe_has(fields, SWAPPED_OUT), read->swapped_out_pages, page_bytes);
    set(memory, &memory->paged_in_bytes, CPROBE_MEMORY_PAGED_IN, cprobe_has(fields, PAGED_IN),
        read->paged_in_kib, 1024);
    set(memory, &memory->paged_out_bytes, CPROBE_MEMORY_PAGED_OUT, cprobe_has(fields, PAGED_OUT),
        read->paged_out_kib, 1024);
    set(memory, &memory->oom_kills, CPROBE_MEMORY_OOM_KILLS, cprobe_has(fields, OOM_KILLS),
        read->oom_kills, 1);
}

cprobe_result cp_vmstat_parse(cp_lines *lines, uint32_t page_bytes,
                              cprobe_memory *memory, bool *has_all, cprobe_failure *failure) {
    counts read = {0};
    cprobe_failures failures = memory->failures;
    cp_table table = cp_table_of(rows, ROWS, ' ');
    cprobe_presence bad = {{0, 0}};
    cp_entry entry;
    while (!cp_presence_has_all(read.fields, wanted) && cp_table_next(&table, lines, &entry)) {
        if (!entry.is_good) {
            cprobe_set(&bad, entry.row->field);
            cp_failures_add(&failures, (cprobe_failure){CPROBE_MALFORMED, lines->number, 0, source});
            continue;
        }
        cp_row_store(entry.row, entry.number, &read, &read.fields);
    }
    if (lines->result != CPROBE_OK || !cprobe_has_any(cp_presence_and(read.fields, wanted))) {
        const cprobe_result result = lines->result == CPROBE_OK ? CPROBE_MALFORMED : lines->result;
        return cp_fail(failure, result, source, 0, 0);
    }
    if (is_cut(cp_presence_or(read.fields, bad))) {
        cp_failures_add(&failures, (cprobe_failure){CPROBE_MALFORMED, 0, 0, source});
    }
    const uint32_t size = page_bytes != 0 ? page_bytes : page_size_by_meminfo(memory, &read);
    if (size == 0 && (cprobe_has(read.fields, SWAPPED_IN) || cprobe_has(read.fields, SWAPPED_OUT))) {
        // They are counted in pages, and the root does not tell how large these are.
        cp_failures_add(&failures, (cprobe_failure){CPROBE_NOT_FOUND, 0, 0, "the page size"});
    }
    memory->failures = failures;
    set_all(memory, &read, size);
    *has_all = cp_presence_has_all(read.fields, wanted);
    return CPROBE_OK;
}

cprobe_result cprobe_vmstat_parse(const char *bytes, size_t length, uint32_t page_bytes,
                                  cprobe_memory *memory, cprobe_failure *failure) {
    if (memory == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_lines lines = cp_lines_of(bytes, length);
    bool has_all = false;
    return cp_vmstat_parse(&lines, page_bytes, memory, &has_all, failure);
}
