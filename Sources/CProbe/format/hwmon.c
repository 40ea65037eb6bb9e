// /sys/class/hwmon/hwmonN: sensor chips, with the files of their sensors.
//
//     name           coretemp
//     temp1_input    61000          millidegrees Celsius; may be negative
//     temp1_label    Package id 0
//     temp1_max      80000          also _min, _lcrit, _crit, _emergency
//     temp1_crit_alarm  0           1: exceeded; also _alarm, _min_alarm, _max_alarm and so on
//     temp1_fault    0              1: broken, or not connected
//     fan1_input     1204           revolutions per minute; also _min, _max, _target
//
//     file   = kind number "_" word     kind is temp or fan; others are skipped
//     number = "-"? digits "\n"
//     words  = any bytes but a newline, one at least, "\n"
//
// The driver determines which files exist. Reading one fails with ENODATA, EIO or EINVAL if the
// chip does not respond or has no value. A number has at most 1 + 19 + 1 = 21 bytes.
// hwmon_attr_show(), drivers/hwmon/hwmon.c; Documentation/hwmon/sysfs-interface.rst.

#include "hwmon.h"

#include "../text/number.h"

static const char *const suffixes[CP_HWMON_FILES] = {
    [CP_HWMON_LABEL] = "_label",
    [CP_HWMON_INPUT] = "_input",
    [CP_HWMON_MIN] = "_min",
    [CP_HWMON_MAX] = "_max",
    [CP_HWMON_LCRIT] = "_lcrit",
    [CP_HWMON_CRIT] = "_crit",
    [CP_HWMON_EMERGENCY] = "_emergency",
    [CP_HWMON_TARGET] = "_target",
    [CP_HWMON_FAULT] = "_fault",
    [CP_HWMON_ALARM] = "_alarm",
    [CP_HWMON_MIN_ALARM] = "_min_alarm",
    [CP_HWMON_MAX_ALARM] = "_max_alarm",
    [CP_HWMON_LCRIT_ALARM] = "_lcrit_alarm",
    [CP_HWMON_CRIT_ALARM] = "_crit_alarm",
    [CP_HWMON_EMERGENCY_ALARM] = "_emergency_alarm",
};

const char *cp_hwmon_suffix(cp_hwmon_file file) {
    return suffixes[file];
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

bool cp_hwmon_name_parse(cp_span name, cp_hwmon_kind *kind, uint32_t *index, cp_hwmon_file *file) {
    const bool is_fan = cp_span_starts(name, cp_span_of("fan"));
    if (!is_fan && !cp_span_starts(name, cp_span_of("temp"))) {
        return false;
    }
    cp_skip(&name, is_fan ? 3 : 4);
    uint32_t number = 0;
    if (!take_index(&name, &number)) {
        return false;
    }
    for (unsigned each = 0; each < CP_HWMON_FILES; each += 1) {
        if (cp_span_equal(name, cp_span_of(suffixes[each]))) {
            *kind = is_fan ? CP_HWMON_FAN : CP_HWMON_TEMPERATURE;
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
