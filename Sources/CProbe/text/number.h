// Numbers in decimal digits, without locale, sign or overflow: a number that does not fit is none.

#ifndef CP_TEXT_NUMBER_H
#define CP_TEXT_NUMBER_H

#include <stdint.h>

#include "span.h"

// Takes the digits at the front. False, and nothing taken, where there is no digit or the number
// is beyond 64 bits.
static inline bool cp_take_u64(cp_span *span, uint64_t *number) {
    uint64_t value = 0;
    size_t length = 0;
    while (length < span->length) {
        unsigned digit = (unsigned char)span->bytes[length] - (unsigned)'0';
        if (digit > 9) {
            break;
        }
        // 19 digits always fit; from the 20th on the arithmetic is checked.
        if (length >= 19 && (__builtin_mul_overflow(value, 10u, &value) ||
                             __builtin_add_overflow(value, digit, &value))) {
            return false;
        }
        if (length < 19) {
            value = value * 10 + digit;
        }
        length += 1;
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
    cp_span rest = *span;
    cp_skip_blanks(&rest);
    uint64_t value = 0;
    if (!cp_take_u64(&rest, &value) ||
        (rest.length != 0 && rest.bytes[0] != ' ' && rest.bytes[0] != '\t')) {
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
    uint64_t fraction = 0;
    if (!cp_take_u64(&rest, &whole) || !cp_take_byte(&rest, '.')) {
        return false;
    }
    size_t before = rest.length;
    if (!cp_take_u64(&rest, &fraction) || before - rest.length != 2 ||
        __builtin_mul_overflow(whole, (uint64_t)100, &whole) ||
        __builtin_add_overflow(whole, fraction, &whole)) {
        return false;
    }
    *span = rest;
    *hundredths = whole;
    return true;
}

#endif
