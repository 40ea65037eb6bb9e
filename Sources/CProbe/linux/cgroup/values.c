#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "values.h"

#include "../../failure.h"
#include "../../format/cgroup_files.h"
#include "../../include/cprobe/cpu.h"
#include "../../source/descriptor.h"

// The cgroups in which a file is read.
typedef enum CPROBE_CLOSED read_of {
    EVERY = 0, // In every cgroup: the file takes part in the decision.
    LIMITED,   // In the own cgroup, and where its controller has a limit.
    OWN        // In the own cgroup only.
} read_of;

// A file with one number. The files with limits come first for each controller.
typedef struct row {
    const char *v2, *v1; // NULL: that version has no such file.
    size_t offset;       // Of the value in cprobe_quota_level.
    cprobe_controller controller;
    cp_file_form text;   // In v2; in v1 a memory limit is CP_FACT_BYTES_V1.
    read_of of;
} row;

static const row rows[] = {
    {"cpu.max.burst", "cpu.cfs_burst_us", offsetof(cprobe_quota_level, cpu_burst),
     CPROBE_CONTROLLER_CPU, CP_FORM_NUMBER, LIMITED},
    {"cpu.weight", NULL, offsetof(cprobe_quota_level, cpu_weight), CPROBE_CONTROLLER_CPU,
     CP_FORM_NUMBER, OWN},
    {NULL, "cpu.shares", offsetof(cprobe_quota_level, cpu_shares), CPROBE_CONTROLLER_CPU,
     CP_FORM_NUMBER, OWN},
    {"cpu.idle", "cpu.idle", offsetof(cprobe_quota_level, cpu_idle), CPROBE_CONTROLLER_CPU,
     CP_FORM_NUMBER, OWN},
    {"memory.max", "memory.limit_in_bytes", offsetof(cprobe_quota_level, memory_max),
     CPROBE_CONTROLLER_MEMORY, CP_FORM_MAX, EVERY},
    {"memory.high", NULL, offsetof(cprobe_quota_level, memory_high), CPROBE_CONTROLLER_MEMORY,
     CP_FORM_MAX, EVERY},
    {"memory.low", "memory.soft_limit_in_bytes", offsetof(cprobe_quota_level, memory_low),
     CPROBE_CONTROLLER_MEMORY, CP_FORM_MAX, OWN},
    {"memory.min", NULL, offsetof(cprobe_quota_level, memory_min), CPROBE_CONTROLLER_MEMORY,
     CP_FORM_MAX, OWN},
    {"memory.current", "memory.usage_in_bytes", offsetof(cprobe_quota_level, memory_current),
     CPROBE_CONTROLLER_MEMORY, CP_FORM_NUMBER, LIMITED},
    {"memory.peak", "memory.max_usage_in_bytes", offsetof(cprobe_quota_level, memory_peak),
     CPROBE_CONTROLLER_MEMORY, CP_FORM_NUMBER, OWN},
    {"memory.swap.max", NULL, offsetof(cprobe_quota_level, swap_max), CPROBE_CONTROLLER_MEMORY,
     CP_FORM_MAX, EVERY},
    {"memory.swap.current", NULL, offsetof(cprobe_quota_level, swap_current),
     CPROBE_CONTROLLER_MEMORY, CP_FORM_NUMBER, OWN},
    {NULL, "memory.memsw.limit_in_bytes", offsetof(cprobe_quota_level, memsw_max),
     CPROBE_CONTROLLER_MEMORY, CP_FORM_MAX, EVERY},
    {NULL, "memory.memsw.usage_in_bytes", offsetof(cprobe_quota_level, memsw_current),
     CPROBE_CONTROLLER_MEMORY, CP_FORM_NUMBER, OWN},
    {"pids.max", "pids.max", offsetof(cprobe_quota_level, pids_max), CPROBE_CONTROLLER_PIDS,
     CP_FORM_MAX, EVERY},
    {"pids.current", "pids.current", offsetof(cprobe_quota_level, pids_current),
     CPROBE_CONTROLLER_PIDS, CP_FORM_NUMBER, LIMITED},
};

// Whether the level limits this controller.
static bool is_limited(const cprobe_quota_level *level, cprobe_controller controller) {
    switch (controller) {
    case CPROBE_CONTROLLER_CPU: return level->cpu.state == CPROBE_FILE_LIMITED;
    case CPROBE_CONTROLLER_MEMORY:
        return level->memory_max.state == CPROBE_FILE_LIMITED ||
               level->memory_high.state == CPROBE_FILE_LIMITED;
    case CPROBE_CONTROLLER_PIDS: return level->pids_max.state == CPROBE_FILE_LIMITED;
    case CPROBE_CONTROLLER_CPUSET:
    case CPROBE_CONTROLLER_IO:
    case CPROBE_CONTROLLER_HUGETLB: return false;
    }
    return false;
}

static bool is_wanted(const cp_cgroup *g, cprobe_controller controller, read_of of) {
    return of == EVERY || (!g->pass->limits_only &&
                           (g->is_own || (of == LIMITED && is_limited(g->level, controller))));
}

// Returns the file of a row, and its value. NULL if the cgroup lacks the controller or the version
// has no such file.
static const char *file_of(const cp_cgroup *g, const row *r, cprobe_file_value **file_value) {
    *file_value = (cprobe_file_value *)(void *)((char *)g->level + r->offset);
    return cp_cgroup_has(g, r->controller) ? (cp_cgroup_is_v2(g) ? r->v2 : r->v1) : NULL;
}

static void read_numbers(cp_cgroup *g) {
    for (size_t index = 0; index < sizeof rows / sizeof rows[0]; index += 1) {
        const row *r = &rows[index];
        cprobe_file_value *file_value = NULL;
        const char *file = file_of(g, r, &file_value);
        if (file == NULL) {
            continue;
        }
        if (!is_wanted(g, r->controller, r->of)) {
            file_value->state = CPROBE_FILE_NOT_READ;
            continue;
        }
        const bool is_bytes_v1 = !cp_cgroup_is_v2(g) && r->text == CP_FORM_MAX &&
                                 r->controller == CPROBE_CONTROLLER_MEMORY;
        cp_cgroup_read_value(g, file, is_bytes_v1 ? CP_FORM_BYTES_V1 : r->text, file_value);
    }
}

static void read_cpu_v1(cp_cgroup *g) {
    cprobe_quota_level *level = g->level;
    cp_span text;
    cp_limit_value quota = {0};
    if (!cp_cgroup_read_value_text(g, "cpu.cfs_quota_us", &text, &level->cpu)) {
        return;
    }
    const bool is_parsed = cp_cfs_quota_parse(text, &quota);
    level->cpu = cp_file_value_of("cpu.cfs_quota_us", is_parsed, quota.is_limited, quota.value);
    if (g->pass->limits_only && level->cpu.state != CPROBE_FILE_LIMITED) {
        return;
    }
    cprobe_file_value period = {0};
    cp_cgroup_read_value(g, "cpu.cfs_period_us", CP_FORM_NUMBER, &period);
    level->cpu_period_us = period.value;
    if (level->cpu.state == CPROBE_FILE_LIMITED && period.value == 0) {
        const cprobe_failure none = {period.state == CPROBE_FILE_ABSENT ? CPROBE_NOT_FOUND
                                                                        : CPROBE_MALFORMED,
                                     0, 0, "cpu.cfs_period_us"};
        level->cpu = (cprobe_file_value){CPROBE_FILE_UNKNOWN,
                                   period.state == CPROBE_FILE_UNKNOWN ? period.failure : none,
                                   "cpu.cfs_period_us", 0};
    }
}

// cpu.stat of v1 lacks the CPU time used. The controller cpuacct counts it, which nearly every
// system mounts together with cpu, so that its file is in the same directory; else it has a
// hierarchy of its own.
static const char *usage_file_of(const cp_cgroup *g) {
    return cp_cgroup_is_v2(g) ? "cpu.stat" : "cpuacct.usage";
}

// Reads the CPU time used from the hierarchy of cpuacct, where it is mounted apart from cpu.
static void read_accounting(cp_cgroup *g, cprobe_file_value *usage) {
    const cprobe_hierarchy *accounting = &g->quota->hierarchies.apart[CPROBE_APART_ACCOUNTING];
    const uint32_t path_length = g->level->path_length;
    if (!accounting->mounted || path_length < accounting->root_length) {
        return;
    }
    cprobe_quota_level level = {.hierarchy = CPROBE_HIERARCHY_ACCOUNTING,
                                .path_length = path_length};
    cp_cgroup other = {.pass = g->pass, .quota = g->quota, .hierarchy = accounting,
                       .level = &level, .is_own = g->is_own, .directory = -1};
    cp_cgroup_read_value(&other, usage_file_of(g), CP_FORM_NUMBER, usage);
    cp_close(other.directory);
}

static void read_cpu_stat(cp_cgroup *g) {
    static const char file[] = "cpu.stat";
    cprobe_quota_level *level = g->level;
    cprobe_file_value *usage = &level->cpu_usage;
    cp_cpu_stat stat = {0};
    cp_span text;
    if (cp_cgroup_read_value_text(g, file, &text, usage)) {
        cp_lines lines = cp_lines_of(text.bytes, text.length);
        const uint32_t wrong = cp_cpu_stat_parse(&lines, &stat);
        const cprobe_presence fields = stat.throttling.present_fields;
        cp_cgroup_note_malformed(g, file, wrong);
        // With cpu.max, every kernel prints throttled_usec (v1: throttled_time). Without cpu.max
        // (the root, a cgroup without the controller, a kernel without CFS bandwidth control) the
        // text is the usage and two more lines. The usage is the first line of v2.
        const bool has_none = !cprobe_has_any(fields) && level->cpu.state == CPROBE_FILE_ABSENT;
        const bool has_all =
            wrong != 0 || (lines.number != 1 &&
                           (has_none || cprobe_has(fields, CPROBE_THROTTLING_THROTTLED)));
        cp_cgroup_note_cut(g, file, has_all);
        // The last number of a cut text may lack digits.
        const bool has_usage = stat.has_usage && lines.number > 1;
        if (has_all) {
            level->throttling = stat.throttling;
        }
        if (stat.has_usage || wrong != 0 || !has_all) {
            *usage = cp_file_value_of(file, has_usage, true, stat.usage_ns);
            usage->failure.line = has_usage ? 0 : wrong;
        }
    } else if (usage->state == CPROBE_FILE_UNKNOWN) {
        cp_failures_add(&g->quota->failures, usage->failure);
    }
    if (!cp_cgroup_is_v2(g)) {
        cp_cgroup_read_value(g, usage_file_of(g), CP_FORM_NUMBER, usage);
        if (usage->state == CPROBE_FILE_ABSENT) {
            read_accounting(g, usage);
        }
        if (usage->state == CPROBE_FILE_UNKNOWN) {
            cp_failures_add(&g->quota->failures, usage->failure);
        }
    }
}

static void read_cpu(cp_cgroup *g) {
    cprobe_quota_level *level = g->level;
    cp_span text;
    cp_limit_value quota = {0};
    if (!cp_cgroup_is_v2(g)) {
        read_cpu_v1(g);
    } else if (cp_cgroup_read_value_text(g, "cpu.max", &text, &level->cpu)) {
        const bool is_parsed = cp_cpu_max_parse(text, &quota, &level->cpu_period_us);
        level->cpu = cp_file_value_of("cpu.max", is_parsed, quota.is_limited, quota.value);
    }
    if (is_wanted(g, CPROBE_CONTROLLER_CPU, LIMITED)) {
        read_cpu_stat(g);
    } else {
        level->cpu_usage.state = CPROBE_FILE_NOT_READ;
    }
}

// Copies the text of a list into the quota if it fits.
static void keep_list(cprobe_quota *quota, cp_span text, uint32_t *offset, uint32_t *length) {
    cp_trim_lines(&text);
    if (text.length > CPROBE_LIST_BYTES - quota->lists_length) {
        return;
    }
    memcpy(quota->lists + quota->lists_length, text.bytes, text.length);
    *offset = quota->lists_length;
    *length = (uint32_t)text.length;
    quota->lists_length += *length;
}

// Reads a list of CPUs or memory nodes. An empty list means that the cgroup has no set of its own:
// the set of the nearest cgroup above it applies. False if another file may have the list.
static bool read_list(cp_cgroup *g, const char *file, cprobe_file_value *file_value,
                      uint32_t *offset, uint32_t *length) {
    cp_span text;
    cprobe_failure failure = {0};
    uint32_t count = 0;
    if (!cp_cgroup_read_value_text(g, file, &text, file_value)) {
        return file_value->state != CPROBE_FILE_ABSENT;
    }
    if (cprobe_cpulist_parse(text.bytes, text.length, &count, NULL, &failure) != CPROBE_OK) {
        *file_value = cp_file_value_of(file, false, false, 0);
        return true;
    }
    if (count == 0) {
        return cp_cgroup_is_v2(g); // v1: try the configured set.
    }
    *file_value = cp_file_value_of(file, true, true, count);
    keep_list(g->quota, text, offset, length);
    return true;
}

// The files of one list, the effective set first. v1 mounted with "noprefix" (Android, ChromeOS)
// has the last two names.
enum { LIST_FILES = 4 };
static const char *const cpus_v2[LIST_FILES] = {"cpuset.cpus.effective", "cpuset.cpus"};
static const char *const cpus_v1[LIST_FILES] = {"cpuset.effective_cpus", "cpuset.cpus",
                                                "effective_cpus", "cpus"};
static const char *const mems_v2[LIST_FILES] = {"cpuset.mems.effective", "cpuset.mems"};
static const char *const mems_v1[LIST_FILES] = {"cpuset.effective_mems", "cpuset.mems",
                                                "effective_mems", "mems"};

static void read_first_list(cp_cgroup *g, const char *const files[LIST_FILES],
                            cprobe_file_value *file_value, uint32_t *offset, uint32_t *length) {
    for (size_t index = 0; index < LIST_FILES && files[index] != NULL; index += 1) {
        if (read_list(g, files[index], file_value, offset, length)) {
            return;
        }
    }
}

static void read_cpuset(cp_cgroup *g) {
    cprobe_quota_level *level = g->level;
    read_first_list(g, cp_cgroup_is_v2(g) ? cpus_v2 : cpus_v1, &level->cpuset, &level->cpus_offset,
                    &level->cpus_length);
    if (!is_wanted(g, CPROBE_CONTROLLER_CPUSET, OWN)) {
        level->cpuset_mems.state = CPROBE_FILE_NOT_READ;
        return;
    }
    read_first_list(g, cp_cgroup_is_v2(g) ? mems_v2 : mems_v1, &level->cpuset_mems,
                    &level->mems_offset, &level->mems_length);
}

static void read_memory_stat(cp_cgroup *g) {
    static const char file[] = "memory.stat";
    cprobe_quota_level *level = g->level;
    // memory.stat of v1 also reports the least limit over all levels (hierarchical_memory_limit).
    const bool decides = g->is_own && !cp_cgroup_is_v2(g);
    if (!decides && !is_wanted(g, CPROBE_CONTROLLER_MEMORY, LIMITED)) {
        level->memory_inactive_file.state = CPROBE_FILE_NOT_READ;
        level->memory_active_file.state = CPROBE_FILE_NOT_READ;
        return;
    }
    cp_span text;
    cp_memory_stat stat;
    if (!cp_cgroup_read_value_text(g, file, &text, &level->memory_inactive_file)) {
        level->memory_active_file = level->memory_inactive_file;
        return;
    }
    cp_lines lines = cp_lines_of(text.bytes, text.length);
    const uint32_t wrong = cp_memory_stat_parse(&lines, &stat);
    // Every kernel prints inactive_file: a text without it was cut. In v1 total_inactive_file comes
    // after it.
    const bool has_inactive = cp_cgroup_is_v2(g) ? stat.has_inactive_file : stat.has_total;
    level->memory_inactive_file =
        cp_file_value_of(file, has_inactive, true, stat.inactive_file_bytes);
    level->memory_inactive_file.failure.line = has_inactive ? 0 : wrong;
    if (stat.has_active_file) {
        level->memory_active_file = cp_file_value_of(file, true, true, stat.active_file_bytes);
    }
    if (!cp_cgroup_is_v2(g) && g->is_own) {
        if (has_inactive) {
            cp_cgroup_note_malformed(g, file, wrong);
        }
        if (stat.has_limit) {
            level->memory_hierarchical =
                cp_file_value_of(file, true, stat.limit.is_limited, stat.limit.value);
        }
        if (stat.has_memsw) {
            level->memsw_hierarchical =
                cp_file_value_of(file, true, stat.memsw.is_limited, stat.memsw.value);
        }
    }
}

static void read_memory_events(cp_cgroup *g) {
    const char *file = cp_cgroup_is_v2(g) ? "memory.events" : "memory.oom_control";
    cprobe_memory_events *events = &g->level->memory_events;
    cp_lines lines;
    if (!is_wanted(g, CPROBE_CONTROLLER_MEMORY, LIMITED)) {
        return;
    }
    if (cp_cgroup_read_lines(g, file, &lines)) {
        const uint32_t wrong = cp_memory_events_parse(&lines, events);
        const cprobe_presence fields = events->present_fields;
        cp_cgroup_note_malformed(g, file, wrong);
        // oom is the last line of v2 before Linux 4.13; oom_kill follows it since then.
        cp_cgroup_note_cut(g, file, wrong != 0 || !cp_cgroup_is_v2(g) ||
                                       cprobe_has(fields, CPROBE_MEMORY_EVENTS_OOM) ||
                                       cprobe_has(fields, CPROBE_MEMORY_EVENTS_OOM_KILL));
    }
    cprobe_file_value failures = {0};
    if (!cp_cgroup_is_v2(g)) {
        cp_cgroup_read_value(g, "memory.failcnt", CP_FORM_NUMBER, &failures);
        if (failures.state == CPROBE_FILE_LIMITED) {
            events->max = failures.value;
            cprobe_set(&events->present_fields, CPROBE_MEMORY_EVENTS_MAX);
        } else if (failures.state == CPROBE_FILE_UNKNOWN) {
            cp_failures_add(&g->quota->failures, failures.failure);
        }
    }
}

static void read_memory(cp_cgroup *g) {
    read_memory_stat(g);
    read_memory_events(g);
    if (!cp_cgroup_is_v2(g)) {
        cprobe_file_value use_hierarchy = {0};
        cp_cgroup_read_value(g, "memory.use_hierarchy", CP_FORM_NUMBER, &use_hierarchy);
        g->level->memory_is_apart =
            use_hierarchy.state == CPROBE_FILE_LIMITED && use_hierarchy.value == 0;
        // Without use_hierarchy it is unknown whether these limits apply to the cgroups below.
        if (use_hierarchy.state == CPROBE_FILE_UNKNOWN && !g->is_own) {
            g->level->memory_max = use_hierarchy;
            g->level->memsw_max = use_hierarchy;
        }
    }
}

void cp_cgroup_set_values_unknown(cp_cgroup *g, const cprobe_file_value *unknown) {
    cprobe_quota_level *level = g->level;
    if (cp_cgroup_has(g, CPROBE_CONTROLLER_CPU)) {
        level->cpu = *unknown;
        level->cpu.file = cp_cgroup_is_v2(g) ? "cpu.max" : "cpu.cfs_quota_us";
        level->cpu_usage.state = CPROBE_FILE_NOT_READ;
        if (is_wanted(g, CPROBE_CONTROLLER_CPU, LIMITED)) {
            level->cpu_usage = *unknown;
            level->cpu_usage.file = usage_file_of(g);
        }
    }
    if (cp_cgroup_has(g, CPROBE_CONTROLLER_CPUSET)) {
        level->cpuset = *unknown;
    }
    for (size_t index = 0; index < sizeof rows / sizeof rows[0]; index += 1) {
        cprobe_file_value *file_value = NULL;
        const char *file = file_of(g, &rows[index], &file_value);
        if (file == NULL) {
            continue;
        }
        if (is_wanted(g, rows[index].controller, rows[index].of)) {
            *file_value = *unknown;
            file_value->file = file;
        } else {
            file_value->state = CPROBE_FILE_NOT_READ;
        }
    }
}

void cp_cgroup_read_values(cp_cgroup *g) {
    if (cp_cgroup_has(g, CPROBE_CONTROLLER_CPU)) {
        read_cpu(g);
    }
    if (cp_cgroup_has(g, CPROBE_CONTROLLER_CPUSET)) {
        read_cpuset(g);
    }
    read_numbers(g);
    if (cp_cgroup_has(g, CPROBE_CONTROLLER_MEMORY)) {
        read_memory(g);
    }
}

#endif
