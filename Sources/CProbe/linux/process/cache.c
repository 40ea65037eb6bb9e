#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "cache.h"

#include <string.h>

#include "../../source/descriptor.h"

void cp_processes_init(cp_process_cache *cache) {
    // The items stay uninitialized: each is written before it is read.
    cache->own_pid = 0;
    cache->reading = 0;
    cache->count = 0;
}

void cp_processes_begin(cp_process_cache *cache) {
    cache->reading += 1;
}

void cp_processes_set_own(cp_process_cache *cache, int32_t pid) {
    cache->own_pid = pid;
}

// Returns the index of the first cached process whose pid is at least `pid`.
static uint32_t index_of(const cp_process_cache *cache, int32_t pid) {
    uint32_t low = 0;
    uint32_t high = cache->count;
    while (low < high) {
        const uint32_t middle = (low + high) / 2;
        if (cache->items[middle].pid < pid) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

cp_cached_process *cp_processes_find(cp_process_cache *cache, int32_t pid) {
    const uint32_t index = index_of(cache, pid);
    return index < cache->count && cache->items[index].pid == pid ? &cache->items[index] : NULL;
}

bool cp_processes_add(cp_process_cache *cache, cp_root *root, int32_t pid, int descriptor) {
    if (cache->count == CP_PROCESSES_CACHED || !cp_may_keep(root, descriptor)) {
        return false;
    }
    const uint32_t index = index_of(cache, pid);
    if (index < cache->count && cache->items[index].pid == pid) {
        return false; // Happens for the own process: it was cached before its pid was known.
    }
    memmove(&cache->items[index + 1], &cache->items[index],
            (cache->count - index) * sizeof cache->items[0]);
    cache->items[index] = (cp_cached_process){pid, descriptor, -1, cache->reading};
    cache->count += 1;
    return true;
}

bool cp_processes_add_statm(cp_process_cache *cache, cp_root *root, int32_t pid, int descriptor) {
    cp_cached_process *item = cp_processes_find(cache, pid);
    if (item == NULL || item->statm >= 0 || !cp_may_keep(root, descriptor)) {
        return false;
    }
    item->statm = descriptor;
    return true;
}

static void close_files(const cp_cached_process *item) {
    cp_close(item->descriptor);
    cp_close(item->statm);
}

void cp_processes_drop(cp_process_cache *cache, cp_cached_process *item) {
    const size_t behind = (size_t)(&cache->items[cache->count] - item) - 1;
    close_files(item);
    memmove(item, item + 1, behind * sizeof *item);
    cache->count -= 1;
}

void cp_processes_sweep(cp_process_cache *cache, int32_t last) {
    uint32_t count = 0;
    for (uint32_t index = 0; index < cache->count; index += 1) {
        if (cache->items[index].reading == cache->reading || cache->items[index].pid > last) {
            cache->items[count] = cache->items[index];
            count += 1;
        } else {
            close_files(&cache->items[index]);
        }
    }
    cache->count = count;
}

void cp_processes_close(cp_process_cache *cache) {
    for (uint32_t index = 0; index < cache->count; index += 1) {
        close_files(&cache->items[index]);
    }
    cache->count = 0;
    cache->own_pid = 0;
}

#endif
