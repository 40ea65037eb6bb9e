// The floor of a reading: its system calls on descriptors that are kept open, with nothing parsed.

#ifndef SCALE_FLOOR_H
#define SCALE_FLOOR_H

#include <stddef.h>

#include "../../Sources/CProbe/include/CProbe.h"

typedef enum section { CPU, NETWORK, FILESYSTEM, DISK, QUOTA, PROCESS, SECTIONS } section;

// Opens what the section's floor needs beneath `root`. After the collector's first reading.
void floor_open(section which, const char *root, const cprobe_collector *collector);

// Adds a mount point that is asked for its usage, or a file that is opened, read and closed.
void floor_add_path(const char *path);

// Makes the calls once. Gives a number that depends on the answers, so that none is left out.
size_t floor_run(void);

#endif
