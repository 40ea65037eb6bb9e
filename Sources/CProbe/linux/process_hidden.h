// Whether procfs hides processes from the reader: its mount option hidepid.

#ifndef CP_LINUX_PROCESS_HIDDEN_H
#define CP_LINUX_PROCESS_HIDDEN_H

#include "../include/cprobe/process.h"
#include "../source/reader.h"
#include "process_kept.h"

// Sets `hidden` of a reading of all processes. `has_first`: process 1 was listed. The mount is looked for
// once, and cached.
void cp_processes_find_hidden(cp_reader *reader, cp_process_cache *cache, bool has_first,
                              cprobe_processes *processes);

// Whether a process that procfs does not have may be there and hidden.
bool cp_process_may_be_hidden(cp_reader *reader, cp_process_cache *cache, int32_t pid);

#endif
