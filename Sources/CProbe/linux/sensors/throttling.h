// How often the CPUs were throttled because they were too hot.

#ifndef CP_LINUX_SENSORS_THROTTLING_H
#define CP_LINUX_SENSORS_THROTTLING_H

#include "../../include/cprobe/sensors.h"
#include "../../source/reader.h"

// Reads how often the CPUs were throttled; what fails joins `failures`.
void cp_throttling_read(cp_reader *reader, cprobe_thermal_throttling *throttling,
                        cprobe_failures *failures);

#endif
