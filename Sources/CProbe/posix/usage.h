// The usage of a file system.

#ifndef CP_POSIX_USAGE_H
#define CP_POSIX_USAGE_H

#include <sys/vfs.h>

#include "../include/cprobe/filesystem.h"

enum { CP_USAGE_ANOTHER = -1 }; // The mount that was found is not the expected one.

// Queries the file system of a mount by its mount point, and stores the result in `mount`. `type`
// is the mount's type. Returns 0, an errno, or CP_USAGE_ANOTHER; unless 0, the mount is untouched.
int cp_usage_of_path(const char *path, const char *type, cprobe_mount *mount);

// Stores a response obtained elsewhere: as cp_usage_of_path(), with the mount id and the device
// (major number in the upper half) of what was found, or 0 if not known. Returns 0 or
// CP_USAGE_ANOTHER.
int cp_usage_of_answer(const struct statfs *answer, uint64_t mount_id, uint64_t device,
                       const char *type, cprobe_mount *mount);

// The same for a later response: as cp_usage_of_path_again().
int cp_usage_of_answer_again(const struct statfs *answer, cprobe_mount *mount);

// Queries again if no mount changed since the last response: the path still leads to the same
// mount. Returns 0, an errno, or CP_USAGE_ANOTHER if another file system responds, or its mount
// flags changed.
int cp_usage_of_path_again(const char *path, cprobe_mount *mount);

// As cp_usage_of_path(), for an open descriptor (O_PATH or not) that should be the mount point.
// Checks the device number before querying; a type whose files have other device numbers is queried
// at once.
int cp_usage_of_open(int descriptor, const char *type, cprobe_mount *mount);

#endif
