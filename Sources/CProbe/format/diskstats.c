// /proc/diskstats: the I/O of each block device since boot.
// Sample: captured, firecracker-6.18-x86_64-namespaces.txt: /proc/diskstats
//
//        7       0 loop0 102 62 856 1 50 37 7972 16 0 4 18 4 0 32772 0 12 0
//      254       0 vda 265935 27808 37410418 611988 112435 122495 10338632 56196 0 116716 716120 82971 4 5631536 46729 15931 1206
//      253       0 zram0 53 0 2352 0 4 0 32 0 0 0 0 0 0 0 0 0 0
//
//     file = line*                      empty on a machine without block devices
//     line = major minor name number* "\n", separated by any blanks
//     numbers: reads, merged, sectors, ms; the same of writes; in flight, ms busy, ms weighted;
//              since 4.18 discards, merged, sectors, ms; since 5.5 flushes, ms
//     a line of four numbers is a partition before 2.6.25, whose whole device has eleven: reads,
//              sectors, writes, sectors
//
// A sector is 512 bytes here, whatever the device's sector size. Numbers after the seventeenth are
// skipped. A line without a name or with fewer than four numbers is a failure with its line. A bad
// number is an absent counter and a failure. A line of five to ten numbers has no counters; a line
// with a count of numbers that no kernel prints is a failure in addition. Each of these costs only
// its own device, except that a line without a device makes the total unknown. A text with lines
// but without a device is malformed.
//
// "nvme0c1n1" is a path to nvme0n1. Before Linux 6.2 a path counts its I/O and its head counts
// nothing; later kernels count it at both, unless queue/iostats of the head is 0.
//
// A whole device directly precedes its partitions. disk_name() makes the name of a partition: that
// of the whole device, "p" if that ends with a digit, and the number. Streams. A line has at most 2
// × 11 + 64 + 17 × 21 = 443 bytes. diskstats_show(), block/genhd.c;
// Documentation/admin-guide/iostats.rst.

#include "diskstats.h"

#include "../failure.h"
#include "../presence.h"
#include "../text/hash.h"
#include "../text/number.h"

static const char source[] = "/proc/diskstats";

enum { SECTOR = 512, NS_PER_MS = 1000000, OLD_NUMBERS = 4, NUMBERS_2_6 = 11, NUMBERS_4_18 = 15 };

_Static_assert(offsetof(cprobe_disk_counters, flush_ns) - offsetof(cprobe_disk_counters, reads) ==
                   (CPROBE_DISK_COUNTERS - 1) * sizeof(uint64_t),
               "the counters are consecutive, in the kernel's order");
_Static_assert(CPROBE_DISK_FLUSH_NS == CPROBE_DISK_COUNTERS - 1, "a bit for each counter");

// The counters of a line of four numbers.
static const cprobe_presence old_counters = {
    {(uint64_t)1 << CPROBE_DISK_READS | (uint64_t)1 << CPROBE_DISK_READ_BYTES |
         (uint64_t)1 << CPROBE_DISK_WRITES | (uint64_t)1 << CPROBE_DISK_WRITE_BYTES,
     0}};

static const uint64_t units[CPROBE_DISK_COUNTERS] = {
    1, 1, SECTOR, NS_PER_MS, 1, 1, SECTOR, NS_PER_MS, 1, NS_PER_MS, NS_PER_MS,
    1, 1, SECTOR, NS_PER_MS, 1, NS_PER_MS};

// Parses the four columns of a partition before 2.6.25. False if one is malformed.
static bool parse_old(cp_span text, cprobe_disk_counters *counters) {
    static const uint64_t old_units[OLD_NUMBERS] = {1, SECTOR, 1, SECTOR};
    uint64_t *const columns[OLD_NUMBERS] = {&counters->reads, &counters->read_bytes,
                                            &counters->writes, &counters->write_bytes};
    static const cprobe_disk_counter fields[OLD_NUMBERS] = {
        CPROBE_DISK_READS, CPROBE_DISK_READ_BYTES, CPROBE_DISK_WRITES, CPROBE_DISK_WRITE_BYTES};
    bool is_good = true;
    for (size_t index = 0; index < OLD_NUMBERS; index += 1) {
        uint64_t value = 0;
        if (!cp_take_u64_word(&text, &value)) {
            (void)cp_take_word(&text);
            is_good = false;
        } else if (!__builtin_mul_overflow(value, old_units[index], columns[index])) {
            cprobe_set(&counters->present_fields, fields[index]);
        } else {
            *columns[index] = 0;
            is_good = false;
        }
    }
    return is_good;
}

static inline void set_counter(cprobe_disk_counters *counters, size_t index, uint64_t value) {
    memcpy((char *)counters + offsetof(cprobe_disk_counters, reads) + index * sizeof value, &value,
           sizeof value);
}

// Sets all counters. False, with nothing set, if one may overflow.
static bool set_all(cprobe_disk_counters *counters, const uint64_t *values) {
    uint64_t any = 0;
    for (size_t index = 0; index < CPROBE_DISK_COUNTERS; index += 1) {
        any |= values[index];
    }
    if (any > UINT64_MAX / NS_PER_MS) {
        return false;
    }
    for (size_t index = 0; index < CPROBE_DISK_COUNTERS; index += 1) {
        set_counter(counters, index, values[index] * units[index]);
    }
    counters->present_fields = cp_presence_first(CPROBE_DISK_COUNTERS);
    return true;
}

// Parses the numbers after the name and returns their count. `is_whole` is false if one is
// malformed.
static size_t parse_counters(cp_span text, const char *readable, cprobe_disk_counters *counters,
                             bool *is_whole) {
    const cp_span all = text;
    uint64_t values[CPROBE_DISK_COUNTERS] = {0};
    const size_t plain = cp_take_row(&text, readable, values, CPROBE_DISK_COUNTERS);
    if (plain == CPROBE_DISK_COUNTERS && set_all(counters, values)) {
        *is_whole = true;
        return plain;
    }
    cprobe_presence fields = {{0, 0}};
    unsigned count = 0;
    bool is_good = true;
    for (; count < CPROBE_DISK_COUNTERS; count += 1) {
        uint64_t value = values[count];
        const bool is_number = count < plain || cp_take_u64_word(&text, &value);
        if (is_number && !__builtin_mul_overflow(value, units[count], &value)) {
            values[count] = value;
            cprobe_set(&fields, count);
        } else if (is_number || cp_take_word(&text).length != 0) {
            values[count] = 0;
            is_good = false;
        } else {
            break;
        }
    }
    // A row of five to ten numbers has lost some, and which is unknown. The first eleven are the
    // same since 2.6; later kernels appended several at a time, never one.
    const bool is_row = count == OLD_NUMBERS || count == NUMBERS_2_6 || count == NUMBERS_4_18 ||
                        count == CPROBE_DISK_COUNTERS;
    *is_whole = is_good && is_row;
    if (count == OLD_NUMBERS) {
        *is_whole = parse_old(all, counters);
        return count;
    }
    if (count < NUMBERS_2_6) {
        return count;
    }
    for (size_t index = 0; index < CPROBE_DISK_COUNTERS; index += 1) {
        set_counter(counters, index, values[index]);
    }
    counters->present_fields = fields;
    return count;
}

static cp_span name_of(const cprobe_disk_device *device) {
    return cp_span_make(device->name, device->name_length);
}

// Whether `name` is the name of a partition of `whole`.
static bool is_part_of(cp_span name, cp_span whole) {
    uint64_t number = 0;
    if (name.length <= whole.length || memcmp(name.bytes, whole.bytes, whole.length) != 0) {
        return false;
    }
    cp_skip(&name, whole.length);
    return (!cp_is_digit(whole.bytes[whole.length - 1]) || cp_take_byte(&name, 'p')) &&
           cp_parse_u64(name, &number);
}

// Whether the name is `prefix` and a suffix of the kernel: a number, or "_" and a word.
static inline bool is_named(cp_span name, const char *prefix) {
    const cp_span start = cp_span_of(prefix);
    return cp_span_starts(name, start) && name.length > start.length &&
           (cp_is_digit(name.bytes[start.length]) || name.bytes[start.length] == '_');
}

// An NVMe namespace, and the controller of a path to it.
typedef struct nvme_name {
    uint64_t subsystem, controller, number;
    bool is_path;
} nvme_name;

// Parses "nvme0n1", or "nvme0c1n1" for one of several paths. False for any other name.
static bool parse_nvme_name(cp_span text, nvme_name *name) {
    name->controller = 0;
    if (!cp_take_text(&text, "nvme") || !cp_take_u64(&text, &name->subsystem)) {
        return false;
    }
    name->is_path = cp_take_byte(&text, 'c');
    return (!name->is_path || cp_take_u64(&text, &name->controller)) && cp_take_byte(&text, 'n') &&
           cp_parse_u64(text, &name->number);
}

static bool is_nvme_path(cp_span text) {
    nvme_name name;
    return parse_nvme_name(text, &name) && name.is_path;
}

// By name, drivers whose blocks are on other devices, in a file, or in memory (zram).
static bool is_stacked(cp_span name) {
    switch (name.bytes[0]) {
    case 'b': return is_named(name, "bcache");
    case 'd': return is_named(name, "dm-") || is_named(name, "drbd");
    // Followed by letters: emcpowera.
    case 'e': return cp_span_starts(name, cp_span_of("emcpower"));
    case 'l': return is_named(name, "loop");
    case 'm': return is_named(name, "md");
    case 'n': return is_nvme_path(name);
    case 'z': return is_named(name, "zd") || is_named(name, "zram");
    default: return false;
    }
}

static inline bool take_u32(cp_span *text, uint32_t *number) {
    uint64_t value = 0;
    if (!cp_take_u64_word(text, &value) || value > UINT32_MAX) {
        return false;
    }
    *number = (uint32_t)value;
    return true;
}

typedef struct device_number {
    uint32_t major, minor;
} device_number;

static inline bool is_name(cp_span name) {
    return name.length != 0 && name.length <= CPROBE_DISK_NAME_BYTES;
}

// Initialises a device without counters. Bytes after the name are not written.
static inline void start_device(cprobe_disk_device *device, device_number number, cp_span name) {
    device->device_major = number.major;
    device->device_minor = number.minor;
    device->name_length = (uint32_t)name.length;
    for (size_t index = 0; index < name.length; index += 1) {
        device->name[index] = name.bytes[index];
    }
    device->has_mapped_name = false;
    device->mapped_name_length = 0;
    device->counters = (cprobe_disk_counters){0};
    device->failure = (cprobe_failure){0};
}

// Parses one line, and returns its unmodified name. False if not a device.
static bool parse_device(cp_span line, const char *readable, cprobe_disk_device *device,
                         cp_span *name, bool *is_whole) {
    device_number number;
    if (!take_u32(&line, &number.major) || !take_u32(&line, &number.minor)) {
        return false;
    }
    *name = cp_take_word(&line);
    if (!is_name(*name)) {
        return false;
    }
    start_device(device, number, *name);
    return parse_counters(line, readable, &device->counters, is_whole) >= OLD_NUMBERS;
}

// Whether a partition's line of four numbers is from a kernel that prints such lines.
static bool is_old_part(const cprobe_disk_device *part, const cprobe_disk_device *whole) {
    return part->partition &&
           cp_presence_equal(whole->counters.present_fields, cp_presence_first(NUMBERS_2_6));
}

// Takes any line. False if there is none.
static bool take_line(cp_lines *lines, cprobe_disk_device *device, cp_span *name,
                      bool *is_device, bool *is_whole) {
    cp_span line;
    cp_line_end end;
    if (!cp_lines_next(lines, &line, &end)) {
        return false;
    }
    const char *readable = lines->rest.bytes + lines->rest.length;
    *is_whole = false;
    *is_device = end != CP_LINE_LONG && parse_device(line, readable, device, name, is_whole);
    return true;
}

static void add_to_total(cprobe_io *io, cp_span name, const cprobe_disk_counters *counters) {
    // With a separator after each name, so that "a", "b" and "ab" differ.
    io->device_set =
        (uint32_t)cp_hash_byte(cp_hash_add(cp_hash_start ^ io->device_set, name), ' ');
    io->devices += 1;
    io->total.present_fields =
        cp_presence_and(io->total.present_fields, counters->present_fields);
    for (unsigned index = 0; index < CPROBE_DISK_COUNTERS; index += 1) {
        const size_t offset = offsetof(cprobe_disk_counters, reads) + index * sizeof(uint64_t);
        uint64_t sum = 0;
        uint64_t value = 0;
        memcpy(&sum, (const char *)&io->total + offset, sizeof sum);
        memcpy(&value, (const char *)counters + offset, sizeof value);
        if (__builtin_add_overflow(sum, value, &sum)) {
            cprobe_clear(&io->total.present_fields, index);
        }
        memcpy((char *)&io->total + offset, &sum, sizeof sum);
    }
}

// NVMe paths, and the heads that count their I/O. A path may precede or follow its head, so both
// are collected until all devices have been read.
enum { PATHS = 32, HEADS = 256 };

typedef struct nvme_path {
    nvme_name name;
    cprobe_disk_counters counters;
    cprobe_disk_device *device; // NULL if beyond the capacity.
} nvme_path;

typedef struct nvme_paths {
    size_t count, heads;
    bool has_more_heads; // More heads than fit: whether the head of a path counts is unknown.
    nvme_path items[PATHS];
    uint64_t counting[HEADS][2]; // Subsystem and namespace.
} nvme_paths;

// Whether a device counts I/O, as far as its row shows. If its counters are absent, it may.
static bool has_counted(const cprobe_disk_counters *counters) {
    return !cprobe_has_any(counters->present_fields) || counters->reads != 0 ||
           counters->writes != 0 ||
           counters->discards != 0 || counters->flushes != 0;
}

// Collects a whole NVMe device. False if the list is full, so that a path is missing.
static bool keep_nvme(nvme_paths *paths, cp_span text, cprobe_disk_device *device, bool is_listed) {
    nvme_name name;
    if (!parse_nvme_name(text, &name) || !has_counted(&device->counters)) {
        return true; // A path without I/O adds nothing.
    }
    if (!name.is_path) {
        if (paths->heads == HEADS) {
            paths->has_more_heads = true;
            return true;
        }
        paths->counting[paths->heads][0] = name.subsystem;
        paths->counting[paths->heads][1] = name.number;
        paths->heads += 1;
        return true;
    }
    if (paths->count == PATHS) {
        return false;
    }
    nvme_path *path = &paths->items[paths->count];
    path->name = name;
    path->counters = device->counters;
    path->device = is_listed ? device : NULL;
    paths->count += 1;
    return true;
}

static bool has_counting_head(const nvme_paths *paths, const nvme_name *name) {
    for (size_t index = 0; index < paths->heads; index += 1) {
        if (paths->counting[index][0] == name->subsystem &&
            paths->counting[index][1] == name->number) {
            return true;
        }
    }
    return false;
}

// Adds the paths whose head counts nothing.
static void add_paths(cprobe_io *io, const nvme_paths *paths) {
    for (size_t index = 0; index < paths->count; index += 1) {
        const nvme_path *path = &paths->items[index];
        if (has_counting_head(paths, &path->name)) {
            continue;
        }
        const cp_span name = cp_span_make((const char *)&path->name.subsystem,
                                          offsetof(nvme_name, is_path));
        add_to_total(io, name, &path->counters);
        if (path->device != NULL) {
            path->device->stacked = false;
        }
    }
}

cprobe_result cp_diskstats_parse(cp_lines *lines, cprobe_disk *disk, cprobe_io *io,
                                 cprobe_disk_device *items, size_t capacity, size_t *count,
                                 cprobe_failure *failure) {
    cprobe_io sum = {.total.present_fields = cp_presence_first(CPROBE_DISK_COUNTERS)};
    cprobe_clear(&sum.total.present_fields, CPROBE_DISK_BUSY_NS);
    const cprobe_disk_device *whole = NULL; // The last device that is not a partition.
    cprobe_disk_device beyond[2];           // Devices beyond the capacity: the last whole one, and
                                            // the current one.
    size_t found = 0;
    bool has_all = true; // If false, the total is unknown.
    nvme_paths paths; // Not cleared: its counts are.
    paths.count = 0;
    paths.heads = 0;
    paths.has_more_heads = false;
    for (;;) {
        cprobe_disk_device *device = found < capacity ? &items[found]
                                     : whole == &beyond[0] ? &beyond[1] : &beyond[0];
        cp_span name;
        bool is_device = true;
        bool is_whole = true;
        if (!take_line(lines, device, &name, &is_device, &is_whole)) {
            break;
        }
        if (found == CPROBE_DEVICES_LISTED) {
            cp_failures_add(&sum.failures,
                            (cprobe_failure){CPROBE_TOO_LARGE, lines->number, 0, source});
            has_all = false;
            break;
        }
        if (is_device) {
            device->partition = whole != NULL && is_part_of(name, name_of(whole));
            device->stacked = device->partition ? whole->stacked : is_stacked(name);
            if (cp_presence_has_all(old_counters, device->counters.present_fields) &&
                cprobe_has_any(device->counters.present_fields) && !is_old_part(device, whole)) {
                device->counters = (cprobe_disk_counters){0};
                is_whole = false;
            }
        }
        if (!is_device || !is_whole) {
            cp_failures_add(&sum.failures,
                            (cprobe_failure){CPROBE_MALFORMED, lines->number, 0, source});
        }
        if (!is_device) {
            has_all = false;
            continue;
        }
        if (!device->partition) {
            whole = device;
            if (!device->stacked) {
                add_to_total(&sum, name, &device->counters);
            }
            if (name.bytes[0] == 'n' && !keep_nvme(&paths, name, device, found < capacity)) {
                cp_failures_add(&sum.failures,
                                (cprobe_failure){CPROBE_TOO_LARGE, lines->number, 0, source});
                has_all = false;
            }
        }
        found += 1;
    }
    if (lines->result != CPROBE_OK && found == 0) {
        return cp_fail(failure, lines->result, source, 0, 0);
    }
    if (lines->result != CPROBE_OK) {
        cp_failures_add(&sum.failures, (cprobe_failure){lines->result, 0, 0, source});
        has_all = false;
    }
    if (found == 0 && lines->number != 0) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    if (paths.has_more_heads && paths.count != 0) {
        cp_failures_add(&sum.failures, (cprobe_failure){CPROBE_TOO_LARGE, 0, 0, source});
        has_all = false;
    }
    add_paths(&sum, &paths);
    if (!has_all) {
        sum.total.present_fields = cp_presence_first(0);
    }
    disk->has_monotonic = false;
    disk->monotonic_ns = 0;
    disk->failures = sum.failures;
    *count = found;
    if (io != NULL) {
        *io = sum;
    }
    return CPROBE_OK;
}

cprobe_result cprobe_diskstats_parse(const char *bytes, size_t length, cprobe_disk *disk,
                                     cprobe_io *io, cprobe_disk_device *items, size_t capacity,
                                     size_t *count, cprobe_failure *failure) {
    if (disk == NULL || count == NULL || (bytes == NULL && length != 0) ||
        (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_lines lines = cp_lines_of(bytes, length);
    return cp_diskstats_parse(&lines, disk, io, items, capacity, count, failure);
}
