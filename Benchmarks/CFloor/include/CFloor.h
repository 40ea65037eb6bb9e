// The floor of a section: all its system calls on descriptors that are kept open, with nothing parsed.

#ifndef CFLOOR_H
#define CFLOOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CFLOOR_FILES = 512 };

typedef struct cfloor {
    int files[CFLOOR_FILES];         // Read from offset 0 with one pread,
    bool by_record[CFLOOR_FILES];    // or until a read of 0, where the kernel prints by record.
    size_t count;
    unsigned clocks;                 // Readings of a clock.
    bool affinity;                   // sched_getaffinity.
} cfloor;

// Adds a file. False where it cannot be opened, or there is no room.
bool cfloor_add(cfloor *floor, const char *path, bool by_record);

// Makes the calls once: the pid, the files, the clocks. Returns the number of bytes read.
size_t cfloor_run(const cfloor *floor);

void cfloor_close(cfloor *floor);

// CLOCK_MONOTONIC in nanoseconds.
uint64_t cfloor_now_ns(void);

// A fixed piece of arithmetic: its time tells the speed that the machine has now.
uint64_t cfloor_spin(void);

#endif
