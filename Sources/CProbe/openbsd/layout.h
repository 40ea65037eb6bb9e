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
    CP_BCACHESTATS_PAGES = 8   // int64_t
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
#endif

#endif
