#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "sock_diag.h"

#include <errno.h>
#include <linux/netlink.h>
#include <sys/socket.h>

#include "../netlink/message.h"
#include "../source/descriptor.h"
#include "netlink_dump.h"

enum { SOCK_DIAG_FAMILY = 4 }; // NETLINK_SOCK_DIAG, which old headers lack.

typedef struct dump {
    cp_diag_taker take;
    void *context;
} dump;

static bool take_messages(void *context, cp_span bytes, int *error) {
    const dump *d = context;
    cp_netlink_message message;
    while (cp_netlink_take(&bytes, &message)) {
        if (message.type == CP_NETLINK_DONE || message.type == CP_NETLINK_ERROR) {
            *error = *error != 0 ? *error : cp_netlink_error(&message);
            return true;
        }
        if (*error == 0 && !d->take(d->context, message.body)) {
            *error = EPROTO;
        }
    }
    return false;
}

int cp_sock_diag_dump(cp_reader *reader, const unsigned char *request, size_t length,
                      cp_diag_taker take, void *context) {
    const int descriptor =
        socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, SOCK_DIAG_FAMILY);
    if (descriptor < 0) {
        return errno;
    }
    dump d = {take, context};
    const int error = cp_netlink_dump(descriptor, reader, request, length, take_messages, &d);
    cp_close(descriptor);
    return error;
}

#endif
