// sock_diag messages about Unix sockets.

#ifndef CP_NETLINK_UNIX_SOCKET_H
#define CP_NETLINK_UNIX_SOCKET_H

#include "../socket_state.h"
#include "message.h"

enum { CP_UNIX_DIAG_REQUEST_BYTES = 40 };

// Writes the request for all Unix sockets of the network namespace. Returns its length.
size_t cp_unix_diag_request(uint32_t sequence, unsigned char request[CP_UNIX_DIAG_REQUEST_BYTES]);

// Parses the body of an answer. False if it is malformed, or of another family.
bool cp_unix_diag_parse(cp_span body, cp_unix_entry *entry);

#endif
