// What an OpenBSD machine answered, in its own structures: made up, each number another one.

#include <sys/param.h>
#include <sys/disk.h>
#include <sys/mount.h>
#include <sys/proc.h>
#include <sys/resource.h>
#include <sys/sched.h>
#include <sys/socket.h>
#include <sys/swap.h>
#include <sys/sysctl.h>
#include <sys/time.h>
#include <sys/sensors.h>
#include <net/if.h>
#include <net/if_dl.h>
#include <net/if_types.h>
#include <net/route.h>
#include <netinet/in.h>
#include <uvm/uvmexp.h>

#include "recorded.h"

static const struct clockinfo clockrate = {.hz = 100, .tick = 10000, .stathz = 128, .profhz = 1024};
// The number 1 is offline.
static const struct cpustats cpu0 = {
    {[CP_USER] = 128, [CP_NICE] = 129, [CP_SYS] = 130, [CP_SPIN] = 131, [CP_INTR] = 132,
     [CP_IDLE] = 1280000},
    CPUSTATS_ONLINE};
static const struct cpustats cpu1 = {
    {[CP_USER] = 7, [CP_NICE] = 7, [CP_SYS] = 7, [CP_SPIN] = 7, [CP_INTR] = 7, [CP_IDLE] = 7}, 0};
static const struct cpustats cpu2 = {
    {[CP_USER] = 256, [CP_NICE] = 257, [CP_SYS] = 258, [CP_SPIN] = 259, [CP_INTR] = 260,
     [CP_IDLE] = 2560000},
    CPUSTATS_ONLINE};
static const int ncpufound = 3, ncpuonline = 2, nthreads = 321;

static const struct loadavg loadavg = {{2048 + 512, 1024, 512}, 2048};
static const struct timeval boottime = {1700000001, 654321};
static const unsigned long long clocks[3] = {7000000007, 1700000999000000000, 998000000001};

static const long long physmem = 8588886016;
static const struct uvmexp uvmexp = {
    .free = 1001,
    .active = 2002,
    .inactive = 3003,
    .swpages = 98304,
    .swpginuse = 1801,
    .faults = (int)4000000001,
    .intrs = (int)4000000002,
    .swtch = (int)4000000003,
    .softs = 44004,
    .forks = 55005,
};
static const struct bcachestats bcachestats = {.numbufs = 5, .numbufpages = 606};

static const char osrelease[] = "7.8";

static const unsigned long long rlimits[16][2] = {
    {11, 12}, {~0ULL, ~0ULL}, {34359738368, ~0ULL}, {536870912, 536870913}, {15, 16}, {17, 18},
    {19, 20}, {65536, 65537}, {21, 22}};

static const struct diskstats disks[] = {
    {.ds_name = "sd0", .ds_busy = 3, .ds_rxfer = 6000000021, .ds_wxfer = 6000000022, .ds_seek = 9,
     .ds_rbytes = 6000000023, .ds_wbytes = 6000000024, .ds_time = {21, 250000}},
    {.ds_name = "vnd0", .ds_busy = 1, .ds_rxfer = 1000, .ds_time = {1, 0}},
    {.ds_name = "cd0", .ds_rxfer = 10, .ds_wxfer = 20, .ds_rbytes = 30, .ds_wbytes = 40,
     .ds_time = {2, 0}}};

// What the local ones report now; the list has what they reported last.
static const struct statfs root = {.f_flags = MNT_LOCAL | MNT_NOATIME | MNT_NODEV,
    .f_bsize = 2048, .f_blocks = 1000001,
     .f_bfree = 400001, .f_bavail = 320001, .f_files = 50001, .f_ffree = 30001,
     .f_fsid = {{0x1234, 35}}, .f_fstypename = "ffs", .f_mntonname = "/",
     .f_mntfromname = "/dev/sd0a"};
static const struct statfs home = {.f_flags = MNT_LOCAL, .f_bsize = 512, .f_blocks = 2000,
    .f_bfree = 100, .f_bavail = -60,
     .f_fsid = {{0x1237, 3}}, .f_fstypename = "ffs", .f_mntonname = "/home",
     .f_mntfromname = "/dev/sd0d"};
static const struct statfs mounts[] = {
    {.f_flags = MNT_LOCAL | MNT_NOATIME | MNT_NODEV, .f_bsize = 2048, .f_blocks = 1000001,
     .f_bfree = 9, .f_files = 50001, .f_ffree = 30001,
     .f_fsid = {{0x1234, 35}}, .f_fstypename = "ffs", .f_mntonname = "/",
     .f_mntfromname = "/dev/sd0a"},
    {.f_flags = MNT_RDONLY | MNT_NOSUID, .f_bsize = 32768, .f_blocks = 777,
     .f_fsid = {{0x1236, 2}}, .f_fstypename = "nfs", .f_mntonname = "/net",
     .f_mntfromname = "server:/export"},
    {.f_flags = MNT_LOCAL, .f_bsize = 512, .f_blocks = 5, .f_fstypename = "fuse",
     .f_mntonname = "/mnt", .f_mntfromname = "fusefs"},
    {.f_flags = MNT_LOCAL, .f_bsize = 512, .f_blocks = 2000, .f_bfree = 9,
     .f_fsid = {{0x1237, 3}}, .f_fstypename = "ffs", .f_mntonname = "/home",
     .f_mntfromname = "/dev/sd0d"}};

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
      .ifm_hdrlen = sizeof(struct if_msghdr), .ifm_addrs = RTA_IFP, .ifm_index = 7,
      .ifm_flags = IFF_UP | IFF_BROADCAST | IFF_RUNNING | IFF_SIMPLEX | IFF_MULTICAST,
      .ifm_data = {.ifi_type = IFT_ETHER, .ifi_link_state = LINK_STATE_FULL_DUPLEX, .ifi_mtu = 1501,
                   .ifi_baudrate = 10000000000, .ifi_ipackets = 5000000011,
                   .ifi_ierrors = 5000000012, .ifi_opackets = 5000000013,
                   .ifi_oerrors = 5000000014, .ifi_collisions = 5000000015,
                   .ifi_ibytes = 5000000016, .ifi_obytes = 5000000017,
                   .ifi_oqdrops = 5000000020,
                   .ifi_imcasts = 5000000018, .ifi_iqdrops = 5000000019}},
     {.sdl_len = sizeof(struct sockaddr_dl), .sdl_family = AF_LINK, .sdl_index = 7,
      .sdl_type = IFT_ETHER, .sdl_nlen = 4, .sdl_alen = 6,
      .sdl_data = {'v', 'i', 'o', '0', 2, 4, 6, 8, 10, 12}}},
    {{.ifam_msglen = sizeof interfaces.ipv4, .ifam_version = RTM_VERSION,
      .ifam_type = RTM_NEWADDR, .ifam_hdrlen = sizeof(struct ifa_msghdr),
      .ifam_addrs = RTA_NETMASK | RTA_IFA | RTA_BRD,
      .ifam_index = 7},
     {7, AF_INET, 0, 0, 255, 255, 254},
     {.sin_len = sizeof(struct sockaddr_in), .sin_family = AF_INET, .sin_addr = {0x0501a8c0}},
     {.sin_len = sizeof(struct sockaddr_in), .sin_family = AF_INET, .sin_addr = {0xff01a8c0}}},
    {{.ifam_msglen = sizeof interfaces.ipv6, .ifam_version = RTM_VERSION,
      .ifam_type = RTM_NEWADDR, .ifam_hdrlen = sizeof(struct ifa_msghdr),
      .ifam_addrs = RTA_NETMASK | RTA_IFA, .ifam_index = 7},
     {.sin6_len = sizeof(struct sockaddr_in6), .sin6_family = AF_INET6,
      .sin6_addr = {{{255, 255, 255, 255, 255, 255, 255, 255}}}}, {0},
     {.sin6_len = sizeof(struct sockaddr_in6), .sin6_family = AF_INET6,
      .sin6_addr = {{{0xfe, 0x80, 0, 7, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8}}}}, {0}},
    {{.ifm_msglen = sizeof(struct link), .ifm_version = RTM_VERSION, .ifm_type = RTM_IFINFO,
      .ifm_hdrlen = sizeof(struct if_msghdr), .ifm_addrs = RTA_IFP, .ifm_index = 8,
      .ifm_flags = IFF_UP | IFF_LOOPBACK | IFF_RUNNING,
      .ifm_data = {.ifi_type = IFT_LOOP, .ifi_mtu = 32768, .ifi_ibytes = 99}},
     {.sdl_len = sizeof(struct sockaddr_dl), .sdl_family = AF_LINK, .sdl_index = 8,
      .sdl_type = IFT_LOOP, .sdl_nlen = 3, 
      .sdl_data = {'l', 'o', '0'}}},
    {{.ifm_msglen = sizeof(struct link), .ifm_version = RTM_VERSION, .ifm_type = RTM_IFINFO,
      .ifm_hdrlen = sizeof(struct if_msghdr), .ifm_addrs = RTA_IFP, .ifm_index = 9,
      .ifm_flags = IFF_UP | IFF_BROADCAST,
      .ifm_data = {.ifi_type = IFT_L2VLAN, .ifi_link_state = LINK_STATE_KALIVE_DOWN,
      .ifi_mtu = 1500,
                   .ifi_baudrate = 1000, .ifi_ibytes = 98}},
     {.sdl_len = sizeof(struct sockaddr_dl), .sdl_family = AF_LINK, .sdl_index = 9,
      .sdl_type = IFT_L2VLAN, .sdl_nlen = 5, 
      .sdl_data = {'v', 'l', 'a', 'n', '0'}}},
};

static const struct kinfo_proc self = {
    .p_pid = 4242, .p_ppid = 1, .p_comm = "probe", .p_stat = SRUN, .p_uvalid = 1,
    .p_ustart_sec = 1700000100, .p_nice = NZERO};
static const struct kinfo_proc processes[4] = {
    {.p_pid = 900, .p_ppid = 1, .p_comm = "sh", .p_stat = SSLEEP, .p_uvalid = 1, .p_nice = NZERO,
     .p_ustart_sec = 1700000200, .p_cpuid = KI_NOCPU},
    {.p_pid = 13, .p_comm = "pagedaemon", .p_stat = SSLEEP, .p_flag = P_SYSTEM, .p_uvalid = 1,
     .p_nice = NZERO, .p_ustart_sec = 1700000001, .p_cpuid = KI_NOCPU},
    {.p_pid = 20, .p_ppid = 5, .p_comm = "ended", .p_stat = SDEAD, .p_nice = NZERO},
    {.p_pid = 5, .p_ppid = 1, .p__pgid = 51, .p_sid = 52, .p_tpgid = 53, .p_uid = 1002,
     .p_ruid = 1001, .p_svuid = 1003, .p_gid = 2002, .p_rgid = 2001, .p_svgid = 2003,
     .p_stat = SSLEEP, .p_flag = P_SINTR, .p_nice = NZERO - 7, .p_comm = "a name of 19 bytes!",
     .p_vm_rssize = 301, .p_vm_tsize = 302, .p_vm_dsize = 303, .p_vm_ssize = 304, .p_uvalid = 1,
     .p_ustart_sec = 1700000011, .p_ustart_usec = 754321, .p_uutime_sec = 21, .p_uutime_usec = 1,
     .p_ustime_sec = 22, .p_ustime_usec = 2, .p_cpuid = 3,
     .p_vm_map_size = 7000000001}};
static const struct __attribute__((packed)) {
    unsigned long long pointers[4];
    char texts[24];
} args_5 = {{1000, 1011, 1014, 0}, "/usr/bin/a\0-x\0two words"};
static const struct __attribute__((packed)) {
    unsigned long long pointers[2];
    char texts[4];
} args_900 = {{1000, 0}, "-sh"};
static const struct __attribute__((packed)) {
    unsigned long long pointers[2];
    char texts[6];
} args_self = {{1000, 0}, "probe"};
static const char cwd_5[] = "/var/a", cwd_900[] = "/home", cwd_self[] = "/home/probe";

static const struct swapent swaps[2] = {
    {.se_dev = 0x401, .se_flags = SWF_INUSE | SWF_ENABLE, .se_nblks = (int)4000000000,
     .se_inuse = 14408, .se_priority = 3, .se_path = "/dev/sd0b"},
    {.se_dev = (dev_t)-1, .se_flags = SWF_INUSE | SWF_ENABLE, .se_nblks = 2048, .se_inuse = 0,
     .se_priority = 4, .se_path = "/var/swap"}};

static const int nfiles = 3101, maxthread = 3103, maxfiles = 3102;
static const char hostname[] = "probe.example", version[] = "OpenBSD 7.8 GENERIC\n    built here\n",
                  ostype[] = "OpenBSD";

// The device 1 was detached. Sensors of types that have no list are not read.
static const struct sensordev sensordev0 = {
    .num = 0, .xname = "cpu0", .maxnumt = {[SENSOR_TEMP] = 1, [SENSOR_FREQ] = 1},
    .sensors_count = 2};
static const struct sensordev sensordev2 = {
    .num = 2, .xname = "lm1",
    .maxnumt = {[SENSOR_TEMP] = 4, [SENSOR_FANRPM] = 3, [SENSOR_VOLTS_DC] = 1,
                [SENSOR_VOLTS_AC] = 1, [SENSOR_AMPS] = 1, [SENSOR_WATTS] = 1, [SENSOR_ENERGY] = 1,
                [SENSOR_HUMIDITY] = 1, [SENSOR_INDICATOR] = 2},
    .sensors_count = 13};
static const struct sensor sensor_cpu = {
    .value = 318150000, .type = SENSOR_TEMP, .status = SENSOR_S_UNSPEC, .numt = 0};
static const struct sensor sensor_temps[4] = {
    {.desc = "MB", .value = 263649999, .type = SENSOR_TEMP, .status = SENSOR_S_OK, .numt = 0},
    {.desc = "CPU", .value = 1, .type = SENSOR_TEMP, .status = SENSOR_S_UNKNOWN, .numt = 1,
     .flags = SENSOR_FUNKNOWN},
    {.desc = "not connected", .value = 2, .type = SENSOR_TEMP, .status = SENSOR_S_CRIT, .numt = 2,
     .flags = SENSOR_FINVALID},
    {.desc = "31 bytes, with a NUL byte after", .value = 373150000, .type = SENSOR_TEMP,
     .status = SENSOR_S_WARN, .numt = 3}};
// The fan 1 was detached.
static const struct sensor sensor_fans[2] = {
    {.desc = "CPU", .value = 1201, .type = SENSOR_FANRPM, .status = SENSOR_S_OK, .numt = 0},
    {.value = 0, .type = SENSOR_FANRPM, .status = SENSOR_S_CRIT, .numt = 2}};
static const struct sensor sensor_volts = {
    .desc = "-12V", .value = -12010001, .type = SENSOR_VOLTS_DC, .numt = 0};
static const struct sensor sensor_amps = {.value = -1500001, .type = SENSOR_AMPS, .numt = 0};
static const struct sensor sensor_watts = {.value = 65000001, .type = SENSOR_WATTS, .numt = 0};
static const struct sensor sensor_energy = {
    .value = 9000000000001, .type = SENSOR_ENERGY, .numt = 0};
static const struct sensor sensor_humidity = {.value = 45001, .type = SENSOR_HUMIDITY, .numt = 0};

#define ANSWER(call, value, flags, ...) \
    {call, &value, sizeof value, flags, \
     sizeof((const int[]){__VA_ARGS__}) / sizeof(int), {__VA_ARGS__}}

const recorded port_recorded[] = {
    {"clock_gettime", clocks, sizeof clocks, 0, 0, {0}},
    ANSWER("sysctl kern.osrelease", osrelease, RECORDED_IS_TEXT, CTL_KERN, KERN_OSRELEASE),
    ANSWER("sysctl kern.clockrate", clockrate, 0, CTL_KERN, KERN_CLOCKRATE),
    ANSWER("sysctl kern.cpustats.0", cpu0, 0, CTL_KERN, KERN_CPUSTATS, 0),
    ANSWER("sysctl kern.cpustats.1", cpu1, RECORDED_ENDS_A_LIST, CTL_KERN, KERN_CPUSTATS, 1),
    ANSWER("sysctl kern.cpustats.2", cpu2, RECORDED_ENDS_A_LIST, CTL_KERN, KERN_CPUSTATS, 2),
    ANSWER("sysctl hw.ncpufound", ncpufound, 0, CTL_HW, HW_NCPUFOUND),
    ANSWER("sysctl hw.ncpuonline", ncpuonline, 0, CTL_HW, HW_NCPUONLINE),
    ANSWER("sysctl vm.loadavg", loadavg, 0, CTL_VM, VM_LOADAVG),
    ANSWER("sysctl kern.boottime", boottime, 0, CTL_KERN, KERN_BOOTTIME),
    ANSWER("sysctl kern.nthreads", nthreads, 0, CTL_KERN, KERN_NTHREADS),
    ANSWER("sysctl hw.physmem", physmem, RECORDED_MAY_BE_NARROW, CTL_HW, HW_PHYSMEM64),
    {"sysctl vm.uvmexp", &uvmexp, 180, 0, 2, {CTL_VM, VM_UVMEXP}},
    {"sysctl vfs.generic.bcachestat", &bcachestats, 16, 0, 3,
     {CTL_VFS, VFS_GENERIC, VFS_BCACHESTAT}},
    ANSWER("sysctl hw.diskstats", disks, RECORDED_MAY_BE_SHORTER, CTL_HW, HW_DISKSTATS),
    {"statfs /", &root, sizeof root, 0, 0, {0}},
    {"statfs /home", &home, sizeof home, 0, 0, {0}},
    {"getfsstat", mounts, sizeof mounts, RECORDED_MAY_BE_SHORTER, 0, {sizeof mounts[0]}},
    ANSWER("sysctl net.route.iflist", interfaces, RECORDED_MAY_BE_SHORTER, CTL_NET, PF_ROUTE, 0, 0,
           NET_RT_IFLIST, 0),
    {"sysctl kern.proc", processes, sizeof processes, RECORDED_MAY_BE_SHORTER, 6,
     {CTL_KERN, KERN_PROC, KERN_PROC_KTHREAD, 0, sizeof self, 0x7fffffff}},
    {"sysctl kern.proc.pid", &self, sizeof self, RECORDED_MAY_BE_SHORTER, 6,
     {CTL_KERN, KERN_PROC, KERN_PROC_PID, 4242, sizeof self, 1}},
    ANSWER("sysctl kern.procargs.5", args_5, RECORDED_MAY_LACK | RECORDED_IS_TEXT, CTL_KERN,
           KERN_PROC_ARGS, 5, KERN_PROC_ARGV),
    ANSWER("sysctl kern.procargs.900", args_900, RECORDED_MAY_LACK | RECORDED_IS_TEXT, CTL_KERN,
           KERN_PROC_ARGS, 900, KERN_PROC_ARGV),
    ANSWER("sysctl kern.procargs.4242", args_self, RECORDED_MAY_LACK | RECORDED_IS_TEXT, CTL_KERN,
           KERN_PROC_ARGS, 4242, KERN_PROC_ARGV),
    ANSWER("sysctl kern.proc_cwd.5", cwd_5, RECORDED_MAY_LACK | RECORDED_IS_TEXT, CTL_KERN,
           KERN_PROC_CWD, 5),
    ANSWER("sysctl kern.proc_cwd.900", cwd_900, RECORDED_MAY_LACK | RECORDED_IS_TEXT, CTL_KERN,
           KERN_PROC_CWD, 900),
    ANSWER("sysctl kern.proc_cwd.4242", cwd_self, RECORDED_MAY_LACK | RECORDED_IS_TEXT, CTL_KERN,
           KERN_PROC_CWD, 4242),
    {"swapctl", swaps, sizeof swaps, RECORDED_MAY_BE_SHORTER, 0, {sizeof swaps[0]}},
    ANSWER("sysctl kern.nfiles", nfiles, 0, CTL_KERN, KERN_NFILES),
    ANSWER("sysctl kern.maxthread", maxthread, 0, CTL_KERN, KERN_MAXTHREAD),
    ANSWER("sysctl kern.maxfiles", maxfiles, 0, CTL_KERN, KERN_MAXFILES),
    ANSWER("sysctl kern.hostname", hostname, RECORDED_IS_TEXT, CTL_KERN, KERN_HOSTNAME),
    ANSWER("sysctl kern.version", version, RECORDED_IS_TEXT, CTL_KERN, KERN_VERSION),
    ANSWER("sysctl kern.ostype", ostype, RECORDED_IS_TEXT, CTL_KERN, KERN_OSTYPE),
    ANSWER("sysctl hw.sensors.0", sensordev0, RECORDED_ENDS_A_LIST, CTL_HW, HW_SENSORS, 0),
    {"sysctl hw.sensors.1", 0, 0, RECORDED_IS_GAP, 3, {CTL_HW, HW_SENSORS, 1}},
    ANSWER("sysctl hw.sensors.2", sensordev2, RECORDED_ENDS_A_LIST, CTL_HW, HW_SENSORS, 2),
    ANSWER("sysctl hw.sensors.0.0.0", sensor_cpu, RECORDED_MAY_LACK, CTL_HW, HW_SENSORS, 0,
           SENSOR_TEMP, 0),
    ANSWER("sysctl hw.sensors.2.0.0", sensor_temps[0], RECORDED_MAY_LACK, CTL_HW, HW_SENSORS, 2,
           SENSOR_TEMP, 0),
    ANSWER("sysctl hw.sensors.2.0.1", sensor_temps[1], RECORDED_MAY_LACK, CTL_HW, HW_SENSORS, 2,
           SENSOR_TEMP, 1),
    ANSWER("sysctl hw.sensors.2.0.2", sensor_temps[2], RECORDED_MAY_LACK, CTL_HW, HW_SENSORS, 2,
           SENSOR_TEMP, 2),
    ANSWER("sysctl hw.sensors.2.0.3", sensor_temps[3], RECORDED_MAY_LACK, CTL_HW, HW_SENSORS, 2,
           SENSOR_TEMP, 3),
    ANSWER("sysctl hw.sensors.2.1.0", sensor_fans[0], RECORDED_MAY_LACK, CTL_HW, HW_SENSORS, 2,
           SENSOR_FANRPM, 0),
    ANSWER("sysctl hw.sensors.2.1.2", sensor_fans[1], RECORDED_MAY_LACK, CTL_HW, HW_SENSORS, 2,
           SENSOR_FANRPM, 2),
    ANSWER("sysctl hw.sensors.2.2.0", sensor_volts, RECORDED_MAY_LACK, CTL_HW, HW_SENSORS, 2,
           SENSOR_VOLTS_DC, 0),
    ANSWER("sysctl hw.sensors.2.6.0", sensor_amps, RECORDED_MAY_LACK, CTL_HW, HW_SENSORS, 2,
           SENSOR_AMPS, 0),
    ANSWER("sysctl hw.sensors.2.5.0", sensor_watts, RECORDED_MAY_LACK, CTL_HW, HW_SENSORS, 2,
           SENSOR_WATTS, 0),
    ANSWER("sysctl hw.sensors.2.22.0", sensor_energy, RECORDED_MAY_LACK, CTL_HW, HW_SENSORS, 2,
           SENSOR_ENERGY, 0),
    ANSWER("sysctl hw.sensors.2.15.0", sensor_humidity, RECORDED_MAY_LACK, CTL_HW, HW_SENSORS, 2,
           SENSOR_HUMIDITY, 0),
    {"getrlimit", rlimits, sizeof rlimits, 0, 0, {0}},
    {0, 0, 0, 0, 0, {0}}};
