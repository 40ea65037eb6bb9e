// /proc/PID/autogroup: the processes of a session, which share CPU time as one unit.
// Sample: written by hand.
//
//     /autogroup-25 nice 0
//
//     file = "/autogroup-" digits " nice " ["-"] digits "\n"
//
// Empty if the process is in no autogroup. At most 11 + 20 + 6 + 3 + 1 = 41 bytes.
// proc_sched_autogroup_show_task(), kernel/sched/autogroup.c; sched(7).

#include "../text/number.h"
#include "process_files.h"

bool cp_process_autogroup_parse(cp_span text, uint64_t *id, int32_t *nice) {
    uint64_t number = 0;
    uint64_t level = 0;
    cp_trim_lines(&text);
    if (!cp_take_text(&text, "/autogroup-") || !cp_take_u64(&text, &number) ||
        !cp_take_text(&text, " nice ")) {
        return false;
    }
    const bool is_negative = cp_take_byte(&text, '-');
    if (!cp_parse_u64(text, &level) || level > 20) {
        return false;
    }
    *id = number;
    *nice = is_negative ? -(int32_t)level : (int32_t)level;
    return true;
}
