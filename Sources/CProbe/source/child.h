// A child that reads in the caller's place, so that a read which never returns holds up nobody.
//
// A driver can sleep in a read where no signal wakes it, SIGKILL neither. Whoever waits for such a
// process waits for ever, and its memory and descriptors stay. So the child keeps nothing open but
// its end of a pipe, is never waited for longer than a moment, and its pid is asked again later.
//
// It is made by the bare system call, as a copy of the calling thread alone: no handler of
// pthread_atfork runs in it, and it may do nothing but system calls on memory that is there. It
// ends without a signal: no SIGCHLD comes, and wait calls without __WALL, which are those of the
// rest of the program, do not see it.
//
// Making it costs what fork costs: 0.1 ms, and 20 to 80 ms for each GiB that the caller has
// touched, where that is in pages of 4 KiB. While something holds it, what the caller wrote over
// meanwhile stays in memory for it.

#ifndef CP_SOURCE_CHILD_H
#define CP_SOURCE_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct cp_child {
    int32_t pid;
    int pipe;  // What the child sends comes out here.
} cp_child;

enum {
    // What the child sends at once, at most: a pipe takes so much whole (PIPE_BUF).
    CP_CHILD_MESSAGE_BYTES = 4096
};

// Makes a child that runs `work` and ends. 0, or the errno of what could not be made.
int cp_child_start(cp_child *child, void (*work)(void *context, int pipe), void *context);

// Blocks all signals of the calling thread, those that the C library keeps for itself too, and sets them
// as they were.
typedef struct cp_signals {
    uint64_t words[2];
} cp_signals;

void cp_signals_block(cp_signals *before);
void cp_signals_restore(const cp_signals *before);

// In the child: sends a message. False where nobody listens any more.
bool cp_child_send(int pipe, const void *message, size_t length);

// What came from a child.
typedef enum cp_child_news {
    CP_CHILD_SENT = 0, // One message or several, one after the other.
    CP_CHILD_ENDED,    // It ended, or was killed.
    CP_CHILD_SILENT    // Nothing came before the deadline.
} cp_child_news;

// Waits for messages until a moment of cp_child_clock_ms. Where all messages have one length of
// which `capacity` is a multiple, so is what comes.
cp_child_news cp_child_receive(const cp_child *child, void *buffer, size_t capacity, size_t *length,
                               int64_t deadline_ms);

// Kills the child and closes the pipe. True where it is gone; false where something holds it, and
// its pid, which stays its own, is to be given to cp_child_is_gone later.
bool cp_child_end(cp_child *child);

// Whether a child that was killed has ended. If so, its pid is another's from now on.
bool cp_child_is_gone(int32_t pid);

// CLOCK_MONOTONIC in milliseconds.
int64_t cp_child_clock_ms(void);

#endif
