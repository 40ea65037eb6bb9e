// Files of sysfs with one value each: those of power supplies, energy zones, cooling devices and
// graphics processors.
// Sample: written by hand.
//
//     energy_now     37810000
//     current_now    -1204000
//     status         Discharging
//     vendor         0x1002
//
//     number = "-"? digits "\n", or "0x" hexadecimal digits "\n"
//     text   = any bytes but a newline, "\n"; may be empty
//
// -1 is an unknown number: drivers return it where the firmware does not know a value, and -1
// microampere is not a measurement. "Unknown" is likewise no text. A number has at most 1 + 19 + 1
// = 21 bytes.

#include "device_file.h"

#include "../text/number.h"

enum {
    NS_PER_SECOND = 1000000000,
    NS_PER_MS = 1000000,
    HERTZ_PER_MEGAHERTZ = 1000000,
    MILLICELSIUS_PER_DECICELSIUS = 100,
    MICRO_PER_MILLI = 1000
};

// The factor from the unit in which the kernel prints a number to that of its field.
static int64_t factor_of(cprobe_printed printed) {
    switch (printed) {
    case CPROBE_PRINTED_SECONDS: return NS_PER_SECOND;
    case CPROBE_PRINTED_MILLISECONDS: return NS_PER_MS;
    case CPROBE_PRINTED_MEGAHERTZ: return HERTZ_PER_MEGAHERTZ;
    case CPROBE_PRINTED_DECICELSIUS: return MILLICELSIUS_PER_DECICELSIUS;
    case CPROBE_PRINTED_MILLIVOLTS:
    case CPROBE_PRINTED_MILLIAMPERES: return MICRO_PER_MILLI;
    default: return 1;
    }
}

static bool parse_hexadecimal(cp_span text, int64_t *number) {
    uint64_t value = 0;
    if (!cp_take_text(&text, "0x") || text.length == 0 || text.length > 8) {
        return false;
    }
    for (size_t at = 0; at < text.length; at += 1) {
        const char byte = text.bytes[at];
        const char lower = (char)(byte | 0x20);
        if (cp_is_digit(byte)) {
            value = value << 4 | (uint64_t)(byte - '0');
        } else if (lower >= 'a' && lower <= 'f') {
            value = value << 4 | (uint64_t)(lower - 'a' + 10);
        } else {
            return false;
        }
    }
    *number = (int64_t)value;
    return true;
}

static bool parse_decimal(cp_span text, int64_t *number) {
    const bool is_negative = cp_take_byte(&text, '-');
    uint64_t magnitude = 0;
    if (!cp_parse_u64(text, &magnitude) || magnitude > INT64_MAX) {
        return false;
    }
    *number = is_negative ? -(int64_t)magnitude : (int64_t)magnitude;
    return true;
}

// Stores a number in the member of a row. False if the member cannot hold it.
static bool store(int64_t number, const cprobe_field *row, void *target) {
    char *member = (char *)target + row->offset;
    const bool is_natural = number >= 0;
    switch (row->type) {
    case CPROBE_TYPE_U64: {
        const uint64_t value = (uint64_t)number;
        memcpy(member, &value, sizeof value);
        return is_natural;
    }
    case CPROBE_TYPE_U32: {
        const uint32_t value = (uint32_t)number;
        memcpy(member, &value, sizeof value);
        return is_natural && number <= UINT32_MAX;
    }
    case CPROBE_TYPE_I64: memcpy(member, &number, sizeof number); return true;
    case CPROBE_TYPE_DOUBLE: {
        const double value = (double)number;
        memcpy(member, &value, sizeof value);
        return is_natural;
    }
    case CPROBE_TYPE_BOOL: {
        const bool value = number != 0;
        memcpy(member, &value, sizeof value);
        return is_natural;
    }
    case CPROBE_TYPE_I32:
    case CPROBE_TYPE_OTHER: break;
    }
    return false;
}

bool cp_device_value_store(int64_t number, const cprobe_field *row, void *target,
                           cprobe_presence *fields) {
    if (__builtin_mul_overflow(number, factor_of(row->printed), &number) ||
        !store(number, row, target)) {
        return false;
    }
    cprobe_set(fields, row->presence);
    return true;
}

bool cp_device_number_store(cp_span text, const cprobe_field *row, void *target,
                            cprobe_presence *fields) {
    int64_t number = 0;
    cp_trim_lines(&text);
    const bool is_good = row->printed == CPROBE_PRINTED_HEXADECIMAL
                             ? parse_hexadecimal(text, &number)
                             : parse_decimal(text, &number);
    if (!is_good) {
        return false;
    }
    return number == -1 || cp_device_value_store(number, row, target, fields);
}

bool cp_device_text_store(cp_span text, cprobe_device_text *out) {
    cp_trim_lines(&text);
    cp_skip_blanks(&text);
    if (text.length != 0 && memchr(text.bytes, '\n', text.length) != NULL) {
        return false;
    }
    out->length = 0;
    if (text.length != 0 && !cp_span_equal(text, cp_span_of("Unknown"))) {
        out->length =
            (uint32_t)(text.length < sizeof out->bytes ? text.length : sizeof out->bytes);
        memcpy(out->bytes, text.bytes, out->length);
    }
    return true;
}

const cp_device_file *cp_device_file_find(const cp_device_file *files, size_t count,
                                          const char *file) {
    for (size_t each = 0; each < count; each += 1) {
        if (strcmp(files[each].file, file) == 0) {
            return &files[each];
        }
    }
    return NULL;
}

// The digits with which a span begins, without leading zeros.
static cp_span leading_digits(cp_span span) {
    size_t length = 0;
    while (span.length > 1 && span.bytes[0] == '0' && cp_is_digit(span.bytes[1])) {
        cp_skip(&span, 1);
    }
    while (length < span.length && cp_is_digit(span.bytes[length])) {
        length += 1;
    }
    return cp_span_make(span.bytes, length);
}

int cp_device_name_compare(cp_span a, cp_span b) {
    while (a.length != 0 && b.length != 0) {
        const cp_span first = leading_digits(a);
        const cp_span second = leading_digits(b);
        if (first.length != 0 && second.length != 0) {
            if (first.length != second.length) {
                return first.length < second.length ? -1 : 1;
            }
            const int order = memcmp(first.bytes, second.bytes, first.length);
            if (order != 0) {
                return order;
            }
            cp_skip(&a, (size_t)(first.bytes - a.bytes) + first.length);
            cp_skip(&b, (size_t)(second.bytes - b.bytes) + second.length);
            continue;
        }
        if (a.bytes[0] != b.bytes[0]) {
            return (unsigned char)a.bytes[0] < (unsigned char)b.bytes[0] ? -1 : 1;
        }
        cp_skip(&a, 1);
        cp_skip(&b, 1);
    }
    return a.length == b.length ? 0 : a.length < b.length ? -1 : 1;
}
