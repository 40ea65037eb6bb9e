// Where interfaces stand in a list, by their numbers.

#ifndef CP_LINUX_INTERFACE_PLACES_H
#define CP_LINUX_INTERFACE_PLACES_H

#include "../include/cprobe/network.h"
#include "../source/reader.h"

enum {
    CP_PLACE_SLOTS = CP_SCRATCH_BYTES / sizeof(uint64_t),
    // Of those behind them it is not known where they stand. Three quarters full, a search looks at
    // 8 slots where there is nothing to find.
    CP_PLACES_AT_MOST = CP_PLACE_SLOTS / 4 * 3
};

// The numbers of a list, in the reader's scratch: until the next read.
typedef struct cp_interface_places {
    const cprobe_interface *items;
    uint64_t *slots; // 1 + a place in the list, by the number's hash; 0 where there is none.
    uint32_t mask;
} cp_interface_places;

// Makes them of those items that have a number.
cp_interface_places cp_interface_places_of(cp_reader *reader,
                                           const cprobe_interface *items, size_t count);

// Finds the one with this number. False where it is not in the list.
bool cp_interface_places_find(const cp_interface_places *places, uint32_t number, size_t *place);

#endif
