// A keyed text of one item of a list, whose bad lines cost single fields and are the item's failures.

#ifndef CP_FORMAT_KEYED_H
#define CP_FORMAT_KEYED_H

#include "../failure.h"
#include "../text/table.h"

// What a keyed text had, by the places of its rows in the table.
typedef struct cp_keyed {
    cprobe_presence fields; // Those whose lines were good.
    cprobe_presence seen;   // Those and the bad ones.
    uint32_t first_bad;     // The line of the first bad one; 0 where none was.
} cp_keyed;

// Reads the lines to the end. `numbers` has one for each row of the table. Each bad line joins `failures`.
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

// Stores the numbers that were read in their fields of `target`. A row without a name is no field.
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
