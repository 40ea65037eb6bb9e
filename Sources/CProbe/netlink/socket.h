// sock_diag messages about sockets of IPv4 and IPv6.

#ifndef CP_NETLINK_SOCKET_H
#define CP_NETLINK_SOCKET_H

#include "../include/cprobe/connections.h"
#include "message.h"

enum {
    CP_SOCK_DIAG_TCP = 18,      // Of TCP sockets of both versions of IP: TCPDIAG_GETSOCK.
    CP_SOCK_DIAG_BY_FAMILY = 20,
    CP_SOCK_DIAG_REQUEST_BYTES = 76
};

// Writes the request for all TCP sockets, of IPv4 and IPv6. Returns its length.
size_t cp_sock_diag_tcp_request(uint32_t sequence,
                                unsigned char request[CP_SOCK_DIAG_REQUEST_BYTES]);

// Writes the request for all UDP sockets of one version of IP. Returns its length.
size_t cp_sock_diag_udp_request(cprobe_family family, uint32_t sequence,
                                unsigned char request[CP_SOCK_DIAG_REQUEST_BYTES]);

// Parses the body of an answer. False if it is malformed, or of another family.
bool cp_sock_diag_parse(cp_span body, cprobe_socket *socket);

#endif
