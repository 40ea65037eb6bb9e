// Reads the small files of devices in sysfs through a child with a deadline (child.h), because a
// driver can block in a read forever.

#ifndef CP_LINUX_DEVICE_FILES_H
#define CP_LINUX_DEVICE_FILES_H

#include "../include/cprobe/result.h"
#include "../source/reader.h"
#include "../text/build.h"

enum {
    CP_BLOCKED_CHILDREN = 16,
    CP_DEVICE_PATH_BYTES = 256
};

// A child that was killed but has not ended, because a driver blocks it.
typedef struct cp_blocked_child {
    int32_t pid;    // 0: none.
    uint32_t file;  // The file that blocks it, and a hash of the path of that file.
    uint64_t path;
    uint64_t controller; // Of the device, as in cp_device_files.
} cp_blocked_child;

typedef struct cp_blocked_children {
    cp_blocked_child items[CP_BLOCKED_CHILDREN];
} cp_blocked_children;

// Starts with no children; also in a child after fork, because they are the parent's.
void cp_blocked_children_init(cp_blocked_children *blocked);

// Reaps the children that have ended. One that a driver still blocks is left to the reaper of this
// process.
void cp_blocked_children_close(cp_blocked_children *blocked);

// The text of a file, or why reading failed.
typedef struct cp_device_answer {
    cprobe_result result; // NOT_FOUND: the device has no such file.
    int system_error;
    cp_span text;
} cp_device_answer;

// The devices of one kind, and what to do with their files. Some callbacks are called in the child,
// where they have the caller's memory as it was before: they must depend on nothing but their
// arguments.
typedef struct cp_device_files {
    void *context;
    size_t count;         // Devices.
    unsigned files;       // Files of each, numbered from 0.
    unsigned unread_file; // The file that is named where no file of a device was read.
    int32_t wait_ms;      // A file that is not read in so long has stalled.
    int64_t end_ms;       // After this time of cp_child_clock_ms() no further device is read.
    // The first file that the device has, from `file` on; `files` or more if there is none. NULL:
    // each device has each file.
    unsigned (*next)(const void *context, size_t device, unsigned file);
    // Builds the path of a file that the device has.
    void (*path)(const void *context, size_t device, unsigned file, cp_build *path);
    // Stores what was read, or a failure.
    void (*store)(void *context, size_t device, unsigned file, const cp_device_answer *answer);
    // Whether to read the following files of the device. NULL: always.
    bool (*goes_on)(unsigned file, const cp_device_answer *answer);
    // What answers for a device; a chip answers for all its sensors. The devices of a controller
    // that follow one that stalled are read after all others, and not once two have stalled. NULL:
    // each device has its own.
    uint64_t (*controller)(const void *context, size_t device);
} cp_device_files;

// Reads the files of each device. STALLED is stored for the file that blocks, and later files of
// that device are not read; while the child is blocked, that file and later ones are STALLED at
// once. If no child can be created, this process reads. If there is no descriptor for its pipe, or
// it does not start, that failure is added to `failures` and stored for each remaining device.
void cp_device_files_read(cp_root *root, cp_blocked_children *blocked,
                          const cp_device_files *files, cprobe_failures *failures);

#endif
