#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "../../failure.h"
#include "../../format/block_device.h"
#include "../../include/cprobe/storage.h"
#include "../../text/build.h"
#include "../../text/number.h"
#include "../collector_state.h"
#include "files.h"

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

// The number of the controller "nvme0", whose name has nothing else.
static bool take_controller(cp_span name, uint64_t *number) {
    return cp_take_text(&name, "nvme") && cp_parse_u64(name, number);
}

// Whether this is an NVMe disk: "nvme0n1". "nvme0c1n1" is one path to a disk.
static bool is_disk(cp_span name) {
    uint64_t number = 0;
    return cp_take_text(&name, "nvme") && cp_take_u64(&name, &number) && name.length != 0 &&
           name.bytes[0] == 'n';
}

// A controller of a disk.
typedef struct controller {
    cp_reader *reader;
    uint64_t number;
    bool is_found;
} controller;

// Whether the controller is connected, and not suspended: then it would have to wake for a request.
static bool is_awake(cp_reader *reader, cp_span name) {
    static const char state[] = "/sys/class/nvme/nvmeN/state";
    static const char power[] = "/sys/class/nvme/nvmeN/device/power/runtime_status";
    cp_span text;
    if (read_file(reader, "/sys/class/nvme/", name, "/state", state, &text, NULL) == CPROBE_OK &&
        !cp_span_equal(text, cp_span_of("live"))) {
        return false;
    }
    return read_file(reader, "/sys/class/nvme/", name, "/device/power/runtime_status", power, &text,
                     NULL) != CPROBE_OK ||
           !(cp_span_equal(text, cp_span_of("suspended")) ||
             cp_span_equal(text, cp_span_of("suspending")));
}

// Finds the first controller that is awake among those of a subsystem.
static void add_controller(void *context, cp_span name) {
    controller *found = context;
    uint64_t number = 0;
    if (take_controller(name, &number) && (!found->is_found || number < found->number) &&
        is_awake(found->reader, name)) {
        found->number = number;
        found->is_found = true;
    }
}

// Finds the controller of a disk: a link in the directory of the subsystem to which the disk
// belongs, or that directory itself, by the name in its uevent. The numbers of the disk and of its
// controllers can differ.
static cprobe_result find_controller(cp_reader *reader, cp_span disk, controller *found,
                                     cprobe_failure *failure) {
    static const char directory[] = "/sys/block/NAME/device";
    static const char source[] = "/sys/block/NAME/device/uevent";
    char path[PATH_BYTES];
    cp_build build = {path, sizeof path, 0, false};
    cp_build_add(&build, cp_span_of("/sys/block/"));
    cp_build_add(&build, disk);
    cp_build_add(&build, cp_span_of("/device"));
    cprobe_failure lost = {CPROBE_TOO_LARGE, 0, 0, directory};
    *found = (controller){.reader = reader};
    if (build.is_full ||
        !cp_storage_list(reader, path, directory, add_controller, found, &lost)) {
        return cp_fail_as(failure, &lost);
    }
    if (found->is_found) {
        return CPROBE_OK;
    }
    cp_span text;
    const cprobe_result result =
        read_file(reader, "/sys/block/", disk, "/device/uevent", source, &text, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    char name[CPROBE_BLOCK_NAME_BYTES];
    const cp_span own = cp_uevent_name(text);
    if (!take_controller(own, &found->number) || own.length > sizeof name) {
        return cp_fail(failure, CPROBE_NOT_FOUND, source, 0, 0);
    }
    memcpy(name, own.bytes, own.length); // The next file is read into the same buffer.
    found->is_found = is_awake(reader, cp_span_make(name, own.length));
    return found->is_found ? CPROBE_OK : cp_fail(failure, CPROBE_NOT_FOUND, source, 0, 0);
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
    const cp_span disk = cp_span_make(name, name_length);
    if (!is_disk(disk) || reader->root.kind == CPROBE_ROOT_CAPTURED) {
        return cp_fail(failure, CPROBE_NOT_FOUND, log_source, 0, 0);
    }
    controller found;
    cprobe_result result = find_controller(reader, disk, &found, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    char path[PATH_BYTES];
    cp_build build = {path, sizeof path, 0, false};
    cp_build_add(&build, cp_span_of("/dev/nvme"));
    cp_build_add_number(&build, found.number);
    cp_span text;
    result = read_file(reader, "/sys/class/nvme/", cp_span_of(path + strlen("/dev/")), "/dev", dev,
                       &text, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    uint64_t numbers[2];
    if (!cp_take_u64(&text, &numbers[0]) || !cp_take_byte(&text, ':') ||
        !cp_parse_u64(text, &numbers[1]) || numbers[0] > UINT32_MAX || numbers[1] > UINT32_MAX) {
        return cp_fail(failure, CPROBE_MALFORMED, dev, 1, 0);
    }
    char page[CP_NVME_LOG_BYTES];
    result = cp_nvme_read_log(&state->nvme, &reader->root, path, (uint32_t)numbers[0],
                              (uint32_t)numbers[1], HEALTH_PAGE, page, log_source, failure);
    return result == CPROBE_OK
               ? cprobe_nvme_health_parse(page, sizeof page, health, failure)
               : result;
}

#endif
