// The C library functions that probectl uses: writing, waiting, the terminal. In C, because most of
// POSIX is macros, variable arguments and errno, which Swift imports differently on each system,
// and in Embedded Swift not at all.
#ifndef CPROBECTL_H
#define CPROBECTL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Writes all bytes. Returns 0 or the errno.
int probectl_write(int descriptor, const void *bytes, size_t length);

// Whether this errno means that the reader of a pipe has closed it.
bool probectl_is_broken_pipe(int error);

// Reads the start of a file, up to `capacity` bytes, and stores its length. Returns 0 or the errno;
// then `length` is unchanged.
int probectl_read_file(const char *path, void *buffer, size_t capacity, size_t *length);

// The message for an errno, valid until the next call.
const char *probectl_message(int error);

// An argument of the command line: 0 is the program's name; NULL beyond the last. Always NULL if
// the C library does not pass the arguments to constructors (musl).
const char *probectl_argument(int index);

// A variable of the environment; NULL if it is not set.
const char *probectl_variable(const char *name);

// The pid of this process.
int32_t probectl_pid(void);

// Ends the process.
_Noreturn void probectl_exit(int status);

// Makes writes to a closed pipe fail with EPIPE from now on.
void probectl_ignore_broken_pipe(void);

// Makes SIGINT (Ctrl-C) and SIGTERM end the process with status 0 from now on, even while it is
// blocked: a thread waits for these signals, because a handler would not run during a call that
// blocks. A signal that is ignored, as in the background of a shell, stays ignored.
void probectl_end_when_interrupted(void);

// The clocks, in nanoseconds: the monotonic clock, and the time since 1970.
uint64_t probectl_monotonic_ns(void);
uint64_t probectl_wall_time_ns(void);

// Waits that long, or until a signal arrives.
void probectl_wait(uint64_t ns);

// The width of the terminal on standard output; 0 if it is unknown, -1 if standard output is no
// terminal.
int probectl_terminal_columns(void);

#endif
