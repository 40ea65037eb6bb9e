#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include <errno.h>

#include "../../failure.h"
#include "../../format/cgroup_files.h"
#include "../../format/cpulist.h"
#include "../../format/limits.h"
#include "../../format/meminfo.h"
#include "../../format/status.h"
#include "../../posix/affinity.h"
#include "../../posix/rlimits.h"
#include "../../quota/decide.h"
#include "../../quota/hierarchy.h"
#include "../../quota/limit.h"
#include "../../source/descriptor.h"
#include "../collector_state.h"
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
               ? cp_fail(failure, CPROBE_NOT_FOUND, "the control group", 0, ENOENT)
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
    cp_decide_incomplete(decision, others, 0, CPROBE_REASON_NOT_ASKED, (cprobe_failure){0});
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

// Whether system calls of this process report the subject's machine.
static bool is_of_this_machine(const cp_collector *collector) {
    return collector->reader.root.kind == CPROBE_ROOT_OWN;
}

// Records that a number of the machine or the process could not be read, and marks the derived
// number as incomplete. A file that is missing from a captured root only makes the derived number
// incomplete, and is no failure.
static void note_unread(const cp_collector *collector, cprobe_quota *quota,
                        cprobe_completeness *of, cprobe_failure failure) {
    if (failure.code != CPROBE_NOT_FOUND || collector->reader.root.kind != CPROBE_ROOT_CAPTURED) {
        cp_failures_add(&quota->failures, failure);
    }
    cp_doubt_machine(of, failure);
}

static void set_affinity(cprobe_quota *quota, uint32_t count) {
    quota->cpu.affinity = count;
    cprobe_set(&quota->cpu.present_fields, CPROBE_CPU_QUOTA_AFFINITY);
}

// Opens a file of the subject to read its lines; the caller closes stream->descriptor.
static cprobe_result open_lines(cp_collector *collector, const cprobe_quota_subject *subject,
                                const char *name, const char *source, cp_stream *stream,
                                cp_lines *lines, cprobe_failure *failure) {
    char path[CP_PROCESS_PATH_BYTES];
    int descriptor = -1;
    cp_process_path(subject, name, path);
    const cprobe_result result =
        cp_root_open_file(&collector->reader.root, path, source, &descriptor, failure);
    *lines = cp_stream_lines(&collector->reader, stream, descriptor, CP_PRINTED_WHOLE);
    return result;
}

// Copies Cpus_allowed_list of the process, newline included. `copy` has CPROBE_PATH_BYTES; a longer
// list is TOO_LARGE (see CPROBE_LIST_BYTES).
static cprobe_result copy_affinity(cp_collector *collector,
                                   const cprobe_quota_subject *subject, char *copy,
                                   size_t *length, cprobe_failure *failure) {
    static const char source[] = "/proc/PID/status";
    cp_stream stream;
    cp_lines lines;
    cp_span list;
    cprobe_result result =
        open_lines(collector, subject, "status", source, &stream, &lines, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    const bool has_list = cp_status_find_cpus(&lines, &list);
    result = lines.result != CPROBE_OK ? lines.result
             : !has_list               ? CPROBE_MALFORMED // Every kernel prints it.
             : list.length > CPROBE_PATH_BYTES ? CPROBE_TOO_LARGE
                                                : CPROBE_OK;
    if (result == CPROBE_OK) {
        memcpy(copy, list.bytes, list.length);
        *length = list.length;
    }
    cp_close(stream.descriptor);
    return result == CPROBE_OK ? CPROBE_OK
                               : cp_fail(failure, result, source, 0, stream.system_error);
}

// Reads the list of online CPUs into the scratch buffer. `is_kernels`: the list uses the kernel's
// CPU ids. False if it could not be read.
static bool read_online_list(cp_collector *collector, cp_span *online, bool *is_kernels) {
    static const cp_file wider[2] = {CP_FILE_PRESENT, CP_FILE_POSSIBLE};
    char copy[CP_LIST_BYTES];
    cp_span all = {copy, 0}; // Every CPU that may be online, if the captured root lists them.
    uint32_t count = 0;
    const bool is_captured = collector->reader.root.kind == CPROBE_ROOT_CAPTURED;
    for (size_t index = 0; is_captured && all.length == 0 && index < 2; index += 1) {
        if (cp_cached_read(&collector->reader, wider[index], online, NULL) == CPROBE_OK &&
            online->length <= sizeof copy &&
            cprobe_cpulist_parse(online->bytes, online->length, &count, NULL, NULL) == CPROBE_OK) {
            memcpy(copy, online->bytes, online->length);
            all.length = online->length;
        }
    }
    // read_online() reports the failure.
    if (cp_cached_read(&collector->reader, CP_FILE_ONLINE, online, NULL) != CPROBE_OK ||
        cprobe_cpulist_parse(online->bytes, online->length, &count, NULL, NULL) != CPROBE_OK) {
        return false;
    }
    *is_kernels = is_captured ? !collector->cgroups.resolution.is_online_hidden &&
                                    (all.length == 0 || cp_cpulist_is_within(*online, all))
                              : cp_cached_is_genuine(&collector->reader, CP_FILE_ONLINE);
    return true;
}

// Reads the affinity of another process, or of a process in another root, from its status: the
// online CPUs among those on which it may run.
static void read_affinity_list(cp_collector *collector, const cprobe_quota_subject *subject,
                               cprobe_quota *quota) {
    char copy[CPROBE_PATH_BYTES];
    size_t length = 0;
    uint32_t count = 0;
    cp_span online;
    bool is_kernels = false;
    cprobe_failure failure = {0};
    cprobe_result result = copy_affinity(collector, subject, copy, &length, &failure);
    if (result == CPROBE_OK &&
        (cprobe_cpulist_parse(copy, length, &count, NULL, NULL) != CPROBE_OK || count == 0)) {
        // Every process may run on at least one CPU.
        result = cp_fail(&failure, CPROBE_MALFORMED, "/proc/PID/status", 0, 0);
    }
    if (result != CPROBE_OK) {
        note_unread(collector, quota, &quota->cpu.effective_cores_completeness, failure);
        return;
    }
    if (read_online_list(collector, &online, &is_kernels)) {
        count = cp_cpulist_count_online(cp_span_make(copy, length), online, is_kernels);
    }
    set_affinity(quota, count);
}

// Whether to call sched_getaffinity(), which counts online CPUs only.
static bool has_own_affinity(const cp_collector *collector,
                             const cprobe_quota_subject *subject) {
    // A pid in the root's /proc may mean another process for system calls.
    return is_of_this_machine(collector) && subject->kind == CPROBE_SUBJECT_SELF;
}

static void read_affinity(cp_collector *collector, const cprobe_quota_subject *subject,
                          cprobe_quota *quota) {
    if (subject->kind == CPROBE_SUBJECT_CGROUP) {
        return;
    }
    if (!has_own_affinity(collector, subject)) {
        read_affinity_list(collector, subject, quota);
        return;
    }
    uint32_t count = 0;
    const int error = cp_affinity_count(collector->reader.scratch, CP_SCRATCH_BYTES, &count);
    if (error == 0) {
        set_affinity(quota, count);
    } else {
        note_unread(collector, quota, &quota->cpu.effective_cores_completeness,
                    (cprobe_failure){cp_result_of_errno(error), 0, error, "sched_getaffinity"});
    }
}

// Whether all sixteen limits are known: every kernel prints sixteen.
static bool has_all(const cprobe_rlimit limits[CPROBE_RLIMITS]) {
    for (unsigned index = 0; index < CPROBE_RLIMITS; index += 1) {
        if (!limits[index].is_known) {
            return false;
        }
    }
    return true;
}

static void read_rlimits(cp_collector *collector, const cprobe_quota_subject *subject,
                         cprobe_quota *quota) {
    static const char source[] = "/proc/PID/limits";
    if (subject->kind == CPROBE_SUBJECT_CGROUP) {
        return;
    }
    if (subject->kind == CPROBE_SUBJECT_SELF && is_of_this_machine(collector) &&
        cp_rlimits_read(quota->rlimits) == 0) {
        return;
    }
    cp_stream stream;
    cp_lines lines;
    cprobe_failure failure = {0};
    cprobe_result result =
        open_lines(collector, subject, "limits", source, &stream, &lines, &failure);
    if (result == CPROBE_OK) {
        (void)cp_limits_parse(&lines, quota->rlimits);
        cp_close(stream.descriptor);
        result = lines.result != CPROBE_OK   ? lines.result
                 : has_all(quota->rlimits) ? CPROBE_OK
                                           : CPROBE_MALFORMED;
        (void)cp_fail(&failure, result, source, 0, stream.system_error);
    }
    // A captured root may lack the file.
    if (result != CPROBE_OK &&
        (result != CPROBE_NOT_FOUND || collector->reader.root.kind != CPROBE_ROOT_CAPTURED)) {
        cp_failures_add(&quota->failures, failure);
    }
}

static void read_online(cp_collector *collector, const cprobe_quota_subject *subject,
                        const cprobe_shared *shared, cprobe_quota *quota) {
    cprobe_failure failure;
    cprobe_cpu cpu;
    size_t rows = 0;
    cp_span text;
    quota->cpu.online = shared != NULL ? shared->online : 0;
    if (quota->cpu.online == 0 &&
        cp_linux_read_cpulist(&collector->reader, CP_FILE_ONLINE, &quota->cpu.online, &failure) !=
            CPROBE_OK) {
        cp_failures_add(&quota->failures, failure);
        if (cp_cached_read(&collector->reader, CP_FILE_STAT, &text, NULL) == CPROBE_OK &&
            cprobe_stat_parse(text.bytes, text.length, collector->machine.ticks_per_second, &cpu,
                              NULL, 0, &rows, NULL) == CPROBE_OK) {
            quota->cpu.online = (uint32_t)rows;
        } else if (!has_own_affinity(collector, subject) ||
                   !cprobe_has(quota->cpu.present_fields, CPROBE_CPU_QUOTA_AFFINITY)) {
            cp_doubt_machine(&quota->cpu.effective_cores_completeness, failure);
        }
    }
    if (quota->cpu.online != 0) {
        cprobe_set(&quota->cpu.present_fields, CPROBE_CPU_QUOTA_ONLINE);
    }
}

// Reads the machine's total and available memory.
static void read_memory(cp_collector *collector, const cprobe_shared *shared, cprobe_quota *quota,
                        cprobe_memory *memory) {
    cprobe_failure failure;
    cp_span text;
    cprobe_result result = CPROBE_OK;
    const bool is_shared = shared != NULL && shared->memory_available_bytes != 0;
    if (is_shared) {
        memory->total_bytes = shared->memory_total_bytes;
        memory->available_bytes = shared->memory_available_bytes;
        memory->present_fields = cp_presence_of(CPROBE_MEMORY_AVAILABLE);
        cp_presence_set_if(&memory->present_fields, CPROBE_MEMORY_TOTAL, memory->total_bytes != 0);
    } else {
        result = cp_cached_read(&collector->reader, CP_FILE_MEMINFO, &text, &failure);
    }
    if (result == CPROBE_OK && !is_shared) {
        const cprobe_presence wanted = cp_presence_or(cp_presence_of(CPROBE_MEMORY_TOTAL),
                                                      cp_presence_of(CPROBE_MEMORY_AVAILABLE));
        result = cp_meminfo_parse(text, wanted, memory, &failure);
    }
    if (result == CPROBE_OK && memory->failures.count != 0) {
        result = cp_fail_as(&failure, &memory->failures.items[0]);
    }
    // Linux before 3.14 has no MemAvailable, and a captured root may lack meminfo: the available
    // bytes then depend on the cgroups alone.
    if (result != CPROBE_OK && result != CPROBE_NOT_FOUND &&
        !cprobe_has(memory->present_fields, CPROBE_MEMORY_AVAILABLE)) {
        cp_doubt_machine(&quota->memory.available_bytes_completeness, failure);
    }
    if (cprobe_has(memory->present_fields, CPROBE_MEMORY_TOTAL)) {
        quota->memory.physical_bytes = memory->total_bytes;
        cprobe_set(&quota->memory.present_fields, CPROBE_MEMORY_QUOTA_PHYSICAL);
    } else if (result == CPROBE_OK) {
        result = cp_fail(&failure, CPROBE_MALFORMED,
                         cp_cached_path(&collector->reader, CP_FILE_MEMINFO), 0, 0);
    }
    if (!cprobe_has(memory->present_fields, CPROBE_MEMORY_TOTAL)) {
        cp_doubt_machine(&quota->memory.effective_bytes_completeness, failure);
    }
    if (result != CPROBE_OK) {
        cp_failures_add(&quota->failures, failure);
    }
}

// Reads one limit of the machine on tasks. If that fails, records the failure and returns false.
static bool read_pid_number(cp_collector *collector, cp_file file, cprobe_quota *quota,
                            uint64_t *number) {
    cp_span text;
    cprobe_failure failure = {0};
    cprobe_result result = cp_cached_read(&collector->reader, file, &text, &failure);
    if (result == CPROBE_OK && !cp_number_parse(text, number)) {
        result = cp_fail(&failure, CPROBE_MALFORMED, cp_cached_path(&collector->reader, file), 1,
                         0);
    }
    if (result != CPROBE_OK) {
        note_unread(collector, quota, &quota->pids.effective_tasks_completeness, failure);
    }
    return result == CPROBE_OK;
}

// Reads the machine's limits on tasks: threads-max and pid_max.
static void read_pids(cp_collector *collector, cprobe_quota *quota) {
    cprobe_pids_quota *pids = &quota->pids;
    if (read_pid_number(collector, CP_FILE_THREADS_MAX, quota, &pids->threads_max)) {
        cprobe_set(&pids->present_fields, CPROBE_PIDS_QUOTA_THREADS_MAX);
    }
    if (read_pid_number(collector, CP_FILE_PID_MAX, quota, &pids->pid_max)) {
        cprobe_set(&pids->present_fields, CPROBE_PIDS_QUOTA_PID_MAX);
    }
}

static bool wants(const cprobe_quota_subject *subject, cprobe_controller controller) {
    return subject->limits_of == 0 || (subject->limits_of >> controller & 1) != 0;
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
    if (wants(subject, CPROBE_CONTROLLER_CPU)) {
        read_affinity(state, subject, quota);
        read_online(state, subject, shared, quota);
    }
    if (subject->limits_of == 0) {
        quota->has_monotonic = cp_reader_monotonic_ns(&state->reader, &quota->monotonic_ns);
        read_rlimits(state, subject, quota);
    }
    if (wants(subject, CPROBE_CONTROLLER_MEMORY)) {
        read_memory(state, shared, quota, &memory);
    }
    if (wants(subject, CPROBE_CONTROLLER_PIDS)) {
        read_pids(state, quota);
    }
    cp_decide_finish(&decision, cprobe_has(memory.present_fields, CPROBE_MEMORY_AVAILABLE)
                                    ? &memory.available_bytes
                                    : NULL);
    *count = sink.count;
    return CPROBE_OK;
}

#endif
