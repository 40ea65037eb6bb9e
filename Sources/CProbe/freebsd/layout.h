// The structures of FreeBSD 12 and later on 64-bit machines, as the collectors read them: sizes,
// offsets and constants. calls.c, which has the system's headers, holds each of them to those.

#ifndef CP_FREEBSD_LAYOUT_H
#define CP_FREEBSD_LAYOUT_H

#include "../bsd/layout.h"

enum {
    // struct clockinfo, sys/time.h: kern.clockrate.
    CP_CLOCKINFO_BYTES = 20,
    CP_CLOCKINFO_STATHZ = 12, // int
    // kern.cp_time, kern.cp_times: rows of long, sys/resource.h.
    CP_CPU_STATES = 5,
    CP_CPU_STATE_USER = 0,
    CP_CPU_STATE_NICE = 1,
    CP_CPU_STATE_SYSTEM = 2,
    CP_CPU_STATE_INTERRUPT = 3,
    CP_CPU_STATE_IDLE = 4,
    // struct xswdev, vm/vm_param.h: vm.swap_info.N.
    CP_XSWDEV_VERSION = 2,
    CP_XSWDEV_BYTES = 32,
    CP_XSWDEV_VERSION_AT = 0, // unsigned
    CP_XSWDEV_DEVICE = 8,     // dev_t: uint64_t
    CP_XSWDEV_FLAGS = 16,     // int
    CP_XSWDEV_BLOCKS = 20,    // int, pages
    CP_XSWDEV_USED = 24,      // int, pages
    // The routing sysctl: net.route, NET_RT_IFLIST.
    CP_CTL_NET = 4,
    CP_PF_ROUTE = 17,
    CP_NET_RT_IFLIST = 3,
    CP_RTM_VERSION = 5,
    CP_RTM_IFINFO = 14,
    CP_RTM_NEWADDR = 12,
    CP_AF_INET6 = 28,
    CP_LINK_IS_DOWN = 1,
    CP_LINK_IS_UP = 2,
    CP_SOCKADDR_PADDING = 8, // SA_SIZE(): sizeof(long).
    CP_IFT_L2VLAN = 135,
    CP_IFT_IEEE8023ADLAG = 161,
    CP_IFT_BRIDGE = 209,
    CP_IFT_GIF = 240,
    CP_IFT_TUNNEL = 131,
    CP_IFT_PPP = 0x17, // tun
    CP_IFT_WIREGUARD = 0xf8,
    // struct if_msghdr, with its struct if_data; struct ifa_msghdr: net/if.h.
    CP_IF_MSGHDR_BYTES = 168,
    CP_IF_ADDRS = 4,
    CP_IF_FLAGS = 8,
    CP_IF_INDEX = 12,
    CP_IF_TYPE = 16, // uint8_t
    CP_IF_LINK_STATE = 20, // uint8_t
    CP_IF_MTU = 24, // uint32_t
    CP_IF_SPEED = 32, // uint64_t, and the rest
    CP_IF_RX_PACKETS = 40,
    CP_IF_RX_ERRORS = 48,
    CP_IF_TX_PACKETS = 56,
    CP_IF_TX_ERRORS = 64,
    CP_IF_COLLISIONS = 72,
    CP_IF_RX_BYTES = 80,
    CP_IF_TX_BYTES = 88,
    CP_IF_RX_MULTICAST = 96,
    CP_IF_RX_DROPPED = 112,
    CP_IF_TX_DROPPED = 120,
    CP_IFA_MSGHDR_BYTES = 20,
    CP_IFA_ADDRS = 4,
    CP_IFA_FLAGS = 8,
    CP_IFA_INDEX = 12,
    // struct statfs: sys/mount.h.
    CP_STATFS_BYTES = 2344,
    CP_STATFS_FLAGS = 8, // uint64_t
    CP_STATFS_BLOCK = 16, // uint64_t
    CP_STATFS_BLOCKS = 32, // uint64_t
    CP_STATFS_FREE = 40, // uint64_t
    CP_STATFS_AVAILABLE = 48, // int64_t
    CP_STATFS_FILES = 56, // uint64_t
    CP_STATFS_FREE_FILES = 64, // int64_t
    CP_STATFS_ID = 192, // int32_t[2]
    CP_STATFS_TYPE = 280,
    CP_STATFS_FROM = 296,
    CP_STATFS_ON = 1320,
    CP_MFSNAMELEN = 16,
    CP_MNAMELEN = 1024,
    CP_MNT_RDONLY = 1,
    CP_MNT_SYNCHRONOUS = 2,
    CP_MNT_NOEXEC = 4,
    CP_MNT_NOSUID = 8,
    CP_MNT_NFS4ACLS = 16,
    CP_MNT_UNION = 32,
    CP_MNT_ASYNC = 64,
    CP_MNT_SUIDDIR = 1048576,
    CP_MNT_SOFTDEP = 2097152,
    CP_MNT_NOSYMFOLLOW = 4194304,
    CP_MNT_GJOURNAL = 33554432,
    CP_MNT_MULTILABEL = 67108864,
    CP_MNT_ACLS = 134217728,
    CP_MNT_NOATIME = 268435456,
    CP_MNT_LOCAL = 4096,
    // struct devstat: sys/devicestat.h. kern.devstat.all is a generation, a long, and these.
    CP_DEVSTAT_VERSION = 6,
    CP_DEVSTAT_GENERATION_BYTES = 8,
    CP_DEVSTAT_BYTES = 288,
    CP_DEVSTAT_SEQUENCE0 = 0, // unsigned
    CP_DEVSTAT_STARTED = 8, // unsigned
    CP_DEVSTAT_ENDED = 12, // unsigned
    CP_DEVSTAT_NUMBER = 40, // uint32_t
    CP_DEVSTAT_NAME = 44, // char[16]
    CP_DEVSTAT_UNIT = 60, // int
    CP_DEVSTAT_MOVED = 64, // uint64_t[4], by devstat_trans_flags
    CP_DEVSTAT_OPERATIONS = 96, // uint64_t[4]
    CP_DEVSTAT_DURATION = 128, // struct bintime[4]
    CP_DEVSTAT_BUSY = 192, // struct bintime
    CP_DEVSTAT_TYPE = 260, // enum
    CP_DEVSTAT_SEQUENCE1 = 280, // unsigned
    CP_DEVSTAT_NAME_BYTES = 16,
    CP_DEVSTAT_READ = 1,
    CP_DEVSTAT_WRITE = 2,
    CP_DEVSTAT_FREE = 3,
    CP_DEVSTAT_TYPE_PASS = 256,
    CP_DEVSTAT_TYPE_MASK = 15,
    CP_DEVSTAT_TYPE_DIRECT = 0,
    CP_DEVSTAT_TYPE_WORM = 4,
    CP_DEVSTAT_TYPE_CDROM = 5,
    CP_DEVSTAT_TYPE_OPTICAL = 7,
    CP_DEVSTAT_TYPE_STORARRAY = 12,
    CP_DEVSTAT_TYPE_FLOPPY = 14,
    // struct kinfo_proc: sys/user.h. A timeval is as above, a struct rusage as below.
    CP_KERN_PROC = 14,
    CP_KERN_PROC_PID = 1,
    CP_KERN_PROC_ARGS = 7,
    CP_KERN_PROC_PROC = 8,
    CP_KERN_PROC_PATHNAME = 12,
    CP_KERN_PROC_NFDS = 43,
    CP_KINFO_BYTES = 1088,
    CP_KINFO_SIZE = 0, // int
    CP_KINFO_PID = 72, // int32_t, as the next five
    CP_KINFO_PARENT = 76,
    CP_KINFO_GROUP = 80,
    CP_KINFO_FOREGROUND = 84,
    CP_KINFO_SESSION = 88,
    CP_KINFO_EFFECTIVE_UID = 168, // uint32_t, as the next five
    CP_KINFO_UID = 172,
    CP_KINFO_SAVED_UID = 176,
    CP_KINFO_GID = 180,
    CP_KINFO_SAVED_GID = 184,
    CP_KINFO_GROUP_COUNT = 188, // int16_t
    CP_KINFO_GROUPS = 192, // uint32_t[16]; the first one is the effective one
    CP_KINFO_VIRTUAL = 256, // bytes
    CP_KINFO_RESIDENT = 264, // pages, as the next three
    CP_KINFO_TEXT = 280,
    CP_KINFO_DATA = 288,
    CP_KINFO_STACK = 296,
    CP_KINFO_START = 336, // timeval, of the wall clock
    CP_KINFO_FLAGS = 368, // long
    CP_KINFO_STATE = 388, // char
    CP_KINFO_NICE = 389, // signed char
    CP_KINFO_COMMAND = 447, // char[20]
    CP_KINFO_LAST_CPU = 572, // int
    CP_KINFO_TRACER = 576, // int
    CP_KINFO_THREADS = 596, // int
    CP_KINFO_USAGE = 608, // rusage
    CP_KINFO_CHILDREN_USAGE = 752, // rusage
    CP_KINFO_THREAD_FLAGS = 1080, // long
    CP_KINFO_COMMAND_BYTES = 20,
    CP_RUSAGE_USER = 0, // timeval
    CP_RUSAGE_SYSTEM = 16, // timeval
    CP_RUSAGE_PEAK = 32, // KiB
    CP_RUSAGE_MINOR_FAULTS = 64, // long, as the rest
    CP_RUSAGE_MAJOR_FAULTS = 72,
    CP_RUSAGE_VOLUNTARY = 128,
    CP_RUSAGE_INVOLUNTARY = 136,
    // sys/proc.h: ki_stat, a flag of ki_tdflags, one of ki_flag.
    CP_SIDL = 1,
    CP_SRUN = 2,
    CP_SSLEEP = 3,
    CP_SSTOP = 4,
    CP_SZOMB = 5,
    CP_SWAIT = 6,
    CP_SLOCK = 7,
    CP_TDF_SINTR = 8,
    CP_P_KPROC = 4
};

#ifdef CP_PIN_LAYOUT
_Static_assert(sizeof(struct clockinfo) == CP_CLOCKINFO_BYTES, "clockinfo");
_Static_assert(offsetof(struct clockinfo, stathz) == CP_CLOCKINFO_STATHZ, "stathz");
_Static_assert(CPUSTATES == CP_CPU_STATES, "CPUSTATES");
_Static_assert(CP_USER == CP_CPU_STATE_USER, "CP_USER");
_Static_assert(CP_NICE == CP_CPU_STATE_NICE, "CP_NICE");
_Static_assert(CP_SYS == CP_CPU_STATE_SYSTEM, "CP_SYS");
_Static_assert(CP_INTR == CP_CPU_STATE_INTERRUPT, "CP_INTR");
_Static_assert(CP_IDLE == CP_CPU_STATE_IDLE, "CP_IDLE");
_Static_assert(XSWDEV_VERSION == CP_XSWDEV_VERSION, "XSWDEV_VERSION");
_Static_assert(sizeof(struct xswdev) == CP_XSWDEV_BYTES, "xswdev");
_Static_assert(offsetof(struct xswdev, xsw_version) == CP_XSWDEV_VERSION_AT, "xsw_version");
_Static_assert(offsetof(struct xswdev, xsw_dev) == CP_XSWDEV_DEVICE, "xsw_dev");
_Static_assert(offsetof(struct xswdev, xsw_flags) == CP_XSWDEV_FLAGS, "xsw_flags");
_Static_assert(offsetof(struct xswdev, xsw_nblks) == CP_XSWDEV_BLOCKS, "xsw_nblks");
_Static_assert(offsetof(struct xswdev, xsw_used) == CP_XSWDEV_USED, "xsw_used");
_Static_assert(CTL_NET == CP_CTL_NET, "CTL_NET");
_Static_assert(PF_ROUTE == CP_PF_ROUTE, "PF_ROUTE");
_Static_assert(NET_RT_IFLIST == CP_NET_RT_IFLIST, "NET_RT_IFLIST");
_Static_assert(RTM_VERSION == CP_RTM_VERSION, "RTM_VERSION");
_Static_assert(RTM_IFINFO == CP_RTM_IFINFO, "RTM_IFINFO");
_Static_assert(RTM_NEWADDR == CP_RTM_NEWADDR, "RTM_NEWADDR");
_Static_assert(AF_INET6 == CP_AF_INET6, "AF_INET6");
_Static_assert(LINK_STATE_DOWN == CP_LINK_IS_DOWN, "LINK_STATE_DOWN");
_Static_assert(LINK_STATE_UP == CP_LINK_IS_UP, "LINK_STATE_UP");
_Static_assert(IFT_L2VLAN == CP_IFT_L2VLAN, "IFT_L2VLAN");
_Static_assert(IFT_IEEE8023ADLAG == CP_IFT_IEEE8023ADLAG, "IFT_IEEE8023ADLAG");
_Static_assert(IFT_BRIDGE == CP_IFT_BRIDGE, "IFT_BRIDGE");
_Static_assert(IFT_GIF == CP_IFT_GIF, "IFT_GIF");
_Static_assert(IFT_TUNNEL == CP_IFT_TUNNEL, "IFT_TUNNEL");
_Static_assert(IFT_PPP == CP_IFT_PPP && IFT_WIREGUARD == CP_IFT_WIREGUARD, "tunnels");
_Static_assert(sizeof(struct if_msghdr) == CP_IF_MSGHDR_BYTES, "struct if_msghdr");
_Static_assert(offsetof(struct if_msghdr, ifm_addrs) == CP_IF_ADDRS, "struct if_msghdr, ifm_addrs");
_Static_assert(offsetof(struct if_msghdr, ifm_flags) == CP_IF_FLAGS, "struct if_msghdr, ifm_flags");
_Static_assert(offsetof(struct if_msghdr, ifm_index) == CP_IF_INDEX, "struct if_msghdr, ifm_index");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_type) == CP_IF_TYPE,
               "struct if_msghdr, ifm_data.ifi_type");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_link_state) == CP_IF_LINK_STATE,
               "struct if_msghdr, ifm_data.ifi_link_state");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_mtu) == CP_IF_MTU,
               "struct if_msghdr, ifm_data.ifi_mtu");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_baudrate) == CP_IF_SPEED,
               "struct if_msghdr, ifm_data.ifi_baudrate");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_ipackets) == CP_IF_RX_PACKETS,
               "struct if_msghdr, ifm_data.ifi_ipackets");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_ierrors) == CP_IF_RX_ERRORS,
               "struct if_msghdr, ifm_data.ifi_ierrors");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_opackets) == CP_IF_TX_PACKETS,
               "struct if_msghdr, ifm_data.ifi_opackets");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_oerrors) == CP_IF_TX_ERRORS,
               "struct if_msghdr, ifm_data.ifi_oerrors");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_collisions) == CP_IF_COLLISIONS,
               "struct if_msghdr, ifm_data.ifi_collisions");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_ibytes) == CP_IF_RX_BYTES,
               "struct if_msghdr, ifm_data.ifi_ibytes");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_obytes) == CP_IF_TX_BYTES,
               "struct if_msghdr, ifm_data.ifi_obytes");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_imcasts) == CP_IF_RX_MULTICAST,
               "struct if_msghdr, ifm_data.ifi_imcasts");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_iqdrops) == CP_IF_RX_DROPPED,
               "struct if_msghdr, ifm_data.ifi_iqdrops");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_oqdrops) == CP_IF_TX_DROPPED,
               "struct if_msghdr, ifm_data.ifi_oqdrops");
_Static_assert(sizeof(struct ifa_msghdr) == CP_IFA_MSGHDR_BYTES, "struct ifa_msghdr");
_Static_assert(offsetof(struct ifa_msghdr, ifam_addrs) == CP_IFA_ADDRS,
               "struct ifa_msghdr, ifam_addrs");
_Static_assert(offsetof(struct ifa_msghdr, ifam_flags) == CP_IFA_FLAGS,
               "struct ifa_msghdr, ifam_flags");
_Static_assert(offsetof(struct ifa_msghdr, ifam_index) == CP_IFA_INDEX,
               "struct ifa_msghdr, ifam_index");
_Static_assert(sizeof(struct statfs) == CP_STATFS_BYTES, "struct statfs");
_Static_assert(offsetof(struct statfs, f_flags) == CP_STATFS_FLAGS, "struct statfs, f_flags");
_Static_assert(offsetof(struct statfs, f_bsize) == CP_STATFS_BLOCK, "struct statfs, f_bsize");
_Static_assert(offsetof(struct statfs, f_blocks) == CP_STATFS_BLOCKS, "struct statfs, f_blocks");
_Static_assert(offsetof(struct statfs, f_bfree) == CP_STATFS_FREE, "struct statfs, f_bfree");
_Static_assert(offsetof(struct statfs, f_bavail) == CP_STATFS_AVAILABLE, "struct statfs, f_bavail");
_Static_assert(offsetof(struct statfs, f_files) == CP_STATFS_FILES, "struct statfs, f_files");
_Static_assert(offsetof(struct statfs, f_ffree) == CP_STATFS_FREE_FILES, "struct statfs, f_ffree");
_Static_assert(offsetof(struct statfs, f_fsid) == CP_STATFS_ID, "struct statfs, f_fsid");
_Static_assert(offsetof(struct statfs, f_fstypename) == CP_STATFS_TYPE,
               "struct statfs, f_fstypename");
_Static_assert(offsetof(struct statfs, f_mntfromname) == CP_STATFS_FROM,
               "struct statfs, f_mntfromname");
_Static_assert(offsetof(struct statfs, f_mntonname) == CP_STATFS_ON, "struct statfs, f_mntonname");
_Static_assert(MFSNAMELEN == CP_MFSNAMELEN, "MFSNAMELEN");
_Static_assert(MNAMELEN == CP_MNAMELEN, "MNAMELEN");
_Static_assert(MNT_RDONLY == CP_MNT_RDONLY, "MNT_RDONLY");
_Static_assert(MNT_SYNCHRONOUS == CP_MNT_SYNCHRONOUS, "MNT_SYNCHRONOUS");
_Static_assert(MNT_NOEXEC == CP_MNT_NOEXEC, "MNT_NOEXEC");
_Static_assert(MNT_NOSUID == CP_MNT_NOSUID, "MNT_NOSUID");
_Static_assert(MNT_NFS4ACLS == CP_MNT_NFS4ACLS, "MNT_NFS4ACLS");
_Static_assert(MNT_UNION == CP_MNT_UNION, "MNT_UNION");
_Static_assert(MNT_ASYNC == CP_MNT_ASYNC, "MNT_ASYNC");
_Static_assert(MNT_SUIDDIR == CP_MNT_SUIDDIR, "MNT_SUIDDIR");
_Static_assert(MNT_SOFTDEP == CP_MNT_SOFTDEP, "MNT_SOFTDEP");
_Static_assert(MNT_NOSYMFOLLOW == CP_MNT_NOSYMFOLLOW, "MNT_NOSYMFOLLOW");
_Static_assert(MNT_GJOURNAL == CP_MNT_GJOURNAL, "MNT_GJOURNAL");
_Static_assert(MNT_MULTILABEL == CP_MNT_MULTILABEL, "MNT_MULTILABEL");
_Static_assert(MNT_ACLS == CP_MNT_ACLS, "MNT_ACLS");
_Static_assert(MNT_NOATIME == CP_MNT_NOATIME, "MNT_NOATIME");
_Static_assert(MNT_LOCAL == CP_MNT_LOCAL, "MNT_LOCAL");
_Static_assert(DEVSTAT_VERSION == CP_DEVSTAT_VERSION, "DEVSTAT_VERSION");
_Static_assert(sizeof(struct devstat) == CP_DEVSTAT_BYTES, "struct devstat");
_Static_assert(offsetof(struct devstat, sequence0) == CP_DEVSTAT_SEQUENCE0,
               "struct devstat, sequence0");
_Static_assert(offsetof(struct devstat, start_count) == CP_DEVSTAT_STARTED,
               "struct devstat, start_count");
_Static_assert(offsetof(struct devstat, end_count) == CP_DEVSTAT_ENDED,
               "struct devstat, end_count");
_Static_assert(offsetof(struct devstat, device_number) == CP_DEVSTAT_NUMBER,
               "struct devstat, device_number");
_Static_assert(offsetof(struct devstat, device_name) == CP_DEVSTAT_NAME,
               "struct devstat, device_name");
_Static_assert(offsetof(struct devstat, unit_number) == CP_DEVSTAT_UNIT,
               "struct devstat, unit_number");
_Static_assert(offsetof(struct devstat, bytes) == CP_DEVSTAT_MOVED, "struct devstat, bytes");
_Static_assert(offsetof(struct devstat, operations) == CP_DEVSTAT_OPERATIONS,
               "struct devstat, operations");
_Static_assert(offsetof(struct devstat, duration) == CP_DEVSTAT_DURATION,
               "struct devstat, duration");
_Static_assert(offsetof(struct devstat, busy_time) == CP_DEVSTAT_BUSY, "struct devstat, busy_time");
_Static_assert(offsetof(struct devstat, device_type) == CP_DEVSTAT_TYPE,
               "struct devstat, device_type");
_Static_assert(offsetof(struct devstat, sequence1) == CP_DEVSTAT_SEQUENCE1,
               "struct devstat, sequence1");
_Static_assert(DEVSTAT_NAME_LEN == CP_DEVSTAT_NAME_BYTES, "DEVSTAT_NAME_LEN");
_Static_assert(DEVSTAT_READ == CP_DEVSTAT_READ, "DEVSTAT_READ");
_Static_assert(DEVSTAT_WRITE == CP_DEVSTAT_WRITE, "DEVSTAT_WRITE");
_Static_assert(DEVSTAT_FREE == CP_DEVSTAT_FREE, "DEVSTAT_FREE");
_Static_assert(DEVSTAT_TYPE_PASS == CP_DEVSTAT_TYPE_PASS, "DEVSTAT_TYPE_PASS");
_Static_assert(DEVSTAT_TYPE_MASK == CP_DEVSTAT_TYPE_MASK, "DEVSTAT_TYPE_MASK");
_Static_assert(DEVSTAT_TYPE_DIRECT == CP_DEVSTAT_TYPE_DIRECT, "DEVSTAT_TYPE_DIRECT");
_Static_assert(DEVSTAT_TYPE_WORM == CP_DEVSTAT_TYPE_WORM, "DEVSTAT_TYPE_WORM");
_Static_assert(DEVSTAT_TYPE_CDROM == CP_DEVSTAT_TYPE_CDROM, "DEVSTAT_TYPE_CDROM");
_Static_assert(DEVSTAT_TYPE_OPTICAL == CP_DEVSTAT_TYPE_OPTICAL, "DEVSTAT_TYPE_OPTICAL");
_Static_assert(DEVSTAT_TYPE_STORARRAY == CP_DEVSTAT_TYPE_STORARRAY, "DEVSTAT_TYPE_STORARRAY");
_Static_assert(DEVSTAT_TYPE_FLOPPY == CP_DEVSTAT_TYPE_FLOPPY, "DEVSTAT_TYPE_FLOPPY");
_Static_assert(KERN_PROC == CP_KERN_PROC, "KERN_PROC");
_Static_assert(KERN_PROC_PID == CP_KERN_PROC_PID, "KERN_PROC_PID");
_Static_assert(KERN_PROC_ARGS == CP_KERN_PROC_ARGS, "KERN_PROC_ARGS");
_Static_assert(KERN_PROC_PROC == CP_KERN_PROC_PROC, "KERN_PROC_PROC");
_Static_assert(KERN_PROC_PATHNAME == CP_KERN_PROC_PATHNAME, "KERN_PROC_PATHNAME");
_Static_assert(KERN_PROC_NFDS == CP_KERN_PROC_NFDS, "KERN_PROC_NFDS");
_Static_assert(sizeof(struct kinfo_proc) == CP_KINFO_BYTES, "struct kinfo_proc");
_Static_assert(offsetof(struct kinfo_proc, ki_structsize) == CP_KINFO_SIZE,
               "struct kinfo_proc, ki_structsize");
_Static_assert(offsetof(struct kinfo_proc, ki_pid) == CP_KINFO_PID, "struct kinfo_proc, ki_pid");
_Static_assert(offsetof(struct kinfo_proc, ki_ppid) == CP_KINFO_PARENT,
               "struct kinfo_proc, ki_ppid");
_Static_assert(offsetof(struct kinfo_proc, ki_pgid) == CP_KINFO_GROUP,
               "struct kinfo_proc, ki_pgid");
_Static_assert(offsetof(struct kinfo_proc, ki_tpgid) == CP_KINFO_FOREGROUND,
               "struct kinfo_proc, ki_tpgid");
_Static_assert(offsetof(struct kinfo_proc, ki_sid) == CP_KINFO_SESSION,
               "struct kinfo_proc, ki_sid");
_Static_assert(offsetof(struct kinfo_proc, ki_uid) == CP_KINFO_EFFECTIVE_UID,
               "struct kinfo_proc, ki_uid");
_Static_assert(offsetof(struct kinfo_proc, ki_ruid) == CP_KINFO_UID, "struct kinfo_proc, ki_ruid");
_Static_assert(offsetof(struct kinfo_proc, ki_svuid) == CP_KINFO_SAVED_UID,
               "struct kinfo_proc, ki_svuid");
_Static_assert(offsetof(struct kinfo_proc, ki_rgid) == CP_KINFO_GID, "struct kinfo_proc, ki_rgid");
_Static_assert(offsetof(struct kinfo_proc, ki_svgid) == CP_KINFO_SAVED_GID,
               "struct kinfo_proc, ki_svgid");
_Static_assert(offsetof(struct kinfo_proc, ki_ngroups) == CP_KINFO_GROUP_COUNT,
               "struct kinfo_proc, ki_ngroups");
_Static_assert(offsetof(struct kinfo_proc, ki_groups) == CP_KINFO_GROUPS,
               "struct kinfo_proc, ki_groups");
_Static_assert(offsetof(struct kinfo_proc, ki_size) == CP_KINFO_VIRTUAL,
               "struct kinfo_proc, ki_size");
_Static_assert(offsetof(struct kinfo_proc, ki_rssize) == CP_KINFO_RESIDENT,
               "struct kinfo_proc, ki_rssize");
_Static_assert(offsetof(struct kinfo_proc, ki_tsize) == CP_KINFO_TEXT,
               "struct kinfo_proc, ki_tsize");
_Static_assert(offsetof(struct kinfo_proc, ki_dsize) == CP_KINFO_DATA,
               "struct kinfo_proc, ki_dsize");
_Static_assert(offsetof(struct kinfo_proc, ki_ssize) == CP_KINFO_STACK,
               "struct kinfo_proc, ki_ssize");
_Static_assert(offsetof(struct kinfo_proc, ki_start) == CP_KINFO_START,
               "struct kinfo_proc, ki_start");
_Static_assert(offsetof(struct kinfo_proc, ki_flag) == CP_KINFO_FLAGS,
               "struct kinfo_proc, ki_flag");
_Static_assert(offsetof(struct kinfo_proc, ki_stat) == CP_KINFO_STATE,
               "struct kinfo_proc, ki_stat");
_Static_assert(offsetof(struct kinfo_proc, ki_nice) == CP_KINFO_NICE, "struct kinfo_proc, ki_nice");
_Static_assert(offsetof(struct kinfo_proc, ki_comm) == CP_KINFO_COMMAND,
               "struct kinfo_proc, ki_comm");
_Static_assert(offsetof(struct kinfo_proc, ki_lastcpu) == CP_KINFO_LAST_CPU,
               "struct kinfo_proc, ki_lastcpu");
_Static_assert(offsetof(struct kinfo_proc, ki_tracer) == CP_KINFO_TRACER,
               "struct kinfo_proc, ki_tracer");
_Static_assert(offsetof(struct kinfo_proc, ki_numthreads) == CP_KINFO_THREADS,
               "struct kinfo_proc, ki_numthreads");
_Static_assert(offsetof(struct kinfo_proc, ki_rusage) == CP_KINFO_USAGE,
               "struct kinfo_proc, ki_rusage");
_Static_assert(offsetof(struct kinfo_proc, ki_rusage_ch) == CP_KINFO_CHILDREN_USAGE,
               "struct kinfo_proc, ki_rusage_ch");
_Static_assert(offsetof(struct kinfo_proc, ki_tdflags) == CP_KINFO_THREAD_FLAGS,
               "struct kinfo_proc, ki_tdflags");
_Static_assert(COMMLEN + 1 == CP_KINFO_COMMAND_BYTES, "COMMLEN + 1");
_Static_assert(offsetof(struct rusage, ru_utime) == CP_RUSAGE_USER, "struct rusage, ru_utime");
_Static_assert(offsetof(struct rusage, ru_stime) == CP_RUSAGE_SYSTEM, "struct rusage, ru_stime");
_Static_assert(offsetof(struct rusage, ru_maxrss) == CP_RUSAGE_PEAK, "struct rusage, ru_maxrss");
_Static_assert(offsetof(struct rusage, ru_minflt) == CP_RUSAGE_MINOR_FAULTS,
               "struct rusage, ru_minflt");
_Static_assert(offsetof(struct rusage, ru_majflt) == CP_RUSAGE_MAJOR_FAULTS,
               "struct rusage, ru_majflt");
_Static_assert(offsetof(struct rusage, ru_nvcsw) == CP_RUSAGE_VOLUNTARY, "struct rusage, ru_nvcsw");
_Static_assert(offsetof(struct rusage, ru_nivcsw) == CP_RUSAGE_INVOLUNTARY,
               "struct rusage, ru_nivcsw");
_Static_assert(SIDL == CP_SIDL, "SIDL");
_Static_assert(SRUN == CP_SRUN, "SRUN");
_Static_assert(SSLEEP == CP_SSLEEP, "SSLEEP");
_Static_assert(SSTOP == CP_SSTOP, "SSTOP");
_Static_assert(SZOMB == CP_SZOMB, "SZOMB");
_Static_assert(SWAIT == CP_SWAIT, "SWAIT");
_Static_assert(SLOCK == CP_SLOCK, "SLOCK");
_Static_assert(TDF_SINTR == CP_TDF_SINTR, "TDF_SINTR");
_Static_assert(P_KPROC == CP_P_KPROC, "P_KPROC");
#endif

#endif
