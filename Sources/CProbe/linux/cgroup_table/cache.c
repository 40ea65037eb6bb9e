#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "cache.h"

#include <string.h>

#include "../../source/descriptor.h"

_Static_assert((CP_TABLE_SLOTS & (CP_TABLE_SLOTS - 1)) == 0 &&
                   (unsigned)CP_TABLE_SLOTS > (unsigned)CP_TABLE_DIRECTORIES,
               "a search finds a free slot");
_Static_assert(CP_TABLE_FILE_PLACES <= UINT16_MAX, "a place has 16 bits");

bool cp_table_may_keep(cp_root *root, int descriptor) {
    return cp_may_keep(root, descriptor) && descriptor < root->keeps_below / 2;
}

void cp_cgroup_table_init(cp_cgroup_table_cache *cache) {
    // The rest stays uninitialized: each item, place and slot is written before it is read.
    cache->reading = 0;
    cache->count = 0;
    cache->places = 0;
    cache->next = 0;
}

void cp_cgroup_table_begin(cp_cgroup_table_cache *cache) {
    cache->reading += 1;
    cache->next = 0;
}

// The number of bits that are set. The compiler's own function needs a library on some processors.
static unsigned count_bits(uint64_t set) {
    set -= set >> 1 & 0x5555555555555555u;
    set = (set & 0x3333333333333333u) + (set >> 2 & 0x3333333333333333u);
    return (unsigned)(((set + (set >> 4)) & 0x0f0f0f0f0f0f0f0fu) * 0x0101010101010101u >> 56);
}

static void clear_slots(cp_cgroup_table_cache *cache) {
    memset(cache->slots, 0, sizeof cache->slots);
}

static void close_files(cp_cgroup_table_cache *cache, const cp_cached_cgroup *item) {
    for (unsigned place = item->first; place < item->first + (unsigned)item->count; place += 1) {
        cp_close(cache->files[place]);
        cache->files[place] = CP_TABLE_UNTRIED;
    }
}

static bool is_item(const cp_cached_cgroup *item, const cp_table_key *key) {
    return item->id == key->id && item->device == key->device && item->rows == key->rows;
}

// The slot of a directory, or the free one where it belongs. Inode numbers of one hierarchy are
// mostly consecutive.
static uint16_t *slot_of(cp_cgroup_table_cache *cache, const cp_table_key *key) {
    uint64_t slot = (key->id + key->device) * 0x9e3779b97f4a7c15u >> 54;
    for (;; slot += 1) {
        uint16_t *found = &cache->slots[slot & (CP_TABLE_SLOTS - 1)];
        if (*found == 0 || is_item(&cache->items[*found - 1], key)) {
            return found;
        }
    }
}

static cp_cached_cgroup *mark(cp_cgroup_table_cache *cache, uint32_t index, uint32_t controllers) {
    cp_cached_cgroup *item = &cache->items[index];
    cache->next = index + 1;
    item->reading = cache->reading;
    if (item->controllers != controllers) {
        close_files(cache, item);
        item->controllers = controllers;
    }
    return item;
}

cp_cached_cgroup *cp_cgroup_table_find(cp_cgroup_table_cache *cache, const cp_table_key *key) {
    // Each reading lists the cgroups in the same order, so the next item is nearly always the
    // requested one, unless the cgroup is not cached.
    if (cache->next < cache->count && is_item(&cache->items[cache->next], key)) {
        return mark(cache, cache->next, key->controllers);
    }
    const uint16_t slot = cache->count == 0 ? 0 : *slot_of(cache, key);
    return slot == 0 ? NULL : mark(cache, slot - 1u, key->controllers);
}

cp_cached_cgroup *cp_cgroup_table_add(cp_cgroup_table_cache *cache, cp_root *root,
                                      const cp_table_key *key, int directory) {
    const unsigned places = count_bits(key->rows);
    if (cache->count == CP_TABLE_DIRECTORIES || places > CP_TABLE_FILE_PLACES - cache->places ||
        !cp_table_may_keep(root, directory)) {
        return NULL;
    }
    if (cache->count == 0) {
        clear_slots(cache);
    }
    uint16_t *slot = slot_of(cache, key);
    cp_cached_cgroup *item = &cache->items[cache->count];
    cache->count += 1;
    *slot = (uint16_t)cache->count;
    *item = (cp_cached_cgroup){
        .id = key->id, .rows = key->rows, .device = key->device, .reading = cache->reading,
        .controllers = key->controllers, .directory = directory,
        .first = (uint16_t)cache->places, .count = (uint16_t)places};
    for (unsigned place = 0; place < places; place += 1) {
        cache->files[cache->places + place] = CP_TABLE_UNTRIED;
    }
    cache->places += places;
    return item;
}

int32_t *cp_cgroup_table_file(cp_cgroup_table_cache *cache, const cp_cached_cgroup *item,
                              unsigned row) {
    const uint64_t bit = (uint64_t)1 << row;
    if ((item->rows & bit) == 0) {
        return NULL;
    }
    return &cache->files[item->first + count_bits(item->rows & (bit - 1))];
}

// Moves an item and its places to the front, behind those that stay.
static void keep(cp_cgroup_table_cache *cache, const cp_cached_cgroup *item) {
    cp_cached_cgroup *kept = &cache->items[cache->count];
    memmove(&cache->files[cache->places], &cache->files[item->first],
            item->count * sizeof cache->files[0]);
    *kept = *item;
    kept->first = (uint16_t)cache->places;
    cache->places += kept->count;
    cache->count += 1;
    const cp_table_key key = {kept->id, kept->rows, kept->device, kept->controllers};
    *slot_of(cache, &key) = (uint16_t)cache->count;
}

void cp_cgroup_table_sweep(cp_cgroup_table_cache *cache) {
    uint32_t stale = 0;
    for (uint32_t index = 0; index < cache->count; index += 1) {
        if (cache->items[index].reading != cache->reading) {
            close_files(cache, &cache->items[index]);
            cp_close(cache->items[index].directory);
            stale += 1;
        }
    }
    if (stale == 0) {
        return;
    }
    const uint32_t count = cache->count;
    cache->count = 0;
    cache->places = 0;
    clear_slots(cache);
    for (uint32_t index = 0; index < count; index += 1) {
        if (cache->items[index].reading == cache->reading) {
            keep(cache, &cache->items[index]);
        }
    }
}

void cp_cgroup_table_close(cp_cgroup_table_cache *cache) {
    for (uint32_t index = 0; index < cache->count; index += 1) {
        close_files(cache, &cache->items[index]);
        cp_close(cache->items[index].directory);
    }
    cache->count = 0;
    cache->places = 0;
}

#endif
