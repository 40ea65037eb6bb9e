// cpu.cfs_quota_us (cgroup v1): the CPU time that a cgroup may use in each cpu.cfs_period_us.
// Sample: captured, debian-6.1-x86_64-hybrid.txt: /sys/fs/cgroup/*cpu.cfs_quota_us
//
//     -1
//     40000
//
//     file = ("-1" | digits) "\n"     microseconds; -1 is no limit; 0 is malformed
//
// Other negative numbers are malformed. At most 20 + 1 = 21 bytes.
// cpu_cfs_quota_read_s64(), kernel/sched/core.c; sched-bwc.rst.

#include "cgroup_files.h"

bool cp_cfs_quota_parse(cp_span text, cp_limit_value *quota) {
    cp_trim_lines(&text);
    if (cp_span_equal(text, cp_span_make("-1", 2))) {
        *quota = (cp_limit_value){0};
        return true;
    }
    uint64_t value = 0;
    if (!cp_number_parse(text, &value) || value == 0) {
        return false;
    }
    *quota = (cp_limit_value){true, value};
    return true;
}
