#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include <fcntl.h>

#include "../failure.h"
#include "../format/proc_net_tcp.h"
#include "../source/descriptor.h"
#include "../text/build.h"
#include "collector_state.h"
#include "process/target.h"
#include "sock_diag.h"
#include "socket_owners.h"

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

// Opens a file of the namespace of a process, or of the calling thread.
static cprobe_result open_file(cp_reader *reader, const cp_subject *process, const file *from,
                               int *descriptor, cprobe_failure *failure) {
    char path[CP_SUBJECT_PATH_BYTES];
    cp_build build = {path, sizeof path, 0, false};
    if (process != NULL) {
        cp_build_add(&build, cp_span_of("net/"));
        cp_build_add(&build, cp_span_of(from->name));
        if (process->own >= 0) {
            return cp_root_open_below(&reader->root, process->own, path, O_RDONLY | O_NONBLOCK,
                                      from->source_of_process, descriptor, failure);
        }
        char whole[CP_SUBJECT_PATH_BYTES];
        cp_subject_path(process, path, whole);
        return cp_root_open_file(&reader->root, whole, from->source_of_process, descriptor,
                                 failure);
    }
    // /proc/net is that of the main thread.
    const bool is_live = reader->root.kind == CPROBE_ROOT_LIVE;
    const bool is_own = reader->root.kind == CPROBE_ROOT_OWN;
    cp_build_add(&build, cp_span_of(is_live  ? "/proc/1/net/"
                                    : is_own ? "/proc/thread-self/net/"
                                             : "/proc/net/"));
    cp_build_add(&build, cp_span_of(from->name));
    return cp_root_open_file(&reader->root, path, is_live ? from->source_of_process : from->source,
                             descriptor, failure);
}

static cprobe_result read_file(cp_reader *reader, const cp_subject *process, const file *from,
                               list *l, cprobe_failure *failure) {
    const bool is_other = process != NULL || reader->root.kind == CPROBE_ROOT_LIVE;
    const char *source = is_other ? from->source_of_process : from->source;
    int descriptor = -1;
    cprobe_result result = open_file(reader, process, from, &descriptor, failure);
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
static bool read_transport(cp_reader *reader, const cp_subject *process, list *l,
                           cprobe_failures *failures) {
    const size_t before = l->count;
    if (process == NULL && reader->root.kind == CPROBE_ROOT_OWN && read_netlink(reader, l) == 0) {
        return true;
    }
    l->count = before;
    bool has_any = false;
    for (size_t version = 0; version < 2; version += 1) {
        cprobe_failure lost = {0};
        const cprobe_result result =
            read_file(reader, process, &files[l->transport][version], l, &lost);
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

// Lists the sockets of a process, or of the calling thread, with their owners.
static cprobe_result read_sockets(cp_collector *state, cprobe_sockets_choice choice,
                                  const cp_subject *process, cprobe_sockets *read,
                                  cprobe_socket *items, size_t capacity, size_t *count,
                                  cprobe_failure *failure) {
    cp_reader *reader = &state->reader;
    list l = {.items = items, .capacity = capacity, .transport = CPROBE_TRANSPORT_TCP};
    bool has_any = read_transport(reader, process, &l, &read->failures);
    l.transport = CPROBE_TRANSPORT_UDP;
    has_any = read_transport(reader, process, &l, &read->failures) || has_any;
    if (!has_any) {
        return cp_fail_as(failure, &read->failures.items[0]);
    }
    *count = l.count;
    if (l.count > capacity) {
        return cp_fail(failure, CPROBE_TOO_LARGE, "sockets", 0, 0);
    }
    cp_sockets_sort(items, l.count);
    if (process != NULL) {
        const cprobe_result result =
            cp_socket_owners_read_process(process, choice.pid, items, l.count, failure);
        *count = keep_owned(items, l.count);
        return result;
    }
    const cp_process_reader from = {reader, &state->machine, &state->processes, &state->procfs};
    cprobe_failure lost = {0};
    if (choice.finds_owners &&
        cp_socket_owners_read(&from, items, l.count, read, &lost) != CPROBE_OK) {
        cp_failures_add(&read->failures, lost);
    }
    return CPROBE_OK;
}

cprobe_result cprobe_sockets_read(cprobe_collector *collector, cprobe_sockets_choice choice,
                                  cprobe_sockets *sockets, cprobe_socket *items, size_t capacity,
                                  size_t *count, cprobe_failure *failure) {
    if (collector == NULL || sockets == NULL || count == NULL || choice.pid < 0 ||
        (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "sockets", 0, 0);
    }
    cp_collector *state = cp_collector_of(collector);
    cprobe_sockets read = {0};
    size_t found = 0;
    cprobe_result result = CPROBE_OK;
    if (choice.pid == 0) {
        result = read_sockets(state, choice, NULL, &read, items, capacity, &found, failure);
    } else {
        cp_target target;
        cprobe_process_reading reading;
        result = cp_target_open(&target, collector, choice.pid, failure);
        if (result != CPROBE_OK) {
            return result;
        }
        result = read_sockets(state, choice, &target.subject, &read, items, capacity, &found,
                              failure);
        result = cp_target_close(&target, result, &reading, failure);
    }
    if (result == CPROBE_OK || result == CPROBE_TOO_LARGE) {
        *count = found;
    }
    if (result == CPROBE_OK) {
        *sockets = read;
    }
    return result;
}

#endif
