// Block devices and what they are made of: model, queue, the devices below a mapped one; arrays of
// the md driver; the cache of ZFS; space and errors of btrfs.

#ifndef CPROBE_STORAGE_H
#define CPROBE_STORAGE_H

#include "collector.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    CPROBE_BLOCK_DEVICES_LISTED = 1 << 16, // Further ones are skipped and reported as a failure.
    CPROBE_LOWER_DEVICES_LISTED = 1 << 16, // Likewise, of all devices together; also the members
                                           // of all arrays, and the devices of all of btrfs.
    CPROBE_HEALTH_PAGE_BYTES = 512,        // The size of a page of a disk about its health.
    CPROBE_BTRFS_LISTED = 1 << 12,         // Likewise.
    CPROBE_BLOCK_NAME_BYTES = 64,          // The kernel's limit is 32.
    CPROBE_STORAGE_TEXT_BYTES = 256,       // A longer text is absent, and TOO_LARGE.
    CPROBE_BACKING_FILE_BYTES = 1024       // Likewise.
};

// A text of the kernel, without the blanks around it. Not NUL-terminated; bytes after the length
// are undefined. Length 0: absent.
typedef struct cprobe_storage_text {
    uint32_t length;
    char bytes[CPROBE_STORAGE_TEXT_BYTES];
} cprobe_storage_text;

// What a block device is.
typedef enum CPROBE_CLOSED cprobe_block_type {
    CPROBE_BLOCK_DISK = 0,  // A device of its own: a disk, a flash drive, a virtual disk.
    CPROBE_BLOCK_ROM,       // A CD or DVD drive.
    CPROBE_BLOCK_LOOP,      // A file as a device.
    CPROBE_BLOCK_RAM,       // A disk in memory: ram, zram, pmem is a disk.
    CPROBE_BLOCK_ARRAY,     // Of the md driver.
    CPROBE_BLOCK_LVM,       // Of the device mapper, made by LVM.
    CPROBE_BLOCK_CRYPT,     // Of the device mapper, made by cryptsetup.
    CPROBE_BLOCK_MULTIPATH, // Of the device mapper: one disk by several paths.
    CPROBE_BLOCK_MAPPED,    // Of the device mapper, made by another program.
    CPROBE_BLOCK_CACHED     // Of bcache.
} cprobe_block_type;

// Field numbers of cprobe_block_device, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_block_field {
    CPROBE_BLOCK_SIZE = 0,
    CPROBE_BLOCK_READ_ONLY,
    CPROBE_BLOCK_REMOVABLE,
    CPROBE_BLOCK_HIDDEN,
    CPROBE_BLOCK_ROTATIONAL,
    CPROBE_BLOCK_LOGICAL_BLOCK,
    CPROBE_BLOCK_PHYSICAL_BLOCK,
    CPROBE_BLOCK_MAXIMUM_REQUEST,
    CPROBE_BLOCK_DISCARD_GRANULARITY,
    CPROBE_BLOCK_QUEUE_REQUESTS,
    CPROBE_BLOCK_QUEUE_DEPTH,
    CPROBE_BLOCK_WRITE_BACK
} cprobe_block_field;

// One whole block device; partitions are not listed. Source: /sys/block/NAME.
typedef struct cprobe_block_device {
    cprobe_presence present_fields;   // Bits by cprobe_block_field.
    uint64_t size_bytes;              // 0: no medium, or not set up [size].
    bool read_only;                   // [ro]
    bool removable;                   // [removable]
    bool hidden;                      // A path of a multipath device, not in /dev [hidden]. Since
                                      // 4.15.
    bool rotational;                  // [queue/rotational] Virtual disks often claim to rotate.
    uint64_t logical_block_bytes;     // The least unit of a request [queue/logical_block_size].
    uint64_t physical_block_bytes;    // The least unit that is written without a read before
                                      // [queue/physical_block_size].
    uint64_t maximum_request_bytes;   // [queue/max_sectors_kb]
    uint64_t discard_granularity_bytes; // 0: cannot discard [queue/discard_granularity].
    uint64_t queue_requests;          // Requests that the kernel's queue holds [queue/nr_requests].
    uint64_t queue_depth;             // Commands that the device accepts at once: SCSI and ATA
                                      // [device/queue_depth].
    bool write_back;                  // Written data may be lost without a flush
                                      // [queue/write_cache].
    cprobe_block_type type;
    uint32_t name_length;
    char name[CPROBE_BLOCK_NAME_BYTES]; // "nvme0n1"; not NUL-terminated.
    cprobe_storage_text vendor;       // [device/vendor] SCSI; of a virtual disk a PCI id.
    cprobe_storage_text model;        // [device/model], [device/name] of a memory card.
    cprobe_storage_text serial;       // [device/serial] NVMe, [device/vpd_pg80] SCSI, [serial]
                                      // virtio.
    cprobe_storage_text wwid;         // A name that no other device in the world has: "naa.…",
                                      // "eui.…" [wwid], [device/wwid].
    cprobe_storage_text firmware;     // [device/firmware_rev] NVMe, [device/rev] SCSI,
                                      // [device/fwrev] of a memory card.
    cprobe_storage_text state;        // "running" SCSI, "live" NVMe [device/state].
    cprobe_storage_text scheduler;    // "none", "mq-deadline" [queue/scheduler].
    cprobe_storage_text zoned;        // "none", "host-aware", "host-managed" [queue/zoned].
    cprobe_storage_text mapped_name;  // Of the device mapper: "vg0-root" [dm/name].
    cprobe_storage_text mapped_uuid;  // "LVM-…", "CRYPT-LUKS2-…" [dm/uuid].
    cprobe_storage_text volume_group; // Of an LVM device, from its name.
    cprobe_storage_text logical_volume;
    uint32_t backing_file_length;     // 0: no loop device, or none set up.
    char backing_file[CPROBE_BACKING_FILE_BYTES]; // [loop/backing_file]
    size_t first_lower, lower_count;  // The devices below this one, in cprobe_storage_lists.lower
                                      // [slaves].
    cprobe_failure failure;           // The first failure that made a field absent; code OK if
                                      // none. A missing file is no failure: drivers differ.
} cprobe_block_device;

// The name of a device or partition below another.
typedef struct cprobe_lower_device {
    uint32_t name_length;
    char name[CPROBE_BLOCK_NAME_BYTES]; // "sda2"; not NUL-terminated.
} cprobe_lower_device;

// Field numbers of cprobe_md_array, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_md_field {
    CPROBE_MD_RAID_DISKS = 0,
    CPROBE_MD_DEGRADED,
    CPROBE_MD_CHUNK,
    CPROBE_MD_SYNC_DONE,
    CPROBE_MD_SYNC_TOTAL,
    CPROBE_MD_SYNC_SPEED,
    CPROBE_MD_MISMATCH
} cprobe_md_field;

// One array of the md driver. Source: /sys/block/mdN/md.
typedef struct cprobe_md_array {
    cprobe_presence present_fields;  // Bits by cprobe_md_field.
    uint64_t raid_disks;             // Places for members [raid_disks].
    uint64_t degraded_disks;         // Places without a working member [degraded]. Absent of an
                                     // array without redundancy.
    uint64_t chunk_bytes;            // [chunk_size]
    uint64_t sync_done_bytes;        // Of the running sync_action, on each member; absent if none
                                     // runs [sync_completed].
    uint64_t sync_total_bytes;
    uint64_t sync_bytes_per_second;  // Of the last seconds [sync_speed]; absent if none runs.
    uint64_t mismatch_bytes;         // That the last check found to differ, in units of a page or
                                     // more [mismatch_cnt].
    uint32_t name_length;
    char name[CPROBE_BLOCK_NAME_BYTES]; // "md127"; not NUL-terminated.
    cprobe_storage_text level;       // "raid1" [level].
    cprobe_storage_text metadata;    // "1.2" [metadata_version].
    cprobe_storage_text state;       // "clean", "active", "inactive", "read-auto" [array_state].
    cprobe_storage_text sync_action; // "idle", "resync", "recover", "check" [sync_action].
    size_t first_member, member_count; // In cprobe_storage_lists.members.
    cprobe_failure failure;          // As in cprobe_block_device.
} cprobe_md_array;

// Field numbers of cprobe_md_member, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_md_member_field {
    CPROBE_MD_MEMBER_SLOT = 0,
    CPROBE_MD_MEMBER_ERRORS,
    CPROBE_MD_MEMBER_FAULTY
} cprobe_md_member_field;

// A member of an array. Source: /sys/block/mdN/md/dev-NAME.
typedef struct cprobe_md_member {
    cprobe_presence present_fields; // Bits by cprobe_md_member_field.
    uint64_t slot;                  // The place in the array; absent of a spare or a journal
                                    // [slot].
    uint64_t errors;                // Read errors that were corrected and did not evict the member
                                    // [errors].
    bool faulty;                    // Failed, and no longer used [state].
    uint32_t name_length;
    char name[CPROBE_BLOCK_NAME_BYTES]; // "sda2"; not NUL-terminated.
    cprobe_storage_text state;      // "in_sync", "spare", "faulty,blocked" [state].
    cprobe_failure failure;         // As in cprobe_block_device.
} cprobe_md_member;

// Field numbers of cprobe_arc, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_arc_field {
    CPROBE_ARC_SIZE = 0,
    CPROBE_ARC_TARGET,
    CPROBE_ARC_MINIMUM,
    CPROBE_ARC_MAXIMUM,
    CPROBE_ARC_AVAILABLE,
    CPROBE_ARC_HITS,
    CPROBE_ARC_MISSES
} cprobe_arc_field;

// The cache of ZFS. The kernel counts its memory as used, although most of it is given back on
// demand. Source: /proc/spl/kstat/zfs/arcstats.
typedef struct cprobe_arc {
    cprobe_presence present_fields; // Bits by cprobe_arc_field.
    uint64_t size_bytes;            // In use now [size].
    uint64_t target_bytes;          // The size that the cache aims at now [c].
    uint64_t minimum_bytes;         // The limits of the target [c_min],
    uint64_t maximum_bytes;         // [c_max].
    uint64_t available_bytes;       // The part of the size above the minimum.
    uint64_t hits, misses;          // Accesses since ZFS was loaded [hits, misses].
    cprobe_failure failure;         // As in cprobe_block_device.
} cprobe_arc;

// Field numbers of cprobe_btrfs, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_btrfs_field {
    CPROBE_BTRFS_DATA_TOTAL = 0,
    CPROBE_BTRFS_DATA_USED,
    CPROBE_BTRFS_METADATA_TOTAL,
    CPROBE_BTRFS_METADATA_USED,
    CPROBE_BTRFS_SYSTEM_TOTAL,
    CPROBE_BTRFS_SYSTEM_USED,
    CPROBE_BTRFS_MIXED_TOTAL,
    CPROBE_BTRFS_MIXED_USED
} cprobe_btrfs_field;

// One mounted file system of btrfs. Space is allocated in chunks of each kind; the rest of the
// devices is not allocated yet. Source: /sys/fs/btrfs/UUID.
typedef struct cprobe_btrfs {
    cprobe_presence present_fields; // Bits by cprobe_btrfs_field.
    uint64_t data_total_bytes;      // Each copy counts once: half the space of the devices with
                                    // raid1 or dup [allocation/data/total_bytes].
    uint64_t data_used_bytes;       // [allocation/data/bytes_used]
    uint64_t metadata_total_bytes;  // [allocation/metadata]
    uint64_t metadata_used_bytes;
    uint64_t system_total_bytes;    // [allocation/system]
    uint64_t system_used_bytes;
    uint64_t mixed_total_bytes;     // Data and metadata in the same chunks, of small file systems
                                    // [allocation/mixed].
    uint64_t mixed_used_bytes;
    cprobe_storage_text uuid;
    cprobe_storage_text label;      // Absent without one.
    size_t first_lower, lower_count;   // The names of its devices, in cprobe_storage_lists.lower.
    size_t first_device, device_count; // In cprobe_storage_lists.btrfs_devices.
    cprobe_failure failure;         // As in cprobe_block_device.
} cprobe_btrfs;

// Field numbers of cprobe_btrfs_device, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_btrfs_device_field {
    CPROBE_BTRFS_DEVICE_MISSING = 0,
    CPROBE_BTRFS_DEVICE_WRITE_ERRORS,
    CPROBE_BTRFS_DEVICE_READ_ERRORS,
    CPROBE_BTRFS_DEVICE_FLUSH_ERRORS,
    CPROBE_BTRFS_DEVICE_CORRUPTION_ERRORS,
    CPROBE_BTRFS_DEVICE_GENERATION_ERRORS
} cprobe_btrfs_device_field;

// A device of a file system of btrfs. Source: /sys/fs/btrfs/UUID/devinfo/ID.
typedef struct cprobe_btrfs_device {
    cprobe_presence present_fields; // Bits by cprobe_btrfs_device_field.
    uint64_t id;                    // The number that the file system has for it, from 1.
    bool missing;                   // The file system was mounted without it. Since 5.6.
    uint64_t write_errors, read_errors, flush_errors; // Since they were last reset [error_stats].
                                                      // Since 5.14.
    uint64_t corruption_errors;     // Blocks with a wrong checksum.
    uint64_t generation_errors;     // Blocks older than expected: lost writes.
    cprobe_failure failure;         // As in cprobe_block_device.
} cprobe_btrfs_device;

// Field numbers of cprobe_disk_health, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_disk_health_field {
    CPROBE_HEALTH_WARNING = 0,
    CPROBE_HEALTH_FAILURE_PREDICTED,
    CPROBE_HEALTH_USED,
    CPROBE_HEALTH_SPARE,
    CPROBE_HEALTH_SPARE_THRESHOLD,
    CPROBE_HEALTH_TEMPERATURE,
    CPROBE_HEALTH_POWER_ON,
    CPROBE_HEALTH_BUSY,
    CPROBE_HEALTH_POWER_CYCLES,
    CPROBE_HEALTH_UNSAFE_SHUTDOWNS,
    CPROBE_HEALTH_MEDIA_ERRORS,
    CPROBE_HEALTH_ERROR_LOG,
    CPROBE_HEALTH_READ_BYTES,
    CPROBE_HEALTH_WRITTEN_BYTES,
    CPROBE_HEALTH_REALLOCATED,
    CPROBE_HEALTH_PENDING,
    CPROBE_HEALTH_UNCORRECTABLE,
    CPROBE_HEALTH_INTERFACE_ERRORS
} cprobe_disk_health_field;

// Bits of critical_warning.
typedef enum CPROBE_CLOSED cprobe_disk_warning {
    CPROBE_DISK_SPARE_LOW = 0,       // Fewer spare blocks are left than the threshold.
    CPROBE_DISK_TOO_HOT_OR_COLD,     // The temperature is out of its limits.
    CPROBE_DISK_UNRELIABLE,          // Errors of the medium degraded the reliability.
    CPROBE_DISK_READ_ONLY,           // The medium refuses writes.
    CPROBE_DISK_BACKUP_FAILED,       // The device that backs volatile memory failed.
    CPROBE_DISK_MEMORY_UNRELIABLE    // The persistent memory region is read-only or unreliable.
} cprobe_disk_warning;

// The health of a disk, by its own account: log page 2 of an NVMe controller, or the SMART data of
// an ATA disk, whose attributes are those that nearly all makers agree on. [nvme], [ata]: of these
// disks only.
typedef struct cprobe_disk_health {
    cprobe_presence present_fields;   // Bits by cprobe_disk_health_field.
    uint32_t critical_warning;        // Bits by cprobe_disk_warning; 0: none [nvme].
    bool failure_predicted;           // An attribute fell below the maker's threshold [ata].
    uint32_t used_percent;            // Of the life that the maker estimates; can exceed 100. Of an
                                      // ATA disk, page 7 of its statistics: most rotating disks
                                      // have none.
    uint32_t spare_percent;           // Spare blocks that are left [nvme].
    uint32_t spare_threshold_percent; // The least spare that is not critical [nvme].
    int32_t temperature_millicelsius; // Attribute 194, or 190.
    uint64_t power_on_ns;             // In hours: attribute 9.
    uint64_t busy_ns;                 // With commands outstanding, in minutes [nvme].
    uint64_t power_cycles;            // Attribute 12.
    uint64_t unsafe_shutdowns;        // Power lost without a notice [nvme].
    uint64_t media_errors;            // Data that could not be corrected: attribute 187.
    uint64_t error_log_entries;       // [nvme]
    uint64_t read_bytes;              // In units of 512,000 bytes, rounded up; over the life of the
                                      // device, unlike the counters of cprobe_disk_counters [nvme].
    uint64_t written_bytes;           // [nvme]
    uint64_t reallocated_sectors;     // Replaced by spare ones: attribute 5 [ata].
    uint64_t pending_sectors;         // To be replaced when they are written: attribute 197 [ata].
    uint64_t uncorrectable_sectors;   // Found unreadable by the disk itself: attribute 198 [ata].
    uint64_t interface_errors;        // Checksums between disk and controller that were wrong, as
                                      // of a bad cable: attribute 199 [ata].
} cprobe_disk_health;

// The section, beside the lists.
typedef struct cprobe_storage {
    bool has_arc;             // ZFS is loaded.
    cprobe_arc arc;
    bool has_monotonic;
    uint64_t monotonic_ns;    // When this was read, CLOCK_MONOTONIC; absent in a captured root.
    cprobe_failures failures; // Failures that made a whole list incomplete.
} cprobe_storage;

// The caller's lists. At most `capacity` items are written; `count` is the number that exist, up to
// the number that is listed. The lower devices and the members are those of the devices and arrays
// that were written.
typedef struct cprobe_storage_lists {
    cprobe_block_device *devices;
    size_t device_capacity;
    size_t device_count;
    cprobe_lower_device *lower;
    size_t lower_capacity;
    size_t lower_count;
    cprobe_md_array *arrays;
    size_t array_capacity;
    size_t array_count;
    cprobe_md_member *members;
    size_t member_capacity;
    size_t member_count;
    cprobe_btrfs *btrfs;
    size_t btrfs_capacity;
    size_t btrfs_count;
    cprobe_btrfs_device *btrfs_devices;
    size_t btrfs_device_capacity;
    size_t btrfs_device_count;
} cprobe_storage_lists;

// Reads the block devices, by name, the arrays among them, the cache of ZFS, and the mounted file
// systems of btrfs, by uuid. About thirty files for each device;
// keeps nothing open. Wakes no sleeping disk. A machine without block devices has empty lists.
//
// The primary source is /sys/block, whose failure is one of storage->failures if the cache of ZFS
// or a file system of btrfs could be read: OK, or NOT_FOUND (sysfs is not mounted), DENIED,
// EXHAUSTED, IO, UNSUPPORTED, INVALID. `storage` is untouched unless OK; the lists may be written
// to.
cprobe_result cprobe_storage_read(cprobe_collector *collector, cprobe_storage *storage,
                                  cprobe_storage_lists *lists, cprobe_failure *failure);

// Reads the health of an NVMe or ATA disk by the name of its block device ("nvme0n1", "sda", of
// this length): a child requests it of the disk, and a disk that does not answer costs 1.5 seconds.
// Of an NVMe disk with several controllers, it is the first that is connected. A disk that sleeps,
// by the kernel's account or its own, is not woken.
//
// OK, or NOT_FOUND (no such disk, not connected, asleep, or in a captured root), DENIED (requires
// CAP_SYS_ADMIN for NVMe, CAP_SYS_RAWIO for ATA), STALLED, EXHAUSTED, IO, MALFORMED, TOO_LARGE,
// UNSUPPORTED (the disk refuses the request: SMART may be disabled), INVALID. `health` is untouched
// unless OK.
cprobe_result cprobe_disk_health_read(cprobe_collector *collector, const char *name,
                                      size_t name_length, cprobe_disk_health *health,
                                      cprobe_failure *failure);

// Parses the log page of an NVMe controller. Pure. OK, MALFORMED (shorter than
// CPROBE_HEALTH_PAGE_BYTES), INVALID; `health` is untouched unless OK.
cprobe_result cprobe_nvme_health_parse(const char *bytes, size_t length,
                                       cprobe_disk_health *health, cprobe_failure *failure);

// Parses the data of SMART READ DATA. Pure. OK, MALFORMED (short, or a wrong checksum), INVALID;
// `health` is untouched unless OK.
cprobe_result cprobe_ata_smart_parse(const char *bytes, size_t length, cprobe_disk_health *health,
                                     cprobe_failure *failure);

// Parses page 7 of log 4, the statistics of solid state devices, into `used_percent`, which stays
// as it is if the disk does not have it. Pure. OK, MALFORMED (short, or another page), INVALID.
cprobe_result cprobe_ata_statistics_parse(const char *bytes, size_t length,
                                          cprobe_disk_health *health, cprobe_failure *failure);

// Parses queue/scheduler: the word in brackets, or the only word. Pure: any thread, any system; as
// all parsers below. OK, MALFORMED, INVALID; `text` is untouched unless OK.
cprobe_result cprobe_scheduler_parse(const char *bytes, size_t length, cprobe_storage_text *text,
                                     cprobe_failure *failure);

// Parses device/vpd_pg80: the serial number of a SCSI device. Likewise; TOO_LARGE if the number
// does not fit.
cprobe_result cprobe_vpd_serial_parse(const char *bytes, size_t length, cprobe_storage_text *text,
                                      cprobe_failure *failure);

// Parses queue/write_cache. Likewise.
cprobe_result cprobe_write_cache_parse(const char *bytes, size_t length, bool *write_back,
                                       cprobe_failure *failure);

// Splits the name of an LVM device, "vg0-root", in which "--" is a minus. Likewise; MALFORMED if it
// is no such name.
cprobe_result cprobe_lvm_name_parse(const char *bytes, size_t length,
                                    cprobe_storage_text *volume_group,
                                    cprobe_storage_text *logical_volume, cprobe_failure *failure);

// Parses md/sync_completed into its two fields, which are absent if nothing is synchronized. OK,
// MALFORMED, INVALID; `array` is untouched unless OK.
cprobe_result cprobe_md_sync_parse(const char *bytes, size_t length, cprobe_md_array *array,
                                   cprobe_failure *failure);

// Parses md/dev-NAME/state into `state` and `faulty`. OK, MALFORMED, TOO_LARGE, INVALID; `member`
// is untouched unless OK.
cprobe_result cprobe_md_member_parse(const char *bytes, size_t length, cprobe_md_member *member,
                                     cprobe_failure *failure);

// Parses /proc/spl/kstat/zfs/arcstats. A malformed number is absent and the failure of the record.
// OK, MALFORMED (no header), INVALID; `arc` is untouched unless OK.
cprobe_result cprobe_arcstats_parse(const char *bytes, size_t length, cprobe_arc *arc,
                                    cprobe_failure *failure);

// Parses devinfo/ID/error_stats of btrfs into the five counters. OK, MALFORMED, INVALID; `device`
// is untouched unless OK.
cprobe_result cprobe_btrfs_errors_parse(const char *bytes, size_t length,
                                        cprobe_btrfs_device *device, cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif
