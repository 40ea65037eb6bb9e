// Hexadecimal numbers, in upper or lower case.

#ifndef CP_TEXT_HEX_H
#define CP_TEXT_HEX_H

#include "number.h"

static inline bool cp_hex_digit_of(char byte, uint64_t *digit) {
    if (cp_is_digit(byte)) {
        *digit = (uint64_t)(byte - '0');
        return true;
    }
    const char upper = (char)(byte & ~0x20);
    *digit = (uint64_t)(upper - 'A' + 10);
    return upper >= 'A' && upper <= 'F';
}

// Takes a number of 1 to 16 hexadecimal digits; returns how many, or 0 if it is malformed.
static inline size_t cp_take_hex(cp_span *span, uint64_t *number) {
    size_t count = 0;
    uint64_t digit = 0;
    *number = 0;
    while (count < span->length && cp_hex_digit_of(span->bytes[count], &digit)) {
        if (count == 16) {
            return 0;
        }
        *number = *number << 4 | digit;
        count += 1;
    }
    cp_skip(span, count);
    return count;
}

#endif
