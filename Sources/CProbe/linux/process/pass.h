// One reading of processes or of threads.

#ifndef CP_LINUX_PROCESS_PASS_H
#define CP_LINUX_PROCESS_PASS_H

#include "../../include/cprobe/process.h"
#include "../../text/span.h"
#include "reader.h"

enum {
    // The scratch buffer is split in two: directory entries, and the text of one process.
    CP_PROCESS_ENTRIES_BYTES = CP_SCRATCH_BYTES / 2,
    CP_PROCESS_TEXT_BYTES = CP_SCRATCH_BYTES / 2,
    // The capacity for a command line in a process table. When a single process is read, the
    // capacity is what fits into the text half.
    CP_COMMAND_LINE_BYTES = 4096
};

// The arguments of one reading.
typedef struct cp_process_pass {
    const cp_process_reader *from;
    uint32_t details;
    const char *path;            // The directory: "/proc" or "/proc/PID/task".
    int directory;               // The open directory; -1: not open.
    bool is_process;             // The directory lists processes, not threads.
    bool is_one;                 // A single process is read, not the whole list.
    size_t command_line_bytes;   // The longest command line to read.
    const cprobe_processes *processes;
    cprobe_process_list *list;
} cp_process_pass;

#endif
