// What the lists of sockets share: the kernel's numbers of states and types, and Unix sockets.

#ifndef CP_SOCKET_STATE_H
#define CP_SOCKET_STATE_H

#include "include/cprobe/connections.h"

enum { CP_SOCKET_NEW_SYN_RECEIVED = 12 };

// The state with this number. False if there is none. A request that is not a socket yet
// (TCP_NEW_SYN_RECV) is SYN-RECEIVED, as the kernel prints it.
static inline bool cp_socket_state_of(uint64_t number, cprobe_socket_state *state) {
    if (number < CPROBE_SOCKET_ESTABLISHED || number > CP_SOCKET_NEW_SYN_RECEIVED) {
        return false;
    }
    *state = number == CP_SOCKET_NEW_SYN_RECEIVED ? CPROBE_SOCKET_SYN_RECEIVED
                                                  : (cprobe_socket_state)number;
    return true;
}

enum { CP_UNIX_NAME_BYTES = 108 }; // sun_path

// A Unix socket, and the name to which it is bound: a path, or "@" and an abstract name.
typedef struct cp_unix_entry {
    cprobe_unix_socket socket; // Without the place of its name.
    char name[CP_UNIX_NAME_BYTES];
    size_t name_length; // 0 if it has none.
} cp_unix_entry;

// The type with this number: SOCK_STREAM, SOCK_DGRAM or SOCK_SEQPACKET. False if there is none.
static inline bool cp_unix_type_of(uint64_t number, cprobe_unix_type *type) {
    if (number != CPROBE_UNIX_STREAM && number != CPROBE_UNIX_DATAGRAM &&
        number != CPROBE_UNIX_SEQUENCED_PACKETS) {
        return false;
    }
    *type = (cprobe_unix_type)number;
    return true;
}

#endif
