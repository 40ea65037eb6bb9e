// The CPUs on which the calling thread may run.

#ifndef CP_POSIX_AFFINITY_H
#define CP_POSIX_AFFINITY_H

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

// Counts the CPUs, with `scratch` for the mask: one bit for each possible CPU. Returns 0 or an
// errno. Inline, like cp_read_whole(). Uses the system call, because the C library's function is
// limited to 1,024 CPUs; it returns the number of bytes written, in whole words.
static inline int cp_affinity_count(uint64_t *scratch, size_t scratch_bytes, uint32_t *count) {
    const long bytes = syscall(SYS_sched_getaffinity, 0, scratch_bytes, scratch);
    if (bytes <= 0) {
        return bytes < 0 ? errno : EINVAL;
    }
    // A word may be half of one.
    memset((char *)scratch + bytes, 0, (size_t)-bytes % sizeof scratch[0]);
    uint32_t total = 0;
    for (size_t index = 0; index < ((size_t)bytes + 7) / sizeof scratch[0]; index += 1) {
        for (uint64_t left = scratch[index]; left != 0; left &= left - 1) {
            total += 1;
        }
    }
    *count = total;
    return 0;
}

#endif
