// /proc/zoneinfo: the zones of each NUMA node, their sizes and watermarks.
// Sample: captured, firecracker-6.18-x86_64-hybrid.txt: /proc/zoneinfo
//
//     Node 0, zone      DMA
//       per-node stats
//           nr_inactive_anon 324660
//       pages free     3840
//             boost    0
//             min      18
//             low      22
//             high     26
//             promo    30
//             spanned  4095
//             present  3998
//             managed  3840
//             cma      0
//             protection: (0, 3019, 13899, 13899, 13899)
//           nr_free_pages 3840
//       pagesets
//         cpu: 0
//                   count:    0
//                   high:     0
//       vm stats threshold: 4
//     Node 0, zone    DMA32
//
//     file  = zone*
//     zone  = "Node " digits ", zone " name "\n" other* "pages" size+ "protection:" … other*
//     size  = key digits "\n"                pages
//     other = a line that is skipped: counters of the node or the zone, lists of each CPU
//
// The sizes of a zone are the lines from "pages" to "protection:", which every kernel prints last;
// unknown keys among them are skipped. Linux 5.10 has neither boost nor promo, 6.1 no promo. min,
// low, high and promo include boost. A zone without memory is printed, too, with zeros. A text that
// is cut within the sizes of a zone is malformed, and this zone has no sizes: the last could be cut
// short.
// Streams: any number of nodes and CPUs. zoneinfo_show_print(), mm/vmstat.c; proc_zoneinfo(5).

#include "../failure.h"
#include "../fields/fields.h"
#include "../text/table.h"
#include "memory_zones.h"

static const char source[] = "/proc/zoneinfo";

// The sizes of a zone, until its last line is found.
typedef struct sizes {
    cprobe_memory_zone *zone; // NULL between two zones.
    uint32_t line;            // Of the zone's name.
    bool has_begun;           // After "pages".
    cprobe_presence fields;
    uint64_t pages[CPROBE_MEMORY_ZONE_CMA + 1];
} sizes;

// Takes a size off the line of this key. False if the number is malformed.
static bool take_size(cp_span key, cp_span line, sizes *read) {
    for (size_t index = 0; index < cp_memory_zone_fields_count; index += 1) {
        const cprobe_field *row = &cp_memory_zone_fields[index];
        if (!cp_span_equal(key, cp_span_make(row->key, row->key_length))) {
            continue;
        }
        if (!cp_row_parse(row, line, &read->pages[index])) {
            return false;
        }
        cprobe_set(&read->fields, row->presence);
        return true;
    }
    return true;
}

// Stores the sizes in the zone. False if one does not fit.
static bool store(const sizes *read, uint32_t page_bytes) {
    bool is_good = true;
    for (unsigned index = 0; index < cp_memory_zone_fields_count && page_bytes != 0; index += 1) {
        uint64_t bytes = 0;
        if (!cprobe_has(read->fields, index)) {
            continue;
        }
        if (__builtin_mul_overflow(read->pages[index], (uint64_t)page_bytes, &bytes) ||
            bytes > INT64_MAX) {
            is_good = false;
            continue;
        }
        cp_row_store(&cp_memory_zone_fields[index], bytes, read->zone,
                     &read->zone->present_fields);
    }
    return is_good;
}

cprobe_result cp_zoneinfo_parse(cp_lines *lines, uint32_t page_bytes, cp_memory_zones *zones,
                                cprobe_failure *failure) {
    cp_span line;
    cp_line_end end;
    cprobe_result result = CPROBE_OK;
    cprobe_memory_zone spare;
    sizes read = {.zone = NULL};
    bool has_any = false;
    size_t hint = 0;
    while (cp_lines_next(lines, &line, &end)) {
        uint32_t node = 0;
        cp_span name;
        if (cp_memory_zone_take(&line, &node, &name)) {
            if (read.zone != NULL) {
                result = cp_fail(failure, CPROBE_MALFORMED, source, read.line, 0);
            }
            read = (sizes){.line = lines->number};
            read.zone = cp_memory_zones_find(zones, node, name, &hint, &spare);
            if (read.zone == NULL) {
                return cp_fail(failure, CPROBE_TOO_LARGE, source, lines->number, 0);
            }
            has_any = true;
            continue;
        }
        if (read.zone == NULL) {
            continue;
        }
        cp_span key = cp_take_word(&line);
        if (cp_span_equal(key, cp_span_of("pages"))) {
            read.has_begun = true;
            key = cp_take_word(&line);
        }
        if (!read.has_begun) {
            continue;
        }
        bool is_good = end == CP_LINE_WHOLE;
        if (cp_span_equal(key, cp_span_of("protection:"))) {
            is_good = store(&read, page_bytes);
            read.zone = NULL;
        } else {
            is_good = is_good && take_size(key, line, &read);
        }
        if (!is_good) {
            result = cp_fail(failure, CPROBE_MALFORMED, source, lines->number, 0);
        }
    }
    if (lines->result != CPROBE_OK) {
        return cp_fail(failure, lines->result, source, 0, 0);
    }
    if (read.zone != NULL || !has_any) {
        return cp_fail(failure, CPROBE_MALFORMED, source, read.line, 0);
    }
    return result;
}

cprobe_result cprobe_zoneinfo_parse(const char *bytes, size_t length, uint32_t page_bytes,
                                    cprobe_memory_zone *items, size_t capacity, size_t *count,
                                    cprobe_failure *failure) {
    if (count == NULL || (bytes == NULL && length != 0) || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_lines lines = cp_lines_of(bytes, length);
    cp_memory_zones zones = {items, capacity, count};
    return cp_zoneinfo_parse(&lines, page_bytes, &zones, failure);
}
