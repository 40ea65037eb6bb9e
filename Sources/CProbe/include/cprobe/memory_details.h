// How the kernel manages memory: its zones, its slab caches, and all counters of /proc/vmstat.

#ifndef CPROBE_MEMORY_DETAILS_H
#define CPROBE_MEMORY_DETAILS_H

#include "collector.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    CPROBE_MEMORY_ZONE_NAME_BYTES = 16,    // A longer name is truncated; the kernel's have at
                                           // most 7.
    CPROBE_MEMORY_ZONE_ORDERS = 32,        // The kernel has 11 in most builds.
    CPROBE_SLAB_NAME_BYTES = 64,           // A longer name is truncated.
    CPROBE_MEMORY_COUNTER_NAME_BYTES = 64, // Likewise; the kernel's have at most 30.
    // Further items are skipped and reported as a failure.
    CPROBE_MEMORY_ZONES_LISTED = 8192,     // 1,024 nodes have at most 6,144.
    CPROBE_SLABS_LISTED = 4096,            // A few hundred exist.
    CPROBE_MEMORY_COUNTERS_LISTED = 1024   // About 200 exist.
};

// Field numbers of cprobe_memory_zone, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_memory_zone_field {
    CPROBE_MEMORY_ZONE_FREE = 0,
    CPROBE_MEMORY_ZONE_BOOST,
    CPROBE_MEMORY_ZONE_MIN,
    CPROBE_MEMORY_ZONE_LOW,
    CPROBE_MEMORY_ZONE_HIGH,
    CPROBE_MEMORY_ZONE_PROMO,
    CPROBE_MEMORY_ZONE_SPANNED,
    CPROBE_MEMORY_ZONE_PRESENT,
    CPROBE_MEMORY_ZONE_MANAGED,
    CPROBE_MEMORY_ZONE_CMA
} cprobe_memory_zone_field;

// One zone of a NUMA node, of /proc/zoneinfo and /proc/buddyinfo. All sizes are absent if the page
// size is unknown: in a captured root whose /proc/meminfo and /proc/vmstat do not show it.
typedef struct cprobe_memory_zone {
    cprobe_presence present_fields; // Bits by cprobe_memory_zone_field.
    uint64_t free_bytes;     // Free pages [free].
    uint64_t boost_bytes;    // What the marks below were raised by for a time, because blocks of
                             // different mobility were mixed [boost]. Absent in older kernels.
    uint64_t min_bytes;      // Below it only the kernel's reserves are left: an allocation waits
                             // for reclaim [min].
    uint64_t low_bytes;      // Below it kswapd starts to reclaim [low].
    uint64_t high_bytes;     // Above it kswapd stops [high].
    uint64_t promo_bytes;    // Below it no page is promoted from slower memory [promo]. Absent in
                             // older kernels.
    uint64_t spanned_bytes;  // From the first page to the last, holes included [spanned].
    uint64_t present_bytes;  // Without the holes [present].
    uint64_t managed_bytes;  // Without what the kernel reserved at boot [managed].
    uint64_t cma_bytes;      // Of the contiguous memory allocator [cma].
    uint32_t node;
    uint32_t name_length;
    uint32_t order_count;    // 0: the free blocks are unknown, or the zone is empty.
    char name[CPROBE_MEMORY_ZONE_NAME_BYTES]; // "DMA32", "Normal", "Movable"; not NUL-terminated.
    uint64_t free_blocks[CPROBE_MEMORY_ZONE_ORDERS]; // By order: free blocks of 2^order pages.
} cprobe_memory_zone;

// Field numbers of cprobe_slab, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_slab_field {
    CPROBE_SLAB_ACTIVE_OBJECTS = 0,
    CPROBE_SLAB_OBJECTS,
    CPROBE_SLAB_OBJECT,
    CPROBE_SLAB_OBJECTS_PER_SLAB,
    CPROBE_SLAB_PAGES_PER_SLAB,
    CPROBE_SLAB_ACTIVE_SLABS,
    CPROBE_SLAB_SLABS,
    CPROBE_SLAB_TOTAL
} cprobe_slab_field;

// One slab cache of /proc/slabinfo: the kernel's objects of one kind, or of several kinds of the
// same size that the kernel has merged.
typedef struct cprobe_slab {
    cprobe_presence present_fields; // Bits by cprobe_slab_field.
    uint64_t active_objects;        // In use; SLUB counts those in the slabs of a CPU as in use.
    uint64_t objects;               // The capacity of all slabs.
    uint64_t object_bytes;          // The size of one, with its padding.
    uint64_t objects_per_slab;
    uint64_t pages_per_slab;
    uint64_t active_slabs;
    uint64_t slabs;
    uint64_t total_bytes;           // The pages of all slabs; absent without a page size.
    uint32_t name_length;
    char name[CPROBE_SLAB_NAME_BYTES]; // "dentry", "kmalloc-64"; not NUL-terminated. Two caches
                                       // may have the same name.
} cprobe_slab;

// Field numbers of cprobe_memory_counter, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_memory_counter_field {
    CPROBE_MEMORY_COUNTER_VALUE = 0
} cprobe_memory_counter_field;

// One line of /proc/vmstat.
typedef struct cprobe_memory_counter {
    cprobe_presence present_fields; // Bits by cprobe_memory_counter_field.
    uint64_t value;                 // As printed: a number of pages at this time (nr_*), or of
                                    // events since boot.
    uint32_t name_length;
    char name[CPROBE_MEMORY_COUNTER_NAME_BYTES]; // "nr_free_pages", "pgfault"; not NUL-terminated.
} cprobe_memory_counter;

// The section, beside the lists.
typedef struct cprobe_memory_details {
    bool has_monotonic;
    uint64_t monotonic_ns;    // When this was read, CLOCK_MONOTONIC; absent in a captured root.
    cprobe_failures failures; // Why a list is empty or incomplete.
} cprobe_memory_details;

// The caller's lists. At most `capacity` items are written; `count` is the number that exist. If
// not all zones fit, zone_count may be larger than their number, at most twice.
typedef struct cprobe_memory_lists {
    cprobe_memory_zone *zones;
    size_t zone_capacity;
    size_t zone_count;
    cprobe_slab *slabs;
    size_t slab_capacity;
    size_t slab_count;
    cprobe_memory_counter *counters;
    size_t counter_capacity;
    size_t counter_count;
} cprobe_memory_lists;

// Reads /proc/zoneinfo, /proc/buddyinfo, /proc/slabinfo and /proc/vmstat, each whole and in the
// kernel's order. Keeps nothing open. /proc/slabinfo is readable by root alone.
//
// A file that cannot be read, one that is missing included, is a failure in details->failures. If
// nothing could be read, the call fails as /proc/zoneinfo did: NOT_FOUND, DENIED, EXHAUSTED, IO,
// MALFORMED. Also UNSUPPORTED, INVALID. `details` is untouched unless OK; the lists may be written
// to.
cprobe_result cprobe_memory_details_read(cprobe_collector *collector,
                                         cprobe_memory_details *details,
                                         cprobe_memory_lists *lists, cprobe_failure *failure);

// Parses /proc/zoneinfo into zones; a zone that exists by node and name is completed, another is
// appended. `count` is the number of zones so far, and is updated. Pure: any thread, any system;
// NULL with length 0 is valid. Without a page size (0) the zones have no sizes. OK, MALFORMED (no
// zone, a bad number, or a zone whose lines are incomplete: that zone has no sizes), INVALID;
// TOO_LARGE if there are more than CPROBE_MEMORY_ZONES_LISTED zones.
cprobe_result cprobe_zoneinfo_parse(const char *bytes, size_t length, uint32_t page_bytes,
                                    cprobe_memory_zone *items, size_t capacity, size_t *count,
                                    cprobe_failure *failure);

// Parses /proc/buddyinfo likewise. MALFORMED: no zone, or a line that is malformed or lacks its
// newline: that zone has no free blocks. TOO_LARGE also for more than CPROBE_MEMORY_ZONE_ORDERS
// orders.
cprobe_result cprobe_buddyinfo_parse(const char *bytes, size_t length, cprobe_memory_zone *items,
                                     size_t capacity, size_t *count, cprobe_failure *failure);

// Parses /proc/slabinfo. Pure. Without a page size, total_bytes is absent. OK, UNSUPPORTED (a
// version other than 2), MALFORMED (no version, or a malformed line, which is skipped), INVALID;
// TOO_LARGE if there are more than CPROBE_SLABS_LISTED caches: that many are counted.
cprobe_result cprobe_slabinfo_parse(const char *bytes, size_t length, uint32_t page_bytes,
                                    cprobe_slab *items, size_t capacity, size_t *count,
                                    cprobe_failure *failure);

// Parses every line of /proc/vmstat. Pure. A value that is malformed, above INT64_MAX, or lacks its
// newline is absent. OK, MALFORMED (no line, or such a value), INVALID; TOO_LARGE if there are more
// than CPROBE_MEMORY_COUNTERS_LISTED lines: that many are counted.
cprobe_result cprobe_vmstat_counters_parse(const char *bytes, size_t length,
                                           cprobe_memory_counter *items, size_t capacity,
                                           size_t *count, cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif
