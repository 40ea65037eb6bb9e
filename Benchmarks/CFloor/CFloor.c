#define _GNU_SOURCE 1
#include "CFloor.h"

#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/syscall.h>
#endif

static char scratch[65536];

bool cfloor_add(cfloor *floor, const char *path, bool by_record) {
    const int file = floor->count < CFLOOR_FILES ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) {
        return false;
    }
    floor->files[floor->count] = file;
    floor->by_record[floor->count] = by_record;
    floor->count += 1;
    return true;
}

size_t cfloor_run(const cfloor *floor) {
    size_t total = (size_t)getpid() & 1;
    for (size_t index = 0; index < floor->count; index += 1) {
        ssize_t length = 0;
        off_t offset = 0;
        do {
            length = pread(floor->files[index], scratch, sizeof scratch, offset);
            offset += length > 0 ? length : 0;
        } while (floor->by_record[index] && length > 0);
        total += (size_t)offset;
    }
    for (unsigned index = 0; index < floor->clocks; index += 1) {
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        total += (size_t)now.tv_nsec & 1;
    }
#ifdef __linux__
    if (floor->affinity) {
        total += (size_t)syscall(SYS_sched_getaffinity, 0, sizeof scratch, scratch);
    }
#endif
    return total;
}

void cfloor_close(cfloor *floor) {
    for (size_t index = 0; index < floor->count; index += 1) {
        close(floor->files[index]);
    }
    floor->count = 0;
}

uint64_t cfloor_now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

uint64_t cfloor_spin(void) {
    volatile uint64_t value = 1;
    for (unsigned index = 0; index < 20000; index += 1) {
        value = value * 6364136223846793005u + 1442695040888963407u;
    }
    return value;
}
