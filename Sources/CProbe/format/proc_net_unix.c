// /proc/net/unix: the Unix sockets of a network namespace.
// Sample: written by hand.
//
//     Num       RefCount Protocol Flags    Type St Inode Path
//     0000000000000000: 00000002 00000000 00010000 0001 01 18325 /run/systemd/private
//     0000000000000000: 00000003 00000000 00000000 0001 03 21310
//     0000000000000000: 00000002 00000000 00000000 0002 01  1090 @/tmp/.X11-unix/X0
//
//     file = header line*
//     line = hex ":" " " references " " protocol " " flags " " type " " state " " inode (" " name)?
//
// All but the inode is hexadecimal. Flags have 0x10000 for a listening socket. The states are those
// of `enum socket_state`: 1 not connected, 2 not accepted yet, 3 connected, 4 without a process.
// Names are printed as they are, with "@" for each NUL of an abstract one. A name may contain
// newlines: a line that is not a socket is the rest of the name before it, unless that would be
// longer than a name can be, or the socket has none. A name that imitates a line is not recognized.
//
// Streams: a line has at most 66 + 20 + 108 bytes. unix_seq_show(), net/unix/af_unix.c;
// proc_pid_net(5).

#include "proc_net_unix.h"

#include "../failure.h"
#include "../text/hex.h"

enum { FLAG_LISTENING = 0x10000, STATE_CONNECTING = 2, STATE_CONNECTED = 3, STATES = 4 };

static bool take_next(cp_span *line, uint64_t *number) {
    cp_skip_blanks(line);
    return cp_take_hex(line, number) != 0;
}

static bool add_name(cp_unix_entry *entry, cp_span name) {
    if (name.length > sizeof entry->name - entry->name_length) {
        return false;
    }
    if (name.length != 0) {
        memcpy(entry->name + entry->name_length, name.bytes, name.length);
    }
    entry->name_length += name.length;
    return true;
}

static bool parse_line(cp_span line, cp_unix_entry *entry) {
    uint64_t ignored = 0, flags = 0, type = 0, state = 0;
    *entry = (cp_unix_entry){.socket = {.type = CPROBE_UNIX_STREAM}};
    cprobe_unix_socket *socket = &entry->socket;
    if (cp_take_hex(&line, &ignored) == 0 || !cp_take_byte(&line, ':') ||
        !take_next(&line, &ignored) || !take_next(&line, &ignored) || !take_next(&line, &flags) ||
        !take_next(&line, &type) || !cp_unix_type_of(type, &socket->type) ||
        !take_next(&line, &state) || state == 0 || state > STATES) {
        return false;
    }
    cp_skip_blanks(&line);
    if (!cp_take_u64(&line, &socket->owner.inode) ||
        (line.length != 0 && !cp_take_byte(&line, ' '))) {
        return false;
    }
    socket->state = (flags & FLAG_LISTENING) != 0 ? CPROBE_SOCKET_LISTEN
                    : state == STATE_CONNECTED || state == STATE_CONNECTING
                        ? CPROBE_SOCKET_ESTABLISHED
                        : CPROBE_SOCKET_CLOSED;
    return add_name(entry, line);
}

cprobe_result cp_unix_sockets_parse(cp_lines *lines, const char *source, cp_unix_taker take,
                                    void *context, cprobe_failure *failure) {
    cp_span line;
    cp_line_end end;
    cp_unix_entry entry, next;
    bool has_header = false, has_entry = false;
    while (cp_lines_next(lines, &line, &end)) {
        if (!has_header) {
            has_header = cp_span_starts(line, cp_span_of("Num "));
            if (!has_header) {
                break;
            }
            continue;
        }
        if (end == CP_LINE_WHOLE && parse_line(line, &next)) {
            if (has_entry) {
                take(context, &entry);
            }
            entry = next;
            has_entry = true;
        } else if (end == CP_LINE_LONG || !has_entry || entry.name_length == 0 ||
                   !add_name(&entry, cp_span_of("\n")) || !add_name(&entry, line)) {
            return cp_fail(failure, CPROBE_MALFORMED, source, lines->number, 0);
        }
    }
    if (has_entry) {
        take(context, &entry);
    }
    if (lines->result != CPROBE_OK) {
        return cp_fail(failure, lines->result, source, 0, 0);
    }
    return has_header ? CPROBE_OK : cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
}
