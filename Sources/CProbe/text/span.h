// A span: borrowed bytes, taken from the front. May contain any byte, including NUL.

#ifndef CP_TEXT_SPAN_H
#define CP_TEXT_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct cp_span {
    const char *bytes;
    size_t length;
} cp_span;

static inline cp_span cp_span_make(const char *bytes, size_t length) {
    return (cp_span){bytes, length};
}

// The span of a C string.
static inline cp_span cp_span_of(const char *string) {
    return (cp_span){string, strlen(string)};
}

static inline bool cp_span_equal(cp_span a, cp_span b) {
    return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

static inline bool cp_span_starts(cp_span span, cp_span prefix) {
    return span.length >= prefix.length &&
           cp_span_equal((cp_span){span.bytes, prefix.length}, prefix);
}

// Drops `count` bytes from the front; `count` is at most the length.
static inline void cp_skip(cp_span *span, size_t count) {
    if (count != 0) {
        span->bytes += count;
        span->length -= count;
    }
}

// Takes one byte from the front if it is `byte`.
static inline bool cp_take_byte(cp_span *span, char byte) {
    if (span->length == 0 || span->bytes[0] != byte) {
        return false;
    }
    cp_skip(span, 1);
    return true;
}

// Takes a text from the front if the span starts with it.
static inline bool cp_take_text(cp_span *span, const char *text) {
    const cp_span wanted = cp_span_of(text);
    if (!cp_span_starts(*span, wanted)) {
        return false;
    }
    cp_skip(span, wanted.length);
    return true;
}

// Eight bytes as a word whose lowest byte is the first.
static inline uint64_t cp_eight(const char *bytes) {
    uint64_t word = 0;
    memcpy(&word, bytes, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

static inline bool cp_is_blank(char byte) {
    return byte == ' ' || byte == '\t';
}

// Skips blanks: spaces and tabs. Up to eight spaces are skipped at once: the kernel aligns numbers.
static inline void cp_skip_blanks(cp_span *span) {
    size_t count = 0;
    while (span->length - count >= 8 && span->bytes[count] == ' ' &&
           span->bytes[count + 1] == ' ') {
        const uint64_t others = cp_eight(span->bytes + count) ^ UINT64_C(0x2020202020202020);
        count += others == 0 ? 8 : (size_t)__builtin_ctzll(others) / 8;
        if (others != 0) {
            break;
        }
    }
    while (count < span->length && cp_is_blank(span->bytes[count])) {
        count += 1;
    }
    cp_skip(span, count);
}

// Drops trailing blanks.
static inline void cp_trim_blanks(cp_span *span) {
    while (span->length != 0 && cp_is_blank(span->bytes[span->length - 1])) {
        span->length -= 1;
    }
}

// Drops trailing blanks and newlines: what follows the value in a text of one value.
static inline void cp_trim_lines(cp_span *span) {
    while (span->length != 0 && (cp_is_blank(span->bytes[span->length - 1]) ||
                                 span->bytes[span->length - 1] == '\n')) {
        span->length -= 1;
    }
}

// Takes blanks; false if there are none.
static inline bool cp_take_blanks(cp_span *span) {
    const size_t length = span->length;
    cp_skip_blanks(span);
    return span->length != length;
}

// Takes the bytes before the first `byte`, and that byte. If there is none, takes all, and sets
// `found` (which may be NULL) to false.
static inline cp_span cp_take_until(cp_span *span, char byte, bool *found) {
    const char *end = span->length == 0 ? NULL : memchr(span->bytes, byte, span->length);
    size_t length = end == NULL ? span->length : (size_t)(end - span->bytes);
    cp_span taken = {span->bytes, length};
    cp_skip(span, end == NULL ? length : length + 1);
    if (found != NULL) {
        *found = end != NULL;
    }
    return taken;
}

static inline bool cp_ends_word(char byte) {
    return cp_is_blank(byte) || byte == '\n';
}

// The number of bytes before the first blank or newline, or the end. Eight bytes that are all '!'
// or above are skipped at once.
static inline size_t cp_word_length(cp_span span) {
    const uint64_t ones = UINT64_C(0x0101010101010101);
    size_t length = 0;
    while (span.length - length >= 8) {
        const uint64_t eight = cp_eight(span.bytes + length);
        // Exact up to the first match.
        const uint64_t low = (eight - ones * '!') & ~eight & (ones * 0x80);
        if (low == 0) {
            length += 8;
            continue;
        }
        length += (size_t)__builtin_ctzll(low) / 8;
        if (cp_ends_word(span.bytes[length])) {
            return length;
        }
        length += 1; // Another control character.
    }
    while (length < span.length && !cp_ends_word(span.bytes[length])) {
        length += 1;
    }
    return length;
}

// Takes a word: skips blanks, then takes the bytes up to the next blank or newline, or the end.
// Empty at the end.
static inline cp_span cp_take_word(cp_span *span) {
    cp_skip_blanks(span);
    const cp_span word = {span->bytes, cp_word_length(*span)};
    cp_skip(span, word.length);
    return word;
}

#endif
