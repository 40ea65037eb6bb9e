// Sockets of TCP and UDP counted by state, the queues of listening sockets, and lists of sockets.

#ifndef CPROBE_CONNECTIONS_H
#define CPROBE_CONNECTIONS_H

#include "collector.h"
#include "network.h"

#ifdef __cplusplus
extern "C" {
#endif

// The state of a TCP socket, with the kernel's numbers. A UDP socket is ESTABLISHED if it is
// connected, and CLOSED otherwise.
typedef enum CPROBE_CLOSED cprobe_socket_state {
    CPROBE_SOCKET_ESTABLISHED = 1,
    CPROBE_SOCKET_SYN_SENT,
    CPROBE_SOCKET_SYN_RECEIVED,
    CPROBE_SOCKET_FIN_WAIT1,
    CPROBE_SOCKET_FIN_WAIT2,
    CPROBE_SOCKET_TIME_WAIT,
    CPROBE_SOCKET_CLOSED,
    CPROBE_SOCKET_CLOSE_WAIT,
    CPROBE_SOCKET_LAST_ACK,
    CPROBE_SOCKET_LISTEN,
    CPROBE_SOCKET_CLOSING
} cprobe_socket_state;

// The protocol of a socket.
typedef enum CPROBE_CLOSED cprobe_transport {
    CPROBE_TRANSPORT_TCP = 0,
    CPROBE_TRANSPORT_UDP
} cprobe_transport;

enum { CPROBE_SOCKET_ADDRESS_BYTES = 16 };

// The processes that have a socket open. The first member of every kind of socket.
typedef struct cprobe_socket_owner {
    uint64_t inode;   // The socket's inode, as in the links of /proc/PID/fd; 0 if no process has
                      // the socket any more, or not yet.
    uint32_t owners;  // The number of processes; 0 if owners are not read, no process has the
                      // socket, or the descriptors of its processes may not be read.
    int32_t pid;      // The first and the last of them, by the order of /proc, which is that of
    int32_t last_pid; // pids.
} cprobe_socket_owner;

// One socket of TCP or UDP.
typedef struct cprobe_socket {
    cprobe_socket_owner owner;
    cprobe_transport transport;
    cprobe_family family;        // IPV4 or IPV6.
    cprobe_socket_state state;
    // In network byte order: 4 bytes of IPv4, 16 of IPv6.
    uint8_t local_address[CPROBE_SOCKET_ADDRESS_BYTES];
    uint8_t remote_address[CPROBE_SOCKET_ADDRESS_BYTES];
    uint16_t local_port;
    uint16_t remote_port;        // 0 if not connected.
    uint32_t uid;                // The user who made the socket; 0 in TIME-WAIT.
    uint64_t receive_queue;      // Bytes received, not yet read by the program. Of a listening
                                 // socket: connections in its accept queue.
    bool has_send_queue;
    uint64_t send_queue;         // Bytes written by the program, not yet acknowledged. Of a
                                 // listening socket: the maximum of its accept queue, absent if
                                 // sock_diag is not used.
} cprobe_socket;

// The type of a Unix socket, with the kernel's numbers: what each write is for the reader.
typedef enum CPROBE_CLOSED cprobe_unix_type {
    CPROBE_UNIX_STREAM = 1,
    CPROBE_UNIX_DATAGRAM = 2,
    CPROBE_UNIX_SEQUENCED_PACKETS = 5
} cprobe_unix_type;

// One Unix socket.
typedef struct cprobe_unix_socket {
    cprobe_socket_owner owner;
    cprobe_unix_type type;
    cprobe_socket_state state; // ESTABLISHED, LISTEN or CLOSED.
    // Absent if sock_diag is not used. Queues as those of cprobe_socket.
    bool has_peer;             // Also absent if the socket is not connected.
    bool has_queues;
    bool has_uid;              // Since Linux 5.3.
    uint32_t uid;
    uint64_t peer_inode;       // The inode of the socket at the other end.
    uint64_t receive_queue;
    uint64_t send_queue;
    uint32_t name_offset;      // In the text of the list: the path to which the socket is bound, or
    uint32_t name_length;      // "@" and an abstract name, whose NULs are "@"; 0 if it has no name.
} cprobe_unix_socket;

// Field numbers of cprobe_tcp_states, for cprobe_has(). The first eleven are a state of
// cprobe_socket_state less one.
typedef enum CPROBE_CLOSED cprobe_tcp_states_field {
    CPROBE_TCP_STATES_ESTABLISHED = 0,
    CPROBE_TCP_STATES_SYN_SENT,
    CPROBE_TCP_STATES_SYN_RECEIVED,
    CPROBE_TCP_STATES_FIN_WAIT1,
    CPROBE_TCP_STATES_FIN_WAIT2,
    CPROBE_TCP_STATES_TIME_WAIT,
    CPROBE_TCP_STATES_CLOSED,
    CPROBE_TCP_STATES_CLOSE_WAIT,
    CPROBE_TCP_STATES_LAST_ACK,
    CPROBE_TCP_STATES_LISTEN,
    CPROBE_TCP_STATES_CLOSING,
    CPROBE_TCP_STATES_ACCEPT_QUEUED,
    CPROBE_TCP_STATES_FULL_ACCEPT_QUEUES,
    CPROBE_TCP_STATES_RECEIVE_QUEUED_BYTES,
    CPROBE_TCP_STATES_SEND_QUEUED_BYTES
} cprobe_tcp_states_field;

// The TCP sockets of one version of IP. A socket that accepts both versions, and its connections,
// are of IPv6.
typedef struct cprobe_tcp_states {
    cprobe_presence present_fields; // Bits by cprobe_tcp_states_field.
    uint64_t established;
    uint64_t syn_sent;
    uint64_t syn_received;          // Also requests that are not a socket yet.
    uint64_t fin_wait1;
    uint64_t fin_wait2;
    uint64_t time_wait;
    uint64_t closed;                // Neither connected nor listening, but bound to a port.
    uint64_t close_wait;
    uint64_t last_ack;
    uint64_t listen;                // Listening sockets.
    uint64_t closing;
    uint64_t accept_queued;         // Connections that wait in the accept queues of listening
                                    // sockets.
    uint64_t full_accept_queues;    // Listening sockets that drop further connections. Absent if
                                    // sock_diag is not used: /proc/net/tcp lacks the maximum.
    uint64_t receive_queued_bytes;  // Received, not yet read by the programs.
    uint64_t send_queued_bytes;     // Written by the programs, not yet acknowledged.
} cprobe_tcp_states;

// Field numbers of cprobe_udp_states, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_udp_states_field {
    CPROBE_UDP_STATES_CONNECTED = 0,
    CPROBE_UDP_STATES_UNCONNECTED,
    CPROBE_UDP_STATES_RECEIVE_QUEUED_BYTES,
    CPROBE_UDP_STATES_SEND_QUEUED_BYTES
} cprobe_udp_states_field;

// The UDP sockets of one version of IP that have a port. A socket that accepts both versions is of
// IPv6.
typedef struct cprobe_udp_states {
    cprobe_presence present_fields; // Bits by cprobe_udp_states_field.
    uint64_t connected;             // Bound to one remote address by connect(2).
    uint64_t unconnected;
    uint64_t receive_queued_bytes;  // Memory of datagrams that the programs did not read yet,
                                    // headers and padding included.
    uint64_t send_queued_bytes;     // Likewise of datagrams that the device did not send yet.
} cprobe_udp_states;

// Field numbers of cprobe_connections, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_connections_field {
    CPROBE_CONNECTIONS_MONOTONIC = 0
} cprobe_connections_field;

// The section, for one network namespace.
typedef struct cprobe_connections {
    cprobe_presence present_fields; // Bits by cprobe_connections_field.
    uint64_t monotonic_ns;    // When this was read, CLOCK_MONOTONIC; absent in a captured root.
    cprobe_tcp_states tcp;    // IPv4.
    cprobe_tcp_states tcp6;   // IPv6; absent without it.
    cprobe_udp_states udp;    // IPv4.
    cprobe_udp_states udp6;   // IPv6; absent without it.
    cprobe_failures failures; // Failures that made single fields absent.
} cprobe_connections;

// Counts the sockets of TCP and UDP of the network namespace of the calling thread (of process 1 in
// a live root). In "/" the kernel reports them by sock_diag, 72 bytes a socket; where it refuses,
// and in another root, the sources are /proc/net/{tcp,tcp6,udp,udp6}, which cost several times as
// much. Opens sockets for the call, and keeps no list.
//
// A failed source makes only its own fields absent and is added to connections->failures; without
// IPv6 tcp6 and udp6 are missing, which is no failure. If nothing could be read, the call fails as
// /proc/net/tcp did: NOT_FOUND, DENIED, EXHAUSTED, IO, MALFORMED. Also UNSUPPORTED, INVALID.
// `connections` is untouched unless OK.
cprobe_result cprobe_connections_read(cprobe_collector *collector, cprobe_connections *connections,
                                      cprobe_failure *failure);

// Kinds of sockets, as bits.
typedef enum cprobe_socket_kind {
    CPROBE_SOCKETS_TCP = 1,
    CPROBE_SOCKETS_UDP = 2,
    CPROBE_SOCKETS_UNIX = 4
} cprobe_socket_kind;

// Which sockets are listed.
typedef struct cprobe_sockets_choice {
    uint32_t kinds;    // At least one bit of cprobe_socket_kind.
    int32_t pid;       // Those that this process has open, of its network namespace; 0: all of the
                       // namespace of the calling thread (of process 1 in a live root).
    bool finds_owners; // Without a pid: finds the processes that have each socket open, which reads
                       // every link of /proc/PID/fd.
} cprobe_sockets_choice;

// Caller-provided storage for sockets.
typedef struct cprobe_socket_list {
    cprobe_socket *items;
    size_t capacity;
    size_t count;         // The number of sockets of TCP and UDP; may exceed the capacity.
    cprobe_unix_socket *unix_items;
    size_t unix_capacity;
    size_t unix_count;    // Likewise of Unix sockets.
    char *text;           // The names of Unix sockets.
    size_t text_capacity;
    size_t text_length;   // The number of bytes required; may exceed the capacity.
} cprobe_socket_list;

// The list, beside its sockets.
typedef struct cprobe_sockets {
    uint32_t unread_processes; // Processes whose descriptors may not be read: those of other users.
    cprobe_failures failures;  // Failures that made the list, or the owners, incomplete.
} cprobe_sockets;

// Lists the sockets of TCP and UDP over IPv4 and IPv6, and Unix sockets, each in the order of their
// inodes. If more exist than the list has capacity for, the call returns TOO_LARGE and sets the
// counts of the list to what is required: enlarge its arrays and call again.
//
// The source is sock_diag, or /proc/net/{tcp,tcp6,udp,udp6,unix} where it is refused, in another
// root, and for one process. Keeps nothing open.
//
// A failed source is added to sockets->failures, and so is DENIED of "/proc with hidepid" if owners
// are hidden. If nothing could be read, the call fails as the first source did; with a pid also if
// its descriptors may not be read or it may be hidden (DENIED), it does not exist (NOT_FOUND), or
// it ended or started another program meanwhile (GONE). Also TOO_LARGE, UNSUPPORTED, INVALID.
// `sockets` is untouched unless OK, and the counts of the list unless OK or TOO_LARGE; its arrays
// may be written to.
cprobe_result cprobe_sockets_read(cprobe_collector *collector, cprobe_sockets_choice choice,
                                  cprobe_sockets *sockets, cprobe_socket_list *list,
                                  cprobe_failure *failure);

// Counts the sockets of the text of /proc/net/tcp or tcp6. Pure: any thread, any system; NULL with
// length 0 is valid. OK, MALFORMED (no header, or a malformed line, after which the numbers are
// unknown; `states` is then untouched), INVALID.
cprobe_result cprobe_tcp_states_parse(const char *bytes, size_t length, cprobe_tcp_states *states,
                                      cprobe_failure *failure);

// Counts the sockets of the text of /proc/net/udp or udp6, likewise.
cprobe_result cprobe_udp_states_parse(const char *bytes, size_t length, cprobe_udp_states *states,
                                      cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif
