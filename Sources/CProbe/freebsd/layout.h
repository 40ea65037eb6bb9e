// The structures of FreeBSD 12 and later on 64-bit machines, as the collectors read them: sizes,
// offsets and constants. calls.c, which has the system's headers, holds each of them to those.

#ifndef CP_FREEBSD_LAYOUT_H
#define CP_FREEBSD_LAYOUT_H

#include "../bsd/layout.h"

enum {
    // struct clockinfo, sys/time.h: kern.clockrate.
    CP_CLOCKINFO_BYTES = 20,
    CP_CLOCKINFO_STATHZ = 12, // int
    // kern.cp_time, kern.cp_times: rows of long, sys/resource.h.
    CP_CPU_STATES = 5,
    CP_CPU_STATE_USER = 0,
    CP_CPU_STATE_NICE = 1,
    CP_CPU_STATE_SYSTEM = 2,
    CP_CPU_STATE_INTERRUPT = 3,
    CP_CPU_STATE_IDLE = 4,
    // struct xswdev, vm/vm_param.h: vm.swap_info.N.
    CP_XSWDEV_VERSION = 2,
    CP_XSWDEV_BYTES = 32,
    CP_XSWDEV_VERSION_AT = 0, // unsigned
    CP_XSWDEV_DEVICE = 8,     // dev_t: uint64_t
    CP_XSWDEV_FLAGS = 16,     // int
    CP_XSWDEV_BLOCKS = 20,    // int, pages
    CP_XSWDEV_USED = 24       // int, pages
};

#ifdef CP_PIN_LAYOUT
_Static_assert(sizeof(struct clockinfo) == CP_CLOCKINFO_BYTES, "clockinfo");
_Static_assert(offsetof(struct clockinfo, stathz) == CP_CLOCKINFO_STATHZ, "stathz");
_Static_assert(CPUSTATES == CP_CPU_STATES, "CPUSTATES");
_Static_assert(CP_USER == CP_CPU_STATE_USER, "CP_USER");
_Static_assert(CP_NICE == CP_CPU_STATE_NICE, "CP_NICE");
_Static_assert(CP_SYS == CP_CPU_STATE_SYSTEM, "CP_SYS");
_Static_assert(CP_INTR == CP_CPU_STATE_INTERRUPT, "CP_INTR");
_Static_assert(CP_IDLE == CP_CPU_STATE_IDLE, "CP_IDLE");
_Static_assert(XSWDEV_VERSION == CP_XSWDEV_VERSION, "XSWDEV_VERSION");
_Static_assert(sizeof(struct xswdev) == CP_XSWDEV_BYTES, "xswdev");
_Static_assert(offsetof(struct xswdev, xsw_version) == CP_XSWDEV_VERSION_AT, "xsw_version");
_Static_assert(offsetof(struct xswdev, xsw_dev) == CP_XSWDEV_DEVICE, "xsw_dev");
_Static_assert(offsetof(struct xswdev, xsw_flags) == CP_XSWDEV_FLAGS, "xsw_flags");
_Static_assert(offsetof(struct xswdev, xsw_nblks) == CP_XSWDEV_BLOCKS, "xsw_nblks");
_Static_assert(offsetof(struct xswdev, xsw_used) == CP_XSWDEV_USED, "xsw_used");
#endif

#endif
