// The pressure of one resource, of the machine or of a cgroup, added to a reading.

#ifndef CP_LINUX_STALLS_H
#define CP_LINUX_STALLS_H

#include "../include/cprobe/pressure.h"
#include "../text/span.h"

// cpu, memory, io and irq, in this order.
enum { CP_STALLS = 4 };

// The text of one resource, or why there is none.
typedef struct cp_stalls_text {
    cprobe_result result;
    cp_span text;
    const char *name;
    cprobe_failure failure;
} cp_stalls_text;

// The file of each resource in the directory of a cgroup.
extern const char *const cp_stalls_cgroup_files[CP_STALLS];

// Adds one resource to the reading. Its failure joins the others; `first` keeps the most telling one.
void cp_stalls_add(cprobe_pressure *pressure, unsigned resource, cp_stalls_text *from,
                   cprobe_failure *first);

#endif
