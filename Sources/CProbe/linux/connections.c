#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include <errno.h>
#include <fcntl.h>

#include "../failure.h"
#include "../format/proc_net_tcp.h"
#include "../netlink/socket.h"
#include "../source/descriptor.h"
#include "../source/status.h"
#include "collector_state.h"
#include "sock_diag.h"

// Counts one socket of a dump. `context` is the section.
static bool count(void *context, cp_span body) {
    cprobe_connections *read = context;
    cprobe_socket socket;
    if (!cp_sock_diag_parse(body, &socket)) {
        return false;
    }
    cp_tcp_states_add(socket.family == CPROBE_FAMILY_IPV4 ? &read->tcp : &read->tcp6, &socket);
    return true;
}

// Without IPv6, a dump has no socket of it, as with IPv6 and no sockets; the kernel then lacks the
// file.
static bool has_ipv6(void) {
    cp_status status;
    return cp_status_read(AT_FDCWD, "/proc/net/tcp6", &status) != ENOENT;
}

// Counts by sock_diag. Returns 0 or an errno.
static int read_netlink(cp_reader *reader, cprobe_connections *read) {
    unsigned char request[CP_SOCK_DIAG_REQUEST_BYTES];
    const size_t length = cp_sock_diag_tcp_request(1, request);
    cp_tcp_states_begin(&read->tcp, true);
    if (has_ipv6()) {
        cp_tcp_states_begin(&read->tcp6, true);
    }
    return cp_sock_diag_dump(reader, request, length, count, read);
}

static cprobe_result read_file(cp_reader *reader, const char *path, cprobe_tcp_states *states,
                               cprobe_failure *failure) {
    int descriptor = -1;
    cprobe_result result = cp_root_open_file(&reader->root, path, path, &descriptor, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cp_stream stream;
    cp_lines lines = cp_stream_lines(reader, &stream, descriptor, CP_PRINTED_BY_RECORD);
    result = cp_tcp_states_parse(&lines, path, states, failure);
    if (lines.result != CPROBE_OK) {
        failure->system_error = stream.system_error;
    }
    cp_close(descriptor);
    return result;
}

// Counts by the files of the namespace.
static cprobe_result read_files(cp_reader *reader, cprobe_connections *read,
                                cprobe_failure *failure) {
    const bool is_live = reader->root.kind == CPROBE_ROOT_LIVE;
    cprobe_failure lost = {0}, lost6 = {0};
    read->tcp = (cprobe_tcp_states){0};
    read->tcp6 = (cprobe_tcp_states){0};
    const cprobe_result result =
        read_file(reader, is_live ? "/proc/1/net/tcp" : "/proc/net/tcp", &read->tcp, &lost);
    const cprobe_result result6 =
        read_file(reader, is_live ? "/proc/1/net/tcp6" : "/proc/net/tcp6", &read->tcp6, &lost6);
    if (result != CPROBE_OK && result6 != CPROBE_OK) {
        return cp_fail_as(failure, &lost);
    }
    if (result != CPROBE_OK) {
        cp_failures_add(&read->failures, lost);
    }
    // A kernel without IPv6, or with IPv6 disabled, lacks the file.
    if (result6 != CPROBE_OK && result6 != CPROBE_NOT_FOUND) {
        cp_failures_add(&read->failures, lost6);
    }
    return CPROBE_OK;
}

cprobe_result cprobe_connections_read(cprobe_collector *collector,
                                      cprobe_connections *connections, cprobe_failure *failure) {
    if (collector == NULL || connections == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "connections", 0, 0);
    }
    cp_reader *reader = &cp_collector_of(collector)->reader;
    cprobe_connections read = {0};
    if (reader->root.kind != CPROBE_ROOT_OWN || read_netlink(reader, &read) != 0) {
        const cprobe_result result = read_files(reader, &read, failure);
        if (result != CPROBE_OK) {
            return result;
        }
    }
    if (cp_reader_monotonic_ns(reader, &read.monotonic_ns)) {
        cprobe_set(&read.present_fields, CPROBE_CONNECTIONS_MONOTONIC);
    }
    *connections = read;
    return CPROBE_OK;
}

#endif
