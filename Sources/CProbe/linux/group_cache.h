// What is cached of the control groups whose quota was read last: their files stay open.

#ifndef CP_LINUX_GROUP_CACHE_H
#define CP_LINUX_GROUP_CACHE_H

#include "../include/cprobe/hierarchy.h"

enum {
    // A cgroup of v2 with all controllers has about 30 files, and one above it 8 to 12. 60 levels fit;
    // the files of any more are opened at each reading.
    CP_CGROUP_FILES_CACHED = 1024,
    CP_CGROUP_CHAINS = 256
};

// One file of one cgroup that stays open.
typedef struct cp_cgroup_file {
    const char *name;   // Constant.
    uint32_t level;     // Which hierarchy, and how long the cgroup's path is.
    int32_t descriptor; // Below 0: why there is none.
    uint16_t chain;     // 1 + the index of another file, of this level or one with its hash; or 0.
    uint64_t hash;      // Of the text, where a change of it matters.
} cp_cgroup_file;

// The directory of a mount of cgroups, open from the look at it until the cgroups are read.
typedef struct cp_cgroup_directory {
    uint32_t mount_line;
    int32_t descriptor;
} cp_cgroup_directory;

typedef struct cp_cgroup_cache {
    bool watches;            // Changes are watched for, so that what follows can be used again.
    bool is_resolved;        // What follows holds.
    int32_t pid;             // Whose: 0 the own process, -1 a cgroup, else a process.
    uint64_t group_hash;     // Of a cgroup's name.
    uint32_t limits_of;      // As in cprobe_quota_subject.
    int32_t membership;      // Descriptor of /proc/PID/cgroup; -1 while closed.
    uint64_t membership_hash;
    int32_t pidfd;           // Of this process: reports the id of its cgroup of v2; -1 while closed.
    bool has_no_pidfd;       // The kernel has no pidfds, or none that report it (before 6.13).
    uint64_t group_id;       // That cgroup's, where the membership was found to hold; else 0.
    int32_t mounts;          // Descriptor of mountinfo: poll() reports that mounts changed.
    int32_t namespaces;      // Descriptor of /proc/self/ns; -1 while closed.
    uint64_t namespaces_hash; // Of the names of the mount and the cgroup namespace.
    uint32_t directory_count;
    cp_cgroup_directory directories[CPROBE_HIERARCHIES];
    uint32_t file_count;
    cp_cgroup_file files[CP_CGROUP_FILES_CACHED];
    uint16_t chains[CP_CGROUP_CHAINS]; // By the hash of a level: 1 + the index of the last file.
    cprobe_container container;
    cprobe_failure container_failure; // Why a trace of one could not be read; code 0 where all could.
    bool is_online_hidden;   // Something is mounted over the list of online CPUs.
    cprobe_hierarchies hierarchies;
} cp_cgroup_cache;

// No file is open, and no hierarchy is known. `watches`: a reading opens what reports changes as well.
void cp_cgroups_init(cp_cgroup_cache *cache, bool watches);

// Closes the directories of mounts that no cgroup has taken over.
void cp_cgroups_close_directories(cp_cgroup_cache *cache);

// Closes all files, so that the next reading resolves the cgroups again. Harmless twice.
void cp_cgroups_close(cp_cgroup_cache *cache);

#endif
