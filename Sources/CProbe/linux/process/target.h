// The process that one of the calls of process_lists.h reads.

#ifndef CP_LINUX_PROCESS_TARGET_H
#define CP_LINUX_PROCESS_TARGET_H

#include "../../include/cprobe/process_lists.h"
#include "subject.h"

typedef struct cp_target {
    cp_process_reader from;
    cprobe_processes common;
    cp_process_pass pass;
    cp_subject subject;       // Whose files to read: the process, or its living thread.
    int process;              // The directory of the process; -1 in a captured root.
    cprobe_process_reading reading;
    char name[CP_SUBJECT_PATH_BYTES];   // "4711", or "4711/task/4712".
    char number[CP_SUBJECT_PATH_BYTES]; // "4711".
} cp_target;

// Opens the directory of a process, and reads what identifies it. Results as in process_lists.h. To
// be closed by cp_target_close() if OK.
cprobe_result cp_target_open(cp_target *target, cprobe_collector *collector, int32_t pid,
                             cprobe_failure *failure);

// Closes the target. `result` is that of the reading, and the result if the process is still there;
// otherwise GONE. A reading that failed for lack of memory of a process that is still there (ESRCH)
// is OK. Stores `reading` if OK or TOO_LARGE.
cprobe_result cp_target_close(cp_target *target, cprobe_result result,
                              cprobe_process_reading *reading, cprobe_failure *failure);

#endif
