// The mounts, as getfsstat(2) lists them without waiting: with the usage that each file system
// reported when it was last asked. Local ones are asked anew by statfs(2). Both have struct statfs,
// of which each system has its own.

#ifndef CP_BSD_MOUNTS_H
#define CP_BSD_MOUNTS_H

#include "../include/cprobe/filesystem.h"
#include "sysctl.h"

// A flag of a mount, and its word in mount(8).
typedef struct cp_mount_flag {
    uint64_t flag;
    const char *word;
} cp_mount_flag;

typedef struct cp_mount_layout {
    const char *list_call, *usage_call; // Sources of failures.
    uint32_t bytes;                  // Of a struct.
    uint32_t flags, flags_bytes;     // 4 or 8 bytes.
    uint32_t block, block_bytes;     // The unit of the next three: 4 or 8 bytes.
    uint32_t blocks, free, available, files, free_files; // 64 bits; `available` is signed.
    uint32_t id;                     // uint32_t
    uint32_t type, type_bytes;
    uint32_t device, mount_point, path_bytes; // Both have the same size.
    uint64_t read_only, local;       // Flags.
    const cp_mount_flag *words;      // For the options; ended by a word that is NULL.
    const char *const *pseudo;       // Types without storage, ended by NULL;
    const char *const *user_space;   // types that a process serves, "puffs|" all that begin so;
    const char *const *stacked;      // types that show the files of another mount.
    const char *shares_device;       // A type whose volumes share a device's space, or NULL.
    char device_end;                 // Ends the device's name after its number.
} cp_mount_layout;

// Fills the caller's list. Results and outputs as cprobe_filesystem_read().
cprobe_result cp_mounts_read(cp_buffer buffer, const cp_mount_layout *layout,
                             cprobe_mount_choice choice, cprobe_mounts *mounts,
                             cprobe_failure *failure);

// The filesystem section.
cprobe_result cp_filesystem_read(const cp_mount_layout *layout, cprobe_collector *collector,
                                 cprobe_mount_choice choice, cprobe_filesystem *filesystem,
                                 cprobe_mounts *mounts, cprobe_failure *failure);

#endif
