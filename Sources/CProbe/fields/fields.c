#include "fields.h"

#include "../include/CProbe.h"

const cprobe_field *cprobe_fields(cprobe_record record, size_t *count) {
    switch (record) {
#define CP_CASE(name, table, type) \
    case CPROBE_RECORD_##name: *count = cp_##table##_fields_count; return cp_##table##_fields;
        CPROBE_RECORD_LIST(CP_CASE)
#undef CP_CASE
    }
    *count = 0;
    return NULL;
}

const char *cprobe_record_name(cprobe_record record) {
    switch (record) {
#define CP_CASE(name, table, type) \
    case CPROBE_RECORD_##name: return #table;
        CPROBE_RECORD_LIST(CP_CASE)
#undef CP_CASE
    }
    return NULL;
}

size_t cprobe_record_bytes(cprobe_record record) {
    switch (record) {
#define CP_CASE(name, table, type) \
    case CPROBE_RECORD_##name: return sizeof(type);
        CPROBE_RECORD_LIST(CP_CASE)
#undef CP_CASE
    }
    return 0;
}

// A stall has no such bits: CP_NO_BITS_STALL replaces the second argument of CP_PICK by a third.
#define CP_BITS(type) *offset = offsetof(type, present_fields); return true
#define CP_NO_BITS(type) return false
#define CP_NO_BITS_STALL , CP_NO_BITS
#define CP_SECOND(first, second, ...) second
#define CP_PICK(...) CP_SECOND(__VA_ARGS__, )

bool cprobe_record_presence(cprobe_record record, size_t *offset) {
    switch (record) {
#define CP_CASE(name, table, type) \
    case CPROBE_RECORD_##name: CP_PICK(CP_NO_BITS_##name, CP_BITS)(type);
        CPROBE_RECORD_LIST(CP_CASE)
#undef CP_CASE
    }
    return false;
}
