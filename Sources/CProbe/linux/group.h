// The groups of a quota: their files, kept open from one reading to the next.

#ifndef CP_LINUX_GROUP_H
#define CP_LINUX_GROUP_H

#include "../quota/decide.h"
#include "../include/cprobe/quota.h"
#include "../source/reader.h"
#include "group_cache.h"

// One pass over all levels.
typedef struct cp_group_pass {
    cp_reader *reader;
    cp_cgroup_cache *cache;
    cp_decision *decision;
    uint32_t next;     // The kept file that is probably wanted next.
    bool limits_only;  // Of the controllers that the hierarchies still have.
    bool has_changed;  // A kept file is gone, or a group has other controllers: resolve again.
} cp_group_pass;

// One group while it is read.
typedef struct cp_group {
    cp_group_pass *pass;
    cprobe_quota *quota;
    const cprobe_hierarchy *hierarchy;
    cprobe_quota_level *level;
    bool is_own;
    bool has_opened;   // A file was looked for in this pass,
    bool has_absent;   // and one was not there.
    bool has_no_huge_pages; // Its cgroup.controllers does not name hugetlb.
    int directory;     // -1 while it is not open.
} cp_group;

// Reads the facts of the group that `level` names (its hierarchy and path length are set), for the
// controllers of its hierarchy, and counts them in. `is_true_root`: nothing can be above this
// group.
void cp_group_read(cp_group_pass *pass, cprobe_quota_level *level, bool is_own, bool *is_true_root);

// Whether the own group of this hierarchy is there, and is the one that was there last time.
bool cp_group_exists(cp_group_pass *pass, uint32_t hierarchy);

// Whether a directory is of the mount that the hierarchy has. Another mount in its place hides it.
// Beneath another root mounts have other numbers than in mountinfo, and a captured root has none.
bool cp_group_is_in_mount(const cp_root *root, const cprobe_hierarchy *hierarchy,
                          int directory);

// The own group's pressure, into the quota.
void cp_group_read_pressure(cp_group *group);

// Reads the limits of block devices, and what the own group did with them (group_devices.c).
void cp_group_read_devices(cp_group *group);

// Reads the limits of huge pages (group_devices.c).
void cp_group_read_huge_pages(cp_group *group);

// Reads the facts of cpu, cpuset, memory and pids (group_facts.c).
void cp_group_read_facts(cp_group *group);

// Makes each of them that would have been read this one: nothing of the group is known.
void cp_group_set_facts_unknown(cp_group *group, const cprobe_fact *unknown);

static inline bool cp_group_is_v2(const cp_group *group) {
    return group->hierarchy->version == 2;
}

static inline bool cp_group_has(const cp_group *group, cprobe_controller controller) {
    return (group->hierarchy->controllers >> controller & 1) != 0;
}

// The number of a level: its hierarchy, and how long its path is (below 4,096).
static inline uint32_t cp_group_level_of(const cprobe_quota_level *level) {
    return level->hierarchy << 16 | level->path_length;
}

// For cp_group_read_text: a file that is not kept open, or not the next one.
cprobe_result cp_group_read_other(cp_group *group, const char *name, cp_span *text,
                                  cprobe_failure *failure);

// Reads a file of the group whole into the scratch. OK, NOT_FOUND, or why it could not be read.
// `name` is constant. They are asked for in the same order each time, so that the next of those that
// are kept is nearly always the wanted one. Inline, as cp_read_whole.
static inline cprobe_result cp_group_read_text(cp_group *group, const char *name, cp_span *text,
                                               cprobe_failure *failure) {
    cp_reader *reader = group->pass->reader;
    const cp_cgroup_cache *cache = group->pass->cache;
    const uint32_t next = group->pass->next;
    const cp_cgroup_file *kept = &cache->files[next];
    if (next < cache->file_count && kept->descriptor >= 0 && kept->name == name &&
        kept->level == cp_group_level_of(group->level)) {
        const ssize_t count =
            pread(kept->descriptor, cp_scratch(reader), CP_SCRATCH_BYTES, 0);
        if (count >= 0 && count < CP_SCRATCH_BYTES) {
            group->pass->next = next + 1;
            *text = cp_span_make(cp_scratch(reader), (size_t)count);
            return CPROBE_OK;
        }
    }
    return cp_group_read_other(group, name, text, failure);
}

// The lines of a file of the group, which end with the text. Its failure, but for NOT_FOUND, joins
// those of the quota. False where there is nothing to read.
bool cp_group_read_lines(cp_group *group, const char *file, cp_lines *lines);

// Adds to the quota's failures that this line of a file is malformed; none is where it is 0.
void cp_group_note_malformed(cp_group *group, const char *file, uint32_t line);

// Adds to the quota's failures that a file was cut, where a key that every kernel prints is missing.
void cp_group_note_cut(cp_group *group, const char *file, bool has_all);

// Reads one limit or number. A missing file is an ABSENT fact.
typedef enum CPROBE_CLOSED cp_fact_text {
    CP_FACT_NUMBER = 0, // One number.
    CP_FACT_MAX,        // A number or "max".
    CP_FACT_BYTES_V1    // A number of bytes; from 2^63 less 64 KiB on it is none.
} cp_fact_text;

void cp_group_read_fact(cp_group *group, const char *file, cp_fact_text kind, cprobe_fact *fact);

// The text of a file that becomes a fact: false, and the fact ABSENT or UNKNOWN, where there is
// none.
static inline bool cp_group_read_fact_text(cp_group *group, const char *file, cp_span *text,
                                           cprobe_fact *fact) {
    cprobe_failure failure = {0};
    const cprobe_result result = cp_group_read_text(group, file, text, &failure);
    *fact = (cprobe_fact){0};
    if (result != CPROBE_OK && result != CPROBE_NOT_FOUND) {
        *fact = (cprobe_fact){CPROBE_FACT_UNKNOWN, failure, file, 0};
    }
    return result == CPROBE_OK;
}

// The fact of a text that was read.
cprobe_fact cp_fact_of(const char *file, bool is_parsed, bool is_limited, uint64_t value);

#endif
