// Reading one process or thread.

#ifndef CP_LINUX_PROCESS_READ_H
#define CP_LINUX_PROCESS_READ_H

#include "pass.h"

// Reads one process or thread into `item`; `name` is its directory's. `pid` is the number that it
// must have, or 0 for any. What may not be read is said in the item.
//
// GONE where it is not there (any more); another code where not even stat could be read, the item
// then having its failure and its pid.
cprobe_result cp_process_read(cp_process_pass *pass, cp_span name, int32_t pid,
                              cprobe_process *item);

// A living thread of a process whose main thread ended: the kernel has the control groups of
// version 1, memory and descriptors for that alone. 0 where the main thread lives, and where none can be
// found. Uses the scratch.
int32_t cp_process_living_thread(const cp_process_reader *from, int32_t pid);

#endif
