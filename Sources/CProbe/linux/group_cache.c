#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "group_cache.h"

#include "../source/descriptor.h"

void cp_cgroups_init(cp_cgroup_cache *cache, bool watches) {
    // Not the files and the hierarchies: they are written before they are read.
    cache->watches = watches;
    cache->is_resolved = false;
    cache->membership = -1;
    cache->pidfd = -1;
    cache->has_no_pidfd = false;
    cache->group_id = 0;
    cache->mounts = -1;
    cache->namespaces = -1;
    cache->directory_count = 0;
    cache->file_count = 0;
}

void cp_cgroups_close_directories(cp_cgroup_cache *cache) {
    for (uint32_t index = 0; index < cache->directory_count; index += 1) {
        cp_close(cache->directories[index].descriptor);
    }
    cache->directory_count = 0;
}

void cp_cgroups_close(cp_cgroup_cache *cache) {
    cp_cgroups_close_directories(cache);
    for (uint32_t index = 0; index < cache->file_count; index += 1) {
        cp_close(cache->files[index].descriptor);
    }
    cache->file_count = 0;
    cp_close(cache->membership);
    cp_close(cache->mounts);
    cp_close(cache->pidfd);
    cp_close(cache->namespaces);
    cache->membership = -1;
    cache->mounts = -1;
    cache->pidfd = -1;
    cache->group_id = 0;
    cache->namespaces = -1;
    cache->is_resolved = false;
}

#endif
