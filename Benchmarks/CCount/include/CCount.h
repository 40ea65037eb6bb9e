// Counts what a piece of work costs besides time: allocations and system calls.

#ifndef CCOUNT_H
#define CCOUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// How often the calling thread allocated so far, Swift's objects and arrays included; -1 where nothing
// counts it: off glibc.
int64_t ccount_allocations(void);

// How many system calls the work makes, in a child of this process that is traced; -1 where tracing is
// not allowed. The work is done `before` times first, so that files are open and lists have their length.
int64_t ccount_system_calls(void (*work)(void *context), void *context, unsigned before);

// A system call: its name, and the file or path that it is made on.
typedef struct ccount_call {
    char text[256];
} ccount_call;

// The same, and which they are, as far as there is room for them.
int64_t ccount_list_system_calls(void (*work)(void *context), void *context, unsigned before,
                                 ccount_call *calls, size_t capacity);

// What shows that the counter counts: an allocation that the compiler cannot leave out.
void ccount_allocate(void);

// And a system call: getppid.
void ccount_call_once(void);

// Does the work once. Nothing else calls this, so that a profiler can be told to count within it alone.
void ccount_once(void (*work)(void *context), void *context);

#endif
