#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include <fcntl.h>

#include "../failure.h"
#include "../format/proc_net_tcp.h"
#include "../format/proc_net_unix.h"
#include "../netlink/socket.h"
#include "../netlink/unix_socket.h"
#include "../source/descriptor.h"
#include "../text/build.h"
#include "collector_state.h"
#include "process/target.h"
#include "sock_diag.h"
#include "socket_owners.h"

enum { UNIX = CPROBE_TRANSPORT_UDP + 1, KINDS };

// Destination of the sockets of a kind: the transports of IP, or UNIX.
typedef struct destination {
    cprobe_socket_list *list;
    unsigned kind;
} destination;

static void add(destination *to, cprobe_socket *socket) {
    cprobe_socket_list *list = to->list;
    socket->transport = (cprobe_transport)to->kind;
    if (list->count < list->capacity) {
        list->items[list->count] = *socket;
    }
    list->count += 1;
}

static void add_unix(destination *to, const cp_unix_entry *entry) {
    cprobe_socket_list *list = to->list;
    if (list->unix_count < list->unix_capacity) {
        cprobe_unix_socket *socket = &list->unix_items[list->unix_count];
        *socket = entry->socket;
        socket->name_offset = (uint32_t)list->text_length;
        socket->name_length = (uint32_t)entry->name_length;
    }
    list->unix_count += 1;
    if (entry->name_length != 0 && list->text_length <= list->text_capacity &&
        entry->name_length <= list->text_capacity - list->text_length) {
        memcpy(list->text + list->text_length, entry->name, entry->name_length);
    }
    list->text_length += entry->name_length;
}

static bool take(void *context, cp_span body) {
    cprobe_socket socket;
    if (!cp_sock_diag_parse(body, &socket)) {
        return false;
    }
    add(context, &socket);
    return true;
}

static bool take_unix(void *context, cp_span body) {
    cp_unix_entry entry;
    if (!cp_unix_diag_parse(body, &entry)) {
        return false;
    }
    add_unix(context, &entry);
    return true;
}

static void take_line(void *context, const cprobe_socket *socket) {
    cprobe_socket copy = *socket;
    add(context, &copy);
}

static void take_unix_line(void *context, const cp_unix_entry *entry) {
    add_unix(context, entry);
}

// Lists the sockets of a kind by sock_diag. Returns 0 or an errno.
static int read_netlink(cp_reader *reader, destination *to) {
    unsigned char request[CP_SOCK_DIAG_REQUEST_BYTES];
    if (to->kind == UNIX) {
        unsigned char unix_request[CP_UNIX_DIAG_REQUEST_BYTES];
        const size_t length = cp_unix_diag_request(1, unix_request);
        return cp_sock_diag_dump(reader, unix_request, length, take_unix, to);
    }
    if (to->kind == CPROBE_TRANSPORT_TCP) {
        const size_t length = cp_sock_diag_tcp_request(1, request);
        return cp_sock_diag_dump(reader, request, length, take, to);
    }
    const cprobe_family families[] = {CPROBE_FAMILY_IPV4, CPROBE_FAMILY_IPV6};
    int error = 0;
    for (size_t index = 0; index < 2 && error == 0; index += 1) {
        const size_t length = cp_sock_diag_udp_request(families[index], 1, request);
        error = cp_sock_diag_dump(reader, request, length, take, to);
    }
    return error;
}

// A file of the namespace: its name, and the source of its failures.
typedef struct file {
    const char *name, *source, *source_of_process;
} file;

// The files of each kind; a kernel without IPv6 lacks the second.
static const file files[KINDS][2] = {
    [CPROBE_TRANSPORT_TCP] = {{"tcp", "/proc/net/tcp", "/proc/PID/net/tcp"},
                              {"tcp6", "/proc/net/tcp6", "/proc/PID/net/tcp6"}},
    [CPROBE_TRANSPORT_UDP] = {{"udp", "/proc/net/udp", "/proc/PID/net/udp"},
                              {"udp6", "/proc/net/udp6", "/proc/PID/net/udp6"}},
    [UNIX] = {{"unix", "/proc/net/unix", "/proc/PID/net/unix"}},
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
                               destination *to, cprobe_failure *failure) {
    const bool is_other = process != NULL || reader->root.kind == CPROBE_ROOT_LIVE;
    const char *source = is_other ? from->source_of_process : from->source;
    int descriptor = -1;
    cprobe_result result = open_file(reader, process, from, &descriptor, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cp_stream stream;
    cp_lines lines = cp_stream_lines(reader, &stream, descriptor, CP_PRINTED_BY_RECORD);
    const cprobe_socket_list before = *to->list;
    if (to->kind == UNIX) {
        lines.keeps_blanks = true;
        result = cp_unix_sockets_parse(&lines, source, take_unix_line, to, failure);
    } else {
        result = cp_sockets_parse(&lines, source, take_line, to, failure);
    }
    if (result != CPROBE_OK) {
        *to->list = before; // Some of them would look like all of them.
    }
    if (lines.result != CPROBE_OK) {
        failure->system_error = stream.system_error;
    }
    cp_close(descriptor);
    return result;
}

// Lists the sockets of a kind. False if none of its sources could be read.
static bool read_kind(cp_reader *reader, const cp_subject *process, destination *to,
                      cprobe_failures *failures) {
    const cprobe_socket_list before = *to->list;
    if (process == NULL && reader->root.kind == CPROBE_ROOT_OWN && read_netlink(reader, to) == 0) {
        return true;
    }
    *to->list = before;
    bool has_any = false;
    for (size_t version = 0; version < 2 && files[to->kind][version].name != NULL; version += 1) {
        cprobe_failure lost = {0};
        const cprobe_result result =
            read_file(reader, process, &files[to->kind][version], to, &lost);
        has_any = has_any || result == CPROBE_OK;
        // A kernel without IPv6 lacks its files.
        if (result != CPROBE_OK && (version == 0 || result != CPROBE_NOT_FOUND)) {
            cp_failures_add(failures, lost);
        }
    }
    return has_any;
}

// Removes the sockets that have no owner.
static void keep_owned(cprobe_socket_list *list) {
    size_t kept = 0;
    for (size_t index = 0; index < list->count; index += 1) {
        if (list->items[index].owner.owners != 0) {
            list->items[kept] = list->items[index];
            kept += 1;
        }
    }
    list->count = kept;
    kept = 0;
    for (size_t index = 0; index < list->unix_count; index += 1) {
        if (list->unix_items[index].owner.owners != 0) {
            list->unix_items[kept] = list->unix_items[index];
            kept += 1;
        }
    }
    list->unix_count = kept;
}

// Lists the sockets of a process, or of the calling thread, with their owners.
static cprobe_result read_sockets(cp_collector *state, cprobe_sockets_choice choice,
                                  const cp_subject *process, cprobe_sockets *read,
                                  cprobe_socket_list *list, cprobe_failure *failure) {
    static const unsigned bits[KINDS] = {[CPROBE_TRANSPORT_TCP] = CPROBE_SOCKETS_TCP,
                                         [CPROBE_TRANSPORT_UDP] = CPROBE_SOCKETS_UDP,
                                         [UNIX] = CPROBE_SOCKETS_UNIX};
    cp_reader *reader = &state->reader;
    bool has_any = false;
    for (unsigned kind = 0; kind < KINDS; kind += 1) {
        destination to = {list, kind};
        if ((choice.kinds & bits[kind]) != 0) {
            has_any = read_kind(reader, process, &to, &read->failures) || has_any;
        }
    }
    if (!has_any) {
        return cp_fail_as(failure, &read->failures.items[0]);
    }
    if (list->count > list->capacity || list->unix_count > list->unix_capacity ||
        list->text_length > list->text_capacity) {
        return cp_fail(failure, CPROBE_TOO_LARGE, "sockets", 0, 0);
    }
    const cp_owned_lists owned = {{{list->items, list->count, sizeof *list->items},
                                   {list->unix_items, list->unix_count, sizeof *list->unix_items}}};
    cp_sockets_sort(&owned);
    if (process != NULL) {
        const cprobe_result result =
            cp_socket_owners_read_process(process, choice.pid, &owned, failure);
        keep_owned(list);
        return result;
    }
    const cp_process_reader from = {reader, &state->machine, &state->processes, &state->procfs};
    cprobe_failure lost = {0};
    if (choice.finds_owners &&
        cp_socket_owners_read(&from, &owned, read, &lost) != CPROBE_OK) {
        cp_failures_add(&read->failures, lost);
    }
    return CPROBE_OK;
}

static bool is_valid(cprobe_sockets_choice choice, const cprobe_socket_list *list) {
    const unsigned all = CPROBE_SOCKETS_TCP | CPROBE_SOCKETS_UDP | CPROBE_SOCKETS_UNIX;
    return choice.kinds != 0 && (choice.kinds & ~all) == 0 && choice.pid >= 0 &&
           (list->items != NULL || list->capacity == 0) &&
           (list->unix_items != NULL || list->unix_capacity == 0) &&
           (list->text != NULL || list->text_capacity == 0);
}

cprobe_result cprobe_sockets_read(cprobe_collector *collector, cprobe_sockets_choice choice,
                                  cprobe_sockets *sockets, cprobe_socket_list *list,
                                  cprobe_failure *failure) {
    if (collector == NULL || sockets == NULL || list == NULL || !is_valid(choice, list)) {
        return cp_fail(failure, CPROBE_INVALID, "sockets", 0, 0);
    }
    cp_collector *state = cp_collector_of(collector);
    cprobe_sockets read = {0};
    cprobe_socket_list found = *list;
    found.count = 0;
    found.unix_count = 0;
    found.text_length = 0;
    cprobe_result result = CPROBE_OK;
    if (choice.pid == 0) {
        result = read_sockets(state, choice, NULL, &read, &found, failure);
    } else {
        cp_target target;
        cprobe_process_reading reading;
        result = cp_target_open(&target, collector, choice.pid, failure);
        if (result != CPROBE_OK) {
            return result;
        }
        result = read_sockets(state, choice, &target.subject, &read, &found, failure);
        result = cp_target_close(&target, result, &reading, failure);
    }
    if (result == CPROBE_OK || result == CPROBE_TOO_LARGE) {
        *list = found;
    }
    if (result == CPROBE_OK) {
        *sockets = read;
    }
    return result;
}

#endif
