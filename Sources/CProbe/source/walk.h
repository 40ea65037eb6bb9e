// The way to a file beneath a root, where the kernel cannot be told to stay in it (before Linux 5.6).

#ifndef CP_SOURCE_WALK_H
#define CP_SOURCE_WALK_H

#include <stdbool.h>

// Resolves a path beneath `root` as RESOLVE_IN_ROOT does, component by component, without following
// any link by the kernel: absolute links begin at the root, and ".." stays in it. Gives an O_PATH
// descriptor. An errno, or 0.
int cp_walk_to(int root, const char *path, int *descriptor);

// Whether two descriptors are of one file.
bool cp_is_same_file(int a, int b);

#endif
