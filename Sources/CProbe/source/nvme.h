// Requests log pages of NVMe controllers, with a deadline.

#ifndef CP_SOURCE_NVME_H
#define CP_SOURCE_NVME_H

#include "root.h"

enum { CP_NVME_LOG_BYTES = 512 };

// The child that a controller blocks; 0: none.
typedef struct cp_nvme {
    int32_t pid;
} cp_nvme;

// Starts with no child; also in a child after fork, because it is the parent's.
void cp_nvme_init(cp_nvme *nvme);

// Reaps the child if it has ended. Otherwise it is left to the reaper of this process.
void cp_nvme_close(cp_nvme *nvme);

// Requests a log page of all namespaces through the character device at `path`, which must have
// this device number, from a child: a controller that does not answer in 1.5 seconds blocks the
// child, and further requests are STALLED until it has ended. The command has the timeout that the
// driver gives every admin command (nvme_core.admin_timeout, 60 seconds), after which the driver
// resets the controller. Requires CAP_SYS_ADMIN: DENIED without. INVALID for a captured root.
cprobe_result cp_nvme_read_log(cp_nvme *nvme, cp_root *root, const char *path,
                               uint32_t device_major, uint32_t device_minor, uint8_t page,
                               char bytes[CP_NVME_LOG_BYTES], const char *source,
                               cprobe_failure *failure);

#endif
