// The process that one of the calls of process_lists.h reads.

#ifndef CP_LINUX_PROCESS_TARGET_H
#define CP_LINUX_PROCESS_TARGET_H

#include <errno.h>

#include "../../format/process_files.h"
#include "../../include/cprobe/process_lists.h"
#include "subject.h"

// What a process or thread is at a moment: the same numbers before and after a reading mean that
// the files read are those of one program.
typedef struct cp_target_state {
    uint64_t start_ticks;
    bool has_ended; // Or has no memory.
    cp_process_program program;
} cp_target_state;

typedef struct cp_target {
    cp_process_reader from;
    cprobe_processes common;
    cp_process_pass pass;
    cp_subject subject;       // Whose files to read: the process, or its living thread.
    int process;              // The directory of the process; -1 in a captured root.
    cp_target_state state;    // Of the process,
    cp_target_state living;   // and of its living thread, if that is the subject.
    cprobe_process_reading reading;
    char name[CP_SUBJECT_PATH_BYTES];   // "4711", or "4711/task/4712".
    char number[CP_SUBJECT_PATH_BYTES]; // "4711".
} cp_target;

// Opens the directory of a process, and reads what identifies it. Results as in process_lists.h. To
// be closed by cp_target_close() if OK.
cprobe_result cp_target_open(cp_target *target, cprobe_collector *collector, int32_t pid,
                             cprobe_failure *failure);

// The result of reading a file of a process's memory: the kernel returns ESRCH for a process
// without memory, which is OK, with nothing to read. If the process has ended, cp_target_close()
// finds out.
static inline cprobe_result cp_target_result(cprobe_result result, int system_error) {
    return result == CPROBE_GONE && system_error == ESRCH ? CPROBE_OK : result;
}

// Closes the target. GONE if the process has ended or executes another program since it was opened,
// so that what was read may be a part. Otherwise the result is that of the reading, `result`; if
// that is OK or TOO_LARGE, but the process cannot be looked at again (EMFILE), it is that failure.
// Stores `reading` if OK or TOO_LARGE.
cprobe_result cp_target_close(cp_target *target, cprobe_result result,
                              cprobe_process_reading *reading, cprobe_failure *failure);

#endif
