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

// Counts one socket of a dump of TCP. `context` is the section.
static bool count_tcp(void *context, cp_span body) {
    cprobe_connections *read = context;
    cprobe_socket socket;
    if (!cp_sock_diag_parse(body, &socket)) {
        return false;
    }
    cp_tcp_states_add(socket.family == CPROBE_FAMILY_IPV4 ? &read->tcp : &read->tcp6, &socket);
    return true;
}

// Counts one socket of a dump of UDP.
static bool count_udp(void *context, cp_span body) {
    cprobe_connections *read = context;
    cprobe_socket socket;
    if (!cp_sock_diag_parse(body, &socket)) {
        return false;
    }
    cp_udp_states_add(socket.family == CPROBE_FAMILY_IPV4 ? &read->udp : &read->udp6, &socket);
    return true;
}

// Without IPv6, a dump has no socket of it, as with IPv6 and no sockets; the kernel then lacks the
// file.
static bool has_ipv6(void) {
    cp_status status;
    return cp_status_read(AT_FDCWD, "/proc/net/tcp6", &status) != ENOENT;
}

// Counts TCP sockets by sock_diag. Returns 0 or an errno.
static int dump_tcp(cp_reader *reader, bool is_ipv6, cprobe_connections *read) {
    unsigned char request[CP_SOCK_DIAG_REQUEST_BYTES];
    const size_t length = cp_sock_diag_tcp_request(1, request);
    cp_tcp_states_begin(&read->tcp, true);
    if (is_ipv6) {
        cp_tcp_states_begin(&read->tcp6, true);
    }
    return cp_sock_diag_dump(reader, request, length, count_tcp, read);
}

// Likewise of UDP, which has a dump for each version of IP.
static int dump_udp(cp_reader *reader, bool is_ipv6, cprobe_connections *read) {
    unsigned char request[CP_SOCK_DIAG_REQUEST_BYTES];
    size_t length = cp_sock_diag_udp_request(CPROBE_FAMILY_IPV4, 1, request);
    cp_udp_states_begin(&read->udp);
    const int error = cp_sock_diag_dump(reader, request, length, count_udp, read);
    if (error != 0 || !is_ipv6) {
        return error;
    }
    length = cp_sock_diag_udp_request(CPROBE_FAMILY_IPV6, 1, request);
    cp_udp_states_begin(&read->udp6);
    return cp_sock_diag_dump(reader, request, length, count_udp, read);
}

// A file of the namespace, and the record of its sockets: one of the two.
typedef struct file {
    const char *path;
    cprobe_tcp_states *tcp;
    cprobe_udp_states *udp;
} file;

static cprobe_result read_file(cp_reader *reader, const file *from, cprobe_failure *failure) {
    int descriptor = -1;
    cprobe_result result =
        cp_root_open_file(&reader->root, from->path, from->path, &descriptor, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cp_stream stream;
    cp_lines lines = cp_stream_lines(reader, &stream, descriptor, CP_PRINTED_BY_RECORD);
    result = from->tcp != NULL ? cp_tcp_states_parse(&lines, from->path, from->tcp, failure)
                               : cp_udp_states_parse(&lines, from->path, from->udp, failure);
    if (lines.result != CPROBE_OK) {
        failure->system_error = stream.system_error;
    }
    cp_close(descriptor);
    return result;
}

// Reads the files of both versions of IP. The failure of the first is added to the failures of the
// section if the second can be read; if neither can, it is the call's.
static cprobe_result read_files(cp_reader *reader, const file from[2], cprobe_failures *failures,
                                cprobe_failure *failure) {
    cprobe_failure lost = {0}, lost6 = {0};
    const cprobe_result result = read_file(reader, &from[0], &lost);
    const cprobe_result result6 = read_file(reader, &from[1], &lost6);
    if (result != CPROBE_OK && result6 != CPROBE_OK) {
        return cp_fail_as(failure, &lost);
    }
    if (result != CPROBE_OK) {
        cp_failures_add(failures, lost);
    }
    // A kernel without IPv6, or with IPv6 disabled, lacks the file.
    if (result6 != CPROBE_OK && result6 != CPROBE_NOT_FOUND) {
        cp_failures_add(failures, lost6);
    }
    return CPROBE_OK;
}

static cprobe_result read_tcp(cp_reader *reader, bool is_ipv6, cprobe_connections *read,
                              cprobe_failure *failure) {
    if (reader->root.kind == CPROBE_ROOT_OWN && dump_tcp(reader, is_ipv6, read) == 0) {
        return CPROBE_OK;
    }
    const bool is_live = reader->root.kind == CPROBE_ROOT_LIVE;
    const file from[2] = {{is_live ? "/proc/1/net/tcp" : "/proc/net/tcp", &read->tcp, NULL},
                          {is_live ? "/proc/1/net/tcp6" : "/proc/net/tcp6", &read->tcp6, NULL}};
    read->tcp = (cprobe_tcp_states){0};
    read->tcp6 = (cprobe_tcp_states){0};
    return read_files(reader, from, &read->failures, failure);
}

static cprobe_result read_udp(cp_reader *reader, bool is_ipv6, cprobe_connections *read,
                              cprobe_failure *failure) {
    if (reader->root.kind == CPROBE_ROOT_OWN && dump_udp(reader, is_ipv6, read) == 0) {
        return CPROBE_OK;
    }
    const bool is_live = reader->root.kind == CPROBE_ROOT_LIVE;
    const file from[2] = {{is_live ? "/proc/1/net/udp" : "/proc/net/udp", NULL, &read->udp},
                          {is_live ? "/proc/1/net/udp6" : "/proc/net/udp6", NULL, &read->udp6}};
    read->udp = (cprobe_udp_states){0};
    read->udp6 = (cprobe_udp_states){0};
    return read_files(reader, from, &read->failures, failure);
}

cprobe_result cprobe_connections_read(cprobe_collector *collector,
                                      cprobe_connections *connections, cprobe_failure *failure) {
    if (collector == NULL || connections == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "connections", 0, 0);
    }
    cp_reader *reader = &cp_collector_of(collector)->reader;
    cprobe_connections read = {0};
    cprobe_failure lost = {0}, lost_udp = {0};
    const bool is_ipv6 = reader->root.kind == CPROBE_ROOT_OWN && has_ipv6();
    const cprobe_result result = read_tcp(reader, is_ipv6, &read, &lost);
    if (result != CPROBE_OK) {
        cp_failures_add(&read.failures, lost);
    }
    const cprobe_result result_udp = read_udp(reader, is_ipv6, &read, &lost_udp);
    if (result != CPROBE_OK && result_udp != CPROBE_OK) {
        return cp_fail_as(failure, &lost);
    }
    if (result_udp != CPROBE_OK) {
        cp_failures_add(&read.failures, lost_udp);
    }
    if (cp_reader_monotonic_ns(reader, &read.monotonic_ns)) {
        cprobe_set(&read.present_fields, CPROBE_CONNECTIONS_MONOTONIC);
    }
    *connections = read;
    return CPROBE_OK;
}

#endif
