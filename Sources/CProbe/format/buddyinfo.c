// /proc/buddyinfo: the free blocks of each zone, by order.
// Sample: captured, firecracker-6.18-x86_64-hybrid.txt: /proc/buddyinfo
//
//     Node 0, zone      DMA      0      0      0      0      0 …      0      1      1      3
//     Node 0, zone    DMA32      1      2      4      2      5 …      3      4      2    752
//
//     file = line*
//     line = "Node " digits ", zone " name (" " digits)+ " \n"
//
// The number at place N, from 0, counts the free blocks of 2^N pages. There are MAX_PAGE_ORDER + 1
// of them: 11 in most builds, 14 with the 64 KiB pages of arm64. Zones without memory are not
// printed. A line with another word, or without its newline, is malformed: its last number could be
// cut short. Streams. frag_show_print(), mm/vmstat.c; proc_buddyinfo(5).

#include "../failure.h"
#include "memory_zones.h"

static const char source[] = "/proc/buddyinfo";

// Takes the numbers of a line. False if there is no number, or a malformed one.
static cprobe_result take_blocks(cp_span line, cprobe_memory_zone *zone) {
    uint64_t blocks = 0;
    uint32_t orders = 0;
    while (cp_take_u64_word(&line, &blocks)) {
        if (blocks > INT64_MAX) {
            return CPROBE_MALFORMED;
        }
        if (orders == CPROBE_MEMORY_ZONE_ORDERS) {
            return CPROBE_TOO_LARGE;
        }
        zone->free_blocks[orders] = blocks;
        orders += 1;
    }
    cp_skip_blanks(&line);
    if (orders == 0 || line.length != 0) {
        return CPROBE_MALFORMED;
    }
    zone->order_count = orders;
    return CPROBE_OK;
}

cprobe_result cp_buddyinfo_parse(cp_lines *lines, cp_memory_zones *zones,
                                 cprobe_failure *failure) {
    cp_span line;
    cp_line_end end;
    cprobe_result result = CPROBE_OK;
    cprobe_memory_zone spare;
    bool has_any = false;
    size_t hint = 0;
    while (cp_lines_next(lines, &line, &end)) {
        uint32_t node = 0;
        cp_span name;
        const bool is_whole = end == CP_LINE_WHOLE && cp_lines_had_newline(lines);
        if (!cp_memory_zone_take(&line, &node, &name)) {
            result = cp_fail(failure, CPROBE_MALFORMED, source, lines->number, 0);
            continue;
        }
        cprobe_memory_zone *zone = cp_memory_zones_find(zones, node, name, &hint, &spare);
        if (zone == NULL) {
            return cp_fail(failure, CPROBE_TOO_LARGE, source, lines->number, 0);
        }
        has_any = true;
        const cprobe_result code = is_whole ? take_blocks(line, zone) : CPROBE_MALFORMED;
        if (code != CPROBE_OK) {
            result = cp_fail(failure, code, source, lines->number, 0);
        }
    }
    if (lines->result != CPROBE_OK) {
        return cp_fail(failure, lines->result, source, 0, 0);
    }
    return has_any || result != CPROBE_OK ? result
                                          : cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
}

cprobe_result cprobe_buddyinfo_parse(const char *bytes, size_t length, cprobe_memory_zone *items,
                                     size_t capacity, size_t *count, cprobe_failure *failure) {
    if (count == NULL || (bytes == NULL && length != 0) || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_lines lines = cp_lines_of(bytes, length);
    cp_memory_zones zones = {items, capacity, count};
    return cp_buddyinfo_parse(&lines, &zones, failure);
}
