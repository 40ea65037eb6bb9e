// memory.max, memory.current, pids.max, pids.current and similar files (cgroup v2; pids also v1):
// one number, or "max".
// Sample: captured, debian-6.12-x86_64-machine.txt: /sys/fs/cgroup/*memory.max
//
//     max
//     25165824
//
//     file = ("max" | digits) "\n"     bytes, or tasks
//
// "max" is the absence of a limit. 0 is a limit. At most 20 + 1 = 21 bytes.
// seq_puts_memcg_tunable(), mm/memcontrol.c; pids_max_show(), kernel/cgroup/pids.c.

#include "../text/number.h"
#include "cgroup_files.h"

bool cp_number_parse(cp_span text, uint64_t *number) {
    cp_trim_lines(&text);
    return cp_parse_u64(text, number);
}

bool cp_max_parse(cp_span text, cp_limit_value *limit) {
    cp_trim_lines(&text);
    if (cp_span_equal(text, cp_span_make("max", 3))) {
        *limit = (cp_limit_value){0};
        return true;
    }
    uint64_t value = 0;
    if (!cp_number_parse(text, &value)) {
        return false;
    }
    *limit = (cp_limit_value){true, value};
    return true;
}
