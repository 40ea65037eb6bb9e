// /proc/swaps: the swap devices and files in use.
// Sample: captured, debian-6.12-x86_64-machine.txt: /proc/swaps
//
//     Filename				Type		Size		Used		Priority
//     /dev/zram0                              partition	65532		14040		-2
//     /dev/vda2                               partition	16380		0		-3
//
//     file   = header device*
//     header = "Filename" …
//     device = name blanks type blanks size blanks used blanks priority "\n"
//     name   = path in which blanks, newlines and backslashes are octal escapes; " (deleted)" is
//              appended to a removed file
//     type   = "partition" | "file"
//     size, used = digits            KiB
//     priority   = ["-"] digits
//
// Without swap there is the header alone. A bad number is an absent field and the device's failure;
// a line without a name is skipped. At most 29 devices, each line at most 4 KiB of path, of which
// every byte can be four, and 80 bytes. Streams. swap_show(), mm/swapfile.c; proc_swaps(5).

#include "swaps.h"

#include "../failure.h"
#include "../text/number.h"
#include "mountinfo.h"

static const char source[] = "/proc/swaps";

static void fail(cprobe_swap_device *item, cprobe_result code, uint32_t line) {
    if (item->failure.code == CPROBE_OK) {
        item->failure = (cprobe_failure){code, line, 0, source};
    }
}

static void take_bytes(cp_span *line, uint32_t number, cprobe_swap_device_field field,
                       uint64_t *bytes, cprobe_swap_device *item) {
    cp_span word = cp_take_word(line);
    uint64_t kib = 0;
    if (cp_parse_u64(word, &kib) && kib <= INT64_MAX / 1024) {
        *bytes = kib * 1024;
        cprobe_set(&item->present_fields, field);
    } else {
        fail(item, CPROBE_MALFORMED, number);
    }
}

static void take_priority(cp_span *line, uint32_t number, cprobe_swap_device *item) {
    cp_span word = cp_take_word(line);
    const bool is_negative = cp_take_byte(&word, '-');
    uint64_t value = 0;
    if (cp_parse_u64(word, &value) && value <= INT32_MAX) {
        item->priority = is_negative ? -(int32_t)value : (int32_t)value;
        cprobe_set(&item->present_fields, CPROBE_SWAP_DEVICE_PRIORITY);
    } else {
        fail(item, CPROBE_MALFORMED, number);
    }
}

// Parses a device's line, whose name is not empty.
static void parse_device(cp_span line, cp_line_end end, uint32_t number,
                         cprobe_swap_device *item) {
    const cp_span name = cp_take_word(&line);
    const cp_span type = cp_take_word(&line);
    size_t length = 0;
    if (end != CP_LINE_WHOLE) {
        fail(item, CPROBE_TOO_LARGE, number);
        return;
    }
    if (cp_mountinfo_decode(name, item->name, sizeof item->name, &length)) {
        item->name_length = (uint32_t)length;
    } else {
        fail(item, CPROBE_TOO_LARGE, number);
    }
    item->type = cp_span_equal(type, cp_span_of("partition")) ? CPROBE_SWAP_PARTITION
                 : cp_span_equal(type, cp_span_of("file"))    ? CPROBE_SWAP_FILE
                                                              : CPROBE_SWAP_OTHER;
    take_bytes(&line, number, CPROBE_SWAP_DEVICE_SIZE, &item->size_bytes, item);
    take_bytes(&line, number, CPROBE_SWAP_DEVICE_USED, &item->used_bytes, item);
    take_priority(&line, number, item);
}

cprobe_result cp_swaps_parse(cp_lines *lines, cprobe_swap_device *items, size_t capacity,
                             size_t *count, cprobe_failure *failure) {
    cp_span line;
    cp_line_end end;
    size_t found = 0;
    cprobe_result result = CPROBE_OK;
    if (!cp_lines_next(lines, &line, &end) || !cp_span_starts(line, cp_span_of("Filename"))) {
        const cprobe_result code = lines->result == CPROBE_OK ? CPROBE_MALFORMED : lines->result;
        return cp_fail(failure, code, source, lines->result == CPROBE_OK ? 1 : 0, 0);
    }
    while (cp_lines_next(lines, &line, &end)) {
        if (found == CPROBE_SWAP_DEVICES_LISTED) {
            result = cp_fail(failure, CPROBE_TOO_LARGE, source, lines->number, 0);
            break;
        }
        if (found < capacity) {
            items[found] = (cprobe_swap_device){0};
            parse_device(line, end, lines->number, &items[found]);
        }
        found += 1;
    }
    if (lines->result != CPROBE_OK) {
        return cp_fail(failure, lines->result, source, 0, 0);
    }
    *count = found;
    return result;
}

cprobe_result cprobe_swaps_parse(const char *bytes, size_t length, cprobe_swap_device *items,
                                 size_t capacity, size_t *count, cprobe_failure *failure) {
    if (count == NULL || (bytes == NULL && length != 0) || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_lines lines = cp_lines_of(bytes, length);
    return cp_swaps_parse(&lines, items, capacity, count, failure);
}
