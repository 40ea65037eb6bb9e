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

static const char softirqs[] = "/proc/softirqs";

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
    {CP_KEY("HI"), CPROBE_CPU_WORK_SOFT_INTERRUPTS_HI,
     offsetof(cprobe_cpu_work, soft_interrupts_hi), CPROBE_PRINTED_PLAIN,
     "soft_interrupts_hi", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     softirqs, 2, 6,
     "Soft interrupts of type HI on this CPU since boot; wraps at 2^32: "
     "high-priority tasklets."},
    {CP_KEY("TIMER"), CPROBE_CPU_WORK_SOFT_INTERRUPTS_TIMER,
     offsetof(cprobe_cpu_work, soft_interrupts_timer), CPROBE_PRINTED_PLAIN,
     "soft_interrupts_timer", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     softirqs, 2, 6,
     "Soft interrupts of type TIMER on this CPU since boot; wraps at 2^32: "
     "timers."},
    {CP_KEY("NET_TX"), CPROBE_CPU_WORK_SOFT_INTERRUPTS_NET_TX,
     offsetof(cprobe_cpu_work, soft_interrupts_net_tx), CPROBE_PRINTED_PLAIN,
     "soft_interrupts_net_tx", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     softirqs, 2, 6,
     "Soft interrupts of type NET_TX on this CPU since boot; wraps at 2^32: "
     "packets that were sent."},
    {CP_KEY("NET_RX"), CPROBE_CPU_WORK_SOFT_INTERRUPTS_NET_RX,
     offsetof(cprobe_cpu_work, soft_interrupts_net_rx), CPROBE_PRINTED_PLAIN,
     "soft_interrupts_net_rx", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     softirqs, 2, 6,
     "Soft interrupts of type NET_RX on this CPU since boot; wraps at 2^32: "
     "packets that were received."},
    {CP_KEY("BLOCK"), CPROBE_CPU_WORK_SOFT_INTERRUPTS_BLOCK,
     offsetof(cprobe_cpu_work, soft_interrupts_block), CPROBE_PRINTED_PLAIN,
     "soft_interrupts_block", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     softirqs, 2, 6,
     "Soft interrupts of type BLOCK on this CPU since boot; wraps at 2^32: "
     "block requests that ended."},
    {CP_KEY("IRQ_POLL"), CPROBE_CPU_WORK_SOFT_INTERRUPTS_IRQ_POLL,
     offsetof(cprobe_cpu_work, soft_interrupts_irq_poll), CPROBE_PRINTED_PLAIN,
     "soft_interrupts_irq_poll", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     softirqs, 2, 6,
     "Soft interrupts of type IRQ_POLL on this CPU since boot; wraps at 2^32: "
     "polled block requests."},
    {CP_KEY("TASKLET"), CPROBE_CPU_WORK_SOFT_INTERRUPTS_TASKLET,
     offsetof(cprobe_cpu_work, soft_interrupts_tasklet), CPROBE_PRINTED_PLAIN,
     "soft_interrupts_tasklet", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     softirqs, 2, 6,
     "Soft interrupts of type TASKLET on this CPU since boot; wraps at 2^32: "
     "tasklets."},
    {CP_KEY("SCHED"), CPROBE_CPU_WORK_SOFT_INTERRUPTS_SCHED,
     offsetof(cprobe_cpu_work, soft_interrupts_sched), CPROBE_PRINTED_PLAIN,
     "soft_interrupts_sched", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     softirqs, 2, 6,
     "Soft interrupts of type SCHED on this CPU since boot; wraps at 2^32: "
     "balancing the load of CPUs."},
    {CP_KEY("HRTIMER"), CPROBE_CPU_WORK_SOFT_INTERRUPTS_HRTIMER,
     offsetof(cprobe_cpu_work, soft_interrupts_hrtimer), CPROBE_PRINTED_PLAIN,
     "soft_interrupts_hrtimer", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     softirqs, 2, 6,
     "Soft interrupts of type HRTIMER on this CPU since boot; wraps at 2^32: "
     "high-resolution timers."},
    {CP_KEY("RCU"), CPROBE_CPU_WORK_SOFT_INTERRUPTS_RCU,
     offsetof(cprobe_cpu_work, soft_interrupts_rcu), CPROBE_PRINTED_PLAIN,
     "soft_interrupts_rcu", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     softirqs, 2, 6,
     "Soft interrupts of type RCU on this CPU since boot; wraps at 2^32: "
     "callbacks of read-copy-update."},
};

const size_t cp_cpu_work_fields_count = sizeof cp_cpu_work_fields / sizeof cp_cpu_work_fields[0];
