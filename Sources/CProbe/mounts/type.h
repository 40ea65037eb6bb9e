// What stands behind a file system, by the name of its type.

#ifndef CP_MOUNTS_TYPE_H
#define CP_MOUNTS_TYPE_H

#include "../include/cprobe/result.h"
#include "../text/span.h"

typedef enum CPROBE_CLOSED cp_filesystem_kind {
    CP_FILESYSTEM_UNKNOWN = 0,
    CP_FILESYSTEM_LOCAL,     // A disk of this machine, or its memory.
    CP_FILESYSTEM_STACKED,   // Directories of other mounts, which answer for it.
    CP_FILESYSTEM_PSEUDO,    // Nothing: a view of the kernel.
    CP_FILESYSTEM_AUTOMOUNT, // Nothing, and stepping on it may mount anything.
    CP_FILESYSTEM_NETWORK,   // Another machine.
    CP_FILESYSTEM_USER_SPACE // A process.
} cp_filesystem_kind;

// The kind of a type, as mountinfo has it.
cp_filesystem_kind cp_filesystem_kind_of(cp_span type);

#endif
