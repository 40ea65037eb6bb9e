#include "decide.h"

#include "../failure.h"
#include "limit.h"

static uint64_t bit(unsigned field) {
    return (uint64_t)1 << field;
}

// Compares the whole parts, then the reciprocals of what remains (a/b < c/d is d/c < b/a); exact
// for all of 64 bits without a wider type, and ends as Euclid's algorithm does.
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

// The limits of a controller, one by one: NULL after the last.
static cprobe_limit *limit_of(cprobe_quota *quota, cprobe_controller controller, uint32_t version,
                              unsigned index) {
    switch (controller) {
    case CPROBE_CONTROLLER_CPU: return index == 0 ? &quota->cpu.limit : NULL;
    case CPROBE_CONTROLLER_MEMORY:
        return index == 0                   ? &quota->memory.limit
               : index == 1                 ? &quota->memory.swap
               : index == 2 && version != 1 ? &quota->memory.high // v1 has none.
                                            : NULL;
    case CPROBE_CONTROLLER_PIDS: return index == 0 ? &quota->pids.limit : NULL;
    case CPROBE_CONTROLLER_IO: return index == 0 ? &quota->io : NULL;
    case CPROBE_CONTROLLER_HUGETLB: return index == 0 ? &quota->hugetlb_limit : NULL;
    case CPROBE_CONTROLLER_CPUSET: return NULL; // Says which CPUs, and is no limit of its own.
    }
    return NULL;
}

void cp_decide_begin(cprobe_quota *quota) {
    quota->cpu.limit = cp_limit_none;
    quota->memory.limit = cp_limit_none;
    quota->memory.high = cp_limit_none;
    quota->memory.swap = cp_limit_none;
    quota->pids.limit = cp_limit_none;
    quota->io = cp_limit_none;
    quota->hugetlb_limit = cp_limit_none;
}

void cp_decide_incomplete(cprobe_quota *quota, uint32_t controllers, uint32_t version,
                          cprobe_limit_reason reason, cprobe_failure failure) {
    for (unsigned controller = 0; controller < CPROBE_CONTROLLERS; controller += 1) {
        cprobe_limit *limit = NULL;
        // Devices are limited in v1 by the own group alone, so that nothing above matters.
        if (controller == CPROBE_CONTROLLER_IO && version == 1 &&
            (reason == CPROBE_REASON_ABOVE_NAMESPACE || reason == CPROBE_REASON_ABOVE_MOUNT)) {
            continue;
        }
        for (unsigned index = 0;
             (controllers >> controller & 1) != 0 &&
             (limit = limit_of(quota, (cprobe_controller)controller, version, index)) != NULL;
             index += 1) {
            cp_limit_doubt(limit, reason, failure);
        }
    }
}

// Gives a field the number of a fact, where it has one.
static void take(const cprobe_fact *fact, uint64_t *value, uint64_t *fields, unsigned field) {
    if (fact->state == CPROBE_FACT_LIMITED) {
        *value = fact->value;
        *fields |= bit(field);
    }
}

static void add_cpuset(cprobe_quota *quota, const cprobe_quota_level *level) {
    cprobe_cpu_quota *cpu = &quota->cpu;
    // Those of the groups above contain it, and are at most told in its place.
    if (level->cpuset.state == CPROBE_FACT_UNKNOWN &&
        !cprobe_has(cpu->present_fields, CPROBE_CPU_QUOTA_CPUSET)) {
        cp_failures_add(&quota->failures, level->cpuset.failure);
    }
    // The effective set of the nearest group holds for all below it.
    if (level->cpuset.state != CPROBE_FACT_LIMITED || level->cpuset.value > UINT32_MAX ||
        cprobe_has(cpu->present_fields, CPROBE_CPU_QUOTA_CPUSET)) {
        return;
    }
    cpu->cpuset = (uint32_t)level->cpuset.value;
    cpu->present_fields |= bit(CPROBE_CPU_QUOTA_CPUSET);
    cpu->cpus_offset = level->cpus_offset;
    cpu->cpus_length = level->cpus_length;
    if (level->cpuset_mems.state == CPROBE_FACT_LIMITED && level->cpuset_mems.value <= UINT32_MAX) {
        cpu->cpuset_mems = (uint32_t)level->cpuset_mems.value;
        cpu->present_fields |= bit(CPROBE_CPU_QUOTA_CPUSET_MEMS);
        cpu->mems_offset = level->mems_offset;
        cpu->mems_length = level->mems_length;
    }
}

static void add_cpu(cprobe_cpu_quota *cpu, const cprobe_quota_level *level, bool is_own) {
    if (level->cpu.state == CPROBE_FACT_UNKNOWN) {
        cp_limit_doubt(&cpu->limit, CPROBE_REASON_LEVEL, level->cpu.failure);
    }
    const bool is_tighter =
        level->cpu.state == CPROBE_FACT_LIMITED &&
        (cpu->limit.state != CPROBE_LIMIT_LIMITED ||
         cp_ratio_less(level->cpu.value, level->cpu_period_us, cpu->quota_us, cpu->period_us));
    if (is_tighter) {
        cp_limit_bind(&cpu->limit, level, level->cpu.file, level->cpu.value);
        cpu->quota_us = level->cpu.value;
        cpu->period_us = level->cpu_period_us;
        cpu->present_fields |= bit(CPROBE_CPU_QUOTA_QUOTA);
        cpu->present_fields &= ~bit(CPROBE_CPU_QUOTA_BURST);
        take(&level->cpu_burst, &cpu->burst_us, &cpu->present_fields, CPROBE_CPU_QUOTA_BURST);
    }
    if (is_tighter || (is_own && level->throttling.present_fields != 0)) {
        cpu->throttling = level->throttling;
    }
    if (is_own) {
        take(&level->cpu_weight, &cpu->weight, &cpu->present_fields, CPROBE_CPU_QUOTA_WEIGHT);
        take(&level->cpu_shares, &cpu->shares, &cpu->present_fields, CPROBE_CPU_QUOTA_SHARES);
        take(&level->cpu_idle, &cpu->idle, &cpu->present_fields, CPROBE_CPU_QUOTA_IDLE);
    }
}

static uint64_t less(uint64_t a, uint64_t b) {
    return a > b ? a - b : 0;
}

static void lower(uint64_t *least, uint64_t *fields, unsigned field, uint64_t value) {
    if (!cprobe_has(*fields, field) || value < *least) {
        *least = value;
        *fields |= bit(field);
    }
}

static void add_own_memory(cprobe_memory_quota *memory, const cprobe_quota_level *level) {
    uint64_t *fields = &memory->present_fields;
    take(&level->memory_current, &memory->current_bytes, fields, CPROBE_MEMORY_QUOTA_CURRENT);
    take(&level->memory_peak, &memory->peak_bytes, fields, CPROBE_MEMORY_QUOTA_PEAK);
    take(&level->swap_current, &memory->swap_current_bytes, fields,
         CPROBE_MEMORY_QUOTA_SWAP_CURRENT);
    if (level->memory_current.state == CPROBE_FACT_LIMITED &&
        level->memsw_current.state == CPROBE_FACT_LIMITED) {
        memory->swap_current_bytes =
            less(level->memsw_current.value, level->memory_current.value);
        *fields |= bit(CPROBE_MEMORY_QUOTA_SWAP_CURRENT);
    }
    if (level->memory_current.state == CPROBE_FACT_LIMITED &&
        level->memory_inactive_file.state == CPROBE_FACT_LIMITED) {
        memory->working_set_bytes =
            less(level->memory_current.value, level->memory_inactive_file.value);
        *fields |= bit(CPROBE_MEMORY_QUOTA_WORKING_SET);
    }
    memory->low = level->memory_low;
    memory->min = level->memory_min;
    memory->events = level->memory_events;
}

static void add_memory(cprobe_memory_quota *memory, const cprobe_quota_level *level, bool is_own,
                       cprobe_limit *memsw) {
    if (is_own) {
        add_own_memory(memory, level);
    } else if (level->memory_is_apart) {
        return; // Its limits hold for its own tasks alone.
    }
    cp_limit_add(&memory->limit, level, &level->memory_max);
    cp_limit_add(&memory->high, level, &level->memory_high);
    cp_limit_add(&memory->swap, level, &level->swap_max);
    cp_limit_add(memsw, level, &level->memsw_max);
    if (level->memory_max.state == CPROBE_FACT_LIMITED &&
        level->memory_current.state == CPROBE_FACT_LIMITED &&
        level->memory_inactive_file.state == CPROBE_FACT_LIMITED) {
        lower(&memory->available_bytes, &memory->present_fields, CPROBE_MEMORY_QUOTA_AVAILABLE,
              less(level->memory_max.value,
                   less(level->memory_current.value, level->memory_inactive_file.value)));
    }
}

// The own group of v1 says in memory.stat what the least over all its levels is, so that nothing
// that cannot be seen binds below it. It does not say which level; one that was seen is named
// before it.
static void finish_hierarchical(cprobe_limit *limit, const cprobe_quota_level *own,
                                const cprobe_fact *fact) {
    if (fact->state != CPROBE_FACT_LIMITED && fact->state != CPROBE_FACT_UNLIMITED) {
        return;
    }
    limit->reason = CPROBE_REASON_NONE;
    limit->failure = (cprobe_failure){0};
    cp_limit_add(limit, own, fact);
}

void cp_decide_add(cp_decision *decision, const cprobe_quota_level *level, bool is_own) {
    cprobe_quota *quota = decision->quota;
    const uint32_t controllers = quota->hierarchies.items[level->hierarchy].controllers;
    if (is_own && (controllers >> CPROBE_CONTROLLER_MEMORY & 1) != 0) {
        decision->own_memory = *level;
    }
    add_cpuset(quota, level);
    if ((controllers >> CPROBE_CONTROLLER_CPU & 1) != 0) {
        add_cpu(&quota->cpu, level, is_own);
    }
    if ((controllers >> CPROBE_CONTROLLER_MEMORY & 1) != 0) {
        add_memory(&quota->memory, level, is_own, &decision->memsw);
    }
    cp_limit_add(&quota->pids.limit, level, &level->pids_max);
    if (is_own) {
        take(&level->pids_current, &quota->pids.current_tasks, &quota->pids.present_fields,
             CPROBE_PIDS_QUOTA_CURRENT);
    }
    if (level->io.state == CPROBE_FACT_UNKNOWN) {
        cp_limit_doubt(&quota->io, CPROBE_REASON_LEVEL, level->io.failure);
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
    cp_limit_settle(&cpu->limit);
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

// v1 limits memory and swap together: what is left of that above the limit of memory is for swap.
static void finish_swap(cp_decision *decision) {
    cprobe_memory_quota *memory = &decision->quota->memory;
    const cprobe_limit *memsw = &decision->memsw;
    if (memsw->state != CPROBE_LIMIT_LIMITED) {
        if (memsw->reason != CPROBE_REASON_NONE) {
            cp_limit_doubt(&memory->swap, memsw->reason, memsw->failure);
        }
        return;
    }
    const uint64_t value =
        memory->limit.state == CPROBE_LIMIT_LIMITED ? less(memsw->value, memory->limit.value)
                                                    : memsw->value;
    const cprobe_limit_reason reason = memory->swap.reason;
    const cprobe_failure failure = memory->swap.failure;
    memory->swap = *memsw;
    memory->swap.value = value;
    cp_limit_doubt(&memory->swap, reason, failure);
}

static void finish_memory(cprobe_memory_quota *memory, const uint64_t *available) {
    const bool has_physical = cprobe_has(memory->present_fields, CPROBE_MEMORY_QUOTA_PHYSICAL);
    const bool has_limit = memory->limit.state == CPROBE_LIMIT_LIMITED;
    cp_limit_settle(&memory->limit);
    cp_limit_settle(&memory->high);
    cp_limit_settle(&memory->swap);
    if (has_limit && has_physical && memory->limit.value > memory->physical_bytes) {
        memory->limit.value = memory->physical_bytes;
        memory->limit.in_group = false;
        memory->limit.file = "/proc/meminfo";
    }
    if (has_limit || has_physical) {
        memory->effective_bytes = has_limit ? memory->limit.value : memory->physical_bytes;
        memory->present_fields |= bit(CPROBE_MEMORY_QUOTA_EFFECTIVE);
    }
    uint64_t *fields = &memory->present_fields;
    if (available != NULL) {
        lower(&memory->available_bytes, fields, CPROBE_MEMORY_QUOTA_AVAILABLE, *available);
    }
    // Where the limit is of a level whose use is not known, less than all of it is left.
    if (has_limit && cprobe_has(*fields, CPROBE_MEMORY_QUOTA_AVAILABLE)) {
        lower(&memory->available_bytes, fields, CPROBE_MEMORY_QUOTA_AVAILABLE,
              less(memory->limit.value, cprobe_has(*fields, CPROBE_MEMORY_QUOTA_WORKING_SET)
                                            ? memory->working_set_bytes
                                            : 0));
    }
}

static void finish_pids(cprobe_pids_quota *pids) {
    cp_limit_settle(&pids->limit);
    uint64_t *fields = &pids->present_fields;
    if (pids->limit.state == CPROBE_LIMIT_LIMITED) {
        lower(&pids->effective_tasks, fields, CPROBE_PIDS_QUOTA_EFFECTIVE, pids->limit.value);
    }
    if (cprobe_has(*fields, CPROBE_PIDS_QUOTA_THREADS_MAX)) {
        lower(&pids->effective_tasks, fields, CPROBE_PIDS_QUOTA_EFFECTIVE, pids->threads_max);
    }
    if (cprobe_has(*fields, CPROBE_PIDS_QUOTA_PID_MAX)) {
        lower(&pids->effective_tasks, fields, CPROBE_PIDS_QUOTA_EFFECTIVE, less(pids->pid_max, 1));
    }
}

void cp_decide_finish(cp_decision *decision, const uint64_t *available_bytes) {
    cprobe_quota *quota = decision->quota;
    finish_cpu(&quota->cpu);
    const cprobe_quota_level *own = &decision->own_memory;
    finish_hierarchical(&quota->memory.limit, own, &own->memory_hierarchical);
    finish_hierarchical(&decision->memsw, own, &own->memsw_hierarchical);
    if (own->memsw_hierarchical.state == CPROBE_FACT_LIMITED ||
        own->memsw_hierarchical.state == CPROBE_FACT_UNLIMITED) {
        quota->memory.swap.reason = CPROBE_REASON_NONE;
        quota->memory.swap.failure = (cprobe_failure){0};
    }
    finish_swap(decision);
    finish_memory(&quota->memory, available_bytes);
    finish_pids(&quota->pids);
    cp_decide_finish_devices(quota);
}
