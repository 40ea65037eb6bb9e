#include "../platform.h"
#ifndef CP_PORT_SOCKETS

#include "unsupported.h"
#include "../include/cprobe/connections.h"

cprobe_result cprobe_sockets_read(cprobe_collector *collector, cprobe_sockets_choice choice,
                                  cprobe_sockets *sockets, cprobe_socket_list *list,
                                  cprobe_failure *failure) {
    (void)collector, (void)choice, (void)sockets, (void)list;
    return cp_unsupported(failure);
}

#endif
