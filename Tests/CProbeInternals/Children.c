#define _GNU_SOURCE 1
#include "Children.h"

#include "../../Sources/CProbe/include/CProbe.h"
#include "../../Sources/CProbe/platform.h"

#if CP_PLATFORM_LINUX

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LIFE_SECONDS = 120, TEXT_BYTES = 64, USER_ID = 65534, ITEMS = 4096, TABLE_TEXT = 1 << 20 };

typedef struct order {
    cpi_deed deed;
    uint64_t amount, rounds;
    char text[TEXT_BYTES];
} order;

static uint64_t clock_ns(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static void sleep_ms(uint64_t milliseconds) {
    struct timespec time = {(time_t)(milliseconds / 1000), (long)(milliseconds % 1000) * 1000000};
    nanosleep(&time, NULL);
}

// Closes the inherited descriptors from `first` on: by one call since Linux 5.9.
static void close_from(int first) {
#ifdef SYS_close_range
    if (syscall(SYS_close_range, (unsigned)first, ~0u, 0u) == 0) {
        return;
    }
#endif
    struct rlimit limit = {0};
    getrlimit(RLIMIT_NOFILE, &limit);
    const int end = limit.rlim_cur > 65536 ? 65536 : (int)limit.rlim_cur;
    for (int descriptor = first; descriptor < end; descriptor += 1) {
        close(descriptor);
    }
}

// Prepares every child: default signals, and an alarm that ends it.
static void settle(void) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGALRM, SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
    alarm(LIFE_SECONDS);
}

static bool reap(int32_t pid, uint64_t milliseconds, int *status, struct rusage *usage) {
    const uint64_t end = clock_ns(CLOCK_MONOTONIC) + milliseconds * 1000000;
    for (;;) {
        const pid_t ended = wait4(pid, status, WNOHANG, usage);
        if (ended == pid) {
            return true;
        }
        if ((ended < 0 && errno != EINTR) || clock_ns(CLOCK_MONOTONIC) > end) {
            return false;
        }
        sleep_ms(1);
    }
}

// ---- the deeds of a child

static void work(uint64_t milliseconds, uint64_t rounds) {
    for (uint64_t round = 0; round < rounds; round += 1) {
        const uint64_t start = clock_ns(CLOCK_MONOTONIC);
        while (clock_ns(CLOCK_MONOTONIC) < start + milliseconds * 1000000) {
        }
        if (milliseconds < 20) {
            sleep_ms(20 - milliseconds);
        }
    }
}

typedef struct thread_order {
    char name[TEXT_BYTES];
    uint64_t milliseconds;
    volatile bool is_done;
} thread_order;

static void *run_thread(void *context) {
    thread_order *what = context;
    prctl(PR_SET_NAME, what->name);
    while (clock_ns(CLOCK_THREAD_CPUTIME_ID) < what->milliseconds * 1000000) {
    }
    what->is_done = true;
    for (;;) {
        pause();
    }
}

static bool start_thread(const char *name, uint64_t milliseconds) {
    static thread_order orders[8];
    static unsigned count = 0;
    pthread_t thread;
    if (count == 8) {
        return false;
    }
    thread_order *what = &orders[count];
    count += 1;
    *what = (thread_order){.milliseconds = milliseconds};
    memcpy(what->name, name, TEXT_BYTES);
    if (pthread_create(&thread, NULL, run_thread, what) != 0) {
        return false;
    }
    while (!what->is_done) {
        sleep_ms(1);
    }
    return true;
}

static void write_number(char *text, uint64_t number) {
    char digits[20];
    unsigned length = 0;
    do {
        digits[length] = (char)('0' + number % 10);
        length += 1;
        number /= 10;
    } while (number != 0);
    for (unsigned index = 0; index < length; index += 1) {
        text[index] = digits[length - 1 - index];
    }
    text[length] = '\0';
}

static void churn(uint64_t milliseconds, uint64_t at_once) {
    const uint64_t end = clock_ns(CLOCK_MONOTONIC) + milliseconds * 1000000;
    while (clock_ns(CLOCK_MONOTONIC) < end) {
        for (uint64_t index = 0; index < at_once; index += 1) {
            const pid_t pid = fork();
            if (pid == 0) {
                char name[24] = "c";
                write_number(name + 1, (uint64_t)getpid());
                alarm(LIFE_SECONDS);
                prctl(PR_SET_NAME, name);
                sleep_ms(index % 3);
                _exit(0);
            }
        }
        sleep_ms(1);
        while (waitpid(-1, NULL, WNOHANG) > 0) {
        }
    }
    while (waitpid(-1, NULL, 0) > 0) {
    }
}

static bool touch(uint64_t bytes) {
    char *map = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (map == MAP_FAILED) {
        return false;
    }
    for (uint64_t at = 0; at < bytes; at += 4096) {
        ((volatile char *)map)[at] = 1;
    }
    return true;
}

static bool open_many(uint64_t count) {
    for (uint64_t index = 0; index < count; index += 1) {
        if (open("/dev/null", O_RDONLY) < 0) {
            return false;
        }
    }
    return true;
}

static bool write_many(uint64_t bytes) {
    static char zeros[1000];
    const int null = open("/dev/null", O_WRONLY);
    for (uint64_t at = 0; at < bytes; at += sizeof zeros) {
        if (write(null, zeros, sizeof zeros) != (ssize_t)sizeof zeros) {
            return false;
        }
    }
    close(null);
    return true;
}

static bool join_groups(uint64_t count) {
    static gid_t groups[65536];
    for (uint64_t index = 0; index < count && index < 65536; index += 1) {
        groups[index] = (gid_t)(100000 + index);
    }
    return setgroups(count, groups) == 0;
}

static bool obey(const order *what, int answers) {
    static const char done = 1;
    switch (what->deed) {
    case CPI_WORK: work(what->amount, what->rounds); return true;
    case CPI_TOUCH: return touch(what->amount);
    case CPI_OPEN: return open_many(what->amount);
    case CPI_NAME: return prctl(PR_SET_NAME, what->text) == 0;
    case CPI_THREAD: return start_thread(what->text, what->amount);
    case CPI_GROUPS: return join_groups(what->amount);
    case CPI_WRITE: return write_many(what->amount);
    case CPI_RUN: execl("/bin/sh", "sh", "-c", what->text, (char *)NULL); return false;
    case CPI_CHURN:
        (void)!write(answers, &done, 1);
        churn(what->amount, what->rounds);
        return true;
    case CPI_LEAVE:
        if (touch(what->amount) && start_thread(what->text, 0)) {
            (void)!write(answers, &done, 1);
            syscall(SYS_exit, 0); // Exits this thread only.
        }
        return false;
    case CPI_EXIT: _exit(0);
    }
    return false;
}

static void serve(int orders, int answers) {
    order what;
    while (read(orders, &what, sizeof what) == (ssize_t)sizeof what) {
        const char answer = obey(&what, answers) ? 1 : 0;
        if (what.deed != CPI_CHURN && write(answers, &answer, 1) != 1) {
            break;
        }
    }
    _exit(0);
}

bool cpi_child_start(cpi_child *child) {
    int orders[2];
    int answers[2];
    if (pipe2(orders, O_CLOEXEC) != 0 || pipe2(answers, O_CLOEXEC) != 0) {
        return false;
    }
    child->pid = fork();
    if (child->pid == 0) {
        // 0 to 2 are /dev/null, 3 the orders and 4 the answers.
        const int null = fcntl(open("/dev/null", O_RDWR), F_DUPFD, 5);
        const int in = fcntl(orders[0], F_DUPFD, 5);
        const int out = fcntl(answers[1], F_DUPFD, 5);
        dup2(null, 0);
        dup2(null, 1);
        dup2(null, 2);
        dup2(in, 3);
        dup2(out, 4);
        close_from(5);
        fcntl(3, F_SETFD, FD_CLOEXEC);
        fcntl(4, F_SETFD, FD_CLOEXEC);
        settle();
        serve(3, 4);
    }
    close(orders[0]);
    close(answers[1]);
    child->orders = orders[1];
    child->answers = answers[0];
    // Its first answer reports that it is ready.
    return child->pid > 0 && cpi_child_do(child, CPI_OPEN, 0, 0, "");
}

bool cpi_child_send(const cpi_child *child, cpi_deed deed, uint64_t amount, uint64_t rounds,
                    const char *text) {
    order what = {.deed = deed, .amount = amount, .rounds = rounds};
    strncpy(what.text, text, sizeof what.text - 1);
    return write(child->orders, &what, sizeof what) == (ssize_t)sizeof what;
}

bool cpi_child_do(const cpi_child *child, cpi_deed deed, uint64_t amount, uint64_t rounds,
                  const char *text) {
    return cpi_child_send(child, deed, amount, rounds, text) && cpi_child_answers(child, deed);
}

bool cpi_child_answers(const cpi_child *child, cpi_deed deed) {
    struct pollfd ready = {child->answers, POLLIN, 0};
    int result = 0;
    do {
        result = poll(&ready, 1, 30000);
    } while (result < 0 && errno == EINTR);
    char answer = 0;
    if (result != 1) {
        return false;
    }
    // A program that replaced it, or its end, closes the pipe.
    const ssize_t count = read(child->answers, &answer, 1);
    return deed == CPI_RUN || deed == CPI_EXIT ? count == 0 : count == 1 && answer == 1;
}

bool cpi_child_end(cpi_child *child, uint64_t *cpu_ns) {
    struct rusage usage = {0};
    int status = 0;
    if (child->pid <= 0) {
        return false;
    }
    kill(child->pid, SIGKILL);
    const bool has_ended = reap(child->pid, 20000, &status, &usage);
    close(child->orders);
    close(child->answers);
    child->pid = -1;
    const struct timeval user = usage.ru_utime;
    const struct timeval system = usage.ru_stime;
    if (cpu_ns != NULL) {
        *cpu_ns = (uint64_t)(user.tv_sec + system.tv_sec) * 1000000000u +
                  (uint64_t)(user.tv_usec + system.tv_usec) * 1000u;
    }
    return has_ended;
}

uint64_t cpi_auxiliary_value(uint64_t type) {
    return getauxval((unsigned long)type);
}

size_t cpi_sleepers_start(int32_t *pids, size_t count) {
    for (size_t index = 0; index < count; index += 1) {
        const pid_t pid = fork();
        if (pid < 0) {
            return index;
        }
        if (pid == 0) {
            setpgid(0, index == 0 ? 0 : pids[0]);
            close_from(0);
            settle();
            for (;;) {
                pause();
            }
        }
        pids[index] = pid;
        setpgid(pid, pids[0]);
    }
    return count;
}

bool cpi_sleepers_end(const int32_t *pids, size_t count) {
    bool have_ended = true;
    if (count != 0) {
        kill(-pids[0], SIGKILL);
    }
    for (size_t index = 0; index < count; index += 1) {
        int status = 0;
        kill(pids[index], SIGKILL);
        have_ended = reap(pids[index], 20000, &status, NULL) && have_ended;
    }
    return have_ended;
}

// ---- scenes

typedef struct table {
    cprobe_result result;
    cprobe_processes processes;
    size_t count, text_length;
    cprobe_process items[ITEMS];
    char text[TABLE_TEXT];
} table;

struct cpi_report {
    int32_t failed_at;
    int64_t numbers[CPI_NUMBERS];
    table tables[CPI_TABLES];
};

// The collector of the child that plays the scene: one process with one reader.
static cprobe_collector own_collector;

static _Noreturn void fail(cpi_report *report, int line) {
    report->failed_at = line;
    _exit(1);
}

static cprobe_process_list list_of(table *into) {
    return (cprobe_process_list){.items = into->items, .capacity = ITEMS, .text = into->text,
                                 .text_capacity = TABLE_TEXT};
}

static void read_table(cpi_report *report, unsigned index, cprobe_collector *collector,
                       uint32_t details) {
    table *into = &report->tables[index];
    cprobe_process_list list = list_of(into);
    cprobe_collector_begin(collector);
    into->result = cprobe_processes_read(collector, details, &into->processes, &list, NULL);
    into->count = list.count;
    into->text_length = list.text_length;
}

static cprobe_result read_one(cpi_report *report, unsigned index, cprobe_collector *collector,
                              int32_t pid, uint32_t details) {
    table *into = &report->tables[index];
    cprobe_process_list list = list_of(into);
    cprobe_collector_begin(collector);
    into->result = cprobe_process_read(collector, pid, details, &into->processes, &list, NULL);
    into->count = into->result == CPROBE_OK ? list.count : 0;
    into->text_length = list.text_length;
    return into->result;
}

static bool drop_privileges(void) {
    return setgroups(0, NULL) == 0 && setresgid(USER_ID, USER_ID, USER_ID) == 0 &&
           setresuid(USER_ID, USER_ID, USER_ID) == 0 && prctl(PR_SET_DUMPABLE, 1) == 0;
}

static void play_user(cpi_report *report, uint32_t details) {
    if (!drop_privileges()) {
        fail(report, __LINE__);
    }
    read_table(report, 0, &own_collector, details);
    report->numbers[0] = getpid();
}

// Starts a process with this name that sleeps. `wanted` is the pid that it must get, if not 0.
static int32_t start_sleeper(const char *name, uint64_t cpu_ms, int32_t wanted) {
    int ready[2];
    char byte = 0;
    if (wanted != 0) {
        char text[24];
        write_number(text, (uint64_t)wanted - 1);
        const int last = open("/proc/sys/kernel/ns_last_pid", O_WRONLY);
        const ssize_t count = write(last, text, strlen(text));
        close(last);
        if (count != (ssize_t)strlen(text)) {
            return -1;
        }
    }
    if (pipe(ready) != 0) {
        return -1;
    }
    const pid_t pid = fork();
    if (pid == 0) {
        alarm(LIFE_SECONDS);
        prctl(PR_SET_NAME, name);
        while (clock_ns(CLOCK_PROCESS_CPUTIME_ID) < cpu_ms * 1000000) {
        }
        (void)!write(ready[1], "x", 1);
        for (;;) {
            pause();
        }
    }
    close(ready[1]);
    const bool is_ready = read(ready[0], &byte, 1) == 1;
    close(ready[0]);
    return is_ready ? pid : -1;
}

static void end_sleeper(int32_t pid) {
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    sleep_ms(30); // More than a tick, the unit of start times.
}

static void *rest(void *unused) {
    (void)unused;
    for (;;) {
        pause();
    }
}

static void play_reuse(cpi_report *report) {
    cprobe_collector *collector = &own_collector;
    // Pids that no process had in this namespace.
    const int32_t pid = start_sleeper("first", 300, 1000);
    if (pid != 1000) {
        fail(report, __LINE__);
    }
    read_table(report, 0, collector, 0);
    end_sleeper(pid);
    if (start_sleeper("second", 0, pid) != pid) {
        fail(report, __LINE__);
    }
    read_table(report, 1, collector, 0);
    end_sleeper(pid);
    if (start_sleeper("third", 0, pid) != pid) {
        fail(report, __LINE__);
    }
    (void)read_one(report, 2, collector, pid, 0);
    end_sleeper(pid);
    if (start_sleeper("fourth", 0, pid) != pid) {
        fail(report, __LINE__);
    }
    (void)read_one(report, 3, collector, pid, CPROBE_DETAIL_STATUS | CPROBE_DETAIL_COMMAND_LINE);
    end_sleeper(pid);
    // The pid goes to a thread: no process has it, whatever is cached of the last one.
    pthread_t thread;
    const int last = open("/proc/sys/kernel/ns_last_pid", O_WRONLY);
    (void)!write(last, "999", 3);
    close(last);
    if (pthread_create(&thread, NULL, rest, NULL) != 0) {
        fail(report, __LINE__);
    }
    char path[64] = "/proc/self/task/";
    write_number(path + strlen(path), (uint64_t)pid);
    if (access(path, F_OK) != 0) {
        fail(report, __LINE__);
    }
    static table unused;
    cprobe_process_list list = list_of(&unused);
    const uint32_t status = CPROBE_DETAIL_STATUS;
    report->numbers[0] =
        cprobe_process_read(collector, pid, status, &unused.processes, &list, NULL);
    report->numbers[1] = cprobe_process_read(collector, pid, 0, &unused.processes, &list, NULL);
    report->numbers[2] = cprobe_threads_read(collector, pid, 0, &unused.processes, &list, NULL);
    report->numbers[3] = cprobe_process_read(collector, 999, 0, &unused.processes, &list, NULL);
    report->numbers[4] = cprobe_threads_read(collector, 1, 0, &unused.processes, &list, NULL);
    report->numbers[5] = (int64_t)list.count;
}

static void play_hidden(cpi_report *report, uint32_t details) {
    report->numbers[0] = start_sleeper("hidden", 0, 0);
    const pid_t reader = fork();
    if (reader == 0) {
        report->numbers[1] = getpid();
        if (!drop_privileges()) {
            fail(report, __LINE__);
        }
        read_table(report, 0, &own_collector, details);
        report->numbers[2] =
            read_one(report, 1, &own_collector, (int32_t)report->numbers[0], details);
        report->numbers[3] = read_one(report, 2, &own_collector, 0, details);
        _exit(0);
    }
    int status = 0;
    if (!reap(reader, 20000, &status, NULL) || status != 0) {
        fail(report, __LINE__);
    }
}

// Counts the descriptors that can still be opened.
static int64_t count_free(void) {
    int opened[256];
    int64_t count = 0;
    while (count < 256 && (opened[count] = open("/dev/null", O_RDONLY)) >= 0) {
        count += 1;
    }
    for (int64_t index = 0; index < count; index += 1) {
        close(opened[index]);
    }
    return count;
}

static void play_few(cpi_report *report, uint64_t limit, uint32_t details) {
    int32_t pids[64];
    struct rlimit few = {limit, limit};
    close_from(3);
    if (cpi_sleepers_start(pids, 64) != 64 || setrlimit(RLIMIT_NOFILE, &few) != 0) {
        fail(report, __LINE__);
    }
    report->numbers[0] = count_free();
    for (unsigned index = 0; index < 3; index += 1) {
        read_table(report, index, &own_collector, details);
        report->numbers[index + 1] = count_free();
    }
    // The program takes all remaining descriptors: the next reading has only those of cached
    // processes.
    while (open("/dev/null", O_RDONLY) >= 0) {
    }
    read_table(report, 3, &own_collector, details);
    report->numbers[4] = pids[0];
    if (!cpi_sleepers_end(pids, 64)) {
        fail(report, __LINE__);
    }
}

// What a sample reads, without the values.
static void read_sections(cpi_report *report) {
    static cprobe_cpu cpu;
    static cprobe_load load;
    static cprobe_memory memory;
    static cprobe_disk disk;
    static cprobe_io io;
    static cprobe_filesystem filesystem;
    static cprobe_mount items[ITEMS];
    static char text[TABLE_TEXT];
    cprobe_mounts mounts = {.items = items, .capacity = ITEMS, .text = text,
                            .text_capacity = sizeof text};
    static cprobe_network network;
    static cprobe_interface interfaces[ITEMS / 8];
    static cprobe_pressure pressure;
    static cprobe_quota quota;
    size_t count = 0;
    cprobe_collector_begin(&own_collector);
    const bool is_read =
        cprobe_cpu_read(&own_collector, &cpu, NULL, 0, &count, NULL, NULL) == CPROBE_OK &&
        cprobe_load_read(&own_collector, &load, NULL) == CPROBE_OK &&
        cprobe_memory_read(&own_collector, &memory, NULL, NULL) == CPROBE_OK &&
        cprobe_disk_read(&own_collector, &disk, &io, NULL, 0, &count, NULL) == CPROBE_OK &&
        cprobe_filesystem_read(&own_collector, CPROBE_MOUNTS_STORAGE, &filesystem, &mounts, NULL,
                               NULL) == CPROBE_OK &&
        cprobe_network_read(&own_collector, &network, interfaces,
                            sizeof interfaces / sizeof interfaces[0], &count, NULL) == CPROBE_OK &&
        cprobe_quota_read(&own_collector, NULL, NULL, &quota, NULL, 0, &count, NULL) == CPROBE_OK;
    if (!is_read) {
        fail(report, __LINE__);
    }
    // A kernel may measure no pressure.
    (void)cprobe_pressure_read(&own_collector, &pressure, NULL);
}

// Counts the open descriptors; `repeated` counts those whose file an earlier descriptor has open.
static int64_t count_open(int64_t *repeated) {
    static char links[512][256];
    int64_t count = 0;
    *repeated = 0;
    for (int descriptor = 0; descriptor < 4096; descriptor += 1) {
        char path[32] = "/proc/self/fd/";
        write_number(path + strlen(path), (uint64_t)descriptor);
        const ssize_t length = readlink(path, links[count], sizeof links[0] - 1);
        if (length <= 0) {
            continue;
        }
        links[count][length] = '\0';
        for (int64_t other = 0; links[count][0] == '/' && other < count; other += 1) {
            *repeated += strcmp(links[count], links[other]) == 0;
        }
        count += count < 511;
    }
    return count;
}

// One collector: the descriptors open after one reading, after two and after fifty, and after it is
// closed.
static void play_kept(cpi_report *report) {
    cprobe_collector_close(&own_collector);
    close_from(0);
    report->numbers[0] = count_open(&report->numbers[5]);
    if (cprobe_collector_open(&own_collector, "/", CPROBE_READS_AGAIN, NULL) != CPROBE_OK) {
        fail(report, __LINE__);
    }
    for (int reading = 1; reading <= 50; reading += 1) {
        read_sections(report);
        if (reading <= 2 || reading == 50) {
            report->numbers[reading <= 2 ? reading : 3] = count_open(&report->numbers[5]);
        }
    }
    cprobe_collector_close(&own_collector);
    int64_t repeated = 0;
    report->numbers[4] = count_open(&repeated);
}

static void play_forked(cpi_report *report, cprobe_collector *collector, uint32_t details) {
    report->numbers[0] = getpid();
    report->numbers[1] = read_one(report, 0, collector, 0, details);
    read_table(report, 1, collector, details);
}

static void play(cpi_scene scene, uint64_t amount, uint32_t details, cprobe_collector *collector,
                 cpi_report *report) {
    settle();
    if (cprobe_collector_open(&own_collector, "/", CPROBE_READS_AGAIN, NULL) != CPROBE_OK) {
        fail(report, __LINE__);
    }
    switch (scene) {
    case CPI_SCENE_USER: play_user(report, details); break;
    case CPI_SCENE_HIDDEN: play_hidden(report, details); break;
    case CPI_SCENE_REUSE: play_reuse(report); break;
    case CPI_SCENE_FEW: play_few(report, amount, details); break;
    case CPI_SCENE_FORKED: play_forked(report, collector, details); break;
    case CPI_SCENE_KEPT: play_kept(report); break;
    }
    cprobe_collector_close(&own_collector);
    _exit(0);
}

// Enters a pid and a mount namespace with a /proc of its own. The caller becomes the parent of the
// first process there, and waits for it; that process returns.
static bool enter_namespaces(const char *options) {
    if (unshare(CLONE_NEWPID | CLONE_NEWNS) != 0 ||
        mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) {
        return false;
    }
    const pid_t first = fork();
    if (first != 0) {
        int status = 0;
        alarm(LIFE_SECONDS);
        while (first > 0 && waitpid(first, &status, 0) < 0 && errno == EINTR) {
        }
        _exit(first > 0 && status == 0 ? 0 : 1);
    }
    return mount("proc", "/proc", "proc", 0, options) == 0;
}

static void play_apart(cpi_scene scene, uint64_t amount, uint32_t details,
                       cprobe_collector *collector, cpi_report *report) {
    char options[32] = "hidepid=";
    settle();
    if (scene == CPI_SCENE_HIDDEN || scene == CPI_SCENE_REUSE) {
        write_number(options + strlen(options), amount);
        if (!enter_namespaces(options)) {
            fail(report, __LINE__);
        }
    }
    play(scene, amount, details, collector, report);
}

cpi_report *cpi_scene_play(cpi_scene scene, uint64_t amount, uint32_t details,
                           cprobe_collector *collector, int32_t *failed_at) {
    *failed_at = 0;
    cpi_report *report = mmap(NULL, sizeof *report, PROT_READ | PROT_WRITE,
                              MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (report == MAP_FAILED) {
        return NULL;
    }
    const pid_t player = fork();
    if (player == 0) {
        play_apart(scene, amount, details, collector, report);
    }
    int status = 0;
    bool is_good = player > 0 && reap(player, 60000, &status, NULL);
    if (player > 0 && !is_good) {
        kill(player, SIGKILL);
        (void)reap(player, 5000, &status, NULL);
    }
    is_good = is_good && status == 0;
    if (!is_good) {
        *failed_at = report->failed_at;
        cpi_report_free(report);
        return NULL;
    }
    return report;
}

void cpi_report_free(cpi_report *report) {
    munmap(report, sizeof *report);
}

int64_t cpi_report_number(const cpi_report *report, unsigned index) {
    return report->numbers[index];
}

cprobe_result cpi_report_table(cpi_report *report, unsigned index, cprobe_processes *processes,
                               cprobe_process_list *list) {
    table *read = &report->tables[index];
    *processes = read->processes;
    *list = list_of(read);
    list->count = read->count;
    list->text_length = read->text_length;
    return read->result;
}

bool cpi_has_namespaces(void) {
    const pid_t asked = fork();
    if (asked == 0) {
        settle();
        if (!enter_namespaces(NULL)) {
            _exit(1);
        }
        const int last = open("/proc/sys/kernel/ns_last_pid", O_WRONLY);
        _exit(last < 0 ? 1 : 0);
    }
    int status = 1;
    return asked > 0 && reap(asked, 10000, &status, NULL) && status == 0;
}

#else

// No other system has these calls.
bool cpi_child_start(cpi_child *child) {
    (void)child;
    return false;
}

bool cpi_child_do(const cpi_child *child, cpi_deed deed, uint64_t amount, uint64_t rounds,
                  const char *text) {
    (void)child, (void)deed, (void)amount, (void)rounds, (void)text;
    return false;
}

bool cpi_child_send(const cpi_child *child, cpi_deed deed, uint64_t amount, uint64_t rounds,
                    const char *text) {
    (void)child, (void)deed, (void)amount, (void)rounds, (void)text;
    return false;
}

bool cpi_child_answers(const cpi_child *child, cpi_deed deed) {
    (void)child, (void)deed;
    return false;
}

bool cpi_child_end(cpi_child *child, uint64_t *cpu_ns) {
    (void)child, (void)cpu_ns;
    return false;
}

uint64_t cpi_auxiliary_value(uint64_t type) {
    (void)type;
    return 0;
}

size_t cpi_sleepers_start(int32_t *pids, size_t count) {
    (void)pids, (void)count;
    return 0;
}

bool cpi_sleepers_end(const int32_t *pids, size_t count) {
    (void)pids, (void)count;
    return false;
}

cpi_report *cpi_scene_play(cpi_scene scene, uint64_t amount, uint32_t details,
                           cprobe_collector *collector, int32_t *failed_at) {
    (void)scene, (void)amount, (void)details, (void)collector, (void)failed_at;
    return NULL;
}

void cpi_report_free(cpi_report *report) {
    (void)report;
}

int64_t cpi_report_number(const cpi_report *report, unsigned index) {
    (void)report, (void)index;
    return 0;
}

cprobe_result cpi_report_table(cpi_report *report, unsigned index, cprobe_processes *processes,
                               cprobe_process_list *list) {
    (void)report, (void)index, (void)processes, (void)list;
    return CPROBE_UNSUPPORTED;
}

bool cpi_has_namespaces(void) {
    return false;
}

#endif
