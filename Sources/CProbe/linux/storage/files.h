// Reads the files of a directory of sysfs, most of which only some drivers have.

#ifndef CP_LINUX_STORAGE_FILES_H
#define CP_LINUX_STORAGE_FILES_H

#include "../../include/cprobe/field.h"
#include "../../include/cprobe/storage.h"
#include "../../source/reader.h"

// A directory of one item, and where the item's first failure goes.
typedef struct cp_storage_files {
    cp_reader *reader;
    int directory;           // -1: the item has none, and no file of it is read.
    cprobe_failure *failure;
} cp_storage_files;

// Opens the directory PREFIX + NAME + SUFFIX. False if it does not exist.
bool cp_storage_open(cp_storage_files *files, const char *prefix, cp_span name,
                     const char *suffix, const char *source);

// Closes it.
void cp_storage_close(cp_storage_files *files);

// Records a failure, unless the item has one.
void cp_storage_fail(const cp_storage_files *files, cprobe_result code, const char *source);

// Reads a file into the scratch buffer; its name is what follows the last slash of `source`. False,
// without a failure, if the file does not exist or the driver does not answer for this device.
bool cp_storage_read(const cp_storage_files *files, const char *source, cp_span *text);

// Reads a text, if it is not empty, unless `text` has one already.
void cp_storage_read_text(const cp_storage_files *files, const char *source,
                          cprobe_storage_text *text);

// Reads the file of a row, a number in the row's unit or a Boolean, into its member of `item`. A
// word ("none", "journal") is absent; what follows in parentheses is skipped.
void cp_storage_read_row(const cp_storage_files *files, const cprobe_field *row, void *item,
                         cprobe_presence *fields);

// Receives a name in a directory, which does not begin with a dot.
typedef void (*cp_storage_body)(void *context, cp_span name);

// Calls `body` with each such name in a directory of the root, in no order. False if it does not
// exist, or cannot be listed: then `failure`, which may be NULL, is set.
bool cp_storage_list(cp_reader *reader, const char *path, const char *source,
                     cp_storage_body body, void *context, cprobe_failure *failure);

// Reports, unless `has_more` is false, that a list has more items than are listed.
void cp_storage_report_end(bool has_more, const char *source, cprobe_failures *failures);

// Adds a device below another one to the list. False if its name is longer than any that the kernel
// gives, or if the list is full (`has_more`).
bool cp_storage_add_lower(cprobe_storage_lists *lists, cp_span name, bool *has_more);

// Copies the name of a device. False if it is longer than any that the kernel gives.
bool cp_storage_name_copy(cp_span name, char bytes[CPROBE_BLOCK_NAME_BYTES], uint32_t *length);

#endif
