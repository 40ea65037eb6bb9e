#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "group.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include "../failure.h"
#include "../format/cgroup_files.h"

enum { CGROUP_MAGIC = 0x27e0eb, CGROUP2_MAGIC = 0x63677270 };

// An open group, and the scratch for its texts.
typedef struct group {
    cprobe_collector *collector;
    int directory;
    bool is_v2;
} group;

static bool has_controller(const cprobe_hierarchy *hierarchy, cprobe_controller controller) {
    return (hierarchy->controllers >> controller & 1) != 0;
}

static cprobe_fact unknown(cprobe_failure failure) {
    return (cprobe_fact){CPROBE_FACT_UNKNOWN, failure, failure.source};
}

// Reads a file of the group. A missing file is an ABSENT fact; what else goes wrong is UNKNOWN.
// True where there is a text to parse.
static bool read_file(const group *g, const char *file, cp_span *text, cprobe_fact *fact) {
    cprobe_failure failure = {0};
    int descriptor = -1;
    size_t length = 0;
    *fact = (cprobe_fact){0};
    cprobe_result result =
        cp_root_open_file_in(&g->collector->root, g->directory, file, &descriptor, &failure);
    if (result == CPROBE_OK) {
        result = cp_read_whole(descriptor, CP_PRINTED_WHOLE, cp_scratch(g->collector),
                               CPROBE_SCRATCH_BYTES, &length, file, &failure);
        cp_close(descriptor);
    }
    *text = cp_span_make(cp_scratch(g->collector), length);
    if (result != CPROBE_OK && result != CPROBE_NOT_FOUND) {
        *fact = unknown(failure);
    }
    return result == CPROBE_OK;
}

// The fact of a text that was read.
static cprobe_fact fact_of(const char *file, bool is_parsed, bool is_limited) {
    if (!is_parsed) {
        return unknown((cprobe_failure){CPROBE_MALFORMED, 1, 0, file});
    }
    return (cprobe_fact){is_limited ? CPROBE_FACT_LIMITED : CPROBE_FACT_UNLIMITED, {0}, file};
}

static void read_max(const group *g, const char *file, uint64_t *value, cprobe_fact *fact) {
    cp_span text;
    cp_limit_value limit = {0};
    if (read_file(g, file, &text, fact)) {
        const bool is_parsed = cp_max_parse(text, &limit);
        *fact = fact_of(file, is_parsed, limit.is_limited);
        *value = limit.value;
    }
}

static void read_number(const group *g, const char *file, uint64_t *value, cprobe_fact *fact) {
    cp_span text;
    if (read_file(g, file, &text, fact)) {
        *fact = fact_of(file, cp_number_parse(text, value), true);
    }
}

static void read_cpu(const group *g, cprobe_quota_level *level) {
    cp_span text;
    cp_limit_value quota = {0};
    if (g->is_v2) {
        if (read_file(g, "cpu.max", &text, &level->cpu)) {
            const bool is_parsed = cp_cpu_max_parse(text, &quota, &level->period_us);
            level->cpu = fact_of("cpu.max", is_parsed, quota.is_limited);
        }
    } else if (read_file(g, "cpu.cfs_quota_us", &text, &level->cpu)) {
        const bool is_parsed = cp_cfs_quota_parse(text, &quota);
        level->cpu = fact_of("cpu.cfs_quota_us", is_parsed, quota.is_limited);
        cprobe_fact period = {0};
        read_number(g, "cpu.cfs_period_us", &level->period_us, &period);
        const bool has_period = period.state == CPROBE_FACT_LIMITED && level->period_us != 0;
        if (level->cpu.state == CPROBE_FACT_LIMITED && !has_period) {
            const cprobe_failure none = {
                period.state == CPROBE_FACT_ABSENT ? CPROBE_NOT_FOUND : CPROBE_MALFORMED, 0, 0,
                "cpu.cfs_period_us"};
            level->cpu = unknown(period.state == CPROBE_FACT_UNKNOWN ? period.failure : none);
        }
    }
    level->quota_us = quota.value;
}

// An empty set is none of its own: the nearest group above that has one says.
static bool read_cpulist(const group *g, const char *file, cprobe_quota_level *level) {
    cp_span text;
    cprobe_failure failure = {0};
    uint32_t count = 0;
    if (!read_file(g, file, &text, &level->cpuset)) {
        return level->cpuset.state != CPROBE_FACT_ABSENT;
    }
    if (cprobe_cpulist_parse(text.bytes, text.length, &count, NULL, &failure) != CPROBE_OK) {
        failure.source = file;
        level->cpuset = unknown(failure);
        return true;
    }
    level->cpuset_cpus = count;
    level->cpuset =
        count == 0 ? (cprobe_fact){0} : (cprobe_fact){CPROBE_FACT_LIMITED, {0}, file};
    return count != 0;
}

static void read_cpuset(const group *g, cprobe_quota_level *level) {
    const char *effective = g->is_v2 ? "cpuset.cpus.effective" : "cpuset.effective_cpus";
    if (!read_cpulist(g, effective, level)) {
        (void)read_cpulist(g, "cpuset.cpus", level);
    }
}

// The kernel's own least of the limits of all levels above, in memory.stat of the own group.
static void read_hierarchical(const group *g, cprobe_quota_level *level) {
    cp_span text;
    cp_limit_value limit = {0};
    if (read_file(g, "memory.stat", &text, &level->hierarchical)) {
        cp_lines lines = cp_lines_of(text.bytes, text.length);
        // A text without it (made by hand) says nothing, rather than something wrong.
        level->hierarchical =
            cp_hierarchical_limit_parse(&lines, &limit)
                ? fact_of("memory.stat", true, limit.is_limited)
                : (cprobe_fact){0};
        level->hierarchical_bytes = limit.value;
    }
}

static void read_memory_v1(const group *g, cprobe_quota_level *level, bool is_own) {
    cp_span text;
    cp_limit_value limit = {0};
    if (read_file(g, "memory.limit_in_bytes", &text, &level->memory)) {
        const bool is_parsed = cp_memory_limit_parse(text, &limit);
        level->memory = fact_of("memory.limit_in_bytes", is_parsed, limit.is_limited);
        level->memory_max_bytes = limit.value;
    }
    read_number(g, "memory.usage_in_bytes", &level->memory_current_bytes, &level->memory_current);
    uint64_t use_hierarchy = 1;
    cprobe_fact fact = {0};
    read_number(g, "memory.use_hierarchy", &use_hierarchy, &fact);
    level->memory_is_apart = fact.state == CPROBE_FACT_LIMITED && use_hierarchy == 0;
    if (is_own) {
        read_hierarchical(g, level);
    }
}

static void read_facts(const group *g, const cprobe_hierarchy *hierarchy,
                       cprobe_quota_level *level, bool is_own) {
    if (has_controller(hierarchy, CPROBE_CONTROLLER_CPU)) {
        read_cpu(g, level);
    }
    if (has_controller(hierarchy, CPROBE_CONTROLLER_CPUSET)) {
        read_cpuset(g, level);
    }
    if (has_controller(hierarchy, CPROBE_CONTROLLER_MEMORY)) {
        if (g->is_v2) {
            read_max(g, "memory.max", &level->memory_max_bytes, &level->memory);
            read_number(g, "memory.current", &level->memory_current_bytes, &level->memory_current);
        } else {
            read_memory_v1(g, level, is_own);
        }
    }
    if (has_controller(hierarchy, CPROBE_CONTROLLER_PIDS)) {
        read_max(g, "pids.max", &level->pids_max, &level->pids);
        read_number(g, "pids.current", &level->pids_current_tasks, &level->pids_current);
    }
}

static bool has_file(const group *g, const char *file) {
    struct stat status;
    return fstatat(g->directory, file, &status, AT_SYMLINK_NOFOLLOW) == 0;
}

// The root of a cgroup namespace looks like a root, but is an ordinary group. What tells the true
// root: in v2 it lacks the files that every other group has; in v1 it alone has release_agent.
static bool is_true_root(const group *g, const cprobe_quota_level *level) {
    if (!g->is_v2) {
        return has_file(g, "release_agent") || has_file(g, "cgroup.sane_behavior");
    }
    return level->cpu.state == CPROBE_FACT_ABSENT && level->memory.state == CPROBE_FACT_ABSENT &&
           level->pids.state == CPROBE_FACT_ABSENT && !has_file(g, "cgroup.events") &&
           !has_file(g, "cgroup.type");
}

// The group's directory could not be opened: nothing is known of it.
static void set_unknown(const cprobe_hierarchy *hierarchy, cprobe_quota_level *level,
                        cprobe_failure failure) {
    cprobe_fact *facts[CPROBE_CONTROLLERS] = {
        [CPROBE_CONTROLLER_CPU] = &level->cpu,
        [CPROBE_CONTROLLER_CPUSET] = &level->cpuset,
        [CPROBE_CONTROLLER_MEMORY] = &level->memory,
        [CPROBE_CONTROLLER_PIDS] = &level->pids,
    };
    for (unsigned controller = 0; controller < CPROBE_CONTROLLERS; controller += 1) {
        if (has_controller(hierarchy, (cprobe_controller)controller)) {
            *facts[controller] = unknown(failure);
        }
    }
}

// Opens the group's directory. Another file system in its place is a mount that covers it.
static cprobe_result open_group(const cprobe_quota *quota, const cprobe_quota_level *level,
                                group *g, cprobe_failure *failure) {
    static const char source[] = "the directory of the group";
    char path[CPROBE_PATH_BYTES];
    const size_t length = cprobe_quota_path(quota, level->hierarchy, level->path_length, NULL, path,
                                            sizeof path - 1);
    if (length >= sizeof path - 1) {
        return cp_fail(failure, CPROBE_TOO_LARGE, source, 0, 0);
    }
    path[length] = '\0';
    const cprobe_result result = cp_root_open_directory(&g->collector->root, path, source,
                                                        &g->directory, failure);
    struct statfs status;
    if (result == CPROBE_OK && g->collector->root.kind != CPROBE_ROOT_CAPTURED &&
        fstatfs(g->directory, &status) == 0 && status.f_type != CGROUP_MAGIC &&
        status.f_type != CGROUP2_MAGIC) {
        cp_close(g->directory);
        return cp_fail(failure, CPROBE_NOT_FOUND, source, 0, 0);
    }
    return result;
}

void cp_group_read(cprobe_collector *collector, const cprobe_quota *quota,
                   cprobe_quota_level *level, bool is_own, bool *true_root) {
    const cprobe_hierarchy *hierarchy = &quota->hierarchies[level->hierarchy];
    group g = {collector, -1, hierarchy->version == 2};
    cprobe_failure failure = {0};
    if (open_group(quota, level, &g, &failure) != CPROBE_OK) {
        set_unknown(hierarchy, level, failure);
        return;
    }
    read_facts(&g, hierarchy, level, is_own);
    *true_root = level->path_length == 0 && hierarchy->root_length == 0 && is_true_root(&g, level);
    cp_close(g.directory);
}

#endif
