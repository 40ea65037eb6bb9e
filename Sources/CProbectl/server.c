// An HTTP server for short texts in one thread: bounded requests, a deadline for each, no keep-
// alive.
#define _GNU_SOURCE 1

#include "include/CProbectl.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0 // macOS: SIGPIPE is ignored anyway.
#endif

enum {
    CLIENTS = 16,
    REQUEST_BYTES = 8192,
};
// From accept() to the last byte of the response.
static const uint64_t exchange_ns = 5000000000;
// For the peer to close after the response. Closing earlier can discard the response, if the peer
// still sends.
static const uint64_t drain_ns = 1000000000;

typedef enum stage {
    STAGE_FREE = 0,
    STAGE_REQUEST, // Receives the request.
    STAGE_TAKEN,   // The caller has the request.
    STAGE_REPLY,   // Sends the response.
    STAGE_DRAIN,   // Waits for the peer to close.
} stage;

typedef struct client {
    stage stage;
    int descriptor;
    uint64_t deadline_ns;
    size_t filled;
    unsigned char *reply;
    size_t reply_length;
    size_t sent;
    char request[REQUEST_BYTES + 1];
} client;

static int listener = -1;
static client clients[CLIENTS];

// ---- the listener

static bool set_flags(int descriptor) {
    const int flags = fcntl(descriptor, F_GETFL);
    return flags >= 0 && fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0 &&
        fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0;
}

int probectl_listen(const char *address, uint16_t port, uint16_t *bound) {
    struct sockaddr_storage storage;
    memset(&storage, 0, sizeof storage);
    struct sockaddr_in *v4 = (struct sockaddr_in *)&storage;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)&storage;
    socklen_t length;
    if (inet_pton(AF_INET, address, &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons(port);
        length = sizeof *v4;
    } else if (inet_pton(AF_INET6, address, &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(port);
        length = sizeof *v6;
    } else {
        return EINVAL;
    }
    const int family = storage.ss_family;
    const int descriptor = socket(family, SOCK_STREAM, 0);
    if (descriptor < 0) {
        return errno;
    }
    const int on = 1;
    if (setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
        (family == AF_INET6 &&
            setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on) != 0) ||
        bind(descriptor, (const struct sockaddr *)&storage, length) != 0 ||
        listen(descriptor, CLIENTS) != 0 || !set_flags(descriptor) ||
        getsockname(descriptor, (struct sockaddr *)&storage, &length) != 0) {
        const int error = errno;
        close(descriptor);
        return error;
    }
    *bound = ntohs(family == AF_INET ? v4->sin_port : v6->sin6_port);
    listener = descriptor;
    return 0;
}

// ---- one client

static void finish(client *it) {
    close(it->descriptor);
    free(it->reply);
    it->reply = NULL;
    it->stage = STAGE_FREE;
}

static bool is_transient(int error) {
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

// Whether the request has its empty line, or cannot get one any more.
static bool is_complete(const client *it) {
    return it->filled == REQUEST_BYTES || strstr(it->request, "\r\n\r\n") != NULL ||
        strstr(it->request, "\n\n") != NULL;
}

static void receive(client *it) {
    const ssize_t count =
        recv(it->descriptor, it->request + it->filled, REQUEST_BYTES - it->filled, 0);
    if (count < 0 && is_transient(errno)) {
        return;
    }
    if (count <= 0) {
        finish(it);
        return;
    }
    it->filled += (size_t)count;
    it->request[it->filled] = '\0';
}

static void send_rest(client *it) {
    while (it->sent < it->reply_length) {
        const ssize_t count = send(
            it->descriptor, it->reply + it->sent, it->reply_length - it->sent, MSG_NOSIGNAL);
        if (count < 0 && is_transient(errno)) {
            return;
        }
        if (count <= 0) {
            finish(it);
            return;
        }
        it->sent += (size_t)count;
    }
    free(it->reply);
    it->reply = NULL;
    shutdown(it->descriptor, SHUT_WR);
    it->stage = STAGE_DRAIN;
    it->deadline_ns = probectl_monotonic_ns() + drain_ns;
}

static void drain(client *it) {
    const ssize_t count = recv(it->descriptor, it->request, REQUEST_BYTES, 0);
    if (count == 0 || (count < 0 && !is_transient(errno))) {
        finish(it);
    }
}

// A free client; if there is none, that of the oldest connection that has not sent its request yet.
// NULL if all have.
static client *take_client(void) {
    client *oldest = NULL;
    for (size_t index = 0; index < CLIENTS; index += 1) {
        client *it = &clients[index];
        if (it->stage == STAGE_FREE) {
            return it;
        }
        if ((it->stage == STAGE_REQUEST || it->stage == STAGE_DRAIN) &&
            (oldest == NULL || it->deadline_ns < oldest->deadline_ns)) {
            oldest = it;
        }
    }
    if (oldest != NULL) {
        finish(oldest);
    }
    return oldest;
}

static bool can_accept(void) {
    for (size_t index = 0; index < CLIENTS; index += 1) {
        if (clients[index].stage != STAGE_REPLY) {
            return true;
        }
    }
    return false;
}

static void accept_client(void) {
    const int descriptor = accept(listener, NULL, NULL);
    if (descriptor < 0) {
        if (!is_transient(errno) && errno != ECONNABORTED) {
            // No descriptor or memory is free: poll() would return at once again.
            probectl_wait(100000000);
        }
        return;
    }
    client *it = set_flags(descriptor) ? take_client() : NULL;
    if (it == NULL) {
        close(descriptor);
        return;
    }
    it->stage = STAGE_REQUEST;
    it->descriptor = descriptor;
    it->deadline_ns = probectl_monotonic_ns() + exchange_ns;
    it->filled = 0;
    it->request[0] = '\0';
}

// ---- the request

// The rest of a line after a name and a colon, without blanks; NULL if the line is another header.
static const char *header(const char *line, const char *name) {
    const size_t length = strlen(name);
    if (strncasecmp(line, name, length) != 0 || line[length] != ':') {
        return NULL;
    }
    return line + length + 1;
}

static bool line_contains(const char *line, const char *word) {
    const char *end = strchr(line, '\n');
    const char *found = strstr(line, word);
    return found != NULL && (end == NULL || found < end);
}

// Takes a word of the request line that ends with a blank; false if it is missing or too long.
static bool take_word(const char **rest, char *word, size_t capacity) {
    const size_t length = strcspn(*rest, " \r\n");
    if (length == 0 || length >= capacity || (*rest)[length] != ' ') {
        return false;
    }
    memcpy(word, *rest, length);
    word[length] = '\0';
    *rest += length + 1;
    return true;
}

static void parse(const client *it, probectl_request *request) {
    const char *rest = it->request;
    char method[16] = "";
    char path[256] = "";
    request->wants_openmetrics = false;
    request->is_too_large = it->filled == REQUEST_BYTES;
    request->is_valid = take_word(&rest, method, sizeof method) &&
        take_word(&rest, path, sizeof path) && strncmp(rest, "HTTP/1.", 7) == 0;
    path[strcspn(path, "?#")] = '\0';
    request->is_get = strcmp(method, "GET") == 0;
    request->is_head = strcmp(method, "HEAD") == 0;
    request->is_metrics = strcmp(path, "/metrics") == 0;
    request->is_root = strcmp(path, "/") == 0;
    for (const char *line = strchr(rest, '\n'); line != NULL; line = strchr(line, '\n')) {
        line += 1;
        const char *accept = header(line, "accept");
        if (accept != NULL && line_contains(accept, "application/openmetrics-text")) {
            request->wants_openmetrics = true;
        }
    }
}

// Serves a client whose descriptor is ready. Returns whether its request is complete.
static bool advance(client *it) {
    switch (it->stage) {
    case STAGE_REQUEST:
        receive(it);
        return it->stage == STAGE_REQUEST && is_complete(it);
    case STAGE_REPLY: send_rest(it); break;
    case STAGE_DRAIN: drain(it); break;
    case STAGE_FREE:
    case STAGE_TAKEN: break;
    }
    return false;
}

int probectl_next_request(probectl_request *request) {
    while (true) {
        struct pollfd polled[CLIENTS + 1];
        client *owner[CLIENTS + 1];
        nfds_t count = 0;
        const uint64_t now = probectl_monotonic_ns();
        uint64_t wait_ns = UINT64_MAX;
        for (size_t index = 0; index < CLIENTS; index += 1) {
            client *it = &clients[index];
            if (it->stage == STAGE_FREE) {
                continue;
            }
            if (it->deadline_ns <= now) {
                finish(it);
                continue;
            }
            const uint64_t left = it->deadline_ns - now;
            wait_ns = left < wait_ns ? left : wait_ns;
            owner[count] = it;
            polled[count] = (struct pollfd){
                .fd = it->descriptor, .events = it->stage == STAGE_REPLY ? POLLOUT : POLLIN};
            count += 1;
        }
        const nfds_t own = count;
        if (can_accept()) {
            polled[count] = (struct pollfd){.fd = listener, .events = POLLIN};
            count += 1;
        }
        const int timeout = wait_ns == UINT64_MAX ? -1 : (int)(wait_ns / 1000000) + 1;
        if (poll(polled, count, timeout) < 0 && errno != EINTR) {
            return errno;
        }
        for (nfds_t index = 0; index < own; index += 1) {
            if (polled[index].revents != 0 && advance(owner[index])) {
                request->client = (int)(owner[index] - clients);
                owner[index]->stage = STAGE_TAKEN;
                parse(owner[index], request);
                return 0;
            }
        }
        if (count > own && polled[own].revents != 0) {
            accept_client();
        }
    }
}

void probectl_reply(
    const probectl_request *request, const void *head, size_t head_length, const void *body,
    size_t body_length) {
    client *it = &clients[request->client];
    it->reply = malloc(head_length + body_length);
    if (it->reply == NULL) {
        finish(it);
        return;
    }
    memcpy(it->reply, head, head_length);
    if (body_length > 0) {
        memcpy(it->reply + head_length, body, body_length);
    }
    it->reply_length = head_length + body_length;
    it->sent = 0;
    it->stage = STAGE_REPLY;
    send_rest(it);
}
