// /proc/net/arp: the neighbours of IPv4.
// Sample: captured, firecracker-6.18-x86_64-hybrid.txt: /proc/net/arp
//
//     IP address       HW type     Flags       HW address            Mask     Device
//     192.0.2.60       0x1         0x0         00:00:00:00:00:00     *        a0
//     192.0.2.8        0x1         0x2         02:00:00:00:00:08     *        a0
//     192.0.2.1        0x1         0x6         02:00:00:00:00:01     *        a0
//     192.0.2.99       0x1         0xc         00:00:00:00:00:00     *        a0
//
//     file  = header line*
//     line  = address " "+ type " "+ flags " "+ link address " "+ mask " "+ interface
//     flags = "0x" hexadecimal    0x2: the link address is known, 0x4: permanent, 0x8: proxy
//
// The link address is pairs of hexadecimal digits, separated by ":", and not known without the flag
// 0x2. Of the states only a permanent one is in the text. Entries that publish an address of
// another host (the flag 0x8) are no neighbours and skipped. A malformed line is skipped, and the
// text is malformed. Streams: a line has 80 bytes. arp_format_neigh_entry(), net/ipv4/arp.c;
// proc_pid_net(5).

#include "../failure.h"
#include "../text/hex.h"
#include "route_files.h"

enum { COMPLETE = 0x2, PERMANENT = 0x4, PUBLISHED = 0x8, PRINTED_OCTETS = 9 };

static bool parse_address(cp_span word, cprobe_route_address *address) {
    for (size_t index = 0; index < 4; index += 1) {
        uint64_t number = 0;
        if ((index != 0 && !cp_take_byte(&word, '.')) || !cp_take_u64(&word, &number) ||
            number > UINT8_MAX) {
            return false;
        }
        address->bytes[index] = (uint8_t)number;
    }
    address->length = 4;
    return word.length == 0;
}

static bool parse_link_address(cp_span word, cprobe_neighbour *neighbour) {
    do {
        uint64_t number = 0;
        if (neighbour->link_address_length == CPROBE_HARDWARE_ADDRESS_BYTES ||
            cp_take_hex(&word, &number) != 2) {
            return false;
        }
        neighbour->link_address[neighbour->link_address_length] = (uint8_t)number;
        neighbour->link_address_length += 1;
    } while (cp_take_byte(&word, ':'));
    // The kernel prints nine octets at most: the rest of a longer address is missing.
    if (neighbour->link_address_length == PRINTED_OCTETS) {
        neighbour->link_address_length = 0;
    }
    return word.length == 0;
}

static bool parse_line(cp_span line, cprobe_neighbour *neighbour, uint64_t *flags) {
    *neighbour = (cprobe_neighbour){.family = CPROBE_FAMILY_IPV4};
    if (!parse_address(cp_take_word(&line), &neighbour->address)) {
        return false;
    }
    (void)cp_take_word(&line);
    cp_span word = cp_take_word(&line);
    if (!cp_take_text(&word, "0x") || cp_take_hex(&word, flags) == 0 || word.length != 0) {
        return false;
    }
    word = cp_take_word(&line);
    if ((*flags & COMPLETE) != 0 && !cp_span_equal(word, cp_span_of("*")) &&
        !parse_link_address(word, neighbour)) {
        return false;
    }
    if ((*flags & PERMANENT) != 0) {
        neighbour->state = CPROBE_NEIGHBOUR_PERMANENT;
    }
    (void)cp_take_word(&line);
    return cp_interface_name_set(&neighbour->interface, cp_take_word(&line)) && line.length == 0;
}

cprobe_result cp_arp_file_parse(cp_lines *lines, const char *source, cprobe_neighbour *items,
                                size_t capacity, size_t *count, cprobe_failure *failure) {
    cprobe_result result = CPROBE_OK;
    cp_span line;
    cp_line_end end;
    if (!cp_lines_next(lines, &line, &end) || !cp_take_text(&line, "IP address ")) {
        return cp_fail(failure, lines->result != CPROBE_OK ? lines->result : CPROBE_MALFORMED,
                       source, lines->number, 0);
    }
    while (cp_lines_next(lines, &line, &end)) {
        cprobe_neighbour neighbour;
        uint64_t flags = 0;
        if (end == CP_LINE_LONG || !parse_line(line, &neighbour, &flags)) {
            result = cp_fail(failure, CPROBE_MALFORMED, source, lines->number, 0);
            continue;
        }
        if ((flags & PUBLISHED) != 0) {
            continue;
        }
        if (*count >= CPROBE_ROUTING_LISTED) {
            return cp_fail(failure, CPROBE_TOO_LARGE, source, lines->number, 0);
        }
        if (*count < capacity) {
            items[*count] = neighbour;
        }
        *count += 1;
    }
    return lines->result != CPROBE_OK ? cp_fail(failure, lines->result, source, 0, 0) : result;
}

cprobe_result cprobe_arp_parse(const char *bytes, size_t length, cprobe_neighbour *items,
                               size_t capacity, size_t *count, cprobe_failure *failure) {
    static const char source[] = "/proc/net/arp";
    if (count == NULL || (bytes == NULL && length != 0) || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_lines lines = cp_lines_of(bytes, length);
    return cp_arp_file_parse(&lines, source, items, capacity, count, failure);
}
