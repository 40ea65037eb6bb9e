// Queries what a descriptor refers to.

#ifndef CP_SOURCE_DESCRIPTOR_H
#define CP_SOURCE_DESCRIPTOR_H

#include <stdbool.h>
#include <stdint.h>

// Closes a descriptor; ignores -1.
void cp_close(int descriptor);

// Whether an open file is on procfs or sysfs. Must not be called for a file whose server may block.
bool cp_is_genuine(int descriptor);

// Whether a file system has this magic number of statfs(2).
bool cp_has_magic(int descriptor, uint32_t magic);

// Whether a file is a copy made by cp_helper_copy.
bool cp_is_copy(int descriptor);

// The mount id of an open file, as in mountinfo; 0 before Linux 5.8.
uint64_t cp_mount_of(int descriptor);

#endif
