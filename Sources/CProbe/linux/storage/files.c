#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "files.h"

#include <errno.h>

#include "../../failure.h"
#include "../../format/block_device.h"
#include "../../source/descriptor.h"
#include "../../source/directory.h"
#include "../../text/build.h"
#include "../../text/number.h"
#include "../../text/table.h"

enum {
    PATH_BYTES = 384,
    SECTOR = 512,
    NOT_SUPPORTED = 524 // ENOTSUPP, an errno of the kernel that no header of the C library has.
};

bool cp_storage_open(cp_storage_files *files, const char *prefix, cp_span name,
                     const char *suffix, const char *source) {
    char path[PATH_BYTES];
    cp_build build = {path, sizeof path, 0, false};
    cp_build_add(&build, cp_span_of(prefix));
    cp_build_add(&build, name);
    cp_build_add(&build, cp_span_of(suffix));
    files->directory = -1;
    cprobe_failure failure = {CPROBE_TOO_LARGE, 0, 0, source};
    const cprobe_result result =
        build.is_full ? CPROBE_TOO_LARGE
                      : cp_root_open_directory(&files->reader->root, path, source,
                                               &files->directory, &failure);
    if (result != CPROBE_OK && result != CPROBE_NOT_FOUND && result != CPROBE_GONE &&
        files->failure->code == CPROBE_OK) {
        *files->failure = failure;
    }
    return result == CPROBE_OK;
}

void cp_storage_close(cp_storage_files *files) {
    cp_close(files->directory);
    files->directory = -1;
}

void cp_storage_fail(const cp_storage_files *files, cprobe_result code, const char *source) {
    if (files->failure->code == CPROBE_OK) {
        (void)cp_fail(files->failure, code, source, 1, 0);
    }
}

// What follows the last slash.
static const char *name_of(const char *source) {
    const char *name = source;
    for (const char *at = source; *at != '\0'; at += 1) {
        name = *at == '/' ? at + 1 : name;
    }
    return name;
}

static bool is_refusal(const cprobe_failure *failure) {
    return failure->code == CPROBE_NOT_FOUND || failure->code == CPROBE_GONE ||
           failure->system_error == EINVAL || failure->system_error == ENODEV ||
           failure->system_error == ENXIO || failure->system_error == EOPNOTSUPP ||
           failure->system_error == NOT_SUPPORTED;
}

bool cp_storage_read(const cp_storage_files *files, const char *source, cp_span *text) {
    if (files->directory < 0) {
        return false;
    }
    int descriptor = -1;
    size_t length = 0;
    cprobe_failure failure;
    cprobe_result result = cp_root_open_file_in(&files->reader->root, files->directory,
                                                name_of(source), &descriptor, &failure);
    if (result == CPROBE_OK) {
        result = cp_read_whole(descriptor, CP_PRINTED_WHOLE, cp_scratch(files->reader),
                               CP_SCRATCH_BYTES, &length, source, &failure);
        cp_close(descriptor);
    }
    *text = cp_span_make(cp_scratch(files->reader), length);
    if (result != CPROBE_OK && !is_refusal(&failure) && files->failure->code == CPROBE_OK) {
        failure.source = source;
        *files->failure = failure;
    }
    return result == CPROBE_OK;
}

void cp_storage_read_text(const cp_storage_files *files, const char *source,
                          cprobe_storage_text *text) {
    cp_span read;
    if (text->length == 0 && cp_storage_read(files, source, &read) &&
        !cp_storage_text_copy(read, text)) {
        cp_storage_fail(files,
                        read.length > sizeof text->bytes ? CPROBE_TOO_LARGE : CPROBE_MALFORMED,
                        source);
    }
}

static uint64_t unit_of(const cprobe_field *row) {
    return row->printed == CPROBE_PRINTED_SECTORS ? SECTOR
           : row->printed == CPROBE_PRINTED_KIB   ? 1024
                                                  : 1;
}

void cp_storage_read_row(const cp_storage_files *files, const cprobe_field *row, void *item,
                         cprobe_presence *fields) {
    cp_span text;
    if (!cp_storage_read(files, row->source, &text)) {
        return;
    }
    bool flag = false;
    uint64_t number = 0;
    const uint64_t unit = unit_of(row);
    cp_trim_lines(&text);
    const bool is_word = text.length != 0 && text.bytes[0] >= 'a' && text.bytes[0] <= 'z';
    if (row->type == CPROBE_TYPE_BOOL && cp_flag_parse(text, &flag)) {
        memcpy((char *)item + row->offset, &flag, sizeof flag);
        cprobe_set(fields, row->presence);
    } else if (row->type == CPROBE_TYPE_U64 && cp_take_u64(&text, &number) &&
               (text.length == 0 || cp_take_text(&text, " (")) && number <= INT64_MAX / unit) {
        cp_row_store(row, number * unit, item, fields);
    } else if (!is_word) {
        cp_storage_fail(files, CPROBE_MALFORMED, row->source);
    }
}

void cp_storage_report_end(bool has_more, const char *source, cprobe_failures *failures) {
    if (has_more) {
        cp_failures_add(failures, (cprobe_failure){CPROBE_TOO_LARGE, 0, 0, source});
    }
}

bool cp_storage_list(cp_reader *reader, const char *path, const char *source,
                     cp_storage_body body, void *context, cprobe_failure *failure) {
    int descriptor = -1;
    if (cp_directory_open(&reader->root, path, source, &descriptor, failure) != CPROBE_OK) {
        return false;
    }
    uint64_t entries[256]; // The scratch buffer holds the text of each file.
    cp_directory directory = cp_directory_list(descriptor, (char *)entries, sizeof entries);
    cp_span name;
    while (cp_directory_next(&directory, &name)) {
        if (name.bytes[0] != '.') {
            body(context, name);
        }
    }
    if (directory.system_error != 0) {
        (void)cp_fail(failure, cp_result_of_errno(directory.system_error), source, 0,
                      directory.system_error);
    }
    cp_close(descriptor);
    return directory.system_error == 0;
}

bool cp_storage_name_copy(cp_span name, char bytes[CPROBE_BLOCK_NAME_BYTES], uint32_t *length) {
    if (name.length == 0 || name.length > CPROBE_BLOCK_NAME_BYTES) {
        return false;
    }
    memcpy(bytes, name.bytes, name.length);
    *length = (uint32_t)name.length;
    return true;
}

bool cp_storage_add_lower(cprobe_storage_lists *lists, cp_span name, bool *has_more) {
    cprobe_lower_device lower = {0};
    if (!cp_storage_name_copy(name, lower.name, &lower.name_length)) {
        return false;
    }
    if (lists->lower_count == CPROBE_LOWER_DEVICES_LISTED) {
        *has_more = true;
        return false;
    }
    if (lists->lower_count < lists->lower_capacity) {
        lists->lower[lists->lower_count] = lower;
    }
    lists->lower_count += 1;
    return true;
}

#endif
