#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "device_list.h"

#include <errno.h>

#include "../failure.h"
#include "../source/descriptor.h"
#include "../source/directory.h"

// The most names read from a directory. A captured root may have a directory without end.
enum { NAMES_READ = 1 << 17 };

static cprobe_device_name *name_at(const cp_device_list *list, size_t position) {
    return (cprobe_device_name *)(void *)((char *)list->items + position * list->item_bytes +
                                          list->name_offset);
}

// Inserts a device, of which `count` are listed, in the order of the names. If the list is full,
// its last device makes way for one that is before it.
static void insert(const cp_device_list *list, size_t count, cp_span name) {
    size_t position = count < list->capacity ? count : list->capacity;
    while (position > 0) {
        const cprobe_device_name *before = name_at(list, position - 1);
        if (cp_device_name_compare(cp_span_make(before->bytes, before->length), name) <= 0) {
            break;
        }
        if (position < list->capacity) {
            *name_at(list, position) = *before;
        }
        position -= 1;
    }
    if (position < list->capacity) {
        cprobe_device_name *item = name_at(list, position);
        memcpy(item->bytes, name.bytes, name.length);
        item->length = (uint32_t)name.length;
    }
}

static void add_failure(const cp_device_list *list, cprobe_result code, int system_error,
                        cprobe_failures *failures) {
    cprobe_failure failure;
    (void)cp_fail(&failure, code, list->path, 0, system_error);
    cp_failures_add(failures, failure);
}

size_t cp_device_list_read(cp_reader *reader, const cp_device_list *list,
                           cprobe_failures *failures) {
    int descriptor = -1;
    cprobe_failure failure;
    const cprobe_result result =
        cp_directory_open(&reader->root, list->path, list->path, &descriptor, &failure);
    if (result != CPROBE_OK) {
        if (result != CPROBE_NOT_FOUND && result != CPROBE_GONE) {
            cp_failures_add(failures, failure);
        }
        return 0;
    }
    cp_directory directory = cp_directory_list(descriptor, cp_scratch(reader), CP_SCRATCH_BYTES);
    size_t count = 0;
    unsigned seen = 0;
    bool is_too_large = false;
    cp_span name;
    if (list->capacity != 0) {
        memset(list->items, 0, list->capacity * list->item_bytes);
    }
    while (seen < NAMES_READ && cp_directory_next(&directory, &name)) {
        seen += 1;
        if (name.bytes[0] == '.' || (list->is_wanted != NULL && !list->is_wanted(name))) {
            continue;
        }
        if (name.length > CPROBE_DEVICE_NAME_BYTES || count == list->most) {
            is_too_large = true;
            continue;
        }
        insert(list, count, name);
        count += 1;
    }
    if (is_too_large || seen == NAMES_READ) {
        add_failure(list, CPROBE_TOO_LARGE, 0, failures);
    }
    if (directory.system_error != 0) {
        add_failure(list, cp_result_of_errno(directory.system_error), directory.system_error,
                    failures);
    }
    cp_close(descriptor);
    return count;
}

void cp_device_note(const cp_device_file *file, const cp_device_answer *read,
                    cprobe_failure *first) {
    const bool is_absent = read->result == CPROBE_OK || read->result == CPROBE_NOT_FOUND ||
                           read->system_error == ENODATA;
    if (!is_absent && first->code == CPROBE_OK) {
        (void)cp_fail(first, read->result, file->source, 0, read->system_error);
    }
}

#endif
