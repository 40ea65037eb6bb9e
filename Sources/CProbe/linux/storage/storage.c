#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "../../failure.h"
#include "../collector_state.h"
#include "arrays.h"
#include "devices.h"
#include "pools.h"

static bool has_lists(const cprobe_storage_lists *lists) {
    return (lists->devices != NULL || lists->device_capacity == 0) &&
           (lists->lower != NULL || lists->lower_capacity == 0) &&
           (lists->arrays != NULL || lists->array_capacity == 0) &&
           (lists->members != NULL || lists->member_capacity == 0) &&
           (lists->btrfs != NULL || lists->btrfs_capacity == 0) &&
           (lists->btrfs_devices != NULL || lists->btrfs_device_capacity == 0);
}

cprobe_result cprobe_storage_read(cprobe_collector *collector, cprobe_storage *storage,
                                  cprobe_storage_lists *lists, cprobe_failure *failure) {
    if (collector == NULL || storage == NULL || lists == NULL || !has_lists(lists)) {
        return cp_fail(failure, CPROBE_INVALID, "storage", 0, 0);
    }
    cp_reader *reader = &cp_collector_of(collector)->reader;
    cprobe_storage read = {0};
    cprobe_failure lost = {0};
    const cprobe_result result =
        cp_storage_devices_read(reader, lists, &read.failures, &lost);
    if (result != CPROBE_OK) {
        cp_failures_add(&read.failures, lost);
    }
    lists->array_count = 0;
    lists->member_count = 0;
    if (lists->device_count <= lists->device_capacity) {
        cp_storage_arrays_read(reader, lists, &read.failures);
    }
    cp_storage_btrfs_read(reader, lists, &read.failures);
    read.has_arc = cp_storage_arc_read(reader, &read.arc, &read.failures);
    if (result != CPROBE_OK && !read.has_arc && lists->btrfs_count == 0) {
        return cp_fail_as(failure, &lost);
    }
    read.has_monotonic = cp_reader_monotonic_ns(reader, &read.monotonic_ns);
    *storage = read;
    return CPROBE_OK;
}

#endif
