// What each port supports of the field sets.

#ifndef CP_FIELD_SET_H
#define CP_FIELD_SET_H

#include "include/cprobe/capability.h"

typedef struct cp_field_set_support {
    const char *source; // NULL where the port does not read it.
    uint32_t since_major, since_minor;
} cp_field_set_support;

// For the port of this build.
cp_field_set_support cp_field_set_support_of(cprobe_field_set set);

#endif
