// Splits text into lines: a complete text, or one that is refilled while being read.
//
// The text is in one buffer. If a line extends beyond the buffer's contents, the unread rest is
// moved to the front and the buffer is refilled behind it, so that a text of any length streams
// through a buffer of fixed size. A line longer than the whole buffer is returned once, truncated
// to the buffer's length, and its rest is skipped.
//
// A text read to its end is complete: its last line needs no newline. Trailing blanks are dropped,
// and blank lines are skipped. A carriage return is not a blank: no kernel prints one, and it may
// be part of a name.

#ifndef CP_TEXT_LINES_H
#define CP_TEXT_LINES_H

#include "../include/cprobe/result.h"
#include "span.h"

typedef enum CPROBE_CLOSED cp_line_end {
    CP_LINE_WHOLE = 0, // Ended by a newline or the end of the text.
    CP_LINE_LONG       // Longer than the buffer: truncated.
} cp_line_end;

// Stores up to `capacity` further bytes of the text in `buffer`, and their number, 0 at the end.
typedef cprobe_result (*cp_refill)(void *context, char *buffer, size_t capacity, size_t *length);

typedef struct cp_lines {
    char *buffer;       // NULL for a complete text.
    size_t capacity;
    cp_refill refill;   // NULL for a complete text.
    void *context;
    cp_span rest;       // Not returned yet.
    bool is_passing;    // After a truncated line: skip to its newline.
    bool keeps_blanks;  // Blanks before a newline belong to the line, as in the name of a cgroup.
    uint32_t number;    // Of the last returned line, from 1.
    uint32_t fills;     // The number of refills, each of which may have moved the rest.
    cprobe_result result; // The failure of the refill. No line follows it.
} cp_lines;

// Lines of a complete text.
static inline cp_lines cp_lines_of(const char *bytes, size_t length) {
    return (cp_lines){.rest = {bytes, bytes == NULL ? 0 : length}};
}

// Lines of a text that `refill` reads through `buffer` of `capacity` bytes.
static inline cp_lines cp_lines_through(char *buffer, size_t capacity, cp_refill refill,
                                        void *context) {
    return (cp_lines){.buffer = buffer, .capacity = capacity, .refill = refill, .context = context,
                      .rest = {buffer, 0}};
}

// Moves the unread rest to the front of the buffer and refills it. False if nothing was added: at
// the end of the text, after a failure, or if the buffer is full.
bool cp_lines_fill(cp_lines *lines);

// The slow path of cp_lines_next: the newline is not in the buffer yet, or a blank precedes it.
bool cp_lines_next_beyond(cp_lines *lines, cp_span *line, cp_line_end *end);

// Returns the next line that is not blank, without its newline and trailing blanks. False at the
// end, or after a failed refill.
static inline bool cp_lines_next(cp_lines *lines, cp_span *line, cp_line_end *end) {
    const char *newline =
        lines->rest.length == 0 || lines->is_passing
            ? NULL
            : memchr(lines->rest.bytes, '\n', lines->rest.length);
    if (newline == NULL || newline == lines->rest.bytes || cp_is_blank(newline[-1])) {
        return cp_lines_next_beyond(lines, line, end);
    }
    *line = (cp_span){lines->rest.bytes, (size_t)(newline - lines->rest.bytes)};
    *end = CP_LINE_WHOLE;
    cp_skip(&lines->rest, line->length + 1);
    lines->number += 1;
    return true;
}

// Whether the line just returned whole ended with a newline. Without one, the text may have been
// cut within the last number of the line.
static inline bool cp_lines_had_newline(const cp_lines *lines) {
    return lines->rest.bytes[-1] == '\n';
}

#endif
