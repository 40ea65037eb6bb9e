#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "../failure.h"
#include "../format/drm_card.h"
#include "../format/hwmon.h"
#include "../include/cprobe/gpu.h"
#include "../source/child.h"
#include "../source/descriptor.h"
#include "../source/directory.h"
#include "collector_state.h"
#include "device_list.h"

enum { DIRECTORY_WORDS = 64 };

static const char class_path[] = "/sys/class/drm";

static bool is_card(cp_span name) {
    uint32_t number = 0;
    return cp_numbered_name_parse(name, "card", &number); // Not a connector, "card0-DP-1".
}

static cp_build start_path(char bytes[CP_DEVICE_PATH_BYTES], const cprobe_device_name *name,
                           const char *rest) {
    cp_build path = {bytes, CP_DEVICE_PATH_BYTES, 0, false};
    cp_build_add(&path, cp_span_of(class_path));
    cp_build_add(&path, cp_span_of("/"));
    cp_build_add(&path, cp_span_make(name->bytes, name->length));
    cp_build_add(&path, cp_span_of(rest));
    return path;
}

// Finds the sensor chip of a device: the lowest N of device/hwmon/hwmonN.
static uint32_t find_hwmon(cp_reader *reader, const cprobe_device_name *name) {
    char bytes[CP_DEVICE_PATH_BYTES];
    uint64_t entries[DIRECTORY_WORDS];
    uint32_t found = CPROBE_GPU_NO_HWMON;
    int descriptor = -1;
    cp_span entry;
    uint32_t number = 0;
    (void)start_path(bytes, name, "/device/hwmon");
    if (cp_directory_open(&reader->root, bytes, class_path, &descriptor, NULL) != CPROBE_OK) {
        return found;
    }
    cp_directory directory = cp_directory_list(descriptor, (char *)entries, sizeof entries);
    for (unsigned seen = 0; seen < CPROBE_GPUS_LISTED && cp_directory_next(&directory, &entry);
         seen += 1) {
        if (cp_numbered_name_parse(entry, "hwmon", &number) && number < found) {
            found = number;
        }
    }
    cp_close(descriptor);
    return found;
}

static const cp_device_file *file_of(unsigned file) {
    return file < cp_drm_card_files_count ? &cp_drm_card_files[file]
                                          : &cp_drm_hwmon_files[file - cp_drm_card_files_count];
}

static unsigned files_count(void) {
    return (unsigned)(cp_drm_card_files_count + cp_drm_hwmon_files_count);
}

static bool is_of_chip(unsigned file) {
    return file >= cp_drm_card_files_count;
}

static unsigned next_file(const void *context, size_t device, unsigned file) {
    const cprobe_gpu *gpu = (const cprobe_gpu *)context + device;
    return is_of_chip(file) && gpu->hwmon == CPROBE_GPU_NO_HWMON ? files_count() : file;
}

static void build_path(const void *context, size_t device, unsigned file, cp_build *path) {
    const cprobe_gpu *gpu = (const cprobe_gpu *)context + device;
    cp_build_add(path, cp_span_of(class_path));
    cp_build_add(path, cp_span_of("/"));
    cp_build_add(path, cp_span_make(gpu->name.bytes, gpu->name.length));
    if (is_of_chip(file)) {
        cp_build_add(path, cp_span_of("/device/hwmon/hwmon"));
        cp_build_add_number(path, gpu->hwmon);
    }
    cp_build_add(path, cp_span_of("/"));
    cp_build_add(path, cp_span_of(file_of(file)->file));
}

static void store(void *context, size_t device, unsigned file, const cp_device_answer *read) {
    cprobe_gpu *gpu = (cprobe_gpu *)context + device;
    const cp_device_file *what = file_of(file);
    cprobe_failure failure = {.code = CPROBE_OK};
    cp_device_note(what, read, &gpu->failure);
    if (read->result == CPROBE_OK &&
        cprobe_drm_card_parse(what->file, read->text.bytes, read->text.length, gpu, &failure) !=
            CPROBE_OK &&
        gpu->failure.code == CPROBE_OK) {
        gpu->failure = failure;
    }
}

// A device without runtime power management has no status, and does not sleep.
static bool goes_on(unsigned file, const cp_device_answer *read) {
    return file != CP_DRM_STATUS || read->result == CPROBE_NOT_FOUND ||
           (read->result == CPROBE_OK && cp_drm_is_awake(read->text));
}

cprobe_result cprobe_gpus_read(cprobe_collector *collector, cprobe_gpus *gpus, cprobe_gpu *items,
                               size_t capacity, size_t *count, cprobe_failure *failure) {
    static const char classes[] = "/sys/class";
    if (collector == NULL || gpus == NULL || count == NULL || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "gpu", 0, 0);
    }
    cp_collector *state = cp_collector_of(collector);
    cprobe_gpus read = {.has_monotonic = false};
    int directory = -1;
    const cprobe_result result =
        cp_root_open_directory(&state->reader.root, classes, classes, &directory, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cp_close(directory);
    const cp_device_list list = {class_path, is_card, items, sizeof(cprobe_gpu),
                                 offsetof(cprobe_gpu, name), capacity, CPROBE_GPUS_LISTED};
    *count = cp_device_list_read(&state->reader, &list, &read.failures);
    const size_t held = *count < capacity ? *count : capacity;
    for (size_t each = 0; each < held; each += 1) {
        const cprobe_device_name *name = &items[each].name;
        char path[CP_DEVICE_PATH_BYTES];
        (void)start_path(path, name, "");
        cp_device_link_read(&state->reader, path, "device", &items[each].bus_address);
        (void)start_path(path, name, "/device");
        cp_device_link_read(&state->reader, path, "driver", &items[each].driver);
        items[each].hwmon = find_hwmon(&state->reader, name);
    }
    const cp_device_files devices = {
        .context = items, .count = held, .files = files_count(), .wait_ms = CPROBE_GPU_WAIT_MS,
        .end_ms = cp_child_clock_ms() + CPROBE_GPUS_WAIT_MS, .next = next_file,
        .path = build_path, .store = store, .goes_on = goes_on};
    read.has_monotonic = cp_reader_monotonic_ns(&state->reader, &read.monotonic_ns);
    cp_device_files_read(&state->reader.root, &state->blocked, &devices, &read.failures);
    *gpus = read;
    return CPROBE_OK;
}

#endif
