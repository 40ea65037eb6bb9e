// The status of a file, without a request to its file system.

#ifndef CP_SOURCE_STATUS_H
#define CP_SOURCE_STATUS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct cp_status {
    uint64_t device; // Major and minor number of the file system, in the upper and lower half.
    uint64_t special; // Of a device file, the numbers of the device in the same form.
    uint64_t inode;
    uint64_t mount;  // The mount id, as in mountinfo; 0 before Linux 5.8.
    uint64_t bytes;
    uint16_t mode;   // File type and permissions, as in st_mode.
} cp_status;

// Reads the status of `name` in a directory, without following a link, or of the descriptor itself
// if `name` is empty. With AT_STATX_DONT_SYNC, a network or FUSE file system answers from its
// cache, so that a dead server cannot block the call. Before Linux 4.11 this is fstatat(2), which
// may block. Returns 0 or an errno.
int cp_status_read(int directory, const char *name, cp_status *status);

// As cp_status_read(), but follows a link; for links of /proc/PID/fd, which lead to open files.
// Before Linux 4.11, where that may block, it is ENOSYS.
int cp_status_read_target(int directory, const char *name, cp_status *status);

// Whether two descriptors refer to the same file.
bool cp_is_same_file(int a, int b);

#endif
