// A cgroup that is asked for by its name: a directory, or a path in the hierarchies.

#ifndef CP_LINUX_CGROUP_NAME_H
#define CP_LINUX_CGROUP_NAME_H

#include "../../source/reader.h"

// The name without slashes at its end, and with one at its beginning. A NUL follows it.
typedef struct cp_cgroup_name {
    char path[CPROBE_PATH_BYTES];
    size_t length;
} cp_cgroup_name;

static inline cp_span cp_cgroup_name_path(const cp_cgroup_name *group) {
    return cp_span_make(group->path, group->length);
}

// Takes a name as it was given. INVALID where it is empty or climbs by "..", TOO_LARGE.
cprobe_result cp_cgroup_name_take(const char *name, cp_cgroup_name *group, cprobe_failure *failure);

// Takes the directory that the name leads to by links, as /sys/fs/cgroup/cpu is one on many systems,
// in its place. False where it is no directory beneath the root.
bool cp_cgroup_name_follow(cp_reader *reader, cp_cgroup_name *group);

#endif
