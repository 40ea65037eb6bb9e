// A keyed text of one list item; its malformed lines make single fields absent and are the item's
// failures.

#ifndef CP_FORMAT_KEYED_H
#define CP_FORMAT_KEYED_H

#include "../failure.h"
#include "../text/table.h"

// The contents of a keyed text, by row number.
typedef struct cp_keyed {
    cprobe_presence fields; // Rows with a valid line.
    cprobe_presence seen;   // Those, and rows with a malformed line.
    uint32_t first_bad;     // The first malformed line; 0 if none.
} cp_keyed;

// Reads all lines. `numbers` has one element for each row. Adds a failure for each malformed line.
static inline cp_keyed cp_keyed_read(cp_table *table, cp_lines *lines, uint64_t *numbers,
                                     const char *source, cprobe_failures *failures) {
    cp_keyed read = {.first_bad = 0};
    cp_entry entry;
    while (cp_table_next(table, lines, &entry)) {
        cprobe_set(&read.seen, (unsigned)entry.index);
        if (entry.is_good) {
            cprobe_set(&read.fields, (unsigned)entry.index);
            numbers[entry.index] = entry.number;
            continue;
        }
        read.first_bad = read.first_bad == 0 ? lines->number : read.first_bad;
        cp_failures_add(failures, (cprobe_failure){CPROBE_MALFORMED, lines->number, 0, source});
    }
    return read;
}

// Stores the numbers in the fields of `target`. A row without a name is not a field.
static inline void cp_keyed_store(const cp_table *table, cprobe_presence fields,
                                  const uint64_t *numbers, void *target, cprobe_presence *present) {
    for (unsigned place = 0; place < table->count; place += 1) {
        const cprobe_field *row = table->rows[place];
        if (row->name != NULL && cprobe_has(fields, place)) {
            cp_row_store(row, numbers[place], target, present);
        }
    }
}

#endif
