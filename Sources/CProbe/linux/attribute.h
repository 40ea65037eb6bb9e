// Files of one line: the attributes of sysfs, the settings of /proc/sys.

#ifndef CP_LINUX_ATTRIBUTE_H
#define CP_LINUX_ATTRIBUTE_H

#include "../source/reader.h"

// Reads the first line, without blanks around it. `line` is in the scratch buffer and may be empty.
// `source` is the failure's source.
cprobe_result cp_attribute_line(cp_reader *reader, const char *path, const char *source,
                                cp_span *line, cprobe_failure *failure);

// Reads a file of one number. MALFORMED if it has anything else, or a number above `most`.
cprobe_result cp_attribute_number(cp_reader *reader, const char *path, const char *source,
                                  uint64_t most, uint64_t *number, cprobe_failure *failure);

// Copies a line into an array of `capacity` bytes, and returns its length there: a longer line is
// cut.
uint32_t cp_attribute_copy(cp_span line, char *bytes, size_t capacity);

#endif
