// Control groups as they are set up here, and checks that count themselves.
//
// A scenario makes groups of its own, writes limits into them, and holds what cprobe_quota_read
// answers to what it wrote. Groups are named by their path, and are made under that path in every
// hierarchy of the arrangement: one of version 2, several of version 1, or both.

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

// Where a controller is: the version of its hierarchy, 0 where this kernel does not offer it here.
typedef struct place {
    int version;
    char mount[64];
} place;

extern place places[CPROBE_CONTROLLERS];
extern char unified[64];             // Where version 2 is mounted; "" where it is not.
extern const char *const group_root; // "/sys/fs/cgroup", above all mounts.
extern const char *const controller_names[CPROBE_CONTROLLERS];

// "v2"; "v1", each controller on its own; "joined", in one hierarchy of version 1; or
// "hybrid:cpu,memory": those are version 1, the others version 2. False with a line where the
// kernel refuses.
bool arrange(const char *arrangement);
void mount_hierarchies(
    const char *where); // As arranged, each at its place beneath another directory.
bool has(int controller, const char *what); // Else a skip.

// Paths, in one of the buffers.
const char *at(int controller, const char *group, const char *file);
const char *beneath(const char *directory, const char *rest);

void make(const char *group);      // With its parents, every controller switched on.
void make_bare(const char *group); // One whose parent has processes yet, and passes nothing on.
void unmake(const char *group);    // With what is beneath; empty of processes.
void move(pid_t process, const char *group);
void join(const char *group); // This process.

bool put(const char *path, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool get(const char *path, char *text, size_t capacity); // Ends with a NUL.
bool exists(const char *path);
uint64_t number(const char *path);                 // The first; 0 where there is none.
uint64_t keyed(const char *path, const char *key); // "key value" or "key: value kB", in bytes.

// The names of the files of a limit, by the version of their hierarchy.
const char *cpu_file(void);
const char *memory_file(void);
// Limits; NONE takes one away.
void limit_cpu(const char *group, int64_t quota_us, int64_t period_us);
void limit_memory(const char *group, int64_t bytes);
void limit_pids(const char *group, int64_t tasks);
void limit_cpus(const char *group, const char *list);
void limit_both(const char *group, int64_t quota_us, int64_t bytes); // Of each 100 ms.

char *buffer(void); // One of 32 in turn, of BUFFER_BYTES.

// The answer last read, by the one kept collector.
extern cprobe_collector collector;
extern cprobe_quota quota;
enum { LEVELS = 256 };
extern cprobe_quota_level levels[LEVELS];
extern size_t level_count;
bool read_own(void); // As a sampler does: begin, then read. A failure is counted.
bool read_process(pid_t process);
cprobe_result read_subject(cprobe_quota_subject_kind kind, pid_t process, const char *group);

// Checks. Each prints one line and is counted, in memory that children share.
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
// The two limits of limit_both, by that group's own files.
void expect_both(const char *group, int64_t quota_us, uint64_t bytes, const char *sentence);
void expect_unlimited(const cprobe_limit *limit, const char *sentence);
void expect_unknown(const cprobe_limit *limit, cprobe_limit_reason reason, const char *sentence);
void expect_levels(const char *group); // Each fact of each level is what its file says.

unsigned own_cpus(void); // As sched_getaffinity has them.

// Runs in a child with a deadline, and waits. What the child counts is counted.
void in_child(void (*run)(void), const char *name);
// A child that sleeps until it is killed.
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

#endif
