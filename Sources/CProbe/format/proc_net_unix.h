// The sockets of /proc/net/unix. proc_net_unix.c describes the format.

#ifndef CP_FORMAT_PROC_NET_UNIX_H
#define CP_FORMAT_PROC_NET_UNIX_H

#include "../socket_state.h"
#include "../text/lines.h"

// Receives one socket. `context` is the caller's.
typedef void (*cp_unix_taker)(void *context, const cp_unix_entry *entry);

// Passes each socket to `take`; the lines must keep their blanks. A line that is neither a socket
// nor the rest of a name ends the text: MALFORMED with the line, as does a missing header.
cprobe_result cp_unix_sockets_parse(cp_lines *lines, const char *source, cp_unix_taker take,
                                    void *context, cprobe_failure *failure);

#endif
