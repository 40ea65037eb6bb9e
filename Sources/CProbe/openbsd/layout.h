// The structures of OpenBSD on 64-bit machines, as the collectors read them: sizes, offsets and
// constants. calls.c, which has the system's headers, holds each of them to those.

#ifndef CP_OPENBSD_LAYOUT_H
#define CP_OPENBSD_LAYOUT_H

#include "../bsd/layout.h"

enum {
    // Numbers of sysctls: sys/sysctl.h, uvm/uvmexp.h, sys/mount.h.
    CP_CTL_VFS = 10,
    CP_KERN_BOOTTIME = 21,
    CP_KERN_NTHREADS = 26,
    CP_KERN_CPUSTATS = 85,
    CP_HW_PHYSMEM64 = 19,
    CP_HW_NCPUFOUND = 21,
    CP_HW_NCPUONLINE = 25,
    CP_VM_UVMEXP = 4,
    CP_VFS_GENERIC = 0,
    CP_VFS_BCACHESTAT = 3,
    // struct clockinfo, sys/time.h: kern.clockrate.
    CP_CLOCKINFO_BYTES = 16,
    CP_CLOCKINFO_STATHZ = 8, // int
    // struct cpustats, sys/sched.h: kern.cpustats.N. An array of uint64_t, and flags.
    CP_CPUSTATS_BYTES = 56,
    CP_CPUSTATS_FLAGS = 48, // uint64_t
    CP_CPUSTATS_IS_ONLINE = 1,
    CP_CPU_STATES = 6,
    CP_CPU_STATE_USER = 0,
    CP_CPU_STATE_NICE = 1,
    CP_CPU_STATE_SYSTEM = 2,
    CP_CPU_STATE_SPIN = 3,
    CP_CPU_STATE_INTERRUPT = 4,
    CP_CPU_STATE_IDLE = 5,
    // struct uvmexp, uvm/uvmexp.h: vm.uvmexp. All are int. Releases append members.
    CP_UVMEXP_BYTES = 180, // What is read of it.
    CP_UVMEXP_FREE = 16,
    CP_UVMEXP_ACTIVE = 20,
    CP_UVMEXP_INACTIVE = 24,
    CP_UVMEXP_SWPAGES = 104,
    CP_UVMEXP_SWPGINUSE = 108,
    CP_UVMEXP_FAULTS = 132,
    CP_UVMEXP_INTRS = 140,
    CP_UVMEXP_SWTCH = 144,
    CP_UVMEXP_SOFTS = 148,
    CP_UVMEXP_FORKS = 176,
    // struct bcachestats, sys/mount.h: vfs.generic.bcachestat.
    CP_BCACHESTATS_BYTES = 16, // What is read of it.
    CP_BCACHESTATS_PAGES = 8, // int64_t
    // The routing sysctl: net/route.h, net/if.h, net/if_types.h.
    CP_CTL_NET = 4,
    CP_PF_ROUTE = 17,
    CP_NET_RT_IFLIST = 3,
    CP_RTM_VERSION = 5,
    CP_RTM_IFINFO = 14,
    CP_RTM_NEWADDR = 12,
    CP_AF_INET6 = 24,
    CP_SOCKADDR_PADDING = 8,
    CP_LINK_IS_DOWN = 2,
    CP_LINK_IS_UP = 4,
    CP_IFT_L2VLAN = 135,
    CP_IFT_IEEE8023ADLAG = 161,
    CP_IFT_BRIDGE = 209,
    CP_IFT_GIF = 240,
    CP_IFT_TUNNEL = 131,
    CP_IFT_ENC = 244,
    CP_IFT_PFLOG = 245,
    CP_IFT_CARP = 247,
    CP_IFT_WIREGUARD = 251,
    CP_IF_MSGHDR_BYTES = 168,
    CP_IF_ADDRS = 12, // int
    CP_IF_FLAGS = 16, // int
    CP_IF_INDEX = 6, // uint16_t
    CP_IF_TYPE = 24, // uint8_t
    CP_IF_LINK_STATE = 27, // uint8_t
    CP_IF_MTU = 28, // uint32_t
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
    CP_IF_TX_DROPPED = 128,
    CP_IFA_MSGHDR_BYTES = 24,
    CP_IFA_ADDRS = 12, // int
    CP_IFA_FLAGS = 16, // int
    CP_IFA_INDEX = 6, // uint16_t
    CP_IF_HEADER_LENGTH = 4, // uint16_t
    CP_IFA_HEADER_LENGTH = 4, // uint16_t
    // struct statfs, sys/mount.h: getfsstat(2).
    CP_STATFS_BYTES = 568,
    CP_STATFS_FLAGS = 0, // uint32_t
    CP_STATFS_BLOCK = 4, // uint32_t
    CP_STATFS_BLOCKS = 16, // uint64_t
    CP_STATFS_FREE = 24, // uint64_t
    CP_STATFS_AVAILABLE = 32, // int64_t
    CP_STATFS_FILES = 40, // uint64_t
    CP_STATFS_FREE_FILES = 48, // uint64_t
    CP_STATFS_ID = 96, // int[2]
    CP_STATFS_TYPE = 120,
    CP_STATFS_ON = 136,
    CP_STATFS_FROM = 226,
    CP_MFSNAMELEN = 16,
    CP_MNAMELEN = 90,
    CP_MNT_RDONLY = 1,
    CP_MNT_SYNCHRONOUS = 2,
    CP_MNT_NOEXEC = 4,
    CP_MNT_NOSUID = 8,
    CP_MNT_NODEV = 16,
    CP_MNT_NOPERM = 32,
    CP_MNT_ASYNC = 64,
    CP_MNT_WXALLOWED = 2048,
    CP_MNT_LOCAL = 4096,
    CP_MNT_NOATIME = 32768,
    // struct diskstats, sys/disk.h: hw.diskstats.
    CP_HW_DISKSTATS = 9,
    CP_DISK_BYTES = 112,
    CP_DISK_NAME = 0,
    CP_DISK_NAME_BYTES = 16,
    CP_DISK_BUSY = 16, // int
    CP_DISK_READS = 24, // uint64_t, and the next three
    CP_DISK_WRITES = 32,
    CP_DISK_READ_BYTES = 48,
    CP_DISK_WRITE_BYTES = 56,
    CP_DISK_TIME = 96, // struct timeval
    // struct kinfo_proc, sys/sysctl.h: kern.proc.
    CP_KERN_PROC_ARGS = 55,
    CP_KERN_PROC_ARGV = 1,
    CP_KERN_PROC = 66,
    CP_KERN_PROC_CWD = 78,
    CP_KERN_PROC_PID = 1,
    CP_KERN_PROC_KTHREAD = 7,
    CP_KINFO_BYTES = 648,
    CP_KINFO_COMMAND_BYTES = 24,
    CP_KINFO_FLAGS = 104, // int32_t
    CP_KINFO_PID = 108, // int32_t
    CP_KINFO_PARENT = 112, // int32_t
    CP_KINFO_SESSION = 116, // int32_t
    CP_KINFO_GROUP = 120, // int32_t
    CP_KINFO_FOREGROUND = 124, // int32_t
    CP_KINFO_EFFECTIVE_UID = 128, // uint32_t
    CP_KINFO_UID = 132, // uint32_t
    CP_KINFO_EFFECTIVE_GID = 136, // uint32_t
    CP_KINFO_GID = 140, // uint32_t
    CP_KINFO_STATE = 304, // int8_t
    CP_KINFO_NICE = 307, // uint8_t
    CP_KINFO_COMMAND = 312,
    CP_KINFO_RESIDENT = 384, // int32_t, pages
    CP_KINFO_TEXT = 388, // int32_t, pages
    CP_KINFO_DATA = 392, // int32_t, pages
    CP_KINFO_STACK = 396, // int32_t, pages
    CP_KINFO_IS_VALID = 400, // int64_t
    CP_KINFO_START = 408, // uint64_t
    CP_KINFO_START_US = 416, // uint32_t
    CP_KINFO_USER = 420, // uint32_t, and microseconds
    CP_KINFO_SYSTEM = 428, // uint32_t, and microseconds
    CP_KINFO_SAVED_UID = 568, // uint32_t
    CP_KINFO_SAVED_GID = 572, // uint32_t
    CP_KINFO_LAST_CPU = 592, // uint64_t
    CP_KINFO_VIRTUAL = 600, // uint64_t, bytes
    // struct swapent, sys/swap.h: swapctl(2). Blocks have 512 bytes.
    CP_SWAP_BYTES = 1044,
    CP_SWAP_DEVICE = 0, // int32_t
    CP_SWAP_BLOCKS = 8, // int
    CP_SWAP_USED = 12, // int
    CP_SWAP_PRIORITY = 16, // int
    CP_SWAP_PATH = 20,
    CP_SWAP_PATH_BYTES = 1024,
    CP_SWAP_BLOCK = 512,
    // struct sensordev, sys/sensors.h: hw.sensors.N.
    CP_HW_SENSORS = 11,
    CP_SENSORDEV_BYTES = 116,
    CP_SENSORDEV_NUMBER = 0, // int
    CP_SENSORDEV_NAME = 4,
    CP_SENSORDEV_NAME_BYTES = 16,
    CP_SENSORDEV_ENDS = 20, // int[SENSOR_MAX_TYPES]
    CP_SENSORDEV_TYPES = 23,
    // struct sensor, sys/sensors.h: hw.sensors.N.TYPE.N.
    CP_SENSOR_BYTES = 72,
    CP_SENSOR_LABEL = 0,
    CP_SENSOR_LABEL_BYTES = 32,
    CP_SENSOR_VALUE = 48,  // int64_t
    CP_SENSOR_TYPE = 56,   // enum sensor_type
    CP_SENSOR_STATUS = 60, // enum sensor_status
    CP_SENSOR_NUMBER = 64, // int
    CP_SENSOR_FLAGS = 68,  // int
    CP_SENSOR_IS_INVALID = 1,
    CP_SENSOR_IS_UNKNOWN = 2,
    CP_SENSOR_IS_OK = 1,
    CP_SENSOR_IS_WARN = 2,
    CP_SENSOR_IS_CRIT = 3,
    CP_SENSOR_TYPE_TEMP = 0,
    CP_SENSOR_TYPE_FANRPM = 1,
    CP_SENSOR_TYPE_VOLTS_DC = 2,
    CP_SENSOR_TYPE_WATTS = 5,
    CP_SENSOR_TYPE_AMPS = 6,
    CP_SENSOR_TYPE_HUMIDITY = 15,
    CP_SENSOR_TYPE_ENERGY = 22,
    // The host: sys/sysctl.h.
    CP_KERN_OSTYPE = 1,
    CP_KERN_VERSION = 4,
    CP_KERN_MAXFILES = 7,
    CP_KERN_HOSTNAME = 10,
    CP_KERN_MAXTHREAD = 25,
    CP_KERN_NFILES = 56
};

#ifdef CP_PIN_LAYOUT
_Static_assert(CTL_VFS == CP_CTL_VFS, "CTL_VFS");
_Static_assert(KERN_BOOTTIME == CP_KERN_BOOTTIME, "KERN_BOOTTIME");
_Static_assert(KERN_NTHREADS == CP_KERN_NTHREADS, "KERN_NTHREADS");
_Static_assert(KERN_CPUSTATS == CP_KERN_CPUSTATS, "KERN_CPUSTATS");
_Static_assert(HW_PHYSMEM64 == CP_HW_PHYSMEM64, "HW_PHYSMEM64");
_Static_assert(HW_NCPUFOUND == CP_HW_NCPUFOUND, "HW_NCPUFOUND");
_Static_assert(HW_NCPUONLINE == CP_HW_NCPUONLINE, "HW_NCPUONLINE");
_Static_assert(VM_UVMEXP == CP_VM_UVMEXP, "VM_UVMEXP");
_Static_assert(VFS_GENERIC == CP_VFS_GENERIC, "VFS_GENERIC");
_Static_assert(VFS_BCACHESTAT == CP_VFS_BCACHESTAT, "VFS_BCACHESTAT");
_Static_assert(sizeof(struct clockinfo) == CP_CLOCKINFO_BYTES, "clockinfo");
_Static_assert(offsetof(struct clockinfo, stathz) == CP_CLOCKINFO_STATHZ, "stathz");
_Static_assert(sizeof(struct cpustats) == CP_CPUSTATS_BYTES, "cpustats");
_Static_assert(offsetof(struct cpustats, cs_time) == 0, "cs_time");
_Static_assert(offsetof(struct cpustats, cs_flags) == CP_CPUSTATS_FLAGS, "cs_flags");
_Static_assert(CPUSTATS_ONLINE == CP_CPUSTATS_IS_ONLINE, "CPUSTATS_ONLINE");
_Static_assert(CPUSTATES == CP_CPU_STATES, "CPUSTATES");
_Static_assert(CP_USER == CP_CPU_STATE_USER, "CP_USER");
_Static_assert(CP_NICE == CP_CPU_STATE_NICE, "CP_NICE");
_Static_assert(CP_SYS == CP_CPU_STATE_SYSTEM, "CP_SYS");
_Static_assert(CP_SPIN == CP_CPU_STATE_SPIN, "CP_SPIN");
_Static_assert(CP_INTR == CP_CPU_STATE_INTERRUPT, "CP_INTR");
_Static_assert(CP_IDLE == CP_CPU_STATE_IDLE, "CP_IDLE");
_Static_assert(sizeof(struct uvmexp) >= CP_UVMEXP_BYTES, "uvmexp");
_Static_assert(offsetof(struct uvmexp, free) == CP_UVMEXP_FREE, "free");
_Static_assert(offsetof(struct uvmexp, active) == CP_UVMEXP_ACTIVE, "active");
_Static_assert(offsetof(struct uvmexp, inactive) == CP_UVMEXP_INACTIVE, "inactive");
_Static_assert(offsetof(struct uvmexp, swpages) == CP_UVMEXP_SWPAGES, "swpages");
_Static_assert(offsetof(struct uvmexp, swpginuse) == CP_UVMEXP_SWPGINUSE, "swpginuse");
_Static_assert(offsetof(struct uvmexp, faults) == CP_UVMEXP_FAULTS, "faults");
_Static_assert(offsetof(struct uvmexp, intrs) == CP_UVMEXP_INTRS, "intrs");
_Static_assert(offsetof(struct uvmexp, swtch) == CP_UVMEXP_SWTCH, "swtch");
_Static_assert(offsetof(struct uvmexp, softs) == CP_UVMEXP_SOFTS, "softs");
_Static_assert(offsetof(struct uvmexp, forks) == CP_UVMEXP_FORKS, "forks");
_Static_assert(offsetof(struct bcachestats, numbufpages) == CP_BCACHESTATS_PAGES, "numbufpages");
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
_Static_assert(IFT_ENC == CP_IFT_ENC, "IFT_ENC");
_Static_assert(IFT_PFLOG == CP_IFT_PFLOG, "IFT_PFLOG");
_Static_assert(IFT_CARP == CP_IFT_CARP, "IFT_CARP");
_Static_assert(IFT_WIREGUARD == CP_IFT_WIREGUARD, "IFT_WIREGUARD");
_Static_assert(sizeof(struct if_msghdr) == CP_IF_MSGHDR_BYTES, "if_msghdr");
_Static_assert(offsetof(struct if_msghdr, ifm_addrs) == CP_IF_ADDRS, "ifm_addrs");
_Static_assert(offsetof(struct if_msghdr, ifm_flags) == CP_IF_FLAGS, "ifm_flags");
_Static_assert(offsetof(struct if_msghdr, ifm_index) == CP_IF_INDEX, "ifm_index");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_type) == CP_IF_TYPE, "ifi_type");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_link_state) == CP_IF_LINK_STATE,
               "ifi_link_state");
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_mtu) == CP_IF_MTU, "ifi_mtu");
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
_Static_assert(offsetof(struct if_msghdr, ifm_data.ifi_oqdrops) == CP_IF_TX_DROPPED, "ifi_oqdrops");
_Static_assert(sizeof(struct ifa_msghdr) == CP_IFA_MSGHDR_BYTES, "ifa_msghdr");
_Static_assert(offsetof(struct ifa_msghdr, ifam_addrs) == CP_IFA_ADDRS, "ifam_addrs");
_Static_assert(offsetof(struct ifa_msghdr, ifam_flags) == CP_IFA_FLAGS, "ifam_flags");
_Static_assert(offsetof(struct ifa_msghdr, ifam_index) == CP_IFA_INDEX, "ifam_index");
_Static_assert(offsetof(struct if_msghdr, ifm_hdrlen) == CP_IF_HEADER_LENGTH, "ifm_hdrlen");
_Static_assert(offsetof(struct ifa_msghdr, ifam_hdrlen) == CP_IFA_HEADER_LENGTH, "ifam_hdrlen");
_Static_assert(sizeof(struct statfs) == CP_STATFS_BYTES, "statfs");
_Static_assert(offsetof(struct statfs, f_flags) == CP_STATFS_FLAGS, "f_flags");
_Static_assert(offsetof(struct statfs, f_bsize) == CP_STATFS_BLOCK, "f_bsize");
_Static_assert(offsetof(struct statfs, f_blocks) == CP_STATFS_BLOCKS, "f_blocks");
_Static_assert(offsetof(struct statfs, f_bfree) == CP_STATFS_FREE, "f_bfree");
_Static_assert(offsetof(struct statfs, f_bavail) == CP_STATFS_AVAILABLE, "f_bavail");
_Static_assert(offsetof(struct statfs, f_files) == CP_STATFS_FILES, "f_files");
_Static_assert(offsetof(struct statfs, f_ffree) == CP_STATFS_FREE_FILES, "f_ffree");
_Static_assert(offsetof(struct statfs, f_fsid) == CP_STATFS_ID, "f_fsid");
_Static_assert(offsetof(struct statfs, f_fstypename) == CP_STATFS_TYPE, "f_fstypename");
_Static_assert(offsetof(struct statfs, f_mntonname) == CP_STATFS_ON, "f_mntonname");
_Static_assert(offsetof(struct statfs, f_mntfromname) == CP_STATFS_FROM, "f_mntfromname");
_Static_assert(MFSNAMELEN == CP_MFSNAMELEN, "MFSNAMELEN");
_Static_assert(MNAMELEN == CP_MNAMELEN, "MNAMELEN");
_Static_assert(MNT_RDONLY == CP_MNT_RDONLY, "MNT_RDONLY");
_Static_assert(MNT_SYNCHRONOUS == CP_MNT_SYNCHRONOUS, "MNT_SYNCHRONOUS");
_Static_assert(MNT_NOEXEC == CP_MNT_NOEXEC, "MNT_NOEXEC");
_Static_assert(MNT_NOSUID == CP_MNT_NOSUID, "MNT_NOSUID");
_Static_assert(MNT_NODEV == CP_MNT_NODEV, "MNT_NODEV");
_Static_assert(MNT_NOPERM == CP_MNT_NOPERM, "MNT_NOPERM");
_Static_assert(MNT_ASYNC == CP_MNT_ASYNC, "MNT_ASYNC");
_Static_assert(MNT_WXALLOWED == CP_MNT_WXALLOWED, "MNT_WXALLOWED");
_Static_assert(MNT_LOCAL == CP_MNT_LOCAL, "MNT_LOCAL");
_Static_assert(MNT_NOATIME == CP_MNT_NOATIME, "MNT_NOATIME");
_Static_assert(HW_DISKSTATS == CP_HW_DISKSTATS, "HW_DISKSTATS");
_Static_assert(sizeof(struct diskstats) == CP_DISK_BYTES, "diskstats");
_Static_assert(offsetof(struct diskstats, ds_name) == CP_DISK_NAME, "ds_name");
_Static_assert(DS_DISKNAMELEN == CP_DISK_NAME_BYTES, "DS_DISKNAMELEN");
_Static_assert(offsetof(struct diskstats, ds_busy) == CP_DISK_BUSY, "ds_busy");
_Static_assert(offsetof(struct diskstats, ds_rxfer) == CP_DISK_READS, "ds_rxfer");
_Static_assert(offsetof(struct diskstats, ds_wxfer) == CP_DISK_WRITES, "ds_wxfer");
_Static_assert(offsetof(struct diskstats, ds_rbytes) == CP_DISK_READ_BYTES, "ds_rbytes");
_Static_assert(offsetof(struct diskstats, ds_wbytes) == CP_DISK_WRITE_BYTES, "ds_wbytes");
_Static_assert(offsetof(struct diskstats, ds_time) == CP_DISK_TIME, "ds_time");
_Static_assert(KERN_PROC_ARGS == CP_KERN_PROC_ARGS, "KERN_PROC_ARGS");
_Static_assert(KERN_PROC_ARGV == CP_KERN_PROC_ARGV, "KERN_PROC_ARGV");
_Static_assert(KERN_PROC == CP_KERN_PROC, "KERN_PROC");
_Static_assert(KERN_PROC_CWD == CP_KERN_PROC_CWD, "KERN_PROC_CWD");
_Static_assert(KERN_PROC_PID == CP_KERN_PROC_PID, "KERN_PROC_PID");
_Static_assert(KERN_PROC_KTHREAD == CP_KERN_PROC_KTHREAD, "KERN_PROC_KTHREAD");
_Static_assert(sizeof(struct kinfo_proc) == CP_KINFO_BYTES, "kinfo_proc");
_Static_assert(KI_MAXCOMLEN == CP_KINFO_COMMAND_BYTES, "KI_MAXCOMLEN");
_Static_assert(offsetof(struct kinfo_proc, p_flag) == CP_KINFO_FLAGS, "p_flag");
_Static_assert(offsetof(struct kinfo_proc, p_pid) == CP_KINFO_PID, "p_pid");
_Static_assert(offsetof(struct kinfo_proc, p_ppid) == CP_KINFO_PARENT, "p_ppid");
_Static_assert(offsetof(struct kinfo_proc, p_sid) == CP_KINFO_SESSION, "p_sid");
_Static_assert(offsetof(struct kinfo_proc, p__pgid) == CP_KINFO_GROUP, "p__pgid");
_Static_assert(offsetof(struct kinfo_proc, p_tpgid) == CP_KINFO_FOREGROUND, "p_tpgid");
_Static_assert(offsetof(struct kinfo_proc, p_uid) == CP_KINFO_EFFECTIVE_UID, "p_uid");
_Static_assert(offsetof(struct kinfo_proc, p_ruid) == CP_KINFO_UID, "p_ruid");
_Static_assert(offsetof(struct kinfo_proc, p_gid) == CP_KINFO_EFFECTIVE_GID, "p_gid");
_Static_assert(offsetof(struct kinfo_proc, p_rgid) == CP_KINFO_GID, "p_rgid");
_Static_assert(offsetof(struct kinfo_proc, p_stat) == CP_KINFO_STATE, "p_stat");
_Static_assert(offsetof(struct kinfo_proc, p_nice) == CP_KINFO_NICE, "p_nice");
_Static_assert(offsetof(struct kinfo_proc, p_comm) == CP_KINFO_COMMAND, "p_comm");
_Static_assert(offsetof(struct kinfo_proc, p_vm_rssize) == CP_KINFO_RESIDENT, "p_vm_rssize");
_Static_assert(offsetof(struct kinfo_proc, p_vm_tsize) == CP_KINFO_TEXT, "p_vm_tsize");
_Static_assert(offsetof(struct kinfo_proc, p_vm_dsize) == CP_KINFO_DATA, "p_vm_dsize");
_Static_assert(offsetof(struct kinfo_proc, p_vm_ssize) == CP_KINFO_STACK, "p_vm_ssize");
_Static_assert(offsetof(struct kinfo_proc, p_uvalid) == CP_KINFO_IS_VALID, "p_uvalid");
_Static_assert(offsetof(struct kinfo_proc, p_ustart_sec) == CP_KINFO_START, "p_ustart_sec");
_Static_assert(offsetof(struct kinfo_proc, p_ustart_usec) == CP_KINFO_START_US, "p_ustart_usec");
_Static_assert(offsetof(struct kinfo_proc, p_uutime_sec) == CP_KINFO_USER, "p_uutime_sec");
_Static_assert(offsetof(struct kinfo_proc, p_ustime_sec) == CP_KINFO_SYSTEM, "p_ustime_sec");
_Static_assert(offsetof(struct kinfo_proc, p_svuid) == CP_KINFO_SAVED_UID, "p_svuid");
_Static_assert(offsetof(struct kinfo_proc, p_svgid) == CP_KINFO_SAVED_GID, "p_svgid");
_Static_assert(offsetof(struct kinfo_proc, p_cpuid) == CP_KINFO_LAST_CPU, "p_cpuid");
_Static_assert(offsetof(struct kinfo_proc, p_vm_map_size) == CP_KINFO_VIRTUAL, "p_vm_map_size");
_Static_assert(sizeof(struct swapent) == CP_SWAP_BYTES, "swapent");
_Static_assert(offsetof(struct swapent, se_dev) == CP_SWAP_DEVICE, "se_dev");
_Static_assert(offsetof(struct swapent, se_nblks) == CP_SWAP_BLOCKS, "se_nblks");
_Static_assert(offsetof(struct swapent, se_inuse) == CP_SWAP_USED, "se_inuse");
_Static_assert(offsetof(struct swapent, se_priority) == CP_SWAP_PRIORITY, "se_priority");
_Static_assert(offsetof(struct swapent, se_path) == CP_SWAP_PATH, "se_path");
_Static_assert(sizeof(((struct swapent *)0)->se_path) == CP_SWAP_PATH_BYTES,
               "sizeof(((struct swapent *)0)->se_path)");
_Static_assert(DEV_BSIZE == CP_SWAP_BLOCK, "DEV_BSIZE");
_Static_assert(HW_SENSORS == CP_HW_SENSORS, "HW_SENSORS");
_Static_assert(sizeof(struct sensordev) == CP_SENSORDEV_BYTES, "sensordev");
_Static_assert(offsetof(struct sensordev, num) == CP_SENSORDEV_NUMBER, "num");
_Static_assert(offsetof(struct sensordev, xname) == CP_SENSORDEV_NAME, "xname");
_Static_assert(sizeof(((struct sensordev *)0)->xname) == CP_SENSORDEV_NAME_BYTES, "xname");
_Static_assert(offsetof(struct sensordev, maxnumt) == CP_SENSORDEV_ENDS, "maxnumt");
_Static_assert(SENSOR_MAX_TYPES == CP_SENSORDEV_TYPES, "SENSOR_MAX_TYPES");
_Static_assert(sizeof(struct sensor) == CP_SENSOR_BYTES, "sensor");
_Static_assert(offsetof(struct sensor, desc) == CP_SENSOR_LABEL, "desc");
_Static_assert(sizeof(((struct sensor *)0)->desc) == CP_SENSOR_LABEL_BYTES, "desc");
_Static_assert(offsetof(struct sensor, value) == CP_SENSOR_VALUE, "value");
_Static_assert(offsetof(struct sensor, type) == CP_SENSOR_TYPE, "type");
_Static_assert(offsetof(struct sensor, status) == CP_SENSOR_STATUS, "status");
_Static_assert(offsetof(struct sensor, numt) == CP_SENSOR_NUMBER, "numt");
_Static_assert(offsetof(struct sensor, flags) == CP_SENSOR_FLAGS, "flags");
_Static_assert(SENSOR_FINVALID == CP_SENSOR_IS_INVALID, "SENSOR_FINVALID");
_Static_assert(SENSOR_FUNKNOWN == CP_SENSOR_IS_UNKNOWN, "SENSOR_FUNKNOWN");
_Static_assert(SENSOR_S_OK == CP_SENSOR_IS_OK, "SENSOR_S_OK");
_Static_assert(SENSOR_S_WARN == CP_SENSOR_IS_WARN, "SENSOR_S_WARN");
_Static_assert(SENSOR_S_CRIT == CP_SENSOR_IS_CRIT, "SENSOR_S_CRIT");
_Static_assert(SENSOR_TEMP == CP_SENSOR_TYPE_TEMP, "SENSOR_TEMP");
_Static_assert(SENSOR_FANRPM == CP_SENSOR_TYPE_FANRPM, "SENSOR_FANRPM");
_Static_assert(SENSOR_VOLTS_DC == CP_SENSOR_TYPE_VOLTS_DC, "SENSOR_VOLTS_DC");
_Static_assert(SENSOR_WATTS == CP_SENSOR_TYPE_WATTS, "SENSOR_WATTS");
_Static_assert(SENSOR_AMPS == CP_SENSOR_TYPE_AMPS, "SENSOR_AMPS");
_Static_assert(SENSOR_HUMIDITY == CP_SENSOR_TYPE_HUMIDITY, "SENSOR_HUMIDITY");
_Static_assert(SENSOR_ENERGY == CP_SENSOR_TYPE_ENERGY, "SENSOR_ENERGY");
_Static_assert(KERN_OSTYPE == CP_KERN_OSTYPE, "KERN_OSTYPE");
_Static_assert(KERN_VERSION == CP_KERN_VERSION, "KERN_VERSION");
_Static_assert(KERN_MAXFILES == CP_KERN_MAXFILES, "KERN_MAXFILES");
_Static_assert(KERN_HOSTNAME == CP_KERN_HOSTNAME, "KERN_HOSTNAME");
_Static_assert(KERN_MAXTHREAD == CP_KERN_MAXTHREAD, "KERN_MAXTHREAD");
_Static_assert(KERN_NFILES == CP_KERN_NFILES, "KERN_NFILES");
#endif

#endif
