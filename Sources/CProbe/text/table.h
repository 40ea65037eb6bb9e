// Keyed text: lines of a key and a number, looked up in a table with a row for each wanted key.
//
// The whole key is compared. The kernel prints keys in one order, and the table has the same, so
// each lookup starts at the row after the last hit and nearly always ends there. Most keys have no row
// (/proc/vmstat has 190, and ten are wanted): nearly all of their lines are skipped by their first four
// bytes alone.

#ifndef CP_TEXT_TABLE_H
#define CP_TEXT_TABLE_H

#include "../presence.h"
#include "lines.h"

// How the number of a row is written.
typedef enum CPROBE_CLOSED cp_row_unit {
    CP_ROW_COUNT = 0, // "HugePages_Total:       0"
    CP_ROW_KIB,       // "MemTotal:       24684096 kB"; stored in bytes
    CP_ROW_US         // "throttled_usec 1250"; stored in nanoseconds
} cp_row_unit;

enum { CP_ROW_KEY_BYTES = 32 };

typedef struct cp_row {
    char key[CP_ROW_KEY_BYTES]; // The first two by CP_KEY.
    uint8_t length;
    uint32_t offset;            // Of the uint64_t that the number goes to.
    uint8_t field;              // Its presence bit.
    uint8_t unit;               // A cp_row_unit.
} cp_row;

// A key and its length, as the first two members of a row.
#define CP_KEY(text) text, sizeof text - 1

typedef struct cp_table {
    const cp_row *rows;
    size_t count;
    size_t last;        // The row found last; `count` before the first.
    char separator;     // What stands behind a key.
    uint64_t starts;    // A bit for each beginning of a key that has a row; 0 until it is wanted.
    uint64_t keys;      // And for each beginning with the key's length.
} cp_table;

// A wanted line.
typedef struct cp_entry {
    const cp_row *row;
    bool is_good;    // Its number is one, with its unit, and nothing behind it.
    uint64_t number; // Bytes, nanoseconds or a count; where it is good.
} cp_entry;

static inline cp_table cp_table_of(const cp_row *rows, size_t count, char separator) {
    return (cp_table){.rows = rows, .count = count, .last = count, .separator = separator};
}

// Gives the next line that has a row. False at the end of the lines.
bool cp_table_next(cp_table *table, cp_lines *lines, cp_entry *entry);

// Takes the key and what separates it from its number off the line; gives its row, or NULL.
const cp_row *cp_table_take_key(cp_table *table, cp_span *line);

// Parses what follows a row's key into bytes or a count: "  24684096 kB", with nothing behind it.
bool cp_row_parse(const cp_row *row, cp_span text, uint64_t *number);

// Stores the number of a row in the struct that begins at `target`, and sets its bit in `fields`.
static inline void cp_row_store(const cp_row *row, uint64_t number, void *target,
                                cprobe_presence *fields) {
    memcpy((char *)target + row->offset, &number, sizeof number);
    cprobe_set(fields, row->field);
}

// Reads lines of a key, the separator and a number, to the end: stores what has a row. Gives the number
// of the last wanted line that is malformed, 0 where there is none; it costs only itself.
uint32_t cp_table_read(cp_table *table, cp_lines *lines, void *target,
                       cprobe_presence *fields);

#endif
