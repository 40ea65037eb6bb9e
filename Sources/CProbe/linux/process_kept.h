// The stat and statm files of processes that stay open between readings. A descriptor is of one process for
// ever: when that ended it answers ESRCH, also after its pid was given to another.

#ifndef CP_LINUX_PROCESS_KEPT_H
#define CP_LINUX_PROCESS_KEPT_H

#include "../include/cprobe/collector.h"

// The kept process with this pid, or NULL.
cprobe_kept_process *cp_processes_find(cprobe_collector *collector, int32_t pid);

// Keeps a descriptor, which is the collector's from then on. False where there is no room: 256 are
// kept, and none in the upper half of those that the process may have.
bool cp_processes_keep(cprobe_collector *collector, int32_t pid, int descriptor);

// Keeps the statm file of a process whose stat is kept, as above.
bool cp_processes_keep_statm(cprobe_collector *collector, int32_t pid, int descriptor);

// Closes one.
void cp_processes_drop(cprobe_collector *collector, cprobe_kept_process *item);

// Closes those up to a pid that were not seen in the present reading, which went so far.
void cp_processes_sweep(cprobe_collector *collector, int32_t last);

// Closes all.
void cp_processes_close(cprobe_collector *collector);

#endif
