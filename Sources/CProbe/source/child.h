// A child process that reads for the caller, so that a read that blocks forever does not block the
// caller.
//
// A driver can block in a read uninterruptibly; even SIGKILL does not end it then. Waiting for such
// a process would block forever, and its memory and descriptors remain in use. Therefore the child
// keeps nothing open except its end of a pipe, is never waited for longer than a moment, and its
// pid is checked again later.
//
// The child is created with the bare system call, as a copy of the calling thread only: no
// pthread_atfork() handler runs, and it may only make system calls on existing memory. It has no
// exit signal: there is no SIGCHLD, and wait calls without __WALL, as the rest of the program
// makes, do not return it.
//
// Creating a child costs as much as fork(): 0.1 ms, and 20 to 80 ms for each GiB of touched memory
// in 4 KiB pages. While a child is blocked, memory that the caller overwrites stays in use for the
// child.

#ifndef CP_SOURCE_CHILD_H
#define CP_SOURCE_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct cp_child {
    int32_t pid;
    int pipe;  // The read end: what the child sends.
} cp_child;

enum {
    // The maximum size of a message: a pipe writes it atomically (PIPE_BUF).
    CP_CHILD_MESSAGE_BYTES = 4096
};

// Creates a child that runs `work` and exits. Returns 0, or the errno of the call that failed.
int cp_child_start(cp_child *child, void (*work)(void *context, int pipe), void *context);

// Blocks all signals of the calling thread, including those reserved by the C library, and restores
// the previous mask.
typedef struct cp_signals {
    uint64_t words[2];
} cp_signals;

void cp_signals_block(cp_signals *before);
void cp_signals_restore(const cp_signals *before);

// In the child: sends a message. False if the reader has gone.
bool cp_child_send(int pipe, const void *message, size_t length);

// The result of receiving from a child.
typedef enum cp_child_news {
    CP_CHILD_SENT = 0, // One or more messages, concatenated.
    CP_CHILD_ENDED,    // Exited or was killed.
    CP_CHILD_SILENT    // Nothing before the deadline.
} cp_child_news;

// Waits for messages until a time of cp_child_clock_ms. If all messages have the same length, of
// which `capacity` is a multiple, only whole messages are returned.
cp_child_news cp_child_receive(const cp_child *child, void *buffer, size_t capacity, size_t *length,
                               int64_t deadline_ms);

// Kills the child and closes the pipe. False if the child is blocked: its pid remains allocated,
// and must be passed to cp_child_is_gone() later.
bool cp_child_end(cp_child *child);

// Whether a killed child has ended. If so, its pid was reaped and may be reused.
bool cp_child_is_gone(int32_t pid);

// CLOCK_MONOTONIC in milliseconds.
int64_t cp_child_clock_ms(void);

#endif
