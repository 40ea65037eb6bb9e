// The rows of /proc/net/sockstat and sockstat6.

#ifndef CP_FORMAT_SOCKSTAT_H
#define CP_FORMAT_SOCKSTAT_H

#include "../failure.h"
#include "../include/cprobe/field.h"
#include "../include/cprobe/network.h"

// Stores the numbers of these rows in `target`. With a page size of 0, numbers of pages are absent.
// Returns the number of fields that were stored; a failure is added for each bad number.
size_t cp_sockstat_parse(const char *bytes, size_t length, uint32_t page_bytes,
                         const cprobe_field *rows, size_t count, void *target,
                         cprobe_presence *present, const char *source,
                         cprobe_failures *failures);

#endif
