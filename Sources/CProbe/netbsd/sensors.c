#include "../platform.h"
#if CP_PLATFORM_NETBSD

#include "../include/cprobe/sensors.h"

#include "../bsd/collector_state.h"
#include "../bsd/sensor_list.h"
#include "../failure.h"
#include "envsys.h"
#include "plist.h"
#include "port_calls.h"

static const char source[] = "ioctl ENVSYS_GETDICTIONARY";

// The types of sensors that have a list, by the kernel's words.
static const struct {
    const char *type;
    cp_sensor_kind kind;
} types[] = {
    {"Temperature", CP_SENSOR_TEMPERATURE}, {"Fan", CP_SENSOR_FAN},
    {"Voltage DC", CP_SENSOR_VOLTAGE},      {"Ampere", CP_SENSOR_CURRENT},
    {"Watts", CP_SENSOR_POWER},
};

static bool is_alarm(cp_span state) {
    return cp_span_starts(state, cp_span_of("critical")) ||
           cp_span_starts(state, cp_span_of("warning"));
}

// Adds a sensor. TOO_LARGE if there are more than CPROBE_SENSORS_LISTED; MALFORMED if it has no
// number.
static cprobe_result add(const cp_envsys_sensor *from, cp_sensor_kind kind,
                         cprobe_sensor_lists *lists) {
    cprobe_sensor sensor = {.source = CPROBE_SENSOR_ENVSYS,
                            .device = from->device_number,
                            .index = from->index};
    const bool is_valid = cp_span_equal(from->state, cp_span_of("valid"));
    int64_t value = 0;
    bool has_value = false;
    if (!from->has_index) {
        return CPROBE_MALFORMED;
    }
    sensor.chip_length =
        (uint32_t)cp_plist_text(from->device, sensor.chip, CPROBE_SENSOR_NAME_BYTES);
    sensor.has_chip = sensor.chip_length != 0;
    sensor.label_length =
        (uint32_t)cp_plist_text(from->label, sensor.label, CPROBE_SENSOR_NAME_BYTES);
    sensor.has_label = sensor.label_length != 0;
    if (is_valid || is_alarm(from->state)) {
        sensor.has_alarm = true;
        sensor.alarm = !is_valid;
        has_value = from->has_value && cp_sensor_value(kind, from->value, &value);
        if (!has_value) {
            (void)cp_fail(&sensor.failure, CPROBE_MALFORMED, source, 0, 0);
        }
    }
    return cp_sensor_lists_add(lists, kind, &sensor, has_value ? &value : NULL)
               ? CPROBE_OK
               : CPROBE_TOO_LARGE;
}

// Adds the sensors whose kind has a list. OK, or the last thing that was wrong.
static cprobe_result add_all(cp_span text, cprobe_sensor_lists *lists) {
    cp_envsys list = {.rest = text};
    cp_envsys_sensor sensor;
    cprobe_result result = CPROBE_OK;
    while (cp_envsys_take(&list, &sensor)) {
        for (size_t index = 0; index < sizeof types / sizeof types[0]; index += 1) {
            if (cp_span_equal(sensor.type, cp_span_of(types[index].type))) {
                const cprobe_result added = add(&sensor, types[index].kind, lists);
                result = added == CPROBE_OK ? result : added;
            }
        }
    }
    return list.is_whole ? result : CPROBE_MALFORMED;
}

static bool has_any(const cprobe_sensor_lists *lists) {
    return (lists->temperature_count | lists->fan_count | lists->voltage_count |
            lists->current_count | lists->power_count) != 0;
}

cprobe_result cprobe_sensors_read(cprobe_collector *collector, cprobe_sensors *sensors,
                                  cprobe_sensor_lists *lists, cprobe_failure *failure) {
    if (collector == NULL || sensors == NULL || lists == NULL || !cp_sensor_lists_begin(lists)) {
        return cp_fail(failure, CPROBE_INVALID, "sensors", 0, 0);
    }
    const cp_buffer buffer = cp_answer_buffer(cp_collector_of(collector));
    size_t length = buffer.capacity;
    cp_span text;
    const int error = cp_port_sensors(buffer.bytes, &length);
    const cprobe_result result = cp_sysctl_check(source, error, length, buffer, &text, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cprobe_sensors read = {0};
    const cprobe_result added = add_all(text, lists);
    if (!cp_sensor_lists_fit(lists)) {
        return cp_fail(failure, CPROBE_TOO_LARGE, "the lists of sensors", 0, 0);
    }
    if (added != CPROBE_OK && !has_any(lists)) {
        return cp_fail(failure, added, source, 0, 0);
    }
    if (added != CPROBE_OK) {
        cprobe_failure lost;
        (void)cp_fail(&lost, added, source, 0, 0);
        cp_failures_add(&read.failures, lost);
    }
    read.has_monotonic = cprobe_collector_monotonic_ns(collector, &read.monotonic_ns);
    *sensors = read;
    return CPROBE_OK;
}

#endif
