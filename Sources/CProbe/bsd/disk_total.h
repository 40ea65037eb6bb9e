// The totals of disks. Pure.

#ifndef CP_BSD_DISK_TOTAL_H
#define CP_BSD_DISK_TOTAL_H

#include "../include/cprobe/disk.h"

// Adds a disk to the totals, which keep the counters that all disks have. `hash` begins with
// cp_hash_start, as `io` begins with zeros.
void cp_disk_total_add(const cprobe_disk_device *device, uint64_t *hash, cprobe_io *io);

#endif
