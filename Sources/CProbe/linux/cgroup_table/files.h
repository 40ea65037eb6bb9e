// Reads the files of one cgroup in one hierarchy into its item of the table.

#ifndef CP_LINUX_CGROUP_TABLE_FILES_H
#define CP_LINUX_CGROUP_TABLE_FILES_H

#include "../../include/cprobe/cgroups.h"
#include "../../source/reader.h"
#include "../machine.h"
#include "cache.h"

// How many cgroups of a hierarchy, one after another, lacked each file although they have others of
// its controller: after some, this kernel is taken to lack the file for the rest of the reading.
typedef struct cp_table_misses {
    uint8_t files[CP_TABLE_FILES];
} cp_table_misses;

// One cgroup in one hierarchy while it is read.
typedef struct cp_table_subject {
    cp_reader *reader;
    const cp_machine *machine;
    const cprobe_hierarchy *hierarchy;
    bool has_accounting;      // The hierarchy has cpuacct (v1).
    uint32_t details;         // Bits by cprobe_cgroup_detail.
    uint32_t resources;       // Those details that the hierarchy has: rdma and misc.
    cprobe_cgroup_list *list; // For devices.
    cprobe_cgroup *item;
    cp_cgroup_table_cache *cache;
    cp_cached_cgroup *cached; // NULL: not cached.
    cp_table_misses *misses;
    int32_t directory;        // Open.
    bool is_memory_unlimited, is_memsw_unlimited; // v1, as memory.stat says.
} cp_table_subject;

// The rows of files that the hierarchy may have, as bits: those that get a place in the cache.
uint64_t cp_table_rows(const cp_table_subject *subject);

// Whether a hierarchy has files of the requested details.
bool cp_table_has_files(const cp_table_subject *subject);

// Reads all requested files. A missing file is no failure; any other failure is added to the
// item's. False if none could be read.
bool cp_table_read_files(cp_table_subject *subject);

// Reads the controllers that are enabled for the children of a v2 cgroup, as bits by
// cprobe_controller; all if the file cannot be read.
uint32_t cp_table_read_subtree_control(cp_table_subject *subject);

// Reads the controllers of a v2 cgroup itself, likewise.
uint32_t cp_table_read_controllers(cp_table_subject *subject);

#endif
