// The socket of sock_diag.

#ifndef CP_LINUX_SOCK_DIAG_H
#define CP_LINUX_SOCK_DIAG_H

#include "../source/reader.h"
#include "../text/span.h"

// Receives the body of one answer, which describes one socket. False ends the dump with EPROTO.
typedef bool (*cp_diag_taker)(void *context, cp_span body);

// Opens a socket, sends a request, passes each answer to `take`, and closes the socket. Returns 0
// or an errno: the kernel has no sock_diag, or denies it to this process. The answer is ready when
// the request returns, so that nothing waits for it; but if the handler is a module (tcp_diag,
// udp_diag, unix_diag), the first request on a machine waits until modprobe has loaded it.
// sock_load_diag_module(), net/core/sock_diag.c. Uses the scratch buffer.
int cp_sock_diag_dump(cp_reader *reader, const unsigned char *request, size_t length,
                      cp_diag_taker take, void *context);

#endif
