#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include <errno.h>

#include "../../failure.h"
#include "../../quota/decide.h"
#include "../../quota/hierarchy.h"
#include "../collector_state.h"
#include "bounds.h"
#include "level.h"
#include "resolve.h"

// Destination of the levels: the caller's array up to its capacity. The decision takes every level.
typedef struct level_sink {
    cprobe_quota_level *items;
    size_t capacity;
    size_t count;
    cprobe_quota_level beyond; // Holds a level that exceeds the capacity.
} level_sink;

static bool is_deleted(cp_span path) {
    const cp_span suffix = cp_span_of(" (deleted)");
    return path.length >= suffix.length &&
           cp_span_equal(cp_span_make(path.bytes + path.length - suffix.length, suffix.length),
                         suffix);
}

// Whether this hierarchy lacks the requested cgroup, or the own cgroup was removed. Records the
// reason in the hierarchy.
static bool is_missing(cp_cgroup_pass *pass, uint32_t index, const cprobe_quota_subject *subject) {
    cprobe_quota *quota = pass->decision->quota;
    cprobe_hierarchy *hierarchy = &quota->hierarchies.items[index];
    const cp_span path = {quota->hierarchies.text + hierarchy->path_offset,
                          hierarchy->path_length};
    const bool is_named = subject->kind == CPROBE_SUBJECT_CGROUP;
    if (!hierarchy->mounted || (!is_named && !is_deleted(path)) ||
        cp_cgroup_exists(pass, index)) {
        return false;
    }
    hierarchy->reason = is_named ? CPROBE_REASON_OTHER_HIERARCHY : CPROBE_REASON_DELETED;
    cp_decide_incomplete(pass->decision, hierarchy->controllers, hierarchy->version,
                         hierarchy->reason, (cprobe_failure){0});
    return true;
}

// Whether only the cpuset is read from this hierarchy, and a nearer cgroup has already provided it.
static bool has_cpuset(const cp_cgroup_pass *pass, const cprobe_hierarchy *hierarchy) {
    return pass->limits_only && hierarchy->controllers == 1u << CPROBE_CONTROLLER_CPUSET &&
           cprobe_has(pass->decision->quota->cpu.present_fields, CPROBE_CPU_QUOTA_CPUSET);
}

// Reads every level of a hierarchy, from the own cgroup up to the root of its mount.
static void read_levels(cp_cgroup_pass *pass, uint32_t index, level_sink *sink) {
    cprobe_quota *quota = pass->decision->quota;
    cprobe_hierarchy *hierarchy = &quota->hierarchies.items[index];
    // For the path "/" the own cgroup is the root.
    uint32_t length = hierarchy->path_length == 1 ? 0 : hierarchy->path_length;
    bool is_true_root = false;
    for (bool is_own = true;; is_own = false) {
        cprobe_quota_level *level =
            sink->count < sink->capacity ? &sink->items[sink->count] : &sink->beyond;
        *level = (cprobe_quota_level){.hierarchy = index, .path_length = length};
        cp_cgroup_read(pass, level, is_own, &is_true_root);
        sink->count += 1;
        // A unified hierarchy without controllers has only the pressure of the own cgroup.
        if (length <= hierarchy->root_length || hierarchy->controllers == 0 ||
            has_cpuset(pass, hierarchy)) {
            break;
        }
        length = cp_hierarchy_above(&quota->hierarchies, hierarchy, length);
    }
    if (is_true_root && hierarchy->reason != CPROBE_REASON_DELETED) {
        hierarchy->reason = CPROBE_REASON_NONE;
    }
}

// Reads all hierarchies. NOT_FOUND if none has the requested cgroup.
static cprobe_result read_hierarchies(cp_cgroup_pass *pass, const cprobe_quota_subject *subject,
                                      level_sink *sink, cprobe_failure *failure) {
    cprobe_quota *quota = pass->decision->quota;
    const cprobe_hierarchies *all = &quota->hierarchies;
    bool has_cgroup = false;
    for (uint32_t index = 0; index < all->count; index += 1) {
        const cprobe_hierarchy *hierarchy = &all->items[index];
        if (pass->limits_only && hierarchy->controllers == 0) {
            // The requested cgroup exists even if only hierarchies without requested controllers
            // have it.
            has_cgroup =
                has_cgroup || (subject->kind == CPROBE_SUBJECT_CGROUP && hierarchy->mounted &&
                               cp_cgroup_exists(pass, index));
            continue;
        }
        const bool is_gone = is_missing(pass, index, subject);
        has_cgroup = has_cgroup || (hierarchy->mounted && !is_gone);
        // The levels above a removed cgroup exist, and still limit it.
        if (hierarchy->mounted && !(is_gone && subject->kind == CPROBE_SUBJECT_CGROUP)) {
            read_levels(pass, index, sink);
        }
        if (hierarchy->reason != CPROBE_REASON_NONE) {
            cp_decide_incomplete(pass->decision, hierarchy->controllers, hierarchy->version,
                                 hierarchy->reason, hierarchy->failure);
        }
    }
    cp_decide_incomplete(pass->decision, all->elsewhere, 0, CPROBE_REASON_OTHER_HIERARCHY,
                         (cprobe_failure){0});
    cp_decide_incomplete(pass->decision, all->unread, 0, all->reason, all->failure);
    return subject->kind == CPROBE_SUBJECT_CGROUP && !has_cgroup &&
                   all->reason == CPROBE_REASON_NONE
               ? cp_fail(failure, CPROBE_NOT_FOUND, "the cgroup", 0, ENOENT)
               : CPROBE_OK;
}

// Restricts the hierarchies to the requested controllers.
static void restrict_controllers(cp_decision *decision, uint32_t requested) {
    cprobe_hierarchies *all = &decision->quota->hierarchies;
    for (uint32_t index = 0; index < all->count; index += 1) {
        all->items[index].controllers &= requested;
    }
    all->elsewhere &= requested;
    all->unread &= requested;
    const uint32_t others = ((1u << CPROBE_CONTROLLERS) - 1) & ~requested;
    cp_decide_incomplete(decision, others, 0, CPROBE_REASON_NOT_REQUESTED, (cprobe_failure){0});
}

// Reads all cgroups once. `has_changed`: the cached hierarchies or files are stale.
static cprobe_result read_cgroups(const cp_cgroups *cgroups, const cprobe_quota_subject *subject,
                                  cp_decision *decision, level_sink *sink, bool *has_changed,
                                  cprobe_failure *failure) {
    cprobe_quota *quota = decision->quota;
    cp_cgroup_cache *cache = cgroups->cache;
    const cp_cgroup_resolution *last = &cache->resolution;
    cprobe_result result = cp_cgroups_resolve(cgroups, subject, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    // The devices and lists stay uninitialized: they are written before they are read.
    memset(quota, 0, offsetof(cprobe_quota, devices));
    memset(&quota->pressure, 0, offsetof(cprobe_quota, lists) - offsetof(cprobe_quota, pressure));
    memcpy(&quota->hierarchies, &last->hierarchies,
           offsetof(cprobe_hierarchies, text) + last->hierarchies.text_length);
    quota->container = last->container;
    if (last->container_failure.code != CPROBE_OK) {
        cp_failures_add(&quota->failures, last->container_failure);
    }
    sink->count = 0;
    cp_decide_begin(decision, quota);
    decision->is_limits_only = subject->limits_of != 0;
    cp_cgroup_pass pass = {.reader = cgroups->reader, .files = &cache->files, .decision = decision,
                          .limits_only = subject->limits_of != 0};
    if (pass.limits_only) {
        restrict_controllers(decision, subject->limits_of);
    }
    result = read_hierarchies(&pass, subject, sink, failure);
    cp_cgroup_files_close_directories(&cache->files);
    *has_changed = pass.has_changed;
    if (result != CPROBE_OK || pass.has_changed) {
        cp_cgroups_close(cache);
    }
    return result;
}

static bool is_valid(const cprobe_quota_subject *subject) {
    switch (subject->kind) {
    case CPROBE_SUBJECT_SELF: return true;
    case CPROBE_SUBJECT_PROCESS: return subject->pid >= 1;
    case CPROBE_SUBJECT_CGROUP: return subject->cgroup != NULL;
    }
    return false;
}

cprobe_result cprobe_quota_read(cprobe_collector *collector, const cprobe_quota_subject *subject,
                                const cprobe_shared *shared, cprobe_quota *quota,
                                cprobe_quota_level *levels, size_t capacity, size_t *count,
                                cprobe_failure *failure) {
    static const cprobe_quota_subject self = {0};
    subject = subject == NULL ? &self : subject;
    if (collector == NULL || quota == NULL || count == NULL || (levels == NULL && capacity != 0) ||
        !is_valid(subject)) {
        return cp_fail(failure, CPROBE_INVALID, "quota", 0, 0);
    }
    if (cprobe_collector_root_kind(collector) == CPROBE_ROOT_LIVE &&
        subject->kind == CPROBE_SUBJECT_SELF) {
        return cp_fail(failure, CPROBE_UNSUPPORTED,
                       "this process in a live root other than / (name a pid or a cgroup)", 0, 0);
    }
    level_sink sink; // Not cleared: it contains a whole level.
    sink.items = levels;
    sink.capacity = capacity;
    cp_decision decision; // Initialized by read_cgroups().
    decision.quota = quota;
    cp_collector *state = cp_collector_of(collector);
    const cp_cgroups cgroups = {&state->reader,
                                &state->cgroups,
                                {&state->reader, &state->machine, &state->processes,
                                 &state->procfs},
                                shared};
    bool has_changed = false;
    cprobe_result result =
        read_cgroups(&cgroups, subject, &decision, &sink, &has_changed, failure);
    if (has_changed) {
        // Read once more, with the cgroups resolved again. A further change is not retried.
        result = read_cgroups(&cgroups, subject, &decision, &sink, &has_changed, failure);
    }
    if (result != CPROBE_OK) {
        return result;
    }
    cprobe_memory memory = {0};
    if (subject->limits_of == 0) {
        quota->has_monotonic = cp_reader_monotonic_ns(&state->reader, &quota->monotonic_ns);
    }
    cp_bounds_read(state, subject, shared, quota, &memory);
    cp_decide_finish(&decision, cprobe_has(memory.present_fields, CPROBE_MEMORY_AVAILABLE)
                                    ? &memory.available_bytes
                                    : NULL);
    *count = sink.count;
    return CPROBE_OK;
}

#endif
