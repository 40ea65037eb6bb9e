#include "table.h"

#include "number.h"

// The bit of a key's first four bytes, and of its length where that counts.
static inline uint64_t bit_of(const char *bytes, size_t length) {
    uint32_t word = 0;
    memcpy(&word, bytes, sizeof word);
    return (uint64_t)1 << ((word + (uint32_t)length) * UINT32_C(0x9e3779b1) >> 26);
}

static void find_bits(cp_table *table) {
    for (size_t index = 0; index < table->count; index += 1) {
        const cp_row *row = &table->rows[index];
        // Behind a key of three bytes the text has another fourth one than the row.
        const bool is_short = row->length < sizeof(uint32_t);
        table->starts |= is_short ? UINT64_MAX : bit_of(row->key, 0);
        table->keys |= is_short ? UINT64_MAX : bit_of(row->key, row->length);
    }
}

// Gives the next line, as cp_lines_next does, but passes over most of those that have no row.
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

static bool has_key(const cp_row *row, cp_span key) {
    return row->length == key.length && memcmp(row->key, key.bytes, key.length) == 0;
}

const cp_row *cp_table_take_key(cp_table *table, cp_span *line) {
    size_t index = next_row(table);
    const cp_row *next = &table->rows[index];
    if (line->length > next->length && line->bytes[next->length] == table->separator &&
        memcmp(line->bytes, next->key, next->length) == 0) {
        cp_skip(line, (size_t)next->length + 1);
        table->last = index;
        return next;
    }
    const cp_span key = cp_take_until(line, table->separator, NULL);
    if (table->starts == 0) {
        find_bits(table);
    }
    if (key.length >= sizeof(uint32_t) && (table->keys & bit_of(key.bytes, key.length)) == 0) {
        return NULL;
    }
    for (size_t step = 0; step < table->count; step += 1, index += 1) {
        index = index < table->count ? index : 0;
        if (has_key(&table->rows[index], key)) {
            table->last = index;
            return &table->rows[index];
        }
    }
    return NULL;
}

bool cp_row_parse(const cp_row *row, cp_span text, uint64_t *number) {
    uint64_t value = 0;
    cp_skip_blanks(&text);
    if (!cp_take_u64(&text, &value)) {
        return false;
    }
    if (row->unit == CP_ROW_KIB &&
        (!cp_take_blanks(&text) || !cp_take_byte(&text, 'k') || !cp_take_byte(&text, 'B') ||
         __builtin_mul_overflow(value, (uint64_t)1024, &value))) {
        return false;
    }
    if (row->unit == CP_ROW_US && __builtin_mul_overflow(value, (uint64_t)1000, &value)) {
        return false;
    }
    cp_skip_blanks(&text);
    if (text.length != 0) {
        return false;
    }
    *number = value;
    return true;
}

// Whether the key of a row stands here, where at least eight bytes can be read.
static inline bool stands_at(const char *bytes, const cp_row *row) {
    const size_t length = row->length;
    if (length < 8) {
        return (cp_eight(row->key) ^ cp_eight(bytes)) << (64 - 8 * length) == 0;
    }
    uint64_t others = cp_eight(row->key + length - 8) ^ cp_eight(bytes + length - 8);
    for (size_t index = 0; index + 8 < length; index += 8) {
        others |= cp_eight(row->key + index) ^ cp_eight(bytes + index);
    }
    return others == 0;
}

enum { NUMBER_BYTES = 48 };

// Takes what follows a key as the kernel prints it, newline included: NULL where that is not so, or there
// are more than 24 blanks or 16 digits. So many bytes behind the separator can be read.
static inline const char *take_printed(const cp_row *row, const char *bytes, uint64_t *number) {
    unsigned blanks = 8, count = 0;
    for (unsigned round = 0; round < 3 && blanks == 8; round += 1) {
        blanks = cp_blanks_of_eight(cp_eight(bytes));
        bytes += blanks;
    }
    uint64_t value = cp_digits_of_sixteen(bytes, &count);
    bytes += count;
    if (row->unit == CP_ROW_KIB) {
        bytes = memcmp(bytes, " kB", 3) == 0 ? bytes + 3 : "";
        value *= 1024;
    } else if (row->unit == CP_ROW_US) {
        value *= 1000;
    }
    *number = value;
    return count != 0 && bytes[0] == '\n' ? bytes + 1 : NULL;
}

// Gives the wanted line that stands where it stood last time. False, and nothing taken, where none does.
static inline bool take_step(cp_table *table, cp_lines *lines, cp_entry *entry) {
    const size_t index = next_row(table);
    const cprobe_step step = table->steps[index];
    const cp_row *row = &table->rows[index];
    if (lines->rest.length < (size_t)step.bytes + row->length + 1 + NUMBER_BYTES) {
        return false;
    }
    const char *bytes = lines->rest.bytes + step.bytes;
    if ((step.bytes != 0 && bytes[-1] != '\n') || bytes[row->length] != table->separator ||
        !stands_at(bytes, row)) {
        return false;
    }
    const char *behind = take_printed(row, bytes + row->length + 1, &entry->number);
    if (behind == NULL) {
        return false;
    }
    cp_skip(&lines->rest, (size_t)(behind - lines->rest.bytes));
    lines->number += step.lines + 1u;
    table->last = index;
    entry->row = row;
    entry->is_good = true;
    return true;
}

bool cp_table_next(cp_table *table, cp_lines *lines, cp_entry *entry) {
    const size_t next = next_row(table);
    if (table->steps != NULL) {
        if (lines->number == 0 && lines->rest.length == 0 && !cp_lines_fill(lines)) {
            return false;
        }
        if (!lines->is_passing && take_step(table, lines, entry)) {
            return true;
        }
    }
    const char *place = lines->rest.bytes;
    const uint32_t number = lines->number;
    const uint32_t fills = lines->fills;
    cp_span line;
    cp_line_end end;
    while (next_line(table, lines, &line, &end)) {
        const char *start = line.bytes;
        const cp_row *row = cp_table_take_key(table, &line);
        if (row == NULL) {
            continue;
        }
        const size_t bytes = (size_t)(start - place);
        const size_t passed = lines->number - number - 1;
        const bool is_near = lines->fills == fills && bytes <= UINT16_MAX && passed <= UINT16_MAX;
        if (table->steps != NULL && table->last == next && is_near) {
            table->steps[next] = (cprobe_step){(uint16_t)bytes, (uint16_t)passed};
        }
        entry->row = row;
        entry->is_good = end == CP_LINE_WHOLE && cp_row_parse(row, line, &entry->number);
        return true;
    }
    return false;
}

uint32_t cp_table_read(cp_table *table, cp_lines *lines, void *target, uint64_t *fields) {
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
