#include "decide_devices.h"

#include "../failure.h"
#include "../presence.h"
#include "limit.h"

void cp_decide_add_huge_pages(cprobe_quota *quota, const cprobe_quota_level *level,
                              uint64_t page_bytes, const cprobe_file_value *max,
                              const cprobe_file_value *current, bool is_own) {
    uint32_t index = 0;
    while (index < quota->hugetlb_count && quota->hugetlb[index].page_bytes != page_bytes) {
        index += 1;
    }
    if (max->state == CPROBE_FILE_UNKNOWN) {
        cp_limit_doubt(&quota->hugetlb_limit, CPROBE_REASON_LEVEL, max->failure);
    }
    // There are no more sizes than that. A file that could not be opened need not exist.
    if (index == CPROBE_HUGETLB_SIZES ||
        (index == quota->hugetlb_count && max->state == CPROBE_FILE_UNKNOWN)) {
        return;
    }
    cprobe_hugetlb *size = &quota->hugetlb[index];
    if (index == quota->hugetlb_count) {
        *size = (cprobe_hugetlb){.page_bytes = page_bytes, .limit = cp_limit_none};
        quota->hugetlb_count += 1;
    }
    cp_limit_add(&size->limit, level, max);
    if (max->state == CPROBE_FILE_LIMITED && quota->hugetlb_limit.state != CPROBE_LIMIT_LIMITED) {
        cp_limit_bind(&quota->hugetlb_limit, level, max->file, 0);
    }
    if (is_own && current->state == CPROBE_FILE_UNKNOWN) {
        cp_failures_add(&quota->failures, current->failure);
    }
    if (is_own && current->state == CPROBE_FILE_LIMITED) {
        size->has_current = true;
        size->current_bytes = current->value;
    }
}

static bool is_limited(const cprobe_quota_device *device) {
    for (unsigned index = 0; index < CPROBE_DEVICE_LIMITS; index += 1) {
        if (device->limits[index].state == CPROBE_LIMIT_LIMITED) {
            return true;
        }
    }
    return false;
}

// The entry of a device. If the list is full, a device with a limit replaces one without.
static cprobe_quota_device *device_of(cprobe_quota *quota, uint32_t major, uint32_t minor,
                                      bool has_limit) {
    for (uint32_t index = 0; index < quota->device_count; index += 1) {
        cprobe_quota_device *device = &quota->devices[index];
        if (device->major == major && device->minor == minor) {
            return device;
        }
    }
    cprobe_quota_device *slot = NULL;
    if (quota->device_count < CPROBE_QUOTA_DEVICES) {
        slot = &quota->devices[quota->device_count];
        quota->device_count += 1;
    } else {
        cp_failures_add(&quota->failures,
                        (cprobe_failure){CPROBE_TOO_LARGE, 0, 0, "the devices of the cgroup"});
        for (uint32_t index = 0; has_limit && slot == NULL && index < quota->device_count;
             index += 1) {
            slot = is_limited(&quota->devices[index]) ? NULL : &quota->devices[index];
        }
    }
    if (slot == NULL) {
        return NULL;
    }
    *slot = (cprobe_quota_device){.major = major, .minor = minor};
    for (unsigned index = 0; index < CPROBE_DEVICE_LIMITS; index += 1) {
        slot->limits[index] = cp_limit_none;
    }
    return slot;
}

void cp_decide_add_device_limit(cprobe_quota *quota, const cprobe_quota_level *level,
                                cp_device device, cprobe_device_limit which, const char *file,
                                uint64_t value) {
    cprobe_quota_device *found = device_of(quota, device.major, device.minor, true);
    if (found == NULL) {
        cp_limit_doubt(&quota->io, CPROBE_REASON_LEVEL,
                       (cprobe_failure){CPROBE_TOO_LARGE, 0, 0, "the devices of the cgroup"});
        return;
    }
    const cprobe_file_value file_value = {
        .state = CPROBE_FILE_LIMITED, .file = file, .value = value};
    cp_limit_add(&found->limits[which], level, &file_value);
    if (quota->io.state != CPROBE_LIMIT_LIMITED) {
        cp_limit_bind(&quota->io, level, file, 0);
    }
}

void cp_decide_add_device_usage(cprobe_quota *quota, cp_device device,
                                const cp_device_usage *usage) {
    cprobe_quota_device *found = device_of(quota, device.major, device.minor, false);
    if (found == NULL) {
        return;
    }
    uint64_t *const values[CP_DEVICE_USAGES] = {
        &found->read_bytes, &found->written_bytes,   &found->reads,
        &found->writes,     &found->discarded_bytes, &found->discards,
    };
    for (unsigned index = 0; index < CP_DEVICE_USAGES; index += 1) {
        if (cprobe_has(usage->present_fields, index)) {
            *values[index] = usage->values[index];
        }
    }
    found->present_fields = cp_presence_or(found->present_fields, usage->present_fields);
}

void cp_decide_finish_devices(cprobe_quota *quota) {
    cp_limit_settle(&quota->io);
    cp_limit_settle(&quota->hugetlb_limit);
    for (uint32_t index = 0; index < quota->hugetlb_count; index += 1) {
        cprobe_limit *limit = &quota->hugetlb[index].limit;
        cp_limit_doubt(limit, quota->hugetlb_limit.reason, quota->hugetlb_limit.failure);
        cp_limit_settle(limit);
    }
    for (uint32_t index = 0; index < quota->device_count; index += 1) {
        for (unsigned which = 0; which < CPROBE_DEVICE_LIMITS; which += 1) {
            cprobe_limit *limit = &quota->devices[index].limits[which];
            cp_limit_doubt(limit, quota->io.reason, quota->io.failure);
            cp_limit_settle(limit);
        }
    }
}
