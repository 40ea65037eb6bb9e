// The limit files of a cgroup, each in a file of its own beside this one.
//
// Each parser takes the whole text of its file. False is malformed: the text is not of its format.

#ifndef CP_FORMAT_CGROUP_FILES_H
#define CP_FORMAT_CGROUP_FILES_H

#include <stdint.h>

#include "../include/cprobe/quota.h"
#include "../text/lines.h"

// A limit as a file has it.
typedef struct cp_limit_value {
    bool is_limited;
    uint64_t value; // Where limited.
} cp_limit_value;

// cpu.max: `quota` is microseconds in each period of `period_us`.
bool cp_cpu_max_parse(cp_span text, cp_limit_value *quota, uint64_t *period_us);

// cpu.cfs_quota_us of v1: microseconds in each period; -1 is no limit.
bool cp_cfs_quota_parse(cp_span text, cp_limit_value *quota);

// memory.max, pids.max and others: "max" or a number.
bool cp_max_parse(cp_span text, cp_limit_value *limit);

// memory.limit_in_bytes of v1, and what memory.stat says of it.
bool cp_memory_limit_parse(cp_span text, cp_limit_value *limit);

// One number and nothing else: memory.current, pids.current, cpu.cfs_period_us.
bool cp_number_parse(cp_span text, uint64_t *number);

// The same of a number: those from 2^63 less 64 KiB on are no limit.
cp_limit_value cp_memory_limit_of(uint64_t bytes);

// Those below stream, and give the number of the last wanted line that is malformed, or 0.

// What cpu.stat has.
typedef struct cp_cpu_stat {
    cprobe_throttling throttling;
    bool has_usage;
    uint64_t usage_ns; // v2: CPU time of the cgroup and those below it.
} cp_cpu_stat;

uint32_t cp_cpu_stat_parse(cp_lines *lines, cp_cpu_stat *stat);

// memory.events, or memory.oom_control of v1. Fields are added to those that `events` has.
uint32_t cp_memory_events_parse(cp_lines *lines, cprobe_memory_events *events);

// What memory.stat tells.
typedef struct cp_memory_stat {
    bool has_inactive_file, has_active_file, has_limit, has_memsw;
    bool has_total; // inactive_file_bytes is of v1, of the group and those below it.
    uint64_t inactive_file_bytes, active_file_bytes;
    cp_limit_value limit, memsw; // v1: over all levels, those that cannot be seen included.
} cp_memory_stat;

uint32_t cp_memory_stat_parse(cp_lines *lines, cp_memory_stat *stat);

#endif
