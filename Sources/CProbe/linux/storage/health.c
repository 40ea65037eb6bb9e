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

enum { PATH_BYTES = 128 };

static const char nvme_source[] = "/dev/nvmeN, log page 2";
static const char ata_source[] = "/dev/sdX, SMART";

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
static bool is_nvme(cp_span name) {
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

// Whether the kernel suspended a device, which would have to wake for a request.
static bool is_suspended(cp_reader *reader, const char *prefix, cp_span name, const char *source) {
    cp_span text;
    return read_file(reader, prefix, name, "/device/power/runtime_status", source, &text, NULL) ==
               CPROBE_OK &&
           (cp_span_equal(text, cp_span_of("suspended")) ||
            cp_span_equal(text, cp_span_of("suspending")));
}

// Whether the controller is connected, and not suspended.
static bool is_awake(cp_reader *reader, cp_span name) {
    static const char state[] = "/sys/class/nvme/nvmeN/state";
    cp_span text;
    if (read_file(reader, "/sys/class/nvme/", name, "/state", state, &text, NULL) == CPROBE_OK &&
        !cp_span_equal(text, cp_span_of("live"))) {
        return false;
    }
    return !is_suspended(reader, "/sys/class/nvme/", name,
                         "/sys/class/nvme/nvmeN/device/power/runtime_status");
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

// Reads the number of a device: PREFIX NAME "/dev".
static cprobe_result read_number(cp_reader *reader, const char *prefix, cp_span name,
                                 const char *source, cp_disk_node *node, cprobe_failure *failure) {
    cp_span text;
    const cprobe_result result = read_file(reader, prefix, name, "/dev", source, &text, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    uint64_t numbers[2];
    if (!cp_take_u64(&text, &numbers[0]) || !cp_take_byte(&text, ':') ||
        !cp_parse_u64(text, &numbers[1]) || numbers[0] > UINT32_MAX || numbers[1] > UINT32_MAX) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    node->major = (uint32_t)numbers[0];
    node->minor = (uint32_t)numbers[1];
    return CPROBE_OK;
}

static cprobe_result read_nvme(cp_collector *state, cp_span disk, cprobe_disk_health *health,
                               cprobe_failure *failure) {
    cp_reader *reader = &state->reader;
    controller found;
    cprobe_result result = find_controller(reader, disk, &found, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    char path[PATH_BYTES];
    cp_build build = {path, sizeof path, 0, false};
    cp_build_add(&build, cp_span_of("/dev/nvme"));
    cp_build_add_number(&build, found.number);
    cp_disk_node node = {.path = path, .is_block = false};
    result = read_number(reader, "/sys/class/nvme/", cp_span_of(path + strlen("/dev/")),
                         "/sys/class/nvme/nvmeN/dev", &node, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    char page[CP_DISK_PAGE_BYTES];
    result = cp_nvme_read_log(&state->disk_requests, &reader->root, node, page, nvme_source,
                              failure);
    return result == CPROBE_OK ? cprobe_nvme_health_parse(page, sizeof page, health, failure)
                               : result;
}

// The kernel's vendor of every ATA disk is "ATA", also behind a SAS adapter; a disk in a USB case
// has another.
static cprobe_result read_ata(cp_collector *state, cp_span disk, cprobe_disk_health *health,
                              cprobe_failure *failure) {
    cp_reader *reader = &state->reader;
    cp_span vendor;
    cprobe_result result = read_file(reader, "/sys/block/", disk, "/device/vendor",
                                     "/sys/block/NAME/device/vendor", &vendor, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cp_trim_blanks(&vendor);
    if (!cp_span_equal(vendor, cp_span_of("ATA")) ||
        is_suspended(reader, "/sys/block/", disk,
                     "/sys/block/NAME/device/power/runtime_status")) {
        return cp_fail(failure, CPROBE_NOT_FOUND, ata_source, 0, 0);
    }
    char path[PATH_BYTES];
    cp_build build = {path, sizeof path, 0, false};
    cp_build_add(&build, cp_span_of("/dev/"));
    cp_build_add(&build, disk);
    if (build.is_full) {
        return cp_fail(failure, CPROBE_TOO_LARGE, ata_source, 0, 0);
    }
    cp_disk_node node = {.path = path, .is_block = true};
    result = read_number(reader, "/sys/block/", disk, "/sys/block/NAME/dev", &node, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cp_ata_answer answer;
    result = cp_ata_read_smart(&state->disk_requests, &reader->root, node, &answer, ata_source,
                               failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cprobe_disk_health read;
    result = cprobe_ata_smart_parse(answer.data, sizeof answer.data, &read, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    read.failure_predicted = answer.failure_predicted;
    cprobe_set(&read.present_fields, CPROBE_HEALTH_FAILURE_PREDICTED);
    if (answer.has_statistics) { // Without a failure: a page of another number is not this one.
        (void)cprobe_ata_statistics_parse(answer.statistics, sizeof answer.statistics, &read, NULL);
    }
    *health = read;
    return CPROBE_OK;
}

cprobe_result cprobe_disk_health_read(cprobe_collector *collector, const char *name,
                                      size_t name_length, cprobe_disk_health *health,
                                      cprobe_failure *failure) {
    if (collector == NULL || health == NULL || name == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "storage", 0, 0);
    }
    cp_collector *state = cp_collector_of(collector);
    const cp_span disk = cp_span_make(name, name_length);
    const bool is_live = state->reader.root.kind != CPROBE_ROOT_CAPTURED;
    if (is_live && is_nvme(disk)) {
        return read_nvme(state, disk, health, failure);
    }
    cp_span rest = disk;
    if (is_live && cp_take_text(&rest, "sd")) {
        return read_ata(state, disk, health, failure);
    }
    return cp_fail(failure, CPROBE_NOT_FOUND, "storage", 0, 0);
}

#endif
