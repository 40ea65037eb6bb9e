// processes [-g GROUP]... [-d FILE] COMMAND...
//
// Makes processes of every odd kind, each with a pid of its own choice, prints "PID what it is" for
// each, runs COMMAND while they stand still, and exits with its status. For a guest that has nothing
// else to do, as root: the pids must be free, and what was made is left to the guest's end.
//
// GROUP is a control group's directory; in each, a process enters GROUP/worker, and a zombie comes
// out of GROUP/gone, which is removed. FILE is made on a disk, so that a process has read and written.

#define _GNU_SOURCE 1
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef MADV_PAGEOUT
#define MADV_PAGEOUT 21
#endif

enum { MIB = 1 << 20, GROUPS = 16 };

static const char *groups[GROUPS];
static int group_count;
static const char *program;
static const char *disk_file;
static char page[4096];

static _Noreturn void fail(const char *what) {
    fprintf(stderr, "processes: %s: %s\n", what, strerror(errno));
    _exit(3);
}

static void put(const char *path, const char *text) {
    const int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0 || write(file, text, strlen(text)) < 0) {
        fail(path);
    }
    close(file);
}

static void put_number(const char *directory, const char *name, long number) {
    char path[512];
    char text[32];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    snprintf(text, sizeof text, "%ld", number);
    put(path, text);
}

static void nap(void) {
    nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
}

static _Noreturn void stay(void) {
    for (;;) {
        pause();
    }
}

// The next process or thread that anyone makes gets this number, if it is free.
static void set_next_pid(pid_t pid) {
    put_number("/proc/sys/kernel", "ns_last_pid", pid - 1);
}

// Forks a child with this number, which does `act`, and waits until its state is one of `states`.
static void make(pid_t pid, const char *states, const char *what, void (*act)(void)) {
    char path[64];
    char text[512];
    for (int tries = 0;; tries += 1) {
        set_next_pid(pid);
        const pid_t child = fork();
        if (child == 0) {
            if (getpid() != pid) {
                _exit(99); // The kernel started a thread of its own in between.
            }
            act();
            stay();
        }
        if (child == pid) {
            break;
        }
        if (child < 0 || waitpid(child, NULL, 0) != child || tries == 20) {
            fail("a pid of its own");
        }
    }
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    for (int tries = 0;; tries += 1) {
        const int file = open(path, O_RDONLY | O_CLOEXEC);
        const ssize_t length = file < 0 ? -1 : read(file, text, sizeof text - 1);
        if (length < 0 || tries == 1000) {
            errno = ETIMEDOUT;
            fail(what);
        }
        close(file);
        text[length] = 0;
        // Twice in that state: it was not on its way through it.
        static int seen;
        const char *state = strrchr(text, ')');
        seen = state != NULL && strchr(states, state[2]) != NULL ? seen + 1 : 0;
        if (seen == 3) {
            seen = 0;
            break;
        }
        nap();
    }
    printf("%d %s\n", (int)pid, what);
    fflush(stdout);
}

// ---- names

static const char *next_name;

static void take_name(void) {
    prctl(PR_SET_NAME, next_name);
}

static void name(pid_t pid, const char *bytes, const char *what) {
    next_name = bytes;
    make(pid, "S", what, take_name);
}

// ---- states

static void burn(double user, double system) {
    struct rusage usage;
    do {
        for (volatile int step = 0; step < 200000; step += 1) {
        }
        getrusage(RUSAGE_SELF, &usage);
    } while ((double)usage.ru_utime.tv_sec + (double)usage.ru_utime.tv_usec / 1e6 < user);
    const int zero = open("/dev/zero", O_RDONLY | O_CLOEXEC);
    char *sink = malloc(MIB);
    do {
        for (int step = 0; step < 16; step += 1) {
            if (read(zero, sink, MIB) != MIB) {
                _exit(3);
            }
        }
        getrusage(RUSAGE_SELF, &usage);
    } while ((double)usage.ru_stime.tv_sec + (double)usage.ru_stime.tv_usec / 1e6 < system);
    close(zero);
    free(sink);
}

static void end_with_time(void) {
    burn(0.1, 0.1);
    _exit(3);
}

static void end_at_once(void) {
    _exit(0);
}

static void stop(void) {
    kill(getpid(), SIGSTOP);
}

static void stop_traced(void) {
    ptrace(PTRACE_TRACEME, 0, NULL, NULL);
    kill(getpid(), SIGSTOP);
}

static void suspend_in_vfork(void) {
    set_next_pid(1041);
    if (vfork() == 0) {
        for (;;) {
            syscall(SYS_ppoll, NULL, 0, NULL, NULL, 0);
        }
    }
}

// ---- threads

static void *thread_stays(void *thread_name) {
    prctl(PR_SET_NAME, thread_name);
    stay();
}

static void *thread_is_busy(void *thread_name) {
    prctl(PR_SET_NAME, thread_name);
    volatile unsigned long step = 1;
    while (step != 0) { // Not in this life.
        step += 1;
    }
    return NULL;
}

static void start_thread(pid_t number, void *(*act)(void *), const char *thread_name) {
    pthread_t thread;
    set_next_pid(number);
    if (pthread_create(&thread, NULL, act, (void *)(uintptr_t)thread_name) != 0) {
        fail("a thread");
    }
}

static void three_threads(void) {
    start_thread(1021, thread_is_busy, "busy) R (thread");
    start_thread(1022, thread_stays, "idle thread");
}

static void leader_ends(void) {
    start_thread(1031, thread_stays, "survivor");
    nap();
    syscall(SYS_exit, 0);
}

// ---- descriptors and command lines

static void fifty_descriptors(void) {
    for (int number = 0; number < 3; number += 1) {
        dup2(open("/dev/null", O_RDWR), number);
    }
    for (int number = 3; number < 49; number += 1) {
        dup2(1, number);
    }
    dup2(1, 1000); // With a hole before it.
    for (int number = 49; number < 1000; number += 1) {
        close(number);
    }
}

static void no_descriptors(void) {
    for (int number = 0; number < 1024; number += 1) {
        close(number);
    }
}

static void become(char *const arguments[]) {
    char *environment[] = {(char[]){"PROCESSES_STAY=1"}, NULL};
    execve(program, arguments, environment);
    fail("exec");
}

static void no_arguments(void) {
    become((char *[]){NULL});
}
static void empty_name(void) {
    become((char *[]){"", NULL});
}
static void empty_arguments(void) {
    become((char *[]){"prog", "", "x", "", NULL});
}
static void odd_arguments(void) {
    become((char *[]){"/bin/prog", "two words", "line\nfeed", "back\\slash", "\xff\xfe", "\"'", NULL});
}

static void long_arguments(void) {
    static char texts[150][64];
    char *arguments[152] = {"long"};
    for (int each = 0; each < 150; each += 1) {
        snprintf(texts[each], sizeof texts[each], "argument-%03d-%.*s", each, 46,
                 "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz");
        arguments[each + 1] = texts[each];
    }
    become(arguments);
}

// The kernel takes the command line from wherever it is told that it stands.
static void set_command_line(char *start, char *end) {
    if (prctl(PR_SET_MM, PR_SET_MM_ARG_START, start, 0, 0) != 0 ||
        prctl(PR_SET_MM, PR_SET_MM_ARG_END, end, 0, 0) != 0) {
        fail("PR_SET_MM");
    }
}

// The last bytes before memory that is not there, so that no NUL is found behind them.
static char *at_the_end(const char *text, size_t length) {
    char *memory = mmap(NULL, 2 * sizeof page, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    munmap(memory + sizeof page, sizeof page);
    return memcpy(memory + sizeof page - length, text, length);
}

static void empty_command_line(void) {
    char *place = at_the_end("", 1);
    set_command_line(place, place);
}

static void unterminated(void) {
    static const char text[] = "no final NUL";
    char *place = at_the_end(text, sizeof text - 1);
    set_command_line(place, place + sizeof text - 1);
}

// As setproctitle does: one text over the arguments' room, and NULs in what is left of it.
static void padded_title(void) {
    static char room[64] = "worker: waiting for work";
    char *place = at_the_end(room, sizeof room);
    set_command_line(place, place + sizeof room);
}

// ---- scheduling, groups, users

static void nice_minus_five(void) {
    setpriority(PRIO_PROCESS, 0, -5);
}
static void nice_nineteen(void) {
    setpriority(PRIO_PROCESS, 0, 19);
}

static void schedule(int policy, int priority) {
    if (sched_setscheduler(0, policy, &(struct sched_param){.sched_priority = priority}) != 0 &&
        syscall(SYS_sched_setscheduler, 0, policy,
                &(struct sched_param){.sched_priority = priority}) != 0) {
        fail("sched_setscheduler");
    }
}

static void first_in_first_out(void) {
    schedule(SCHED_FIFO, 10);
}
static void round_robin(void) {
    schedule(SCHED_RR, 99);
}
static void only_when_idle(void) {
    schedule(SCHED_IDLE, 0);
}

static void own_session(void) {
    setsid();
}
static void own_process_group(void) {
    setpgid(0, 0);
}

static void enter(const char *name) {
    char path[512];
    for (int each = 0; each < group_count; each += 1) {
        snprintf(path, sizeof path, "%s/%s", groups[each], name);
        put_number(path, "cgroup.procs", getpid());
    }
}

static void enter_worker(void) {
    enter("worker");
}

static void end_in_gone(void) {
    enter("gone");
    _exit(0);
}

static void make_groups(const char *name) {
    char path[512];
    for (int each = 0; each < group_count; each += 1) {
        snprintf(path, sizeof path, "%s/%s", groups[each], name);
        if (mkdir(path, 0755) != 0 && errno != EEXIST) {
            fail(path);
        }
    }
}

static void remove_groups(const char *name) {
    char path[512];
    for (int each = 0; each < group_count; each += 1) {
        snprintf(path, sizeof path, "%s/%s", groups[each], name);
        for (int tries = 0; rmdir(path) != 0; tries += 1) {
            if (tries == 100) {
                fail(path);
            }
            nap();
        }
    }
}

// Whoever changes its user may not be looked into by that user until it runs another program.
static void another_user_who_hides(void) {
    if (setresgid(1000, 1000, 1000) != 0 || setresuid(1000, 1000, 1000) != 0) {
        fail("setresuid");
    }
}

static void another_user(void) {
    another_user_who_hides();
    prctl(PR_SET_DUMPABLE, 1);
}

static void another_real_user(void) {
    if (setresgid(1001, 0, 0) != 0 || setresuid(1001, 0, 0) != 0) {
        fail("setresuid");
    }
}

// ---- time, memory, storage

static void known_time(void) {
    burn(1.0, 0.5);
}

static void time_of_children(void) {
    set_next_pid(1900); // Not one that is wanted.
    const pid_t child = fork();
    if (child == 0) {
        burn(0.3, 0.2);
        _exit(0);
    }
    waitpid(child, NULL, 0);
}

static char *touched(size_t bytes, int flags) {
    char *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, flags | MAP_ANONYMOUS, -1, 0);
    madvise(memory, bytes, MADV_NOHUGEPAGE);
    memset(memory, 1, bytes);
    return memory;
}

static void known_memory(void) {
    touched(8 * MIB, MAP_PRIVATE);
    touched(4 * MIB, MAP_SHARED);
    mlock(touched(MIB, MAP_PRIVATE), MIB);
}

static void swapped_out(void) {
    madvise(touched(4 * MIB, MAP_PRIVATE), 4 * MIB, MADV_PAGEOUT);
}

static void fills_a_file(int file, int pages) {
    for (int each = 0; each < pages; each += 1) {
        if (pwrite(file, page, sizeof page, each * (off_t)sizeof page) != sizeof page) {
            fail(disk_file);
        }
    }
}

static void known_storage(void) {
    char path[512];
    snprintf(path, sizeof path, "%s.cancelled", disk_file);
    const int kept = open(disk_file, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    const int cancelled = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (kept < 0 || cancelled < 0) {
        fail(disk_file);
    }
    fills_a_file(kept, 256);
    fsync(kept);
    posix_fadvise(kept, 0, 0, POSIX_FADV_DONTNEED);
    for (int each = 0; each < 128; each += 1) {
        if (pread(kept, page, sizeof page, each * (off_t)sizeof page) != sizeof page) {
            fail(disk_file);
        }
    }
    fills_a_file(cancelled, 64);
    if (ftruncate(cancelled, 0) != 0) {
        fail(path);
    }
}

static void make_all(void) {
    name(1001, "two  words here", "named \"two  words here\", the longest that is kept");
    name(1002, "a) R 1 (b", "named \"a) R 1 (b\"");
    name(1003, "line\nfeed", "named \"line\", a newline, \"feed\"");
    name(1004, "back\\slash\\n", "named \"back\\slash\\n\", the last two a backslash and an n");
    name(1005, "\xff\xfe \xe9t\xe9 \x80", "named FF FE 20 E9 74 E9 20 80, which is no UTF-8");
    name(1006, "", "with an empty name");
    name(1007, "tab\tbell\a\x1b[1m\x7f", "named \"tab\", 09, \"bell\", 07 1B, \"[1m\", 7F");
    name(1008, ")", "named \")\"");
    name(1009, "a-name-of-twenty-by", "named \"a-name-of-twenty-by\", of which 15 bytes are kept");
    name(1010, "Z\xc3\xa4hler\n) S 1", "named \"Zaehler\" with an umlaut, a newline, \") S 1\"");

    make(1012, "Z", "a zombie that ended with status 3 and had used 0.1 s of each CPU time",
         end_with_time);
    make(1014, "T", "stopped", stop);
    make(1015, "t", "stopped by its tracer", stop_traced);
    make(1020, "S", "with the threads 1020, 1021 (named \"busy) R (thread\", busy) and 1022",
         three_threads);
    make(1030, "Z", "a zombie whose other thread, 1031, lives on", leader_ends);
    make(1040, "D", "waiting uninterruptibly for its vfork child 1041", suspend_in_vfork);
    make(1050, "S", "with 50 descriptors, the highest 1000", fifty_descriptors);
    make(1051, "S", "without a descriptor", no_descriptors);

    make(1060, "S", "with a command line of no byte, though no kernel thread", empty_command_line);
    make(1061, "S", "with a command line without a final NUL", unterminated);
    make(1062, "S", "run as \"prog\" \"\" \"x\" \"\"", empty_arguments);
    make(1063, "S", "with a command line of 9005 bytes", long_arguments);
    make(1064, "S", "with a title and NULs as its command line, 64 bytes, as of setproctitle",
         padded_title);
    make(1065, "S", "run with one argument, which is empty", empty_name);
    make(1066, "S", "run with no argument at all", no_arguments);
    make(1067, "S", "run with blanks, a newline, a backslash, FF FE and quotes in its arguments",
         odd_arguments);

    make(1070, "S", "nice -5", nice_minus_five);
    make(1071, "S", "nice 19", nice_nineteen);
    make(1072, "S", "real-time, SCHED_FIFO 10", first_in_first_out);
    make(1073, "S", "real-time, SCHED_RR 99", round_robin);
    make(1074, "S", "SCHED_IDLE", only_when_idle);
    make(1080, "S", "in a session of its own", own_session);
    make(1081, "S", "in a process group of its own", own_process_group);
    if (group_count > 0) {
        make_groups("worker");
        make_groups("gone");
        make(1082, "S", "in a control group of its own", enter_worker);
        make(1083, "Z", "a zombie whose control group is removed", end_in_gone);
        remove_groups("gone");
    }
    make(1084, "Z", "a zombie that did nothing", end_at_once);
    make(1085, "S", "of user and group 1000", another_user);
    make(1086, "S", "of real user and group 1001, effective 0", another_real_user);
    make(1087, "S", "of user and group 1000, who may not look into it", another_user_who_hides);

    make(1090, "S", "used 1.0 s of user and 0.5 s of system time", known_time);
    make(1091, "S", "its ended child used 0.3 s of user and 0.2 s of system time", time_of_children);
    make(1092, "S", "touched 8 MiB of its own, 4 MiB shared, and 1 MiB locked", known_memory);
    make(1093, "S", "touched 4 MiB and asked that they be swapped out", swapped_out);
    if (disk_file != NULL) {
        make(1094, "S", "wrote 1 MiB to a disk, read 512 KiB of it, and wrote 256 KiB and cut them off",
             known_storage);
    }
}

int main(int count, char **arguments) {
    if (getenv("PROCESSES_STAY") != NULL) {
        stay();
    }
    program = arguments[0];
    int option;
    while ((option = getopt(count, arguments, "+g:d:")) != -1) {
        if (option == 'g' && group_count < GROUPS) {
            groups[group_count] = optarg;
            group_count += 1;
        } else if (option == 'd') {
            disk_file = optarg;
        } else {
            return 64;
        }
    }
    if (optind == count) {
        return 64;
    }
    make_all();
    set_next_pid(2000);
    const pid_t child = fork();
    if (child == 0) {
        execvp(arguments[optind], arguments + optind);
        fail(arguments[optind]);
    }
    int status = 0;
    // Only the command is waited for: the zombies stay.
    return waitpid(child, &status, 0) == child && WIFEXITED(status) ? WEXITSTATUS(status) : 3;
}
