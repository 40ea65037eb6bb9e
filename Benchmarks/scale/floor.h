// The floor of a reading: its system calls, on descriptors that are kept open, with nothing parsed.

#ifndef SCALE_FLOOR_H
#define SCALE_FLOOR_H

#include <stddef.h>

#include "../../Sources/CProbe/include/CProbe.h"

typedef enum section {
    CPU,
    NETWORK,
    FILESYSTEM,
    DISK,
    QUOTA,
    PROCESS,
    CGROUPS,
    SECTIONS
} section;

// Opens the files of the section's floor beneath `root`. Called after the collector's first
// reading.
void floor_open(section which, const char *root, const cprobe_collector *collector);

// Adds a mount point whose usage is queried, or a file that is opened, read and closed.
void floor_add_path(const char *path);

// Makes the calls once. Returns a number that depends on the answers, so that no call is optimized
// away.
size_t floor_run(void);

#endif
