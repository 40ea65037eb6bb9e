// Block devices: reads, writes, their times, and the machine's totals (io).

#ifndef CPROBE_DISK_H
#define CPROBE_DISK_H

#include "collector.h"

#ifdef __cplusplus
extern "C" {
#endif

// Field numbers of cprobe_disk_counters, for cprobe_has(), in the kernel's order.
typedef enum CPROBE_CLOSED cprobe_disk_counter {
    CPROBE_DISK_READS = 0,
    CPROBE_DISK_READS_MERGED,
    CPROBE_DISK_READ_BYTES,
    CPROBE_DISK_READ_NS,
    CPROBE_DISK_WRITES,
    CPROBE_DISK_WRITES_MERGED,
    CPROBE_DISK_WRITE_BYTES,
    CPROBE_DISK_WRITE_NS,
    CPROBE_DISK_IN_FLIGHT,
    CPROBE_DISK_BUSY_NS,
    CPROBE_DISK_WEIGHTED_NS,
    CPROBE_DISK_DISCARDS,
    CPROBE_DISK_DISCARDS_MERGED,
    CPROBE_DISK_DISCARD_BYTES,
    CPROBE_DISK_DISCARD_NS,
    CPROBE_DISK_FLUSHES,
    CPROBE_DISK_FLUSH_NS
} cprobe_disk_counter;

enum {
    CPROBE_DISK_COUNTERS = 17,
    CPROBE_DEVICES_LISTED = 1 << 16, // Further devices are skipped and reported as a failure.
    CPROBE_DISK_NAME_BYTES = 64,   // The kernel's limit is 32 for a disk, plus a partition number.
    CPROBE_MAPPED_NAME_BYTES = 128 // The limit of device-mapper.
};

// I/O of one device since boot. Source: /proc/diskstats. The kernel counts times in milliseconds in
// an `unsigned int`, which wraps after 49 days of that time: the counter then decreases.
typedef struct cprobe_disk_counters {
    cprobe_presence present_fields;   // Bits by cprobe_disk_counter.
    uint64_t reads;            // Completed.
    uint64_t reads_merged;     // Merged with an adjacent request before being issued.
    uint64_t read_bytes;
    uint64_t read_ns;          // Summed over all reads, including queueing.
    uint64_t writes;
    uint64_t writes_merged;
    uint64_t write_bytes;
    uint64_t write_ns;
    uint64_t in_flight;        // Issued and not completed now.
    uint64_t busy_ns;          // Time with at least one request in flight. Absent in totals: it is
                               // not additive.
    uint64_t weighted_ns;      // Time summed over all requests in flight.
    uint64_t discards;         // Since Linux 4.18, like the three after it.
    uint64_t discards_merged;
    uint64_t discard_bytes;
    uint64_t discard_ns;
    uint64_t flushes;          // Since Linux 5.5, like the one after it. Not counted for
                               // partitions.
    uint64_t flush_ns;
} cprobe_disk_counters;

// One block device. Bytes after the length of a name are undefined.
typedef struct cprobe_disk_device {
    uint32_t device_major, device_minor;
    uint32_t name_length;
    char name[CPROBE_DISK_NAME_BYTES];   // "nvme0n1p2", not NUL-terminated.
    bool partition;                      // A part of the whole device that precedes it in the list.
    bool stacked;                        // Its blocks are on other devices, in a file or in memory
                                         // (dm, md, loop, zram and others), so its I/O is counted
                                         // again by another device, or reaches none. An NVMe path
                                         // is stacked if its head counts I/O.
    bool has_mapped_name;
    uint32_t mapped_name_length;
    char mapped_name[CPROBE_MAPPED_NAME_BYTES]; // The name of device-mapper: "vg0-root".
    cprobe_disk_counters counters;
    cprobe_failure failure;              // Why the mapped name is absent; code OK if nothing
                                         // failed.
} cprobe_disk_device;

// The disk section.
typedef struct cprobe_disk {
    bool has_monotonic;
    uint64_t monotonic_ns;    // When this was read, CLOCK_MONOTONIC; absent in a captured root.
    cprobe_failures failures; // Malformed lines; each costs only its own device.
} cprobe_disk;

// The machine's totals: all whole devices that are not stacked, so that nothing is counted twice.
// For NVMe multipath the head is counted, or, if the head counted nothing (Linux before 6.2, or
// queue/iostats is 0), its paths.
typedef struct cprobe_io {
    uint32_t devices;           // The number of devices summed. 0: the machine has no block device.
    uint32_t device_set;        // Identifies the set of devices. Two readings with different values
                                // cover different devices, so that their difference is meaningless.
    cprobe_disk_counters total; // A counter that one device lacks is absent; busy_ns always is. If
                                // a line is malformed, all are absent.
    bool has_monotonic;
    uint64_t monotonic_ns;      // As in cprobe_disk.
    cprobe_failures failures;
} cprobe_io;

// Reads the block devices into `items` in the kernel's order, and their totals into `io`. Sets
// `count` to the number of devices that exist, which may exceed `capacity`; the totals include all.
// `items` may be NULL with capacity 0; `io` may be NULL.
//
// Partitions are detected by the kernel's naming rule: the name of the whole device, then "p" if
// that name ends with a digit, then a number. In the file they follow their device.
//
// The primary source is /proc/diskstats: OK, or NOT_FOUND, DENIED, EXHAUSTED, STALLED, IO,
// MALFORMED (it has lines, and none is a device), UNSUPPORTED, INVALID. The outputs are untouched
// unless OK, but `items` may be written to.
cprobe_result cprobe_disk_read(cprobe_collector *collector, cprobe_disk *disk, cprobe_io *io,
                               cprobe_disk_device *items, size_t capacity, size_t *count,
                               cprobe_failure *failure);

// Reads only the totals; otherwise as cprobe_disk_read().
cprobe_result cprobe_io_read(cprobe_collector *collector, cprobe_io *io, cprobe_failure *failure);

// Parses /proc/diskstats. Pure: any thread, any system; NULL with length 0 is valid and means a
// machine without block devices. Results and outputs as cprobe_disk_read().
cprobe_result cprobe_diskstats_parse(const char *bytes, size_t length, cprobe_disk *disk,
                                     cprobe_io *io, cprobe_disk_device *items, size_t capacity,
                                     size_t *count, cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif
