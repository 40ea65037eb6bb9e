// The one opener: every descriptor comes from here, and none leads outside the root.

#ifndef CP_SOURCE_ROOT_H
#define CP_SOURCE_ROOT_H

#include "../include/cprobe/collector.h"
#include "helper.h"

// Finds out what `path` is and keeps it absolute. OK, or as cprobe_collector_open.
cprobe_result cp_root_open(cprobe_root *root, const char *path, cprobe_failure *failure);

// Closes what is kept open of the root. Harmless twice.
void cp_root_close(cprobe_root *root);

// In a child of cp_child_start, before it opens anything: the descriptors kept open are closed there, and a
// file that blocks is what the child is for.
void cp_root_enter_child(cprobe_root *root);

// Opens a regular file beneath the root for reading: close-on-exec, non-blocking, without becoming
// the controlling terminal. `path` begins with a slash. A FIFO, a device or a directory in its
// place is a failure (MALFORMED), not a wait. `source` names it in the failure.
//
// Where another file system is mounted over a file of /proc or /sys, or over a file of the root's
// own file system, its server may never answer (lxcfs, NFS): then the descriptor is of a copy that
// the helper made, and STALLED where it did not come in time. In a captured root all files are read
// as they are.
cprobe_result cp_root_open_file(cprobe_root *root, const char *path, const char *source,
                                int *descriptor, cprobe_failure *failure);

// As cp_root_open_file, of a file that the kernel has at this path. `is_genuine`: it is on procfs or
// sysfs itself, and not a file put in its place. `is_copy`: it holds what was there just now.
cprobe_result cp_root_open_kept(cprobe_root *root, const char *path, int *descriptor,
                                bool *is_genuine, bool *is_copy, cprobe_failure *failure);

// Whether an open file is on procfs or sysfs itself. Not for a file that a server could hold up.
bool cp_is_genuine(int descriptor);

// Opens a directory beneath the root, O_PATH, or for listing. IO (EXDEV) where another file system
// is mounted over it.
cprobe_result cp_root_open_directory(cprobe_root *root, const char *path, const char *source,
                                     int *descriptor, cprobe_failure *failure);
cprobe_result cp_root_open_listing(cprobe_root *root, const char *path, const char *source,
                                   int *descriptor, cprobe_failure *failure);

// Opens a directory of a mount that mountinfo lists, O_PATH.
cprobe_result cp_root_open_mounted(cprobe_root *root, const char *path, const char *source,
                                   int *descriptor, cprobe_failure *failure);

// Opens whatever is at a path beneath the root, O_PATH: nothing is mounted or woken by it.
cprobe_result cp_root_open_point(cprobe_root *root, const char *path, const char *source,
                                 int *descriptor, cprobe_failure *failure);

// Opens a file in a directory of procfs, sysfs or a control group, or a regular file in one of a captured
// root: one plain name, no link. As cp_root_open_file otherwise.
cprobe_result cp_root_open_file_in(cprobe_root *root, int directory, const char *name,
                                   int *descriptor, cprobe_failure *failure);

// Opens a path below a directory of procfs, with these flags of open(2). IO (EXDEV) where another file
// system is mounted on the way. Not for a captured root.
cprobe_result cp_root_open_below(cprobe_root *root, int directory, const char *path, int flags,
                                 const char *source, int *descriptor, cprobe_failure *failure);

// statfs(2) of what is at a path beneath the root, by the helper. 0, or an errno: ETIMEDOUT where there was
// no answer in time. Not for a captured root.
int cp_root_statfs(cprobe_root *root, const char *path, cp_found *found);

// The number of the mount that a descriptor is in, as mountinfo has it; 0 before Linux 5.8.
uint64_t cp_mount_of(int descriptor);

// Whether this descriptor may be kept open: it is in the lower half of those that this process may
// have (asked for once, and again where one is above it). The upper is left to the program.
// It is no copy, which changes no more.
bool cp_may_keep(cprobe_root *root, int descriptor);

// Closes a descriptor; -1 is fine.
void cp_close(int descriptor);

#endif
