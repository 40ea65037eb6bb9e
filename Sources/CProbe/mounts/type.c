// File system types, as in mountinfo and /proc/filesystems.
//
// Only types that cannot block on another machine or process are local; a type missing here is not
// queried. From the register_filesystem() calls of Linux 2.6 to 6.18, and the known out-of-tree
// types. FUSE appends a subtype after a dot ("fuse.sshfs").

#include "type.h"

typedef struct type {
    const char *name;
    cp_filesystem_kind kind;
} type;

// By kind, then by name. efivarfs has storage, but each query wakes the firmware.
static const type types[] = {
    {"adfs", CP_FILESYSTEM_LOCAL},
    {"affs", CP_FILESYSTEM_LOCAL},
    {"apfs", CP_FILESYSTEM_LOCAL},
    {"bcachefs", CP_FILESYSTEM_LOCAL},
    {"befs", CP_FILESYSTEM_LOCAL},
    {"bfs", CP_FILESYSTEM_LOCAL},
    {"btrfs", CP_FILESYSTEM_LOCAL},
    {"cramfs", CP_FILESYSTEM_LOCAL},
    {"devtmpfs", CP_FILESYSTEM_LOCAL},
    {"efs", CP_FILESYSTEM_LOCAL},
    {"erofs", CP_FILESYSTEM_LOCAL},
    {"exfat", CP_FILESYSTEM_LOCAL},
    {"ext2", CP_FILESYSTEM_LOCAL},
    {"ext3", CP_FILESYSTEM_LOCAL},
    {"ext4", CP_FILESYSTEM_LOCAL},
    {"f2fs", CP_FILESYSTEM_LOCAL},
    {"hfs", CP_FILESYSTEM_LOCAL},
    {"hfsplus", CP_FILESYSTEM_LOCAL},
    {"hpfs", CP_FILESYSTEM_LOCAL},
    {"iso9660", CP_FILESYSTEM_LOCAL},
    {"jffs2", CP_FILESYSTEM_LOCAL},
    {"jfs", CP_FILESYSTEM_LOCAL},
    {"minix", CP_FILESYSTEM_LOCAL},
    {"msdos", CP_FILESYSTEM_LOCAL},
    {"nilfs2", CP_FILESYSTEM_LOCAL},
    {"ntfs", CP_FILESYSTEM_LOCAL},
    {"ntfs3", CP_FILESYSTEM_LOCAL},
    {"omfs", CP_FILESYSTEM_LOCAL},
    {"qnx4", CP_FILESYSTEM_LOCAL},
    {"qnx6", CP_FILESYSTEM_LOCAL},
    {"ramfs", CP_FILESYSTEM_LOCAL},
    {"reiser4", CP_FILESYSTEM_LOCAL},
    {"reiserfs", CP_FILESYSTEM_LOCAL},
    {"romfs", CP_FILESYSTEM_LOCAL},
    {"rootfs", CP_FILESYSTEM_LOCAL},
    {"squashfs", CP_FILESYSTEM_LOCAL},
    {"sysv", CP_FILESYSTEM_LOCAL},
    {"tmpfs", CP_FILESYSTEM_LOCAL},
    {"ubifs", CP_FILESYSTEM_LOCAL},
    {"udf", CP_FILESYSTEM_LOCAL},
    {"ufs", CP_FILESYSTEM_LOCAL},
    {"umsdos", CP_FILESYSTEM_LOCAL},
    {"v7", CP_FILESYSTEM_LOCAL},
    {"vfat", CP_FILESYSTEM_LOCAL},
    {"xfs", CP_FILESYSTEM_LOCAL},
    {"zfs", CP_FILESYSTEM_LOCAL},
    {"zonefs", CP_FILESYSTEM_LOCAL},

    {"ecryptfs", CP_FILESYSTEM_STACKED},
    {"overlay", CP_FILESYSTEM_STACKED},
    {"overlayfs", CP_FILESYSTEM_STACKED},

    {"anon_inodefs", CP_FILESYSTEM_PSEUDO},
    {"bdev", CP_FILESYSTEM_PSEUDO},
    {"binder", CP_FILESYSTEM_PSEUDO},
    {"binfmt_misc", CP_FILESYSTEM_PSEUDO},
    {"bpf", CP_FILESYSTEM_PSEUDO},
    {"cgroup", CP_FILESYSTEM_PSEUDO},
    {"cgroup2", CP_FILESYSTEM_PSEUDO},
    {"configfs", CP_FILESYSTEM_PSEUDO},
    {"cpuset", CP_FILESYSTEM_PSEUDO},
    {"dax", CP_FILESYSTEM_PSEUDO},
    {"debugfs", CP_FILESYSTEM_PSEUDO},
    {"devfs", CP_FILESYSTEM_PSEUDO},
    {"devpts", CP_FILESYSTEM_PSEUDO},
    {"efivarfs", CP_FILESYSTEM_PSEUDO},
    {"fuse.gvfs-fuse-daemon", CP_FILESYSTEM_PSEUDO},
    {"fuse.gvfsd-fuse", CP_FILESYSTEM_PSEUDO},
    {"fuse.lxcfs", CP_FILESYSTEM_PSEUDO},
    {"fuse.portal", CP_FILESYSTEM_PSEUDO},
    {"fusectl", CP_FILESYSTEM_PSEUDO},
    {"hugetlbfs", CP_FILESYSTEM_PSEUDO},
    {"inotifyfs", CP_FILESYSTEM_PSEUDO},
    {"mqueue", CP_FILESYSTEM_PSEUDO},
    {"nfsd", CP_FILESYSTEM_PSEUDO},
    {"nsfs", CP_FILESYSTEM_PSEUDO},
    {"pidfs", CP_FILESYSTEM_PSEUDO},
    {"pipefs", CP_FILESYSTEM_PSEUDO},
    {"proc", CP_FILESYSTEM_PSEUDO},
    {"pstore", CP_FILESYSTEM_PSEUDO},
    {"resctrl", CP_FILESYSTEM_PSEUDO},
    {"rpc_pipefs", CP_FILESYSTEM_PSEUDO},
    {"securityfs", CP_FILESYSTEM_PSEUDO},
    {"selinuxfs", CP_FILESYSTEM_PSEUDO},
    {"smackfs", CP_FILESYSTEM_PSEUDO},
    {"sockfs", CP_FILESYSTEM_PSEUDO},
    {"spufs", CP_FILESYSTEM_PSEUDO},
    {"sysfs", CP_FILESYSTEM_PSEUDO},
    {"tracefs", CP_FILESYSTEM_PSEUDO},
    {"usbdevfs", CP_FILESYSTEM_PSEUDO},
    {"usbfs", CP_FILESYSTEM_PSEUDO},
    {"xenfs", CP_FILESYSTEM_PSEUDO},

    {"autofs", CP_FILESYSTEM_AUTOMOUNT},

    {"9p", CP_FILESYSTEM_NETWORK},
    {"acfs", CP_FILESYSTEM_NETWORK},
    {"afs", CP_FILESYSTEM_NETWORK},
    {"beegfs", CP_FILESYSTEM_NETWORK},
    {"ceph", CP_FILESYSTEM_NETWORK},
    {"cifs", CP_FILESYSTEM_NETWORK},
    {"coda", CP_FILESYSTEM_NETWORK},
    {"gfs", CP_FILESYSTEM_NETWORK},
    {"gfs2", CP_FILESYSTEM_NETWORK},
    {"gpfs", CP_FILESYSTEM_NETWORK},
    {"lustre", CP_FILESYSTEM_NETWORK},
    {"ncpfs", CP_FILESYSTEM_NETWORK},
    {"nfs", CP_FILESYSTEM_NETWORK},
    {"nfs4", CP_FILESYSTEM_NETWORK},
    {"ocfs2", CP_FILESYSTEM_NETWORK},
    {"orangefs", CP_FILESYSTEM_NETWORK},
    {"panfs", CP_FILESYSTEM_NETWORK},
    {"prl_fs", CP_FILESYSTEM_NETWORK},
    {"pvfs2", CP_FILESYSTEM_NETWORK},
    {"smb3", CP_FILESYSTEM_NETWORK},
    {"smbfs", CP_FILESYSTEM_NETWORK},
    {"vboxsf", CP_FILESYSTEM_NETWORK},
    {"vmhgfs", CP_FILESYSTEM_NETWORK},

    {"fuse", CP_FILESYSTEM_USER_SPACE},
    {"fuseblk", CP_FILESYSTEM_USER_SPACE},
    {"virtiofs", CP_FILESYSTEM_USER_SPACE},
};

cp_filesystem_kind cp_filesystem_kind_of(cp_span name) {
    for (size_t index = 0; index < sizeof types / sizeof types[0]; index += 1) {
        // The first byte rules out most types.
        if (name.length != 0 && types[index].name[0] == name.bytes[0] &&
            cp_span_equal(name, cp_span_of(types[index].name))) {
            return types[index].kind;
        }
    }
    const bool is_fuse =
        cp_span_starts(name, cp_span_of("fuse.")) || cp_span_starts(name, cp_span_of("fuseblk."));
    return is_fuse ? CP_FILESYSTEM_USER_SPACE : CP_FILESYSTEM_UNKNOWN;
}
