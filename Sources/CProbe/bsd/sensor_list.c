#include "../platform.h"
#if CP_PLATFORM_BSD && defined(CP_PORT_SENSORS)

#include "sensor_list.h"

#include <stddef.h>
#include <string.h>

// A list, and the places in its items. Each item begins with its cprobe_sensor, and the value is
// the field number 0.
static const struct {
    size_t items, capacity, count; // In cprobe_sensor_lists.
    size_t bytes, present_fields, value;
} places[CP_SENSOR_KINDS] = {
    [CP_SENSOR_TEMPERATURE] = {offsetof(cprobe_sensor_lists, temperatures),
                               offsetof(cprobe_sensor_lists, temperature_capacity),
                               offsetof(cprobe_sensor_lists, temperature_count),
                               sizeof(cprobe_temperature),
                               offsetof(cprobe_temperature, present_fields),
                               offsetof(cprobe_temperature, current_millicelsius)},
    [CP_SENSOR_FAN] = {offsetof(cprobe_sensor_lists, fans),
                       offsetof(cprobe_sensor_lists, fan_capacity),
                       offsetof(cprobe_sensor_lists, fan_count), sizeof(cprobe_fan),
                       offsetof(cprobe_fan, present_fields), offsetof(cprobe_fan, current_rpm)},
    [CP_SENSOR_VOLTAGE] = {offsetof(cprobe_sensor_lists, voltages),
                           offsetof(cprobe_sensor_lists, voltage_capacity),
                           offsetof(cprobe_sensor_lists, voltage_count),
                           sizeof(cprobe_voltage_sensor),
                           offsetof(cprobe_voltage_sensor, present_fields),
                           offsetof(cprobe_voltage_sensor, current_microvolts)},
    [CP_SENSOR_CURRENT] = {offsetof(cprobe_sensor_lists, currents),
                           offsetof(cprobe_sensor_lists, current_capacity),
                           offsetof(cprobe_sensor_lists, current_count),
                           sizeof(cprobe_current_sensor),
                           offsetof(cprobe_current_sensor, present_fields),
                           offsetof(cprobe_current_sensor, current_microamperes)},
    [CP_SENSOR_POWER] = {offsetof(cprobe_sensor_lists, powers),
                         offsetof(cprobe_sensor_lists, power_capacity),
                         offsetof(cprobe_sensor_lists, power_count), sizeof(cprobe_power_sensor),
                         offsetof(cprobe_power_sensor, present_fields),
                         offsetof(cprobe_power_sensor, current_microwatts)},
    [CP_SENSOR_ENERGY] = {offsetof(cprobe_sensor_lists, energies),
                          offsetof(cprobe_sensor_lists, energy_capacity),
                          offsetof(cprobe_sensor_lists, energy_count),
                          sizeof(cprobe_energy_sensor),
                          offsetof(cprobe_energy_sensor, present_fields),
                          offsetof(cprobe_energy_sensor, energy_microjoules)},
    [CP_SENSOR_HUMIDITY] = {offsetof(cprobe_sensor_lists, humidities),
                            offsetof(cprobe_sensor_lists, humidity_capacity),
                            offsetof(cprobe_sensor_lists, humidity_count),
                            sizeof(cprobe_humidity_sensor),
                            offsetof(cprobe_humidity_sensor, present_fields),
                            offsetof(cprobe_humidity_sensor, current_millipercent)},
};

_Static_assert(CPROBE_TEMPERATURE_CURRENT == 0 && CPROBE_FAN_CURRENT == 0 &&
                   CPROBE_VOLTAGE_CURRENT == 0 && CPROBE_CURRENT_CURRENT == 0 &&
                   CPROBE_POWER_SENSOR_CURRENT == 0 && CPROBE_ENERGY_SENSOR_ENERGY == 0 &&
                   CPROBE_HUMIDITY_CURRENT == 0,
               "the value is the first field");

static char *items_of(const cprobe_sensor_lists *lists, cp_sensor_kind kind) {
    char *items = NULL;
    memcpy(&items, (const char *)lists + places[kind].items, sizeof items);
    return items;
}

static size_t capacity_of(const cprobe_sensor_lists *lists, cp_sensor_kind kind) {
    return *(const size_t *)(const void *)((const char *)lists + places[kind].capacity);
}

static size_t *count_of(cprobe_sensor_lists *lists, cp_sensor_kind kind) {
    return (size_t *)(void *)((char *)lists + places[kind].count);
}

bool cp_sensor_lists_begin(cprobe_sensor_lists *lists) {
    for (unsigned kind = 0; kind < CP_SENSOR_KINDS; kind += 1) {
        if (items_of(lists, (cp_sensor_kind)kind) == NULL &&
            capacity_of(lists, (cp_sensor_kind)kind) != 0) {
            return false;
        }
        *count_of(lists, (cp_sensor_kind)kind) = 0;
    }
    return true;
}

bool cp_sensor_lists_add(cprobe_sensor_lists *lists, cp_sensor_kind kind,
                         const cprobe_sensor *sensor, const int64_t *value) {
    size_t *count = count_of(lists, kind);
    if (*count == CPROBE_SENSORS_LISTED) {
        return false;
    }
    if (*count < capacity_of(lists, kind)) {
        char *item = items_of(lists, kind) + *count * places[kind].bytes;
        memset(item, 0, places[kind].bytes);
        memcpy(item, sensor, sizeof *sensor);
        if (value != NULL) {
            memcpy(item + places[kind].value, value, sizeof *value);
            cprobe_set((cprobe_presence *)(void *)(item + places[kind].present_fields), 0);
        }
    }
    *count += 1;
    return true;
}

bool cp_sensor_lists_fit(const cprobe_sensor_lists *lists) {
    return lists->temperature_count <= lists->temperature_capacity &&
           lists->fan_count <= lists->fan_capacity &&
           lists->voltage_count <= lists->voltage_capacity &&
           lists->current_count <= lists->current_capacity &&
           lists->power_count <= lists->power_capacity &&
           lists->energy_count <= lists->energy_capacity &&
           lists->humidity_count <= lists->humidity_capacity;
}

bool cp_sensor_take_name(const char *bytes, size_t length, char name[CPROBE_SENSOR_NAME_BYTES],
                         uint32_t *name_length) {
    if (length == 0) {
        return false;
    }
    *name_length =
        length < CPROBE_SENSOR_NAME_BYTES ? (uint32_t)length : CPROBE_SENSOR_NAME_BYTES;
    memcpy(name, bytes, *name_length);
    return true;
}

bool cp_sensor_value(cp_sensor_kind kind, int64_t number, int64_t *value) {
    enum { ZERO_CELSIUS_UK = 273150000, UK_PER_MK = 1000 };
    if (kind == CP_SENSOR_TEMPERATURE) {
        *value = number < 0 ? 0 : (number - ZERO_CELSIUS_UK) / UK_PER_MK;
    } else {
        *value = number;
    }
    // Voltages, currents and powers have a direction.
    return number >= 0 || kind == CP_SENSOR_VOLTAGE || kind == CP_SENSOR_CURRENT ||
           kind == CP_SENSOR_POWER;
}

#endif
