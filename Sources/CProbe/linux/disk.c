#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "../failure.h"
#include "../format/diskstats.h"
#include "../text/build.h"
#include "collector_state.h"

// Reads the device-mapper name of a device: /sys/block/dm-0/dm/name. A device that was removed
// meanwhile has none, which is no failure.
static void read_mapped_name(cp_reader *reader, cprobe_disk_device *device) {
    char path[CPROBE_DISK_NAME_BYTES + 32];
    cp_build build = {path, sizeof path, 0, false};
    cp_build_add(&build, cp_span_of("/sys/block/"));
    cp_build_add(&build, cp_span_make(device->name, device->name_length));
    cp_build_add(&build, cp_span_of("/dm/name"));
    cp_span text;
    cprobe_failure failure;
    const cprobe_result result =
        cp_read_once(reader, path, "/sys/block/dm-N/dm/name", &text, &failure);
    if (result != CPROBE_OK) {
        device->failure = result == CPROBE_NOT_FOUND ? device->failure : failure;
        return;
    }
    cp_trim_lines(&text);
    const cp_span name = text;
    if (name.length == 0 || name.length > sizeof device->mapped_name ||
        memchr(name.bytes, '\n', name.length) != NULL) {
        device->failure = (cprobe_failure){CPROBE_MALFORMED, 1, 0, "/sys/block/dm-N/dm/name"};
        return;
    }
    memcpy(device->mapped_name, name.bytes, name.length);
    device->mapped_name_length = (uint32_t)name.length;
    device->has_mapped_name = true;
}

static inline bool is_mapped(const cprobe_disk_device *device) {
    const cp_span name = cp_span_make(device->name, device->name_length);
    return !device->partition && cp_span_starts(name, cp_span_of("dm-")) &&
           memchr(name.bytes, '/', name.length) == NULL;
}

cprobe_result cprobe_disk_read(cprobe_collector *collector, cprobe_disk *disk, cprobe_io *io,
                               cprobe_disk_device *items, size_t capacity, size_t *count,
                               cprobe_failure *failure) {
    if (collector == NULL || disk == NULL || count == NULL || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "disk", 0, 0);
    }
    cp_reader *reader = &cp_collector_of(collector)->reader;
    cp_stream stream;
    cp_lines lines;
    cprobe_result result = cp_cached_lines(reader, CP_FILE_DISKSTATS, &stream, &lines, failure);
    if (result == CPROBE_OK) {
        result = cp_diskstats_parse(&lines, disk, io, items, capacity, count, failure);
    }
    if (result != CPROBE_OK || lines.result != CPROBE_OK) {
        cp_cached_close(reader, CP_FILE_DISKSTATS);
    }
    if (result != CPROBE_OK) {
        return result;
    }
    disk->has_monotonic = cp_reader_monotonic_ns(reader, &disk->monotonic_ns);
    if (io != NULL) {
        io->has_monotonic = disk->has_monotonic;
        io->monotonic_ns = disk->monotonic_ns;
    }
    for (size_t index = 0; index < *count && index < capacity; index += 1) {
        if (is_mapped(&items[index])) {
            read_mapped_name(reader, &items[index]);
        }
    }
    return CPROBE_OK;
}

cprobe_result cprobe_io_read(cprobe_collector *collector, cprobe_io *io, cprobe_failure *failure) {
    cprobe_disk disk;
    size_t count = 0;
    if (io == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "io", 0, 0);
    }
    return cprobe_disk_read(collector, &disk, io, NULL, 0, &count, failure);
}

#endif
