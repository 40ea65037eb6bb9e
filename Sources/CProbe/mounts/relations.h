// What the mounts of a list are to each other: covered, duplicates, behind one another.

#ifndef CP_MOUNTS_RELATIONS_H
#define CP_MOUNTS_RELATIONS_H

#include "list.h"

// Finds out which mounts are covered, duplicates, or behind one that must not be asked; the first and
// the last are then not asked. `slots` is room for `slot_count` numbers, a power of two, of any content.
void cp_mounts_relate(cprobe_mounts *mounts, uint64_t *slots, size_t slot_count);

// Chains the mounts by their file system, in the kernel's order, in the slots. They may be of any
// content, and hold the chains until the mounts are chosen or the slots written to.
void cp_mounts_chain_alike(cprobe_mounts *mounts, uint64_t *slots, size_t slot_count);

// The first mount of a chain that has all of this one's file system, and may have others. mount->chain
// is 1 + the index of the next one, or 0.
cprobe_mount *cp_mounts_first_alike(cprobe_mounts *mounts, uint64_t *slots, size_t slot_count,
                                    const cprobe_mount *mount);

#endif
