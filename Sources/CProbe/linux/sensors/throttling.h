// Thermal throttling of CPUs.

#ifndef CP_LINUX_SENSORS_THROTTLING_H
#define CP_LINUX_SENSORS_THROTTLING_H

#include "../../include/cprobe/sensors.h"
#include "../../source/reader.h"

// Reads the thermal throttling counters; failures are added to `failures`.
void cp_throttling_read(cp_reader *reader, cprobe_thermal_throttling *throttling,
                        cprobe_failures *failures);

#endif
