// The files of one zone beneath /sys/class/thermal. The format stands in thermal.c.

#ifndef CP_FORMAT_THERMAL_H
#define CP_FORMAT_THERMAL_H

#include <stdint.h>

#include "../include/cprobe/result.h"
#include "../text/span.h"

// What happens at a trip point.
typedef enum CPROBE_CLOSED cp_trip {
    CP_TRIP_ACTIVE = 0,
    CP_TRIP_PASSIVE,
    CP_TRIP_HOT,
    CP_TRIP_CRITICAL
} cp_trip;

// The number N of "trip_point_N_type". False of any other name.
bool cp_trip_name_parse(cp_span name, uint32_t *number);

// "passive\n" and the others. False where it is none of them.
bool cp_trip_parse(cp_span text, cp_trip *trip);

// Whether a trip point at so many millidegrees Celsius is set at all.
bool cp_trip_is_set(int64_t millicelsius);

#endif
