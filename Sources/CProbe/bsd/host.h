// The machine, by sysctls that each port lists: by their names, or, where the C library allocates
// memory to look one up, by their numbers.

#ifndef CP_BSD_HOST_H
#define CP_BSD_HOST_H

#include "../include/cprobe/host.h"

typedef struct cp_host_number {
    cprobe_host_field field;
    const char *source; // "sysctl kern.openfiles"
    int numbers[2];     // Unless read by its name.
} cp_host_number;

typedef struct cp_host_name {
    size_t offset; // Of the cprobe_host_text.
    const char *source;
    int numbers[2];
} cp_host_name;

// The rows end with a source that is NULL.
typedef struct cp_host_sources {
    const cp_host_number *numbers;
    const cp_host_name *names;
} cp_host_sources;

// Results and outputs as cprobe_host_read(). Sessions are not read.
cprobe_result cp_host_read(const cp_host_sources *sources, cprobe_collector *collector,
                           cprobe_host *host, size_t *count, bool *has_sessions,
                           cprobe_failure *failure);

#endif
