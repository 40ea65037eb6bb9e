// /proc/net/ipv6_route: the routes of IPv6, of all tables. Missing in a kernel without IPv6.
// Sample: captured, firecracker-6.18-x86_64-hybrid.txt: /proc/net/ipv6_route
//
//     fe800000000000000000000000000000 40 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000001 00000000 00000001       a0
//     00000000000000000000000000000000 00 00000000000000000000000000000000 00 20010db8000100000000000000000001 00000400 00000001 00000000 00000003       a0
//     00000000000000000000000000000001 80 00000000000000000000000000000000 00 00000000000000000000000000000000 00000000 00000003 00000000 80200001       lo
//
//     line    = address " " bits " " address " " bits " " address " " metric " " … " " … " " flags " "* interface
//     address = hexadecimal{32}          destination, source, gateway
//     bits    = hexadecimal{2}           of the prefix
//     metric  = flags = hexadecimal{8}
//
// The table of a route is not in the text. The routes of the table "local" have one of three marks:
// the flags 0x80000000 (an own address) and 0x00100000 (anycast), and the destination ff00::/8
// (multicast), and are skipped; so are cached ones (0x01000000). The kernel's last resort is a
// rejecting route (0x200) with a metric of all ones, and skipped, too, as are routes of some
// sources only. A rejecting route is of unknown type, another one unicast. Each next hop has a
// line. A malformed line is skipped, and the text is malformed. Streams: a line has 150 bytes.
// ipv6_route_native_seq_show(), net/ipv6/ip6_fib.c; proc_pid_net(5).

#include "../failure.h"
#include "../text/hex.h"
#include "route_files.h"

enum { REJECTS = 0x200, CACHED = 0x01000000, ANYCAST = 0x00100000, MULTICAST_PREFIX = 8 };

static const uint32_t local = UINT32_C(0x80000000);

static bool take_address(cp_span *line, uint8_t bytes[CPROBE_ROUTE_ADDRESS_BYTES]) {
    const cp_span word = cp_take_word(line);
    if (word.length != 2 * (size_t)CPROBE_ROUTE_ADDRESS_BYTES) {
        return false;
    }
    for (size_t index = 0; index < CPROBE_ROUTE_ADDRESS_BYTES; index += 1) {
        cp_span pair = cp_span_make(word.bytes + 2 * index, 2);
        uint64_t number = 0;
        if (cp_take_hex(&pair, &number) != 2) {
            return false;
        }
        bytes[index] = (uint8_t)number;
    }
    return true;
}

// Takes a number of up to eight digits.
static bool take_number(cp_span *line, uint32_t *number) {
    cp_span word = cp_take_word(line);
    uint64_t value = 0;
    const size_t digits = cp_take_hex(&word, &value);
    *number = (uint32_t)value;
    return digits != 0 && digits <= 8 && word.length == 0;
}

static bool parse_line(cp_span line, cprobe_route *route, uint32_t *source_bits, uint32_t *flags) {
    uint8_t ignored[CPROBE_ROUTE_ADDRESS_BYTES];
    uint32_t number = 0;
    *route = (cprobe_route){.family = CPROBE_FAMILY_IPV6, .type = CPROBE_ROUTE_UNICAST};
    if (!take_address(&line, route->destination.bytes) ||
        !take_number(&line, &route->prefix_bits) || route->prefix_bits > 128 ||
        !take_address(&line, ignored) || !take_number(&line, source_bits) ||
        !take_address(&line, route->gateway.bytes) || !take_number(&line, &route->metric) ||
        !take_number(&line, &number) || !take_number(&line, &number) ||
        !take_number(&line, flags) ||
        !cp_interface_name_set(&route->interface, cp_take_word(&line)) || line.length != 0) {
        return false;
    }
    if ((*flags & REJECTS) != 0) {
        route->type = CPROBE_ROUTE_UNKNOWN;
    }
    static const uint8_t none[CPROBE_ROUTE_ADDRESS_BYTES];
    route->destination.length = sizeof none;
    route->gateway.length =
        memcmp(route->gateway.bytes, none, sizeof none) == 0 ? 0 : (uint32_t)sizeof none;
    cprobe_set(&route->present_fields, CPROBE_ROUTE_PREFIX_BITS);
    cprobe_set(&route->present_fields, CPROBE_ROUTE_METRIC);
    return true;
}

// Whether a route is one of the main table, or of another one that an administrator made.
static bool is_main(const cprobe_route *route, uint32_t flags) {
    const bool is_multicast =
        route->prefix_bits == MULTICAST_PREFIX && route->destination.bytes[0] == 0xff;
    const bool is_last = (flags & REJECTS) != 0 && route->metric == UINT32_MAX;
    return (flags & (local | ANYCAST | CACHED)) == 0 && !is_multicast && !is_last;
}

cprobe_result cp_ipv6_route_file_parse(cp_lines *lines, const char *source, cprobe_route *items,
                                       size_t capacity, size_t *count, cprobe_failure *failure) {
    cprobe_result result = CPROBE_OK;
    cp_span line;
    cp_line_end end;
    while (cp_lines_next(lines, &line, &end)) {
        cprobe_route route;
        uint32_t source_bits = 0;
        uint32_t flags = 0;
        if (end == CP_LINE_LONG || !parse_line(line, &route, &source_bits, &flags)) {
            result = cp_fail(failure, CPROBE_MALFORMED, source, lines->number, 0);
            continue;
        }
        if (source_bits != 0 || !is_main(&route, flags)) {
            continue;
        }
        if (!cp_route_add(&route, items, capacity, count)) {
            return cp_fail(failure, CPROBE_TOO_LARGE, source, lines->number, 0);
        }
    }
    return lines->result != CPROBE_OK ? cp_fail(failure, lines->result, source, 0, 0) : result;
}

cprobe_result cprobe_ipv6_route_parse(const char *bytes, size_t length, cprobe_route *items,
                                      size_t capacity, size_t *count, cprobe_failure *failure) {
    static const char source[] = "/proc/net/ipv6_route";
    if (count == NULL || (bytes == NULL && length != 0) || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_lines lines = cp_lines_of(bytes, length);
    return cp_ipv6_route_file_parse(&lines, source, items, capacity, count, failure);
}
