// Lists the devices of a class in sysfs.

#ifndef CP_LINUX_DEVICE_LIST_H
#define CP_LINUX_DEVICE_LIST_H

#include "../format/device_file.h"
#include "../source/reader.h"
#include "device_files.h"

// A class, and the caller's list for its devices: structs that have a cprobe_device_name.
typedef struct cp_device_list {
    const char *path;               // "/sys/class/power_supply"
    bool (*is_wanted)(cp_span name); // NULL: every name.
    void *items;
    size_t item_bytes, name_offset;
    size_t capacity;
    size_t most;                    // Further devices are skipped and reported as a failure.
} cp_device_list;

// Clears and names the first `capacity` devices, ordered by name, and returns the number of devices
// that exist. A missing class has none. Makes no call that reaches a driver.
size_t cp_device_list_read(cp_reader *reader, const cp_device_list *list,
                           cprobe_failures *failures);

// Copies the last component of the target of a link in a directory, such as the device of a chip.
// Absent if there is no such link.
void cp_device_link_read(cp_reader *reader, const char *directory, const char *link,
                         cprobe_device_text *out);

// Copies the first name in a directory, by cp_device_name_compare(). False if there is none, or no
// such directory; `out` is untouched then.
bool cp_device_first_name(cp_reader *reader, const char *directory, cprobe_device_text *out);

// Notes why a file of a device could not be read, as its first failure. Nothing if the device has
// no such file or no value, and if reading succeeded.
void cp_device_note(const cp_device_file *file, const cp_device_answer *read,
                    cprobe_failure *first);

#endif
