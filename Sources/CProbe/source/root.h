// The one opener: every descriptor comes from here, and none leads outside the root.

#ifndef CP_SOURCE_ROOT_H
#define CP_SOURCE_ROOT_H

#include "../include/cprobe/collector.h"

// Finds out what `path` is and keeps it absolute. OK, or as cprobe_collector_open.
cprobe_result cp_root_open(cprobe_root *root, const char *path, cprobe_failure *failure);

// Opens a regular file beneath the root for reading: close-on-exec, non-blocking, without becoming
// the controlling terminal. `path` begins with a slash. A FIFO, a device or a directory in its
// place is a failure (MALFORMED), not a wait. `source` names it in the failure.
cprobe_result cp_root_open_file(cprobe_root *root, const char *path, const char *source,
                                int *descriptor, cprobe_failure *failure);

// As cp_root_open_file, of a file that the kernel has at this path. `is_genuine`: it is on procfs or
// sysfs itself, where it can be nothing else, and not a file put in its place.
cprobe_result cp_root_open_kept(cprobe_root *root, const char *path, int *descriptor,
                                bool *is_genuine, cprobe_failure *failure);

// Whether an open file is on procfs or sysfs itself.
bool cp_is_genuine(int descriptor);

// Opens a directory beneath the root, O_PATH.
cprobe_result cp_root_open_directory(cprobe_root *root, const char *path, const char *source,
                                     int *descriptor, cprobe_failure *failure);

// Opens whatever stands at a path beneath the root, O_PATH: nothing is mounted or woken by it.
cprobe_result cp_root_open_point(cprobe_root *root, const char *path, const char *source,
                                 int *descriptor, cprobe_failure *failure);

// Opens a regular file in a directory that cp_root_open_directory gave: one plain name, no link.
cprobe_result cp_root_open_file_in(const cprobe_root *root, int directory, const char *name,
                                   int *descriptor, cprobe_failure *failure);

// As cp_root_open_file_in, of a directory that is known to be of a control group: there nothing but
// regular files and directories is.
cprobe_result cp_root_open_of_group(const cprobe_root *root, int directory, const char *name,
                                    int *descriptor, cprobe_failure *failure);

// Whether /proc or /sys (`path`) is there: procfs or sysfs itself, or a directory of a captured root.
bool cp_root_has(cprobe_root *root, const char *path);

// The number of the mount that a descriptor is in, as mountinfo has it; 0 before Linux 5.8.
uint64_t cp_mount_of(int descriptor);

// Whether this descriptor may be kept open: it is in the lower half of those that this process may
// have (asked for once, and again where one is above it). The upper is left to the program.
bool cp_may_keep(cprobe_collector *collector, int descriptor);

// Closes a descriptor; -1 is fine.
void cp_close(int descriptor);

#endif
