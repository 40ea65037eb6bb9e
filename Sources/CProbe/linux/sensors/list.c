#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "list.h"

#include <unistd.h>

#include "../../failure.h"
#include "../../source/descriptor.h"
#include "../../source/directory.h"
#include "files.h"

static const char hwmon[] = "/sys/class/hwmon";
static const char thermal[] = "/sys/class/thermal";
static const char chip_source[] = "/sys/class/hwmon/hwmonN";
static const char zone_source[] = "/sys/class/thermal/thermal_zoneN";

// The most names read from one directory: a chip with 8,192 sensors has fewer. A captured root may
// have a directory without end.
enum { NAMES_READ = 1 << 17, LINK_BYTES = 256 };

// The numbers of the chips or of the zones, in ascending order.
typedef struct numbers {
    uint32_t count;
    uint32_t items[CPROBE_SENSOR_DEVICES];
} numbers;

typedef struct listing {
    cp_reader *reader;
    cprobe_sensor_lists *lists;
    cprobe_failures *failures;
    bool is_over; // There are more sensors than the maximum, and the failure was added.
} listing;

// Called with each name in a directory. False: stop.
typedef bool (*visitor)(void *context, cp_span name);

static void add_failure(listing *list, cprobe_result code, const char *source, int system_error) {
    cprobe_failure failure;
    (void)cp_fail(&failure, code, source, 0, system_error);
    cp_failures_add(list->failures, failure);
}

// Calls `visit` with each name in a directory. A missing directory is no failure.
static void look_through(listing *list, const char *path, const char *source, visitor visit,
                         void *context) {
    int descriptor = -1;
    cprobe_failure failure;
    const cprobe_result result =
        cp_directory_open(&list->reader->root, path, source, &descriptor, &failure);
    if (result != CPROBE_OK) {
        if (result != CPROBE_NOT_FOUND && result != CPROBE_GONE) {
            cp_failures_add(list->failures, failure);
        }
        return;
    }
    cp_directory directory =
        cp_directory_list(descriptor, cp_scratch(list->reader), CP_SCRATCH_BYTES);
    cp_span name;
    unsigned seen = 0;
    bool goes_on = true;
    while (goes_on && seen < NAMES_READ && cp_directory_next(&directory, &name)) {
        goes_on = visit(context, name);
        seen += 1;
    }
    const cprobe_result end = cp_result_of_errno(directory.system_error);
    if (seen == NAMES_READ) {
        add_failure(list, CPROBE_TOO_LARGE, source, 0);
    } else if (end != CPROBE_OK && end != CPROBE_NOT_FOUND && end != CPROBE_GONE) {
        add_failure(list, end, source, directory.system_error);
    }
    cp_close(descriptor);
}

// Inserts numbers in ascending order.
typedef struct number_search {
    listing *list;
    numbers *found;
    const char *prefix;
    const char *source;
} number_search;

static bool visit_device(void *context, cp_span name) {
    number_search *search = context;
    numbers *found = search->found;
    uint32_t number = 0;
    if (!cp_numbered_name_parse(name, search->prefix, &number)) {
        return true;
    }
    if (found->count == CPROBE_SENSOR_DEVICES) {
        add_failure(search->list, CPROBE_TOO_LARGE, search->source, 0);
        return false;
    }
    uint32_t position = found->count;
    while (position > 0 && found->items[position - 1] > number) {
        found->items[position] = found->items[position - 1];
        position -= 1;
    }
    found->items[position] = number;
    found->count += 1;
    return true;
}

static void find_devices(listing *list, const char *path, const char *prefix, numbers *found) {
    found->count = 0;
    number_search search = {list, found, prefix, path};
    look_through(list, path, path, visit_device, &search);
}

// Inserts a sensor into the sensors of its chip, which begin at `start`, ordered by number. NULL if
// it exceeds the capacity; it is counted nevertheless.
static cprobe_sensor *insert(listing *list, cp_hwmon_kind kind, size_t start, uint32_t index) {
    cprobe_sensor_lists *lists = list->lists;
    size_t *count = cp_sensor_count(lists, kind);
    if (*count == CPROBE_SENSORS_LISTED) {
        if (!list->is_over) {
            list->is_over = true;
            add_failure(list, CPROBE_TOO_LARGE, hwmon, 0);
        }
        return NULL;
    }
    *count += 1;
    const bool is_fan = kind == CP_HWMON_FAN;
    if (*count > (is_fan ? lists->fan_capacity : lists->temperature_capacity)) {
        return NULL;
    }
    size_t position = *count - 1;
    while (position > start && cp_sensor_at(lists, kind, position - 1)->index > index) {
        if (is_fan) {
            lists->fans[position] = lists->fans[position - 1];
        } else {
            lists->temperatures[position] = lists->temperatures[position - 1];
        }
        position -= 1;
    }
    if (is_fan) {
        lists->fans[position] = (cprobe_fan){0};
    } else {
        lists->temperatures[position] = (cprobe_temperature){0};
    }
    return cp_sensor_at(lists, kind, position);
}

typedef struct chip {
    listing *list;
    uint32_t device;
    size_t starts[2];   // Where its sensors begin, by kind.
    uint32_t in_device; // CP_SENSOR_IN_DEVICE, or 0.
    bool has_name;
} chip;

static bool visit_input(void *context, cp_span name) {
    chip *c = context;
    cp_hwmon_kind kind;
    cp_hwmon_file file;
    uint32_t index = 0;
    c->has_name = c->has_name || cp_span_equal(name, cp_span_of("name"));
    if (cp_hwmon_name_parse(name, &kind, &index, &file) && file == CP_HWMON_INPUT) {
        cprobe_sensor *sensor = insert(c->list, kind, c->starts[kind], index);
        if (sensor != NULL) {
            sensor->source = CPROBE_SENSOR_HWMON;
            sensor->device = c->device;
            sensor->index = index;
            sensor->files = c->in_device;
        }
    }
    return true;
}

// Returns the sensor of this chip with this number, or NULL.
static cprobe_sensor *find(const chip *c, cp_hwmon_kind kind, uint32_t index) {
    cprobe_sensor_lists *lists = c->list->lists;
    size_t low = c->starts[kind];
    size_t high = *cp_sensor_count(lists, kind);
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        cprobe_sensor *sensor = cp_sensor_at(lists, kind, middle);
        if (sensor->index == index) {
            return sensor;
        }
        if (sensor->index < index) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

static bool visit_file(void *context, cp_span name) {
    const chip *c = context;
    cp_hwmon_kind kind;
    cp_hwmon_file file;
    uint32_t index = 0;
    if (cp_hwmon_name_parse(name, &kind, &index, &file) && cp_sensor_wants(kind, file)) {
        cprobe_sensor *sensor = find(c, kind, index);
        if (sensor != NULL) {
            sensor->files |= (uint32_t)1 << file;
        }
    }
    return true;
}

static bool fits(const cprobe_sensor_lists *lists) {
    return lists->temperature_count <= lists->temperature_capacity &&
           lists->fan_count <= lists->fan_capacity;
}

// Whether this hwmon chip only mirrors a thermal zone (thermal_hwmon.c): its device is then the
// zone, or the first of several zones of one type.
static bool is_zone(listing *list, const char *path) {
    int directory = -1;
    if (cp_root_open_directory(&list->reader->root, path, path, &directory, NULL) !=
        CPROBE_OK) {
        return false;
    }
    char target[LINK_BYTES];
    const ssize_t length = readlinkat(directory, "device", target, sizeof target);
    cp_close(directory);
    cp_span rest = cp_span_make(target, length < 0 ? 0 : (size_t)length);
    cp_span last = rest;
    bool found = true;
    while (found) {
        last = cp_take_until(&rest, '/', &found);
    }
    uint32_t number = 0;
    return (size_t)length < sizeof target && cp_numbered_name_parse(last, "thermal_zone", &number);
}

static void list_chip(listing *list, uint32_t device) {
    char path[CP_SENSOR_PATH_BYTES];
    cp_build build = {path, sizeof path, 0, false};
    cp_build_add(&build, cp_span_of("/sys/class/hwmon/hwmon"));
    cp_build_add_number(&build, device);
    if (is_zone(list, path)) {
        return;
    }
    chip c = {list, device, {list->lists->temperature_count, list->lists->fan_count}, 0, false};
    look_through(list, path, chip_source, visit_input, &c);
    const bool has_none = list->lists->temperature_count == c.starts[CP_HWMON_TEMPERATURE] &&
                          list->lists->fan_count == c.starts[CP_HWMON_FAN];
    if (has_none && !c.has_name) {
        c.in_device = CP_SENSOR_IN_DEVICE;
        cp_build_add(&build, cp_span_of("/device"));
        look_through(list, path, chip_source, visit_input, &c);
    }
    if (fits(list->lists)) {
        look_through(list, path, chip_source, visit_file, &c);
    }
}

static bool visit_trip(void *context, cp_span name) {
    uint32_t *trips = context;
    uint32_t number = 0;
    if (cp_trip_name_parse(name, &number) && number < CP_TRIPS_READ && number >= *trips) {
        *trips = number + 1;
    }
    return true;
}

static void list_zone(listing *list, uint32_t device) {
    cprobe_sensor *sensor =
        insert(list, CP_HWMON_TEMPERATURE, list->lists->temperature_count, 0);
    if (sensor == NULL) {
        return;
    }
    char path[CP_SENSOR_PATH_BYTES];
    cp_build build = {path, sizeof path, 0, false};
    cp_build_add(&build, cp_span_of("/sys/class/thermal/thermal_zone"));
    cp_build_add_number(&build, device);
    sensor->source = CPROBE_SENSOR_THERMAL;
    sensor->device = device;
    look_through(list, path, zone_source, visit_trip, &sensor->files);
}

bool cp_sensors_list(cp_reader *reader, cprobe_sensor_lists *lists,
                     cprobe_failures *failures) {
    static const char classes[] = "/sys/class";
    int directory = -1;
    cprobe_failure failure;
    lists->temperature_count = 0;
    lists->fan_count = 0;
    if (cp_root_open_directory(&reader->root, classes, classes, &directory, &failure) !=
        CPROBE_OK) {
        cp_failures_add(failures, failure);
        return false;
    }
    cp_close(directory);
    listing list = {reader, lists, failures, false};
    numbers found;
    find_devices(&list, hwmon, "hwmon", &found);
    for (uint32_t each = 0; each < found.count; each += 1) {
        list_chip(&list, found.items[each]);
    }
    find_devices(&list, thermal, "thermal_zone", &found);
    for (uint32_t each = 0; each < found.count; each += 1) {
        list_zone(&list, found.items[each]);
    }
    return true;
}

#endif
