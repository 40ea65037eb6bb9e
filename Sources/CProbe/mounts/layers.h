// Mounts with layers in other mounts: overlays, ecryptfs, datasets of a pool.

#ifndef CP_MOUNTS_LAYERS_H
#define CP_MOUNTS_LAYERS_H

#include "table.h"

// Finds the mounts whose layers lead into a closed mount, and marks them as not to be queried.
// False if none was newly found.
bool cp_mounts_relate_layers(const cp_mount_table *t);

// Marks as duplicates the mounts that show the space of another listed mount under a device number
// of their own: an overlay or ecryptfs shows that of the file system of its upper layer, a ZFS
// dataset that of its pool, if total and available agree. The mount at "/" is never a duplicate.
void cp_mounts_relate_space(cprobe_mounts *mounts);

#endif
