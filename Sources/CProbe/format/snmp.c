// /proc/net/snmp: the counters of the network protocols, for the whole network namespace.
//
//     Ip: Forwarding DefaultTTL InReceives …
//     Ip: 2 64 108842 …
//     Icmp: InMsgs InErrors InCsumErrors …
//     Icmp: 4 0 0 …
//     IcmpMsg: InType3
//     IcmpMsg: 4
//     Tcp: RtoAlgorithm RtoMin RtoMax MaxConn ActiveOpens PassiveOpens AttemptFails EstabResets CurrEstab InSegs OutSegs RetransSegs InErrs OutRsts InCsumErrors
//     Tcp: 1 200 120000 -1 1022 12 3 45 15 101889 102404 18 0 26 0
//     Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors InCsumErrors IgnoredMulti MemErrors
//     Udp: 10948 0 0 10952 0 0 0 0 0
//     UdpLite: InDatagrams …
//
// The grammar is that of counters.h. RtoMin and RtoMax are milliseconds. Not read: Forwarding (1 or
// 2, a setting), RtoAlgorithm (always 1), MaxConn (always -1: no limit), and the line IcmpMsg,
// whose columns are the types of messages that were seen. The lines of TCP include both versions of
// IP; Udp and UdpLite are IPv4. Without a valid wanted number the text is malformed; without those
// of TCP that every kernel prints, it is a failure. About 1.5 KiB. snmp_seq_show(),
// net/ipv4/proc.c; RFC 4293, 4022, 4113.

#include "../failure.h"
#include "../fields/fields.h"
#include "../include/cprobe/network.h"
#include "counters.h"

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
