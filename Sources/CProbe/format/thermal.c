// /sys/class/thermal/thermal_zoneN: a zone whose temperature the kernel controls.
// Sample: captured, debian-6.1-x86_64-laptop.txt: /sys/class/thermal/thermal_zone0/
//
//     type                acpitz            at most 19 bytes
//     temp                40000             millidegrees Celsius; may be negative
//     trip_point_0_type   critical          active, passive, hot or critical
//     trip_point_0_temp   100000
//
// Numbers and words are as in hwmon.c. At an active trip point a fan starts or speeds up; at a
// passive one a device is slowed down; at a hot one the driver is notified, and at a critical one
// the system shuts down. An unset trip point is -274000 (THERMAL_TEMP_INVALID), below absolute
// zero. At most 21 bytes each. trip_point_type_show(), drivers/thermal/thermal_sysfs.c;
// Documentation/driver-api/thermal/sysfs-api.rst.

#include "thermal.h"

#include "hwmon.h"

enum { ABSOLUTE_ZERO_MILLICELSIUS = -273150 };

bool cp_trip_name_parse(cp_span name, uint32_t *number) {
    const cp_span suffix = cp_span_of("_type");
    if (name.length < suffix.length ||
        !cp_span_equal(cp_span_make(name.bytes + name.length - suffix.length, suffix.length),
                       suffix)) {
        return false;
    }
    name.length -= suffix.length;
    return cp_numbered_name_parse(name, "trip_point_", number);
}

bool cp_trip_parse(cp_span text, cp_trip *trip) {
    static const char *const words[] = {
        [CP_TRIP_ACTIVE] = "active",
        [CP_TRIP_PASSIVE] = "passive",
        [CP_TRIP_HOT] = "hot",
        [CP_TRIP_CRITICAL] = "critical",
    };
    cp_span line;
    if (!cp_hwmon_words_parse(text, &line)) {
        return false;
    }
    for (unsigned each = 0; each < sizeof words / sizeof words[0]; each += 1) {
        if (cp_span_equal(line, cp_span_of(words[each]))) {
            *trip = (cp_trip)each;
            return true;
        }
    }
    return false;
}

bool cp_trip_is_set(int64_t millicelsius) {
    return millicelsius > ABSOLUTE_ZERO_MILLICELSIUS;
}
