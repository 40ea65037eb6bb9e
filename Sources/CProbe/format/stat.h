// /proc/stat as a stream of lines. stat.c describes the format.

#ifndef CP_FORMAT_STAT_H
#define CP_FORMAT_STAT_H

#include "../include/cprobe/cpu.h"
#include "../text/lines.h"

// As cprobe_stat_parse(), from lines.
cprobe_result cp_stat_parse(cp_lines *lines, uint32_t ticks_per_second, cprobe_cpu *cpu,
                            cprobe_logical_cpu *items, size_t capacity, size_t *count,
                            cprobe_failure *failure);

// Parses only the boot time (btime), in nanoseconds since 1970. MALFORMED if missing.
cprobe_result cp_stat_parse_boot_time(cp_lines *lines, uint64_t *boot_time_ns,
                                      cprobe_failure *failure);

#endif
