#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "affinity.h"

#include <errno.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

// The system call itself: the C library's has a mask of 1,024 CPUs, and the kernel may have more.
// It answers the number of bytes that it wrote, a multiple of 4.
int cp_affinity_count(uint64_t *scratch, size_t scratch_bytes, uint32_t *count) {
    const long bytes = syscall(SYS_sched_getaffinity, 0, scratch_bytes, scratch);
    if (bytes <= 0) {
        return bytes < 0 ? errno : EINVAL;
    }
    uint32_t total = 0;
    for (size_t index = 0; index < (size_t)bytes / sizeof(uint32_t); index += 1) {
        uint32_t left = 0;
        memcpy(&left, (const char *)scratch + index * sizeof left, sizeof left);
        for (; left != 0; left &= left - 1) {
            total += 1;
        }
    }
    *count = total;
    return 0;
}

#endif
