#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    // close_range(2) exists since Linux 5.9, with the same number everywhere except on Alpha.
    CLOSE_RANGE_NUMBER = 436,
    // Without it, this many descriptors are closed one by one: 50 ns each, 3 ms.
    DESCRIPTORS_CLOSED = 65536,
    // A killed process that is not blocked ends in less than a millisecond, or in a few on a busy
    // machine. Polled once per millisecond.
    MOMENT_MS = 30,
    // The kernel's signal set: 64 bits, or 128 on MIPS.
    SIGNAL_SET_BYTES = _NSIG / 8
};

int64_t cp_child_clock_ms(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void cp_signals_block(cp_signals *before) {
    static const uint64_t all[2] = {UINT64_MAX, UINT64_MAX};
    *before = (cp_signals){0};
    (void)syscall(SYS_rt_sigprocmask, SIG_SETMASK, all, before->words, SIGNAL_SET_BYTES);
}

void cp_signals_restore(const cp_signals *before) {
    (void)syscall(SYS_rt_sigprocmask, SIG_SETMASK, before->words, NULL, SIGNAL_SET_BYTES);
}

// Closes all descriptors except one. The child may block forever, and whatever else it holds (the
// write end of a pipe, a listening socket, a file) would stay in use.
static void keep_only(int descriptor) {
    const unsigned left_open = (unsigned)descriptor;
    const bool has_below = left_open != 0;
    if ((!has_below || syscall(CLOSE_RANGE_NUMBER, 0u, left_open - 1, 0) == 0) &&
        syscall(CLOSE_RANGE_NUMBER, left_open + 1, ~0u, 0) == 0) {
        return;
    }
    struct rlimit limit;
    const bool has_limit = getrlimit(RLIMIT_NOFILE, &limit) == 0;
    const int end = has_limit && limit.rlim_cur < DESCRIPTORS_CLOSED ? (int)limit.rlim_cur
                                                                     : DESCRIPTORS_CLOSED;
    for (int each = 0; each < end; each += 1) {
        if (each != descriptor) {
            (void)close(each);
        }
    }
}

int cp_child_start(cp_child *child, void (*work)(void *context, int pipe), void *context) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return errno;
    }
    // The program's signal handlers must not run in the child: all signals stay blocked, so that
    // writing to a pipe without a reader returns an error.
    cp_signals before;
    cp_signals_block(&before);
    // No flags and no exit signal: all arguments are 0, because their order differs between
    // architectures.
    const long pid = syscall(SYS_clone, 0ul, 0ul, 0ul, 0ul, 0ul);
    const int error = pid < 0 ? errno : 0;
    if (pid == 0) {
        // The child ends with the thread that created it, unless it is blocked.
        (void)syscall(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
        keep_only(ends[1]);
        work(context, ends[1]);
        _exit(0);
    }
    cp_signals_restore(&before);
    (void)close(ends[1]);
    if (error != 0) {
        (void)close(ends[0]);
        return error;
    }
    *child = (cp_child){(int32_t)pid, ends[0]};
    return 0;
}

bool cp_child_send(int pipe, const void *message, size_t length) {
    ssize_t count = 0;
    do {
        count = write(pipe, message, length);
    } while (count < 0 && errno == EINTR);
    return count == (ssize_t)length;
}

cp_child_news cp_child_receive(const cp_child *child, void *buffer, size_t capacity, size_t *length,
                               int64_t deadline_ms) {
    struct pollfd wait = {.fd = child->pipe, .events = POLLIN};
    int ready = 0;
    do {
        const int64_t left = deadline_ms - cp_child_clock_ms();
        ready = poll(&wait, 1, left < 0 ? 0 : left > INT32_MAX ? INT32_MAX : (int)left);
    } while (ready < 0 && errno == EINTR);
    if (ready <= 0) {
        return CP_CHILD_SILENT;
    }
    ssize_t count = 0;
    do {
        count = read(child->pipe, buffer, capacity);
    } while (count < 0 && errno == EINTR);
    *length = count > 0 ? (size_t)count : 0;
    return count > 0 ? CP_CHILD_SENT : CP_CHILD_ENDED;
}

bool cp_child_is_gone(int32_t pid) {
    pid_t found = 0;
    do {
        found = waitpid(pid, NULL, WNOHANG | __WALL);
    } while (found < 0 && errno == EINTR);
    // ECHILD: already reaped by other code of the program.
    return found != 0;
}

bool cp_child_end(cp_child *child) {
    (void)kill(child->pid, SIGKILL);
    (void)close(child->pipe);
    child->pipe = -1;
    bool is_gone = cp_child_is_gone(child->pid);
    for (unsigned waited = 0; !is_gone && waited < MOMENT_MS; waited += 1) {
        (void)poll(NULL, 0, 1);
        is_gone = cp_child_is_gone(child->pid);
    }
    return is_gone;
}

#endif
