#include "lines.h"

bool cp_lines_fill(cp_lines *lines) {
    if (lines->refill == NULL || lines->result != CPROBE_OK ||
        lines->rest.length == lines->capacity) {
        return false;
    }
    if (lines->rest.length != 0) {
        memmove(lines->buffer, lines->rest.bytes, lines->rest.length);
    }
    lines->rest.bytes = lines->buffer;
    lines->fills += 1;
    size_t length = 0;
    size_t capacity = lines->capacity - lines->rest.length;
    lines->result =
        lines->refill(lines->context, lines->buffer + lines->rest.length, capacity, &length);
    if (lines->result != CPROBE_OK || length == 0 || length > capacity) {
        return false;
    }
    lines->rest.length += length;
    return true;
}

// Drops the rest of a line that was returned truncated, and its newline. False at the end of the
// text.
static bool pass(cp_lines *lines) {
    for (;;) {
        bool found = false;
        (void)cp_take_until(&lines->rest, '\n', &found);
        if (found) {
            lines->is_passing = false;
            return true;
        }
        if (!cp_lines_fill(lines)) {
            return false;
        }
    }
}

// Takes the next line unchanged, and counts it.
static bool take(cp_lines *lines, cp_span *line, cp_line_end *end, bool *has_newline) {
    *has_newline = false;
    if (lines->is_passing && !pass(lines)) {
        return false;
    }
    size_t searched = 0;
    for (;;) {
        const char *newline = searched == lines->rest.length
                                  ? NULL
                                  : memchr(lines->rest.bytes + searched, '\n',
                                           lines->rest.length - searched);
        if (newline != NULL) {
            *line = (cp_span){lines->rest.bytes, (size_t)(newline - lines->rest.bytes)};
            *end = CP_LINE_WHOLE;
            *has_newline = true;
            cp_skip(&lines->rest, line->length + 1);
            break;
        }
        searched = lines->rest.length;
        if (cp_lines_fill(lines)) {
            continue;
        }
        if (lines->result != CPROBE_OK || lines->rest.length == 0) {
            return false;
        }
        // Either the end of the text, or the line fills the whole buffer.
        *line = lines->rest;
        *end = CP_LINE_WHOLE;
        if (lines->refill != NULL && lines->rest.length == lines->capacity) {
            *end = CP_LINE_LONG;
            lines->is_passing = true;
        }
        lines->rest = (cp_span){lines->rest.bytes + lines->rest.length, 0};
        break;
    }
    lines->number += 1;
    return true;
}

bool cp_lines_next_beyond(cp_lines *lines, cp_span *line, cp_line_end *end) {
    bool has_newline = false;
    while (take(lines, line, end, &has_newline)) {
        cp_span text = *line;
        if (*end == CP_LINE_LONG) {
            return true;
        }
        cp_trim_blanks(&text);
        if (text.length != 0) {
            // Blanks after the last newline are not part of a line.
            *line = has_newline && lines->keeps_blanks ? *line : text;
            return true;
        }
    }
    return false;
}
