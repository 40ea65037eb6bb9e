// The CPUs: what they spent their time on, how many there are, what the scheduler counted.

#ifndef CPROBE_CPU_H
#define CPROBE_CPU_H

#include "collector.h"
#include "shared.h"

#ifdef __cplusplus
extern "C" {
#endif

// Numbers of the fields of cprobe_cpu, for cprobe_has. The ten times come first, so that they serve
// cprobe_logical_cpu too.
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

// The ten kinds of time that the kernel keeps, and a bound of what a made-up file may ask for.
enum {
    CPROBE_CPU_TIMES = 10,
    CPROBE_CPUS_LISTED = 1 << 16 // Linux has 8,192 at most; more are a failure, and passed over.
};

// The machine's CPUs together. Source: /proc/stat, and /sys/devices/system/cpu for the counts.
// Times are nanoseconds since boot, summed over the CPUs, in steps of a tick (usually 10 ms). They
// can step back: iowait and idle do on real kernels. Columns that an old kernel lacks are absent.
typedef struct cprobe_cpu {
    cprobe_presence present_fields;    // Bits by cprobe_cpu_field.
    uint64_t user_ns;           // In user mode; contains guest_ns.
    uint64_t nice_ns;           // In user mode at low priority; contains guest_nice_ns.
    uint64_t system_ns;         // In the kernel.
    uint64_t idle_ns;           // Nothing to do.
    uint64_t iowait_ns;         // Nothing to do while a task waited for a disk; not reliable.
    uint64_t irq_ns;            // Serving interrupts.
    uint64_t softirq_ns;        // Serving soft interrupts.
    uint64_t steal_ns;          // Wanted by this machine, given to others by the hypervisor.
    uint64_t guest_ns;          // Running virtual CPUs; already counted in user_ns.
    uint64_t guest_nice_ns;     // The same at low priority; already counted in nice_ns.
    uint64_t context_switches;  // Since boot.
    uint64_t interrupts;        // Since boot, all of them.
    uint64_t soft_interrupts;   // Since boot, all of them.
    uint64_t forks;             // Processes and threads created since boot.
    uint64_t running;           // Tasks that run or could run now.
    uint64_t blocked;           // Tasks that wait for a disk now.
    uint32_t possible;          // CPUs that could ever be plugged in.
    uint32_t present;           // CPUs that are plugged in.
    uint32_t online;            // CPUs that the scheduler uses.
    uint32_t physical_cores;    // Cores with at least one CPU online; hardware threads count once.
    uint32_t packages;          // Sockets with at least one CPU online. Both are never 0. Where lxcfs numbers
                                // the CPUs of a container anew, they are counted by the CPUs on which this
                                // process may run, if these are as many; else both are absent.
    uint64_t monotonic_ns;      // When this was read, CLOCK_MONOTONIC; absent in a captured root.
    cprobe_failures failures;   // What cost single fields.
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
    uint32_t id;                // The kernel's number. Ids have holes where a CPU is offline.
} cprobe_logical_cpu;

// The frequency of one CPU, in hertz. Source: /sys/devices/system/cpu/cpuN/cpufreq.
typedef struct cprobe_cpu_frequency {
    uint32_t id;
    bool has_current, has_minimum, has_maximum;
    uint64_t current_hz;        // What the driver says now; may take milliseconds to find out:
                                // scaling_cur_freq, or cpuinfo_cur_freq where that has none.
    uint64_t minimum_hz;        // What the hardware can be set to.
    uint64_t maximum_hz;
    cprobe_failure failure;     // What cost a field, the first; code OK where nothing failed. A CPU without
                                // a driver, or a driver that does not know, is no failure.
} cprobe_cpu_frequency;

// Reads the machine's CPUs into `cpu`, and each online CPU into `items` in the kernel's order.
// `count` becomes the number of CPUs that exist, which may exceed `capacity`; only `capacity` are
// written. `items` may be NULL with capacity 0.
//
// A failure of one source takes only its fields away and joins cpu->failures; without /proc/stat `count`
// is 0. Where nothing could be read the call fails as /proc/stat did: NOT_FOUND, DENIED, EXHAUSTED, IO,
// MALFORMED. UNSUPPORTED, INVALID. `cpu` and `count` are untouched unless OK; `items` may be written to.
// `shared` gets the CPUs online, and may be NULL.
cprobe_result cprobe_cpu_read(cprobe_collector *collector, cprobe_cpu *cpu,
                              cprobe_logical_cpu *items, size_t capacity, size_t *count,
                              cprobe_shared *shared, cprobe_failure *failure);

// Reads the frequency of each online CPU, on request only: some drivers measure for 20 ms a CPU.
// Nothing is kept open. A CPU without a frequency driver has all three absent.
//
// The CPUs are those of /sys/devices/system/cpu/online, or those with a driver of .../present where that
// cannot be read; the call fails where neither can be. NOT_FOUND where no CPU has a driver. Where no
// frequency could be read, the call fails with the first failure.
cprobe_result cprobe_cpu_frequency_read(cprobe_collector *collector, cprobe_cpu_frequency *items,
                                        size_t capacity, size_t *count, cprobe_failure *failure);

// Parses the text of /proc/stat. Pure: any thread, any system; NULL with length 0 is fine.
// `ticks_per_second` is USER_HZ of the machine that printed it (100 on all but Alpha).
//
// OK or MALFORMED (nothing in it could be read) or INVALID. A bad number is an absent field, and a
// failure in cpu->failures that names the line; what every kernel prints and the text lacks is absent,
// and a failure without a line.
cprobe_result cprobe_stat_parse(const char *bytes, size_t length, uint32_t ticks_per_second,
                                cprobe_cpu *cpu, cprobe_logical_cpu *items, size_t capacity,
                                size_t *count, cprobe_failure *failure);

// Parses a list of CPUs as the kernel prints it ("0-3,8"): how many it names, and the first.
// `first` may be NULL; it is written only where count is not 0. An empty list is OK with count 0.
//
// OK or MALFORMED (letters, a range that runs back or overlaps the one before).
cprobe_result cprobe_cpulist_parse(const char *bytes, size_t length, uint32_t *count,
                                   uint32_t *first, cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif
