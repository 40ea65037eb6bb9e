// The way to a file beneath a directory, component by component.
//
// The walk replaces openat2(2) where that is missing (before Linux 5.6) or forbidden, and finds what
// openat2 cannot: whether a mount on the way is of the same file system.

#ifndef CP_SOURCE_WALK_H
#define CP_SOURCE_WALK_H

#include <stdbool.h>

// How far a walk may lead. Neither leads out of the directory in which it begins.
typedef enum cp_walk_bound {
    CP_WALK_IN_ROOT = 0,    // Into other mounts, too: as RESOLVE_IN_ROOT and RESOLVE_NO_MAGICLINKS.
    CP_WALK_SAME_DEVICE     // Not into another file system: EXDEV, before anything of it is touched.
} cp_walk_bound;

// Resolves a path beneath `root` to an O_PATH descriptor. The kernel follows no link for it:
// absolute links begin at `root`, and ".." returns to the component from which the walk came,
// whatever was renamed meanwhile. An errno, or 0; ENAMETOOLONG beyond 32 components.
int cp_walk_to(int root, const char *path, cp_walk_bound bound, int *descriptor);

#endif
