#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "stalls.h"

#include "../failure.h"
#include "../presence.h"

_Static_assert(CPROBE_PRESSURE_IRQ_FULL == 2 * CP_STALLS - 1, "two bits a resource, in this order");

const char *const cp_stalls_cgroup_files[CP_STALLS] = {"cpu.pressure", "memory.pressure",
                                                        "io.pressure", "irq.pressure"};

void cp_stalls_add(cprobe_pressure *pressure, unsigned resource, cp_stalls_text *from,
                   cprobe_failure *first) {
    cprobe_stalls *stalls[CP_STALLS] = {&pressure->cpu, &pressure->memory, &pressure->io,
                                        &pressure->irq};
    bool has_some = false;
    bool has_full = false;
    if (from->result == CPROBE_OK) {
        from->result = cprobe_pressure_parse(from->text.bytes, from->text.length, stalls[resource],
                                             &has_some, &has_full, &from->failure);
        from->failure.source = from->name;
    }
    cp_presence_set_if(&pressure->present_fields, 2 * resource, has_some);
    cp_presence_set_if(&pressure->present_fields, 2 * resource + 1, has_full);
    if (from->result == CPROBE_OK) {
        // The lines that every kernel prints: cpu has no "full" before 5.13, irq has no "some".
        static const unsigned lines[CP_STALLS] = {1, 3, 3, 2};
        const unsigned missing = lines[resource] & ~((unsigned)has_some | (unsigned)has_full << 1);
        if (missing != 0) {
            cp_failures_add(&pressure->failures,
                            (cprobe_failure){CPROBE_MALFORMED, 0, 0, from->name});
        }
        return;
    }
    const bool is_missing = from->result == CPROBE_NOT_FOUND;
    if (first->code == CPROBE_OK || (first->code == CPROBE_NOT_FOUND && !is_missing)) {
        *first = from->failure;
    }
    // Most kernels have no irq pressure: it is absent, and no failure.
    if (resource != CP_STALLS - 1 || !is_missing) {
        cp_failures_add(&pressure->failures, from->failure);
    }
}

#endif
