// The usage fields of cprobe_mount.

#include "../include/cprobe/filesystem.h"

#include "fields.h"

const cprobe_field cp_mount_fields[] = {
    {CP_KEY(""), CPROBE_MOUNT_TOTAL, offsetof(cprobe_mount, total_bytes),
     CPROBE_PRINTED_NOT, "total_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     "statfs(2) f_blocks", 0, 0,
     "Size of the file system."},
    {CP_KEY(""), CPROBE_MOUNT_FREE, offsetof(cprobe_mount, free_bytes),
     CPROBE_PRINTED_NOT, "free_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     "statfs(2) f_bfree", 0, 0,
     "Free space, the space reserved for root included."},
    {CP_KEY(""), CPROBE_MOUNT_AVAILABLE, offsetof(cprobe_mount, available_bytes),
     CPROBE_PRINTED_NOT, "available_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     "statfs(2) f_bavail", 0, 0,
     "Free space available to unprivileged users."},
    {CP_KEY(""), CPROBE_MOUNT_USED, offsetof(cprobe_mount, used_bytes),
     CPROBE_PRINTED_NOT, "used_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     "total_bytes less free_bytes", 0, 0,
     "Used space."},
    {CP_KEY(""), CPROBE_MOUNT_USAGE, offsetof(cprobe_mount, usage_percent),
     CPROBE_PRINTED_NOT, "usage_percent", CPROBE_TYPE_DOUBLE, CPROBE_UNIT_PERCENT,
     CPROBE_KIND_GAUGE, "used_bytes of used_bytes and available_bytes", 0, 0,
     "used_bytes in percent of used_bytes and available_bytes, as df(1) prints it."},
    {CP_KEY(""), CPROBE_MOUNT_INODES_TOTAL, offsetof(cprobe_mount, inodes_total),
     CPROBE_PRINTED_NOT, "inodes_total", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     "statfs(2) f_files", 0, 0,
     "Number of inodes; null if the type of file system has no fixed number."},
    {CP_KEY(""), CPROBE_MOUNT_INODES_FREE, offsetof(cprobe_mount, inodes_free),
     CPROBE_PRINTED_NOT, "inodes_free", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     "statfs(2) f_ffree", 0, 0,
     "Free inodes."},
    {CP_KEY(""), CPROBE_MOUNT_INODES_USED, offsetof(cprobe_mount, inodes_used),
     CPROBE_PRINTED_NOT, "inodes_used", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     "inodes_total less inodes_free", 0, 0,
     "Used inodes."},
};

const size_t cp_mount_fields_count = sizeof cp_mount_fields / sizeof cp_mount_fields[0];
