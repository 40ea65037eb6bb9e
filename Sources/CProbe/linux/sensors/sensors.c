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
    const size_t temperatures = r->lists->temperature_count;
    const bool is_fan = device >= temperatures;
    *kind = is_fan ? CP_HWMON_FAN : CP_HWMON_TEMPERATURE;
    return cp_sensor_at(r->lists, *kind, is_fan ? device - temperatures : device);
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

cprobe_result cprobe_sensors_read(cprobe_collector *collector, cprobe_sensors *sensors,
                                  cprobe_sensor_lists *lists, cprobe_failure *failure) {
    if (collector == NULL || sensors == NULL || lists == NULL ||
        (lists->temperatures == NULL && lists->temperature_capacity != 0) ||
        (lists->fans == NULL && lists->fan_capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "sensors", 0, 0);
    }
    cp_collector *state = cp_collector_of(collector);
    cp_reader *reader = &state->reader;
    cprobe_sensors read = {0};
    const bool is_listed = cp_sensors_list(reader, lists, &read.failures);
    if (lists->temperature_count > lists->temperature_capacity ||
        lists->fan_count > lists->fan_capacity) {
        return cp_fail(failure, CPROBE_TOO_LARGE, "the lists of sensors", 0, 0);
    }
    reading r = {.lists = lists, .trip = {.is_known = false}};
    const cp_device_files devices = {
        .context = &r, .count = lists->temperature_count + lists->fan_count,
        .files = CP_SENSOR_FILES, .unread_file = CP_SENSOR_FILES,
        .wait_ms = CPROBE_SENSOR_WAIT_MS,
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
