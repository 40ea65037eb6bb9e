// Sends a dump request over netlink, and receives the answer.

#ifndef CP_LINUX_NETLINK_DUMP_H
#define CP_LINUX_NETLINK_DUMP_H

#include "../source/reader.h"

// Takes the messages of one recv(). True if the dump is complete; `error` is then its errno, or 0.
typedef bool (*cp_netlink_taker)(void *context, cp_span messages, int *error);

// Passes each part of the answer to `take`. Returns 0 or an errno: that of the dump, of the socket,
// EIO for an answer that ends early, EMSGSIZE for messages larger than the scratch buffer, which
// holds the answer. Does not wait: the answer is ready when the request returns.
int cp_netlink_dump(int socket, cp_reader *reader, const void *request, size_t length,
                    cp_netlink_taker take, void *context);

#endif
