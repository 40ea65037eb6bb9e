#include "table.h"

#include "number.h"

// The filter bit of a key's first four bytes, and of its length if `length` is not 0.
static inline uint64_t bit_of(const char *bytes, size_t length) {
    uint32_t word = 0;
    memcpy(&word, bytes, sizeof word);
    return (uint64_t)1 << ((word + (uint32_t)length) * UINT32_C(0x9e3779b1) >> 26);
}

static void find_bits(cp_table *table) {
    for (size_t index = 0; index < table->count; index += 1) {
        const cprobe_field *row = table->rows[index];
        // A key of three bytes is followed by different fourth bytes in the text and in the row.
        const bool is_short = row->key_length < sizeof(uint32_t);
        table->starts |= is_short ? UINT64_MAX : bit_of(row->key, 0);
        table->keys |= is_short ? UINT64_MAX : bit_of(row->key, row->key_length);
    }
}

// Returns the next line, like cp_lines_next, but skips most of those that have no row.
static bool next_line(cp_table *table, cp_lines *lines, cp_span *line, cp_line_end *end) {
    cp_span rest = lines->rest;
    uint32_t passed = 0;
    if (table->starts == 0) {
        find_bits(table);
    }
    while (rest.length >= sizeof(uint32_t) && (table->starts & bit_of(rest.bytes, 0)) == 0 &&
           !lines->is_passing) {
        const char *newline = memchr(rest.bytes, '\n', rest.length);
        if (newline == NULL) {
            break;
        }
        cp_skip(&rest, (size_t)(newline - rest.bytes) + 1);
        passed += 1;
    }
    lines->rest = rest;
    lines->number += passed;
    return cp_lines_next(lines, line, end);
}

static inline size_t next_row(const cp_table *table) {
    return table->last + 1 < table->count ? table->last + 1 : 0;
}

static bool has_key(const cprobe_field *row, cp_span key) {
    return row->key_length == key.length && memcmp(row->key, key.bytes, key.length) == 0;
}

// Takes the key of a line that is not the next row's.
static const cprobe_field *search(cp_table *table, cp_span *line) {
    size_t index = next_row(table);
    const cp_span key = cp_take_until(line, table->separator, NULL);
    if (table->starts == 0) {
        find_bits(table);
    }
    if (key.length >= sizeof(uint32_t) && (table->keys & bit_of(key.bytes, key.length)) == 0) {
        return NULL;
    }
    for (size_t step = 0; step < table->count; step += 1, index += 1) {
        index = index < table->count ? index : 0;
        if (has_key(table->rows[index], key)) {
            table->last = index;
            return table->rows[index];
        }
    }
    return NULL;
}

// Takes the key of a line that is the next row's: nearly every wanted line.
static inline const cprobe_field *take_next(cp_table *table, cp_span *line) {
    const size_t index = next_row(table);
    const cprobe_field *next = table->rows[index];
    if (line->length <= next->key_length || line->bytes[next->key_length] != table->separator ||
        memcmp(line->bytes, next->key, next->key_length) != 0) {
        return NULL;
    }
    cp_skip(line, (size_t)next->key_length + 1);
    table->last = index;
    return next;
}

const cprobe_field *cp_table_take_key(cp_table *table, cp_span *line) {
    const cprobe_field *row = take_next(table, line);
    return row != NULL ? row : search(table, line);
}

// Takes " kB".
static inline bool take_kb(cp_span *text) {
    if (text->length == 3 && memcmp(text->bytes, " kB", 3) == 0) {
        cp_skip(text, 3);
        return true;
    }
    return cp_take_blanks(text) && cp_take_byte(text, 'k') && cp_take_byte(text, 'B');
}

bool cp_row_parse(const cprobe_field *row, cp_span text, uint64_t *number) {
    uint64_t value = 0;
    uint64_t unit = 1;
    cp_skip_blanks(&text);
    if (!cp_take_u64(&text, &value)) {
        return false;
    }
    if (row->printed == CPROBE_PRINTED_KB) {
        if (!take_kb(&text)) {
            return false;
        }
        unit = 1024;
    } else if (row->printed == CPROBE_PRINTED_MICROSECONDS) {
        unit = 1000;
    }
    cp_trim_blanks(&text);
    // A value above INT64_MAX is a negative difference that the kernel printed as unsigned.
    if (text.length != 0 || __builtin_mul_overflow(value, unit, &value) || value > INT64_MAX) {
        return false;
    }
    *number = value;
    return true;
}

bool cp_table_next(cp_table *table, cp_lines *lines, cp_entry *entry) {
    cp_span line;
    cp_line_end end;
    while (next_line(table, lines, &line, &end)) {
        const cprobe_field *row = take_next(table, &line);
        if (row == NULL) {
            row = search(table, &line);
        }
        if (row != NULL) {
            entry->row = row;
            entry->index = table->last;
            entry->is_good = end == CP_LINE_WHOLE && cp_row_parse(row, line, &entry->number);
            return true;
        }
    }
    return false;
}

uint32_t cp_table_read(cp_table *table, cp_lines *lines, void *target,
                       cprobe_presence *fields) {
    uint32_t wrong = 0;
    cp_entry entry;
    while (cp_table_next(table, lines, &entry)) {
        if (!entry.is_good) {
            wrong = lines->number;
            continue;
        }
        cp_row_store(entry.row, entry.number, target, fields);
    }
    return wrong;
}
