#include "../platform.h"
#if CP_PLATFORM_NETBSD

#include "../bsd/mounts.h"
#include "layout.h"

static const cp_mount_flag words[] = {
    {CP_MNT_SYNCHRONOUS, "sync"},
    {CP_MNT_NOEXEC, "noexec"},
    {CP_MNT_NOSUID, "nosuid"},
    {CP_MNT_NODEV, "nodev"},
    {CP_MNT_UNION, "union"},
    {CP_MNT_ASYNC, "async"},
    {CP_MNT_NOCOREDUMP, "nocoredump"},
    {CP_MNT_RELATIME, "relatime"},
    {CP_MNT_DISCARD, "discard"},
    {CP_MNT_LOG, "log"},
    {CP_MNT_NOATIME, "noatime"},
    {CP_MNT_SYMPERM, "symperm"},
    {CP_MNT_NODEVMTIME, "nodevmtime"},
    {0, NULL},
};
static const char *const pseudo[] = {"autofs", "fdesc", "kernfs", "procfs", "ptyfs", NULL};
static const char *const user_space[] = {"coda", "puffs", "puffs|", "smbfs", NULL};
static const char *const stacked[] = {"null", "overlay", "umap", "union", NULL};

static const cp_mount_layout layout = {
    .list_call = "getvfsstat",
    .usage_call = "statvfs",
    .bytes = CP_STATVFS_BYTES,
    .flags = CP_STATVFS_FLAGS,
    .flags_bytes = 8,
    .block = CP_STATVFS_BLOCK,
    .block_bytes = 8,
    .blocks = CP_STATVFS_BLOCKS,
    .free = CP_STATVFS_FREE,
    .available = CP_STATVFS_AVAILABLE,
    .files = CP_STATVFS_FILES,
    .free_files = CP_STATVFS_FREE_FILES,
    .id = CP_STATVFS_ID,
    .type = CP_STATVFS_TYPE,
    .type_bytes = CP_VFS_NAMELEN,
    .device = CP_STATVFS_FROM,
    .mount_point = CP_STATVFS_ON,
    .path_bytes = CP_VFS_MNAMELEN,
    .read_only = CP_MNT_RDONLY,
    .local = CP_MNT_LOCAL,
    .words = words,
    .pseudo = pseudo,
    .user_space = user_space,
    .stacked = stacked,
};

cprobe_result cprobe_filesystem_read(cprobe_collector *collector, cprobe_mount_choice choice,
                                     cprobe_filesystem *filesystem, cprobe_mounts *mounts,
                                     cprobe_shared *shared, cprobe_failure *failure) {
    (void)shared;
    return cp_filesystem_read(&layout, collector, choice, filesystem, mounts, failure);
}

#endif
