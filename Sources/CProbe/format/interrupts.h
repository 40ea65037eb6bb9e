// The lines of /proc/interrupts.

#ifndef CP_FORMAT_INTERRUPTS_H
#define CP_FORMAT_INTERRUPTS_H

#include "../include/cprobe/interrupts.h"
#include "../text/lines.h"

// As cprobe_interrupts_parse().
cprobe_result cp_interrupts_parse(cp_lines *lines, cprobe_interrupt *items, size_t capacity,
                                  size_t *count, cprobe_failure *failure);

#endif
