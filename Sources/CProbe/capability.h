// What each port says of the groups of fields.

#ifndef CP_CAPABILITY_H
#define CP_CAPABILITY_H

#include "include/cprobe/capability.h"

typedef struct cp_group_support {
    const char *source; // NULL where the port does not read it.
    uint32_t since_major, since_minor;
} cp_group_support;

// Of the port that is built.
cp_group_support cp_group_support_of(cprobe_group group);

#endif
