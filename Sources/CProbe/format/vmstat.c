// /proc/vmstat: counters of memory management since boot.
// Sample: captured, debian-6.12-x86_64-machine.txt: /proc/vmstat
//
//     nr_free_pages 103145
//     nr_mapped 432
//     pgpgin 1135
//     pswpin 1
//     pgfault 63173
//     pgmajfault 52
//     pgsteal_kswapd 0
//     pgscan_direct 0
//     oom_kill 0
//
//     file = line*
//     line = name " " digits "\n"
//
// pswpin, pswpout, workingset_refault_*, pgscan_* and pgsteal_* count pages of the machine's page
// size; pgpgin and pgpgout count KiB; the other wanted rows count events. Unknown names are
// skipped. A wanted name with a bad number is an absent field and a failure with its line. A
// missing name that every kernel prints is a failure without a line: the text is truncated. Older
// kernels lack rows with a first kernel; every kernel prints unevictable_pgs_culled after their
// place, which shows that the text is complete. A text without a valid wanted line is malformed.
// The list of all lines takes every name; a value without its newline could be cut short.
// About 5 KiB: 200 lines of at most 50 bytes. vmstat_show(), mm/vmstat.c; proc_vmstat(5).

#include "vmstat.h"

#include "../failure.h"
#include "../fields/fields.h"
#include "../text/number.h"
#include "../text/table.h"

static const char source[] = "/proc/vmstat";

// The row numbers, in the kernel's order. The counts of anonymous, mapped and page table pages only
// determine the page size, by comparison with meminfo.
enum {
    REFAULTED_ANONYMOUS,
    REFAULTED_FILE,
    ANONYMOUS_PAGES,
    MAPPED_PAGES,
    PAGE_TABLE_PAGES,
    PAGED_IN,
    PAGED_OUT,
    SWAPPED_IN,
    SWAPPED_OUT,
    PAGE_FAULTS,
    MAJOR_PAGE_FAULTS,
    RECLAIMED_KSWAPD,
    RECLAIMED_DIRECT,
    SCANNED_KSWAPD,
    SCANNED_DIRECT,
    OOM_KILLS,
    CULLED,
    ROWS
};

static const cprobe_field *const rows[ROWS] = {
    &cp_memory_fields[CPROBE_MEMORY_REFAULTED_ANONYMOUS],
    &cp_memory_fields[CPROBE_MEMORY_REFAULTED_FILE],
    &(const cprobe_field){CP_ROW_KEY("nr_anon_pages")},
    &(const cprobe_field){CP_ROW_KEY("nr_mapped")},
    &(const cprobe_field){CP_ROW_KEY("nr_page_table_pages")},
    &cp_memory_fields[CPROBE_MEMORY_PAGED_IN],
    &cp_memory_fields[CPROBE_MEMORY_PAGED_OUT],
    &cp_memory_fields[CPROBE_MEMORY_SWAPPED_IN],
    &cp_memory_fields[CPROBE_MEMORY_SWAPPED_OUT],
    &cp_memory_fields[CPROBE_MEMORY_PAGE_FAULTS],
    &cp_memory_fields[CPROBE_MEMORY_MAJOR_PAGE_FAULTS],
    &cp_memory_fields[CPROBE_MEMORY_RECLAIMED_KSWAPD],
    &cp_memory_fields[CPROBE_MEMORY_RECLAIMED_DIRECT],
    &cp_memory_fields[CPROBE_MEMORY_SCANNED_KSWAPD],
    &cp_memory_fields[CPROBE_MEMORY_SCANNED_DIRECT],
    &cp_memory_fields[CPROBE_MEMORY_OOM_KILLS],
    &(const cprobe_field){CP_ROW_KEY("unevictable_pgs_culled")},
};

// The numbers that were read, by row.
typedef struct counts {
    cprobe_presence fields;
    uint64_t numbers[ROWS];
} counts;

static const cprobe_presence wanted = {{((uint32_t)1 << CULLED) - 1, 0}};

// Whether a row is missing. Every kernel prints these rows, except those with a first kernel, for
// which another row shows whether the text is complete. The page counts are wanted only for the
// page size.
static bool is_cut(cprobe_presence seen) {
    bool lacks_new = false;
    for (unsigned place = 0; place < CULLED; place += 1) {
        const bool is_page_count = place >= ANONYMOUS_PAGES && place <= PAGE_TABLE_PAGES;
        if (cprobe_has(seen, place) || is_page_count) {
            continue;
        }
        if (rows[place]->since_major == 0) {
            return true;
        }
        lacks_new = true;
    }
    return lacks_new && !cprobe_has(seen, CULLED);
}

// The page size if `bytes` of meminfo are `pages` of vmstat: a power of two from 4 KiB to 1 MiB.
static uint32_t page_size(uint64_t bytes, uint64_t pages) {
    uint64_t size = pages == 0 || bytes % pages != 0 ? 0 : bytes / pages;
    bool is_page = size >= 4096 && size <= 1024 * 1024 && (size & (size - 1)) == 0;
    return is_page ? (uint32_t)size : 0;
}

// Three counts are compared, because one may change between reading the two files.
static uint32_t page_size_by_meminfo(const cprobe_memory *memory, const counts *read) {
    uint32_t size = 0;
    if (cprobe_has(memory->present_fields, CPROBE_MEMORY_ANONYMOUS)) {
        size = page_size(memory->anonymous_bytes, read->numbers[ANONYMOUS_PAGES]);
    }
    if (size == 0 && cprobe_has(memory->present_fields, CPROBE_MEMORY_PAGE_TABLES)) {
        size = page_size(memory->page_tables_bytes, read->numbers[PAGE_TABLE_PAGES]);
    }
    if (size == 0 && cprobe_has(memory->present_fields, CPROBE_MEMORY_MAPPED)) {
        size = page_size(memory->mapped_bytes, read->numbers[MAPPED_PAGES]);
    }
    return size;
}

// Sets the fields of `memory` that were read; a number that overflows is a failure. Without a page
// size, counts of pages remain absent.
static void set_all(cprobe_memory *memory, const counts *read, uint32_t page_bytes) {
    for (unsigned place = 0; place <= OOM_KILLS; place += 1) {
        const cprobe_field *row = rows[place];
        if (place >= ANONYMOUS_PAGES && place <= PAGE_TABLE_PAGES) {
            continue;
        }
        const uint64_t unit = row->printed == CPROBE_PRINTED_PAGES ? page_bytes
                              : row->printed == CPROBE_PRINTED_KIB ? 1024 : 1;
        uint64_t number = 0;
        if (!cprobe_has(read->fields, place) || unit == 0) {
            continue;
        }
        if (__builtin_mul_overflow(read->numbers[place], unit, &number)) {
            cp_failures_add(&memory->failures, (cprobe_failure){CPROBE_MALFORMED, 0, 0, source});
        } else {
            cp_row_store(row, number, memory, &memory->present_fields);
        }
    }
}

// Whether a wanted number of `fields` counts pages.
static bool has_pages(cprobe_presence fields) {
    for (unsigned place = 0; place <= OOM_KILLS; place += 1) {
        if (cprobe_has(fields, place) && rows[place]->printed == CPROBE_PRINTED_PAGES) {
            return true;
        }
    }
    return false;
}

cprobe_result cp_vmstat_parse(cp_lines *lines, uint32_t page_bytes,
                              cprobe_memory *memory, bool *has_all, cprobe_failure *failure) {
    counts read = {.fields = {{0, 0}}};
    cprobe_failures failures = memory->failures;
    cp_table table = cp_table_of(rows, ROWS, ' ');
    cprobe_presence bad = {{0, 0}};
    cp_entry entry;
    while (!cp_presence_has_all(read.fields, wanted) && cp_table_next(&table, lines, &entry)) {
        if (!entry.is_good) {
            cprobe_set(&bad, (unsigned)entry.index);
            cp_failures_add(&failures,
                            (cprobe_failure){CPROBE_MALFORMED, lines->number, 0, source});
            continue;
        }
        read.numbers[entry.index] = entry.number;
        cprobe_set(&read.fields, (unsigned)entry.index);
    }
    if (lines->result != CPROBE_OK || !cprobe_has_any(cp_presence_and(read.fields, wanted))) {
        const cprobe_result result = lines->result == CPROBE_OK ? CPROBE_MALFORMED : lines->result;
        return cp_fail(failure, result, source, 0, 0);
    }
    if (is_cut(cp_presence_or(read.fields, bad))) {
        cp_failures_add(&failures, (cprobe_failure){CPROBE_MALFORMED, 0, 0, source});
    }
    const uint32_t size = page_bytes != 0 ? page_bytes : page_size_by_meminfo(memory, &read);
    if (size == 0 && has_pages(read.fields)) {
        // Counted in pages, but the page size of this root is unknown.
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

uint32_t cp_vmstat_page_bytes(cp_lines *lines, const cprobe_memory *memory) {
    counts read = {.fields = {{0, 0}}};
    cp_table table = cp_table_of(rows, ROWS, ' ');
    cp_entry entry;
    while (cp_table_next(&table, lines, &entry)) {
        if (entry.is_good) {
            read.numbers[entry.index] = entry.number;
        }
    }
    return page_size_by_meminfo(memory, &read);
}

// Parses a line into the item. False if the value is malformed.
static bool parse_counter(cp_span line, bool is_whole, cprobe_memory_counter *item) {
    const cp_span name = cp_take_word(&line);
    const size_t length = name.length < CPROBE_MEMORY_COUNTER_NAME_BYTES
                              ? name.length
                              : CPROBE_MEMORY_COUNTER_NAME_BYTES;
    *item = (cprobe_memory_counter){.name_length = (uint32_t)length};
    memcpy(item->name, name.bytes, length);
    uint64_t value = 0;
    cp_skip_blanks(&line);
    if (!is_whole || !cp_parse_u64(line, &value) || value > INT64_MAX) {
        return false;
    }
    item->value = value;
    cprobe_set(&item->present_fields, CPROBE_MEMORY_COUNTER_VALUE);
    return true;
}

cprobe_result cp_vmstat_counters_parse(cp_lines *lines, cprobe_memory_counter *items,
                                       size_t capacity, size_t *count, cprobe_failure *failure) {
    cp_span line;
    cp_line_end end;
    size_t found = 0;
    cprobe_result result = CPROBE_OK;
    while (cp_lines_next(lines, &line, &end)) {
        cprobe_memory_counter item;
        const bool is_whole = end == CP_LINE_WHOLE && cp_lines_had_newline(lines);
        if (found == CPROBE_MEMORY_COUNTERS_LISTED) {
            result = cp_fail(failure, CPROBE_TOO_LARGE, source, lines->number, 0);
            break;
        }
        if (!parse_counter(line, is_whole, &item)) {
            result = cp_fail(failure, CPROBE_MALFORMED, source, lines->number, 0);
        }
        if (found < capacity) {
            items[found] = item;
        }
        found += 1;
    }
    if (lines->result != CPROBE_OK) {
        return cp_fail(failure, lines->result, source, 0, 0);
    }
    *count = found;
    return found != 0 ? result : cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
}

cprobe_result cprobe_vmstat_counters_parse(const char *bytes, size_t length,
                                           cprobe_memory_counter *items, size_t capacity,
                                           size_t *count, cprobe_failure *failure) {
    if (count == NULL || (bytes == NULL && length != 0) || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_lines lines = cp_lines_of(bytes, length);
    return cp_vmstat_counters_parse(&lines, items, capacity, count, failure);
}
