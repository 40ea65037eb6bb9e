// The floor of a table of cgroups: the same files, by hand. Those that the collector keeps open are
// read there; of every other cgroup the directory is opened, and each of its files opened, read and
// closed.

#define _GNU_SOURCE 1
#include "floor_cgroups.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "../../Sources/CProbe/linux/collector_state.h"
#include "../../Sources/CProbe/quota/hierarchy.h"

// The files of the usual details of a cgroup without limits; each hierarchy has some of them.
static const char *const names_v2[] = {
    "cpu.stat", "cpu.max", "cpu.weight", "memory.current", "memory.max", "memory.high",
    "memory.peak", "memory.stat", "memory.swap.current", "memory.swap.max", "memory.swap.high",
    "memory.zswap.current", "memory.zswap.max", "memory.events", "memory.events.local",
    "pids.events", "pids.current", "pids.max", "io.stat", "cpu.pressure", "memory.pressure",
    "io.pressure", "irq.pressure", NULL};
// Beside the cpuacct hierarchy of v1, the table reads no cpu.stat of v2.
static const char *const *const names_beside_v1 = names_v2 + 1;
static const char *const names_v1[] = {
    "cpu.stat", "cpuacct.usage", "cpuacct.stat", "cpu.cfs_quota_us", "cpu.cfs_period_us",
    "cpu.shares", "memory.usage_in_bytes", "memory.max_usage_in_bytes", "memory.stat",
    "memory.memsw.usage_in_bytes", "memory.oom_control", "memory.failcnt", "pids.events",
    "pids.current", "pids.max", "blkio.throttle.io_service_bytes_recursive",
    "blkio.throttle.io_serviced_recursive", NULL};

// A directory that the collector does not keep open.
typedef struct opened {
    int start;   // The directory of the hierarchy's start, open.
    char *path;  // Below it.
    const char *const *names; // All files of its version.
    uint64_t has; // Those that are there.
} opened;

static opened *all;
static size_t count, capacity;
static const cp_cgroup_table_cache *cache;
static const char *const *names;
static int start = -1;
static size_t start_length;
static char scratch[65536];

static bool is_kept(const struct stat *status) {
    const uint32_t device = major(status->st_dev) << 20 | minor(status->st_dev);
    for (uint32_t index = 0; index < cache->count; index += 1) {
        if (cache->items[index].id == status->st_ino && cache->items[index].device == device) {
            return true;
        }
    }
    return false;
}

static int add(const char *path, const struct stat *status, int type, struct FTW *walk) {
    (void)walk;
    if (type != FTW_D || is_kept(status)) {
        return 0;
    }
    if (count == capacity) {
        capacity = capacity == 0 ? 1024 : capacity * 2;
        all = realloc(all, capacity * sizeof all[0]);
    }
    opened *one = &all[count];
    *one = (opened){start, strdup(path[start_length] == '/' ? path + start_length + 1 : "."), names,
                    0};
    for (unsigned index = 0; names[index] != NULL; index += 1) {
        char file[4096];
        snprintf(file, sizeof file, "%s/%s", path, names[index]);
        one->has |= access(file, R_OK) == 0 ? (uint64_t)1 << index : 0;
    }
    count += one->has != 0;
    return 0;
}

void floor_open_cgroups(const cprobe_collector *collector) {
    const cp_collector *state = cp_collector_of_const(collector);
    const cprobe_hierarchies *hierarchies = &state->table_cgroups.resolution.hierarchies;
    cache = &state->table_cache;
    for (uint32_t place = 0; place <= hierarchies->count; place += 1) {
        const bool is_apart = place == hierarchies->count;
        const cprobe_hierarchy *one = is_apart ? &hierarchies->apart[CPROBE_APART_ACCOUNTING]
                                               : &hierarchies->items[place];
        char path[4096];
        if (!one->mounted) {
            continue;
        }
        start_length = cp_hierarchies_path(
            hierarchies, is_apart ? CPROBE_HIERARCHY_ACCOUNTING : place, one->path_length, NULL,
            path, sizeof path - 1);
        path[start_length] = '\0';
        start = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
        names = one->version == 1          ? names_v1
                : hierarchies->count == 1 ? names_v2
                                          : names_beside_v1;
        (void)nftw(path, add, 64, FTW_PHYS);
    }
}

static size_t read_one(const opened *one) {
    size_t total = 0;
    const int directory = openat(one->start, one->path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    for (unsigned index = 0; one->names[index] != NULL; index += 1) {
        if ((one->has >> index & 1) == 0) {
            continue;
        }
        const int file = openat(directory, one->names[index], O_RDONLY | O_CLOEXEC);
        total += (size_t)pread(file, scratch, sizeof scratch, 0);
        close(file);
    }
    close(directory);
    return total;
}

size_t floor_run_cgroups(void) {
    size_t total = 0;
    for (uint32_t index = 0; index < cache->places; index += 1) {
        total += cache->files[index] < 0
                     ? 0
                     : (size_t)pread(cache->files[index], scratch, sizeof scratch, 0);
    }
    for (size_t index = 0; index < count; index += 1) {
        total += read_one(&all[index]);
    }
    return total;
}
