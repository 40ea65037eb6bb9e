// /proc/net/wireless: the links of wireless interfaces. Missing in a kernel without
// CONFIG_CFG80211_WEXT.
// Sample: written by hand.
//
//     Inter-| sta-|   Quality        |   Discarded packets               | Missed | WE
//      face | tus | link level noise |  nwid  crypt   frag  retry   misc | beacon | 22
//      wlan0: 0000   70.  -37.  -256        0      0      0      0     12        3
//
//     file    = header header line*
//     line    = interface ":" status " " quality " " quality " " quality " " count{6}
//     quality = number ("." | "")     "." if it is new since the last reading of the file
//
// Reading the file resets the dots, which are not read. Level and noise are numbers of 8 bits, of
// which 256 is subtracted if they are dBm: -256 is a 0 that no driver means, and absent. Counters
// have 32 bits and are printed with a sign. A line with a bad name is skipped, a bad number is an
// absent field; both make the text malformed. Streams: a line has 90 bytes.
// wireless_seq_printf_stats(), net/wireless/wext-proc.c.

#include "../failure.h"
#include "../text/hex.h"
#include "route_files.h"

enum { NOT_MEASURED = -256 };

// Takes a number of 32 bits with a sign, and a dot behind it if it `may_have_dot`.
static bool take_number(cp_span *line, bool may_have_dot, int32_t *number) {
    cp_span word = cp_take_word(line);
    const bool is_negative = cp_take_byte(&word, '-');
    uint64_t value = 0;
    if (!cp_take_u64(&word, &value) || value > (uint64_t)INT32_MAX + is_negative) {
        return false;
    }
    if (may_have_dot) {
        (void)cp_take_byte(&word, '.');
    }
    *number = (int32_t)(is_negative ? -(int64_t)value : (int64_t)value);
    return word.length == 0;
}

// Takes the numbers of a line. False if one is bad.
static bool take_numbers(cp_span line, cprobe_wireless *item) {
    int32_t *const qualities[] = {&item->link, &item->level, &item->noise};
    uint64_t *const counters[] = {&item->discarded_nwid,  &item->discarded_crypt,
                                  &item->discarded_frag,  &item->discarded_retry,
                                  &item->discarded_misc,  &item->missed_beacons};
    bool has_all = true;
    for (unsigned index = 0; index < sizeof qualities / sizeof qualities[0]; index += 1) {
        const bool is_right = take_number(&line, true, qualities[index]);
        has_all = has_all && is_right;
        if (is_right && *qualities[index] != NOT_MEASURED) {
            cprobe_set(&item->present_fields, CPROBE_WIRELESS_LINK + index);
        }
    }
    for (unsigned index = 0; index < sizeof counters / sizeof counters[0]; index += 1) {
        int32_t number = 0;
        const bool is_right = take_number(&line, false, &number);
        has_all = has_all && is_right;
        if (is_right) {
            *counters[index] = (uint32_t)number;
            cprobe_set(&item->present_fields, CPROBE_WIRELESS_DISCARDED_NWID + index);
        }
    }
    // What the kernel prints of a driver without statistics, such as that of an interface without a
    // connection.
    if (has_all && item->link == 0 && item->level == 0 && item->noise == 0) {
        item->present_fields = (cprobe_presence){{0, 0}};
    }
    return has_all;
}

cprobe_result cp_wireless_file_parse(cp_lines *lines, const char *source, cprobe_wireless *items,
                                     size_t capacity, size_t *count, cprobe_failure *failure) {
    cprobe_result result = CPROBE_OK;
    cp_span line;
    cp_line_end end;
    bool has_header = false;
    while (cp_lines_next(lines, &line, &end)) {
        if (lines->number <= 2) {
            cp_skip_blanks(&line);
            has_header = cp_take_text(&line, lines->number == 1 ? "Inter-|" : "face |");
            if (!has_header) {
                break;
            }
            continue;
        }
        cprobe_wireless item = {0};
        bool has_colon = false;
        cp_skip_blanks(&line);
        const cp_span name = cp_take_until(&line, ':', &has_colon);
        if (end == CP_LINE_LONG || !has_colon || !cp_interface_name_set(&item.interface, name)) {
            result = cp_fail(failure, CPROBE_MALFORMED, source, lines->number, 0);
            continue;
        }
        (void)cp_take_word(&line);
        if (!take_numbers(line, &item)) {
            result = cp_fail(failure, CPROBE_MALFORMED, source, lines->number, 0);
        }
        if (*count >= CPROBE_ROUTING_LISTED) {
            return cp_fail(failure, CPROBE_TOO_LARGE, source, lines->number, 0);
        }
        if (*count < capacity) {
            items[*count] = item;
        }
        *count += 1;
    }
    if (lines->result != CPROBE_OK) {
        return cp_fail(failure, lines->result, source, 0, 0);
    }
    return has_header && lines->number >= 2
               ? result
               : cp_fail(failure, CPROBE_MALFORMED, source, lines->number, 0);
}

cprobe_result cprobe_wireless_parse(const char *bytes, size_t length, cprobe_wireless *items,
                                    size_t capacity, size_t *count, cprobe_failure *failure) {
    static const char source[] = "/proc/net/wireless";
    if (count == NULL || (bytes == NULL && length != 0) || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_lines lines = cp_lines_of(bytes, length);
    return cp_wireless_file_parse(&lines, source, items, capacity, count, failure);
}
