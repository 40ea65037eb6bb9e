// The files of one chip below /sys/class/hwmon. hwmon.c describes the format.

#ifndef CP_FORMAT_HWMON_H
#define CP_FORMAT_HWMON_H

#include <stdint.h>

#include "../include/cprobe/field.h"
#include "../text/span.h"

// What a sensor measures.
typedef enum CPROBE_CLOSED cp_hwmon_kind {
    CP_HWMON_TEMPERATURE = 0,
    CP_HWMON_FAN,
    CP_HWMON_VOLTAGE,
    CP_HWMON_CURRENT,
    CP_HWMON_POWER,
    CP_HWMON_ENERGY,
    CP_HWMON_HUMIDITY
} cp_hwmon_kind;

enum { CP_HWMON_KINDS = CP_HWMON_HUMIDITY + 1 };

// The files of a sensor in reading order: first its properties, then its values.
typedef enum CPROBE_CLOSED cp_hwmon_file {
    CP_HWMON_LABEL = 0,
    CP_HWMON_INPUT,
    CP_HWMON_AVERAGE,
    CP_HWMON_LOWEST,
    CP_HWMON_HIGHEST,
    CP_HWMON_INPUT_LOWEST, // So named for power.
    CP_HWMON_INPUT_HIGHEST,
    CP_HWMON_MIN,
    CP_HWMON_MAX,
    CP_HWMON_LCRIT,
    CP_HWMON_CRIT,
    CP_HWMON_EMERGENCY,
    CP_HWMON_RATED_MIN,
    CP_HWMON_RATED_MAX,
    CP_HWMON_CAP,
    CP_HWMON_TARGET,
    CP_HWMON_FAULT,
    CP_HWMON_ALARM, // This and the following ones are alarms.
    CP_HWMON_MIN_ALARM,
    CP_HWMON_MAX_ALARM,
    CP_HWMON_LCRIT_ALARM,
    CP_HWMON_CRIT_ALARM,
    CP_HWMON_EMERGENCY_ALARM,
    CP_HWMON_CAP_ALARM
} cp_hwmon_file;

enum { CP_HWMON_FILES = CP_HWMON_CAP_ALARM + 1 };

// The beginning of the names of a kind's files: "temp".
const char *cp_hwmon_prefix(cp_hwmon_kind kind);

// The suffix of a file's name: "_input".
const char *cp_hwmon_suffix(cp_hwmon_file file);

// Returns the row of the field that a file of a sensor has. NULL: the file is a label, a fault or
// an alarm, or is not one of this kind.
const cprobe_field *cp_hwmon_field(cp_hwmon_kind kind, cp_hwmon_file file);

// Parses the name of a file. False if it is not one of these files of one of these kinds.
bool cp_hwmon_name_parse(cp_span name, cp_hwmon_kind *kind, uint32_t *index, cp_hwmon_file *file);

// The number N of "hwmonN" with the prefix "hwmon", or of "thermal_zoneN". False for other names.
bool cp_numbered_name_parse(cp_span name, const char *prefix, uint32_t *number);

// "-5000\n": a signed number. False if malformed.
bool cp_hwmon_number_parse(cp_span text, int64_t *number);

// "Package id 0\n": a name or label without trailing blanks and newlines. False if empty or of
// several lines.
bool cp_hwmon_words_parse(cp_span text, cp_span *words);

#endif
