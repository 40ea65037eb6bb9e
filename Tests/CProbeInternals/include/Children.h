// Children of a test: processes that follow orders, and others that read processes where the test
// cannot (as another user, in another namespace, with few descriptors).
//
// They are forked without exec and call nothing that allocates. Each has an alarm, so that none
// outlives the tests by more than two minutes.

#ifndef CPROBE_CHILDREN_H
#define CPROBE_CHILDREN_H

#include "../../../Sources/CProbe/include/cprobe/process.h"

// The orders that a child follows.
typedef enum cpi_deed {
    CPI_WORK = 0,   // Uses CPU for `amount` milliseconds of each 20, `rounds` times.
    CPI_TOUCH,      // Maps `amount` bytes and writes to each page.
    CPI_OPEN,       // Opens /dev/null `amount` times.
    CPI_NAME,       // Sets its own name to `text`.
    CPI_THREAD, // Starts a thread named `text` that uses `amount` milliseconds of CPU and stays.
    CPI_GROUPS,     // Joins `amount` user groups, from 100,000 on.
    CPI_WRITE,      // Writes `amount` bytes to /dev/null in calls of 1,000.
    CPI_RUN,        // Executes `text`, a shell command, under the same pid.
    CPI_CHURN,      // Starts and ends processes for `amount` milliseconds, `rounds` at once, each
                    // named "c" and its pid.
    CPI_LEAVE, // Touches `amount` bytes, and ends its main thread; a thread named `text` goes on.
    CPI_EXIT        // Ends, and stays a zombie until cpi_child_end.
} cpi_deed;

typedef struct cpi_child {
    int32_t pid;
    int32_t orders, answers; // Pipes.
} cpi_child;

// Starts a child that waits for orders. False if it could not be started.
bool cpi_child_start(cpi_child *child);

// Sends an order and waits until it is done: of CPI_RUN, until the program is replaced; of
// CPI_CHURN and CPI_LEAVE, not at all. False after 30 seconds.
bool cpi_child_do(const cpi_child *child, cpi_deed deed, uint64_t amount, uint64_t rounds,
                  const char *text);

// The two halves of cpi_child_do: sending the order, and waiting for the answer.
bool cpi_child_send(const cpi_child *child, cpi_deed deed, uint64_t amount, uint64_t rounds,
                    const char *text);
bool cpi_child_answers(const cpi_child *child, cpi_deed deed);

// Kills a child and waits for it. `cpu_ns` becomes the CPU time of its life, from wait4.
bool cpi_child_end(cpi_child *child, uint64_t *cpu_ns);

// Returns the value of a type in this process's auxiliary vector, from getauxval(3); 0 if none.
uint64_t cpi_auxiliary_value(uint64_t type);

// Starts `count` processes that sleep, in one process group led by pids[0]. Returns their number.
size_t cpi_sleepers_start(int32_t *pids, size_t count);

// Kills these processes and waits for each. False if one did not end within 20 seconds.
bool cpi_sleepers_end(const int32_t *pids, size_t count);

// What a child reads in its own process.
typedef enum cpi_scene {
    CPI_SCENE_USER = 0, // Without privileges: all processes with `details`.
    CPI_SCENE_HIDDEN,   // Without privileges, root's processes hidden, hidepid=`amount`.
    CPI_SCENE_REUSE,    // One pid given to one process after another, and to a thread.
    CPI_SCENE_FEW,      // With `amount` descriptors at most, three readings.
    CPI_SCENE_FORKED,   // With `collector`, which its parent has used.
    CPI_SCENE_KEPT      // Counts the descriptors of a collector that reads all sections.
} cpi_scene;

enum { CPI_TABLES = 4, CPI_NUMBERS = 16 };

// The results: memory shared by parent and child.
typedef struct cpi_report cpi_report;

// Plays a scene in a child. NULL if the child failed or did not end within 60 seconds; `failed_at`
// is then the line of Children.c that failed, or 0. To be freed with cpi_report_free.
cpi_report *cpi_scene_play(cpi_scene scene, uint64_t amount, uint32_t details,
                           cprobe_collector *collector, int32_t *failed_at);
void cpi_report_free(cpi_report *report);

// Returns a number that the scene recorded.
int64_t cpi_report_number(const cpi_report *report, unsigned index);

// Returns a table that the scene read. `list` points into the report, and is valid until it is
// freed.
cprobe_result cpi_report_table(cpi_report *report, unsigned index, cprobe_processes *processes,
                               cprobe_process_list *list);

// Whether pid and mount namespaces can be made, and a procfs mounted in them.
bool cpi_has_namespaces(void);

#endif
