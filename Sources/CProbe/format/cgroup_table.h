// Parsers of keyed files of cgroups for the table of cgroups; each file has its own source file in
// this directory.
//
// Each parser streams, adds fields to `cgroup`, and returns the line of the last malformed wanted
// line, or 0.

#ifndef CP_FORMAT_CGROUP_TABLE_H
#define CP_FORMAT_CGROUP_TABLE_H

#include "../fields/fields.h"
#include "../include/cprobe/cgroups.h"
#include "../text/table.h"

// cpu.stat, of v1 and v2.
uint32_t cp_cgroup_cpu_stat_parse(cp_lines *lines, cprobe_cgroup *cgroup);

// cpuacct.stat (v1).
uint32_t cp_cgroup_cpuacct_stat_parse(cp_lines *lines, uint32_t ticks_per_second,
                                      cprobe_cgroup *cgroup);

// memory.stat: of v2, or the totals of v1.
uint32_t cp_cgroup_memory_stat_parse(cp_lines *lines, bool is_v2, cprobe_cgroup *cgroup);

// A line of memory.stat. False if malformed.
bool cp_memory_stat_line_parse(cp_span line, cp_line_end end, cp_span *name, uint64_t *number);

// memory.events, or memory.oom_control (v1).
uint32_t cp_cgroup_memory_events_parse(cp_lines *lines, cprobe_cgroup *cgroup);

// memory.events.local.
uint32_t cp_cgroup_memory_local_parse(cp_lines *lines, cprobe_cgroup *cgroup);

// pids.events.
uint32_t cp_cgroup_pids_events_parse(cp_lines *lines, cprobe_cgroup *cgroup);

#endif
