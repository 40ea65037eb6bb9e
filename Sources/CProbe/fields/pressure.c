// The fields of cprobe_stall.

#include "../include/cprobe/pressure.h"

#include "fields.h"

static const char pressure[] =
    "/proc/pressure/{cpu,memory,io,irq}, or cpu.pressure and the others of a cgroup";

const cprobe_field cp_stall_fields[] = {
    {CP_KEY("avg10"), 0, offsetof(cprobe_stall, avg10_percent),
     CPROBE_PRINTED_PLAIN, "avg10_percent", CPROBE_TYPE_DOUBLE, CPROBE_UNIT_PERCENT,
     CPROBE_KIND_GAUGE, pressure, 4, 20,
     "Share of time stalled, as a decaying average over 10 seconds."},
    {CP_KEY("avg60"), 1, offsetof(cprobe_stall, avg60_percent),
     CPROBE_PRINTED_PLAIN, "avg60_percent", CPROBE_TYPE_DOUBLE, CPROBE_UNIT_PERCENT,
     CPROBE_KIND_GAUGE, pressure, 4, 20,
     "Share of time stalled, over 60 seconds."},
    {CP_KEY("avg300"), 2, offsetof(cprobe_stall, avg300_percent),
     CPROBE_PRINTED_PLAIN, "avg300_percent", CPROBE_TYPE_DOUBLE, CPROBE_UNIT_PERCENT,
     CPROBE_KIND_GAUGE, pressure, 4, 20,
     "Share of time stalled, over 300 seconds."},
    {CP_KEY("total"), 3, offsetof(cprobe_stall, total_ns),
     CPROBE_PRINTED_MICROSECONDS, "total_ns", CPROBE_TYPE_U64, CPROBE_UNIT_NANOSECONDS,
     CPROBE_KIND_COUNTER, pressure, 4, 20,
     "Time stalled since boot."},
};

const size_t cp_stall_fields_count = sizeof cp_stall_fields / sizeof cp_stall_fields[0];
