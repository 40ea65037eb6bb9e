// Lists of CPUs, range by range. cpulist.c describes the format.

#ifndef CP_FORMAT_CPULIST_H
#define CP_FORMAT_CPULIST_H

#include <stdint.h>

#include "../text/span.h"

// Takes "3" or "3-7" from the front, and returns both ends; first <= last.
bool cp_cpulist_take_range(cp_span *span, uint64_t *first, uint64_t *last);

// The number of CPUs in both lists. cprobe_cpulist_parse() must have accepted them.
uint32_t cp_cpulist_common(cp_span a, cp_span b);

// Whether every CPU of the list is in `all`. cprobe_cpulist_parse() must have accepted both.
bool cp_cpulist_is_within(cp_span list, cp_span all);

// The number of online CPUs in a list of the kernel (an affinity, the threads of a core). lxcfs
// covers /sys/devices/system/cpu/online with its own list, which may be renumbered from 0 and must
// not be compared with the kernel's numbers. `is_kernels`: `online` is the kernel's own, as far as
// is known. If it is not, or if the lists have no CPU in common, all CPUs of the list count. In a
// captured root, a list is not the kernel's own if its mountinfo shows a mount over the file
// (cp_mountinfo_is_over_sysfs()), or if the list is not within `possible`.
uint32_t cp_cpulist_count_online(cp_span list, cp_span online, bool is_kernels);

#endif
