// Names and texts of devices in sysfs.

#ifndef CPROBE_DEVICE_NAME_H
#define CPROBE_DEVICE_NAME_H

#include "result.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    // A device whose name is longer is skipped and reported as a failure. The longest known names
    // are those of Bluetooth batteries, "hid-01:23:45:67:89:ab-battery".
    CPROBE_DEVICE_NAME_BYTES = 96,
    // A longer text is cut; the kernel's own limit for most is less.
    CPROBE_DEVICE_TEXT_BYTES = 64
};

// The name of a device's directory; not NUL-terminated.
typedef struct cprobe_device_name {
    uint32_t length;
    char bytes[CPROBE_DEVICE_NAME_BYTES];
} cprobe_device_name;

// A text that a device reports, without trailing blanks; not NUL-terminated. Length 0: absent.
typedef struct cprobe_device_text {
    uint32_t length;
    char bytes[CPROBE_DEVICE_TEXT_BYTES];
} cprobe_device_text;

#ifdef __cplusplus
}
#endif

#endif
