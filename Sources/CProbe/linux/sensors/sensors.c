#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "../../failure.h"
#include "../../source/child.h"
#include "../collector_state.h"
#include "../device_files.h"
#include "files.h"
#include "list.h"
#include "throttling.h"

typedef struct reading {
    cprobe_sensor_lists *lists;
    cp_last_trip trip;
} reading;

// The devices of device_files.h are the sensors of all lists, one list after the other.
static cprobe_sensor *sensor_of(const reading *r, size_t device, cp_hwmon_kind *kind) {
    *kind = CP_HWMON_TEMPERATURE;
    cp_sensor_list list = cp_sensor_list_of(r->lists, *kind);
    while (device >= *list.count) {
        device -= *list.count;
        *kind = (cp_hwmon_kind)(*kind + 1);
        list = cp_sensor_list_of(r->lists, *kind);
    }
    return cp_sensor_at(&list, device);
}

static unsigned next_file(const void *context, size_t device, unsigned file) {
    cp_hwmon_kind kind;
    return cp_sensor_next_file(sensor_of(context, device, &kind), file);
}

static void build_path(const void *context, size_t device, unsigned file, cp_build *path) {
    cp_hwmon_kind kind;
    const cprobe_sensor *sensor = sensor_of(context, device, &kind);
    cp_sensor_path(kind, sensor, file, path);
}

static void store(void *context, size_t device, unsigned file, const cp_device_answer *answer) {
    reading *r = context;
    cp_hwmon_kind kind;
    cprobe_sensor *sensor = sensor_of(r, device, &kind);
    cp_sensor_store(kind, sensor, file == CP_SENSOR_FILES ? cp_sensor_input(sensor) : file, answer,
                    &r->trip);
}

// The chip or zone.
static uint64_t controller_of(const void *context, size_t device) {
    cp_hwmon_kind kind;
    const cprobe_sensor *sensor = sensor_of(context, device, &kind);
    return (uint64_t)sensor->source << 32 | sensor->device;
}

static bool are_valid(cprobe_sensor_lists *lists) {
    bool valid = true;
    for (unsigned kind = 0; kind < CP_HWMON_KINDS; kind += 1) {
        const cp_sensor_list list = cp_sensor_list_of(lists, (cp_hwmon_kind)kind);
        valid = valid && (list.items != NULL || list.capacity == 0);
    }
    return valid;
}

cprobe_result cprobe_sensors_read(cprobe_collector *collector, cprobe_sensors *sensors,
                                  cprobe_sensor_lists *lists, cprobe_failure *failure) {
    if (collector == NULL || sensors == NULL || lists == NULL || !are_valid(lists)) {
        return cp_fail(failure, CPROBE_INVALID, "sensors", 0, 0);
    }
    cp_collector *state = cp_collector_of(collector);
    cp_reader *reader = &state->reader;
    cprobe_sensors read = {0};
    const bool is_listed = cp_sensors_list(reader, lists, &read.failures);
    size_t count = 0;
    for (unsigned kind = 0; kind < CP_HWMON_KINDS; kind += 1) {
        const cp_sensor_list list = cp_sensor_list_of(lists, (cp_hwmon_kind)kind);
        if (*list.count > list.capacity) {
            return cp_fail(failure, CPROBE_TOO_LARGE, "the lists of sensors", 0, 0);
        }
        count += *list.count;
    }
    reading r = {.lists = lists, .trip = {.is_known = false}};
    const cp_device_files devices = {
        .context = &r, .count = count, .files = CP_SENSOR_FILES,
        .unread_file = CP_SENSOR_FILES, .wait_ms = CPROBE_SENSOR_WAIT_MS,
        .end_ms = cp_child_clock_ms() + CPROBE_SENSORS_WAIT_MS,
        .next = next_file, .path = build_path, .store = store, .controller = controller_of};
    cp_device_files_read(&reader->root, &state->blocked, &devices, &read.failures);
    cp_throttling_read(reader, &read.throttling, &read.failures);
    if (!is_listed && !cprobe_has_any(read.throttling.present_fields)) {
        return cp_fail_as(failure, &read.failures.items[0]);
    }
    read.has_monotonic = cp_reader_monotonic_ns(reader, &read.monotonic_ns);
    *sensors = read;
    return CPROBE_OK;
}

#endif
