// Whose control groups a quota is of: found once, and cached while nothing changed.

#ifndef CP_LINUX_CGROUP_RESOLVE_H
#define CP_LINUX_CGROUP_RESOLVE_H

#include "files.h"
#include "membership.h"

// The hierarchies of the subject that was read last.
typedef struct cp_cgroup_resolution {
    bool watches;          // Changes are watched for, so that what follows can be used again.
    bool is_resolved;      // What follows holds.
    int32_t pid;           // Whose: 0 the own process, -1 a cgroup, else a process.
    uint64_t name_hash;    // Of a cgroup's name.
    uint32_t limits_of;    // As in cprobe_quota_subject.
    int32_t mounts;        // Descriptor of mountinfo: poll() reports that mounts changed.
    cprobe_container container;
    cprobe_failure container_failure; // Why a trace of one could not be read; code 0 where all could.
    bool is_online_hidden; // Something is mounted over the list of online CPUs.
    cprobe_hierarchies hierarchies;
} cp_cgroup_resolution;

// What a collector has of control groups.
typedef struct cp_cgroup_cache {
    cp_cgroup_resolution resolution;
    cp_cgroup_membership membership;
    cp_cgroup_files files;
} cp_cgroup_cache;

// No file is open, and no hierarchy is known. `watches`: a reading opens what reports changes as well.
void cp_cgroups_init(cp_cgroup_cache *cache, bool watches);

// Closes all files, so that the next reading resolves the cgroups again. Harmless twice.
void cp_cgroups_close(cp_cgroup_cache *cache);

// What reading control groups needs.
typedef struct cp_cgroups {
    cp_reader *reader;
    cp_cgroup_cache *cache;
    cp_process_reader processes;
    const cprobe_shared *shared; // What other sections of this sample read; may be NULL.
} cp_cgroups;

// Sees to it that the cache holds the hierarchies of this subject as they are now. Where nothing changed
// since the last time, the files stay open. Fails with the section.
cprobe_result cp_cgroups_resolve(const cp_cgroups *cgroups, const cprobe_quota_subject *subject,
                                 cprobe_failure *failure);

#endif
