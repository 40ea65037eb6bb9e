// One line of /proc/PID/mountinfo. mountinfo.c describes the format.

#ifndef CP_FORMAT_MOUNTINFO_H
#define CP_FORMAT_MOUNTINFO_H

#include <stdint.h>

#include "../text/lines.h"

// A mount. The spans point into the line, still escaped.
typedef struct cp_mount {
    uint32_t id, parent_id;
    uint32_t device_major, device_minor;
    cp_span root;          // The directory of the file system that is mounted.
    cp_span point;         // The mount point.
    cp_span options;       // Of the mount.
    cp_span tags;          // "shared:9 master:2 - ": with what ends them.
    cp_span type;          // Of the file system.
    cp_span source;        // Empty if the line ends before it.
    cp_span super_options; // Of the file system. Empty if the line ends before them.
} cp_mount;

// Parses a line. False if malformed: its type is not complete.
bool cp_mountinfo_parse(cp_span line, cp_mount *mount);

// How mounts and unmounts below a mount propagate. 0 is no peer group: a mount with neither is
// private.
void cp_mountinfo_propagation(cp_span tags, uint32_t *peer_group, uint32_t *master_group,
                              bool *unbindable);

// Unescapes a path (\040 is a space) into `out`. False if it exceeds `capacity` or contains a NUL.
bool cp_mountinfo_decode(cp_span path, char *out, size_t capacity, size_t *length);

// Whether a file system other than sysfs is mounted over this file of /sys or over a directory
// above it: lxcfs over /sys/devices/system/cpu/online.
bool cp_mountinfo_is_over_sysfs(const cp_mount *mount, cp_span path);

#endif
