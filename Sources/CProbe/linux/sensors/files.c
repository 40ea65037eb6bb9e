#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "files.h"

#include "../../failure.h"
#include "../../fields/fields.h"
#include "../../format/device_file.h"

// Files of an hwmon sensor: the chip's name, then those of cp_hwmon_file. Files of a thermal zone:
// its type, its temperature, and for each trip point its type and its temperature.
enum {
    CHIP_NAME = 0,
    HWMON_FILES = 1,
    ZONE_TYPE = 0,
    ZONE_TEMPERATURE = 1,
    ZONE_TRIPS = 2
};

// The list of a kind in cprobe_sensor_lists, and the presence bits of its items.
typedef struct list_place {
    uint16_t items, capacity, count;
    uint16_t item_bytes, present_fields;
} list_place;

static const list_place places[CP_HWMON_KINDS] = {
    [CP_HWMON_TEMPERATURE] = {offsetof(cprobe_sensor_lists, temperatures),
                              offsetof(cprobe_sensor_lists, temperature_capacity),
                              offsetof(cprobe_sensor_lists, temperature_count),
                              sizeof(cprobe_temperature),
                              offsetof(cprobe_temperature, present_fields)},
    [CP_HWMON_FAN] = {offsetof(cprobe_sensor_lists, fans),
                      offsetof(cprobe_sensor_lists, fan_capacity),
                      offsetof(cprobe_sensor_lists, fan_count), sizeof(cprobe_fan),
                      offsetof(cprobe_fan, present_fields)},
    [CP_HWMON_VOLTAGE] = {offsetof(cprobe_sensor_lists, voltages),
                          offsetof(cprobe_sensor_lists, voltage_capacity),
                          offsetof(cprobe_sensor_lists, voltage_count),
                          sizeof(cprobe_voltage_sensor),
                          offsetof(cprobe_voltage_sensor, present_fields)},
    [CP_HWMON_CURRENT] = {offsetof(cprobe_sensor_lists, currents),
                          offsetof(cprobe_sensor_lists, current_capacity),
                          offsetof(cprobe_sensor_lists, current_count),
                          sizeof(cprobe_current_sensor),
                          offsetof(cprobe_current_sensor, present_fields)},
    [CP_HWMON_POWER] = {offsetof(cprobe_sensor_lists, powers),
                        offsetof(cprobe_sensor_lists, power_capacity),
                        offsetof(cprobe_sensor_lists, power_count), sizeof(cprobe_power_sensor),
                        offsetof(cprobe_power_sensor, present_fields)},
    [CP_HWMON_ENERGY] = {offsetof(cprobe_sensor_lists, energies),
                         offsetof(cprobe_sensor_lists, energy_capacity),
                         offsetof(cprobe_sensor_lists, energy_count),
                         sizeof(cprobe_energy_sensor),
                         offsetof(cprobe_energy_sensor, present_fields)},
    [CP_HWMON_HUMIDITY] = {offsetof(cprobe_sensor_lists, humidities),
                           offsetof(cprobe_sensor_lists, humidity_capacity),
                           offsetof(cprobe_sensor_lists, humidity_count),
                           sizeof(cprobe_humidity_sensor),
                           offsetof(cprobe_humidity_sensor, present_fields)},
};

// The files as a failure names them, which is a constant text.
#define SOURCES(kind) { \
    [CP_HWMON_LABEL] = "/sys/class/hwmon/hwmonN/" kind "N_label", \
    [CP_HWMON_INPUT] = "/sys/class/hwmon/hwmonN/" kind "N_input", \
    [CP_HWMON_AVERAGE] = "/sys/class/hwmon/hwmonN/" kind "N_average", \
    [CP_HWMON_LOWEST] = "/sys/class/hwmon/hwmonN/" kind "N_lowest", \
    [CP_HWMON_HIGHEST] = "/sys/class/hwmon/hwmonN/" kind "N_highest", \
    [CP_HWMON_INPUT_LOWEST] = "/sys/class/hwmon/hwmonN/" kind "N_input_lowest", \
    [CP_HWMON_INPUT_HIGHEST] = "/sys/class/hwmon/hwmonN/" kind "N_input_highest", \
    [CP_HWMON_MIN] = "/sys/class/hwmon/hwmonN/" kind "N_min", \
    [CP_HWMON_MAX] = "/sys/class/hwmon/hwmonN/" kind "N_max", \
    [CP_HWMON_LCRIT] = "/sys/class/hwmon/hwmonN/" kind "N_lcrit", \
    [CP_HWMON_CRIT] = "/sys/class/hwmon/hwmonN/" kind "N_crit", \
    [CP_HWMON_EMERGENCY] = "/sys/class/hwmon/hwmonN/" kind "N_emergency", \
    [CP_HWMON_RATED_MIN] = "/sys/class/hwmon/hwmonN/" kind "N_rated_min", \
    [CP_HWMON_RATED_MAX] = "/sys/class/hwmon/hwmonN/" kind "N_rated_max", \
    [CP_HWMON_CAP] = "/sys/class/hwmon/hwmonN/" kind "N_cap", \
    [CP_HWMON_TARGET] = "/sys/class/hwmon/hwmonN/" kind "N_target", \
    [CP_HWMON_FAULT] = "/sys/class/hwmon/hwmonN/" kind "N_fault", \
    [CP_HWMON_ALARM] = "/sys/class/hwmon/hwmonN/" kind "N_alarm", \
    [CP_HWMON_MIN_ALARM] = "/sys/class/hwmon/hwmonN/" kind "N_min_alarm", \
    [CP_HWMON_MAX_ALARM] = "/sys/class/hwmon/hwmonN/" kind "N_max_alarm", \
    [CP_HWMON_LCRIT_ALARM] = "/sys/class/hwmon/hwmonN/" kind "N_lcrit_alarm", \
    [CP_HWMON_CRIT_ALARM] = "/sys/class/hwmon/hwmonN/" kind "N_crit_alarm", \
    [CP_HWMON_EMERGENCY_ALARM] = "/sys/class/hwmon/hwmonN/" kind "N_emergency_alarm", \
    [CP_HWMON_CAP_ALARM] = "/sys/class/hwmon/hwmonN/" kind "N_cap_alarm" \
}

static const char *const sources[CP_HWMON_KINDS][CP_HWMON_FILES] = {
    [CP_HWMON_TEMPERATURE] = SOURCES("temp"), [CP_HWMON_FAN] = SOURCES("fan"),
    [CP_HWMON_VOLTAGE] = SOURCES("in"),       [CP_HWMON_CURRENT] = SOURCES("curr"),
    [CP_HWMON_POWER] = SOURCES("power"),      [CP_HWMON_ENERGY] = SOURCES("energy"),
    [CP_HWMON_HUMIDITY] = SOURCES("humidity"),
};

static const char chip_source[] = "/sys/class/hwmon/hwmonN/name";
static const char zone_source[] = "/sys/class/thermal/thermal_zoneN/temp";
static const char type_source[] = "/sys/class/thermal/thermal_zoneN/type";
static const char trip_type_source[] = "/sys/class/thermal/thermal_zoneN/trip_point_N_type";
static const char trip_source[] = "/sys/class/thermal/thermal_zoneN/trip_point_N_temp";

// Converts the number of an hwmon file, not the chip's name, to cp_hwmon_file.
static cp_hwmon_file file_of(unsigned file) {
    return (cp_hwmon_file)(file - HWMON_FILES);
}

cp_sensor_list cp_sensor_list_of(cprobe_sensor_lists *lists, cp_hwmon_kind kind) {
    const list_place *place = &places[kind];
    char *start = (char *)lists;
    cp_sensor_list list = {NULL, place->item_bytes, *(size_t *)(void *)(start + place->capacity),
                           (size_t *)(void *)(start + place->count)};
    memcpy(&list.items, start + place->items, sizeof list.items);
    return list;
}

bool cp_sensor_wants(cp_hwmon_kind kind, cp_hwmon_file file) {
    return file == CP_HWMON_LABEL || file >= CP_HWMON_FAULT || cp_hwmon_field(kind, file) != NULL;
}

unsigned cp_sensor_input(const cprobe_sensor *sensor) {
    if (sensor->source == CPROBE_SENSOR_THERMAL) {
        return ZONE_TEMPERATURE;
    }
    const bool has_input = (sensor->files >> CP_HWMON_INPUT & 1) != 0;
    return HWMON_FILES + (unsigned)(has_input ? CP_HWMON_INPUT : CP_HWMON_AVERAGE);
}

unsigned cp_sensor_next_file(const cprobe_sensor *sensor, unsigned file) {
    if (sensor->source == CPROBE_SENSOR_THERMAL) {
        return file < ZONE_TRIPS + 2 * sensor->files ? file : CP_SENSOR_FILES;
    }
    while (file > CHIP_NAME && file < HWMON_FILES + CP_HWMON_FILES &&
           (sensor->files >> file_of(file) & 1) == 0) {
        file += 1;
    }
    return file < HWMON_FILES + CP_HWMON_FILES ? file : CP_SENSOR_FILES;
}

void cp_sensor_path(cp_hwmon_kind kind, const cprobe_sensor *sensor, unsigned file,
                    cp_build *path) {
    const bool is_zone = sensor->source == CPROBE_SENSOR_THERMAL;
    cp_build_add(path, cp_span_of(is_zone ? "/sys/class/thermal/thermal_zone"
                                          : "/sys/class/hwmon/hwmon"));
    cp_build_add_number(path, sensor->device);
    if (!is_zone && (sensor->files & CP_SENSOR_IN_DEVICE) != 0) {
        cp_build_add(path, cp_span_of("/device"));
    }
    if (is_zone && file < ZONE_TRIPS) {
        cp_build_add(path, cp_span_of(file == ZONE_TYPE ? "/type" : "/temp"));
    } else if (is_zone) {
        cp_build_add(path, cp_span_of("/trip_point_"));
        cp_build_add_number(path, (file - ZONE_TRIPS) / 2);
        cp_build_add(path, cp_span_of((file - ZONE_TRIPS) % 2 == 0 ? "_type" : "_temp"));
    } else if (file == CHIP_NAME) {
        cp_build_add(path, cp_span_of("/name"));
    } else {
        cp_build_add(path, cp_span_of("/"));
        cp_build_add(path, cp_span_of(cp_hwmon_prefix(kind)));
        cp_build_add_number(path, sensor->index);
        cp_build_add(path, cp_span_of(cp_hwmon_suffix(file_of(file))));
    }
}

static const char *source_of(cp_hwmon_kind kind, const cprobe_sensor *sensor, unsigned file) {
    if (sensor->source == CPROBE_SENSOR_HWMON) {
        return file == CHIP_NAME ? chip_source : sources[kind][file_of(file)];
    }
    if (file < ZONE_TRIPS) {
        return file == ZONE_TYPE ? type_source : zone_source;
    }
    return (file - ZONE_TRIPS) % 2 == 0 ? trip_type_source : trip_source;
}

// Records the first failure of a sensor. That of the measured value, and one after which the sensor
// was not read further, replaces any other (`is_first`). A file that was listed and is missing now
// is GONE.
static void note(cprobe_sensor *sensor, cprobe_result code, const char *source, int system_error,
                 bool is_first) {
    if (sensor->failure.code == CPROBE_OK || is_first) {
        (void)cp_fail(&sensor->failure, code == CPROBE_NOT_FOUND ? CPROBE_GONE : code, source, 0,
                      system_error);
    }
}

// Copies a name or label into a sensor. Empty text means absent.
static bool take_words(cp_span text, char bytes[CPROBE_SENSOR_NAME_BYTES], uint32_t *length,
                       cprobe_sensor *sensor, const char *source) {
    cp_span words;
    cp_trim_lines(&text);
    if (text.length == 0) {
        return false;
    }
    if (!cp_hwmon_words_parse(text, &words)) {
        note(sensor, CPROBE_MALFORMED, source, 0, false);
        return false;
    }
    if (words.length > CPROBE_SENSOR_NAME_BYTES) {
        note(sensor, CPROBE_TOO_LARGE, source, 0, false);
        return false;
    }
    memcpy(bytes, words.bytes, words.length);
    *length = (uint32_t)words.length;
    return true;
}

static cprobe_presence *present_fields(cp_hwmon_kind kind, cprobe_sensor *sensor) {
    return (cprobe_presence *)(void *)((char *)sensor + places[kind].present_fields);
}

static void store_hwmon(cp_hwmon_kind kind, cprobe_sensor *sensor, unsigned file, cp_span text) {
    if (file == CHIP_NAME) {
        sensor->has_chip =
            take_words(text, sensor->chip, &sensor->chip_length, sensor, chip_source);
        return;
    }
    const cp_hwmon_file what = file_of(file);
    const char *source = sources[kind][what];
    if (what == CP_HWMON_LABEL) {
        sensor->has_label =
            take_words(text, sensor->label, &sensor->label_length, sensor, source);
        return;
    }
    const cprobe_field *row = cp_hwmon_field(kind, what);
    int64_t number = 0;
    if (!cp_hwmon_number_parse(text, &number) ||
        (row != NULL &&
         !cp_device_value_store(number, row, sensor, present_fields(kind, sensor)))) {
        note(sensor, CPROBE_MALFORMED, source, 0, file == cp_sensor_input(sensor));
    } else if (what == CP_HWMON_FAULT) {
        sensor->has_fault = true;
        sensor->fault = number != 0;
    } else if (row == NULL) {
        sensor->has_alarm = true;
        sensor->alarm = sensor->alarm || number != 0;
    }
}

static void store_number(cprobe_temperature *zone, cprobe_temperature_field field,
                         int64_t number) {
    memcpy((char *)zone + cp_temperature_fields[field].offset, &number, sizeof number);
    cprobe_set(&zone->present_fields, field);
}

// The lowest of several trip points of one type counts.
static void store_trip(cprobe_temperature *zone, cp_trip trip, int64_t millicelsius) {
    static const cprobe_temperature_field fields[] = {
        [CP_TRIP_ACTIVE] = CPROBE_TEMPERATURE_ACTIVE,
        [CP_TRIP_PASSIVE] = CPROBE_TEMPERATURE_PASSIVE,
        [CP_TRIP_HOT] = CPROBE_TEMPERATURE_HOT,
        [CP_TRIP_CRITICAL] = CPROBE_TEMPERATURE_CRIT,
    };
    const cprobe_temperature_field field = fields[trip];
    int64_t lowest = 0;
    memcpy(&lowest, (const char *)zone + cp_temperature_fields[field].offset, sizeof lowest);
    if (!cprobe_has(zone->present_fields, field) || millicelsius < lowest) {
        store_number(zone, field, millicelsius);
    }
}

static void store_zone(cprobe_temperature *zone, unsigned file, cp_span text, cp_last_trip *last) {
    cprobe_sensor *sensor = &zone->sensor;
    if (file == ZONE_TYPE) {
        sensor->has_chip =
            take_words(text, sensor->chip, &sensor->chip_length, sensor, type_source);
        return;
    }
    if (file >= ZONE_TRIPS && (file - ZONE_TRIPS) % 2 == 0) {
        last->is_known = cp_trip_parse(text, &last->trip);
        if (!last->is_known) {
            note(sensor, CPROBE_MALFORMED, trip_type_source, 0, false);
        }
        return;
    }
    int64_t number = 0;
    if (!cp_hwmon_number_parse(text, &number)) {
        note(sensor, CPROBE_MALFORMED, file == ZONE_TEMPERATURE ? zone_source : trip_source, 0,
             file == ZONE_TEMPERATURE);
    } else if (file == ZONE_TEMPERATURE) {
        store_number(zone, CPROBE_TEMPERATURE_CURRENT, number);
    } else if (last->is_known && cp_trip_is_set(number)) {
        store_trip(zone, last->trip, number);
    }
}

void cp_sensor_store(cp_hwmon_kind kind, cprobe_sensor *sensor, unsigned file,
                     const cp_device_answer *answer, cp_last_trip *last) {
    const bool is_zone = sensor->source == CPROBE_SENSOR_THERMAL;
    if (is_zone && file >= ZONE_TRIPS && (file - ZONE_TRIPS) % 2 == 0) {
        last->is_known = false;
    }
    if (answer->result != CPROBE_OK) {
        note(sensor, answer->result, source_of(kind, sensor, file), answer->system_error,
             file == cp_sensor_input(sensor) || answer->result == CPROBE_STALLED);
    } else if (is_zone) {
        store_zone((cprobe_temperature *)sensor, file, answer->text, last);
    } else {
        store_hwmon(kind, sensor, file, answer->text);
    }
}

#endif
