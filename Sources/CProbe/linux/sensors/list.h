// Which sensors there are.

#ifndef CP_LINUX_SENSORS_LIST_H
#define CP_LINUX_SENSORS_LIST_H

#include "../../include/cprobe/sensors.h"
#include "../../source/reader.h"

// Fills the lists with the sensors that there are, without reading what they measure: by chip, zone
// and number. As many as fit; the counts are those of all. No call of a driver is made by it.
// False, with empty lists, where /sys/class could not be opened. What cost all lists or single ones joins
// `failures`.
bool cp_sensors_list(cp_reader *reader, cprobe_sensor_lists *lists,
                     cprobe_failures *failures);

#endif
