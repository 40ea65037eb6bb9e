// Load averages, the boot time and the uptime, which the systems of this family print alike.

#ifndef CP_BSD_LOAD_H
#define CP_BSD_LOAD_H

#include "../include/cprobe/load.h"
#include "../text/span.h"

// Stores the averages of a struct loadavg. MALFORMED if the answer is too short, or the scale is
// not positive. Pure.
cprobe_result cp_load_store_averages(const char *source, cp_span answer, cprobe_load *load,
                                     cprobe_failure *failure);

// Stores the boot time of a struct timeval. MALFORMED if the answer is too short, or the time is
// not after 1970. Pure.
cprobe_result cp_load_store_boot_time(const char *source, cp_span answer, cprobe_load *load,
                                      cprobe_failure *failure);

// Reads the averages, the boot time (the sysctl kern.N) and the uptime. Failures are added to
// load->failures.
void cp_load_read_numbered(int boot_time, cprobe_load *load);

// Reads them likewise, by the names of the sysctls.
void cp_load_read_named(cprobe_load *load);

#endif
