#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "socket_owners.h"

#include <errno.h>
#include <unistd.h>

#include "../failure.h"
#include "../source/descriptor.h"
#include "../source/directory.h"
#include "../text/build.h"
#include "../text/number.h"
#include "../text/sort.h"
#include "process/read.h"

enum {
    LINK_BYTES = 64 // "socket:[18446744073709551615]" and more; a longer target is no socket.
};

_Static_assert(offsetof(cprobe_socket, owner) == 0 && offsetof(cprobe_unix_socket, owner) == 0,
               "a socket begins with its owner");

static int compare_inodes(const void *first, const void *second) {
    const uint64_t a = ((const cprobe_socket_owner *)first)->inode;
    const uint64_t b = ((const cprobe_socket_owner *)second)->inode;
    return a < b ? -1 : a > b;
}

void cp_sockets_sort(const cp_owned_lists *lists) {
    for (size_t index = 0; index < sizeof lists->lists / sizeof lists->lists[0]; index += 1) {
        const cp_owned *list = &lists->lists[index];
        cp_sort(list->items, list->count, list->item_bytes, compare_inodes);
    }
}

// The owner of the socket with this inode, or NULL.
static cprobe_socket_owner *find_in(const cp_owned *list, uint64_t inode) {
    size_t low = 0, high = list->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        cprobe_socket_owner *owner =
            (cprobe_socket_owner *)(void *)((char *)list->items + middle * list->item_bytes);
        if (owner->inode == inode) {
            return owner;
        }
        if (owner->inode < inode) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

static cprobe_socket_owner *find(const cp_owned_lists *lists, uint64_t inode) {
    cprobe_socket_owner *owner = NULL;
    for (size_t index = 0;
         index < sizeof lists->lists / sizeof lists->lists[0] && owner == NULL; index += 1) {
        owner = find_in(&lists->lists[index], inode);
    }
    return owner;
}

// The inode of "socket:[1234]". False for any other target.
static bool inode_of(cp_span target, uint64_t *inode) {
    return cp_take_text(&target, "socket:[") && cp_take_u64(&target, inode) &&
           cp_take_byte(&target, ']') && target.length == 0 && *inode != 0;
}

static void add_owner(cprobe_socket_owner *owner, int32_t pid) {
    if (owner->owners == 0) {
        owner->pid = pid;
    } else if (owner->last_pid == pid) {
        return; // Another descriptor of the same process.
    }
    owner->last_pid = pid;
    owner->owners += 1;
}

// Sets the owner of each socket that one process, or thread, has open. `has_any`: it has a
// descriptor.
static cprobe_result read_one(const cp_subject *s, int32_t pid, const cp_owned_lists *lists,
                              bool *has_any, cprobe_failure *failure) {
    static const char source[] = "/proc/PID/fd";
    int directory = -1;
    const cprobe_result result = cp_subject_open_listing(s, "fd", source, &directory, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cp_directory entries =
        cp_directory_list(directory, cp_subject_text(s->pass), CP_PROCESS_TEXT_BYTES);
    cp_span name;
    int denied = 0;
    while (cp_directory_next(&entries, &name)) {
        char target[LINK_BYTES];
        uint64_t inode = 0;
        if (!cp_is_digit(name.bytes[0])) {
            continue;
        }
        *has_any = true;
        const ssize_t length = readlinkat(directory, name.bytes, target, sizeof target);
        denied = length < 0 && (errno == EACCES || errno == EPERM) ? errno : denied;
        if (length > 0 && inode_of(cp_span_make(target, (size_t)length), &inode)) {
            cprobe_socket_owner *owner = find(lists, inode);
            if (owner != NULL) {
                add_owner(owner, pid);
            }
        }
    }
    cp_close(directory);
    const int error = entries.system_error != 0 ? entries.system_error : denied;
    return error == 0 ? CPROBE_OK
                      : cp_fail(failure, cp_result_of_errno(error), source, 0, error);
}

cprobe_result cp_socket_owners_read_process(const cp_subject *s, int32_t pid,
                                            const cp_owned_lists *lists,
                                            cprobe_failure *failure) {
    bool has_any = false;
    const cprobe_result result = read_one(s, pid, lists, &has_any, failure);
    // Without a descriptor, its main thread may have ended.
    const int32_t thread = result == CPROBE_OK && !has_any && !s->is_thread
                               ? cp_process_living_thread(s->pass->from, pid)
                               : 0;
    if (thread == 0) {
        return result;
    }
    char path[CP_SUBJECT_PATH_BYTES];
    cp_build build = {path, sizeof path, 0, false};
    cp_build_add_number(&build, (uint64_t)pid);
    cp_build_add(&build, cp_span_of("/task/"));
    cp_build_add_number(&build, (uint64_t)thread);
    const cp_subject living = {.pass = s->pass, .name = cp_span_make(path, build.length), .own = -1,
                               .is_thread = true};
    return read_one(&living, pid, lists, &has_any, failure);
}

static bool is_pid(cp_span name, int32_t *pid) {
    uint64_t number = 0;
    if (!cp_parse_u64(name, &number) || number == 0 || number > INT32_MAX) {
        return false;
    }
    *pid = (int32_t)number;
    return true;
}

cprobe_result cp_socket_owners_read(const cp_process_reader *from, const cp_owned_lists *lists,
                                    cprobe_sockets *sockets, cprobe_failure *failure) {
    static const char source[] = "/proc";
    cp_process_pass pass = {.from = from, .path = source, .directory = -1, .is_process = true};
    const cprobe_result result = cp_directory_open(&from->reader->root, source, source,
                                                   &pass.directory, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cp_directory entries =
        cp_directory_list(pass.directory, cp_scratch(from->reader), CP_PROCESS_ENTRIES_BYTES);
    cp_span name;
    bool has_first = false;
    while (cp_directory_next(&entries, &name)) {
        int32_t pid = 0;
        if (!is_pid(name, &pid)) {
            continue;
        }
        cprobe_failure lost = {0};
        const cp_subject s = {.pass = &pass, .name = name, .own = -1};
        const cprobe_result read = cp_socket_owners_read_process(&s, pid, lists, &lost);
        has_first = has_first || pid == 1;
        if (read == CPROBE_DENIED) {
            sockets->unread_processes += 1;
        } else if (read != CPROBE_OK && !cp_is_absent(read)) {
            cp_failures_add(&sockets->failures, lost);
        }
    }
    cp_close(pass.directory);
    if (entries.system_error != 0) {
        return cp_fail(failure, cp_result_of_errno(entries.system_error), source, 0,
                       entries.system_error);
    }
    cprobe_processes processes = {0};
    cp_procfs_find_hidden(from->procfs, from->reader, has_first, &processes);
    if (processes.hidden) {
        cp_failures_add(&sockets->failures,
                        (cprobe_failure){CPROBE_DENIED, 0, 0, "/proc with hidepid"});
    }
    return CPROBE_OK;
}

#endif
