#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "list.h"

#include "../../failure.h"
#include "../../source/descriptor.h"
#include "../../source/directory.h"
#include "../device_list.h"
#include "files.h"

static const char hwmon[] = "/sys/class/hwmon";
static const char thermal[] = "/sys/class/thermal";
static const char chip_source[] = "/sys/class/hwmon/hwmonN";
static const char zone_source[] = "/sys/class/thermal/thermal_zoneN";

// The most names read from one directory: a chip with 8,192 sensors has fewer. A captured root may
// have a directory without end.
enum { NAMES_READ = 1 << 17 };

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
    const cp_sensor_list items = cp_sensor_list_of(list->lists, kind);
    if (*items.count == CPROBE_SENSORS_LISTED) {
        if (!list->is_over) {
            list->is_over = true;
            add_failure(list, CPROBE_TOO_LARGE, hwmon, 0);
        }
        return NULL;
    }
    *items.count += 1;
    if (*items.count > items.capacity) {
        return NULL;
    }
    size_t position = *items.count - 1;
    while (position > start && cp_sensor_at(&items, position - 1)->index > index) {
        memcpy(cp_sensor_at(&items, position), cp_sensor_at(&items, position - 1),
               items.item_bytes);
        position -= 1;
    }
    cprobe_sensor *sensor = cp_sensor_at(&items, position);
    memset(sensor, 0, items.item_bytes);
    return sensor;
}

typedef struct chip {
    listing *list;
    uint32_t device;
    cprobe_device_text name;
    size_t starts[CP_HWMON_KINDS]; // Where its sensors begin, by kind.
    uint32_t in_device; // CP_SENSOR_IN_DEVICE, or 0.
    bool has_name;      // The chip's directory has the file with its name.
} chip;

// Returns the sensor of this chip with this number, or NULL.
static cprobe_sensor *find(const chip *c, cp_hwmon_kind kind, uint32_t index) {
    const cp_sensor_list items = cp_sensor_list_of(c->list->lists, kind);
    size_t low = c->starts[kind];
    size_t high = *items.count < items.capacity ? *items.count : items.capacity;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        cprobe_sensor *sensor = cp_sensor_at(&items, middle);
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

// A sensor has a measured value, or an average of it, or both. If the list is full, a sensor with
// both is counted twice.
static bool visit_input(void *context, cp_span name) {
    chip *c = context;
    cp_hwmon_kind kind;
    cp_hwmon_file file;
    uint32_t index = 0;
    c->has_name = c->has_name || cp_span_equal(name, cp_span_of("name"));
    if (!cp_hwmon_name_parse(name, &kind, &index, &file) ||
        (file != CP_HWMON_INPUT && file != CP_HWMON_AVERAGE) || !cp_sensor_wants(kind, file) ||
        find(c, kind, index) != NULL) {
        return true;
    }
    cprobe_sensor *sensor = insert(c->list, kind, c->starts[kind], index);
    if (sensor != NULL) {
        sensor->source = CPROBE_SENSOR_HWMON;
        sensor->device = c->device;
        sensor->device_name = c->name;
        sensor->index = index;
        sensor->files = c->in_device;
    }
    return true;
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

static size_t count_of(const chip *c, cp_hwmon_kind kind) {
    return *cp_sensor_list_of(c->list->lists, kind).count;
}

static bool fits(cprobe_sensor_lists *lists) {
    bool fits = true;
    for (unsigned kind = 0; kind < CP_HWMON_KINDS; kind += 1) {
        const cp_sensor_list items = cp_sensor_list_of(lists, (cp_hwmon_kind)kind);
        fits = fits && *items.count <= items.capacity;
    }
    return fits;
}

// Finds the device of a chip: the last component of its link. If the chip is of a SCSI device
// ("1:0:0:0") or a PCI function ("0000:01:00.0"), the block device, NVMe controller or network
// interface of that device, if there is one.
static void find_name(cp_reader *reader, const char *path, cprobe_device_text *name) {
    static const char *const classes[] = {"/device/block", "/device/nvme", "/device/net"};
    enum { PCI_CLASSES = 1, CLASSES = sizeof classes / sizeof classes[0] };
    cp_device_link_read(reader, path, "device", name);
    const bool is_number = memchr(name->bytes, ':', name->length) != NULL;
    const bool is_pci = is_number && memchr(name->bytes, '.', name->length) != NULL;
    const unsigned end = is_pci ? CLASSES : is_number ? PCI_CLASSES : 0;
    for (unsigned each = is_pci ? PCI_CLASSES : 0; each < end; each += 1) {
        char bytes[CP_SENSOR_PATH_BYTES];
        cp_build below = {bytes, sizeof bytes, 0, false};
        cp_build_add(&below, cp_span_of(path));
        cp_build_add(&below, cp_span_of(classes[each]));
        if (cp_device_first_name(reader, bytes, name)) {
            return;
        }
    }
}

static void list_chip(listing *list, uint32_t device) {
    char path[CP_SENSOR_PATH_BYTES];
    cp_build build = {path, sizeof path, 0, false};
    cp_build_add(&build, cp_span_of("/sys/class/hwmon/hwmon"));
    cp_build_add_number(&build, device);
    chip c = {.list = list, .device = device};
    find_name(list->reader, path, &c.name);
    uint32_t zone = 0;
    if (cp_numbered_name_parse(cp_span_make(c.name.bytes, c.name.length), "thermal_zone", &zone)) {
        // The chip only mirrors a thermal zone (thermal_hwmon.c), or the first of several zones of
        // one type.
        return;
    }
    for (unsigned kind = 0; kind < CP_HWMON_KINDS; kind += 1) {
        c.starts[kind] = count_of(&c, (cp_hwmon_kind)kind);
    }
    look_through(list, path, chip_source, visit_input, &c);
    bool has_none = !c.has_name;
    for (unsigned kind = 0; kind < CP_HWMON_KINDS; kind += 1) {
        has_none = has_none && count_of(&c, (cp_hwmon_kind)kind) == c.starts[kind];
    }
    if (has_none) {
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
    for (unsigned kind = 0; kind < CP_HWMON_KINDS; kind += 1) {
        *cp_sensor_list_of(lists, (cp_hwmon_kind)kind).count = 0;
    }
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
