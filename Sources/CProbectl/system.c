#define _GNU_SOURCE 1

#include "include/CProbectl.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

// ---- files

int probectl_write(int descriptor, const void *bytes, size_t length) {
    const char *rest = bytes;
    while (length > 0) {
        const ssize_t count = write(descriptor, rest, length);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0 && errno == EAGAIN) {
            // Another program that has the same terminal or pipe open made it non-blocking.
            struct pollfd output = {descriptor, POLLOUT, 0};
            if (poll(&output, 1, -1) >= 0 || errno == EINTR) {
                continue;
            }
        }
        if (count <= 0) {
            return count < 0 ? errno : EIO;
        }
        rest += count;
        length -= (size_t)count;
    }
    return 0;
}

bool probectl_is_broken_pipe(int error) {
    return error == EPIPE;
}

int probectl_read_file(const char *path, void *buffer, size_t capacity, size_t *length) {
    const int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        return errno;
    }
    int error = 0;
    size_t filled = 0;
    while (filled < capacity) {
        const ssize_t count = read(descriptor, (char *)buffer + filled, capacity - filled);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            error = count < 0 ? errno : 0;
            break;
        }
        filled += (size_t)count;
    }
    close(descriptor);
    if (error == 0) {
        *length = filled;
    }
    return error;
}

int probectl_replace_file(const char *path, const void *bytes, size_t length) {
    struct stat status;
    // Renaming would replace a device such as /dev/null.
    if (lstat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISLNK(status.st_mode)) {
        return EEXIST;
    }
    const size_t capacity = strlen(path) + 32;
    char *temporary = malloc(capacity);
    if (temporary == NULL) {
        return ENOMEM;
    }
    snprintf(temporary, capacity, "%s.%ld.tmp", path, (long)getpid());
    unlink(temporary);
    int error = 0;
    const int descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0) {
        error = errno;
    } else {
        error = probectl_write(descriptor, bytes, length);
        if (close(descriptor) != 0 && error == 0) {
            error = errno;
        }
        if (error == 0 && rename(temporary, path) != 0) {
            error = errno;
        }
        if (error != 0) {
            unlink(temporary);
        }
    }
    free(temporary);
    return error;
}

const char *probectl_message(int error) {
    return strerror(error);
}

// ---- the process

static int argument_count;
static char **argument_list;

__attribute__((constructor)) static void take_arguments(int count, char **list) {
#if defined(__GLIBC__) || defined(__APPLE__)
    argument_count = count;
    argument_list = list;
#else
    (void)count, (void)list;
#endif
}

const char *probectl_argument(int index) {
    return index < argument_count ? argument_list[index] : NULL;
}

const char *probectl_variable(const char *name) {
    return getenv(name);
}

int32_t probectl_pid(void) {
    return getpid();
}

void probectl_exit(int status) {
    exit(status);
}

// ---- signals

void probectl_ignore_broken_pipe(void) {
    signal(SIGPIPE, SIG_IGN);
}

// The signals that end the process, but for those that are ignored: numbers[0..<count].
static size_t find_ending(int numbers[2]) {
    static const int ending[] = {SIGINT, SIGTERM};
    size_t count = 0;
    for (size_t index = 0; index < sizeof ending / sizeof ending[0]; index += 1) {
        struct sigaction action;
        if (sigaction(ending[index], NULL, &action) == 0 && action.sa_handler != SIG_IGN) {
            numbers[count] = ending[index];
            count += 1;
        }
    }
    return count;
}

static void *end_at_signal(void *signals) {
    int number;
    if (sigwait(signals, &number) == 0) {
        _exit(0);
    }
    return NULL;
}

void probectl_end_when_interrupted(void) {
    static sigset_t signals; // Used by the thread for the lifetime of the process.
    int numbers[2];
    const size_t count = find_ending(numbers);
    sigemptyset(&signals);
    for (size_t index = 0; index < count; index += 1) {
        sigaddset(&signals, numbers[index]);
    }
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    pthread_t thread;
    if (pthread_create(&thread, NULL, end_at_signal, &signals) != 0) {
        pthread_sigmask(SIG_UNBLOCK, &signals, NULL);
    }
}

static void end_now(int number) {
    (void)number;
    _exit(0);
}

void probectl_end_by_handler(void) {
    int numbers[2];
    const size_t count = find_ending(numbers);
    for (size_t index = 0; index < count; index += 1) {
        struct sigaction action;
        memset(&action, 0, sizeof action);
        action.sa_handler = end_now;
        sigemptyset(&action.sa_mask);
        sigaction(numbers[index], &action, NULL);
    }
}

// ---- time

static uint64_t read_clock(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

uint64_t probectl_monotonic_ns(void) {
    return read_clock(CLOCK_MONOTONIC);
}

uint64_t probectl_wall_time_ns(void) {
    return read_clock(CLOCK_REALTIME);
}

void probectl_wait(uint64_t ns) {
    const struct timespec pause = {(time_t)(ns / 1000000000), (long)(ns % 1000000000)};
    nanosleep(&pause, NULL);
}

long probectl_page_bytes(void) {
    const long bytes = sysconf(_SC_PAGESIZE);
    return bytes > 0 ? bytes : 0;
}

// ---- the terminal

int probectl_terminal_columns(void) {
    if (!isatty(STDOUT_FILENO)) {
        return -1;
    }
    struct winsize size;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}
