// Decimal numbers, without locale or sign. A number that overflows is not a number.

#ifndef CP_TEXT_NUMBER_H
#define CP_TEXT_NUMBER_H

#include <stdint.h>

#include "span.h"

static inline bool cp_is_digit(char byte) {
    return (unsigned char)(byte - '0') <= 9;
}

// The top bit of the first of eight bytes that is not a digit; no bit of the bytes before it.
static inline uint64_t cp_others_than_digits(uint64_t word) {
    word ^= UINT64_C(0x3030303030303030); // Digits become 0 to 9, all other bytes are larger.
    return ((word + UINT64_C(0x7676767676767676)) | word) & UINT64_C(0x8080808080808080);
}

// The number with these eight digits, each a byte from 0 to 9.
static inline uint64_t cp_value_of_eight(uint64_t digits) {
    // Combines pairs of digits in every second byte, then four and eight at once.
    digits = digits * 10 + (digits >> 8);
    return ((digits & UINT64_C(0x000000ff000000ff)) * UINT64_C(0x000f424000000064) +
            (digits >> 16 & UINT64_C(0x000000ff000000ff)) * UINT64_C(0x0000271000000001)) >> 32;
}

// The number formed by the leading digits of eight bytes; `count` is the number of digits.
static inline uint64_t cp_digits_of_eight(uint64_t word, unsigned *count) {
    const uint64_t others = cp_others_than_digits(word);
    *count = others == 0 ? 8 : (unsigned)__builtin_ctzll(others) / 8;
    if (*count == 0) {
        return 0;
    }
    word ^= UINT64_C(0x3030303030303030);
    return cp_value_of_eight(word << (64 - 8 * *count)); // Leading zeros.
}

// The same for sixteen bytes.
static inline uint64_t cp_digits_of_sixteen(const char *bytes, unsigned *count) {
    static const uint64_t powers[] = {1,      10,      100,      1000,     10000,
                                      100000, 1000000, 10000000, 100000000};
    const uint64_t high = cp_digits_of_eight(cp_eight(bytes), count);
    if (*count < 8) {
        return high;
    }
    unsigned more = 0;
    const uint64_t low = cp_digits_of_eight(cp_eight(bytes + 8), &more);
    *count += more;
    return high * powers[more] + low;
}

// Takes the leading digits. False, with nothing taken, if there is no digit or the number exceeds
// 64 bits.
static inline bool cp_take_u64(cp_span *span, uint64_t *number) {
    const size_t safe = span->length < 19 ? span->length : 19; // 19 digits always fit.
    uint64_t value = 0;
    size_t length = 0;
    if (span->length >= 8 && cp_is_digit(span->bytes[3])) { // Mostly four digits or more.
        unsigned count = 0;
        value = cp_digits_of_eight(cp_eight(span->bytes), &count);
        length = count;
    }
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

// Takes a row of numbers, each preceded by one blank and followed by a blank or the end, up to the
// first with more than 15 digits. Returns their count. Bytes after the text, up to `readable`, may
// be read.
static inline size_t cp_take_row(cp_span *text, const char *readable, uint64_t *numbers,
                                 size_t most) {
    const char *at = text->bytes;
    const char *end = at + text->length;
    size_t taken = 0;
    while (taken < most && readable - at > 24 && at < end && at[0] == ' ') {
        if (cp_is_digit(at[1]) && at[2] == ' ' && end - at > 2) { // " 0 ": the most frequent case.
            numbers[taken] = (uint64_t)(at[1] - '0');
            taken += 1;
            at += 2;
            continue;
        }
        unsigned count = 0;
        const uint64_t number = cp_digits_of_sixteen(at + 1, &count);
        const char *behind = at + 1 + count;
        if (count == 0 || count == 16 || behind > end || (behind < end && behind[0] != ' ')) {
            break;
        }
        numbers[taken] = number;
        taken += 1;
        at = behind;
    }
    cp_skip(text, (size_t)(at - text->bytes));
    return taken;
}

// Takes a number that is followed by a blank or the end.
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
    if (rest.length >= 2 && cp_is_digit(rest.bytes[0]) && rest.bytes[1] == '.') {
        whole = (uint64_t)(rest.bytes[0] - '0');
        cp_skip(&rest, 1);
    } else if (!cp_take_u64(&rest, &whole)) {
        return false;
    }
    if (rest.length < 3 || rest.bytes[0] != '.' || !cp_is_digit(rest.bytes[1]) ||
        !cp_is_digit(rest.bytes[2]) || (rest.length > 3 && cp_is_digit(rest.bytes[3]))) {
        return false;
    }
    const uint64_t fraction =
        (uint64_t)(rest.bytes[1] - '0') * 10 + (uint64_t)(rest.bytes[2] - '0');
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
