// The one opener: every descriptor comes from here, and none leads outside the root.

#ifndef CP_SOURCE_ROOT_H
#define CP_SOURCE_ROOT_H

#include "../include/cprobe/collector.h"
#include "helper.h"

// What a helper reads. There is one for each, so that a dead file system in the list of mounts does
// not block the kernel's files.
typedef enum CPROBE_CLOSED cp_helper_use {
    CP_HELPER_FILES = 0,
    CP_HELPER_FILE_SYSTEMS
} cp_helper_use;

enum { CP_HELPERS = 2 };

typedef struct cp_root {
    cprobe_root_kind kind;
    bool walks;          // openat2 is missing or forbidden: walk component by component.
    bool has_openat2;    // openat2 works, although the kernel refused one call of it.
    bool may_block;      // In a child that reads with a deadline: open files on any file system.
    int32_t proc, sys;   // /proc and /sys, where they are the kernel's; -1 while closed.
    int32_t keeps_below; // Descriptors below this number may be kept open; 0 while not known.
    uint32_t length;     // Of path, without the NUL.
    char path[CPROBE_PATH_BYTES];   // Absolute.
    cp_helper helpers[CP_HELPERS];  // By cp_helper_use.
} cp_root;

// Finds out what `path` is and makes it absolute. OK, or as cprobe_collector_open. Closes nothing
// that `root` held before.
cprobe_result cp_root_open(cp_root *root, const char *path, cprobe_failure *failure);

// Starts the time that the helpers may take for a new sample.
void cp_root_begin(cp_root *root);

// In a child after fork, before cp_root_close: the helpers are the parent's.
void cp_root_forget_helpers(cp_root *root);

// Ends the helpers and closes the cached descriptors. Harmless twice; the root can be read again.
void cp_root_close(cp_root *root);

// In a child of cp_child_start, before it opens anything: the descriptors kept open are closed there, and a
// file that blocks is what the child is for.
void cp_root_enter_child(cp_root *root);

// Opens a regular file beneath the root for reading: close-on-exec, non-blocking, without becoming
// the controlling terminal. `path` begins with a slash. A FIFO, a device or a directory in its
// place is a failure (MALFORMED), not a wait. `source` names it in the failure.
//
// Where another file system is mounted over a file of /proc or /sys, or over a file of the root's
// own file system, its server may never answer (lxcfs, NFS): then the descriptor is of a copy that
// the helper made, and STALLED where it did not come in time. In a captured root all files are read
// as they are.
cprobe_result cp_root_open_file(cp_root *root, const char *path, const char *source,
                                int *descriptor, cprobe_failure *failure);

// As cp_root_open_file, of a file that the kernel has at this path. `is_genuine`: it is on procfs or
// sysfs itself, and not a file put in its place. `is_copy`: it holds what was there just now.
cprobe_result cp_root_open_cached(cp_root *root, const char *path, int *descriptor,
                                bool *is_genuine, bool *is_copy, cprobe_failure *failure);

// Opens a directory beneath the root, O_PATH, or for listing. IO (EXDEV) where another file system
// is mounted over it.
cprobe_result cp_root_open_directory(cp_root *root, const char *path, const char *source,
                                     int *descriptor, cprobe_failure *failure);
cprobe_result cp_root_open_listing(cp_root *root, const char *path, const char *source,
                                   int *descriptor, cprobe_failure *failure);

// Opens a directory of a mount that mountinfo lists, O_PATH.
cprobe_result cp_root_open_mounted(cp_root *root, const char *path, const char *source,
                                   int *descriptor, cprobe_failure *failure);

// Opens whatever is at a path beneath the root, O_PATH: nothing is mounted or woken by it.
cprobe_result cp_root_open_point(cp_root *root, const char *path, const char *source,
                                 int *descriptor, cprobe_failure *failure);

// Opens a file in a directory of procfs, sysfs or a control group, or a regular file in one of a captured
// root: one plain name, no link. As cp_root_open_file otherwise.
cprobe_result cp_root_open_file_in(cp_root *root, int directory, const char *name,
                                   int *descriptor, cprobe_failure *failure);

// Opens a path below a directory of procfs, with these flags of open(2). IO (EXDEV) where another file
// system is mounted on the way. Not for a captured root.
cprobe_result cp_root_open_below(cp_root *root, int directory, const char *path, int flags,
                                 const char *source, int *descriptor, cprobe_failure *failure);

// statfs(2) of what is at a path beneath the root, by the helper. 0, or an errno: ETIMEDOUT where there was
// no answer in time. Not for a captured root.
int cp_root_statfs(cp_root *root, const char *path, cp_found *found);

// Whether this descriptor may be kept open: it is in the lower half of those that this process may
// have, and no copy made by a helper, whose text never changes. The upper half is left to the program.
// The limit is read once, and again for each descriptor above it.
bool cp_may_keep(cp_root *root, int descriptor);

#endif
