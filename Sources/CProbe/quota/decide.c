#include "decide.h"

#include "decide_devices.h"
#include "decide_memory.h"
#include "number.h"

// Compares the integer parts, then the reciprocals of the remainders (a/b < c/d if d/c < b/a).
// Exact for 64 bits without a wider type; terminates like Euclid's algorithm.
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

// The limits of a controller by index; NULL after the last.
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
    case CPROBE_CONTROLLER_CPUSET: return NULL; // A set of CPUs, not a limit of its own.
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

// The protection of a cgroup that is not visible is unknown. It does not depend on the levels
// above.
static void hide_protection(cprobe_memory_quota *memory, uint32_t version,
                            cprobe_limit_reason reason, cprobe_failure failure) {
    if (reason == CPROBE_REASON_ABOVE_NAMESPACE || reason == CPROBE_REASON_ABOVE_MOUNT ||
        memory->low.state != CPROBE_FILE_ABSENT) {
        return;
    }
    cprobe_file_value unseen = {.state = CPROBE_FILE_NOT_READ};
    if (reason != CPROBE_REASON_NOT_REQUESTED) {
        unseen.state = CPROBE_FILE_UNKNOWN;
        unseen.failure = failure.code != CPROBE_OK
                             ? failure
                             : (cprobe_failure){CPROBE_NOT_FOUND, 0, 0, "the cgroup"};
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
        // On v1, only the own cgroup's device limits apply, so levels above it do not matter.
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

static void add_cpuset(cp_decision *decision, const cprobe_quota_level *level) {
    cprobe_quota *quota = decision->quota;
    cprobe_cpu_quota *cpu = &quota->cpu;
    // The sets of cgroups above contain this one, so that they are only an upper bound.
    if (level->cpuset.state == CPROBE_FILE_UNKNOWN &&
        !cprobe_has(cpu->present_fields, CPROBE_CPU_QUOTA_CPUSET)) {
        cp_failures_add(&quota->failures, level->cpuset.failure);
        cp_doubt(&decision->cpuset, CPROBE_NUMBER_AT_MOST, CPROBE_REASON_LEVEL,
                 level->cpuset.failure);
    }
    cp_keep_failure(decision, &level->cpuset_mems);
    // The effective set of the nearest cgroup applies to all below it.
    if (level->cpuset.state != CPROBE_FILE_LIMITED || level->cpuset.value > UINT32_MAX ||
        cprobe_has(cpu->present_fields, CPROBE_CPU_QUOTA_CPUSET)) {
        return;
    }
    cpu->cpuset = (uint32_t)level->cpuset.value;
    cprobe_set(&cpu->present_fields, CPROBE_CPU_QUOTA_CPUSET);
    cpu->cpus_offset = level->cpus_offset;
    cpu->cpus_length = level->cpus_length;
    if (level->cpuset_mems.state == CPROBE_FILE_LIMITED && level->cpuset_mems.value <= UINT32_MAX) {
        cpu->cpuset_mems = (uint32_t)level->cpuset_mems.value;
        cprobe_set(&cpu->present_fields, CPROBE_CPU_QUOTA_CPUSET_MEMS);
        cpu->mems_offset = level->mems_offset;
        cpu->mems_length = level->mems_length;
    }
}

static void add_cpu(cp_decision *decision, const cprobe_quota_level *level, bool is_own) {
    cprobe_cpu_quota *cpu = &decision->quota->cpu;
    if (level->cpu.state == CPROBE_FILE_UNKNOWN) {
        cp_limit_doubt(&cpu->limit, CPROBE_REASON_LEVEL, level->cpu.failure);
    }
    const bool is_tighter =
        level->cpu.state == CPROBE_FILE_LIMITED &&
        (cpu->limit.state != CPROBE_LIMIT_LIMITED ||
         cp_ratio_less(level->cpu.value, level->cpu_period_us, cpu->quota_us, cpu->period_us));
    if (is_tighter) {
        cp_limit_bind(&cpu->limit, level, level->cpu.file, level->cpu.value);
        cpu->quota_us = level->cpu.value;
        cpu->period_us = level->cpu_period_us;
        cprobe_set(&cpu->present_fields, CPROBE_CPU_QUOTA_QUOTA);
        cprobe_clear(&cpu->present_fields, CPROBE_CPU_QUOTA_BURST);
        cp_take_file_value(decision, &level->cpu_burst, &cpu->burst_us, &cpu->present_fields,
             CPROBE_CPU_QUOTA_BURST);
    }
    if (is_tighter || (is_own && cprobe_has_any(level->throttling.present_fields))) {
        cpu->throttling = level->throttling;
    }
    if (is_tighter || is_own) {
        // If the usage is unknown, its failure has been recorded already.
        cpu->usage_ns = level->cpu_usage.value;
        cprobe_clear(&cpu->present_fields, CPROBE_CPU_QUOTA_USAGE);
        if (level->cpu_usage.state == CPROBE_FILE_LIMITED) {
            cprobe_set(&cpu->present_fields, CPROBE_CPU_QUOTA_USAGE);
        }
    }
    if (is_own) {
        cprobe_presence *fields = &cpu->present_fields;
        cp_take_file_value(decision, &level->cpu_weight, &cpu->weight, fields,
                           CPROBE_CPU_QUOTA_WEIGHT);
        cp_take_file_value(decision, &level->cpu_shares, &cpu->shares, fields,
                           CPROBE_CPU_QUOTA_SHARES);
        cp_take_file_value(decision, &level->cpu_idle, &cpu->idle, fields, CPROBE_CPU_QUOTA_IDLE);
    }
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
        cp_decide_add_memory(decision, level, is_own);
    }
    cp_limit_add(&quota->pids.limit, level, &level->pids_max);
    if (is_own) {
        cp_take_file_value(decision, &level->pids_current, &quota->pids.current_tasks,
             &quota->pids.present_fields, CPROBE_PIDS_QUOTA_CURRENT);
    }
    if (level->io.state == CPROBE_FILE_UNKNOWN) {
        cp_limit_doubt(&quota->io, CPROBE_REASON_LEVEL, level->io.failure);
    }
}

// Lowers the bound to a number of CPUs if that is less.
static void bound_by(cprobe_cpu_quota *cpu, bool is_known, double cores, cprobe_cpu_bound bound) {
    const bool has_bound = cprobe_has(cpu->present_fields, CPROBE_CPU_QUOTA_EFFECTIVE);
    if (is_known && (!has_bound || cores < cpu->effective_cores)) {
        cpu->effective_cores = cores;
        cpu->bound = bound;
        cprobe_set(&cpu->present_fields, CPROBE_CPU_QUOTA_EFFECTIVE);
    }
}

static void finish_cpu(cp_decision *decision) {
    cprobe_cpu_quota *cpu = &decision->quota->cpu;
    cp_limit_settle(&cpu->limit);
    const cprobe_presence fields = cpu->present_fields;
    if (cprobe_has(fields, CPROBE_CPU_QUOTA_QUOTA)) {
        cpu->limit_cores = (double)cpu->quota_us / (double)cpu->period_us;
    }
    // If two are equal, the wider cause is reported: a cpuset also restricts the affinity.
    bound_by(cpu, cprobe_has(fields, CPROBE_CPU_QUOTA_ONLINE), cpu->online, CPROBE_BOUND_ONLINE);
    bound_by(cpu, cprobe_has(fields, CPROBE_CPU_QUOTA_CPUSET), cpu->cpuset, CPROBE_BOUND_CPUSET);
    bound_by(cpu, cprobe_has(fields, CPROBE_CPU_QUOTA_AFFINITY), cpu->affinity,
             CPROBE_BOUND_AFFINITY);
    bound_by(cpu, cprobe_has(fields, CPROBE_CPU_QUOTA_QUOTA), cpu->limit_cores, CPROBE_BOUND_QUOTA);
    // The affinity is within the cpuset. Sets of cgroups above the nearest contain that one's.
    const cprobe_completeness *cpuset = &decision->cpuset;
    if (cpuset->state != CPROBE_NUMBER_EXACT && !cprobe_has(fields, CPROBE_CPU_QUOTA_AFFINITY) &&
        (cpuset->reason == CPROBE_REASON_LEVEL || !cprobe_has(fields, CPROBE_CPU_QUOTA_CPUSET))) {
        cp_doubt(&cpu->effective_cores_completeness, CPROBE_NUMBER_AT_MOST, cpuset->reason,
                 cpuset->failure);
    }
    cp_finish_number(&cpu->effective_cores_completeness, &cpu->limit, &cpu->present_fields,
                  CPROBE_CPU_QUOTA_EFFECTIVE);
}

static void finish_pids(cprobe_pids_quota *pids) {
    cp_limit_settle(&pids->limit);
    cprobe_presence *fields = &pids->present_fields;
    if (pids->limit.state == CPROBE_LIMIT_LIMITED) {
        cp_lower(&pids->effective_tasks, fields, CPROBE_PIDS_QUOTA_EFFECTIVE, pids->limit.value);
    }
    if (cprobe_has(*fields, CPROBE_PIDS_QUOTA_THREADS_MAX)) {
        cp_lower(&pids->effective_tasks, fields, CPROBE_PIDS_QUOTA_EFFECTIVE, pids->threads_max);
    }
    if (cprobe_has(*fields, CPROBE_PIDS_QUOTA_PID_MAX)) {
        cp_lower(&pids->effective_tasks, fields, CPROBE_PIDS_QUOTA_EFFECTIVE,
                 cp_less(pids->pid_max, 1));
    }
    cp_finish_number(&pids->effective_tasks_completeness, &pids->limit, fields,
                  CPROBE_PIDS_QUOTA_EFFECTIVE);
}

void cp_decide_finish(cp_decision *decision, const uint64_t *available_bytes) {
    cprobe_quota *quota = decision->quota;
    finish_cpu(decision);
    cp_decide_finish_memory(decision, available_bytes);
    finish_pids(&quota->pids);
    cp_decide_finish_devices(quota);
    for (uint32_t index = 0; index < decision->failures.count && index < CPROBE_FAILURES_LISTED;
         index += 1) {
        cp_failures_add(&quota->failures, decision->failures.items[index]);
    }
}
