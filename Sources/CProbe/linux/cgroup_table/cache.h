// Directories and files of cgroups that are kept open between readings of the table of cgroups. An
// open descriptor always refers to the cgroup for which it was opened: once that cgroup was
// removed, reads fail with ENODEV, even if another cgroup has its path.

#ifndef CP_LINUX_CGROUP_TABLE_CACHE_H
#define CP_LINUX_CGROUP_TABLE_CACHE_H

#include "../../source/root.h"

enum {
    // The number of cgroups whose directory and files stay open. Those of further cgroups are
    // opened for each reading.
    CP_TABLE_CGROUPS_CACHED = 64,
    // The files of one cgroup: the rows of the table in files.c.
    CP_TABLE_FILES = 40
};

// Negative values of a file's descriptor.
enum { CP_TABLE_UNTRIED = -1, CP_TABLE_ABSENT = -2 };

// One directory: a cgroup in one hierarchy.
typedef struct cp_cached_cgroup {
    uint64_t id;       // Inode number of the directory.
    uint32_t device;   // Of the hierarchy, from mountinfo.
    uint32_t reading;  // The last reading that listed the cgroup.
    uint32_t controllers; // The controllers whose files were tried.
    int32_t directory; // Opened with O_PATH.
    int32_t files[CP_TABLE_FILES]; // By row. Or a negative value from the enum above.
} cp_cached_cgroup;

typedef struct cp_cgroup_table_cache {
    uint32_t reading;  // The number of the last reading of the table.
    uint32_t count;
    uint32_t next;     // The item that is probably requested next.
    cp_cached_cgroup items[CP_TABLE_CGROUPS_CACHED]; // In the order of the first reading.
} cp_cgroup_table_cache;

// Whether a descriptor of the table may stay open: the table uses half of what all caches may use,
// so that it does not take the descriptors of the others.
bool cp_table_may_keep(cp_root *root, int descriptor);

// Starts with nothing open.
void cp_cgroup_table_init(cp_cgroup_table_cache *cache);

// Starts a reading of the table.
void cp_cgroup_table_begin(cp_cgroup_table_cache *cache);

// Returns the cached directory, marked as listed by this reading; NULL if it is not cached. If the
// cgroup has other controllers now, its files are closed.
cp_cached_cgroup *cp_cgroup_table_find(cp_cgroup_table_cache *cache, uint32_t device, uint64_t id,
                                       uint32_t controllers);

// Caches an open directory. Returns NULL, and the descriptor stays the caller's, if the cache is
// full or the descriptor number is in the upper half of the process's descriptor limit.
cp_cached_cgroup *cp_cgroup_table_add(cp_cgroup_table_cache *cache, cp_root *root, uint32_t device,
                                      uint64_t id, uint32_t controllers, int directory);

// Closes the cgroups that this reading did not list.
void cp_cgroup_table_sweep(cp_cgroup_table_cache *cache);

// Closes everything. May be called again.
void cp_cgroup_table_close(cp_cgroup_table_cache *cache);

#endif
