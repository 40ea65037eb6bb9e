// /proc/net/route: the main table of routes of IPv4.
// Sample: captured, firecracker-6.18-x86_64-hybrid.txt: /proc/net/route
//
//     Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
//     a0	00000000	010200C0	0003	0	0	100	00000000	0	0	0
//     *	0000650A	00000000	0201	0	0	50	0000FFFF	0	0	0
//     a0	000200C0	00000000	0001	0	0	0	00FFFFFF	0	0	0
//
//     file    = header line*
//     line    = interface "\t" address "\t" address "\t" flags "\t" … "\t" … "\t" metric "\t" mask "\t" …
//     address = mask = hexadecimal{8}    a number of the machine's byte order
//     flags   = hexadecimal              0x2: has a gateway, 0x200: rejects packets
//
// The interface is "*" if a packet is dropped. The type of a route is not in the text: with an
// interface and not rejecting it is unicast. Only the first next hop of a route is printed, and a
// gateway of IPv6 is 0, which is none here. Broadcast and multicast routes are left out by the
// kernel. A line that is malformed, or whose mask has holes, is skipped, and the text is malformed.
// Streams: a line has 128 bytes. fib_route_seq_show(), net/ipv4/fib_trie.c; proc_pid_net(5).

#include "../failure.h"
#include "../text/hex.h"
#include "route_files.h"

enum { REJECTS = 0x200 };

static bool take_address(cp_span *line, uint32_t *address) {
    uint64_t number = 0;
    cp_span word = cp_take_word(line);
    const bool is_right = cp_take_hex(&word, &number) == 8 && word.length == 0;
    *address = (uint32_t)number;
    return is_right;
}

// The number of leading bits of a mask in network byte order. False if the mask has holes.
static bool prefix_of(uint32_t mask, uint32_t *bits) {
    uint8_t bytes[4];
    memcpy(bytes, &mask, sizeof bytes);
    const uint32_t value =
        (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
    *bits = value == UINT32_MAX ? 32 : (uint32_t)__builtin_clz(~value);
    return *bits == 32 || value << *bits == 0;
}

static void set_address(cprobe_route_address *to, uint32_t address) {
    to->length = sizeof address;
    memcpy(to->bytes, &address, sizeof address);
}

// The kernel prints a metric of 2^31 or more as a negative number.
static bool take_metric(cp_span *line, uint32_t *metric) {
    cp_span word = cp_take_word(line);
    const bool is_negative = cp_take_byte(&word, '-');
    uint64_t number = 0;
    if (!cp_take_u64(&word, &number) || word.length != 0 ||
        number > (is_negative ? UINT64_C(1) << 31 : UINT32_MAX)) {
        return false;
    }
    *metric = is_negative ? 0u - (uint32_t)number : (uint32_t)number;
    return true;
}

static bool parse_line(cp_span line, cprobe_route *route) {
    uint32_t destination = 0, gateway = 0, mask = 0;
    uint64_t flags = 0, ignored = 0;
    *route = (cprobe_route){.family = CPROBE_FAMILY_IPV4, .type = CPROBE_ROUTE_UNKNOWN};
    const cp_span name = cp_take_word(&line);
    if (!cp_interface_name_set(&route->interface, name) || !take_address(&line, &destination) ||
        !take_address(&line, &gateway)) {
        return false;
    }
    cp_span word = cp_take_word(&line);
    if (cp_take_hex(&word, &flags) == 0 || word.length != 0 ||
        !cp_take_u64_word(&line, &ignored) || !cp_take_u64_word(&line, &ignored) ||
        !take_metric(&line, &route->metric) || !take_address(&line, &mask) ||
        !prefix_of(mask, &route->prefix_bits)) {
        return false;
    }
    if (cp_span_equal(name, cp_span_of("*"))) {
        route->interface = (cprobe_interface_name){0};
    } else if ((flags & REJECTS) == 0) {
        route->type = CPROBE_ROUTE_UNICAST;
    }
    set_address(&route->destination, destination);
    if (gateway != 0) {
        set_address(&route->gateway, gateway);
    }
    cprobe_set(&route->present_fields, CPROBE_ROUTE_PREFIX_BITS);
    cprobe_set(&route->present_fields, CPROBE_ROUTE_METRIC);
    return true;
}

cprobe_result cp_route_file_parse(cp_lines *lines, const char *source, cprobe_route *items,
                                  size_t capacity, size_t *count, cprobe_failure *failure) {
    cprobe_result result = CPROBE_OK;
    cp_span line;
    cp_line_end end;
    if (!cp_lines_next(lines, &line, &end) || !cp_take_text(&line, "Iface\t")) {
        return cp_fail(failure, lines->result != CPROBE_OK ? lines->result : CPROBE_MALFORMED,
                       source, lines->number, 0);
    }
    while (cp_lines_next(lines, &line, &end)) {
        cprobe_route route;
        if (end == CP_LINE_LONG || !parse_line(line, &route)) {
            result = cp_fail(failure, CPROBE_MALFORMED, source, lines->number, 0);
            continue;
        }
        if (!cp_route_add(&route, items, capacity, count)) {
            return cp_fail(failure, CPROBE_TOO_LARGE, source, lines->number, 0);
        }
    }
    return lines->result != CPROBE_OK ? cp_fail(failure, lines->result, source, 0, 0) : result;
}

cprobe_result cprobe_route_parse(const char *bytes, size_t length, cprobe_route *items,
                                 size_t capacity, size_t *count, cprobe_failure *failure) {
    static const char source[] = "/proc/net/route";
    if (count == NULL || (bytes == NULL && length != 0) || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_lines lines = cp_lines_of(bytes, length);
    return cp_route_file_parse(&lines, source, items, capacity, count, failure);
}
