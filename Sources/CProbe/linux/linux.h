// What the collectors of this port share.

#ifndef CP_LINUX_H
#define CP_LINUX_H

#include "../include/CProbe.h"
#include "../source/reader.h"

// Reads a kept list of CPUs: how many it names.
cprobe_result cp_linux_read_cpulist(cprobe_collector *collector, cp_kept_file file,
                                    uint32_t *count, cprobe_failure *failure);

// Reads how many CPUs are online, and counts cores and packages into the collector where the set of
// them is not the one counted before; what failed of that stands in collector->topology_failure.
// `failure` is not NULL.
cprobe_result cp_linux_read_online(cprobe_collector *collector, uint32_t *count,
                                   cprobe_failure *failure);

// A copy of a list of CPUs: 400 ranges of two ids of four digits.
enum { CP_LIST_BYTES = 4096 };

// Copies the list of online CPUs out of the scratch, which the reads that follow use again.
cprobe_result cp_linux_copy_online(cprobe_collector *collector, char list[CP_LIST_BYTES],
                                   cp_span *text, uint32_t *count, cprobe_failure *failure);

// The same of a list of CPUs in the directory of one of them, with the first that it names (which
// is left alone where it names none). `failure` is not NULL.
cprobe_result cp_linux_copy_list(cprobe_collector *collector, uint64_t id, const char *file,
                                 const char *source, char list[CP_LIST_BYTES], cp_span *text,
                                 uint32_t *first, cprobe_failure *failure);

// Reads a file in the directory of one CPU into the scratch.
cprobe_result cp_linux_read_of_cpu(cprobe_collector *collector, uint64_t id, const char *file,
                                   const char *source, cp_span *text, cprobe_failure *failure);

#endif
