// Reading one process, and what is kept of them between readings.

#ifndef CP_LINUX_PROCESS_H
#define CP_LINUX_PROCESS_H

#include "../include/cprobe/process.h"
#include "../source/reader.h"
#include "../text/span.h"
#include "machine.h"
#include "process_kept.h"

enum {
    // The scratch in two: a directory's entries, and the text of a process.
    CP_PROCESS_ENTRIES_BYTES = CP_SCRATCH_BYTES / 2,
    CP_PROCESS_TEXT_BYTES = CP_SCRATCH_BYTES / 2,
    // Of a command line in a table; of one process it is what the text's half has room for.
    CP_COMMAND_LINE_BYTES = 4096
};

// What every reading of processes needs.
typedef struct cp_process_reader {
    cp_reader *reader;
    const cp_machine *machine;
    cp_process_cache *cache;
} cp_process_reader;

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

// Reads one process or thread into `item`; `name` is its directory's. `pid` is the number that it
// must have, or 0 for any. What may not be read is said in the item.
//
// GONE where it is not there (any more); another code where not even stat could be read, the item
// then having its failure and its pid.
cprobe_result cp_process_read(cp_process_pass *pass, cp_span name, int32_t pid,
                              cprobe_process *item);

// A thread that lives of a process whose main thread ended: the kernel has the control groups of
// version 1, memory and descriptors for that alone. 0 where the main thread lives, and where none can be
// found. Uses the scratch.
int32_t cp_process_living_thread(const cp_process_reader *from, int32_t pid);

// The process that a thread is of, by its status; 0 where that cannot be read.
int32_t cp_process_leader(cp_process_pass *pass, cp_span name);

#endif
