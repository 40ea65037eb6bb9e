// The kernel's numbers of the states of a socket.

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

#endif
