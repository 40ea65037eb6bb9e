#include "../platform.h"
#if CP_PLATFORM_OPENBSD

#include "../include/cprobe/sensors.h"

#include <errno.h>

#include "../bsd/record.h"
#include "../bsd/sensor_list.h"
#include "../bsd/sysctl.h"
#include "../failure.h"
#include "layout.h"

static const char source[] = "sysctl hw.sensors";

// The types of sensors that have a list.
static const struct {
    int type;
    cp_sensor_kind kind;
} types[] = {
    {CP_SENSOR_TYPE_TEMP, CP_SENSOR_TEMPERATURE},
    {CP_SENSOR_TYPE_FANRPM, CP_SENSOR_FAN},
    {CP_SENSOR_TYPE_VOLTS_DC, CP_SENSOR_VOLTAGE},
    {CP_SENSOR_TYPE_AMPS, CP_SENSOR_CURRENT},
    {CP_SENSOR_TYPE_WATTS, CP_SENSOR_POWER},
    {CP_SENSOR_TYPE_ENERGY, CP_SENSOR_ENERGY},
    {CP_SENSOR_TYPE_HUMIDITY, CP_SENSOR_HUMIDITY},
};

// Takes the status of a sensor, which its driver may leave unspecified.
static void take_status(cp_span record, cprobe_sensor *sensor) {
    const int32_t status = cp_record_i32(record, CP_SENSOR_STATUS);
    sensor->has_fault = true;
    sensor->fault = (cp_record_i32(record, CP_SENSOR_FLAGS) & CP_SENSOR_IS_INVALID) != 0;
    if (!sensor->fault && (status == CP_SENSOR_IS_OK || status == CP_SENSOR_IS_WARN ||
                           status == CP_SENSOR_IS_CRIT)) {
        sensor->has_alarm = true;
        sensor->alarm = status != CP_SENSOR_IS_OK;
    }
}

// Reads the sensor of a type and number. NOT_FOUND and GONE: there is none of this number. Another
// failure is the sensor's own.
static cprobe_result read_sensor(int type, cp_sensor_kind kind, cprobe_sensor *sensor,
                                 bool *has_value, int64_t *value) {
    const int numbers[] = {CP_CTL_HW, CP_HW_SENSORS, (int)sensor->device, type,
                           (int)sensor->index};
    char bytes[CP_SENSOR_BYTES];
    cp_span answer, record = {NULL, 0};
    cprobe_failure failure;
    *has_value = false;
    cprobe_result result =
        cp_sysctl_read(source, numbers, 5, (cp_buffer){bytes, sizeof bytes}, &answer, &failure);
    if (result == CPROBE_NOT_FOUND || (result != CPROBE_OK && failure.system_error == ENXIO)) {
        return CPROBE_NOT_FOUND;
    }
    if (result == CPROBE_OK &&
        (!cp_record_take(&answer, CP_SENSOR_BYTES, &record) ||
         cp_record_i32(record, CP_SENSOR_TYPE) != type ||
         cp_record_i32(record, CP_SENSOR_NUMBER) != (int)sensor->index)) {
        result = cp_fail(&failure, CPROBE_MALFORMED, source, 0, 0);
    }
    if (result == CPROBE_OK) {
        const cp_span label = cp_record_text(record, CP_SENSOR_LABEL, CP_SENSOR_LABEL_BYTES);
        sensor->has_label = cp_sensor_take_name(label.bytes, label.length, sensor->label,
                                                &sensor->label_length);
        take_status(record, sensor);
        const int32_t flags = cp_record_i32(record, CP_SENSOR_FLAGS);
        if ((flags & (CP_SENSOR_IS_INVALID | CP_SENSOR_IS_UNKNOWN)) == 0) {
            *has_value =
                cp_sensor_value(kind, cp_record_i64(record, CP_SENSOR_VALUE), value);
            result = *has_value ? result : cp_fail(&failure, CPROBE_MALFORMED, source, 0, 0);
        }
    }
    if (result != CPROBE_OK) {
        sensor->failure = failure;
    }
    return CPROBE_OK;
}

// Reads the sensors of one device: of each type, those of the numbers below the device's highest.
static cprobe_result read_sensors(cp_span device, cprobe_sensor_lists *lists,
                                  cprobe_failure *failure) {
    cprobe_sensor common = {.source = CPROBE_SENSOR_SYSCTL,
                            .device = cp_record_u32(device, CP_SENSORDEV_NUMBER)};
    const cp_span name = cp_record_text(device, CP_SENSORDEV_NAME, CP_SENSORDEV_NAME_BYTES);
    common.has_chip =
        cp_sensor_take_name(name.bytes, name.length, common.chip, &common.chip_length);
    for (size_t index = 0; index < sizeof types / sizeof types[0]; index += 1) {
        const int32_t end = cp_record_i32(
            device, CP_SENSORDEV_ENDS + (size_t)types[index].type * sizeof(int32_t));
        if (end < 0 || end > CPROBE_SENSORS_LISTED) {
            return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
        }
        for (int32_t number = 0; number < end; number += 1) {
            cprobe_sensor sensor = common;
            bool has_value = false;
            int64_t value = 0;
            sensor.index = (uint32_t)number;
            if (read_sensor(types[index].type, types[index].kind, &sensor, &has_value, &value) ==
                    CPROBE_OK &&
                !cp_sensor_lists_add(lists, types[index].kind, &sensor,
                                     has_value ? &value : NULL)) {
                return cp_fail(failure, CPROBE_TOO_LARGE, source, 0, 0);
            }
        }
    }
    return CPROBE_OK;
}

// Reads a device and its sensors. NOT_FOUND: no device has this number or a higher one.
static cprobe_result read_device(int number, cprobe_sensor_lists *lists,
                                 cprobe_failure *failure) {
    const int numbers[] = {CP_CTL_HW, CP_HW_SENSORS, number};
    char bytes[CP_SENSORDEV_BYTES];
    cp_span answer, record;
    const cprobe_result result =
        cp_sysctl_read(source, numbers, 3, (cp_buffer){bytes, sizeof bytes}, &answer, failure);
    if (result != CPROBE_OK) {
        return failure->system_error == ENXIO ? CPROBE_OK : result; // A gap in the numbers.
    }
    if (!cp_record_take(&answer, CP_SENSORDEV_BYTES, &record) ||
        cp_record_i32(record, CP_SENSORDEV_NUMBER) != number) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    return read_sensors(record, lists, failure);
}

cprobe_result cprobe_sensors_read(cprobe_collector *collector, cprobe_sensors *sensors,
                                  cprobe_sensor_lists *lists, cprobe_failure *failure) {
    if (collector == NULL || sensors == NULL || lists == NULL || !cp_sensor_lists_begin(lists)) {
        return cp_fail(failure, CPROBE_INVALID, "sensors", 0, 0);
    }
    cprobe_sensors read = {0};
    for (int number = 0;; number += 1) {
        cprobe_failure lost;
        const cprobe_result result = number < CPROBE_SENSOR_DEVICES
                                         ? read_device(number, lists, &lost)
                                         : cp_fail(&lost, CPROBE_TOO_LARGE, source, 0, 0);
        if (result == CPROBE_NOT_FOUND) {
            break;
        }
        if (result != CPROBE_OK) {
            cp_failures_add(&read.failures, lost);
        }
        if (result != CPROBE_OK && result != CPROBE_MALFORMED) {
            if (number == 0) {
                return cp_fail_as(failure, &lost);
            }
            break; // Each further device would fail, too.
        }
    }
    if (!cp_sensor_lists_fit(lists)) {
        return cp_fail(failure, CPROBE_TOO_LARGE, "the lists of sensors", 0, 0);
    }
    read.has_monotonic = cprobe_collector_monotonic_ns(collector, &read.monotonic_ns);
    *sensors = read;
    return CPROBE_OK;
}

#endif
