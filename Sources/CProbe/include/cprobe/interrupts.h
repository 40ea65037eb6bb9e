// Interrupts by line, and what each CPU's scheduler, network queue and soft interrupts did.

#ifndef CPROBE_INTERRUPTS_H
#define CPROBE_INTERRUPTS_H

#include "collector.h"
#include "cpu.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    CPROBE_INTERRUPT_NAME_BYTES = 16,
    CPROBE_INTERRUPT_DESCRIPTION_BYTES = 112, // A longer description is truncated.
    CPROBE_INTERRUPTS_LISTED = 1 << 16        // Further lines are skipped and reported as a
                                              // failure.
};

// Field numbers of cprobe_interrupt, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_interrupt_field {
    CPROBE_INTERRUPT_COUNT = 0
} cprobe_interrupt_field;

// One line of /proc/interrupts.
typedef struct cprobe_interrupt {
    cprobe_presence present_fields; // Bits by cprobe_interrupt_field.
    uint64_t count;                 // Since boot, summed over the CPUs that are online.
    uint32_t name_length;
    uint32_t description_length;
    char name[CPROBE_INTERRUPT_NAME_BYTES]; // "41", or "LOC"; not NUL-terminated.
    char description[CPROBE_INTERRUPT_DESCRIPTION_BYTES]; // "PCI-MSIX-0000:00:04.0 1-edge
                                    // virtio3-rx": chip, hardware number and drivers, each
                                    // separated by one blank; not NUL-terminated.
} cprobe_interrupt;

// Field numbers of cprobe_cpu_work, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_cpu_work_field {
    CPROBE_CPU_WORK_RUN = 0,
    CPROBE_CPU_WORK_WAIT,
    CPROBE_CPU_WORK_TIMESLICES,
    CPROBE_CPU_WORK_PACKETS,
    CPROBE_CPU_WORK_PACKETS_DROPPED,
    CPROBE_CPU_WORK_TIME_SQUEEZES,
    CPROBE_CPU_WORK_SOFT_INTERRUPTS_HI,
    CPROBE_CPU_WORK_SOFT_INTERRUPTS_TIMER,
    CPROBE_CPU_WORK_SOFT_INTERRUPTS_NET_TX,
    CPROBE_CPU_WORK_SOFT_INTERRUPTS_NET_RX,
    CPROBE_CPU_WORK_SOFT_INTERRUPTS_BLOCK,
    CPROBE_CPU_WORK_SOFT_INTERRUPTS_IRQ_POLL,
    CPROBE_CPU_WORK_SOFT_INTERRUPTS_TASKLET,
    CPROBE_CPU_WORK_SOFT_INTERRUPTS_SCHED,
    CPROBE_CPU_WORK_SOFT_INTERRUPTS_HRTIMER,
    CPROBE_CPU_WORK_SOFT_INTERRUPTS_RCU
} cprobe_cpu_work_field;

// What one CPU's scheduler (/proc/schedstat), network queue (/proc/net/softnet_stat) and soft
// interrupts (/proc/softirqs) did since boot.
typedef struct cprobe_cpu_work {
    cprobe_presence present_fields; // Bits by cprobe_cpu_work_field.
    uint64_t run_ns;                // Time that tasks ran on this CPU.
    uint64_t wait_ns;               // Time that runnable tasks waited for this CPU, all together.
    uint64_t timeslices;            // How many times a task was given the CPU.
    uint64_t packets;               // Packets received in soft interrupts; wraps at 2^32.
    uint64_t packets_dropped;       // Because the queue of the CPU was full; wraps at 2^32.
    uint64_t time_squeezes;         // How often the soft interrupt ended with packets left; wraps
                                    // at 2^32.
    // Soft interrupts by type, in brackets the kernel's name; wraps at 2^32.
    uint64_t soft_interrupts_hi;             // High-priority tasklets [HI].
    uint64_t soft_interrupts_timer;          // Timers [TIMER].
    uint64_t soft_interrupts_net_tx;         // Packets that were sent [NET_TX].
    uint64_t soft_interrupts_net_rx;         // Packets that were received [NET_RX].
    uint64_t soft_interrupts_block;          // Block requests that ended [BLOCK].
    uint64_t soft_interrupts_irq_poll;       // Polled block requests [IRQ_POLL].
    uint64_t soft_interrupts_tasklet;        // Tasklets [TASKLET].
    uint64_t soft_interrupts_sched;          // Balancing the load of CPUs [SCHED].
    uint64_t soft_interrupts_hrtimer;        // High-resolution timers [HRTIMER].
    uint64_t soft_interrupts_rcu;            // Callbacks of read-copy-update [RCU].
    uint32_t id;                    // The kernel's number of the CPU.
} cprobe_cpu_work;

// The section, beside the two lists.
typedef struct cprobe_interrupts {
    bool has_monotonic;
    uint64_t monotonic_ns;    // When this was read, CLOCK_MONOTONIC; absent in a captured root.
    cprobe_failures failures; // Failures that made a list incomplete.
} cprobe_interrupts;

// The caller's lists. At most `capacity` items are written; `count` is the number that exist. If
// not all CPUs fit, cpu_count may be larger than their number, at most twice.
typedef struct cprobe_interrupt_lists {
    cprobe_interrupt *lines;
    size_t line_capacity;
    size_t line_count;
    cprobe_cpu_work *cpus;
    size_t cpu_capacity;
    size_t cpu_count;
} cprobe_interrupt_lists;

// Reads the lines of /proc/interrupts in the kernel's order, and each CPU of /proc/schedstat and
// /proc/net/softnet_stat by its number, with its soft interrupts of /proc/softirqs. Keeps nothing
// open. Before Linux 5.10, softnet_stat does not name its CPUs, and packets are absent. A kernel
// without CONFIG_SCHEDSTATS has no /proc/schedstat, which is no failure; if neither file names a
// CPU, the CPUs are all that /proc/softirqs has: those that may ever be online.
//
// A failed source is added to interrupts->failures. If nothing could be read, the call fails as
// /proc/interrupts did: NOT_FOUND, DENIED, EXHAUSTED, IO, MALFORMED. Also UNSUPPORTED, INVALID.
// `interrupts` is untouched unless OK; the lists may be written to.
cprobe_result cprobe_interrupts_read(cprobe_collector *collector, cprobe_interrupts *interrupts,
                                     cprobe_interrupt_lists *lists, cprobe_failure *failure);

// Parses /proc/interrupts. Pure: any thread, any system; NULL with length 0 is valid. A line with a
// malformed number, or longer than the buffer, has no count. OK, MALFORMED (no header of CPUs),
// INVALID; TOO_LARGE if there are more than CPROBE_INTERRUPTS_LISTED lines: that many are counted.
cprobe_result cprobe_interrupts_parse(const char *bytes, size_t length, cprobe_interrupt *items,
                                      size_t capacity, size_t *count, cprobe_failure *failure);

// Parses /proc/schedstat into the items of its CPUs; an item that exists by its id is completed,
// another is appended. `count` is the number of items so far, and is updated. Pure. OK, MALFORMED
// (no version, or a malformed line of a CPU, which is skipped), UNSUPPORTED (a version below 15),
// INVALID; TOO_LARGE if there are more than CPROBE_CPUS_LISTED CPUs.
cprobe_result cprobe_schedstat_parse(const char *bytes, size_t length, cprobe_cpu_work *items,
                                     size_t capacity, size_t *count, cprobe_failure *failure);

// Parses /proc/net/softnet_stat likewise. UNSUPPORTED if the lines do not name their CPUs.
cprobe_result cprobe_softnet_parse(const char *bytes, size_t length, cprobe_cpu_work *items,
                                   size_t capacity, size_t *count, cprobe_failure *failure);

// Parses /proc/softirqs likewise, but completes only CPUs that are there already; if `count` is 0,
// it appends each CPU. MALFORMED also for a malformed line of a type, which is skipped.
cprobe_result cprobe_softirqs_parse(const char *bytes, size_t length, cprobe_cpu_work *items,
                                    size_t capacity, size_t *count, cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif
