#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "interface_positions.h"

static uint64_t *slot_of(const cp_interface_positions *positions, uint32_t number) {
    uint32_t at = number * 0x9e3779b1u >> 16 & positions->mask;
    while (positions->slots[at] != 0 &&
           positions->items[positions->slots[at] - 1].index != number) {
        at = (at + 1) & positions->mask;
    }
    return &positions->slots[at];
}

cp_interface_positions cp_interface_positions_of(cp_reader *reader,
                                           const cprobe_interface *items, size_t count) {
    // As few slots as suffice: clearing the whole scratch buffer costs more than a short list.
    size_t slots = 16;
    while (slots < CP_POSITION_SLOTS && slots / 2 < count) {
        slots *= 2;
    }
    cp_interface_positions positions = {items, reader->scratch, (uint32_t)slots - 1};
    memset(positions.slots, 0, slots * sizeof positions.slots[0]);
    for (size_t position = 0; position < count && position < CP_POSITIONS_AT_MOST; position += 1) {
        if (cprobe_has(items[position].present_fields, CPROBE_INTERFACE_INDEX)) {
            *slot_of(&positions, items[position].index) = position + 1;
        }
    }
    return positions;
}

bool cp_interface_positions_find(const cp_interface_positions *positions, uint32_t number,
                                 size_t *position) {
    const uint64_t slot = *slot_of(positions, number);
    *position = slot == 0 ? 0 : (size_t)slot - 1;
    return slot != 0;
}

#endif
