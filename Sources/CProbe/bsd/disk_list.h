// Disks as OpenBSD and NetBSD list them: an array of structures with their counters.

#ifndef CP_BSD_DISK_LIST_H
#define CP_BSD_DISK_LIST_H

#include "../include/cprobe/disk.h"

typedef struct cp_disk_layout {
    const char *source;
    const int *numbers; // Of the sysctl.
    unsigned count;
    uint16_t bytes;     // Of a structure.
    uint16_t name, name_bytes;
    uint16_t busy;      // Transfers now: int32_t.
    uint16_t reads, writes, read_bytes, write_bytes; // uint64_t
    uint16_t time;      // Seconds and microseconds with at least one transfer,
    uint8_t time_bytes; // of 4 or 8 bytes each.
    uint16_t sums[2];   // Such times multiplied by the transfers that waited or ran; 0: none.
    uint16_t type;      // int32_t; 0: there are only disks.
    int32_t disk_type;
    const char *const *stacked; // Names whose I/O another disk, a file or memory serves; then NULL.
} cp_disk_layout;

// Results and outputs as cprobe_disk_read().
cprobe_result cp_disk_list_read(const cp_disk_layout *layout, cprobe_collector *collector,
                                cprobe_disk *disk, cprobe_io *io, cprobe_disk_device *items,
                                size_t capacity, size_t *count, cprobe_failure *failure);

// Results and outputs as cprobe_io_read().
cprobe_result cp_disk_list_total(const cp_disk_layout *layout, cprobe_collector *collector,
                                 cprobe_io *io, cprobe_failure *failure);

#endif
