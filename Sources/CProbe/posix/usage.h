// How full a file system is.

#ifndef CP_POSIX_USAGE_H
#define CP_POSIX_USAGE_H

#include <sys/vfs.h>

#include "../include/cprobe/filesystem.h"

enum { CP_USAGE_ANOTHER = -1 }; // What was found is another mount than the one that was meant.

// Asks the file system of a mount by the path to its mount point, and writes the answer into it. `type`
// is the mount's. 0, an errno, or CP_USAGE_ANOTHER; then the mount is untouched.
int cp_usage_of_path(const char *path, const char *type, cprobe_mount *mount);

// Takes the answer of somebody who asked: as cp_usage_of_path, where what was found has this number of a
// mount and this device (the major number in the upper half), 0 where they are not known. 0, or
// CP_USAGE_ANOTHER.
int cp_usage_of_answer(const struct statfs *answer, uint64_t mount_id, uint64_t device,
                       const char *type, cprobe_mount *mount);

// The same of the next answer: as cp_usage_of_path_again.
int cp_usage_of_answer_again(const struct statfs *answer, cprobe_mount *mount);

// Asks once more where no mount changed since it answered: the path leads where it did then. An
// errno, or CP_USAGE_ANOTHER where another file system answers after all, or it is mounted otherwise.
int cp_usage_of_path_again(const char *path, cprobe_mount *mount);

// As cp_usage_of_path, of an open descriptor, O_PATH or not, that should be the mount point. It looks at
// the device number before it asks; a type whose files have other numbers is asked at once.
int cp_usage_of_open(int descriptor, const char *type, cprobe_mount *mount);

#endif
