// The texts of memory mappings; maps.c, smaps.c and smaps_rollup.c describe their formats.

#ifndef CP_FORMAT_MAPPING_TEXTS_H
#define CP_FORMAT_MAPPING_TEXTS_H

#include "../include/cprobe/field.h"
#include "../include/cprobe/process_lists.h"
#include "../text/lines.h"

// Parses a line of /proc/PID/maps, which also heads each mapping of smaps. `path` is the path as
// printed: with its newlines encoded, and with the mark of a removed file. False for another line.
bool cp_maps_parse(cp_span line, cprobe_mapping *mapping, cp_span *path);

// Whether a line begins as one of maps does: with a hexadecimal digit, as no line of figures does.
bool cp_maps_begins(cp_span line);

enum { CP_SMAPS_ROWS = CPROBE_PROCESS_MEMORY_LOCKED + 1 };

// The rows of the figures, in the kernel's order: smaps_rollup.c.
extern const cprobe_field *const cp_smaps_rows[CP_SMAPS_ROWS];

// Parses the lines of maps or smaps. Results as cprobe_mappings_parse(), and those of the refill.
cprobe_result cp_smaps_parse(cp_lines *lines, const char *source, cprobe_mapping_list *list,
                             cprobe_failures *failures, cprobe_failure *failure);

#endif
