// Numbers in decimal digits, without locale, sign or overflow: a number that does not fit is none.

#ifndef CP_TEXT_NUMBER_H
#define CP_TEXT_NUMBER_H

#include <stdint.h>

#include "span.h"

static inline bool cp_is_digit(char byte) {
    return (unsigned char)(byte - '0') <= 9;
}

// Takes the digits at the front. False, and nothing taken, where there is no digit or the number
// is beyond 64 bits.
static inline bool cp_take_u64(cp_span *span, uint64_t *number) {
    const size_t safe = span->length < 19 ? span->length : 19; // 19 digits always fit.
    uint64_t value = 0;
    size_t length = 0;
    while (length < safe && cp_is_digit(span->bytes[length])) {
        value = value * 10 + (uint64_t)(span->bytes[length] - '0');
        length += 1;
    }
    for (; length >= 19 && length < span->length && cp_is_digit(span->bytes[length]); length += 1) {
        if (__builtin_mul_overflow(value, 10u, &value) ||
            __builtin_add_overflow(value, (uint64_t)(span->bytes[length] - '0'), &value)) {
            return false;
        }
    }
    if (length == 0) {
        return false;
    }
    cp_skip(span, length);
    *number = value;
    return true;
}

// Takes a number, and what follows it must be a blank or the end.
static inline bool cp_take_u64_word(cp_span *span, uint64_t *number) {
    const char *bytes = span->bytes;
    // " 0 ": most numbers of the kernel.
    if (span->length >= 3 && bytes[0] == ' ' && cp_is_digit(bytes[1]) && bytes[2] == ' ') {
        cp_skip(span, 2);
        *number = (uint64_t)(bytes[1] - '0');
        return true;
    }
    cp_span rest = *span;
    uint64_t value = 0;
    cp_skip_blanks(&rest);
    if (!cp_take_u64(&rest, &value) || (rest.length != 0 && !cp_is_blank(rest.bytes[0]))) {
        return false;
    }
    *span = rest;
    *number = value;
    return true;
}

// Whether the whole span is one number.
static inline bool cp_parse_u64(cp_span span, uint64_t *number) {
    uint64_t value = 0;
    if (!cp_take_u64(&span, &value) || span.length != 0) {
        return false;
    }
    *number = value;
    return true;
}

// Takes "12.34" as hundredths, 1234: exactly two digits after the point.
static inline bool cp_take_hundredths(cp_span *span, uint64_t *hundredths) {
    cp_span rest = *span;
    uint64_t whole = 0;
    if (!cp_take_u64(&rest, &whole) || rest.length < 3 || rest.bytes[0] != '.' ||
        !cp_is_digit(rest.bytes[1]) || !cp_is_digit(rest.bytes[2]) ||
        (rest.length > 3 && cp_is_digit(rest.bytes[3]))) {
        return false;
    }
    const uint64_t fraction = (uint64_t)(rest.bytes[1] - '0') * 10 + (uint64_t)(rest.bytes[2] - '0');
    if (__builtin_mul_overflow(whole, (uint64_t)100, &whole) ||
        __builtin_add_overflow(whole, fraction, &whole)) {
        return false;
    }
    cp_skip(&rest, 3);
    *span = rest;
    *hundredths = whole;
    return true;
}

#endif
