// /proc/stat: CPU times and scheduler counters since boot.
// Sample: captured, debian-6.12-x86_64-numa.txt: /proc/stat
//
//     cpu  424 0 744 14240 1 0 33 0 0 0
//     cpu0 52 0 60 854 0 0 8 0 0 0
//     cpu4 0 0 136 872 0 0 3 0 0 0
//     intr 14193 126 9 0 0 2 0 …
//     ctxt 5255
//     btime 1795252781
//     processes 319
//     procs_running 1
//     procs_blocked 0
//     softirq 7895 2 850 4 17 0 2 3 4763 0 2254
//
//     file    = line*                    in any order
//     line    = key " " number* "\n"
//     "cpu"   = user nice system idle [iowait irq softirq [steal [guest [guest_nice]]]]
//               ticks, all CPUs together; guest is part of user, guest_nice of nice
//     "cpuN"  = the same of CPU N; offline CPUs have no line, so ids have gaps
//     "intr", "softirq" = the sum first, then a count for each kind; softirq has
//               HI TIMER NET_TX NET_RX BLOCK IRQ_POLL TASKLET SCHED HRTIMER RCU
//     "ctxt", "processes", "procs_running", "procs_blocked" = counts;  "btime" = seconds since 1970
//
// Unknown lines and columns after the tenth are skipped. A bad number is an absent field and a
// failure with its line; so is a row of a CPU without all of its first four columns, whose other
// columns are valid. Every kernel prints "cpu" and the counters: if one is missing, the text is
// truncated, a failure without a line. "procs_running" and "procs_blocked" are sums over the CPUs
// that can be negative for a moment: 2^31 or more is not a count of tasks. A text without any of
// these is malformed. Streams: any number of CPUs. "intr" can be longer than any buffer (one column
// per interrupt number); only its first number is used. show_stat(), fs/proc/stat.c; proc_stat(5).

#include "stat.h"

#include "../failure.h"
#include "../fields/fields.h"
#include "../text/number.h"
#include "../text/table.h"

static const char source[] = "/proc/stat";

enum { NS_PER_SECOND = 1000000000, COLUMNS_NEEDED = 4 };

// The times are ten consecutive members, in the kernel's order, in both structs.
_Static_assert(offsetof(cprobe_cpu, guest_nice_ns) - offsetof(cprobe_cpu, user_ns) ==
                   (CPROBE_CPU_TIMES - 1) * sizeof(uint64_t),
               "the times of cprobe_cpu are consecutive");
_Static_assert(offsetof(cprobe_logical_cpu, guest_nice_ns) -
                       offsetof(cprobe_logical_cpu, user_ns) ==
                   (CPROBE_CPU_TIMES - 1) * sizeof(uint64_t),
               "the times of cprobe_logical_cpu are consecutive");
_Static_assert(CPROBE_CPU_USER == 0 && CPROBE_CPU_GUEST_NICE == CPROBE_CPU_TIMES - 1,
               "the times have the first presence bits");

// The counters besides the rows of CPUs: the first number after a key.
static const cprobe_field *const counters[] = {
    &cp_cpu_fields[CPROBE_CPU_INTERRUPTS],
    &cp_cpu_fields[CPROBE_CPU_CONTEXT_SWITCHES],
    &cp_cpu_fields[CPROBE_CPU_FORKS],
    &cp_cpu_fields[CPROBE_CPU_RUNNING],
    &cp_cpu_fields[CPROBE_CPU_BLOCKED],
    &cp_cpu_fields[CPROBE_CPU_SOFT_INTERRUPTS],
};

enum { COUNTERS = sizeof counters / sizeof counters[0] };

// Parses the columns of a CPU row into `times`, and returns the bits of those present. `is_whole`
// is false if a column was malformed.
static cprobe_presence parse_times(cp_span text, const char *readable, uint64_t ns_per_tick,
                                    uint64_t times[CPROBE_CPU_TIMES], bool *is_whole) {
    cprobe_presence fields = {{0, 0}};
    *is_whole = true;
    if (text.length > 1 && text.bytes[1] == ' ') {
        cp_skip(&text, 1); // "cpu  1 2 3 4".
    }
    const size_t plain = cp_take_row(&text, readable, times, CPROBE_CPU_TIMES);
    for (unsigned column = 0; column < CPROBE_CPU_TIMES; column += 1) {
        uint64_t ticks = column < plain ? times[column] : 0;
        times[column] = 0;
        if (column >= plain && !cp_take_u64_word(&text, &ticks)) {
            if (cp_take_word(&text).length == 0) {
                break;
            }
            *is_whole = false;
        } else if (__builtin_mul_overflow(ticks, ns_per_tick, &times[column])) {
            *is_whole = false;
            times[column] = 0;
        } else {
            cprobe_set(&fields, column);
        }
    }
    return fields;
}

_Static_assert(offsetof(cprobe_cpu, soft_interrupts_rcu) -
                       offsetof(cprobe_cpu, soft_interrupts_hi) ==
                   (CPROBE_CPU_SOFT_INTERRUPT_TYPES - 1) * sizeof(uint64_t),
               "the types of soft interrupts are consecutive");

// Stores the columns of "softirq" after the sum.
static void store_types(cp_span text, uint32_t line, cprobe_cpu *cpu) {
    for (unsigned column = 0; column < CPROBE_CPU_SOFT_INTERRUPT_TYPES; column += 1) {
        uint64_t number = 0;
        if (cp_take_u64_word(&text, &number)) {
            cp_row_store(&cp_cpu_fields[CPROBE_CPU_SOFT_INTERRUPTS_HI + column], number, cpu,
                         &cpu->present_fields);
        } else if (cp_take_word(&text).length == 0) {
            return;
        } else {
            cp_failures_add(&cpu->failures, (cprobe_failure){CPROBE_MALFORMED, line, 0, source});
        }
    }
}

// Stores the counter of this line and returns its bit, or 0 for other lines.
static unsigned store_counter(cp_span key, cp_span text, uint32_t line, cprobe_cpu *cpu) {
    for (unsigned index = 0; index < COUNTERS; index += 1) {
        const cprobe_field *row = counters[index];
        if (!cp_span_equal(key, cp_span_make(row->key, row->key_length))) {
            continue;
        }
        uint64_t number = 0;
        // A gauge counts tasks.
        if (!cp_take_u64_word(&text, &number) ||
            (row->kind == CPROBE_KIND_GAUGE && number > INT32_MAX)) {
            cp_failures_add(&cpu->failures, (cprobe_failure){CPROBE_MALFORMED, line, 0, source});
        } else {
            cp_row_store(row, number, cpu, &cpu->present_fields);
            if (row->presence == CPROBE_CPU_SOFT_INTERRUPTS) {
                store_types(text, line, cpu);
            }
        }
        return 1U << index;
    }
    return 0;
}

// Whether the line is "cpuN …": takes the id, leaving the columns.
static bool take_id(cp_span *key, uint32_t *id) {
    uint64_t number = 0;
    cp_skip(key, 3);
    if (!cp_parse_u64(*key, &number) || number > UINT32_MAX) {
        return false;
    }
    *id = (uint32_t)number;
    return true;
}

cprobe_result cp_stat_parse(cp_lines *lines, uint32_t ticks_per_second, cprobe_cpu *cpu,
                            cprobe_logical_cpu *items, size_t capacity, size_t *count,
                            cprobe_failure *failure) {
    if (ticks_per_second == 0 || ticks_per_second > NS_PER_SECOND) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    const uint64_t ns_per_tick = NS_PER_SECOND / ticks_per_second;
    cprobe_cpu read = {0};
    const cprobe_presence needed = cp_presence_first(COLUMNS_NEEDED);
    size_t found = 0;
    bool has_total = false;
    unsigned counted = 0; // A bit for each counter with a line.
    cp_span line;
    cp_line_end end;
    while (cp_lines_next(lines, &line, &end)) {
        cp_span key = cp_take_word(&line);
        if (!cp_span_starts(key, cp_span_make("cpu", 3))) {
            counted |= store_counter(key, line, lines->number, &read);
            continue;
        }
        cprobe_logical_cpu row = {0};
        const bool is_total = key.length == 3;
        if (!is_total && !take_id(&key, &row.id)) {
            continue;
        }
        uint64_t times[CPROBE_CPU_TIMES];
        bool is_whole = false;
        row.present_fields = parse_times(line, lines->rest.bytes + lines->rest.length,
                                         ns_per_tick, times, &is_whole);
        if (end != CP_LINE_WHOLE) {
            row.present_fields = cp_presence_first(0);
            is_whole = false;
        }
        if (!is_whole || !cp_presence_has_all(row.present_fields, needed)) {
            cp_failures_add(&read.failures,
                            (cprobe_failure){CPROBE_MALFORMED, lines->number, 0, source});
        }
        if (is_total) {
            if (has_total || end != CP_LINE_WHOLE) {
                continue;
            }
            has_total = true;
            read.present_fields = cp_presence_or(read.present_fields, row.present_fields);
            memcpy((char *)&read + offsetof(cprobe_cpu, user_ns), times, sizeof times);
            continue;
        }
        if (found == CPROBE_CPUS_LISTED) {
            cp_failures_add(&read.failures,
                            (cprobe_failure){CPROBE_TOO_LARGE, lines->number, 0, source});
            break;
        }
        if (found < capacity) {
            memcpy((char *)&row + offsetof(cprobe_logical_cpu, user_ns), times, sizeof times);
            items[found] = row;
        }
        found += 1;
    }
    if (lines->result != CPROBE_OK) {
        return cp_fail(failure, lines->result, source, 0, 0);
    }
    if (!cprobe_has_any(read.present_fields) && found == 0) {
        return read.failures.count == 0
                   ? cp_fail(failure, CPROBE_MALFORMED, source, 0, 0)
                   : cp_fail(failure, CPROBE_MALFORMED, source, read.failures.items[0].line, 0);
    }
    if (!has_total || counted != (1U << COUNTERS) - 1) {
        cp_failures_add(&read.failures, (cprobe_failure){CPROBE_MALFORMED, 0, 0, source});
    }
    *cpu = read;
    *count = found;
    return CPROBE_OK;
}

cprobe_result cp_stat_parse_boot_time(cp_lines *lines, uint64_t *boot_time_ns,
                                      cprobe_failure *failure) {
    cp_span line;
    cp_line_end end;
    while (cp_lines_next(lines, &line, &end)) {
        if (!cp_span_equal(cp_take_word(&line), cp_span_make("btime", 5))) {
            continue;
        }
        uint64_t seconds = 0;
        if (end != CP_LINE_WHOLE || !cp_take_u64_word(&line, &seconds) ||
            __builtin_mul_overflow(seconds, (uint64_t)NS_PER_SECOND, &seconds)) {
            return cp_fail(failure, CPROBE_MALFORMED, source, lines->number, 0);
        }
        *boot_time_ns = seconds;
        return CPROBE_OK;
    }
    return cp_fail(failure, lines->result != CPROBE_OK ? lines->result : CPROBE_MALFORMED, source,
                   0, 0);
}

cprobe_result cprobe_stat_parse(const char *bytes, size_t length, uint32_t ticks_per_second,
                                cprobe_cpu *cpu, cprobe_logical_cpu *items, size_t capacity,
                                size_t *count, cprobe_failure *failure) {
    if (cpu == NULL || count == NULL || (bytes == NULL && length != 0) ||
        (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_lines lines = cp_lines_of(bytes, length);
    return cp_stat_parse(&lines, ticks_per_second, cpu, items, capacity, count, failure);
}
