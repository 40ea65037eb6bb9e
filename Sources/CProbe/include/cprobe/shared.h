// Values that several sections of one sample need: read once and passed on by the caller.

#ifndef CPROBE_SHARED_H
#define CPROBE_SHARED_H

#include "result.h"

#ifdef __cplusplus
extern "C" {
#endif

// Caller-provided storage. cprobe_cpu_read(), cprobe_memory_read() and cprobe_filesystem_read()
// fill it, and cprobe_quota_read() uses the filled values instead of reading them again. With NULL,
// each section reads everything itself, with the same results.
//
// Valid for one sample of one collector: initialise it for each sample with zeros and the buffer.
typedef struct cprobe_shared {
    uint32_t online;                 // Online CPUs; 0: not filled. By cprobe_cpu_read().
    uint64_t memory_total_bytes;     // MemTotal; 0: not filled. By cprobe_memory_read().
    uint64_t memory_available_bytes; // MemAvailable; 0: not filled. Likewise.
    char *mountinfo;                 // Caller's buffer for the text of mountinfo, or NULL.
    size_t mountinfo_capacity;       // The size of the buffer: 8 KiB hold about 80 mounts.
    size_t mountinfo_length;         // The length of the text; 0: not filled. By the first
                                     // cprobe_filesystem_read() of a collector, if the text fits;
                                     // used by a collector with CPROBE_READS_ONCE.
} cprobe_shared;

#ifdef __cplusplus
}
#endif

#endif
