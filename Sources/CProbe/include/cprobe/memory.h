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
    CPROBE_MEMORY_ACTIVE_ANONYMOUS,
    CPROBE_MEMORY_INACTIVE_ANONYMOUS,
    CPROBE_MEMORY_ACTIVE_FILE,
    CPROBE_MEMORY_INACTIVE_FILE,
    CPROBE_MEMORY_UNEVICTABLE,
    CPROBE_MEMORY_LOCKED,
    CPROBE_MEMORY_DIRTY,
    CPROBE_MEMORY_WRITEBACK,
    CPROBE_MEMORY_WRITEBACK_TEMPORARY,
    CPROBE_MEMORY_ANONYMOUS,
    CPROBE_MEMORY_MAPPED,
    CPROBE_MEMORY_SLAB,
    CPROBE_MEMORY_UNRECLAIMABLE_SLAB,
    CPROBE_MEMORY_KERNEL_RECLAIMABLE,
    CPROBE_MEMORY_KERNEL_STACK,
    CPROBE_MEMORY_PAGE_TABLES,
    CPROBE_MEMORY_SECONDARY_PAGE_TABLES,
    CPROBE_MEMORY_VMALLOC,
    CPROBE_MEMORY_PERCPU,
    CPROBE_MEMORY_CORRUPTED,
    CPROBE_MEMORY_BALLOON,
    CPROBE_MEMORY_CMA_TOTAL,
    CPROBE_MEMORY_CMA_FREE,
    CPROBE_MEMORY_COMMITTED,
    CPROBE_MEMORY_COMMIT_LIMIT,
    CPROBE_MEMORY_ANONYMOUS_HUGE_PAGES,
    CPROBE_MEMORY_SHARED_HUGE_PAGES,
    CPROBE_MEMORY_SHARED_HUGE_MAPPED,
    CPROBE_MEMORY_FILE_HUGE_PAGES,
    CPROBE_MEMORY_FILE_HUGE_MAPPED,
    CPROBE_MEMORY_HUGE_PAGES_TOTAL,
    CPROBE_MEMORY_HUGE_PAGES_FREE,
    CPROBE_MEMORY_HUGE_PAGES_RESERVED,
    CPROBE_MEMORY_HUGE_PAGES_SURPLUS,
    CPROBE_MEMORY_HUGE_PAGE,
    CPROBE_MEMORY_HUGETLB,
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
    CPROBE_MEMORY_REFAULTED_ANONYMOUS,
    CPROBE_MEMORY_REFAULTED_FILE,
    CPROBE_MEMORY_SCANNED_KSWAPD,
    CPROBE_MEMORY_SCANNED_DIRECT,
    CPROBE_MEMORY_RECLAIMED_KSWAPD,
    CPROBE_MEMORY_RECLAIMED_DIRECT,
    CPROBE_MEMORY_OOM_KILLS,
    CPROBE_MEMORY_PRESSURE_LEVEL,
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
    // The part of active_bytes without a file: program memory and tmpfs [Active(anon)].
    uint64_t active_anonymous_bytes;
    // The part of inactive_bytes without a file, which is swapped out first [Inactive(anon)].
    uint64_t inactive_anonymous_bytes;
    uint64_t active_file_bytes;   // The part of active_bytes with a file [Active(file)].
    uint64_t inactive_file_bytes; // Dropped first [Inactive(file)].
    uint64_t unevictable_bytes;   // Never reclaimed: locked, ramfs [Unevictable].
    uint64_t locked_bytes;        // Locked by mlock(2) [Mlocked].
    uint64_t dirty_bytes;         // Waiting to be written to disk [Dirty].
    uint64_t writeback_bytes;     // Being written to disk [Writeback].
    // Buffers of data that is being written to FUSE file systems [WritebackTmp].
    uint64_t writeback_temporary_bytes;
    uint64_t anonymous_bytes;     // Mapped pages without a file [AnonPages].
    uint64_t mapped_bytes;        // Files mapped by programs [Mapped].
    uint64_t slab_bytes;          // Kernel objects [Slab].
    // Slab memory that cannot be reclaimed [SUnreclaim].
    uint64_t unreclaimable_slab_bytes;
    // Kernel memory that can be reclaimed, reclaimable_bytes included [KReclaimable]. Since 4.20.
    uint64_t kernel_reclaimable_bytes;
    uint64_t kernel_stack_bytes;  // [KernelStack].
    uint64_t page_tables_bytes;   // [PageTables].
    // Page tables of virtual machines (KVM) and IOMMUs [SecPageTables]. Since 6.1.
    uint64_t secondary_page_tables_bytes;
    // Memory allocated by vmalloc(), kernel stacks included; Linux 4.4 to 5.2 print 0
    // [VmallocUsed].
    uint64_t vmalloc_bytes;
    uint64_t percpu_bytes;        // Used by the per-CPU allocator [Percpu]. Since 4.20.
    // Memory that the kernel stopped using after hardware errors [HardwareCorrupted].
    uint64_t corrupted_bytes;
    uint64_t balloon_bytes;       // Returned to the hypervisor [Balloon]. Since 6.16.
    // Memory reserved for contiguous allocations, which other data may use meanwhile [CmaTotal].
    uint64_t cma_total_bytes;
    uint64_t cma_free_bytes;      // Its unused part [CmaFree].
    uint64_t committed_bytes;     // Committed address space [Committed_AS].
    uint64_t commit_limit_bytes;  // The limit under strict overcommit [CommitLimit].
    // Transparent huge pages without a file, in bytes [AnonHugePages].
    uint64_t anonymous_huge_pages_bytes;
    // Transparent huge pages of tmpfs and shared memory, in bytes [ShmemHugePages]. Since 4.8.
    uint64_t shared_huge_pages_bytes;
    // The part of shared_huge_pages_bytes that programs map as huge pages [ShmemPmdMapped]. Since
    // 4.8.
    uint64_t shared_huge_mapped_bytes;
    // Transparent huge pages of the page cache, in bytes [FileHugePages]. Since 5.4.
    uint64_t file_huge_pages_bytes;
    // The part of file_huge_pages_bytes that programs map as huge pages [FilePmdMapped]. Since 5.4.
    uint64_t file_huge_mapped_bytes;
    uint64_t huge_pages_total;    // Pages of huge_page_bytes each: in the pool [HugePages_Total],
    uint64_t huge_pages_free;     // unused [HugePages_Free],
    uint64_t huge_pages_reserved; // reserved and not yet used [HugePages_Rsvd],
    uint64_t huge_pages_surplus;  // above the configured pool size [HugePages_Surp].
    uint64_t huge_page_bytes;     // [Hugepagesize].
    uint64_t hugetlb_bytes;       // Huge pages of all sizes [Hugetlb]. Since 4.16.
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
    // Bytes read back from swap soon after they were reclaimed: memory is too small
    // [workingset_refault_anon]. Since 5.9.
    uint64_t refaulted_anonymous_bytes;
    // Bytes read back from files soon after they were reclaimed: memory is too small
    // [workingset_refault_file]. Since 5.9.
    uint64_t refaulted_file_bytes;
    // Bytes that kswapd examined for reclaim, in the background [pgscan_kswapd]. Since 4.8. Reclaim
    // for the limit of a cgroup is not counted by this and the next three.
    uint64_t scanned_kswapd_bytes;
    // Bytes that programs examined for reclaim while they waited for memory [pgscan_direct]. Since
    // 4.8.
    uint64_t scanned_direct_bytes;
    // Bytes that kswapd reclaimed, in the background [pgsteal_kswapd]. Since 4.8.
    uint64_t reclaimed_kswapd_bytes;
    // Bytes that programs reclaimed while they waited for memory [pgsteal_direct]. Since 4.8.
    uint64_t reclaimed_direct_bytes;
    uint64_t oom_kills;           // Processes killed for lack of memory [oom_kill]. Since 4.13.
    // The kernel's own judgement, of macOS only [kern.memorystatus_vm_pressure_level].
    uint32_t pressure_level;      // 1: normal, 2: warning, 4: critical.
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
// the machine that printed the text, or 0 if unknown: counters of pages (swapped, refaulted,
// scanned and reclaimed) are then absent, unless `memory` holds the values of meminfo from the same
// moment and the page size follows from comparing the two. OK, MALFORMED (none of its wanted lines
// is "name number") or INVALID; `memory` is untouched unless OK.
cprobe_result cprobe_vmstat_parse(const char *bytes, size_t length, uint32_t page_bytes,
                                  cprobe_memory *memory, cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif
