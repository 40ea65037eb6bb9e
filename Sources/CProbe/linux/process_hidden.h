// Whether procfs hides processes from the reader: its mount option hidepid.

#ifndef CP_LINUX_PROCESS_HIDDEN_H
#define CP_LINUX_PROCESS_HIDDEN_H

#include "../include/cprobe/process.h"

// Sets `hidden` of a reading of all processes. `has_first`: process 1 was listed. The mount is looked for
// once a collector.
void cp_processes_find_hidden(cprobe_collector *collector, bool has_first,
                              cprobe_processes *processes);

// Whether a process that procfs does not have may be there and hidden.
bool cp_process_may_be_hidden(cprobe_collector *collector, int32_t pid);

#endif
