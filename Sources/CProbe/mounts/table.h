// A hash table of mounts in caller-provided memory: each slot is the head of a chain through the
// items.
//
// A chain is followed for 32 steps: 8,192 slots hold 100,000 mounts, the limit of a namespace, in
// chains of 12. A much longer chain is an attack, and a mount that was not found in it counts as
// covered or closed.

#ifndef CP_MOUNTS_TABLE_H
#define CP_MOUNTS_TABLE_H

#include <stdint.h>

#include "list.h"

enum { CP_MOUNT_STEPS = 32 };

typedef struct cp_mount_table {
    cprobe_mounts *mounts;
    uint64_t *slots; // 1 + the index of the first in the chain; 0 if empty.
    size_t count;    // A power of two.
} cp_mount_table;

static inline uint64_t *cp_mount_slot(const cp_mount_table *t, uint64_t key) {
    return &t->slots[(key * 0x9e3779b97f4a7c15u >> 32) & (t->count - 1)];
}

static inline void cp_mount_table_clear(const cp_mount_table *t) {
    memset(t->slots, 0, t->count * sizeof t->slots[0]);
}

static inline void cp_mount_table_add(const cp_mount_table *t, uint64_t key, size_t index) {
    uint64_t *slot = cp_mount_slot(t, key);
    t->mounts->items[index].chain = *slot;
    *slot = index + 1;
}

#endif
