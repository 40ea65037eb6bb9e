// The kind of a file system, by the name of its type.

#ifndef CP_MOUNTS_TYPE_H
#define CP_MOUNTS_TYPE_H

#include "../include/cprobe/result.h"
#include "../text/span.h"

typedef enum CPROBE_CLOSED cp_filesystem_kind {
    CP_FILESYSTEM_UNKNOWN = 0,
    CP_FILESYSTEM_LOCAL,     // A local disk, or memory.
    CP_FILESYSTEM_STACKED,   // Directories of other mounts, which serve its requests.
    CP_FILESYSTEM_PSEUDO,    // No storage: a view of the kernel.
    CP_FILESYSTEM_AUTOMOUNT, // No storage; entering it may mount anything.
    CP_FILESYSTEM_NETWORK,   // Another machine.
    CP_FILESYSTEM_USER_SPACE // A process.
} cp_filesystem_kind;

// The kind of a type as named in mountinfo.
cp_filesystem_kind cp_filesystem_kind_of(cp_span type);

#endif
