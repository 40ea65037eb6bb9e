#include "../platform.h"
#if CP_PLATFORM_NETBSD

#include "plist.h"

#include "../text/number.h"

bool cp_plist_take(cp_span *plist, cp_plist_tag *tag) {
    for (;;) {
        bool is_found = false;
        const cp_span text = cp_take_until(plist, '<', &is_found);
        if (!is_found) {
            return false;
        }
        cp_span inside = cp_take_until(plist, '>', &is_found);
        if (!is_found || inside.length == 0) {
            return false;
        }
        if (inside.bytes[0] == '?' || inside.bytes[0] == '!') {
            continue;
        }
        const bool is_end = cp_take_byte(&inside, '/');
        const bool is_empty = inside.length != 0 && inside.bytes[inside.length - 1] == '/';
        inside.length -= is_empty ? 1 : 0;
        bool has_attributes = false;
        *tag = (cp_plist_tag){.name = cp_take_until(&inside, ' ', &has_attributes),
                              .text = text,
                              .is_start = !is_end,
                              .is_end = is_end || is_empty};
        return tag->name.length != 0 && !(is_end && is_empty);
    }
}

static bool take_digit(cp_span *text, unsigned *digit) {
    static const char digits[] = "0123456789abcdef";
    const char *found = text->length == 0 || text->bytes[0] == '\0'
                            ? NULL
                            : strchr(digits, text->bytes[0]);
    if (found == NULL) {
        return false;
    }
    *digit = (unsigned)(found - digits);
    cp_skip(text, 1);
    return true;
}

bool cp_plist_integer(cp_span text, int64_t *number) {
    const bool is_negative = cp_take_byte(&text, '-');
    uint64_t value = 0;
    if (!is_negative && cp_take_text(&text, "0x")) {
        unsigned digit = 0;
        size_t count = 0;
        for (; take_digit(&text, &digit); count += 1) {
            if (value >> 60 != 0) {
                return false;
            }
            value = value << 4 | digit;
        }
        if (count == 0) {
            return false;
        }
    } else if (!cp_take_u64(&text, &value)) {
        return false;
    }
    if (text.length != 0 || value > INT64_MAX) {
        return false;
    }
    *number = is_negative ? -(int64_t)value : (int64_t)value;
    return true;
}

// Takes a character, or an escaped one.
static char take_character(cp_span *text) {
    static const struct {
        const char *name;
        char character;
    } escapes[] = {
        {"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&apos;", '\''}};
    for (size_t index = 0; index < sizeof escapes / sizeof escapes[0]; index += 1) {
        if (cp_take_text(text, escapes[index].name)) {
            return escapes[index].character;
        }
    }
    const char character = text->bytes[0];
    cp_skip(text, 1);
    return character;
}

size_t cp_plist_text(cp_span text, char *out, size_t capacity) {
    size_t length = 0;
    while (text.length != 0 && length < capacity) {
        out[length] = take_character(&text);
        length += 1;
    }
    return length;
}

#endif
