#include "../platform.h"
#if CP_PLATFORM_MACOS

#include "../bsd/mounts.h"
#include "layout.h"

static const cp_mount_flag words[] = {
    {CP_MNT_SYNCHRONOUS, "synchronous"}, {CP_MNT_NOEXEC, "noexec"},
    {CP_MNT_NOSUID, "nosuid"},           {CP_MNT_NODEV, "nodev"},
    {CP_MNT_UNION, "union"},             {CP_MNT_ASYNC, "asynchronous"},
    {CP_MNT_QUARANTINE, "quarantine"},   {CP_MNT_LOCAL, "local"},
    {CP_MNT_DONTBROWSE, "nobrowse"},     {CP_MNT_AUTOMOUNTED, "automounted"},
    {CP_MNT_JOURNALED, "journaled"},     {CP_MNT_NOATIME, "noatime"},
    {0, NULL},
};
static const char *const pseudo[] = {"autofs", "devfs", NULL};
static const char *const user_space[] = {"macfuse", "osxfuse", "fusefs", "lifs", NULL};
static const char *const stacked[] = {"nullfs", "bindfs", "unionfs", NULL};

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
    .type_bytes = CP_MFSTYPENAMELEN,
    .device = CP_STATFS_FROM,
    .mount_point = CP_STATFS_ON,
    .path_bytes = CP_MAXPATHLEN,
    .read_only = CP_MNT_RDONLY,
    .local = CP_MNT_LOCAL,
    .words = words,
    .pseudo = pseudo,
    .user_space = user_space,
    .stacked = stacked,
    // The volumes of a container share its blocks: /dev/disk3s1s1 and /dev/disk3s5.
    .shares_device = "apfs",
    .device_end = 's',
};

cprobe_result cprobe_filesystem_read(cprobe_collector *collector, cprobe_mount_choice choice,
                                     cprobe_filesystem *filesystem, cprobe_mounts *mounts,
                                     cprobe_shared *shared, cprobe_failure *failure) {
    (void)shared;
    return cp_filesystem_read(&layout, collector, choice, filesystem, mounts, failure);
}

#endif
