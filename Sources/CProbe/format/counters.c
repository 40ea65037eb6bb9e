#include "counters.h"

#include "../presence.h"
#include "../text/number.h"
#include "../text/table.h"

enum { NANOSECONDS_PER_MILLISECOND = 1000000 };

// The row behind a row, and behind the last one the first.
static size_t behind(const cp_protocol *protocol, size_t row) {
    return row + 1 < protocol->count ? row + 1 : 0;
}

// Takes the name of a column that is the next row's: columns and rows have the same order.
static const cprobe_field *take_next(const cp_protocol *protocol, cp_span *names, size_t *next) {
    const cprobe_field *row = &protocol->rows[*next];
    const size_t length = row->key_length;
    const char *bytes = names->bytes;
    if (length == 0 || names->length <= length || bytes[0] != ' ' ||
        (names->length > length + 1 && bytes[length + 1] != ' ') ||
        memcmp(bytes + 1, row->key, length) != 0) {
        return NULL;
    }
    cp_skip(names, length + 1);
    *next = behind(protocol, *next);
    return row;
}

// The row of another column; NULL if the column is not wanted.
static const cprobe_field *find_row(const cp_protocol *protocol, cp_span name, size_t *next) {
    size_t at = *next;
    for (size_t step = 0; step < protocol->count; step += 1, at = behind(protocol, at)) {
        const cprobe_field *row = &protocol->rows[at];
        if (row->key_length == name.length && memcmp(row->key, name.bytes, name.length) == 0) {
            *next = behind(protocol, at);
            return row;
        }
    }
    return NULL;
}

// Takes the number of a row in the unit of its member. False if it is malformed.
static bool take_number(cp_span *numbers, const cprobe_field *row, uint64_t *number) {
    if (!cp_take_u64_word(numbers, number)) {
        (void)cp_take_word(numbers);
        return false;
    }
    if (row->printed == CPROBE_PRINTED_MILLISECONDS &&
        __builtin_mul_overflow(*number, (uint64_t)NANOSECONDS_PER_MILLISECOND, number)) {
        return false;
    }
    return *number <= INT64_MAX;
}

// Adds the failure of a line, once.
static void add_once(cprobe_failures *failures, cprobe_failure failure) {
    const uint32_t count = failures->count;
    if (count == 0 || count > CPROBE_FAILURES_LISTED ||
        failures->items[count - 1].line != failure.line ||
        failures->items[count - 1].source != failure.source) {
        cp_failures_add(failures, failure);
    }
}

// Reads one pair of lines without the protocol's name. Returns the number of fields stored.
static size_t read_pair(const cp_protocol *protocol, cp_span names, cp_span numbers,
                        cprobe_failure failure, cprobe_failures *failures) {
    const cprobe_presence before = *protocol->present;
    const cprobe_failures failures_before = *failures;
    size_t stored = 0, next = 0;
    // Neither line ends with a blank: what is left has a word.
    while (names.length != 0 && numbers.length != 0) {
        const cprobe_field *row = take_next(protocol, &names, &next);
        if (row == NULL) {
            row = find_row(protocol, cp_take_word(&names), &next);
        }
        uint64_t number = 0;
        if (row == NULL) {
            (void)cp_take_word(&numbers);
        } else if (take_number(&numbers, row, &number)) {
            cp_row_store(row, number, protocol->target, protocol->present);
            stored += 1;
        } else {
            add_once(failures, failure);
        }
    }
    if (names.length == 0 && numbers.length == 0) {
        return stored;
    }
    *protocol->present = before;
    *failures = failures_before;
    add_once(failures, failure);
    return 0;
}

// Takes "Udp:" from the front of a line.
static cp_span take_protocol(cp_span *line) {
    cp_skip_blanks(line);
    return cp_take_word(line);
}

static bool is_wanted(const cp_protocol *protocols, size_t count, cp_span name) {
    for (size_t index = 0; index < count; index += 1) {
        if (cp_span_equal(name, cp_span_of(protocols[index].name))) {
            return true;
        }
    }
    return false;
}

size_t cp_counters_parse(cp_lines *lines, const cp_protocol *protocols, size_t count,
                         const char *source, cprobe_failures *failures) {
    size_t stored = 0;
    cp_span names;
    cp_line_end end;
    while (cp_lines_next(lines, &names, &end)) {
        const cp_span name = take_protocol(&names);
        if (!is_wanted(protocols, count, name)) {
            continue;
        }
        cp_span numbers = {NULL, 0};
        const cp_lines behind_names = *lines;
        if (!cp_lines_next(lines, &numbers, &end) ||
            !cp_span_equal(take_protocol(&numbers), name)) {
            *lines = behind_names;
            cp_failures_add(failures,
                            (cprobe_failure){CPROBE_MALFORMED, lines->number, 0, source});
            continue;
        }
        const cprobe_failure failure = {CPROBE_MALFORMED, lines->number, 0, source};
        for (size_t index = 0; index < count; index += 1) {
            if (cp_span_equal(name, cp_span_of(protocols[index].name))) {
                stored += read_pair(&protocols[index], names, numbers, failure, failures);
            }
        }
    }
    return stored;
}
