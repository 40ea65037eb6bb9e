#include "../platform.h"
#ifndef CP_PORT_SENSORS

#include "unsupported.h"
#include "../include/cprobe/sensors.h"

cprobe_result cprobe_sensors_read(cprobe_collector *collector, cprobe_sensors *sensors,
                                  cprobe_sensor_lists *lists, cprobe_failure *failure) {
    (void)collector, (void)sensors, (void)lists;
    return cp_unsupported(failure);
}

#endif
