// The structures of NetBSD on 64-bit machines, as the collectors read them: sizes, offsets and
// constants. calls.c, which has the system's headers, holds each of them to those.

#ifndef CP_NETBSD_LAYOUT_H
#define CP_NETBSD_LAYOUT_H

#include "../bsd/layout.h"

enum {
    // Numbers of sysctls: sys/sysctl.h, uvm/uvm_param.h.
    CP_KERN_CP_TIME = 51,
    CP_KERN_BOOTTIME = 83,
    CP_HW_NCPU = 3,
    CP_HW_PHYSMEM64 = 13,
    CP_HW_NCPUONLINE = 16,
    CP_VM_UVMEXP2 = 5,
    // struct clockinfo, sys/time.h: kern.clockrate.
    CP_CLOCKINFO_BYTES = 20,
    CP_CLOCKINFO_STATHZ = 12, // int
    // kern.cp_time: an array of uint64_t, sys/sched.h.
    CP_CPU_STATES = 5,
    CP_CPU_STATE_USER = 0,
    CP_CPU_STATE_NICE = 1,
    CP_CPU_STATE_SYSTEM = 2,
    CP_CPU_STATE_INTERRUPT = 3,
    CP_CPU_STATE_IDLE = 4,
    // struct uvmexp_sysctl, uvm/uvm_extern.h: vm.uvmexp2. All are int64_t. Releases append members.
    CP_UVMEXP_BYTES = 592, // What is read of it.
    CP_UVMEXP_FREE = 32,
    CP_UVMEXP_ACTIVE = 40,
    CP_UVMEXP_INACTIVE = 48,
    CP_UVMEXP_SWPAGES = 136,
    CP_UVMEXP_SWPGINUSE = 144,
    CP_UVMEXP_FAULTS = 192,
    CP_UVMEXP_INTRS = 208,
    CP_UVMEXP_SWTCH = 216,
    CP_UVMEXP_SOFTS = 224,
    CP_UVMEXP_PGSWAPOUT = 272,
    CP_UVMEXP_ANONPAGES = 568,
    CP_UVMEXP_FILEPAGES = 576,
    CP_UVMEXP_EXECPAGES = 584,
    // The routing sysctl: net/route.h, net/if.h, net/if_types.h.
    CP_CTL_NET = 4,
    CP_PF_ROUTE = 34,
    CP_NET_RT_IFLIST = 6,
    CP_RTM_VERSION = 4,
    CP_RTM_IFINFO = 20,
    CP_RTM_NEWADDR = 22,
    CP_AF_INET6 = 24,
    CP_SOCKADDR_PADDING = 8,
    CP_LINK_IS_DOWN = 1,
    CP_LINK_IS_UP = 2,
    CP_IFT_L2VLAN = 135,
    CP_IFT_IEEE8023ADLAG = 161,
    CP_IFT_BRIDGE = 209,
    CP_IFT_GIF = 240,
    CP_IFT_TUNNEL = 131,
    CP_IFT_STF = 215,
    CP_IFT_PFLOG = 245,
    CP_IFT_CARP = 248,
    CP_IF_MSGHDR_BYTES = 152,
    CP_IF_ADDRS = 4, // int
    CP_IF_FLAGS = 8, // int
    CP_IF_INDEX = 12, // uint16_t
    CP_IF_TYPE = 16, // uint8_t
    CP_IF_LINK_STATE = 20 + CP_INT_LOW_BYTE, // int
    CP_IF_MTU = 24 + CP_LONG_LOW_INT, // uint64_t
    CP_IF_SPEED = 40, // uint64_t, and the rest
    CP_IF_RX_PACKETS = 48,
    CP_IF_RX_ERRORS = 56,
    CP_IF_TX_PACKETS = 64,
    CP_IF_TX_ERRORS = 72,
    CP_IF_COLLISIONS = 80,
    CP_IF_RX_BYTES = 88,
    CP_IF_TX_BYTES = 96,
    CP_IF_RX_MULTICAST = 104,
    CP_IF_RX_DROPPED = 120,
    CP_IFA_MSGHDR_BYTES = 32,
    CP_IFA_ADDRS = 12, // int
    CP_IFA_FLAGS = 8, // int
    CP_IFA_INDEX = 4, // uint16_t
    // struct statvfs, sys/statvfs.h: getvfsstat(2).
    CP_STATVFS_BYTES = 3296,
    CP_STATVFS_FLAGS = 0, // unsigned long
    CP_STATVFS_BLOCK = 16, // unsigned long
    CP_STATVFS_BLOCKS = 32, // uint64_t
    CP_STATVFS_FREE = 40, // uint64_t
    CP_STATVFS_AVAILABLE = 48, // uint64_t
    CP_STATVFS_FILES = 64, // uint64_t
    CP_STATVFS_FREE_FILES = 72, // uint64_t
    CP_STATVFS_ID = 128, // int[2]
    CP_STATVFS_TYPE = 192,
    CP_STATVFS_ON = 224,
    CP_STATVFS_FROM = 1248,
    CP_VFS_NAMELEN = 32,
    CP_VFS_MNAMELEN = 1024,
    CP_MNT_RDONLY = 1,
    CP_MNT_SYNCHRONOUS = 2,
    CP_MNT_NOEXEC = 4,
    CP_MNT_NOSUID = 8,
    CP_MNT_NODEV = 16,
    CP_MNT_UNION = 32,
    CP_MNT_ASYNC = 64,
    CP_MNT_LOCAL = 4096,
    CP_MNT_NOCOREDUMP = 32768,
    CP_MNT_RELATIME = 131072,
    CP_MNT_DISCARD = 8388608,
    CP_MNT_LOG = 33554432,
    CP_MNT_NOATIME = 67108864,
    CP_MNT_NODEVMTIME = 1073741824,
    CP_MNT_SYMPERM = 536870912,
    // struct io_sysctl, sys/iostat.h: hw.iostats. Times are two uint32_t: seconds, microseconds.
    CP_HW_IOSTATS = 9,
    CP_DISK_BYTES = 128,
    CP_DISK_NAME = 0,
    CP_DISK_NAME_BYTES = 16,
    CP_DISK_BUSY = 16, // int32_t
    CP_DISK_TYPE = 20, // int32_t
    CP_DISK_TYPE_DISK = 0,
    CP_DISK_TIME = 64,
    CP_DISK_READS = 72, // uint64_t, and the next three
    CP_DISK_READ_BYTES = 80,
    CP_DISK_WRITES = 88,
    CP_DISK_WRITE_BYTES = 96,
    CP_DISK_WAIT_SUM = 112,
    CP_DISK_BUSY_SUM = 120,
    // struct kinfo_proc2, sys/sysctl.h: kern.proc2.
    CP_KERN_PROC2 = 47,
    CP_KERN_PROC_ARGS = 48,
    CP_KERN_PROC_ARGV = 1,
    CP_KERN_PROC_PATHNAME = 5,
    CP_KERN_PROC_CWD = 6,
    CP_KERN_PROC_ALL = 0,
    CP_KERN_PROC_PID = 1,
    CP_KINFO_BYTES = 680,
    CP_KINFO_COMMAND_BYTES = 24,
    CP_KINFO_FLAGS = 112, // int32_t
    CP_KINFO_PID = 116, // int32_t
    CP_KINFO_PARENT = 120, // int32_t
    CP_KINFO_SESSION = 124, // int32_t
    CP_KINFO_GROUP = 128, // int32_t
    CP_KINFO_FOREGROUND = 132, // int32_t
    CP_KINFO_EFFECTIVE_UID = 136, // uint32_t
    CP_KINFO_UID = 140, // uint32_t
    CP_KINFO_EFFECTIVE_GID = 144, // uint32_t
    CP_KINFO_GID = 148, // uint32_t
    CP_KINFO_STATE = 360, // int8_t
    CP_KINFO_NICE = 363, // uint8_t
    CP_KINFO_COMMAND = 368,
    CP_KINFO_RESIDENT = 432, // int32_t, pages
    CP_KINFO_TEXT = 436, // int32_t, pages
    CP_KINFO_DATA = 440, // int32_t, pages
    CP_KINFO_STACK = 444, // int32_t, pages
    CP_KINFO_IS_VALID = 448, // int64_t
    CP_KINFO_START = 456, // uint32_t
    CP_KINFO_START_US = 460, // uint32_t
    CP_KINFO_USER = 464, // uint32_t, and microseconds
    CP_KINFO_SYSTEM = 472, // uint32_t, and microseconds
    CP_KINFO_PEAK = 480, // uint64_t, KiB
    CP_KINFO_MINOR_FAULTS = 512, // uint64_t, and the next three
    CP_KINFO_MAJOR_FAULTS = 520,
    CP_KINFO_VOLUNTARY = 576,
    CP_KINFO_INVOLUNTARY = 584,
    CP_KINFO_LAST_CPU = 600, // uint64_t
    CP_KINFO_THREADS = 616, // uint64_t
    CP_KINFO_SAVED_UID = 640, // uint32_t
    CP_KINFO_SAVED_GID = 644, // uint32_t
    CP_KINFO_VIRTUAL = 672, // int64_t, pages
    // struct swapent, sys/swap.h: swapctl(2). Blocks have 512 bytes.
    CP_SWAP_BYTES = 1056,
    CP_SWAP_DEVICE = 0, // uint64_t
    CP_SWAP_BLOCKS = 12, // int
    CP_SWAP_USED = 16, // int
    CP_SWAP_PRIORITY = 20, // int
    CP_SWAP_PATH = 24,
    CP_SWAP_PATH_BYTES = 1025,
    CP_SWAP_BLOCK = 512,
    // The host: sys/sysctl.h.
    CP_KERN_OSTYPE = 1,
    CP_KERN_VERSION = 4,
    CP_KERN_MAXFILES = 7,
    CP_KERN_HOSTNAME = 10
};

#ifdef CP_PIN_LAYOUT
_Static_assert(KERN_CP_TIME == CP_KERN_CP_TIME, "KERN_CP_TIME");
_Static_assert(KERN_BOOTTIME == CP_KERN_BOOTTIME, "KERN_BOOTTIME");
_Static_assert(HW_NCPU == CP_HW_NCPU, "HW_NCPU");
_Static_assert(HW_PHYSMEM64 == CP_HW_PHYSMEM64, "HW_PHYSMEM64");
_Static_assert(HW_NCPUONLINE == CP_HW_NCPUONLINE, "HW_NCPUONLINE");
_Static_assert(VM_UVMEXP2 == CP_VM_UVMEXP2, "VM_UVMEXP2");
_Static_assert(sizeof(struct clockinfo) == CP_CLOCKINFO_BYTES, "clockinfo");
_Static_assert(offsetof(struct clockinfo, stathz) == CP_CLOCKINFO_STATHZ, "stathz");
_Static_assert(CPUSTATES == CP_CPU_STATES, "CPUSTATES");
_Static_assert(CP_USER == CP_CPU_STATE_USER, "CP_USER");
_Static_assert(CP_NICE == CP_CPU_STATE_NICE, "CP_NICE");
_Static_assert(CP_SYS == CP_CPU_STATE_SYSTEM, "CP_SYS");
_Static_assert(CP_INTR == CP_CPU_STATE_INTERRUPT, "CP_INTR");
_Static_assert(CP_IDLE == CP_CPU_STATE_IDLE, "CP_IDLE");
_Static_assert(sizeof(struct uvmexp_sysctl) >= CP_UVMEXP_BYTES, "uvmexp_sysctl");
_Static_assert(offsetof(struct uvmexp_sysctl, free) == CP_UVMEXP_FREE, "free");
_Static_assert(offsetof(struct uvmexp_sysctl, active) == CP_UVMEXP_ACTIVE, "active");
_Static_assert(offsetof(struct uvmexp_sysctl, inactive) == CP_UVMEXP_INACTIVE, "inactive");
_Static_assert(offsetof(struct uvmexp_sysctl, swpages) == CP_UVMEXP_SWPAGES, "swpages");
_Static_assert(offsetof(struct uvmexp_sysctl, swpginuse) == CP_UVMEXP_SWPGINUSE, "swpginuse");
_Static_assert(offsetof(struct uvmexp_sysctl, faults) == CP_UVMEXP_FAULTS, "faults");
_Static_assert(offsetof(struct uvmexp_sysctl, intrs) == CP_UVMEXP_INTRS, "intrs");
_Static_assert(offsetof(struct uvmexp_sysctl, swtch) == CP_UVMEXP_SWTCH, "swtch");
_Static_assert(offsetof(struct uvmexp_sysctl, softs) == CP_UVMEXP_SOFTS, "softs");
_Static_assert(offsetof(struct uvmexp_sysctl, pgswapout) == CP_UVMEXP_PGSWAPOUT, "pgswapout");
_Static_assert(offsetof(struct uvmexp_sysctl, anonpages) == CP_UVMEXP_ANONPAGES, "anonpages");
_Static_assert(offsetof(struct uvmexp_sysctl, filepages) == CP_UVMEXP_FILEPAGES, "filepages");
_Static_assert(offsetof(struct uvmexp_sysctl, execpages) == CP_UVMEXP_EXECPAGES, "execpages");
_Static_assert(CTL_NET == CP_CTL_NET, "CTL_NET");
_Static_assert(PF_ROUTE == CP_PF_ROUTE, "PF_ROUTE");
_Static_assert(NET_RT_IFLIST == CP_NET_RT_IFLIST, "NET_RT_IFLIST");
_Static_assert(RTM_VERSION == CP_RTM_VERSION, "RTM_VERSION");
_Static_assert(RTM_IFINFO == CP_RTM_IFINFO, "RTM_IFINFO");
_Static_assert(RTM_NEWADDR == CP_RTM_NEWADDR, "RTM_NEWADDR");
_Static_assert(AF_INET6 == CP_AF_INET6, "AF_INET6");
_Static_assert(sizeof(long) == CP_SOCKADDR_PADDING, "sizeof(long)");
_Static_assert(LINK_STATE_DOWN == CP_LINK_IS_DOWN, "LINK_STATE_DOWN");
_Static_assert(LINK_STATE_UP == CP_LINK_IS_UP, "LINK_STATE_UP");
_Static_assert(IFT_L2VLAN == CP_IFT_L2VLAN, "IFT_L2VLAN");
_Static_assert(IFT_IEEE8023ADLAG == CP_IFT_IEEE8023ADLAG, "IFT_IEEE8023ADLAG");
_Static_assert(IFT_BRIDGE == CP_IFT_BRIDGE, "IFT_BRIDGE");
_Static_assert(IFT_GIF == CP_IFT_GIF, "IFT_GIF");
_Static_assert(IFT_TUNNEL == CP_IFT_TUNNEL, "IFT_TUNNEL");
_Static_assert(IFT_STF == CP_IFT_STF, "IFT_STF");
_Static_assert(IFT_PFLOG == CP_IFT_PFLOG, "IFT_PFLOG");
_Static_assert(IFT_CARP == CP_IFT_CARP, "IFT_CARP");
_Static_assert(sizeof(struct if_msghdr) == CP_IF_MSGHDR_BYTES, "if_msghdr");
_Static_assert(offsetof(struct if_msghdr, ifm_addrs) == CP_IF_ADDRS, "ifm_addrs");
_Static_assert(offsetof(struct if_msghdr, ifm_flags) == CP_IF_FLAGS, "ifm_flags");
_Static_assert(offsetof(struct if_msghdr, ifm_index) == CP_IF_INDEX, "ifm_index");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_type) == CP_IF_TYPE, "ifi_type");
_Static_assert(offsetof(struct if_msghdr,
 ifm_data.ifi_link_state) + CP_INT_LOW_BYTE == CP_IF_LINK_STATE,
               "ifi_link_state");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_mtu) + CP_LONG_LOW_INT == CP_IF_MTU,
               "ifi_mtu");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_baudrate) == CP_IF_SPEED, "ifi_baudrate");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_ipackets) == CP_IF_RX_PACKETS,
               "ifi_ipackets");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_ierrors) == CP_IF_RX_ERRORS, "ifi_ierrors");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_opackets) == CP_IF_TX_PACKETS,
               "ifi_opackets");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_oerrors) == CP_IF_TX_ERRORS, "ifi_oerrors");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_collisions) == CP_IF_COLLISIONS,
               "ifi_collisions");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_ibytes) == CP_IF_RX_BYTES, "ifi_ibytes");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_obytes) == CP_IF_TX_BYTES, "ifi_obytes");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_imcasts) == CP_IF_RX_MULTICAST,
               "ifi_imcasts");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_iqdrops) == CP_IF_RX_DROPPED, "ifi_iqdrops");
_Static_assert(sizeof(struct ifa_msghdr) == CP_IFA_MSGHDR_BYTES, "ifa_msghdr");
_Static_assert(offsetof(struct ifa_msghdr, ifam_addrs) == CP_IFA_ADDRS, "ifam_addrs");
_Static_assert(offsetof(struct ifa_msghdr, ifam_flags) == CP_IFA_FLAGS, "ifam_flags");
_Static_assert(offsetof(struct ifa_msghdr, ifam_index) == CP_IFA_INDEX, "ifam_index");
_Static_assert(sizeof(struct statvfs) == CP_STATVFS_BYTES, "statvfs");
_Static_assert(offsetof(struct statvfs, f_flag) == CP_STATVFS_FLAGS, "f_flag");
_Static_assert(offsetof(struct statvfs, f_frsize) == CP_STATVFS_BLOCK, "f_frsize");
_Static_assert(offsetof(struct statvfs, f_blocks) == CP_STATVFS_BLOCKS, "f_blocks");
_Static_assert(offsetof(struct statvfs, f_bfree) == CP_STATVFS_FREE, "f_bfree");
_Static_assert(offsetof(struct statvfs, f_bavail) == CP_STATVFS_AVAILABLE, "f_bavail");
_Static_assert(offsetof(struct statvfs, f_files) == CP_STATVFS_FILES, "f_files");
_Static_assert(offsetof(struct statvfs, f_ffree) == CP_STATVFS_FREE_FILES, "f_ffree");
_Static_assert(offsetof(struct statvfs, f_fsidx) == CP_STATVFS_ID, "f_fsidx");
_Static_assert(offsetof(struct statvfs, f_fstypename) == CP_STATVFS_TYPE, "f_fstypename");
_Static_assert(offsetof(struct statvfs, f_mntonname) == CP_STATVFS_ON, "f_mntonname");
_Static_assert(offsetof(struct statvfs, f_mntfromname) == CP_STATVFS_FROM, "f_mntfromname");
_Static_assert(_VFS_NAMELEN == CP_VFS_NAMELEN, "_VFS_NAMELEN");
_Static_assert(_VFS_MNAMELEN == CP_VFS_MNAMELEN, "_VFS_MNAMELEN");
_Static_assert(MNT_RDONLY == CP_MNT_RDONLY, "MNT_RDONLY");
_Static_assert(MNT_SYNCHRONOUS == CP_MNT_SYNCHRONOUS, "MNT_SYNCHRONOUS");
_Static_assert(MNT_NOEXEC == CP_MNT_NOEXEC, "MNT_NOEXEC");
_Static_assert(MNT_NOSUID == CP_MNT_NOSUID, "MNT_NOSUID");
_Static_assert(MNT_NODEV == CP_MNT_NODEV, "MNT_NODEV");
_Static_assert(MNT_UNION == CP_MNT_UNION, "MNT_UNION");
_Static_assert(MNT_ASYNC == CP_MNT_ASYNC, "MNT_ASYNC");
_Static_assert(MNT_LOCAL == CP_MNT_LOCAL, "MNT_LOCAL");
_Static_assert(MNT_NOCOREDUMP == CP_MNT_NOCOREDUMP, "MNT_NOCOREDUMP");
_Static_assert(MNT_RELATIME == CP_MNT_RELATIME, "MNT_RELATIME");
_Static_assert(MNT_DISCARD == CP_MNT_DISCARD, "MNT_DISCARD");
_Static_assert(MNT_LOG == CP_MNT_LOG, "MNT_LOG");
_Static_assert(MNT_NOATIME == CP_MNT_NOATIME, "MNT_NOATIME");
_Static_assert(MNT_NODEVMTIME == CP_MNT_NODEVMTIME, "MNT_NODEVMTIME");
_Static_assert(MNT_SYMPERM == CP_MNT_SYMPERM, "MNT_SYMPERM");
_Static_assert(HW_IOSTATS == CP_HW_IOSTATS, "HW_IOSTATS");
_Static_assert(sizeof(struct io_sysctl) == CP_DISK_BYTES, "io_sysctl");
_Static_assert(offsetof(struct io_sysctl, name) == CP_DISK_NAME, "name");
_Static_assert(IOSTATNAMELEN == CP_DISK_NAME_BYTES, "IOSTATNAMELEN");
_Static_assert(offsetof(struct io_sysctl, busy) == CP_DISK_BUSY, "busy");
_Static_assert(offsetof(struct io_sysctl, type) == CP_DISK_TYPE, "type");
_Static_assert(IOSTAT_DISK == CP_DISK_TYPE_DISK, "IOSTAT_DISK");
_Static_assert(offsetof(struct io_sysctl, time_sec) == CP_DISK_TIME, "time_sec");
_Static_assert(offsetof(struct io_sysctl, rxfer) == CP_DISK_READS, "rxfer");
_Static_assert(offsetof(struct io_sysctl, rbytes) == CP_DISK_READ_BYTES, "rbytes");
_Static_assert(offsetof(struct io_sysctl, wxfer) == CP_DISK_WRITES, "wxfer");
_Static_assert(offsetof(struct io_sysctl, wbytes) == CP_DISK_WRITE_BYTES, "wbytes");
_Static_assert(offsetof(struct io_sysctl, waitsum_sec) == CP_DISK_WAIT_SUM, "waitsum_sec");
_Static_assert(offsetof(struct io_sysctl, busysum_sec) == CP_DISK_BUSY_SUM, "busysum_sec");
_Static_assert(KERN_PROC2 == CP_KERN_PROC2, "KERN_PROC2");
_Static_assert(KERN_PROC_ARGS == CP_KERN_PROC_ARGS, "KERN_PROC_ARGS");
_Static_assert(KERN_PROC_ARGV == CP_KERN_PROC_ARGV, "KERN_PROC_ARGV");
_Static_assert(KERN_PROC_PATHNAME == CP_KERN_PROC_PATHNAME, "KERN_PROC_PATHNAME");
_Static_assert(KERN_PROC_CWD == CP_KERN_PROC_CWD, "KERN_PROC_CWD");
_Static_assert(KERN_PROC_ALL == CP_KERN_PROC_ALL, "KERN_PROC_ALL");
_Static_assert(KERN_PROC_PID == CP_KERN_PROC_PID, "KERN_PROC_PID");
_Static_assert(sizeof(struct kinfo_proc2) == CP_KINFO_BYTES, "kinfo_proc2");
_Static_assert(KI_MAXCOMLEN == CP_KINFO_COMMAND_BYTES, "KI_MAXCOMLEN");
_Static_assert(offsetof(struct kinfo_proc2, p_flag) == CP_KINFO_FLAGS, "p_flag");
_Static_assert(offsetof(struct kinfo_proc2, p_pid) == CP_KINFO_PID, "p_pid");
_Static_assert(offsetof(struct kinfo_proc2, p_ppid) == CP_KINFO_PARENT, "p_ppid");
_Static_assert(offsetof(struct kinfo_proc2, p_sid) == CP_KINFO_SESSION, "p_sid");
_Static_assert(offsetof(struct kinfo_proc2, p__pgid) == CP_KINFO_GROUP, "p__pgid");
_Static_assert(offsetof(struct kinfo_proc2, p_tpgid) == CP_KINFO_FOREGROUND, "p_tpgid");
_Static_assert(offsetof(struct kinfo_proc2, p_uid) == CP_KINFO_EFFECTIVE_UID, "p_uid");
_Static_assert(offsetof(struct kinfo_proc2, p_ruid) == CP_KINFO_UID, "p_ruid");
_Static_assert(offsetof(struct kinfo_proc2, p_gid) == CP_KINFO_EFFECTIVE_GID, "p_gid");
_Static_assert(offsetof(struct kinfo_proc2, p_rgid) == CP_KINFO_GID, "p_rgid");
_Static_assert(offsetof(struct kinfo_proc2, p_stat) == CP_KINFO_STATE, "p_stat");
_Static_assert(offsetof(struct kinfo_proc2, p_nice) == CP_KINFO_NICE, "p_nice");
_Static_assert(offsetof(struct kinfo_proc2, p_comm) == CP_KINFO_COMMAND, "p_comm");
_Static_assert(offsetof(struct kinfo_proc2, p_vm_rssize) == CP_KINFO_RESIDENT, "p_vm_rssize");
_Static_assert(offsetof(struct kinfo_proc2, p_vm_tsize) == CP_KINFO_TEXT, "p_vm_tsize");
_Static_assert(offsetof(struct kinfo_proc2, p_vm_dsize) == CP_KINFO_DATA, "p_vm_dsize");
_Static_assert(offsetof(struct kinfo_proc2, p_vm_ssize) == CP_KINFO_STACK, "p_vm_ssize");
_Static_assert(offsetof(struct kinfo_proc2, p_uvalid) == CP_KINFO_IS_VALID, "p_uvalid");
_Static_assert(offsetof(struct kinfo_proc2, p_ustart_sec) == CP_KINFO_START, "p_ustart_sec");
_Static_assert(offsetof(struct kinfo_proc2, p_ustart_usec) == CP_KINFO_START_US, "p_ustart_usec");
_Static_assert(offsetof(struct kinfo_proc2, p_uutime_sec) == CP_KINFO_USER, "p_uutime_sec");
_Static_assert(offsetof(struct kinfo_proc2, p_ustime_sec) == CP_KINFO_SYSTEM, "p_ustime_sec");
_Static_assert(offsetof(struct kinfo_proc2, p_uru_maxrss) == CP_KINFO_PEAK, "p_uru_maxrss");
_Static_assert(offsetof(struct kinfo_proc2, p_uru_minflt) == CP_KINFO_MINOR_FAULTS, "p_uru_minflt");
_Static_assert(offsetof(struct kinfo_proc2, p_uru_majflt) == CP_KINFO_MAJOR_FAULTS, "p_uru_majflt");
_Static_assert(offsetof(struct kinfo_proc2, p_uru_nvcsw) == CP_KINFO_VOLUNTARY, "p_uru_nvcsw");
_Static_assert(offsetof(struct kinfo_proc2, p_uru_nivcsw) == CP_KINFO_INVOLUNTARY, "p_uru_nivcsw");
_Static_assert(offsetof(struct kinfo_proc2, p_cpuid) == CP_KINFO_LAST_CPU, "p_cpuid");
_Static_assert(offsetof(struct kinfo_proc2, p_nlwps) == CP_KINFO_THREADS, "p_nlwps");
_Static_assert(offsetof(struct kinfo_proc2, p_svuid) == CP_KINFO_SAVED_UID, "p_svuid");
_Static_assert(offsetof(struct kinfo_proc2, p_svgid) == CP_KINFO_SAVED_GID, "p_svgid");
_Static_assert(offsetof(struct kinfo_proc2, p_vm_msize) == CP_KINFO_VIRTUAL, "p_vm_msize");
_Static_assert(sizeof(struct swapent) == CP_SWAP_BYTES, "swapent");
_Static_assert(offsetof(struct swapent, se_dev) == CP_SWAP_DEVICE, "se_dev");
_Static_assert(offsetof(struct swapent, se_nblks) == CP_SWAP_BLOCKS, "se_nblks");
_Static_assert(offsetof(struct swapent, se_inuse) == CP_SWAP_USED, "se_inuse");
_Static_assert(offsetof(struct swapent, se_priority) == CP_SWAP_PRIORITY, "se_priority");
_Static_assert(offsetof(struct swapent, se_path) == CP_SWAP_PATH, "se_path");
_Static_assert(sizeof(((struct swapent *)0)->se_path) == CP_SWAP_PATH_BYTES,
               "sizeof(((struct swapent *)0)->se_path)");
_Static_assert(DEV_BSIZE == CP_SWAP_BLOCK, "DEV_BSIZE");
_Static_assert(KERN_OSTYPE == CP_KERN_OSTYPE, "KERN_OSTYPE");
_Static_assert(KERN_VERSION == CP_KERN_VERSION, "KERN_VERSION");
_Static_assert(KERN_MAXFILES == CP_KERN_MAXFILES, "KERN_MAXFILES");
_Static_assert(KERN_HOSTNAME == CP_KERN_HOSTNAME, "KERN_HOSTNAME");
#endif

#endif
