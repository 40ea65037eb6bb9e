// /proc/diskstats as lines. diskstats.c describes the format.

#ifndef CP_FORMAT_DISKSTATS_H
#define CP_FORMAT_DISKSTATS_H

#include "../include/cprobe/disk.h"
#include "../text/lines.h"

// Parses all lines. `io` and, with capacity 0, `items` may be NULL.
cprobe_result cp_diskstats_parse(cp_lines *lines, cprobe_disk *disk, cprobe_io *io,
                                 cprobe_disk_device *items, size_t capacity, size_t *count,
                                 cprobe_failure *failure);

#endif
