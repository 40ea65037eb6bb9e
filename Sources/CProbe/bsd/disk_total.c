#include "../platform.h"
#if CP_PLATFORM_BSD && defined(CP_PORT_DISK)

#include "disk_total.h"

#include <string.h>

#include "../fields/fields.h"
#include "../presence.h"
#include "../text/hash.h"

void cp_disk_total_add(const cprobe_disk_device *device, uint64_t *hash, cprobe_io *io) {
    cprobe_disk_counters *total = &io->total;
    const cprobe_disk_counters *counters = &device->counters;
    if (io->devices == 0) {
        *total = *counters;
        cprobe_clear(&total->present_fields, CPROBE_DISK_BUSY_NS);
        total->busy_ns = 0;
    } else {
        total->present_fields = cp_presence_and(total->present_fields, counters->present_fields);
        for (unsigned index = 0; index < CPROBE_DISK_COUNTERS; index += 1) {
            const size_t offset = cp_disk_fields[index].offset;
            uint64_t sum, number;
            memcpy(&sum, (const char *)total + offset, sizeof sum);
            memcpy(&number, (const char *)counters + offset, sizeof number);
            if (__builtin_add_overflow(sum, number, &sum)) {
                cprobe_clear(&total->present_fields, index);
            }
            memcpy((char *)total + offset, &sum, sizeof sum);
        }
        cprobe_clear(&total->present_fields, CPROBE_DISK_BUSY_NS);
        total->busy_ns = 0;
    }
    io->devices += 1;
    *hash = cp_hash_add(*hash, cp_span_make(device->name, device->name_length));
    io->device_set = (uint32_t)(*hash ^ *hash >> 32);
}

#endif
