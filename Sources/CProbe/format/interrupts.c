// /proc/interrupts: interrupts since boot, by line and CPU.
// Sample: captured, debian-6.1-x86_64-laptop.txt: /proc/interrupts
//
//                CPU0       CPU1
//       9:          0          0   IO-APIC   9-fasteoi   acpi
//      24:          0          0   PCI-MSI 49152-edge      virtio0-config
//     LOC:       2292       1793   Local timer interrupts
//     ERR:          0
//
//     file   = header line*
//     header = ("CPU" digits)* "\n"         a column for each CPU that is online
//     line   = name ":" number* description "\n"
//     number = digits                       one for each column; ERR and MIS have one alone
//
// The numbers of a line are summed. The description starts at the first word that is no number, or
// after the last column. A number that is followed by other letters is part of it. A name longer
// than its array is truncated, as is a description. A line longer than the buffer has no count,
// since some of its numbers are missing: at 8,192 CPUs a line has 11 × 8,192 + 100 bytes. A text
// without the header is malformed. Streams. show_interrupts(), kernel/irq/proc.c; the other lines
// by arch_show_interrupts(); proc_interrupts(5).

#include "interrupts.h"

#include "../failure.h"
#include "../text/number.h"

static const char source[] = "/proc/interrupts";

// Copies words separated by single blanks, as far as they fit.
static uint32_t copy_words(cp_span text, char *out, size_t capacity) {
    size_t length = 0;
    for (cp_span word = cp_take_word(&text); word.length != 0; word = cp_take_word(&text)) {
        if (length != 0 && length < capacity) {
            out[length] = ' ';
            length += 1;
        }
        const size_t fits = word.length < capacity - length ? word.length : capacity - length;
        memcpy(out + length, word.bytes, fits);
        length += fits;
    }
    return (uint32_t)length;
}

// Parses a line. False if it has no name.
static bool parse_line(cp_span line, size_t columns, bool is_whole, cprobe_interrupt *item) {
    bool has_colon = false;
    cp_skip_blanks(&line);
    const cp_span name = cp_take_until(&line, ':', &has_colon);
    if (!has_colon || name.length == 0) {
        return false;
    }
    *item = (cprobe_interrupt){0};
    item->name_length = copy_words(name, item->name, sizeof item->name);
    uint64_t sum = 0;
    uint64_t number = 0;
    size_t taken = 0;
    bool is_good = is_whole;
    while (taken < columns && cp_take_u64_word(&line, &number)) {
        is_good = !__builtin_add_overflow(sum, number, &sum) && is_good;
        taken += 1;
    }
    cp_skip_blanks(&line);
    // A number that does not fit would be missing in the sum.
    is_good = is_good && (taken == columns || line.length == 0 || !cp_is_digit(line.bytes[0]));
    if (is_good && taken != 0 && sum <= INT64_MAX) {
        item->count = sum;
        cprobe_set(&item->present_fields, CPROBE_INTERRUPT_COUNT);
    }
    if (is_whole) {
        item->description_length = copy_words(line, item->description, sizeof item->description);
    }
    return true;
}

cprobe_result cp_interrupts_parse(cp_lines *lines, cprobe_interrupt *items, size_t capacity,
                                  size_t *count, cprobe_failure *failure) {
    cp_span line;
    cp_line_end end;
    size_t columns = 0;
    size_t found = 0;
    if (cp_lines_next(lines, &line, &end)) {
        for (cp_span word = cp_take_word(&line); cp_span_starts(word, cp_span_of("CPU"));
             word = cp_take_word(&line)) {
            columns += 1;
        }
        // A header of more CPUs than fit: every line is as long, and has no count.
        columns = end == CP_LINE_WHOLE ? columns : SIZE_MAX;
    }
    if (lines->result != CPROBE_OK) {
        return cp_fail(failure, lines->result, source, 0, 0);
    }
    if (columns == 0) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    cprobe_result result = CPROBE_OK;
    while (cp_lines_next(lines, &line, &end)) {
        cprobe_interrupt item;
        if (!parse_line(line, columns, end == CP_LINE_WHOLE, &item)) {
            continue;
        }
        if (found == CPROBE_INTERRUPTS_LISTED) {
            result = cp_fail(failure, CPROBE_TOO_LARGE, source, lines->number, 0);
            break;
        }
        if (found < capacity) {
            items[found] = item;
        }
        found += 1;
    }
    if (lines->result != CPROBE_OK) {
        return cp_fail(failure, lines->result, source, 0, 0);
    }
    *count = found;
    return result;
}

cprobe_result cprobe_interrupts_parse(const char *bytes, size_t length, cprobe_interrupt *items,
                                      size_t capacity, size_t *count, cprobe_failure *failure) {
    if (count == NULL || (bytes == NULL && length != 0) || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_lines lines = cp_lines_of(bytes, length);
    return cp_interrupts_parse(&lines, items, capacity, count, failure);
}
