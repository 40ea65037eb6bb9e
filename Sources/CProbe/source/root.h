// The only opener: every descriptor is opened here, and none outside the root.

#ifndef CP_SOURCE_ROOT_H
#define CP_SOURCE_ROOT_H

#include "../include/cprobe/collector.h"
#include "helper.h"

// The purpose of a helper. There is one for each, so that a dead file system in the mount list, a
// device or a container that does not respond does not block reading the kernel's files.
typedef enum CPROBE_CLOSED cp_helper_use {
    CP_HELPER_FILES = 0,    // Files and directories of the root.
    CP_HELPER_FILE_SYSTEMS, // The mount list.
    CP_HELPER_DEVICES,      // Files of sysfs that send a request to a device.
    CP_HELPER_FOREIGN       // Files below the root directories of processes.
} cp_helper_use;

enum { CP_HELPERS = CP_HELPER_FOREIGN + 1 };

typedef struct cp_root {
    cprobe_root_kind kind;
    bool walks;          // openat2 is missing or forbidden: walk component by component.
    bool has_openat2;    // openat2 works, although the kernel refused one call.
    bool may_block;      // In a child that reads with a deadline: open files on any file system.
    int32_t proc, sys;   // /proc and /sys, if the kernel's own; -1 while closed.
    int32_t keeps_below; // Descriptors below this number may stay open; 0 if not known.
    uint32_t length;     // Of path, without the NUL.
    char path[CPROBE_PATH_BYTES];   // Absolute.
    cp_helper helpers[CP_HELPERS];  // By cp_helper_use.
} cp_root;

// Determines the kind of root and makes `path` absolute. Results as cprobe_collector_open(). Closes
// nothing that `root` held before.
cprobe_result cp_root_open(cp_root *root, const char *path, cprobe_failure *failure);

// Starts the deadline of the helpers for a new sample.
void cp_root_begin(cp_root *root);

// In a child after fork(), before cp_root_close(): the helpers belong to the parent.
void cp_root_forget_helpers(cp_root *root);

// Ends the helpers and closes the cached descriptors. Harmless twice; the root can be read again.
void cp_root_close(cp_root *root);

// In a child of cp_child_start(), before it opens anything: the cached descriptors are closed
// there, and the child may block.
void cp_root_enter_child(cp_root *root);

// Opens a regular file of the root for reading: close-on-exec, non-blocking, without becoming the
// controlling terminal. `path` starts with a slash. A FIFO, a device or a directory is a failure
// (MALFORMED) and does not block. `source` is the failure's source.
//
// If another file system covers a file of /proc or /sys, or a file of the root's own file system,
// its server may not respond (lxcfs, NFS): the descriptor is then that of a copy made by the
// helper, or the result is STALLED if the deadline passed. In a captured root, all files are read
// directly.
cprobe_result cp_root_open_file(cp_root *root, const char *path, const char *source,
                                int *descriptor, cprobe_failure *failure);

// As cp_root_open_file(), for a file that the kernel has at this path. `is_genuine`: it is on
// procfs or sysfs itself. `is_copy`: the descriptor is a copy of its current contents.
cprobe_result cp_root_open_cached(cp_root *root, const char *path, int *descriptor,
                                bool *is_genuine, bool *is_copy, cprobe_failure *failure);

// Opens a directory of the root, with O_PATH, or for listing. IO (EXDEV) if another file system is
// mounted over it, unless that is a tmpfs outside /proc and /sys: nothing can block there.
cprobe_result cp_root_open_directory(cp_root *root, const char *path, const char *source,
                                     int *descriptor, cprobe_failure *failure);
cprobe_result cp_root_open_listing(cp_root *root, const char *path, const char *source,
                                   int *descriptor, cprobe_failure *failure);

// Opens a directory of a mount listed in mountinfo, with O_PATH.
cprobe_result cp_root_open_mounted(cp_root *root, const char *path, const char *source,
                                   int *descriptor, cprobe_failure *failure);

// Opens anything at a path of the root, with O_PATH: triggers no automount and wakes no device.
cprobe_result cp_root_open_point(cp_root *root, const char *path, const char *source,
                                 int *descriptor, cprobe_failure *failure);

// Opens a file in a directory of procfs, sysfs or cgroupfs, or a regular file in a directory of a
// captured root, by a plain name that is not a link. Otherwise as cp_root_open_file().
cprobe_result cp_root_open_file_in(cp_root *root, int directory, const char *name,
                                   int *descriptor, cprobe_failure *failure);

// As cp_root_open_file_in(), for a file whose driver may block: the descriptor is that of a copy
// made by the helper for devices, or the result is STALLED if the deadline passed. In a captured
// root, the file is opened directly.
cprobe_result cp_root_copy_file_in(cp_root *root, int directory, const char *name,
                                   int *descriptor, cprobe_failure *failure);

// Opens a path below a directory of procfs with these open(2) flags. IO (EXDEV) if another file
// system is mounted on the way. Not for a captured root.
cprobe_result cp_root_open_below(cp_root *root, int directory, const char *path, int flags,
                                 const char *source, int *descriptor, cprobe_failure *failure);

// Opens a copy of a regular file below the root directory of a process, made by a helper for that
// purpose alone: the file systems there are not the reader's, and their servers may not respond.
// `directory` is the directory of the process in procfs, `path` has no leading slash. No link leads
// out of that root. UNSUPPORTED for a captured root and before Linux 5.6.
cprobe_result cp_root_open_foreign(cp_root *root, int directory, const char *path,
                                   const char *source, int *descriptor, cprobe_failure *failure);

// statfs(2) of a path of the root, through the helper for the mount list. Returns 0 or an errno:
// ETIMEDOUT if the deadline passed. Not for a captured root.
int cp_root_statfs(cp_root *root, const char *path, cp_found *found);

// Whether this descriptor may stay open: it is in the lower half of the process's descriptor limit,
// and not a copy made by a helper, whose text never changes. The upper half is left to the program.
// The limit is read once, and again for each descriptor above it.
bool cp_may_keep(cp_root *root, int descriptor);

#endif
