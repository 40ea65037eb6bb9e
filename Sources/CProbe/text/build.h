// Builds a short text, such as a path, in a buffer of fixed size.

#ifndef CP_TEXT_BUILD_H
#define CP_TEXT_BUILD_H

#include <stdint.h>

#include "span.h"

typedef struct cp_build {
    char *bytes;
    size_t capacity; // Including the final NUL.
    size_t length;
    bool is_full;    // Something did not fit: the text is invalid.
} cp_build;

// Appends a span, followed by a NUL.
static inline void cp_build_add(cp_build *build, cp_span span) {
    if (build->is_full || span.length >= build->capacity - build->length) {
        build->is_full = true;
        return;
    }
    if (span.length != 0) {
        memcpy(build->bytes + build->length, span.bytes, span.length);
    }
    build->length += span.length;
    build->bytes[build->length] = '\0';
}

// Appends a number in decimal digits.
static inline void cp_build_add_number(cp_build *build, uint64_t number) {
    char digits[20];
    size_t start = sizeof digits;
    do {
        start -= 1;
        digits[start] = (char)('0' + number % 10);
        number /= 10;
    } while (number != 0);
    cp_build_add(build, cp_span_make(digits + start, sizeof digits - start));
}

#endif
