// What a FreeBSD machine answered, in its own structures: made up, each number another one.

#include <sys/param.h>
#include <sys/resource.h>
#include <sys/sysctl.h>
#include <sys/time.h>
#include <vm/vm_param.h>

#include "recorded.h"

// Numbers that a kernel of this system has for a name at run time.
enum { SWAP_INFO = 1017 };

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

#define NAMED(name, value, flags) {"sysctl " name, &value, sizeof value, flags, 0, {0}}

const recorded port_recorded[] = {
    {"clock_gettime", clocks, sizeof clocks, 0, 0, {0}},
    {"sysctl kern.osrelease", osrelease, sizeof osrelease, RECORDED_IS_SILENT, 2,
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
    {0, 0, 0, 0, 0, {0}}};
