// /proc/PID/loginuid and sessionid: who logged in, and in which session of the kernel's audit.
// Sample: written by hand.
//
//     1000                         without a final newline
//     4294967295                   not set: (uid_t)-1
//
//     file = digits
//
// At most 10 bytes. proc_loginuid_read() and proc_sessionid_read(), fs/proc/base.c;
// proc_pid_loginuid(5).

#include "../text/number.h"
#include "process_files.h"

bool cp_process_login_parse(cp_span text, uint32_t *id, bool *is_set) {
    uint64_t number = 0;
    cp_trim_lines(&text);
    if (!cp_parse_u64(text, &number) || number > UINT32_MAX) {
        return false;
    }
    *id = (uint32_t)number;
    *is_set = number != UINT32_MAX;
    return true;
}
