// Reads the devices of /sys/block, and the devices below each.

#ifndef CP_LINUX_STORAGE_DEVICES_H
#define CP_LINUX_STORAGE_DEVICES_H

#include "../../include/cprobe/storage.h"
#include "../../source/reader.h"

// Fills `devices` and `lower` of the lists. Returns the result for /sys/block itself; further
// failures are added to `failures`.
cprobe_result cp_storage_devices_read(cp_reader *reader, cprobe_storage_lists *lists,
                                      cprobe_failures *failures, cprobe_failure *failure);

#endif
