// The targets of the links of a process.
// Sample: written by hand.
//
//     /usr/bin/sleep               exe, cwd, root, fd/N: a path
//     /tmp/a (deleted)             a file that was removed
//     (unreachable)/a              a path outside of the reader's root
//     mnt:[4026531840]             ns/mnt: a namespace and its inode number
//     socket:[17] pipe:[18]        fd/N: a file without a path
//     anon_inode:[eventpoll]       fd/N: without an inode number of its own
//
//     target = path [" (deleted)"] | kind ":[" inode "]" | other
//
// A path is any bytes but NUL. A name that ends with the mark of a removed file looks the same. At
// most 4,095 bytes, a page less its NUL. proc_pid_readlink(), fs/proc/base.c; d_path(),
// fs/d_path.c; ns_get_name(), fs/nsfs.c; proc_pid_exe(5), proc_pid_ns(5).

#include "../text/number.h"
#include "process_files.h"

void cp_process_path_parse(cp_span *path, bool *is_deleted) {
    static const char mark[] = " (deleted)";
    const size_t length = sizeof mark - 1;
    *is_deleted = path->length > length &&
                  memcmp(path->bytes + path->length - length, mark, length) == 0;
    path->length -= *is_deleted ? length : 0;
}

bool cp_process_inode_parse(cp_span target, cp_span *kind, uint64_t *inode) {
    const cp_span name = cp_take_until(&target, ':', NULL);
    uint64_t number = 0;
    if (name.length == 0 || !cp_take_byte(&target, '[') || !cp_take_u64(&target, &number) ||
        !cp_take_byte(&target, ']') || target.length != 0) {
        return false;
    }
    *kind = name;
    *inode = number;
    return true;
}
