#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "../failure.h"
#include "../format/proc_net_tcp.h"
#include "../source/descriptor.h"
#include "../text/build.h"
#include "collector_state.h"
#include "sock_diag.h"
#include "socket_owners.h"

enum { PATH_BYTES = 40 };

// Destination of the sockets, as the context of a dump and of a text.
typedef struct list {
    cprobe_socket *items;
    size_t capacity, count;
    cprobe_transport transport;
} list;

static bool take(void *context, const cprobe_socket *socket) {
    list *l = context;
    if (l->count < l->capacity) {
        l->items[l->count] = *socket;
        l->items[l->count].transport = l->transport;
    }
    l->count += 1;
    return true;
}

static void take_line(void *context, const cprobe_socket *socket) {
    (void)take(context, socket);
}

// Lists the sockets of a transport by sock_diag. Returns 0 or an errno.
static int read_netlink(cp_reader *reader, list *l) {
    unsigned char request[CP_SOCK_DIAG_REQUEST_BYTES];
    if (l->transport == CPROBE_TRANSPORT_TCP) {
        const size_t length = cp_sock_diag_tcp_request(1, request);
        return cp_sock_diag_dump(reader, request, length, take, l);
    }
    const cprobe_family families[] = {CPROBE_FAMILY_IPV4, CPROBE_FAMILY_IPV6};
    int error = 0;
    for (size_t index = 0; index < 2 && error == 0; index += 1) {
        const size_t length = cp_sock_diag_udp_request(families[index], 1, request);
        error = cp_sock_diag_dump(reader, request, length, take, l);
    }
    return error;
}

// A file of the namespace: its name, and the source of its failures.
typedef struct file {
    const char *name, *source, *source_of_process;
} file;

static const file files[2][2] = {
    [CPROBE_TRANSPORT_TCP] = {{"tcp", "/proc/net/tcp", "/proc/PID/net/tcp"},
                              {"tcp6", "/proc/net/tcp6", "/proc/PID/net/tcp6"}},
    [CPROBE_TRANSPORT_UDP] = {{"udp", "/proc/net/udp", "/proc/PID/net/udp"},
                              {"udp6", "/proc/net/udp6", "/proc/PID/net/udp6"}},
};

static cprobe_result read_file(cp_reader *reader, int32_t pid, const file *from, list *l,
                               cprobe_failure *failure) {
    const int32_t process = pid != 0 ? pid : reader->root.kind == CPROBE_ROOT_LIVE ? 1 : 0;
    const char *source = process != 0 ? from->source_of_process : from->source;
    char path[PATH_BYTES];
    cp_build build = {path, sizeof path, 0, false};
    cp_build_add(&build, cp_span_of("/proc/"));
    if (process != 0) {
        cp_build_add_number(&build, (uint64_t)process);
        cp_build_add(&build, cp_span_of("/"));
    }
    cp_build_add(&build, cp_span_of("net/"));
    cp_build_add(&build, cp_span_of(from->name));
    int descriptor = -1;
    cprobe_result result = cp_root_open_file(&reader->root, path, source, &descriptor, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cp_stream stream;
    cp_lines lines = cp_stream_lines(reader, &stream, descriptor, CP_PRINTED_BY_RECORD);
    const size_t before = l->count;
    result = cp_sockets_parse(&lines, source, take_line, l, failure);
    if (result != CPROBE_OK) {
        l->count = before; // Some of them would look like all of them.
    }
    if (lines.result != CPROBE_OK) {
        failure->system_error = stream.system_error;
    }
    cp_close(descriptor);
    return result;
}

// Lists the sockets of a transport. False if none of its sources could be read.
static bool read_transport(cp_reader *reader, int32_t pid, list *l, cprobe_failures *failures) {
    const size_t before = l->count;
    if (pid == 0 && reader->root.kind == CPROBE_ROOT_OWN && read_netlink(reader, l) == 0) {
        return true;
    }
    l->count = before;
    bool has_any = false;
    for (size_t version = 0; version < 2; version += 1) {
        cprobe_failure lost = {0};
        const cprobe_result result =
            read_file(reader, pid, &files[l->transport][version], l, &lost);
        has_any = has_any || result == CPROBE_OK;
        // A kernel without IPv6 lacks its files.
        if (result != CPROBE_OK && (version == 0 || result != CPROBE_NOT_FOUND)) {
            cp_failures_add(failures, lost);
        }
    }
    return has_any;
}

// Keeps the sockets that have an owner. Returns their number.
static size_t keep_owned(cprobe_socket *items, size_t count) {
    size_t kept = 0;
    for (size_t index = 0; index < count; index += 1) {
        if (items[index].owners != 0) {
            items[kept] = items[index];
            kept += 1;
        }
    }
    return kept;
}

cprobe_result cprobe_sockets_read(cprobe_collector *collector, cprobe_sockets_choice choice,
                                  cprobe_sockets *sockets, cprobe_socket *items, size_t capacity,
                                  size_t *count, cprobe_failure *failure) {
    if (collector == NULL || sockets == NULL || count == NULL || choice.pid < 0 ||
        (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "sockets", 0, 0);
    }
    cp_reader *reader = &cp_collector_of(collector)->reader;
    cprobe_sockets read = {0};
    list l = {.items = items, .capacity = capacity, .transport = CPROBE_TRANSPORT_TCP};
    bool has_any = read_transport(reader, choice.pid, &l, &read.failures);
    l.transport = CPROBE_TRANSPORT_UDP;
    has_any = read_transport(reader, choice.pid, &l, &read.failures) || has_any;
    if (!has_any) {
        return cp_fail_as(failure, &read.failures.items[0]);
    }
    if (l.count > capacity) {
        *count = l.count;
        return cp_fail(failure, CPROBE_TOO_LARGE, "sockets", 0, 0);
    }
    cp_sockets_sort(items, l.count);
    if (choice.pid != 0 || choice.finds_owners) {
        cprobe_failure lost = {0};
        const cprobe_result result = cp_socket_owners_read(reader, choice.pid, items, l.count,
                                                           &read.unread_processes, &lost);
        if (result != CPROBE_OK && choice.pid != 0) {
            return cp_fail_as(failure, &lost);
        }
        if (result != CPROBE_OK) {
            cp_failures_add(&read.failures, lost);
        }
    }
    *count = choice.pid != 0 ? keep_owned(items, l.count) : l.count;
    *sockets = read;
    return CPROBE_OK;
}

#endif
