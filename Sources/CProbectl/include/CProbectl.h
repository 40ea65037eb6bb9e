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

// Replaces a file at once: writes the bytes to a file beside it, "PATH.PID.tmp", and renames that.
// Returns 0 or the errno; EEXIST if there is something else than a regular file in its place. A
// symbolic link is replaced.
int probectl_replace_file(const char *path, const void *bytes, size_t length);

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

// Likewise, by a handler in place of a thread: for a server, which waits in poll(), and whose
// reading leaves what can block to a child process.
void probectl_end_by_handler(void);

// The clocks, in nanoseconds: the monotonic clock, and the time since 1970.
uint64_t probectl_monotonic_ns(void);
uint64_t probectl_wall_time_ns(void);

// Waits that long, or until a signal arrives.
void probectl_wait(uint64_t ns);

// The page size of the machine in bytes; 0 if it is unknown.
long probectl_page_bytes(void);

// A request that the HTTP server received.
typedef struct probectl_request {
    int client;             // The connection, for the response.
    bool is_valid;          // Whether the first line is one of HTTP/1.
    bool is_too_large;      // Whether the request is longer than 8 KiB: the rest is discarded.
    bool wants_openmetrics; // Whether the header "Accept" names OpenMetrics.
    bool is_get;
    bool is_head;
    bool is_metrics;        // Whether the path, without its query, is "/metrics".
    bool is_root;           // Whether it is "/".
} probectl_request;

// Listens on a numeric IPv4 or IPv6 address, and stores the port: with port 0 the system chooses
// one. Returns 0 or the errno; EINVAL for another address.
int probectl_listen(const char *address, uint16_t port, uint16_t *bound);

// Waits for a request, and sends pending responses meanwhile. A connection has five seconds; of
// sixteen connections that have not sent their request, the oldest is closed for a new one. Returns
// 0 or the errno of poll(). Each request needs a probectl_reply before the next call.
int probectl_next_request(probectl_request *request);

// Sends the response, as far as the connection takes it at once; probectl_next_request sends the
// rest. Copies the bytes.
void probectl_reply(
    const probectl_request *request, const void *head, size_t head_length, const void *body,
    size_t body_length);

// The width of the terminal on standard output; 0 if it is unknown, -1 if standard output is no
// terminal.
int probectl_terminal_columns(void);

bool probectl_is_terminal(int descriptor);

// Takes the terminal on standard input and output: keys come at once and without an echo, on the
// alternate screen, without a cursor. Every way out restores it: exit(), SIGINT and SIGTERM (with
// status 0), SIGHUP and other signals that end a process, a trap. SIGTSTP (Ctrl-Z) restores it
// while the process is stopped. Called once. Returns 0 or the errno.
int probectl_screen_open(void);

// Restores the terminal.
void probectl_screen_close(void);

// The size of the terminal; 80 and 24 if it is unknown.
void probectl_screen_size(int *columns, int *rows);

// Whether the terminal may have been resized, or was taken again after a stop, since the last call:
// what it shows is not known any more.
bool probectl_screen_is_changed(void);

// Waits for keys until the monotonic clock reaches the deadline, or until
// probectl_screen_is_changed() is true. Stores the bytes of the keys and their number, which may be
// 0. False if the terminal is gone.
bool probectl_screen_wait(uint64_t deadline_ns, void *buffer, size_t capacity, size_t *length);

#endif
