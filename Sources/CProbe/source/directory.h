// Lists the names in a directory through a buffer of the caller.

#ifndef CP_SOURCE_DIRECTORY_H
#define CP_SOURCE_DIRECTORY_H

#include "../text/span.h"
#include "root.h"

// A position in an open directory.
typedef struct cp_directory {
    int descriptor;
    int system_error;    // Why the listing ended early; 0 if it did not.
    char *buffer;
    size_t capacity;
    cp_span rest;        // Entries in the buffer that were not returned yet.
} cp_directory;

// Opens a directory of the root for listing. The caller closes `descriptor`.
cprobe_result cp_directory_open(cp_root *root, const char *path, const char *source,
                                int *descriptor, cprobe_failure *failure);

// Lists from the current offset of `descriptor`, through a buffer that is aligned to 64 bits and
// holds at least one entry (280 bytes: a name has at most 255).
cp_directory cp_directory_list(int descriptor, char *buffer, size_t capacity);

// One entry of a directory.
typedef struct cp_directory_entry {
    cp_span name;    // NUL-terminated and in the buffer, including "." and "..".
    uint64_t inode;
    bool is_other;   // Not a directory. A file system that does not report types leaves it false.
} cp_directory_entry;

// Returns the next entry. False at the end, or after an error.
bool cp_directory_next_entry(cp_directory *directory, cp_directory_entry *entry);

// As cp_directory_next_entry(), the name only.
bool cp_directory_next(cp_directory *directory, cp_span *name);

#endif
