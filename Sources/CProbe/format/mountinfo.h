// One line of /proc/PID/mountinfo. The format stands in mountinfo.c.

#ifndef CP_FORMAT_MOUNTINFO_H
#define CP_FORMAT_MOUNTINFO_H

#include <stdint.h>

#include "../text/lines.h"

// A mount. The spans point into the line, undecoded.
typedef struct cp_mount {
    uint32_t id, parent_id;
    uint32_t device_major, device_minor;
    cp_span root;          // Which directory of the file system is mounted.
    cp_span point;         // Where.
    cp_span options;       // Of the mount.
    cp_span type;          // Of the file system.
    cp_span source;        // Empty where the line ends before it.
    cp_span super_options; // Of the file system. Empty where the line ends before them.
} cp_mount;

// Parses a line. False where it is none: where its type is not there whole.
bool cp_mountinfo_parse(cp_span line, cp_mount *mount);

// Decodes the octal escapes of a path (\040 for a space) into `out`. False where it does not fit
// `capacity` or has a NUL.
bool cp_mountinfo_decode(cp_span path, char *out, size_t capacity, size_t *length);

// Whether something that is not sysfs is mounted over this file of /sys, or over a directory above
// it: lxcfs over /sys/devices/system/cpu/online.
bool cp_mountinfo_is_over_sysfs(const cp_mount *mount, cp_span path);

#endif
