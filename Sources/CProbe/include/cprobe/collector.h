// The collector: caller-provided storage for all state that outlives one call.
//
// A collector holds the root directory, the descriptors that are kept open, and one scratch buffer
// for text. The library never allocates memory and has no globals. The storage
// (CPROBE_COLLECTOR_BYTES; unused pages are never touched) must be on the heap, in a struct or
// static, never on a stack. One thread at a time may use a collector: one collector per thread, or
// a lock of the caller. A call uses at most 128 KiB of that thread's stack.
//
// A collector belongs to the process, and to the mount and network namespaces, in which it was
// opened. After fork(), the child calls cprobe_collector_begin(), which detects the new pid (for
// pid 1 of a pid namespace: the new namespace) and reopens everything: a descriptor shared with the
// parent shares its file offset, so that both would read torn texts.
//
// A file of /proc or /sys that is covered by another file system (lxcfs, FUSE, NFS) is read by a
// helper process with a deadline: half a second for a file and one second for a sample. A read that
// exceeds it is STALLED. The helper starts when the first such file is found, shares the caller's
// memory (CLONE_VM), and has the credentials and namespaces that the caller had at that time. A
// program that drops privileges must do so before its first reading, or close the collector. If the
// effective user or group id changed, the next request ends the old helper and starts a new one.

#ifndef CPROBE_COLLECTOR_H
#define CPROBE_COLLECTOR_H

#include "result.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    // The size of a collector on every platform: 448 KiB. Linux uses about 360 KiB; the rest, at
    // least 64 KiB, is reserved for later caches.
    CPROBE_COLLECTOR_BYTES = 458752
};

// Opaque storage, aligned to 64 bits: on the heap or static, never on a stack. Zeroed storage is a
// collector that was never opened. Must not be copied or moved while open.
typedef struct cprobe_collector {
    uint64_t storage[CPROBE_COLLECTOR_BYTES / 8];
} cprobe_collector;

// The kind of a root.
typedef enum CPROBE_CLOSED cprobe_root_kind {
    CPROBE_ROOT_OWN = 0, // "/": the machine as this process sees it.
    CPROBE_ROOT_LIVE,    // Another directory whose proc is procfs: a host root in a container.
    CPROBE_ROOT_CAPTURED // A directory of recorded files: nothing is read from the running machine.
} cprobe_root_kind;

// How often a program reads with one collector.
typedef enum CPROBE_CLOSED cprobe_collector_use {
    // Repeatedly: the first reading of the network and of the quota opens descriptors that report
    // changes (a socket for events, /proc/self/ns, mountinfo for poll); later readings read only
    // what changed.
    CPROBE_READS_AGAIN = 0,
    // Once or twice: opens no such descriptors; each reading looks up everything.
    CPROBE_READS_ONCE
} cprobe_collector_use;

// The number of CPROBE_COLLECTOR_BYTES that this build uses: what a program that was compiled
// without this header has to allocate. open.h opens a collector.
size_t cprobe_collector_bytes(void);

// Call once before each sample or single reading: starts the deadline of the sample for reads by
// the helper. Costs one getpid(), and one readlink() for pid 1. In a child of the process that
// opened the collector, closes the inherited descriptors, so that everything is reopened.
void cprobe_collector_begin(cprobe_collector *collector);

// Closes all open descriptors. Harmless if called twice, or on zeroed storage.
void cprobe_collector_close(cprobe_collector *collector);

// CLOCK_MONOTONIC in nanoseconds, for the time between two readings; does not count suspend. False
// for a captured root, whose time of capture is not known.
bool cprobe_collector_monotonic_ns(const cprobe_collector *collector, uint64_t *time_ns);

// CLOCK_REALTIME in nanoseconds since 1970: the time of a reading, not for durations.
uint64_t cprobe_wall_clock_ns(void);

// The root of this collector: OWN, LIVE or CAPTURED.
cprobe_root_kind cprobe_collector_root_kind(const cprobe_collector *collector);

#ifdef __cplusplus
}
#endif

#endif
