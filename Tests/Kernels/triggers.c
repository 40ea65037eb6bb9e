// Pressure triggers and the events of cgroups: what poll(2) reports, and why the kernel refuses.

#define _GNU_SOURCE 1
#include "groups.h"

#include <errno.h>
#include <linux/capability.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

enum { SECOND_US = 1000000, WAIT_MS = 20000 };

static bool is_since(unsigned major, unsigned minor) {
    struct utsname name;
    unsigned got[2] = {0, 0};
    uname(&name);
    sscanf(name.release, "%u.%u", &got[0], &got[1]);
    return got[0] > major || (got[0] == major && got[1] >= minor);
}

static cprobe_failure why;
static int opened = -1;

// Opens a trigger of the machine, or of a cgroup, and closes the last one.
static cprobe_result open_trigger(const char *cgroup, cprobe_stall_resource resource,
                                  uint64_t stall_us, uint64_t window_us) {
    const cprobe_pressure_trigger trigger = {resource, false, stall_us, window_us};
    cprobe_watch_close(opened);
    opened = -1;
    why = (cprobe_failure){0};
    return cprobe_pressure_trigger_open(&collector, cgroup, &trigger, &opened, &why);
}

static void expect_opened(const char *cgroup, uint64_t window_us, const char *sentence) {
    char got[BUFFER_BYTES];
    const bool is_open = open_trigger(cgroup, CPROBE_STALL_CPU, 100000, window_us) == CPROBE_OK;
    snprintf(got, sizeof got, "%s, errno %d", cprobe_result_name(why.code), (int)why.system_error);
    expect(is_open, got, "%s", sentence);
}

// Expects an error and the words that explain it.
static void expect_refused(const char *cgroup, uint64_t stall_us, uint64_t window_us, int error,
                           const char *words, const char *sentence) {
    const cprobe_pressure_trigger trigger = {CPROBE_STALL_CPU, false, stall_us, window_us};
    open_trigger(cgroup, CPROBE_STALL_CPU, stall_us, window_us);
    expect_number((uint64_t)why.system_error, (uint64_t)error, "%s: the errno", sentence);
    const char *said = cprobe_watch_error_words(&trigger, cgroup != NULL, &why);
    expect(said != NULL && strcmp(said, words) == 0, said == NULL ? "nothing" : said, "%s: %s",
           sentence, words);
}

// ---- who may

static const char *group;

static void without_the_right(void) {
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct data[2];
    syscall(SYS_capget, &header, data);
    data[0].effective &= ~(1u << CAP_SYS_RESOURCE);
    data[0].permitted &= ~(1u << CAP_SYS_RESOURCE);
    syscall(SYS_capset, &header, data);
    static const char multiple[] =
        "without CAP_SYS_RESOURCE the window has to be a multiple of 2 s";
    if (is_since(6, 5)) {
        expect_refused(NULL, 100000, SECOND_US, EINVAL, multiple, "a window of 1 s");
        expect_refused(NULL, 100000, 400000, EINVAL,
                       "the window has to be at least 500 ms, and without CAP_SYS_RESOURCE a "
                       "multiple of 2 s",
                       "a short window");
        expect_opened(NULL, 2 * SECOND_US, "a window of 2 s needs no right");
    } else if (open_trigger(NULL, CPROBE_STALL_CPU, 100000, 2 * SECOND_US) != CPROBE_OK) {
        static const char right[] = "before Linux 6.5 a trigger requires CAP_SYS_RESOURCE";
        expect_refused(NULL, 100000, SECOND_US, EPERM, right, "a window of 1 s");
        expect_refused(NULL, 100000, 2 * SECOND_US, EPERM, right, "a window of 2 s");
    } else if (is_since(5, 13)) { // A stable kernel that took over the rule of 6.5.
        expect_refused(NULL, 100000, SECOND_US, EINVAL, multiple, "a window of 1 s");
    } else {
        expect_opened(NULL, SECOND_US, "root needs no right");
    }
    if (group == NULL) {
        return;
    }
    expect_opened(group, 2 * SECOND_US, "a window of 2 s of a cgroup needs no right");
    if (is_since(6, 5)) {
        expect_refused(group, 100000, SECOND_US, EINVAL, multiple, "a window of 1 s of a cgroup");
    }
    if (setresuid(65534, 65534, 65534) == 0) {
        expect_refused(group, 100000, 2 * SECOND_US, EACCES,
                       "a trigger requires write permission for the cgroup's file",
                       "a cgroup of another user");
    }
}

static void on_read_only_mount(void) {
    mkdir("/tmp/readonly", 0755);
    if (mount(group, "/tmp/readonly", NULL, MS_BIND, NULL) != 0 ||
        mount(NULL, "/tmp/readonly", NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL) != 0) {
        return skip(strerror(errno), "a read-only mount");
    }
    expect_refused("/tmp/readonly", 100000, 2 * SECOND_US, EROFS,
                   "a trigger is written, and the file is on a read-only mount",
                   "a cgroup that is mounted read-only");
    umount("/tmp/readonly");
}

static void rights(void) {
    expect_opened(NULL, SECOND_US, "with the right a window of 1 s is accepted");
    if (!is_since(6, 5)) {
        expect_refused(NULL, 100000, 400000, EINVAL,
                       "the window has to be at least 500 ms, and without CAP_SYS_RESOURCE a "
                       "multiple of 2 s",
                       "a short window");
    }
    expect_refused(NULL, 100000, 11 * SECOND_US, EINVAL,
                   "the window has to be longer than 0, and at most 10 s", "a long window");
    expect_refused(NULL, 2 * SECOND_US + 1, 2 * SECOND_US, EINVAL,
                   "the stall is longer than the window", "a stall that cannot be");
    expect_refused(NULL, 0, 2 * SECOND_US, EINVAL, "the stall has to be longer than 0", "no stall");
    // The kernel would keep the lower 32 bits, and accept them.
    expect_refused(NULL, ((uint64_t)1 << 32) + 100000, 2 * SECOND_US, EINVAL,
                   "the stall is longer than the window", "a stall beyond 32 bits");
    in_child(without_the_right, "a process without the right");
    if (group != NULL) {
        on_read_only_mount();
    }
}

// ---- what is reported

// Waits as a program does, and returns what poll(2) reports; 0 if nothing comes in time.
static int wait_for(int descriptor) {
    struct pollfd polled = {.fd = descriptor, .events = POLLPRI};
    return poll(&polled, 1, WAIT_MS) == 1 ? polled.revents : 0;
}

// Children that want the same CPU.
static void start_busy(pid_t *children, int count, const char *cgroup) {
    for (int each = 0; each < count; each += 1) {
        children[each] = fork();
        if (children[each] == 0) {
            cpu_set_t set;
            CPU_ZERO(&set);
            CPU_SET(0, &set);
            alarm(60);
            if (cgroup != NULL) {
                put(beneath(cgroup, "/cgroup.procs"), "0");
            }
            // Joining a cpuset sets the affinity, until Linux 6.2.
            sched_setaffinity(0, sizeof set, &set);
            for (volatile unsigned turns = 0;; turns += 1) {
            }
        }
    }
}

static void expect_stall(const char *cgroup, const char *sentence) {
    pid_t children[2];
    if (open_trigger(cgroup, CPROBE_STALL_CPU, 100000, 2 * SECOND_US) != CPROBE_OK) {
        expect(false, cprobe_result_name(why.code), "a trigger for %s", sentence);
        return;
    }
    start_busy(children, 2, cgroup);
    const int events = wait_for(opened);
    cprobe_stalls stalls = {0};
    bool has_some = false, has_full = false;
    const cprobe_result result = cprobe_pressure_trigger_read(
        opened, CPROBE_STALL_CPU, cgroup != NULL, &stalls, &has_some, &has_full, &why);
    end(children[0]), end(children[1]);
    char got[64];
    snprintf(got, sizeof got, "events 0x%x", (unsigned)events);
    expect((events & POLLPRI) != 0 && (events & POLLERR) == 0, got, "%s is reported", sentence);
    expect(result == CPROBE_OK && has_some && stalls.some.total_ns >= 100000000,
           cprobe_result_name(result), "%s is read from the same descriptor", sentence);
}

static cprobe_cgroup_events events_of(int descriptor, cprobe_cgroup_events_file file) {
    cprobe_cgroup_events events = {0};
    const cprobe_result result = cprobe_cgroup_events_read(descriptor, file, &events, &why);
    expect(result == CPROBE_OK, cprobe_result_name(result), "events are read");
    return events;
}

static void states(void) {
    int state = -1;
    const cprobe_result result =
        cprobe_cgroup_events_open(&collector, group, CPROBE_EVENTS_CGROUP, &state, &why);
    if (!expect(result == CPROBE_OK, cprobe_result_name(result), "cgroup.events is opened")) {
        return;
    }
    expect_number(events_of(state, CPROBE_EVENTS_CGROUP).populated, 0, "no process yet");
    struct pollfd polled = {.fd = state, .events = POLLPRI};
    expect_number((uint64_t)poll(&polled, 1, 200), 0, "nothing is reported while nothing changes");
    const pid_t child = sleeper("/watched", NULL);
    expect((wait_for(state) & POLLPRI) != 0, "nothing", "the first process is reported");
    expect_number(events_of(state, CPROBE_EVENTS_CGROUP).populated, 1, "a process");
    if (put(beneath(group, "/cgroup.freeze"), "1")) {
        expect((wait_for(state) & POLLPRI) != 0, "nothing", "freezing is reported");
        expect_number(events_of(state, CPROBE_EVENTS_CGROUP).frozen, 1, "frozen");
        put(beneath(group, "/cgroup.freeze"), "0");
        wait_for(state);
        events_of(state, CPROBE_EVENTS_CGROUP);
    }
    end(child);
    expect((wait_for(state) & POLLPRI) != 0, "nothing", "the end of the last process is reported");
    expect_number(events_of(state, CPROBE_EVENTS_CGROUP).populated, 0, "no process any more");
    cprobe_watch_close(state);
}

static void memory_events(void) {
    if (places[MEMORY].version != 2) {
        return skip("the memory controller is not of version 2", "memory.events");
    }
    int memory = -1;
    const cprobe_result result =
        cprobe_cgroup_events_open(&collector, group, CPROBE_EVENTS_MEMORY, &memory, &why);
    if (!expect(result == CPROBE_OK, cprobe_result_name(result), "memory.events is opened")) {
        return;
    }
    expect_number(events_of(memory, CPROBE_EVENTS_MEMORY).oom_kill, 0, "no kill yet");
    limit_memory("/watched", 16 * MIB);
    const pid_t hog = fork();
    if (hog == 0) {
        put(beneath(group, "/cgroup.procs"), "0");
        void *block = mmap(NULL, 64 * MIB, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
        _exit(block != MAP_FAILED);
    }
    cprobe_cgroup_events events = {0};
    for (int changes = 0; changes < 1000 && events.oom_kill == 0; changes += 1) {
        if ((wait_for(memory) & POLLPRI) == 0) {
            break;
        }
        events = events_of(memory, CPROBE_EVENTS_MEMORY);
    }
    end(hog);
    expect_number(events.oom_kill, keyed(beneath(group, "/memory.events"), "oom_kill"),
                  "a kill for lack of memory is reported");
    expect(events.oom_kill > 0 && events.max > 0, "0", "with the limit that was met");
    cprobe_watch_close(memory);
    limit_memory("/watched", NONE);
}

// Each kind of descriptor wakes when the cgroup is removed, and says so.
static void removal(void) {
    const bool has_memory = places[MEMORY].version == 2;
    int state = -1, memory = -1;
    cprobe_cgroup_events events;
    cprobe_stalls stalls;
    bool some, full;
    cprobe_cgroup_events_open(&collector, group, CPROBE_EVENTS_CGROUP, &state, &why);
    events_of(state, CPROBE_EVENTS_CGROUP);
    if (has_memory) {
        cprobe_cgroup_events_open(&collector, group, CPROBE_EVENTS_MEMORY, &memory, &why);
        events_of(memory, CPROBE_EVENTS_MEMORY);
    }
    expect_opened(group, 2 * SECOND_US, "a trigger of a cgroup that will be removed");
    const pid_t remover = fork();
    if (remover == 0) {
        usleep(500000);
        unmake("/watched");
        _exit(0);
    }
    expect((wait_for(opened) & POLLERR) != 0, "nothing", "a trigger wakes at the removal");
    expect_number(cprobe_pressure_trigger_read(opened, CPROBE_STALL_CPU, true, &stalls, &some,
                                               &full, &why),
                  CPROBE_GONE, "and its cgroup is gone");
    expect((wait_for(state) & POLLERR) != 0, "nothing", "cgroup.events wakes at the removal");
    expect_number(cprobe_cgroup_events_read(state, CPROBE_EVENTS_CGROUP, &events, &why),
                  CPROBE_GONE, "and is gone");
    if (has_memory) {
        expect((wait_for(memory) & POLLERR) != 0, "nothing", "memory.events wakes at the removal");
        expect_number(cprobe_cgroup_events_read(memory, CPROBE_EVENTS_MEMORY, &events, &why),
                      CPROBE_GONE, "and is gone");
    }
    end(remover);
    cprobe_watch_close(state);
    cprobe_watch_close(memory);
    cprobe_watch_close(opened);
    opened = -1;
}

void triggers(void) {
    if (!exists("/proc/pressure/cpu")) {
        return skip("the kernel has no PSI", "triggers");
    }
    if (unified[0] != 0) {
        make("/watched");
        group = strdup(beneath(unified, "/watched")); // The buffers are used in turn.
    }
    rights();
    expect_stall(NULL, "a stall of the machine");
    if (group == NULL) {
        return skip("version 2 is not mounted", "the events of cgroups");
    }
    expect_stall(group, "a stall of a cgroup");
    states();
    memory_events();
    removal();
}
