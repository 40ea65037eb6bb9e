// The hierarchies that apply to the subject of a quota: resolved once, and cached until something
// changes.

#ifndef CP_LINUX_CGROUP_RESOLVE_H
#define CP_LINUX_CGROUP_RESOLVE_H

#include "files.h"
#include "membership.h"

// The hierarchies of the subject of the last reading.
typedef struct cp_cgroup_resolution {
    bool watches;          // Changes are detected, so the members below can be used again.
    bool is_resolved;      // The members below are valid.
    int32_t pid;           // Whose: 0 this process, -1 a cgroup, else a process.
    uint64_t name_hash;    // Of the name of a cgroup.
    uint32_t limits_of;    // As in cprobe_quota_subject.
    int32_t mounts;        // mountinfo, open: poll() reports changes of mounts; -1: closed.
    cprobe_container container;
    cprobe_failure container_failure; // Why evidence of a container could not be read; else OK.
    bool is_online_hidden; // Something is mounted over the list of online CPUs.
    cprobe_hierarchies hierarchies;
} cp_cgroup_resolution;

// The collector's state about cgroups.
typedef struct cp_cgroup_cache {
    cp_cgroup_resolution resolution;
    cp_cgroup_membership membership;
    cp_cgroup_files files;
} cp_cgroup_cache;

// Starts with no file open and no hierarchy resolved. `watches`: a reading also opens the files
// that report changes.
void cp_cgroups_init(cp_cgroup_cache *cache, bool watches);

// Closes all files; the next reading resolves the cgroups again. May be called again.
void cp_cgroups_close(cp_cgroup_cache *cache);

// The parts of the collector that a reading of cgroups uses.
typedef struct cp_cgroups {
    cp_reader *reader;
    cp_cgroup_cache *cache;
    cp_process_reader processes;
    const cprobe_shared *shared; // Results of other sections of this sample, or NULL.
} cp_cgroups;

// Resolves the hierarchies of this subject into the cache. If nothing has changed since the last
// reading, the cache and its open files stay as they are. A failure fails the section.
cprobe_result cp_cgroups_resolve(const cp_cgroups *cgroups, const cprobe_quota_subject *subject,
                                 cprobe_failure *failure);

#endif
