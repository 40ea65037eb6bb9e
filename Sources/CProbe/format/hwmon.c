// /sys/class/hwmon/hwmonN: sensor chips, with the files of their sensors.
// Sample: written by hand.
//
//     name           coretemp
//     temp1_input    61000          millidegrees Celsius; may be negative
//     temp1_label    Package id 0
//     temp1_max      80000          also _min, _lcrit, _crit, _emergency, _lowest, _highest
//     temp1_crit_alarm  0           1: exceeded; also _alarm, _min_alarm, _max_alarm and so on
//     temp1_fault    0              1: broken, or not connected
//     fan1_input     1204           revolutions per minute; also _min, _max, _target
//     in0_input      12096          millivolts; may be negative; also _average, _lowest, _highest,
//                                   _min, _max, _lcrit, _crit, _rated_min, _rated_max
//     curr1_input    500            milliamperes; likewise
//     power1_average 18000000       microwatts, over an interval of the chip; also _input,
//                                   _input_lowest, _input_highest, _cap, and the limits above
//     energy1_input  5000000        microjoules: a counter
//     humidity1_input 45200         thousandths of a percent; also _min, _max, _rated_min and
//                                   _rated_max
//
//     file   = kind number "_" word     kind is temp, fan, in, curr, power, energy or humidity;
//                                       others are skipped
//     number = "-"? digits "\n"
//     words  = any bytes but a newline, one at least, "\n"
//
// The driver determines which files exist. Reading one fails with ENODATA, EIO or EINVAL if the
// chip does not respond or has no value. A number has at most 1 + 19 + 1 = 21 bytes.
// hwmon_attr_show(), drivers/hwmon/hwmon.c; Documentation/hwmon/sysfs-interface.rst.

#include "hwmon.h"

#include "../text/number.h"

static const struct {
    const char *prefix;
    cprobe_record record;
} kinds[CP_HWMON_KINDS] = {
    [CP_HWMON_TEMPERATURE] = {"temp", CPROBE_RECORD_TEMPERATURE},
    [CP_HWMON_FAN] = {"fan", CPROBE_RECORD_FAN},
    [CP_HWMON_VOLTAGE] = {"in", CPROBE_RECORD_VOLTAGE_SENSOR},
    [CP_HWMON_CURRENT] = {"curr", CPROBE_RECORD_CURRENT_SENSOR},
    [CP_HWMON_POWER] = {"power", CPROBE_RECORD_POWER_SENSOR},
    [CP_HWMON_ENERGY] = {"energy", CPROBE_RECORD_ENERGY_SENSOR},
    [CP_HWMON_HUMIDITY] = {"humidity", CPROBE_RECORD_HUMIDITY_SENSOR},
};

static const struct {
    const char *suffix;
    const char *field; // What the name of the field begins with; NULL: not a number.
} files[CP_HWMON_FILES] = {
    [CP_HWMON_LABEL] = {"_label", NULL},
    [CP_HWMON_INPUT] = {"_input", ""}, // The first row of each kind.
    [CP_HWMON_AVERAGE] = {"_average", "average_"},
    [CP_HWMON_LOWEST] = {"_lowest", "lowest_"},
    [CP_HWMON_HIGHEST] = {"_highest", "highest_"},
    [CP_HWMON_INPUT_LOWEST] = {"_input_lowest", "lowest_"},
    [CP_HWMON_INPUT_HIGHEST] = {"_input_highest", "highest_"},
    [CP_HWMON_MIN] = {"_min", "min_"},
    [CP_HWMON_MAX] = {"_max", "max_"},
    [CP_HWMON_LCRIT] = {"_lcrit", "lcrit_"},
    [CP_HWMON_CRIT] = {"_crit", "crit_"},
    [CP_HWMON_EMERGENCY] = {"_emergency", "emergency_"},
    [CP_HWMON_RATED_MIN] = {"_rated_min", "rated_min_"},
    [CP_HWMON_RATED_MAX] = {"_rated_max", "rated_max_"},
    [CP_HWMON_CAP] = {"_cap", "cap_"},
    [CP_HWMON_TARGET] = {"_target", "target_"},
    [CP_HWMON_FAULT] = {"_fault", NULL},
    [CP_HWMON_ALARM] = {"_alarm", NULL},
    [CP_HWMON_MIN_ALARM] = {"_min_alarm", NULL},
    [CP_HWMON_MAX_ALARM] = {"_max_alarm", NULL},
    [CP_HWMON_LCRIT_ALARM] = {"_lcrit_alarm", NULL},
    [CP_HWMON_CRIT_ALARM] = {"_crit_alarm", NULL},
    [CP_HWMON_EMERGENCY_ALARM] = {"_emergency_alarm", NULL},
    [CP_HWMON_CAP_ALARM] = {"_cap_alarm", NULL},
};

const char *cp_hwmon_prefix(cp_hwmon_kind kind) {
    return kinds[kind].prefix;
}

const char *cp_hwmon_suffix(cp_hwmon_file file) {
    return files[file].suffix;
}

const cprobe_field *cp_hwmon_field(cp_hwmon_kind kind, cp_hwmon_file file) {
    size_t count = 0;
    const cprobe_field *rows = cprobe_fields(kinds[kind].record, &count);
    for (size_t row = 0; files[file].field != NULL && row < count; row += 1) {
        if (cp_span_starts(cp_span_of(rows[row].name), cp_span_of(files[file].field))) {
            return &rows[row];
        }
    }
    return NULL;
}

// Takes a number of at most 32 bits as the kernel prints it: without leading zeros.
static bool take_index(cp_span *span, uint32_t *index) {
    uint64_t number = 0;
    const bool has_zero = span->length > 1 && span->bytes[0] == '0' && span->bytes[1] >= '0' &&
                          span->bytes[1] <= '9';
    if (has_zero || !cp_take_u64(span, &number) || number > UINT32_MAX) {
        return false;
    }
    *index = (uint32_t)number;
    return true;
}

// Skips the prefix of a kind. False if the name begins with none.
static bool skip_prefix(cp_span *name, cp_hwmon_kind *kind) {
    for (unsigned each = 0; each < CP_HWMON_KINDS; each += 1) {
        if (cp_take_text(name, kinds[each].prefix)) {
            *kind = (cp_hwmon_kind)each;
            return true;
        }
    }
    return false;
}

bool cp_hwmon_name_parse(cp_span name, cp_hwmon_kind *kind, uint32_t *index, cp_hwmon_file *file) {
    cp_hwmon_kind found = CP_HWMON_TEMPERATURE;
    uint32_t number = 0;
    if (!skip_prefix(&name, &found) || !take_index(&name, &number)) {
        return false;
    }
    for (unsigned each = 0; each < CP_HWMON_FILES; each += 1) {
        if (cp_span_equal(name, cp_span_of(files[each].suffix))) {
            *kind = found;
            *index = number;
            *file = (cp_hwmon_file)each;
            return true;
        }
    }
    return false;
}

bool cp_numbered_name_parse(cp_span name, const char *prefix, uint32_t *number) {
    const cp_span start = cp_span_of(prefix);
    if (!cp_span_starts(name, start)) {
        return false;
    }
    cp_skip(&name, start.length);
    uint32_t value = 0;
    if (!take_index(&name, &value) || name.length != 0) {
        return false;
    }
    *number = value;
    return true;
}

bool cp_hwmon_words_parse(cp_span text, cp_span *words) {
    cp_trim_lines(&text);
    if (text.length == 0 || memchr(text.bytes, '\n', text.length) != NULL) {
        return false;
    }
    *words = text;
    return true;
}

bool cp_hwmon_number_parse(cp_span text, int64_t *number) {
    cp_span line;
    if (!cp_hwmon_words_parse(text, &line)) {
        return false;
    }
    const bool is_negative = cp_take_byte(&line, '-');
    uint64_t magnitude = 0;
    if (!cp_parse_u64(line, &magnitude) || magnitude > INT64_MAX) {
        return false;
    }
    *number = is_negative ? -(int64_t)magnitude : (int64_t)magnitude;
    return true;
}
