#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "sock_diag.h"

#include <errno.h>
#include <linux/netlink.h>
#include <sys/socket.h>

#include "../source/descriptor.h"

enum { SOCK_DIAG_FAMILY = 4 }; // NETLINK_SOCK_DIAG, which old headers lack.

// Handles the messages of one recv(). True if the dump is complete, with its error.
static bool take_messages(cp_span bytes, cp_diag_taker take, void *context, int *error) {
    cp_netlink_message message;
    while (cp_netlink_take(&bytes, &message)) {
        if (message.type == CP_NETLINK_DONE || message.type == CP_NETLINK_ERROR) {
            *error = *error != 0 ? *error : cp_netlink_error(&message);
            return true;
        }
        cprobe_socket socket;
        if (*error == 0 &&
            (!cp_sock_diag_parse(message.body, &socket) || !take(context, &socket))) {
            *error = EPROTO;
        }
    }
    return false;
}

static int receive(int descriptor, cp_reader *reader, cp_diag_taker take, void *context) {
    int error = 0;
    for (;;) {
        const ssize_t count = recv(descriptor, cp_scratch(reader), CP_SCRATCH_BYTES,
                                   MSG_DONTWAIT | MSG_TRUNC);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            return count < 0 ? errno : EIO;
        }
        if (count > CP_SCRATCH_BYTES) {
            return EMSGSIZE;
        }
        if (take_messages(cp_span_make(cp_scratch(reader), (size_t)count), take, context,
                          &error)) {
            return error;
        }
    }
}

int cp_sock_diag_dump(cp_reader *reader, const unsigned char *request, size_t length,
                      cp_diag_taker take, void *context) {
    const int descriptor =
        socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, SOCK_DIAG_FAMILY);
    if (descriptor < 0) {
        return errno;
    }
    const struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
    int error = EIO;
    if (sendto(descriptor, request, length, MSG_DONTWAIT, (const struct sockaddr *)&kernel,
               sizeof kernel) == (ssize_t)length) {
        error = receive(descriptor, reader, take, context);
    } else {
        error = errno;
    }
    cp_close(descriptor);
    return error;
}

#endif
