// Parsers for the block device files of a cgroup; each has its own source file in this directory.

#ifndef CP_FORMAT_IO_FILES_H
#define CP_FORMAT_IO_FILES_H

#include "cgroup_files.h"

typedef struct cp_device {
    uint32_t major, minor;
} cp_device;

enum { CP_DEVICE_USAGES = CPROBE_DEVICE_USAGE_DISCARDS + 1 };

// The I/O of a device, by cprobe_device_usage_field.
typedef struct cp_device_usage {
    cprobe_presence present_fields;
    uint64_t values[CP_DEVICE_USAGES];
} cp_device_usage;

// Takes "8:16", which must be followed by a blank or the end.
bool cp_device_take(cp_span *line, cp_device *device);

// One line of io.max. `limits` by cprobe_device_limit.
bool cp_io_max_parse(cp_span line, cp_line_end end, cp_device *device,
                     cp_limit_value limits[CPROBE_DEVICE_LIMITS]);

// One line of io.stat.
bool cp_io_stat_parse(cp_span line, cp_line_end end, cp_device *device, cp_device_usage *usage);

// One line of blkio.throttle.read_bps_device and the three other limits (v1).
bool cp_blkio_limit_parse(cp_span line, cp_line_end end, cp_device *device, uint64_t *limit);

typedef enum CPROBE_CLOSED cp_blkio_use {
    CP_BLKIO_OTHER = 0, // A sum of others.
    CP_BLKIO_READ,
    CP_BLKIO_WRITE,
    CP_BLKIO_DISCARD
} cp_blkio_use;

// One line of blkio.throttle.io_service_bytes or io_serviced (v1).
bool cp_blkio_use_parse(cp_span line, cp_line_end end, cp_device *device, cp_blkio_use *use,
                        uint64_t *number);

#endif
