// The floor of a section: all its system calls on descriptors that are kept open, with nothing parsed.

#ifndef CFLOOR_H
#define CFLOOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CFLOOR_FILES = 512, CFLOOR_PROCESSES = 256, CFLOOR_MOUNTS = 256, CFLOOR_PATH_BYTES = 256 };

typedef struct cfloor {
    int files[CFLOOR_FILES];         // Read from offset 0 with one pread,
    size_t bytes[CFLOOR_FILES];      // that asks for so many bytes,
    bool by_record[CFLOOR_FILES];    // or until a read is short, where the kernel prints by record.
    size_t count;
    unsigned clocks;                 // Readings of a clock.
    int mountinfo;                   // Asked by poll whether mounts changed.
    int namespaces;                  // The directory of the names of the process's namespaces.
    bool process;                    // The same of its quota, its affinity, its rlimits, its namespaces.
    char mounts[CFLOOR_MOUNTS][CFLOOR_PATH_BYTES]; // Asked by statfs.
    size_t mount_count;
    int netlink;                     // Asked for the statistics of all links; 0 where it is not.
    int events;                      // Asked for news.
    bool table;                      // All processes: the listing, and stat of each,
    int stats[CFLOOR_PROCESSES];     // of these with one pread, of the others by open, read and close.
    int statms[CFLOOR_PROCESSES];    // Their statm, one pread more; -1 where a process has no memory.
    int pids[CFLOOR_PROCESSES];      // Whose they are, by ascending pid.
    size_t stat_count;
} cfloor;

// Adds a file, of which so many bytes are asked for (0: all that there is room for). False where it cannot be
// opened, or there is no room.
bool cfloor_add(cfloor *floor, const char *path, size_t bytes, bool by_record);

// How much of /proc/vmstat is wanted: up to oom_kill, and 64 bytes that numbers may grow by; 0, which is all,
// where that line is not there.
size_t cfloor_vmstat_bytes(void);

// Adds a mount. False where there is no room, or no mountinfo.
bool cfloor_add_mount(cfloor *floor, const char *path);

// Adds the statistics of all links. False where there is no rtnetlink.
bool cfloor_add_links(cfloor *floor);

// Adds what is asked of the process for its quota. False where it has no mountinfo.
bool cfloor_add_process(cfloor *floor);

// Adds the table of the processes. False where it cannot be listed.
bool cfloor_add_table(cfloor *floor);

// Makes the calls once: the pid, the files, the mounts, the links, the clocks. Returns the number of bytes read.
size_t cfloor_run(const cfloor *floor);

void cfloor_close(cfloor *floor);

// CLOCK_MONOTONIC in nanoseconds.
uint64_t cfloor_now_ns(void);

// A fixed piece of arithmetic: its time tells the speed that the machine has now.
uint64_t cfloor_spin(void);

#endif
