// The details of a process, each of a file of its own.

#ifndef CP_LINUX_PROCESS_DETAILS_H
#define CP_LINUX_PROCESS_DETAILS_H

#include "subject.h"

// Reads the details of `s`, of which `living` is the thread that has its memory and descriptors: `s` in
// nearly all processes, NULL where none can be read. What cannot be had joins the item's failures. What a
// process read and wrote is counted for all its threads, also those that ended, in its own directory alone.
void cp_subject_read_details(const cp_subject *s, const cp_subject *living);

// The process that a thread is of, by its status; 0 where that cannot be read.
int32_t cp_process_leader(cp_process_pass *pass, cp_span name);

#endif
