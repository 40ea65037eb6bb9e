// /proc/softirqs: soft interrupts since boot, by type and CPU.
// Sample: written by hand.
//
//                         CPU0       CPU1
//               HI:          0          1
//            TIMER:     892561     848315
//           NET_RX:      51230     100217
//              RCU:     671202     702299
//
//     file   = header line*
//     header = ("CPU" digits)* "\n"         a column for each CPU that is possible
//     line   = type ":" number* "\n"        a number for each column
//
// Unlike /proc/interrupts, the columns are those of CPUs that may never be online: only CPUs that
// are known already are completed, unless none is. Unknown types are skipped. A line with a bad
// number, or with too few, costs its own type, and the text is malformed; a text without the
// header has nothing. Streams; a line of 8,192 CPUs has 11 × 8,192 + 13 bytes, which is more than
// the buffer, and is malformed. show_softirqs(), fs/proc/softirqs.c.

#include "../failure.h"
#include "../fields/fields.h"
#include "../presence.h"
#include "../text/number.h"
#include "cpu_work.h"

static const char source[] = "/proc/softirqs";

// The CPUs of the columns: consecutive columns of consecutive CPUs are one run.
enum { RUNS = 32 };

typedef struct columns {
    size_t count;
    size_t run_count;
    struct run {
        size_t column;
        uint32_t id;
    } runs[RUNS];
} columns;

// Parses the header. False if it has no CPU, or too many runs.
static bool parse_header(cp_span line, columns *all) {
    *all = (columns){0};
    for (cp_span word = cp_take_word(&line); word.length != 0; word = cp_take_word(&line)) {
        uint64_t id = 0;
        if (!cp_take_text(&word, "CPU") || !cp_parse_u64(word, &id) || id > UINT32_MAX) {
            return false;
        }
        const struct run *last = all->run_count != 0 ? &all->runs[all->run_count - 1] : NULL;
        if (last == NULL || id != (uint64_t)last->id + (all->count - last->column)) {
            if (all->run_count == RUNS) {
                return false;
            }
            all->runs[all->run_count] = (struct run){all->count, (uint32_t)id};
            all->run_count += 1;
        }
        all->count += 1;
    }
    return all->count != 0;
}

// The field of a type; false for an unknown one.
static bool find_type(cp_span name, cprobe_cpu_work_field *field) {
    for (unsigned each = CPROBE_CPU_WORK_SOFT_INTERRUPTS_HI;
         each <= CPROBE_CPU_WORK_SOFT_INTERRUPTS_RCU; each += 1) {
        if (cp_span_equal(name, cp_span_of(cp_cpu_work_fields[each].key))) {
            *field = (cprobe_cpu_work_field)each;
            return true;
        }
    }
    return false;
}

// Finds the item of a CPU among the first `held`; NULL if there is none.
static cprobe_cpu_work *find(const cp_cpu_works *works, size_t held, uint32_t id, size_t *hint) {
    for (size_t step = 0; step < held; step += 1) {
        const size_t place = (*hint + step) % held;
        if (works->items[place].id == id) {
            *hint = place + 1;
            return &works->items[place];
        }
    }
    return NULL;
}

// Adds an item for each column. False if there are too many.
static bool add_items(const columns *all, cp_cpu_works *works) {
    size_t hint = 0;
    for (size_t run = 0; run < all->run_count; run += 1) {
        const size_t end = run + 1 < all->run_count ? all->runs[run + 1].column : all->count;
        for (size_t column = all->runs[run].column; column < end; column += 1) {
            const uint32_t id = all->runs[run].id + (uint32_t)(column - all->runs[run].column);
            cprobe_cpu_work spare;
            if (*works->count >= works->capacity) {
                *works->count += 1; // Only counted.
            } else if (cp_cpu_works_find(works, id, &hint, &spare) == NULL) {
                return false;
            }
        }
    }
    return *works->count <= CPROBE_CPUS_LISTED;
}

// Sets the numbers of a line. False if one of them is bad or missing: none is set then.
static bool take_numbers(cp_span line, const columns *all, cprobe_cpu_work_field field,
                         const cp_cpu_works *works) {
    const size_t held = *works->count < works->capacity ? *works->count : works->capacity;
    const cp_span numbers = line;
    uint64_t number = 0;
    for (size_t column = 0; column < all->count; column += 1) {
        if (!cp_take_u64_word(&line, &number) || number > INT64_MAX) {
            return false;
        }
    }
    line = numbers;
    size_t hint = 0;
    const struct run *run = all->runs;
    for (size_t column = 0; column < all->count; column += 1) {
        run += run + 1 < all->runs + all->run_count && run[1].column == column ? 1 : 0;
        (void)cp_take_u64_word(&line, &number);
        cprobe_cpu_work *item =
            find(works, held, run->id + (uint32_t)(column - run->column), &hint);
        if (item != NULL) {
            memcpy((char *)item + cp_cpu_work_fields[field].offset, &number, sizeof number);
            cprobe_set(&item->present_fields, field);
        }
    }
    return true;
}

cprobe_result cp_softirqs_parse(cp_lines *lines, cp_cpu_works *works, cprobe_failure *failure) {
    cp_span line;
    cp_line_end end;
    columns all;
    if (!cp_lines_next(lines, &line, &end) || end != CP_LINE_WHOLE || !parse_header(line, &all)) {
        return lines->result != CPROBE_OK
                   ? cp_fail(failure, lines->result, source, 0, 0)
                   : cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    if (*works->count == 0 && !add_items(&all, works)) {
        return cp_fail(failure, CPROBE_TOO_LARGE, source, 1, 0);
    }
    cprobe_result result = CPROBE_OK;
    while (cp_lines_next(lines, &line, &end)) {
        bool has_colon = false;
        cprobe_cpu_work_field field;
        cp_skip_blanks(&line);
        const cp_span name = cp_take_until(&line, ':', &has_colon);
        if (!has_colon || !find_type(name, &field)) {
            continue;
        }
        cp_skip_blanks(&line);
        if (end != CP_LINE_WHOLE || !take_numbers(line, &all, field, works)) {
            result = cp_fail(failure, CPROBE_MALFORMED, source, lines->number, 0);
        }
    }
    return lines->result == CPROBE_OK ? result : cp_fail(failure, lines->result, source, 0, 0);
}

cprobe_result cprobe_softirqs_parse(const char *bytes, size_t length, cprobe_cpu_work *items,
                                    size_t capacity, size_t *count, cprobe_failure *failure) {
    if (count == NULL || (bytes == NULL && length != 0) || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_lines lines = cp_lines_of(bytes, length);
    cp_cpu_works works = {items, capacity, count};
    return cp_softirqs_parse(&lines, &works, failure);
}
