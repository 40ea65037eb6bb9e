#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include <fcntl.h>
#include <sys/auxv.h>
#include <time.h>
#include <unistd.h>

#include "../failure.h"
#include "../format/vmstat.h"
#include "../source/child.h"
#include "../source/helper.h"
#include "../source/root.h"
#include "../text/hash.h"
#include "group.h"
#include "linux.h"
#include "process_kept.h"
#include "rtnetlink.h"

enum { USER_HZ_DEFAULT = 100, NS_PER_SECOND = 1000000000 };

// A hash of the pid namespace, for the first process of one: a child of it that is the first process of
// another namespace has the same pid, 1. 0 for any other process, and where /proc is not mounted.
static uint64_t pid_namespace_of(int32_t pid) {
    char name[64];
    if (pid != 1) {
        return 0;
    }
    const ssize_t length = readlinkat(AT_FDCWD, "/proc/self/ns/pid", name, sizeof name);
    return length <= 0 ? 0 : cp_hash_add(cp_hash_start, cp_span_make(name, (size_t)length));
}

cprobe_result cprobe_collector_open(cprobe_collector *collector, const char *root,
                                    cprobe_failure *failure) {
    if (collector == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "the collector", 0, 0);
    }
    const cprobe_result result =
        cp_root_open(&collector->root, root == NULL ? "/" : root, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    // A captured root may be of another machine: its page size is not this one's. Its ticks are
    // 100 a second on every system that it could be of but Alpha.
    const bool is_captured = collector->root.kind == CPROBE_ROOT_CAPTURED;
    const unsigned long ticks = is_captured ? 0 : getauxval(AT_CLKTCK);
    const unsigned long page = is_captured ? 0 : getauxval(AT_PAGESZ);
    collector->pid = getpid();
    collector->pid_namespace = pid_namespace_of(collector->pid);
    collector->ticks_per_second = ticks == 0 ? USER_HZ_DEFAULT : (uint32_t)ticks;
    collector->page_bytes = (uint32_t)page;
    collector->vmstat_bytes = CP_VMSTAT_BYTES_AT_FIRST;
    collector->possible = 0;
    collector->told = (cprobe_told){0};
    collector->physical_cores = 0;
    collector->packages = 0;
    collector->topology_key = 0;
    collector->topology_failures[0] = (cprobe_failure){0};
    collector->topology_failures[1] = (cprobe_failure){0};
    for (unsigned index = 0; index < CPROBE_KEPT_FILES; index += 1) {
        collector->kept[index] = (cprobe_kept){.descriptor = -1, .copy = -1};
    }
    collector->links.socket = -1;
    collector->links.events = -1;
    collector->links.was_asked = false;
    collector->links.has_no_netlink = false;
    collector->links.has_no_statistics = false;
    collector->links.is_known = false;
    collector->links.is_fresh = false;
    collector->links.sequence = 0;
    collector->links.count = 0;
    collector->groups.was_asked = false;
    collector->groups.directory_count = 0;
    collector->groups.file_count = 0;
    collector->groups.membership = -1;
    collector->groups.mounts = -1;
    collector->groups.pidfd = -1;
    collector->groups.has_no_pidfd = false;
    collector->groups.namespaces = -1;
    collector->groups.is_resolved = false;
    collector->mounts.read_ns = 0;
    collector->processes.has_boot_id = false;
    collector->processes.is_size_known = false;
    collector->processes.hiding = 0;
    collector->processes.own_pid = 0;
    collector->processes.reading = 0;
    collector->processes.count = 0;
    for (unsigned index = 0; index < CPROBE_READERS_KEPT; index += 1) {
        collector->readers[index].pid = 0;
    }
    return CPROBE_OK;
}

// In a child after fork: the processes that read for the parent are the parent's.
static void forget_processes(cprobe_collector *collector) {
    for (unsigned index = 0; index < CPROBE_READERS_KEPT; index += 1) {
        collector->readers[index].pid = 0;
    }
    for (unsigned index = 0; index < CPROBE_HELPERS; index += 1) {
        cp_helper_forget(&collector->root.helpers[index]);
    }
}

void cprobe_collector_begin(cprobe_collector *collector) {
    const int32_t pid = getpid();
    const uint64_t pid_namespace = pid_namespace_of(pid);
    collector->told = (cprobe_told){0};
    if (pid != collector->pid || pid_namespace != collector->pid_namespace) {
        cprobe_collector_close(collector);
        collector->pid = pid;
        collector->pid_namespace = pid_namespace;
    }
    for (unsigned index = 0; index < CPROBE_HELPERS; index += 1) {
        cp_helper_begin(&collector->root.helpers[index]);
    }
}

void cprobe_collector_close(cprobe_collector *collector) {
    if (collector == NULL || collector->pid == 0) {
        return;
    }
    const int32_t pid = getpid();
    if (pid != collector->pid || pid_namespace_of(pid) != collector->pid_namespace) {
        forget_processes(collector);
    }
    for (unsigned index = 0; index < CPROBE_KEPT_FILES; index += 1) {
        cp_kept_close(collector, (cp_kept_file)index);
    }
    collector->mounts.read_ns = 0;
    // One that is still held by a sensor was killed, and is left to whoever ends this process.
    for (unsigned index = 0; index < CPROBE_READERS_KEPT; index += 1) {
        cprobe_kept_reader *reader = &collector->readers[index];
        if (reader->pid != 0 && cp_child_is_gone(reader->pid)) {
            reader->pid = 0;
        }
    }
    for (unsigned index = 0; index < CPROBE_HELPERS; index += 1) {
        cp_helper_close(&collector->root.helpers[index]);
    }
    cp_root_close(&collector->root);
    cp_rtnetlink_close(collector);
    cp_groups_close(collector);
    cp_processes_close(collector);
}

static uint64_t clock_ns(clockid_t clock) {
    struct timespec now;
    (void)clock_gettime(clock, &now);
    return (uint64_t)now.tv_sec * NS_PER_SECOND + (uint64_t)now.tv_nsec;
}

bool cprobe_collector_monotonic_ns(const cprobe_collector *collector, uint64_t *time_ns) {
    if (collector->root.kind == CPROBE_ROOT_CAPTURED) {
        return false;
    }
    *time_ns = clock_ns(CLOCK_MONOTONIC);
    return true;
}

uint64_t cprobe_wall_clock_ns(void) {
    return clock_ns(CLOCK_REALTIME);
}

cprobe_root_kind cprobe_collector_root_kind(const cprobe_collector *collector) {
    return collector->root.kind;
}

#endif
