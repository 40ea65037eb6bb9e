// Resolves a path below a directory, component by component.
//
// Replaces openat2(2) if missing (before Linux 5.6) or forbidden, and detects what openat2 cannot:
// a mount of the same file system on the way.

#ifndef CP_SOURCE_WALK_H
#define CP_SOURCE_WALK_H

#include <stdbool.h>

// The bounds of a walk. Neither leads out of the directory in which it starts.
typedef enum cp_walk_bound {
    CP_WALK_IN_ROOT = 0,    // May enter other mounts: like RESOLVE_IN_ROOT and
                            // RESOLVE_NO_MAGICLINKS.
    CP_WALK_SAME_DEVICE     // Not into another file system: EXDEV, before contacting it.
} cp_walk_bound;

// Resolves a path below `root` to an O_PATH descriptor. The kernel follows no link in it: absolute
// links start at `root`, and ".." returns to the previous component, even if a directory was
// renamed meanwhile. Returns 0 or an errno; ENAMETOOLONG beyond 32 components.
int cp_walk_to(int root, const char *path, cp_walk_bound bound, int *descriptor);

#endif
