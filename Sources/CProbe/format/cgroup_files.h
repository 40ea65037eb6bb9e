// Parsers for the limit files of a cgroup; each file has its own source file in this directory.
//
// Each parser takes the whole text of its file. False: the text is malformed.

#ifndef CP_FORMAT_CGROUP_FILES_H
#define CP_FORMAT_CGROUP_FILES_H

#include <stdint.h>

#include "../include/cprobe/quota.h"
#include "../text/lines.h"

// A limit in a file.
typedef struct cp_limit_value {
    bool is_limited;
    uint64_t value; // If limited.
} cp_limit_value;

// cpu.max: `quota` is microseconds in each period of `period_us`.
bool cp_cpu_max_parse(cp_span text, cp_limit_value *quota, uint64_t *period_us);

// cpu.cfs_quota_us (v1): microseconds in each period; -1 is no limit.
bool cp_cfs_quota_parse(cp_span text, cp_limit_value *quota);

// memory.max, pids.max and others: "max" or a number.
bool cp_max_parse(cp_span text, cp_limit_value *limit);

// memory.limit_in_bytes (v1), and the limits in memory.stat.
bool cp_memory_limit_parse(cp_span text, cp_limit_value *limit);

// A single number: memory.current, pids.current, cpu.cfs_period_us.
bool cp_number_parse(cp_span text, uint64_t *number);

// cpu.uclamp.min, cpu.uclamp.max: percent, 100 for "max".
bool cp_uclamp_parse(cp_span text, double *percent);

// A line of cgroup.procs: a process, or 0. Takes one line; false: the line is malformed.
bool cp_cgroup_pid_parse(cp_span line, cp_line_end end, int32_t *pid);

// As cp_memory_limit_parse(), from a parsed number: 2^63 - 64 KiB and above is no limit.
cp_limit_value cp_memory_limit_of(uint64_t bytes);

// The following parsers stream, and return the line of the last malformed wanted line, or 0.

// The parsed fields of cpu.stat.
typedef struct cp_cpu_stat {
    cprobe_throttling throttling;
    bool has_usage;
    uint64_t usage_ns; // v2: CPU time of the cgroup and those below it.
} cp_cpu_stat;

uint32_t cp_cpu_stat_parse(cp_lines *lines, cp_cpu_stat *stat);

// memory.events, or memory.oom_control (v1). Adds to the fields in `events`.
uint32_t cp_memory_events_parse(cp_lines *lines, cprobe_memory_events *events);

// The wanted values of memory.stat.
typedef struct cp_memory_stat {
    bool has_inactive_file, has_active_file, has_limit, has_memsw;
    bool has_total; // inactive_file_bytes is a v1 total of the cgroup and its descendants.
    uint64_t inactive_file_bytes, active_file_bytes;
    cp_limit_value limit, memsw; // v1: over all levels, including hidden ones.
} cp_memory_stat;

uint32_t cp_memory_stat_parse(cp_lines *lines, cp_memory_stat *stat);

#endif
