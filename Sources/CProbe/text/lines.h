// Lines, from text that is all there or that is refilled while it is read.
//
// The text stands in one buffer. When a line runs past its end, what is left of it moves to the
// front and the buffer is filled up behind; so a text of any length streams through a buffer of
// fixed size. A line longer than the whole buffer is given once, cut to the buffer's length, and
// the rest of it is passed over.
//
// A text that was read to its end is whole: its last line needs no newline. Blanks at the end of a
// line are dropped, and lines without anything but blanks are passed over. A carriage return is no
// blank: no kernel prints one, and it may belong to a name.

#ifndef CP_TEXT_LINES_H
#define CP_TEXT_LINES_H

#include "../include/cprobe/result.h"
#include "span.h"

typedef enum CPROBE_CLOSED cp_line_end {
    CP_LINE_WHOLE = 0, // It ended with its newline, or with the text.
    CP_LINE_LONG       // It is longer than the buffer: only its beginning is here.
} cp_line_end;

// Fills `buffer` with up to `capacity` more bytes of the text and gives their number, 0 at the end.
typedef cprobe_result (*cp_refill)(void *context, char *buffer, size_t capacity, size_t *length);

typedef struct cp_lines {
    char *buffer;       // NULL for text that is all there.
    size_t capacity;
    cp_refill refill;   // NULL for text that is all there.
    void *context;
    cp_span rest;       // What is not given yet.
    bool is_passing;    // Within a line that was given cut: drop up to its newline.
    bool keeps_blanks;  // Those before a newline belong to the line, as in the name of a cgroup.
    uint32_t number;    // Of the line given last, from 1.
    uint32_t fills;     // How often text came, and the rest may have moved.
    cprobe_result result; // What the refill answered, if not OK. No line comes after.
} cp_lines;

// Lines of text that is all there.
static inline cp_lines cp_lines_of(const char *bytes, size_t length) {
    return (cp_lines){.rest = {bytes, bytes == NULL ? 0 : length}};
}

// Lines of text that `refill` gives, through `buffer` of `capacity` bytes.
static inline cp_lines cp_lines_through(char *buffer, size_t capacity, cp_refill refill,
                                        void *context) {
    return (cp_lines){.buffer = buffer, .capacity = capacity, .refill = refill, .context = context,
                      .rest = {buffer, 0}};
}

// Moves what is left to the front of the buffer and fills up behind it. False where nothing came:
// at the end of the text, when the refill failed, or when the buffer is full.
bool cp_lines_fill(cp_lines *lines);

// For cp_lines_next: where the line's end is not yet in the buffer, or the line ends with a blank.
bool cp_lines_next_beyond(cp_lines *lines, cp_span *line, cp_line_end *end);

// Gives the next line that has anything, without its newline and the blanks before it. False at the
// end, or when the refill failed.
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

#endif
