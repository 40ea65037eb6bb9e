#include "../platform.h"
#ifndef CP_PORT_HOST

#include "unsupported.h"
#include "../include/cprobe/host.h"

cprobe_result cprobe_host_read(cprobe_collector *collector, cprobe_host *host,
                               cprobe_session *sessions, size_t capacity, size_t *count,
                               bool *has_sessions, cprobe_failure *failure) {
    (void)collector, (void)host, (void)sessions, (void)capacity, (void)count, (void)has_sessions;
    return cp_unsupported(failure);
}

#endif
