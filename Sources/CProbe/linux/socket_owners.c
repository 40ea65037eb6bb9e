#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "socket_owners.h"

#include <unistd.h>

#include "../failure.h"
#include "../source/descriptor.h"
#include "../source/directory.h"
#include "../text/build.h"
#include "../text/number.h"
#include "../text/sort.h"

enum {
    PATH_BYTES = 32,
    LINK_BYTES = 64, // "socket:[18446744073709551615]" and more; a longer target is no socket.
    HALF_BYTES = CP_SCRATCH_BYTES / 2 // One for the entries of /proc, one for those of fd.
};

static int compare_inodes(const void *first, const void *second) {
    const uint64_t a = ((const cprobe_socket *)first)->inode;
    const uint64_t b = ((const cprobe_socket *)second)->inode;
    return a < b ? -1 : a > b;
}

void cp_sockets_sort(cprobe_socket *items, size_t count) {
    cp_sort(items, count, sizeof *items, compare_inodes);
}

// The socket with this inode, or NULL.
static cprobe_socket *find(cprobe_socket *items, size_t count, uint64_t inode) {
    size_t low = 0, high = count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (items[middle].inode < inode) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < count && items[low].inode == inode ? &items[low] : NULL;
}

// The inode of "socket:[1234]". False for any other target.
static bool inode_of(cp_span target, uint64_t *inode) {
    return cp_take_text(&target, "socket:[") && cp_take_u64(&target, inode) &&
           cp_take_byte(&target, ']') && target.length == 0 && *inode != 0;
}

static void add_owner(cprobe_socket *socket, int32_t pid) {
    if (socket->owners == 0) {
        socket->pid = pid;
    } else if (socket->last_pid == pid) {
        return; // Another descriptor of the same process.
    }
    socket->last_pid = pid;
    socket->owners += 1;
}

// Sets the owner of each socket that one process has open.
static cprobe_result read_process(cp_reader *reader, int32_t pid, cprobe_socket *items,
                                  size_t count, cprobe_failure *failure) {
    static const char source[] = "/proc/PID/fd";
    char path[PATH_BYTES];
    cp_build build = {path, sizeof path, 0, false};
    cp_build_add(&build, cp_span_of("/proc/"));
    cp_build_add_number(&build, (uint64_t)pid);
    cp_build_add(&build, cp_span_of("/fd"));
    int directory = -1;
    const cprobe_result result =
        cp_directory_open(&reader->root, path, source, &directory, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cp_directory entries =
        cp_directory_list(directory, cp_scratch(reader) + HALF_BYTES, HALF_BYTES);
    cp_span name;
    while (cp_directory_next(&entries, &name)) {
        char target[LINK_BYTES];
        uint64_t inode = 0;
        const ssize_t length =
            cp_is_digit(name.bytes[0]) ? readlinkat(directory, name.bytes, target, sizeof target)
                                       : -1;
        if (length > 0 && inode_of(cp_span_make(target, (size_t)length), &inode)) {
            cprobe_socket *socket = find(items, count, inode);
            if (socket != NULL) {
                add_owner(socket, pid);
            }
        }
    }
    cp_close(directory);
    return entries.system_error == 0
               ? CPROBE_OK
               : cp_fail(failure, cp_result_of_errno(entries.system_error), source, 0,
                         entries.system_error);
}

static bool is_pid(cp_span name, int32_t *pid) {
    uint64_t number = 0;
    if (!cp_parse_u64(name, &number) || number == 0 || number > INT32_MAX) {
        return false;
    }
    *pid = (int32_t)number;
    return true;
}

cprobe_result cp_socket_owners_read(cp_reader *reader, int32_t pid, cprobe_socket *items,
                                    size_t count, uint32_t *unread, cprobe_failure *failure) {
    static const char source[] = "/proc";
    *unread = 0;
    if (pid != 0) {
        return read_process(reader, pid, items, count, failure);
    }
    int directory = -1;
    const cprobe_result result =
        cp_directory_open(&reader->root, source, source, &directory, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cp_directory entries = cp_directory_list(directory, cp_scratch(reader), HALF_BYTES);
    cp_span name;
    while (cp_directory_next(&entries, &name)) {
        int32_t process = 0;
        if (is_pid(name, &process) &&
            read_process(reader, process, items, count, NULL) == CPROBE_DENIED) {
            *unread += 1;
        }
    }
    cp_close(directory);
    return entries.system_error == 0
               ? CPROBE_OK
               : cp_fail(failure, cp_result_of_errno(entries.system_error), source, 0,
                         entries.system_error);
}

#endif
