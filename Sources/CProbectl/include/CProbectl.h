// What the command asks of the C library: writing, waiting, and what standard output is. Of POSIX, and
// in C, because most of it is macros, variable arguments and errno, which Swift sees otherwise on
// each system, and in Embedded Swift not at all.
#ifndef CPROBECTL_H
#define CPROBECTL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Writes all of it. 0, or the errno.
int probectl_write(int descriptor, const void *bytes, size_t length);

// Whether this errno says that the reader of a pipe went away.
bool probectl_is_broken_pipe(int error);

// The first bytes of a file, as many as there is room for, and their number. 0, or the errno; then the
// number stays as it is.
int probectl_read_file(const char *path, void *room, size_t capacity, size_t *length);

// An errno in words, which stay until the next call.
const char *probectl_message(int error);

// A word of the command line: from 0, the program's name; NULL beyond the last. NULL always where the C
// library does not tell its constructors (musl).
const char *probectl_argument(int index);

// A variable of the environment; NULL where there is none.
const char *probectl_variable(const char *name);

// The number of this process, and whether its user is root.
int32_t probectl_pid(void);
bool probectl_user_is_root(void);

// Ends the process.
_Noreturn void probectl_exit(int status);

// A closed pipe is from then on an error of write.
void probectl_ignore_broken_pipe(void);

// From here on Ctrl-C and a polite kill end the process as `exit` does, whatever it waits for: a thread
// of its own takes the signals, because a call that does not come back would never let a handler run.
// One that is ignored, as in the background of a shell, stays so.
void probectl_end_when_interrupted(void);

// The clocks in nanoseconds: the monotonic one, and the time since 1970.
uint64_t probectl_monotonic_ns(void);
uint64_t probectl_wall_time_ns(void);

// Waits so long, or until a signal comes.
void probectl_wait(uint64_t ns);

// The columns of the terminal that standard output is; 0 where they are unknown, -1 where it is none.
int probectl_terminal_columns(void);

#endif
