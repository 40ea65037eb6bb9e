#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "directory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../failure.h"

// struct linux_dirent64: inode, offset, record length, type, and the name with its NUL.
enum { LENGTH_AT = 16, TYPE_AT = 18, NAME_AT = 19 };

cprobe_result cp_directory_open(cp_root *root, const char *path, const char *source,
                                int *descriptor, cprobe_failure *failure) {
    return cp_root_open_listing(root, path, source, descriptor, failure);
}

cp_directory cp_directory_list(int descriptor, char *buffer, size_t capacity) {
    return (cp_directory){.descriptor = descriptor, .buffer = buffer, .capacity = capacity,
                          .rest = {buffer, 0}};
}

static bool fill(cp_directory *directory) {
    const long count = syscall(SYS_getdents64, directory->descriptor, directory->buffer,
                               directory->capacity);
    if (count <= 0) {
        directory->system_error = count < 0 ? errno : 0;
        return false;
    }
    directory->rest = cp_span_make(directory->buffer, (size_t)count);
    return true;
}

bool cp_directory_next_entry(cp_directory *directory, cp_directory_entry *entry) {
    if (directory->rest.length == 0 && !fill(directory)) {
        return false;
    }
    uint16_t length = 0;
    const char *record = directory->rest.bytes;
    memcpy(&entry->inode, record, sizeof entry->inode);
    memcpy(&length, record + LENGTH_AT, sizeof length);
    const unsigned char type = (unsigned char)record[TYPE_AT];
    entry->is_other = type != DT_DIR && type != DT_UNKNOWN;
    entry->name = cp_span_of(record + NAME_AT);
    cp_skip(&directory->rest, length);
    return true;
}

bool cp_directory_next(cp_directory *directory, cp_span *name) {
    cp_directory_entry entry;
    const bool has_next = cp_directory_next_entry(directory, &entry);
    if (has_next) {
        *name = entry.name;
    }
    return has_next;
}

#endif
