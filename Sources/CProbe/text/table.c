#include "table.h"

#include "number.h"

cp_table cp_table_of(const cp_row *rows, size_t count) {
    cp_table table = {rows, count, 0, 0, 0};
    for (size_t index = 0; index < count; index += 1) {
        const char *key = rows[index].key;
        // Behind a key of three bytes the text has another fourth one than the row.
        const bool is_short = key[3] == '\0';
        table.starts |= is_short ? UINT64_MAX : cp_table_bit(key, 0);
        table.keys |= is_short ? UINT64_MAX : cp_table_bit(key, strlen(key));
    }
    return table;
}

// A key of the text may hold a NUL: the byte before the row's own NUL must not be one.
static inline bool has_key(const cp_row *row, cp_span key) {
    return row->key[0] == key.bytes[0] && row->key[key.length] == '\0' &&
           row->key[key.length - 1] != '\0' && memcmp(row->key, key.bytes, key.length) == 0;
}

const cp_row *cp_table_find(cp_table *table, cp_span key) {
    if (key.length == 0 || key.length >= CP_ROW_KEY_BYTES ||
        (key.length >= sizeof(uint32_t) &&
         (table->keys & cp_table_bit(key.bytes, key.length)) == 0)) {
        return NULL;
    }
    size_t index = table->next;
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
    while (cp_lines_next(lines, &line, &end)) {
        const cp_row *row = cp_table_may_have(table, line)
                                ? cp_table_find(table, cp_take_until(&line, ' ', NULL))
                                : NULL;
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
