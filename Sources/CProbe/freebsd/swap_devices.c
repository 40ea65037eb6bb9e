#include "../platform.h"
#if CP_PLATFORM_FREEBSD

#include "swap_devices.h"

#include "../bsd/named_sysctl.h"
#include "../bsd/record.h"
#include "../bsd/units.h"
#include "../failure.h"
#include "layout.h"
#include "port_calls.h"

static const char source[] = "sysctl vm.swap_info";

// A device. False if the record is of another version of the structure, or its numbers contradict
// each other.
static bool take(cp_span answer, uint64_t page_bytes, cp_swap_record *device) {
    cp_span record;
    if (!cp_record_take(&answer, CP_XSWDEV_BYTES, &record) ||
        cp_record_u32(record, CP_XSWDEV_VERSION_AT) != CP_XSWDEV_VERSION || page_bytes == 0) {
        return false;
    }
    const int32_t size = cp_record_i32(record, CP_XSWDEV_BLOCKS);
    const int32_t used = cp_record_i32(record, CP_XSWDEV_USED);
    device->device = cp_record_u64(record, CP_XSWDEV_DEVICE);
    return used >= 0 && used <= size &&
           cp_scaled((uint64_t)size, page_bytes, &device->size_bytes) &&
           cp_scaled((uint64_t)used, page_bytes, &device->used_bytes);
}

cprobe_result cp_swap_devices_read(uint64_t page_bytes, cp_swap_record *devices, size_t *count,
                                   cprobe_failure *failure) {
    int numbers[CP_SYSCTL_NUMBERS];
    size_t length = 0;
    const cprobe_result result =
        cp_named_sysctl_numbers(source, numbers, 1, &length, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    for (int index = 0; index <= CP_SWAP_DEVICES; index += 1) {
        char bytes[CP_XSWDEV_BYTES];
        cp_span answer;
        numbers[length] = index;
        const cprobe_result read =
            cp_sysctl_read(source, numbers, (unsigned)length + 1,
                           (cp_buffer){bytes, sizeof bytes}, &answer, failure);
        if (read == CPROBE_NOT_FOUND) {
            *count = (size_t)index;
            return CPROBE_OK;
        }
        if (read != CPROBE_OK) {
            return read;
        }
        if (index < CP_SWAP_DEVICES && !take(answer, page_bytes, &devices[index])) {
            return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
        }
    }
    return cp_fail(failure, CPROBE_TOO_LARGE, source, 0, 0);
}

cprobe_result cp_swap_devices_total(uint64_t page_bytes, cp_swap_total *total,
                                    cprobe_failure *failure) {
    cp_swap_record devices[CP_SWAP_DEVICES];
    size_t count = 0;
    const cprobe_result result = cp_swap_devices_read(page_bytes, devices, &count, failure);
    *total = (cp_swap_total){0, 0};
    for (size_t index = 0; result == CPROBE_OK && index < count; index += 1) {
        // Sizes have 31 bits of pages: 64 of them do not overflow with pages below 64 MiB.
        if (__builtin_add_overflow(total->size_bytes, devices[index].size_bytes,
                                   &total->size_bytes)) {
            return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
        }
        total->used_bytes += devices[index].used_bytes;
    }
    return result;
}

#endif
