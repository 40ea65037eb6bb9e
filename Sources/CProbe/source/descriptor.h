// What a descriptor refers to, found out by the descriptor alone.

#ifndef CP_SOURCE_DESCRIPTOR_H
#define CP_SOURCE_DESCRIPTOR_H

#include <stdbool.h>
#include <stdint.h>

// Closes a descriptor; -1 is fine.
void cp_close(int descriptor);

// Whether an open file is on procfs or sysfs itself. Not for a file whose server may not answer.
bool cp_is_genuine(int descriptor);

// Whether a file system has this magic number of statfs(2).
bool cp_has_magic(int descriptor, uint32_t magic);

// Whether a file is a copy that cp_helper_copy made.
bool cp_is_copy(int descriptor);

// The number of the mount of an open file, as mountinfo has it; 0 before Linux 5.8.
uint64_t cp_mount_of(int descriptor);

#endif
