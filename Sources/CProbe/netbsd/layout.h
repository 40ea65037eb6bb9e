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
    CP_UVMEXP_EXECPAGES = 584
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
#endif

#endif
