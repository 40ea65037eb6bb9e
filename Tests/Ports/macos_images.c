// What a Mac answered, in its own structures: made up, each number another one.

#include <libproc.h>
#include <mach/mach.h>
#include <net/if.h>
#include <net/if_dl.h>
#include <net/if_mib.h>
#include <net/if_types.h>
#include <net/route.h>
#include <netinet/in.h>
#include <sys/mount.h>
#include <sys/param.h>
#include <sys/proc.h>
#include <sys/proc_info.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/sysctl.h>
#include <sys/time.h>

#include "recorded.h"

static const struct processor_cpu_load_info ticks[2] = {
    {{[CPU_STATE_USER] = 101, [CPU_STATE_SYSTEM] = 202, [CPU_STATE_IDLE] = 4294967290,
      [CPU_STATE_NICE] = 303}},
    {{[CPU_STATE_USER] = 1001, [CPU_STATE_SYSTEM] = 2002, [CPU_STATE_IDLE] = 3003,
      [CPU_STATE_NICE] = 4004}}};
static const int logicalcpu_max = 10, logicalcpu = 8, physicalcpu = 6, packages = 1;
static const struct loadavg loadavg = {{2048 + 512, 1024, 512}, 2048};
static const struct timeval boottime = {1700000001, 654321};
static const unsigned long long clocks[3] = {7000000007, 1700000999000000000, 998000000001};
static const unsigned long long memsize = 17179869184;
static const struct vm_statistics64 statistics = {
    .free_count = 1101, .active_count = 1002, .inactive_count = 1003, .wire_count = 1004,
    .pageins = 5000000005, .pageouts = 5000000006, .faults = 5000000007, .speculative_count = 100,
    .swapins = 5000000008, .swapouts = 5000000009, .compressor_page_count = 1010,
    .external_page_count = 1011, .internal_page_count = 1012,
    .total_uncompressed_pages_in_compressor = 5000000013};
static const int pressure_level = 2;
static const struct xsw_usage swap = {2147483648, 1610612736, 536870912, 16384, 1};
static const char osrelease[] = "23.6.0";

// The volumes of a container have its blocks.
static const struct statfs mounts[] = {
    {.f_bsize = 4096, .f_blocks = 1000001, .f_bfree = 400001, .f_bavail = 390001,
     .f_files = 4000500001, .f_ffree = 4000100001, .f_fsid = {{16777234, 27}},
     .f_flags = MNT_RDONLY | MNT_LOCAL | MNT_JOURNALED, .f_fstypename = "apfs",
     .f_mntonname = "/", .f_mntfromname = "/dev/disk3s1s1"},
    {.f_bsize = 512, .f_blocks = 390, .f_flags = MNT_LOCAL | MNT_DONTBROWSE,
     .f_fstypename = "devfs", .f_mntonname = "/dev", .f_mntfromname = "devfs"},
    {.f_bsize = 4096, .f_blocks = 1000001, .f_bfree = 400001, .f_bavail = 390001,
     .f_fsid = {{16777231, 27}}, .f_flags = MNT_LOCAL, .f_fstypename = "apfs",
     .f_mntonname = "/System/Volumes/Data", .f_mntfromname = "/dev/disk3s5"},
    {.f_bsize = 4096, .f_blocks = 2000, .f_bfree = 1000, .f_bavail = 900,
     .f_fsid = {{16777239, 27}}, .f_flags = MNT_LOCAL, .f_fstypename = "apfs",
     .f_mntonname = "/Volumes/other", .f_mntfromname = "/dev/disk4s5"},
    {.f_bsize = 1024, .f_blocks = 77, .f_fstypename = "smbfs", .f_mntonname = "/Volumes/share",
     .f_mntfromname = "//user@server/share"}};

struct __attribute__((packed)) link {
    struct if_msghdr2 header;
    struct sockaddr_dl address;
};
static const struct __attribute__((packed)) {
    struct link en0;
    struct __attribute__((packed)) {
        struct ifa_msghdr header;
        unsigned char mask[8];
        struct sockaddr_in own, broadcast;
    } en0_ipv4;
    struct __attribute__((packed)) {
        struct ifa_msghdr header;
        struct sockaddr_in6 mask, own;
    } en0_ipv6;
    struct link lo0, utun0;
} interfaces = {
    {{.ifm_msglen = sizeof(struct link), .ifm_version = RTM_VERSION, .ifm_type = RTM_IFINFO2,
      .ifm_addrs = RTA_IFP, .ifm_index = 11,
      .ifm_flags = IFF_UP | IFF_BROADCAST | IFF_RUNNING | IFF_SIMPLEX | IFF_MULTICAST,
      .ifm_data = {.ifi_type = IFT_ETHER, .ifi_mtu = 1501, .ifi_baudrate = 1000000000,
                   .ifi_ipackets = 6000000011, .ifi_ierrors = 6000000012,
                   .ifi_opackets = 6000000013, .ifi_oerrors = 6000000014,
                   .ifi_collisions = 6000000015,
                   .ifi_ibytes = (unsigned)6000000016, // As the kernel cuts them.
                   .ifi_obytes = (unsigned)6000000017, .ifi_imcasts = 6000000018,
                   .ifi_iqdrops = 6000000019}},
     {.sdl_len = sizeof(struct sockaddr_dl), .sdl_family = AF_LINK, .sdl_index = 11,
      .sdl_type = IFT_ETHER, .sdl_nlen = 3, .sdl_alen = 6,
      .sdl_data = {'e', 'n', '0', 2, 4, 6, 8, 10, 12}}},
    {{.ifam_msglen = sizeof interfaces.en0_ipv4, .ifam_version = RTM_VERSION,
      .ifam_type = RTM_NEWADDR, .ifam_addrs = RTA_NETMASK | RTA_IFA | RTA_BRD, .ifam_index = 11},
     {7, AF_INET, 0, 0, 255, 255, 255},
     {.sin_len = sizeof(struct sockaddr_in), .sin_family = AF_INET, .sin_addr = {0x0601a8c0}},
     {.sin_len = sizeof(struct sockaddr_in), .sin_family = AF_INET, .sin_addr = {0xff01a8c0}}},
    {{.ifam_msglen = sizeof interfaces.en0_ipv6, .ifam_version = RTM_VERSION,
      .ifam_type = RTM_NEWADDR, .ifam_addrs = RTA_NETMASK | RTA_IFA, .ifam_index = 11},
     {.sin6_len = sizeof(struct sockaddr_in6), .sin6_family = AF_INET6,
      .sin6_addr = {{{255, 255, 255, 255, 255, 255, 255, 255}}}},
     {.sin6_len = sizeof(struct sockaddr_in6), .sin6_family = AF_INET6,
      .sin6_addr = {{{0xfe, 0x80, 0, 11, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8}}}}},
    {{.ifm_msglen = sizeof(struct link), .ifm_version = RTM_VERSION, .ifm_type = RTM_IFINFO2,
      .ifm_addrs = RTA_IFP, .ifm_index = 1, .ifm_flags = IFF_UP | IFF_LOOPBACK | IFF_RUNNING,
      .ifm_data = {.ifi_type = IFT_LOOP, .ifi_mtu = 16384, .ifi_ibytes = 99}},
     {.sdl_len = sizeof(struct sockaddr_dl), .sdl_family = AF_LINK, .sdl_index = 1,
      .sdl_type = IFT_LOOP, .sdl_nlen = 3, .sdl_data = {'l', 'o', '0'}}},
    // A tunnel: what it carries is counted by en0, too.
    {{.ifm_msglen = sizeof(struct link), .ifm_version = RTM_VERSION, .ifm_type = RTM_IFINFO2,
      .ifm_addrs = RTA_IFP, .ifm_index = 15, .ifm_flags = IFF_UP | IFF_POINTOPOINT | IFF_RUNNING,
      .ifm_data = {.ifi_type = IFT_OTHER, .ifi_mtu = 1380, .ifi_ibytes = 97}},
     {.sdl_len = sizeof(struct sockaddr_dl), .sdl_family = AF_LINK, .sdl_index = 15,
      .sdl_type = IFT_OTHER, .sdl_nlen = 5, .sdl_data = {'u', 't', 'u', 'n', '0'}}}};

static const struct ifmibdata en0_data = {
    .ifmd_name = "en0", .ifmd_data = {.ifi_ibytes = 6000000016, .ifi_obytes = 6000000017}};
static const struct ifmibdata lo0_data = {.ifmd_name = "lo0", .ifmd_data = {.ifi_ibytes = 99}};
static const struct ifmibdata utun0_data = {.ifmd_name = "utun0",
                                            .ifmd_data = {.ifi_ibytes = 97}};

static const unsigned long long rlimits[16][2] = {
    {11, 12}, {~0ULL, ~0ULL}, {34359738368, ~0ULL}, {8388608, 67092480}, {15, 16}, {0, 0},
    {2666, 4000}, {256, ~0ULL}, {65536, 65537}, {25, 26}};

// In no order. The kernel's own process has no arguments.
static const int pids[4] = {900, 0, 5, 77};
static const struct proc_bsdshortinfo short_5 = {
    .pbsi_pid = 5, .pbsi_ppid = 1, .pbsi_pgid = 51, .pbsi_status = SRUN, .pbsi_comm = "a-name",
    .pbsi_uid = 502, .pbsi_gid = 602, .pbsi_ruid = 501, .pbsi_rgid = 601, .pbsi_svuid = 503,
    .pbsi_svgid = 603};
static const struct proc_bsdshortinfo short_0 = {.pbsi_status = SRUN, .pbsi_comm = "kernel_task"};
static const struct proc_bsdshortinfo short_77 = {.pbsi_pid = 77, .pbsi_status = SZOMB};
static const struct proc_bsdshortinfo short_900 = {.pbsi_pid = 900, .pbsi_status = SRUN,
                                                   .pbsi_comm = "sh"};
static const struct proc_bsdshortinfo short_self = {.pbsi_pid = 4242, .pbsi_status = SRUN,
                                                    .pbsi_comm = "probe"};
static const struct proc_taskallinfo task_5 = {
    {.pbi_name = "a-name-that-is-longer", .e_tpgid = 53, .pbi_nice = -7,
     .pbi_start_tvsec = 1700000011, .pbi_start_tvusec = 250000},
    {.pti_virtual_size = 7000000001, .pti_resident_size = 3000001, .pti_total_user = 24000000001,
     .pti_total_system = 48000000002, .pti_faults = 1401, .pti_pageins = 402,
     .pti_threadnum = 12, .pti_numrunning = 0}};
static const struct proc_taskallinfo task_900 = {
    {.pbi_name = "sh", .pbi_start_tvsec = 1700000200},
    {.pti_threadnum = 1, .pti_numrunning = 1, .pti_resident_size = 5}};
static const struct rusage_info_v4 usage_5 = {.ri_diskio_bytesread = 8000000001,
                                              .ri_diskio_byteswritten = 8000000002};
static const char args_5[] = "\3\0\0\0/usr/bin/a\0\0\0\0a\0-x\0two words\0HOME=/\0PATH=/bin\0";
static const char path_5[] = "/usr/bin/a";
// A translated program: its own unit, while the kernel's is that of arm64, 24 MHz.
static const unsigned timebase[2] = {1, 1};
static const int proc_translated = 1;

static const int num_files = 3101, maxfiles = 3102, maxfilesperproc = 3103;
static const char hostname[] = "mac.example", version[] = "Darwin Kernel Version 23.6.0: xnu",
                  ostype[] = "Darwin", osproductversion[] = "14.6.1", model[] = "Mac14,2";

#define OF_PROCESS(name, value, flags) {name, &value, sizeof value, flags, 0, {0}}

#define NAMED(name, value, flags) {"sysctl " name, &value, sizeof value, flags, 0, {0}}

const recorded port_recorded[] = {
    {"clock_gettime", clocks, sizeof clocks, 0, 0, {0}},
    {"sysctl kern.osrelease", osrelease, sizeof osrelease, RECORDED_IS_TEXT, 2,
     {CTL_KERN, KERN_OSRELEASE}},
    {"host_processor_info", ticks, sizeof ticks, RECORDED_IS_TEXT, 0, {0}},
    NAMED("hw.logicalcpu_max", logicalcpu_max, 0),
    NAMED("hw.logicalcpu", logicalcpu, 0),
    NAMED("hw.physicalcpu", physicalcpu, 0),
    NAMED("hw.packages", packages, 0),
    NAMED("vm.loadavg", loadavg, 0),
    NAMED("kern.boottime", boottime, 0),
    NAMED("hw.memsize", memsize, RECORDED_MAY_BE_NARROW),
    {"host_statistics64", &statistics, sizeof statistics, RECORDED_MAY_BE_SHORTER, 0, {0}},
    NAMED("vm.swapusage", swap, 0),
    NAMED("kern.memorystatus_vm_pressure_level", pressure_level, 0),
    {"statfs /", &mounts[0], sizeof mounts[0], 0, 0, {0}},
    {"statfs /System/Volumes/Data", &mounts[2], sizeof mounts[2], 0, 0, {0}},
    {"statfs /Volumes/other", &mounts[3], sizeof mounts[3], 0, 0, {0}},
    {"getfsstat", mounts, sizeof mounts, RECORDED_MAY_BE_SHORTER, 0, {sizeof mounts[0]}},
    {"sysctl net.route.iflist2", &interfaces, sizeof interfaces, RECORDED_MAY_BE_SHORTER, 6,
     {CTL_NET, PF_ROUTE, 0, 0, NET_RT_IFLIST2, 0}},
    {"sysctl net.link.generic.ifdata", &en0_data, sizeof en0_data, 0, 6,
     {CTL_NET, PF_LINK, NETLINK_GENERIC, IFMIB_IFDATA, 11, IFDATA_GENERAL}},
    {"sysctl net.link.generic.ifdata", &lo0_data, sizeof lo0_data, 0, 6,
     {CTL_NET, PF_LINK, NETLINK_GENERIC, IFMIB_IFDATA, 1, IFDATA_GENERAL}},
    {"sysctl net.link.generic.ifdata", &utun0_data, sizeof utun0_data, 0, 6,
     {CTL_NET, PF_LINK, NETLINK_GENERIC, IFMIB_IFDATA, 15, IFDATA_GENERAL}},
    {"getrlimit", rlimits, sizeof rlimits, 0, 0, {0}},
    NAMED("kern.num_files", num_files, 0),
    NAMED("kern.maxfiles", maxfiles, 0),
    NAMED("kern.maxfilesperproc", maxfilesperproc, 0),
    NAMED("kern.hostname", hostname, RECORDED_IS_TEXT),
    NAMED("kern.version", version, RECORDED_IS_TEXT),
    NAMED("kern.ostype", ostype, RECORDED_IS_TEXT),
    NAMED("kern.osproductversion", osproductversion, RECORDED_IS_TEXT),
    NAMED("hw.model", model, RECORDED_IS_TEXT),
    {"proc_listpids", pids, sizeof pids, RECORDED_IS_TEXT, 0, {0}},
    {"mach_timebase_info", timebase, sizeof timebase, RECORDED_IS_SILENT, 0, {0}},
    NAMED("sysctl.proc_translated", proc_translated, RECORDED_ENDS_A_LIST),
    OF_PROCESS("proc_pidinfo.0.13", short_0, RECORDED_MAY_LACK),
    OF_PROCESS("proc_pidinfo.5.13", short_5, RECORDED_MAY_LACK),
    OF_PROCESS("proc_pidinfo.77.13", short_77, RECORDED_MAY_LACK),
    OF_PROCESS("proc_pidinfo.900.13", short_900, RECORDED_MAY_LACK),
    OF_PROCESS("proc_pidinfo.4242.13", short_self, 0),
    OF_PROCESS("proc_pidinfo.5.2", task_5, RECORDED_MAY_LACK),
    OF_PROCESS("proc_pidinfo.900.2", task_900, RECORDED_MAY_LACK),
    OF_PROCESS("proc_pid_rusage.5", usage_5, RECORDED_MAY_LACK),
    OF_PROCESS("proc_pidpath.5", path_5, RECORDED_MAY_LACK | RECORDED_IS_TEXT),
    {"sysctl kern.procargs2", args_5, sizeof args_5, RECORDED_MAY_LACK | RECORDED_IS_TEXT, 3,
     {CTL_KERN, KERN_PROCARGS2, 5}},
    {0, 0, 0, 0, 0, {0}}};
