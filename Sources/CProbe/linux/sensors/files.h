// The files of one sensor, and how their texts are stored.

#ifndef CP_LINUX_SENSORS_FILES_H
#define CP_LINUX_SENSORS_FILES_H

#include "../../format/hwmon.h"
#include "../../format/thermal.h"
#include "../../include/cprobe/sensors.h"
#include "../../text/build.h"
#include "../device_files.h"

// Returns the sensor at a position of the list of its kind.
static inline cprobe_sensor *cp_sensor_at(const cprobe_sensor_lists *lists, cp_hwmon_kind kind,
                                          size_t position) {
    return kind == CP_HWMON_FAN ? &lists->fans[position].sensor
                                : &lists->temperatures[position].sensor;
}

// Returns the address of the count of a kind.
static inline size_t *cp_sensor_count(cprobe_sensor_lists *lists, cp_hwmon_kind kind) {
    return kind == CP_HWMON_FAN ? &lists->fan_count : &lists->temperature_count;
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

// Returns the number of the file with the measured value.
unsigned cp_sensor_input(const cprobe_sensor *sensor);

// Builds the path of a file.
void cp_sensor_path(cp_hwmon_kind kind, const cprobe_sensor *sensor, unsigned file,
                    cp_build *path);

// The trip point whose type was read last.
typedef struct cp_last_trip {
    bool is_known;
    cp_trip trip;
} cp_last_trip;

// Parses the text of a file and stores it in its sensor, or why it could not be read. `sensor` is
// the first member of a cprobe_temperature or cprobe_fan, by `kind`.
void cp_sensor_store(cp_hwmon_kind kind, cprobe_sensor *sensor, unsigned file,
                     const cp_device_answer *answer, cp_last_trip *last);

#endif
