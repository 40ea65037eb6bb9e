// /sys/class/thermal/cooling_deviceN: a fan, or a device that can be slowed down.
// Sample: captured, debian-6.1-x86_64-laptop.txt: /sys/class/thermal/cooling_device2/
//
//     type        Fan           at most 19 bytes
//     cur_state   1             0 is no cooling
//     max_state   1
//
// device_file.c has the grammar. max_state_show() and so on, drivers/thermal/thermal_sysfs.c;
// Documentation/driver-api/thermal/sysfs-api.rst.

#include "../include/cprobe/power.h"

#include "../failure.h"
#include "../fields/fields.h"
#include "power_files.h"

enum { TYPE = -1 };

const cp_device_file cp_cooling_device_files[] = {
    {"type", "/sys/class/thermal/cooling_deviceN/type", TYPE},
    {"cur_state", "/sys/class/thermal/cooling_deviceN/cur_state", CPROBE_COOLING_STATE},
    {"max_state", "/sys/class/thermal/cooling_deviceN/max_state", CPROBE_COOLING_MAX_STATE},
};

const size_t cp_cooling_device_files_count =
    sizeof cp_cooling_device_files / sizeof cp_cooling_device_files[0];

cprobe_result cprobe_cooling_device_parse(const char *file, const char *bytes, size_t length,
                                          cprobe_cooling_device *device, cprobe_failure *failure) {
    const cp_device_file *found =
        file == NULL
            ? NULL
            : cp_device_file_find(cp_cooling_device_files, cp_cooling_device_files_count, file);
    if (found == NULL || device == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "a file of a cooling device", 0, 0);
    }
    const cp_span text = cp_span_make(bytes, length);
    const bool is_good =
        found->field == TYPE
            ? cp_device_text_store(text, &device->type)
            : cp_device_number_store(text, &cp_cooling_device_fields[found->field], device,
                                  &device->present_fields);
    return is_good ? CPROBE_OK : cp_fail(failure, CPROBE_MALFORMED, found->source, 1, 0);
}
