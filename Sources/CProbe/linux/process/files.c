#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../failure.h"
#include "../../format/mountinfo.h"
#include "../../format/process_files.h"
#include "../../mounts/type.h"
#include "../../source/directory.h"
#include "../../source/status.h"
#include "../../text/number.h"
#include "../../text/sort.h"
#include "target.h"

// The text buffer is split in three: the target of a link, the same read again, and fdinfo.
enum {
    LINK_BYTES = CPROBE_PATH_BYTES,
    INFO_BYTES = CP_PROCESS_TEXT_BYTES - 2 * LINK_BYTES,
    OPEN_FILE_INFO_BYTES = 512, // The lines that every open file has; see fdinfo.c.
    TRIES = 3,
    MOUNTS_KNOWN = 16 // Mounts whose type is remembered; a process has files on few.
};

static const char descriptors_source[] = "/proc/PID/fd";
static const char info_source[] = "/proc/PID/fdinfo/N";

// Whether statx(2) answers for a file of a mount without a request to its server.
typedef struct known_mount {
    int32_t id;
    bool answers;
} known_mount;

// The two directories of a process's descriptors.
typedef struct directories {
    cp_target *target;
    int links;     // fd.
    int infos;     // fdinfo; -1 if it cannot be opened.
    bool may_stat; // In a captured root, a link leads out of the root.
    uint32_t mount_count;
    known_mount mounts[MOUNTS_KNOWN];
} directories;

static cprobe_result open_directories(cp_target *target, directories *d, cprobe_failure *failure) {
    cprobe_failure info_failure = {0};
    *d = (directories){.target = target, .links = -1, .infos = -1,
                       .may_stat = !cp_subject_is_captured(&target->pass)};
    const cprobe_result result = cp_subject_open_listing(&target->subject, "fd",
                                                         descriptors_source, &d->links, failure);
    if (result == CPROBE_OK &&
        cp_subject_open_listing(&target->subject, "fdinfo", "/proc/PID/fdinfo", &d->infos,
                                &info_failure) != CPROBE_OK) {
        cp_failures_add(&target->reading.failures, info_failure);
    }
    return result;
}

static void close_directories(const directories *d) {
    cp_close(d->links);
    cp_close(d->infos);
}

static bool is_descriptor(cp_span name, int32_t *descriptor) {
    uint64_t number = 0;
    if (!cp_parse_u64(name, &number) || number > INT32_MAX) {
        return false;
    }
    *descriptor = (int32_t)number;
    return true;
}

// Calls `add` with each descriptor, its name and the list, and closes the directories.
static cprobe_result add_each(directories *d,
                              void (*add)(directories *d, const char *name, int32_t descriptor,
                                          void *list),
                              void *list, cprobe_failure *failure) {
    cp_directory entries = cp_directory_list(d->links, cp_scratch(d->target->from.reader),
                                             CP_PROCESS_ENTRIES_BYTES);
    cp_span name;
    while (cp_directory_next(&entries, &name)) {
        int32_t descriptor = -1;
        if (is_descriptor(name, &descriptor)) {
            add(d, name.bytes, descriptor, list);
        }
    }
    close_directories(d);
    const int error = entries.system_error;
    return error == 0
               ? CPROBE_OK
               : cp_fail(failure, cp_result_of_errno(error), descriptors_source, 0, error);
}

// Reads the beginning of the fdinfo of a descriptor.
static cprobe_result read_info(const directories *d, const char *name, size_t capacity,
                               cp_span *text, cprobe_failure *failure) {
    char *buffer = cp_subject_text(&d->target->pass) + 2 * LINK_BYTES;
    int descriptor = -1;
    size_t length = 0;
    cprobe_result result = cp_root_open_file_in(&d->target->from.reader->root, d->infos, name,
                                                &descriptor, failure);
    if (result == CPROBE_OK) {
        cp_stream stream = {.descriptor = descriptor, .printing = CP_PRINTED_WHOLE};
        result = cp_stream_refill(&stream, buffer, capacity, &length);
        cp_close(descriptor);
        if (result != CPROBE_OK && failure != NULL) {
            failure->code = result;
            failure->system_error = stream.system_error;
        }
    }
    *text = cp_span_make(buffer, length);
    if (result != CPROBE_OK && failure != NULL) {
        failure->source = info_source;
    }
    return result;
}

// ---- open files

static bool read_target(const directories *d, const char *name, char *buffer, cp_span *target,
                        int *error) {
    const ssize_t length = readlinkat(d->links, name, buffer, LINK_BYTES);
    *error = length < 0 ? errno : 0;
    *target = cp_span_make(buffer, length < 0 ? 0 : (size_t)length);
    return length >= 0;
}

// The kind of a file without a path, from the target of its link.
static cprobe_open_file_kind kind_of_target(cp_span target, cprobe_open_file *file) {
    cp_span kind;
    uint64_t inode = 0;
    if (cp_span_starts(target, cp_span_of("anon_inode:"))) {
        return CPROBE_OPEN_ANONYMOUS_INODE;
    }
    if (target.length == 0 || target.bytes[0] == '/' ||
        !cp_process_inode_parse(target, &kind, &inode)) {
        return CPROBE_OPEN_UNKNOWN;
    }
    file->inode = inode;
    file->has_inode = true;
    return cp_span_equal(kind, cp_span_of("socket")) ? CPROBE_OPEN_SOCKET
           : cp_span_equal(kind, cp_span_of("pipe")) ? CPROBE_OPEN_PIPE
                                                     : CPROBE_OPEN_NAMESPACE;
}

static cprobe_open_file_kind kind_of_mode(uint16_t mode) {
    switch (mode & S_IFMT) {
    case S_IFREG: return CPROBE_OPEN_REGULAR;
    case S_IFDIR: return CPROBE_OPEN_DIRECTORY;
    case S_IFCHR: return CPROBE_OPEN_CHARACTER_DEVICE;
    case S_IFBLK: return CPROBE_OPEN_BLOCK_DEVICE;
    case S_IFIFO: return CPROBE_OPEN_FIFO;
    case S_IFLNK: return CPROBE_OPEN_LINK;
    case S_IFSOCK: return CPROBE_OPEN_SOCKET;
    default: return CPROBE_OPEN_UNKNOWN;
    }
}

// Whether a file system answers statx(2) with AT_STATX_DONT_SYNC from its cache: 9p and cifs still
// ask their server, unlike NFS and FUSE. v9fs_vfs_getattr(), fs/9p/vfs_inode.c.
static bool is_answering(cp_span type) {
    const cp_filesystem_kind kind = cp_filesystem_kind_of(type);
    if (kind == CP_FILESYSTEM_NETWORK) {
        return cp_span_equal(type, cp_span_of("nfs")) || cp_span_equal(type, cp_span_of("nfs4"));
    }
    return kind != CP_FILESYSTEM_UNKNOWN;
}

// Looks for a mount in the mountinfo of the process. It lacks mounts of other namespaces, detached
// mounts, and those outside of the process's root: they may be anything.
static bool find_mount(const directories *d, int32_t id) {
    int descriptor = -1;
    if (cp_subject_open_file(&d->target->subject, "mountinfo", "/proc/PID/mountinfo", &descriptor,
                             NULL) != CPROBE_OK) {
        return false;
    }
    cp_stream stream = {.descriptor = descriptor, .printing = CP_PRINTED_BY_RECORD};
    cp_lines lines = cp_lines_through(cp_subject_text(&d->target->pass) + 2 * LINK_BYTES,
                                      INFO_BYTES, cp_stream_refill, &stream);
    bool answers = false;
    bool is_found = false;
    cp_span line;
    cp_line_end end;
    while (!is_found && cp_lines_next(&lines, &line, &end)) {
        cp_mount mount;
        is_found = end == CP_LINE_WHOLE && cp_mountinfo_parse(line, &mount) &&
                   mount.id == (uint32_t)id;
        answers = is_found && is_answering(mount.type);
    }
    cp_close(descriptor);
    return answers;
}

// Whether statx(2) of an open file asks no server. What has no path is the kernel's own, as is a
// file of memory.
static bool may_stat(directories *d, const cprobe_open_file *file, cp_span target) {
    if (!d->may_stat || target.length == 0) {
        return false;
    }
    if (target.bytes[0] != '/' || cp_span_starts(target, cp_span_of("/memfd:"))) {
        return file->kind != CPROBE_OPEN_UNKNOWN || target.bytes[0] == '/';
    }
    if (!file->has_mount) {
        return false;
    }
    for (uint32_t index = 0; index < d->mount_count && index < MOUNTS_KNOWN; index += 1) {
        if (d->mounts[index].id == file->mount_id) {
            return d->mounts[index].answers;
        }
    }
    const bool answers = find_mount(d, file->mount_id);
    d->mounts[d->mount_count % MOUNTS_KNOWN] = (known_mount){file->mount_id, answers};
    d->mount_count += 1;
    return answers;
}

static void set_status(cprobe_open_file *file, const cp_status *status) {
    const bool is_device = S_ISCHR(status->mode) || S_ISBLK(status->mode);
    const uint64_t device = is_device ? status->special : status->device;
    if (file->kind == CPROBE_OPEN_UNKNOWN) {
        file->kind = kind_of_mode(status->mode);
    }
    file->inode = status->inode;
    file->has_inode = true;
    file->file_bytes = status->bytes;
    file->device_major = (uint32_t)(device >> 32);
    file->device_minor = (uint32_t)device;
    file->has_status = true;
}

// Reads one descriptor, once. `is_closed`: it was closed meanwhile. `is_other`: it became another
// file meanwhile, so that the fields may be of both.
static void read_once(directories *d, const char *name, cprobe_open_file *file, cp_span *path,
                      bool *is_closed, bool *is_other) {
    char *buffer = cp_subject_text(&d->target->pass);
    const int32_t descriptor = file->descriptor;
    cp_status status;
    cp_span info;
    cp_span again;
    int error = 0;
    *file = (cprobe_open_file){.descriptor = descriptor};
    *is_other = false;
    if (!read_target(d, name, buffer, path, &error)) {
        *is_closed = error == ENOENT;
        (void)cp_fail(&file->failure, cp_result_of_errno(error), "/proc/PID/fd/N", 0, error);
        return;
    }
    file->kind = kind_of_target(*path, file);
    if (d->infos >= 0) {
        cprobe_failure failure = {0};
        cprobe_result result = read_info(d, name, OPEN_FILE_INFO_BYTES, &info, &failure);
        if (result == CPROBE_OK) {
            result = cprobe_fdinfo_parse(info.bytes, info.length, file, &failure);
        }
        // A captured root may lack the file.
        *is_closed = result == CPROBE_NOT_FOUND && d->may_stat;
        if (result != CPROBE_OK && (result != CPROBE_NOT_FOUND || d->may_stat)) {
            file->failure = failure;
        }
    }
    if (!*is_closed && may_stat(d, file, *path) &&
        cp_status_read_target(d->links, name, &status) == 0) {
        set_status(file, &status);
    }
    if (d->may_stat && !*is_closed) {
        *is_closed = !read_target(d, name, buffer + LINK_BYTES, &again, &error) && error == ENOENT;
        *is_other = !*is_closed && !cp_span_equal(*path, again);
    }
}

// Adds one open file to the list, unless it was closed meanwhile.
static void add_file(directories *d, const char *name, int32_t descriptor, void *files) {
    cprobe_open_file_list *list = files;
    cprobe_open_file file = {.descriptor = descriptor};
    cp_span path = {NULL, 0};
    bool is_closed = false;
    bool is_other = true;
    for (unsigned tries = 0; tries < TRIES && is_other && !is_closed; tries += 1) {
        read_once(d, name, &file, &path, &is_closed, &is_other);
    }
    if (is_closed) {
        return;
    }
    if (path.length != 0 && (path.bytes[0] == '/' || path.bytes[0] == '(')) {
        cp_process_path_parse(&path, &file.deleted);
    }
    if (list->text_length > UINT32_MAX - path.length) {
        (void)cp_fail(&file.failure, CPROBE_TOO_LARGE, "/proc/PID/fd/N", 0, 0);
        path.length = 0;
    }
    file.path_offset = (uint32_t)list->text_length;
    file.path_length = (uint32_t)path.length;
    if (path.length != 0 && list->text_length <= list->text_capacity &&
        path.length <= list->text_capacity - list->text_length) {
        memcpy(list->text + list->text_length, path.bytes, path.length);
    }
    list->text_length += path.length;
    if (list->count < list->capacity) {
        list->items[list->count] = file;
    }
    list->count += 1;
}

static int compare_descriptors(const void *first, const void *second) {
    const int32_t a = ((const cprobe_open_file *)first)->descriptor;
    const int32_t b = ((const cprobe_open_file *)second)->descriptor;
    return a < b ? -1 : a > b;
}

static cprobe_result read_files(cp_target *target, cprobe_open_file_list *files,
                                cprobe_failure *failure) {
    directories d;
    cprobe_result result = open_directories(target, &d, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    result = add_each(&d, add_file, files, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    if (files->count > files->capacity || files->text_length > files->text_capacity) {
        return cp_fail(failure, CPROBE_TOO_LARGE, descriptors_source, 0, 0);
    }
    cp_sort(files->items, files->count, sizeof *files->items, compare_descriptors);
    return CPROBE_OK;
}

cprobe_result cprobe_open_files_read(cprobe_collector *collector, int32_t pid,
                                     cprobe_open_file_list *files, cprobe_process_reading *reading,
                                     cprobe_failure *failure) {
    cp_target target;
    if (files == NULL || reading == NULL || (files->items == NULL && files->capacity != 0) ||
        (files->text == NULL && files->text_capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "the open files", 0, 0);
    }
    files->count = 0;
    files->text_length = 0;
    cprobe_result result = cp_target_open(&target, collector, pid, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    result = read_files(&target, files, failure);
    return cp_target_close(&target, result, reading, failure);
}

// ---- GPU clients

// Whether the file of a descriptor can be that of a DRM driver: it has a path. Its status would say
// more, but a file server may be asked for that of another file.
static bool may_be_gpu(const directories *d, const char *name) {
    cp_span target;
    int error = 0;
    return !read_target(d, name, cp_subject_text(&d->target->pass), &target, &error) ||
           (target.length != 0 && target.bytes[0] == '/');
}

static void add_client(directories *d, const char *name, int32_t descriptor, void *clients) {
    cprobe_gpu_list *list = clients;
    cprobe_failure failure = {0};
    cp_span info;
    if (!may_be_gpu(d, name)) {
        return;
    }
    const cprobe_result result = read_info(d, name, INFO_BYTES, &info, &failure);
    if (result == CPROBE_OK) {
        (void)cprobe_gpu_parse(info.bytes, info.length, descriptor, list,
                               &d->target->reading.failures, &failure);
    } else if (!cp_is_absent(result)) { // Otherwise closed meanwhile, or not captured.
        cp_failures_add(&d->target->reading.failures, failure);
    }
}

static cprobe_result read_clients(cp_target *target, cprobe_gpu_list *clients,
                                  cprobe_failure *failure) {
    directories d;
    cprobe_result result = open_directories(target, &d, failure);
    if (result == CPROBE_OK && d.infos < 0) {
        close_directories(&d);
        return cp_fail_as(failure, &target->reading.failures.items[0]);
    }
    if (result != CPROBE_OK) {
        return result;
    }
    result = add_each(&d, add_client, clients, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    return clients->count <= clients->capacity &&
                   clients->engine_count <= clients->engine_capacity &&
                   clients->region_count <= clients->region_capacity
               ? CPROBE_OK
               : cp_fail(failure, CPROBE_TOO_LARGE, descriptors_source, 0, 0);
}

cprobe_result cprobe_gpu_clients_read(cprobe_collector *collector, int32_t pid,
                                      cprobe_gpu_list *clients, cprobe_process_reading *reading,
                                      cprobe_failure *failure) {
    cp_target target;
    if (clients == NULL || reading == NULL ||
        (clients->items == NULL && clients->capacity != 0) ||
        (clients->engines == NULL && clients->engine_capacity != 0) ||
        (clients->regions == NULL && clients->region_capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "the GPU clients", 0, 0);
    }
    clients->count = 0;
    clients->engine_count = 0;
    clients->region_count = 0;
    cprobe_result result = cp_target_open(&target, collector, pid, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    result = read_clients(&target, clients, failure);
    return cp_target_close(&target, result, reading, failure);
}

#endif
