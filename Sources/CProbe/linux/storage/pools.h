// Reads the cache of ZFS, and the file systems of btrfs.

#ifndef CP_LINUX_STORAGE_POOLS_H
#define CP_LINUX_STORAGE_POOLS_H

#include "../../include/cprobe/storage.h"
#include "../../source/reader.h"

// Reads the cache of ZFS. False if ZFS is not loaded.
bool cp_storage_arc_read(cp_reader *reader, cprobe_arc *arc, cprobe_failures *failures);

// Fills `btrfs` and `btrfs_devices` of the lists, and adds to `lower`.
void cp_storage_btrfs_read(cp_reader *reader, cprobe_storage_lists *lists,
                           cprobe_failures *failures);

#endif
