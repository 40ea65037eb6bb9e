// Memory and swap: sizes, usage and traffic.

#ifndef CPROBE_MEMORY_H
#define CPROBE_MEMORY_H

#include "collector.h"
#include "shared.h"

#ifdef __cplusplus
extern "C" {
#endif

// Field numbers of cprobe_memory, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_memory_field {
    CPROBE_MEMORY_TOTAL = 0,
    CPROBE_MEMORY_FREE,
    CPROBE_MEMORY_AVAILABLE,
    CPROBE_MEMORY_USED,
    CPROBE_MEMORY_USAGE_PERCENT,
    CPROBE_MEMORY_BUFFERS,
    CPROBE_MEMORY_CACHED,
    CPROBE_MEMORY_RECLAIMABLE,
    CPROBE_MEMORY_SHARED,
    CPROBE_MEMORY_ACTIVE,
    CPROBE_MEMORY_INACTIVE,
    CPROBE_MEMORY_DIRTY,
    CPROBE_MEMORY_WRITEBACK,
    CPROBE_MEMORY_ANONYMOUS,
    CPROBE_MEMORY_MAPPED,
    CPROBE_MEMORY_SLAB,
    CPROBE_MEMORY_KERNEL_STACK,
    CPROBE_MEMORY_PAGE_TABLES,
    CPROBE_MEMORY_PERCPU,
    CPROBE_MEMORY_COMMITTED,
    CPROBE_MEMORY_COMMIT_LIMIT,
    CPROBE_MEMORY_HUGE_PAGES_TOTAL,
    CPROBE_MEMORY_HUGE_PAGES_FREE,
    CPROBE_MEMORY_HUGE_PAGES_RESERVED,
    CPROBE_MEMORY_HUGE_PAGES_SURPLUS,
    CPROBE_MEMORY_HUGE_PAGE,
    CPROBE_MEMORY_SWAP_TOTAL,
    CPROBE_MEMORY_SWAP_FREE,
    CPROBE_MEMORY_SWAP_USED,
    CPROBE_MEMORY_SWAP_CACHED,
    CPROBE_MEMORY_SWAP_USAGE_PERCENT,
    CPROBE_MEMORY_ZSWAP,
    CPROBE_MEMORY_ZSWAPPED,
    CPROBE_MEMORY_PAGE_FAULTS,
    CPROBE_MEMORY_MAJOR_PAGE_FAULTS,
    CPROBE_MEMORY_SWAPPED_IN,
    CPROBE_MEMORY_SWAPPED_OUT,
    CPROBE_MEMORY_PAGED_IN,
    CPROBE_MEMORY_PAGED_OUT,
    CPROBE_MEMORY_OOM_KILLS,
    CPROBE_MEMORY_MONOTONIC
} cprobe_memory_field;

// The machine's memory. Sources: /proc/meminfo (key in brackets) and, from page_faults on,
// /proc/vmstat, whose counters start at boot.
typedef struct cprobe_memory {
    cprobe_presence present_fields;      // Bits by cprobe_memory_field.
    uint64_t total_bytes;         // Usable by the kernel and programs [MemTotal].
    uint64_t free_bytes;          // Unused [MemFree].
    uint64_t available_bytes;     // What programs can get without swapping, estimated by the kernel
                                  // [MemAvailable]. Absent before Linux 3.14.
    uint64_t used_bytes;          // Total minus available, as free(1) prints it. Absent if either
                                  // is absent, or available exceeds total.
    double usage_percent;         // used / total, 0 to 100.
    uint64_t buffers_bytes;       // Raw block device cache [Buffers].
    uint64_t cached_bytes;        // Page cache, including shared memory [Cached].
    uint64_t reclaimable_bytes;   // Reclaimable kernel caches [SReclaimable].
    uint64_t shared_bytes;        // tmpfs and shared memory [Shmem].
    uint64_t active_bytes;        // Used recently [Active].
    uint64_t inactive_bytes;      // Not used recently [Inactive].
    uint64_t dirty_bytes;         // Waiting to be written to disk [Dirty].
    uint64_t writeback_bytes;     // Being written to disk [Writeback].
    uint64_t anonymous_bytes;     // Mapped pages without a file [AnonPages].
    uint64_t mapped_bytes;        // Files mapped by programs [Mapped].
    uint64_t slab_bytes;          // Kernel objects [Slab].
    uint64_t kernel_stack_bytes;  // [KernelStack].
    uint64_t page_tables_bytes;   // [PageTables].
    uint64_t percpu_bytes;        // Used by the per-CPU allocator [Percpu]. Since 4.20.
    uint64_t committed_bytes;     // Committed address space [Committed_AS].
    uint64_t commit_limit_bytes;  // The limit under strict overcommit [CommitLimit].
    uint64_t huge_pages_total;    // Pages of huge_page_bytes each: in the pool [HugePages_Total],
    uint64_t huge_pages_free;     // unused [HugePages_Free],
    uint64_t huge_pages_reserved; // reserved and not yet used [HugePages_Rsvd],
    uint64_t huge_pages_surplus;  // above the configured pool size [HugePages_Surp].
    uint64_t huge_page_bytes;     // [Hugepagesize].
    uint64_t swap_total_bytes;    // [SwapTotal]. 0: no swap.
    uint64_t swap_free_bytes;     // [SwapFree].
    uint64_t swap_used_bytes;     // Total minus free.
    uint64_t swap_cached_bytes;   // In swap and in memory at once [SwapCached].
    double swap_usage_percent;    // used / total, 0 to 100; absent without swap.
    uint64_t zswap_bytes;         // Memory used by the compressed pool [Zswap].
    uint64_t zswapped_bytes;      // Its contents before compression [Zswapped].
    uint64_t page_faults;         // All faults, including major ones [pgfault].
    uint64_t major_page_faults;   // Faults that waited for a disk [pgmajfault].
    uint64_t swapped_in_bytes;    // Read back from swap [pswpin, pages of the real size].
    uint64_t swapped_out_bytes;   // Written to swap [pswpout].
    uint64_t paged_in_bytes;      // Read from disks for the page cache and swap [pgpgin, KiB].
    uint64_t paged_out_bytes;     // Written [pgpgout, KiB].
    uint64_t oom_kills;           // Processes killed for lack of memory [oom_kill]. Since 4.13.
    uint64_t monotonic_ns;        // When this was read, CLOCK_MONOTONIC; absent in a captured root.
    cprobe_failures failures;     // Failures that made single fields absent.
} cprobe_memory;

// Reads memory and swap.
//
// A failure of /proc/meminfo or /proc/vmstat makes only its own fields absent and is added to
// memory->failures. If nothing could be read, the call fails as /proc/meminfo did: NOT_FOUND,
// DENIED, EXHAUSTED, IO, MALFORMED. Also UNSUPPORTED, INVALID. `memory` is untouched unless OK.
// `shared` receives MemTotal and MemAvailable, and may be NULL.
cprobe_result cprobe_memory_read(cprobe_collector *collector, cprobe_memory *memory,
                                 cprobe_shared *shared, cprobe_failure *failure);

// Parses /proc/meminfo into its fields, including the computed ones; fields of /proc/vmstat are
// unchanged. Pure: any thread, any system; NULL with length 0 is valid. OK, MALFORMED (none of its
// keys could be read) or INVALID; `memory` is untouched unless OK.
cprobe_result cprobe_meminfo_parse(const char *bytes, size_t length, cprobe_memory *memory,
                                   cprobe_failure *failure);

// Parses /proc/vmstat into its fields; the others are unchanged. `page_bytes` is the page size of
// the machine that printed the text, or 0 if unknown: swapped_in_bytes and swapped_out_bytes are
// then absent, unless `memory` holds the values of meminfo from the same moment and the page size
// follows from comparing the two. OK, MALFORMED (none of its wanted lines is "name number") or
// INVALID;
// `memory` is untouched unless OK.
cprobe_result cprobe_vmstat_parse(const char *bytes, size_t length, uint32_t page_bytes,
                                  cprobe_memory *memory, cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif
