// The floor of a section: all its system calls, on descriptors that are kept open, with nothing
// parsed.

#ifndef CFLOOR_H
#define CFLOOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CFLOOR_FILES = 512, CFLOOR_PROCESSES = 256, CFLOOR_MOUNTS = 256, CFLOOR_PATH_BYTES = 256 };

typedef struct cfloor {
    int files[CFLOOR_FILES];         // Read from offset 0 with one pread,
    size_t bytes[CFLOOR_FILES];      // of so many bytes,
    bool by_record[CFLOOR_FILES];    // or, if the kernel prints by record, until a read is short.
    size_t count;
    unsigned clocks;                 // Readings of a clock.
    int mountinfo;                   // Polled for changes of mounts.
    int namespaces;                  // The directory of the links to the process's namespaces.
    bool process;                    // The process's quota: namespaces, affinity, rlimits.
    char mounts[CFLOOR_MOUNTS][CFLOOR_PATH_BYTES]; // Queried by statfs.
    size_t mount_count;
    int netlink;                     // Queried for the statistics of all links; 0: unused.
    int events;                      // Queried for link events.
    bool table;                      // All processes: the listing, and stat of each,
    int stats[CFLOOR_PROCESSES];     // of these by one pread, of the others by open, read, close.
    int statms[CFLOOR_PROCESSES];    // Their statm files, one more pread; -1: no memory.
    int pids[CFLOOR_PROCESSES];      // Their pids, in ascending order.
    size_t stat_count;
} cfloor;

// Adds a file, of which `bytes` are read (0: the whole buffer). False if it cannot be opened, or if
// the capacity is exhausted.
bool cfloor_add(cfloor *floor, const char *path, size_t bytes, bool by_record);

// Returns how much of /proc/vmstat is needed: up to oom_kill, and 64 bytes for numbers that grow.
// 0, for the whole file, if that line is missing.
size_t cfloor_vmstat_bytes(void);

// Adds a mount. False if the capacity is exhausted, or without mountinfo.
bool cfloor_add_mount(cfloor *floor, const char *path);

// Adds the statistics of all links. False without rtnetlink.
bool cfloor_add_links(cfloor *floor);

// Adds the calls for the quota of this process. False without mountinfo.
bool cfloor_add_process(cfloor *floor);

// Adds the table of processes. False if it cannot be listed.
bool cfloor_add_table(cfloor *floor);

// Makes the calls once: pid, files, mounts, links, clocks. Returns the number of bytes read.
size_t cfloor_run(const cfloor *floor);

void cfloor_close(cfloor *floor);

// CLOCK_MONOTONIC in nanoseconds.
uint64_t cfloor_now_ns(void);

// A fixed calculation, whose time shows the current speed of the machine.
uint64_t cfloor_spin(void);

#endif
