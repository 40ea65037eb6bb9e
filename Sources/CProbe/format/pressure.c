// /proc/pressure/{cpu,memory,io,irq}, and cpu.pressure and similar files of a cgroup.
// Sample: captured, debian-6.12-x86_64-v2-cgroupns.txt: /proc/pressure/*
//
//     some avg10=14.66 avg60=3.45 avg300=0.76 total=2534043
//     full avg10=0.00 avg60=0.00 avg300=0.00 total=0
//
//     file = line*               "full" of cpu since 5.13; irq has no "some"
//     line = ("some" | "full") " avg10=" share " avg60=" share " avg300=" share " total=" digits "\n"
//     share = digits "." two digits       percent of the time: at most 100.00
//     total = digits                      microseconds
//
// Unknown lines are skipped. A known line in any other form is malformed as a whole, because its
// numbers belong together; the other line is not affected. At most 2 × (5 + 3 × 30 + 6 + 20 + 1) =
// 244 bytes. psi_show(), kernel/sched/psi.c; Documentation/accounting/psi.rst.

#include "../failure.h"
#include "../include/cprobe/pressure.h"
#include "../text/lines.h"
#include "../text/number.h"

static const char source[] = "a pressure file";

enum { NS_PER_US = 1000 };

// Takes a key and "12.34".
static bool take_share(cp_span *line, const char *key, double *percent) {
    uint64_t hundredths = 0;
    if (!cp_take_text(line, key) || !cp_take_hundredths(line, &hundredths) ||
        hundredths > 100 * 100) {
        return false;
    }
    *percent = (double)hundredths / 100;
    return true;
}

static bool parse_stall(cp_span line, cprobe_stall *stall) {
    return take_share(&line, " avg10=", &stall->avg10_percent) &&
           take_share(&line, " avg60=", &stall->avg60_percent) &&
           take_share(&line, " avg300=", &stall->avg300_percent) &&
           cp_take_text(&line, " total=") && cp_parse_u64(line, &stall->total_ns) &&
           !__builtin_mul_overflow(stall->total_ns, (uint64_t)NS_PER_US, &stall->total_ns) &&
           stall->total_ns <= INT64_MAX;
}

cprobe_result cprobe_pressure_parse(const char *bytes, size_t length, cprobe_stalls *stalls,
                                    bool *has_some, bool *has_full, cprobe_failure *failure) {
    if (stalls == NULL || has_some == NULL || has_full == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cprobe_stalls read = {0};
    bool some = false;
    bool full = false;
    uint32_t wrong = 0; // The last malformed line.
    cp_lines lines = cp_lines_of(bytes, length);
    cp_span line;
    cp_line_end end;
    while (cp_lines_next(&lines, &line, &end)) {
        const bool is_some = cp_span_starts(line, cp_span_of("some"));
        if ((!is_some && !cp_span_starts(line, cp_span_of("full"))) ||
            (line.length > 4 && line.bytes[4] != ' ')) {
            continue;
        }
        cp_skip(&line, 4);
        cprobe_stall stall;
        if (end != CP_LINE_WHOLE || !parse_stall(line, &stall)) {
            wrong = lines.number;
            continue;
        }
        *(is_some ? &read.some : &read.full) = stall;
        some = some || is_some;
        full = full || !is_some;
    }
    *stalls = read;
    *has_some = some;
    *has_full = full;
    return wrong == 0 && (some || full) ? CPROBE_OK
                                        : cp_fail(failure, CPROBE_MALFORMED, source, wrong, 0);
}
