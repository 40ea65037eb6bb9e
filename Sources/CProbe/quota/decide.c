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

void cp_decide_begin(cp_decision *decision, cprobe_quota *quota) {
    static const cprobe_completeness exact = {.state = CPROBE_NUMBER_EXACT};
    *decision = (cp_decision){.quota = quota, .memsw = cp_limit_none, .cpuset = exact};
    quota->cpu.limit = cp_limit_none;
    quota->memory.limit = cp_limit_none;
    quota->memory.high = cp_limit_none;
    quota->memory.swap = cp_limit_none;
    quota->pids.limit = cp_limit_none;
    quota->io = cp_limit_none;
    quota->hugetlb_limit = cp_limit_none;
    quota->cpu.effective_cores_completeness = exact;
    quota->memory.effective_bytes_completeness = exact;
    quota->memory.available_bytes_completeness = exact;
    quota->pids.effective_tasks_completeness = exact;
}

void cp_decide_doubt(cprobe_completeness *of, cprobe_failure failure) {
    cp_doubt(of, CPROBE_NUMBER_AT_MOST, CPROBE_REASON_MACHINE, failure);
}

// Of a group that cannot be seen even these are unknown. What is above it does not matter to them.
static void hide_protection(cprobe_memory_quota *memory, uint32_t version,
                            cprobe_limit_reason reason, cprobe_failure failure) {
    if (reason == CPROBE_REASON_ABOVE_NAMESPACE || reason == CPROBE_REASON_ABOVE_MOUNT ||
        memory->low.state != CPROBE_FACT_ABSENT) {
        return;
    }
    cprobe_fact unseen = {.state = CPROBE_FACT_NOT_READ};
    if (reason != CPROBE_REASON_NOT_ASKED) {
        unseen.state = CPROBE_FACT_UNKNOWN;
        unseen.failure = failure.code != CPROBE_OK
                             ? failure
                             : (cprobe_failure){CPROBE_NOT_FOUND, 0, 0, "the control group"};
    }
    memory->low = unseen;
    memory->min = version == 1 ? memory->min : unseen; // v1 has none.
}

void cp_decide_incomplete(cp_decision *decision, uint32_t controllers, uint32_t version,
                          cprobe_limit_reason reason, cprobe_failure failure) {
    cprobe_quota *quota = decision->quota;
    if ((controllers >> CPROBE_CONTROLLER_CPUSET & 1) != 0) {
        cp_doubt(&decision->cpuset, CPROBE_NUMBER_AT_MOST, reason, failure);
    }
    if ((controllers >> CPROBE_CONTROLLER_MEMORY & 1) != 0) {
        hide_protection(&quota->memory, version, reason, failure);
    }
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

// Keeps the failure of a fact that would have been a number of the answer. A directory that cannot be
// opened costs many, and is named once.
static void keep_failure(cp_decision *decision, const cprobe_fact *fact) {
    cprobe_failures *kept = &decision->facts;
    const cprobe_failure *failure = &fact->failure;
    if (fact->state != CPROBE_FACT_UNKNOWN) {
        return;
    }
    for (uint32_t index = 0; index < kept->count && index < CPROBE_FAILURES_KEPT; index += 1) {
        if (kept->items[index].code == failure->code &&
            kept->items[index].source == failure->source) {
            return;
        }
    }
    cp_failures_add(kept, *failure);
}

// Gives a field the number of a fact, where it has one.
static void take(cp_decision *decision, const cprobe_fact *fact, uint64_t *value, uint64_t *fields,
                 unsigned field) {
    keep_failure(decision, fact);
    if (fact->state == CPROBE_FACT_LIMITED) {
        *value = fact->value;
        *fields |= bit(field);
    }
}

static void add_cpuset(cp_decision *decision, const cprobe_quota_level *level) {
    cprobe_quota *quota = decision->quota;
    cprobe_cpu_quota *cpu = &quota->cpu;
    // Those of the groups above contain it, and are at most told in its place.
    if (level->cpuset.state == CPROBE_FACT_UNKNOWN &&
        !cprobe_has(cpu->present_fields, CPROBE_CPU_QUOTA_CPUSET)) {
        cp_failures_add(&quota->failures, level->cpuset.failure);
        cp_doubt(&decision->cpuset, CPROBE_NUMBER_AT_MOST, CPROBE_REASON_LEVEL,
                 level->cpuset.failure);
    }
    keep_failure(decision, &level->cpuset_mems);
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

static void add_cpu(cp_decision *decision, const cprobe_quota_level *level, bool is_own) {
    cprobe_cpu_quota *cpu = &decision->quota->cpu;
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
        take(decision, &level->cpu_burst, &cpu->burst_us, &cpu->present_fields,
             CPROBE_CPU_QUOTA_BURST);
    }
    if (is_tighter || (is_own && level->throttling.present_fields != 0)) {
        cpu->throttling = level->throttling;
    }
    if (is_own) {
        uint64_t *fields = &cpu->present_fields;
        take(decision, &level->cpu_weight, &cpu->weight, fields, CPROBE_CPU_QUOTA_WEIGHT);
        take(decision, &level->cpu_shares, &cpu->shares, fields, CPROBE_CPU_QUOTA_SHARES);
        take(decision, &level->cpu_idle, &cpu->idle, fields, CPROBE_CPU_QUOTA_IDLE);
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

static void add_own_memory(cp_decision *decision, const cprobe_quota_level *level) {
    cprobe_memory_quota *memory = &decision->quota->memory;
    uint64_t *fields = &memory->present_fields;
    take(decision, &level->memory_current, &memory->current_bytes, fields,
         CPROBE_MEMORY_QUOTA_CURRENT);
    take(decision, &level->memory_peak, &memory->peak_bytes, fields, CPROBE_MEMORY_QUOTA_PEAK);
    take(decision, &level->swap_current, &memory->swap_current_bytes, fields,
         CPROBE_MEMORY_QUOTA_SWAP_CURRENT);
    keep_failure(decision, &level->memsw_current);
    if (!decision->is_limits_only) { // Else memory.stat was read for its limits alone.
        keep_failure(decision, &level->memory_inactive_file);
    }
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

// Why a fact is no number: its failure, or that the group has no such file.
static cprobe_failure failure_of(const cprobe_fact *fact, const char *file) {
    return fact->state == CPROBE_FACT_UNKNOWN ? fact->failure
                                              : (cprobe_failure){CPROBE_NOT_FOUND, 0, 0, file};
}

// What a level that limits leaves. Of its usage, cache that the kernel can drop at once is none: where
// that is not known at least the rest of the limit is left, and where the usage is not known at most
// all of it.
static void add_available(cp_decision *decision, const cprobe_quota_level *level) {
    cprobe_memory_quota *memory = &decision->quota->memory;
    const bool is_v1 = decision->quota->hierarchies.items[level->hierarchy].version == 1;
    const cprobe_fact *current = &level->memory_current;
    const cprobe_fact *inactive = &level->memory_inactive_file;
    const uint64_t limit = level->memory_max.value;
    if (level->memory_max.state != CPROBE_FACT_LIMITED || decision->is_limits_only) {
        return;
    }
    if (current->state == CPROBE_FACT_LIMITED && inactive->state != CPROBE_FACT_LIMITED) {
        const uint64_t left = less(limit, current->value);
        if (decision->left.state != CPROBE_FACT_LIMITED || left < decision->left.value) {
            decision->left = (cprobe_fact){CPROBE_FACT_LIMITED, failure_of(inactive, "memory.stat"),
                                           NULL, left};
        }
        return;
    }
    uint64_t used = 0;
    if (current->state == CPROBE_FACT_LIMITED) {
        used = less(current->value, inactive->value);
    } else {
        cp_doubt(&memory->available_bytes_completeness, CPROBE_NUMBER_AT_MOST, CPROBE_REASON_USAGE,
                 failure_of(current, is_v1 ? "memory.usage_in_bytes" : "memory.current"));
    }
    lower(&memory->available_bytes, &memory->present_fields, CPROBE_MEMORY_QUOTA_AVAILABLE,
          less(limit, used));
}

static void add_memory(cp_decision *decision, const cprobe_quota_level *level, bool is_own) {
    cprobe_memory_quota *memory = &decision->quota->memory;
    if (is_own) {
        add_own_memory(decision, level);
    } else if (level->memory_is_apart) {
        return; // Its limits hold for its own tasks alone.
    }
    cp_limit_add(&memory->limit, level, &level->memory_max);
    cp_limit_add(&memory->high, level, &level->memory_high);
    cp_limit_add(&memory->swap, level, &level->swap_max);
    cp_limit_add(&decision->memsw, level, &level->memsw_max);
    add_available(decision, level);
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
    add_cpuset(decision, level);
    if ((controllers >> CPROBE_CONTROLLER_CPU & 1) != 0) {
        add_cpu(decision, level, is_own);
    }
    if ((controllers >> CPROBE_CONTROLLER_MEMORY & 1) != 0) {
        add_memory(decision, level, is_own);
    }
    cp_limit_add(&quota->pids.limit, level, &level->pids_max);
    if (is_own) {
        take(decision, &level->pids_current, &quota->pids.current_tasks,
             &quota->pids.present_fields, CPROBE_PIDS_QUOTA_CURRENT);
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

// The end of a number: what may be less of its limit may be less of it. `fields` loses the number
// where it is unknown.
static void finish_number(cprobe_completeness *of, const cprobe_limit *limit, uint64_t *fields,
                          unsigned field) {
    if (limit->reason != CPROBE_REASON_NONE) {
        cp_doubt(of, CPROBE_NUMBER_AT_MOST, limit->reason, limit->failure);
    }
    if (!cprobe_has(*fields, field)) {
        cp_decide_doubt(of, (cprobe_failure){0}); // Should nothing have said why.
        of->state = CPROBE_NUMBER_UNKNOWN;
    }
    if (of->state == CPROBE_NUMBER_UNKNOWN) {
        *fields &= ~bit(field);
    }
}

static void finish_cpu(cp_decision *decision) {
    cprobe_cpu_quota *cpu = &decision->quota->cpu;
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
    // The affinity lies within the cpuset. Sets of groups above the nearest contain that one's.
    const cprobe_completeness *cpuset = &decision->cpuset;
    if (cpuset->state != CPROBE_NUMBER_EXACT && !cprobe_has(fields, CPROBE_CPU_QUOTA_AFFINITY) &&
        (cpuset->reason == CPROBE_REASON_LEVEL || !cprobe_has(fields, CPROBE_CPU_QUOTA_CPUSET))) {
        cp_doubt(&cpu->effective_cores_completeness, CPROBE_NUMBER_AT_MOST, cpuset->reason,
                 cpuset->failure);
    }
    finish_number(&cpu->effective_cores_completeness, &cpu->limit, &cpu->present_fields,
                  CPROBE_CPU_QUOTA_EFFECTIVE);
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

// What is left. `limit` is that of memory before the kernel's own least stood in for what cannot be
// seen: that limits, but does not say what the groups there use.
static void finish_available(cp_decision *decision, const cprobe_limit *limit,
                             const uint64_t *available) {
    cprobe_memory_quota *memory = &decision->quota->memory;
    cprobe_completeness *of = &memory->available_bytes_completeness;
    uint64_t *fields = &memory->present_fields;
    const unsigned field = CPROBE_MEMORY_QUOTA_AVAILABLE;
    if (decision->is_limits_only) {
        *of = (cprobe_completeness){CPROBE_NUMBER_UNKNOWN, CPROBE_REASON_NOT_ASKED, {0}};
        *fields &= ~bit(field);
        return;
    }
    if (available != NULL) {
        lower(&memory->available_bytes, fields, field, *available);
    }
    // Where the kernel's own least is that of a level that is not seen, that one uses at least this.
    if (memory->limit.state == CPROBE_LIMIT_LIMITED && cprobe_has(*fields, field)) {
        lower(&memory->available_bytes, fields, field,
              less(memory->limit.value, cprobe_has(*fields, CPROBE_MEMORY_QUOTA_WORKING_SET)
                                            ? memory->working_set_bytes
                                            : 0));
    }
    const cprobe_fact *left = &decision->left;
    if (left->state == CPROBE_FACT_LIMITED &&
        (!cprobe_has(*fields, field) || left->value < memory->available_bytes)) {
        lower(&memory->available_bytes, fields, field, left->value);
        cp_doubt(of, CPROBE_NUMBER_AT_LEAST, CPROBE_REASON_USAGE, left->failure);
    }
    finish_number(of, limit, fields, field);
}

static void finish_memory(cprobe_memory_quota *memory) {
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
    finish_number(&memory->effective_bytes_completeness, &memory->limit, &memory->present_fields,
                  CPROBE_MEMORY_QUOTA_EFFECTIVE);
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
    finish_number(&pids->effective_tasks_completeness, &pids->limit, fields,
                  CPROBE_PIDS_QUOTA_EFFECTIVE);
}

void cp_decide_finish(cp_decision *decision, const uint64_t *available_bytes) {
    cprobe_quota *quota = decision->quota;
    finish_cpu(decision);
    const cprobe_quota_level *own = &decision->own_memory;
    const cprobe_limit seen = quota->memory.limit;
    finish_hierarchical(&quota->memory.limit, own, &own->memory_hierarchical);
    finish_hierarchical(&decision->memsw, own, &own->memsw_hierarchical);
    if (own->memsw_hierarchical.state == CPROBE_FACT_LIMITED ||
        own->memsw_hierarchical.state == CPROBE_FACT_UNLIMITED) {
        quota->memory.swap.reason = CPROBE_REASON_NONE;
        quota->memory.swap.failure = (cprobe_failure){0};
    }
    finish_swap(decision);
    finish_memory(&quota->memory);
    finish_available(decision, &seen, available_bytes);
    finish_pids(&quota->pids);
    cp_decide_finish_devices(quota);
    for (uint32_t index = 0; index < decision->facts.count && index < CPROBE_FAILURES_KEPT;
         index += 1) {
        cp_failures_add(&quota->failures, decision->facts.items[index]);
    }
}
