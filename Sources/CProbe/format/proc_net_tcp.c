// /proc/net/tcp, tcp6, udp and udp6: the sockets of a network namespace.
// Sample: written by hand.
//
//       sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
//        0: 0100007F:1F90 00000000:0000 0A 00000000:00000001 00:00000000 00000000     0        0 7341 1 …
//        1: 0100007F:1F90 0100007F:B2E4 01 00000000:00000005 00:00000000 00000000  1000        0 7350 1 …
//
//     file    = header line*
//     line    = slot ":" address " " address " " state " " queues " " timer " " hex " " uid
//               " " timeout " " inode " " …
//     address = hex{8} | hex{32} ":" hex{4}     IPv4 or IPv6, and the port
//     queues  = hex{8} ":" hex{8}               bytes to send, bytes received
//     timer   = hex{2} ":" hex{8}
//
// An address is groups of 4 bytes, each printed as a number of the machine's byte order. The
// receive queue of a listening socket counts the connections in its accept queue; its send queue is
// 0. Uid, timeout and inode are decimal; the inode is 0 if no process has the socket any more. What
// follows the inode is not read, but a line without it is malformed: its inode may be cut short.
//
// A malformed line makes the text malformed, since the number of sockets is then unknown. Streams:
// a line has 150 bytes (of IPv6, 180), and there is one for each socket. tcp4_seq_show(),
// net/ipv4/tcp_ipv4.c; udp4_seq_show(), net/ipv4/udp.c; tcp6_seq_show(), net/ipv6/tcp_ipv6.c;
// proc_pid_net(5).

#include "proc_net_tcp.h"

#include "../failure.h"
#include "../presence.h"
#include "../socket_state.h"
#include "../text/hex.h"

enum { IPV4_DIGITS = 8, IPV6_DIGITS = 32 };

// Takes an address and its port. Returns the number of digits of the address, or 0.
static size_t take_address(cp_span *line, uint8_t address[CPROBE_SOCKET_ADDRESS_BYTES],
                           uint16_t *port) {
    cp_skip_blanks(line);
    bool has_colon = false;
    const cp_span printed = cp_take_until(line, ':', &has_colon);
    if (!has_colon || (printed.length != IPV4_DIGITS && printed.length != IPV6_DIGITS)) {
        return 0;
    }
    for (size_t group = 0; group < printed.length / 8; group += 1) {
        cp_span text = cp_span_make(printed.bytes + group * 8, 8);
        uint64_t number = 0;
        if (cp_take_hex(&text, &number) != 8) {
            return 0;
        }
        const uint32_t bytes = (uint32_t)number;
        memcpy(address + group * 4, &bytes, sizeof bytes);
    }
    uint64_t number = 0;
    if (cp_take_hex(line, &number) != 4) {
        return 0;
    }
    *port = (uint16_t)number;
    return printed.length;
}

// Takes two hexadecimal numbers with a colon between.
static bool take_pair(cp_span *line, uint64_t *first, uint64_t *second) {
    cp_skip_blanks(line);
    return cp_take_hex(line, first) != 0 && cp_take_byte(line, ':') &&
           cp_take_hex(line, second) != 0;
}

static bool take_decimal(cp_span *line, uint64_t *number) {
    cp_skip_blanks(line);
    return cp_take_u64_word(line, number);
}

static bool parse_line(cp_span line, cprobe_socket *socket) {
    uint64_t number = 0, ignored = 0;
    cp_skip_blanks(&line);
    if (!cp_take_u64(&line, &number) || !cp_take_byte(&line, ':')) {
        return false;
    }
    *socket = (cprobe_socket){.state = CPROBE_SOCKET_CLOSED};
    const size_t digits = take_address(&line, socket->local_address, &socket->local_port);
    if (digits == 0 ||
        take_address(&line, socket->remote_address, &socket->remote_port) != digits) {
        return false;
    }
    socket->family = digits == IPV4_DIGITS ? CPROBE_FAMILY_IPV4 : CPROBE_FAMILY_IPV6;
    cp_skip_blanks(&line);
    if (cp_take_hex(&line, &number) == 0 || !cp_socket_state_of(number, &socket->state)) {
        return false;
    }
    if (!take_pair(&line, &socket->send_queue, &socket->receive_queue) ||
        !take_pair(&line, &ignored, &ignored)) {
        return false;
    }
    cp_skip_blanks(&line);
    if (cp_take_hex(&line, &ignored) == 0 || !take_decimal(&line, &number) || number > UINT32_MAX ||
        !take_decimal(&line, &ignored) || !take_decimal(&line, &socket->owner.inode) ||
        line.length == 0) {
        return false;
    }
    socket->uid = (uint32_t)number;
    socket->has_send_queue = socket->state != CPROBE_SOCKET_LISTEN;
    return true;
}

cprobe_result cp_sockets_parse(cp_lines *lines, const char *source, cp_socket_taker take,
                               void *context, cprobe_failure *failure) {
    cp_span line;
    cp_line_end end;
    bool has_header = false;
    while (cp_lines_next(lines, &line, &end)) {
        if (!has_header) {
            cp_skip_blanks(&line);
            has_header = cp_span_starts(line, cp_span_of("sl "));
            if (!has_header) {
                break;
            }
            continue;
        }
        cprobe_socket socket;
        if (end == CP_LINE_LONG || !parse_line(line, &socket)) {
            return cp_fail(failure, CPROBE_MALFORMED, source, lines->number, 0);
        }
        take(context, &socket);
    }
    if (lines->result != CPROBE_OK) {
        return cp_fail(failure, lines->result, source, 0, 0);
    }
    return has_header ? CPROBE_OK : cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
}

_Static_assert(offsetof(cprobe_tcp_states, closing) - offsetof(cprobe_tcp_states, established) ==
                   (CPROBE_SOCKET_CLOSING - CPROBE_SOCKET_ESTABLISHED) * sizeof(uint64_t),
               "the states are consecutive");

void cp_tcp_states_begin(cprobe_tcp_states *states, bool has_maximum) {
    *states = (cprobe_tcp_states){
        .present_fields = cp_presence_first(CPROBE_TCP_STATES_SEND_QUEUED_BYTES + 1)};
    if (!has_maximum) {
        cprobe_clear(&states->present_fields, CPROBE_TCP_STATES_FULL_ACCEPT_QUEUES);
    }
}

void cp_tcp_states_add(cprobe_tcp_states *states, const cprobe_socket *socket) {
    char *counter = (char *)states + offsetof(cprobe_tcp_states, established) +
                    (size_t)(socket->state - CPROBE_SOCKET_ESTABLISHED) * sizeof(uint64_t);
    uint64_t count = 0;
    memcpy(&count, counter, sizeof count);
    count += 1;
    memcpy(counter, &count, sizeof count);
    if (socket->state != CPROBE_SOCKET_LISTEN) {
        states->receive_queued_bytes += socket->receive_queue;
        states->send_queued_bytes += socket->send_queue;
        return;
    }
    states->accept_queued += socket->receive_queue;
    // sk_acceptq_is_full(): one connection more than the maximum is accepted.
    if (socket->has_send_queue && socket->receive_queue > socket->send_queue) {
        states->full_accept_queues += 1;
    }
}

// Counts the sockets of a text, as the context of its parser.
static void count(void *states, const cprobe_socket *socket) {
    cp_tcp_states_add(states, socket);
}

cprobe_result cp_tcp_states_parse(cp_lines *lines, const char *source, cprobe_tcp_states *states,
                                  cprobe_failure *failure) {
    cprobe_tcp_states read;
    cp_tcp_states_begin(&read, false);
    const cprobe_result result = cp_sockets_parse(lines, source, count, &read, failure);
    if (result == CPROBE_OK) {
        *states = read;
    }
    return result;
}

cprobe_result cprobe_tcp_states_parse(const char *bytes, size_t length, cprobe_tcp_states *states,
                                      cprobe_failure *failure) {
    static const char source[] = "/proc/net/tcp";
    if (states == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_lines lines = cp_lines_of(bytes, length);
    return cp_tcp_states_parse(&lines, source, states, failure);
}

void cp_udp_states_begin(cprobe_udp_states *states) {
    *states = (cprobe_udp_states){
        .present_fields = cp_presence_first(CPROBE_UDP_STATES_SEND_QUEUED_BYTES + 1)};
}

void cp_udp_states_add(cprobe_udp_states *states, const cprobe_socket *socket) {
    if (socket->state == CPROBE_SOCKET_ESTABLISHED) {
        states->connected += 1;
    } else {
        states->unconnected += 1;
    }
    states->receive_queued_bytes += socket->receive_queue;
    states->send_queued_bytes += socket->send_queue;
}

static void count_udp(void *states, const cprobe_socket *socket) {
    cp_udp_states_add(states, socket);
}

cprobe_result cp_udp_states_parse(cp_lines *lines, const char *source, cprobe_udp_states *states,
                                  cprobe_failure *failure) {
    cprobe_udp_states read;
    cp_udp_states_begin(&read);
    const cprobe_result result = cp_sockets_parse(lines, source, count_udp, &read, failure);
    if (result == CPROBE_OK) {
        *states = read;
    }
    return result;
}

cprobe_result cprobe_udp_states_parse(const char *bytes, size_t length, cprobe_udp_states *states,
                                      cprobe_failure *failure) {
    static const char source[] = "/proc/net/udp";
    if (states == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_lines lines = cp_lines_of(bytes, length);
    return cp_udp_states_parse(&lines, source, states, failure);
}
