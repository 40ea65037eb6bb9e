// What an OpenBSD machine answered, in its own structures: made up, each number another one.

#include <sys/param.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/sched.h>
#include <sys/sysctl.h>
#include <sys/time.h>
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

#define ANSWER(call, value, flags, ...) \
    {call, &value, sizeof value, flags, \
     sizeof((const int[]){__VA_ARGS__}) / sizeof(int), {__VA_ARGS__}}

const recorded port_recorded[] = {
    {"clock_gettime", clocks, sizeof clocks, 0, 0, {0}},
    ANSWER("sysctl kern.osrelease", osrelease, RECORDED_IS_SILENT, CTL_KERN, KERN_OSRELEASE),
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
    {"getrlimit", rlimits, sizeof rlimits, 0, 0, {0}},
    {0, 0, 0, 0, 0, {0}}};
