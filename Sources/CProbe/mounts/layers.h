// Which mounts have layers in others: overlays, ecryptfs, datasets of a pool.

#ifndef CP_MOUNTS_LAYERS_H
#define CP_MOUNTS_LAYERS_H

#include "table.h"

// Finds the mounts whose layers lead into a closed one: they are not asked. False where nothing new was
// found out.
bool cp_mounts_relate_layers(const cp_mount_table *t);

// Finds out which of the mounts that answered show the space of another one that is listed, though they
// have a device number of their own: an overlay or ecryptfs that of the file system its upper layer lies
// in, a dataset of zfs that of its pool, where total and available agree. They are duplicates. What is
// mounted at "/" is none.
void cp_mounts_relate_space(cprobe_mounts *mounts);

#endif
