// Operations on presence sets that the public header lacks.

#ifndef CP_PRESENCE_H
#define CP_PRESENCE_H

#include "include/cprobe/result.h"

// The fields 0 to count - 1; count is at most 128.
static inline cprobe_presence cp_presence_first(unsigned count) {
    const unsigned low = count < 64 ? count : 64;
    const unsigned high = count - low;
    return (cprobe_presence){{low == 0 ? 0 : UINT64_MAX >> (64 - low),
                              high == 0 ? 0 : UINT64_MAX >> (64 - high)}};
}

// A set of one field.
static inline cprobe_presence cp_presence_of(unsigned field) {
    cprobe_presence set = {{0, 0}};
    cprobe_set(&set, field);
    return set;
}

// Marks a field as present if `is_there`; otherwise leaves it unchanged.
static inline void cp_presence_set_if(cprobe_presence *present, unsigned field, bool is_there) {
    if (is_there) {
        cprobe_set(present, field);
    }
}

// Union.
static inline cprobe_presence cp_presence_or(cprobe_presence a, cprobe_presence b) {
    return (cprobe_presence){{a.words[0] | b.words[0], a.words[1] | b.words[1]}};
}

// Intersection.
static inline cprobe_presence cp_presence_and(cprobe_presence a, cprobe_presence b) {
    return (cprobe_presence){{a.words[0] & b.words[0], a.words[1] & b.words[1]}};
}

// The fields of `a` that are not in `b`.
static inline cprobe_presence cp_presence_without(cprobe_presence a, cprobe_presence b) {
    return (cprobe_presence){{a.words[0] & ~b.words[0], a.words[1] & ~b.words[1]}};
}

// Whether `set` has every field of `wanted`.
static inline bool cp_presence_has_all(cprobe_presence set, cprobe_presence wanted) {
    return !cprobe_has_any(cp_presence_without(wanted, set));
}

// Whether both sets have the same fields.
static inline bool cp_presence_equal(cprobe_presence a, cprobe_presence b) {
    return a.words[0] == b.words[0] && a.words[1] == b.words[1];
}

#endif
