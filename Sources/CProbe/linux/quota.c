#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "../failure.h"
#include "../posix/affinity.h"
#include "../quota/decide.h"
#include "../quota/hierarchy.h"
#include "group.h"
#include "linux.h"

static const char groups_path[] = "/proc/self/cgroup";
static const char mounts_path[] = "/proc/self/mountinfo";

// Opens a file for one pass of its lines through the scratch. The caller closes stream->descriptor.
static cprobe_result open_lines(cprobe_collector *collector, const char *path, cp_stream *stream,
                                cp_lines *lines, cprobe_failure *failure) {
    *stream = (cp_stream){.printing = CP_PRINTED_BY_RECORD};
    *lines = cp_lines_through(cp_scratch(collector), CPROBE_SCRATCH_BYTES, cp_stream_refill,
                              stream);
    return cp_root_open_file(&collector->root, path, path, &stream->descriptor, failure);
}

// Closes the stream, and says whether the lines were read to their end.
static cprobe_result close_lines(cp_stream *stream, const cp_lines *lines, const char *path,
                                 cprobe_failure *failure) {
    cp_close(stream->descriptor);
    return lines->result == CPROBE_OK
               ? CPROBE_OK
               : cp_fail(failure, lines->result, path, 0, stream->system_error);
}

// Finds the own group in each hierarchy. MALFORMED where no line is of the format.
static cprobe_result read_groups(cprobe_collector *collector, cprobe_quota *quota,
                                 cprobe_failure *failure) {
    cp_stream stream;
    cp_lines lines;
    cprobe_result result = open_lines(collector, groups_path, &stream, &lines, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    bool has_line = false;
    cp_span line;
    cp_line_end end;
    cp_membership membership;
    while (cp_lines_next(&lines, &line, &end)) {
        if (cp_proc_cgroup_parse(line, end, &membership)) {
            has_line = true;
            cp_hierarchies_add(quota, &membership);
        }
    }
    result = close_lines(&stream, &lines, groups_path, failure);
    if (result == CPROBE_OK && !has_line) {
        result = cp_fail(failure, CPROBE_MALFORMED, groups_path, 0, 0);
    }
    return result;
}

static cprobe_result read_mounts(cprobe_collector *collector, cprobe_quota *quota,
                                 cprobe_failure *failure) {
    cp_stream stream;
    cp_lines lines;
    const cprobe_result result = open_lines(collector, mounts_path, &stream, &lines, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cp_span line;
    cp_line_end end;
    cp_mount mount;
    while (cp_lines_next(&lines, &line, &end)) {
        if (cp_mountinfo_parse(line, end, &mount)) {
            cp_hierarchies_offer(quota, &mount);
        }
    }
    return close_lines(&stream, &lines, mounts_path, failure);
}

// Where levels go: into the caller's items while there is room, and into the decision always.
typedef struct level_sink {
    cprobe_quota_level *items;
    size_t capacity;
    size_t count;
} level_sink;

// Reads every level of a hierarchy, from the own group up to the root of its mount.
static void read_levels(cprobe_collector *collector, cprobe_quota *quota, uint32_t index,
                        level_sink *sink, bool *memory_is_whole) {
    cprobe_hierarchy *hierarchy = &quota->hierarchies[index];
    // The path "/" is its own root: nothing is below it.
    uint32_t length = hierarchy->path_length == 1 ? 0 : hierarchy->path_length;
    for (bool is_own = true;; is_own = false) {
        cprobe_quota_level level = {.hierarchy = index, .path_length = length};
        bool is_true_root = false;
        cp_group_read(collector, quota, &level, is_own, &is_true_root);
        cp_decide_add(quota, &level, is_own);
        *memory_is_whole =
            *memory_is_whole || level.hierarchical.state == CPROBE_FACT_LIMITED ||
            level.hierarchical.state == CPROBE_FACT_UNLIMITED;
        if (sink->count < sink->capacity) {
            sink->items[sink->count] = level;
        }
        sink->count += 1;
        if (length <= hierarchy->root_length) {
            if (is_true_root) {
                hierarchy->reason = CPROBE_REASON_NONE;
            }
            break;
        }
        length = cp_hierarchy_above(quota, hierarchy, length);
    }
}

static void read_hierarchies(cprobe_collector *collector, cprobe_quota *quota, level_sink *sink,
                             bool *memory_is_whole) {
    for (uint32_t index = 0; index < quota->hierarchy_count; index += 1) {
        cprobe_hierarchy *hierarchy = &quota->hierarchies[index];
        if (!hierarchy->mounted) {
            cp_decide_unreachable(quota, hierarchy->controllers, hierarchy->reason,
                                  hierarchy->failure);
            continue;
        }
        read_levels(collector, quota, index, sink, memory_is_whole);
        if (hierarchy->reason != CPROBE_REASON_NONE) {
            cp_decide_incomplete(quota, hierarchy->controllers, hierarchy->reason,
                                 hierarchy->failure);
        }
    }
}

static void read_groups_and_levels(cprobe_collector *collector, cprobe_quota *quota,
                                   level_sink *sink, bool *memory_is_whole) {
    const uint32_t all = (1u << CPROBE_CONTROLLERS) - 1;
    cprobe_failure failure = {0};
    if (read_groups(collector, quota, &failure) != CPROBE_OK) {
        quota->hierarchy_count = 0;
        cp_decide_unreachable(quota, all, CPROBE_REASON_NO_GROUPS, failure);
        return;
    }
    // A controller that no hierarchy has cannot limit: what is mounted nowhere has only its root.
    const uint32_t nowhere = cp_hierarchies_settle(quota);
    if (read_mounts(collector, quota, &failure) != CPROBE_OK) {
        quota->hierarchy_count = 0;
        cp_decide_unreachable(quota, all & ~nowhere, CPROBE_REASON_NO_MOUNTS, failure);
        return;
    }
    read_hierarchies(collector, quota, sink, memory_is_whole);
}

static void read_affinity(cprobe_collector *collector, cprobe_quota *quota) {
    if (collector->root.kind == CPROBE_ROOT_CAPTURED) {
        return; // It would be the reader's.
    }
    const int error =
        cp_affinity_count(collector->scratch, CPROBE_SCRATCH_BYTES, &quota->cpu.affinity);
    if (error == 0) {
        quota->cpu.present_fields |= (uint64_t)1 << CPROBE_CPU_QUOTA_AFFINITY;
    } else {
        cp_failures_add(&quota->failures, (cprobe_failure){cp_result_of_errno(error), 0, error,
                                                           "sched_getaffinity"});
    }
}

static void read_online(cprobe_collector *collector, cprobe_quota *quota) {
    cprobe_failure failure;
    cprobe_cpu cpu;
    size_t rows = 0;
    cp_span text;
    if (cp_linux_read_cpulist(collector, CP_KEPT_ONLINE, &quota->cpu.online, &failure) !=
        CPROBE_OK) {
        cp_failures_add(&quota->failures, failure);
        if (cp_kept_read(collector, CP_KEPT_STAT, &text, NULL) == CPROBE_OK &&
            cprobe_stat_parse(text.bytes, text.length, collector->ticks_per_second, &cpu, NULL, 0,
                              &rows, NULL) == CPROBE_OK) {
            quota->cpu.online = (uint32_t)rows;
        }
    }
    if (quota->cpu.online != 0) {
        quota->cpu.present_fields |= (uint64_t)1 << CPROBE_CPU_QUOTA_ONLINE;
    }
}

static void read_physical(cprobe_collector *collector, cprobe_quota *quota) {
    cprobe_failure failure;
    cprobe_memory memory = {0};
    cp_span text;
    cprobe_result result = cp_kept_read(collector, CP_KEPT_MEMINFO, &text, &failure);
    if (result == CPROBE_OK) {
        result = cprobe_meminfo_parse(text.bytes, text.length, &memory, &failure);
    }
    if (result == CPROBE_OK) {
        quota->memory.physical_bytes = memory.total_bytes;
        quota->memory.present_fields |= (uint64_t)1 << CPROBE_MEMORY_QUOTA_PHYSICAL;
    } else {
        cp_failures_add(&quota->failures, failure);
    }
}

cprobe_result cprobe_quota_read(cprobe_collector *collector, cprobe_quota *quota,
                                cprobe_quota_level *levels, size_t capacity, size_t *count,
                                cprobe_failure *failure) {
    if (collector == NULL || quota == NULL || count == NULL || (levels == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "quota", 0, 0);
    }
    if (collector->root.kind == CPROBE_ROOT_LIVE) {
        return cp_fail(failure, CPROBE_UNSUPPORTED, "the quota of a live root other than /", 0, 0);
    }
    // All but the texts, which are written before they are read.
    memset(quota, 0, offsetof(cprobe_quota, text));
    level_sink sink = {levels, capacity, 0};
    bool memory_is_whole = false;
    cp_decide_begin(quota);
    read_groups_and_levels(collector, quota, &sink, &memory_is_whole);
    read_affinity(collector, quota);
    read_online(collector, quota);
    read_physical(collector, quota);
    cp_decide_finish(quota, memory_is_whole);
    *count = sink.count;
    return CPROBE_OK;
}

#endif
