// Listing a directory, name by name, into the caller's buffer.

#ifndef CP_SOURCE_DIRECTORY_H
#define CP_SOURCE_DIRECTORY_H

#include "../text/span.h"
#include "root.h"

// A position in an open directory.
typedef struct cp_directory {
    int descriptor;
    int system_error;    // Why the listing ended early; 0 where it did not.
    char *buffer;
    size_t capacity;
    cp_span rest;        // Entries that are in the buffer and not given yet.
} cp_directory;

// Opens a directory beneath the root for listing. `descriptor` is to be closed.
cprobe_result cp_directory_open(cp_root *root, const char *path, const char *source,
                                int *descriptor, cprobe_failure *failure);

// A listing from where `descriptor` stands, through a buffer that is aligned for 64 bits and has room
// for one entry at least (a name is at most 255 bytes: 280).
cp_directory cp_directory_list(int descriptor, char *buffer, size_t capacity);

// Gives the next name, which stands in the buffer and ends with a NUL: "." and ".." are among them.
// False at the end, or where the system fails.
bool cp_directory_next(cp_directory *directory, cp_span *name);

#endif
