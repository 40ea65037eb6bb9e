// What the command asks of the C library: writing, waiting, and what standard output is. Of POSIX, and
// in C, because most of it are macros, variable arguments and errno, which Swift sees otherwise on
// each system, and in Embedded Swift not at all.
#ifndef CSYSTEM_H
#define CSYSTEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Writes all of it. 0, or the errno.
int csystem_write(int descriptor, const void *bytes, size_t length);

// Whether this errno says that the reader of a pipe went away.
bool csystem_is_broken_pipe(int error);

// The first bytes of a file, as many as there is room for. 0, or the errno.
int csystem_read_file(const char *path, void *room, size_t capacity, size_t *length);

// An errno in words.
const char *csystem_message(int error);

// A word of the command line, from 0, the program's name; NULL beyond the last. NULL always where the C
// library does not tell its constructors (musl).
const char *csystem_argument(int index);

// A variable of the environment; NULL where there is none.
const char *csystem_variable(const char *name);

// The number of this process, and whether its user is root.
int32_t csystem_pid(void);
bool csystem_user_is_root(void);

// Ends the process.
_Noreturn void csystem_exit(int status);

// A closed pipe is from then on an error of write.
void csystem_ignore_broken_pipe(void);

// From here on Ctrl-C and a polite kill end the process as `exit` does, whatever it waits for: a thread
// of its own takes the signals, because a call that does not come back would never let a handler run.
// One that is ignored, as in the background of a shell, stays so.
void csystem_end_when_interrupted(void);

// The clocks in nanoseconds: the monotonic one, and the time since 1970.
uint64_t csystem_monotonic_ns(void);
uint64_t csystem_wall_time_ns(void);

// Waits so long, or until a signal comes.
void csystem_wait(uint64_t ns);

// The columns of the terminal that standard output is; 0 where they are unknown, -1 where it is none.
int csystem_terminal_columns(void);

#endif
