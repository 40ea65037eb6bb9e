// /proc/slabinfo: the slab caches, each the kernel's objects of one kind.
// Sample: captured, firecracker-6.18-x86_64-hybrid.txt: /proc/slabinfo
//
//     slabinfo - version: 2.1
//     # name            <active_objs> <num_objs> <objsize> <objperslab> <pagesperslab> : tunables …
//     bio-312               12     12    320   12    1 : tunables    0 … slabdata      1      1      0
//     dentry            931006 951006    192   21    1 : tunables …    0 : slabdata  45286  45286      0
//
//     file    = "slabinfo - version: 2." digits … "\n" comment line*
//     comment = "#" …
//     line    = name five-numbers " : tunables " … " : slabdata " three-numbers … "\n"
//
// The five numbers are objects in use, all objects, bytes of an object, objects in a slab, pages of
// a slab. Of the three behind "slabdata", the first two are the slabs in use and all slabs. A cache
// may have a name with blanks or colons; the numbers are those next to "tunables". A kernel built
// with CONFIG_DEBUG_SLAB appends statistics, which are skipped. A malformed line is skipped and is
// a failure. The last number of a line is not used, so that a line cut short is malformed or
// complete.
// Streams. slabinfo_show(), mm/slab_common.c; slabinfo(5).

#include "slabinfo.h"

#include "../failure.h"
#include "../fields/fields.h"
#include "../text/number.h"

static const char source[] = "/proc/slabinfo";

// Takes the bytes before the first `text`, and the text. False if there is none.
static bool take_until_text(cp_span *line, cp_span text, cp_span *before) {
    for (size_t at = 0; at + text.length <= line->length; at += 1) {
        if (line->bytes[at] == text.bytes[0] &&
            memcmp(line->bytes + at, text.bytes, text.length) == 0) {
            *before = cp_span_make(line->bytes, at);
            cp_skip(line, at + text.length);
            return true;
        }
    }
    return false;
}

// Takes a number off the end, and the blanks before it.
static bool take_last(cp_span *text, uint64_t *number) {
    size_t start = text->length;
    while (start > 0 && !cp_is_blank(text->bytes[start - 1])) {
        start -= 1;
    }
    if (start == 0 ||
        !cp_parse_u64(cp_span_make(text->bytes + start, text->length - start), number) ||
        *number > INT64_MAX) {
        return false;
    }
    text->length = start;
    cp_trim_blanks(text);
    return true;
}

static bool parse_line(cp_span line, uint32_t page_bytes, cprobe_slab *item) {
    cp_span name;
    cp_span tunables;
    uint64_t bytes = 0;
    *item = (cprobe_slab){.name_length = 0};
    if (!take_until_text(&line, cp_span_of(" : tunables "), &name) ||
        !take_until_text(&line, cp_span_of(" : slabdata "), &tunables)) {
        return false;
    }
    cp_trim_blanks(&name);
    uint64_t rest = 0;
    if (!take_last(&name, &item->pages_per_slab) || !take_last(&name, &item->objects_per_slab) ||
        !take_last(&name, &item->object_bytes) || !take_last(&name, &item->objects) ||
        !take_last(&name, &item->active_objects) || name.length == 0 ||
        !cp_take_u64_word(&line, &item->active_slabs) || item->active_slabs > INT64_MAX ||
        !cp_take_u64_word(&line, &item->slabs) || item->slabs > INT64_MAX ||
        !cp_take_u64_word(&line, &rest)) {
        return false;
    }
    for (unsigned field = 0; field < CPROBE_SLAB_TOTAL; field += 1) {
        cprobe_set(&item->present_fields, field);
    }
    if (page_bytes != 0) {
        if (__builtin_mul_overflow(item->slabs, item->pages_per_slab, &bytes) ||
            __builtin_mul_overflow(bytes, (uint64_t)page_bytes, &bytes) || bytes > INT64_MAX) {
            return false;
        }
        item->total_bytes = bytes;
        cprobe_set(&item->present_fields, CPROBE_SLAB_TOTAL);
    }
    const size_t length =
        name.length < CPROBE_SLAB_NAME_BYTES ? name.length : CPROBE_SLAB_NAME_BYTES;
    memcpy(item->name, name.bytes, length);
    item->name_length = (uint32_t)length;
    return true;
}

cprobe_result cp_slabinfo_parse(cp_lines *lines, uint32_t page_bytes, cprobe_slab *items,
                                size_t capacity, size_t *count, cprobe_failure *failure) {
    cp_span line;
    cp_line_end end;
    uint64_t version = 0;
    size_t found = 0;
    if (!cp_lines_next(lines, &line, &end) || !cp_take_text(&line, "slabinfo - version: ") ||
        !cp_take_u64(&line, &version) || !cp_take_byte(&line, '.')) {
        const bool is_read = lines->result == CPROBE_OK;
        return cp_fail(failure, is_read ? CPROBE_MALFORMED : lines->result, source, is_read, 0);
    }
    if (version != 2) {
        return cp_fail(failure, CPROBE_UNSUPPORTED, source, 1, 0);
    }
    cprobe_result result = CPROBE_OK;
    while (cp_lines_next(lines, &line, &end)) {
        cprobe_slab item;
        if (line.bytes[0] == '#') {
            continue;
        }
        if (end != CP_LINE_WHOLE || !parse_line(line, page_bytes, &item)) {
            result = cp_fail(failure, CPROBE_MALFORMED, source, lines->number, 0);
            continue;
        }
        if (found == CPROBE_SLABS_LISTED) {
            result = cp_fail(failure, CPROBE_TOO_LARGE, source, lines->number, 0);
            break;
        }
        if (found < capacity) {
            items[found] = item;
        }
        found += 1;
    }
    if (lines->result != CPROBE_OK) {
        return cp_fail(failure, lines->result, source, 0, 0);
    }
    *count = found;
    return result;
}

cprobe_result cprobe_slabinfo_parse(const char *bytes, size_t length, uint32_t page_bytes,
                                    cprobe_slab *items, size_t capacity, size_t *count,
                                    cprobe_failure *failure) {
    if (count == NULL || (bytes == NULL && length != 0) || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_lines lines = cp_lines_of(bytes, length);
    return cp_slabinfo_parse(&lines, page_bytes, items, capacity, count, failure);
}
