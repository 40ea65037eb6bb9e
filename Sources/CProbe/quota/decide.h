// The decision: the tightest limit over the levels. Pure; levels come one by one, so any number.

#ifndef CP_QUOTA_DECIDE_H
#define CP_QUOTA_DECIDE_H

#include "../format/io_files.h"
#include "../include/cprobe/quota.h"

// A decision on the way.
typedef struct cp_decision {
    cprobe_quota *quota;
    bool is_limits_only;           // What groups use was not asked for.
    cprobe_limit memsw;            // v1: the least of memory and swap together.
    cprobe_quota_level own_memory; // The own level of the hierarchy that has memory.
    cprobe_completeness cpuset;    // What of the set of CPUs could not be seen.
    cprobe_fact left;              // The least limit less usage, of unknown file cache.
    cprobe_failures facts;         // Of the facts that would have been a number of the answer.
} cp_decision;

// Begins a decision about a quota, which is zero but for its hierarchies: every limit unlimited and
// complete, every number exact.
void cp_decide_begin(cp_decision *decision, cprobe_quota *quota);

// Marks the limits of these controllers (bits), in a hierarchy of this version (0 where none is
// known), as not complete, where they still are.
void cp_decide_incomplete(cp_decision *decision, uint32_t controllers, uint32_t version,
                          cprobe_limit_reason reason, cprobe_failure failure);

// Says that a number of the machine or of the process could not be read, which could only make this
// one less.
void cp_decide_doubt(cprobe_completeness *of, cprobe_failure failure);

// Counts one level in. `is_own` for the own group; levels of a hierarchy come from there upwards.
void cp_decide_add(cp_decision *decision, const cprobe_quota_level *level, bool is_own);

// The part of it that is about memory and swap (decide_memory.c), and its end.
void cp_decide_add_memory(cp_decision *decision, const cprobe_quota_level *level, bool is_own);
void cp_decide_finish_memory(cp_decision *decision, const uint64_t *available_bytes);

// Counts one size of huge pages of a level in (decide_devices.c, as what follows).
void cp_decide_add_huge_pages(cprobe_quota *quota, const cprobe_quota_level *level,
                              uint64_t page_bytes, const cprobe_fact *max,
                              const cprobe_fact *current, bool is_own);

// Counts one limit of a device in.
void cp_decide_add_device_limit(cprobe_quota *quota, const cprobe_quota_level *level,
                                cp_device device, cprobe_device_limit which, const char *file,
                                uint64_t value);

// What the own group did with a device.
void cp_decide_add_device_usage(cprobe_quota *quota, cp_device device,
                                const cp_device_usage *usage);

// After the last level of all hierarchies. `available_bytes` is MemAvailable, NULL where unknown.
void cp_decide_finish(cp_decision *decision, const uint64_t *available_bytes);

// The part of it that is about devices and huge pages.
void cp_decide_finish_devices(cprobe_quota *quota);

// Whether a / b < c / d, exactly. b and d are not 0.
bool cp_ratio_less(uint64_t a, uint64_t b, uint64_t c, uint64_t d);

#endif
