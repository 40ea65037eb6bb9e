#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "../failure.h"
#include "../format/hwmon.h"
#include "../format/power_files.h"
#include "../include/cprobe/power.h"
#include "../source/child.h"
#include "../source/descriptor.h"
#include "collector_state.h"
#include "device_list.h"

static const char supplies_path[] = "/sys/class/power_supply";
static const char zones_path[] = "/sys/class/powercap";
static const char cooling_path[] = "/sys/class/thermal";

static bool is_zone(cp_span name) {
    return memchr(name.bytes, ':', name.length) != NULL;
}

static bool is_cooling_device(cp_span name) {
    uint32_t number = 0;
    return cp_numbered_name_parse(name, "cooling_device", &number);
}

static void build_path(const char *class_path, const cprobe_device_name *name, const char *file,
                       cp_build *path) {
    cp_build_add(path, cp_span_of(class_path));
    cp_build_add(path, cp_span_of("/"));
    cp_build_add(path, cp_span_make(name->bytes, name->length));
    cp_build_add(path, cp_span_of("/"));
    cp_build_add(path, cp_span_of(file));
}

static void supply_path(const void *context, size_t device, unsigned file, cp_build *path) {
    const cprobe_power_supply *supplies = context;
    build_path(supplies_path, &supplies[device].name, cp_power_supply_files[file].file, path);
}

static void zone_path(const void *context, size_t device, unsigned file, cp_build *path) {
    const cprobe_energy_zone *zones = context;
    build_path(zones_path, &zones[device].name, cp_energy_zone_files[file].file, path);
}

static void cooling_path_of(const void *context, size_t device, unsigned file, cp_build *path) {
    const cprobe_cooling_device *devices = context;
    build_path(cooling_path, &devices[device].name, cp_cooling_device_files[file].file, path);
}

// Notes a text that violates its format.
static void note(cprobe_result result, cprobe_failure failure, cprobe_failure *first) {
    if (result != CPROBE_OK && first->code == CPROBE_OK) {
        *first = failure;
    }
}

static void store_supply(void *context, size_t device, unsigned file,
                         const cp_device_answer *read) {
    cprobe_power_supply *supply = (cprobe_power_supply *)context + device;
    const cp_device_file *what = &cp_power_supply_files[file];
    cprobe_failure failure = {.code = CPROBE_OK};
    cp_device_note(what, read, &supply->failure);
    if (read->result == CPROBE_OK) {
        note(cprobe_power_supply_parse(what->file, read->text.bytes, read->text.length, supply,
                                       &failure),
             failure, &supply->failure);
    }
}

static void store_zone(void *context, size_t device, unsigned file,
                       const cp_device_answer *read) {
    cprobe_energy_zone *zone = (cprobe_energy_zone *)context + device;
    const cp_device_file *what = &cp_energy_zone_files[file];
    cprobe_failure failure = {.code = CPROBE_OK};
    cp_device_answer counter = *read;
    if (what->field == CPROBE_ENERGY_ZONE_ENERGY && read->result == CPROBE_NOT_FOUND) {
        counter.result = CPROBE_GONE; // Every zone has a counter; containers hide it.
    }
    cp_device_note(what, &counter, &zone->failure);
    if (read->result == CPROBE_OK) {
        note(cprobe_energy_zone_parse(what->file, read->text.bytes, read->text.length, zone,
                                      &failure),
             failure, &zone->failure);
    }
}

static void store_cooling(void *context, size_t device, unsigned file,
                          const cp_device_answer *read) {
    cprobe_cooling_device *item = (cprobe_cooling_device *)context + device;
    const cp_device_file *what = &cp_cooling_device_files[file];
    cprobe_failure failure = {.code = CPROBE_OK};
    cp_device_note(what, read, &item->failure);
    if (read->result == CPROBE_OK) {
        note(cprobe_cooling_device_parse(what->file, read->text.bytes, read->text.length, item,
                                         &failure),
             failure, &item->failure);
    }
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

static void read_supplies(cp_collector *state, cprobe_power_lists *lists, int64_t end_ms,
                          cprobe_failures *failures) {
    const cp_device_list list = {supplies_path, NULL, lists->supplies,
                                 sizeof(cprobe_power_supply), offsetof(cprobe_power_supply, name),
                                 lists->supply_capacity, CPROBE_POWER_DEVICES};
    lists->supply_count = cp_device_list_read(&state->reader, &list, failures);
    const cp_device_files devices = {
        .context = lists->supplies, .count = least(lists->supply_count, lists->supply_capacity),
        .files = (unsigned)cp_power_supply_files_count, .wait_ms = CPROBE_POWER_WAIT_MS,
        .end_ms = end_ms, .path = supply_path, .store = store_supply};
    cp_device_files_read(&state->reader.root, &state->blocked, &devices, failures);
    for (size_t each = 0; each < devices.count; each += 1) {
        cprobe_power_supply_complete(&lists->supplies[each]);
    }
}

static void read_zones(cp_collector *state, cprobe_power_lists *lists, int64_t end_ms,
                       cprobe_failures *failures) {
    const cp_device_list list = {zones_path, is_zone, lists->zones, sizeof(cprobe_energy_zone),
                                 offsetof(cprobe_energy_zone, name), lists->zone_capacity,
                                 CPROBE_POWER_DEVICES};
    lists->zone_count = cp_device_list_read(&state->reader, &list, failures);
    const cp_device_files devices = {
        .context = lists->zones, .count = least(lists->zone_count, lists->zone_capacity),
        .files = (unsigned)cp_energy_zone_files_count, .wait_ms = CPROBE_POWER_WAIT_MS,
        .end_ms = end_ms, .path = zone_path, .store = store_zone};
    cp_device_files_read(&state->reader.root, &state->blocked, &devices, failures);
}

static void read_cooling_devices(cp_collector *state, cprobe_power_lists *lists, int64_t end_ms,
                                 cprobe_failures *failures) {
    const cp_device_list list = {cooling_path, is_cooling_device, lists->cooling_devices,
                                 sizeof(cprobe_cooling_device),
                                 offsetof(cprobe_cooling_device, name),
                                 lists->cooling_device_capacity, CPROBE_POWER_DEVICES};
    lists->cooling_device_count = cp_device_list_read(&state->reader, &list, failures);
    const cp_device_files devices = {
        .context = lists->cooling_devices,
        .count = least(lists->cooling_device_count, lists->cooling_device_capacity),
        .files = (unsigned)cp_cooling_device_files_count, .wait_ms = CPROBE_POWER_WAIT_MS,
        .end_ms = end_ms, .path = cooling_path_of, .store = store_cooling};
    cp_device_files_read(&state->reader.root, &state->blocked, &devices, failures);
}

cprobe_result cprobe_power_read(cprobe_collector *collector, cprobe_power_parts parts,
                                cprobe_power *power, cprobe_power_lists *lists,
                                cprobe_failure *failure) {
    static const char classes[] = "/sys/class";
    if (collector == NULL || power == NULL || lists == NULL ||
        (lists->supplies == NULL && lists->supply_capacity != 0) ||
        (lists->zones == NULL && lists->zone_capacity != 0) ||
        (lists->cooling_devices == NULL && lists->cooling_device_capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "power", 0, 0);
    }
    cp_collector *state = cp_collector_of(collector);
    cprobe_power read = {.has_monotonic = false};
    const int64_t end_ms = cp_child_clock_ms() + CPROBE_POWERS_WAIT_MS;
    int directory = -1;
    lists->supply_count = 0;
    lists->zone_count = 0;
    lists->cooling_device_count = 0;
    const cprobe_result result =
        cp_root_open_directory(&state->reader.root, classes, classes, &directory, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cp_close(directory);
    // The time of the counters, before a battery can take long.
    if (parts == CPROBE_POWER_ALL) {
        read_zones(state, lists, end_ms, &read.failures);
    }
    read.has_monotonic = cp_reader_monotonic_ns(&state->reader, &read.monotonic_ns);
    read_supplies(state, lists, end_ms, &read.failures);
    if (parts == CPROBE_POWER_ALL) {
        read_cooling_devices(state, lists, end_ms, &read.failures);
    }
    *power = read;
    return CPROBE_OK;
}

#endif
