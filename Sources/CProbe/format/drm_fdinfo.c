// /proc/PID/fdinfo/N of a DRM device: what a client uses of a GPU.
// Sample: written by hand.
//
//     drm-driver:	xe
//     drm-client-id:	3
//     drm-pdev:	0000:03:00.0
//     drm-total-vram0:	23992 KiB
//     drm-resident-vram0:	23992 KiB
//     drm-engine-render:	25662044495 ns
//     drm-cycles-rcs:	28257900
//     drm-total-cycles-rcs:	7655183225
//     drm-engine-capacity-vcs:	2
//     drm-maxfreq-fragment:	799999987 Hz
//
//     file   = (key ":" blanks value "\n")*
//     memory = digits [" KiB" | " MiB"]                     without a unit: bytes
//     time   = digits " ns";  frequency = digits " Hz" | " KHz" | " MHz"
//
// Keys are those of all drivers; keys of one driver are skipped. drm-memory-NAME of amdgpu is an
// older name of drm-resident-NAME. A line without its newline is ignored. Bounded by the caller's
// buffer: some 40 keys of at most 80 bytes. drm_show_fdinfo(), drivers/gpu/drm/drm_file.c;
// Documentation/gpu/drm-usage-stats.rst.

#include "../failure.h"
#include "../include/cprobe/process_lists.h"
#include "../text/number.h"

static const char source[] = "/proc/PID/fdinfo/N";

typedef enum value_unit { PLAIN, BYTES, NANOSECONDS, HERTZ } value_unit;

// The keys that end with the name of an engine or region. A key that begins as another does comes
// first.
static const struct {
    const char *start;
    bool is_engine;
    unsigned field;
    value_unit unit;
    size_t offset;
} keys[] = {
    {"drm-engine-capacity-", true, CPROBE_GPU_ENGINE_CAPACITY, PLAIN,
     offsetof(cprobe_gpu_engine, capacity)},
    {"drm-engine-", true, CPROBE_GPU_ENGINE_TIME, NANOSECONDS,
     offsetof(cprobe_gpu_engine, time_ns)},
    {"drm-cycles-", true, CPROBE_GPU_ENGINE_CYCLES, PLAIN, offsetof(cprobe_gpu_engine, cycles)},
    {"drm-total-cycles-", true, CPROBE_GPU_ENGINE_TOTAL_CYCLES, PLAIN,
     offsetof(cprobe_gpu_engine, total_cycles)},
    {"drm-maxfreq-", true, CPROBE_GPU_ENGINE_MAXIMUM, HERTZ,
     offsetof(cprobe_gpu_engine, maximum_hz)},
    {"drm-total-", false, CPROBE_GPU_REGION_TOTAL, BYTES,
     offsetof(cprobe_gpu_region, total_bytes)},
    {"drm-shared-", false, CPROBE_GPU_REGION_SHARED, BYTES,
     offsetof(cprobe_gpu_region, shared_bytes)},
    {"drm-resident-", false, CPROBE_GPU_REGION_RESIDENT, BYTES,
     offsetof(cprobe_gpu_region, resident_bytes)},
    {"drm-memory-", false, CPROBE_GPU_REGION_RESIDENT, BYTES,
     offsetof(cprobe_gpu_region, resident_bytes)},
    {"drm-purgeable-", false, CPROBE_GPU_REGION_PURGEABLE, BYTES,
     offsetof(cprobe_gpu_region, purgeable_bytes)},
    {"drm-active-", false, CPROBE_GPU_REGION_ACTIVE, BYTES,
     offsetof(cprobe_gpu_region, active_bytes)},
};

static void set_name(cprobe_gpu_name *name, cp_span text) {
    name->length = text.length < sizeof name->bytes ? (uint32_t)text.length
                                                    : (uint32_t)sizeof name->bytes;
    memset(name->bytes, 0, sizeof name->bytes);
    memcpy(name->bytes, text.bytes, name->length);
}

static bool has_name(const cprobe_gpu_name *name, cp_span text) {
    const size_t length = text.length < sizeof name->bytes ? text.length : sizeof name->bytes;
    return cp_span_equal(cp_span_make(name->bytes, name->length),
                         cp_span_make(text.bytes, length));
}

static bool is_same_name(const cprobe_gpu_name *a, const cprobe_gpu_name *b) {
    return has_name(a, cp_span_make(b->bytes, b->length));
}

// The factor of a unit; 0 if it is not one of the value.
static uint64_t factor_of(cp_span unit, value_unit wanted) {
    static const struct {
        const char *name;
        value_unit of;
        uint64_t factor;
    } units[] = {{"", PLAIN, 1},      {"", BYTES, 1},       {"KiB", BYTES, 1024},
                 {"MiB", BYTES, 1048576}, {"ns", NANOSECONDS, 1}, {"", HERTZ, 1},
                 {"Hz", HERTZ, 1},    {"KHz", HERTZ, 1000}, {"MHz", HERTZ, 1000000}};
    for (size_t index = 0; index < sizeof units / sizeof units[0]; index += 1) {
        if (units[index].of == wanted && cp_span_equal(unit, cp_span_of(units[index].name))) {
            return units[index].factor;
        }
    }
    return 0;
}

static bool parse_value(cp_span text, value_unit unit, uint64_t *value) {
    uint64_t number = 0;
    if (!cp_take_u64(&text, &number)) {
        return false;
    }
    cp_skip_blanks(&text);
    const uint64_t factor = factor_of(text, unit);
    if (factor == 0 || __builtin_mul_overflow(number, factor, &number) || number > INT64_MAX) {
        return false;
    }
    *value = number;
    return true;
}

// The next line with its newline, as key and value. False at the end.
static bool next_line(cp_span *text, cp_span *key, cp_span *value) {
    bool has_newline = false;
    *value = cp_take_until(text, '\n', &has_newline);
    if (!has_newline) {
        return false;
    }
    *key = cp_take_until(value, ':', NULL);
    cp_skip_blanks(value);
    cp_trim_blanks(value);
    return true;
}

// Parses what identifies the client. False without drm-driver.
static bool find_client(cp_span text, cprobe_gpu_client *client, cprobe_failures *failures) {
    cp_span key;
    cp_span value;
    for (uint32_t line = 1; next_line(&text, &key, &value); line += 1) {
        if (cp_span_equal(key, cp_span_of("drm-driver"))) {
            set_name(&client->driver, value);
        } else if (cp_span_equal(key, cp_span_of("drm-pdev"))) {
            set_name(&client->device, value);
        } else if (cp_span_equal(key, cp_span_of("drm-client-id"))) {
            client->has_id = cp_parse_u64(value, &client->id);
            if (!client->has_id) {
                cp_failures_add(failures,
                                (cprobe_failure){CPROBE_MALFORMED, line, 0, source});
            }
        }
    }
    return client->driver.length != 0;
}

// The same client in the list, by its id; NULL if there is none.
static cprobe_gpu_client *find_same(const cprobe_gpu_list *list, const cprobe_gpu_client *client) {
    const size_t listed = list->count < list->capacity ? list->count : list->capacity;
    for (size_t index = 0; index < listed && client->has_id; index += 1) {
        cprobe_gpu_client *other = &list->items[index];
        if (other->has_id && other->id == client->id &&
            is_same_name(&other->driver, &client->driver) &&
            is_same_name(&other->device, &client->device)) {
            return other;
        }
    }
    return NULL;
}

// The engine of this name of the client that is being added; NULL if it does not fit.
static cprobe_gpu_engine *find_engine(cprobe_gpu_list *list, size_t first, cp_span name) {
    for (size_t index = first; index < list->engine_count; index += 1) {
        if (index < list->engine_capacity && has_name(&list->engines[index].name, name)) {
            return &list->engines[index];
        }
    }
    list->engine_count += 1;
    if (list->engine_count > list->engine_capacity) {
        return NULL;
    }
    cprobe_gpu_engine *engine = &list->engines[list->engine_count - 1];
    *engine = (cprobe_gpu_engine){0};
    set_name(&engine->name, name);
    return engine;
}

static cprobe_gpu_region *find_region(cprobe_gpu_list *list, size_t first, cp_span name) {
    for (size_t index = first; index < list->region_count; index += 1) {
        if (index < list->region_capacity && has_name(&list->regions[index].name, name)) {
            return &list->regions[index];
        }
    }
    list->region_count += 1;
    if (list->region_count > list->region_capacity) {
        return NULL;
    }
    cprobe_gpu_region *region = &list->regions[list->region_count - 1];
    *region = (cprobe_gpu_region){0};
    set_name(&region->name, name);
    return region;
}

// Stores the number of a key with a name. False if it is malformed.
static bool store(cprobe_gpu_list *list, const cprobe_gpu_client *client, cp_span key,
                  cp_span value) {
    for (size_t index = 0; index < sizeof keys / sizeof keys[0]; index += 1) {
        cp_span name = key;
        uint64_t number = 0;
        if (!cp_take_text(&name, keys[index].start) || name.length == 0) {
            continue;
        }
        if (!parse_value(value, keys[index].unit, &number)) {
            return false;
        }
        void *target = NULL;
        cprobe_presence *fields = NULL;
        if (keys[index].is_engine) {
            cprobe_gpu_engine *engine = find_engine(list, client->first_engine, name);
            target = engine;
            fields = engine == NULL ? NULL : &engine->present_fields;
        } else {
            cprobe_gpu_region *region = find_region(list, client->first_region, name);
            target = region;
            fields = region == NULL ? NULL : &region->present_fields;
        }
        if (target != NULL) {
            memcpy((char *)target + keys[index].offset, &number, sizeof number);
            cprobe_set(fields, keys[index].field);
        }
        return true;
    }
    return true;
}

cprobe_result cprobe_gpu_parse(const char *bytes, size_t length, int32_t descriptor,
                               cprobe_gpu_list *list, cprobe_failures *failures,
                               cprobe_failure *failure) {
    if (list == NULL || failures == NULL || (bytes == NULL && length != 0) ||
        (list->items == NULL && list->capacity != 0) ||
        (list->engines == NULL && list->engine_capacity != 0) ||
        (list->regions == NULL && list->region_capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cprobe_gpu_client client = {.descriptor = descriptor, .descriptors = 1,
                                .first_engine = (uint32_t)list->engine_count,
                                .first_region = (uint32_t)list->region_count};
    cp_span text = cp_span_make(bytes, length);
    if (!find_client(text, &client, failures)) {
        return CPROBE_OK;
    }
    cprobe_gpu_client *same = find_same(list, &client);
    if (same != NULL) {
        same->descriptors += 1;
        same->descriptor = descriptor < same->descriptor ? descriptor : same->descriptor;
        return CPROBE_OK;
    }
    cp_span key;
    cp_span value;
    for (uint32_t line = 1; next_line(&text, &key, &value); line += 1) {
        if (!store(list, &client, key, value)) {
            cp_failures_add(failures, (cprobe_failure){CPROBE_MALFORMED, line, 0, source});
        }
    }
    client.engine_count = (uint32_t)list->engine_count - client.first_engine;
    client.region_count = (uint32_t)list->region_count - client.first_region;
    if (list->count < list->capacity) {
        list->items[list->count] = client;
    }
    list->count += 1;
    return CPROBE_OK;
}
