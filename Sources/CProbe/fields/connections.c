// The fields of cprobe_connections and of its records.

#include "../include/cprobe/connections.h"

#include "fields.h"

const cprobe_field cp_connections_fields[] = {
    {CP_KEY(""), CPROBE_CONNECTIONS_MONOTONIC, offsetof(cprobe_connections, monotonic_ns),
     CPROBE_PRINTED_NOT, "monotonic_ns", CPROBE_TYPE_U64, CPROBE_UNIT_NANOSECONDS,
     CPROBE_KIND_LABEL, "CLOCK_MONOTONIC", 0, 0,
     "CLOCK_MONOTONIC at the time of reading; null for a captured root."},
};

const size_t cp_connections_fields_count =
    sizeof cp_connections_fields / sizeof cp_connections_fields[0];

static const char source[] = "sock_diag, or /proc/net/tcp and /proc/net/tcp6";

const cprobe_field cp_tcp_states_fields[] = {
    {CP_KEY(""), CPROBE_TCP_STATES_ESTABLISHED, offsetof(cprobe_tcp_states, established),
     CPROBE_PRINTED_PLAIN, "established", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     source, 0, 0,
     "Established connections."},
    {CP_KEY(""), CPROBE_TCP_STATES_SYN_SENT, offsetof(cprobe_tcp_states, syn_sent),
     CPROBE_PRINTED_PLAIN, "syn_sent", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     source, 0, 0,
     "Connections that this side began to open (SYN-SENT)."},
    {CP_KEY(""), CPROBE_TCP_STATES_SYN_RECEIVED, offsetof(cprobe_tcp_states, syn_received),
     CPROBE_PRINTED_PLAIN, "syn_received", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     source, 0, 0,
     "Connections that the other side began to open (SYN-RECEIVED)."},
    {CP_KEY(""), CPROBE_TCP_STATES_FIN_WAIT1, offsetof(cprobe_tcp_states, fin_wait1),
     CPROBE_PRINTED_PLAIN, "fin_wait1", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     source, 0, 0,
     "Connections that this side closed, and whose FIN is not acknowledged (FIN-WAIT-1)."},
    {CP_KEY(""), CPROBE_TCP_STATES_FIN_WAIT2, offsetof(cprobe_tcp_states, fin_wait2),
     CPROBE_PRINTED_PLAIN, "fin_wait2", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     source, 0, 0,
     "Connections that only this side closed (FIN-WAIT-2)."},
    {CP_KEY(""), CPROBE_TCP_STATES_TIME_WAIT, offsetof(cprobe_tcp_states, time_wait),
     CPROBE_PRINTED_PLAIN, "time_wait", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     source, 0, 0,
     "Connections that ended, whose late packets are waited for (TIME-WAIT)."},
    {CP_KEY(""), CPROBE_TCP_STATES_CLOSED, offsetof(cprobe_tcp_states, closed),
     CPROBE_PRINTED_PLAIN, "closed", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE, source,
     0, 0,
     "Sockets that are neither connected nor listening (CLOSE)."},
    {CP_KEY(""), CPROBE_TCP_STATES_CLOSE_WAIT, offsetof(cprobe_tcp_states, close_wait),
     CPROBE_PRINTED_PLAIN, "close_wait", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     source, 0, 0,
     "Connections that the other side closed, and the program here did not (CLOSE-WAIT)."},
    {CP_KEY(""), CPROBE_TCP_STATES_LAST_ACK, offsetof(cprobe_tcp_states, last_ack),
     CPROBE_PRINTED_PLAIN, "last_ack", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     source, 0, 0,
     "Connections that both sides closed, the other side first (LAST-ACK)."},
    {CP_KEY(""), CPROBE_TCP_STATES_LISTEN, offsetof(cprobe_tcp_states, listen),
     CPROBE_PRINTED_PLAIN, "listen", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE, source,
     0, 0,
     "Listening sockets."},
    {CP_KEY(""), CPROBE_TCP_STATES_CLOSING, offsetof(cprobe_tcp_states, closing),
     CPROBE_PRINTED_PLAIN, "closing", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     source, 0, 0,
     "Connections that both sides closed at the same time (CLOSING)."},
    {CP_KEY(""), CPROBE_TCP_STATES_ACCEPT_QUEUED, offsetof(cprobe_tcp_states, accept_queued),
     CPROBE_PRINTED_PLAIN, "accept_queued", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     source, 0, 0,
     "Connections in the accept queues of listening sockets."},
    {CP_KEY(""), CPROBE_TCP_STATES_FULL_ACCEPT_QUEUES,
     offsetof(cprobe_tcp_states, full_accept_queues), CPROBE_PRINTED_PLAIN, "full_accept_queues",
     CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE, "sock_diag", 0, 0,
     "Listening sockets whose accept queue is full: further connections are dropped."},
    {CP_KEY(""), CPROBE_TCP_STATES_RECEIVE_QUEUED_BYTES,
     offsetof(cprobe_tcp_states, receive_queued_bytes), CPROBE_PRINTED_PLAIN,
     "receive_queued_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE, source, 0, 0,
     "Bytes received that programs did not read yet."},
    {CP_KEY(""), CPROBE_TCP_STATES_SEND_QUEUED_BYTES,
     offsetof(cprobe_tcp_states, send_queued_bytes), CPROBE_PRINTED_PLAIN, "send_queued_bytes",
     CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE, source, 0, 0,
     "Bytes written by programs that are not acknowledged yet."},
};

const size_t cp_tcp_states_fields_count =
    sizeof cp_tcp_states_fields / sizeof cp_tcp_states_fields[0];

static const char udp_source[] = "sock_diag, or /proc/net/udp and /proc/net/udp6";

const cprobe_field cp_udp_states_fields[] = {
    {CP_KEY(""), CPROBE_UDP_STATES_CONNECTED, offsetof(cprobe_udp_states, connected),
     CPROBE_PRINTED_PLAIN, "connected", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     udp_source, 0, 0,
     "UDP sockets that are connected to a remote address."},
    {CP_KEY(""), CPROBE_UDP_STATES_UNCONNECTED, offsetof(cprobe_udp_states, unconnected),
     CPROBE_PRINTED_PLAIN, "unconnected", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     udp_source, 0, 0,
     "UDP sockets that have a port and accept datagrams from any address."},
    {CP_KEY(""), CPROBE_UDP_STATES_RECEIVE_QUEUED_BYTES,
     offsetof(cprobe_udp_states, receive_queued_bytes), CPROBE_PRINTED_PLAIN,
     "receive_queued_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE, udp_source, 0,
     0,
     "Memory of received datagrams that programs did not read yet."},
    {CP_KEY(""), CPROBE_UDP_STATES_SEND_QUEUED_BYTES,
     offsetof(cprobe_udp_states, send_queued_bytes), CPROBE_PRINTED_PLAIN, "send_queued_bytes",
     CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE, udp_source, 0, 0,
     "Memory of datagrams that devices did not send yet."},
};

const size_t cp_udp_states_fields_count =
    sizeof cp_udp_states_fields / sizeof cp_udp_states_fields[0];
