// /proc/PID/wchan: the function of the kernel in which a thread waits.
// Sample: captured, debian-6.12-x86_64-machine.txt: /proc/*/wchan
//
//     hrtimer_nanosleep            without a final newline
//     0                            it does not wait, or the reader may not trace it
//
//     file = "0" | name
//
// At most 511 bytes (KSYM_NAME_LEN). proc_pid_wchan(), fs/proc/base.c; proc_pid_wchan(5).

#include "process_files.h"

bool cp_process_wchan_parse(cp_span text, cp_span *function) {
    cp_trim_lines(&text);
    if (text.length == 0 || cp_word_length(text) != text.length) {
        return false;
    }
    *function = text.length == 1 && text.bytes[0] == '0' ? cp_span_make(text.bytes, 0) : text;
    return true;
}
