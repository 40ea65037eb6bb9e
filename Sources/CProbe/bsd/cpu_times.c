#include "../platform.h"
#if CP_PLATFORM_BSD

#include "cpu_times.h"

#include "../presence.h"
#include "record.h"
#include "units.h"

// The front of both records.
typedef struct times {
    cprobe_presence present_fields;
    uint64_t times_ns[CPROBE_CPU_TIMES];
} times;

_Static_assert(offsetof(cprobe_cpu, user_ns) == offsetof(times, times_ns), "in front");
_Static_assert(offsetof(cprobe_cpu, context_switches) == sizeof(times), "of both");
_Static_assert(offsetof(cprobe_logical_cpu, user_ns) == offsetof(times, times_ns), "in front");
_Static_assert(offsetof(cprobe_logical_cpu, id) == sizeof(times), "of both");

bool cp_cpu_row_is_empty(cp_span row) {
    for (size_t index = 0; index < row.length; index += 1) {
        if (row.bytes[index] != 0) {
            return false;
        }
    }
    return true;
}

static bool convert(cp_span row, const cp_cpu_states *states, uint64_t ticks_per_second,
                    times *out) {
    *out = (times){0};
    for (unsigned time = 0; time < CPROBE_CPU_TIMES; time += 1) {
        const int state = states->state_of[time];
        if (state < 0) {
            continue;
        }
        const uint64_t ticks = cp_record_u64(row, (size_t)state * sizeof ticks);
        if (!cp_ticks_ns(ticks, ticks_per_second, &out->times_ns[time])) {
            return false;
        }
        cprobe_set(&out->present_fields, time);
    }
    return true;
}

bool cp_cpu_row_store(cp_span row, const cp_cpu_states *states, uint64_t ticks_per_second,
                      cprobe_cpu *cpu) {
    times converted;
    if (!convert(row, states, ticks_per_second, &converted)) {
        return false;
    }
    memcpy(&cpu->user_ns, converted.times_ns, sizeof converted.times_ns);
    cpu->present_fields = cp_presence_or(cpu->present_fields, converted.present_fields);
    return true;
}

bool cp_cpu_row_store_logical(cp_span row, const cp_cpu_states *states, uint64_t ticks_per_second,
                              cprobe_logical_cpu *cpu) {
    times converted;
    if (!convert(row, states, ticks_per_second, &converted)) {
        return false;
    }
    memcpy(&cpu->user_ns, converted.times_ns, sizeof converted.times_ns);
    cpu->present_fields = converted.present_fields;
    return true;
}

#endif
