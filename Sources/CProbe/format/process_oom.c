// /proc/PID/oom_score and oom_score_adj: which process the kernel kills first when memory runs out.
// Sample: written by hand.
//
//     667
//     -1000                        oom_score_adj alone can be negative
//
//     file = ["-"] digits "\n"
//
// At most 12 bytes. proc_oom_score() and oom_score_adj_read(), fs/proc/base.c;
// proc_pid_oom_score(5).

#include "../text/number.h"
#include "process_files.h"

bool cp_process_oom_parse(cp_span text, int32_t *score) {
    cp_trim_lines(&text);
    const bool is_negative = cp_take_byte(&text, '-');
    uint64_t number = 0;
    if (!cp_parse_u64(text, &number) || number > INT32_MAX) {
        return false;
    }
    *score = is_negative ? -(int32_t)number : (int32_t)number;
    return true;
}
