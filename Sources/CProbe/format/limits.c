// /proc/PID/limits: the resource limits of a process.
// Sample: captured, debian-6.12-x86_64-machine.txt: /proc/207/limits
//
//     Limit                     Soft Limit           Hard Limit           Units
//     Max cpu time              unlimited            unlimited            seconds
//     Max file size             unlimited            unlimited            bytes
//     Max nice priority         0                    0
//
//     file = header row*
//     row  = name blanks limit blanks limit [blanks unit] blanks "\n"
//     limit = "unlimited" | digits
//
// The unit of each name is constant. The header and unknown rows are skipped; the limit of a
// malformed row is unknown. Streams. proc_pid_limits(), fs/proc/base.c; getrlimit(2).

#include "limits.h"

#include "../text/number.h"

typedef struct row {
    const char *name;
    uint64_t unit; // One unit of the file, in units of cprobe_rlimit: 1 s is 1,000,000,000 ns.
} row;

static const row rows[CPROBE_RLIMITS] = {
    [CPROBE_RLIMIT_CPU] = {"Max cpu time ", 1000000000},
    [CPROBE_RLIMIT_FSIZE] = {"Max file size ", 1},
    [CPROBE_RLIMIT_DATA] = {"Max data size ", 1},
    [CPROBE_RLIMIT_STACK] = {"Max stack size ", 1},
    [CPROBE_RLIMIT_CORE] = {"Max core file size ", 1},
    [CPROBE_RLIMIT_RSS] = {"Max resident set ", 1},
    [CPROBE_RLIMIT_NPROC] = {"Max processes ", 1},
    [CPROBE_RLIMIT_NOFILE] = {"Max open files ", 1},
    [CPROBE_RLIMIT_MEMLOCK] = {"Max locked memory ", 1},
    [CPROBE_RLIMIT_AS] = {"Max address space ", 1},
    [CPROBE_RLIMIT_LOCKS] = {"Max file locks ", 1},
    [CPROBE_RLIMIT_SIGPENDING] = {"Max pending signals ", 1},
    [CPROBE_RLIMIT_MSGQUEUE] = {"Max msgqueue size ", 1},
    [CPROBE_RLIMIT_NICE] = {"Max nice priority ", 1},
    [CPROBE_RLIMIT_RTPRIO] = {"Max realtime priority ", 1},
    [CPROBE_RLIMIT_RTTIME] = {"Max realtime timeout ", 1000},
};

static bool take_limit(cp_span *line, uint64_t unit, bool *is_unlimited, uint64_t *value) {
    cp_span word = cp_take_word(line);
    uint64_t number = 0;
    *is_unlimited = cp_span_equal(word, cp_span_of("unlimited"));
    if (!*is_unlimited && !cp_parse_u64(word, &number)) {
        return false;
    }
    // A limit that overflows 64 bits in nanoseconds (584 years) is unlimited.
    *is_unlimited = *is_unlimited || __builtin_mul_overflow(number, unit, &number);
    *value = *is_unlimited ? 0 : number;
    return true;
}

bool cp_limits_parse(cp_lines *lines, cprobe_rlimit limits[CPROBE_RLIMITS]) {
    bool has_one = false;
    cp_span line;
    cp_line_end end;
    while (cp_lines_next(lines, &line, &end)) {
        for (unsigned index = 0; index < CPROBE_RLIMITS; index += 1) {
            const cp_span name = cp_span_of(rows[index].name);
            if (end != CP_LINE_WHOLE || !cp_span_starts(line, name)) {
                continue;
            }
            cprobe_rlimit limit = {.is_known = true};
            cp_skip(&line, name.length);
            if (take_limit(&line, rows[index].unit, &limit.soft_unlimited, &limit.soft) &&
                take_limit(&line, rows[index].unit, &limit.hard_unlimited, &limit.hard)) {
                limits[index] = limit;
                has_one = true;
            }
            break;
        }
    }
    return has_one;
}
