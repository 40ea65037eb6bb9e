// The floor of a table of cgroups.

#ifndef SCALE_FLOOR_CGROUPS_H
#define SCALE_FLOOR_CGROUPS_H

#include <stddef.h>

#include "../../Sources/CProbe/include/CProbe.h"

// Finds the files that the collector's last table read. Called after it was read twice.
void floor_open_cgroups(const cprobe_collector *collector);

// Reads them once.
size_t floor_run_cgroups(void);

#endif
