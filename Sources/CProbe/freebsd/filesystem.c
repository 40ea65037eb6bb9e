#include "../platform.h"
#if CP_PLATFORM_FREEBSD

#include "../bsd/mounts.h"
#include "layout.h"

static const cp_mount_flag words[] = {
    {CP_MNT_SYNCHRONOUS, "sync"},     {CP_MNT_NOEXEC, "noexec"},
    {CP_MNT_NOSUID, "nosuid"},        {CP_MNT_NFS4ACLS, "nfsv4acls"},
    {CP_MNT_UNION, "union"},          {CP_MNT_ASYNC, "async"},
    {CP_MNT_SUIDDIR, "suiddir"},      {CP_MNT_SOFTDEP, "soft-updates"},
    {CP_MNT_NOSYMFOLLOW, "nosymfollow"}, {CP_MNT_GJOURNAL, "gjournal"},
    {CP_MNT_MULTILABEL, "multilabel"}, {CP_MNT_ACLS, "acls"},
    {CP_MNT_NOATIME, "noatime"},      {0, NULL},
};
static const char *const pseudo[] = {"autofs",   "devfs",    "fdescfs",  "linprocfs",
                                     "linsysfs", "mqueuefs", "procfs",   NULL};
static const char *const user_space[] = {"fusefs", "smbfs", NULL};
static const char *const stacked[] = {"nullfs", "unionfs", NULL};

static const cp_mount_layout layout = {
    .list_call = "getfsstat",
    .usage_call = "statfs",
    .bytes = CP_STATFS_BYTES,
    .flags = CP_STATFS_FLAGS,
    .flags_bytes = 8,
    .block = CP_STATFS_BLOCK,
    .block_bytes = 8,
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
