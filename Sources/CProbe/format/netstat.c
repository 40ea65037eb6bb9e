// /proc/net/netstat: the counters of TCP and IPv4 that have no place in /proc/net/snmp, for the
// whole network namespace.
// Sample: captured, debian-6.12-x86_64-machine.txt: /proc/net/netstat
//
//     TcpExt: SyncookiesSent SyncookiesRecv SyncookiesFailed EmbryonicRsts PruneCalled …
//     TcpExt: 0 0 0 0 0 …
//     IpExt: InNoRoutes InTruncatedPkts InMcastPkts OutMcastPkts InBcastPkts OutBcastPkts InOctets …
//     IpExt: 0 0 0 0 0 0 0 …
//     MPTcpExt: MPCapableSYNRX MPCapableSYNTX …
//     MPTcpExt: 0 0 …
//
// The grammar is that of counters.h. TCPMemoryPressuresChrono is milliseconds; the other numbers
// are counts, and bytes if the name ends in Octets. The counters of TcpExt are one pair of lines,
// and three records here. A kernel without Multipath TCP prints no MPTcpExt. Without a valid wanted
// number the text is malformed; without a counter of listening sockets, which every kernel prints,
// it is a failure.
//
// At most 300 words of 30 bytes and 300 numbers of 21 bytes: 15 KiB. netstat_seq_show(),
// net/ipv4/proc.c; Documentation/networking/snmp_counter.rst.

#include "../failure.h"
#include "../fields/fields.h"
#include "../include/cprobe/protocols.h"
#include "counters.h"

cprobe_result cprobe_netstat_parse(const char *bytes, size_t length, cprobe_protocols *protocols,
                                   cprobe_failure *failure) {
    static const char source[] = "/proc/net/netstat";
    if (protocols == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cprobe_protocols *to = protocols;
    const cp_protocol wanted[] = {
        {"TcpExt:", cp_tcp_ext_fields, cp_tcp_ext_fields_count, &to->tcp_ext,
         &to->tcp_ext.present_fields},
        {"TcpExt:", cp_tcp_fast_open_fields, cp_tcp_fast_open_fields_count, &to->tcp_fast_open,
         &to->tcp_fast_open.present_fields},
        {"TcpExt:", cp_tcp_signature_fields, cp_tcp_signature_fields_count, &to->tcp_signature,
         &to->tcp_signature.present_fields},
        {"IpExt:", cp_ip_ext_fields, cp_ip_ext_fields_count, &to->ip_ext,
         &to->ip_ext.present_fields},
        {"MPTcpExt:", cp_mptcp_fields, cp_mptcp_fields_count, &to->mptcp,
         &to->mptcp.present_fields},
    };
    cprobe_failures failures = protocols->failures;
    cp_lines lines = cp_lines_of(bytes, length);
    if (cp_counters_parse(&lines, wanted, sizeof wanted / sizeof wanted[0], source, &failures) ==
        0) {
        const bool has_failed = failures.count != protocols->failures.count &&
                                protocols->failures.count < CPROBE_FAILURES_LISTED;
        return cp_fail(failure, CPROBE_MALFORMED, source,
                       has_failed ? failures.items[protocols->failures.count].line : 0, 0);
    }
    if (!cprobe_has(to->tcp_ext.present_fields, CPROBE_TCP_EXT_LISTEN_DROPS) &&
        failures.count == protocols->failures.count) {
        cp_failures_add(&failures, (cprobe_failure){CPROBE_MALFORMED, 0, 0, source});
    }
    protocols->failures = failures;
    return CPROBE_OK;
}
