// The C library calls of ProbeLive: a thread that waits in poll(2) for the kernel's triggers.
#ifndef CPROBE_LIVE_H
#define CPROBE_LIVE_H

#include <stddef.h>
#include <stdint.h>

// A descriptor that is waited for, and what poll(2) reported of it.
typedef struct probe_live_wait {
    int32_t descriptor;
    int32_t events; // 0, or bits of probe_live_event.
} probe_live_wait;

enum probe_live_event {
    PROBE_LIVE_CHANGED = 1, // POLLPRI
    PROBE_LIVE_ENDED = 2    // POLLERR or POLLNVAL: the source is gone.
};

// Two ends of a pipe that wakes the thread, close-on-exec and non-blocking. Returns 0 or an errno.
int32_t probe_live_open(int32_t *reader, int32_t *writer);

// Closes both ends.
void probe_live_close(int32_t reader, int32_t writer);

// Makes the reading end readable. Never blocks.
void probe_live_wake(int32_t writer);

// Starts a detached thread with a small stack, in which no signal is delivered. `body` gets NULL.
// Returns 0 or an errno.
int32_t probe_live_start(void *(*body)(void *));

// Waits without a limit until a descriptor has something to report or the pipe was woken, and
// empties the pipe. Sets the events of all. Returns 0 or an errno; then none is set.
int32_t probe_live_poll(int32_t reader, probe_live_wait *waits, size_t count);

#endif
