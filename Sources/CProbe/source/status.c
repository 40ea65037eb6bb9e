#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "status.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// struct statx of linux/stat.h, missing or incomplete in older headers.
typedef struct statx_answer {
    uint32_t mask, block_bytes;
    uint64_t attributes;
    uint32_t links, uid, gid;
    uint16_t mode, spare0;
    uint64_t inode, bytes, blocks, attributes_mask;
    uint64_t times[8];
    uint32_t rdev_major, rdev_minor, dev_major, dev_minor;
    uint64_t mount_id, spare1[13];
} statx_answer;
_Static_assert(sizeof(statx_answer) == 256, "struct statx of the kernel");

enum {
    STATX_NO_AUTOMOUNT = 0x800,
    STATX_DONT_SYNC = 0x4000,
    STATX_WANTED = 0x7ff | 0x1000 // STATX_BASIC_STATS and STATX_MNT_ID.
};

#ifndef SYS_statx
#define SYS_statx -1
#endif

// statx(2) with these flags. Returns 0 or an errno.
static int read_by(int directory, const char *name, int flags, cp_status *status) {
    statx_answer answer;
    if (syscall(SYS_statx, directory, name, flags | STATX_NO_AUTOMOUNT | STATX_DONT_SYNC,
                STATX_WANTED, &answer) != 0) {
        return errno;
    }
    *status = (cp_status){.device = (uint64_t)answer.dev_major << 32 | answer.dev_minor,
                          .special = (uint64_t)answer.rdev_major << 32 | answer.rdev_minor,
                          .inode = answer.inode,
                          .mount = (answer.mask & 0x1000) != 0 ? answer.mount_id : 0,
                          .bytes = answer.bytes,
                          .mode = answer.mode};
    return 0;
}

int cp_status_read_target(int directory, const char *name, cp_status *status) {
    return read_by(directory, name, 0, status);
}

int cp_status_read(int directory, const char *name, cp_status *status) {
    const int flags = AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH;
    const int error = read_by(directory, name, flags, status);
    // Missing before Linux 4.11, and blocked by the seccomp filters of some container runtimes.
    if (error != ENOSYS && error != EPERM) {
        return error;
    }
    struct stat old;
    if (fstatat(directory, name, &old, flags) != 0) {
        return errno;
    }
    *status = (cp_status){.device = (uint64_t)old.st_dev,
                          .inode = (uint64_t)old.st_ino,
                          .bytes = (uint64_t)old.st_size,
                          .mode = (uint16_t)old.st_mode};
    return 0;
}

bool cp_is_same_file(int a, int b) {
    cp_status first;
    cp_status second;
    return cp_status_read(a, "", &first) == 0 && cp_status_read(b, "", &second) == 0 &&
           first.device == second.device && first.inode == second.inode;
}

#endif
