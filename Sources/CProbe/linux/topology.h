// The CPUs of the machine: which are online, and how many cores and packages they make.

#ifndef CP_LINUX_TOPOLOGY_H
#define CP_LINUX_TOPOLOGY_H

#include "../include/cprobe/cpu.h"
#include "../source/reader.h"

enum {
    // Linux has at most 8,192 CPUs; a captured root may say that there are 4 thousand millions.
    CP_CPUS_ASKED = 1 << 16
};

// What is cached of the CPUs.
typedef struct cp_topology {
    uint32_t possible;          // CPUs that there can be, decided at boot; 0 while not known.
    uint32_t physical_cores;    // Counted once for each set of online CPUs; 0 while not known.
    uint32_t packages;
    cprobe_failure failures[2]; // What made cores, and packages, unknown.
    uint64_t key;               // A hash of the set of online CPUs that was counted; 0: none.
} cp_topology;

// Nothing is known of the CPUs yet. There is nothing to close.
void cp_topology_init(cp_topology *topology);

// Reads a cached list of CPUs: how many it names.
cprobe_result cp_linux_read_cpulist(cp_reader *reader, cp_file file,
                                    uint32_t *count, cprobe_failure *failure);

// Counts the CPUs that the text of a cached file lists. An empty list is malformed: no machine has none.
cprobe_result cp_linux_count_cpus(const cp_reader *reader, cp_file file,
                                  cp_span text, uint32_t *count, cprobe_failure *failure);

// Reads how many CPUs there can be: of a running kernel once, which decided it at boot.
cprobe_result cp_linux_read_possible(cp_reader *reader, cp_topology *topology, uint32_t *count,
                                     cprobe_failure *failure);

// Reads how many CPUs are online, and counts their cores and packages into `topology` (0: unknown)
// where the list of them is not the one counted before; topology->failures says what failed of that.
// `failure` is not NULL.
cprobe_result cp_linux_read_online(cp_reader *reader, cp_topology *topology, uint32_t *count,
                                   cprobe_failure *failure);

// A copy of a list of CPUs: 400 ranges of two ids of four digits.
enum { CP_LIST_BYTES = 4096 };

// CPUs, by the ids of their directories /sys/devices/system/cpu/cpuN.
typedef struct cp_cpus {
    char list[CP_LIST_BYTES];
    cp_span text;   // In `list`.
    uint32_t count;
    bool has_offline; // Some may be offline, and have no files: these are all that are plugged in, or those
                      // on which a process may run.
} cp_cpus;

// Copies the list of online CPUs out of the scratch, which the reads that follow use again, in the
// kernel's ids. A file that lxcfs put over the kernel's may number the container's CPUs from 0; then they
// are those on which this process may run, if as many of these are online.
//
// OK, or why there is no list; NOT_FOUND also where the ids cannot be known. `failure` is not NULL.
cprobe_result cp_linux_copy_cpus(cp_reader *reader, cp_cpus *cpus,
                                 cprobe_failure *failure);

// CPUs that a list read before has named, each with the others of its core or package.
enum { CP_NAMED_CPUS = 8192 };
typedef struct cp_named_cpus {
    uint64_t words[CP_NAMED_CPUS / 64];
} cp_named_cpus;

// Whether a list of that CPU's core or package has named it: then the unit was seen.
static inline bool cp_is_named(const cp_named_cpus *named, uint64_t id) {
    return id < CP_NAMED_CPUS && (named->words[id / 64] >> id % 64 & 1) != 0;
}

// Takes the members of the core or package of a CPU; whether no CPU before was of this unit. `first` is
// the first of the members.
bool cp_linux_is_new_unit(cp_named_cpus *named, uint64_t id, uint64_t first, cp_span members);

// Copies a list of CPUs in the directory of one of them, with the first that it names. An empty list is
// malformed. `failure` is not NULL.
cprobe_result cp_linux_copy_list(cp_reader *reader, uint64_t id, const char *file,
                                 const char *source, char list[CP_LIST_BYTES], cp_span *text,
                                 uint32_t *first, cprobe_failure *failure);

// Reads a file in the directory of one CPU into the scratch.
cprobe_result cp_linux_read_of_cpu(cp_reader *reader, uint64_t id, const char *file,
                                   const char *source, cp_span *text, cprobe_failure *failure);

#endif
