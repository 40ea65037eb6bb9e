// What an ATA disk says of its health: bytes, no text.
// Sample: written by hand.
//
// SMART READ DATA:
//
//     10 00 05 33 00 64 64 00  00 00 00 00 00 00 09 32 ...   revision, and the first attribute: 5
//
//     offset  bytes  meaning
//          0      2  revision of the structure, the maker's own
//          2    360  30 attributes of 12 bytes, in any order; number 0: none
//        511      1  checksum: the sum of all 512 bytes is 0
//
//     offset  bytes  of an attribute
//          0      1  number
//          1      2  flags
//          3      1  value that the maker normalized, from 1 to 253
//          4      1  the worst value so far
//          5      6  raw value
//
// The meaning of an attribute is the maker's, not the standard's. These are read as smartctl reads
// them unless its database knows a disk that differs:
//
//     number  raw value
//          5  reallocated sectors, in the low 2 bytes
//          9  hours powered on, in the low 3 bytes
//         12  power cycles
//        187  errors reported to the host as not correctable
//        190  temperature in degrees Celsius, in the low byte, signed; 194 likewise, and preferred
//        197  sectors pending to be reallocated
//        198  sectors found unreadable while the disk was idle
//        199  checksum errors of the interface
//
// An attribute that the disk does not have is absent. Makers put other numbers into the bytes above
// those named; a count of the others has 6 bytes.
//
// READ LOG EXT, log 4 (device statistics), page 7 (solid state device statistics):
//
//     01 00 07 00 00 00 00 00  0c 00 00 00 00 00 00 c0       header; 12% of the life used
//
//     offset  bytes  meaning
//          0      2  revision
//          2      1  number of the page
//          8      1  percentage used, by the maker's estimate; can exceed 100
//         15      1  flags of that number: bit 7 supported, bit 6 valid
//
// All numbers are little-endian. ATA Command Set, "SMART READ DATA" and "Device Statistics log".

#include "../failure.h"
#include "../include/cprobe/storage.h"

enum {
    ATTRIBUTES = 2,
    ATTRIBUTE_COUNT = 30,
    ATTRIBUTE_BYTES = 12,
    RAW = 5,
    REALLOCATED = 5,
    POWER_ON_HOURS = 9,
    POWER_CYCLES = 12,
    REPORTED_UNCORRECTABLE = 187,
    AIRFLOW_TEMPERATURE = 190,
    TEMPERATURE = 194,
    PENDING = 197,
    OFFLINE_UNCORRECTABLE = 198,
    INTERFACE_ERRORS = 199,
    PAGE_NUMBER = 2,
    SOLID_STATE_PAGE = 7,
    USED = 8,
    USED_FLAGS = 15,
    SUPPORTED_AND_VALID = 0xc0
};

static const uint64_t hour_ns = UINT64_C(3600000000000);

static unsigned byte_at(const char *bytes, size_t offset) {
    return (unsigned char)bytes[offset];
}

static uint64_t number_at(const char *bytes, size_t length) {
    uint64_t number = 0;
    for (size_t index = length; index > 0; index -= 1) {
        number = number << 8 | byte_at(bytes, index - 1);
    }
    return number;
}

static void take_attribute(unsigned number, const char *raw, cprobe_disk_health *health) {
    cprobe_presence *fields = &health->present_fields;
    switch (number) {
    case REALLOCATED:
        health->reallocated_sectors = number_at(raw, 2);
        cprobe_set(fields, CPROBE_HEALTH_REALLOCATED);
        return;
    case POWER_ON_HOURS:
        health->power_on_ns = number_at(raw, 3) * hour_ns;
        cprobe_set(fields, CPROBE_HEALTH_POWER_ON);
        return;
    case POWER_CYCLES:
        health->power_cycles = number_at(raw, 6);
        cprobe_set(fields, CPROBE_HEALTH_POWER_CYCLES);
        return;
    case REPORTED_UNCORRECTABLE:
        health->media_errors = number_at(raw, 6);
        cprobe_set(fields, CPROBE_HEALTH_MEDIA_ERRORS);
        return;
    case AIRFLOW_TEMPERATURE:
    case TEMPERATURE:
        if (number == TEMPERATURE || !cprobe_has(*fields, CPROBE_HEALTH_TEMPERATURE)) {
            health->temperature_millicelsius = (int32_t)(signed char)raw[0] * 1000;
            cprobe_set(fields, CPROBE_HEALTH_TEMPERATURE);
        }
        return;
    case PENDING:
        health->pending_sectors = number_at(raw, 6);
        cprobe_set(fields, CPROBE_HEALTH_PENDING);
        return;
    case OFFLINE_UNCORRECTABLE:
        health->uncorrectable_sectors = number_at(raw, 6);
        cprobe_set(fields, CPROBE_HEALTH_UNCORRECTABLE);
        return;
    case INTERFACE_ERRORS:
        health->interface_errors = number_at(raw, 6);
        cprobe_set(fields, CPROBE_HEALTH_INTERFACE_ERRORS);
        return;
    default: return;
    }
}

cprobe_result cprobe_ata_smart_parse(const char *bytes, size_t length, cprobe_disk_health *health,
                                     cprobe_failure *failure) {
    static const char source[] = "/dev/sdX, SMART";
    if (health == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    if (length < CPROBE_HEALTH_PAGE_BYTES) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    unsigned sum = 0;
    for (size_t index = 0; index < CPROBE_HEALTH_PAGE_BYTES; index += 1) {
        sum += byte_at(bytes, index);
    }
    if ((sum & 0xff) != 0) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    cprobe_disk_health read = {.present_fields = {{0, 0}}};
    for (size_t index = 0; index < ATTRIBUTE_COUNT; index += 1) {
        const char *attribute = bytes + ATTRIBUTES + index * ATTRIBUTE_BYTES;
        take_attribute(byte_at(attribute, 0), attribute + RAW, &read);
    }
    *health = read;
    return CPROBE_OK;
}

cprobe_result cprobe_ata_statistics_parse(const char *bytes, size_t length,
                                          cprobe_disk_health *health, cprobe_failure *failure) {
    static const char source[] = "/dev/sdX, log 4, page 7";
    if (health == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    if (length < CPROBE_HEALTH_PAGE_BYTES || byte_at(bytes, PAGE_NUMBER) != SOLID_STATE_PAGE) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    if ((byte_at(bytes, USED_FLAGS) & SUPPORTED_AND_VALID) == SUPPORTED_AND_VALID) {
        health->used_percent = byte_at(bytes, USED);
        cprobe_set(&health->present_fields, CPROBE_HEALTH_USED);
    }
    return CPROBE_OK;
}
