// The arrangement of hierarchies, their cgroups and files; and the program.

#define _GNU_SOURCE 1
#include "groups.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

place places[CPROBE_CONTROLLERS];
char unified[64];
const char *const group_root = "/sys/fs/cgroup";
const char *const controller_names[CPROBE_CONTROLLERS] = {"cpu",  "cpuset", "memory",
                                                          "pids", "io",     "hugetlb"};

// ---- paths and files

char *buffer(void) {
    static char buffers[32][BUFFER_BYTES];
    static unsigned next;
    return buffers[next++ % 32];
}

const char *beneath(const char *directory, const char *rest) {
    char *path = buffer();
    snprintf(path, BUFFER_BYTES, "%s%s", directory, strcmp(rest, "/") == 0 ? "" : rest);
    return path;
}

const char *at(int controller, const char *group, const char *file) {
    char *path = buffer();
    snprintf(path, BUFFER_BYTES, "%s%s/%s", places[controller].mount,
             strcmp(group, "/") == 0 ? "" : group, file);
    return path;
}

bool put(const char *path, const char *format, ...) {
    char text[256];
    va_list arguments;
    va_start(arguments, format);
    const int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    const int descriptor = open(path, O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return false;
    }
    const bool written = write(descriptor, text, (size_t)length) == length;
    close(descriptor);
    return written;
}

// A limit that the kernel refuses makes every later check wrong: it is reported as such.
static void must_put(const char *path, const char *text) {
    if (!put(path, "%s", text)) {
        expect(false, strerror(errno), "the kernel takes %s in %s", text, path);
    }
}

bool get(const char *path, char *text, size_t capacity) {
    const int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return false;
    }
    size_t length = 0;
    ssize_t part;
    while (length < capacity - 1 &&
           (part = read(descriptor, text + length, capacity - 1 - length)) > 0) {
        length += (size_t)part;
    }
    text[length] = 0;
    close(descriptor);
    return true;
}

bool exists(const char *path) {
    return access(path, F_OK) == 0;
}

uint64_t number(const char *path) {
    char text[256];
    return get(path, text, sizeof text) ? strtoull(text, NULL, 10) : 0;
}

uint64_t keyed(const char *path, const char *key) {
    static char text[65536];
    const size_t length = strlen(key);
    if (!get(path, text, sizeof text)) {
        return 0;
    }
    for (char *line = text; line != NULL && *line != 0;) {
        if (strncmp(line, key, length) == 0 && (line[length] == ' ' || line[length] == ':')) {
            char *after = NULL;
            const uint64_t value = strtoull(line + length + 1, &after, 10);
            return strncmp(after, " kB", 3) == 0 ? value * 1024 : value;
        }
        line = strchr(line, '\n');
        if (line != NULL) {
            line += 1;
        }
    }
    return 0;
}

// ---- hierarchies and cgroups

static bool is_listed(const char *list, const char *name) {
    const size_t length = strlen(name);
    for (const char *found = list; (found = strstr(found, name)) != NULL; found += length) {
        const bool starts = found == list || found[-1] == ',';
        if (starts && (found[length] == 0 || found[length] == ',')) {
            return true;
        }
    }
    return false;
}

static bool is_joined; // All controllers of version 1 in one hierarchy.

// The names of version 1: cpu is mounted with cpuacct, and io is called blkio.
static const char *old_name(int controller) {
    if (is_joined) {
        return "cpu,cpuacct,cpuset,memory,pids,blkio";
    }
    return controller == CPU  ? "cpu,cpuacct"
           : controller == IO ? "blkio"
                              : controller_names[controller];
}

static bool mount_at(const char *path, const char *type, const char *options) {
    mkdir(path, 0755);
    // EBUSY: mounted by an earlier run in the same guest.
    if (mount(type, path, type, 0, options) == 0 || errno == EBUSY) {
        return true;
    }
    const int error = errno;
    rmdir(path);
    errno = error;
    return false;
}

bool arrange(const char *arrangement) {
    const char *old = strncmp(arrangement, "hybrid:", 7) == 0 ? arrangement + 7
                      : strcmp(arrangement, "v1") == 0        ? "cpu,cpuset,memory,pids,io,hugetlb"
                                                              : "";
    is_joined = strcmp(arrangement, "joined") == 0;
    if (is_joined) {
        old = "cpu,cpuset,memory,pids,io";
    }
    if (*old != 0) {
        if (!mount_at(group_root, "tmpfs", "mode=755")) {
            return perror("tmpfs"), false;
        }
        mount_at(beneath(group_root, "/systemd"), "cgroup", "none,name=systemd");
    }
    for (int each = 0; each < CPROBE_CONTROLLERS; each += 1) {
        if (!is_listed(old, controller_names[each])) {
            continue;
        }
        const bool is_there = is_joined && each != CPU;
        snprintf(places[each].mount, sizeof places[each].mount, "%s/%s", group_root,
                 is_joined ? "all" : old_name(each));
        places[each].version = is_there ? places[CPU].version
                               : mount_at(places[each].mount, "cgroup", old_name(each)) ? 1
                                                                                        : 0;
    }
    if (is_joined || strcmp(arrangement, "v1") == 0) {
        return true;
    }
    snprintf(unified, sizeof unified, "%s%s", group_root, *old != 0 ? "/unified" : "");
    if (!mount_at(unified, "cgroup2", NULL)) {
        return perror("cgroup2"), false;
    }
    char offered[256];
    get(beneath(unified, "/cgroup.controllers"), offered, sizeof offered);
    for (char *c = offered; *c != 0; c += 1) {
        if (*c == ' ' || *c == '\n') {
            *c = ',';
        }
    }
    for (int each = 0; each < CPROBE_CONTROLLERS; each += 1) {
        if (places[each].version != 0 || !is_listed(offered, controller_names[each])) {
            continue;
        }
        places[each].version = 2;
        memcpy(places[each].mount, unified, sizeof unified);
    }
    return true;
}

void mount_hierarchies(const char *where) {
    if (unified[0] != 0) {
        const char *path = beneath(where, unified + strlen(group_root));
        if (!mount_at(path, "cgroup2", NULL)) {
            expect(false, strerror(errno), "%s is mounted", path);
        }
    }
    for (int each = 0; each < CPROBE_CONTROLLERS; each += 1) {
        if (places[each].version != 1 || (is_joined && each != CPU)) {
            continue;
        }
        const char *path = beneath(where, places[each].mount + strlen(group_root));
        if (!mount_at(path, "cgroup", old_name(each))) {
            expect(false, strerror(errno), "%s is mounted", path);
        }
    }
}

bool has(int controller, const char *what) {
    if (places[controller].version != 0) {
        return true;
    }
    skip("this kernel does not offer the controller here", "%s", what);
    return false;
}

// Calls `act` with the cgroup's directory in each hierarchy.
static void in_each(const char *group, void (*act)(const char *, pid_t), pid_t process) {
    if (unified[0] != 0) {
        act(beneath(unified, group), process);
    }
    for (int each = 0; each < CPROBE_CONTROLLERS; each += 1) {
        if (places[each].version == 1 && (!is_joined || each == CPU)) {
            act(beneath(places[each].mount, group), process);
        }
    }
}

static const char *parent_of(const char *path) {
    char *parent = buffer();
    snprintf(parent, BUFFER_BYTES, "%s", path);
    *strrchr(parent, '/') = 0;
    return parent;
}

static void make_directory(const char *path, pid_t unused) {
    (void)unused;
    char text[256];
    if (mkdir(path, 0755) != 0) {
        return; // It exists.
    }
    // Until Linux 5.10 a cgroup of version 1 does not count its children by default.
    put(beneath(path, "/memory.use_hierarchy"), "1");
    // A new cpuset of version 1 has no CPUs, and accepts no process.
    static const char *const lists[2] = {"/cpuset.cpus", "/cpuset.mems"};
    for (int each = 0; each < 2 && places[CPUSET].version == 1; each += 1) {
        if (get(beneath(parent_of(path), lists[each]), text, sizeof text)) {
            put(beneath(path, lists[each]), "%s", text);
        }
    }
}

static void pass_controllers(const char *group) {
    if (unified[0] == 0) {
        return;
    }
    const char *control = beneath(parent_of(beneath(unified, group)), "/cgroup.subtree_control");
    for (int each = 0; each < CPROBE_CONTROLLERS; each += 1) {
        if (places[each].version == 2) {
            put(control, "+%s", controller_names[each]);
        }
    }
}

void make_bare(const char *group) {
    in_each(group, make_directory, 0);
}

void make(const char *group) {
    char prefix[256];
    for (const char *slash = strchr(group + 1, '/');; slash = strchr(slash + 1, '/')) {
        const size_t length = slash != NULL ? (size_t)(slash - group) : strlen(group);
        snprintf(prefix, sizeof prefix, "%.*s", (int)length, group);
        make_bare(prefix);
        pass_controllers(prefix);
        if (slash == NULL) {
            return;
        }
    }
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *walk) {
    (void)status, (void)walk;
    if (type == FTW_DP) {
        rmdir(path);
    }
    return 0;
}

static void remove_all(const char *path, pid_t unused) {
    (void)unused;
    // The kernel releases a process a moment after it was waited for.
    for (int tries = 0; tries < 50 && exists(path); tries += 1) {
        if (tries > 0) {
            usleep(20000);
        }
        nftw(path, remove_one, 64, FTW_DEPTH | FTW_PHYS);
    }
    if (exists(path)) {
        expect(false, strerror(errno), "%s is removed", path);
    }
}

void unmake(const char *group) {
    in_each(group, remove_all, 0);
}

static void move_one(const char *path, pid_t process) {
    char text[32];
    snprintf(text, sizeof text, "%d", (int)process);
    must_put(beneath(path, "/cgroup.procs"), text);
}

void move(pid_t process, const char *group) {
    in_each(group, move_one, process);
}
void join(const char *group) {
    move(getpid(), group);
}

// ---- limits

const char *cpu_file(void) {
    return places[CPU].version == 2 ? "cpu.max" : "cpu.cfs_quota_us";
}
const char *memory_file(void) {
    return places[MEMORY].version == 2 ? "memory.max" : "memory.limit_in_bytes";
}

static void put_limit(int controller, const char *group, const char *file, int64_t value) {
    char text[32];
    if (places[controller].version == 0) {
        return;
    }
    snprintf(text, sizeof text, "%lld", (long long)value);
    const bool says_max = places[controller].version == 2 || controller == PIDS;
    must_put(at(controller, group, file), value == NONE && says_max ? "max" : text);
}

void limit_cpu(const char *group, int64_t quota_us, int64_t period_us) {
    char text[64];
    if (places[CPU].version == 1) {
        if (quota_us != NONE) {
            put_limit(CPU, group, "cpu.cfs_period_us", period_us);
        }
        put_limit(CPU, group, "cpu.cfs_quota_us", quota_us);
    } else if (places[CPU].version == 2) {
        snprintf(text, sizeof text, quota_us == NONE ? "max" : "%lld %lld", (long long)quota_us,
                 (long long)period_us);
        must_put(at(CPU, group, "cpu.max"), text);
    }
}

void limit_memory(const char *group, int64_t bytes) {
    put_limit(MEMORY, group, memory_file(), bytes);
}
void limit_pids(const char *group, int64_t tasks) {
    put_limit(PIDS, group, "pids.max", tasks);
}
void limit_cpus(const char *group, const char *list) {
    must_put(at(CPUSET, group, "cpuset.cpus"), list);
}

void limit_both(const char *group, int64_t quota_us, int64_t bytes) {
    limit_cpu(group, quota_us, 100000);
    limit_memory(group, bytes);
}

// ---- the program

// Runs a command in known cgroups: groups ARRANGEMENT exec COMMAND...
static int run_in_groups(char **command) {
    make("/shop/web/worker");
    limit_cpu("/shop/web", 150000, 100000);
    limit_memory("/shop", 128 * MIB);
    limit_pids("/shop/web", 100);
    join("/shop/web/worker");
    execvp(command[0], command);
    perror(command[0]);
    return 127;
}

static const struct {
    const char *name;
    void (*run)(void);
} scenarios[] = {
    {"apart", apart},           {"limits", limits},         {"usage", usage},
    {"threads", threads},       {"processors", processors}, {"changes", changes},
    {"others", others},         {"forks", forks},           {"descriptors", descriptors},
    {"namespaces", namespaces}, {"binds", binds},           {"names", names},
    {"edges", edges},           {"table", table},           {"disks", disks},
    {"details", further},       {"triggers", triggers},
};

int main(int count, char **arguments) {
    start_counting();
    if (count < 2 || !arrange(arguments[1])) {
        return 2;
    }
    if (count > 3 && strcmp(arguments[2], "exec") == 0) {
        return run_in_groups(arguments + 3);
    }
    cprobe_failure failure;
    if (cprobe_collector_open(&collector, "/", CPROBE_READS_AGAIN, &failure) != CPROBE_OK) {
        return 2;
    }
    for (size_t each = 0; each < sizeof scenarios / sizeof scenarios[0]; each += 1) {
        if (count > 2 && strcmp(arguments[2], scenarios[each].name) != 0) {
            continue;
        }
        dprintf(1, "-- %s\n", scenarios[each].name);
        scenarios[each].run();
        join("/");
    }
    cprobe_collector_close(&collector);
    dprintf(1, "groups: %d passed, %d failed, %d skipped\n", counts->passed, counts->failed,
            counts->skipped);
    return counts->failed == 0 && counts->passed > 0 ? 0 : 1;
}
