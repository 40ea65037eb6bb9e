// The cgroups of a scenario, and checks that are counted.
//
// A scenario makes cgroups of its own, writes limits into them, and compares the result of
// cprobe_quota_read with these limits. A cgroup is named by its path, and is made under that path
// in every hierarchy of the arrangement: one of version 2, several of version 1, or both.

#ifndef GROUPS_H
#define GROUPS_H

#include "CProbe.h"

#include <sys/types.h>

enum {
    CPU = CPROBE_CONTROLLER_CPU,
    CPUSET = CPROBE_CONTROLLER_CPUSET,
    MEMORY = CPROBE_CONTROLLER_MEMORY,
    PIDS = CPROBE_CONTROLLER_PIDS,
    IO = CPROBE_CONTROLLER_IO,
    HUGETLB = CPROBE_CONTROLLER_HUGETLB
};

enum { MIB = 1 << 20, NONE = -1, BUFFER_BYTES = 512 };

// The hierarchy of a controller: its version, or 0 if this kernel does not offer it here.
typedef struct place {
    int version;
    char mount[64];
} place;

extern place places[CPROBE_CONTROLLERS];
extern char unified[64];             // The mount of version 2; "" if it is not mounted.
extern const char *const group_root; // "/sys/fs/cgroup", above all mounts.
extern const char *const controller_names[CPROBE_CONTROLLERS];

// "v2"; "v1", each controller in its own hierarchy; "joined", all in one hierarchy of version 1; or
// "hybrid:cpu,memory": these are version 1, the others version 2. False, and a line is printed, if
// the kernel refuses.
bool arrange(const char *arrangement);
void mount_hierarchies(const char *where); // As arranged, beneath another directory.
bool has(int controller, const char *what); // If not, prints a skip.

// Paths, in one of the buffers.
const char *at(int controller, const char *group, const char *file);
const char *beneath(const char *directory, const char *rest);

void make(const char *group);      // With its parents, every controller enabled.
void make_bare(const char *group); // Its parent still has processes, and delegates nothing.
void unmake(const char *group);    // With its children; without processes.
void move(pid_t process, const char *group);
void join(const char *group); // Moves this process.

bool put(const char *path, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool get(const char *path, char *text, size_t capacity); // Ends with a NUL.
bool exists(const char *path);
uint64_t number(const char *path);                 // The first number; 0 if there is none.
uint64_t keyed(const char *path, const char *key); // "key value" or "key: value kB", in bytes.

// The file names of a limit, by the version of their hierarchy.
const char *cpu_file(void);
const char *memory_file(void);
// Set limits; NONE removes one.
void limit_cpu(const char *group, int64_t quota_us, int64_t period_us);
void limit_memory(const char *group, int64_t bytes);
void limit_pids(const char *group, int64_t tasks);
void limit_cpus(const char *group, const char *list);
// The quota is for each 100 ms.
void limit_both(const char *group, int64_t quota_us, int64_t bytes);

char *buffer(void); // One of 32 buffers in turn, of BUFFER_BYTES.

// The result of the last reading, through one collector.
extern cprobe_collector collector;
extern cprobe_quota quota;
enum { LEVELS = 256 };
extern cprobe_quota_level levels[LEVELS];
extern size_t level_count;
bool read_own(void); // Begins a sample and reads, as a sampler does. Counts a failure.
bool read_process(pid_t process);
cprobe_result read_subject(cprobe_quota_subject_kind kind, pid_t process, const char *group);

// The counts of checks, in memory that children share. Each check prints one line.
extern struct counts {
    int passed, failed, skipped;
    unsigned faults;
} *counts;
void start_counting(void);
bool expect(bool holds, const char *got, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void expect_number(uint64_t got, uint64_t wanted, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void expect_within(uint64_t got, uint64_t least, uint64_t most, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void skip(const char *reason, const char *format, ...) __attribute__((format(printf, 2, 3)));

// "67108864 by /sys/fs/cgroup/a/memory.max, not complete: above_mount", "unlimited" and so on.
const char *describe(const cprobe_limit *limit);
void expect_limit(const cprobe_limit *limit, uint64_t value, const char *path,
                  cprobe_limit_reason reason, const char *sentence);
void expect_cpu(int64_t quota_us, int64_t period_us, const char *path, cprobe_limit_reason reason,
                const char *sentence);
// Expects the two limits of limit_both, from that cgroup's own files.
void expect_both(const char *group, int64_t quota_us, uint64_t bytes, const char *sentence);
void expect_unlimited(const cprobe_limit *limit, const char *sentence);
void expect_unknown(const cprobe_limit *limit, cprobe_limit_reason reason, const char *sentence);
void expect_levels(const char *group); // Expects each value of each level to equal its file.

unsigned own_cpus(void); // By sched_getaffinity.

// Runs in a child with a deadline, and waits. The child's checks are counted.
void in_child(void (*run)(void), const char *name);
// Starts a child that sleeps until it is killed.
pid_t sleeper(const char *group, void (*prepare)(void));
void end(pid_t process);

// The scenarios.
void apart(void);
void limits(void);
void usage(void);
void threads(void);
void processors(void);
void changes(void);
void others(void);
void forks(void);
void descriptors(void);
void namespaces(void);
void binds(void);
void names(void);
void edges(void);
void table(void);
void disks(void);
void further(void);
void triggers(void);

#endif
