// /proc/net/snmp6: the counters of IPv6 and the protocols above it, for the whole network
// namespace. Missing in a kernel without IPv6.
// Sample: written by hand.
//
//     Ip6InReceives                   	53
//     Icmp6InMsgs                     	4
//     Icmp6OutType135                 	2
//     Udp6InDatagrams                 	12
//     UdpLite6InDatagrams             	0
//
//     file = line*
//     line = protocol name (" " | "\t")* number "\n"
//
// All numbers are counts, and bytes if the name ends in Octets. A row's key is the name without the
// protocol, so that UDP has the rows of /proc/net/snmp. The types of ICMPv6 messages that were seen
// have lines of their own (InType1). Unknown names are skipped. A wanted name with a bad number is
// an absent field and a failure with its line; of a type, no type is known then. A text without a
// valid wanted number is malformed; without Ip6InReceives, the first line of every kernel, it is a
// failure.
//
// About 5 KiB: 100 lines of 50 bytes, and one for each type of ICMPv6 message, of at most 512.
// snmp6_seq_show(), net/ipv6/proc.c; RFC 4293, 4113.

#include "../failure.h"
#include "../fields/fields.h"
#include "../include/cprobe/protocols.h"
#include "../text/lines.h"
#include "../text/number.h"
#include "../text/table.h"
#include "icmp_types.h"

// The rows of one protocol, and the row to compare first: the one after the last hit.
typedef struct counters {
    const char *prefix;
    const cprobe_field *rows;
    size_t count, next;
    void *target;
    cprobe_presence *present;
} counters;

static const cprobe_field *find_row(counters *protocol, cp_span name) {
    for (size_t step = 0; step < protocol->count; step += 1) {
        const size_t at = (protocol->next + step) % protocol->count;
        const cprobe_field *row = &protocol->rows[at];
        if (row->key_length == name.length && memcmp(row->key, name.bytes, name.length) == 0) {
            protocol->next = at + 1;
            return row;
        }
    }
    return NULL;
}

// Stores the number of a line. False if the number of a wanted name is malformed.
static bool take_line(counters *protocols, size_t count, cprobe_icmp_types *types, cp_span line,
                      size_t *stored) {
    cp_skip_blanks(&line);
    const cp_span name = cp_take_word(&line);
    cp_span type_name = name;
    uint64_t *counter =
        cp_take_text(&type_name, "Icmp6") ? cp_icmp_type_of(types, type_name) : NULL;
    if (counter != NULL) {
        uint64_t number = 0;
        const bool is_right = cp_take_u64_word(&line, &number) && number <= INT64_MAX;
        *counter = is_right ? number : 0;
        return is_right;
    }
    for (size_t index = 0; index < count; index += 1) {
        const cp_span prefix = cp_span_of(protocols[index].prefix);
        if (!cp_span_starts(name, prefix)) {
            continue;
        }
        cp_span key = name;
        cp_skip(&key, prefix.length);
        const cprobe_field *row = find_row(&protocols[index], key);
        uint64_t number = 0;
        if (row == NULL) {
            return true;
        }
        if (!cp_take_u64_word(&line, &number) || number > INT64_MAX) {
            return false;
        }
        cp_row_store(row, number, protocols[index].target, protocols[index].present);
        *stored += 1;
        return true;
    }
    return true;
}

cprobe_result cprobe_snmp6_parse(const char *bytes, size_t length, cprobe_protocols *protocols,
                                 cprobe_failure *failure) {
    static const char source[] = "/proc/net/snmp6";
    if (protocols == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cprobe_protocols *to = protocols;
    counters wanted[] = {
        {"Ip6", cp_ip6_fields, cp_ip6_fields_count, 0, &to->ip6, &to->ip6.present_fields},
        {"Icmp6", cp_icmp6_fields, cp_icmp6_fields_count, 0, &to->icmp6,
         &to->icmp6.present_fields},
        {"Udp6", cp_udp_fields, cp_udp_fields_count, 0, &to->udp6, &to->udp6.present_fields},
        {"UdpLite6", cp_udp_fields, cp_udp_fields_count, 0, &to->udplite6,
         &to->udplite6.present_fields},
    };
    cprobe_failures failures = protocols->failures;
    cp_lines lines = cp_lines_of(bytes, length);
    cp_span line;
    cp_line_end end;
    size_t stored = 0;
    uint32_t bad_line = 0;
    cprobe_icmp_types types = {.is_known = true};
    while (cp_lines_next(&lines, &line, &end)) {
        if (!take_line(wanted, sizeof wanted / sizeof wanted[0], &types, line,
                       &stored)) {
            bad_line = bad_line == 0 ? lines.number : bad_line;
            cp_failures_add(&failures,
                            (cprobe_failure){CPROBE_MALFORMED, lines.number, 0, source});
        }
    }
    types.is_known = bad_line == 0; // A type of the bad line would look as if it was not seen.
    if (stored == 0) {
        return cp_fail(failure, CPROBE_MALFORMED, source, bad_line, 0);
    }
    if (!cprobe_has(to->ip6.present_fields, CPROBE_IP6_IN_RECEIVES) && bad_line == 0) {
        cp_failures_add(&failures, (cprobe_failure){CPROBE_MALFORMED, 0, 0, source});
    }
    protocols->failures = failures;
    protocols->icmp6_types = types;
    return CPROBE_OK;
}
