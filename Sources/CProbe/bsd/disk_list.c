#include "../platform.h"
#if CP_PLATFORM_BSD && defined(CP_PORT_DISK)

#include "disk_list.h"

#include "../failure.h"
#include "../fields/fields.h"
#include "../text/hash.h"
#include "../text/table.h"
#include "collector_state.h"
#include "disk_total.h"
#include "record.h"
#include "units.h"

// Seconds and microseconds. False if one is negative or out of range.
static bool take_time(cp_span record, size_t offset, uint8_t bytes, uint64_t *time_ns) {
    return bytes == sizeof(int64_t)
               ? cp_timeval_ns(cp_record_i64(record, offset),
                               cp_record_i64(record, offset + sizeof(int64_t)), time_ns)
               : cp_timeval_ns(cp_record_u32(record, offset),
                               cp_record_u32(record, offset + sizeof(uint32_t)), time_ns);
}

static void set_counter(cprobe_disk_counters *counters, cprobe_disk_counter counter,
                        uint64_t number) {
    cp_row_store(&cp_disk_fields[counter], number, counters, &counters->present_fields);
}

static void set_counters(cp_span record, const cp_disk_layout *layout,
                         cprobe_disk_counters *counters) {
    set_counter(counters, CPROBE_DISK_READS, cp_record_u64(record, layout->reads));
    set_counter(counters, CPROBE_DISK_READ_BYTES, cp_record_u64(record, layout->read_bytes));
    set_counter(counters, CPROBE_DISK_WRITES, cp_record_u64(record, layout->writes));
    set_counter(counters, CPROBE_DISK_WRITE_BYTES, cp_record_u64(record, layout->write_bytes));
    const int32_t busy = cp_record_i32(record, layout->busy);
    if (busy >= 0) {
        set_counter(counters, CPROBE_DISK_IN_FLIGHT, (uint64_t)busy);
    }
    uint64_t time_ns = 0;
    if (take_time(record, layout->time, layout->time_bytes, &time_ns)) {
        set_counter(counters, CPROBE_DISK_BUSY_NS, time_ns);
    }
    uint64_t sum_ns = 0;
    if (layout->sums[0] != 0 &&
        take_time(record, layout->sums[0], layout->time_bytes, &time_ns) &&
        take_time(record, layout->sums[1], layout->time_bytes, &sum_ns) &&
        !__builtin_add_overflow(sum_ns, time_ns, &sum_ns)) {
        set_counter(counters, CPROBE_DISK_WEIGHTED_NS, sum_ns);
    }
}

// Whether the name without its unit is in the list: "vnd0".
static bool is_stacked(cp_span name, const char *const *names) {
    while (name.length != 0 && name.bytes[name.length - 1] >= '0' &&
           name.bytes[name.length - 1] <= '9') {
        name.length -= 1;
    }
    for (; *names != NULL; names += 1) {
        if (cp_span_equal(name, cp_span_of(*names))) {
            return true;
        }
    }
    return false;
}

// Where the list goes: the caller's array up to its capacity, and the totals.
typedef struct sink {
    cprobe_disk_device *items;
    size_t capacity, count;
    cprobe_io io;
} sink;

static cprobe_result read_all(const cp_disk_layout *layout, cprobe_collector *collector, sink *to,
                              cprobe_failure *failure) {
    cp_span answer, record;
    const cprobe_result result =
        cp_sysctl_read(layout->source, layout->numbers, layout->count,
                       cp_answer_buffer(cp_collector_of(collector)), &answer, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    uint64_t hash = cp_hash_start;
    while (cp_record_take(&answer, layout->bytes, &record)) {
        if (layout->type != 0 && cp_record_i32(record, layout->type) != layout->disk_type) {
            continue;
        }
        const cp_span name = cp_record_text(record, layout->name, layout->name_bytes);
        if (name.length == 0 || name.length > CPROBE_DISK_NAME_BYTES) {
            return cp_fail(failure, CPROBE_MALFORMED, layout->source, 0, 0);
        }
        cprobe_disk_device device = {.name_length = (uint32_t)name.length,
                                     .stacked = is_stacked(name, layout->stacked)};
        memcpy(device.name, name.bytes, name.length);
        set_counters(record, layout, &device.counters);
        if (!device.stacked) {
            cp_disk_total_add(&device, &hash, &to->io);
        }
        if (to->count < to->capacity) {
            to->items[to->count] = device;
        }
        to->count += 1;
    }
    return answer.length == 0 ? CPROBE_OK
                              : cp_fail(failure, CPROBE_MALFORMED, layout->source, 0, 0);
}

cprobe_result cp_disk_list_read(const cp_disk_layout *layout, cprobe_collector *collector,
                                cprobe_disk *disk, cprobe_io *io, cprobe_disk_device *items,
                                size_t capacity, size_t *count, cprobe_failure *failure) {
    if (collector == NULL || disk == NULL || count == NULL || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "disk", 0, 0);
    }
    sink to = {.items = items, .capacity = capacity};
    const cprobe_result result = read_all(layout, collector, &to, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cprobe_disk read = {0};
    read.has_monotonic = cprobe_collector_monotonic_ns(collector, &read.monotonic_ns);
    *disk = read;
    *count = to.count;
    if (io != NULL) {
        to.io.has_monotonic = read.has_monotonic;
        to.io.monotonic_ns = read.monotonic_ns;
        *io = to.io;
    }
    return CPROBE_OK;
}

cprobe_result cp_disk_list_total(const cp_disk_layout *layout, cprobe_collector *collector,
                                 cprobe_io *io, cprobe_failure *failure) {
    if (collector == NULL || io == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "io", 0, 0);
    }
    cprobe_disk disk;
    size_t count = 0;
    return cp_disk_list_read(layout, collector, &disk, io, NULL, 0, &count, failure);
}

#endif
