// Values that several sections of one sample need: read once, and handed on by the caller.

#ifndef CPROBE_SHARED_H
#define CPROBE_SHARED_H

#include "result.h"

#ifdef __cplusplus
extern "C" {
#endif

// The caller's storage. cprobe_cpu_read, cprobe_memory_read and cprobe_filesystem_read fill it where
// they are given it, and cprobe_quota_read uses in the place of a reading of its own what is filled. Without
// it (NULL) each section reads everything itself, and answers the same.
//
// Valid for one sample of one collector: initialise it for each sample, with zeroes and the buffer.
typedef struct cprobe_shared {
    uint32_t online;                 // CPUs that are online; 0: not filled. By cprobe_cpu_read.
    uint64_t memory_total_bytes;     // MemTotal; 0: not filled. By cprobe_memory_read.
    uint64_t memory_available_bytes; // MemAvailable; 0: not filled. The same.
    char *mountinfo;                 // A buffer of the caller for the text of mountinfo, or NULL.
    size_t mountinfo_capacity;       // The buffer's size: 8 KiB hold some eighty mounts.
    size_t mountinfo_length;         // Of the text in it; 0: not filled. By the first
                                     // cprobe_filesystem_read of a collector, where the text fits; used by
                                     // a collector that reads once (CPROBE_READS_ONCE).
} cprobe_shared;

#ifdef __cplusplus
}
#endif

#endif
