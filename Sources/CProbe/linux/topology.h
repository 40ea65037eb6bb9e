// The machine's CPUs: which are online, and how many cores and packages they belong to.

#ifndef CP_LINUX_TOPOLOGY_H
#define CP_LINUX_TOPOLOGY_H

#include "../include/cprobe/cpu.h"
#include "../source/reader.h"

enum {
    // Linux supports at most 8,192 CPUs; a captured root may list 2^32.
    CP_CPUS_READ = 1 << 16
};

// The cached counts of CPUs.
typedef struct cp_topology {
    uint32_t possible;          // Possible CPUs, fixed at boot; 0: unknown.
    uint32_t physical_cores;    // Counted once for each set of online CPUs; 0: unknown.
    uint32_t packages;
    cprobe_failure failures[2]; // Why physical_cores, and packages, are unknown.
    uint64_t key;               // A hash of the set of online CPUs that was counted; 0: none.
} cp_topology;

// Starts with nothing known. There is nothing to close.
void cp_topology_init(cp_topology *topology);

// Reads a cached list of CPUs and counts them.
cprobe_result cp_linux_read_cpulist(cp_reader *reader, cp_file file,
                                    uint32_t *count, cprobe_failure *failure);

// Counts the CPUs in the text of a cached list. An empty list is malformed: every machine has a
// CPU.
cprobe_result cp_linux_count_cpus(const cp_reader *reader, cp_file file,
                                  cp_span text, uint32_t *count, cprobe_failure *failure);

// Reads the number of possible CPUs; of a running kernel once, because it is fixed at boot.
cprobe_result cp_linux_read_possible(cp_reader *reader, cp_topology *topology, uint32_t *count,
                                     cprobe_failure *failure);

// Reads the number of online CPUs. If the set of online CPUs has changed, counts its cores and
// packages into `topology` (0: unknown); failures of that are in topology->failures. `failure` is
// not NULL.
cprobe_result cp_linux_read_online(cp_reader *reader, cp_topology *topology, uint32_t *count,
                                   cprobe_failure *failure);

// The capacity for a list of CPUs: 400 ranges of two ids of four digits.
enum { CP_LIST_BYTES = 4096 };

// CPUs by the kernel's ids, N of /sys/devices/system/cpu/cpuN.
typedef struct cp_cpus {
    char list[CP_LIST_BYTES];
    cp_span text;   // In `list`.
    uint32_t count;
    bool has_offline; // Some may be offline and have no files: the list is that of present CPUs, or
                      // of the CPUs on which a process may run.
} cp_cpus;

// Copies the list of online CPUs out of the scratch buffer, which later reads overwrite. The ids
// are the kernel's: a file that lxcfs mounts over the kernel's may number the container's CPUs from
// 0; the list is then that of the CPUs on which this process may run, provided that as many of
// those are online.
//
// OK, or why there is no list; NOT_FOUND also if the kernel's ids are unknown. `failure` is not
// NULL.
cprobe_result cp_linux_copy_cpus(cp_reader *reader, cp_cpus *cpus,
                                 cprobe_failure *failure);

// The CPUs seen so far, each with the siblings of its core or package.
enum { CP_NAMED_CPUS = 8192 };
typedef struct cp_named_cpus {
    uint64_t words[CP_NAMED_CPUS / 64];
} cp_named_cpus;

// Whether this CPU was in a sibling list seen before: its core or package is counted already.
static inline bool cp_is_named(const cp_named_cpus *named, uint64_t id) {
    return id < CP_NAMED_CPUS && (named->words[id / 64] >> id % 64 & 1) != 0;
}

// Adds the siblings of a CPU's core or package. True if the core or package is new. `first` is the
// first sibling.
bool cp_linux_is_new_unit(cp_named_cpus *named, uint64_t id, uint64_t first, cp_span members);

// Copies a list of CPUs from a CPU's directory; `first` is the first CPU in it. An empty list is
// malformed. `failure` is not NULL.
cprobe_result cp_linux_copy_list(cp_reader *reader, uint64_t id, const char *file,
                                 const char *source, char list[CP_LIST_BYTES], cp_span *text,
                                 uint32_t *first, cprobe_failure *failure);

// Reads a file in a CPU's directory into the scratch buffer.
cprobe_result cp_linux_read_of_cpu(cp_reader *reader, uint64_t id, const char *file,
                                   const char *source, cp_span *text, cprobe_failure *failure);

#endif
