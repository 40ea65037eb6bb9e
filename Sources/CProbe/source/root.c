#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "root.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "../failure.h"
#include "../text/build.h"
#include "walk.h"

// From linux/openat2.h, which the headers of older systems lack. The number is the same everywhere
// but on Alpha.
struct how {
    uint64_t flags, mode, resolve;
};
enum {
    RESOLVE_NO_MAGICLINKS_BIT = 0x02,
    RESOLVE_IN_ROOT_BIT = 0x10,
    OPENAT2_NUMBER = 437,
    OPENAT2_TRIES = 8, // It answers EAGAIN where something was renamed meanwhile.
    STATX_MOUNT_ID = 0x1000, // STATX_MNT_ID, which older headers lack.
    PROCFS_MAGIC = 0x9fa0,
    SYSFS_MAGIC = 0x62656572
};

static const int file_flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;

bool cp_may_keep(cprobe_collector *collector, int descriptor) {
    if (descriptor >= collector->keeps_below) {
        struct rlimit limit;
        const rlim_t half =
            getrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur / 2 : 0;
        collector->keeps_below = half < INT32_MAX ? (int32_t)half : INT32_MAX;
    }
    return descriptor < collector->keeps_below;
}

void cp_close(int descriptor) {
    if (descriptor >= 0) {
        (void)close(descriptor);
    }
}

// Resolves a path beneath the root to an O_PATH descriptor. An errno, or 0.
static int resolve(cprobe_root *root, const char *path, int *descriptor) {
    const int base = open(root->path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (base < 0) {
        return errno;
    }
    int error = 0;
    if (!root->walks) {
        struct how how = {.flags = O_PATH | O_CLOEXEC,
                          .resolve = RESOLVE_IN_ROOT_BIT | RESOLVE_NO_MAGICLINKS_BIT};
        for (unsigned tries = 0; tries < OPENAT2_TRIES; tries += 1) {
            const long opened = syscall(OPENAT2_NUMBER, base, path, &how, sizeof how);
            *descriptor = (int)opened;
            error = opened < 0 ? errno : 0;
            if (error != EAGAIN) {
                break;
            }
        }
        // Missing in old kernels, and forbidden by the filters of some container runtimes.
        root->walks = error == ENOSYS || error == EPERM;
    }
    if (root->walks) {
        error = cp_walk_to(base, path, descriptor);
    }
    cp_close(base);
    return error;
}

// Opens for reading what an O_PATH descriptor names, if it is a regular file. An errno, 0, or -1
// where it is of another kind. Nothing but a regular file is ever opened: a device could act.
static int reopen(int path_descriptor, int *descriptor) {
    struct stat status;
    if (fstat(path_descriptor, &status) != 0) {
        return errno;
    }
    if (!S_ISREG(status.st_mode)) {
        return -1;
    }
    char name[32];
    cp_build build = {name, sizeof name, 0, false};
    cp_build_add(&build, cp_span_of("/proc/self/fd/"));
    cp_build_add_number(&build, (uint64_t)path_descriptor);
    *descriptor = open(name, file_flags);
    return *descriptor < 0 ? errno : 0;
}

static cprobe_result fail(int error, const char *source, cprobe_failure *failure) {
    if (error == -1) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    return cp_fail(failure, cp_result_of_errno(error), source, 0, error);
}

bool cp_is_genuine(int descriptor) {
    struct statfs status;
    return fstatfs(descriptor, &status) == 0 &&
           (status.f_type == PROCFS_MAGIC || status.f_type == SYSFS_MAGIC);
}

// Opens a plain path of this machine's own tree, if it is a regular file.
static int open_regular(int directory, const char *path, int flags, int *descriptor) {
    const int opened = openat(directory, path, file_flags | flags);
    if (opened < 0) {
        return errno;
    }
    struct stat status;
    const int error = fstat(opened, &status) != 0 ? errno : S_ISREG(status.st_mode) ? 0 : -1;
    if (error != 0) {
        cp_close(opened);
        return error;
    }
    *descriptor = opened;
    return 0;
}

cprobe_result cp_root_open_file(cprobe_root *root, const char *path, const char *source,
                                int *descriptor, cprobe_failure *failure) {
    int error = 0;
    if (root->kind == CPROBE_ROOT_OWN) {
        error = open_regular(AT_FDCWD, path, 0, descriptor);
    } else {
        int found = -1;
        error = resolve(root, path, &found);
        if (error == 0) {
            error = reopen(found, descriptor);
            cp_close(found);
        }
    }
    return error == 0 ? CPROBE_OK : fail(error, source, failure);
}

cprobe_result cp_root_open_kept(cprobe_root *root, const char *path, int *descriptor,
                                bool *is_genuine, cprobe_failure *failure) {
    *is_genuine = false;
    if (root->kind == CPROBE_ROOT_OWN) {
        const int opened = open(path, file_flags);
        if (opened < 0) {
            return fail(errno, path, failure);
        }
        *is_genuine = cp_is_genuine(opened);
        if (*is_genuine) {
            *descriptor = opened;
            return CPROBE_OK;
        }
        cp_close(opened);
    }
    const cprobe_result result = cp_root_open_file(root, path, path, descriptor, failure);
    *is_genuine = result == CPROBE_OK && cp_is_genuine(*descriptor);
    return result;
}

// An O_PATH descriptor of what stands at a path. An errno, or 0.
static int open_path(cprobe_root *root, const char *path, int flags, int *descriptor) {
    *descriptor = -1;
    if (root->kind != CPROBE_ROOT_OWN) {
        return resolve(root, path, descriptor);
    }
    *descriptor = open(path, O_PATH | O_CLOEXEC | flags);
    return *descriptor < 0 ? errno : 0;
}

cprobe_result cp_root_open_directory(cprobe_root *root, const char *path, const char *source,
                                     int *descriptor, cprobe_failure *failure) {
    int found = -1;
    int error = open_path(root, path, O_DIRECTORY, &found);
    struct stat status;
    if (error == 0 && root->kind != CPROBE_ROOT_OWN &&
        (fstat(found, &status) != 0 || !S_ISDIR(status.st_mode))) {
        cp_close(found);
        error = ENOTDIR;
    }
    if (error != 0) {
        return fail(error, source, failure);
    }
    *descriptor = found;
    return CPROBE_OK;
}

cprobe_result cp_root_open_point(cprobe_root *root, const char *path, const char *source,
                                 int *descriptor, cprobe_failure *failure) {
    const int error = open_path(root, path, 0, descriptor);
    return error == 0 ? CPROBE_OK : fail(error, source, failure);
}

cprobe_result cp_root_open_file_in(const cprobe_root *root, int directory, const char *name,
                                   int *descriptor, cprobe_failure *failure) {
    int error = 0;
    if (root->kind == CPROBE_ROOT_CAPTURED) {
        // Anything may stand there: look before opening.
        const int found = openat(directory, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
        error = found < 0 ? errno : reopen(found, descriptor);
        cp_close(found);
    } else {
        error = open_regular(directory, name, O_NOFOLLOW, descriptor);
    }
    return error == 0 ? CPROBE_OK : fail(error, name, failure);
}

cprobe_result cp_root_open_of_group(const cprobe_root *root, int directory, const char *name,
                                    int *descriptor, cprobe_failure *failure) {
    if (root->kind == CPROBE_ROOT_CAPTURED) {
        return cp_root_open_file_in(root, directory, name, descriptor, failure);
    }
    const int opened = openat(directory, name, file_flags | O_NOFOLLOW);
    if (opened < 0) {
        return fail(errno, name, failure);
    }
    *descriptor = opened;
    return CPROBE_OK;
}

bool cp_root_has(cprobe_root *root, const char *path) {
    int found = -1;
    const bool has = open_path(root, path, 0, &found) == 0 &&
                     (root->kind == CPROBE_ROOT_CAPTURED || cp_is_genuine(found));
    cp_close(found);
    return has;
}

// Writes the absolute form of a path. An errno, or 0.
static int make_absolute(cprobe_root *root, const char *path) {
    size_t length = 0;
    if (path[0] != '/') {
        if (getcwd(root->path, sizeof root->path) == NULL) {
            return errno == ERANGE ? ENAMETOOLONG : errno;
        }
        length = strlen(root->path);
        if (length + 1 >= sizeof root->path) {
            return ENAMETOOLONG;
        }
        root->path[length] = '/';
        length += 1;
    }
    const size_t given = strlen(path);
    if (given >= sizeof root->path - length) {
        return ENAMETOOLONG;
    }
    memcpy(root->path + length, path, given + 1);
    root->length = (uint32_t)(length + given);
    return 0;
}

// The number of the mount on which a descriptor is; 0 where the kernel is too old to say (5.8).
uint64_t cp_mount_of(int descriptor) {
#ifdef SYS_statx
    uint64_t status[32] = {0}; // struct statx: the mask first, the mount at byte 144.
    if (syscall(SYS_statx, descriptor, "", AT_EMPTY_PATH, STATX_MOUNT_ID, status) == 0) {
        return status[144 / sizeof status[0]];
    }
#else
    (void)descriptor;
#endif
    return 0;
}

// The root is this process's own where it is the same directory on the same mount. A bind of "/" at
// /host, with other file systems mounted on it, is another root. An errno, or 0.
static int find_own(const cprobe_root *root, int directory, bool *is_own) {
    const int own = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (own < 0) {
        return errno;
    }
    const bool has_same = cp_is_same_file(own, directory);
    const uint64_t mount = has_same ? cp_mount_of(own) : 0;
    *is_own = has_same && (mount != 0 ? cp_mount_of(directory) == mount
                                      : strspn(root->path, "/.") == strlen(root->path));
    cp_close(own);
    return 0;
}

// An errno, or 0. A table of descriptors that is full says nothing of the root.
static int find_kind(cprobe_root *root, int directory) {
    bool is_own = false;
    int error = find_own(root, directory, &is_own);
    if (error != 0 || is_own) {
        root->kind = CPROBE_ROOT_OWN;
        return error;
    }
    int proc = -1;
    struct statfs status;
    error = resolve(root, "/proc", &proc);
    if (error == 0 && fstatfs(proc, &status) == 0 && status.f_type == PROCFS_MAGIC) {
        root->kind = CPROBE_ROOT_LIVE;
    }
    cp_close(proc);
    return cp_result_of_errno(error) == CPROBE_EXHAUSTED ? error : 0;
}

cprobe_result cp_root_open(cprobe_root *root, const char *path, cprobe_failure *failure) {
    static const char source[] = "the root";
    *root = (cprobe_root){.kind = CPROBE_ROOT_CAPTURED};
    if (path[0] == '\0') {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    int error = make_absolute(root, path);
    if (error != 0) {
        return fail(error, source, failure);
    }
    if (strcmp(root->path, "/") == 0) {
        root->kind = CPROBE_ROOT_OWN; // As it nearly always is.
        return CPROBE_OK;
    }
    const int directory = open(root->path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0) {
        return fail(errno, source, failure);
    }
    error = find_kind(root, directory);
    cp_close(directory);
    return error == 0 ? CPROBE_OK : fail(error, source, failure);
}

#endif
