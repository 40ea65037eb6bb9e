// memory.max, memory.current, pids.max, pids.current and their like (cgroup v2, and pids of v1):
// one number, or "max".
//
//     max
//     268435456
//
//     file = ("max" | digits) "\n"     bytes, or tasks
//
// "max" is the absence of a limit. A limit of 0 is one. At most 20 + 1 = 21 bytes.
// seq_puts_memcg_tunable(), mm/memcontrol.c; pids_max_show(), kernel/cgroup/pids.c.

#include "../text/number.h"
#include "cgroup_files.h"

bool cp_number_parse(cp_span text, uint64_t *number) {
    if (text.length == 0 || text.bytes[text.length - 1] != '\n') {
        return false;
    }
    return cp_parse_u64(cp_span_make(text.bytes, text.length - 1), number);
}

bool cp_max_parse(cp_span text, cp_limit_value *limit) {
    if (cp_span_equal(text, cp_span_make("max\n", 4))) {
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
