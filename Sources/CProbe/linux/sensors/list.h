// The list of sensors.

#ifndef CP_LINUX_SENSORS_LIST_H
#define CP_LINUX_SENSORS_LIST_H

#include "../../include/cprobe/sensors.h"
#include "../../source/reader.h"

// Lists the sensors without reading their values, ordered by chip, zone and number. Fills the lists
// up to their capacity; the counts are those of all sensors. Makes no call that reaches a driver.
// False, with empty lists, if /sys/class could not be opened. Failures of a list or of one chip are
// added to `failures`.
bool cp_sensors_list(cp_reader *reader, cprobe_sensor_lists *lists,
                     cprobe_failures *failures);

#endif
