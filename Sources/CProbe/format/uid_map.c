// /proc/PID/uid_map and gid_map: which ids of a user namespace are which outside of it.
// Sample: written by hand.
//
//              0     100000      65536
//          65536       1000          1
//
//     file = (blanks inside blanks outside blanks count "\n")*     decimal
//
// The ids inside begin with `inside`, those of the reader with `outside`. A line without its
// newline is ignored, because its count may be cut short. Other lines are skipped. At most 340
// lines of 34 bytes. m_show(), kernel/user_namespace.c; user_namespaces(7).

#include "../text/number.h"
#include "process_files.h"

bool cp_uid_map_find(cp_span text, uint32_t outside, uint32_t *inside) {
    bool has_newline = true;
    while (text.length != 0) {
        cp_span line = cp_take_until(&text, '\n', &has_newline);
        uint64_t first = 0;
        uint64_t base = 0;
        uint64_t count = 0;
        if (!has_newline || !cp_take_u64_word(&line, &first) || !cp_take_u64_word(&line, &base) ||
            !cp_take_u64_word(&line, &count)) {
            continue;
        }
        cp_skip_blanks(&line);
        if (line.length == 0 && first <= UINT32_MAX && outside >= base &&
            outside - base < count && first + (outside - base) <= UINT32_MAX) {
            *inside = (uint32_t)(first + (outside - base));
            return true;
        }
    }
    return false;
}
