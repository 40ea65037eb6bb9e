// How full a file system is.

#ifndef CP_POSIX_USAGE_H
#define CP_POSIX_USAGE_H

#include <stdbool.h>
#include <stdint.h>

// The answer of statfs. `present_fields` has bits by cprobe_mount_field.
typedef struct cp_usage {
    uint64_t present_fields;
    bool read_only;
    uint64_t total_bytes, free_bytes, available_bytes, used_bytes;
    double usage_percent;
    uint64_t inodes_total, inodes_free;
} cp_usage;

enum { CP_USAGE_ANOTHER = -1 }; // The path leads to another mount than the one that was meant.

// Asks the mount with this id and device number, which a path must lead to. 0, an errno, or
// CP_USAGE_ANOTHER.
int cp_usage_of_path(const char *path, uint32_t mount_id, uint32_t device_major,
                     uint32_t device_minor, cp_usage *usage);

// Asks the file system of an open descriptor, O_PATH or not, if it has this device number; one of a
// type whose files have other numbers is asked before that is known. The same results.
int cp_usage_of_open(int descriptor, uint32_t device_major, uint32_t device_minor,
                     bool may_have_subvolumes, cp_usage *usage);

#endif
