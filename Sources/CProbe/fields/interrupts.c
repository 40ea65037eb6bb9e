// The fields of cprobe_interrupt and cprobe_cpu_work.

#include "../include/cprobe/interrupts.h"

#include "fields.h"

const cprobe_field cp_interrupt_fields[] = {
    {CP_KEY(""), CPROBE_INTERRUPT_COUNT, offsetof(cprobe_interrupt, count),
     CPROBE_PRINTED_PLAIN, "count", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     "/proc/interrupts, sum of the columns of CPUs", 0, 0,
     "Interrupts since boot, on all CPUs that are online."},
};

const size_t cp_interrupt_fields_count =
    sizeof cp_interrupt_fields / sizeof cp_interrupt_fields[0];

const cprobe_field cp_cpu_work_fields[] = {
    {CP_KEY(""), CPROBE_CPU_WORK_RUN, offsetof(cprobe_cpu_work, run_ns),
     CPROBE_PRINTED_PLAIN, "run_ns", CPROBE_TYPE_U64, CPROBE_UNIT_NANOSECONDS,
     CPROBE_KIND_COUNTER, "/proc/schedstat, column 7 of cpuN", 0, 0,
     "Time that tasks ran on this CPU since boot."},
    {CP_KEY(""), CPROBE_CPU_WORK_WAIT, offsetof(cprobe_cpu_work, wait_ns),
     CPROBE_PRINTED_PLAIN, "wait_ns", CPROBE_TYPE_U64, CPROBE_UNIT_NANOSECONDS,
     CPROBE_KIND_COUNTER, "/proc/schedstat, column 8 of cpuN", 0, 0,
     "Sum of the times that runnable tasks waited for this CPU since boot."},
    {CP_KEY(""), CPROBE_CPU_WORK_TIMESLICES, offsetof(cprobe_cpu_work, timeslices),
     CPROBE_PRINTED_PLAIN, "timeslices", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     "/proc/schedstat, column 9 of cpuN", 0, 0,
     "Number of times that a task was scheduled on this CPU since boot."},
    {CP_KEY(""), CPROBE_CPU_WORK_PACKETS, offsetof(cprobe_cpu_work, packets),
     CPROBE_PRINTED_PLAIN, "packets", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     "/proc/net/softnet_stat, column 1", 5, 10,
     "Packets that this CPU received in soft interrupts since boot; wraps at 2^32."},
    {CP_KEY(""), CPROBE_CPU_WORK_PACKETS_DROPPED, offsetof(cprobe_cpu_work, packets_dropped),
     CPROBE_PRINTED_PLAIN, "packets_dropped", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT,
     CPROBE_KIND_COUNTER, "/proc/net/softnet_stat, column 2", 5, 10,
     "Packets dropped because the queue of this CPU was full, since boot; wraps at 2^32."},
    {CP_KEY(""), CPROBE_CPU_WORK_TIME_SQUEEZES, offsetof(cprobe_cpu_work, time_squeezes),
     CPROBE_PRINTED_PLAIN, "time_squeezes", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT,
     CPROBE_KIND_COUNTER, "/proc/net/softnet_stat, column 3", 5, 10,
     "Times that the receive soft interrupt ended with packets left, since boot; wraps at 2^32."},
};

const size_t cp_cpu_work_fields_count = sizeof cp_cpu_work_fields / sizeof cp_cpu_work_fields[0];
