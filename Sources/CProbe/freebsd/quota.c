#include "../platform.h"
#if CP_PLATFORM_FREEBSD

#include "../bsd/quota.h"

#include <errno.h>

#include "../bsd/collector_state.h"
#include "../bsd/named_sysctl.h"
#include "../bsd/record.h"
#include "../failure.h"
#include "../quota/limit.h"
#include "../text/build.h"
#include "port_calls.h"
#include "rctl.h"

enum {
    // A mask has 32 bytes up to FreeBSD 13 and 128 since; 1,024 are 8,192 CPUs.
    MASK_BYTES = 1024,
    // rctl percents are of one CPU: 1 % is 10,000 of 1,000,000 microseconds.
    RCTL_PERIOD_US = 1000000,
    US_PER_PERCENT = RCTL_PERIOD_US / 100
};

static const char rctl_source[] = "rctl_get_limits";

static cp_quota_fact read_affinity(void) {
    static const char source[] = "cpuset_getaffinity";
    cp_quota_fact fact = {0};
    uint64_t mask[MASK_BYTES / sizeof(uint64_t)] = {0};
    int error = ERANGE;
    for (size_t bytes = 32; error == ERANGE && bytes <= sizeof mask; bytes *= 2) {
        error = cp_port_affinity(mask, bytes);
    }
    if (error != 0) {
        (void)cp_fail(&fact.failure, cp_result_of_errno(error), source, 0, error);
        return fact;
    }
    for (size_t index = 0; index < sizeof mask / sizeof mask[0]; index += 1) {
        for (uint64_t left = mask[index]; left != 0; left &= left - 1) {
            fact.number += 1;
        }
    }
    if (fact.number == 0) {
        (void)cp_fail(&fact.failure, CPROBE_MALFORMED, source, 0, 0);
    }
    return fact;
}

// Binds a limit by a rule.
static void bind(cprobe_limit *limit, uint64_t value) {
    limit->state = CPROBE_LIMIT_LIMITED;
    limit->file = "rctl";
    limit->value = value;
}

// Marks every limit that a rule may set as incomplete.
static void doubt_all(cprobe_quota *quota, cprobe_failure failure) {
    cprobe_limit *const limits[] = {&quota->cpu.limit, &quota->memory.limit, &quota->memory.swap,
                                    &quota->pids.limit, &quota->io};
    for (size_t index = 0; index < sizeof limits / sizeof limits[0]; index += 1) {
        cp_limit_doubt(limits[index], CPROBE_REASON_MACHINE, failure);
    }
    cp_failures_add(&quota->failures, failure);
}

static void apply(const cp_rctl_limits *rules, const cprobe_quota_subject *subject,
                  cprobe_quota *quota) {
    cprobe_cpu_quota *cpu = &quota->cpu;
    if (rules->is_limited[CP_RCTL_PCPU] && cp_quota_wants(subject, CPROBE_CONTROLLER_CPU) &&
        !__builtin_mul_overflow(rules->limits[CP_RCTL_PCPU], (uint64_t)US_PER_PERCENT,
                                &cpu->quota_us)) {
        cpu->period_us = RCTL_PERIOD_US;
        cprobe_set(&cpu->present_fields, CPROBE_CPU_QUOTA_QUOTA);
        bind(&cpu->limit, cpu->quota_us);
    }
    if (cp_quota_wants(subject, CPROBE_CONTROLLER_MEMORY)) {
        cprobe_memory_quota *memory = &quota->memory;
        if (rules->is_limited[CP_RCTL_MEMORYUSE]) {
            bind(&memory->limit, rules->limits[CP_RCTL_MEMORYUSE]);
            if (cprobe_has(memory->present_fields, CPROBE_MEMORY_QUOTA_PHYSICAL) &&
                memory->limit.value > memory->physical_bytes) {
                bind(&memory->limit, memory->physical_bytes);
                memory->limit.file = "sysctl hw.physmem";
            }
        }
        if (rules->is_limited[CP_RCTL_SWAPUSE]) {
            bind(&memory->swap, rules->limits[CP_RCTL_SWAPUSE]);
        }
    }
    if (rules->is_limited[CP_RCTL_NTHR] && cp_quota_wants(subject, CPROBE_CONTROLLER_PIDS)) {
        bind(&quota->pids.limit, rules->limits[CP_RCTL_NTHR]);
    }
    if (rules->limits_io) {
        // The rules are for all devices together, which a list of devices cannot express.
        cp_limit_doubt(&quota->io, CPROBE_REASON_MACHINE,
                       (cprobe_failure){CPROBE_UNSUPPORTED, 0, 0, rctl_source});
    }
}

// Reads the rules. A kernel that does not account resources (the default) has none.
static void read_rules(cp_collector *collector, const cprobe_quota_subject *subject,
                       cprobe_quota *quota) {
    const cp_buffer buffer = cp_answer_buffer(collector);
    char filter[32];
    cp_build build = {filter, sizeof filter, 0, false};
    cp_build_add(&build, cp_span_of("process:"));
    cp_build_add_number(&build, (uint64_t)cp_port_pid());
    const int error = cp_port_rctl_limits(filter, buffer.bytes, buffer.capacity);
    if (error == ENOSYS) {
        return;
    }
    cprobe_failure failure;
    if (error != 0) {
        (void)cp_fail(&failure, error == ERANGE ? CPROBE_TOO_LARGE : cp_result_of_errno(error),
                      rctl_source, 0, error);
        doubt_all(quota, failure);
        return;
    }
    cp_rctl_limits rules;
    cp_rctl_parse(cp_record_text(cp_span_make(buffer.bytes, buffer.capacity), 0, buffer.capacity),
                  &rules);
    apply(&rules, subject, quota);
    if (rules.is_malformed) {
        (void)cp_fail(&failure, CPROBE_MALFORMED, rctl_source, 0, 0);
        doubt_all(quota, failure);
    }
}

// Whether this process is in a jail. The jail's rules and CPUs are among those of the process.
static void read_jail(cprobe_quota *quota) {
    static const char source[] = "sysctl security.jail.jailed";
    cprobe_failure failure;
    uint64_t is_jailed = 0;
    cprobe_result result = cp_named_sysctl_number(source, &is_jailed, &failure);
    if (result == CPROBE_OK && is_jailed > 1) {
        result = cp_fail(&failure, CPROBE_MALFORMED, source, 0, 0);
    }
    if (result != CPROBE_OK) {
        cp_failures_add(&quota->failures, failure);
    } else if (is_jailed == 1) {
        quota->container = (cprobe_container){CPROBE_CONTAINER_JAIL, source};
    }
}

cprobe_result cprobe_quota_read(cprobe_collector *collector, const cprobe_quota_subject *subject,
                                const cprobe_shared *shared, cprobe_quota *quota,
                                cprobe_quota_level *levels, size_t capacity, size_t *count,
                                cprobe_failure *failure) {
    (void)shared;
    static const cprobe_quota_subject self = {0};
    subject = subject == NULL ? &self : subject;
    if (collector == NULL || quota == NULL || count == NULL || (levels == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "quota", 0, 0);
    }
    cp_decision decision;
    const cprobe_result result = cp_quota_begin(subject, &decision, quota, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    if (cp_quota_wants(subject, CPROBE_CONTROLLER_CPU)) {
        const cp_quota_fact affinity = read_affinity();
        cp_quota_set_cpus(quota, cp_quota_number_named("sysctl hw.ncpu", INT32_MAX), &affinity);
    }
    if (cp_quota_wants(subject, CPROBE_CONTROLLER_MEMORY)) {
        cp_quota_set_memory(quota, cp_quota_number_named("sysctl hw.physmem", UINT64_MAX));
    }
    read_rules(cp_collector_of(collector), subject, quota);
    if (subject->limits_of == 0) {
        read_jail(quota);
    }
    cp_quota_finish(subject, &decision);
    *count = 0;
    return CPROBE_OK;
}

#endif
