// Further counters of the network protocols, the sockets of IPv6, and connection tracking.

#ifndef CPROBE_PROTOCOLS_H
#define CPROBE_PROTOCOLS_H

#include "collector.h"
#include "protocol_counters.h"

#ifdef __cplusplus
extern "C" {
#endif

// Field numbers of cprobe_protocols, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_protocols_field {
    CPROBE_PROTOCOLS_TCP6_SOCKETS = 0,
    CPROBE_PROTOCOLS_UDP6_SOCKETS,
    CPROBE_PROTOCOLS_UDPLITE6_SOCKETS,
    CPROBE_PROTOCOLS_RAW6_SOCKETS,
    CPROBE_PROTOCOLS_FRAGMENTS6,
    CPROBE_PROTOCOLS_FRAGMENTS6_MEMORY_BYTES,
    CPROBE_PROTOCOLS_CONNTRACK_ENTRIES,
    CPROBE_PROTOCOLS_CONNTRACK_MAX,
    CPROBE_PROTOCOLS_MONOTONIC
} cprobe_protocols_field;

enum { CPROBE_ICMP_TYPES = 256 };

// Messages of ICMP by type, as RFC 792 and RFC 4443 number them, since the network namespace was
// created. The kernel counts them beside its counters by name, also types without a name.
typedef struct cprobe_icmp_types {
    bool is_known;
    uint64_t in[CPROBE_ICMP_TYPES];  // Received; 0 if there was none.
    uint64_t out[CPROBE_ICMP_TYPES]; // Sent.
} cprobe_icmp_types;

// The section, for one network namespace. The section network has the other counters: those of
// /proc/net/snmp and the sockets of IPv4.
typedef struct cprobe_protocols {
    cprobe_presence present_fields; // Bits by cprobe_protocols_field.
    // Sockets of IPv6 in use: /proc/net/sockstat6, absent without IPv6. Sockets in TIME-WAIT are
    // not included [TCP6: inuse].
    uint64_t tcp6_sockets;
    uint64_t udp6_sockets;            // [UDP6: inuse]
    uint64_t udplite6_sockets;        // [UDPLITE6: inuse]
    uint64_t raw6_sockets;            // [RAW6: inuse]
    uint64_t fragments6;              // Packets that wait for fragments [FRAG6: inuse].
    uint64_t fragments6_memory_bytes; // Memory of the fragments that wait [FRAG6: memory].
    // Connections that the packet filter tracks, and their maximum. Absent if the kernel module
    // nf_conntrack is not loaded, and in a live root: the kernel reports the values of the reader's
    // namespace in every procfs.
    uint64_t conntrack_entries;
    uint64_t conntrack_max;
    uint64_t monotonic_ns;            // When this was read, CLOCK_MONOTONIC; absent in a captured
                                      // root.
    cprobe_tcp_ext_counters tcp_ext;
    cprobe_tcp_fast_open_counters tcp_fast_open;
    cprobe_tcp_signature_counters tcp_signature;
    cprobe_ip_ext_counters ip_ext;
    cprobe_mptcp_counters mptcp;
    cprobe_icmp_types icmp_types;     // /proc/net/snmp, IcmpMsg:.
    cprobe_ip6_counters ip6;          // This and the next ones are absent without IPv6.
    cprobe_icmp6_counters icmp6;
    cprobe_icmp_types icmp6_types;    // /proc/net/snmp6, Icmp6InType and Icmp6OutType.
    cprobe_udp_counters udp6;         // UDP over IPv6.
    cprobe_udp_counters udplite6;     // UDP-Lite over IPv6.
    cprobe_failures failures;         // Failures that made single fields absent.
} cprobe_protocols;

// Reads the counters of the network namespace of the calling thread (of process 1 in a live root):
// /proc/net/netstat, snmp6, sockstat6, the types of ICMP in snmp, and connection tracking. Keeps
// nothing open.
//
// A failed source makes only its own fields absent and is added to protocols->failures; without
// IPv6 its files are missing, which is no failure. If nothing could be read, the call fails as
// /proc/net/netstat did: NOT_FOUND, DENIED, EXHAUSTED, IO, MALFORMED. Also UNSUPPORTED, INVALID.
// `protocols` is untouched unless OK.
cprobe_result cprobe_protocols_read(cprobe_collector *collector, cprobe_protocols *protocols,
                                    cprobe_failure *failure);

// Parses /proc/net/netstat: tcp_ext, tcp_fast_open, tcp_signature, ip_ext and mptcp. A malformed
// number is an absent field, and is added to protocols->failures. Pure: any thread, any system;
// NULL with length 0 is valid. OK, MALFORMED (no wanted number; `protocols` is then untouched),
// INVALID.
cprobe_result cprobe_netstat_parse(const char *bytes, size_t length, cprobe_protocols *protocols,
                                   cprobe_failure *failure);

// Parses /proc/net/snmp6: ip6, icmp6, icmp6_types, udp6 and udplite6. Otherwise like
// cprobe_netstat_parse().
cprobe_result cprobe_snmp6_parse(const char *bytes, size_t length, cprobe_protocols *protocols,
                                 cprobe_failure *failure);

// Parses the types of ICMP messages in /proc/net/snmp. Pure, as above. OK; MALFORMED (a malformed
// count, or a cut text; `types` is then untouched), INVALID.
cprobe_result cprobe_icmp_types_parse(const char *bytes, size_t length, cprobe_icmp_types *types,
                                      cprobe_failure *failure);

// Parses /proc/net/sockstat6: tcp6_sockets to fragments6_memory_bytes. Otherwise like
// cprobe_netstat_parse().
cprobe_result cprobe_sockstat6_parse(const char *bytes, size_t length, cprobe_protocols *protocols,
                                     cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif
