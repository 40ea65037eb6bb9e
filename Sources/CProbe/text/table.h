// Keyed text: lines of a key and a number, looked up in a table with a row for each wanted key.
//
// The whole key is compared. The kernel prints keys in one order, and the table has the same, so
// each lookup starts at the row after the last hit and nearly always ends there. Most keys have no row
// (/proc/vmstat has 190, and ten are wanted): nearly all of their lines are skipped by their first four
// bytes alone.

#ifndef CP_TEXT_TABLE_H
#define CP_TEXT_TABLE_H

#include "../include/cprobe/field.h"
#include "../presence.h"
#include "lines.h"

// A key and its length, as members of a row that is of this text alone. The members that a parser needs
// are these, `presence`, `offset` (of the uint64_t that the number goes to) and `printed`.
#define CP_ROW_KEY(text) .key = text, .key_length = sizeof text - 1

typedef struct cp_table {
    const cprobe_field *const *rows; // In the kernel's order.
    size_t count;
    size_t last;        // The row found last; `count` before the first.
    char separator;     // What stands behind a key.
    uint64_t starts;    // A bit for each beginning of a key that has a row; 0 until it is wanted.
    uint64_t keys;      // And for each beginning with the key's length.
} cp_table;

// A wanted line.
typedef struct cp_entry {
    const cprobe_field *row;
    size_t index;    // Of the row in the table.
    bool is_good;    // Its number is one, with its unit, and nothing behind it.
    uint64_t number; // Bytes, nanoseconds or a count; where it is good.
} cp_entry;

static inline cp_table cp_table_of(const cprobe_field *const *rows, size_t count, char separator) {
    return (cp_table){.rows = rows, .count = count, .last = count, .separator = separator};
}

// Gives the next line that has a row. False at the end of the lines.
bool cp_table_next(cp_table *table, cp_lines *lines, cp_entry *entry);

// Takes the key and what separates it from its number off the line; gives its row, or NULL.
const cprobe_field *cp_table_take_key(cp_table *table, cp_span *line);

// Parses what follows a row's key: "  24684096 kB", with nothing behind it. The number is in bytes where
// the row is printed in kB, in nanoseconds where it is printed in microseconds, else as it is printed.
bool cp_row_parse(const cprobe_field *row, cp_span text, uint64_t *number);

// Stores the number of a row in the struct that begins at `target`, and sets its bit in `fields`. The member
// has 64 bits.
static inline void cp_row_store(const cprobe_field *row, uint64_t number, void *target,
                                cprobe_presence *fields) {
    memcpy((char *)target + row->offset, &number, sizeof number);
    cprobe_set(fields, row->presence);
}

// Reads lines of a key, the separator and a number, to the end: stores what has a row. Gives the number
// of the last wanted line that is malformed, 0 where there is none; it costs only itself.
uint32_t cp_table_read(cp_table *table, cp_lines *lines, void *target,
                       cprobe_presence *fields);

#endif
