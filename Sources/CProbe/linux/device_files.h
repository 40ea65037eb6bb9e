// Reads the small files of devices in sysfs through a child with a deadline (child.h), because a
// driver can block in a read forever.

#ifndef CP_LINUX_DEVICE_FILES_H
#define CP_LINUX_DEVICE_FILES_H

#include "../source/reader.h"
#include "../text/build.h"

enum {
    CP_ATTRIBUTE_READERS = 8,
    CP_ATTRIBUTE_PATH_BYTES = 256
};

// Children that were killed but have not ended, because a driver blocks them, and the device of
// each.
typedef struct cp_attribute_readers {
    int32_t pids[CP_ATTRIBUTE_READERS];     // 0: none.
    uint64_t devices[CP_ATTRIBUTE_READERS]; // A hash of the path of the device's first file.
} cp_attribute_readers;

// Starts with no children; also in a child after fork, because they are the parent's.
void cp_attribute_readers_init(cp_attribute_readers *readers);

// Reaps the children that have ended. One that a driver still blocks is left to the reaper of this
// process.
void cp_attribute_readers_close(cp_attribute_readers *readers);

// The text of a file, or why reading failed.
typedef struct cp_attribute_text_read {
    cprobe_result result; // NOT_FOUND: the device has no such file.
    int system_error;
    cp_span text;
} cp_attribute_text_read;

// The devices of one kind, and what to do with their files.
typedef struct cp_attribute_devices {
    void *context;
    size_t count;       // Devices.
    unsigned files;     // Files of each.
    int32_t wait_ms;    // A device that does not respond for so long has stalled.
    int64_t end_ms;     // After this time of cp_child_clock_ms() no further device is read.
    // Builds the path of a file. False: the device has no such file.
    bool (*path)(const void *context, size_t device, unsigned file, cp_build *path);
    // Stores what was read, or a failure.
    void (*store)(void *context, size_t device, unsigned file, const cp_attribute_text_read *read);
    // Whether to read the following files of the device. Called in the child. NULL: always.
    bool (*goes_on)(unsigned file, const cp_attribute_text_read *read);
} cp_attribute_devices;

// Reads each file of each device. STALLED is stored for the file that blocks; later files of that
// device are not read, and no file of a device that still blocks an earlier child. If no child can
// be created, this process reads.
void cp_attributes_read(cp_root *root, cp_attribute_readers *readers,
                        const cp_attribute_devices *devices);

#endif
