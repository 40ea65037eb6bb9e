#include "../platform.h"
#if CP_PLATFORM_MACOS

#include "arguments.h"

#include "../bsd/record.h"

// Skips a text and its NUL. False without one.
static bool skip_text(cp_span *bytes) {
    const char *end = bytes->length == 0 ? NULL : memchr(bytes->bytes, '\0', bytes->length);
    if (end == NULL) {
        return false;
    }
    cp_skip(bytes, (size_t)(end - bytes->bytes) + 1);
    return true;
}

bool cp_arguments_take(cp_span answer, cp_span *arguments) {
    cp_span record;
    if (!cp_record_take(&answer, sizeof(int32_t), &record) || !skip_text(&answer)) {
        return false;
    }
    while (answer.length != 0 && answer.bytes[0] == '\0') {
        cp_skip(&answer, 1);
    }
    cp_span rest = answer;
    const int32_t count = cp_record_i32(record, 0);
    for (int32_t index = 0; index < count; index += 1) {
        if (!skip_text(&rest)) {
            return false;
        }
    }
    *arguments = cp_span_make(answer.bytes, answer.length - rest.length);
    return count >= 0;
}

#endif
