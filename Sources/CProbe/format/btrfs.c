// /sys/fs/btrfs/UUID/devinfo/ID/error_stats: errors of a device since they were last reset, kept
// over reboots.
// Sample: captured, debian-6.12-x86_64-storage.txt: /sys/fs/btrfs/*/error_stats
//
//     write_errs 0
//     read_errs 0
//     flush_errs 0
//     corruption_errs 0
//     generation_errs 0
//
//     line = name " " number
//
// Or the one line "invalid" before the numbers were loaded: then they are absent. Any other line is
// skipped. Since Linux 5.14. At most 5 × 32 bytes. btrfs_devinfo_error_stats_show(),
// fs/btrfs/sysfs.c.

#include "../failure.h"
#include "../fields/fields.h"
#include "../include/cprobe/storage.h"
#include "../text/lines.h"
#include "../text/number.h"

static const struct {
    const char *name;
    cprobe_btrfs_device_field field;
} rows[] = {
    {"write_errs", CPROBE_BTRFS_DEVICE_WRITE_ERRORS},
    {"read_errs", CPROBE_BTRFS_DEVICE_READ_ERRORS},
    {"flush_errs", CPROBE_BTRFS_DEVICE_FLUSH_ERRORS},
    {"corruption_errs", CPROBE_BTRFS_DEVICE_CORRUPTION_ERRORS},
    {"generation_errs", CPROBE_BTRFS_DEVICE_GENERATION_ERRORS},
};

cprobe_result cprobe_btrfs_errors_parse(const char *bytes, size_t length,
                                        cprobe_btrfs_device *device, cprobe_failure *failure) {
    static const char source[] = "/sys/fs/btrfs/UUID/devinfo/ID/error_stats";
    if (device == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cprobe_btrfs_device parsed = *device;
    cp_lines lines = cp_lines_of(bytes, length);
    cp_span line;
    cp_line_end end;
    for (size_t index = 0; index < sizeof rows / sizeof rows[0]; index += 1) {
        cprobe_clear(&parsed.present_fields, rows[index].field);
    }
    while (cp_lines_next(&lines, &line, &end)) {
        const cp_span name = cp_take_word(&line);
        uint64_t number = 0;
        cp_skip_blanks(&line);
        for (size_t index = 0; index < sizeof rows / sizeof rows[0]; index += 1) {
            if (!cp_span_equal(name, cp_span_of(rows[index].name))) {
                continue;
            }
            if (!cp_parse_u64(line, &number) || number > INT64_MAX) {
                return cp_fail(failure, CPROBE_MALFORMED, source, lines.number, 0);
            }
            memcpy((char *)&parsed + cp_btrfs_device_fields[rows[index].field].offset, &number,
                   sizeof number);
            cprobe_set(&parsed.present_fields, rows[index].field);
        }
    }
    *device = parsed;
    return CPROBE_OK;
}
