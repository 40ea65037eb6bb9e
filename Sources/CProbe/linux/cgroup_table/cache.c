#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "cache.h"

#include "../../source/descriptor.h"

bool cp_table_may_keep(cp_root *root, int descriptor) {
    return cp_may_keep(root, descriptor) && descriptor < root->keeps_below / 2;
}

void cp_cgroup_table_init(cp_cgroup_table_cache *cache) {
    // The items stay uninitialized: each is written before it is read.
    cache->reading = 0;
    cache->count = 0;
    cache->next = 0;
}

void cp_cgroup_table_begin(cp_cgroup_table_cache *cache) {
    cache->reading += 1;
    cache->next = 0;
}

static void close_files(cp_cached_cgroup *item) {
    for (unsigned file = 0; file < CP_TABLE_FILES; file += 1) {
        cp_close(item->files[file]);
        item->files[file] = CP_TABLE_UNTRIED;
    }
}

static void close_item(cp_cached_cgroup *item) {
    close_files(item);
    cp_close(item->directory);
}

static cp_cached_cgroup *mark(cp_cgroup_table_cache *cache, uint32_t index, uint32_t controllers) {
    cp_cached_cgroup *item = &cache->items[index];
    cache->next = index + 1;
    item->reading = cache->reading;
    if (item->controllers != controllers) {
        close_files(item);
        item->controllers = controllers;
    }
    return item;
}

static bool is_item(const cp_cgroup_table_cache *cache, uint32_t index, uint32_t device,
                    uint64_t id) {
    return cache->items[index].id == id && cache->items[index].device == device;
}

cp_cached_cgroup *cp_cgroup_table_find(cp_cgroup_table_cache *cache, uint32_t device, uint64_t id,
                                       uint32_t controllers) {
    // Each reading lists the cgroups in the same order, so the next item is nearly always the
    // requested one, unless the cgroup is not cached.
    if (cache->next < cache->count && is_item(cache, cache->next, device, id)) {
        return mark(cache, cache->next, controllers);
    }
    for (uint32_t index = 0; index < cache->count; index += 1) {
        if (is_item(cache, index, device, id)) {
            return mark(cache, index, controllers);
        }
    }
    return NULL;
}

cp_cached_cgroup *cp_cgroup_table_add(cp_cgroup_table_cache *cache, cp_root *root, uint32_t device,
                                      uint64_t id, uint32_t controllers, int directory) {
    if (cache->count == CP_TABLE_CGROUPS_CACHED || !cp_table_may_keep(root, directory)) {
        return NULL;
    }
    cp_cached_cgroup *item = &cache->items[cache->count];
    cache->count += 1;
    item->id = id;
    item->device = device;
    item->directory = directory;
    item->controllers = controllers;
    item->reading = cache->reading;
    for (unsigned file = 0; file < CP_TABLE_FILES; file += 1) {
        item->files[file] = CP_TABLE_UNTRIED;
    }
    return item;
}

void cp_cgroup_table_sweep(cp_cgroup_table_cache *cache) {
    uint32_t count = 0;
    for (uint32_t index = 0; index < cache->count; index += 1) {
        if (cache->items[index].reading == cache->reading) {
            cache->items[count] = cache->items[index];
            count += 1;
        } else {
            close_item(&cache->items[index]);
        }
    }
    cache->count = count;
}

void cp_cgroup_table_close(cp_cgroup_table_cache *cache) {
    for (uint32_t index = 0; index < cache->count; index += 1) {
        close_item(&cache->items[index]);
    }
    cache->count = 0;
}

#endif
