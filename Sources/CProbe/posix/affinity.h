// The CPUs that the calling thread may run on.

#ifndef CP_POSIX_AFFINITY_H
#define CP_POSIX_AFFINITY_H

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

// Counts them, using `scratch` for the mask: a bit for each possible CPU. 0, or an errno. Inline, as
// cp_read_whole. The system call itself, because the C library's has a mask of 1,024 CPUs, and the
// kernel may have more; it answers the number of bytes that it wrote, whole words.
static inline int cp_affinity_count(uint64_t *scratch, size_t scratch_bytes, uint32_t *count) {
    const long bytes = syscall(SYS_sched_getaffinity, 0, scratch_bytes, scratch);
    if (bytes <= 0) {
        return bytes < 0 ? errno : EINVAL;
    }
    memset((char *)scratch + bytes, 0, (size_t)-bytes % sizeof scratch[0]); // A word may be half of one.
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
