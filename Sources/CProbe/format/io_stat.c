// io.stat (cgroup v2): the I/O of a cgroup and its descendants on each block device.
// Sample: written by hand.
//
//     8:16 rbytes=1459200 wbytes=314773504 rios=192 wios=353 dbytes=0 dios=0
//     7:1 7:0 8:0 rbytes=4096 wbytes=0 rios=1 wios=0 dbytes=0 dios=0         5.15 to 5.18
//
//     file = line*
//     line = (device " ")* device (" " name "=" digits)* "\n"
//
// A device may have no numbers. Some kernels do not end the line of such a device: it is then
// followed by the next device, and the numbers are those of the last. Other names (of io.cost and
// io.latency) are skipped with their values. A wanted name with a bad number makes its line
// malformed. Streams. blkcg_print_one_stat(), block/blk-cgroup.c.

#include "../text/number.h"
#include "io_files.h"

bool cp_io_stat_parse(cp_span line, cp_line_end end, cp_device *device, cp_device_usage *usage) {
    static const char *const names[CP_DEVICE_USAGES] = {
        [CPROBE_DEVICE_USAGE_READ_BYTES] = "rbytes",
        [CPROBE_DEVICE_USAGE_WRITTEN_BYTES] = "wbytes",
        [CPROBE_DEVICE_USAGE_READS] = "rios",
        [CPROBE_DEVICE_USAGE_WRITES] = "wios",
        [CPROBE_DEVICE_USAGE_DISCARDED_BYTES] = "dbytes",
        [CPROBE_DEVICE_USAGE_DISCARDS] = "dios",
    };
    if (end != CP_LINE_WHOLE || !cp_device_take(&line, device)) {
        return false;
    }
    *usage = (cp_device_usage){0};
    cp_skip_blanks(&line);
    while (cp_device_take(&line, device)) {
        cp_skip_blanks(&line);
    }
    for (cp_span word = cp_take_word(&line); word.length != 0; word = cp_take_word(&line)) {
        bool has_value = false;
        const cp_span name = cp_take_until(&word, '=', &has_value);
        for (unsigned index = 0; index < CP_DEVICE_USAGES; index += 1) {
            if (!cp_span_equal(name, cp_span_of(names[index]))) {
                continue;
            }
            if (!has_value || !cp_parse_u64(word, &usage->values[index])) {
                return false;
            }
            cprobe_set(&usage->present_fields, index);
        }
    }
    return true;
}
