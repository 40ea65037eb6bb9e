// Requests what a disk says of its health, with a deadline.

#ifndef CP_SOURCE_DISK_REQUEST_H
#define CP_SOURCE_DISK_REQUEST_H

#include "root.h"

enum { CP_DISK_PAGE_BYTES = 512 };

// The child that a disk blocks; 0: none.
typedef struct cp_disk_requests {
    int32_t pid;
} cp_disk_requests;

// Where a disk is opened: a device file that must have this number.
typedef struct cp_disk_node {
    const char *path;
    bool is_block; // A block device; else a character device.
    uint32_t major, minor;
} cp_disk_node;

// What an ATA disk answers.
typedef struct cp_ata_answer {
    bool failure_predicted; // By SMART RETURN STATUS.
    bool has_statistics;
    char data[CP_DISK_PAGE_BYTES];       // SMART READ DATA.
    char statistics[CP_DISK_PAGE_BYTES]; // Log 4, page 7: solid state device statistics.
} cp_ata_answer;

// Starts with no child; also in a child after fork, because it is the parent's.
void cp_disk_requests_init(cp_disk_requests *requests);

// Reaps the child if it has ended. Otherwise it is left to the reaper of this process.
void cp_disk_requests_close(cp_disk_requests *requests);

// Both functions below send their commands from a child: a disk that does not answer in 1.5 seconds
// blocks the child, and further requests are STALLED until it has ended. A command has the timeout
// that the driver gives its own, after which the driver resets the disk; a shorter one would reset
// a disk that is only slow. DENIED without the right; UNSUPPORTED if the disk refuses the command;
// INVALID for a captured root.

// Requests a log page of all namespaces of an NVMe controller. Requires CAP_SYS_ADMIN.
cprobe_result cp_nvme_read_log(cp_disk_requests *requests, cp_root *root, cp_disk_node node,
                               char bytes[CP_DISK_PAGE_BYTES], const char *source,
                               cprobe_failure *failure);

// Requests SMART data of an ATA disk, by ATA commands within SCSI ones. NOT_FOUND if the disk is in
// standby, in which it is left. Requires CAP_SYS_RAWIO.
cprobe_result cp_ata_read_smart(cp_disk_requests *requests, cp_root *root, cp_disk_node node,
                                cp_ata_answer *answer, const char *source,
                                cprobe_failure *failure);

#endif
