// Adds the pressure (PSI) of one resource, of the machine or of a cgroup, to a reading.

#ifndef CP_LINUX_STALLS_H
#define CP_LINUX_STALLS_H

#include "../include/cprobe/pressure.h"
#include "../text/span.h"

// cpu, memory, io and irq, in this order.
enum { CP_STALLS = 4 };

// The text of one resource, or why it could not be read.
typedef struct cp_stalls_text {
    cprobe_result result;
    cp_span text;
    const char *name;
    cprobe_failure failure;
} cp_stalls_text;

// The file name of each resource in a cgroup's directory.
extern const char *const cp_stalls_cgroup_files[CP_STALLS];

// Parses the text of one resource into its stalls, and sets their bits in `present`, which are
// cprobe_pressure_field. Lines that every kernel prints and the text lacks are added to `failures`.
cprobe_result cp_stalls_parse(cprobe_stalls *stalls, cprobe_presence *present, unsigned resource,
                              cp_span text, const char *name, cprobe_failures *failures,
                              cprobe_failure *failure);

// Adds one resource to the reading. A failure is added to the reading's failures; `first` is the
// first failure other than NOT_FOUND, if there is one.
void cp_stalls_add(cprobe_pressure *pressure, unsigned resource, cp_stalls_text *from,
                   cprobe_failure *first);

#endif
