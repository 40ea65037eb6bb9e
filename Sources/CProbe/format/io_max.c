// io.max (cgroup v2): the I/O limits of a cgroup for each block device.
// Sample: written by hand.
//
//     8:16 rbps=2097152 wbps=max riops=max wiops=120
//
//     file   = line*
//     line   = device (" " name "=" ("max" | digits))* "\n"
//     device = major ":" minor
//     name   = "rbps" | "wbps"        bytes per second
//            | "riops" | "wiops"      operations per second
//
// Devices without a limit have no line. Unknown names are skipped; a bad number or device makes its
// line malformed. Streams. tg_prfill_limit(), block/blk-throttle.c.

#include "../text/number.h"
#include "io_files.h"

bool cp_device_take(cp_span *line, cp_device *device) {
    uint64_t major = 0;
    uint64_t minor = 0;
    cp_span rest = *line;
    if (!cp_take_u64(&rest, &major) || !cp_take_byte(&rest, ':') ||
        !cp_take_u64_word(&rest, &minor) || major > UINT32_MAX || minor > UINT32_MAX) {
        return false;
    }
    *line = rest;
    *device = (cp_device){(uint32_t)major, (uint32_t)minor};
    return true;
}

bool cp_io_max_parse(cp_span line, cp_line_end end, cp_device *device,
                     cp_limit_value limits[CPROBE_DEVICE_LIMITS]) {
    static const char *const names[CPROBE_DEVICE_LIMITS] = {
        [CPROBE_DEVICE_READ_BYTES] = "rbps",
        [CPROBE_DEVICE_WRITE_BYTES] = "wbps",
        [CPROBE_DEVICE_READS] = "riops",
        [CPROBE_DEVICE_WRITES] = "wiops",
    };
    if (end != CP_LINE_WHOLE || !cp_device_take(&line, device)) {
        return false;
    }
    memset(limits, 0, CPROBE_DEVICE_LIMITS * sizeof limits[0]);
    for (cp_span word = cp_take_word(&line); word.length != 0; word = cp_take_word(&line)) {
        bool has_value = false;
        const cp_span name = cp_take_until(&word, '=', &has_value);
        for (unsigned index = 0; index < CPROBE_DEVICE_LIMITS; index += 1) {
            if (!cp_span_equal(name, cp_span_of(names[index]))) {
                continue;
            }
            if (!has_value || (!cp_span_equal(word, cp_span_make("max", 3)) &&
                               !cp_parse_u64(word, &limits[index].value))) {
                return false;
            }
            limits[index].is_limited = !cp_span_equal(word, cp_span_make("max", 3));
        }
    }
    return true;
}
