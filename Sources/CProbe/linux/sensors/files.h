// The files of one sensor, and how their texts are stored.

#ifndef CP_LINUX_SENSORS_FILES_H
#define CP_LINUX_SENSORS_FILES_H

#include "../../format/hwmon.h"
#include "../../format/thermal.h"
#include "../../include/cprobe/sensors.h"
#include "../../text/build.h"
#include "../device_files.h"

// A list of the sensors of one kind: the members of cprobe_sensor_lists.
typedef struct cp_sensor_list {
    char *items;
    size_t item_bytes;
    size_t capacity;
    size_t *count;
} cp_sensor_list;

cp_sensor_list cp_sensor_list_of(cprobe_sensor_lists *lists, cp_hwmon_kind kind);

// Returns the sensor at a position: the first member of an item.
static inline cprobe_sensor *cp_sensor_at(const cp_sensor_list *list, size_t position) {
    return (cprobe_sensor *)(void *)(list->items + position * list->item_bytes);
}

// cprobe_sensor.files of an hwmon sensor: one bit for each cp_hwmon_file, and CP_SENSOR_IN_DEVICE
// if the files are in the chip's device directory, as old drivers have them. Of a thermal zone: the
// number of trip points.
enum {
    CP_SENSOR_IN_DEVICE = 1 << 30,
    // At most 12 before Linux 6.9; no driver is known to have more since.
    CP_TRIPS_READ = 64,
    CP_SENSOR_PATH_BYTES = 96,
    // More files than a sensor has: a zone has two, and two for each trip point.
    CP_SENSOR_FILES = 2 + 2 * CP_TRIPS_READ
};

// Whether this kind of sensor uses this file.
bool cp_sensor_wants(cp_hwmon_kind kind, cp_hwmon_file file);

// Returns the first existing file, from `file` on; CP_SENSOR_FILES after the last. Files are
// numbered from 0: name, label, then measured values.
unsigned cp_sensor_next_file(const cprobe_sensor *sensor, unsigned file);

// Returns the number of the file with the measured value: the average where there is no other.
unsigned cp_sensor_input(const cprobe_sensor *sensor);

// Builds the path of a file.
void cp_sensor_path(cp_hwmon_kind kind, const cprobe_sensor *sensor, unsigned file,
                    cp_build *path);

// The trip point whose type was read last.
typedef struct cp_last_trip {
    bool is_known;
    cp_trip trip;
} cp_last_trip;

// Parses the text of a file and stores it in its sensor, the first member of an item of the list of
// `kind`, or why it could not be read.
void cp_sensor_store(cp_hwmon_kind kind, cprobe_sensor *sensor, unsigned file,
                     const cp_device_answer *answer, cp_last_trip *last);

#endif
