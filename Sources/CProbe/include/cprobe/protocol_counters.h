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

// Field numbers of cprobe_tcp_ext_counters, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_tcp_ext_counters_field {
    CPROBE_TCP_EXT_SYNCOOKIES_SENT = 0,
    CPROBE_TCP_EXT_SYNCOOKIES_RECV,
    CPROBE_TCP_EXT_SYNCOOKIES_FAILED,
    CPROBE_TCP_EXT_EMBRYONIC_RSTS,
    CPROBE_TCP_EXT_PRUNE_CALLED,
    CPROBE_TCP_EXT_RCV_PRUNED,
    CPROBE_TCP_EXT_OFO_PRUNED,
    CPROBE_TCP_EXT_OUT_OF_WINDOW_ICMPS,
    CPROBE_TCP_EXT_LOCK_DROPPED_ICMPS,
    CPROBE_TCP_EXT_ARP_FILTER,
    CPROBE_TCP_EXT_TW,
    CPROBE_TCP_EXT_TW_RECYCLED,
    CPROBE_TCP_EXT_TW_KILLED,
    CPROBE_TCP_EXT_PAWS_ACTIVE,
    CPROBE_TCP_EXT_PAWS_ESTAB,
    CPROBE_TCP_EXT_BEYOND_WINDOW,
    CPROBE_TCP_EXT_TSECR_REJECTED,
    CPROBE_TCP_EXT_PAWS_OLD_ACK,
    CPROBE_TCP_EXT_PAWS_TIMEWAIT,
    CPROBE_TCP_EXT_DELAYED_ACKS,
    CPROBE_TCP_EXT_DELAYED_ACK_LOCKED,
    CPROBE_TCP_EXT_DELAYED_ACK_LOST,
    CPROBE_TCP_EXT_LISTEN_OVERFLOWS,
    CPROBE_TCP_EXT_LISTEN_DROPS,
    CPROBE_TCP_EXT_TCP_HP_HITS,
    CPROBE_TCP_EXT_TCP_PURE_ACKS,
    CPROBE_TCP_EXT_TCP_HP_ACKS,
    CPROBE_TCP_EXT_TCP_RENO_RECOVERY,
    CPROBE_TCP_EXT_TCP_SACK_RECOVERY,
    CPROBE_TCP_EXT_TCP_SACK_RENEGING,
    CPROBE_TCP_EXT_TCP_SACK_REORDER,
    CPROBE_TCP_EXT_TCP_RENO_REORDER,
    CPROBE_TCP_EXT_TCP_TS_REORDER,
    CPROBE_TCP_EXT_TCP_FULL_UNDO,
    CPROBE_TCP_EXT_TCP_PARTIAL_UNDO,
    CPROBE_TCP_EXT_TCP_DSACK_UNDO,
    CPROBE_TCP_EXT_TCP_LOSS_UNDO,
    CPROBE_TCP_EXT_TCP_LOST_RETRANSMIT,
    CPROBE_TCP_EXT_TCP_RENO_FAILURES,
    CPROBE_TCP_EXT_TCP_SACK_FAILURES,
    CPROBE_TCP_EXT_TCP_LOSS_FAILURES,
    CPROBE_TCP_EXT_TCP_FAST_RETRANS,
    CPROBE_TCP_EXT_TCP_SLOW_START_RETRANS,
    CPROBE_TCP_EXT_TCP_TIMEOUTS,
    CPROBE_TCP_EXT_TCP_LOSS_PROBES,
    CPROBE_TCP_EXT_TCP_LOSS_PROBE_RECOVERY,
    CPROBE_TCP_EXT_TCP_RENO_RECOVERY_FAIL,
    CPROBE_TCP_EXT_TCP_SACK_RECOVERY_FAIL,
    CPROBE_TCP_EXT_TCP_RCV_COLLAPSED,
    CPROBE_TCP_EXT_TCP_BACKLOG_COALESCE,
    CPROBE_TCP_EXT_TCP_DSACK_OLD_SENT,
    CPROBE_TCP_EXT_TCP_DSACK_OFO_SENT,
    CPROBE_TCP_EXT_TCP_DSACK_RECV,
    CPROBE_TCP_EXT_TCP_DSACK_OFO_RECV,
    CPROBE_TCP_EXT_TCP_ABORT_ON_DATA,
    CPROBE_TCP_EXT_TCP_ABORT_ON_CLOSE,
    CPROBE_TCP_EXT_TCP_ABORT_ON_MEMORY,
    CPROBE_TCP_EXT_TCP_ABORT_ON_TIMEOUT,
    CPROBE_TCP_EXT_TCP_ABORT_ON_LINGER,
    CPROBE_TCP_EXT_TCP_ABORT_FAILED,
    CPROBE_TCP_EXT_TCP_MEMORY_PRESSURES,
    CPROBE_TCP_EXT_TCP_MEMORY_PRESSURES_CHRONO_NS,
    CPROBE_TCP_EXT_TCP_SACK_DISCARD,
    CPROBE_TCP_EXT_TCP_DSACK_IGNORED_OLD,
    CPROBE_TCP_EXT_TCP_DSACK_IGNORED_NO_UNDO,
    CPROBE_TCP_EXT_TCP_SPURIOUS_RTOS,
    CPROBE_TCP_EXT_TCP_SACK_SHIFTED,
    CPROBE_TCP_EXT_TCP_SACK_MERGED,
    CPROBE_TCP_EXT_TCP_SACK_SHIFT_FALLBACK,
    CPROBE_TCP_EXT_TCP_BACKLOG_DROP,
    CPROBE_TCP_EXT_PFMEMALLOC_DROP,
    CPROBE_TCP_EXT_TCP_MIN_TTL_DROP,
    CPROBE_TCP_EXT_TCP_DEFER_ACCEPT_DROP,
    CPROBE_TCP_EXT_IP_REVERSE_PATH_FILTER,
    CPROBE_TCP_EXT_TCP_TIME_WAIT_OVERFLOW,
    CPROBE_TCP_EXT_TCP_REQ_Q_FULL_DO_COOKIES,
    CPROBE_TCP_EXT_TCP_REQ_Q_FULL_DROP,
    CPROBE_TCP_EXT_TCP_RETRANS_FAIL,
    CPROBE_TCP_EXT_TCP_RCV_COALESCE,
    CPROBE_TCP_EXT_TCP_OFO_QUEUE,
    CPROBE_TCP_EXT_TCP_OFO_DROP,
    CPROBE_TCP_EXT_TCP_OFO_MERGE,
    CPROBE_TCP_EXT_TCP_CHALLENGE_ACK,
    CPROBE_TCP_EXT_TCP_SYN_CHALLENGE,
    CPROBE_TCP_EXT_TCP_SPURIOUS_RTX_HOST_QUEUES,
    CPROBE_TCP_EXT_BUSY_POLL_RX_PACKETS,
    CPROBE_TCP_EXT_TCP_AUTO_CORKING,
    CPROBE_TCP_EXT_TCP_FROM_ZERO_WINDOW_ADV,
    CPROBE_TCP_EXT_TCP_TO_ZERO_WINDOW_ADV,
    CPROBE_TCP_EXT_TCP_WANT_ZERO_WINDOW_ADV,
    CPROBE_TCP_EXT_TCP_SYN_RETRANS,
    CPROBE_TCP_EXT_TCP_ORIG_DATA_SENT,
    CPROBE_TCP_EXT_TCP_HYSTART_TRAIN_DETECT,
    CPROBE_TCP_EXT_TCP_HYSTART_TRAIN_CWND,
    CPROBE_TCP_EXT_TCP_HYSTART_DELAY_DETECT,
    CPROBE_TCP_EXT_TCP_HYSTART_DELAY_CWND,
    CPROBE_TCP_EXT_TCP_ACK_SKIPPED_SYN_RECV,
    CPROBE_TCP_EXT_TCP_ACK_SKIPPED_PAWS,
    CPROBE_TCP_EXT_TCP_ACK_SKIPPED_SEQ,
    CPROBE_TCP_EXT_TCP_ACK_SKIPPED_FIN_WAIT2,
    CPROBE_TCP_EXT_TCP_ACK_SKIPPED_TIME_WAIT,
    CPROBE_TCP_EXT_TCP_ACK_SKIPPED_CHALLENGE,
    CPROBE_TCP_EXT_TCP_WIN_PROBE,
    CPROBE_TCP_EXT_TCP_KEEP_ALIVE,
    CPROBE_TCP_EXT_TCP_MTUP_FAIL,
    CPROBE_TCP_EXT_TCP_MTUP_SUCCESS,
    CPROBE_TCP_EXT_TCP_DELIVERED,
    CPROBE_TCP_EXT_TCP_DELIVERED_CE,
    CPROBE_TCP_EXT_TCP_ACK_COMPRESSED,
    CPROBE_TCP_EXT_TCP_ZERO_WINDOW_DROP,
    CPROBE_TCP_EXT_TCP_RCVQ_DROP,
    CPROBE_TCP_EXT_TCP_WQUEUE_TOO_BIG,
    CPROBE_TCP_EXT_TCP_TIMEOUT_REHASH,
    CPROBE_TCP_EXT_TCP_DUPLICATE_DATA_REHASH,
    CPROBE_TCP_EXT_TCP_DSACK_RECV_SEGS,
    CPROBE_TCP_EXT_TCP_DSACK_IGNORED_DUBIOUS,
    CPROBE_TCP_EXT_TCP_MIGRATE_REQ_SUCCESS,
    CPROBE_TCP_EXT_TCP_MIGRATE_REQ_FAILURE,
    CPROBE_TCP_EXT_TCP_PLB_REHASH
} cprobe_tcp_ext_counters_field;

// Further counters of TCP over IPv4 and IPv6 since the network namespace was created, and a few of
// IP. Source: /proc/net/netstat, TcpExt:.
typedef struct cprobe_tcp_ext_counters {
    cprobe_presence present_fields; // Bits by cprobe_tcp_ext_counters_field.
    // SYN cookies sent, because the queue of a listening socket was full [SyncookiesSent].
    uint64_t syncookies_sent;
    uint64_t syncookies_recv; // Valid SYN cookies received [SyncookiesRecv].
    uint64_t syncookies_failed; // Invalid SYN cookies received [SyncookiesFailed].
    uint64_t embryonic_rsts; // Connections reset before they were established [EmbryonicRsts].
    // Times that the receive buffer of a socket was full, and the kernel tried to free memory of it
    // [PruneCalled].
    uint64_t prune_called;
    // Packets dropped because memory could not be freed in the receive buffer of a socket
    // [RcvPruned].
    uint64_t rcv_pruned;
    // Times that packets received out of order were dropped because a socket lacked memory
    // [OfoPruned].
    uint64_t ofo_pruned;
    // ICMP messages dropped because they were outside the window of their connection
    // [OutOfWindowIcmps].
    uint64_t out_of_window_icmps;
    // ICMP messages dropped because their socket was in use [LockDroppedIcmps].
    uint64_t lock_dropped_icmps;
    // ARP requests that were not answered because of net.ipv4.conf.*.arp_filter [ArpFilter].
    uint64_t arp_filter;
    uint64_t tw; // Connections that left TIME-WAIT because its time was over [TW].
    uint64_t tw_recycled; // Sockets in TIME-WAIT that were used for a new connection [TWRecycled].
    // Sockets in TIME-WAIT that were ended because of their time stamps [TWKilled].
    uint64_t tw_killed;
    // Packets of connections in SYN-SENT that were rejected because of their time stamp
    // [PAWSActive].
    uint64_t paws_active;
    // Packets of established connections that were rejected because of their time stamp
    // [PAWSEstab].
    uint64_t paws_estab;
    // Packets dropped because they were beyond the receive window [BeyondWindow]. Since 6.17.
    uint64_t beyond_window;
    // Packets dropped because they echo a time stamp that was not sent [TSEcrRejected]. Since 6.15.
    uint64_t tsecr_rejected;
    // Old acknowledgements with an old time stamp, which are not counted as rejected [PAWSOldAck].
    // Since 6.14.
    uint64_t paws_old_ack;
    // Packets of connections in TIME-WAIT that were rejected because of their time stamp
    // [PAWSTimewait]. Since 6.14.
    uint64_t paws_timewait;
    uint64_t delayed_acks; // Delayed acknowledgements sent [DelayedACKs].
    // Acknowledgements delayed further because their socket was in use [DelayedACKLocked].
    uint64_t delayed_ack_locked;
    // Delayed acknowledgements that were probably lost, because their data arrived again
    // [DelayedACKLost].
    uint64_t delayed_ack_lost;
    // Times that a connection was not accepted because the accept queue of its listening socket was
    // full [ListenOverflows].
    uint64_t listen_overflows;
    // Connection requests dropped by a listening socket, those of a full accept queue included
    // [ListenDrops].
    uint64_t listen_drops;
    uint64_t tcp_hp_hits; // Packets received by the fast path (header prediction) [TCPHPHits].
    // Acknowledgements without data received by the slow path [TCPPureAcks].
    uint64_t tcp_pure_acks;
    // Acknowledgements received by the fast path (header prediction) [TCPHPAcks].
    uint64_t tcp_hp_acks;
    // Recoveries from packet loss by fast retransmit, without SACK [TCPRenoRecovery].
    uint64_t tcp_reno_recovery;
    // Recoveries from packet loss by fast retransmit, with SACK [TCPSackRecovery].
    uint64_t tcp_sack_recovery;
    // Packets that a peer had acknowledged by SACK and then discarded [TCPSACKReneging].
    uint64_t tcp_sack_reneging;
    uint64_t tcp_sack_reorder; // Reordered packets that SACK detected [TCPSACKReorder].
    // Reordered packets that duplicate acknowledgements detected [TCPRenoReorder].
    uint64_t tcp_reno_reorder;
    uint64_t tcp_ts_reorder; // Reordered packets that time stamps detected [TCPTSReorder].
    // Recoveries undone completely by time stamps, since all retransmits were unnecessary
    // [TCPFullUndo].
    uint64_t tcp_full_undo;
    uint64_t tcp_partial_undo; // Recoveries undone partly by time stamps [TCPPartialUndo].
    uint64_t tcp_dsack_undo; // Recoveries undone by duplicate SACK [TCPDSACKUndo].
    uint64_t tcp_loss_undo; // Recoveries from a timeout that were undone [TCPLossUndo].
    // Retransmitted segments that were lost again [TCPLostRetransmit].
    uint64_t tcp_lost_retransmit;
    // Timeouts that followed a fast retransmit without SACK [TCPRenoFailures].
    uint64_t tcp_reno_failures;
    // Timeouts that followed a fast retransmit with SACK [TCPSackFailures].
    uint64_t tcp_sack_failures;
    uint64_t tcp_loss_failures; // Timeouts within a recovery from a timeout [TCPLossFailures].
    uint64_t tcp_fast_retrans; // Segments retransmitted by fast retransmit [TCPFastRetrans].
    // Segments retransmitted in slow start after a timeout [TCPSlowStartRetrans].
    uint64_t tcp_slow_start_retrans;
    uint64_t tcp_timeouts; // Retransmission timeouts [TCPTimeouts].
    uint64_t tcp_loss_probes; // Tail loss probes sent [TCPLossProbes]. Since 3.10.
    // Losses repaired by a tail loss probe [TCPLossProbeRecovery]. Since 3.10.
    uint64_t tcp_loss_probe_recovery;
    uint64_t tcp_reno_recovery_fail; // Retransmits without SACK that failed [TCPRenoRecoveryFail].
    uint64_t tcp_sack_recovery_fail; // Retransmits with SACK that failed [TCPSackRecoveryFail].
    // Packets merged in receive buffers to free memory [TCPRcvCollapsed].
    uint64_t tcp_rcv_collapsed;
    // Packets merged in the backlog of a socket in use [TCPBacklogCoalesce]. Since 5.0.
    uint64_t tcp_backlog_coalesce;
    // Duplicate SACKs sent for packets that had been acknowledged [TCPDSACKOldSent].
    uint64_t tcp_dsack_old_sent;
    uint64_t tcp_dsack_ofo_sent; // Duplicate SACKs sent for packets out of order [TCPDSACKOfoSent].
    // Duplicate SACKs received for packets that had been acknowledged [TCPDSACKRecv].
    uint64_t tcp_dsack_recv;
    // Duplicate SACKs received for packets out of order [TCPDSACKOfoRecv].
    uint64_t tcp_dsack_ofo_recv;
    // Connections reset because data arrived after the program closed them [TCPAbortOnData].
    uint64_t tcp_abort_on_data;
    // Connections reset because the program closed them with unread data [TCPAbortOnClose].
    uint64_t tcp_abort_on_close;
    // Connections reset for lack of memory, or because of too many orphans [TCPAbortOnMemory].
    uint64_t tcp_abort_on_memory;
    // Connections ended because a timer had no retries left [TCPAbortOnTimeout].
    uint64_t tcp_abort_on_timeout;
    // Connections reset because they lingered too long in FIN-WAIT-2 after they were closed
    // [TCPAbortOnLinger].
    uint64_t tcp_abort_on_linger;
    // Times that a connection could not send the RST of its end [TCPAbortFailed].
    uint64_t tcp_abort_failed;
    // Times that the memory of TCP came under pressure [TCPMemoryPressures].
    uint64_t tcp_memory_pressures;
    // Time that the memory of TCP was under pressure [TCPMemoryPressuresChrono]. Since 4.13.
    uint64_t tcp_memory_pressures_chrono_ns;
    uint64_t tcp_sack_discard; // Invalid SACK blocks received and ignored [TCPSACKDiscard].
    // Invalid duplicate SACKs received, for data that was retransmitted before
    // [TCPDSACKIgnoredOld].
    uint64_t tcp_dsack_ignored_old;
    // Invalid duplicate SACKs received, for data that was not retransmitted
    // [TCPDSACKIgnoredNoUndo].
    uint64_t tcp_dsack_ignored_no_undo;
    // Retransmission timeouts that were unnecessary, detected by F-RTO [TCPSpuriousRTOs].
    uint64_t tcp_spurious_rtos;
    // Packets moved into the packet before them by SACK processing [TCPSackShifted].
    uint64_t tcp_sack_shifted;
    // Packets merged with the packet before them by SACK processing [TCPSackMerged].
    uint64_t tcp_sack_merged;
    // Packets that SACK processing could neither move nor merge [TCPSackShiftFallback].
    uint64_t tcp_sack_shift_fallback;
    // Packets dropped because the backlog of their socket was full [TCPBacklogDrop].
    uint64_t tcp_backlog_drop;
    // Packets dropped because they use memory that is reserved for freeing memory [PFMemallocDrop].
    // Since 4.8.
    uint64_t pfmemalloc_drop;
    // Packets dropped because their time to live was below the minimum of their socket
    // [TCPMinTTLDrop].
    uint64_t tcp_min_ttl_drop;
    // Acknowledgements without data dropped by a listening socket with TCP_DEFER_ACCEPT
    // [TCPDeferAcceptDrop].
    uint64_t tcp_defer_accept_drop;
    // IPv4 packets dropped by the reverse path filter [IPReversePathFilter].
    uint64_t ip_reverse_path_filter;
    // Connections that skipped TIME-WAIT because of too many sockets in it [TCPTimeWaitOverflow].
    uint64_t tcp_time_wait_overflow;
    // Times that a full queue of connection requests was answered by SYN cookies
    // [TCPReqQFullDoCookies].
    uint64_t tcp_req_q_full_do_cookies;
    // Connection requests dropped because the queue was full and SYN cookies are disabled
    // [TCPReqQFullDrop].
    uint64_t tcp_req_q_full_drop;
    uint64_t tcp_retrans_fail; // Retransmits that the network layer refused [TCPRetransFail].
    uint64_t tcp_rcv_coalesce; // Packets merged in receive queues [TCPRcvCoalesce].
    uint64_t tcp_ofo_queue; // Packets received out of order and queued [TCPOFOQueue].
    // Packets received out of order and dropped for lack of memory [TCPOFODrop].
    uint64_t tcp_ofo_drop;
    // Packets received out of order with data that was already queued [TCPOFOMerge].
    uint64_t tcp_ofo_merge;
    // Acknowledgements sent to challenge a suspicious packet (RFC 5961) [TCPChallengeACK].
    uint64_t tcp_challenge_ack;
    // Acknowledgements sent to challenge a SYN of an established connection (RFC 5961)
    // [TCPSYNChallenge].
    uint64_t tcp_syn_challenge;
    // Retransmits skipped because the first copy was still in a queue of this machine
    // [TCPSpuriousRtxHostQueues]. Since 3.15.
    uint64_t tcp_spurious_rtx_host_queues;
    // Packets received by busy polling [BusyPollRxPackets]. Since 3.11.
    uint64_t busy_poll_rx_packets;
    // Small writes that waited for others, to be sent in one packet [TCPAutoCorking]. Since 3.14.
    uint64_t tcp_auto_corking;
    // Times that an advertised receive window changed from zero [TCPFromZeroWindowAdv]. Since 3.15.
    uint64_t tcp_from_zero_window_adv;
    // Times that an advertised receive window changed to zero [TCPToZeroWindowAdv]. Since 3.15.
    uint64_t tcp_to_zero_window_adv;
    // Times that a receive window should have changed to zero, but was announced larger before
    // [TCPWantZeroWindowAdv]. Since 3.15.
    uint64_t tcp_want_zero_window_adv;
    uint64_t tcp_syn_retrans; // SYN and SYN-ACK segments retransmitted [TCPSynRetrans]. Since 3.15.
    // Segments with data sent, retransmissions not included [TCPOrigDataSent]. Since 3.15.
    uint64_t tcp_orig_data_sent;
    // Times that Hystart ended slow start by the length of a train of acknowledgements
    // [TCPHystartTrainDetect]. Since 3.19.
    uint64_t tcp_hystart_train_detect;
    // Sum of the congestion windows when Hystart ended slow start by the length of a train
    // [TCPHystartTrainCwnd]. Since 3.19.
    uint64_t tcp_hystart_train_cwnd;
    // Times that Hystart ended slow start by the delay of acknowledgements [TCPHystartDelayDetect].
    // Since 3.19.
    uint64_t tcp_hystart_delay_detect;
    // Sum of the congestion windows when Hystart ended slow start by the delay
    // [TCPHystartDelayCwnd]. Since 3.19.
    uint64_t tcp_hystart_delay_cwnd;
    // Acknowledgements of unexpected packets in SYN-RECEIVED, not sent to limit their rate
    // [TCPACKSkippedSynRecv]. Since 4.0.
    uint64_t tcp_ack_skipped_syn_recv;
    // Acknowledgements of packets with a rejected time stamp, not sent to limit their rate
    // [TCPACKSkippedPAWS]. Since 4.0.
    uint64_t tcp_ack_skipped_paws;
    // Acknowledgements of packets outside the window, not sent to limit their rate
    // [TCPACKSkippedSeq]. Since 4.0.
    uint64_t tcp_ack_skipped_seq;
    // Acknowledgements of unexpected packets in FIN-WAIT-2, not sent to limit their rate
    // [TCPACKSkippedFinWait2]. Since 4.0.
    uint64_t tcp_ack_skipped_fin_wait2;
    // Acknowledgements of unexpected packets in TIME-WAIT, not sent to limit their rate
    // [TCPACKSkippedTimeWait]. Since 4.0.
    uint64_t tcp_ack_skipped_time_wait;
    // Challenge acknowledgements not sent to limit their rate [TCPACKSkippedChallenge]. Since 4.0.
    uint64_t tcp_ack_skipped_challenge;
    uint64_t tcp_win_probe; // Probes of zero windows sent [TCPWinProbe]. Since 4.2.
    uint64_t tcp_keep_alive; // Keep-alive probes sent [TCPKeepAlive]. Since 4.2.
    uint64_t tcp_mtup_fail; // Probes of the path MTU that were lost [TCPMTUPFail]. Since 4.3.
    uint64_t tcp_mtup_success; // Probes of the path MTU that arrived [TCPMTUPSuccess]. Since 4.3.
    // Segments delivered to peers, retransmissions included [TCPDelivered]. Since 4.18.
    uint64_t tcp_delivered;
    // Segments delivered to peers that report congestion (ECN) [TCPDeliveredCE]. Since 4.18.
    uint64_t tcp_delivered_ce;
    // Acknowledgements not sent because a later one includes them [TCPAckCompressed]. Since 4.18.
    uint64_t tcp_ack_compressed;
    // Packets dropped because the receive window was zero [TCPZeroWindowDrop]. Since 4.19.
    uint64_t tcp_zero_window_drop;
    // Packets dropped because the receive buffer had no memory left [TCPRcvQDrop]. Since 4.19.
    uint64_t tcp_rcvq_drop;
    // Segments not split because the send buffer of the socket was too full [TCPWqueueTooBig].
    // Since 5.2.
    uint64_t tcp_wqueue_too_big;
    // Times that a connection changed its path after a timeout [TcpTimeoutRehash]. Since 5.6.
    uint64_t tcp_timeout_rehash;
    // Times that a connection changed its path after duplicate data [TcpDuplicateDataRehash]. Since
    // 5.6.
    uint64_t tcp_duplicate_data_rehash;
    // Segments of which duplicate SACKs reported a second copy [TCPDSACKRecvSegs]. Since 5.10.
    uint64_t tcp_dsack_recv_segs;
    // Duplicate SACKs received and ignored because they reported more than was retransmitted
    // [TCPDSACKIgnoredDubious]. Since 5.10.
    uint64_t tcp_dsack_ignored_dubious;
    // Connection requests that moved from a closed listening socket to another one
    // [TCPMigrateReqSuccess]. Since 5.14.
    uint64_t tcp_migrate_req_success;
    // Connection requests that could not move to another listening socket [TCPMigrateReqFailure].
    // Since 5.14.
    uint64_t tcp_migrate_req_failure;
    // Times that a connection changed its path because of congestion (protective load balancing)
    // [TCPPLBRehash]. Since 6.2.
    uint64_t tcp_plb_rehash;
} cprobe_tcp_ext_counters;

// Field numbers of cprobe_tcp_fast_open_counters, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_tcp_fast_open_counters_field {
    CPROBE_TCP_FAST_OPEN_ACTIVE = 0,
    CPROBE_TCP_FAST_OPEN_ACTIVE_FAIL,
    CPROBE_TCP_FAST_OPEN_PASSIVE,
    CPROBE_TCP_FAST_OPEN_PASSIVE_FAIL,
    CPROBE_TCP_FAST_OPEN_LISTEN_OVERFLOW,
    CPROBE_TCP_FAST_OPEN_COOKIE_REQD,
    CPROBE_TCP_FAST_OPEN_BLACKHOLE,
    CPROBE_TCP_FAST_OPEN_PASSIVE_ALT_KEY
} cprobe_tcp_fast_open_counters_field;

// Counters of TCP Fast Open (RFC 7413) since the network namespace was created. Source:
// /proc/net/netstat, TcpExt:.
typedef struct cprobe_tcp_fast_open_counters {
    cprobe_presence present_fields; // Bits by cprobe_tcp_fast_open_counters_field.
    // Connections opened from here with data in the SYN, which the peer acknowledged
    // [TCPFastOpenActive].
    uint64_t active;
    // Connections opened from here with data in the SYN, which the peer did not acknowledge
    // [TCPFastOpenActiveFail]. Since 3.15.
    uint64_t active_fail;
    uint64_t passive; // Connections accepted with data in the SYN [TCPFastOpenPassive].
    // Connections with data in the SYN that could not be accepted by fast open
    // [TCPFastOpenPassiveFail].
    uint64_t passive_fail;
    // Connections with data in the SYN that exceeded the limit of their listening socket
    // [TCPFastOpenListenOverflow].
    uint64_t listen_overflow;
    uint64_t cookie_reqd; // Cookies that peers requested [TCPFastOpenCookieReqd].
    // Times that fast open was disabled because its packets vanished [TCPFastOpenBlackhole]. Since
    // 4.12.
    uint64_t blackhole;
    // Connections accepted with a cookie of the previous key [TCPFastOpenPassiveAltKey]. Since 5.3.
    uint64_t passive_alt_key;
} cprobe_tcp_fast_open_counters;

// Field numbers of cprobe_tcp_signature_counters, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_tcp_signature_counters_field {
    CPROBE_TCP_SIGNATURE_MD5_NOT_FOUND = 0,
    CPROBE_TCP_SIGNATURE_MD5_UNEXPECTED,
    CPROBE_TCP_SIGNATURE_MD5_FAILURE,
    CPROBE_TCP_SIGNATURE_AO_REQUIRED,
    CPROBE_TCP_SIGNATURE_AO_BAD,
    CPROBE_TCP_SIGNATURE_AO_KEY_NOT_FOUND,
    CPROBE_TCP_SIGNATURE_AO_GOOD,
    CPROBE_TCP_SIGNATURE_AO_DROPPED_ICMPS
} cprobe_tcp_signature_counters_field;

// Counters of TCP segments with an MD5 signature (RFC 2385) or an authentication option (TCP-AO,
// RFC 5925) since the network namespace was created. Source: /proc/net/netstat, TcpExt:.
typedef struct cprobe_tcp_signature_counters {
    cprobe_presence present_fields; // Bits by cprobe_tcp_signature_counters_field.
    // Segments dropped because they had no MD5 signature, and one was expected [TCPMD5NotFound].
    uint64_t md5_not_found;
    // Segments dropped because they had an MD5 signature, and none was expected [TCPMD5Unexpected].
    uint64_t md5_unexpected;
    // Segments dropped because their MD5 signature was wrong [TCPMD5Failure]. Since 4.9.
    uint64_t md5_failure;
    // Segments dropped because they had no TCP-AO option, and one was expected [TCPAORequired].
    // Since 6.7.
    uint64_t ao_required;
    // Segments dropped because their TCP-AO authentication code was wrong [TCPAOBad]. Since 6.7.
    uint64_t ao_bad;
    // Segments dropped because their TCP-AO key is unknown [TCPAOKeyNotFound]. Since 6.7.
    uint64_t ao_key_not_found;
    uint64_t ao_good; // Segments with a right TCP-AO authentication code [TCPAOGood]. Since 6.7.
    // ICMP messages ignored by connections that use TCP-AO [TCPAODroppedIcmps]. Since 6.7.
    uint64_t ao_dropped_icmps;
} cprobe_tcp_signature_counters;

// Field numbers of cprobe_mptcp_counters, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_mptcp_counters_field {
    CPROBE_MPTCP_MP_CAPABLE_SYN_RX = 0,
    CPROBE_MPTCP_MP_CAPABLE_SYN_TX,
    CPROBE_MPTCP_MP_CAPABLE_SYNACK_RX,
    CPROBE_MPTCP_MP_CAPABLE_ACK_RX,
    CPROBE_MPTCP_MP_CAPABLE_FALLBACK_ACK,
    CPROBE_MPTCP_MP_CAPABLE_FALLBACK_SYNACK,
    CPROBE_MPTCP_MP_CAPABLE_SYN_TX_DROP,
    CPROBE_MPTCP_MP_CAPABLE_SYN_TX_DISABLED,
    CPROBE_MPTCP_MP_CAPABLE_ENDP_ATTEMPT,
    CPROBE_MPTCP_MP_FALLBACK_TOKEN_INIT,
    CPROBE_MPTCP_MPTCP_RETRANS,
    CPROBE_MPTCP_MP_JOIN_NO_TOKEN_FOUND,
    CPROBE_MPTCP_MP_JOIN_SYN_RX,
    CPROBE_MPTCP_MP_JOIN_SYN_BACKUP_RX,
    CPROBE_MPTCP_MP_JOIN_SYNACK_RX,
    CPROBE_MPTCP_MP_JOIN_SYNACK_BACKUP_RX,
    CPROBE_MPTCP_MP_JOIN_SYNACK_HMAC_FAILURE,
    CPROBE_MPTCP_MP_JOIN_ACK_RX,
    CPROBE_MPTCP_MP_JOIN_ACK_HMAC_FAILURE,
    CPROBE_MPTCP_MP_JOIN_REJECTED,
    CPROBE_MPTCP_MP_JOIN_SYN_TX,
    CPROBE_MPTCP_MP_JOIN_SYN_TX_CREAT_SK_ERR,
    CPROBE_MPTCP_MP_JOIN_SYN_TX_BIND_ERR,
    CPROBE_MPTCP_MP_JOIN_SYN_TX_CONNECT_ERR,
    CPROBE_MPTCP_DSS_NOT_MATCHING,
    CPROBE_MPTCP_DSS_CORRUPTION_FALLBACK,
    CPROBE_MPTCP_DSS_CORRUPTION_RESET,
    CPROBE_MPTCP_INFINITE_MAP_TX,
    CPROBE_MPTCP_INFINITE_MAP_RX,
    CPROBE_MPTCP_DSS_NO_MATCH_TCP,
    CPROBE_MPTCP_DATA_CSUM_ERR,
    CPROBE_MPTCP_OFO_QUEUE_TAIL,
    CPROBE_MPTCP_OFO_QUEUE,
    CPROBE_MPTCP_OFO_MERGE,
    CPROBE_MPTCP_NO_DSS_IN_WINDOW,
    CPROBE_MPTCP_DUPLICATE_DATA,
    CPROBE_MPTCP_ADD_ADDR,
    CPROBE_MPTCP_ADD_ADDR_TX,
    CPROBE_MPTCP_ADD_ADDR_TX_DROP,
    CPROBE_MPTCP_ECHO_ADD,
    CPROBE_MPTCP_ECHO_ADD_TX,
    CPROBE_MPTCP_ECHO_ADD_TX_DROP,
    CPROBE_MPTCP_PORT_ADD,
    CPROBE_MPTCP_ADD_ADDR_DROP,
    CPROBE_MPTCP_MP_JOIN_PORT_SYN_RX,
    CPROBE_MPTCP_MP_JOIN_PORT_SYNACK_RX,
    CPROBE_MPTCP_MP_JOIN_PORT_ACK_RX,
    CPROBE_MPTCP_MISMATCH_PORT_SYN_RX,
    CPROBE_MPTCP_MISMATCH_PORT_ACK_RX,
    CPROBE_MPTCP_RM_ADDR,
    CPROBE_MPTCP_RM_ADDR_DROP,
    CPROBE_MPTCP_RM_ADDR_TX,
    CPROBE_MPTCP_RM_ADDR_TX_DROP,
    CPROBE_MPTCP_RM_SUBFLOW,
    CPROBE_MPTCP_MP_PRIO_TX,
    CPROBE_MPTCP_MP_PRIO_RX,
    CPROBE_MPTCP_MP_FAIL_TX,
    CPROBE_MPTCP_MP_FAIL_RX,
    CPROBE_MPTCP_MP_FASTCLOSE_TX,
    CPROBE_MPTCP_MP_FASTCLOSE_RX,
    CPROBE_MPTCP_MP_RST_TX,
    CPROBE_MPTCP_MP_RST_RX,
    CPROBE_MPTCP_RCV_PRUNED,
    CPROBE_MPTCP_SUBFLOW_STALE,
    CPROBE_MPTCP_SUBFLOW_RECOVER,
    CPROBE_MPTCP_SND_WND_SHARED,
    CPROBE_MPTCP_RCV_WND_SHARED,
    CPROBE_MPTCP_RCV_WND_CONFLICT_UPDATE,
    CPROBE_MPTCP_RCV_WND_CONFLICT,
    CPROBE_MPTCP_MP_CURR_ESTAB,
    CPROBE_MPTCP_BLACKHOLE,
    CPROBE_MPTCP_MP_CAPABLE_DATA_FALLBACK,
    CPROBE_MPTCP_MD5_SIG_FALLBACK,
    CPROBE_MPTCP_DSS_FALLBACK,
    CPROBE_MPTCP_SIMULT_CONNECT_FALLBACK,
    CPROBE_MPTCP_FALLBACK_FAILED,
    CPROBE_MPTCP_WIN_PROBE
} cprobe_mptcp_counters_field;

// Counters of Multipath TCP (RFC 8684) since the network namespace was created. Absent in a kernel
// without it, and before 5.7. Source: /proc/net/netstat, MPTcpExt:.
typedef struct cprobe_mptcp_counters {
    cprobe_presence present_fields; // Bits by cprobe_mptcp_counters_field.
    // SYN segments with MP_CAPABLE received [MPCapableSYNRX]. Since 5.7.
    uint64_t mp_capable_syn_rx;
    uint64_t mp_capable_syn_tx; // SYN segments with MP_CAPABLE sent [MPCapableSYNTX].
    uint64_t mp_capable_synack_rx; // SYN/ACK segments with MP_CAPABLE received [MPCapableSYNACKRX].
    // Third ACK segments of a handshake with MP_CAPABLE received [MPCapableACKRX]. Since 5.7.
    uint64_t mp_capable_ack_rx;
    // Connections accepted that fell back to TCP in their handshake [MPCapableFallbackACK]. Since
    // 5.7.
    uint64_t mp_capable_fallback_ack;
    // Connections opened that fell back to TCP in their handshake [MPCapableFallbackSYNACK]. Since
    // 5.7.
    uint64_t mp_capable_fallback_synack;
    // Connections opened that fell back to TCP because SYN segments with MP_CAPABLE were lost
    // [MPCapableSYNTXDrop].
    uint64_t mp_capable_syn_tx_drop;
    // Connections opened as TCP because MPTCP was disabled after such losses
    // [MPCapableSYNTXDisabled].
    uint64_t mp_capable_syn_tx_disabled;
    // Connections that tried to use an endpoint that is configured for their first address
    // [MPCapableEndpAttempt].
    uint64_t mp_capable_endp_attempt;
    // Connections that fell back to TCP because no token could be created [MPFallbackTokenInit].
    uint64_t mp_fallback_token_init;
    // Segments sent again by MPTCP, on any subflow [MPTCPRetrans]. Since 5.7.
    uint64_t mptcp_retrans;
    // MP_JOIN requests whose token belongs to no connection [MPJoinNoTokenFound]. Since 5.7.
    uint64_t mp_join_no_token_found;
    uint64_t mp_join_syn_rx; // SYN segments with MP_JOIN received [MPJoinSynRx]. Since 5.7.
    // SYN segments with MP_JOIN for a backup subflow received [MPJoinSynBackupRx].
    uint64_t mp_join_syn_backup_rx;
    // SYN/ACK segments with MP_JOIN received [MPJoinSynAckRx]. Since 5.7.
    uint64_t mp_join_synack_rx;
    // SYN/ACK segments with MP_JOIN for a backup subflow received [MPJoinSynAckBackupRx].
    uint64_t mp_join_synack_backup_rx;
    // SYN/ACK segments with MP_JOIN and a wrong authentication code [MPJoinSynAckHMacFailure].
    // Since 5.7.
    uint64_t mp_join_synack_hmac_failure;
    uint64_t mp_join_ack_rx; // ACK segments with MP_JOIN received [MPJoinAckRx]. Since 5.7.
    // ACK segments with MP_JOIN and a wrong authentication code [MPJoinAckHMacFailure]. Since 5.7.
    uint64_t mp_join_ack_hmac_failure;
    // MP_JOIN requests rejected because the connection accepts no further subflow [MPJoinRejected].
    uint64_t mp_join_rejected;
    uint64_t mp_join_syn_tx; // SYN segments with MP_JOIN sent [MPJoinSynTx].
    // Subflows not opened because no socket could be created [MPJoinSynTxCreatSkErr].
    uint64_t mp_join_syn_tx_creat_sk_err;
    // Subflows not opened because the socket could not be bound [MPJoinSynTxBindErr].
    uint64_t mp_join_syn_tx_bind_err;
    // Subflows not opened because the connection failed at once [MPJoinSynTxConnectErr].
    uint64_t mp_join_syn_tx_connect_err;
    // Mappings of data received that contradict the mapping before [DSSNotMatching]. Since 5.7.
    uint64_t dss_not_matching;
    // Connections that fell back to TCP because of a corrupt mapping [DSSCorruptionFallback].
    uint64_t dss_corruption_fallback;
    // Subflows reset because of a corrupt mapping [DSSCorruptionReset].
    uint64_t dss_corruption_reset;
    // Infinite mappings sent: the connection falls back to TCP [InfiniteMapTx].
    uint64_t infinite_map_tx;
    uint64_t infinite_map_rx; // Infinite mappings received [InfiniteMapRx]. Since 5.7.
    // Mappings that do not match the sequence numbers of TCP [DSSNoMatchTCP].
    uint64_t dss_no_match_tcp;
    uint64_t data_csum_err; // Data with a wrong checksum of MPTCP [DataCsumErr].
    // Segments queued at the end of the queue of data received out of order [OFOQueueTail].
    uint64_t ofo_queue_tail;
    uint64_t ofo_queue; // Segments queued because they were received out of order [OFOQueue].
    uint64_t ofo_merge; // Segments merged in the queue of data received out of order [OFOMerge].
    // Segments outside the receive window of the connection [NoDSSInWindow].
    uint64_t no_dss_in_window;
    // Segments discarded because their data had been received on another subflow [DuplicateData].
    uint64_t duplicate_data;
    // ADD_ADDR received: addresses that the other side announced [AddAddr]. Since 5.10.
    uint64_t add_addr;
    uint64_t add_addr_tx; // ADD_ADDR sent [AddAddrTx].
    // ADD_ADDR not sent for lack of space in the segment [AddAddrTxDrop].
    uint64_t add_addr_tx_drop;
    uint64_t echo_add; // Echoes of ADD_ADDR received [EchoAdd]. Since 5.10.
    uint64_t echo_add_tx; // Echoes of ADD_ADDR sent [EchoAddTx].
    // Echoes of ADD_ADDR not sent for lack of space in the segment [EchoAddTxDrop].
    uint64_t echo_add_tx_drop;
    uint64_t port_add; // ADD_ADDR with a port received [PortAdd].
    uint64_t add_addr_drop; // ADD_ADDR received that were dropped [AddAddrDrop].
    // SYN segments with MP_JOIN received on another port than that of the connection
    // [MPJoinPortSynRx].
    uint64_t mp_join_port_syn_rx;
    // SYN/ACK segments with MP_JOIN received on another port than that of the connection
    // [MPJoinPortSynAckRx].
    uint64_t mp_join_port_synack_rx;
    // ACK segments with MP_JOIN received on another port than that of the connection
    // [MPJoinPortAckRx].
    uint64_t mp_join_port_ack_rx;
    // SYN segments with MP_JOIN received on a port that was not announced [MismatchPortSynRx].
    uint64_t mismatch_port_syn_rx;
    // ACK segments with MP_JOIN received on a port that was not announced [MismatchPortAckRx].
    uint64_t mismatch_port_ack_rx;
    // RM_ADDR received: addresses that the other side withdrew [RmAddr]. Since 5.10.
    uint64_t rm_addr;
    uint64_t rm_addr_drop; // RM_ADDR received that were dropped [RmAddrDrop].
    uint64_t rm_addr_tx; // RM_ADDR sent [RmAddrTx].
    uint64_t rm_addr_tx_drop; // RM_ADDR not sent for lack of space in the segment [RmAddrTxDrop].
    uint64_t rm_subflow; // Subflows removed [RmSubflow]. Since 5.10.
    // MP_PRIO sent: changes between a backup and an ordinary subflow [MPPrioTx].
    uint64_t mp_prio_tx;
    uint64_t mp_prio_rx; // MP_PRIO received [MPPrioRx].
    uint64_t mp_fail_tx; // MP_FAIL sent: data with a wrong checksum [MPFailTx].
    uint64_t mp_fail_rx; // MP_FAIL received [MPFailRx].
    uint64_t mp_fastclose_tx; // MP_FASTCLOSE sent: connections aborted [MPFastcloseTx].
    uint64_t mp_fastclose_rx; // MP_FASTCLOSE received [MPFastcloseRx].
    uint64_t mp_rst_tx; // MP_RST sent: subflows reset [MPRstTx].
    uint64_t mp_rst_rx; // MP_RST received [MPRstRx].
    uint64_t rcv_pruned; // Segments dropped because the receive buffer was full [RcvPruned].
    uint64_t subflow_stale; // Subflows no longer used because they lose too much [SubflowStale].
    uint64_t subflow_recover; // Such subflows that are used again [SubflowRecover].
    // Segments whose subflow used the send window that another one had left [SndWndShared].
    uint64_t snd_wnd_shared;
    // Segments whose subflow announced the receive window that another one had announced
    // [RcvWndShared].
    uint64_t rcv_wnd_shared;
    // Times that subflows announced different windows at once, and one was updated
    // [RcvWndConflictUpdate].
    uint64_t rcv_wnd_conflict_update;
    // Times that subflows announced different windows at once, and one would have shrunk it
    // [RcvWndConflict].
    uint64_t rcv_wnd_conflict;
    // Connections that are established, or wait for the other side to close [MPCurrEstab].
    uint64_t mp_curr_estab;
    // Times that MPTCP was disabled because SYN segments with MP_CAPABLE were lost [Blackhole].
    uint64_t blackhole;
    // Connections that fell back to TCP because their first data had no mapping
    // [MPCapableDataFallback].
    uint64_t mp_capable_data_fallback;
    // Connections that fell back to TCP because of MD5 signatures [MD5SigFallback].
    uint64_t md5_sig_fallback;
    // Connections that fell back to TCP because of a bad or missing mapping [DssFallback].
    uint64_t dss_fallback;
    // Connections that fell back to TCP because both sides opened them at once
    // [SimultConnectFallback].
    uint64_t simult_connect_fallback;
    // Connections that could not fall back to TCP, because they had several subflows
    // [FallbackFailed].
    uint64_t fallback_failed;
    uint64_t win_probe; // Probes of a closed window sent by MPTCP [WinProbe].
} cprobe_mptcp_counters;

// Field numbers of cprobe_ip_ext_counters, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_ip_ext_counters_field {
    CPROBE_IP_EXT_IN_NO_ROUTES = 0,
    CPROBE_IP_EXT_IN_TRUNCATED_PKTS,
    CPROBE_IP_EXT_IN_MCAST_PKTS,
    CPROBE_IP_EXT_OUT_MCAST_PKTS,
    CPROBE_IP_EXT_IN_BCAST_PKTS,
    CPROBE_IP_EXT_OUT_BCAST_PKTS,
    CPROBE_IP_EXT_IN_BYTES,
    CPROBE_IP_EXT_OUT_BYTES,
    CPROBE_IP_EXT_IN_MCAST_BYTES,
    CPROBE_IP_EXT_OUT_MCAST_BYTES,
    CPROBE_IP_EXT_IN_BCAST_BYTES,
    CPROBE_IP_EXT_OUT_BCAST_BYTES,
    CPROBE_IP_EXT_IN_CSUM_ERRORS,
    CPROBE_IP_EXT_IN_NO_ECT_PKTS,
    CPROBE_IP_EXT_IN_ECT1_PKTS,
    CPROBE_IP_EXT_IN_ECT0_PKTS,
    CPROBE_IP_EXT_IN_CE_PKTS,
    CPROBE_IP_EXT_REASM_OVERLAPS
} cprobe_ip_ext_counters_field;

// Further counters of IPv4 since the network namespace was created. Source: /proc/net/netstat,
// IpExt:.
typedef struct cprobe_ip_ext_counters {
    cprobe_presence present_fields; // Bits by cprobe_ip_ext_counters_field.
    // IPv4 packets discarded for lack of a route to forward them [InNoRoutes].
    uint64_t in_no_routes;
    // IPv4 packets discarded because they were shorter than their header says [InTruncatedPkts].
    uint64_t in_truncated_pkts;
    uint64_t in_mcast_pkts; // IPv4 multicast packets received [InMcastPkts].
    uint64_t out_mcast_pkts; // IPv4 multicast packets sent [OutMcastPkts].
    uint64_t in_bcast_pkts; // IPv4 broadcast packets received [InBcastPkts].
    uint64_t out_bcast_pkts; // IPv4 broadcast packets sent [OutBcastPkts].
    uint64_t in_bytes; // Bytes of the IPv4 packets received [InOctets].
    uint64_t out_bytes; // Bytes of the IPv4 packets sent [OutOctets].
    uint64_t in_mcast_bytes; // Bytes of the IPv4 multicast packets received [InMcastOctets].
    uint64_t out_mcast_bytes; // Bytes of the IPv4 multicast packets sent [OutMcastOctets].
    uint64_t in_bcast_bytes; // Bytes of the IPv4 broadcast packets received [InBcastOctets].
    uint64_t out_bcast_bytes; // Bytes of the IPv4 broadcast packets sent [OutBcastOctets].
    // IPv4 packets discarded because of a bad checksum of the header [InCsumErrors]. Since 3.10.
    uint64_t in_csum_errors;
    // IPv4 packets received without support for congestion notification (Not-ECT) [InNoECTPkts].
    // Since 3.12.
    uint64_t in_no_ect_pkts;
    uint64_t in_ect1_pkts; // IPv4 packets received with ECT(1) [InECT1Pkts]. Since 3.12.
    uint64_t in_ect0_pkts; // IPv4 packets received with ECT(0) [InECT0Pkts]. Since 3.12.
    uint64_t in_ce_pkts; // IPv4 packets received that met congestion (CE) [InCEPkts]. Since 3.12.
    uint64_t reasm_overlaps; // Overlapping fragments received [ReasmOverlaps]. Since 4.19.
} cprobe_ip_ext_counters;

// Field numbers of cprobe_ip6_counters, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_ip6_counters_field {
    CPROBE_IP6_IN_RECEIVES = 0,
    CPROBE_IP6_IN_HDR_ERRORS,
    CPROBE_IP6_IN_TOO_BIG_ERRORS,
    CPROBE_IP6_IN_NO_ROUTES,
    CPROBE_IP6_IN_ADDR_ERRORS,
    CPROBE_IP6_IN_UNKNOWN_PROTOS,
    CPROBE_IP6_IN_TRUNCATED_PKTS,
    CPROBE_IP6_IN_DISCARDS,
    CPROBE_IP6_IN_DELIVERS,
    CPROBE_IP6_OUT_FORW_DATAGRAMS,
    CPROBE_IP6_OUT_REQUESTS,
    CPROBE_IP6_OUT_DISCARDS,
    CPROBE_IP6_OUT_NO_ROUTES,
    CPROBE_IP6_REASM_TIMEOUT,
    CPROBE_IP6_REASM_REQDS,
    CPROBE_IP6_REASM_OKS,
    CPROBE_IP6_REASM_FAILS,
    CPROBE_IP6_FRAG_OKS,
    CPROBE_IP6_FRAG_FAILS,
    CPROBE_IP6_FRAG_CREATES,
    CPROBE_IP6_IN_MCAST_PKTS,
    CPROBE_IP6_OUT_MCAST_PKTS,
    CPROBE_IP6_IN_BYTES,
    CPROBE_IP6_OUT_BYTES,
    CPROBE_IP6_IN_MCAST_BYTES,
    CPROBE_IP6_OUT_MCAST_BYTES,
    CPROBE_IP6_IN_BCAST_BYTES,
    CPROBE_IP6_OUT_BCAST_BYTES,
    CPROBE_IP6_IN_NO_ECT_PKTS,
    CPROBE_IP6_IN_ECT1_PKTS,
    CPROBE_IP6_IN_ECT0_PKTS,
    CPROBE_IP6_IN_CE_PKTS,
    CPROBE_IP6_OUT_TRANSMITS
} cprobe_ip6_counters_field;

// Counters of IPv6 since the network namespace was created (RFC 4293). Source: /proc/net/snmp6,
// Ip6*.
typedef struct cprobe_ip6_counters {
    cprobe_presence present_fields; // Bits by cprobe_ip6_counters_field.
    uint64_t in_receives; // IPv6 packets received, those with errors included [InReceives].
    // Packets discarded because of an error in the header, or an exceeded hop limit [InHdrErrors].
    uint64_t in_hdr_errors;
    // Packets not forwarded because they exceeded the MTU of the next link [InTooBigErrors].
    uint64_t in_too_big_errors;
    uint64_t in_no_routes; // Packets discarded for lack of a route to forward them [InNoRoutes].
    // Packets discarded because their destination address was not valid here [InAddrErrors].
    uint64_t in_addr_errors;
    // Packets discarded because their protocol is unknown [InUnknownProtos].
    uint64_t in_unknown_protos;
    // Packets discarded because they were shorter than their header says [InTruncatedPkts].
    uint64_t in_truncated_pkts;
    // Packets without an error that were discarded, for example for lack of memory [InDiscards].
    uint64_t in_discards;
    uint64_t in_delivers; // Packets delivered to their protocol [InDelivers].
    uint64_t out_forw_datagrams; // Packets forwarded [OutForwDatagrams].
    uint64_t out_requests; // Packets that the local protocols sent [OutRequests].
    // Packets without an error that were not sent, for example for lack of memory [OutDiscards].
    uint64_t out_discards;
    uint64_t out_no_routes; // Packets not sent for lack of a route [OutNoRoutes].
    uint64_t reasm_timeout; // Reassemblies that timed out [ReasmTimeout].
    uint64_t reasm_reqds; // Fragments received that needed reassembly [ReasmReqds].
    uint64_t reasm_oks; // Packets reassembled [ReasmOKs].
    uint64_t reasm_fails; // Reassemblies that failed [ReasmFails].
    uint64_t frag_oks; // Packets fragmented [FragOKs].
    uint64_t frag_fails; // Packets that could not be fragmented [FragFails].
    uint64_t frag_creates; // Fragments created [FragCreates].
    uint64_t in_mcast_pkts; // Multicast packets received [InMcastPkts].
    uint64_t out_mcast_pkts; // Multicast packets sent [OutMcastPkts].
    uint64_t in_bytes; // Bytes of the packets received [InOctets].
    uint64_t out_bytes; // Bytes of the packets sent [OutOctets].
    uint64_t in_mcast_bytes; // Bytes of the multicast packets received [InMcastOctets].
    uint64_t out_mcast_bytes; // Bytes of the multicast packets sent [OutMcastOctets].
    uint64_t in_bcast_bytes; // Always 0: IPv6 has no broadcast [InBcastOctets].
    uint64_t out_bcast_bytes; // Always 0: IPv6 has no broadcast [OutBcastOctets].
    // Packets received without support for congestion notification (Not-ECT) [InNoECTPkts]. Since
    // 3.12.
    uint64_t in_no_ect_pkts;
    uint64_t in_ect1_pkts; // Packets received with ECT(1) [InECT1Pkts]. Since 3.12.
    uint64_t in_ect0_pkts; // Packets received with ECT(0) [InECT0Pkts]. Since 3.12.
    uint64_t in_ce_pkts; // Packets received that met congestion (CE) [InCEPkts]. Since 3.12.
    // Packets passed to a device, forwarded ones and fragments included [OutTransmits]. Since 6.6.
    uint64_t out_transmits;
} cprobe_ip6_counters;

// Field numbers of cprobe_icmp6_counters, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_icmp6_counters_field {
    CPROBE_ICMP6_IN_MSGS = 0,
    CPROBE_ICMP6_IN_ERRORS,
    CPROBE_ICMP6_OUT_MSGS,
    CPROBE_ICMP6_OUT_ERRORS,
    CPROBE_ICMP6_IN_CSUM_ERRORS,
    CPROBE_ICMP6_OUT_RATE_LIMIT_HOST,
    CPROBE_ICMP6_IN_DEST_UNREACHS,
    CPROBE_ICMP6_IN_PKT_TOO_BIGS,
    CPROBE_ICMP6_IN_TIME_EXCDS,
    CPROBE_ICMP6_IN_PARM_PROBLEMS,
    CPROBE_ICMP6_IN_ECHOS,
    CPROBE_ICMP6_IN_ECHO_REPLIES,
    CPROBE_ICMP6_IN_GROUP_MEMB_QUERIES,
    CPROBE_ICMP6_IN_GROUP_MEMB_RESPONSES,
    CPROBE_ICMP6_IN_GROUP_MEMB_REDUCTIONS,
    CPROBE_ICMP6_IN_ROUTER_SOLICITS,
    CPROBE_ICMP6_IN_ROUTER_ADVERTISEMENTS,
    CPROBE_ICMP6_IN_NEIGHBOR_SOLICITS,
    CPROBE_ICMP6_IN_NEIGHBOR_ADVERTISEMENTS,
    CPROBE_ICMP6_IN_REDIRECTS,
    CPROBE_ICMP6_IN_MLDV2_REPORTS,
    CPROBE_ICMP6_OUT_DEST_UNREACHS,
    CPROBE_ICMP6_OUT_PKT_TOO_BIGS,
    CPROBE_ICMP6_OUT_TIME_EXCDS,
    CPROBE_ICMP6_OUT_PARM_PROBLEMS,
    CPROBE_ICMP6_OUT_ECHOS,
    CPROBE_ICMP6_OUT_ECHO_REPLIES,
    CPROBE_ICMP6_OUT_GROUP_MEMB_QUERIES,
    CPROBE_ICMP6_OUT_GROUP_MEMB_RESPONSES,
    CPROBE_ICMP6_OUT_GROUP_MEMB_REDUCTIONS,
    CPROBE_ICMP6_OUT_ROUTER_SOLICITS,
    CPROBE_ICMP6_OUT_ROUTER_ADVERTISEMENTS,
    CPROBE_ICMP6_OUT_NEIGHBOR_SOLICITS,
    CPROBE_ICMP6_OUT_NEIGHBOR_ADVERTISEMENTS,
    CPROBE_ICMP6_OUT_REDIRECTS,
    CPROBE_ICMP6_OUT_MLDV2_REPORTS
} cprobe_icmp6_counters_field;

// Counters of ICMPv6 since the network namespace was created. Source: /proc/net/snmp6, Icmp6*.
typedef struct cprobe_icmp6_counters {
    cprobe_presence present_fields; // Bits by cprobe_icmp6_counters_field.
    uint64_t in_msgs; // ICMPv6 messages received, those with errors included [InMsgs].
    uint64_t in_errors; // Messages received with an error, such as a bad checksum [InErrors].
    uint64_t out_msgs; // ICMPv6 messages sent, those with errors included [OutMsgs].
    uint64_t out_errors; // Messages not sent because of an error [OutErrors].
    uint64_t in_csum_errors; // Messages received with a bad checksum [InCsumErrors]. Since 3.10.
    // Messages not sent because of the limit of their destination (net.ipv6.icmp.ratelimit)
    // [OutRateLimitHost]. Since 6.3.
    uint64_t out_rate_limit_host;
    uint64_t in_dest_unreachs; // Destination Unreachable messages received [InDestUnreachs].
    uint64_t in_pkt_too_bigs; // Packet Too Big messages received [InPktTooBigs].
    uint64_t in_time_excds; // Time Exceeded messages received [InTimeExcds].
    uint64_t in_parm_problems; // Parameter Problem messages received [InParmProblems].
    uint64_t in_echos; // Echo Request messages received [InEchos].
    uint64_t in_echo_replies; // Echo Reply messages received [InEchoReplies].
    // Multicast Listener Query messages received [InGroupMembQueries].
    uint64_t in_group_memb_queries;
    // Multicast Listener Report messages received [InGroupMembResponses].
    uint64_t in_group_memb_responses;
    // Multicast Listener Done messages received [InGroupMembReductions].
    uint64_t in_group_memb_reductions;
    uint64_t in_router_solicits; // Router Solicitation messages received [InRouterSolicits].
    // Router Advertisement messages received [InRouterAdvertisements].
    uint64_t in_router_advertisements;
    uint64_t in_neighbor_solicits; // Neighbor Solicitation messages received [InNeighborSolicits].
    // Neighbor Advertisement messages received [InNeighborAdvertisements].
    uint64_t in_neighbor_advertisements;
    uint64_t in_redirects; // Redirect messages received [InRedirects].
    // Multicast Listener Report messages of version 2 received [InMLDv2Reports].
    uint64_t in_mldv2_reports;
    uint64_t out_dest_unreachs; // Destination Unreachable messages sent [OutDestUnreachs].
    uint64_t out_pkt_too_bigs; // Packet Too Big messages sent [OutPktTooBigs].
    uint64_t out_time_excds; // Time Exceeded messages sent [OutTimeExcds].
    uint64_t out_parm_problems; // Parameter Problem messages sent [OutParmProblems].
    uint64_t out_echos; // Echo Request messages sent [OutEchos].
    uint64_t out_echo_replies; // Echo Reply messages sent [OutEchoReplies].
    // Multicast Listener Query messages sent [OutGroupMembQueries].
    uint64_t out_group_memb_queries;
    // Multicast Listener Report messages sent [OutGroupMembResponses].
    uint64_t out_group_memb_responses;
    // Multicast Listener Done messages sent [OutGroupMembReductions].
    uint64_t out_group_memb_reductions;
    uint64_t out_router_solicits; // Router Solicitation messages sent [OutRouterSolicits].
    // Router Advertisement messages sent [OutRouterAdvertisements].
    uint64_t out_router_advertisements;
    uint64_t out_neighbor_solicits; // Neighbor Solicitation messages sent [OutNeighborSolicits].
    // Neighbor Advertisement messages sent [OutNeighborAdvertisements].
    uint64_t out_neighbor_advertisements;
    uint64_t out_redirects; // Redirect messages sent [OutRedirects].
    // Multicast Listener Report messages of version 2 sent [OutMLDv2Reports].
    uint64_t out_mldv2_reports;
} cprobe_icmp6_counters;

#ifdef __cplusplus
}
#endif

#endif
