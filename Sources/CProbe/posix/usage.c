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

// From linux/stat.h; missing or incomplete in older headers.
enum {
    STATX_MOUNT_ID = 0x1000,      // Since Linux 5.8.
    STATX_NO_AUTOMOUNT = 0x800,
    STATX_DONT_SYNC = 0x4000,
    EMPTY_PATH = 0x1000
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
_Static_assert(sizeof(((struct statfs *)0)->f_fsid) == sizeof(uint64_t), "two numbers");

#ifndef SYS_statx
#define SYS_statx -1
#endif

// On these types, the device number of a file is that of its subvolume or layer, but mountinfo has
// that of the file system.
static bool has_other_numbers(const char *type) {
    return strcmp(type, "btrfs") == 0 || strcmp(type, "bcachefs") == 0 ||
           strcmp(type, "overlay") == 0;
}

// Inconsistent values of a file system (free above total, negative numbers) are absent.
static void set_space(const struct statfs *answer, cprobe_mount *mount) {
    const uint64_t block = (uint64_t)(answer->f_frsize != 0 ? answer->f_frsize : answer->f_bsize);
    if (__builtin_mul_overflow((uint64_t)answer->f_blocks, block, &mount->total_bytes)) {
        return;
    }
    cprobe_set(&mount->present_fields, CPROBE_MOUNT_TOTAL);
    if (answer->f_bfree > answer->f_blocks) {
        return;
    }
    mount->free_bytes = answer->f_bfree * block;
    mount->used_bytes = mount->total_bytes - mount->free_bytes;
    cprobe_set(&mount->present_fields, CPROBE_MOUNT_FREE);
    cprobe_set(&mount->present_fields, CPROBE_MOUNT_USED);
    if (answer->f_bavail > answer->f_blocks) {
        return;
    }
    mount->available_bytes = answer->f_bavail * block;
    cprobe_set(&mount->present_fields, CPROBE_MOUNT_AVAILABLE);
    const double all = (double)mount->used_bytes + (double)mount->available_bytes;
    if (all > 0) {
        mount->usage_percent = (double)mount->used_bytes / all * 100;
        cprobe_set(&mount->present_fields, CPROBE_MOUNT_USAGE);
    }
}

// Identifies the file system that responded, and its mount flags: a remount as read-only or
// writable in another namespace is reported nowhere else.
static uint64_t answerer_of(const struct statfs *answer) {
    uint64_t id = 0;
    memcpy(&id, &answer->f_fsid, sizeof id);
    return id ^ (uint64_t)answer->f_type << 32 ^
           (uint64_t)answer->f_flags * UINT64_C(0x9e3779b97f4a7c15);
}

// Stores the response. A file system without blocks has no storage, as in df(1).
static void set(const struct statfs *answer, cprobe_mount *mount) {
    mount->present_fields = (cprobe_presence){{0, 0}};
    memset(&mount->total_bytes, 0,
           offsetof(cprobe_mount, failure) - offsetof(cprobe_mount, total_bytes));
    // A file system that turned read-only after an error reports it in mountinfo only
    // (emergency_ro, since 6.15).
    mount->read_only = mount->read_only || (answer->f_flags & ST_RDONLY) != 0;
    mount->pseudo = mount->pseudo || answer->f_blocks == 0;
    mount->answerer = answerer_of(answer);
    set_space(answer, mount);
    if (answer->f_files != 0) {
        mount->inodes_total = answer->f_files;
        cprobe_set(&mount->present_fields, CPROBE_MOUNT_INODES_TOTAL);
        if (answer->f_ffree <= answer->f_files) {
            mount->inodes_free = answer->f_ffree;
            mount->inodes_used = answer->f_files - answer->f_ffree;
            cprobe_set(&mount->present_fields, CPROBE_MOUNT_INODES_FREE);
            cprobe_set(&mount->present_fields, CPROBE_MOUNT_INODES_USED);
        }
    }
}

static bool has_number(const cprobe_mount *mount, uint32_t device_major, uint32_t device_minor) {
    return mount->device_major == device_major && mount->device_minor == device_minor;
}

int cp_usage_of_path(const char *path, const char *type, cprobe_mount *mount) {
    struct statfs answer;
    if (statfs(path, &answer) != 0) {
        return errno;
    }
    // The path may now lead to another mount than the one in mountinfo.
    struct status status;
    struct stat old;
    bool is_it = has_other_numbers(type);
    if (syscall(SYS_statx, AT_FDCWD, path, STATX_NO_AUTOMOUNT | STATX_DONT_SYNC, STATX_MOUNT_ID,
                &status) == 0 &&
        (status.mask & STATX_MOUNT_ID) != 0) {
        is_it = status.mount_id == mount->id;
    } else if (!is_it) {
        if (stat(path, &old) != 0) {
            return errno;
        }
        is_it = has_number(mount, major(old.st_dev), minor(old.st_dev));
    }
    if (!is_it) {
        return CP_USAGE_ANOTHER;
    }
    set(&answer, mount);
    return 0;
}

int cp_usage_of_answer(const struct statfs *answer, uint64_t mount_id, uint64_t device,
                       const char *type, cprobe_mount *mount) {
    if (mount_id != 0 ? mount_id != mount->id
                      : device != 0 && !has_other_numbers(type) &&
                            !has_number(mount, (uint32_t)(device >> 32), (uint32_t)device)) {
        return CP_USAGE_ANOTHER;
    }
    set(answer, mount);
    return 0;
}

int cp_usage_of_answer_again(const struct statfs *answer, cprobe_mount *mount) {
    if (answerer_of(answer) != mount->answerer) {
        return CP_USAGE_ANOTHER;
    }
    set(answer, mount);
    return 0;
}

int cp_usage_of_path_again(const char *path, cprobe_mount *mount) {
    struct statfs answer;
    return statfs(path, &answer) != 0 ? errno : cp_usage_of_answer_again(&answer, mount);
}

int cp_usage_of_open(int descriptor, const char *type, cprobe_mount *mount) {
    struct statfs answer;
    struct status status;
    struct stat old;
    bool is_it = has_other_numbers(type);
    // Check the mount from the kernel's cache first: the file system found here may be dead,
    // although the expected one is not.
    if (!is_it && syscall(SYS_statx, descriptor, "", EMPTY_PATH | STATX_DONT_SYNC, STATX_MOUNT_ID,
                          &status) == 0) {
        is_it = has_number(mount, status.dev_major, status.dev_minor);
    } else if (!is_it) {
        if (fstat(descriptor, &old) != 0) {
            return errno;
        }
        is_it = has_number(mount, major(old.st_dev), minor(old.st_dev));
    }
    if (!is_it) {
        return CP_USAGE_ANOTHER;
    }
    if (fstatfs(descriptor, &answer) != 0) {
        return errno;
    }
    set(&answer, mount);
    return 0;
}

#endif
