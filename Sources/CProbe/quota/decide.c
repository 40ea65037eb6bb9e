#include "decide.h"

#include <string.h>

static uint64_t bit(unsigned field) {
    return (uint64_t)1 << field;
}

// Compares the whole parts, then the reciprocals of what remains (a/b < c/d is d/c < b/a); exact for
// all of 64 bits without a wider type, and ends as Euclid's algorithm does.
bool cp_ratio_less(uint64_t a, uint64_t b, uint64_t c, uint64_t d) {
    for (;;) {
        const uint64_t left = a / b;
        const uint64_t right = c / d;
        if (left != right) {
            return left < right;
        }
        a %= b;
        c %= d;
        if (a == 0 || c == 0) {
            return a == 0 && c != 0;
        }
        const uint64_t old_a = a;
        const uint64_t old_b = b;
        a = d;
        b = c;
        c = old_b;
        d = old_a;
    }
}

void cp_decide_begin(cprobe_quota *quota) {
    const cprobe_limit unlimited = {.state = CPROBE_LIMIT_UNLIMITED};
    quota->cpu.limit = unlimited;
    quota->memory.limit = unlimited;
    quota->pids.limit = unlimited;
}

// Marks a limit as not complete, for the first reason that comes.
static void doubt(cprobe_limit *limit, cprobe_limit_reason reason, cprobe_failure failure) {
    if (limit->reason == CPROBE_REASON_NONE) {
        limit->reason = reason;
        limit->failure = failure;
    }
}

static cprobe_limit *limit_of(cprobe_quota *quota, cprobe_controller controller) {
    switch (controller) {
    case CPROBE_CONTROLLER_CPU: return &quota->cpu.limit;
    case CPROBE_CONTROLLER_MEMORY: return &quota->memory.limit;
    case CPROBE_CONTROLLER_PIDS: return &quota->pids.limit;
    case CPROBE_CONTROLLER_CPUSET: return NULL; // Says which CPUs, and is no limit of its own.
    }
    return NULL;
}

void cp_decide_unreachable(cprobe_quota *quota, uint32_t controllers, cprobe_limit_reason reason,
                           cprobe_failure failure) {
    for (unsigned controller = 0; controller < CPROBE_CONTROLLERS; controller += 1) {
        cprobe_limit *limit = limit_of(quota, (cprobe_controller)controller);
        if (limit != NULL && (controllers >> controller & 1) != 0) {
            limit->state = CPROBE_LIMIT_UNKNOWN;
            doubt(limit, reason, failure);
        }
    }
}

void cp_decide_incomplete(cprobe_quota *quota, uint32_t controllers, cprobe_limit_reason reason,
                          cprobe_failure failure) {
    for (unsigned controller = 0; controller < CPROBE_CONTROLLERS; controller += 1) {
        cprobe_limit *limit = limit_of(quota, (cprobe_controller)controller);
        if (limit != NULL && (controllers >> controller & 1) != 0) {
            doubt(limit, reason, failure);
        }
    }
}

static void bind(cprobe_limit *limit, const cprobe_quota_level *level, const char *file) {
    limit->state = CPROBE_LIMIT_LIMITED;
    limit->in_group = true;
    limit->hierarchy = level->hierarchy;
    limit->path_length = level->path_length;
    limit->file = file;
}

// Counts in a fact that is a number: the least binds. `known` says whether `least` holds one.
static void add_number(cprobe_limit *limit, uint64_t *least, uint64_t *present, unsigned field,
                       const cprobe_quota_level *level, const cprobe_fact *fact, uint64_t value) {
    if (fact->state == CPROBE_FACT_UNKNOWN) {
        doubt(limit, CPROBE_REASON_LEVEL, fact->failure);
    }
    if (fact->state == CPROBE_FACT_LIMITED && (!cprobe_has(*present, field) || value < *least)) {
        *least = value;
        *present |= bit(field);
        bind(limit, level, fact->file);
    }
}

static void add_cpu(cprobe_cpu_quota *cpu, const cprobe_quota_level *level) {
    if (level->cpu.state == CPROBE_FACT_UNKNOWN) {
        doubt(&cpu->limit, CPROBE_REASON_LEVEL, level->cpu.failure);
    }
    if (level->cpu.state == CPROBE_FACT_LIMITED &&
        (!cprobe_has(cpu->present_fields, CPROBE_CPU_QUOTA_QUOTA) ||
         cp_ratio_less(level->quota_us, level->period_us, cpu->quota_us, cpu->period_us))) {
        cpu->quota_us = level->quota_us;
        cpu->period_us = level->period_us;
        cpu->present_fields |= bit(CPROBE_CPU_QUOTA_QUOTA);
        bind(&cpu->limit, level, level->cpu.file);
    }
    // The effective set of the nearest group holds for all below it.
    if (level->cpuset.state == CPROBE_FACT_LIMITED && level->cpuset_cpus <= UINT32_MAX &&
        !cprobe_has(cpu->present_fields, CPROBE_CPU_QUOTA_CPUSET)) {
        cpu->cpuset = (uint32_t)level->cpuset_cpus;
        cpu->present_fields |= bit(CPROBE_CPU_QUOTA_CPUSET);
    }
}

// Whether the limit comes from the own group's memory.stat, which does not say which level it is.
static bool is_from_stat(const cprobe_limit *limit) {
    return limit->state == CPROBE_LIMIT_LIMITED && strcmp(limit->file, "memory.stat") == 0;
}

static void add_memory(cprobe_memory_quota *memory, const cprobe_quota_level *level, bool is_own) {
    if (is_own || !level->memory_is_apart) {
        if (is_from_stat(&memory->limit) && level->memory.state == CPROBE_FACT_LIMITED &&
            level->memory_max_bytes == memory->limit_bytes) {
            bind(&memory->limit, level, level->memory.file);
        }
        add_number(&memory->limit, &memory->limit_bytes, &memory->present_fields,
                   CPROBE_MEMORY_QUOTA_LIMIT, level, &level->memory, level->memory_max_bytes);
    }
    if (is_own) {
        add_number(&memory->limit, &memory->limit_bytes, &memory->present_fields,
                   CPROBE_MEMORY_QUOTA_LIMIT, level, &level->hierarchical,
                   level->hierarchical_bytes);
        if (level->memory_current.state == CPROBE_FACT_LIMITED) {
            memory->current_bytes = level->memory_current_bytes;
            memory->present_fields |= bit(CPROBE_MEMORY_QUOTA_CURRENT);
        }
    }
}

void cp_decide_add(cprobe_quota *quota, const cprobe_quota_level *level, bool is_own) {
    add_cpu(&quota->cpu, level);
    add_memory(&quota->memory, level, is_own);
    add_number(&quota->pids.limit, &quota->pids.limit_tasks, &quota->pids.present_fields,
               CPROBE_PIDS_QUOTA_LIMIT, level, &level->pids, level->pids_max);
    if (is_own && level->pids_current.state == CPROBE_FACT_LIMITED) {
        quota->pids.current_tasks = level->pids_current_tasks;
        quota->pids.present_fields |= bit(CPROBE_PIDS_QUOTA_CURRENT);
    }
}

// No level limits, and one could not be read: nobody knows.
static void settle(cprobe_limit *limit) {
    if (limit->state == CPROBE_LIMIT_UNLIMITED && limit->reason == CPROBE_REASON_LEVEL) {
        limit->state = CPROBE_LIMIT_UNKNOWN;
    }
}

// Takes a number of CPUs as the bound where it is less than what is known so far.
static void bound_by(cprobe_cpu_quota *cpu, bool is_known, double cores, cprobe_cpu_bound bound) {
    const bool has_bound = cprobe_has(cpu->present_fields, CPROBE_CPU_QUOTA_EFFECTIVE);
    if (is_known && (!has_bound || cores < cpu->effective_cores)) {
        cpu->effective_cores = cores;
        cpu->bound = bound;
        cpu->present_fields |= bit(CPROBE_CPU_QUOTA_EFFECTIVE);
    }
}

static void finish_cpu(cprobe_cpu_quota *cpu) {
    settle(&cpu->limit);
    const uint64_t fields = cpu->present_fields;
    if (cprobe_has(fields, CPROBE_CPU_QUOTA_QUOTA)) {
        cpu->limit_cores = (double)cpu->quota_us / (double)cpu->period_us;
    }
    // Where two are equal the wider cause is named: a cpuset shows in the affinity too.
    bound_by(cpu, cprobe_has(fields, CPROBE_CPU_QUOTA_ONLINE), cpu->online, CPROBE_BOUND_ONLINE);
    bound_by(cpu, cprobe_has(fields, CPROBE_CPU_QUOTA_CPUSET), cpu->cpuset, CPROBE_BOUND_CPUSET);
    bound_by(cpu, cprobe_has(fields, CPROBE_CPU_QUOTA_AFFINITY), cpu->affinity,
             CPROBE_BOUND_AFFINITY);
    bound_by(cpu, cprobe_has(fields, CPROBE_CPU_QUOTA_QUOTA), cpu->limit_cores, CPROBE_BOUND_QUOTA);
}

static void finish_memory(cprobe_memory_quota *memory) {
    settle(&memory->limit);
    const bool has_physical = cprobe_has(memory->present_fields, CPROBE_MEMORY_QUOTA_PHYSICAL);
    const bool has_limit = cprobe_has(memory->present_fields, CPROBE_MEMORY_QUOTA_LIMIT);
    if (has_limit && has_physical && memory->limit_bytes > memory->physical_bytes) {
        memory->limit_bytes = memory->physical_bytes;
        memory->limit.in_group = false;
        memory->limit.file = "/proc/meminfo";
    }
    if (has_limit || has_physical) {
        memory->effective_bytes = has_limit ? memory->limit_bytes : memory->physical_bytes;
        memory->present_fields |= bit(CPROBE_MEMORY_QUOTA_EFFECTIVE);
    }
}

void cp_decide_finish(cprobe_quota *quota, bool memory_is_whole) {
    finish_cpu(&quota->cpu);
    if (memory_is_whole) {
        quota->memory.limit.reason = CPROBE_REASON_NONE;
        quota->memory.limit.failure = (cprobe_failure){0};
    }
    finish_memory(&quota->memory);
    settle(&quota->pids.limit);
}
