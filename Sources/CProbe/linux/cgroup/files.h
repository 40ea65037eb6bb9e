// The files of control groups, open from one reading to the next.

#ifndef CP_LINUX_CGROUP_FILES_H
#define CP_LINUX_CGROUP_FILES_H

#include "../../format/cgroup_files.h"
#include "../../include/cprobe/quota.h"
#include "../../quota/decision.h"
#include "../../source/reader.h"

enum {
    // A cgroup of v2 with all controllers has about 30 files, and one above it 8 to 12. 60 levels fit;
    // the files of any more are opened at each reading.
    CP_CGROUP_FILES_CACHED = 1024,
    CP_CGROUP_CHAINS = 256
};

// In the place of a descriptor: why there is none, or what is known of a level.
enum {
    CP_CGROUP_UNTRIED = -1,
    CP_CGROUP_ABSENT = -2,
    CP_CGROUP_SEEN = -3,
    CP_CGROUP_SEEN_TRUE_ROOT = -4
};

// One file of one cgroup that stays open.
typedef struct cp_cgroup_file {
    const char *name;   // Constant.
    uint32_t level;     // Which hierarchy, and how long the cgroup's path is.
    int32_t descriptor; // Below 0: see above.
    uint16_t chain;     // 1 + the index of another file, of this level or one with its hash; or 0.
    uint64_t hash;      // Of the text, where a change of it matters.
} cp_cgroup_file;

// The directory of a mount of cgroups, open from the look at it until the cgroups are read.
typedef struct cp_cgroup_directory {
    uint32_t mount_line;
    int32_t descriptor;
} cp_cgroup_directory;

// The files of the cgroups whose quota was read last.
typedef struct cp_cgroup_files {
    uint32_t directory_count;
    cp_cgroup_directory directories[CPROBE_HIERARCHIES];
    uint32_t count;
    cp_cgroup_file items[CP_CGROUP_FILES_CACHED];
    uint16_t chains[CP_CGROUP_CHAINS]; // By the hash of a level: 1 + the index of the last file.
} cp_cgroup_files;

// No file is open.
void cp_cgroup_files_init(cp_cgroup_files *files);

// Closes all. Harmless twice.
void cp_cgroup_files_close(cp_cgroup_files *files);

// Keeps the directory of a mount open until the cgroups are read. False where there is no space for it, or
// it may not be kept open.
bool cp_cgroup_files_keep_directory(cp_cgroup_files *files, cp_root *root, uint32_t mount_line,
                                    int directory);

// Closes the directories of mounts that no cgroup has taken over.
void cp_cgroup_files_close_directories(cp_cgroup_files *files);

// One pass over all levels.
typedef struct cp_cgroup_pass {
    cp_reader *reader;
    cp_cgroup_files *files;
    cp_decision *decision;
    uint32_t next;     // The index of the file that is probably wanted next.
    bool limits_only;  // Of the controllers that the hierarchies still have.
    bool has_changed;  // A cached file is gone, or a cgroup has other controllers: resolve again.
} cp_cgroup_pass;

// One cgroup while it is read.
typedef struct cp_cgroup {
    cp_cgroup_pass *pass;
    cprobe_quota *quota;
    const cprobe_hierarchy *hierarchy;
    cprobe_quota_level *level;
    bool is_own;
    bool has_opened;   // A file was looked for in this pass,
    bool has_absent;   // and one was not there.
    bool has_no_huge_pages; // The cgroup's cgroup.controllers does not name hugetlb.
    int directory;     // -1 while it is not open.
} cp_cgroup;

// Whether a directory is of the mount that the hierarchy has. Another mount in its place hides it.
// Beneath another root mounts have other numbers than in mountinfo, and a captured root has none.
bool cp_cgroup_is_in_mount(const cp_root *root, const cprobe_hierarchy *hierarchy,
                          int directory);

static inline bool cp_cgroup_is_v2(const cp_cgroup *group) {
    return group->hierarchy->version == 2;
}

static inline bool cp_cgroup_has(const cp_cgroup *group, cprobe_controller controller) {
    return (group->hierarchy->controllers >> controller & 1) != 0;
}

// The cached file of this level, made where there is none. NULL where the cache is full.
cp_cgroup_file *cp_cgroup_files_find(cp_cgroup_pass *pass, uint32_t level, const char *name);

// Notes what is known of a level.
static inline void cp_cgroup_file_set_state(cp_cgroup_file *file, int32_t state) {
    file->descriptor = state;
}

// Whether a hash differs from the one that was noted before, and notes it. NULL is fine: false.
static inline bool cp_cgroup_file_has_changed(cp_cgroup_file *file, uint64_t hash) {
    const bool has_changed = file != NULL && file->hash != 0 && file->hash != hash;
    if (file != NULL) {
        file->hash = hash;
    }
    return has_changed;
}

// Opens the cgroup's directory, if it is not open. The caller closes it.
cprobe_result cp_cgroup_open_directory(cp_cgroup *group, cprobe_failure *failure);

// The number of a level: its hierarchy, and how long its path is (below 4,096).
static inline uint32_t cp_cgroup_level_of(const cprobe_quota_level *level) {
    return level->hierarchy << 16 | level->path_length;
}

// For cp_cgroup_read_text: a file that is not kept open, or not the next one.
cprobe_result cp_cgroup_read_other(cp_cgroup *group, const char *name, cp_span *text,
                                  cprobe_failure *failure);

// Reads a file of the cgroup whole into the scratch. OK, NOT_FOUND, or why it could not be read.
// `name` is constant. Each reading takes the files in the same order, so that the next of the cached
// ones is nearly always the wanted one. Inline, as cp_read_whole.
static inline cprobe_result cp_cgroup_read_text(cp_cgroup *group, const char *name, cp_span *text,
                                               cprobe_failure *failure) {
    cp_reader *reader = group->pass->reader;
    const cp_cgroup_files *files = group->pass->files;
    const uint32_t next = group->pass->next;
    const cp_cgroup_file *kept = &files->items[next];
    if (next < files->count && kept->descriptor >= 0 && kept->name == name &&
        kept->level == cp_cgroup_level_of(group->level)) {
        const ssize_t count =
            pread(kept->descriptor, cp_scratch(reader), CP_SCRATCH_BYTES, 0);
        if (count >= 0 && count < CP_SCRATCH_BYTES) {
            group->pass->next = next + 1;
            *text = cp_span_make(cp_scratch(reader), (size_t)count);
            return CPROBE_OK;
        }
    }
    return cp_cgroup_read_other(group, name, text, failure);
}

// The lines of a file of the cgroup, which end with the text. Its failure, but for NOT_FOUND, joins
// those of the quota. False where there is nothing to read.
bool cp_cgroup_read_lines(cp_cgroup *group, const char *file, cp_lines *lines);

// Adds to the quota's failures that this line of a file is malformed; none is where it is 0.
void cp_cgroup_note_malformed(cp_cgroup *group, const char *file, uint32_t line);

// Adds to the quota's failures that a file was cut, where a key that every kernel prints is missing.
void cp_cgroup_note_cut(cp_cgroup *group, const char *file, bool has_all);

// Reads one limit or number. A missing file is an ABSENT fact.
typedef enum CPROBE_CLOSED cp_fact_text {
    CP_FACT_NUMBER = 0, // One number.
    CP_FACT_MAX,        // A number or "max".
    CP_FACT_BYTES_V1    // A number of bytes; from 2^63 less 64 KiB on it is none.
} cp_fact_text;

void cp_cgroup_read_fact(cp_cgroup *group, const char *file, cp_fact_text kind, cprobe_fact *fact);

// The text of a file that becomes a fact: false, and the fact ABSENT or UNKNOWN, where there is
// none.
static inline bool cp_cgroup_read_fact_text(cp_cgroup *group, const char *file, cp_span *text,
                                           cprobe_fact *fact) {
    cprobe_failure failure = {0};
    const cprobe_result result = cp_cgroup_read_text(group, file, text, &failure);
    *fact = (cprobe_fact){0};
    if (result != CPROBE_OK && result != CPROBE_NOT_FOUND) {
        *fact = (cprobe_fact){CPROBE_FACT_UNKNOWN, failure, file, 0};
    }
    return result == CPROBE_OK;
}

// The fact of a text that was read.
cprobe_fact cp_fact_of(const char *file, bool is_parsed, bool is_limited, uint64_t value);

#endif
