// Which field a port reads, and from where: a row of the table in its capability.c.

#ifndef CP_BSD_FIELD_SOURCE_H
#define CP_BSD_FIELD_SOURCE_H

#include "../include/cprobe/field.h"

typedef struct cp_field_source {
    cprobe_record record;
    uint8_t field;      // Its presence bit.
    const char *source; // "sysctl kern.cp_time".
} cp_field_source;

// The source of a field; NULL if no row has it.
static inline const char *cp_field_source_find(const cp_field_source *rows, size_t count,
                                               cprobe_record record, unsigned field) {
    for (size_t index = 0; index < count; index += 1) {
        if (rows[index].record == record && rows[index].field == field) {
            return rows[index].source;
        }
    }
    return NULL;
}

#endif
