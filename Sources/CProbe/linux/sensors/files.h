// A sensor of a list: its files, and what they say.

#ifndef CP_LINUX_SENSORS_FILES_H
#define CP_LINUX_SENSORS_FILES_H

#include "../../format/hwmon.h"
#include "../../format/thermal.h"
#include "../../include/cprobe/sensors.h"
#include "../../text/build.h"

// The sensor at a position of the list of its kind.
static inline cprobe_sensor *cp_sensor_at(const cprobe_sensor_lists *lists, cp_hwmon_kind kind,
                                          size_t position) {
    return kind == CP_HWMON_FAN ? &lists->fans[position].sensor
                                : &lists->temperatures[position].sensor;
}

// How many there are of a kind.
static inline size_t *cp_sensor_count(cprobe_sensor_lists *lists, cp_hwmon_kind kind) {
    return kind == CP_HWMON_FAN ? &lists->fan_count : &lists->temperature_count;
}

// Bits of cprobe_sensor.files, of hwmon: a bit for each cp_hwmon_file, and this one where they
// stand in the chip's device, as those of old drivers do. Of a zone it is the number of trip
// points.
enum {
    CP_SENSOR_IN_DEVICE = 1 << 30,
    // At most 12 until Linux 6.9; none is known to have more since.
    CP_TRIPS_READ = 64,
    CP_SENSOR_PATH_BYTES = 96
};

// Whether this kind of sensor has something to tell by this file.
bool cp_sensor_wants(cp_hwmon_kind kind, cp_hwmon_file file);

// The files of a sensor are numbered from 0: its name, its label, then what it measures. The next
// from `file` on that is there and is to be read; false after the last.
bool cp_sensor_next_file(const cprobe_sensor *sensor, unsigned *file);

// The number of the file that tells what is measured.
unsigned cp_sensor_input(const cprobe_sensor *sensor);

// Builds the path of a file.
void cp_sensor_path(cp_hwmon_kind kind, const cprobe_sensor *sensor, unsigned file,
                    cp_build *path);

// What was read of a file.
typedef struct cp_sensor_text {
    cprobe_result result;
    int system_error;
    cp_span text;
} cp_sensor_text;

// The trip point whose type was read last.
typedef struct cp_last_trip {
    bool is_known;
    cp_trip trip;
} cp_last_trip;

// Puts what a file says into its sensor. `sensor` is the first member of a cprobe_temperature or a
// cprobe_fan, as `kind` says.
void cp_sensor_store(cp_hwmon_kind kind, cprobe_sensor *sensor, unsigned file,
                     const cp_sensor_text *read, cp_last_trip *last);

// Notes that the sensor did not answer when it was asked for a file.
void cp_sensor_fail(cp_hwmon_kind kind, cprobe_sensor *sensor, unsigned file, cprobe_result code);

#endif
