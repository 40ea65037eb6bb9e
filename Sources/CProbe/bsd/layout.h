// The structures and numbers that all systems of this room share, on 64-bit machines. The calls.c
// of each port holds them to its headers.

#ifndef CP_BSD_LAYOUT_H
#define CP_BSD_LAYOUT_H

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
enum { CP_INT_LOW_BYTE = 3, CP_LONG_LOW_INT = 4 };
#else
enum { CP_INT_LOW_BYTE = 0, CP_LONG_LOW_INT = 0 };
#endif

enum {
    CP_CTL_KERN = 1,
    CP_CTL_VM = 2,
    CP_CTL_HW = 6,
    CP_KERN_OSRELEASE = 2,
    CP_KERN_CLOCKRATE = 12,
    CP_VM_LOADAVG = 2,
    // struct clockinfo: kern.clockrate.
    CP_CLOCKINFO_HZ = 0, // int
    // struct loadavg: vm.loadavg.
    CP_LOADAVG_BYTES = 24,
    CP_LOADAVG_AVERAGES = 0, // uint32_t[3], in units of 1 / scale.
    CP_LOADAVG_SCALE = 16,   // long
    // struct timeval: kern.boottime.
    CP_TIMEVAL_BYTES = 16,
    CP_TIMEVAL_SECONDS = 0, // int64_t
    CP_TIMEVAL_US = 8       // int32_t or int64_t
};

#ifdef CP_PIN_LAYOUT
_Static_assert(sizeof(long) == 8 && sizeof(void *) == 8 && sizeof(time_t) == 8, "64 bits");
_Static_assert(CTL_KERN == CP_CTL_KERN, "CTL_KERN");
_Static_assert(CTL_VM == CP_CTL_VM && CTL_HW == CP_CTL_HW, "CTL_VM, CTL_HW");
_Static_assert(KERN_OSRELEASE == CP_KERN_OSRELEASE, "KERN_OSRELEASE");
_Static_assert(KERN_CLOCKRATE == CP_KERN_CLOCKRATE, "KERN_CLOCKRATE");
_Static_assert(VM_LOADAVG == CP_VM_LOADAVG, "VM_LOADAVG");
_Static_assert(offsetof(struct clockinfo, hz) == CP_CLOCKINFO_HZ, "hz");
_Static_assert(sizeof(struct loadavg) == CP_LOADAVG_BYTES, "loadavg");
_Static_assert(offsetof(struct loadavg, ldavg) == CP_LOADAVG_AVERAGES, "ldavg");
_Static_assert(sizeof(((struct loadavg *)0)->ldavg) == 12, "ldavg");
_Static_assert(offsetof(struct loadavg, fscale) == CP_LOADAVG_SCALE, "fscale");
_Static_assert(sizeof(struct timeval) == CP_TIMEVAL_BYTES, "timeval");
_Static_assert(offsetof(struct timeval, tv_sec) == CP_TIMEVAL_SECONDS, "tv_sec");
_Static_assert(offsetof(struct timeval, tv_usec) == CP_TIMEVAL_US, "tv_usec");
#endif

#endif
