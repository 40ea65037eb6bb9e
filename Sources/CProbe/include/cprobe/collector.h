// The collector: the caller's storage for everything that outlives one call.
//
// It holds the root that is read, the descriptors kept open, and one scratch for text. Nothing is
// allocated, ever: the storage is the caller's, on the heap, in a struct or static, and never on a
// stack (CPROBE_COLLECTOR_BYTES; memory that is not used is not touched). There are no globals. A
// collector is used by one thread at a time, one a thread or under the caller's lock. A call uses at most
// 128 KiB of that thread's stack.
//
// It belongs to the process, and to the mount and network namespaces, in which it was opened.
// After fork the child calls cprobe_collector_begin, which finds the other pid (of the first process
// in a pid namespace, the other namespace) and opens everything again: descriptors shared with the
// parent would tear each other's texts.
//
// A file that another file system puts over one of the kernel's (lxcfs, FUSE, NFS) is read by a helper
// process with a deadline: what does not come in time is STALLED, half a second a file and one second
// a sample at most. The helper is started when there is such a file, shares the caller's memory, and
// keeps the credentials and namespaces that the caller had then: a program that gives up privileges does
// so before its first reading, or closes the collector. With another effective user or group the next
// request ends the old helper and starts a new one.

#ifndef CPROBE_COLLECTOR_H
#define CPROBE_COLLECTOR_H

#include "result.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    // The size of a collector, the same on every platform: 320 KiB. Linux uses about 230 KiB; the rest
    // is a reserve for caches to come, at least 64 KiB.
    CPROBE_COLLECTOR_BYTES = 327680
};

// Opaque storage, aligned for 64 bits: on the heap or static, never on a stack. Zeroed storage is a
// collector that was never opened. Not to be copied or moved while it is open.
typedef struct cprobe_collector {
    uint64_t storage[CPROBE_COLLECTOR_BYTES / 8];
} cprobe_collector;

// What a root is.
typedef enum CPROBE_CLOSED cprobe_root_kind {
    CPROBE_ROOT_OWN = 0, // "/": the machine as this process sees it.
    CPROBE_ROOT_LIVE,    // Another directory whose proc is procfs: a host's root seen in a container.
    CPROBE_ROOT_CAPTURED // A directory of files: answers from its files alone, never from here.
} cprobe_root_kind;

// How often a program reads by one collector.
typedef enum CPROBE_CLOSED cprobe_collector_use {
    // Again and again: the first reading of the network and of the quota opens what reports changes
    // (a socket for events, /proc/self/ns, mountinfo for poll), and a later one reads only what changed.
    CPROBE_READS_AGAIN = 0,
    // Once, or twice: nothing of that is opened, and each reading looks everything up.
    CPROBE_READS_ONCE
} cprobe_collector_use;

// How many of the CPROBE_COLLECTOR_BYTES this build uses.
size_t cprobe_collector_bytes(void);

// Prepares `collector` to read beneath `root` ("/" for this machine; NULL means "/"). A relative
// root is taken from the working directory now, and a later change of it does not matter. Opens no
// kernel file yet.
//
// `use` says how often the collector will read; the answers are the same.
//
// OK; INVALID (collector is NULL, or root is empty); NOT_FOUND, DENIED, EXHAUSTED or IO (the
// root is not a directory that can be opened); TOO_LARGE (its path). `failure` may be NULL.
// After OK, call cprobe_collector_close; after anything else there is nothing to close.
cprobe_result cprobe_collector_open(cprobe_collector *collector, const char *root,
                                    cprobe_collector_use use, cprobe_failure *failure);

// Once before each sample or single reading, whose time for what a helper reads starts here: one getpid,
// and one readlink for pid 1. In a child of the process that opened the
// collector it closes the inherited descriptors, so that all is opened again.
void cprobe_collector_begin(cprobe_collector *collector);

// Closes every kept descriptor. Harmless twice, and on zeroed storage that was never opened.
void cprobe_collector_close(cprobe_collector *collector);

// CLOCK_MONOTONIC in nanoseconds: the time between two readings, while the machine runs. False for
// a captured root: the time of the capture is not known.
bool cprobe_collector_monotonic_ns(const cprobe_collector *collector, uint64_t *time_ns);

// CLOCK_REALTIME in nanoseconds since 1970: when a reading was made, not how long one took.
uint64_t cprobe_wall_clock_ns(void);

// The root of this collector: OWN, LIVE or CAPTURED.
cprobe_root_kind cprobe_collector_root_kind(const cprobe_collector *collector);

#ifdef __cplusplus
}
#endif

#endif
