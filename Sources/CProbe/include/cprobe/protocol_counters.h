// Counters of the network protocols, and sockets by protocol: the records of the sections network
// and protocols.
//
// A number is absent if the kernel does not print it (its comment has the first kernel that does),
// or if it was malformed. The names are those of the kernel, in the order of its files; [Name] is
// the kernel's.

#ifndef CPROBE_PROTOCOL_COUNTERS_H
#define CPROBE_PROTOCOL_COUNTERS_H

#include "result.h"

#ifdef __cplusplus
extern "C" {
#endif

// Field numbers of cprobe_ip_counters, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_ip_counters_field {
    CPROBE_IP_DEFAULT_TTL = 0,
    CPROBE_IP_IN_RECEIVES,
    CPROBE_IP_IN_HDR_ERRORS,
    CPROBE_IP_IN_ADDR_ERRORS,
    CPROBE_IP_FORW_DATAGRAMS,
    CPROBE_IP_IN_UNKNOWN_PROTOS,
    CPROBE_IP_IN_DISCARDS,
    CPROBE_IP_IN_DELIVERS,
    CPROBE_IP_OUT_REQUESTS,
    CPROBE_IP_OUT_DISCARDS,
    CPROBE_IP_OUT_NO_ROUTES,
    CPROBE_IP_REASM_TIMEOUT,
    CPROBE_IP_REASM_REQDS,
    CPROBE_IP_REASM_OKS,
    CPROBE_IP_REASM_FAILS,
    CPROBE_IP_FRAG_OKS,
    CPROBE_IP_FRAG_FAILS,
    CPROBE_IP_FRAG_CREATES,
    CPROBE_IP_OUT_TRANSMITS
} cprobe_ip_counters_field;

// Counters of IPv4 since the network namespace was created (RFC 4293). Source: /proc/net/snmp, Ip:.
typedef struct cprobe_ip_counters {
    cprobe_presence present_fields; // Bits by cprobe_ip_counters_field.
    // Time to live of sent packets for which the socket sets none (net.ipv4.ip_default_ttl)
    // [DefaultTTL].
    uint64_t default_ttl;
    uint64_t in_receives; // IPv4 packets received, those with errors included [InReceives].
    // Packets discarded because of an error in the header, or an exceeded time to live
    // [InHdrErrors].
    uint64_t in_hdr_errors;
    // Packets discarded because their destination address was not valid here [InAddrErrors].
    uint64_t in_addr_errors;
    uint64_t forw_datagrams; // Packets forwarded [ForwDatagrams].
    // Packets discarded because their protocol is unknown [InUnknownProtos].
    uint64_t in_unknown_protos;
    // Packets without an error that were discarded, as for lack of memory [InDiscards].
    uint64_t in_discards;
    uint64_t in_delivers; // Packets delivered to their protocol [InDelivers].
    uint64_t out_requests; // Packets that the local protocols sent [OutRequests].
    // Packets without an error that were not sent, as for lack of memory [OutDiscards].
    uint64_t out_discards;
    uint64_t out_no_routes; // Packets discarded for lack of a route [OutNoRoutes].
    uint64_t reasm_timeout; // Reassemblies that timed out [ReasmTimeout].
    uint64_t reasm_reqds; // Fragments received that needed reassembly [ReasmReqds].
    uint64_t reasm_oks; // Packets reassembled [ReasmOKs].
    uint64_t reasm_fails; // Reassemblies that failed [ReasmFails].
    uint64_t frag_oks; // Packets fragmented [FragOKs].
    // Packets discarded because they needed fragmentation and did not permit it [FragFails].
    uint64_t frag_fails;
    uint64_t frag_creates; // Fragments made [FragCreates].
    // Packets passed to a device, forwarded ones and fragments included [OutTransmits]. Since 6.6.
    uint64_t out_transmits;
} cprobe_ip_counters;

// Field numbers of cprobe_icmp_counters, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_icmp_counters_field {
    CPROBE_ICMP_IN_MSGS = 0,
    CPROBE_ICMP_IN_ERRORS,
    CPROBE_ICMP_IN_CSUM_ERRORS,
    CPROBE_ICMP_IN_DEST_UNREACHS,
    CPROBE_ICMP_IN_TIME_EXCDS,
    CPROBE_ICMP_IN_PARM_PROBS,
    CPROBE_ICMP_IN_SRC_QUENCHS,
    CPROBE_ICMP_IN_REDIRECTS,
    CPROBE_ICMP_IN_ECHOS,
    CPROBE_ICMP_IN_ECHO_REPS,
    CPROBE_ICMP_IN_TIMESTAMPS,
    CPROBE_ICMP_IN_TIMESTAMP_REPS,
    CPROBE_ICMP_IN_ADDR_MASKS,
    CPROBE_ICMP_IN_ADDR_MASK_REPS,
    CPROBE_ICMP_OUT_MSGS,
    CPROBE_ICMP_OUT_ERRORS,
    CPROBE_ICMP_OUT_RATE_LIMIT_GLOBAL,
    CPROBE_ICMP_OUT_RATE_LIMIT_HOST,
    CPROBE_ICMP_OUT_DEST_UNREACHS,
    CPROBE_ICMP_OUT_TIME_EXCDS,
    CPROBE_ICMP_OUT_PARM_PROBS,
    CPROBE_ICMP_OUT_SRC_QUENCHS,
    CPROBE_ICMP_OUT_REDIRECTS,
    CPROBE_ICMP_OUT_ECHOS,
    CPROBE_ICMP_OUT_ECHO_REPS,
    CPROBE_ICMP_OUT_TIMESTAMPS,
    CPROBE_ICMP_OUT_TIMESTAMP_REPS,
    CPROBE_ICMP_OUT_ADDR_MASKS,
    CPROBE_ICMP_OUT_ADDR_MASK_REPS
} cprobe_icmp_counters_field;

// Counters of ICMP since the network namespace was created. Source: /proc/net/snmp, Icmp:.
typedef struct cprobe_icmp_counters {
    cprobe_presence present_fields; // Bits by cprobe_icmp_counters_field.
    uint64_t in_msgs; // ICMP messages received, those with errors included [InMsgs].
    uint64_t in_errors; // Messages received with an error, such as a bad checksum [InErrors].
    uint64_t in_csum_errors; // Messages received with a bad checksum [InCsumErrors]. Since 3.10.
    uint64_t in_dest_unreachs; // Destination Unreachable messages received [InDestUnreachs].
    uint64_t in_time_excds; // Time Exceeded messages received [InTimeExcds].
    uint64_t in_parm_probs; // Parameter Problem messages received [InParmProbs].
    uint64_t in_src_quenchs; // Source Quench messages received [InSrcQuenchs].
    uint64_t in_redirects; // Redirect messages received [InRedirects].
    uint64_t in_echos; // Echo messages received [InEchos].
    uint64_t in_echo_reps; // Echo Reply messages received [InEchoReps].
    uint64_t in_timestamps; // Timestamp messages received [InTimestamps].
    uint64_t in_timestamp_reps; // Timestamp Reply messages received [InTimestampReps].
    uint64_t in_addr_masks; // Address Mask messages received [InAddrMasks].
    uint64_t in_addr_mask_reps; // Address Mask Reply messages received [InAddrMaskReps].
    uint64_t out_msgs; // ICMP messages sent, those with errors included [OutMsgs].
    uint64_t out_errors; // Messages not sent because of an error [OutErrors].
    // Messages not sent because of the limit of the machine (net.ipv4.icmp_msgs_per_sec)
    // [OutRateLimitGlobal]. Since 6.3.
    uint64_t out_rate_limit_global;
    // Messages not sent because of the limit of their destination (net.ipv4.icmp_ratelimit)
    // [OutRateLimitHost]. Since 6.3.
    uint64_t out_rate_limit_host;
    uint64_t out_dest_unreachs; // Destination Unreachable messages sent [OutDestUnreachs].
    uint64_t out_time_excds; // Time Exceeded messages sent [OutTimeExcds].
    uint64_t out_parm_probs; // Parameter Problem messages sent [OutParmProbs].
    uint64_t out_src_quenchs; // Source Quench messages sent [OutSrcQuenchs].
    uint64_t out_redirects; // Redirect messages sent [OutRedirects].
    uint64_t out_echos; // Echo messages sent [OutEchos].
    uint64_t out_echo_reps; // Echo Reply messages sent [OutEchoReps].
    uint64_t out_timestamps; // Timestamp messages sent [OutTimestamps].
    uint64_t out_timestamp_reps; // Timestamp Reply messages sent [OutTimestampReps].
    uint64_t out_addr_masks; // Address Mask messages sent [OutAddrMasks].
    uint64_t out_addr_mask_reps; // Address Mask Reply messages sent [OutAddrMaskReps].
} cprobe_icmp_counters;

// Field numbers of cprobe_tcp_counters, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_tcp_counters_field {
    CPROBE_TCP_RTO_MIN_NS = 0,
    CPROBE_TCP_RTO_MAX_NS,
    CPROBE_TCP_ACTIVE_OPENS,
    CPROBE_TCP_PASSIVE_OPENS,
    CPROBE_TCP_ATTEMPT_FAILS,
    CPROBE_TCP_ESTAB_RESETS,
    CPROBE_TCP_IN_SEGS,
    CPROBE_TCP_OUT_SEGS,
    CPROBE_TCP_IN_ERRS,
    CPROBE_TCP_OUT_RSTS,
    CPROBE_TCP_IN_CSUM_ERRORS
} cprobe_tcp_counters_field;

// Counters of TCP over IPv4 and IPv6 since the network namespace was created (RFC 4022). Source:
// /proc/net/snmp, Tcp:.
typedef struct cprobe_tcp_counters {
    cprobe_presence present_fields; // Bits by cprobe_tcp_counters_field.
    uint64_t rto_min_ns; // The least retransmission timeout [RtoMin].
    uint64_t rto_max_ns; // The largest retransmission timeout [RtoMax].
    uint64_t active_opens; // Connections that this side began to open [ActiveOpens].
    // Connections that the other side opened to a listening socket [PassiveOpens].
    uint64_t passive_opens;
    uint64_t attempt_fails; // Connections that failed before they were established [AttemptFails].
    uint64_t estab_resets; // Connections reset while ESTABLISHED or CLOSE-WAIT [EstabResets].
    uint64_t in_segs; // Segments received, those with errors included [InSegs].
    uint64_t out_segs; // Segments sent, retransmissions not included [OutSegs].
    uint64_t in_errs; // Segments received with an error [InErrs].
    uint64_t out_rsts; // Segments sent with RST [OutRsts].
    uint64_t in_csum_errors; // Segments received with a bad checksum [InCsumErrors]. Since 3.10.
} cprobe_tcp_counters;

// Field numbers of cprobe_udp_counters, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_udp_counters_field {
    CPROBE_UDP_IN_DATAGRAMS = 0,
    CPROBE_UDP_NO_PORTS,
    CPROBE_UDP_IN_ERRORS,
    CPROBE_UDP_OUT_DATAGRAMS,
    CPROBE_UDP_RCVBUF_ERRORS,
    CPROBE_UDP_SNDBUF_ERRORS,
    CPROBE_UDP_IN_CSUM_ERRORS,
    CPROBE_UDP_IGNORED_MULTI,
    CPROBE_UDP_MEM_ERRORS
} cprobe_udp_counters_field;

// Counters of UDP or UDP-Lite since the network namespace was created (RFC 4113). Source:
// /proc/net/snmp, Udp: or UdpLite:; of IPv6 /proc/net/snmp6.
typedef struct cprobe_udp_counters {
    cprobe_presence present_fields; // Bits by cprobe_udp_counters_field.
    uint64_t in_datagrams; // Datagrams delivered to a socket [InDatagrams].
    uint64_t no_ports; // Datagrams received for a port without a socket [NoPorts].
    // Datagrams not delivered for another reason, the next errors included [InErrors].
    uint64_t in_errors;
    uint64_t out_datagrams; // Datagrams sent [OutDatagrams].
    // Datagrams dropped because the receive buffer of the socket was full [RcvbufErrors].
    uint64_t rcvbuf_errors;
    uint64_t sndbuf_errors; // Datagrams not sent because the send buffer was full [SndbufErrors].
    uint64_t in_csum_errors; // Datagrams received with a bad checksum [InCsumErrors]. Since 3.10.
    // Multicast datagrams received without a socket for them [IgnoredMulti]. Since 3.19.
    uint64_t ignored_multi;
    // Datagrams dropped because the memory of the protocol was full [MemErrors]. Since 5.11.
    uint64_t mem_errors;
} cprobe_udp_counters;

#ifdef __cplusplus
}
#endif

#endif
