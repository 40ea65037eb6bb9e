// What each CPU did, by /proc/schedstat, /proc/net/softnet_stat and /proc/softirqs.

#ifndef CP_FORMAT_CPU_WORK_H
#define CP_FORMAT_CPU_WORK_H

#include "../include/cprobe/interrupts.h"
#include "../text/lines.h"

// The items of a reading, and how many exist.
typedef struct cp_cpu_works {
    cprobe_cpu_work *items;
    size_t capacity;
    size_t *count;
} cp_cpu_works;

// The item of this CPU, appended if there is none; `spare` if it does not fit. NULL if there are
// CPROBE_CPUS_LISTED. `hint`: the place to look first, which becomes the place after the item.
static inline cprobe_cpu_work *cp_cpu_works_find(cp_cpu_works *works, uint32_t id, size_t *hint,
                                                 cprobe_cpu_work *spare) {
    const size_t held = *works->count < works->capacity ? *works->count : works->capacity;
    for (size_t step = 0; step < held; step += 1) {
        const size_t place = (*hint + step) % held;
        if (works->items[place].id == id) {
            *hint = place + 1;
            return &works->items[place];
        }
    }
    if (*works->count >= CPROBE_CPUS_LISTED) {
        return NULL;
    }
    cprobe_cpu_work *item = *works->count < works->capacity ? &works->items[held] : spare;
    *item = (cprobe_cpu_work){.id = id};
    *works->count += 1;
    *hint = held + 1;
    return item;
}

// As cprobe_schedstat_parse().
cprobe_result cp_schedstat_parse(cp_lines *lines, cp_cpu_works *works, cprobe_failure *failure);

// As cprobe_softnet_parse().
cprobe_result cp_softnet_parse(cp_lines *lines, cp_cpu_works *works, cprobe_failure *failure);

// As cprobe_softirqs_parse().
cprobe_result cp_softirqs_parse(cp_lines *lines, cp_cpu_works *works, cprobe_failure *failure);

#endif
