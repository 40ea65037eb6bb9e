#define _GNU_SOURCE 1

#include "include/CProbectl.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

// The whole terminal for one program: its modes, the alternate screen, signals.
//
// Each way out restores the terminal: exit() by a function of atexit(), a signal by its handler,
// which is why the handlers restore at once instead of leaving it to the main program, which may be
// blocked in a read. All of restore() and enter() is safe in a handler.

// The alternate screen, no cursor, no line wrapping.
static const char enter_sequence[] = "\033[?1049h\033[?25l\033[?7l\033[m\033[2J";
// Ends a synchronized update first, which may have been interrupted; clears, for terminals without
// an alternate screen.
static const char leave_sequence[] = "\033[?2026l\033[m\033[H\033[J\033[?7h\033[?25h\033[?1049l";

static struct termios saved_modes;
static struct termios own_modes;
static volatile sig_atomic_t is_open;
static volatile sig_atomic_t is_changed; // The terminal was resized, or must be drawn again.
static int wake_pipe[2] = {-1, -1};      // Written by handlers, so that poll() returns.
static char handler_stack[32768];        // Handlers run here: the main stack may have overflowed.

static void set_modes(const struct termios *modes) {
    // In the background the kernel stops the process here until it is in the foreground again.
    while (tcsetattr(STDIN_FILENO, TCSANOW, modes) != 0 && errno == EINTR) {
    }
}

static void put(const char *bytes, size_t length) {
    // A terminal that was stopped by Ctrl-S takes nothing: do not wait for it forever.
    struct pollfd output = {STDOUT_FILENO, POLLOUT, 0};
    while (length > 0 && poll(&output, 1, 200) == 1 && (output.revents & POLLOUT) != 0) {
        const ssize_t count = write(STDOUT_FILENO, bytes, length);
        if (count <= 0) {
            return;
        }
        bytes += count;
        length -= (size_t)count;
    }
}

static void enter(void) {
    set_modes(&own_modes);
    put(enter_sequence, sizeof enter_sequence - 1);
    is_changed = 1;
}

static void restore(void) {
    put(leave_sequence, sizeof leave_sequence - 1);
    set_modes(&saved_modes);
}

void probectl_screen_close(void) {
    if (is_open) {
        is_open = 0;
        restore();
    }
}

static void wake(void) {
    const char byte = 0;
    const ssize_t count = write(wake_pipe[1], &byte, 1); // A full pipe wakes as well.
    (void)count;
}

static void set_handler(int number, void (*handler)(int), unsigned flags) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = (int)(flags | SA_ONSTACK);
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

static void end(int number) {
    probectl_screen_close();
    if (number == SIGINT || number == SIGTERM) {
        _exit(0);
    }
    // SA_RESETHAND: delivered again when this handler returns, with its default action.
    raise(number);
}

static void resume(int number) {
    const int error = errno;
    (void)number;
    if (is_open) {
        enter();
    }
    wake();
    errno = error;
}

static void suspend(int number) {
    const int error = errno;
    if (is_open) {
        restore();
    }
    // SA_RESETHAND and SA_NODEFER: stops here. Not SIGSTOP, which would stop a process that no
    // shell continues.
    raise(number);
    set_handler(number, suspend, SA_RESETHAND | SA_NODEFER);
    resume(number);
    errno = error;
}

static void note_size(int number) {
    const int error = errno;
    (void)number;
    is_changed = 1;
    wake();
    errno = error;
}

static bool is_ignored(int number) {
    struct sigaction action;
    return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

int probectl_screen_open(void) {
    if (tcgetattr(STDIN_FILENO, &saved_modes) != 0) {
        return errno;
    }
    own_modes = saved_modes;
    own_modes.c_lflag &= ~(tcflag_t)(ICANON | ECHO | IEXTEN);
    own_modes.c_iflag &= ~(tcflag_t)(ICRNL | INLCR | IGNCR | ISTRIP);
    own_modes.c_oflag |= OPOST;
    own_modes.c_cc[VMIN] = 1;
    own_modes.c_cc[VTIME] = 0;
    if (pipe(wake_pipe) != 0) {
        return errno;
    }
    for (int index = 0; index < 2; index += 1) {
        fcntl(wake_pipe[index], F_SETFD, FD_CLOEXEC);
        fcntl(wake_pipe[index], F_SETFL, O_NONBLOCK);
    }
    const stack_t stack = {.ss_sp = handler_stack, .ss_size = sizeof handler_stack};
    sigaltstack(&stack, NULL);
    static const int endings[] = {SIGINT,  SIGTERM, SIGHUP,  SIGQUIT, SIGABRT, SIGSEGV, SIGBUS,
                                  SIGILL,  SIGFPE,  SIGTRAP, SIGSYS,  SIGUSR1, SIGUSR2, SIGALRM,
                                  SIGXCPU, SIGXFSZ, SIGVTALRM, SIGPROF};
    for (size_t index = 0; index < sizeof endings / sizeof endings[0]; index += 1) {
        // A signal that is ignored, as SIGHUP is by nohup, stays ignored.
        if (!is_ignored(endings[index])) {
            set_handler(endings[index], end, SA_RESETHAND);
        }
    }
    if (!is_ignored(SIGTSTP)) {
        set_handler(SIGTSTP, suspend, SA_RESETHAND | SA_NODEFER);
    }
    set_handler(SIGCONT, resume, SA_RESTART);
    set_handler(SIGWINCH, note_size, SA_RESTART);
    is_open = 1;
    atexit(probectl_screen_close);
    enter();
    return 0;
}

void probectl_screen_size(int *columns, int *rows) {
    struct winsize size;
    const bool is_known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0;
    *columns = is_known && size.ws_col > 0 ? size.ws_col : 80;
    *rows = is_known && size.ws_row > 0 ? size.ws_row : 24;
}

bool probectl_screen_is_changed(void) {
    const bool is = is_changed != 0;
    is_changed = 0;
    return is;
}

bool probectl_screen_wait(uint64_t deadline_ns, void *buffer, size_t capacity, size_t *length) {
    *length = 0;
    const uint64_t now = probectl_monotonic_ns();
    const uint64_t rest_ms = deadline_ns > now ? (deadline_ns - now + 999999) / 1000000 : 0;
    struct pollfd sources[2] = {{STDIN_FILENO, POLLIN, 0}, {wake_pipe[0], POLLIN, 0}};
    const int count = poll(sources, 2, rest_ms > 3600000 ? 3600000 : (int)rest_ms);
    if (count < 0) {
        return errno == EINTR;
    }
    if ((sources[1].revents & POLLIN) != 0) {
        char bytes[64];
        while (read(wake_pipe[0], bytes, sizeof bytes) == sizeof bytes) {
        }
    }
    if (sources[0].revents == 0) {
        return true;
    }
    const ssize_t filled = read(STDIN_FILENO, buffer, capacity);
    if (filled < 0) {
        return errno == EINTR || errno == EAGAIN;
    }
    *length = (size_t)filled;
    return filled > 0;
}

bool probectl_is_terminal(int descriptor) {
    return isatty(descriptor) == 1;
}
