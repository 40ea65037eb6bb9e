// Keyed text: lines of a key and a number, looked up in a table with one row for each wanted key.
//
// The whole key is compared. The table has the kernel's order, so that each lookup starts at the
// row after the last hit and nearly always ends there. Most keys have no row (/proc/vmstat has 190,
// of which ten are wanted): a filter on the first four bytes skips nearly all of their lines.

#ifndef CP_TEXT_TABLE_H
#define CP_TEXT_TABLE_H

#include "../include/cprobe/field.h"
#include "../presence.h"
#include "lines.h"

// The key and its length, for rows that are not part of a public table. A parser needs only these,
// `presence`, `offset` (of the uint64_t that receives the number) and `printed`.
#define CP_ROW_KEY(text) .key = text, .key_length = sizeof text - 1

typedef struct cp_table {
    const cprobe_field *const *rows; // In the kernel's order.
    size_t count;
    size_t last;        // The row of the last hit; `count` before the first.
    char separator;     // The byte after a key.
    uint64_t starts;    // Filter: a bit for the first bytes of each key in the table; 0 until
                        // computed.
    uint64_t keys;      // Likewise, of the first bytes and the length.
} cp_table;

// A wanted line.
typedef struct cp_entry {
    const cprobe_field *row;
    size_t index;    // Of the row in the table.
    bool is_good;    // The number is valid, has its unit, and ends the line.
    uint64_t number; // Bytes, nanoseconds or a count; if is_good.
} cp_entry;

static inline cp_table cp_table_of(const cprobe_field *const *rows, size_t count, char separator) {
    return (cp_table){.rows = rows, .count = count, .last = count, .separator = separator};
}

// Returns the next line that has a row. False at the end.
bool cp_table_next(cp_table *table, cp_lines *lines, cp_entry *entry);

// Takes the key and its separator from the line, and returns the key's row, or NULL.
const cprobe_field *cp_table_take_key(cp_table *table, cp_span *line);

// Parses the text after a row's key: "  24684096 kB", to its end. Converts kB to bytes and
// microseconds to nanoseconds, by the unit in which the row is printed. A number above INT64_MAX is
// malformed.
bool cp_row_parse(const cprobe_field *row, cp_span text, uint64_t *number);

// Stores a row's number in its member of the struct at `target`, which has 64 bits, and sets its
// bit in `fields`.
static inline void cp_row_store(const cprobe_field *row, uint64_t number, void *target,
                                cprobe_presence *fields) {
    memcpy((char *)target + row->offset, &number, sizeof number);
    cprobe_set(fields, row->presence);
}

// Reads lines of a key, the separator and a number, to the end, and stores those that have a row.
// Returns the line of the last malformed number, or 0. A malformed line affects only its own field.
uint32_t cp_table_read(cp_table *table, cp_lines *lines, void *target,
                       cprobe_presence *fields);

#endif
