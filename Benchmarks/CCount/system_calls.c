// Counts the system calls of a child under ptrace, between two calls that nothing else makes.

#define _GNU_SOURCE 1
#include "CCount.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#ifdef __linux__

#include <fcntl.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>

// The kind of a call's first argument.
typedef enum object {
    NOTHING = 0,
    DESCRIPTOR,
    PATH,
    PATH_AT, // The second argument is a path below it.
} object;

enum { OPENAT2_NUMBER = 437 }; // On every architecture but Alpha; older headers lack it.

// The calls in Probe's readings, and the kind of their first argument.
static const struct {
    int64_t number;
    const char *name;
    object object;
} names[] = {
    {SYS_close, "close", DESCRIPTOR},
    {SYS_clock_gettime, "clock_gettime", NOTHING},
    {SYS_fcntl, "fcntl", DESCRIPTOR},
    {SYS_fstat, "fstat", DESCRIPTOR},
    {SYS_fstatfs, "fstatfs", DESCRIPTOR},
    {SYS_getdents64, "getdents64", DESCRIPTOR},
    {SYS_getpid, "getpid", NOTHING},
    {SYS_getppid, "getppid", NOTHING},
    {SYS_ioctl, "ioctl", DESCRIPTOR},
    {SYS_lseek, "lseek", DESCRIPTOR},
    {SYS_newfstatat, "stat", PATH_AT},
    {SYS_openat, "openat", PATH_AT},
    {OPENAT2_NUMBER, "openat2", PATH_AT},
#ifdef SYS_poll
    {SYS_poll, "poll", NOTHING},
#endif
    {SYS_ppoll, "poll", NOTHING},
    {SYS_pread64, "pread", DESCRIPTOR},
    {SYS_prlimit64, "prlimit", NOTHING},
    {SYS_read, "read", DESCRIPTOR},
    {SYS_readlinkat, "readlinkat", PATH_AT},
    {SYS_recvfrom, "recv", DESCRIPTOR},
    {SYS_recvmsg, "recv", DESCRIPTOR},
    {SYS_sched_getaffinity, "sched_getaffinity", NOTHING},
    {SYS_sendto, "send", DESCRIPTOR},
    {SYS_statfs, "statfs", PATH},
    {SYS_statx, "statx", PATH_AT},
    {SYS_sysinfo, "sysinfo", NOTHING},
};

enum { NAMES = sizeof names / sizeof names[0] };

typedef struct stop {
    uint8_t op, pad[7];
    uint64_t instruction, stack, number, arguments[6];
} stop;

// Fails at once and changes nothing: no descriptor is negative.
static void mark(void) {
    (void)syscall(SYS_close, -1234);
}

static void run(void (*work)(void *context), void *context, unsigned before) {
    if (ptrace(PTRACE_TRACEME, 0, 0, 0) != 0) {
        _exit(1);
    }
    for (unsigned times = 0; times < before; times += 1) {
        work(context);
    }
    (void)raise(SIGSTOP);
    mark();
    work(context);
    mark();
    _exit(0);
}

// Whether the child is at the entry of a call.
static bool is_entry(pid_t child, stop *info) {
    enum { GET_SYSCALL_INFO = 0x420e, AT_ENTRY = 1 };
    return ptrace(GET_SYSCALL_INFO, child, (void *)sizeof *info, info) > 0 && info->op == AT_ENTRY;
}

static bool is_mark(const stop *info) {
    return info->number == SYS_close && (int)info->arguments[0] == -1234;
}

static void add_path_of(pid_t child, int descriptor, char *text, size_t capacity) {
    char link[64];
    (void)snprintf(link, sizeof link, "/proc/%d/fd/%d", (int)child, descriptor);
    const ssize_t length = readlink(link, text, capacity - 1);
    text[length < 0 ? 0 : length] = '\0';
}

static void add_text_of(pid_t child, uint64_t address, char *text, size_t capacity) {
    char memory[64];
    (void)snprintf(memory, sizeof memory, "/proc/%d/mem", (int)child);
    const int descriptor = open(memory, O_RDONLY | O_CLOEXEC);
    const ssize_t length = pread(descriptor, text, capacity - 1, (off_t)address);
    text[length < 0 ? 0 : length] = '\0';
    (void)close(descriptor);
}

// Writes the name of the call and the object that it is made on.
static void describe(pid_t child, const stop *info, char *text, size_t capacity) {
    size_t index = 0;
    while (index < NAMES && names[index].number != (int64_t)info->number) {
        index += 1;
    }
    if (index == NAMES) {
        (void)snprintf(text, capacity, "call-%d", (int)info->number);
        return;
    }
    const size_t length = strlen(names[index].name);
    memcpy(text, names[index].name, length + 1);
    if (names[index].object == NOTHING || length + 2 >= capacity) {
        return;
    }
    char *rest = text + length + 1;
    const size_t left = capacity - length - 1;
    const int first = (int)info->arguments[0];
    text[length] = ' ';
    rest[0] = '\0';
    if (names[index].object == PATH) {
        add_text_of(child, info->arguments[0], rest, left);
    } else if (names[index].object == PATH_AT) {
        add_text_of(child, info->arguments[1], rest, left);
    }
    if (names[index].object == DESCRIPTOR || (names[index].object == PATH_AT && rest[0] == '\0')) {
        add_path_of(child, first, rest, left);
    }
}

int64_t ccount_list_system_calls(void (*work)(void *context), void *context, unsigned before,
                                 ccount_call *calls, size_t capacity) {
    const pid_t child = fork();
    if (child == 0) {
        run(work, context, before);
    }
    int status = 0;
    unsigned marks = 0;
    int64_t count = 0;
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFSTOPPED(status)) {
        return -1;
    }
    (void)ptrace(PTRACE_SETOPTIONS, child, 0, (void *)(PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL));
    while (marks < 2 && ptrace(PTRACE_SYSCALL, child, 0, 0) == 0 &&
           waitpid(child, &status, 0) == child && WIFSTOPPED(status)) {
        stop info = {0};
        if (WSTOPSIG(status) != (SIGTRAP | 0x80) || !is_entry(child, &info)) {
            continue;
        }
        if (is_mark(&info)) {
            marks += 1;
        } else if (marks == 1) {
            if ((size_t)count < capacity) {
                describe(child, &info, calls[count].text, sizeof calls[count].text);
            }
            count += 1;
        }
    }
    (void)kill(child, SIGKILL);
    (void)waitpid(child, &status, 0);
    return marks == 2 ? count : -1;
}

#else

int64_t ccount_list_system_calls(void (*work)(void *context), void *context, unsigned before,
                                 ccount_call *calls, size_t capacity) {
    (void)work, (void)context, (void)before, (void)calls, (void)capacity;
    return -1;
}

#endif

int64_t ccount_system_calls(void (*work)(void *context), void *context, unsigned before) {
    return ccount_list_system_calls(work, context, before, NULL, 0);
}

void ccount_call_once(void) {
    (void)getppid();
}
