// A hash table from interface index to position in a list.

#ifndef CP_LINUX_INTERFACE_POSITIONS_H
#define CP_LINUX_INTERFACE_POSITIONS_H

#include "../include/cprobe/network.h"
#include "../source/reader.h"

enum {
    CP_POSITION_SLOTS = CP_SCRATCH_BYTES / sizeof(uint64_t),
    // Interfaces at later positions are not found. At this load of three quarters, an unsuccessful
    // search visits 8 slots.
    CP_POSITIONS_AT_MOST = CP_POSITION_SLOTS / 4 * 3
};

// The table, in the scratch buffer: valid until the next read.
typedef struct cp_interface_positions {
    const cprobe_interface *items;
    uint64_t *slots; // 1 + position in the list, by hash of the index; 0: empty.
    uint32_t mask;
} cp_interface_positions;

// Builds the table from the items that have an index.
cp_interface_positions cp_interface_positions_of(cp_reader *reader,
                                                 const cprobe_interface *items, size_t count);

// Finds the position of the interface with this index. False if it is not in the list.
bool cp_interface_positions_find(const cp_interface_positions *positions, uint32_t number,
                                 size_t *position);

#endif
