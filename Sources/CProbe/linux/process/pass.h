// One reading of processes or threads.

#ifndef CP_LINUX_PROCESS_PASS_H
#define CP_LINUX_PROCESS_PASS_H

#include "../../include/cprobe/process.h"
#include "../../text/span.h"
#include "reader.h"

enum {
    // The scratch in two: a directory's entries, and the text of a process.
    CP_PROCESS_ENTRIES_BYTES = CP_SCRATCH_BYTES / 2,
    CP_PROCESS_TEXT_BYTES = CP_SCRATCH_BYTES / 2,
    // Of a command line in a table; of one process it is what the text's half has room for.
    CP_COMMAND_LINE_BYTES = 4096
};

// One reading.
typedef struct cp_process_pass {
    const cp_process_reader *from;
    uint32_t details;
    const char *path;            // The directory: "/proc", or "/proc/PID/task".
    int directory;               // The same, open; -1 where it is not.
    bool is_process;             // Whether what is in it are processes, not threads.
    bool is_one;                 // Whether one is read, not all that are listed.
    size_t command_line_bytes;   // The most of a command line.
    const cprobe_processes *processes;
    cprobe_process_list *list;
} cp_process_pass;

#endif
