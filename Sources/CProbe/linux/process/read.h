// Reads one process or thread.

#ifndef CP_LINUX_PROCESS_READ_H
#define CP_LINUX_PROCESS_READ_H

#include "pass.h"

// Reads one process or thread into `item`. `name` is the name of its directory. `pid` is the pid
// that stat must report, or 0 for any. Details that cannot be read are reported in the item's
// failures.
//
// GONE if the process does not exist or has ended. If stat cannot be read for another reason, the
// result is OK and the item holds its pid and the failure.
cprobe_result cp_process_read(cp_process_pass *pass, cp_span name, int32_t pid,
                              cprobe_process *item);

// Returns the tid of a living thread of a process whose main thread has ended: the kernel then
// reports the version 1 cgroups, memory and descriptors for the living threads only. 0 if the main
// thread lives, or if no living thread was found. Uses the scratch buffer.
int32_t cp_process_living_thread(const cp_process_reader *from, int32_t pid);

#endif
