#include "table.h"

#include "number.h"

// The bit of a key's first four bytes, and of its length where that counts.
static inline uint64_t bit_of(const char *bytes, size_t length) {
    uint32_t word = 0;
    memcpy(&word, bytes, sizeof word);
    return (uint64_t)1 << ((word + (uint32_t)length) * UINT32_C(0x9e3779b1) >> 26);
}

cp_table cp_table_of(const cp_row *rows, size_t count, char separator) {
    cp_table table = {.rows = rows, .count = count, .separator = separator};
    for (size_t index = 0; index < count; index += 1) {
        const cp_row *row = &rows[index];
        // Behind a key of three bytes the text has another fourth one than the row.
        const bool is_short = row->length < sizeof(uint32_t);
        table.starts |= is_short ? UINT64_MAX : bit_of(row->key, 0);
        table.keys |= is_short ? UINT64_MAX : bit_of(row->key, row->length);
    }
    return table;
}

bool cp_table_next_line(const cp_table *table, cp_lines *lines, cp_span *line, cp_line_end *end) {
    cp_span rest = lines->rest;
    uint32_t passed = 0;
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

static bool has_key(const cp_row *row, cp_span key) {
    return row->length == key.length && memcmp(row->key, key.bytes, key.length) == 0;
}

const cp_row *cp_table_take_key(cp_table *table, cp_span *line) {
    size_t index = table->next < table->count ? table->next : 0;
    const cp_row *next = &table->rows[index];
    if (line->length > next->length && line->bytes[next->length] == table->separator &&
        memcmp(line->bytes, next->key, next->length) == 0) {
        cp_skip(line, (size_t)next->length + 1);
        table->next = index + 1;
        return next;
    }
    const cp_span key = cp_take_until(line, table->separator, NULL);
    if (key.length >= sizeof(uint32_t) && (table->keys & bit_of(key.bytes, key.length)) == 0) {
        return NULL;
    }
    for (size_t step = 0; step < table->count; step += 1, index += 1) {
        index = index < table->count ? index : 0;
        if (has_key(&table->rows[index], key)) {
            table->next = index + 1;
            return &table->rows[index];
        }
    }
    return NULL;
}

bool cp_row_parse(const cp_row *row, cp_span text, uint64_t *number) {
    uint64_t value = 0;
    static const char blanks[] = "        "; // In meminfo numbers end in one column.
    if (text.length >= sizeof blanks - 1 && memcmp(text.bytes, blanks, sizeof blanks - 1) == 0) {
        cp_skip(&text, sizeof blanks - 1);
    }
    if (!cp_take_u64_word(&text, &value)) {
        return false;
    }
    cp_skip_blanks(&text);
    if (row->unit == CP_ROW_KIB &&
        (!cp_take_byte(&text, 'k') || !cp_take_byte(&text, 'B') ||
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

void cp_row_store(const cp_row *row, uint64_t number, void *target, uint64_t *fields) {
    memcpy((char *)target + row->offset, &number, sizeof number);
    *fields |= (uint64_t)1 << row->field;
}

uint32_t cp_table_read(cp_table *table, cp_lines *lines, void *target, uint64_t *fields) {
    uint32_t wrong = 0;
    cp_span line;
    cp_line_end end;
    while (cp_table_next_line(table, lines, &line, &end)) {
        const cp_row *row = cp_table_take_key(table, &line);
        uint64_t number = 0;
        if (row == NULL) {
            continue;
        }
        if (end != CP_LINE_WHOLE || !cp_row_parse(row, line, &number)) {
            wrong = lines->number;
            continue;
        }
        cp_row_store(row, number, target, fields);
    }
    return wrong;
}
