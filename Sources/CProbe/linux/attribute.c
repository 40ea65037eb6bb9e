#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "attribute.h"

#include "../failure.h"
#include "../text/number.h"

cprobe_result cp_attribute_line(cp_reader *reader, const char *path, const char *source,
                                cp_span *line, cprobe_failure *failure) {
    cp_span text;
    const cprobe_result result = cp_read_once(reader, path, source, &text, failure);
    if (result == CPROBE_OK) {
        *line = cp_take_until(&text, '\n', NULL);
        cp_trim_blanks(line);
        cp_skip_blanks(line);
    }
    return result;
}

cprobe_result cp_attribute_number(cp_reader *reader, const char *path, const char *source,
                                  uint64_t most, uint64_t *number, cprobe_failure *failure) {
    cp_span text;
    uint64_t value = 0;
    const cprobe_result result = cp_read_once(reader, path, source, &text, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cp_trim_lines(&text);
    if (!cp_parse_u64(text, &value) || value > most) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    *number = value;
    return CPROBE_OK;
}

uint32_t cp_attribute_copy(cp_span line, char *bytes, size_t capacity) {
    const size_t length = line.length < capacity ? line.length : capacity;
    if (length != 0) {
        memcpy(bytes, line.bytes, length);
    }
    return (uint32_t)length;
}

#endif
