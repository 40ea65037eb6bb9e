// CPUs: how their time was spent, how many there are, and the scheduler's counters.

#ifndef CPROBE_CPU_H
#define CPROBE_CPU_H

#include "collector.h"
#include "shared.h"

#ifdef __cplusplus
extern "C" {
#endif

// Field numbers of cprobe_cpu, for cprobe_has(). The ten times come first and also number the
// fields of cprobe_logical_cpu.
typedef enum CPROBE_CLOSED cprobe_cpu_field {
    CPROBE_CPU_USER = 0,
    CPROBE_CPU_NICE,
    CPROBE_CPU_SYSTEM,
    CPROBE_CPU_IDLE,
    CPROBE_CPU_IOWAIT,
    CPROBE_CPU_IRQ,
    CPROBE_CPU_SOFTIRQ,
    CPROBE_CPU_STEAL,
    CPROBE_CPU_GUEST,
    CPROBE_CPU_GUEST_NICE,
    CPROBE_CPU_CONTEXT_SWITCHES,
    CPROBE_CPU_INTERRUPTS,
    CPROBE_CPU_SOFT_INTERRUPTS,
    CPROBE_CPU_SOFT_INTERRUPTS_HI,
    CPROBE_CPU_SOFT_INTERRUPTS_TIMER,
    CPROBE_CPU_SOFT_INTERRUPTS_NET_TX,
    CPROBE_CPU_SOFT_INTERRUPTS_NET_RX,
    CPROBE_CPU_SOFT_INTERRUPTS_BLOCK,
    CPROBE_CPU_SOFT_INTERRUPTS_IRQ_POLL,
    CPROBE_CPU_SOFT_INTERRUPTS_TASKLET,
    CPROBE_CPU_SOFT_INTERRUPTS_SCHED,
    CPROBE_CPU_SOFT_INTERRUPTS_HRTIMER,
    CPROBE_CPU_SOFT_INTERRUPTS_RCU,
    CPROBE_CPU_FORKS,
    CPROBE_CPU_RUNNING,
    CPROBE_CPU_BLOCKED,
    CPROBE_CPU_POSSIBLE,
    CPROBE_CPU_PRESENT,
    CPROBE_CPU_ONLINE,
    CPROBE_CPU_PHYSICAL_CORES,
    CPROBE_CPU_PACKAGES,
    CPROBE_CPU_MONOTONIC
} cprobe_cpu_field;

// The numbers of kinds of CPU time and of types of soft interrupts, and the bound for a malformed
// file.
enum {
    CPROBE_CPU_TIMES = 10,
    CPROBE_CPU_SOFT_INTERRUPT_TYPES = 10,
    CPROBE_CPUS_LISTED = 1 << 16 // Linux supports at most 8,192. Further CPUs are skipped and
                                 // reported as a failure.
};

// All CPUs together. Sources: /proc/stat; the counts from /sys/devices/system/cpu. Times are
// nanoseconds since boot, summed over the CPUs, with the resolution of a tick (usually 10 ms).
// Times can decrease: iowait and idle do on real kernels. Columns that an old kernel lacks are
// absent.
typedef struct cprobe_cpu {
    cprobe_presence present_fields;    // Bits by cprobe_cpu_field.
    uint64_t user_ns;           // In user mode; contains guest_ns.
    uint64_t nice_ns;           // In user mode at low priority; contains guest_nice_ns.
    uint64_t system_ns;         // In the kernel.
    uint64_t idle_ns;           // Idle.
    uint64_t iowait_ns;         // Idle while a task waited for a disk; not reliable.
    uint64_t irq_ns;            // Serving interrupts.
    uint64_t softirq_ns;        // Serving soft interrupts.
    uint64_t steal_ns;          // Runnable, but the hypervisor ran another guest.
    uint64_t guest_ns;          // Running virtual CPUs; already counted in user_ns.
    uint64_t guest_nice_ns;     // The same at low priority; already counted in nice_ns.
    uint64_t context_switches;  // Since boot.
    uint64_t interrupts;        // Since boot, all of them.
    uint64_t soft_interrupts;   // Since boot, all of them, and by type:
    uint64_t soft_interrupts_hi;       // High-priority tasklets.
    uint64_t soft_interrupts_timer;    // Timers.
    uint64_t soft_interrupts_net_tx;   // Packets that were sent.
    uint64_t soft_interrupts_net_rx;   // Packets that were received.
    uint64_t soft_interrupts_block;    // Block requests that ended.
    uint64_t soft_interrupts_irq_poll; // Polled block requests.
    uint64_t soft_interrupts_tasklet;  // Tasklets.
    uint64_t soft_interrupts_sched;    // Balancing the load of CPUs.
    uint64_t soft_interrupts_hrtimer;  // High-resolution timers.
    uint64_t soft_interrupts_rcu;      // Callbacks of read-copy-update.
    uint64_t forks;             // Processes and threads created since boot.
    uint64_t running;           // Tasks that are running or runnable now.
    uint64_t blocked;           // Tasks that wait for a disk now.
    uint32_t possible;          // CPUs that can ever be plugged in.
    uint32_t present;           // CPUs that are plugged in.
    uint32_t online;            // CPUs that the scheduler uses.
    uint32_t physical_cores;    // Cores with at least one CPU online; hardware threads count once.
    uint32_t packages;          // Sockets with at least one CPU online. Neither count is ever 0. If
                                // lxcfs renumbers the CPUs of a container, both are derived from
                                // the CPUs on which this process may run if their number is the
                                // same, and are absent otherwise.
    uint64_t monotonic_ns;      // When this was read, CLOCK_MONOTONIC; absent in a captured root.
    cprobe_failures failures;   // Failures that made single fields absent.
} cprobe_cpu;

// One CPU. The same times, of this CPU alone.
typedef struct cprobe_logical_cpu {
    cprobe_presence present_fields;    // Bits by cprobe_cpu_field, the ten times only.
    uint64_t user_ns;
    uint64_t nice_ns;
    uint64_t system_ns;
    uint64_t idle_ns;
    uint64_t iowait_ns;
    uint64_t irq_ns;
    uint64_t softirq_ns;
    uint64_t steal_ns;
    uint64_t guest_ns;
    uint64_t guest_nice_ns;
    uint32_t id;                // The kernel's number; offline CPUs leave gaps.
} cprobe_logical_cpu;

// The frequency of one CPU, in hertz. Source: /sys/devices/system/cpu/cpuN/cpufreq.
typedef struct cprobe_cpu_frequency {
    uint32_t id;
    bool has_current, has_minimum, has_maximum;
    uint64_t current_hz;        // scaling_cur_freq, else cpuinfo_cur_freq. Reading it may take
                                // milliseconds.
    uint64_t minimum_hz;        // The lowest frequency of the hardware.
    uint64_t maximum_hz;
    cprobe_failure failure;     // The first failure that made a field absent; code OK if none. A
                                // CPU without a driver, or a driver that does not know, is no
                                // failure.
} cprobe_cpu_frequency;

// Reads the machine's CPUs into `cpu`, and each online CPU into `items` in the kernel's order. Sets
// `count` to the number of CPUs that exist, which may exceed `capacity`; at most `capacity` items
// are written. `items` may be NULL with capacity 0.
//
// A failed source makes only its own fields absent and is added to cpu->failures; without
// /proc/stat `count` is 0. If nothing could be read, the call fails as /proc/stat did: NOT_FOUND,
// DENIED, EXHAUSTED, IO, MALFORMED. Also UNSUPPORTED, INVALID. `cpu` and `count` are untouched
// unless OK; `items` may be written to. `shared` receives the number of online CPUs, and may be
// NULL.
cprobe_result cprobe_cpu_read(cprobe_collector *collector, cprobe_cpu *cpu,
                              cprobe_logical_cpu *items, size_t capacity, size_t *count,
                              cprobe_shared *shared, cprobe_failure *failure);

// Reads the frequency of each online CPU. A separate call, because some drivers measure for 20 ms
// per CPU. Keeps nothing open. All three frequencies of a CPU without a driver are absent.
//
// The CPUs are those of /sys/devices/system/cpu/online; if that cannot be read, those of
// .../present that have a driver; if neither can be read, the call fails. NOT_FOUND if no CPU has a
// driver. If no frequency could be read, the call fails with the first failure.
cprobe_result cprobe_cpu_frequency_read(cprobe_collector *collector, cprobe_cpu_frequency *items,
                                        size_t capacity, size_t *count, cprobe_failure *failure);

// Parses /proc/stat. Pure: any thread, any system; NULL with length 0 is valid. `ticks_per_second`
// is USER_HZ of the machine that printed the text (100 on all but Alpha).
//
// OK, MALFORMED (nothing could be read) or INVALID. A malformed number makes its field absent and
// adds a failure with its line to cpu->failures; a field that every kernel prints but the text
// lacks is absent and adds a failure without a line.
cprobe_result cprobe_stat_parse(const char *bytes, size_t length, uint32_t ticks_per_second,
                                cprobe_cpu *cpu, cprobe_logical_cpu *items, size_t capacity,
                                size_t *count, cprobe_failure *failure);

// Parses a list of CPUs in the kernel's format ("0-3,8"): the number of CPUs, and the first one.
// `first` may be NULL; it is written only if count is not 0. An empty list is OK with count 0.
//
// OK, MALFORMED (letters, or a range that is reversed or overlaps the previous one), INVALID.
cprobe_result cprobe_cpulist_parse(const char *bytes, size_t length, uint32_t *count,
                                   uint32_t *first, cprobe_failure *failure);

// Takes the first range off a list that cprobe_cpulist_parse() accepts, and the comma behind it:
// `*bytes` and `*length` become the rest. "3" is the range from 3 to 3. False at the end.
bool cprobe_cpulist_take_range(const char **bytes, size_t *length, uint32_t *first,
                               uint32_t *last);

#ifdef __cplusplus
}
#endif

#endif
