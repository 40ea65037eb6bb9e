#include "fields.h"

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
