// The tables of fields, one file for each subject. They only describe: nothing here reads or
// parses.

#ifndef CP_FIELDS_FIELDS_H
#define CP_FIELDS_FIELDS_H

#include "../include/cprobe/field.h"

// The first two members of a row: a key and its length.
#define CP_KEY(text) text, sizeof text - 1

// Each table is indexed by the presence bits of its record: cp_memory_fields[CPROBE_MEMORY_FREE].
#define CP_DECLARE(name, table, type) \
    extern const cprobe_field cp_##table##_fields[]; \
    extern const size_t cp_##table##_fields_count;
CPROBE_RECORD_LIST(CP_DECLARE)
#undef CP_DECLARE

#endif
