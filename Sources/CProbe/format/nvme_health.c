// Log page 2 of an NVMe controller, SMART / health information: bytes, no text.
// Sample: written by hand.
//
//     00 43 01 64 0a 03 00 00  00 00 ...         critical warning, kelvins, spare, its threshold, used
//     ...
//     01 00 00 00 00 00 00 00  00 00 ...         at 32: data units read, 128 bits
//
//     offset  bytes  meaning
//          0      1  critical warning, a bit for each: cprobe_disk_warning
//          1      2  temperature in kelvins; 0: not reported
//          3      1  percent of the spare blocks that are left
//          4      1  the percentage below which the spare is critical
//          5      1  percent of the life used, by the maker's estimate; can exceed 100; 255 and more
//         32     16  data units read, and from 48 written: thousands of 512 bytes, rounded up
//         96     16  time in which commands were outstanding, in minutes
//        112     16  power cycles
//        128     16  hours powered on
//        144     16  shutdowns without a notice
//        160     16  media errors: data that could not be corrected
//        176     16  entries in the error log
//
// All numbers are little-endian. One that exceeds 63 bits in its base unit is absent: no disk lives
// that long. 512 bytes; a shorter page is malformed. NVM Express Base Specification, "SMART /
// Health Information".

#include "../failure.h"
#include "../include/cprobe/storage.h"

enum {
    WARNING = 0,
    KELVINS = 1,
    SPARE = 3,
    SPARE_THRESHOLD = 4,
    USED = 5,
    UNITS_READ = 32,
    UNITS_WRITTEN = 48,
    BUSY_MINUTES = 96,
    POWER_CYCLES = 112,
    POWER_ON_HOURS = 128,
    UNSAFE_SHUTDOWNS = 144,
    MEDIA_ERRORS = 160,
    ERROR_LOG_ENTRIES = 176,
    UNIT_BYTES = 512000,
    ZERO_CELSIUS_MILLIKELVINS = 273150
};

static const uint64_t minute_ns = UINT64_C(60000000000);

static unsigned byte_at(const char *bytes, size_t offset) {
    return (unsigned char)bytes[offset];
}

// Takes a number of 128 bits in a unit. False if it does not fit in 63 bits.
static bool take(const char *bytes, size_t offset, uint64_t unit, uint64_t *number) {
    uint64_t low = 0;
    uint64_t high = 0;
    for (size_t index = 8; index > 0; index -= 1) {
        low = low << 8 | byte_at(bytes, offset + index - 1);
        high = high << 8 | byte_at(bytes, offset + 8 + index - 1);
    }
    if (high != 0 || low > INT64_MAX / unit) {
        return false;
    }
    *number = low * unit;
    return true;
}

cprobe_result cprobe_nvme_health_parse(const char *bytes, size_t length,
                                       cprobe_disk_health *health, cprobe_failure *failure) {
    static const char source[] = "/dev/nvmeN, log page 2";
    if (health == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    if (length < CPROBE_HEALTH_PAGE_BYTES) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    cprobe_disk_health read = {.present_fields = {{0, 0}}};
    cprobe_presence *fields = &read.present_fields;
    const struct {
        size_t offset;
        uint64_t unit;
        cprobe_disk_health_field field;
        uint64_t *number;
    } counters[] = {
        {UNITS_READ, UNIT_BYTES, CPROBE_HEALTH_READ_BYTES, &read.read_bytes},
        {UNITS_WRITTEN, UNIT_BYTES, CPROBE_HEALTH_WRITTEN_BYTES, &read.written_bytes},
        {BUSY_MINUTES, minute_ns, CPROBE_HEALTH_BUSY, &read.busy_ns},
        {POWER_ON_HOURS, minute_ns * 60, CPROBE_HEALTH_POWER_ON, &read.power_on_ns},
        {POWER_CYCLES, 1, CPROBE_HEALTH_POWER_CYCLES, &read.power_cycles},
        {UNSAFE_SHUTDOWNS, 1, CPROBE_HEALTH_UNSAFE_SHUTDOWNS, &read.unsafe_shutdowns},
        {MEDIA_ERRORS, 1, CPROBE_HEALTH_MEDIA_ERRORS, &read.media_errors},
        {ERROR_LOG_ENTRIES, 1, CPROBE_HEALTH_ERROR_LOG, &read.error_log_entries},
    };
    for (size_t index = 0; index < sizeof counters / sizeof counters[0]; index += 1) {
        if (take(bytes, counters[index].offset, counters[index].unit, counters[index].number)) {
            cprobe_set(fields, counters[index].field);
        }
    }
    read.critical_warning = byte_at(bytes, WARNING);
    read.spare_percent = byte_at(bytes, SPARE);
    read.spare_threshold_percent = byte_at(bytes, SPARE_THRESHOLD);
    read.used_percent = byte_at(bytes, USED);
    cprobe_set(fields, CPROBE_HEALTH_WARNING);
    cprobe_set(fields, CPROBE_HEALTH_SPARE);
    cprobe_set(fields, CPROBE_HEALTH_SPARE_THRESHOLD);
    cprobe_set(fields, CPROBE_HEALTH_USED);
    const unsigned kelvins = byte_at(bytes, KELVINS) | byte_at(bytes, KELVINS + 1) << 8;
    if (kelvins != 0) {
        read.temperature_millicelsius = (int32_t)(kelvins * 1000) - ZERO_CELSIUS_MILLIKELVINS;
        cprobe_set(fields, CPROBE_HEALTH_TEMPERATURE);
    }
    *health = read;
    return CPROBE_OK;
}
