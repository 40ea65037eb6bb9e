// cpu.uclamp.min and cpu.uclamp.max (cgroup v2; also v1): the bounds of the utilization by which
// the frequency and the CPU of the cgroup's tasks are chosen.
// Sample: written by hand.
//
//     20.00
//     max
//
//     file = ("max" | digits "." two digits) "\n"     percent, at most 100.00
//
// "max" is what the kernel prints for 100. At most 6 + 1 bytes. cpu_uclamp_print(),
// kernel/sched/core.c.

#include "../text/number.h"
#include "cgroup_files.h"

enum { WHOLE = 10000 };

bool cp_uclamp_parse(cp_span text, double *percent) {
    uint64_t hundredths = WHOLE;
    cp_trim_lines(&text);
    const bool is_max = cp_span_equal(text, cp_span_make("max", 3));
    if (!is_max && (!cp_take_hundredths(&text, &hundredths) || text.length != 0 ||
                    hundredths > WHOLE)) {
        return false;
    }
    *percent = (double)hundredths / 100;
    return true;
}
