#include "../platform.h"
#if CP_PLATFORM_OPENBSD

#include "../bsd/mounts.h"
#include "layout.h"

static const cp_mount_flag words[] = {
    {CP_MNT_SYNCHRONOUS, "sync"},
    {CP_MNT_NOEXEC, "noexec"},
    {CP_MNT_NOSUID, "nosuid"},
    {CP_MNT_NODEV, "nodev"},
    {CP_MNT_NOPERM, "noperm"},
    {CP_MNT_ASYNC, "async"},
    {CP_MNT_WXALLOWED, "wxallowed"},
    {CP_MNT_NOATIME, "noatime"},
    {0, NULL},
};
static const char *const pseudo[] = {NULL}; // There is none.
static const char *const user_space[] = {"fuse", NULL};
static const char *const stacked[] = {NULL};

static const cp_mount_layout layout = {
    .list_call = "getfsstat",
    .usage_call = "statfs",
    .bytes = CP_STATFS_BYTES,
    .flags = CP_STATFS_FLAGS,
    .flags_bytes = 4,
    .block = CP_STATFS_BLOCK,
    .block_bytes = 4,
    .blocks = CP_STATFS_BLOCKS,
    .free = CP_STATFS_FREE,
    .available = CP_STATFS_AVAILABLE,
    .files = CP_STATFS_FILES,
    .free_files = CP_STATFS_FREE_FILES,
    .id = CP_STATFS_ID,
    .type = CP_STATFS_TYPE,
    .type_bytes = CP_MFSNAMELEN,
    .device = CP_STATFS_FROM,
    .mount_point = CP_STATFS_ON,
    .path_bytes = CP_MNAMELEN,
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
