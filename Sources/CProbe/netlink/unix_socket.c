// sock_diag: the kernel's list of Unix sockets.
//
//     request   = family u8, protocol u8, pad u16, states u32, inode u32, show u32, cookie u32{2}
//     answer    = family u8, type u8, state u8, pad u8, inode u32, cookie u32{2}, attribute*
//     attribute = name | peer | queues | uid | ...
//     name      = the bytes of sun_path: a path and perhaps NUL, or NUL and an abstract name
//     peer      = inode u32
//     queues    = receive u32, send u32     of a listening socket: its accept queue, its maximum
//     uid       = u32                       since Linux 5.3
//
// The type of messages is SOCK_DIAG_BY_FAMILY. An abstract name may contain any byte; its NULs are
// written as "@", as /proc/net/unix does. linux/unix_diag.h, sk_diag_fill() of net/unix/diag.c;
// sock_diag(7).

#include "unix_socket.h"

enum {
    TYPE = 20, // SOCK_DIAG_BY_FAMILY
    ANSWER_BYTES = 16,
    FAMILY_UNIX = 1,

    // UNIX_DIAG_*
    NAME = 0,
    PEER = 2,
    QUEUES = 4,
    UID = 7,

    // UDIAG_SHOW_*
    SHOW = 1 << NAME | 1 << PEER | 1 << QUEUES | 1 << 6 // SHOW_UID
};

size_t cp_unix_diag_request(uint32_t sequence, unsigned char request[CP_UNIX_DIAG_REQUEST_BYTES]) {
    const uint32_t states = UINT32_MAX, show = SHOW;
    cp_netlink_begin_dump(request, CP_UNIX_DIAG_REQUEST_BYTES, TYPE, sequence);
    request[CP_NETLINK_HEADER_BYTES] = FAMILY_UNIX;
    memcpy(request + CP_NETLINK_HEADER_BYTES + 4, &states, sizeof states);
    memcpy(request + CP_NETLINK_HEADER_BYTES + 12, &show, sizeof show);
    return CP_UNIX_DIAG_REQUEST_BYTES;
}

static bool take_name(cp_span value, cp_unix_entry *entry) {
    if (value.length > sizeof entry->name) {
        return false;
    }
    const bool is_abstract = value.length != 0 && value.bytes[0] == '\0';
    if (!is_abstract) {
        value = cp_take_until(&value, '\0', NULL);
    }
    for (size_t index = 0; index < value.length; index += 1) {
        entry->name[index] = value.bytes[index] == '\0' ? '@' : value.bytes[index];
    }
    entry->name_length = value.length;
    return true;
}

static bool take_attribute(uint16_t type, cp_span value, cp_unix_entry *entry) {
    cprobe_unix_socket *socket = &entry->socket;
    if (type == NAME) {
        return take_name(value, entry);
    }
    if (type != PEER && type != QUEUES && type != UID) {
        return true;
    }
    if (value.length < (type == QUEUES ? 8 : 4)) {
        return false;
    }
    const uint32_t number = cp_netlink_u32(value.bytes);
    if (type == PEER) {
        socket->has_peer = number != 0; // 0: the peer is not accepted yet.
        socket->peer_inode = number;
    } else if (type == QUEUES) {
        socket->has_queues = true;
        socket->receive_queue = number;
        socket->send_queue = cp_netlink_u32(value.bytes + 4);
    } else {
        socket->has_uid = true;
        socket->uid = number;
    }
    return true;
}

bool cp_unix_diag_parse(cp_span body, cp_unix_entry *entry) {
    if (body.length < ANSWER_BYTES || body.bytes[0] != FAMILY_UNIX) {
        return false;
    }
    *entry = (cp_unix_entry){.socket = {.type = CPROBE_UNIX_STREAM}};
    cprobe_unix_socket *socket = &entry->socket;
    if (!cp_unix_type_of((unsigned char)body.bytes[1], &socket->type) ||
        !cp_socket_state_of((unsigned char)body.bytes[2], &socket->state)) {
        return false;
    }
    socket->owner.inode = cp_netlink_u32(body.bytes + 4);
    cp_skip(&body, ANSWER_BYTES);
    uint16_t type = 0;
    cp_span value;
    while (cp_netlink_take_attribute(&body, &type, &value)) {
        if (!take_attribute(type, value, entry)) {
            return false;
        }
    }
    return true;
}
