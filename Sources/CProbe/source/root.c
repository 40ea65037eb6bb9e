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
#include <unistd.h>

#include "../failure.h"
#include "../text/build.h"
#include "descriptor.h"
#include "status.h"
#include "walk.h"

// From linux/openat2.h, missing on older systems. The system call number is the same everywhere
// except on Alpha.
struct how {
    uint64_t flags, mode, resolve;
};
enum {
    RESOLVE_NO_XDEV_BIT = 0x01,
    RESOLVE_NO_MAGICLINKS_BIT = 0x02,
    RESOLVE_IN_ROOT_BIT = 0x10,
    OPENAT2_NUMBER = 437,
    OPENAT2_TRIES = 8, // EAGAIN is returned if something was renamed meanwhile.
    PROCFS_MAGIC = 0x9fa0,
    SYSFS_MAGIC = 0x62656572,
    TMPFS_MAGIC = 0x01021994
};

static const int file_flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;

// Whether a descriptor is in the lower half of the process's descriptor limit.
static bool is_low(cp_root *root, int descriptor) {
    if (descriptor >= root->keeps_below) {
        struct rlimit limit;
        const rlim_t half =
            getrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur / 2 : 0;
        root->keeps_below = half < INT32_MAX ? (int32_t)half : INT32_MAX;
    }
    return descriptor < root->keeps_below;
}

bool cp_may_keep(cp_root *root, int descriptor) {
    return is_low(root, descriptor) &&
           (root->kind == CPROBE_ROOT_CAPTURED || !cp_is_copy(descriptor));
}

// openat2(2). Returns 0 or an errno; sets root->walks if the kernel has no openat2.
static int open_by(cp_root *root, int directory, const char *path, int flags, uint64_t resolve,
                   int *descriptor) {
    int error = 0;
    struct how how = {.flags = (uint64_t)(unsigned)flags, .resolve = resolve};
    for (unsigned tries = 0; tries < OPENAT2_TRIES; tries += 1) {
        const long opened = syscall(OPENAT2_NUMBER, directory, path, &how, sizeof how);
        *descriptor = (int)opened;
        error = opened < 0 ? errno : 0;
        if (error != EAGAIN) {
            break;
        }
    }
    // Missing in old kernels, and blocked by the seccomp filters of some container runtimes. procfs
    // with hidepid=1 returns EPERM for a file of another user, so check openat2 with "/".
    if (error == ENOSYS || (error == EPERM && !root->has_openat2)) {
        struct how plain = {.flags = O_PATH | O_CLOEXEC};
        const long found = syscall(OPENAT2_NUMBER, AT_FDCWD, "/", &plain, sizeof plain);
        root->has_openat2 = found >= 0;
        root->walks = found < 0;
        cp_close((int)found);
    }
    return error;
}

static int open_root(const cp_root *root, int *descriptor) {
    *descriptor = open(root->path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    return *descriptor < 0 ? errno : 0;
}

// Resolves a path of the root to an O_PATH descriptor. Returns 0 or an errno.
static int resolve(cp_root *root, const char *path, int *descriptor) {
    int base = -1;
    int error = open_root(root, &base);
    if (error != 0) {
        return error;
    }
    if (!root->walks) {
        error = open_by(root, base, path, O_PATH | O_CLOEXEC,
                        RESOLVE_IN_ROOT_BIT | RESOLVE_NO_MAGICLINKS_BIT, descriptor);
    }
    if (root->walks) {
        error = cp_walk_to(base, path, CP_WALK_IN_ROOT, descriptor);
    }
    cp_close(base);
    return error;
}

// Opens the file of an O_PATH descriptor. Returns 0 or an errno.
static int reopen(int point, int flags, int *descriptor) {
    char name[32];
    cp_build build = {name, sizeof name, 0, false};
    cp_build_add(&build, cp_span_of("/proc/self/fd/"));
    cp_build_add_number(&build, (uint64_t)point);
    *descriptor = open(name, flags & ~O_NOFOLLOW);
    return *descriptor < 0 ? errno : 0;
}

// As reopen, for reading; -1 if not a regular file. Only regular files are ever opened, because
// opening a device could have side effects.
static int reopen_file(int point, int *descriptor) {
    cp_status status;
    const int error = cp_status_read(point, "", &status);
    if (error != 0) {
        return error;
    }
    return S_ISREG(status.mode) ? reopen(point, file_flags, descriptor) : -1;
}

static cprobe_result fail(int error, const char *source, cprobe_failure *failure) {
    if (error == -1) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    return cp_fail(failure, cp_result_of_errno(error), source, 0, error);
}

// The start of the path to a file.
typedef struct place {
    int directory;
    const char *rest; // The rest of the path, without a leading slash.
    bool is_kernel;   // The directory is the root of procfs or sysfs.
    bool is_cached;
} place;

static void leave(const place *from) {
    if (!from->is_cached) {
        cp_close(from->directory);
    }
}

// Opens /proc or /sys if it is the kernel's own, and keeps it open if permitted. Returns 0, an
// errno, or -1 if not the kernel's own.
static int open_kernel(cp_root *root, const char *path, uint32_t type, int32_t *cached,
                       place *from) {
    *from = (place){.directory = *cached, .is_kernel = true, .is_cached = true};
    if (*cached >= 0) {
        return 0;
    }
    int error = 0;
    if (root->kind == CPROBE_ROOT_OWN) {
        from->directory = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
        error = from->directory < 0 ? errno : 0;
    } else {
        error = resolve(root, path, &from->directory);
    }
    if (error != 0 || !cp_has_magic(from->directory, type)) {
        cp_close(from->directory);
        return cp_result_of_errno(error) == CPROBE_EXHAUSTED ? error : -1;
    }
    from->is_cached = is_low(root, from->directory);
    *cached = from->is_cached ? from->directory : -1;
    return 0;
}

// Opens the directory where a path starts: /proc or /sys if the kernel's own, otherwise the root.
// Not for a captured root. Returns 0 or an errno.
static int find_place(cp_root *root, const char *path, place *from) {
    static const struct {
        const char *path;
        uint32_t type;
    } kernel[] = {{"/proc", PROCFS_MAGIC}, {"/sys", SYSFS_MAGIC}};
    const char *rest = path;
    int error = -1;
    for (size_t index = 0; index < sizeof kernel / sizeof kernel[0] && error == -1; index += 1) {
        const size_t length = strlen(kernel[index].path);
        if (cp_span_starts(cp_span_of(path), cp_span_make(kernel[index].path, length)) &&
            (path[length] == '/' || path[length] == '\0')) {
            rest = path + length;
            error = open_kernel(root, kernel[index].path, kernel[index].type,
                                index == 0 ? &root->proc : &root->sys, from);
        }
    }
    if (error == -1) {
        rest = path;
        *from = (place){.directory = -1};
        error = open_root(root, &from->directory);
    }
    rest += strspn(rest, "/");
    from->rest = rest[0] == '\0' ? "." : rest;
    return error;
}

void cp_root_begin(cp_root *root) {
    for (unsigned index = 0; index < CP_HELPERS; index += 1) {
        cp_helper_begin(&root->helpers[index]);
    }
}

void cp_root_forget_helpers(cp_root *root) {
    for (unsigned index = 0; index < CP_HELPERS; index += 1) {
        cp_helper_forget(&root->helpers[index]);
    }
}

void cp_root_close(cp_root *root) {
    for (unsigned index = 0; index < CP_HELPERS; index += 1) {
        cp_helper_close(&root->helpers[index]);
    }
    cp_close(root->proc);
    cp_close(root->sys);
    root->proc = -1;
    root->sys = -1;
}

void cp_root_enter_child(cp_root *root) {
    root->proc = -1;
    root->sys = -1;
    root->may_block = true;
}

// The openat2 flags that confine a path to a root other than this process's own.
static uint64_t confined(const cp_root *root) {
    return root->kind == CPROBE_ROOT_OWN ? 0 : RESOLVE_IN_ROOT_BIT | RESOLVE_NO_MAGICLINKS_BIT;
}

// Opens a path below a directory if no other file system is mounted on the way or over it.
// Otherwise EXDEV, without contacting that file system: its server may be dead, and opening a file
// of it, or even reading its type, would block forever. Returns 0 or an errno.
static int open_same(cp_root *root, int directory, const char *path, int flags,
                     int *descriptor) {
    int error = EXDEV;
    if (!root->walks) {
        error = open_by(root, directory, path, flags,
                        confined(root) | RESOLVE_NO_XDEV_BIT | RESOLVE_NO_MAGICLINKS_BIT,
                        descriptor);
    }
    if (error != EXDEV && !root->walks) {
        return error;
    }
    // A mount of the same file system is also the kernel's: container runtimes bind-mount
    // /proc/sys.
    int point = -1;
    error = cp_walk_to(directory, path, CP_WALK_SAME_DEVICE, &point);
    if (error != 0) {
        return error;
    }
    if ((flags & O_PATH) != 0 && (flags & O_DIRECTORY) == 0) {
        *descriptor = point;
        return 0;
    }
    error = reopen(point, flags, descriptor);
    cp_close(point);
    return error;
}

// Opens a regular file on any file system. Returns 0, an errno, or -1 if not a regular file.
static int open_wherever(cp_root *root, const place *from, int *descriptor) {
    int point = -1;
    int error = 0;
    if (root->walks) {
        error = cp_walk_to(from->directory, from->rest, CP_WALK_IN_ROOT, &point);
    } else {
        error = open_by(root, from->directory, from->rest, O_PATH | O_CLOEXEC, confined(root),
                        &point);
    }
    if (error == 0) {
        error = reopen_file(point, descriptor);
        cp_close(point);
    }
    return error;
}

// Opens a file for reading, or, if another file system is mounted over it, a copy made by the
// helper (`is_copy`). Returns 0, an errno, or -1 if not a regular file.
static int open_or_copy(cp_root *root, const place *from, int flags, int *descriptor,
                        bool *is_copy) {
    *is_copy = false;
    int error = 0;
    if (from->is_kernel) {
        // procfs and sysfs contain only regular files and directories.
        error = open_same(root, from->directory, from->rest, flags, descriptor);
    } else {
        int point = -1;
        error = open_same(root, from->directory, from->rest, O_PATH | O_CLOEXEC, &point);
        if (error == 0) {
            error = reopen_file(point, descriptor);
            cp_close(point);
        }
    }
    if (error != EXDEV) {
        return error;
    }
    if (root->may_block) {
        return open_wherever(root, from, descriptor);
    }
    const cp_helper_path path = {from->directory, from->rest, confined(root), false};
    error = cp_helper_copy(&root->helpers[CP_HELPER_FILES], &path, descriptor);
    *is_copy = error == 0;
    return error == EINVAL ? -1 : error;
}

// Opens a regular file of the root.
static int open_file(cp_root *root, const char *path, int *descriptor, bool *is_genuine,
                     bool *is_copy) {
    *is_genuine = false;
    *is_copy = false;
    if (root->kind == CPROBE_ROOT_CAPTURED) {
        int found = -1;
        int error = resolve(root, path, &found);
        if (error == 0) {
            error = reopen_file(found, descriptor);
            cp_close(found);
        }
        return error;
    }
    place from;
    int error = find_place(root, path, &from);
    if (error == 0) {
        error = open_or_copy(root, &from, file_flags, descriptor, is_copy);
        *is_genuine = error == 0 && from.is_kernel && !*is_copy;
        leave(&from);
    }
    return error;
}

cprobe_result cp_root_open_file(cp_root *root, const char *path, const char *source,
                                int *descriptor, cprobe_failure *failure) {
    bool is_genuine = false;
    bool is_copy = false;
    const int error = open_file(root, path, descriptor, &is_genuine, &is_copy);
    return error == 0 ? CPROBE_OK : fail(error, source, failure);
}

cprobe_result cp_root_open_cached(cp_root *root, const char *path, int *descriptor,
                                bool *is_genuine, bool *is_copy, cprobe_failure *failure) {
    const int error = open_file(root, path, descriptor, is_genuine, is_copy);
    return error == 0 ? CPROBE_OK : fail(error, path, failure);
}

// Opens anything at a path with O_PATH, in any mount. Returns 0 or an errno.
static int open_path(cp_root *root, const char *path, int flags, int *descriptor) {
    *descriptor = -1;
    if (root->kind != CPROBE_ROOT_OWN) {
        return resolve(root, path, descriptor);
    }
    *descriptor = open(path, O_PATH | O_CLOEXEC | flags);
    return *descriptor < 0 ? errno : 0;
}

// statfs(2) of a path of the root, through this helper. Returns 0 or an errno.
static int statfs_by(cp_root *root, cp_helper_use use, const char *path, cp_found *found) {
    cp_helper_path from = {AT_FDCWD, path, confined(root), false};
    if (root->kind == CPROBE_ROOT_OWN) {
        return cp_helper_statfs(&root->helpers[use], &from, found);
    }
    int error = open_root(root, &from.directory);
    if (error == 0) {
        error = cp_helper_statfs(&root->helpers[use], &from, found);
        cp_close(from.directory);
    }
    return error;
}

// Opens a directory of another mount if it is a tmpfs, which has no server and always responds;
// /run is one. The helper determines that: the one that will copy the files of this directory, not
// the one that a dead mount elsewhere may block. Otherwise EXDEV, or the errno of the helper.
static int open_in_memory(cp_root *root, const char *path, int flags, int *descriptor) {
    cp_found found;
    int error = statfs_by(root, CP_HELPER_FILES, path, &found);
    if (error != 0) {
        return error;
    }
    if (found.answer.f_type != TMPFS_MAGIC) {
        return EXDEV;
    }
    int point = -1;
    error = open_path(root, path, O_DIRECTORY, &point);
    if (error == 0) {
        *descriptor = openat(point, ".", flags | O_DIRECTORY | O_CLOEXEC);
        error = *descriptor < 0 ? errno : 0;
        cp_close(point);
    }
    return error;
}

// Opens a directory with these flags.
static int open_directory(cp_root *root, const char *path, int flags, int *descriptor) {
    *descriptor = -1;
    if (root->kind == CPROBE_ROOT_CAPTURED) {
        int found = -1;
        const int error = resolve(root, path, &found);
        if (error == 0) {
            *descriptor = openat(found, ".", flags | O_DIRECTORY | O_CLOEXEC);
            const int reopened = *descriptor < 0 ? errno : 0;
            cp_close(found);
            return reopened;
        }
        return error;
    }
    place from;
    int error = find_place(root, path, &from);
    if (error == 0) {
        error = open_same(root, from.directory, from.rest, flags | O_DIRECTORY | O_CLOEXEC,
                          descriptor);
        if (error == EXDEV && !from.is_kernel) {
            error = open_in_memory(root, path, flags, descriptor);
        }
        leave(&from);
    }
    return error;
}

cprobe_result cp_root_open_directory(cp_root *root, const char *path, const char *source,
                                     int *descriptor, cprobe_failure *failure) {
    const int error = open_directory(root, path, O_PATH, descriptor);
    return error == 0 ? CPROBE_OK : fail(error, source, failure);
}

cprobe_result cp_root_open_listing(cp_root *root, const char *path, const char *source,
                                   int *descriptor, cprobe_failure *failure) {
    const int error = open_directory(root, path, O_RDONLY, descriptor);
    return error == 0 ? CPROBE_OK : fail(error, source, failure);
}

cprobe_result cp_root_open_mounted(cp_root *root, const char *path, const char *source,
                                   int *descriptor, cprobe_failure *failure) {
    int found = -1;
    int error = open_path(root, path, O_DIRECTORY, &found);
    cp_status status;
    if (error == 0 && root->kind != CPROBE_ROOT_OWN &&
        (cp_status_read(found, "", &status) != 0 || !S_ISDIR(status.mode))) {
        cp_close(found);
        error = ENOTDIR;
    }
    if (error != 0) {
        return fail(error, source, failure);
    }
    *descriptor = found;
    return CPROBE_OK;
}

cprobe_result cp_root_open_point(cp_root *root, const char *path, const char *source,
                                 int *descriptor, cprobe_failure *failure) {
    const int error = open_path(root, path, 0, descriptor);
    return error == 0 ? CPROBE_OK : fail(error, source, failure);
}

cprobe_result cp_root_open_file_in(cp_root *root, int directory, const char *name,
                                   int *descriptor, cprobe_failure *failure) {
    int error = 0;
    if (root->kind == CPROBE_ROOT_CAPTURED) {
        // A captured root may contain anything: check the type before opening.
        const int found = openat(directory, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
        error = found < 0 ? errno : reopen_file(found, descriptor);
        cp_close(found);
    } else {
        const place from = {directory, name, true, true};
        bool is_copy = false;
        error = open_or_copy(root, &from, file_flags | O_NOFOLLOW, descriptor, &is_copy);
    }
    return error == 0 ? CPROBE_OK : fail(error, name, failure);
}

cprobe_result cp_root_copy_file_in(cp_root *root, int directory, const char *name,
                                   int *descriptor, cprobe_failure *failure) {
    struct stat status;
    if (root->kind == CPROBE_ROOT_CAPTURED) {
        return cp_root_open_file_in(root, directory, name, descriptor, failure);
    }
    // Looking up a name does not reach the driver, and is cheaper than the helper.
    int error = fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) != 0 ? errno : 0;
    if (error == 0) {
        const cp_helper_path path = {directory, name, 0, false};
        error = cp_helper_copy(&root->helpers[CP_HELPER_DEVICES], &path, descriptor);
    }
    return error == 0 ? CPROBE_OK : fail(error, name, failure);
}

cprobe_result cp_root_open_below(cp_root *root, int directory, const char *path, int flags,
                                 const char *source, int *descriptor, cprobe_failure *failure) {
    const int error = open_same(root, directory, path, flags | O_CLOEXEC, descriptor);
    return error == 0 ? CPROBE_OK : fail(error, source, failure);
}

cprobe_result cp_root_open_foreign(cp_root *root, int directory, const char *path,
                                   const char *source, int *descriptor, cprobe_failure *failure) {
    if (root->kind == CPROBE_ROOT_CAPTURED || root->walks) {
        return cp_fail(failure, CPROBE_UNSUPPORTED, source, 0, 0);
    }
    const cp_helper_path from = {directory, path, RESOLVE_IN_ROOT_BIT | RESOLVE_NO_MAGICLINKS_BIT,
                                 true};
    int error = cp_helper_copy(&root->helpers[CP_HELPER_FOREIGN], &from, descriptor);
    error = error == EINVAL ? -1 : error;
    return error == 0 ? CPROBE_OK : fail(error, source, failure);
}

int cp_root_statfs(cp_root *root, const char *path, cp_found *found) {
    return statfs_by(root, CP_HELPER_FILE_SYSTEMS, path, found);
}

// Makes a path absolute. Returns 0 or an errno.
static int make_absolute(cp_root *root, const char *path) {
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

// The root is this process's own if it is the same directory on the same mount. A bind mount of "/"
// at /host, with other file systems mounted on it, is another root. Returns 0 or an errno.
static int find_own(const cp_root *root, int directory, bool *is_own) {
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

// Returns 0 or an errno. A full descriptor table does not determine the kind of the root.
static int find_kind(cp_root *root, int directory) {
    bool is_own = false;
    int error = find_own(root, directory, &is_own);
    if (error != 0 || is_own) {
        root->kind = CPROBE_ROOT_OWN;
        return error;
    }
    int proc = -1;
    error = resolve(root, "/proc", &proc);
    if (error == 0 && cp_has_magic(proc, PROCFS_MAGIC)) {
        root->kind = CPROBE_ROOT_LIVE;
    }
    cp_close(proc);
    return cp_result_of_errno(error) == CPROBE_EXHAUSTED ? error : 0;
}

cprobe_result cp_root_open(cp_root *root, const char *path, cprobe_failure *failure) {
    static const char source[] = "the root";
    *root = (cp_root){.kind = CPROBE_ROOT_CAPTURED, .proc = -1, .sys = -1};
    for (unsigned index = 0; index < CP_HELPERS; index += 1) {
        cp_helper_init(&root->helpers[index]);
    }
    if (path[0] == '\0') {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    int error = make_absolute(root, path);
    if (error != 0) {
        return fail(error, source, failure);
    }
    if (strcmp(root->path, "/") == 0) {
        root->kind = CPROBE_ROOT_OWN; // The usual case.
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
