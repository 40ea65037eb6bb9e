// Files on which poll(2) reports a change: pressure triggers, memory.events, cgroup.events.
//
// Each call that opens one returns a descriptor, close-on-exec and non-blocking, which belongs to
// the caller and not to the collector. poll(2) with POLLPRI waits for a change; the kernel needs no
// timer of the caller. What each file reports is written at its call. poll(2) also reports POLLERR
// when the cgroup was removed, and for the events files with every change: reading the file decides
// (GONE after the removal).

#ifndef CPROBE_WATCH_H
#define CPROBE_WATCH_H

#include "pressure.h"

#ifdef __cplusplus
extern "C" {
#endif

// The resource of a pressure trigger.
typedef enum CPROBE_CLOSED cprobe_stall_resource {
    CPROBE_STALL_CPU = 0,
    CPROBE_STALL_MEMORY,
    CPROBE_STALL_IO,
    CPROBE_STALL_IRQ
} cprobe_stall_resource;

// When the kernel reports a stall: tasks waited for `stall_us` within a time of `window_us`.
typedef struct cprobe_pressure_trigger {
    cprobe_stall_resource resource;
    bool is_full;      // All non-idle tasks waited at once; otherwise at least one.
    uint64_t stall_us; // More than 0, and at most the window.
    uint64_t window_us; // At most 10 s; without CAP_SYS_RESOURCE a multiple of 2 s, and before
                        // Linux 6.5 at least 500 ms.
} cprobe_pressure_trigger;

// Opens a pressure file and writes the trigger. Since Linux 5.2. `cgroup` is the directory of a v2
// cgroup below the root, such as "/sys/fs/cgroup/app.slice", or NULL for the machine.
//
// poll(2) reports POLLPRI at most once in each window, and POLLERR once the cgroup was removed or
// its accounting of pressure was switched off (cgroup.pressure). The trigger ends when the
// descriptor is closed.
//
// The kernel decides about the numbers: INVALID with the errno EINVAL means that it refuses them.
// Since Linux 6.5 it does so, too, without CAP_SYS_RESOURCE, for a window that is not a multiple
// of 2 s; before, that right was needed for the machine's files: DENIED with EPERM. DENIED with
// EACCES: the file of a cgroup requires write permission. IO with EROFS: it is mounted read-only.
// NOT_FOUND: there is no such file or cgroup, or with EOPNOTSUPP, PSI is switched off. INVALID
// without an errno: NULL, or `cgroup` is not a directory of cgroup v2. UNSUPPORTED: a captured
// root. Also GONE, EXHAUSTED, TOO_LARGE, IO.
cprobe_result cprobe_pressure_trigger_open(cprobe_collector *collector, const char *cgroup,
                                           const cprobe_pressure_trigger *trigger, int *descriptor,
                                           cprobe_failure *failure);

// Reads the pressure of a resource from the descriptor of its trigger, for any thread.
// `is_cgroup`: that of a cgroup, which determines the failure's source. GONE: the cgroup was
// removed, or its accounting of pressure was switched off. Also INVALID, DENIED, MALFORMED, IO.
cprobe_result cprobe_pressure_trigger_read(int descriptor, cprobe_stall_resource resource,
                                           bool is_cgroup, cprobe_stalls *stalls, bool *has_some,
                                           bool *has_full, cprobe_failure *failure);

// A file of events of a v2 cgroup.
typedef enum CPROBE_CLOSED cprobe_cgroup_events_file {
    CPROBE_EVENTS_MEMORY = 0, // memory.events
    CPROBE_EVENTS_CGROUP      // cgroup.events; the root cgroup has none.
} cprobe_cgroup_events_file;

// Field numbers of cprobe_cgroup_events, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_cgroup_events_field {
    CPROBE_EVENTS_LOW = 0,
    CPROBE_EVENTS_HIGH,
    CPROBE_EVENTS_MAX,
    CPROBE_EVENTS_OOM,
    CPROBE_EVENTS_OOM_KILL,
    CPROBE_EVENTS_OOM_GROUP_KILL,
    CPROBE_EVENTS_POPULATED,
    CPROBE_EVENTS_FROZEN
} cprobe_cgroup_events_field;

// The contents of an events file, of the cgroup and those below it: six counters of memory.events,
// or two states (0 or 1) of cgroup.events.
typedef struct cprobe_cgroup_events {
    cprobe_presence present_fields; // Bits by cprobe_cgroup_events_field.
    uint64_t low;            // Reclaimed although below its memory.low.
    uint64_t high;           // Throttled because it exceeded memory.high.
    uint64_t max;            // About to exceed memory.max.
    uint64_t oom;            // The limit was reached and an allocation was about to fail.
    uint64_t oom_kill;       // Processes killed for lack of memory. Since 4.13.
    uint64_t oom_group_kill; // Whole cgroups killed. Since 5.17.
    uint64_t populated;      // 1: it has processes.
    uint64_t frozen;         // 1: it is frozen. Since 5.2.
} cprobe_cgroup_events;

// Opens an events file. poll(2) reports its changes since the last reading of the descriptor, so
// read it first. Results as cprobe_pressure_trigger_open(); reading needs no right.
cprobe_result cprobe_cgroup_events_open(cprobe_collector *collector, const char *cgroup,
                                        cprobe_cgroup_events_file file, int *descriptor,
                                        cprobe_failure *failure);

// Reads an events file from its descriptor, for any thread. GONE: the cgroup was removed. Also
// INVALID, DENIED, MALFORMED, TOO_LARGE, IO.
cprobe_result cprobe_cgroup_events_read(int descriptor, cprobe_cgroup_events_file file,
                                        cprobe_cgroup_events *events, cprobe_failure *failure);

// Closes a descriptor that one of the calls above opened.
void cprobe_watch_close(int descriptor);

// Explains why a call above failed, in words: a constant text, or NULL where the failure says all.
// `trigger` is NULL for an events file; `is_cgroup` as above. Pure.
const char *cprobe_watch_error_words(const cprobe_pressure_trigger *trigger, bool is_cgroup,
                                     const cprobe_failure *failure);

// Parses an events file. Pure: any thread, any system. OK, MALFORMED (no wanted line, or a number
// is malformed), INVALID. `events` is untouched unless OK.
cprobe_result cprobe_cgroup_events_parse(const char *bytes, size_t length,
                                         cprobe_cgroup_events_file file,
                                         cprobe_cgroup_events *events, cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif
