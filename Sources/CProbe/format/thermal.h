// The files of one zone below /sys/class/thermal. thermal.c describes the format.

#ifndef CP_FORMAT_THERMAL_H
#define CP_FORMAT_THERMAL_H

#include <stdint.h>

#include "../include/cprobe/result.h"
#include "../text/span.h"

// The kind of a trip point.
typedef enum CPROBE_CLOSED cp_trip {
    CP_TRIP_ACTIVE = 0,
    CP_TRIP_PASSIVE,
    CP_TRIP_HOT,
    CP_TRIP_CRITICAL
} cp_trip;

// The number N of "trip_point_N_type". False for other names.
bool cp_trip_name_parse(cp_span name, uint32_t *number);

// "passive\n" and the other kinds. False for anything else.
bool cp_trip_parse(cp_span text, cp_trip *trip);

// Whether a trip point with this temperature is set.
bool cp_trip_is_set(int64_t millicelsius);

#endif
