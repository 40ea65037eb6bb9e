#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include "../failure.h"
#include "../port.h"
#include "../text/hash.h"
#include "collector_state.h"

// Returns a hash of the pid namespace if this process is the first of a pid namespace: its child in
// a new pid namespace has the same pid, 1. 0 for any other process, or if /proc is not mounted.
static uint64_t pid_namespace_of(int32_t pid) {
    char name[64];
    if (pid != 1) {
        return 0;
    }
    const ssize_t length = readlinkat(AT_FDCWD, "/proc/self/ns/pid", name, sizeof name);
    return length <= 0 ? 0 : cp_hash_add(cp_hash_start, cp_span_make(name, (size_t)length));
}

// Makes this process the owner of the collector. False if it was the owner before.
static bool take_over(cp_collector *state) {
    const int32_t pid = getpid();
    const uint64_t pid_namespace = pid_namespace_of(pid);
    const bool is_new = pid != state->pid || pid_namespace != state->pid_namespace;
    state->pid = pid;
    state->pid_namespace = pid_namespace;
    return is_new;
}

static void close_all(cp_collector *state) {
    cp_disk_requests_close(&state->disk_requests);
    cp_blocked_children_close(&state->blocked);
    cp_reader_close(&state->reader);
    cp_links_close(&state->links);
    cp_cgroups_close(&state->cgroups);
    cp_cgroups_close(&state->table_cgroups);
    cp_cgroup_table_close(&state->table_cache);
    cp_processes_close(&state->processes);
    cp_mount_list_close(&state->mounts);
}

// In a child after fork: the helper processes belong to the parent.
static void forget_children(cp_collector *state) {
    cp_disk_requests_init(&state->disk_requests);
    cp_blocked_children_init(&state->blocked);
    cp_root_forget_helpers(&state->reader.root);
}

cprobe_result cp_collector_open(cprobe_collector *collector, const char *root,
                                cprobe_collector_use use, cprobe_failure *failure) {
    if (collector == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "the collector", 0, 0);
    }
    cp_collector *state = cp_collector_of(collector);
    const cprobe_result result = cp_reader_open(&state->reader, root == NULL ? "/" : root, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    (void)take_over(state);
    cp_machine_init(&state->machine, state->reader.root.kind == CPROBE_ROOT_CAPTURED);
    cp_topology_init(&state->topology);
    cp_paging_init(&state->paging);
    cp_mount_list_init(&state->mounts);
    cp_links_init(&state->links, use == CPROBE_READS_AGAIN);
    cp_cgroups_init(&state->cgroups, use == CPROBE_READS_AGAIN);
    cp_cgroups_init(&state->table_cgroups, use == CPROBE_READS_AGAIN);
    cp_cgroup_table_init(&state->table_cache);
    cp_processes_init(&state->processes);
    cp_procfs_init(&state->procfs);
    cp_disk_requests_init(&state->disk_requests);
    cp_blocked_children_init(&state->blocked);
    return CPROBE_OK;
}

void cprobe_collector_begin(cprobe_collector *collector) {
    cp_collector *state = cp_collector_of(collector);
    if (take_over(state)) {
        forget_children(state);
        close_all(state);
    }
    cp_root_begin(&state->reader.root);
}

void cprobe_collector_close(cprobe_collector *collector) {
    if (collector == NULL || cp_collector_of(collector)->pid == 0) {
        return;
    }
    cp_collector *state = cp_collector_of(collector);
    if (take_over(state)) {
        forget_children(state);
    }
    close_all(state);
}

size_t cprobe_collector_bytes(void) {
    return sizeof(cp_collector);
}

bool cprobe_collector_monotonic_ns(const cprobe_collector *collector, uint64_t *time_ns) {
    return cp_reader_monotonic_ns(&cp_collector_of_const(collector)->reader, time_ns);
}

uint64_t cprobe_wall_clock_ns(void) {
    enum { NS_PER_SECOND = 1000000000 };
    struct timespec now;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (uint64_t)now.tv_sec * NS_PER_SECOND + (uint64_t)now.tv_nsec;
}

cprobe_root_kind cprobe_collector_root_kind(const cprobe_collector *collector) {
    return cp_collector_of_const(collector)->reader.root.kind;
}

#endif
