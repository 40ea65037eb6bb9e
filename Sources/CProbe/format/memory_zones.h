// The zones of memory, as /proc/zoneinfo and /proc/buddyinfo name them.

#ifndef CP_FORMAT_MEMORY_ZONES_H
#define CP_FORMAT_MEMORY_ZONES_H

#include "../include/cprobe/memory_details.h"
#include "../text/lines.h"
#include "../text/number.h"

// The items of a reading, and how many exist.
typedef struct cp_memory_zones {
    cprobe_memory_zone *items;
    size_t capacity;
    size_t *count;
} cp_memory_zones;

// Takes "Node 0, zone    DMA32" off the line. False if it names no zone.
static inline bool cp_memory_zone_take(cp_span *line, uint32_t *node, cp_span *name) {
    uint64_t number = 0;
    if (!cp_take_text(line, "Node") || !cp_take_blanks(line) || !cp_take_u64(line, &number) ||
        number > UINT32_MAX || !cp_take_byte(line, ',') || !cp_take_blanks(line) ||
        !cp_take_text(line, "zone") || !cp_take_blanks(line)) {
        return false;
    }
    *node = (uint32_t)number;
    *name = cp_take_word(line);
    if (name->length > CPROBE_MEMORY_ZONE_NAME_BYTES) {
        name->length = CPROBE_MEMORY_ZONE_NAME_BYTES;
    }
    return name->length != 0;
}

// The item of this zone, appended if there is none; `spare` if it does not fit. NULL if there are
// CPROBE_MEMORY_ZONES_LISTED. `hint`: the place to look first, which becomes the place after the
// item.
static inline cprobe_memory_zone *cp_memory_zones_find(cp_memory_zones *zones, uint32_t node,
                                                       cp_span name, size_t *hint,
                                                       cprobe_memory_zone *spare) {
    const size_t held = *zones->count < zones->capacity ? *zones->count : zones->capacity;
    for (size_t step = 0; step < held; step += 1) {
        const size_t place = (*hint + step) % held;
        cprobe_memory_zone *item = &zones->items[place];
        if (item->node == node &&
            cp_span_equal(cp_span_make(item->name, item->name_length), name)) {
            *hint = place + 1;
            return item;
        }
    }
    if (*zones->count >= CPROBE_MEMORY_ZONES_LISTED) {
        return NULL;
    }
    cprobe_memory_zone *item = *zones->count < zones->capacity ? &zones->items[held] : spare;
    *item = (cprobe_memory_zone){.node = node, .name_length = (uint32_t)name.length};
    memcpy(item->name, name.bytes, name.length);
    *zones->count += 1;
    *hint = held + 1;
    return item;
}

// As cprobe_zoneinfo_parse().
cprobe_result cp_zoneinfo_parse(cp_lines *lines, uint32_t page_bytes, cp_memory_zones *zones,
                                cprobe_failure *failure);

// As cprobe_buddyinfo_parse().
cprobe_result cp_buddyinfo_parse(cp_lines *lines, cp_memory_zones *zones, cprobe_failure *failure);

#endif
