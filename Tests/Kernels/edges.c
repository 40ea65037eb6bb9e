// Rare cases: odd names, deep cgroups, full descriptor tables, processes in other namespaces.

#define _GNU_SOURCE 1
#include "groups.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

// ---- names

static void inside_odd_bind(void) {
    static const char *const odd = "/names/a b\tc\\d";
    if (places[PIDS].version == 0 || unshare(CLONE_NEWNS) != 0 ||
        mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) {
        return skip("no pids or no mounts of its own", "a mount with blanks and backslashes");
    }
    join("/names/a b\tc\\d/x:y,z");
    mkdir("/odd\t mount\\040", 0755);
    if (mount(beneath(places[PIDS].mount, odd), "/odd\t mount\\040", NULL, MS_BIND, NULL) != 0) {
        return skip(strerror(errno), "a mount with blanks and backslashes");
    }
    umount2(group_root, MNT_DETACH);
    if (read_own()) {
        expect_limit(&quota.pids.limit, 33, "/odd\t mount\\040/pids.max", CPROBE_REASON_ABOVE_MOUNT,
                     "a mount with blanks and backslashes");
    }
}

void names(void) {
    static const char *const odd[] = {"/names/a b\tc\\d/x:y,z", "/names/x (deleted)", "/names/..x",
                                      "/names/\xff\xfe", "/names/0::"};
    for (size_t each = 0; each < sizeof odd / sizeof odd[0]; each += 1) {
        make(odd[each]);
        limit_both(odd[each], 50000 + 1000 * (int64_t)each, (40 + (int64_t)each) * MIB);
        join(odd[each]);
        char sentence[96];
        snprintf(sentence, sizeof sentence, "a group whose name is hard to read, number %zu", each);
        if (read_own()) {
            expect_both(odd[each], 50000 + 1000 * (int64_t)each, (40 + (uint64_t)each) * MIB,
                        sentence);
            expect_levels(odd[each]);
        }
        const cprobe_result result = read_subject(CPROBE_SUBJECT_CGROUP, 0, odd[each]);
        if (expect(result == CPROBE_OK, cprobe_result_name(result), "%s, by its path", sentence)) {
            expect_both(odd[each], 50000 + 1000 * (int64_t)each, (40 + (uint64_t)each) * MIB,
                        sentence);
        }
    }
    limit_pids("/names/a b\tc\\d", 33);
    join("/");
    in_child(inside_odd_bind, "a mount with blanks and backslashes");
    unmake("/names");
}

// ---- bounds

static void deep(void) {
    char group[256] = "/deep";
    for (int level = 0; level < 30; level += 1) {
        snprintf(group + strlen(group), 8, "/%d", level);
    }
    make(group);
    limit_pids("/deep", 50), limit_both("/deep", 90000, 80 * MIB);
    join(group);
    for (int again = 0; again < 2; again += 1) {
        if (!read_own()) {
            continue;
        }
        expect_both("/deep", 90000, 80 * MIB,
                    again == 0 ? "a limit thirty levels up" : "and once more");
        expect_levels(group);
    }
    limit_both("/deep/0/1/2/3/4/5/6/7/8/9/10/11/12/13/14", 40000, 50 * MIB);
    if (read_own()) {
        expect_both("/deep/0/1/2/3/4/5/6/7/8/9/10/11/12/13/14", 40000, 50 * MIB,
                    "a tighter one half way");
    }
    // With a capacity below the number of levels, the decision still counts them all.
    cprobe_failure failure;
    size_t count = 0;
    cprobe_collector_begin(&collector);
    if (cprobe_quota_read(&collector, NULL, NULL, &quota, levels, 2, &count, &failure) ==
        CPROBE_OK) {
        expect_both("/deep/0/1/2/3/4/5/6/7/8/9/10/11/12/13/14", 40000, 50 * MIB,
                    "with a capacity of two levels");
        expect(count >= 32, "fewer", "the levels that there are are counted");
    } else {
        expect(false, "failure", "with a capacity of two levels");
    }
    join("/");
    unmake("/deep");
}

// A file that cannot be opened is unknown, never "no limit".
static void inside_full(void) {
    join("/full/b");
    int opened = 0;
    while (opened < 4096 && open("/dev/null", O_RDONLY) >= 0) {
        opened += 1;
    }
    for (int left = 0; left < 40; left += 1) {
        const cprobe_result result = read_subject(CPROBE_SUBJECT_SELF, 0, NULL);
        const bool is_said =
            result != CPROBE_OK ||
            ((places[CPU].version == 0 || quota.cpu.limit.state != CPROBE_LIMIT_UNLIMITED) &&
             (places[MEMORY].version == 0 || quota.memory.limit.state != CPROBE_LIMIT_UNLIMITED));
        char got[512];
        snprintf(got, sizeof got, "%s: %s; %s", cprobe_result_name(result),
                 describe(&quota.cpu.limit), describe(&quota.memory.limit));
        if (!is_said) {
            expect(false, got, "with %d descriptors left no limit is lost", left);
        }
        cprobe_collector_close(&collector);
        cprobe_failure failure;
        cprobe_collector_open(&collector, "/", CPROBE_READS_AGAIN, &failure);
        opened -= close(3 + left) == 0;
    }
    for (int each = 3; each < 4096; each += 1) {
        close(each);
    }
    cprobe_failure failure;
    cprobe_collector_open(&collector, "/", CPROBE_READS_AGAIN, &failure);
    if (read_own()) {
        expect_both("/full", 50000, 64 * MIB, "all is seen when there is room again");
    }
}

static void inside_kept_full(void) {
    join("/full/b");
    if (!read_own()) {
        return;
    }
    // From here on no file can be opened. Files that are open still report the same cgroup.
    limit_memory("/full", 48 * MIB);
    const struct rlimit none = {3, 4096};
    setrlimit(RLIMIT_NOFILE, &none);
    const cprobe_result result = read_subject(CPROBE_SUBJECT_SELF, 0, NULL);
    const bool is_lost = result == CPROBE_OK && places[MEMORY].version != 0 &&
                         quota.memory.limit.state == CPROBE_LIMIT_UNLIMITED;
    expect(!is_lost, describe(&quota.memory.limit), "a kept collector in a full table");
    // If a limit is reported, it is the current one.
    if (result == CPROBE_OK && quota.memory.limit.state == CPROBE_LIMIT_LIMITED) {
        expect_number(quota.memory.limit.value, 48 * MIB, "and what it says is so");
    }
}

static void full(void) {
    make("/full/b");
    limit_both("/full", 50000, 64 * MIB);
    in_child(inside_full, "a full table of descriptors");
    in_child(inside_kept_full, "a kept collector in a full table");
    unmake("/full");
}

// ---- cgroups that differ by hierarchy, and processes in other namespaces

static void apart_in_each(void) {
    const char *what = "a process in other groups of other hierarchies";
    if (places[PIDS].version == 0 || places[MEMORY].version == 0 ||
        strcmp(places[PIDS].mount, places[MEMORY].mount) == 0) {
        return skip("tasks and memory are in one hierarchy", "%s", what);
    }
    make("/split/a"), make("/split/b");
    limit_pids("/split/a", 70), limit_pids("/split/b", 80);
    limit_memory("/split/a", 70 * MIB), limit_memory("/split/b", 80 * MIB);
    join("/split/a");
    if (read_own()) {
        expect_limit(&quota.pids.limit, 70, at(PIDS, "/split/a", "pids.max"), CPROBE_REASON_NONE,
                     "at first");
    }
    put(at(PIDS, "/split/b", "cgroup.procs"), "%d", (int)getpid());
    if (read_own()) {
        expect_limit(&quota.pids.limit, 80, at(PIDS, "/split/b", "pids.max"), CPROBE_REASON_NONE,
                     what);
        expect_limit(&quota.memory.limit, 70 * MIB, at(MEMORY, "/split/a", memory_file()),
                     CPROBE_REASON_NONE, what);
    }
    join("/");
    unmake("/split");
}

// Like the first process of a container: own mounts without any hierarchy, in a cgroup namespace.
static void enclose(void) {
    if (unshare(CLONE_NEWCGROUP) == 0 && unshare(CLONE_NEWNS) == 0) {
        mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
        umount2(group_root, MNT_DETACH);
    }
}

static pid_t watched;

static void inside_ordinary(void) {
    if (setgid(1000) != 0 || setuid(1000) != 0) {
        return skip(strerror(errno), "an ordinary user");
    }
    if (read_process(watched)) {
        expect_both("/worlds", 50000, 64 * MIB, "a process of root, seen by an ordinary user");
    }
}

static void inside_chroot(void) {
    make("/worlds/y");
    join("/worlds/y");
    if (read_own()) {
        expect_both("/worlds", 50000, 64 * MIB, "before another root");
    }
    mkdir("/jail", 0755), mkdir("/jail/proc", 0755);
    if (mount("proc", "/jail/proc", "proc", 0, NULL) != 0 || chroot("/jail") != 0 ||
        chdir("/") != 0) {
        return skip(strerror(errno), "a root without hierarchies");
    }
    if (!read_own()) {
        return;
    }
    if (places[CPU].version != 0) {
        expect_unknown(&quota.cpu.limit, CPROBE_REASON_NOT_MOUNTED, "a root without hierarchies");
    }
    if (places[MEMORY].version != 0) {
        expect_unknown(&quota.memory.limit, CPROBE_REASON_NOT_MOUNTED,
                       "a root without hierarchies");
    }
}

// The machine from within a container that has the host's root at /host, and no hierarchy itself.
static void inside_container(void) {
    static cprobe_collector host;
    cprobe_failure failure = {0};
    size_t count = 0;
    mkdir("/host", 0755);
    if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("/", "/host", NULL, MS_BIND | MS_REC, NULL) != 0 ||
        umount2(group_root, MNT_DETACH) != 0) {
        return skip(strerror(errno), "a live root");
    }
    if (cprobe_collector_open(&host, "/host", CPROBE_READS_AGAIN, &failure) != CPROBE_OK) {
        return;
    }
    expect(cprobe_collector_root_kind(&host) == CPROBE_ROOT_LIVE, "another", "a live root");
    expect(cprobe_quota_read(&host, NULL, NULL, &quota, levels, LEVELS, &count, &failure) ==
               CPROBE_UNSUPPORTED,
           "another", "has no group of this process");
    const cprobe_quota_subject subjects[] = {{CPROBE_SUBJECT_PROCESS, (int32_t)watched, NULL, 0},
                                             {CPROBE_SUBJECT_CGROUP, 0, "/worlds/x", 0}};
    for (size_t each = 0; each < 2; each += 1) {
        const char *what = each == 0 ? "a process of a live root" : "a group of a live root";
        const cprobe_result result =
            cprobe_quota_read(&host, &subjects[each], NULL, &quota, levels, LEVELS, &count,
                              &failure);
        if (!expect(result == CPROBE_OK, cprobe_result_name(result), "%s", what)) {
            continue;
        }
        const bool is_good =
            (places[CPU].version == 0 ||
             (quota.cpu.quota_us == 50000 && quota.cpu.limit.reason == CPROBE_REASON_NONE)) &&
            (places[MEMORY].version == 0 || (quota.memory.limit.value == 64 * MIB &&
                                             quota.memory.limit.reason == CPROBE_REASON_NONE));
        expect(is_good, describe(&quota.memory.limit), "%s has its limits", what);
    }
    cprobe_collector_close(&host);
}

static void worlds(void) {
    make("/worlds/x");
    limit_both("/worlds", 50000, 64 * MIB);
    watched = sleeper("/worlds/x", enclose);
    if (read_process(watched)) {
        expect_both("/worlds", 50000, 64 * MIB, "a process with mounts and a namespace of its own");
        expect_levels("/worlds/x");
    }
    in_child(inside_ordinary, "an ordinary user");
    in_child(inside_container, "a live root");
    const char *freeze = unified[0] != 0 ? beneath(unified, "/worlds/x/cgroup.freeze") : "";
    if (put(freeze, "1")) {
        if (read_process(watched)) {
            expect_both("/worlds", 50000, 64 * MIB, "a process that is frozen");
        }
        put(freeze, "0");
    } else {
        skip("no cgroup.freeze", "a process that is frozen");
    }
    end(watched);
    unmake("/worlds/x");
    in_child(inside_chroot, "a root without hierarchies");
    umount2("/jail/proc", MNT_DETACH);
    unmake("/worlds");
}

// A process that is moved all the time has the limits of one of its cgroups at each reading; a
// cgroup that is made and removed all the time has its limit or does not exist.
static void restless(void) {
    make("/restless/a"), make("/restless/b");
    limit_both("/restless", 90000, 120 * MIB), limit_both("/restless/a", 50000, 64 * MIB);
    limit_both("/restless/b", 40000, 32 * MIB);
    const pid_t moved = sleeper("/restless/a", NULL);
    const pid_t mover = fork();
    if (mover == 0) {
        for (int round = 0;; round += 1) {
            move(moved, round % 2 == 0 ? "/restless/b" : "/restless/a");
            unmake("/restless/c"), make("/restless/c"), limit_memory("/restless/c", 16 * MIB);
        }
    }
    int wrong = 0, readings = 0, found = 0, good = 0;
    char got[BUFFER_BYTES] = "";
    for (; readings < 400; readings += 1) {
        if (read_subject(CPROBE_SUBJECT_PROCESS, moved, NULL) == CPROBE_OK) {
            const bool is_a = quota.cpu.quota_us == 50000, is_b = quota.cpu.quota_us == 40000;
            const bool has_a = quota.memory.limit.value == 64 * MIB,
                       has_b = quota.memory.limit.value == 32 * MIB;
            const bool is_one =
                unified[0] != 0 && places[CPU].version == 2 && places[MEMORY].version == 2;
            const bool is_good = (places[CPU].version == 0 || is_a || is_b) &&
                                 (places[MEMORY].version == 0 || has_a || has_b) &&
                                 (!is_one || (is_a && has_a) || (is_b && has_b));
            wrong += !is_good;
            good += is_good;
            if (!is_good) {
                snprintf(got, sizeof got, "%s; %s", describe(&quota.cpu.limit),
                         describe(&quota.memory.limit));
            }
        }
        const cprobe_result result = read_subject(CPROBE_SUBJECT_CGROUP, 0, "/restless/c");
        found += result == CPROBE_OK;
        if (result != CPROBE_OK && result != CPROBE_NOT_FOUND && result != CPROBE_GONE) {
            wrong += 1;
            snprintf(got, sizeof got, "%s", cprobe_result_name(result));
        } else if (result == CPROBE_OK && places[MEMORY].version != 0 &&
                   quota.memory.limit.state == CPROBE_LIMIT_UNLIMITED) {
            wrong += 1;
            snprintf(got, sizeof got, "%s of a group with a limit above",
                     describe(&quota.memory.limit));
        }
    }
    end(mover), end(moved);
    expect(wrong == 0, got,
           "%d readings while a process moves and a group comes and goes (there in %d)", readings,
           found);
    expect(good > 0, "0", "and in some of them the process is read");
    unmake("/restless");
}

// Version 2: a cgroup partition takes CPUs, and the other cgroups lose them.
static void partition(void) {
    const char *what = "CPUs that another group took for itself";
    if (places[CPUSET].version != 2 || own_cpus() < 4) {
        return skip("cpusets are not of version 2, or few CPUs", "%s", what);
    }
    make("/taker"), make("/loser");
    join("/loser");
    if (read_own()) {
        expect_number(quota.cpu.cpuset, 4, "all CPUs before");
    }
    limit_cpus("/taker", "3");
    if (put(at(CPUSET, "/taker", "cpuset.cpus.partition"), "root")) {
        char said[32] = "";
        get(at(CPUSET, "/taker", "cpuset.cpus.partition"), said, sizeof said);
        usleep(100000);
        if (read_own() && strcmp(said, "root\n") == 0) {
            expect_number(quota.cpu.cpuset, 3, "%s", what);
            expect_number(quota.cpu.affinity, own_cpus(), "and the affinity");
            expect(quota.cpu.effective_cores < 3.001, "more", "and what is left");
        }
        put(at(CPUSET, "/taker", "cpuset.cpus.partition"), "member");
    } else {
        skip(strerror(errno), "%s", what);
    }
    join("/");
    unmake("/taker"), unmake("/loser");
}

void edges(void) {
    deep();
    full();
    apart_in_each();
    worlds();
    restless();
    partition();
}
