// A keyed text of one item of a list, whose bad lines cost single fields and are the item's failures.

#ifndef CP_FORMAT_KEYED_H
#define CP_FORMAT_KEYED_H

#include "../failure.h"
#include "../text/table.h"

// What a keyed text had.
typedef struct cp_keyed {
    cprobe_presence fields; // Rows whose lines were good, by their presence bits.
    cprobe_presence seen;   // Those and the bad ones.
    uint32_t first_bad;     // The line of the first bad one; 0 where none was.
} cp_keyed;

// Reads the lines to the end and stores what is good. Each bad line joins `failures`.
static inline cp_keyed cp_keyed_read(cp_table *table, cp_lines *lines, void *target,
                                     const char *source, cprobe_failures *failures) {
    cp_keyed read = {0};
    cp_entry entry;
    while (cp_table_next(table, lines, &entry)) {
        cprobe_set(&read.seen, entry.row->field);
        if (entry.is_good) {
            cp_row_store(entry.row, entry.number, target, &read.fields);
            continue;
        }
        read.first_bad = read.first_bad == 0 ? lines->number : read.first_bad;
        cp_failures_add(failures, (cprobe_failure){CPROBE_MALFORMED, lines->number, 0, source});
    }
    return read;
}

#endif
