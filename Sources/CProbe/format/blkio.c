// The files of blkio (cgroup v1): limits and I/O of block devices.
// Sample: written by hand.
//
//     8:16 2097152                     blkio.throttle.read_bps_device and its three neighbours
//
//     8:16 Read 1459200                blkio.throttle.io_service_bytes, blkio.throttle.io_serviced
//     8:16 Write 314773504
//     8:16 Sync 1459200                also Async, Discard, Total
//     Total 316232704
//
//     limit = major ":" minor " " digits "\n"                bytes or operations per second
//     use   = major ":" minor " " word " " digits "\n"       bytes or operations
//           | "Total " digits "\n"                           skipped
//
// Devices without a limit have no line. Streams.
// tg_prfill_conf_u64(), tg_print_rwstat(), block/blk-throttle.c.

#include "../text/number.h"
#include "io_files.h"

bool cp_blkio_limit_parse(cp_span line, cp_line_end end, cp_device *device, uint64_t *limit) {
    return end == CP_LINE_WHOLE && cp_device_take(&line, device) &&
           cp_take_u64_word(&line, limit) &&
           line.length == 0;
}

bool cp_blkio_use_parse(cp_span line, cp_line_end end, cp_device *device, cp_blkio_use *use,
                        uint64_t *number) {
    if (cp_span_starts(line, cp_span_of("Total "))) {
        *use = CP_BLKIO_OTHER;
        return end == CP_LINE_WHOLE;
    }
    if (end != CP_LINE_WHOLE || !cp_device_take(&line, device)) {
        return false;
    }
    const cp_span word = cp_take_word(&line);
    *use = cp_span_equal(word, cp_span_of("Read"))      ? CP_BLKIO_READ
           : cp_span_equal(word, cp_span_of("Write"))   ? CP_BLKIO_WRITE
           : cp_span_equal(word, cp_span_of("Discard")) ? CP_BLKIO_DISCARD
                                                        : CP_BLKIO_OTHER;
    return cp_take_u64_word(&line, number) && line.length == 0;
}
