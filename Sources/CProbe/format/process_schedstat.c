// /proc/PID/schedstat: what the scheduler counted for one thread.
// Sample: captured, debian-6.12-x86_64-machine.txt: /proc/207/schedstat
//
//     14579490 478111 1
//
//     file = run " " delay " " slices "\n"
//     run, delay = digits           nanoseconds on a CPU, and waiting for one
//     slices     = digits           how often the thread was given a CPU
//
// The file of a process has the numbers of its main thread. All are 0 if the kernel does not count
// (sched_info_on()). At most 3 × 21 = 63 bytes. proc_pid_schedstat(), fs/proc/base.c;
// Documentation/scheduler/sched-stats.rst.

#include "../text/number.h"
#include "process_files.h"

bool cp_process_schedstat_parse(cp_span text, cp_process_schedstat *schedstat) {
    cp_process_schedstat read = {0, 0, 0};
    cp_trim_lines(&text);
    if (!cp_take_u64_word(&text, &read.run_time_ns) ||
        !cp_take_u64_word(&text, &read.run_delay_ns) ||
        !cp_take_u64_word(&text, &read.time_slices) || text.length != 0) {
        return false;
    }
    *schedstat = read;
    return true;
}
