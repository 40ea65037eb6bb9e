// Words for what can go wrong with triggers and events files.

#include "include/cprobe/watch.h"

#include <errno.h>
#include <string.h>

enum { SECOND_US = 1000000, SHORTEST_US = SECOND_US / 2, LONGEST_US = 10 * SECOND_US };

// Why the kernel refuses a trigger. psi_trigger_create(), kernel/sched/psi.c.
static const char *refusal(const cprobe_pressure_trigger *trigger) {
    if (trigger->window_us == 0 || trigger->window_us > LONGEST_US) {
        return "the window has to be longer than 0, and at most 10 s";
    }
    if (trigger->stall_us == 0) {
        return "the stall has to be longer than 0";
    }
    if (trigger->stall_us > trigger->window_us) {
        return "the stall is longer than the window";
    }
    if (trigger->resource == CPROBE_STALL_IRQ && !trigger->is_full) {
        return "interrupts have only stalls of all tasks (full)";
    }
    // Newer kernels accept them from those that have the right.
    if (trigger->window_us < SHORTEST_US) {
        return "the window has to be at least 500 ms, and without CAP_SYS_RESOURCE a multiple "
               "of 2 s";
    }
    if (trigger->window_us % (2 * SECOND_US) != 0) {
        return "without CAP_SYS_RESOURCE the window has to be a multiple of 2 s";
    }
    if (trigger->resource == CPROBE_STALL_CPU && trigger->is_full) {
        return "before Linux 5.13 the CPU has no stalls of all tasks (full)";
    }
    return NULL;
}

// Why there is no file.
static const char *absence(const cprobe_pressure_trigger *trigger, bool is_cgroup) {
    if (trigger == NULL) {
        return "the cgroup has no such file: it is the root, or lacks the controller";
    }
    if (trigger->resource == CPROBE_STALL_IRQ) {
        return "the kernel does not account the time of interrupts";
    }
    return is_cgroup ? "the cgroup has no such file: PSI is switched off or not in the kernel"
                     : "the kernel has no PSI: before 4.20, not built in, or switched off (psi=0)";
}

// Whether the failure is that of a file, and not of the cgroup's directory.
static bool is_of_file(const cprobe_failure *failure) {
    return failure->source == NULL || strcmp(failure->source, "the directory of the cgroup") != 0;
}

const char *cprobe_watch_error_words(const cprobe_pressure_trigger *trigger, bool is_cgroup,
                                     const cprobe_failure *failure) {
    switch (failure->code) {
    case CPROBE_UNSUPPORTED:
        return "not supported here: only Linux reports it, and a captured root never changes";
    case CPROBE_INVALID:
        if (failure->system_error == EINVAL && trigger != NULL) {
            return refusal(trigger);
        }
        return is_of_file(failure) ? NULL : "not a directory of cgroup v2";
    case CPROBE_NOT_FOUND:
        if (!is_of_file(failure)) {
            return "no such cgroup";
        }
        return failure->system_error == EOPNOTSUPP ? "PSI is switched off (psi=0)"
                                                   : absence(trigger, is_cgroup);
    case CPROBE_GONE:
        return trigger != NULL
            ? "the cgroup was removed, or its accounting of pressure was switched off"
            : "the cgroup was removed";
    case CPROBE_DENIED:
        // Since 5.13 all may open the machine's files, and since 6.5 without the right.
        if (trigger == NULL || !is_of_file(failure)) {
            return NULL;
        }
        if (failure->system_error == EPERM && !is_cgroup) {
            return "before Linux 6.5 a trigger requires CAP_SYS_RESOURCE";
        }
        return is_cgroup ? "a trigger requires write permission for the cgroup's file"
                         : "before Linux 5.13 a trigger requires root";
    case CPROBE_IO:
        if (failure->system_error == EROFS) {
            return "a trigger is written, and the file is on a read-only mount";
        }
        return failure->system_error == EIO && trigger != NULL
            ? "before Linux 5.2 there are no triggers"
            : NULL;
    case CPROBE_OK:
    case CPROBE_MALFORMED:
    case CPROBE_TOO_LARGE:
    case CPROBE_EXHAUSTED:
    case CPROBE_STALLED: return NULL;
    }
    return NULL;
}
