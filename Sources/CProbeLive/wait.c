#define _GNU_SOURCE 1

#include "include/CProbeLive.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

int32_t probe_live_open(int32_t *reader, int32_t *writer) {
    int ends[2];
#if defined(__APPLE__)
    if (pipe(ends) != 0) {
        return errno;
    }
    for (int end = 0; end < 2; end += 1) {
        // F_SETFL cannot fail for a pipe that was just opened.
        (void)fcntl(ends[end], F_SETFD, FD_CLOEXEC);
        (void)fcntl(ends[end], F_SETFL, O_NONBLOCK);
    }
#else
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) {
        return errno;
    }
#endif
    *reader = ends[0];
    *writer = ends[1];
    return 0;
}

void probe_live_close(int32_t reader, int32_t writer) {
    close(reader);
    close(writer);
}

void probe_live_wake(int32_t writer) {
    const char byte = 0;
    ssize_t count = 0;
    do {
        count = write(writer, &byte, 1);
    } while (count < 0 && errno == EINTR);
    // EAGAIN: the pipe is full, so that it is readable already.
}

int32_t probe_live_start(void *(*body)(void *)) {
    pthread_attr_t attributes;
    int error = pthread_attr_init(&attributes);
    if (error != 0) {
        return error;
    }
    sigset_t all, before;
    sigfillset(&all);
    pthread_t thread;
    // Far above what Swift needs here; only touched pages are memory.
    (void)pthread_attr_setstacksize(&attributes, 256 * 1024);
    (void)pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);
    error = pthread_create(&thread, &attributes, body, NULL);
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    (void)pthread_attr_destroy(&attributes);
    return error;
}

static void drain(int reader) {
    char bytes[64];
    while (read(reader, bytes, sizeof bytes) > 0) {
    }
}

int32_t probe_live_poll(int32_t reader, probe_live_wait *waits, size_t count) {
    enum { AT_ONCE = 16 };
    struct pollfd few[AT_ONCE];
    struct pollfd *polled = count < AT_ONCE ? few : calloc(count + 1, sizeof *polled);
    if (polled == NULL) {
        return ENOMEM;
    }
    for (size_t index = 0; index < count; index += 1) {
        polled[index] = (struct pollfd){.fd = waits[index].descriptor, .events = POLLPRI};
    }
    polled[count] = (struct pollfd){.fd = reader, .events = POLLIN};
    int error = 0;
    do {
        error = poll(polled, (nfds_t)count + 1, -1) < 0 ? errno : 0;
    } while (error == EINTR);
    for (size_t index = 0; index < count && error == 0; index += 1) {
        const bool is_changed = (polled[index].revents & POLLPRI) != 0;
        const bool is_ended = (polled[index].revents & (POLLERR | POLLNVAL)) != 0;
        waits[index].events =
            (is_changed ? PROBE_LIVE_CHANGED : 0) | (is_ended ? PROBE_LIVE_ENDED : 0);
    }
    if (error == 0 && (polled[count].revents & POLLIN) != 0) {
        drain(reader);
    }
    if (polled != few) {
        free(polled);
    }
    return error;
}
