// Lists of CPUs, range by range. The format stands in cpulist.c.

#ifndef CP_FORMAT_CPULIST_H
#define CP_FORMAT_CPULIST_H

#include <stdint.h>

#include "../text/span.h"

// Takes "3" or "3-7" from the front and gives its ends; the last is at least the first.
bool cp_cpulist_take_range(cp_span *span, uint64_t *first, uint64_t *last);

// The number of CPUs that stand in both lists, which cprobe_cpulist_parse has taken.
uint32_t cp_cpulist_common(cp_span a, cp_span b);

// Whether every CPU of the list is in `all`. Both have been taken by cprobe_cpulist_parse.
bool cp_cpulist_is_within(cp_span list, cp_span all);

// How many CPUs of a list of the kernel (an affinity, the threads of a core) are online. lxcfs puts
// a list of its own over /sys/devices/system/cpu/online, which may be numbered from 0: such a list
// is never compared with the kernel's numbers. `is_kernels`: as far as is known, `online` is the
// kernel's own. Where it is not, or where the lists have nothing in common, all CPUs of the list
// count. On a captured root a list is not the kernel's where its mountinfo shows something over the
// file (cp_mountinfo_is_over_sysfs), or where the list is not within `possible`.
uint32_t cp_cpulist_count_online(cp_span list, cp_span online, bool is_kernels);

#endif
