#include "../platform.h"
#if CP_PLATFORM_FREEBSD

#include "../include/cprobe/swap.h"

#include "../bsd/collector_state.h"
#include "../bsd/record.h"
#include "../failure.h"
#include "../text/build.h"
#include "port_calls.h"
#include "swap_devices.h"

// Sets the name of a device: "/dev/ada0p3". Without one in /dev, the C library makes a text of the
// number that starts with '#'.
static void set_name(uint64_t number, cprobe_swap_device *device) {
    static const char source[] = "devname_r";
    char name[64] = "";
    const int error = cp_port_device_name(number, name, sizeof name);
    const cp_span text = cp_record_text(cp_span_make(name, sizeof name), 0, sizeof name);
    if (error != 0 || text.length == 0 || text.bytes[0] == '#' || text.length == sizeof name) {
        (void)cp_fail(&device->failure, CPROBE_NOT_FOUND, source, 0, error);
        return;
    }
    cp_build build = {device->name, sizeof device->name, 0, false};
    cp_build_add(&build, cp_span_of("/dev/"));
    cp_build_add(&build, text);
    device->name_length = (uint32_t)build.length;
}

cprobe_result cprobe_swap_read(cprobe_collector *collector, cprobe_swap *swap,
                               cprobe_swap_lists *lists, cprobe_failure *failure) {
    if (collector == NULL || swap == NULL || lists == NULL ||
        (lists->devices == NULL && lists->device_capacity != 0) ||
        (lists->zrams == NULL && lists->zram_capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "swap", 0, 0);
    }
    cp_swap_record records[CP_SWAP_DEVICES];
    size_t count = 0;
    const cprobe_result result = cp_swap_devices_read(cp_collector_of(collector)->page_bytes,
                                                      records, &count, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    for (size_t index = 0; index < count && index < lists->device_capacity; index += 1) {
        cprobe_swap_device device = {.size_bytes = records[index].size_bytes,
                                     .used_bytes = records[index].used_bytes,
                                     .type = CPROBE_SWAP_PARTITION};
        cprobe_set(&device.present_fields, CPROBE_SWAP_DEVICE_SIZE);
        cprobe_set(&device.present_fields, CPROBE_SWAP_DEVICE_USED);
        set_name(records[index].device, &device);
        lists->devices[index] = device;
    }
    lists->device_count = count;
    lists->zram_count = 0;
    cprobe_swap read = {0};
    read.has_monotonic = cprobe_collector_monotonic_ns(collector, &read.monotonic_ns);
    *swap = read;
    return CPROBE_OK;
}

#endif
