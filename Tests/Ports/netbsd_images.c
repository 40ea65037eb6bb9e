// What a NetBSD machine answered, in its own structures: made up, each number another one.

#include <sys/param.h>
#include <sys/iostat.h>
#include <sys/mount.h>
#include <sys/proc.h>
#include <sys/resource.h>
#include <sys/sched.h>
#include <sys/socket.h>
#include <sys/statvfs.h>
#include <sys/swap.h>
#include <sys/sysctl.h>
#include <sys/time.h>
#include <net/if.h>
#include <net/if_dl.h>
#include <net/if_types.h>
#include <net/route.h>
#include <netinet/in.h>
#include <uvm/uvm_extern.h>

#include "recorded.h"

static const struct clockinfo clockrate = {.hz = 100, .tick = 10000, .stathz = 128, .profhz = 1024};
static const unsigned long long cp_time[CPUSTATES] = {
    [CP_USER] = 384, [CP_NICE] = 385, [CP_SYS] = 386, [CP_INTR] = 387, [CP_IDLE] = 3840000};
static const unsigned long long cpu0[CPUSTATES] = {
    [CP_USER] = 128, [CP_NICE] = 129, [CP_SYS] = 130, [CP_INTR] = 131, [CP_IDLE] = 1280000};
static const unsigned long long cpu1[CPUSTATES] = {
    [CP_USER] = 256, [CP_NICE] = 257, [CP_SYS] = 258, [CP_INTR] = 259, [CP_IDLE] = 2560000};
static const int ncpu = 50, ncpuonline = 49;

static const struct loadavg loadavg = {{2048 + 512, 1024, 512}, 2048};
static const struct timeval boottime = {1700000001, 654321};
static const unsigned long long clocks[3] = {7000000007, 1700000999000000000, 998000000001};

static const long long physmem = 8588886016;
static const struct uvmexp_sysctl uvmexp = {
    .free = 1001,
    .active = 2002,
    .inactive = 3003,
    .swpages = 98304,
    .swpginuse = 1801,
    .faults = 6000000001,
    .intrs = 6000000002,
    .swtch = 6000000003,
    .softs = 6000000004,
    .pgswapout = 6000000005,
    .anonpages = 4004,
    .filepages = 5005,
    .execpages = 606,
};

static const char osrelease[] = "10.1_STABLE";

// 3 of 50 CPUs, in two words.
static const unsigned affinity[2] = {0x5, 0x10000};
static const unsigned long long rlimits[16][2] = {
    {11, 12}, {~0ULL, ~0ULL}, {34359738368, ~0ULL}, {536870912, 536870913}, {15, 16}, {17, 18},
    {19, 20}, {65536, 65537}, {21, 22},       {25, 26}};

static const struct io_sysctl disks[] = {
    {.name = "sd0", .busy = 3, .type = IOSTAT_DISK, .xfer = 7, .rxfer = 6000000021,
     .wxfer = 6000000022, .seek = 9, .bytes = 8, .rbytes = 6000000023, .wbytes = 6000000024,
     .time_sec = 21, .time_usec = 250000, .waitsum_sec = 4000000000, .waitsum_usec = 500000,
     .busysum_sec = 4000000000, .busysum_usec = 750000},
    {.name = "dk0", .busy = 1, .rxfer = 1000, .time_sec = 1},
    {.name = "st0", .type = IOSTAT_TAPE, .rxfer = 999},
    {.name = "cd0", .rxfer = 10, .wxfer = 20, .rbytes = 30, .wbytes = 40, .time_sec = 2}};

// What the local ones report now; the list has what they reported last.
static const struct statvfs root = {.f_flag = MNT_LOCAL | MNT_NOATIME | MNT_NODEV,
    .f_bsize = 16384, .f_frsize = 2048,
     .f_blocks = 1000001, .f_bfree = 400001, .f_bavail = 320001,
     .f_files = 50001, .f_ffree = 30001, .f_fsidx = {{0x1234, 35}}, .f_fstypename = "ffs",
     .f_mntonname = "/", .f_mntfromname = "/dev/wd0a"};
static const struct statvfs home = {.f_flag = MNT_LOCAL, .f_frsize = 512, .f_blocks = 2000,
    .f_bfree = 100, .f_bavail = 0, .f_bresvd = 160,
     .f_fsidx = {{0x1237, 3}}, .f_fstypename = "ffs", .f_mntonname = "/home",
     .f_mntfromname = "/dev/wd0e"};
static const struct statvfs mounts[] = {
    {.f_flag = MNT_LOCAL | MNT_NOATIME | MNT_NODEV, .f_bsize = 16384, .f_frsize = 2048,
     .f_blocks = 1000001, .f_bfree = 9,
     .f_files = 50001, .f_ffree = 30001, .f_fsidx = {{0x1234, 35}}, .f_fstypename = "ffs",
     .f_mntonname = "/", .f_mntfromname = "/dev/wd0a"},
    {.f_flag = MNT_LOCAL, .f_frsize = 512, .f_blocks = 1, .f_fstypename = "kernfs",
     .f_mntonname = "/kern", .f_mntfromname = "kernfs"},
    {.f_flag = MNT_RDONLY | MNT_NOSUID, .f_frsize = 32768, .f_blocks = 777,
     .f_fstypename = "nfs", .f_mntonname = "/net", .f_mntfromname = "server:/export"},
    {.f_flag = MNT_LOCAL, .f_frsize = 512, .f_blocks = 5, .f_fstypename = "puffs|sshfs",
     .f_mntonname = "/mnt", .f_mntfromname = "host:"},
    {.f_flag = MNT_LOCAL, .f_frsize = 512, .f_blocks = 2000, .f_bfree = 9,
     .f_fsidx = {{0x1237, 3}}, .f_fstypename = "ffs", .f_mntonname = "/home",
     .f_mntfromname = "/dev/wd0e"}};

struct link {
    struct if_msghdr header;
    struct sockaddr_dl address;
};
static const struct {
    struct link first;
    struct __attribute__((packed)) {
        struct ifa_msghdr header;
        unsigned char mask[8]; // The kernel cuts the zeros off.
        struct sockaddr_in own, broadcast;
    } ipv4;
    struct __attribute__((packed)) {
        struct ifa_msghdr header;
        struct sockaddr_in6 mask;
        unsigned char mask_padding[4];
        struct sockaddr_in6 own;
        unsigned char padding[4];
    } ipv6;
    struct link lo0, vlan0;
} interfaces = {
    {{.ifm_msglen = sizeof(struct link), .ifm_version = RTM_VERSION, .ifm_type = RTM_IFINFO,
      .ifm_addrs = RTA_IFP, .ifm_index = 7,
      .ifm_flags = IFF_UP | IFF_BROADCAST | IFF_RUNNING | IFF_SIMPLEX | IFF_MULTICAST,
      .ifm_data = {.ifi_type = IFT_ETHER, .ifi_link_state = LINK_STATE_UP, .ifi_mtu = 1501,
                   .ifi_baudrate = 10000000000, .ifi_ipackets = 5000000011,
                   .ifi_ierrors = 5000000012, .ifi_opackets = 5000000013,
                   .ifi_oerrors = 5000000014, .ifi_collisions = 5000000015,
                   .ifi_ibytes = 5000000016, .ifi_obytes = 5000000017,
                   .ifi_imcasts = 5000000018, .ifi_iqdrops = 5000000019}},
     {.sdl_len = sizeof(struct sockaddr_dl), .sdl_family = AF_LINK, .sdl_index = 7,
      .sdl_addr = {.dl_type = IFT_ETHER, .dl_nlen = 4, .dl_alen = 6,
                   .dl_data = {'v', 'i', 'o', '0', 2, 4, 6, 8, 10, 12}}}},
    {{.ifam_msglen = sizeof interfaces.ipv4, .ifam_version = RTM_VERSION,
      .ifam_type = RTM_NEWADDR, .ifam_addrs = RTA_NETMASK | RTA_IFA | RTA_BRD,
      .ifam_index = 7},
     {7, AF_INET, 0, 0, 255, 255, 254},
     {.sin_len = sizeof(struct sockaddr_in), .sin_family = AF_INET, .sin_addr = {0x0501a8c0}},
     {.sin_len = sizeof(struct sockaddr_in), .sin_family = AF_INET, .sin_addr = {0xff01a8c0}}},
    {{.ifam_msglen = sizeof interfaces.ipv6, .ifam_version = RTM_VERSION,
      .ifam_type = RTM_NEWADDR, .ifam_addrs = RTA_NETMASK | RTA_IFA, .ifam_index = 7},
     {.sin6_len = sizeof(struct sockaddr_in6), .sin6_family = AF_INET6,
      .sin6_addr = {{{255, 255, 255, 255, 255, 255, 255, 255}}}}, {0},
     {.sin6_len = sizeof(struct sockaddr_in6), .sin6_family = AF_INET6,
      .sin6_addr = {{{0xfe, 0x80, 0, 7, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8}}}}, {0}},
    {{.ifm_msglen = sizeof(struct link), .ifm_version = RTM_VERSION, .ifm_type = RTM_IFINFO,
      .ifm_addrs = RTA_IFP, .ifm_index = 8,
      .ifm_flags = IFF_UP | IFF_LOOPBACK | IFF_RUNNING,
      .ifm_data = {.ifi_type = IFT_LOOP, .ifi_mtu = 32768, .ifi_ibytes = 99}},
     {.sdl_len = sizeof(struct sockaddr_dl), .sdl_family = AF_LINK, .sdl_index = 8,
      .sdl_addr = {.dl_type = IFT_LOOP, .dl_nlen = 3,
                   .dl_data = {'l', 'o', '0'}}}},
    {{.ifm_msglen = sizeof(struct link), .ifm_version = RTM_VERSION, .ifm_type = RTM_IFINFO,
      .ifm_addrs = RTA_IFP, .ifm_index = 9, .ifm_flags = IFF_UP | IFF_BROADCAST,
      .ifm_data = {.ifi_type = IFT_L2VLAN, .ifi_link_state = LINK_STATE_DOWN, .ifi_mtu = 1500,
                   .ifi_baudrate = 1000, .ifi_ibytes = 98}},
     {.sdl_len = sizeof(struct sockaddr_dl), .sdl_family = AF_LINK, .sdl_index = 9,
      .sdl_addr = {.dl_type = IFT_L2VLAN, .dl_nlen = 5,
                   .dl_data = {'v', 'l', 'a', 'n', '0'}}}},
};

static const struct kinfo_proc2 self = {
    .p_pid = 4242, .p_ppid = 1, .p_comm = "probe", .p_stat = LSRUN, .p_uvalid = 1,
    .p_ustart_sec = 1700000100, .p_nice = NZERO};
static const struct kinfo_proc2 processes[4] = {
    {.p_pid = 900, .p_ppid = 1, .p_comm = "sh", .p_stat = LSSLEEP, .p_uvalid = 1, .p_nice = NZERO,
     .p_ustart_sec = 1700000200, .p_cpuid = KI_NOCPU},
    {.p_pid = 13, .p_comm = "pagedaemon", .p_stat = LSSLEEP, .p_flag = L_SYSTEM, .p_uvalid = 1,
     .p_nice = NZERO, .p_ustart_sec = 1700000001, .p_cpuid = KI_NOCPU},
    {.p_pid = 20, .p_ppid = 5, .p_comm = "ended", .p_stat = SZOMB, .p_nice = NZERO},
    {.p_pid = 5, .p_ppid = 1, .p__pgid = 51, .p_sid = 52, .p_tpgid = 53, .p_uid = 1002,
     .p_ruid = 1001, .p_svuid = 1003, .p_gid = 2002, .p_rgid = 2001, .p_svgid = 2003,
     .p_stat = LSSLEEP, .p_flag = L_SINTR, .p_nice = NZERO - 7, .p_comm = "a name of 19 bytes!",
     .p_vm_rssize = 301, .p_vm_tsize = 302, .p_vm_dsize = 303, .p_vm_ssize = 304, .p_uvalid = 1,
     .p_ustart_sec = 1700000011, .p_ustart_usec = 754321, .p_uutime_sec = 21, .p_uutime_usec = 1,
     .p_ustime_sec = 22, .p_ustime_usec = 2, .p_cpuid = 3,
     .p_nlwps = 12, .p_uru_maxrss = 9001, .p_uru_minflt = 401, .p_uru_majflt = 402,
     .p_uru_nvcsw = 403, .p_uru_nivcsw = 404,
     .p_vm_msize = 70001, .p_vm_vsize = 9}};
static const char args_5[] = "/usr/bin/a\0-x\0two words", args_900[] = "-sh", args_self[] = "probe";
static const char path_5[] = "/usr/bin/a", path_900[] = "/bin/sh", path_self[] = "/home/probe";
static const char cwd_5[] = "/var/a", cwd_900[] = "/home", cwd_self[] = "/home";

#define OF_PROCESS(pid, what, name, value) \
    {"sysctl kern.proc_args." #pid "." name, &value, sizeof value, \
     RECORDED_MAY_LACK | RECORDED_IS_TEXT, 4, {CTL_KERN, KERN_PROC_ARGS, pid, what}}
#define OF_PROCESSES(what, name, value) \
    OF_PROCESS(5, what, name, value##_5), OF_PROCESS(900, what, name, value##_900), \
        OF_PROCESS(4242, what, name, value##_self)

static const struct swapent swaps[2] = {
    {.se_dev = 0x401, .se_flags = SWF_INUSE | SWF_ENABLE, .se_nblks = (int)4000000000,
     .se_inuse = 14408, .se_priority = 3, .se_path = "/dev/sd0b"},
    {.se_dev = (dev_t)-1, .se_flags = SWF_INUSE | SWF_ENABLE, .se_nblks = 2048, .se_inuse = 0,
     .se_priority = 4, .se_path = "/var/swap"}};

static const int maxfiles = 3102;
static const char hostname[] = "probe.example", version[] = "NetBSD 10.1 GENERIC\n    built here\n",
                  ostype[] = "NetBSD";

// What the kernel's libprop writes. The text ends with a NUL, which the kernel copies, too.
static const char envsys[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<!DOCTYPE plist PUBLIC \"-//Apple Computer//DTD PLIST 1.0//EN\" "
    "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n"
    "<plist version=\"1.0\">\n<dict>\n"
    "\t<key>acpitz0</key>\n\t<array>\n"
    "\t\t<dict>\n"
    "\t\t\t<key>critical-max</key>\n\t\t\t<integer>378150000</integer>\n"
    "\t\t\t<key>cur-value</key>\n\t\t\t<integer>318150000</integer>\n"
    "\t\t\t<key>description</key>\n\t\t\t<string>temperature</string>\n"
    "\t\t\t<key>index</key>\n\t\t\t<string>sensor0</string>\n"
    "\t\t\t<key>state</key>\n\t\t\t<string>valid</string>\n"
    "\t\t\t<key>type</key>\n\t\t\t<string>Temperature</string>\n"
    "\t\t</dict>\n"
    "\t\t<dict>\n\t\t\t<key>device-properties</key>\n\t\t\t<dict>\n"
    "\t\t\t\t<key>refresh-timeout</key>\n\t\t\t\t<integer>0x1e</integer>\n"
    "\t\t\t</dict>\n\t\t</dict>\n"
    "\t</array>\n\t<key>lm0</key>\n\t<array>\n"
    "\t\t<dict>\n"
    "\t\t\t<key>cur-value</key>\n\t\t\t<integer>0</integer>\n"
    "\t\t\t<key>description</key>\n\t\t\t<string>not read</string>\n"
    "\t\t\t<key>index</key>\n\t\t\t<string>sensor0</string>\n"
    "\t\t\t<key>state</key>\n\t\t\t<string>invalid</string>\n"
    "\t\t\t<key>type</key>\n\t\t\t<string>Temperature</string>\n"
    "\t\t</dict>\n"
    "\t\t<dict>\n"
    "\t\t\t<key>cur-value</key>\n\t\t\t<integer>0xe1d0960</integer>\n"
    "\t\t\t<key>description</key>\n\t\t\t<string>A&amp;B &lt;1&gt;</string>\n"
    "\t\t\t<key>index</key>\n\t\t\t<string>sensor1</string>\n"
    "\t\t\t<key>state</key>\n\t\t\t<string>critical-under</string>\n"
    "\t\t\t<key>type</key>\n\t\t\t<string>Temperature</string>\n"
    "\t\t</dict>\n"
    "\t\t<dict>\n"
    "\t\t\t<key>cur-value</key>\n\t\t\t<integer>1201</integer>\n"
    "\t\t\t<key>description</key>\n\t\t\t<string>CPU fan</string>\n"
    "\t\t\t<key>index</key>\n\t\t\t<string>sensor2</string>\n"
    "\t\t\t<key>state</key>\n\t\t\t<string>valid</string>\n"
    "\t\t\t<key>type</key>\n\t\t\t<string>Fan</string>\n"
    "\t\t</dict>\n"
    "\t\t<dict>\n"
    "\t\t\t<key>cur-value</key>\n\t\t\t<integer>-12010001</integer>\n"
    "\t\t\t<key>description</key>\n\t\t\t<string>-12V</string>\n"
    "\t\t\t<key>index</key>\n\t\t\t<string>sensor3</string>\n"
    "\t\t\t<key>state</key>\n\t\t\t<string>warning-under</string>\n"
    "\t\t\t<key>type</key>\n\t\t\t<string>Voltage DC</string>\n"
    "\t\t</dict>\n"
    "\t\t<dict>\n"
    "\t\t\t<key>cur-value</key>\n\t\t\t<integer>1500001</integer>\n"
    "\t\t\t<key>description</key>\n\t\t\t<string>current</string>\n"
    "\t\t\t<key>index</key>\n\t\t\t<string>sensor4</string>\n"
    "\t\t\t<key>state</key>\n\t\t\t<string>valid</string>\n"
    "\t\t\t<key>type</key>\n\t\t\t<string>Ampere</string>\n"
    "\t\t</dict>\n"
    "\t\t<dict>\n"
    "\t\t\t<key>cur-value</key>\n\t\t\t<integer>65000001</integer>\n"
    "\t\t\t<key>description</key>\n\t\t\t<string>power</string>\n"
    "\t\t\t<key>index</key>\n\t\t\t<string>sensor5</string>\n"
    "\t\t\t<key>state</key>\n\t\t\t<string>valid</string>\n"
    "\t\t\t<key>type</key>\n\t\t\t<string>Watts</string>\n"
    "\t\t</dict>\n"
    "\t\t<dict>\n"
    "\t\t\t<key>cur-value</key>\n\t\t\t<integer>1</integer>\n"
    "\t\t\t<key>description</key>\n\t\t\t<string>indicator</string>\n"
    "\t\t\t<key>index</key>\n\t\t\t<string>sensor6</string>\n"
    "\t\t\t<key>state</key>\n\t\t\t<string>valid</string>\n"
    "\t\t\t<key>type</key>\n\t\t\t<string>Indicator</string>\n"
    "\t\t</dict>\n"
    "\t\t<dict>\n"
    "\t\t\t<key>description</key>\n\t\t\t<string>no value</string>\n"
    "\t\t\t<key>index</key>\n\t\t\t<string>sensor7</string>\n"
    "\t\t\t<key>state</key>\n\t\t\t<string>valid</string>\n"
    "\t\t\t<key>type</key>\n\t\t\t<string>Watt hour</string>\n"
    "\t\t</dict>\n"
    "\t</array>\n\t<key>empty0</key>\n\t<array/>\n"
    "</dict>\n</plist>\n";

#define ANSWER(call, value, flags, ...) \
    {call, &value, sizeof value, flags, \
     sizeof((const int[]){__VA_ARGS__}) / sizeof(int), {__VA_ARGS__}}

const recorded port_recorded[] = {
    {"clock_gettime", clocks, sizeof clocks, 0, 0, {0}},
    ANSWER("sysctl kern.osrelease", osrelease, RECORDED_IS_TEXT, CTL_KERN, KERN_OSRELEASE),
    ANSWER("sysctl kern.clockrate", clockrate, 0, CTL_KERN, KERN_CLOCKRATE),
    ANSWER("sysctl kern.cp_time", cp_time, 0, CTL_KERN, KERN_CP_TIME),
    ANSWER("sysctl kern.cp_time.0", cpu0, 0, CTL_KERN, KERN_CP_TIME, 0),
    ANSWER("sysctl kern.cp_time.1", cpu1, RECORDED_ENDS_A_LIST, CTL_KERN, KERN_CP_TIME, 1),
    ANSWER("sysctl hw.ncpu", ncpu, 0, CTL_HW, HW_NCPU),
    ANSWER("sysctl hw.ncpuonline", ncpuonline, 0, CTL_HW, HW_NCPUONLINE),
    ANSWER("sysctl vm.loadavg", loadavg, 0, CTL_VM, VM_LOADAVG),
    ANSWER("sysctl kern.boottime", boottime, 0, CTL_KERN, KERN_BOOTTIME),
    ANSWER("sysctl hw.physmem64", physmem, RECORDED_MAY_BE_NARROW, CTL_HW, HW_PHYSMEM64),
    {"sysctl vm.uvmexp2", &uvmexp, 592, 0, 2, {CTL_VM, VM_UVMEXP2}},
    {"sched_getaffinity_np", affinity, sizeof affinity, RECORDED_MAY_BE_SHORTER, 0, {0}},
    ANSWER("sysctl hw.iostats", disks, RECORDED_MAY_BE_SHORTER, CTL_HW, HW_IOSTATS,
           sizeof(struct io_sysctl)),
    {"statvfs /", &root, sizeof root, 0, 0, {0}},
    {"statvfs /home", &home, sizeof home, 0, 0, {0}},
    {"getvfsstat", mounts, sizeof mounts, RECORDED_MAY_BE_SHORTER, 0, {sizeof mounts[0]}},
    ANSWER("sysctl net.route.iflist", interfaces, RECORDED_MAY_BE_SHORTER, CTL_NET, PF_ROUTE, 0, 0,
           NET_RT_IFLIST, 0),
    {"sysctl kern.proc2", processes, sizeof processes, RECORDED_MAY_BE_SHORTER, 6,
     {CTL_KERN, KERN_PROC2, KERN_PROC_ALL, 0, sizeof self, 0x7fffffff}},
    {"sysctl kern.proc2.pid", &self, sizeof self, RECORDED_MAY_BE_SHORTER, 6,
     {CTL_KERN, KERN_PROC2, KERN_PROC_PID, 4242, sizeof self, 1}},
    OF_PROCESSES(KERN_PROC_ARGV, "argv", args),
    OF_PROCESSES(KERN_PROC_PATHNAME, "pathname", path),
    OF_PROCESSES(KERN_PROC_CWD, "cwd", cwd),
    {"swapctl", swaps, sizeof swaps, RECORDED_MAY_BE_SHORTER, 0, {sizeof swaps[0]}},
    ANSWER("sysctl kern.maxfiles", maxfiles, 0, CTL_KERN, KERN_MAXFILES),
    ANSWER("sysctl kern.hostname", hostname, RECORDED_IS_TEXT, CTL_KERN, KERN_HOSTNAME),
    ANSWER("sysctl kern.version", version, RECORDED_IS_TEXT, CTL_KERN, KERN_VERSION),
    ANSWER("sysctl kern.ostype", ostype, RECORDED_IS_TEXT, CTL_KERN, KERN_OSTYPE),
    {"ioctl ENVSYS_GETDICTIONARY", envsys, sizeof envsys, RECORDED_MAY_BE_SHORTER, 0, {0}},
    {"getrlimit", rlimits, sizeof rlimits, 0, 0, {0}},
    {0, 0, 0, 0, 0, {0}}};
