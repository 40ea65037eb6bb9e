// Directories and files of cgroups that are kept open between readings of the table of cgroups. An
// open descriptor always refers to the cgroup for which it was opened: once that cgroup was
// removed, reads fail with ENODEV, even if another cgroup has its path.

#ifndef CP_LINUX_CGROUP_TABLE_CACHE_H
#define CP_LINUX_CGROUP_TABLE_CACHE_H

#include "../../source/root.h"

enum {
    // Directories that stay open, one for each cgroup in each hierarchy, and places for their
    // files. Those of further cgroups are opened for each reading, which costs three times as much:
    // 85 cgroups fit on v2 (29 places each), and as many on v1 (6 directories, 31 places). The
    // kernel keeps about 4.5 KiB for each file that was read, its text included: 9 MiB for 2,000.
    CP_TABLE_DIRECTORIES = 512,
    CP_TABLE_FILE_PLACES = 2560,
    // The files of one cgroup: the rows of the table in files.c.
    CP_TABLE_FILES = 40,
    // Twice as many as directories, a power of two: a search ends after one or two steps.
    CP_TABLE_SLOTS = 1024
};

// Negative values of a file's descriptor.
enum { CP_TABLE_UNTRIED = -1, CP_TABLE_ABSENT = -2, CP_TABLE_MISSED = -3 };

// One directory: a cgroup in one hierarchy.
typedef struct cp_cached_cgroup {
    uint64_t id;       // Inode number of the directory.
    uint64_t rows;     // Bits of the rows of files.c that have a place.
    uint32_t device;   // Of the hierarchy, from mountinfo.
    uint32_t reading;  // The last reading that listed the cgroup.
    uint32_t controllers; // The controllers whose files were tried.
    int32_t directory; // Opened with O_PATH.
    uint16_t first, count; // Its places, in the order of the rows.
} cp_cached_cgroup;

typedef struct cp_cgroup_table_cache {
    uint32_t reading;  // The number of the last reading of the table.
    uint32_t count;
    uint32_t places;   // Those in use.
    uint32_t next;     // The item that is probably requested next.
    cp_cached_cgroup items[CP_TABLE_DIRECTORIES]; // In the order of the first reading.
    int32_t files[CP_TABLE_FILE_PLACES]; // Descriptors, or negative values from the enum above.
    uint16_t slots[CP_TABLE_SLOTS]; // A hash table of the items: an index and one; 0 is free.
} cp_cgroup_table_cache;

// What the cache knows a directory by.
typedef struct cp_table_key {
    uint64_t id;
    uint64_t rows;   // Bits of the rows whose files the hierarchy may have, requested or not.
    uint32_t device;
    uint32_t controllers; // Those of the cgroup now: if they changed, its files are closed.
} cp_table_key;

// Whether a descriptor of the table may stay open: the table uses half of what all caches may use,
// so that it does not take the descriptors of the others.
bool cp_table_may_keep(cp_root *root, int descriptor);

// Starts with nothing open.
void cp_cgroup_table_init(cp_cgroup_table_cache *cache);

// Starts a reading of the table.
void cp_cgroup_table_begin(cp_cgroup_table_cache *cache);

// Returns the cached directory, marked as listed by this reading; NULL if it is not cached.
cp_cached_cgroup *cp_cgroup_table_find(cp_cgroup_table_cache *cache, const cp_table_key *key);

// Caches an open directory. Returns NULL, and the descriptor stays the caller's, if the cache is
// full or the descriptor number is above a quarter of the process's descriptor limit.
cp_cached_cgroup *cp_cgroup_table_add(cp_cgroup_table_cache *cache, cp_root *root,
                                      const cp_table_key *key, int directory);

// The place of a row's file; NULL if the directory has none for it.
int32_t *cp_cgroup_table_file(cp_cgroup_table_cache *cache, const cp_cached_cgroup *item,
                              unsigned row);

// Closes the cgroups that this reading did not list.
void cp_cgroup_table_sweep(cp_cgroup_table_cache *cache);

// Closes everything. May be called again.
void cp_cgroup_table_close(cp_cgroup_table_cache *cache);

#endif
