#include "../platform.h"
#if (CP_PLATFORM_OPENBSD || CP_PLATFORM_NETBSD) && defined(CP_PORT_SWAP)

#include "swap_list.h"

#include "../failure.h"
#include "collector_state.h"
#include "record.h"
#include "swap_calls.h"

static const char source[] = "swapctl";

static bool is_file(cp_span record, const cp_swap_layout *layout) {
    return layout->device_bytes == sizeof(uint64_t)
               ? cp_record_u64(record, layout->device) == UINT64_MAX
               : cp_record_u32(record, layout->device) == UINT32_MAX;
}

static cprobe_swap_device take(cp_span record, const cp_swap_layout *layout) {
    cprobe_swap_device device = {
        .priority = cp_record_i32(record, layout->priority),
        .type = is_file(record, layout) ? CPROBE_SWAP_FILE : CPROBE_SWAP_PARTITION,
    };
    cprobe_set(&device.present_fields, CPROBE_SWAP_DEVICE_PRIORITY);
    // A number of blocks that is negative has exceeded 31 bits.
    const uint64_t blocks = cp_record_u32(record, layout->blocks);
    const uint64_t used = cp_record_u32(record, layout->used);
    if (used <= blocks) {
        device.size_bytes = blocks * layout->block_bytes;
        device.used_bytes = used * layout->block_bytes;
        cprobe_set(&device.present_fields, CPROBE_SWAP_DEVICE_SIZE);
        cprobe_set(&device.present_fields, CPROBE_SWAP_DEVICE_USED);
    } else {
        (void)cp_fail(&device.failure, CPROBE_MALFORMED, source, 0, 0);
    }
    const cp_span path = cp_record_text(record, layout->path, layout->path_bytes);
    if (path.length != 0 && path.length <= sizeof device.name) {
        device.name_length = (uint32_t)path.length;
        memcpy(device.name, path.bytes, path.length);
    } else if (device.failure.code == CPROBE_OK) {
        (void)cp_fail(&device.failure, CPROBE_MALFORMED, source, 0, 0);
    }
    return device;
}

cprobe_result cp_swap_list_read(const cp_swap_layout *layout, cprobe_collector *collector,
                                cprobe_swap *swap, cprobe_swap_lists *lists,
                                cprobe_failure *failure) {
    if (collector == NULL || swap == NULL || lists == NULL ||
        (lists->devices == NULL && lists->device_capacity != 0) ||
        (lists->zrams == NULL && lists->zram_capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "swap", 0, 0);
    }
    const cp_buffer buffer = cp_answer_buffer(cp_collector_of(collector));
    const size_t most = buffer.capacity / layout->bytes;
    size_t found = 0;
    const int error = cp_port_swap(buffer.bytes, most, &found);
    if (error != 0) {
        return cp_fail(failure, cp_result_of_errno(error), source, 0, error);
    }
    if (found > most) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    cprobe_swap read = {0};
    if (found > CPROBE_SWAP_DEVICES_LISTED) {
        cp_failures_add(&read.failures, (cprobe_failure){CPROBE_TOO_LARGE, 0, 0, source});
        found = CPROBE_SWAP_DEVICES_LISTED;
    }
    for (size_t index = 0; index < found && index < lists->device_capacity; index += 1) {
        lists->devices[index] =
            take(cp_span_make(buffer.bytes + index * layout->bytes, layout->bytes), layout);
    }
    lists->device_count = found;
    lists->zram_count = 0;
    read.has_monotonic = cprobe_collector_monotonic_ns(collector, &read.monotonic_ns);
    *swap = read;
    return CPROBE_OK;
}

#endif
