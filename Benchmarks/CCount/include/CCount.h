// Counts allocations and system calls of a piece of work.

#ifndef CCOUNT_H
#define CCOUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The number of allocations by the calling thread so far, those of Swift's objects and arrays
// included; -1 if they cannot be counted: without glibc.
int64_t ccount_allocations(void);

// The bytes of the heap that are in use; -1 if they cannot be counted: without glibc 2.33.
int64_t ccount_bytes(void);

// The number of system calls of the work, made in a traced child of this process; -1 if tracing is
// not permitted. The work is done `before` times first, so that files are open and arrays have
// their final size.
int64_t ccount_system_calls(void (*work)(void *context), void *context, unsigned before);

// A system call: its name, and the file or path that it is made on.
typedef struct ccount_call {
    char text[256];
} ccount_call;

// As above, and lists the calls up to `capacity`.
int64_t ccount_list_system_calls(void (*work)(void *context), void *context, unsigned before,
                                 ccount_call *calls, size_t capacity);

// A positive control: an allocation that the compiler cannot remove.
void ccount_allocate(void);

// A positive control: the system call getppid.
void ccount_call_once(void);

// Does the work once. Nothing else calls this function, so that a profiler can count in it only.
void ccount_once(void (*work)(void *context), void *context);

#endif
