// The structures of macOS on 64-bit machines, as the collectors read them: sizes, offsets and
// constants. calls.c, which has the system's headers, holds each of them to those.

#ifndef CP_MACOS_LAYOUT_H
#define CP_MACOS_LAYOUT_H

#include "../bsd/layout.h"

enum {
    // struct processor_cpu_load_info, mach/processor_info.h: four counters of 32 bits.
    CP_CPU_LOAD_BYTES = 16,
    CP_CPU_STATES = 4,
    CP_CPU_STATE_USER = 0,
    CP_CPU_STATE_SYSTEM = 1,
    CP_CPU_STATE_IDLE = 2,
    CP_CPU_STATE_NICE = 3,
    // struct vm_statistics64, mach/vm_statistics.h. Pages; of 32 bits unless noted.
    CP_VM_BYTES = 152, // Up to the last of these: later versions append more.
    CP_VM_FREE = 0,
    CP_VM_ACTIVE = 4,
    CP_VM_INACTIVE = 8,
    CP_VM_PAGEINS = 32,  // 64 bits, as the next two.
    CP_VM_PAGEOUTS = 40,
    CP_VM_FAULTS = 48,
    CP_VM_SPECULATIVE = 92,
    CP_VM_SWAPINS = 112, // 64 bits, as the next one.
    CP_VM_SWAPOUTS = 120,
    CP_VM_COMPRESSOR = 128,
    CP_VM_EXTERNAL = 136,
    CP_VM_INTERNAL = 140,
    CP_VM_COMPRESSED = 144, // 64 bits
    // struct xsw_usage, sys/sysctl.h: vm.swapusage.
    CP_XSW_BYTES = 32,
    CP_XSW_TOTAL = 0, // uint64_t
    CP_XSW_USED = 16, // uint64_t
    // struct statfs, sys/mount.h.
    CP_STATFS_BYTES = 2168,
    CP_STATFS_BLOCK = 0,  // uint32_t
    CP_STATFS_BLOCKS = 8, // uint64_t, as the next four.
    CP_STATFS_FREE = 16,
    CP_STATFS_AVAILABLE = 24,
    CP_STATFS_FILES = 32,
    CP_STATFS_FREE_FILES = 40,
    CP_STATFS_ID = 48,    // int32_t[2]
    CP_STATFS_FLAGS = 64, // uint32_t
    CP_STATFS_TYPE = 72,
    CP_STATFS_ON = 88,
    CP_STATFS_FROM = 1112,
    CP_MFSTYPENAMELEN = 16,
    CP_MAXPATHLEN = 1024,
    CP_MNT_RDONLY = 0x1,
    CP_MNT_SYNCHRONOUS = 0x2,
    CP_MNT_NOEXEC = 0x4,
    CP_MNT_NOSUID = 0x8,
    CP_MNT_NODEV = 0x10,
    CP_MNT_UNION = 0x20,
    CP_MNT_ASYNC = 0x40,
    CP_MNT_QUARANTINE = 0x400,
    CP_MNT_LOCAL = 0x1000,
    CP_MNT_DONTBROWSE = 0x100000,
    CP_MNT_AUTOMOUNTED = 0x400000,
    CP_MNT_JOURNALED = 0x800000,
    CP_MNT_NOATIME = 0x10000000,
    // The routing sysctl: net.route, NET_RT_IFLIST2, with struct if_msghdr2 and if_data64.
    CP_CTL_NET = 4,
    CP_PF_ROUTE = 17,
    CP_NET_RT_IFLIST2 = 6,
    CP_RTM_VERSION = 5,
    CP_RTM_IFINFO2 = 0x12,
    CP_RTM_NEWADDR = 0xc,
    CP_AF_INET6 = 30,
    CP_SOCKADDR_PADDING = 4, // ROUNDUP of rtsock.c: sizeof(uint32_t).
    CP_IFT_OTHER = 0x1, // utun
    CP_IFT_PPP = 0x17,
    CP_IFT_GIF = 0x37,
    CP_IFT_STF = 0x39,
    CP_IFT_L2VLAN = 0x87,
    CP_IFT_IEEE8023ADLAG = 0x88,
    CP_IFT_BRIDGE = 0xd1,
    CP_IF_BYTES = 160,
    CP_IF_ADDRS = 4,
    CP_IF_FLAGS = 8,
    CP_IF_INDEX = 12,
    CP_IF_TYPE = 32,       // uint8_t
    CP_IF_MTU = 40,        // uint32_t
    CP_IF_SPEED = 48,      // uint64_t, as the rest.
    CP_IF_RX_PACKETS = 56,
    CP_IF_RX_ERRORS = 64,
    CP_IF_TX_PACKETS = 72,
    CP_IF_TX_ERRORS = 80,
    CP_IF_COLLISIONS = 88,
    CP_IF_RX_BYTES = 96,
    CP_IF_TX_BYTES = 104,
    CP_IF_RX_MULTICAST = 112,
    CP_IF_RX_DROPPED = 128,
    // net.link.generic.ifdata.N.general: struct ifmibdata of the interface N.
    CP_PF_LINK = 18,
    CP_NETLINK_GENERIC = 0,
    CP_IFMIB_IFDATA = 2,
    CP_IFDATA_GENERAL = 1,
    CP_IFMIB_BYTES = 180,
    CP_IFMIB_RX_BYTES = 116,
    CP_IFMIB_TX_BYTES = 124,
    CP_IFA_BYTES = 20,
    CP_IFA_ADDRS = 4,
    CP_IFA_FLAGS = 8,
    CP_IFA_INDEX = 12,
    // struct proc_bsdshortinfo, sys/proc_info.h: of every process.
    CP_SHORT_FLAVOR = 13,
    CP_SHORT_BYTES = 64,
    CP_SHORT_PID = 0,
    CP_SHORT_PARENT = 4,
    CP_SHORT_GROUP = 8,
    CP_SHORT_STATE = 12,
    CP_SHORT_COMMAND = 16,
    CP_SHORT_EFFECTIVE_UID = 36,
    CP_SHORT_EFFECTIVE_GID = 40,
    CP_SHORT_UID = 44,
    CP_SHORT_GID = 48,
    CP_SHORT_SAVED_UID = 52,
    CP_SHORT_SAVED_GID = 56,
    CP_COMMAND_BYTES = 16,
    // struct proc_taskallinfo: of the own processes, or for root.
    CP_TASK_FLAVOR = 2,
    CP_TASK_BYTES = 232,
    CP_TASK_NAME = 64,
    CP_TASK_FOREGROUND = 112,
    CP_TASK_NICE = 116,
    CP_TASK_START_SECONDS = 120,
    CP_TASK_START_US = 128,
    CP_TASK_VIRTUAL = 136,
    CP_TASK_RESIDENT = 144,
    CP_TASK_USER = 152,
    CP_TASK_SYSTEM = 160,
    CP_TASK_FAULTS = 188,
    CP_TASK_PAGEINS = 192,
    CP_TASK_THREADS = 220,
    CP_TASK_RUNNING = 224,
    CP_TASK_NAME_BYTES = 32,
    // struct rusage_info_v4, sys/resource.h.
    CP_USAGE_BYTES = 296,
    CP_USAGE_READ = 144,
    CP_USAGE_WRITTEN = 152,
    // Paths and arguments, and the states of a process: sys/proc.h.
    CP_PATH_FLAVOR = 11,
    CP_PATH_MAX = 4096,
    CP_KERN_PROCARGS2 = 49,
    CP_SIDL = 1,
    CP_SRUN = 2,
    CP_SSLEEP = 3,
    CP_SSTOP = 4,
    CP_SZOMB = 5
};

#ifdef CP_PIN_LAYOUT
_Static_assert(sizeof(struct processor_cpu_load_info) == CP_CPU_LOAD_BYTES, "cpu_load_info");
_Static_assert(CPU_STATE_MAX == CP_CPU_STATES, "CPU_STATE_MAX");
_Static_assert(CPU_STATE_USER == CP_CPU_STATE_USER, "CPU_STATE_USER");
_Static_assert(CPU_STATE_SYSTEM == CP_CPU_STATE_SYSTEM, "CPU_STATE_SYSTEM");
_Static_assert(CPU_STATE_IDLE == CP_CPU_STATE_IDLE, "CPU_STATE_IDLE");
_Static_assert(CPU_STATE_NICE == CP_CPU_STATE_NICE, "CPU_STATE_NICE");
_Static_assert(sizeof(struct vm_statistics64) >= CP_VM_BYTES, "vm_statistics64");
_Static_assert(offsetof(struct vm_statistics64, free_count) == CP_VM_FREE, "free");
_Static_assert(offsetof(struct vm_statistics64, active_count) == CP_VM_ACTIVE, "active");
_Static_assert(offsetof(struct vm_statistics64, inactive_count) == CP_VM_INACTIVE, "inactive");
_Static_assert(offsetof(struct vm_statistics64, pageins) == CP_VM_PAGEINS, "pageins");
_Static_assert(offsetof(struct vm_statistics64, pageouts) == CP_VM_PAGEOUTS, "pageouts");
_Static_assert(offsetof(struct vm_statistics64, faults) == CP_VM_FAULTS, "faults");
_Static_assert(offsetof(struct vm_statistics64, speculative_count) == CP_VM_SPECULATIVE,
               "speculative");
_Static_assert(offsetof(struct vm_statistics64, swapins) == CP_VM_SWAPINS, "swapins");
_Static_assert(offsetof(struct vm_statistics64, swapouts) == CP_VM_SWAPOUTS, "swapouts");
_Static_assert(offsetof(struct vm_statistics64, compressor_page_count) == CP_VM_COMPRESSOR,
               "compressor");
_Static_assert(offsetof(struct vm_statistics64, external_page_count) == CP_VM_EXTERNAL,
               "external");
_Static_assert(offsetof(struct vm_statistics64, internal_page_count) == CP_VM_INTERNAL,
               "internal");
_Static_assert(offsetof(struct vm_statistics64, total_uncompressed_pages_in_compressor) ==
                   CP_VM_COMPRESSED,
               "compressed");
_Static_assert(sizeof(struct xsw_usage) == CP_XSW_BYTES, "xsw_usage");
_Static_assert(offsetof(struct xsw_usage, xsu_total) == CP_XSW_TOTAL, "xsu_total");
_Static_assert(offsetof(struct xsw_usage, xsu_used) == CP_XSW_USED, "xsu_used");
_Static_assert(sizeof(struct statfs) == CP_STATFS_BYTES, "statfs");
_Static_assert(offsetof(struct statfs, f_bsize) == CP_STATFS_BLOCK, "f_bsize");
_Static_assert(offsetof(struct statfs, f_blocks) == CP_STATFS_BLOCKS, "f_blocks");
_Static_assert(offsetof(struct statfs, f_bfree) == CP_STATFS_FREE, "f_bfree");
_Static_assert(offsetof(struct statfs, f_bavail) == CP_STATFS_AVAILABLE, "f_bavail");
_Static_assert(offsetof(struct statfs, f_files) == CP_STATFS_FILES, "f_files");
_Static_assert(offsetof(struct statfs, f_ffree) == CP_STATFS_FREE_FILES, "f_ffree");
_Static_assert(offsetof(struct statfs, f_fsid) == CP_STATFS_ID, "f_fsid");
_Static_assert(offsetof(struct statfs, f_flags) == CP_STATFS_FLAGS, "f_flags");
_Static_assert(offsetof(struct statfs, f_fstypename) == CP_STATFS_TYPE, "f_fstypename");
_Static_assert(offsetof(struct statfs, f_mntonname) == CP_STATFS_ON, "f_mntonname");
_Static_assert(offsetof(struct statfs, f_mntfromname) == CP_STATFS_FROM, "f_mntfromname");
_Static_assert(MFSTYPENAMELEN == CP_MFSTYPENAMELEN && MAXPATHLEN == CP_MAXPATHLEN, "names");
_Static_assert(MNT_RDONLY == CP_MNT_RDONLY && MNT_SYNCHRONOUS == CP_MNT_SYNCHRONOUS, "flags");
_Static_assert(MNT_NOEXEC == CP_MNT_NOEXEC && MNT_NOSUID == CP_MNT_NOSUID, "flags");
_Static_assert(MNT_NODEV == CP_MNT_NODEV && MNT_UNION == CP_MNT_UNION, "flags");
_Static_assert(MNT_ASYNC == CP_MNT_ASYNC && MNT_QUARANTINE == CP_MNT_QUARANTINE, "flags");
_Static_assert(MNT_LOCAL == CP_MNT_LOCAL && MNT_DONTBROWSE == CP_MNT_DONTBROWSE, "flags");
_Static_assert(MNT_AUTOMOUNTED == CP_MNT_AUTOMOUNTED && MNT_JOURNALED == CP_MNT_JOURNALED,
               "flags");
_Static_assert(MNT_NOATIME == CP_MNT_NOATIME, "flags");
_Static_assert(CTL_NET == CP_CTL_NET && PF_ROUTE == CP_PF_ROUTE, "net.route");
_Static_assert(NET_RT_IFLIST2 == CP_NET_RT_IFLIST2 && RTM_VERSION == CP_RTM_VERSION, "list");
_Static_assert(RTM_IFINFO2 == CP_RTM_IFINFO2 && RTM_NEWADDR == CP_RTM_NEWADDR, "messages");
_Static_assert(AF_INET6 == CP_AF_INET6 && AF_INET == 2 && AF_LINK == 18, "families");
_Static_assert(IFT_OTHER == CP_IFT_OTHER && IFT_PPP == CP_IFT_PPP, "types");
_Static_assert(IFT_GIF == CP_IFT_GIF && IFT_STF == CP_IFT_STF, "types");
_Static_assert(IFT_L2VLAN == CP_IFT_L2VLAN && IFT_BRIDGE == CP_IFT_BRIDGE, "types");
_Static_assert(IFT_IEEE8023ADLAG == CP_IFT_IEEE8023ADLAG, "types");
_Static_assert(PF_LINK == CP_PF_LINK && NETLINK_GENERIC == CP_NETLINK_GENERIC, "net.link");
_Static_assert(IFMIB_IFDATA == CP_IFMIB_IFDATA && IFDATA_GENERAL == CP_IFDATA_GENERAL, "ifdata");
_Static_assert(sizeof(struct ifmibdata) == CP_IFMIB_BYTES, "ifmibdata");
_Static_assert(offsetof(struct ifmibdata, ifmd_data.ifi_ibytes) == CP_IFMIB_RX_BYTES, "in");
_Static_assert(offsetof(struct ifmibdata, ifmd_data.ifi_obytes) == CP_IFMIB_TX_BYTES, "out");
_Static_assert(sizeof(struct if_msghdr2) == CP_IF_BYTES, "if_msghdr2");
_Static_assert(offsetof(struct if_msghdr2, ifm_addrs) == CP_IF_ADDRS, "ifm_addrs");
_Static_assert(offsetof(struct if_msghdr2, ifm_flags) == CP_IF_FLAGS, "ifm_flags");
_Static_assert(offsetof(struct if_msghdr2, ifm_index) == CP_IF_INDEX, "ifm_index");
_Static_assert(offsetof(struct if_msghdr2, ifm_data.ifi_type) == CP_IF_TYPE, "type");
_Static_assert(offsetof(struct if_msghdr2, ifm_data.ifi_mtu) == CP_IF_MTU, "mtu");
_Static_assert(offsetof(struct if_msghdr2, ifm_data.ifi_baudrate) == CP_IF_SPEED, "speed");
_Static_assert(offsetof(struct if_msghdr2, ifm_data.ifi_ipackets) == CP_IF_RX_PACKETS, "in");
_Static_assert(offsetof(struct if_msghdr2, ifm_data.ifi_ierrors) == CP_IF_RX_ERRORS, "in");
_Static_assert(offsetof(struct if_msghdr2, ifm_data.ifi_opackets) == CP_IF_TX_PACKETS, "out");
_Static_assert(offsetof(struct if_msghdr2, ifm_data.ifi_oerrors) == CP_IF_TX_ERRORS, "out");
_Static_assert(offsetof(struct if_msghdr2, ifm_data.ifi_collisions) == CP_IF_COLLISIONS, "out");
_Static_assert(offsetof(struct if_msghdr2, ifm_data.ifi_ibytes) == CP_IF_RX_BYTES, "in");
_Static_assert(offsetof(struct if_msghdr2, ifm_data.ifi_obytes) == CP_IF_TX_BYTES, "out");
_Static_assert(offsetof(struct if_msghdr2, ifm_data.ifi_imcasts) == CP_IF_RX_MULTICAST, "in");
_Static_assert(offsetof(struct if_msghdr2, ifm_data.ifi_iqdrops) == CP_IF_RX_DROPPED, "in");
_Static_assert(sizeof(struct ifa_msghdr) == CP_IFA_BYTES, "ifa_msghdr");
_Static_assert(offsetof(struct ifa_msghdr, ifam_addrs) == CP_IFA_ADDRS, "ifam_addrs");
_Static_assert(offsetof(struct ifa_msghdr, ifam_flags) == CP_IFA_FLAGS, "ifam_flags");
_Static_assert(offsetof(struct ifa_msghdr, ifam_index) == CP_IFA_INDEX, "ifam_index");
_Static_assert(PROC_PIDT_SHORTBSDINFO == CP_SHORT_FLAVOR, "short_flavor");
_Static_assert(sizeof(struct proc_bsdshortinfo) == CP_SHORT_BYTES, "short_bytes");
_Static_assert(offsetof(struct proc_bsdshortinfo, pbsi_pid) == CP_SHORT_PID, "short_pid");
_Static_assert(offsetof(struct proc_bsdshortinfo, pbsi_ppid) == CP_SHORT_PARENT, "short_parent");
_Static_assert(offsetof(struct proc_bsdshortinfo, pbsi_pgid) == CP_SHORT_GROUP, "short_group");
_Static_assert(offsetof(struct proc_bsdshortinfo, pbsi_status) == CP_SHORT_STATE, "short_state");
_Static_assert(offsetof(struct proc_bsdshortinfo, pbsi_comm) == CP_SHORT_COMMAND, "short_command");
_Static_assert(offsetof(struct proc_bsdshortinfo, pbsi_uid) == CP_SHORT_EFFECTIVE_UID,
               "short_effective_uid");
_Static_assert(offsetof(struct proc_bsdshortinfo, pbsi_gid) == CP_SHORT_EFFECTIVE_GID,
               "short_effective_gid");
_Static_assert(offsetof(struct proc_bsdshortinfo, pbsi_ruid) == CP_SHORT_UID, "short_uid");
_Static_assert(offsetof(struct proc_bsdshortinfo, pbsi_rgid) == CP_SHORT_GID, "short_gid");
_Static_assert(offsetof(struct proc_bsdshortinfo, pbsi_svuid) == CP_SHORT_SAVED_UID,
               "short_saved_uid");
_Static_assert(offsetof(struct proc_bsdshortinfo, pbsi_svgid) == CP_SHORT_SAVED_GID,
               "short_saved_gid");
_Static_assert(MAXCOMLEN == CP_COMMAND_BYTES, "command_bytes");
_Static_assert(PROC_PIDTASKALLINFO == CP_TASK_FLAVOR, "task_flavor");
_Static_assert(sizeof(struct proc_taskallinfo) == CP_TASK_BYTES, "task_bytes");
_Static_assert(offsetof(struct proc_taskallinfo, pbsd.pbi_name) == CP_TASK_NAME, "task_name");
_Static_assert(offsetof(struct proc_taskallinfo, pbsd.e_tpgid) == CP_TASK_FOREGROUND,
               "task_foreground");
_Static_assert(offsetof(struct proc_taskallinfo, pbsd.pbi_nice) == CP_TASK_NICE, "task_nice");
_Static_assert(offsetof(struct proc_taskallinfo, pbsd.pbi_start_tvsec) == CP_TASK_START_SECONDS,
               "task_start_seconds");
_Static_assert(offsetof(struct proc_taskallinfo, pbsd.pbi_start_tvusec) == CP_TASK_START_US,
               "task_start_us");
_Static_assert(offsetof(struct proc_taskallinfo, ptinfo.pti_virtual_size) == CP_TASK_VIRTUAL,
               "task_virtual");
_Static_assert(offsetof(struct proc_taskallinfo, ptinfo.pti_resident_size) == CP_TASK_RESIDENT,
               "task_resident");
_Static_assert(offsetof(struct proc_taskallinfo, ptinfo.pti_total_user) == CP_TASK_USER,
               "task_user");
_Static_assert(offsetof(struct proc_taskallinfo, ptinfo.pti_total_system) == CP_TASK_SYSTEM,
               "task_system");
_Static_assert(offsetof(struct proc_taskallinfo, ptinfo.pti_faults) == CP_TASK_FAULTS,
               "task_faults");
_Static_assert(offsetof(struct proc_taskallinfo, ptinfo.pti_pageins) == CP_TASK_PAGEINS,
               "task_pageins");
_Static_assert(offsetof(struct proc_taskallinfo, ptinfo.pti_threadnum) == CP_TASK_THREADS,
               "task_threads");
_Static_assert(offsetof(struct proc_taskallinfo, ptinfo.pti_numrunning) == CP_TASK_RUNNING,
               "task_running");
_Static_assert(2 * MAXCOMLEN == CP_TASK_NAME_BYTES, "task_name_bytes");
_Static_assert(sizeof(struct rusage_info_v4) == CP_USAGE_BYTES, "usage_bytes");
_Static_assert(offsetof(struct rusage_info_v4, ri_diskio_bytesread) == CP_USAGE_READ, "usage_read");
_Static_assert(offsetof(struct rusage_info_v4, ri_diskio_byteswritten) == CP_USAGE_WRITTEN,
               "usage_written");
_Static_assert(PROC_PIDPATHINFO == CP_PATH_FLAVOR, "path_flavor");
_Static_assert(PROC_PIDPATHINFO_MAXSIZE == CP_PATH_MAX, "path_max");
_Static_assert(KERN_PROCARGS2 == CP_KERN_PROCARGS2, "kern_procargs2");
_Static_assert(SIDL == CP_SIDL, "sidl");
_Static_assert(SRUN == CP_SRUN, "srun");
_Static_assert(SSLEEP == CP_SSLEEP, "ssleep");
_Static_assert(SSTOP == CP_SSTOP, "sstop");
_Static_assert(SZOMB == CP_SZOMB, "szomb");
#endif

#endif
