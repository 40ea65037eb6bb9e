// The part of a decision about block devices and huge pages.

#ifndef CP_QUOTA_DECIDE_DEVICES_H
#define CP_QUOTA_DECIDE_DEVICES_H

#include "../format/io_files.h"
#include "../include/cprobe/quota.h"

// Adds one huge page size of a level.
void cp_decide_add_huge_pages(cprobe_quota *quota, const cprobe_quota_level *level,
                              uint64_t page_bytes, const cprobe_file_value *max,
                              const cprobe_file_value *current, bool is_own);

// Adds one limit of a device.
void cp_decide_add_device_limit(cprobe_quota *quota, const cprobe_quota_level *level,
                                cp_device device, cprobe_device_limit which, const char *file,
                                uint64_t value);

// Adds the I/O of the own cgroup on a device.
void cp_decide_add_device_usage(cprobe_quota *quota, cp_device device,
                                const cp_device_usage *usage);

// Call after the last level of all hierarchies.
void cp_decide_finish_devices(cprobe_quota *quota);

#endif
