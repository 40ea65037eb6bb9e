// Files of sysfs with one value each. device_file.c describes the format.

#ifndef CP_FORMAT_DEVICE_FILE_H
#define CP_FORMAT_DEVICE_FILE_H

#include "../include/cprobe/device_name.h"
#include "../include/cprobe/field.h"
#include "../text/span.h"

// A file of a device, and the field that its number is stored in.
typedef struct cp_device_file {
    const char *file;   // Its name, or its path below the device.
    const char *source; // For failures.
    int field;          // A row of the record's table; a negative number for a text.
} cp_device_file;

// Parses the number of a file and stores it in its member of the record at `target`, in the unit of
// its row, with its presence bit in `fields`. -1, an unknown value, leaves the field absent. False
// if malformed, or out of the member's range.
bool cp_device_number_store(cp_span text, const cprobe_field *row, void *target,
                            cprobe_presence *fields);

// Stores a number that the kernel prints in the unit of the row's `printed`. False if it is out of
// the member's range.
bool cp_device_value_store(int64_t number, const cprobe_field *row, void *target,
                           cprobe_presence *fields);

// Copies the text of a file; one that is empty or "Unknown" is absent. A text that is too long is
// cut. False if it has several lines.
bool cp_device_text_store(cp_span text, cprobe_device_text *out);

// Finds the file with this name among `count`; NULL if there is none.
const cp_device_file *cp_device_file_find(const cp_device_file *files, size_t count,
                                          const char *file);

// Compares names of devices; numbers in names by their value: "hwmon2" is before "hwmon10".
// Negative, 0 or positive, as memcmp().
int cp_device_name_compare(cp_span a, cp_span b);

#endif
