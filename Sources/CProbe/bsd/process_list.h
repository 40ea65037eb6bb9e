// A list of processes that a sysctl returns as an array of structures. The array is read into the
// caller's own list and converted in place, so that any number of processes fits that the list
// holds.

#ifndef CP_BSD_PROCESS_LIST_H
#define CP_BSD_PROCESS_LIST_H

#include "../include/cprobe/process.h"
#include "sysctl.h"

// What the processes of one reading share.
typedef struct cp_process_pass {
    uint32_t details;
    uint64_t page_bytes;         // 0: not known, as the next two.
    uint64_t boot_time_ns;       // On the wall clock.
    uint64_t *first_boot_time_ns; // The collector's first one; 0: this is the first list.
    uint64_t memory_total_bytes;
    cp_buffer buffer;            // For the answers of further calls.
    cprobe_process_list *list;   // Texts are added to it.
    cprobe_processes *processes;
} cp_process_pass;

typedef struct cp_process_layout {
    const char *source;
    size_t bytes;      // Of a structure.
    uint32_t details;  // The details of which the port reads something.
    // Converts a structure. False if it is malformed. Pure.
    bool (*take)(cp_span record, const cp_process_pass *pass, cprobe_process *process);
    // Makes the calls of a process that the details need.
    void (*read_details)(const cp_process_pass *pass, cprobe_process *process);
} cp_process_layout;

typedef struct cp_process_request {
    const int *numbers;
    unsigned count;
    uint32_t details;
    void (*begin)(cp_process_pass *pass); // Reads what the processes share.
} cp_process_request;

// Reads the list, sorted by pid. Results and outputs as cprobe_processes_read().
cprobe_result cp_process_list_read(const cp_process_layout *layout,
                                   const cp_process_request *request,
                                   cprobe_collector *collector, cprobe_processes *processes,
                                   cprobe_process_list *list, cprobe_failure *failure);

// A text of a process, and where its range is stored.
typedef struct cp_process_text {
    cprobe_process_field field;
    uint32_t detail;
    uint32_t *offset, *length;
} cp_process_text;

// Uses the collector's first boot time. For kernels that move the boot time when the wall clock is
// set, but not the starts of processes, so that start_ns does not change from one list to the next.
static inline void cp_process_retain_boot_time(cp_process_pass *pass) {
    if (*pass->first_boot_time_ns == 0) {
        *pass->first_boot_time_ns = pass->boot_time_ns;
    }
    pass->boot_time_ns = pass->boot_time_ns != 0 ? *pass->first_boot_time_ns : 0;
}

// The process group in the foreground of a terminal: the kernels have 0 without a terminal.
static inline int32_t cp_process_foreground(int32_t group) {
    return group == 0 ? -1 : group;
}

// Notes why a detail could not be read. A process that has no such thing, or ended, is no failure.
void cp_process_note(uint32_t detail, cprobe_failure failure, cprobe_process *process);

// Adds a text to the list, and stores its range. An empty text is absent.
void cp_process_add_text(const cp_process_pass *pass, cp_span bytes, const cp_process_text *text,
                         cprobe_process *process);

// Reads a text of a process into the list. A process that has none, or ended, has an absent field.
void cp_process_read_text(const cp_process_pass *pass, const char *source, const int *numbers,
                          unsigned count, const cp_process_text *text, cprobe_process *process);

// Reads a number of a process, likewise.
void cp_process_number(const char *source, const int *numbers, unsigned count,
                       cprobe_process_field field, uint32_t detail, uint64_t *number,
                       cprobe_process *process);

#endif
