#include "../platform.h"
#if CP_PLATFORM_BSD

#include "quota.h"

#include <string.h>

#include "../failure.h"
#include "../quota/decide.h"
#include "../quota/limit.h"
#include "layout.h"
#include "named_sysctl.h"
#include "port_calls.h"
#include "sysctl.h"
#include "units.h"

bool cp_quota_wants(const cprobe_quota_subject *subject, cprobe_controller controller) {
    return subject->limits_of == 0 || (subject->limits_of >> controller & 1) != 0;
}

cprobe_result cp_quota_begin(const cprobe_quota_subject *subject, cp_decision *decision,
                             cprobe_quota *quota, cprobe_failure *failure) {
    switch (subject->kind) {
    case CPROBE_SUBJECT_SELF: break;
    case CPROBE_SUBJECT_PROCESS:
        return subject->pid < 1
                   ? cp_fail(failure, CPROBE_INVALID, "quota", 0, 0)
                   : cp_fail(failure, CPROBE_UNSUPPORTED, "the quota of another process", 0, 0);
    case CPROBE_SUBJECT_CGROUP:
        return subject->cgroup == NULL
                   ? cp_fail(failure, CPROBE_INVALID, "quota", 0, 0)
                   : cp_fail(failure, CPROBE_UNSUPPORTED, "cgroups on this system", 0, 0);
    }
    memset(quota, 0, sizeof *quota);
    cp_decide_begin(decision, quota);
    decision->is_limits_only = subject->limits_of != 0;
    if (subject->limits_of != 0) {
        const uint32_t others = ((1u << CPROBE_CONTROLLERS) - 1) & ~subject->limits_of;
        cp_decide_incomplete(decision, others, 0, CPROBE_REASON_NOT_REQUESTED,
                             (cprobe_failure){0});
    }
    return CPROBE_OK;
}

// Takes the answer of a call: OK, or a failure.
static cp_quota_fact take_number(const char *source, cprobe_result result, uint64_t number,
                                 uint64_t most, cprobe_failure failure) {
    if (result == CPROBE_OK) {
        failure = (cprobe_failure){0};
        if (number == 0 || number > most) {
            (void)cp_fail(&failure, CPROBE_MALFORMED, source, 0, 0);
        }
    }
    return (cp_quota_fact){number, failure};
}

#ifdef CP_BSD_SYSCTL_BY_NAME

cp_quota_fact cp_quota_number_named(const char *source, uint64_t most) {
    cprobe_failure failure = {0};
    uint64_t number = 0;
    const cprobe_result result = cp_named_sysctl_number(source, &number, &failure);
    return take_number(source, result, number, most, failure);
}

#endif

cp_quota_fact cp_quota_number(const char *source, const int *numbers, unsigned count,
                              uint64_t most) {
    cprobe_failure failure = {0};
    uint64_t number = 0;
    const cprobe_result result = cp_sysctl_number(source, numbers, count, &number, &failure);
    return take_number(source, result, number, most, failure);
}

// Takes a number of CPUs: not 0, and at most 2^31 - 1.
static bool take_cpus(cprobe_quota *quota, cp_quota_fact fact, cprobe_cpu_quota_field field,
                      uint32_t *out) {
    if (fact.failure.code != CPROBE_OK) {
        cp_doubt_machine(&quota->cpu.effective_cores_completeness, fact.failure);
        cp_failures_add(&quota->failures, fact.failure);
        return false;
    }
    *out = (uint32_t)fact.number;
    cprobe_set(&quota->cpu.present_fields, field);
    return true;
}

void cp_quota_set_cpus(cprobe_quota *quota, cp_quota_fact online, const cp_quota_fact *affinity) {
    (void)take_cpus(quota, online, CPROBE_CPU_QUOTA_ONLINE, &quota->cpu.online);
    if (affinity != NULL) {
        (void)take_cpus(quota, *affinity, CPROBE_CPU_QUOTA_AFFINITY, &quota->cpu.affinity);
    }
}

void cp_quota_set_memory(cprobe_quota *quota, cp_quota_fact total) {
    if (total.failure.code != CPROBE_OK) {
        cp_doubt_machine(&quota->memory.effective_bytes_completeness, total.failure);
        cp_failures_add(&quota->failures, total.failure);
        return;
    }
    quota->memory.physical_bytes = total.number;
    cprobe_set(&quota->memory.present_fields, CPROBE_MEMORY_QUOTA_PHYSICAL);
}

// A limit that overflows 64 bits in nanoseconds (584 years) is unlimited.
static void set_limit(uint64_t limit, uint64_t unit, bool *is_unlimited, uint64_t *value) {
    *is_unlimited = limit == UINT64_MAX || !cp_scaled(limit, unit, value);
    *value = *is_unlimited ? 0 : *value;
}

static void read_rlimits(cprobe_quota *quota) {
    int error = 0;
    for (unsigned name = 0; name < CPROBE_RLIMITS; name += 1) {
        uint64_t soft = 0;
        uint64_t hard = 0;
        const int result = cp_port_rlimit(name, &soft, &hard);
        if (result != 0) {
            error = result == CP_PORT_NO_LIMIT ? error : result;
            continue;
        }
        cprobe_rlimit *limit = &quota->rlimits[name];
        const uint64_t unit = name == CPROBE_RLIMIT_CPU ? CP_NS_PER_SECOND : 1;
        limit->is_known = true;
        set_limit(soft, unit, &limit->soft_unlimited, &limit->soft);
        set_limit(hard, unit, &limit->hard_unlimited, &limit->hard);
    }
    if (error != 0) {
        cp_failures_add(&quota->failures,
                        (cprobe_failure){cp_result_of_errno(error), 0, error, "getrlimit"});
    }
}

void cp_quota_finish(const cprobe_quota_subject *subject, cp_decision *decision) {
    cprobe_quota *quota = decision->quota;
    if (subject->limits_of == 0) {
        read_rlimits(quota);
        quota->has_monotonic =
            cp_port_clock_ns(CP_PORT_CLOCK_MONOTONIC, &quota->monotonic_ns) == 0;
    }
    cp_decide_finish(decision, NULL); // No system of this room estimates available memory.
}

cprobe_result cp_quota_read_machine(const cp_quota_machine *machine,
                                    cp_quota_fact (*affinity)(cp_quota_fact online),
                                    const cprobe_quota_subject *subject, cprobe_quota *quota,
                                    cprobe_failure *failure) {
    static const cprobe_quota_subject self = {0};
    const int online_numbers[] = {CP_CTL_HW, machine->online};
    const int memory_numbers[] = {CP_CTL_HW, machine->memory};
    subject = subject == NULL ? &self : subject;
    cp_decision decision = {.quota = quota};
    const cprobe_result result = cp_quota_begin(subject, &decision, quota, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    if (cp_quota_wants(subject, CPROBE_CONTROLLER_CPU)) {
        const cp_quota_fact online =
            cp_quota_number(machine->online_source, online_numbers, 2, INT32_MAX);
        if (affinity != NULL) {
            const cp_quota_fact allowed = affinity(online);
            cp_quota_set_cpus(quota, online, &allowed);
        } else {
            cp_quota_set_cpus(quota, online, NULL);
        }
    }
    if (cp_quota_wants(subject, CPROBE_CONTROLLER_MEMORY)) {
        cp_quota_set_memory(
            quota, cp_quota_number(machine->memory_source, memory_numbers, 2, UINT64_MAX));
    }
    cp_quota_finish(subject, &decision);
    return CPROBE_OK;
}

#endif
