// The relations between the mounts of a list: covered, duplicate, behind another.

#ifndef CP_MOUNTS_RELATIONS_H
#define CP_MOUNTS_RELATIONS_H

#include "list.h"

// Finds the mounts that are covered, duplicates, or behind a mount that must not be queried;
// covered ones and those behind are then not queried. `slots` is scratch memory for `slot_count`
// numbers, a power of two; its contents are ignored.
void cp_mounts_relate(cprobe_mounts *mounts, uint64_t *slots, size_t slot_count);

// Chains the mounts of each file system, in the kernel's order. The slots' contents are ignored;
// the chains are valid until the mounts are selected or the slots written to.
void cp_mounts_chain_alike(cprobe_mounts *mounts, uint64_t *slots, size_t slot_count);

// The first mount of a chain that contains all mounts of this one's file system, and possibly
// others. mount->chain is 1 + the index of the next one, or 0.
cprobe_mount *cp_mounts_first_alike(cprobe_mounts *mounts, uint64_t *slots, size_t slot_count,
                                    const cprobe_mount *mount);

#endif
