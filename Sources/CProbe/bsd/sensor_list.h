// Adds sensors to the caller's lists. The kernels of this room report values without limits.

#ifndef CP_BSD_SENSOR_LIST_H
#define CP_BSD_SENSOR_LIST_H

#include "../include/cprobe/sensors.h"

// The list that a sensor belongs to, by what it measures.
typedef enum cp_sensor_kind {
    CP_SENSOR_TEMPERATURE = 0, // Millicelsius.
    CP_SENSOR_FAN,             // Revolutions per minute.
    CP_SENSOR_VOLTAGE,         // Microvolts.
    CP_SENSOR_CURRENT,         // Microamperes.
    CP_SENSOR_POWER,           // Microwatts.
    CP_SENSOR_ENERGY,          // Microjoules.
    CP_SENSOR_HUMIDITY,        // Thousandths of a percent.
    CP_SENSOR_KINDS
} cp_sensor_kind;

// Clears the counts of all lists. False if a list is NULL and its capacity is not 0.
bool cp_sensor_lists_begin(cprobe_sensor_lists *lists);

// Adds a sensor. `value` is NULL if it is not known. A sensor that exceeds the capacity is only
// counted; one that exceeds CPROBE_SENSORS_LISTED is dropped, and false is returned.
bool cp_sensor_lists_add(cprobe_sensor_lists *lists, cp_sensor_kind kind,
                         const cprobe_sensor *sensor, const int64_t *value);

// Whether all sensors fit into the lists.
bool cp_sensor_lists_fit(const cprobe_sensor_lists *lists);

// Copies a name or label, which is shorter than CPROBE_SENSOR_NAME_BYTES in all kernels: a longer
// one is cut. False if it is empty.
bool cp_sensor_take_name(const char *bytes, size_t length, char name[CPROBE_SENSOR_NAME_BYTES],
                         uint32_t *name_length);

// Converts a value of the kernel: temperatures are in microkelvins, the others in the unit of the
// list. False if no sensor can measure it.
bool cp_sensor_value(cp_sensor_kind kind, int64_t number, int64_t *value);

#endif
