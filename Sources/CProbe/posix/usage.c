#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "usage.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "../include/cprobe/filesystem.h"

// From linux/stat.h, which older headers lack or have in part.
enum {
    STATX_MOUNT_ID = 0x1000,      // Since Linux 5.8.
    STATX_NO_AUTOMOUNT = 0x800,
    STATX_DONT_SYNC = 0x4000,
    EMPTY_PATH = 0x1000,
    BTRFS_MAGIC = 0x9123683e,
    OVERLAY_MAGIC = 0x794c7630, // A file of it has the device number of its layer.
    BCACHEFS_MAGIC = 0xca451a4e
};
struct status {
    uint32_t mask, block_bytes;
    uint64_t attributes;
    uint32_t links, uid, gid;
    uint16_t mode, spare0;
    uint64_t inode, bytes, blocks, attributes_mask;
    struct {
        int64_t seconds;
        uint32_t nanoseconds;
        int32_t spare;
    } times[4];
    uint32_t rdev_major, rdev_minor, dev_major, dev_minor;
    uint64_t mount_id, spare1[13];
};
_Static_assert(sizeof(struct status) == 256, "struct statx of the kernel");

#ifndef SYS_statx
#define SYS_statx -1
#endif

// The device number of a file is its subvolume's or layer's on these, and mountinfo has the file
// system's.
static bool has_subvolumes(const struct statfs *answer) {
    const uint32_t magic = (uint32_t)answer->f_type;
    return magic == BTRFS_MAGIC || magic == BCACHEFS_MAGIC || magic == OVERLAY_MAGIC;
}

static bool multiply(uint64_t blocks, uint64_t block_bytes, uint64_t *bytes) {
    return !__builtin_mul_overflow(blocks, block_bytes, bytes);
}

static uint64_t bit(cprobe_mount_field field) {
    return (uint64_t)1 << field;
}

// A file system that answers nonsense (more free than there is, a negative number) is believed only
// as far as it makes sense.
static void set_space(const struct statfs *answer, cp_usage *usage) {
    const uint64_t block = (uint64_t)(answer->f_frsize != 0 ? answer->f_frsize : answer->f_bsize);
    if (!multiply(answer->f_blocks, block, &usage->total_bytes)) {
        return;
    }
    usage->present_fields |= bit(CPROBE_MOUNT_TOTAL);
    if (answer->f_bfree > answer->f_blocks) {
        return;
    }
    usage->free_bytes = answer->f_bfree * block;
    usage->used_bytes = usage->total_bytes - usage->free_bytes;
    usage->present_fields |= bit(CPROBE_MOUNT_FREE) | bit(CPROBE_MOUNT_USED);
    if (answer->f_bavail > answer->f_blocks) {
        return;
    }
    usage->available_bytes = answer->f_bavail * block;
    usage->present_fields |= bit(CPROBE_MOUNT_AVAILABLE);
    const double all = (double)usage->used_bytes + (double)usage->available_bytes;
    if (all > 0) {
        usage->usage_percent = (double)usage->used_bytes / all * 100;
        usage->present_fields |= bit(CPROBE_MOUNT_USAGE);
    }
}

static void set(const struct statfs *answer, cp_usage *usage) {
    *usage = (cp_usage){.read_only = (answer->f_flags & ST_RDONLY) != 0};
    set_space(answer, usage);
    if (answer->f_files != 0) {
        usage->inodes_total = answer->f_files;
        usage->present_fields |= bit(CPROBE_MOUNT_INODES_TOTAL);
        if (answer->f_ffree <= answer->f_files) {
            usage->inodes_free = answer->f_ffree;
            usage->present_fields |= bit(CPROBE_MOUNT_INODES_FREE) | bit(CPROBE_MOUNT_INODES_USED);
        }
    }
}

int cp_usage_of_path(const char *path, uint32_t mount_id, uint32_t device_major,
                     uint32_t device_minor, cp_usage *usage) {
    struct statfs answer;
    if (statfs(path, &answer) != 0) {
        return errno;
    }
    set(&answer, usage);
    // What the path leads to now may not be what mountinfo told.
    struct status status;
    const long result = syscall(SYS_statx, AT_FDCWD, path, STATX_NO_AUTOMOUNT | STATX_DONT_SYNC,
                                STATX_MOUNT_ID, &status);
    if (result == 0 && (status.mask & STATX_MOUNT_ID) != 0) {
        return status.mount_id == mount_id ? 0 : CP_USAGE_ANOTHER;
    }
    if (has_subvolumes(&answer)) {
        return 0;
    }
    struct stat old;
    if (stat(path, &old) != 0) {
        return errno;
    }
    return major(old.st_dev) == device_major && minor(old.st_dev) == device_minor
               ? 0
               : CP_USAGE_ANOTHER;
}

int cp_usage_of_open(int descriptor, uint32_t device_major, uint32_t device_minor,
                     bool may_have_subvolumes, cp_usage *usage) {
    struct statfs answer;
    struct status status;
    // First what the kernel knows by itself: what is found here may be dead, where the one that was
    // meant is not.
    const bool is_known = syscall(SYS_statx, descriptor, "", EMPTY_PATH | STATX_DONT_SYNC,
                                  STATX_MOUNT_ID, &status) == 0;
    const bool is_it = is_known && status.dev_major == device_major &&
                       status.dev_minor == device_minor;
    if (is_known && !is_it && !may_have_subvolumes) {
        return CP_USAGE_ANOTHER;
    }
    if (fstatfs(descriptor, &answer) != 0) {
        return errno;
    }
    set(&answer, usage);
    if (is_it || has_subvolumes(&answer)) {
        return 0;
    }
    struct stat old;
    if (fstat(descriptor, &old) != 0) {
        return errno;
    }
    return major(old.st_dev) == device_major && minor(old.st_dev) == device_minor
               ? 0
               : CP_USAGE_ANOTHER;
}

#endif
