#include "../platform.h"
#if CP_PLATFORM_BSD

#include "uvmexp.h"

#include "../failure.h"
#include "../text/table.h"
#include "record.h"
#include "units.h"

// A number that is not a counter of 32 bits.
static bool take(const cp_uvmexp *answer, size_t offset, uint64_t *number) {
    const int64_t value = answer->is_wide ? cp_record_i64(answer->record, offset)
                                          : cp_record_i32(answer->record, offset);
    *number = (uint64_t)value;
    return value >= 0;
}

static bool convert(const cp_uvmexp *answer, const cp_uvmexp_member *member, cp_counter *counter,
                    uint64_t *number) {
    if (member->kind != CP_UVMEXP_PAGES && !answer->is_wide) {
        *number = cp_counter_extend(counter, cp_record_u32(answer->record, member->offset));
    } else if (!take(answer, member->offset, number)) {
        return false;
    }
    uint64_t second = 0;
    if (member->also != 0 && (!take(answer, member->also, &second) ||
                              __builtin_add_overflow(*number, second, number))) {
        return false;
    }
    return member->kind == CP_UVMEXP_COUNTER ||
           (answer->page_bytes != 0 && cp_scaled(*number, answer->page_bytes, number));
}

void cp_uvmexp_store(const cp_uvmexp *answer, const cp_uvmexp_member *members, size_t count,
                     const cprobe_field *fields, void *target, cprobe_presence *present,
                     cprobe_failures *failures) {
    cp_counter *counter = answer->counters;
    bool is_whole = true;
    for (size_t index = 0; index < count; index += 1) {
        uint64_t number = 0;
        if (convert(answer, &members[index], counter, &number)) {
            cp_row_store(&fields[members[index].field], number, target, present);
        } else {
            is_whole = false;
        }
        if (members[index].kind != CP_UVMEXP_PAGES && !answer->is_wide) {
            counter += 1;
        }
    }
    if (!is_whole) {
        cp_failures_add(failures,
                        (cprobe_failure){CPROBE_MALFORMED, 0, 0, answer->source});
    }
}

bool cp_uvmexp_bytes(const cp_uvmexp *answer, size_t offset, uint64_t *bytes) {
    return take(answer, offset, bytes) && answer->page_bytes != 0 &&
           cp_scaled(*bytes, answer->page_bytes, bytes);
}

#endif
