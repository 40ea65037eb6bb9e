#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "bounds.h"

#include "../../failure.h"
#include "../../format/cgroup_files.h"
#include "../../format/cpulist.h"
#include "../../format/limits.h"
#include "../../format/meminfo.h"
#include "../../format/status.h"
#include "../../posix/affinity.h"
#include "../../posix/rlimits.h"
#include "../../presence.h"
#include "../../quota/limit.h"
#include "../../source/descriptor.h"

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

void cp_bounds_read(cp_collector *collector, const cprobe_quota_subject *subject,
                    const cprobe_shared *shared, cprobe_quota *quota, cprobe_memory *memory) {
    if (wants(subject, CPROBE_CONTROLLER_CPU)) {
        read_affinity(collector, subject, quota);
        read_online(collector, subject, shared, quota);
    }
    if (subject->limits_of == 0) {
        read_rlimits(collector, subject, quota);
    }
    if (wants(subject, CPROBE_CONTROLLER_MEMORY)) {
        read_memory(collector, shared, quota, memory);
    }
    if (wants(subject, CPROBE_CONTROLLER_PIDS)) {
        read_pids(collector, quota);
    }
}

#endif
