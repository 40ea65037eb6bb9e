#include "../platform.h"
#if CP_PLATFORM_FREEBSD

#include "../include/cprobe/disk.h"

#include <errno.h>

#include "../bsd/collector_state.h"
#include "../bsd/disk_total.h"
#include "../bsd/named_sysctl.h"
#include "../bsd/record.h"
#include "../bsd/units.h"
#include "../failure.h"
#include "../fields/fields.h"
#include "../text/build.h"
#include "../text/hash.h"
#include "../text/table.h"
#include "layout.h"

static const char source[] = "sysctl kern.devstat.all";

// Where the list goes: the caller's array up to its capacity, and the totals.
typedef struct sink {
    cprobe_disk_device *items;
    size_t capacity, count;
    cprobe_io *io; // NULL: no totals.
    size_t torn;   // Devices without counters: their entries were being changed while copied.
} sink;

// A struct bintime: seconds, and a fraction of a second in units of 2^-64. False if it is negative.
static bool take_time(cp_span record, size_t offset, uint64_t *time_ns) {
    const int64_t seconds = cp_record_i64(record, offset);
    // The upper 32 bits of the fraction are exact to a quarter of a nanosecond.
    const uint64_t fraction = cp_record_u64(record, offset + 8) >> 32;
    return cp_seconds_ns(seconds, (int64_t)(fraction * CP_NS_PER_SECOND >> 32), time_ns);
}

static void set_counter(cprobe_disk_counters *counters, cprobe_disk_counter counter,
                        uint64_t number) {
    cp_row_store(&cp_disk_fields[counter], number, counters, &counters->present_fields);
}

static void set_counters(cp_span record, cprobe_disk_counters *counters) {
    static const struct {
        unsigned direction;
        cprobe_disk_counter operations, bytes, time;
    } directions[] = {
        {CP_DEVSTAT_READ, CPROBE_DISK_READS, CPROBE_DISK_READ_BYTES, CPROBE_DISK_READ_NS},
        {CP_DEVSTAT_WRITE, CPROBE_DISK_WRITES, CPROBE_DISK_WRITE_BYTES, CPROBE_DISK_WRITE_NS},
        {CP_DEVSTAT_FREE, CPROBE_DISK_DISCARDS, CPROBE_DISK_DISCARD_BYTES,
         CPROBE_DISK_DISCARD_NS},
    };
    uint64_t time_ns = 0;
    for (size_t index = 0; index < sizeof directions / sizeof directions[0]; index += 1) {
        const size_t at = directions[index].direction;
        set_counter(counters, directions[index].operations,
                    cp_record_u64(record, CP_DEVSTAT_OPERATIONS + at * 8));
        set_counter(counters, directions[index].bytes,
                    cp_record_u64(record, CP_DEVSTAT_MOVED + at * 8));
        if (take_time(record, CP_DEVSTAT_DURATION + at * 16, &time_ns)) {
            set_counter(counters, directions[index].time, time_ns);
        }
    }
    if (take_time(record, CP_DEVSTAT_BUSY, &time_ns)) {
        set_counter(counters, CPROBE_DISK_BUSY_NS, time_ns);
    }
    // Both counters wrap; their difference does not.
    set_counter(counters, CPROBE_DISK_IN_FLIGHT,
                cp_record_u32(record, CP_DEVSTAT_STARTED) -
                    cp_record_u32(record, CP_DEVSTAT_ENDED));
}

// Whether the device has blocks: not a tape, a changer, or another way to a device (pass0).
static bool is_disk(cp_span record) {
    const uint32_t type = cp_record_u32(record, CP_DEVSTAT_TYPE);
    if ((type & CP_DEVSTAT_TYPE_PASS) != 0) {
        return false;
    }
    switch (type & CP_DEVSTAT_TYPE_MASK) {
    case CP_DEVSTAT_TYPE_DIRECT:
    case CP_DEVSTAT_TYPE_WORM:
    case CP_DEVSTAT_TYPE_CDROM:
    case CP_DEVSTAT_TYPE_OPTICAL:
    case CP_DEVSTAT_TYPE_STORARRAY:
    case CP_DEVSTAT_TYPE_FLOPPY: return true;
    default: return false;
    }
}

// False if the record has no name.
static bool take_device(cp_span record, cprobe_disk_device *device) {
    const cp_span name = cp_record_text(record, CP_DEVSTAT_NAME, CP_DEVSTAT_NAME_BYTES);
    const int32_t unit = cp_record_i32(record, CP_DEVSTAT_UNIT);
    if (name.length == 0 || unit < 0) {
        return false;
    }
    *device = (cprobe_disk_device){0};
    cp_build build = {device->name, sizeof device->name, 0, false};
    cp_build_add(&build, name);
    cp_build_add_number(&build, (uint64_t)unit);
    device->name_length = (uint32_t)build.length;
    device->device_minor = cp_record_u32(record, CP_DEVSTAT_NUMBER);
    // A memory disk: in memory, or in a file of another disk.
    device->stacked = cp_span_equal(name, cp_span_of("md"));
    set_counters(record, &device->counters);
    return true;
}

// Reads the answer. A torn entry costs its counters, and the totals.
static cprobe_result take_all(cp_span answer, sink *to, cprobe_failure *failure) {
    cp_span record;
    uint64_t hash = cp_hash_start;
    to->count = 0;
    to->torn = 0;
    if (!cp_record_take(&answer, CP_DEVSTAT_GENERATION_BYTES, &record)) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    while (cp_record_take(&answer, CP_DEVSTAT_BYTES, &record)) {
        cprobe_disk_device device;
        if (!is_disk(record)) {
            continue;
        }
        if (!take_device(record, &device)) {
            return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
        }
        if (cp_record_u32(record, CP_DEVSTAT_SEQUENCE0) !=
            cp_record_u32(record, CP_DEVSTAT_SEQUENCE1)) {
            device.counters = (cprobe_disk_counters){0};
            to->torn += 1;
        }
        if (to->io != NULL && !device.stacked) {
            cp_disk_total_add(&device, &hash, to->io);
        }
        if (to->count < to->capacity) {
            to->items[to->count] = device;
        }
        to->count += 1;
    }
    return answer.length == 0 ? CPROBE_OK : cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
}

// The kernel copies the entries without a lock: a torn entry, or a list that changed (EBUSY), is
// read again; the last of eight attempts is used as it is.
static cprobe_result read_all(cprobe_collector *collector, sink *to, cprobe_failure *failure) {
    static const char version_source[] = "sysctl kern.devstat.version";
    uint64_t version = 0;
    cprobe_result result = cp_named_sysctl_number(version_source, &version, failure);
    if (result == CPROBE_OK && version != CP_DEVSTAT_VERSION) {
        result = cp_fail(failure, CPROBE_MALFORMED, version_source, 0, 0);
    }
    if (result != CPROBE_OK) {
        return result;
    }
    cprobe_failure last = {0};
    for (unsigned tries = 0; tries < 8; tries += 1) {
        cp_span answer;
        result = cp_named_sysctl_read(source, cp_answer_buffer(cp_collector_of(collector)),
                                      &answer, &last);
        if (result == CPROBE_OK) {
            if (to->io != NULL) {
                *to->io = (cprobe_io){0};
            }
            result = take_all(answer, to, &last);
            if (result != CPROBE_OK || to->torn == 0) {
                break;
            }
        } else if (last.system_error != EBUSY) {
            break;
        }
    }
    return result == CPROBE_OK ? result : cp_fail_as(failure, &last);
}

cprobe_result cprobe_disk_read(cprobe_collector *collector, cprobe_disk *disk, cprobe_io *io,
                               cprobe_disk_device *items, size_t capacity, size_t *count,
                               cprobe_failure *failure) {
    if (collector == NULL || disk == NULL || count == NULL || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "disk", 0, 0);
    }
    cprobe_io total = {0};
    sink to = {items, capacity, 0, &total, 0};
    const cprobe_result result = read_all(collector, &to, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cprobe_disk read = {0};
    if (to.torn != 0) {
        const cprobe_failure torn = {CPROBE_MALFORMED, 0, EAGAIN, source};
        cp_failures_add(&read.failures, torn);
        cp_failures_add(&total.failures, torn);
    }
    read.has_monotonic = cprobe_collector_monotonic_ns(collector, &read.monotonic_ns);
    *disk = read;
    *count = to.count;
    if (io != NULL) {
        total.has_monotonic = read.has_monotonic;
        total.monotonic_ns = read.monotonic_ns;
        *io = total;
    }
    return CPROBE_OK;
}

cprobe_result cprobe_io_read(cprobe_collector *collector, cprobe_io *io, cprobe_failure *failure) {
    if (collector == NULL || io == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "io", 0, 0);
    }
    cprobe_disk disk;
    size_t count = 0;
    return cprobe_disk_read(collector, &disk, io, NULL, 0, &count, failure);
}

#endif
