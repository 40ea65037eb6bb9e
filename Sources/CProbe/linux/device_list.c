#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "device_list.h"

#include <errno.h>
#include <unistd.h>

#include "../failure.h"
#include "../source/descriptor.h"
#include "../source/directory.h"

// The most names read from a directory. A captured root may have a directory without end.
enum { NAMES_READ = 1 << 17, LINK_BYTES = 256 };

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

void cp_device_link_read(cp_reader *reader, const char *directory, const char *link,
                         cprobe_device_text *out) {
    char target[LINK_BYTES];
    int descriptor = -1;
    out->length = 0;
    if (cp_root_open_directory(&reader->root, directory, directory, &descriptor, NULL) !=
        CPROBE_OK) {
        return;
    }
    const ssize_t length = readlinkat(descriptor, link, target, sizeof target);
    cp_close(descriptor);
    if (length <= 0 || (size_t)length == sizeof target) {
        return;
    }
    cp_span rest = cp_span_make(target, (size_t)length);
    cp_span last = rest;
    bool found = true;
    while (found) {
        last = cp_take_until(&rest, '/', &found);
    }
    (void)cp_device_text_store(last, out);
}

bool cp_device_first_name(cp_reader *reader, const char *directory, cprobe_device_text *out) {
    cprobe_device_text first = {.length = 0};
    int descriptor = -1;
    if (cp_directory_open(&reader->root, directory, directory, &descriptor, NULL) != CPROBE_OK) {
        return false;
    }
    cp_directory names = cp_directory_list(descriptor, cp_scratch(reader), CP_SCRATCH_BYTES);
    cp_span name;
    for (unsigned seen = 0; seen < NAMES_READ && cp_directory_next(&names, &name); seen += 1) {
        const cp_span before = cp_span_make(first.bytes, first.length);
        if (name.bytes[0] != '.' && name.length <= sizeof first.bytes &&
            (first.length == 0 || cp_device_name_compare(name, before) < 0)) {
            first.length = (uint32_t)name.length;
            memcpy(first.bytes, name.bytes, name.length);
        }
    }
    cp_close(descriptor);
    if (first.length != 0) {
        *out = first;
    }
    return first.length != 0;
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
