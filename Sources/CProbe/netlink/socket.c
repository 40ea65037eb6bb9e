// sock_diag: the kernel's list of sockets of IPv4 and IPv6.
//
//     request  = family u8, source length u8, destination length u8, extensions u8, id,
//                states u32, cache u32                           of type TCPDIAG_GETSOCK
//     request  = family u8, protocol u8, extensions u8, pad u8, states u32, id
//                                                                         SOCK_DIAG_BY_FAMILY
//     answer   = family u8, state u8, timer u8, retransmits u8, id, expires u32,
//                receive queue u32, send queue u32, uid u32, inode u32, attribute*
//     id       = local port u16, remote port u16, local address, remote address, interface u32,
//                cookie u32{2}
//     address  = 16 bytes, of which IPv4 uses the first 4
//
// Ports and addresses are in network byte order, all else in the machine's. The request of type
// TCPDIAG_GETSOCK is older than SOCK_DIAG_BY_FAMILY and for TCP alone, but it lists both versions
// of IP: the kernel walks its table of connections once, which takes most of the time. Attributes
// are not read. linux/inet_diag.h, inet_diag_dump_icsk() of net/ipv4/inet_diag.c; sock_diag(7).

#include "socket.h"

#include "../socket_state.h"

enum {
    ID_BYTES = 48,
    ANSWER_BYTES = 4 + ID_BYTES + 20,
    TCP_REQUEST_BYTES = CP_SOCK_DIAG_REQUEST_BYTES, // The header, 4 bytes, an id and 8 bytes.
    UDP_REQUEST_BYTES = CP_NETLINK_HEADER_BYTES + 8 + ID_BYTES,
    PROTOCOL_UDP = 17,
    FAMILY_IPV4 = 2,  // AF_INET and AF_INET6 of Linux.
    FAMILY_IPV6 = 10,
    STATES = 0x1ffe   // All but those of sockets that are only bound.
};

static uint16_t port_at(const char *bytes) {
    return (uint16_t)((unsigned)(unsigned char)bytes[0] << 8 | (unsigned char)bytes[1]);
}

size_t cp_sock_diag_tcp_request(uint32_t sequence,
                                unsigned char request[CP_SOCK_DIAG_REQUEST_BYTES]) {
    const uint32_t states = STATES;
    cp_netlink_begin_dump(request, TCP_REQUEST_BYTES, CP_SOCK_DIAG_TCP, sequence);
    request[CP_NETLINK_HEADER_BYTES] = FAMILY_IPV4;
    memcpy(request + CP_NETLINK_HEADER_BYTES + 4 + ID_BYTES, &states, sizeof states);
    return TCP_REQUEST_BYTES;
}

size_t cp_sock_diag_udp_request(cprobe_family family, uint32_t sequence,
                                unsigned char request[CP_SOCK_DIAG_REQUEST_BYTES]) {
    const uint32_t states = STATES;
    cp_netlink_begin_dump(request, UDP_REQUEST_BYTES, CP_SOCK_DIAG_BY_FAMILY, sequence);
    request[CP_NETLINK_HEADER_BYTES] = family == CPROBE_FAMILY_IPV4 ? FAMILY_IPV4 : FAMILY_IPV6;
    request[CP_NETLINK_HEADER_BYTES + 1] = PROTOCOL_UDP;
    memcpy(request + CP_NETLINK_HEADER_BYTES + 4, &states, sizeof states);
    return UDP_REQUEST_BYTES;
}

bool cp_sock_diag_parse(cp_span body, cprobe_socket *socket) {
    if (body.length < ANSWER_BYTES) {
        return false;
    }
    const char *bytes = body.bytes;
    const char *id = bytes + 4, *rest = id + ID_BYTES;
    const unsigned family = (unsigned char)bytes[0];
    *socket = (cprobe_socket){.state = CPROBE_SOCKET_CLOSED};
    if ((family != FAMILY_IPV4 && family != FAMILY_IPV6) ||
        !cp_socket_state_of((unsigned char)bytes[1], &socket->state)) {
        return false;
    }
    socket->family = family == FAMILY_IPV4 ? CPROBE_FAMILY_IPV4 : CPROBE_FAMILY_IPV6;
    const size_t length = family == FAMILY_IPV4 ? 4 : sizeof socket->local_address;
    socket->local_port = port_at(id);
    socket->remote_port = port_at(id + 2);
    memcpy(socket->local_address, id + 4, length);
    memcpy(socket->remote_address, id + 20, length);
    socket->receive_queue = cp_netlink_u32(rest + 4);
    socket->send_queue = cp_netlink_u32(rest + 8);
    socket->has_send_queue = true;
    socket->uid = cp_netlink_u32(rest + 12);
    socket->owner.inode = cp_netlink_u32(rest + 16);
    return true;
}
