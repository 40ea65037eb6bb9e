// The files of one chip beneath /sys/class/hwmon. The format stands in hwmon.c.

#ifndef CP_FORMAT_HWMON_H
#define CP_FORMAT_HWMON_H

#include <stdint.h>

#include "../include/cprobe/result.h"
#include "../text/span.h"

// What a sensor measures.
typedef enum CPROBE_CLOSED cp_hwmon_kind {
    CP_HWMON_TEMPERATURE = 0,
    CP_HWMON_FAN
} cp_hwmon_kind;

// What a file tells of a sensor, in the order in which the files are read: which it is, then what
// it measures.
typedef enum CPROBE_CLOSED cp_hwmon_file {
    CP_HWMON_LABEL = 0,
    CP_HWMON_INPUT,
    CP_HWMON_MIN,
    CP_HWMON_MAX,
    CP_HWMON_LCRIT,
    CP_HWMON_CRIT,
    CP_HWMON_EMERGENCY,
    CP_HWMON_TARGET,
    CP_HWMON_FAULT,
    CP_HWMON_ALARM, // From here on all are alarms.
    CP_HWMON_MIN_ALARM,
    CP_HWMON_MAX_ALARM,
    CP_HWMON_LCRIT_ALARM,
    CP_HWMON_CRIT_ALARM,
    CP_HWMON_EMERGENCY_ALARM
} cp_hwmon_file;

enum { CP_HWMON_FILES = CP_HWMON_EMERGENCY_ALARM + 1 };

// The end of a file's name: "_input".
const char *cp_hwmon_suffix(cp_hwmon_file file);

// Takes a file's name apart. False where it is of no temperature or fan, or tells something else.
bool cp_hwmon_name_parse(cp_span name, cp_hwmon_kind *kind, uint32_t *index, cp_hwmon_file *file);

// The number N of "hwmonN" with the prefix "hwmon", of "thermal_zoneN" likewise. False of any other
// name.
bool cp_numbered_name_parse(cp_span name, const char *prefix, uint32_t *number);

// "-5000\n": a number with its sign. False where it is none.
bool cp_hwmon_number_parse(cp_span text, int64_t *number);

// "Package id 0\n": a name or a label without blanks and newlines behind it. False where it is empty
// or goes on.
bool cp_hwmon_words_parse(cp_span text, cp_span *words);

#endif
