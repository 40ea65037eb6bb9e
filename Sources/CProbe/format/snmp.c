// /proc/net/snmp: the counters of the network protocols, for the whole network namespace.
// Sample: captured, firecracker-6.18-x86_64-hybrid.txt: /proc/net/snmp
//
//     Ip: Forwarding DefaultTTL InReceives …
//     Ip: 2 64 4292 …
//     Icmp: InMsgs InErrors InCsumErrors …
//     Icmp: 1 0 0 …
//     IcmpMsg: InType3
//     IcmpMsg: 1
//     Tcp: RtoAlgorithm RtoMin RtoMax MaxConn ActiveOpens PassiveOpens AttemptFails EstabResets CurrEstab InSegs OutSegs RetransSegs InErrs OutRsts InCsumErrors
//     Tcp: 1 200 120000 -1 17 2 0 0 0 4250 2538 0 0 0 0
//     Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors InCsumErrors IgnoredMulti MemErrors
//     Udp: 41 0 0 42 0 0 0 0 0
//     UdpLite: InDatagrams …
//
// The grammar is that of counters.h. RtoMin and RtoMax are milliseconds. Not read: Forwarding (1 or
// 2, a setting), RtoAlgorithm (always 1) and MaxConn (always -1: no limit). The lines of TCP
// include both versions of IP; Udp and UdpLite are IPv4. Without a valid wanted number the text is
// malformed; without those of TCP that every kernel prints, it is a failure.
//
// IcmpMsg has the types of messages that were seen, at most 16 in each of several pairs, and is
// missing without any. It has a parser of its own. About 1.5 KiB. snmp_seq_show(),
// net/ipv4/proc.c; RFC 4293, 4022, 4113.

#include "../failure.h"
#include "../fields/fields.h"
#include "../include/cprobe/network.h"
#include "counters.h"
#include "icmp_types.h"

cprobe_result cprobe_snmp_parse(const char *bytes, size_t length, cprobe_network *network,
                                cprobe_failure *failure) {
    static const char source[] = "/proc/net/snmp";
    if (network == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    const cp_protocol protocols[] = {
        {"Ip:", cp_ip_fields, cp_ip_fields_count, &network->ip, &network->ip.present_fields},
        {"Icmp:", cp_icmp_fields, cp_icmp_fields_count, &network->icmp,
         &network->icmp.present_fields},
        {"Tcp:", &cp_network_fields[CPROBE_NETWORK_TCP_ESTABLISHED], 2, network,
         &network->present_fields},
        {"Tcp:", cp_tcp_fields, cp_tcp_fields_count, &network->tcp, &network->tcp.present_fields},
        {"Udp:", cp_udp_fields, cp_udp_fields_count, &network->udp, &network->udp.present_fields},
        {"UdpLite:", cp_udp_fields, cp_udp_fields_count, &network->udplite,
         &network->udplite.present_fields},
    };
    cprobe_failures failures = network->failures;
    cp_lines lines = cp_lines_of(bytes, length);
    if (cp_counters_parse(&lines, protocols, sizeof protocols / sizeof protocols[0], source,
                          &failures) == 0) {
        const bool has_failed = failures.count != network->failures.count &&
                                network->failures.count < CPROBE_FAILURES_LISTED;
        return cp_fail(failure, CPROBE_MALFORMED, source,
                       has_failed ? failures.items[network->failures.count].line : 0, 0);
    }
    const bool has_tcp =
        cprobe_has(network->present_fields, CPROBE_NETWORK_TCP_ESTABLISHED) &&
        cprobe_has(network->present_fields, CPROBE_NETWORK_TCP_RETRANSMITS);
    if (!has_tcp && failures.count == network->failures.count) {
        cp_failures_add(&failures, (cprobe_failure){CPROBE_MALFORMED, 0, 0, source});
    }
    network->failures = failures;
    return CPROBE_OK;
}

// Stores the counts of a pair of lines. False if they do not match, or a count is malformed.
static bool take_types(cp_span names, cp_span numbers, cprobe_icmp_types *types) {
    for (;;) {
        const cp_span name = cp_take_word(&names);
        cp_skip_blanks(&numbers);
        if (name.length == 0 || numbers.length == 0) {
            return name.length == 0 && numbers.length == 0;
        }
        uint64_t *counter = cp_icmp_type_of(types, name);
        uint64_t number = 0;
        if (!cp_take_u64_word(&numbers, &number) || number > INT64_MAX) {
            return false;
        }
        if (counter != NULL) {
            *counter = number;
        }
    }
}

cprobe_result cprobe_icmp_types_parse(const char *bytes, size_t length, cprobe_icmp_types *types,
                                      cprobe_failure *failure) {
    static const char source[] = "/proc/net/snmp";
    if (types == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cprobe_icmp_types read = {.is_known = true};
    cp_lines lines = cp_lines_of(bytes, length);
    cp_span names, numbers;
    cp_line_end end;
    bool has_tcp = false;
    while (cp_lines_next(&lines, &names, &end)) {
        const cp_span name = cp_take_word(&names);
        // Every kernel prints Tcp, behind IcmpMsg.
        has_tcp = has_tcp || cp_span_equal(name, cp_span_of("Tcp:"));
        if (!cp_span_equal(name, cp_span_of("IcmpMsg:"))) {
            continue;
        }
        if (!cp_lines_next(&lines, &numbers, &end) ||
            !cp_span_equal(cp_take_word(&numbers), name) || !take_types(names, numbers, &read)) {
            return cp_fail(failure, CPROBE_MALFORMED, source, lines.number, 0);
        }
    }
    if (!has_tcp) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    *types = read;
    return CPROBE_OK;
}
