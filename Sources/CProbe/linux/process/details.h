// Details of a process; each comes from a file of its own.

#ifndef CP_LINUX_PROCESS_DETAILS_H
#define CP_LINUX_PROCESS_DETAILS_H

#include "subject.h"

// Reads the details requested for `s`. `living` is a thread that still has the memory and the
// descriptors of the process: `s` itself for nearly every process, NULL if no such thread can be
// read. A detail that cannot be read is added to the item's failures. io is always read from the
// process's own directory: only that file also counts the bytes of threads that have ended.
void cp_subject_read_details(const cp_subject *s, const cp_subject *living);

// Returns the pid of the process that a thread belongs to (Tgid in status), or 0 if status cannot
// be read.
int32_t cp_process_leader(cp_process_pass *pass, cp_span name);

#endif
