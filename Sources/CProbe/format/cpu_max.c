// cpu.max (cgroup v2): the CPU time that a cgroup may use.
// Sample: captured, debian-6.12-x86_64-machine.txt: /sys/fs/cgroup/*cpu.max
//
//     max 100000
//     150000 100000
//
//     file   = quota [" " period] "\n"
//     quota  = "max" | digits       microseconds of CPU time in each period
//     period = digits               microseconds; 100000 if missing; 0 is malformed
//
// "max" is the absence of a limit, not a large number. A quota of 0 is malformed: the kernel
// accepts none below 1,000. The kernel always prints the period; it is optional in writes, and
// texts written by hand omit it. At most 20 + 1 + 20 + 1 = 42 bytes. cpu_max_show(),
// kernel/sched/core.c.

#include "../text/number.h"
#include "cgroup_files.h"

enum { PERIOD_DEFAULT_US = 100000 };

bool cp_cpu_max_parse(cp_span text, cp_limit_value *quota, uint64_t *period_us) {
    cp_trim_lines(&text);
    cp_limit_value limit = {0};
    cp_span word = cp_take_word(&text);
    if (!cp_span_equal(word, cp_span_make("max", 3))) {
        limit.is_limited = true;
        if (!cp_parse_u64(word, &limit.value) || limit.value == 0) {
            return false;
        }
    }
    uint64_t period = PERIOD_DEFAULT_US;
    cp_span rest = cp_take_word(&text);
    if (rest.length != 0 && (!cp_parse_u64(rest, &period) || period == 0)) {
        return false;
    }
    if (text.length != 0) {
        return false;
    }
    *quota = limit;
    *period_us = period;
    return true;
}
