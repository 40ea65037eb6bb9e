#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "netlink_dump.h"

#include <errno.h>
#include <linux/netlink.h>
#include <sys/socket.h>

int cp_netlink_dump(int socket, cp_reader *reader, const void *request, size_t length,
                    cp_netlink_taker take, void *context) {
    const struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
    if (sendto(socket, request, length, MSG_DONTWAIT, (const struct sockaddr *)&kernel,
               sizeof kernel) != (ssize_t)length) {
        return errno;
    }
    int error = 0;
    for (;;) {
        const ssize_t count = recv(socket, cp_scratch(reader), CP_SCRATCH_BYTES,
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
        if (take(context, cp_span_make(cp_scratch(reader), (size_t)count), &error)) {
            return error;
        }
    }
}

#endif
