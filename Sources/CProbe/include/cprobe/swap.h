// Swap devices one by one, and zram devices with what they hold.

#ifndef CPROBE_SWAP_H
#define CPROBE_SWAP_H

#include "collector.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    CPROBE_SWAP_NAME_BYTES = 1024,   // A longer name of a swap device is not reported.
    CPROBE_SWAP_DEVICES_LISTED = 64, // Linux has at most 29. Further ones are skipped and reported
                                     // as a failure.
    CPROBE_ZRAM_LISTED = 1024,       // Likewise; the kernel module makes at most 32 at once.
    CPROBE_ZRAM_ALGORITHM_BYTES = 32
};

// The kind of a swap device.
typedef enum CPROBE_CLOSED cprobe_swap_type {
    CPROBE_SWAP_PARTITION = 0, // A block device.
    CPROBE_SWAP_FILE,          // A file on a file system.
    CPROBE_SWAP_OTHER          // A word that this version does not know.
} cprobe_swap_type;

// Field numbers of cprobe_swap_device, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_swap_device_field {
    CPROBE_SWAP_DEVICE_SIZE = 0,
    CPROBE_SWAP_DEVICE_USED,
    CPROBE_SWAP_DEVICE_PRIORITY
} cprobe_swap_device_field;

// One swap device or file. Source: /proc/swaps.
typedef struct cprobe_swap_device {
    cprobe_presence present_fields; // Bits by cprobe_swap_device_field.
    uint64_t size_bytes;            // Without the header page.
    uint64_t used_bytes;
    int32_t priority;               // Devices with a higher priority are used first; negative if
                                    // assigned by the kernel.
    cprobe_swap_type type;
    uint32_t name_length;           // 0: the name is longer than the array; see `failure`.
    char name[CPROBE_SWAP_NAME_BYTES]; // "/dev/dm-1", decoded; not NUL-terminated. A removed file
                                       // ends in " (deleted)".
    cprobe_failure failure;         // The first failure that made a field absent; code OK if none.
} cprobe_swap_device;

// Field numbers of cprobe_zram, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_zram_field {
    CPROBE_ZRAM_DISK_SIZE = 0,
    CPROBE_ZRAM_ORIGINAL,
    CPROBE_ZRAM_COMPRESSED,
    CPROBE_ZRAM_MEMORY_USED,
    CPROBE_ZRAM_MEMORY_LIMIT,
    CPROBE_ZRAM_MEMORY_PEAK,
    CPROBE_ZRAM_SAME_PAGES,
    CPROBE_ZRAM_HUGE_PAGES,
    CPROBE_ZRAM_RATIO
} cprobe_zram_field;

// One zram device: a disk in memory whose content is compressed. Source: /sys/block/zramN.
typedef struct cprobe_zram {
    cprobe_presence present_fields; // Bits by cprobe_zram_field.
    uint64_t disk_size_bytes;       // The size of the disk [disksize].
    uint64_t original_bytes;        // What was stored [mm_stat].
    uint64_t compressed_bytes;      // The same compressed [mm_stat].
    uint64_t memory_used_bytes;     // What it takes, with the allocator's loss [mm_stat].
    uint64_t memory_limit_bytes;    // The most that it may take [mm_stat]; absent without a limit.
    uint64_t memory_peak_bytes;     // The most that it took [mm_stat].
    uint64_t same_pages;            // Pages of one repeated word, which take no memory [mm_stat].
    uint64_t huge_pages;            // Pages stored uncompressed [mm_stat]. Since 4.18.
    double ratio;                   // original / compressed; absent if nothing is stored.
    uint32_t index;                 // N of zramN.
    uint32_t algorithm_length;      // 0: not known.
    char algorithm[CPROBE_ZRAM_ALGORITHM_BYTES]; // "zstd" [comp_algorithm]; not NUL-terminated.
    cprobe_failure failure;         // The first failure that made a field absent; code OK if none.
} cprobe_zram;

// The section, beside the two lists.
typedef struct cprobe_swap {
    bool has_monotonic;
    uint64_t monotonic_ns;    // When this was read, CLOCK_MONOTONIC; absent in a captured root.
    cprobe_failures failures; // Failures that made a whole list incomplete.
} cprobe_swap;

// The caller's lists. At most `capacity` items are written; `count` is the number that exist, up to
// CPROBE_SWAP_DEVICES_LISTED and CPROBE_ZRAM_LISTED.
typedef struct cprobe_swap_lists {
    cprobe_swap_device *devices;
    size_t device_capacity;
    size_t device_count;
    cprobe_zram *zrams;
    size_t zram_capacity;
    size_t zram_count;
} cprobe_swap_lists;

// Reads the swap devices in the kernel's order, and the zram devices that have a size, by number.
// Keeps nothing open. A machine without swap has empty lists.
//
// A failure of /proc/swaps is added to swap->failures if zram devices were found; otherwise the
// call fails with it: NOT_FOUND (a kernel without swap), DENIED, EXHAUSTED, IO, MALFORMED. Also
// UNSUPPORTED, INVALID. `swap` is untouched unless OK; the lists may be written to.
cprobe_result cprobe_swap_read(cprobe_collector *collector, cprobe_swap *swap,
                               cprobe_swap_lists *lists, cprobe_failure *failure);

// Parses /proc/swaps. Pure: any thread, any system; NULL with length 0 is valid. A malformed number
// makes its field absent and is the item's failure. OK, MALFORMED (no header) or INVALID; TOO_LARGE
// if there are more than CPROBE_SWAP_DEVICES_LISTED devices: that many are counted.
cprobe_result cprobe_swaps_parse(const char *bytes, size_t length, cprobe_swap_device *items,
                                 size_t capacity, size_t *count, cprobe_failure *failure);

// Parses mm_stat of a zram device into its fields and the ratio; the others are unchanged. Pure.
// OK, MALFORMED (fewer than seven columns, or a bad number), INVALID; `zram` is untouched unless
// OK.
cprobe_result cprobe_zram_mm_stat_parse(const char *bytes, size_t length, cprobe_zram *zram,
                                        cprobe_failure *failure);

// Parses comp_algorithm of a zram device: the word in brackets. Pure. OK, MALFORMED, INVALID;
// `zram` is untouched unless OK.
cprobe_result cprobe_zram_algorithm_parse(const char *bytes, size_t length, cprobe_zram *zram,
                                          cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif
