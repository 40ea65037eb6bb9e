#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "../../failure.h"
#include "../../include/cprobe/storage.h"
#include "../../text/build.h"
#include "../../text/number.h"
#include "../collector_state.h"

enum { HEALTH_PAGE = 2, PATH_BYTES = 128 };

static const char log_source[] = "/dev/nvmeN, log page 2";

// Reads PREFIX + NAME + SUFFIX.
static cprobe_result read_file(cp_reader *reader, const char *prefix, cp_span name,
                               const char *suffix, const char *source, cp_span *text,
                               cprobe_failure *failure) {
    char path[PATH_BYTES];
    cp_build build = {path, sizeof path, 0, false};
    cp_build_add(&build, cp_span_of(prefix));
    cp_build_add(&build, name);
    cp_build_add(&build, cp_span_of(suffix));
    if (build.is_full) {
        return cp_fail(failure, CPROBE_TOO_LARGE, source, 0, 0);
    }
    const cprobe_result result = cp_read_once(reader, path, source, text, failure);
    if (result == CPROBE_OK) {
        cp_trim_lines(text);
    }
    return result;
}

// The name of the controller: "nvme0" of the device "nvme0n1". False if the device is no NVMe disk.
static bool controller_of(cp_span device, cp_span *controller) {
    cp_span rest = device;
    uint64_t number = 0;
    if (!cp_take_text(&rest, "nvme") || !cp_take_u64(&rest, &number)) {
        return false;
    }
    *controller = cp_span_make(device.bytes, device.length - rest.length);
    return rest.length != 0 && rest.bytes[0] == 'n';
}

// With several paths to a disk, its number can be that of another controller: compares the serial
// numbers of both.
static cprobe_result check_serial(cp_reader *reader, cp_span device, cp_span controller,
                                  cprobe_failure *failure) {
    static const char source[] = "/sys/class/nvme/nvmeN/serial";
    char serial[CPROBE_STORAGE_TEXT_BYTES];
    cp_span text;
    cprobe_result result = read_file(reader, "/sys/block/", device, "/device/serial",
                                     "/sys/block/NAME/device/serial", &text, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    if (text.length > sizeof serial) {
        return cp_fail(failure, CPROBE_TOO_LARGE, source, 1, 0);
    }
    const size_t length = text.length;
    memcpy(serial, text.bytes, length);
    result = read_file(reader, "/sys/class/nvme/", controller, "/serial", source, &text, failure);
    if (result == CPROBE_OK && !cp_span_equal(text, cp_span_make(serial, length))) {
        result = cp_fail(failure, CPROBE_NOT_FOUND, source, 1, 0);
    }
    return result;
}

// A controller that the kernel suspended would have to wake for the request.
static bool is_suspended(cp_reader *reader, cp_span controller) {
    static const char source[] = "/sys/class/nvme/nvmeN/device/power/runtime_status";
    cp_span text;
    return read_file(reader, "/sys/class/nvme/", controller, "/device/power/runtime_status",
                     source, &text, NULL) == CPROBE_OK &&
           cp_span_equal(text, cp_span_of("suspended"));
}

cprobe_result cprobe_nvme_health_read(cprobe_collector *collector, const char *name,
                                      size_t name_length, cprobe_nvme_health *health,
                                      cprobe_failure *failure) {
    static const char dev[] = "/sys/class/nvme/nvmeN/dev";
    if (collector == NULL || health == NULL || name == NULL) {
        return cp_fail(failure, CPROBE_INVALID, log_source, 0, 0);
    }
    cp_collector *state = cp_collector_of(collector);
    cp_reader *reader = &state->reader;
    const cp_span device = cp_span_make(name, name_length);
    cp_span controller;
    cp_span text;
    if (!controller_of(device, &controller) || reader->root.kind == CPROBE_ROOT_CAPTURED) {
        return cp_fail(failure, CPROBE_NOT_FOUND, log_source, 0, 0);
    }
    cprobe_result result = check_serial(reader, device, controller, failure);
    if (result == CPROBE_OK && is_suspended(reader, controller)) {
        result = cp_fail(failure, CPROBE_NOT_FOUND, log_source, 0, 0);
    }
    if (result == CPROBE_OK) {
        result = read_file(reader, "/sys/class/nvme/", controller, "/dev", dev, &text, failure);
    }
    if (result != CPROBE_OK) {
        return result;
    }
    uint64_t numbers[2];
    if (!cp_take_u64(&text, &numbers[0]) || !cp_take_byte(&text, ':') ||
        !cp_parse_u64(text, &numbers[1]) || numbers[0] > UINT32_MAX || numbers[1] > UINT32_MAX) {
        return cp_fail(failure, CPROBE_MALFORMED, dev, 1, 0);
    }
    char path[PATH_BYTES];
    cp_build build = {path, sizeof path, 0, false};
    cp_build_add(&build, cp_span_of("/dev/"));
    cp_build_add(&build, controller);
    char page[CP_NVME_LOG_BYTES];
    result = build.is_full ? cp_fail(failure, CPROBE_TOO_LARGE, log_source, 0, 0)
                           : cp_nvme_read_log(&state->nvme, &reader->root, path,
                                              (uint32_t)numbers[0], (uint32_t)numbers[1],
                                              HEALTH_PAGE, page, log_source, failure);
    return result == CPROBE_OK
               ? cprobe_nvme_health_parse(page, sizeof page, health, failure)
               : result;
}

#endif
