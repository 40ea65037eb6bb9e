// /proc/diskstats: what each block device did since boot.
//
//      254       0 vda 227271 21324 25390442 535263 98787 112270 9203256 48861 0 93552 626510 74645 4 4751656 41286 14314 1098
//      254       1 vda1 85 0 4080 27 0 0 0 0 0 36 27 0 0 0 0
//      253       0 dm-0 179 0 33248 1512 0 0 0 0 0 748 1512
//
//     file = line*                      empty on a machine without a block device
//     line = major minor name number* "\n", with any blanks between
//     numbers: reads, merged, sectors, ms; the same of writes; in flight, ms busy, ms weighted;
//              since 4.18 discards, merged, sectors, ms; since 5.5 flushes, ms
//     a line of four numbers is a partition before 2.6.25: reads, sectors, writes, sectors
//
// A sector is 512 bytes here, whatever the device's own is. Numbers past the seventeenth are passed
// over. A line without a name or with less than four numbers is a failure with its line; a bad number
// is an absent counter and a failure; a line of five to ten numbers has no counters, and one of another
// number than the kernel prints is a failure beside them; that costs no other device anything. Of a last line without its newline the last number is absent. A text of lines
// of which none is a device is malformed.
//
// A whole device stands before its partitions, and nothing between them. disk_name() makes their
// names: that of the whole, a "p" if it ends with a digit, and the number.
// Streams. A line is at most 2 × 11 + 64 + 17 × 21 = 443 bytes.
// diskstats_show(), block/genhd.c; Documentation/admin-guide/iostats.rst.

#include "diskstats.h"

#include "../failure.h"
#include "../text/hash.h"
#include "../text/number.h"

static const char source[] = "/proc/diskstats";

enum { SECTOR = 512, NS_PER_MS = 1000000, OLD_NUMBERS = 4, NUMBERS_2_6 = 11, NUMBERS_4_18 = 15 };

_Static_assert(offsetof(cprobe_disk_counters, flush_ns) - offsetof(cprobe_disk_counters, reads) ==
                   (CPROBE_DISK_COUNTERS - 1) * sizeof(uint64_t),
               "the counters are consecutive, in the kernel's order");
_Static_assert(CPROBE_DISK_FLUSH_NS == CPROBE_DISK_COUNTERS - 1, "a bit for each counter");

static const uint64_t units[CPROBE_DISK_COUNTERS] = {
    1, 1, SECTOR, NS_PER_MS, 1, 1, SECTOR, NS_PER_MS, 1, NS_PER_MS, NS_PER_MS,
    1, 1, SECTOR, NS_PER_MS, 1, NS_PER_MS};

// The four numbers of a partition before 2.6.25, in their columns. False where one is bad.
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
            counters->present_fields |= (uint64_t)1 << fields[index];
        } else {
            *columns[index] = 0;
            is_good = false;
        }
    }
    return is_good;
}

// Parses what follows the name. Gives how many numbers there are; `is_whole` is false where one is
// bad.
static size_t parse_counters(cp_span text, const char *readable, cp_line_end end,
                             cprobe_disk_counters *counters, bool *is_whole) {
    // A device that did nothing yet, as most loop devices.
    static const char idle[] = " 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0";
    if (end == CP_LINE_WHOLE && text.length == sizeof idle - 1 &&
        memcmp(text.bytes, idle, sizeof idle - 1) == 0) {
        *is_whole = true;
        counters->present_fields = ((uint64_t)1 << CPROBE_DISK_COUNTERS) - 1;
        return CPROBE_DISK_COUNTERS;
    }
    const cp_span all = text;
    uint64_t values[CPROBE_DISK_COUNTERS] = {0};
    const size_t plain = cp_take_row(&text, readable, values, CPROBE_DISK_COUNTERS);
    uint64_t fields = 0;
    size_t count = 0;
    bool is_good = true;
    for (; count < CPROBE_DISK_COUNTERS; count += 1) {
        uint64_t value = values[count];
        const bool is_number = count < plain || cp_take_u64_word(&text, &value);
        if (is_number && !__builtin_mul_overflow(value, units[count], &value)) {
            values[count] = value;
            fields |= (uint64_t)1 << count;
        } else if (is_number || cp_take_word(&text).length != 0) {
            values[count] = 0;
            is_good = false;
        } else {
            break;
        }
    }
    // A row of five to ten numbers has lost some: nobody knows which. The first eleven have stood since
    // 2.6, and others came behind them, never one alone. Of a row that was cut the last number may not
    // be whole; and four could be eleven.
    const bool is_cut = end != CP_LINE_WHOLE;
    const bool is_row = count == OLD_NUMBERS || count == NUMBERS_2_6 || count == NUMBERS_4_18 ||
                        count == CPROBE_DISK_COUNTERS;
    *is_whole = is_good && is_row && !is_cut;
    if (count == OLD_NUMBERS && !is_cut) {
        *is_whole = parse_old(all, counters);
        return count;
    }
    if (is_cut && text.length == 0 && count != 0) {
        fields &= ~((uint64_t)1 << (count - 1));
        values[count - 1] = 0;
    }
    if (count <= OLD_NUMBERS || (!is_cut && count < NUMBERS_2_6)) {
        return count;
    }
    memcpy((char *)counters + offsetof(cprobe_disk_counters, reads), values, sizeof values);
    counters->present_fields = fields;
    return count;
}

static cp_span name_of(const cprobe_disk_device *device) {
    return cp_span_make(device->name, device->name_length);
}

// Whether `name` is a partition's name of the device `whole`.
static bool is_part_of(cp_span name, cp_span whole) {
    uint64_t number = 0;
    if (name.length <= whole.length || memcmp(name.bytes, whole.bytes, whole.length) != 0) {
        return false;
    }
    cp_skip(&name, whole.length);
    return (!cp_is_digit(whole.bytes[whole.length - 1]) || cp_take_byte(&name, 'p')) &&
           cp_parse_u64(name, &number);
}

// Whether the name is `prefix` and what the kernel puts behind it: a number, or "_" and a word.
static inline bool is_named(cp_span name, const char *prefix) {
    const cp_span start = cp_span_of(prefix);
    return cp_span_starts(name, start) && name.length > start.length &&
           (cp_is_digit(name.bytes[start.length]) || name.bytes[start.length] == '_');
}

// "nvme0c1n1": one of several ways to nvme0n1, which counts the same again.
static bool is_nvme_path(cp_span name) {
    uint64_t number = 0;
    if (!cp_span_starts(name, cp_span_of("nvme"))) {
        return false;
    }
    cp_skip(&name, 4);
    return cp_take_u64(&name, &number) && cp_take_byte(&name, 'c') && cp_take_u64(&name, &number) &&
           cp_take_byte(&name, 'n') && cp_parse_u64(name, &number);
}

// Drivers whose blocks are other devices' or a file's, by the names that they give.
static bool is_stacked(cp_span name) {
    switch (name.bytes[0]) {
    case 'b': return is_named(name, "bcache");
    case 'd': return is_named(name, "dm-") || is_named(name, "drbd");
    case 'e': return cp_span_starts(name, cp_span_of("emcpower")); // Letters follow: emcpowera.
    case 'l': return is_named(name, "loop");
    case 'm': return is_named(name, "md");
    case 'n': return is_nvme_path(name);
    case 'z': return is_named(name, "zd");
    default: return false;
    }
}

static inline bool take_u32(cp_span *text, uint32_t *number) {
    uint64_t value = 0;
    if ((!cp_take_column(text, &value) && !cp_take_u64_word(text, &value)) || value > UINT32_MAX) {
        return false;
    }
    *number = (uint32_t)value;
    return true;
}

// Parses one line. False where it is no device.
static bool parse_device(cp_span line, const char *readable, cp_line_end end,
                         cprobe_disk_device *device, bool *is_whole) {
    *device = (cprobe_disk_device){0};
    if (!take_u32(&line, &device->device_major) || !take_u32(&line, &device->device_minor)) {
        return false;
    }
    const cp_span name = cp_take_word(&line);
    if (name.length == 0 || name.length > sizeof device->name ||
        parse_counters(line, readable, end, &device->counters, is_whole) < OLD_NUMBERS) {
        return false;
    }
    memcpy(device->name, name.bytes, name.length);
    device->name_length = (uint32_t)name.length;
    return true;
}

static void add_to_total(cprobe_io *io, const cprobe_disk_device *device) {
    const cprobe_disk_counters *counters = &device->counters;
    const cp_span name = name_of(device);
    // With a blank behind each name: "a" and "b" are not "ab".
    io->device_set =
        (uint32_t)cp_hash_byte(cp_hash_add(cp_hash_start ^ io->device_set, name), ' ');
    io->devices += 1;
    io->total.present_fields &= counters->present_fields;
    for (size_t index = 0; index < CPROBE_DISK_COUNTERS; index += 1) {
        const size_t offset = offsetof(cprobe_disk_counters, reads) + index * sizeof(uint64_t);
        uint64_t sum = 0;
        uint64_t value = 0;
        memcpy(&sum, (const char *)&io->total + offset, sizeof sum);
        memcpy(&value, (const char *)counters + offset, sizeof value);
        if (__builtin_add_overflow(sum, value, &sum)) {
            io->total.present_fields &= ~((uint64_t)1 << index);
        }
        memcpy((char *)&io->total + offset, &sum, sizeof sum);
    }
}

cprobe_result cp_diskstats_parse(cp_lines *lines, cprobe_disk *disk, cprobe_io *io,
                                 cprobe_disk_device *items, size_t capacity, size_t *count,
                                 cprobe_failure *failure) {
    cprobe_disk read = {0};
    cprobe_io sum = {.total.present_fields = (((uint64_t)1 << CPROBE_DISK_COUNTERS) - 1) &
                                             ~((uint64_t)1 << CPROBE_DISK_BUSY_NS)};
    const cprobe_disk_device *whole = NULL; // The last one that is no partition.
    cprobe_disk_device beyond[2];           // Devices for which there is no room: that one, and this one.
    size_t found = 0;
    cp_span line;
    cp_line_end end;
    while (cp_lines_next(lines, &line, &end)) {
        if (found == CPROBE_DEVICES_LISTED) {
            cp_failures_add(&read.failures,
                            (cprobe_failure){CPROBE_TOO_LARGE, lines->number, 0, source});
            break;
        }
        cprobe_disk_device *device = found < capacity ? &items[found]
                                     : whole == &beyond[0] ? &beyond[1] : &beyond[0];
        bool is_whole = false;
        const char *readable = lines->rest.bytes + lines->rest.length;
        const bool is_device =
            end != CP_LINE_LONG && parse_device(line, readable, end, device, &is_whole);
        if (!is_device || !is_whole) {
            cp_failures_add(&read.failures,
                            (cprobe_failure){CPROBE_MALFORMED, lines->number, 0, source});
        }
        if (!is_device) {
            continue;
        }
        device->partition = whole != NULL && is_part_of(name_of(device), name_of(whole));
        device->stacked = device->partition ? whole->stacked : is_stacked(name_of(device));
        if (!device->partition) {
            whole = device;
            if (!device->stacked) {
                add_to_total(&sum, device);
            }
        }
        found += 1;
    }
    if (lines->result != CPROBE_OK) {
        return cp_fail(failure, lines->result, source, 0, 0);
    }
    if (found == 0 && lines->number != 0) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    sum.failures = read.failures;
    *disk = read;
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
