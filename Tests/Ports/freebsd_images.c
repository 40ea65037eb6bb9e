// What a FreeBSD machine answered, in its own structures: made up, each number another one.

#include <sys/param.h>
#include <sys/devicestat.h>
#include <sys/mount.h>
#include <sys/proc.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/sysctl.h>
#include <sys/time.h>
#include <sys/user.h>
#include <net/if.h>
#include <net/if_dl.h>
#include <net/if_types.h>
#include <net/route.h>
#include <netinet/in.h>
#include <vm/vm_param.h>

#include "recorded.h"

// Numbers that a kernel of this system has for a name at run time.
enum { SWAP_INFO = 1017 };

static const int jailed = 1;
static const struct clockinfo clockrate = {.hz = 1000, .tick = 1000, .stathz = 127, .profhz = 8126};
static const long cp_time[CPUSTATES] = {
    [CP_USER] = 12700, [CP_NICE] = 254, [CP_SYS] = 6350, [CP_INTR] = 381, [CP_IDLE] = 1270000};
// The number 1 is that of no CPU.
static const long cp_times[3][CPUSTATES] = {
    {[CP_USER] = 127, [CP_NICE] = 128, [CP_SYS] = 129, [CP_INTR] = 130, [CP_IDLE] = 131},
    {0, 0, 0, 0, 0},
    {[CP_USER] = 1271, [CP_NICE] = 1272, [CP_SYS] = 1273, [CP_INTR] = 1274, [CP_IDLE] = 1275}};
static const unsigned long long v_swtch = 5000000001, v_intr = 5000000002, v_soft = 5000000003;
static const int ncpu = 16, cores = 8;

static const struct loadavg loadavg = {{2048 + 512, 1024, 512}, 2048};
static const struct timeval boottime = {1700000001, 654321};
static const int lastpid = 4711;
static const unsigned long long clocks[3] = {7000000007, 1700000999000000000, 998000000001};

static const unsigned long physmem = 8588886016;
static const long bufspace = 1605632;
static const unsigned free_count = 1001, active_count = 2002, inactive_count = 3003,
                      user_wire_count = 44;
static const unsigned long long swap_reserved = 987654321;
static const unsigned long long vm_faults = 6000000001, io_faults = 6000000002,
                                swappgsin = 6000000003, swappgsout = 6000000004;
static const struct xswdev swap0 = {XSWDEV_VERSION, 0x71, 0, 65536, 1234};
static const struct xswdev swap1 = {XSWDEV_VERSION, 0x72, 0, 32768, 567};

static const char swap_name[] = "ada0p3", other_swap_name[] = "ada1p3";

static const char osrelease[] = "14.1-RELEASE-p5";

// 13 of 16 CPUs.
static const unsigned char affinity[128] = {0xff, 0x1f};
static const char rules[] =
    "jail:www:pcpu:deny=250,user:bob:memoryuse:deny=3221225472/process,"
    "process:4242:pcpu:deny=350,user:bob:nthr:deny=777,user:bob:swapuse:log=5,"
    "jail:www:swapuse:deny=99999999,user:bob:openfiles:deny=88";
static const unsigned long long rlimits[16][2] = {
    {11, 12}, {~0ULL, ~0ULL}, {34359738368, ~0ULL}, {536870912, 536870913}, {15, 16}, {17, 18},
    {19, 20}, {65536, 65537}, {21, 22},       {25, 26}};

static const struct {
    long generation;
    struct devstat devices[4];
} devstat = {
    77,
    {{.sequence0 = 5, .sequence1 = 5, .start_count = 0x00000005, .end_count = 0xfffffffe,
      .device_number = 3, .device_name = "ada", .unit_number = 0,
      .bytes = {[DEVSTAT_READ] = 8000000001, [DEVSTAT_WRITE] = 8000000002,
                [DEVSTAT_FREE] = 8000000003},
      .operations = {[DEVSTAT_NO_DATA] = 9, [DEVSTAT_READ] = 101, [DEVSTAT_WRITE] = 102,
                     [DEVSTAT_FREE] = 103},
      .duration = {[DEVSTAT_READ] = {11, 0x8000000000000000}, [DEVSTAT_WRITE] = {12, 0},
                   [DEVSTAT_FREE] = {13, 0x4000000000000000}},
      .busy_time = {14, 0xc000000000000000}, .block_size = 512,
      .device_type = DEVSTAT_TYPE_DIRECT | DEVSTAT_TYPE_IF_IDE},
     {.device_name = "pass", .unit_number = 0,
      .operations = {[DEVSTAT_READ] = 999}, .device_type = DEVSTAT_TYPE_DIRECT | DEVSTAT_TYPE_PASS},
     {.device_name = "md", .unit_number = 12, .bytes = {[DEVSTAT_READ] = 555},
      .device_type = DEVSTAT_TYPE_DIRECT | DEVSTAT_TYPE_IF_OTHER},
     {.sequence0 = 6, .sequence1 = 6, .device_number = 4, .device_name = "nda", .unit_number = 1,
      .bytes = {[DEVSTAT_READ] = 1000}, .operations = {[DEVSTAT_READ] = 10},
      .duration = {[DEVSTAT_READ] = {1, 0}}, .busy_time = {2, 0},
      .device_type = DEVSTAT_TYPE_DIRECT | DEVSTAT_TYPE_IF_NVME}}};
static const int devstat_version = DEVSTAT_VERSION;

// What the local ones report now; the list has what they reported last.
static const struct statfs root = {.f_version = STATFS_VERSION,
    .f_flags = MNT_LOCAL | MNT_NOATIME, .f_bsize = 4096,
    .f_blocks = 1000001, .f_bfree = 400001, .f_bavail = 320001, .f_files = 50001,
    .f_ffree = 30001, .f_fsid = {{0x1234, 35}}, .f_fstypename = "ufs",
    .f_mntfromname = "/dev/ada0p2", .f_mntonname = "/"};
static const struct statfs home = {.f_version = STATFS_VERSION, .f_flags = MNT_LOCAL,
    .f_bsize = 512, .f_blocks = 2000,
    .f_bfree = 100, .f_bavail = -60, .f_fsid = {{0x1237, 3}}, .f_fstypename = "zfs",
    .f_mntfromname = "zroot/home", .f_mntonname = "/home"};
static const struct statfs upper = {.f_version = STATFS_VERSION, .f_flags = MNT_LOCAL,
    .f_bsize = 4096, .f_blocks = 3001, .f_bfree = 2001, .f_bavail = 1001,
    .f_fstypename = "tmpfs", .f_mntfromname = "tmpfs", .f_mntonname = "/mnt"};
static const struct statfs mounts[] = {
    {.f_version = STATFS_VERSION, .f_flags = MNT_LOCAL | MNT_NOATIME, .f_bsize = 4096,
     .f_blocks = 1000001, .f_bfree = 9, .f_bavail = 8, .f_files = 50001,
     .f_ffree = 30001, .f_fsid = {{0x1234, 35}}, .f_fstypename = "ufs",
     .f_mntfromname = "/dev/ada0p2", .f_mntonname = "/"},
    {.f_version = STATFS_VERSION, .f_flags = MNT_LOCAL, .f_bsize = 512, .f_blocks = 1,
     .f_fsid = {{0x1235, 1}}, .f_fstypename = "devfs", .f_mntfromname = "devfs",
     .f_mntonname = "/dev"},
    {.f_version = STATFS_VERSION, .f_flags = MNT_RDONLY | MNT_NOSUID, .f_bsize = 32768,
     .f_blocks = 777, .f_fsid = {{0x1236, 2}}, .f_fstypename = "nfs",
     .f_mntfromname = "server:/export", .f_mntonname = "/net"},
    {.f_version = STATFS_VERSION, .f_flags = MNT_LOCAL, .f_bsize = 512, .f_blocks = 2000,
     .f_bfree = 100, .f_bavail = -60, .f_fsid = {{0x1237, 3}}, .f_fstypename = "zfs",
     .f_mntfromname = "zroot/home", .f_mntonname = "/home"},
    // Of a network mount: nullfs is local only if what it shows is.
    {.f_version = STATFS_VERSION, .f_bsize = 32768, .f_blocks = 777, .f_fstypename = "nullfs",
     .f_mntfromname = "/net/jail", .f_mntonname = "/jail"},
    // Below a network mount.
    {.f_version = STATFS_VERSION, .f_flags = MNT_LOCAL, .f_bsize = 4096, .f_blocks = 778,
     .f_fsid = {{0x1238, 4}}, .f_fstypename = "ufs", .f_mntfromname = "/dev/ada1p1",
     .f_mntonname = "/net/local"},
    // An ordinary user gets no ids.
    {.f_version = STATFS_VERSION, .f_flags = MNT_LOCAL, .f_bsize = 4096, .f_blocks = 779,
     .f_fstypename = "ufs", .f_mntfromname = "/dev/ada1p2", .f_mntonname = "/mnt"},
    {.f_version = STATFS_VERSION, .f_flags = MNT_LOCAL, .f_bsize = 4096, .f_blocks = 3001,
     .f_fstypename = "tmpfs", .f_mntfromname = "tmpfs", .f_mntonname = "/mnt"}};

struct link {
    struct if_msghdr header;
    struct sockaddr_dl address;
};
static const struct {
    struct link em0;
    struct __attribute__((packed)) {
        struct ifa_msghdr header;
        unsigned char mask[8]; // The kernel cuts the zeros off.
        struct sockaddr_in own, broadcast;
        unsigned char padding[4];
    } em0_ipv4;
    struct __attribute__((packed)) {
        struct ifa_msghdr header;
        struct sockaddr_in6 mask;
        unsigned char mask_padding[4];
        struct sockaddr_in6 own;
        unsigned char padding[8];
    } em0_ipv6;
    struct link lo0, vlan0, tun0, wg0;
} interfaces = {
    {{.ifm_msglen = sizeof(struct link), .ifm_version = RTM_VERSION, .ifm_type = RTM_IFINFO,
      .ifm_addrs = RTA_IFP, .ifm_index = 7,
      .ifm_flags = IFF_UP | IFF_BROADCAST | IFF_DRV_RUNNING | IFF_SIMPLEX | IFF_MULTICAST,
      .ifm_data = {.ifi_type = IFT_ETHER, .ifi_link_state = LINK_STATE_UP, .ifi_mtu = 1501,
                   .ifi_baudrate = 10000000000, .ifi_ipackets = 5000000011,
                   .ifi_ierrors = 5000000012, .ifi_opackets = 5000000013,
                   .ifi_oerrors = 5000000014, .ifi_collisions = 5000000015,
                   .ifi_ibytes = 5000000016, .ifi_obytes = 5000000017,
                   .ifi_imcasts = 5000000018, .ifi_iqdrops = 5000000019,
                   .ifi_oqdrops = 5000000020}},
     {.sdl_len = sizeof(struct sockaddr_dl), .sdl_family = AF_LINK, .sdl_index = 7,
      .sdl_type = IFT_ETHER, .sdl_nlen = 3, .sdl_alen = 6,
      .sdl_data = {'e', 'm', '0', 2, 4, 6, 8, 10, 12}}},
    {{.ifam_msglen = sizeof interfaces.em0_ipv4, .ifam_version = RTM_VERSION,
      .ifam_type = RTM_NEWADDR, .ifam_addrs = RTA_NETMASK | RTA_IFA | RTA_BRD, .ifam_index = 7},
     {7, AF_INET, 0, 0, 255, 255, 254},
     {.sin_len = sizeof(struct sockaddr_in), .sin_family = AF_INET, .sin_addr = {0x0501a8c0}},
     {.sin_len = sizeof(struct sockaddr_in), .sin_family = AF_INET, .sin_addr = {0xff01a8c0}},
     {0}},
    {{.ifam_msglen = sizeof interfaces.em0_ipv6, .ifam_version = RTM_VERSION,
      .ifam_type = RTM_NEWADDR, .ifam_addrs = RTA_NETMASK | RTA_IFA, .ifam_index = 7},
     {.sin6_len = sizeof(struct sockaddr_in6), .sin6_family = AF_INET6,
      .sin6_addr = {{{255, 255, 255, 255, 255, 255, 255, 255}}}}, {0},
     {.sin6_len = sizeof(struct sockaddr_in6), .sin6_family = AF_INET6,
      .sin6_addr = {{{0xfe, 0x80, 0, 7, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8}}}}, {0}},
    {{.ifm_msglen = sizeof(struct link), .ifm_version = RTM_VERSION, .ifm_type = RTM_IFINFO,
      .ifm_addrs = RTA_IFP, .ifm_index = 8,
      .ifm_flags = IFF_UP | IFF_LOOPBACK | IFF_DRV_RUNNING,
      .ifm_data = {.ifi_type = IFT_LOOP, .ifi_mtu = 16384, .ifi_ibytes = 99}},
     {.sdl_len = sizeof(struct sockaddr_dl), .sdl_family = AF_LINK, .sdl_index = 8,
      .sdl_type = IFT_LOOP, .sdl_nlen = 3, .sdl_data = {'l', 'o', '0'}}},
    {{.ifm_msglen = sizeof(struct link), .ifm_version = RTM_VERSION, .ifm_type = RTM_IFINFO,
      .ifm_addrs = RTA_IFP, .ifm_index = 9, .ifm_flags = IFF_BROADCAST,
      .ifm_data = {.ifi_type = IFT_L2VLAN, .ifi_link_state = LINK_STATE_UP, .ifi_mtu = 1500,
                   .ifi_baudrate = 1000, .ifi_ibytes = 98}},
     {.sdl_len = sizeof(struct sockaddr_dl), .sdl_family = AF_LINK, .sdl_index = 9,
      .sdl_type = IFT_L2VLAN, .sdl_nlen = 5, .sdl_data = {'v', 'l', 'a', 'n', '0'}}},
    // Tunnels: what they carry is counted by em0, too.
    {{.ifm_msglen = sizeof(struct link), .ifm_version = RTM_VERSION, .ifm_type = RTM_IFINFO,
      .ifm_addrs = RTA_IFP, .ifm_index = 10, .ifm_flags = IFF_UP | IFF_POINTOPOINT,
      .ifm_data = {.ifi_type = IFT_PPP, .ifi_mtu = 1500, .ifi_ibytes = 97}},
     {.sdl_len = sizeof(struct sockaddr_dl), .sdl_family = AF_LINK, .sdl_index = 10,
      .sdl_type = IFT_PPP, .sdl_nlen = 4, .sdl_data = {'t', 'u', 'n', '0'}}},
    {{.ifm_msglen = sizeof(struct link), .ifm_version = RTM_VERSION, .ifm_type = RTM_IFINFO,
      .ifm_addrs = RTA_IFP, .ifm_index = 11, .ifm_flags = IFF_UP,
      .ifm_data = {.ifi_type = IFT_WIREGUARD, .ifi_mtu = 1420, .ifi_ibytes = 96}},
     {.sdl_len = sizeof(struct sockaddr_dl), .sdl_family = AF_LINK, .sdl_index = 11,
      .sdl_type = IFT_WIREGUARD, .sdl_nlen = 3, .sdl_data = {'w', 'g', '0'}}},
};
_Static_assert(sizeof interfaces == 5 * sizeof(struct link) + 64 + 88, "no padding between");

static const int openfiles = 3101, maxfiles = 3102, maxfilesperproc = 3103, pid_max = 99999;
static const char hostname[] = "probe.example", version[] = "FreeBSD 14.1-RELEASE GENERIC\n",
                  ostype[] = "FreeBSD", hostuuid[] = "00112233-4455-6677-8899-aabbccddeeff";

#define KINFO_OF(number, parent, command) \
    .ki_structsize = sizeof(struct kinfo_proc), .ki_pid = number, .ki_ppid = parent, \
    .ki_comm = command
static const struct kinfo_proc self = {
    KINFO_OF(4242, 1, "probe"), .ki_stat = SRUN, .ki_numthreads = 1, .ki_start = {1700000100, 0}};
// The kernel lists the newest process first.
static const struct kinfo_proc processes[3] = {
    {KINFO_OF(900, 1, "sh"), .ki_stat = SSLEEP, .ki_tdflags = 0, .ki_start = {1700000200, 0},
     .ki_lastcpu = -1},
    {KINFO_OF(13, 0, "pagedaemon"), .ki_stat = SWAIT, .ki_flag = P_KPROC, .ki_numthreads = 3,
     .ki_start = {1700000001, 0}},
    {KINFO_OF(5, 1, "a name of 19 bytes!"), .ki_stat = SSLEEP, .ki_tdflags = TDF_SINTR,
     .ki_numthreads = 12, .ki_pgid = 51, .ki_sid = 52, .ki_tpgid = 53, .ki_nice = -7,
     .ki_lastcpu = 3, .ki_tracer = 54, .ki_uid = 1002, .ki_ruid = 1001, .ki_svuid = 1003,
     .ki_rgid = 2001, .ki_svgid = 2003, .ki_ngroups = 2, .ki_groups = {2002, 2009},
     .ki_size = 7000000001, .ki_rssize = 301, .ki_tsize = 302, .ki_dsize = 303, .ki_ssize = 304,
     .ki_start = {1700000011, 250000},
     .ki_rusage = {.ru_utime = {21, 1}, .ru_stime = {22, 2}, .ru_maxrss = 9001,
                   .ru_minflt = 401, .ru_majflt = 402, .ru_nvcsw = 403, .ru_nivcsw = 404},
     .ki_rusage_ch = {.ru_utime = {23, 3}, .ru_stime = {24, 4}}}};
static const int nfds = 4; // Of the caller: pid 0.
static const char args_5[] = "/usr/bin/a\0-x\0two words", args_900[] = "-sh", args_self[] = "probe";
static const char path_5[] = "/usr/bin/a", path_900[] = "/bin/sh", path_self[] = "/home/probe";

#define OF_PROCESS(name, what, pid, value, flags) \
    {"sysctl kern.proc." name, &value, sizeof value, flags, 4, {CTL_KERN, KERN_PROC, what, pid}}
#define OF_PROCESSES(name, what, value, flags) \
    OF_PROCESS(name, what, 5, value##_5, flags), OF_PROCESS(name, what, 900, value##_900, flags), \
        OF_PROCESS(name, what, 4242, value##_self, flags)

#define NAMED(name, value, flags) {"sysctl " name, &value, sizeof value, flags, 0, {0}}

const recorded port_recorded[] = {
    {"clock_gettime", clocks, sizeof clocks, 0, 0, {0}},
    {"sysctl kern.osrelease", osrelease, sizeof osrelease, RECORDED_IS_TEXT, 2,
     {CTL_KERN, KERN_OSRELEASE}},
    {"sysctl kern.clockrate", &clockrate, sizeof clockrate, 0, 2, {CTL_KERN, KERN_CLOCKRATE}},
    NAMED("kern.cp_time", cp_time, 0),
    NAMED("kern.cp_times", cp_times, RECORDED_MAY_BE_SHORTER),
    NAMED("vm.stats.sys.v_swtch", v_swtch, RECORDED_MAY_BE_NARROW),
    NAMED("vm.stats.sys.v_intr", v_intr, RECORDED_MAY_BE_NARROW),
    NAMED("vm.stats.sys.v_soft", v_soft, RECORDED_MAY_BE_NARROW),
    NAMED("hw.ncpu", ncpu, 0),
    NAMED("kern.smp.cores", cores, 0),
    NAMED("vm.loadavg", loadavg, 0),
    NAMED("kern.boottime", boottime, 0),
    NAMED("kern.lastpid", lastpid, 0),
    NAMED("hw.physmem", physmem, RECORDED_MAY_BE_NARROW),
    NAMED("vm.stats.vm.v_free_count", free_count, 0),
    NAMED("vm.stats.vm.v_active_count", active_count, 0),
    NAMED("vm.stats.vm.v_inactive_count", inactive_count, 0),
    NAMED("vm.stats.vm.v_user_wire_count", user_wire_count, RECORDED_MAY_LACK),
    NAMED("vfs.bufspace", bufspace, RECORDED_MAY_BE_NARROW),
    NAMED("vm.swap_reserved", swap_reserved, RECORDED_MAY_BE_NARROW),
    NAMED("vm.stats.vm.v_vm_faults", vm_faults, RECORDED_MAY_BE_NARROW),
    NAMED("vm.stats.vm.v_io_faults", io_faults, RECORDED_MAY_BE_NARROW),
    NAMED("vm.stats.vm.v_swappgsin", swappgsin, RECORDED_MAY_BE_NARROW),
    NAMED("vm.stats.vm.v_swappgsout", swappgsout, RECORDED_MAY_BE_NARROW),
    {"sysctl vm.swap_info", "", 0, 0, 2, {CTL_VM, SWAP_INFO}},
    {"sysctl vm.swap_info.0", &swap0, sizeof swap0, RECORDED_ENDS_A_LIST, 3,
     {CTL_VM, SWAP_INFO, 0}},
    {"sysctl vm.swap_info.1", &swap1, sizeof swap1, RECORDED_ENDS_A_LIST, 3,
     {CTL_VM, SWAP_INFO, 1}},
    {"cpuset_getaffinity", affinity, sizeof affinity, RECORDED_MAY_BE_SHORTER, 0, {0}},
    {"rctl_get_limits", rules, sizeof rules, RECORDED_IS_TEXT, 0, {0}},
    {"getrlimit", rlimits, sizeof rlimits, 0, 0, {0}},
    NAMED("kern.openfiles", openfiles, 0),
    NAMED("security.jail.jailed", jailed, 0),
    NAMED("kern.maxfiles", maxfiles, 0),
    NAMED("kern.maxfilesperproc", maxfilesperproc, 0),
    NAMED("kern.pid_max", pid_max, 0),
    NAMED("kern.hostname", hostname, RECORDED_IS_TEXT),
    NAMED("kern.version", version, RECORDED_IS_TEXT),
    NAMED("kern.ostype", ostype, RECORDED_IS_TEXT),
    NAMED("kern.hostuuid", hostuuid, RECORDED_IS_TEXT),
    NAMED("kern.devstat.version", devstat_version, 0),
    NAMED("kern.devstat.all", devstat, RECORDED_MAY_BE_SHORTER),
    {"statfs /", &root, sizeof root, 0, 0, {0}},
    {"statfs /home", &home, sizeof home, 0, 0, {0}},
    {"statfs /mnt", &upper, sizeof upper, 0, 0, {0}},
    {"getfsstat", mounts, sizeof mounts, RECORDED_MAY_BE_SHORTER, 0, {sizeof mounts[0]}},
    {"sysctl net.route.iflist", &interfaces, sizeof interfaces, RECORDED_MAY_BE_SHORTER, 6,
     {CTL_NET, PF_ROUTE, 0, 0, NET_RT_IFLIST, 0}},
    {"sysctl kern.proc", processes, sizeof processes, RECORDED_MAY_BE_SHORTER, 3,
     {CTL_KERN, KERN_PROC, KERN_PROC_PROC}},
    OF_PROCESS("pid", KERN_PROC_PID, 4242, self, RECORDED_MAY_BE_SHORTER),
    OF_PROCESS("nfds", KERN_PROC_NFDS, 0, nfds, RECORDED_MAY_LACK),
    OF_PROCESSES("args", KERN_PROC_ARGS, args, RECORDED_MAY_LACK | RECORDED_IS_TEXT),
    OF_PROCESSES("pathname", KERN_PROC_PATHNAME, path, RECORDED_MAY_LACK | RECORDED_IS_TEXT),
    {"devname_r.113", swap_name, sizeof swap_name, RECORDED_IS_TEXT, 0, {0}},
    {"devname_r.114", other_swap_name, sizeof other_swap_name, RECORDED_IS_TEXT, 0, {0}},
    {0, 0, 0, 0, 0, {0}}};
