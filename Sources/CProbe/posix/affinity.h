// The CPUs that the calling thread may run on.

#ifndef CP_POSIX_AFFINITY_H
#define CP_POSIX_AFFINITY_H

#include <stddef.h>
#include <stdint.h>

// Counts them, using `scratch` for the mask: a bit for each possible CPU. 0, or an errno.
int cp_affinity_count(uint64_t *scratch, size_t scratch_bytes, uint32_t *count);

#endif
