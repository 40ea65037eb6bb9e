#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "stalls.h"

#include "../failure.h"
#include "../presence.h"

_Static_assert(CPROBE_PRESSURE_IRQ_FULL == 2 * CP_STALLS - 1, "two bits a resource, in this order");

const char *const cp_stalls_cgroup_files[CP_STALLS] = {"cpu.pressure", "memory.pressure",
                                                        "io.pressure", "irq.pressure"};

cprobe_result cp_stalls_parse(cprobe_stalls *stalls, cprobe_presence *present, unsigned resource,
                              cp_span text, const char *name, cprobe_failures *failures,
                              cprobe_failure *failure) {
    bool has_some = false;
    bool has_full = false;
    const cprobe_result result = cprobe_pressure_parse(text.bytes, text.length, stalls, &has_some,
                                                       &has_full, failure);
    cp_presence_set_if(present, 2 * resource, has_some);
    cp_presence_set_if(present, 2 * resource + 1, has_full);
    // The lines that every kernel prints: cpu has no "full" before 5.13, irq has no "some".
    static const unsigned lines[CP_STALLS] = {1, 3, 3, 2};
    if (result != CPROBE_OK) {
        failure->source = name;
    } else if ((lines[resource] & ~((unsigned)has_some | (unsigned)has_full << 1)) != 0) {
        cp_failures_add(failures, (cprobe_failure){CPROBE_MALFORMED, 0, 0, name});
    }
    return result;
}

void cp_stalls_add(cprobe_pressure *pressure, unsigned resource, cp_stalls_text *from,
                   cprobe_failure *first) {
    cprobe_stalls *stalls[CP_STALLS] = {&pressure->cpu, &pressure->memory, &pressure->io,
                                        &pressure->irq};
    if (from->result == CPROBE_OK) {
        from->result =
            cp_stalls_parse(stalls[resource], &pressure->present_fields, resource, from->text,
                            from->name, &pressure->failures, &from->failure);
    }
    if (from->result == CPROBE_OK) {
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
