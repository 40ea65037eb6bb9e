// Block devices: what was read and written, how long it took, and the machine's totals (io).

#ifndef CPROBE_DISK_H
#define CPROBE_DISK_H

#include "collector.h"

#ifdef __cplusplus
extern "C" {
#endif

// Numbers of the members of cprobe_disk_counters, for cprobe_has, in the kernel's order.
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
    CPROBE_DEVICES_LISTED = 1 << 16, // More are a failure, and passed over.
    CPROBE_DISK_NAME_BYTES = 64,   // The kernel's own bound of a disk is 32, and a partition's number.
    CPROBE_MAPPED_NAME_BYTES = 128 // As device-mapper bounds it.
};

// What one device did since boot. Source: /proc/diskstats. Times are kept in milliseconds by the
// kernel; where its `unsigned int` of them wraps, after 49 days of that time, the counter steps back.
typedef struct cprobe_disk_counters {
    cprobe_presence present_fields;   // Bits by cprobe_disk_counter.
    uint64_t reads;            // Completed.
    uint64_t reads_merged;     // Joined to a neighbour before they were issued.
    uint64_t read_bytes;
    uint64_t read_ns;          // Spent by all reads together, queueing included.
    uint64_t writes;
    uint64_t writes_merged;
    uint64_t write_bytes;
    uint64_t write_ns;
    uint64_t in_flight;        // Issued and not completed, now.
    uint64_t busy_ns;          // With at least one in flight. Absent in totals: it does not add up.
    uint64_t weighted_ns;      // The time of all that were in flight, summed.
    uint64_t discards;         // Since Linux 4.18, as the three after it.
    uint64_t discards_merged;
    uint64_t discard_bytes;
    uint64_t discard_ns;
    uint64_t flushes;          // Since Linux 5.5, as the one after it. Partitions count none.
    uint64_t flush_ns;
} cprobe_disk_counters;

// One block device. What lies behind a name's length means nothing.
typedef struct cprobe_disk_device {
    uint32_t device_major, device_minor;
    uint32_t name_length;
    char name[CPROBE_DISK_NAME_BYTES];   // "nvme0n1p2", not NUL-terminated.
    bool partition;                      // A part of the whole device that stands before it.
    bool stacked;                        // Its blocks are on other devices, in a file or in memory (dm,
                                         // md, loop, zram and others): another device that is counted
                                         // does again what it does, or none does. A path of NVMe is so
                                         // where its head counts, too.
    bool has_mapped_name;
    uint32_t mapped_name_length;
    char mapped_name[CPROBE_MAPPED_NAME_BYTES]; // Of device-mapper: "vg0-root".
    cprobe_disk_counters counters;
    cprobe_failure failure;              // Why the mapped name is not known; code OK where nothing failed.
} cprobe_disk_device;

// The devices' section.
typedef struct cprobe_disk {
    bool has_monotonic;
    uint64_t monotonic_ns;    // When this was read, CLOCK_MONOTONIC; absent in a captured root.
    cprobe_failures failures; // Lines that could not be understood; each costs its own device alone.
} cprobe_disk;

// The machine's totals: all whole devices that are not stacked, so that nothing is counted twice.
// Of NVMe with several paths the head counts, or where it has counted nothing (Linux before 6.2, or
// queue/iostats of 0), its paths.
typedef struct cprobe_io {
    uint32_t devices;           // How many were counted. 0 is a machine without a block device.
    uint32_t device_set;        // Stands for which they are: two readings with different numbers are
                                // of different devices, and their difference means nothing.
    cprobe_disk_counters total; // A counter that one of them lacks is absent; busy_ns always is. Where a
                                // line is no device, all are.
    bool has_monotonic;
    uint64_t monotonic_ns;      // As in cprobe_disk.
    cprobe_failures failures;
} cprobe_io;

// Reads the block devices into `items` in the kernel's order, and their totals into `io`. `count`
// becomes the number that exists, which may exceed `capacity`; the totals count them all. `items`
// may be NULL with capacity 0; `io` may be NULL.
//
// Partitions are told by the kernel's rule for their names: the whole device's, then "p" where that
// ends with a digit, then a number; they stand behind it in the file.
//
// The primary source is /proc/diskstats: OK, or NOT_FOUND, DENIED, EXHAUSTED, STALLED, IO, MALFORMED (it has
// lines, and none of them is a device), UNSUPPORTED, INVALID. The outputs are untouched unless OK,
// but `items` may be written to.
cprobe_result cprobe_disk_read(cprobe_collector *collector, cprobe_disk *disk, cprobe_io *io,
                               cprobe_disk_device *items, size_t capacity, size_t *count,
                               cprobe_failure *failure);

// Reads the totals alone. As cprobe_disk_read.
cprobe_result cprobe_io_read(cprobe_collector *collector, cprobe_io *io, cprobe_failure *failure);

// Parses the text of /proc/diskstats. Pure: any thread, any system; NULL with length 0 is fine, and
// is a machine without a block device. Results and outputs as cprobe_disk_read.
cprobe_result cprobe_diskstats_parse(const char *bytes, size_t length, cprobe_disk *disk,
                                     cprobe_io *io, cprobe_disk_device *items, size_t capacity,
                                     size_t *count, cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif
