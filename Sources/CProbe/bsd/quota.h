// The parts of a quota that the ports of this room share: there are no cgroups, and what decides
// are the machine, the affinity, and limits that the port reads.

#ifndef CP_BSD_QUOTA_H
#define CP_BSD_QUOTA_H

#include "../quota/decision.h"

// A number of the machine or the process: known unless `failure` has a code.
typedef struct cp_quota_fact {
    uint64_t number;
    cprobe_failure failure;
} cp_quota_fact;

// Whether the subject's limits of this controller are requested.
bool cp_quota_wants(const cprobe_quota_subject *subject, cprobe_controller controller);

// Checks the arguments, and starts the decision. UNSUPPORTED for another process or a cgroup.
cprobe_result cp_quota_begin(const cprobe_quota_subject *subject, cp_decision *decision,
                             cprobe_quota *quota, cprobe_failure *failure);

// Reads a number that is not 0, and at most `most`: the sysctl that `source` names, on systems with
// CP_BSD_SYSCTL_BY_NAME.
cp_quota_fact cp_quota_number_named(const char *source, uint64_t most);

// The same, by the numbers of the sysctl.
cp_quota_fact cp_quota_number(const char *source, const int *numbers, unsigned count,
                              uint64_t most);

// Adds the CPUs of the machine, and those on which the process may run; NULL if the system has no
// affinity.
void cp_quota_set_cpus(cprobe_quota *quota, cp_quota_fact online, const cp_quota_fact *affinity);

// Adds the memory of the machine.
void cp_quota_set_memory(cprobe_quota *quota, cp_quota_fact total);

// The sysctls hw.N of a system without rules that limit processes.
typedef struct cp_quota_machine {
    const char *online_source;
    int online;
    const char *memory_source;
    int memory;
} cp_quota_machine;

// Reads the whole quota of such a system. `affinity` reads the number of CPUs on which the process
// may run, of those online; NULL if the system has no affinity. `subject` may be NULL.
cprobe_result cp_quota_read_machine(const cp_quota_machine *machine,
                                    cp_quota_fact (*affinity)(cp_quota_fact online),
                                    const cprobe_quota_subject *subject, cprobe_quota *quota,
                                    cprobe_failure *failure);

// Reads the rlimits, unless only limits of controllers are requested, and decides.
void cp_quota_finish(const cprobe_quota_subject *subject, cp_decision *decision);

#endif
