// Views from inside: cgroup namespaces, mounts of a part, hierarchies that move.

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
#include <sys/wait.h>
#include <unistd.h>

#define TOP "/views"
#define A "/views/a"
#define B "/views/a/b"
#define C "/views/a/b/c"
#define SIDE "/views/side"

// The top has the least memory and tasks. It gets hidden, and then B binds.
static void set_limits(const char *leaf) {
    make(leaf), make(SIDE), make("/views/ab");
    limit_cpu(TOP, 160000, 100000), limit_memory(TOP, 64 * MIB), limit_pids(TOP, 60);
    limit_cpu(A, 150000, 100000), limit_memory(A, 128 * MIB), limit_pids(A, 120);
    limit_cpu(B, 120000, 100000), limit_memory(B, 96 * MIB), limit_pids(B, 90);
    limit_cpu(SIDE, 50000, 100000), limit_memory(SIDE, 40 * MIB), limit_pids(SIDE, 30);
}

// Expects the limits with nothing hidden.
static void expect_whole(const char *mount, const char *sentence) {
    const cprobe_limit_reason none = CPROBE_REASON_NONE;
    const char *file[CPROBE_CONTROLLERS];
    for (int each = 0; each < CPROBE_CONTROLLERS; each += 1) {
        file[each] = beneath(mount, places[each].mount + strlen(group_root));
    }
    if (places[CPU].version != 0) {
        expect_cpu(120000, 100000, beneath(beneath(file[CPU], B "/"), cpu_file()), none, sentence);
    }
    if (places[MEMORY].version != 0) {
        expect_limit(&quota.memory.limit, 64 * MIB,
                     beneath(beneath(file[MEMORY], TOP "/"), memory_file()), none, sentence);
    }
    if (places[PIDS].version != 0) {
        expect_limit(&quota.pids.limit, 60, beneath(file[PIDS], TOP "/pids.max"), none, sentence);
    }
}

// Expects the limits of one cgroup. `reason` is that of hidden levels above; but for memory of
// version 1 the kernel reports the least limit of all levels, hidden ones included: 64 MiB, in the
// memory.stat of `own`.
static void expect_all(const char *mount, const char *below, int64_t quota_us, uint64_t bytes,
                       uint64_t tasks, cprobe_limit_reason reason, const char *own,
                       const char *sentence) {
    // The controller's mount beneath another directory than /sys/fs/cgroup.
    const char *file[CPROBE_CONTROLLERS];
    for (int each = 0; each < CPROBE_CONTROLLERS; each += 1) {
        file[each] = beneath(beneath(mount, places[each].mount + strlen(group_root)), below);
    }
    char path[BUFFER_BYTES];
    if (places[CPU].version != 0) {
        snprintf(path, sizeof path, "%s/%s", file[CPU], cpu_file());
        expect_cpu(quota_us, 100000, path, reason, sentence);
    }
    if (places[MEMORY].version == 1 && reason != CPROBE_REASON_NONE) {
        const uint64_t least = bytes < 64 * MIB ? bytes : 64 * MIB;
        const char *mounted = beneath(mount, places[MEMORY].mount + strlen(group_root));
        snprintf(path, sizeof path, "%s/%s", least == bytes ? file[MEMORY] : beneath(mounted, own),
                 least == bytes ? memory_file() : "memory.stat");
        expect_limit(&quota.memory.limit, least, path, CPROBE_REASON_NONE, sentence);
    } else if (places[MEMORY].version != 0) {
        snprintf(path, sizeof path, "%s/%s", file[MEMORY], memory_file());
        expect_limit(&quota.memory.limit, bytes, path, reason, sentence);
    }
    if (places[PIDS].version != 0) {
        snprintf(path, sizeof path, "%s/pids.max", file[PIDS]);
        expect_limit(&quota.pids.limit, tasks, path, reason, sentence);
    }
}

static const cprobe_limit *limit_of(int controller) {
    return controller == CPU      ? &quota.cpu.limit
           : controller == MEMORY ? &quota.memory.limit
                                  : &quota.pids.limit;
}

// Expects limits that are never "unlimited" and never complete, unless the kernel reports the
// hidden levels: see expect_all.
static void expect_partial(const char *sentence) {
    static const int controllers[] = {CPU, MEMORY, PIDS};
    for (size_t each = 0; each < 3; each += 1) {
        const int controller = controllers[each];
        if (places[controller].version == 0) {
            continue;
        }
        const cprobe_limit *limit = limit_of(controller);
        const bool is_reported = controller == MEMORY && places[MEMORY].version == 1 &&
                                 limit->state == CPROBE_LIMIT_LIMITED && limit->value <= 64 * MIB;
        expect(is_reported ||
                   (limit->state != CPROBE_LIMIT_UNLIMITED && limit->reason != CPROBE_REASON_NONE),
               describe(limit), "%s, of %s", sentence, controller_names[controller]);
    }
}

static void expect_unknown_all(cprobe_limit_reason reason, const char *sentence) {
    static const int controllers[] = {CPU, MEMORY, PIDS};
    for (size_t each = 0; each < 3; each += 1) {
        if (places[controllers[each]].version != 0) {
            expect_unknown(limit_of(controllers[each]), reason, sentence);
        }
    }
}

static bool own_mounts(void) {
    return unshare(CLONE_NEWNS) == 0 && mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

static void unmount_all(void) {
    // Unmounting the tmpfs detaches the mounts on it; open files stay readable.
    if (umount2(group_root, MNT_DETACH) != 0) {
        expect(false, strerror(errno), "%s is unmounted", group_root);
    }
}

// Mounts all hierarchies again, as a container runtime does.
static void mount_again(const char *where) {
    mkdir(where, 0755);
    if (mount("tmpfs", where, "tmpfs", 0, "mode=755") != 0) {
        expect(false, strerror(errno), "a tmpfs for %s", where);
    }
    mount_hierarchies(where);
}

// ---- cgroup namespaces

static pid_t outside;

static void inside_namespace(void) {
    join(B);
    if (read_own()) {
        expect_whole(group_root, "before the namespace");
    }
    if (unshare(CLONE_NEWCGROUP) != 0) {
        return skip(strerror(errno), "a cgroup namespace");
    }
    // The mounts are those from outside: their root lies above the namespace's.
    if (read_own()) {
        expect_partial("a namespace with the mounts from outside");
    }
    if (!own_mounts()) {
        return skip(strerror(errno), "a cgroup namespace with mounts of its own");
    }
    unmount_all();
    if (read_own()) {
        expect_unknown_all(CPROBE_REASON_NOT_MOUNTED, "a namespace without a mount");
    }
    mount_again(group_root);
    if (read_own()) {
        expect_all(group_root, "/", 120000, 96 * MIB, 90, CPROBE_REASON_ABOVE_NAMESPACE, "/",
                   "a namespace with mounts of its own");
        expect_levels("/");
    }
    // One level deeper, with a changed limit on the root of the namespace.
    make_bare("/inner");
    join("/inner");
    make("/inner");
    limit_memory("/inner", 48 * MIB), limit_pids("/inner", 40), limit_cpu("/inner", 30000, 100000);
    if (read_own()) {
        expect_all(group_root, "/inner", 30000, 48 * MIB, 40, CPROBE_REASON_ABOVE_NAMESPACE,
                   "/inner", "a group within the namespace");
        expect_levels("/inner");
    }
    limit_memory("/inner", NONE), limit_pids("/inner", NONE), limit_cpu("/inner", NONE, 0);
    if (read_own()) {
        expect_all(group_root, "/", 120000, 96 * MIB, 90, CPROBE_REASON_ABOVE_NAMESPACE, "/inner",
                   "the root of the namespace binds what is within");
    }
    // "/../../side": a process whose cgroup lies outside.
    if (read_process(outside)) {
        expect_partial("a process outside the namespace");
    }
}

// No visible cgroup has a limit, but one above has.
static void inside_unlimited(void) {
    join(C);
    if (unshare(CLONE_NEWCGROUP) != 0 || !own_mounts()) {
        return skip(strerror(errno), "an unlimited namespace");
    }
    unmount_all();
    mount_again(group_root);
    if (!read_own()) {
        return;
    }
    static const int controllers[] = {CPU, MEMORY, PIDS};
    for (size_t each = 0; each < 3; each += 1) {
        if (places[controllers[each]].version == 0) {
            continue;
        }
        const cprobe_limit *limit = limit_of(controllers[each]);
        // For version 1 the kernel's least limit of memory includes hidden levels: see expect_all.
        const bool is_reported = controllers[each] == MEMORY && places[MEMORY].version == 1;
        if (is_reported) {
            expect_limit(limit, 64 * MIB, at(MEMORY, "/", "memory.stat"), CPROBE_REASON_NONE,
                         "no limit in the namespace, but the kernel reports it");
        } else {
            expect(limit->reason == CPROBE_REASON_ABOVE_NAMESPACE, describe(limit),
                   "no limit in the namespace is not complete, of %s",
                   controller_names[controllers[each]]);
        }
    }
}

// Moved and put into a namespace at once: the cgroups have the same names as before, "/" each.
static void inside_same_names(void) {
    join("/");
    if (!read_own()) {
        return;
    }
    join(B);
    if (unshare(CLONE_NEWCGROUP) != 0) {
        return skip(strerror(errno), "a namespace whose groups have the same names");
    }
    if (read_own()) {
        expect_partial("a namespace whose groups have the same names");
    }
}

// With few descriptors left, the files that identify a root cannot be looked up: the cgroup must
// not be taken for the true root, in this reading or in a later one.
static void inside_exhausted(void) {
    join(C);
    if (unshare(CLONE_NEWCGROUP) != 0 || !own_mounts()) {
        return skip(strerror(errno), "a namespace with few descriptors");
    }
    unmount_all();
    mount_again(group_root);
    struct rlimit before;
    getrlimit(RLIMIT_NOFILE, &before);
    for (unsigned free = 1; free < 24; free += 1) {
        cprobe_collector_close(&collector);
        const int lowest = dup(0);
        close(lowest);
        struct rlimit few = {(rlim_t)lowest + free, before.rlim_max};
        setrlimit(RLIMIT_NOFILE, &few);
        (void)read_own();
        setrlimit(RLIMIT_NOFILE, &before);
        if (read_own()) {
            expect_partial("a namespace that was read with few descriptors");
        }
    }
}

void namespaces(void) {
    set_limits(B);
    outside = sleeper(SIDE, NULL);
    if (read_process(outside)) {
        expect_all(group_root, SIDE, 50000, 40 * MIB, 30, CPROBE_REASON_NONE, SIDE,
                   "a process beside");
    }
    in_child(inside_same_names, "a namespace with the same names");
    in_child(inside_namespace, "a cgroup namespace");
    unmake(B);
    set_limits(C);
    in_child(inside_unlimited, "an unlimited namespace");
    in_child(inside_exhausted, "a namespace with few descriptors");
    if (read_process(outside)) {
        expect_all(group_root, SIDE, 50000, 40 * MIB, 30, CPROBE_REASON_NONE, SIDE,
                   "a process beside, afterwards");
    }
    end(outside);
    unmake(TOP);
}

// ---- mounts of a part

#define MNT "/mnt"

// Binds the cgroup of each hierarchy beneath MNT.
static void bind_group(const char *group) {
    mkdir(MNT, 0755);
    if (mount("tmpfs", MNT, "tmpfs", 0, "mode=755") != 0) {
        expect(false, strerror(errno), "a tmpfs for " MNT);
    }
    for (int each = -1; each < CPROBE_CONTROLLERS; each += 1) {
        const char *from = each < 0 ? unified : places[each].version == 1 ? places[each].mount : "";
        if (from[0] == 0) {
            continue;
        }
        const char *to = beneath(MNT, from + strlen(group_root));
        mkdir(to, 0755);
        if (mount(beneath(from, group), to, NULL, MS_BIND, NULL) != 0) {
            expect(false, strerror(errno), "%s is bound", to);
        }
    }
}

static void inside_bind(void) {
    const int before = open("/proc/self/ns/mnt", O_RDONLY | O_CLOEXEC);
    join(C);
    if (read_own()) {
        expect_whole(group_root, "before anything is bound");
    }
    if (!own_mounts()) {
        return skip(strerror(errno), "mounts that show a part");
    }
    if (read_own()) {
        expect_whole(group_root, "in a mount namespace of its own");
    }
    bind_group(A);
    if (read_own()) {
        expect_whole(group_root, "the whole mount is preferred to a part");
    }
    unmount_all();
    if (read_own()) {
        expect_all(MNT, "/b", 120000, 96 * MIB, 90, CPROBE_REASON_ABOVE_MOUNT, "/b/c",
                   "a part of the hierarchy");
    }
    if (places[PIDS].version != 0) {
        const char *mounted = beneath(MNT, places[PIDS].mount + strlen(group_root));
        put(beneath(mounted, "/b/pids.max"), "70");
        if (read_own()) {
            expect_limit(&quota.pids.limit, 70, beneath(mounted, "/b/pids.max"),
                         CPROBE_REASON_ABOVE_MOUNT, "a limit that was changed in a part");
        }
        put(beneath(mounted, "/b/pids.max"), "90");
    }
    mount_again(group_root);
    if (read_own()) {
        expect_whole(group_root, "the whole is mounted again");
    }
    umount2(MNT, MNT_DETACH);
    bind_group(SIDE);
    unmount_all();
    if (read_own()) {
        expect_unknown_all(CPROBE_REASON_OUTSIDE_MOUNT, "a part without the own group");
    }
    umount2(MNT, MNT_DETACH);
    if (read_own()) {
        expect_unknown_all(CPROBE_REASON_NOT_MOUNTED, "nothing mounted");
    }
    mount_again("/elsewhere");
    if (read_own()) {
        expect_whole("/elsewhere", "mounted elsewhere");
    }
    mkdir("/moved", 0755);
    if (mount("/elsewhere", "/moved", NULL, MS_MOVE, NULL) == 0) {
        if (read_own()) {
            expect_whole("/moved", "a mount that was moved");
        }
    } else {
        skip(strerror(errno), "a mount that was moved");
    }
    // The mount is still listed, and cannot be reached.
    if (mount("tmpfs", "/moved", "tmpfs", 0, "mode=755") == 0 && read_own()) {
        expect_partial("a mount that is covered");
    }
    // A mount of a part without the own cgroup covers the whole: the path leads to another cgroup.
    umount2("/moved", MNT_DETACH);
    if (unified[0] != 0 &&
        mount(beneath("/moved", beneath(unified + strlen(group_root), SIDE)),
              beneath("/moved", unified + strlen(group_root)), NULL, MS_BIND, NULL) == 0 &&
        read_own()) {
        for (int each = 0; each < CPROBE_CONTROLLERS; each += 1) {
            if (places[each].version != 2 || (each != CPU && each != MEMORY && each != PIDS)) {
                continue;
            }
            expect_unknown(limit_of(each), CPROBE_REASON_OUTSIDE_MOUNT,
                           "a part of others over the whole");
        }
    }
    if (setns(before, CLONE_NEWNS) == 0) {
        if (read_own()) {
            expect_whole(group_root, "back in the first mount namespace");
        }
    } else {
        skip(strerror(errno), "back in the first mount namespace");
    }
}

// Reads the file systems, and checks whether hierarchies are among them.
static void read_file_systems(bool are_mounted) {
    static cprobe_mount items[256];
    static char text[1 << 16];
    static cprobe_mounts mounts = {
        .items = items, .capacity = 256, .text = text, .text_capacity = sizeof text};
    cprobe_filesystem filesystem;
    const cprobe_result result = cprobe_filesystem_read(&collector, CPROBE_MOUNTS_ALL,
                                                        &filesystem, &mounts, NULL, NULL);
    bool has_groups = false;
    for (size_t index = 0; result == CPROBE_OK && index < mounts.count; index += 1) {
        has_groups = has_groups || strncmp(cprobe_mount_text(&mounts, mounts.items[index].type),
                                           "cgroup", strlen("cgroup")) == 0;
    }
    expect(result == CPROBE_OK && has_groups == are_mounted, cprobe_result_name(result),
           "the file systems have %s hierarchies", are_mounted ? "the" : "no");
}

static bool read_quota_after_them(void) {
    const cprobe_quota_subject subject = {.kind = CPROBE_SUBJECT_SELF};
    const cprobe_result result =
        cprobe_quota_read(&collector, &subject, NULL, &quota, levels, LEVELS, &level_count, NULL);
    return expect(result == CPROBE_OK, cprobe_result_name(result), "the quota after them");
}

static void open_anew(void) {
    cprobe_collector_close(&collector);
    cprobe_collector_open(&collector, "/", CPROBE_READS_AGAIN, NULL);
}

// Quotas beside file systems that are read before them: neither consumes the other's report of a
// changed mount.
static void inside_sample(void) {
    join(C);
    if (!own_mounts()) {
        return skip(strerror(errno), "samples of a new collector");
    }
    open_anew();
    for (int round = 0; round < 3; round += 1) {
        cprobe_collector_begin(&collector);
        read_file_systems(true);
        if (read_quota_after_them()) {
            expect_whole(group_root, "the quota of a sample");
        }
    }
    // First the quota detects the change, then the file systems, read again.
    for (int round = 0; round < 2; round += 1) {
        open_anew();
        cprobe_collector_begin(&collector);
        read_file_systems(true);
        unmount_all();
        if (round == 1) {
            read_file_systems(false);
        }
        if (read_quota_after_them()) {
            expect_unknown_all(CPROBE_REASON_NOT_MOUNTED, "unmounted in the middle of a sample");
        }
        cprobe_collector_begin(&collector);
        read_file_systems(false);
        mount_again(group_root);
        cprobe_collector_begin(&collector);
        read_file_systems(true);
        if (read_quota_after_them()) {
            expect_whole(group_root, "mounted again before the next sample");
        }
    }
    open_anew();
    if (read_own()) {
        expect_whole(group_root, "the first quota alone");
    }
    unmount_all();
    if (read_own()) {
        expect_unknown_all(CPROBE_REASON_NOT_MOUNTED, "unmounted after the first quota");
    }
}

// The path of the mount's root, /views/a, is a prefix of the own path, but not above it.
static void inside_neighbour(void) {
    join("/views/ab");
    if (!own_mounts()) {
        return skip(strerror(errno), "a part whose name is a prefix");
    }
    bind_group(A);
    unmount_all();
    if (read_own()) {
        expect_unknown_all(CPROBE_REASON_OUTSIDE_MOUNT, "a part whose name is a prefix");
    }
}

// ---- files without read permission

static void inside_forbidden(void) {
    join(C);
    if (places[PIDS].version != 0) {
        chmod(at(PIDS, B, "pids.max"), 0);
    }
    if (setgid(1000) != 0 || setuid(1000) != 0) {
        return skip(strerror(errno), "an ordinary user");
    }
    if (!read_own()) {
        return;
    }
    if (places[MEMORY].version != 0) {
        expect_limit(&quota.memory.limit, 64 * MIB, at(MEMORY, TOP, memory_file()),
                     CPROBE_REASON_NONE, "an ordinary user sees all");
    }
    if (places[PIDS].version != 0) {
        expect_limit(&quota.pids.limit, 60, at(PIDS, TOP, "pids.max"), CPROBE_REASON_LEVEL,
                     "but a file that may not be read is not no limit");
    }
}

static void inside_closed(void) {
    join(C);
    for (int each = 0; each < CPROBE_CONTROLLERS; each += 1) {
        if (places[each].version != 0) {
            chmod(beneath(places[each].mount, TOP), 0700);
        }
    }
    if (setgid(1000) != 0 || setuid(1000) != 0) {
        return skip(strerror(errno), "an ordinary user");
    }
    if (read_own()) {
        expect_unknown_all(CPROBE_REASON_LEVEL, "directories that may not be entered");
    }
    const cprobe_result result = read_subject(CPROBE_SUBJECT_CGROUP, 0, C);
    if (result == CPROBE_OK) {
        expect_unknown_all(CPROBE_REASON_LEVEL, "a group that may not be entered");
    } else {
        expect(result == CPROBE_DENIED, cprobe_result_name(result),
               "a group that may not be entered");
    }
}

void binds(void) {
    set_limits(C);
    in_child(inside_sample, "samples of a new collector");
    in_child(inside_bind, "mounts that show a part");
    in_child(inside_neighbour, "a part whose name is a prefix");
    in_child(inside_forbidden, "a file that may not be read");
    in_child(inside_closed, "a directory that may not be entered");
    unmake(TOP);
}
