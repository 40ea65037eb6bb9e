// The sockets of /proc/net/tcp, udp and their files of IPv6. proc_net_tcp.c describes the format.

#ifndef CP_FORMAT_PROC_NET_TCP_H
#define CP_FORMAT_PROC_NET_TCP_H

#include "../include/cprobe/connections.h"
#include "../text/lines.h"

// Receives one socket. `context` is the caller's.
typedef void (*cp_socket_taker)(void *context, const cprobe_socket *socket);

// Passes each socket to `take`. A malformed line ends the text: MALFORMED with the line, as does a
// missing header. The transport of the sockets is 0, as it is not in the text.
cprobe_result cp_sockets_parse(cp_lines *lines, const char *source, cp_socket_taker take,
                               void *context, cprobe_failure *failure);

// Sets all counts to 0 and present. `has_maximum`: the source has the maximum of accept queues,
// without which full_accept_queues is absent.
void cp_tcp_states_begin(cprobe_tcp_states *states, bool has_maximum);

// Counts a socket in the field of its state, and its queues.
void cp_tcp_states_add(cprobe_tcp_states *states, const cprobe_socket *socket);

// Counts all sockets of a text. Fails like cp_sockets_parse(), with `states` untouched.
cprobe_result cp_tcp_states_parse(cp_lines *lines, const char *source, cprobe_tcp_states *states,
                                  cprobe_failure *failure);

// The same of UDP.
void cp_udp_states_begin(cprobe_udp_states *states);
void cp_udp_states_add(cprobe_udp_states *states, const cprobe_socket *socket);
cprobe_result cp_udp_states_parse(cp_lines *lines, const char *source, cprobe_udp_states *states,
                                  cprobe_failure *failure);

#endif
