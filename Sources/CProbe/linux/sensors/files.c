#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "files.h"

#include "../../failure.h"

// Files of an hwmon sensor: the chip's name, then those of cp_hwmon_file. Files of a thermal zone:
// its type, its temperature, and for each trip point its type and its temperature.
enum {
    CHIP_NAME = 0,
    HWMON_FILES = 1,
    ZONE_TYPE = 0,
    ZONE_TEMPERATURE = 1,
    ZONE_TRIPS = 2
};

// Destination of a number.
typedef struct row {
    const char *source; // NULL: this kind has no such file.
    uint32_t offset;
    uint32_t field;
    bool is_number;     // Stored in a member of its own; otherwise a label, fault or alarm, which
                        // every sensor has.
} row;

static const row temperatures[CP_HWMON_FILES] = {
    [CP_HWMON_INPUT] = {"/sys/class/hwmon/hwmonN/tempN_input",
                        offsetof(cprobe_temperature, current_millicelsius),
                        CPROBE_TEMPERATURE_CURRENT, true},
    [CP_HWMON_LABEL] = {"/sys/class/hwmon/hwmonN/tempN_label", 0, 0, false},
    [CP_HWMON_MIN] = {"/sys/class/hwmon/hwmonN/tempN_min",
                      offsetof(cprobe_temperature, min_millicelsius), CPROBE_TEMPERATURE_MIN, true},
    [CP_HWMON_MAX] = {"/sys/class/hwmon/hwmonN/tempN_max",
                      offsetof(cprobe_temperature, max_millicelsius), CPROBE_TEMPERATURE_MAX, true},
    [CP_HWMON_LCRIT] = {"/sys/class/hwmon/hwmonN/tempN_lcrit",
                        offsetof(cprobe_temperature, lcrit_millicelsius),
                        CPROBE_TEMPERATURE_LCRIT, true},
    [CP_HWMON_CRIT] = {"/sys/class/hwmon/hwmonN/tempN_crit",
                       offsetof(cprobe_temperature, crit_millicelsius), CPROBE_TEMPERATURE_CRIT,
                       true},
    [CP_HWMON_EMERGENCY] = {"/sys/class/hwmon/hwmonN/tempN_emergency",
                            offsetof(cprobe_temperature, emergency_millicelsius),
                            CPROBE_TEMPERATURE_EMERGENCY, true},
    [CP_HWMON_FAULT] = {"/sys/class/hwmon/hwmonN/tempN_fault", 0, 0, false},
    [CP_HWMON_ALARM] = {"/sys/class/hwmon/hwmonN/tempN_alarm", 0, 0, false},
    [CP_HWMON_MIN_ALARM] = {"/sys/class/hwmon/hwmonN/tempN_min_alarm", 0, 0, false},
    [CP_HWMON_MAX_ALARM] = {"/sys/class/hwmon/hwmonN/tempN_max_alarm", 0, 0, false},
    [CP_HWMON_LCRIT_ALARM] = {"/sys/class/hwmon/hwmonN/tempN_lcrit_alarm", 0, 0, false},
    [CP_HWMON_CRIT_ALARM] = {"/sys/class/hwmon/hwmonN/tempN_crit_alarm", 0, 0, false},
    [CP_HWMON_EMERGENCY_ALARM] = {"/sys/class/hwmon/hwmonN/tempN_emergency_alarm", 0, 0, false},
};

static const row fans[CP_HWMON_FILES] = {
    [CP_HWMON_INPUT] = {"/sys/class/hwmon/hwmonN/fanN_input", offsetof(cprobe_fan, current_rpm),
                        CPROBE_FAN_CURRENT, true},
    [CP_HWMON_LABEL] = {"/sys/class/hwmon/hwmonN/fanN_label", 0, 0, false},
    [CP_HWMON_MIN] = {"/sys/class/hwmon/hwmonN/fanN_min", offsetof(cprobe_fan, min_rpm),
                      CPROBE_FAN_MIN, true},
    [CP_HWMON_MAX] = {"/sys/class/hwmon/hwmonN/fanN_max", offsetof(cprobe_fan, max_rpm),
                      CPROBE_FAN_MAX, true},
    [CP_HWMON_TARGET] = {"/sys/class/hwmon/hwmonN/fanN_target", offsetof(cprobe_fan, target_rpm),
                         CPROBE_FAN_TARGET, true},
    [CP_HWMON_FAULT] = {"/sys/class/hwmon/hwmonN/fanN_fault", 0, 0, false},
    [CP_HWMON_ALARM] = {"/sys/class/hwmon/hwmonN/fanN_alarm", 0, 0, false},
    [CP_HWMON_MIN_ALARM] = {"/sys/class/hwmon/hwmonN/fanN_min_alarm", 0, 0, false},
    [CP_HWMON_MAX_ALARM] = {"/sys/class/hwmon/hwmonN/fanN_max_alarm", 0, 0, false},
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

static const row *row_of(cp_hwmon_kind kind, cp_hwmon_file file) {
    return kind == CP_HWMON_FAN ? &fans[file] : &temperatures[file];
}

bool cp_sensor_wants(cp_hwmon_kind kind, cp_hwmon_file file) {
    return row_of(kind, file)->source != NULL;
}

unsigned cp_sensor_input(const cprobe_sensor *sensor) {
    return sensor->source == CPROBE_SENSOR_THERMAL ? ZONE_TEMPERATURE
                                                   : HWMON_FILES + (unsigned)CP_HWMON_INPUT;
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
        cp_build_add(path, cp_span_of(kind == CP_HWMON_FAN ? "/fan" : "/temp"));
        cp_build_add_number(path, sensor->index);
        cp_build_add(path, cp_span_of(cp_hwmon_suffix(file_of(file))));
    }
}

static const char *source_of(cp_hwmon_kind kind, const cprobe_sensor *sensor, unsigned file) {
    if (sensor->source == CPROBE_SENSOR_HWMON) {
        return file == CHIP_NAME ? chip_source : row_of(kind, file_of(file))->source;
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

static void store_number(void *target, uint32_t offset, int64_t number, uint32_t field,
                         cprobe_presence *fields) {
    memcpy((char *)target + offset, &number, sizeof number);
    cprobe_set(fields, field);
}

static void store_hwmon(cp_hwmon_kind kind, cprobe_sensor *sensor, unsigned file, cp_span text) {
    if (file == CHIP_NAME) {
        sensor->has_chip =
            take_words(text, sensor->chip, &sensor->chip_length, sensor, chip_source);
        return;
    }
    const cp_hwmon_file what = file_of(file);
    const row *to = row_of(kind, what);
    if (what == CP_HWMON_LABEL) {
        sensor->has_label =
            take_words(text, sensor->label, &sensor->label_length, sensor, to->source);
        return;
    }
    int64_t number = 0;
    if (!cp_hwmon_number_parse(text, &number)) {
        note(sensor, CPROBE_MALFORMED, to->source, 0, what == CP_HWMON_INPUT);
    } else if (to->is_number) {
        cprobe_presence *fields = kind == CP_HWMON_FAN
                                      ? &((cprobe_fan *)sensor)->present_fields
                                      : &((cprobe_temperature *)sensor)->present_fields;
        store_number(sensor, to->offset, number, to->field, fields);
    } else if (what == CP_HWMON_FAULT) {
        sensor->has_fault = true;
        sensor->fault = number != 0;
    } else {
        sensor->has_alarm = true;
        sensor->alarm = sensor->alarm || number != 0;
    }
}

// The lowest of several trip points of one type counts.
static void store_trip(cprobe_temperature *zone, cp_trip trip, int64_t millicelsius) {
    static const row rows[] = {
        [CP_TRIP_ACTIVE] = {trip_source, offsetof(cprobe_temperature, active_millicelsius),
                            CPROBE_TEMPERATURE_ACTIVE, true},
        [CP_TRIP_PASSIVE] = {trip_source, offsetof(cprobe_temperature, passive_millicelsius),
                             CPROBE_TEMPERATURE_PASSIVE, true},
        [CP_TRIP_HOT] = {trip_source, offsetof(cprobe_temperature, hot_millicelsius),
                         CPROBE_TEMPERATURE_HOT, true},
        [CP_TRIP_CRITICAL] = {trip_source, offsetof(cprobe_temperature, crit_millicelsius),
                              CPROBE_TEMPERATURE_CRIT, true},
    };
    int64_t lowest = 0;
    memcpy(&lowest, (const char *)zone + rows[trip].offset, sizeof lowest);
    if (!cprobe_has(zone->present_fields, rows[trip].field) || millicelsius < lowest) {
        store_number(zone, rows[trip].offset, millicelsius, rows[trip].field,
                     &zone->present_fields);
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
        store_number(zone, offsetof(cprobe_temperature, current_millicelsius), number,
                     CPROBE_TEMPERATURE_CURRENT, &zone->present_fields);
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
