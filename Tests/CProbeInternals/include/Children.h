// Children of a test: processes that do what they are told, and others that read processes
// themselves in a place where the test cannot go (another user, another namespace, few descriptors).
//
// They are forked without exec and call nothing that allocates. Each has an alarm, so that none
// outlives the tests by more than two minutes.

#ifndef CPROBE_CHILDREN_H
#define CPROBE_CHILDREN_H

#include "../../../Sources/CProbe/include/cprobe/process.h"

// What a child can be told to do.
typedef enum cpi_deed {
    CPI_WORK = 0,   // Uses CPU for `amount` milliseconds of each 20, `rounds` times.
    CPI_TOUCH,      // Maps `amount` bytes and writes to each page.
    CPI_OPEN,       // Opens /dev/null `amount` times.
    CPI_NAME,       // Gives itself the name `text`.
    CPI_THREAD,     // Starts a thread named `text` that uses `amount` milliseconds of CPU and stays.
    CPI_GROUPS,     // Joins `amount` groups, from 100,000 on.
    CPI_WRITE,      // Writes `amount` bytes to /dev/null in calls of 1,000.
    CPI_RUN,        // Becomes `text`, a shell command, under the same pid.
    CPI_CHURN,      // Starts and ends processes for `amount` milliseconds, `rounds` at once, each
                    // named "c" and its pid.
    CPI_LEAVE,      // Touches `amount` bytes, and ends its main thread; one named `text` goes on.
    CPI_EXIT        // Ends, and stays a zombie until cpi_child_end.
} cpi_deed;

typedef struct cpi_child {
    int32_t pid;
    int32_t orders, answers; // Pipes.
} cpi_child;

// Starts a child that waits. False where it could not be started.
bool cpi_child_start(cpi_child *child);

// Has a child do something. True once it is done: of CPI_RUN when the program is replaced, of
// CPI_CHURN and CPI_LEAVE at once. False after 30 seconds.
bool cpi_child_do(const cpi_child *child, cpi_deed deed, uint64_t amount, uint64_t rounds,
                  const char *text);

// The two halves of that: telling, and waiting for the answer.
bool cpi_child_tell(const cpi_child *child, cpi_deed deed, uint64_t amount, uint64_t rounds,
                    const char *text);
bool cpi_child_answers(const cpi_child *child, cpi_deed deed);

// Kills a child and waits for it. `cpu_ns` becomes what it used in its life, as wait4 says it.
bool cpi_child_end(cpi_child *child, uint64_t *cpu_ns);

// Starts so many processes that sleep, in one process group, whose first is pids[0]. Gives their
// number.
size_t cpi_sleepers_start(int32_t *pids, size_t count);

// Kills them and waits for each. False where one did not end within 20 seconds.
bool cpi_sleepers_end(const int32_t *pids, size_t count);

// What a child reads by itself.
typedef enum cpi_scene {
    CPI_SCENE_USER = 0, // As nobody: all processes with `details`.
    CPI_SCENE_HIDDEN,   // As nobody where root's processes are hidden, hidepid=`amount`.
    CPI_SCENE_REUSE,    // One pid given to one process after another, and to a thread.
    CPI_SCENE_FEW,      // With `amount` descriptors at most, three readings.
    CPI_SCENE_FORKED    // With `collector`, which its parent has used.
} cpi_scene;

enum { CPI_TABLES = 4, CPI_NUMBERS = 16 };

// What it found: memory that parent and child share.
typedef struct cpi_report cpi_report;

// Plays a scene in a child. NULL where it did not end well within 60 seconds; `failed_at` is then the
// line of Children.c that says why, or 0. To be freed with cpi_report_free.
cpi_report *cpi_scene_play(cpi_scene scene, uint64_t amount, uint32_t details,
                           cprobe_collector *collector, int32_t *failed_at);
void cpi_report_free(cpi_report *report);

// What a scene noted by number.
int64_t cpi_report_number(const cpi_report *report, unsigned index);

// The tables that were read. `list` becomes theirs, and is good until the report is freed.
cprobe_result cpi_report_table(cpi_report *report, unsigned index, cprobe_processes *processes,
                               cprobe_process_list *list);

// Whether new pid and mount namespaces can be made, and a procfs mounted in them.
bool cpi_has_namespaces(void);

#endif
