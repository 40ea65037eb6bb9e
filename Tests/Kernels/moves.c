// Changes between readings of one collector: limits, cgroups, controllers, processes; and forks.

#define _GNU_SOURCE 1
#include "groups.h"

#include <dirent.h>
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../Sources/CProbe/linux/collector_state.h"

#define B "/changes/b"
#define C "/changes/b/c"
#define OTHER "/changes/other"

static void expect_neither(const char *sentence) {
    if (places[CPU].version != 0) {
        expect_unlimited(&quota.cpu.limit, sentence);
    }
    if (places[MEMORY].version != 0) {
        expect_unlimited(&quota.memory.limit, sentence);
    }
}

// Version 2: disabling a controller removes its files from the cgroups below.
static void switches(int controller, const char *name) {
    const char *control = beneath(unified, B "/cgroup.subtree_control");
    if (places[controller].version != 2) {
        return skip("it is not of version 2 here", "%s off and on", name);
    }
    limit_cpu(B, 60000, 100000), limit_cpu(C, 20000, 100000);
    limit_pids(B, 80), limit_pids(C, 40);
    const cprobe_limit *limit = controller == CPU ? &quota.cpu.limit : &quota.pids.limit;
    for (int round = 0; round < 2; round += 1) {
        if (read_own()) {
            const char *sentence =
                round == 0 ? "the own group's limit" : "the own group's limit, switched on again";
            if (controller == CPU) {
                expect_cpu(20000, 100000, at(CPU, C, "cpu.max"), CPROBE_REASON_NONE, sentence);
            } else {
                expect_limit(limit, 40, at(PIDS, C, "pids.max"), CPROBE_REASON_NONE, sentence);
            }
        }
        if (round == 1) {
            break;
        }
        expect(put(control, "-%s", name), strerror(errno), "%s can be switched off", name);
        if (read_own()) {
            const char *sentence = "the parent's, while the controller is off below it";
            if (controller == CPU) {
                expect_cpu(60000, 100000, at(CPU, B, "cpu.max"), CPROBE_REASON_NONE, sentence);
            } else {
                expect_limit(limit, 80, at(PIDS, B, "pids.max"), CPROBE_REASON_NONE, sentence);
            }
            expect_levels(C);
        }
        expect(put(control, "+%s", name), strerror(errno), "%s can be switched on", name);
        limit_cpu(C, 20000, 100000), limit_pids(C, 40);
    }
    limit_cpu(C, NONE, 0), limit_cpu(B, NONE, 0), limit_pids(C, NONE), limit_pids(B, NONE);
}

// From 6.13 on a pidfd reports the cgroup of the process, if all cgroups are of version 2.
static void expect_reported(void) {
    struct utsname name;
    int major = 0, minor = 0;
    if (uname(&name) != 0 || sscanf(name.release, "%d.%d", &major, &minor) != 2) {
        return skip("uname", "by what the own cgroup is found");
    }
    const bool can = major > 6 || (major == 6 && minor >= 13);
    const bool is_v2 = quota.hierarchies.count == 1 && quota.hierarchies.items[0].version == 2;
    const uint64_t id = cp_collector_of(&collector)->cgroups.membership.cgroup_id;
    expect((id != 0) == (can && is_v2), name.release, "the own cgroup is found by %s",
           can && is_v2 ? "its id" : "/proc/self/cgroup");
}

void changes(void) {
    make(C);
    make(OTHER);
    join(C);
    if (read_own()) {
        expect_neither("nothing limits at first");
    }
    limit_both(B, 50000, 64 * MIB);
    if (read_own()) {
        expect_both(B, 50000, 64 * MIB, "a limit that was set is in the next reading");
    }
    limit_both(B, 80000, 96 * MIB);
    if (read_own()) {
        expect_both(B, 80000, 96 * MIB, "a limit that was raised");
        expect_reported();
    }
    limit_both(B, 30000, 48 * MIB);
    if (read_own()) {
        expect_both(B, 30000, 48 * MIB, "a limit that was lowered");
    }
    limit_both(C, 20000, 32 * MIB);
    if (read_own()) {
        expect_both(C, 20000, 32 * MIB, "a tighter one below");
    }
    limit_both(C, NONE, NONE);
    if (read_own()) {
        expect_both(B, 30000, 48 * MIB, "taken away again");
    }

    limit_both(OTHER, 40000, 80 * MIB);
    join(OTHER);
    if (read_own()) {
        expect_both(OTHER, 40000, 80 * MIB, "a process that was moved");
        expect_levels(OTHER);
    }
    make("/changes/sibling");
    if (read_own()) {
        expect_both(OTHER, 40000, 80 * MIB, "a sibling that was made");
    }
    unmake("/changes/sibling");
    if (read_own()) {
        expect_both(OTHER, 40000, 80 * MIB, "a sibling that was removed");
    }
    join(C);
    if (read_own()) {
        expect_both(B, 30000, 48 * MIB, "and moved back");
        expect_levels(C);
    }
    limit_both(B, NONE, NONE);
    if (read_own()) {
        expect_neither("nothing limits at last");
    }

    // The same path is another cgroup now.
    join("/");
    unmake(OTHER);
    make(OTHER);
    limit_both(OTHER, 70000, 72 * MIB);
    join(OTHER);
    if (read_own()) {
        expect_both(OTHER, 70000, 72 * MIB, "another group of the same name");
    }
    // As above, but no reading finds the process anywhere else.
    join("/");
    unmake(OTHER);
    make(OTHER);
    limit_both(OTHER, 60000, 40 * MIB);
    join(OTHER);
    if (read_own()) {
        expect_both(OTHER, 60000, 40 * MIB, "one that took its place between two readings");
    }
    join(C);
    switches(CPU, "cpu");
    switches(PIDS, "pids");
    join("/");
    unmake("/changes");
}

// ---- other processes, and cgroups

static void narrow(void) {
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(1, &one);
    sched_setaffinity(0, sizeof one, &one);
    const struct rlimit files = {123, 456};
    setrlimit(RLIMIT_NOFILE, &files);
    const struct rlimit time = {1000, RLIM_INFINITY};
    setrlimit(RLIMIT_CPU, &time);
}

static void expect_group(const char *group, int64_t quota_us, int64_t bytes, const char *sentence) {
    const cprobe_result result = read_subject(CPROBE_SUBJECT_CGROUP, 0, group);
    if (expect(result == CPROBE_OK, cprobe_result_name(result), "%s: %s is read", sentence,
               group)) {
        expect_both(group, quota_us, (uint64_t)bytes, sentence);
    }
}

static void expect_no_group(const char *group, cprobe_result wanted, const char *sentence) {
    const cprobe_result result = read_subject(CPROBE_SUBJECT_CGROUP, 0, group);
    expect(result == wanted, cprobe_result_name(result), "%s: %s", sentence,
           cprobe_result_name(wanted));
}

static void process_of_another_group(void) {
    limit_both("/others", 90000, 120 * MIB);
    limit_both("/others/x", 50000, 64 * MIB);
    limit_both("/others/y", 40000, 32 * MIB);
    const pid_t child = sleeper("/others/x", narrow);
    if (read_process(child)) {
        expect_both("/others/x", 50000, 64 * MIB, "the limits of another process");
        expect_levels("/others/x");
        expect_number(quota.cpu.affinity, sysconf(_SC_NPROCESSORS_ONLN) > 1 ? 1 : quota.cpu.online,
                      "its affinity");
        const cprobe_rlimit *files = &quota.rlimits[CPROBE_RLIMIT_NOFILE];
        expect(files->is_known && files->soft == 123 && files->hard == 456, "others",
               "its limits of descriptors");
        const cprobe_rlimit *time = &quota.rlimits[CPROBE_RLIMIT_CPU];
        expect(time->is_known && !time->soft_unlimited && time->soft == 1000000000000 &&
                   time->hard_unlimited,
               "others", "its limits of CPU time");
    }
    move(child, "/others/y");
    if (read_process(child)) {
        expect_both("/others/y", 40000, 32 * MIB, "a process that was moved");
    }
    if (read_own()) {
        expect_neither("the own limits, in between");
    }
    limit_both("/others/y", 30000, 48 * MIB);
    if (read_process(child)) {
        expect_both("/others/y", 30000, 48 * MIB, "its limit was changed");
    }
    end(child);
    const cprobe_result result = read_subject(CPROBE_SUBJECT_PROCESS, child, NULL);
    expect(result == CPROBE_NOT_FOUND || result == CPROBE_GONE, cprobe_result_name(result),
           "a process that ended");
    expect(read_subject(CPROBE_SUBJECT_PROCESS, 0, NULL) == CPROBE_INVALID, "another",
           "no process has id 0");
    if (!read_own()) {
        return;
    }
    struct rlimit own;
    getrlimit(RLIMIT_NOFILE, &own);
    expect_number(quota.rlimits[CPROBE_RLIMIT_NOFILE].soft, own.rlim_cur,
                  "the own limit of descriptors");
    static cprobe_rlimit all[CPROBE_RLIMITS];
    memcpy(all, quota.rlimits, sizeof all);
    if (!read_process(getpid())) {
        return;
    }
    for (int each = 0; each < CPROBE_RLIMITS; each += 1) {
        const cprobe_rlimit *one = &all[each], *other = &quota.rlimits[each];
        if (one->is_known != other->is_known || one->soft != other->soft ||
            one->hard != other->hard || one->soft_unlimited != other->soft_unlimited ||
            one->hard_unlimited != other->hard_unlimited) {
            expect(false, "another", "limit %d is the same by getrlimit and in /proc", each);
        }
    }
}

// The first process of a container, a zombie in a cgroup that was removed.
static void zombie(void) {
    const char *what = "a dead process whose group was removed";
    if (places[CPU].version != 2) {
        return skip("the kernel shows it in the root of version 1", "%s", what);
    }
    make("/others/gone");
    limit_cpu("/others/gone", 20000, 100000);
    const pid_t child = sleeper("/others/gone", NULL);
    if (read_process(child)) {
        expect_cpu(20000, 100000, at(CPU, "/others/gone", "cpu.max"), CPROBE_REASON_NONE, "alive");
    }
    kill(child, SIGKILL);
    siginfo_t info;
    waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT);
    unmake("/others/gone");
    const cprobe_result result = read_subject(CPROBE_SUBJECT_PROCESS, child, NULL);
    if (result == CPROBE_OK) {
        expect_cpu(90000, 100000, at(CPU, "/others", "cpu.max"), CPROBE_REASON_DELETED, what);
    } else {
        expect(result == CPROBE_NOT_FOUND || result == CPROBE_GONE, cprobe_result_name(result),
               "%s", what);
    }
    waitpid(child, NULL, 0);
}

static void groups_by_name(void) {
    limit_both("/others/x", 50000, 64 * MIB);
    expect_group("/others/x", 50000, 64 * MIB, "a group by its path");
    expect_levels("/others/x");
    limit_both("/others/x", 60000, 72 * MIB);
    expect_group("/others/x", 60000, 72 * MIB, "its limit was changed");
    const int controller = places[MEMORY].version != 0 ? MEMORY : CPU;
    const cprobe_result result =
        read_subject(CPROBE_SUBJECT_CGROUP, 0, beneath(places[controller].mount, "/others/x"));
    if (expect(result == CPROBE_OK, cprobe_result_name(result), "a group by its directory") &&
        controller == MEMORY) {
        expect_limit(&quota.memory.limit, 72 * MIB, at(MEMORY, "/others/x", memory_file()),
                     CPROBE_REASON_NONE, "its memory limit");
        if (places[CPU].version != 0 && strcmp(places[CPU].mount, places[MEMORY].mount) != 0) {
            expect_unknown(&quota.cpu.limit, CPROBE_REASON_OTHER_HIERARCHY,
                           "CPU time is in another hierarchy");
        }
    }
    if (controller == MEMORY && places[CPU].version == 1 &&
        strstr(places[CPU].mount, "cpu,") != NULL) {
        // As distributions set it up, and as people type it.
        const char *link = beneath(group_root, "/cpu");
        if (symlink(strrchr(places[CPU].mount, '/') + 1, link) == 0) {
            const cprobe_result linked =
                read_subject(CPROBE_SUBJECT_CGROUP, 0, beneath(link, "/others/x"));
            if (expect(linked == CPROBE_OK, cprobe_result_name(linked),
                       "a group by a link to its hierarchy")) {
                expect_cpu(60000, 100000, at(CPU, "/others/x", cpu_file()), CPROBE_REASON_NONE,
                           "its quota");
            }
            unlink(link);
        }
    }
    if (read_subject(CPROBE_SUBJECT_CGROUP, 0, "/others/x/") == CPROBE_OK) {
        expect_both("/others/x", 60000, 72 * MIB, "a path with a slash at its end");
    }
    make("/others/nothing");
    limit_memory("/others/nothing", 0), limit_pids("/others/nothing", 0);
    if (read_subject(CPROBE_SUBJECT_CGROUP, 0, "/others/nothing") == CPROBE_OK) {
        if (places[MEMORY].version != 0) {
            expect_limit(&quota.memory.limit, 0, at(MEMORY, "/others/nothing", memory_file()),
                         CPROBE_REASON_NONE, "no memory at all is a limit");
            expect_number(quota.memory.available_bytes, 0, "and leaves none");
        }
        if (places[PIDS].version != 0) {
            expect_limit(&quota.pids.limit, 0, at(PIDS, "/others/nothing", "pids.max"),
                         CPROBE_REASON_NONE, "no task at all is a limit");
        }
    }
    expect_no_group("/others/none", CPROBE_NOT_FOUND, "a group that never was");
    expect_no_group("/others/../others/x", CPROBE_INVALID, "a path with ..");
    expect_group("/others/x", 60000, 72 * MIB, "and the first again");
    unmake("/others/x");
    expect_no_group("/others/x", CPROBE_NOT_FOUND, "a group that was removed");
    make("/others/x");
    limit_both("/others/x", 35000, 56 * MIB);
    expect_group("/others/x", 35000, 56 * MIB, "and made again");
    unmake("/others/x"), make("/others/x");
    limit_both("/others/x", 25000, 24 * MIB);
    expect_group("/others/x", 25000, 24 * MIB, "and made again between two readings");
    if (read_subject(CPROBE_SUBJECT_CGROUP, 0, "/") == CPROBE_OK) {
        expect_neither("the root has no limit");
    } else {
        expect(false, "failure", "the root is read");
    }
    if (places[MEMORY].version == 0) {
        return;
    }
    for (int deleted = 0; deleted < 2; deleted += 1) {
        // Deleted, and made again only in another hierarchy.
        if (deleted == 1) {
            unmake("/others/x");
        }
        const cprobe_result state =
            read_subject(CPROBE_SUBJECT_CGROUP, 0, beneath(places[MEMORY].mount, "/others/x"));
        expect(state == (deleted == 1 ? CPROBE_NOT_FOUND : CPROBE_OK), cprobe_result_name(state),
               "a directory that was %s", deleted == 1 ? "removed" : "there");
    }
}

void others(void) {
    make("/others/x");
    make("/others/y");
    process_of_another_group();
    zombie();
    groups_by_name();
    unmake("/others");
}

// ---- forks

static int asked[2], answered[2];

static void child_of_collector(void) {
    char byte;
    join("/forks/child");
    for (int64_t round = 0; round < 2; round += 1) {
        limit_both("/forks/child", 20000 + 10000 * round, (32 + 8 * round) * MIB);
        if (read_own()) {
            expect_both("/forks/child", 20000 + 10000 * round, (uint64_t)(32 + 8 * round) * MIB,
                        "a child sees its own limits with the collector it was born with");
        }
        if (write(answered[1], "x", 1) != 1 || read(asked[0], &byte, 1) != 1) {
            return;
        }
    }
}

void forks(void) {
    make("/forks/parent");
    make("/forks/child");
    limit_both("/forks/parent", 70000, 100 * MIB);
    join("/forks/parent");
    if (read_own()) {
        expect_both("/forks/parent", 70000, 100 * MIB, "a parent before it forks");
    }
    if (pipe(asked) != 0 || pipe(answered) != 0) {
        return;
    }
    const pid_t child = fork();
    if (child == 0) {
        alarm(60);
        child_of_collector();
        _exit(0);
    }
    for (int round = 0; round < 2; round += 1) {
        char byte;
        if (read(answered[0], &byte, 1) != 1) {
            break;
        }
        if (read_own()) {
            expect_both("/forks/parent", 70000, 100 * MIB, "a parent beside its child");
        }
        if (write(asked[1], "x", 1) != 1) {
            break;
        }
    }
    int status = 1;
    waitpid(child, &status, 0);
    expect_number((uint64_t)status, 0, "the child ends well");
    close(asked[0]), close(asked[1]), close(answered[0]), close(answered[1]);
    join("/");
    unmake("/forks");
}

// ---- descriptors

static int open_descriptors(void) {
    DIR *list = opendir("/proc/self/fd");
    int count = 0;
    while (list != NULL && readdir(list) != NULL) {
        count += 1;
    }
    if (list != NULL) {
        closedir(list);
    }
    return count;
}

void descriptors(void) {
    static const char *const homes[] = {"/descriptors/a/b/c", "/descriptors/d", "/"};
    make(homes[0]), make(homes[1]);
    const pid_t child = sleeper("/descriptors/d", NULL);
    int first = 0, most = 0;
    for (int reading = 0; reading < 1000; reading += 1) {
        if (reading % 10 == 0) {
            join(homes[reading / 10 % 3]);
        }
        const bool is_good = reading % 7 == 3 ? read_process(child)
                             : reading % 7 == 5
                                 ? read_subject(CPROBE_SUBJECT_CGROUP, 0, homes[0]) == CPROBE_OK
                                 : read_own();
        if (!is_good) {
            break;
        }
        const int now = open_descriptors();
        if (reading < 60 && now > first) {
            first = now;
        }
        if (now > most) {
            most = now;
        }
    }
    expect_number((uint64_t)most, (uint64_t)first,
                  "as many descriptors at most in 1,000 readings as in the first 60");
    end(child);
    cprobe_collector_close(&collector);
    const int closed = open_descriptors();
    cprobe_failure failure;
    expect(cprobe_collector_open(&collector, "/", CPROBE_READS_AGAIN, &failure) == CPROBE_OK,
           "failure", "a collector is opened again");
    expect_number((uint64_t)open_descriptors(), (uint64_t)closed, "and closing it closed all");
    join("/");
    unmake("/descriptors");
}
