#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "interface_places.h"

static uint64_t *slot_of(const cp_interface_places *places, uint32_t number) {
    uint32_t at = number * 0x9e3779b1u >> 16 & places->mask;
    while (places->slots[at] != 0 && places->items[places->slots[at] - 1].index != number) {
        at = (at + 1) & places->mask;
    }
    return &places->slots[at];
}

cp_interface_places cp_interface_places_of(cp_reader *reader,
                                           const cprobe_interface *items, size_t count) {
    // As few slots as suffice: clearing the whole scratch buffer costs more than a short list.
    size_t slots = 16;
    while (slots < CP_PLACE_SLOTS && slots / 2 < count) {
        slots *= 2;
    }
    cp_interface_places places = {items, reader->scratch, (uint32_t)slots - 1};
    memset(places.slots, 0, slots * sizeof places.slots[0]);
    for (size_t place = 0; place < count && place < CP_PLACES_AT_MOST; place += 1) {
        if (cprobe_has(items[place].present_fields, CPROBE_INTERFACE_INDEX)) {
            *slot_of(&places, items[place].index) = place + 1;
        }
    }
    return places;
}

bool cp_interface_places_find(const cp_interface_places *places, uint32_t number, size_t *place) {
    const uint64_t slot = *slot_of(places, number);
    *place = slot == 0 ? 0 : (size_t)slot - 1;
    return slot != 0;
}

#endif
