// The files of cgroups, kept open between readings.

#ifndef CP_LINUX_CGROUP_FILES_H
#define CP_LINUX_CGROUP_FILES_H

#include "../../format/cgroup_files.h"
#include "../../include/cprobe/quota.h"
#include "../../quota/decision.h"
#include "../../source/reader.h"

enum {
    // A v2 cgroup with all controllers has about 30 files of interest, each cgroup above it 8 to
    // 12: 60 levels fit. Further files are opened for each reading.
    CP_CGROUP_FILES_CACHED = 1024,
    CP_CGROUP_CHAINS = 256
};

// Negative values of cp_cgroup_file.descriptor: why the file is not open, or what is known of a
// level's directory.
enum {
    CP_CGROUP_UNTRIED = -1,
    CP_CGROUP_ABSENT = -2,
    CP_CGROUP_SEEN = -3,
    CP_CGROUP_SEEN_TRUE_ROOT = -4
};

// One cached file of one cgroup.
typedef struct cp_cgroup_file {
    const char *name;   // A constant.
    uint32_t level;     // As cp_cgroup_level_of.
    int32_t descriptor; // Or a negative value from the enum above.
    uint16_t chain;     // 1 + index of the next file in the hash chain; 0: end.
    uint64_t hash;      // Of the text, if a change of the text matters.
} cp_cgroup_file;

// The directory of a cgroup mount: opened when the mount is checked, closed once the cgroups are
// read.
typedef struct cp_cgroup_directory {
    uint32_t mount_line;
    int32_t descriptor;
} cp_cgroup_directory;

// The files of the cgroups of the last reading.
typedef struct cp_cgroup_files {
    uint32_t directory_count;
    cp_cgroup_directory directories[CPROBE_HIERARCHIES + 1]; // One more for cpuacct.
    uint32_t count;
    cp_cgroup_file items[CP_CGROUP_FILES_CACHED];
    uint16_t chains[CP_CGROUP_CHAINS]; // By hash of the level: 1 + index of the chain's first file.
} cp_cgroup_files;

// Starts with no file open.
void cp_cgroup_files_init(cp_cgroup_files *files);

// Closes all files and directories. May be called again.
void cp_cgroup_files_close(cp_cgroup_files *files);

// Keeps the directory of a mount open until the cgroups are read. False, and the descriptor stays
// the caller's, if the capacity is exhausted or the descriptor must not be kept open (see
// cp_may_keep).
bool cp_cgroup_files_keep_directory(cp_cgroup_files *files, cp_root *root, uint32_t mount_line,
                                    int directory);

// Closes the directories of mounts that no cgroup has taken over.
void cp_cgroup_files_close_directories(cp_cgroup_files *files);

// One pass over all levels.
typedef struct cp_cgroup_pass {
    cp_reader *reader;
    cp_cgroup_files *files;
    cp_decision *decision;
    uint32_t next;     // The index of the file that is probably requested next.
    bool limits_only;  // Read limits only, of the controllers that are left in the hierarchies.
    bool has_changed;  // A cached file is gone, or a cgroup has other controllers: resolve again.
} cp_cgroup_pass;

// One cgroup while it is being read.
typedef struct cp_cgroup {
    cp_cgroup_pass *pass;
    cprobe_quota *quota;
    const cprobe_hierarchy *hierarchy;
    cprobe_quota_level *level;
    bool is_own;
    bool has_opened;   // A file that is not cached was opened or tried in this pass.
    bool has_absent;   // A file was missing in this pass.
    bool has_no_huge_pages; // cgroup.controllers of the cgroup does not list hugetlb.
    int directory;     // -1: not open.
} cp_cgroup;

// Whether a directory lies on the hierarchy's mount, so that no other mount covers it. In a live
// root other than "/", mount ids differ from those in its mountinfo, so only the file system type
// is checked; a captured root has no mounts.
bool cp_cgroup_is_in_mount(const cp_root *root, const cprobe_hierarchy *hierarchy,
                          int directory);

static inline bool cp_cgroup_is_v2(const cp_cgroup *cgroup) {
    return cgroup->hierarchy->version == 2;
}

static inline bool cp_cgroup_has(const cp_cgroup *cgroup, cprobe_controller controller) {
    return (cgroup->hierarchy->controllers >> controller & 1) != 0;
}

// Returns the cached file of this level, or adds it to the cache. NULL if the cache is full.
cp_cgroup_file *cp_cgroup_files_find(cp_cgroup_pass *pass, uint32_t level, const char *name);

// Records what is known of a level's directory.
static inline void cp_cgroup_file_set_state(cp_cgroup_file *file, int32_t state) {
    file->descriptor = state;
}

// Records a hash. True if a different one was recorded before. False for NULL.
static inline bool cp_cgroup_file_has_changed(cp_cgroup_file *file, uint64_t hash) {
    const bool has_changed = file != NULL && file->hash != 0 && file->hash != hash;
    if (file != NULL) {
        file->hash = hash;
    }
    return has_changed;
}

// Opens the cgroup's directory unless it is open. The caller closes it.
cprobe_result cp_cgroup_open_directory(cp_cgroup *cgroup, cprobe_failure *failure);

// The key of a level: its hierarchy and the length of its path (below 4,096).
static inline uint32_t cp_cgroup_level_of(const cprobe_quota_level *level) {
    return level->hierarchy << 16 | level->path_length;
}

// For cp_cgroup_read_text: a file that is not open, or not the next one.
cprobe_result cp_cgroup_read_other(cp_cgroup *cgroup, const char *name, cp_span *text,
                                  cprobe_failure *failure);

// Reads a whole file of the cgroup into the scratch buffer. OK, NOT_FOUND, or the reason why
// reading failed. `name` is a constant, compared by address. Each reading requests the files in the
// same order, so the next cached file is nearly always the requested one. Inline, like
// cp_read_whole.
static inline cprobe_result cp_cgroup_read_text(cp_cgroup *cgroup, const char *name, cp_span *text,
                                               cprobe_failure *failure) {
    cp_reader *reader = cgroup->pass->reader;
    const cp_cgroup_files *files = cgroup->pass->files;
    const uint32_t next = cgroup->pass->next;
    const cp_cgroup_file *cached = &files->items[next];
    if (next < files->count && cached->descriptor >= 0 && cached->name == name &&
        cached->level == cp_cgroup_level_of(cgroup->level)) {
        const ssize_t count =
            pread(cached->descriptor, cp_scratch(reader), CP_SCRATCH_BYTES, 0);
        if (count >= 0 && count < CP_SCRATCH_BYTES) {
            cgroup->pass->next = next + 1;
            *text = cp_span_make(cp_scratch(reader), (size_t)count);
            return CPROBE_OK;
        }
    }
    return cp_cgroup_read_other(cgroup, name, text, failure);
}

// Provides the lines of a file of the cgroup. False if there are none: a missing file is no
// failure, any other failure is added to the quota's failures.
bool cp_cgroup_read_lines(cp_cgroup *cgroup, const char *file, cp_lines *lines);

// Adds MALFORMED for this line of a file to the quota's failures; nothing if `line` is 0.
void cp_cgroup_note_malformed(cp_cgroup *cgroup, const char *file, uint32_t line);

// Adds MALFORMED for the file to the quota's failures unless `has_all`: a key that every kernel
// prints is missing, so the text was cut.
void cp_cgroup_note_cut(cp_cgroup *cgroup, const char *file, bool has_all);

// The format of a file that holds one value.
typedef enum CPROBE_CLOSED cp_file_form {
    CP_FORM_NUMBER = 0, // One number.
    CP_FORM_MAX,        // A number or "max".
    CP_FORM_BYTES_V1    // A number of bytes; from 2^63 - 64 KiB on it means unlimited.
} cp_file_form;

// Reads a file that holds one value. A missing file is an ABSENT value.
void cp_cgroup_read_value(cp_cgroup *cgroup, const char *file, cp_file_form kind,
                          cprobe_file_value *file_value);

// Reads the text of a file that becomes a value. False if there is no text; the value is then
// ABSENT or UNKNOWN.
static inline bool cp_cgroup_read_value_text(cp_cgroup *cgroup, const char *file, cp_span *text,
                                           cprobe_file_value *file_value) {
    cprobe_failure failure = {0};
    const cprobe_result result = cp_cgroup_read_text(cgroup, file, text, &failure);
    *file_value = (cprobe_file_value){0};
    if (result != CPROBE_OK && result != CPROBE_NOT_FOUND) {
        *file_value = (cprobe_file_value){CPROBE_FILE_UNKNOWN, failure, file, 0};
    }
    return result == CPROBE_OK;
}

// Makes a value of a text that was read.
cprobe_file_value cp_file_value_of(const char *file, bool is_parsed, bool is_limited,
                                   uint64_t value);

#endif
