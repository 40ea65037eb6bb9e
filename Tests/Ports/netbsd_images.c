// What a NetBSD machine answered, in its own structures: made up, each number another one.

#include <sys/param.h>
#include <sys/resource.h>
#include <sys/sched.h>
#include <sys/sysctl.h>
#include <sys/time.h>
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

#define ANSWER(call, value, flags, ...) \
    {call, &value, sizeof value, flags, \
     sizeof((const int[]){__VA_ARGS__}) / sizeof(int), {__VA_ARGS__}}

const recorded port_recorded[] = {
    {"clock_gettime", clocks, sizeof clocks, 0, 0, {0}},
    ANSWER("sysctl kern.osrelease", osrelease, RECORDED_IS_SILENT, CTL_KERN, KERN_OSRELEASE),
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
    {"getrlimit", rlimits, sizeof rlimits, 0, 0, {0}},
    {0, 0, 0, 0, 0, {0}}};
