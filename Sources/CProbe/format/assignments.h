// Lines of "NAME=value", as systemd writes them.

#ifndef CP_FORMAT_ASSIGNMENTS_H
#define CP_FORMAT_ASSIGNMENTS_H

#include "../text/lines.h"

// Takes the name and the equals sign off a line. False for a comment or another line.
static inline bool cp_assignment_take_name(cp_span *line, cp_span *name) {
    bool found = false;
    cp_skip_blanks(line);
    *name = cp_take_until(line, '=', &found);
    return found && name->length != 0 && name->bytes[0] != '#';
}

// Copies a value without its quotes, and without the backslashes that quote a byte; truncated to
// the capacity. A value with a NUL has the length 0.
static inline uint32_t cp_assignment_copy(cp_span value, char *out, size_t capacity) {
    size_t length = 0;
    const bool is_quoted = value.length >= 2 &&
                           (value.bytes[0] == '"' || value.bytes[0] == '\'') &&
                           value.bytes[value.length - 1] == value.bytes[0];
    const bool is_literal = is_quoted && value.bytes[0] == '\'';
    if (is_quoted) {
        value = cp_span_make(value.bytes + 1, value.length - 2);
    }
    for (size_t index = 0; index < value.length && length < capacity; index += 1) {
        if (value.bytes[index] == '\\' && !is_literal && index + 1 < value.length) {
            index += 1;
        }
        if (value.bytes[index] == '\0') {
            return 0;
        }
        out[length] = value.bytes[index];
        length += 1;
    }
    return (uint32_t)length;
}

#endif
