// A cgroup requested by name: as a directory, or as a path in the hierarchies.

#ifndef CP_LINUX_CGROUP_NAME_H
#define CP_LINUX_CGROUP_NAME_H

#include "../../source/reader.h"

// The name with one slash at its start and none at its end, and a NUL.
typedef struct cp_cgroup_name {
    char path[CPROBE_PATH_BYTES];
    size_t length;
} cp_cgroup_name;

static inline cp_span cp_cgroup_name_path(const cp_cgroup_name *cgroup) {
    return cp_span_make(cgroup->path, cgroup->length);
}

// Normalizes a name given by the caller. INVALID if it is empty or contains "..", TOO_LARGE.
cprobe_result cp_cgroup_name_take(const char *name, cp_cgroup_name *cgroup,
                                  cprobe_failure *failure);

// Resolves symbolic links in the name, as /sys/fs/cgroup/cpu is one on many systems. False if the
// name is no directory beneath the root.
bool cp_cgroup_name_follow(cp_reader *reader, cp_cgroup_name *cgroup);

#endif
