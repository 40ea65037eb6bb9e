// The process or thread being read: opening and reading its files.

#ifndef CP_LINUX_PROCESS_SUBJECT_H
#define CP_LINUX_PROCESS_SUBJECT_H

#include "../../source/descriptor.h"
#include "../../source/reader.h"
#include "pass.h"

// The longest path: "/proc/" + 10 digits + "/task/" + 10 digits + "/smaps_rollup" + NUL.
enum { CP_SUBJECT_PATH_BYTES = 64 };

// The process being read. If more than one of its files is wanted, its procfs directory is held
// open, so that all files belong to the same process even if the pid is reused.
typedef struct cp_subject {
    cp_process_pass *pass;
    cp_span name;
    int own; // Its directory; -1: not open.
    cprobe_process *item;
    bool is_thread; // A living thread of the item, whose main thread has ended.
} cp_subject;

// The buffer for a process's text: the second half of the scratch buffer.
static inline char *cp_subject_text(cp_process_pass *pass) {
    return cp_scratch(pass->from->reader) + CP_PROCESS_ENTRIES_BYTES;
}

static inline bool cp_subject_is_captured(const cp_process_pass *pass) {
    return pass->from->reader->root.kind == CPROBE_ROOT_CAPTURED;
}

static inline bool cp_is_absent(cprobe_result result) {
    return result == CPROBE_NOT_FOUND || result == CPROBE_GONE;
}

// Builds the path of a file, or of the process's directory if `file` is empty. The path is relative
// to the directory of the pass; in a captured root, to the root.
void cp_subject_path(const cp_subject *s, const char *file, char path[CP_SUBJECT_PATH_BYTES]);

// Opens a directory of the process with the given flags of open(2).
cprobe_result cp_subject_open_directory(const cp_subject *s, int directory, const char *path,
                                        int flags, const char *source, int *descriptor,
                                        cprobe_failure *failure);

// Opens a directory of the process to list its entries.
cprobe_result cp_subject_open_listing(const cp_subject *s, const char *name, const char *source,
                                      int *directory, cprobe_failure *failure);

// Opens a file of the process.
cprobe_result cp_subject_open_file(const cp_subject *s, const char *file, const char *source,
                                   int *descriptor, cprobe_failure *failure);

// Reads a whole file of the process into the first `capacity` bytes of the text buffer;
// cp_subject_read_file uses the whole text buffer.
cprobe_result cp_subject_read_short_file(const cp_subject *s, const char *file, const char *source,
                                         size_t capacity, cp_span *text, cprobe_failure *failure);
cprobe_result cp_subject_read_file(const cp_subject *s, const char *file, const char *source,
                                   cp_span *text, cprobe_failure *failure);

#endif
