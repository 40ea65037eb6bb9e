#include "harness.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// How the answer of one call is changed.
typedef enum change_kind {
    UNCHANGED = 0,
    FAILING, // By the errno `argument`.
    CUT,     // To `argument` bytes.
    LONGER,  // By `argument` bytes of zeros.
    CLAIMED, // The call says that it wrote more than the buffer holds.
    FILLED,  // With the byte `argument`.
    WORD     // The 32 bits at `offset` are `argument`.
} change_kind;

static struct {
    const recorded *item;
    change_kind kind;
    unsigned long argument, offset;
} change;
static const char *const change_names[] = {"unchanged", "failing", "cut",   "longer",
                                           "claimed",   "filled",  "word"};

static unsigned passed, failed;

void check(bool holds, const char *what) {
    if (holds) {
        passed += 1;
        return;
    }
    failed += 1;
    printf("failed: %s", what);
    if (change.item != NULL) {
        printf(" [%s: %s %lu at %lu]", change.item->call, change_names[change.kind],
               change.argument, change.offset);
    }
    printf("\n");
}

// Counts a failure only: what holds of each of many thousand readings is no check of its own.
static void hold(bool holds, const char *what) {
    if (!holds) {
        check(false, what);
    }
}

static void check_of(bool holds, const char *section, const char *what) {
    char text[256];
    snprintf(text, sizeof text, "%s: %s", section, what);
    check(holds, text);
}

int answer(const recorded *item, void *out, size_t *length) {
    if (item == NULL) {
        return ENOENT;
    }
    if ((item->flags & RECORDED_IS_GAP) != 0) {
        return ENXIO;
    }
    const bool is_changed = item == change.item;
    const change_kind kind = is_changed ? change.kind : UNCHANGED;
    if (kind == FAILING) {
        return (int)change.argument;
    }
    size_t size = kind == CUT      ? change.argument
                  : kind == LONGER ? item->length + change.argument
                                   : item->length;
    unsigned char *bytes = calloc(1, size + 1);
    memcpy(bytes, item->bytes, size < item->length ? size : item->length);
    if (kind == FILLED) {
        memset(bytes, (int)change.argument, size);
    } else if (kind == WORD) {
        const unsigned word = (unsigned)change.argument;
        memcpy(bytes + change.offset, &word, sizeof word);
    }
    int error = 0;
    if (out != NULL) {
        const size_t capacity = *length;
        memcpy(out, bytes, size < capacity ? size : capacity);
        error = size > capacity ? ENOMEM : 0;
        *length = kind == CLAIMED ? capacity + 4096 : size < capacity ? size : capacity;
    } else {
        *length = kind == CLAIMED ? SIZE_MAX / 2 : size;
    }
    free(bytes);
    return error;
}

const recorded *recorded_named(const char *call) {
    for (const recorded *item = port_recorded; item->call != NULL; item += 1) {
        if (strcmp(item->call, call) == 0) {
            return item;
        }
    }
    return NULL;
}

const recorded *recorded_numbered(const int *numbers, unsigned count) {
    for (const recorded *item = port_recorded; item->call != NULL; item += 1) {
        if (item->count == count && count != 0 &&
            memcmp(item->numbers, numbers, count * sizeof numbers[0]) == 0) {
            return item;
        }
    }
    return NULL;
}

static void note(readings *made, cprobe_failure failure) {
    if (failure.code == CPROBE_OK || failure.source == NULL) {
        return;
    }
    if (made->failed_count < 64) {
        snprintf(made->failed_sources[made->failed_count], 64, "%s", failure.source);
        made->failed_count += 1;
    }
}

static void note_all(readings *made, const cprobe_failures *failures) {
    for (unsigned index = 0; index < failures->count && index < CPROBE_FAILURES_LISTED;
         index += 1) {
        check(failures->items[index].code != CPROBE_OK && failures->items[index].source != NULL,
              "a failure has a code and a source");
        note(made, failures->items[index]);
    }
}

// Notes the result of a call. Unless it is OK, the failure says why.
static cprobe_result called(readings *made, const char *section, cprobe_result result,
                            cprobe_failure failure) {
    if (result != CPROBE_OK && result != CPROBE_UNSUPPORTED) {
        check_of(failure.code == result && failure.source != NULL && failure.source[0] != '\0',
                 section, "the failure says why");
        note(made, failure);
    }
    return result;
}

static void *array(size_t count, size_t size) {
    // Without a list, a pointer that must not be written to.
    return count == 0 ? NULL : malloc(count * size);
}

// The lists of sensors, which each have the cprobe_sensor of an item at its beginning.
enum { SENSOR_LISTS = 7 };
typedef struct sensor_list {
    cprobe_record record;
    const char *name;
    const char *items;
    size_t bytes, count, present_fields;
} sensor_list;

static void sensor_lists_of(const cprobe_sensor_lists *lists, sensor_list out[SENSOR_LISTS]) {
    const sensor_list all[SENSOR_LISTS] = {
        {CPROBE_RECORD_TEMPERATURE, "temperature", (const char *)lists->temperatures,
         sizeof(cprobe_temperature), lists->temperature_count,
         offsetof(cprobe_temperature, present_fields)},
        {CPROBE_RECORD_FAN, "fan", (const char *)lists->fans, sizeof(cprobe_fan), lists->fan_count,
         offsetof(cprobe_fan, present_fields)},
        {CPROBE_RECORD_VOLTAGE_SENSOR, "voltage", (const char *)lists->voltages,
         sizeof(cprobe_voltage_sensor), lists->voltage_count,
         offsetof(cprobe_voltage_sensor, present_fields)},
        {CPROBE_RECORD_CURRENT_SENSOR, "current", (const char *)lists->currents,
         sizeof(cprobe_current_sensor), lists->current_count,
         offsetof(cprobe_current_sensor, present_fields)},
        {CPROBE_RECORD_POWER_SENSOR, "power", (const char *)lists->powers,
         sizeof(cprobe_power_sensor), lists->power_count,
         offsetof(cprobe_power_sensor, present_fields)},
        {CPROBE_RECORD_ENERGY_SENSOR, "energy", (const char *)lists->energies,
         sizeof(cprobe_energy_sensor), lists->energy_count,
         offsetof(cprobe_energy_sensor, present_fields)},
        {CPROBE_RECORD_HUMIDITY_SENSOR, "humidity", (const char *)lists->humidities,
         sizeof(cprobe_humidity_sensor), lists->humidity_count,
         offsetof(cprobe_humidity_sensor, present_fields)},
    };
    memcpy(out, all, sizeof all);
}

static void made_sensors(readings *made, size_t capacity, cprobe_collector *collector) {
    cprobe_sensor_lists *lists = &made->sensor_lists;
    cprobe_failure failure;
    lists->temperatures = array(capacity, sizeof lists->temperatures[0]);
    lists->fans = array(capacity, sizeof lists->fans[0]);
    lists->voltages = array(capacity, sizeof lists->voltages[0]);
    lists->currents = array(capacity, sizeof lists->currents[0]);
    lists->powers = array(capacity, sizeof lists->powers[0]);
    lists->energies = array(capacity, sizeof lists->energies[0]);
    lists->humidities = array(capacity, sizeof lists->humidities[0]);
    lists->temperature_capacity = lists->fan_capacity = lists->voltage_capacity = capacity;
    lists->current_capacity = lists->power_capacity = lists->energy_capacity = capacity;
    lists->humidity_capacity = capacity;
    made->sensors_result =
        called(made, "sensors", cprobe_sensors_read(collector, &made->sensors, lists, &failure),
               failure);
    note_all(made, &made->sensors.failures);
    sensor_list all[SENSOR_LISTS];
    sensor_lists_of(lists, all);
    for (unsigned list = 0; made->sensors_result == CPROBE_OK && list < SENSOR_LISTS; list += 1) {
        for (size_t index = 0; index < all[list].count && index < capacity; index += 1) {
            const cprobe_sensor *sensor =
                (const cprobe_sensor *)(const void *)(all[list].items + index * all[list].bytes);
            note(made, sensor->failure);
            hold(sensor->chip_length <= CPROBE_SENSOR_NAME_BYTES &&
                     sensor->label_length <= CPROBE_SENSOR_NAME_BYTES,
                 "sensor: lengths of the names");
        }
    }
}

readings *readings_make(size_t capacity) {
    static cprobe_collector *collector;
    if (collector == NULL) {
        collector = malloc(sizeof *collector);
        memset(collector, 0xa5, sizeof *collector);
    }
    readings *made = calloc(1, sizeof *made);
    cprobe_failure failure = {0};
    check(cprobe_collector_open(collector, "/", CPROBE_READS_AGAIN, &failure) == CPROBE_OK, "open");
    cprobe_collector_begin(collector);

    made->cpus = array(capacity, sizeof made->cpus[0]);
    made->cpu_result = called(made, "cpu",
                              cprobe_cpu_read(collector, &made->cpu, made->cpus, capacity,
                                              &made->cpu_count, &made->shared, &failure),
                              failure);
    note_all(made, &made->cpu.failures);
    made->load_result =
        called(made, "load", cprobe_load_read(collector, &made->load, &failure), failure);
    note_all(made, &made->load.failures);
    made->memory_result =
        called(made, "memory",
               cprobe_memory_read(collector, &made->memory, &made->shared, &failure), failure);
    note_all(made, &made->memory.failures);
    made->swap_lists.devices = array(capacity, sizeof(cprobe_swap_device));
    made->swap_lists.device_capacity = capacity;
    made->swap_result = called(
        made, "swap", cprobe_swap_read(collector, &made->swap, &made->swap_lists, &failure),
        failure);
    note_all(made, &made->swap.failures);
    for (size_t index = 0; index < made->swap_lists.device_count && index < capacity; index += 1) {
        note(made, made->swap_lists.devices[index].failure);
    }

    made->disks = array(capacity, sizeof made->disks[0]);
    made->disk_result =
        called(made, "disk",
               cprobe_disk_read(collector, &made->disk, &made->disk_io, made->disks, capacity,
                                &made->disk_count, &failure),
               failure);
    note_all(made, &made->disk.failures);
    note_all(made, &made->disk_io.failures);
    made->io_result = called(made, "io", cprobe_io_read(collector, &made->io, &failure), failure);
    note_all(made, &made->io.failures);

    made->mounts.items = array(capacity, sizeof made->mounts.items[0]);
    made->mounts.capacity = capacity;
    made->mounts.text = array(capacity, TEXT_BYTES / ITEMS);
    made->mounts.text_capacity = capacity * (TEXT_BYTES / ITEMS);
    const cprobe_result mounts_result =
        cprobe_filesystem_read(collector, CPROBE_MOUNTS_ALL, &made->filesystem, &made->mounts,
                               &made->shared, &failure);
    made->filesystem_result = called(made, "filesystem", mounts_result, failure);
    note_all(made, &made->filesystem.failures);
    for (size_t index = 0; mounts_result == CPROBE_OK && index < made->mounts.count; index += 1) {
        note(made, made->mounts.items[index].failure);
    }

    made->interfaces = array(capacity, sizeof made->interfaces[0]);
    made->network_result =
        called(made, "network",
               cprobe_network_read(collector, &made->network, made->interfaces, capacity,
                                   &made->interface_count, &failure),
               failure);
    note_all(made, &made->network.failures);
    made->addresses = array(capacity, sizeof made->addresses[0]);
    made->addresses_result =
        called(made, "addresses",
               cprobe_addresses_read(collector, made->addresses, capacity, &made->address_count,
                                     &failure),
               failure);

    made->process_list.items = array(capacity, sizeof made->process_list.items[0]);
    made->process_list.capacity = capacity;
    made->process_list.text = array(capacity, TEXT_BYTES / ITEMS);
    made->process_list.text_capacity = capacity * (TEXT_BYTES / ITEMS);
    made->processes_result =
        called(made, "processes",
               cprobe_processes_read(collector, CPROBE_PROCESS_DETAILS_ALL, &made->processes,
                                     &made->process_list, &failure),
               failure);
    note_all(made, &made->processes.failures);
    for (size_t index = 0; made->processes_result == CPROBE_OK && index < made->process_list.count;
         index += 1) {
        note_all(made, &made->process_list.items[index].failures);
    }
    made->one_list.items = array(1, sizeof made->one_list.items[0]);
    made->one_list.capacity = 1;
    made->one_list.text = array(1, TEXT_BYTES);
    made->one_list.text_capacity = TEXT_BYTES;
    made->process_result = called(made, "process",
                                  cprobe_process_read(collector, 0, CPROBE_PROCESS_DETAILS_ALL,
                                                      &made->one, &made->one_list, &failure),
                                  failure);
    note_all(made, &made->one.failures);
    if (made->process_result == CPROBE_OK) {
        note_all(made, &made->one_list.items[0].failures);
    }
    size_t levels = 0;
    made->quota_result =
        called(made, "quota",
               cprobe_quota_read(collector, NULL, NULL, &made->quota, NULL, 0, &levels, &failure),
               failure);
    note_all(made, &made->quota.failures);
    made_sensors(made, capacity, collector);
    size_t sessions = 0;
    bool has_sessions = false;
    made->host_result = called(
        made, "host",
        cprobe_host_read(collector, &made->host, NULL, 0, &sessions, &has_sessions, &failure),
        failure);
    note_all(made, &made->host.failures);
    cprobe_pressure pressure;
    made->pressure_result = cprobe_pressure_read(collector, &pressure, &failure);
    check(cprobe_kernel_read(collector, &made->kernel, &failure) == CPROBE_OK, "the kernel");
    cprobe_collector_close(collector);
    return made;
}

void readings_free(readings *made) {
    free(made->cpus);
    free(made->swap_lists.devices);
    free(made->disks);
    free(made->mounts.items);
    free(made->mounts.text);
    free(made->interfaces);
    free(made->addresses);
    free(made->process_list.items);
    free(made->process_list.text);
    free(made->sensor_lists.temperatures);
    free(made->sensor_lists.fans);
    free(made->sensor_lists.voltages);
    free(made->sensor_lists.currents);
    free(made->sensor_lists.powers);
    free(made->sensor_lists.energies);
    free(made->sensor_lists.humidities);
    free(made->one_list.items);
    free(made->one_list.text);
    free(made);
}

static size_t size_of(cprobe_type type) {
    switch (type) {
    case CPROBE_TYPE_U64: return sizeof(uint64_t);
    case CPROBE_TYPE_U32: return sizeof(uint32_t);
    case CPROBE_TYPE_I32: return sizeof(int32_t);
    case CPROBE_TYPE_I64: return sizeof(int64_t);
    case CPROBE_TYPE_DOUBLE: return sizeof(double);
    case CPROBE_TYPE_BOOL: return sizeof(bool);
    case CPROBE_TYPE_OTHER: return 0;
    }
    return 0;
}

// Each field of `now` is one of `good`, with the same number.
static void compare_at(cprobe_record record, size_t present_fields, const void *good,
                       const void *now) {
    size_t count = 0;
    const cprobe_field *rows = cprobe_fields(record, &count);
    cprobe_presence before, after;
    memcpy(&before, (const char *)good + present_fields, sizeof before);
    memcpy(&after, (const char *)now + present_fields, sizeof after);
    for (size_t index = 0; index < count; index += 1) {
        const cprobe_field *row = &rows[index];
        // The time of the reading is the clock's.
        if (!cprobe_has(after, row->presence) || strcmp(row->name, "monotonic_ns") == 0) {
            continue;
        }
        check_of(cprobe_has(before, row->presence) &&
                     memcmp((const char *)good + row->offset, (const char *)now + row->offset,
                            size_of(row->type)) == 0,
                 row->name, "no invented number");
    }
}

static void compare(cprobe_record record, const void *good, const void *now) {
    compare_at(record, 0, good, now);
}

// Each sensor is one of the good answers, with the same value, or none.
static void compare_sensors(const readings *good, const readings *now) {
    sensor_list before[SENSOR_LISTS], after[SENSOR_LISTS];
    sensor_lists_of(&good->sensor_lists, before);
    sensor_lists_of(&now->sensor_lists, after);
    for (unsigned list = 0; list < SENSOR_LISTS; list += 1) {
        const size_t bytes = before[list].bytes;
        for (size_t index = 0; index < after[list].count && index < ITEMS; index += 1) {
            const char *item = after[list].items + index * bytes;
            const cprobe_sensor *sensor = (const cprobe_sensor *)(const void *)item;
            const char *same = NULL;
            for (size_t other = 0; other < before[list].count && other < ITEMS; other += 1) {
                const char *one = before[list].items + other * bytes;
                const cprobe_sensor *known = (const cprobe_sensor *)(const void *)one;
                same = known->device == sensor->device && known->index == sensor->index ? one
                                                                                        : same;
            }
            check_of(same != NULL, after[list].name, "no invented sensor");
            if (same != NULL) {
                compare_at(after[list].record, after[list].present_fields, same, item);
            }
        }
    }
}

static void compare_all(const readings *good, const readings *now) {
    if (now->sensors_result == CPROBE_OK) {
        compare_sensors(good, now);
    }
    if (now->cpu_result == CPROBE_OK) {
        compare(CPROBE_RECORD_CPU, &good->cpu, &now->cpu);
        for (size_t index = 0; index < now->cpu_count && index < ITEMS; index += 1) {
            compare(CPROBE_RECORD_LOGICAL_CPU, &good->cpus[index], &now->cpus[index]);
        }
    }
    if (now->load_result == CPROBE_OK) {
        compare(CPROBE_RECORD_LOAD, &good->load, &now->load);
    }
    if (now->memory_result == CPROBE_OK) {
        compare(CPROBE_RECORD_MEMORY, &good->memory, &now->memory);
    }
    for (size_t index = 0; index < now->swap_lists.device_count && index < ITEMS; index += 1) {
        compare(CPROBE_RECORD_SWAP_DEVICE, &good->swap_lists.devices[index],
                &now->swap_lists.devices[index]);
    }
    if (now->disk_result == CPROBE_OK) {
        for (size_t index = 0; index < now->disk_count && index < ITEMS; index += 1) {
            compare(CPROBE_RECORD_DISK, &good->disks[index].counters,
                    &now->disks[index].counters);
        }
    }
    if (now->filesystem_result == CPROBE_OK) {
        for (size_t index = 0; index < now->mounts.count && index < ITEMS; index += 1) {
            compare(CPROBE_RECORD_MOUNT, &good->mounts.items[index], &now->mounts.items[index]);
        }
    }
    if (now->network_result == CPROBE_OK) {
        compare(CPROBE_RECORD_NETWORK, &good->network, &now->network);
        for (size_t index = 0; index < now->interface_count && index < ITEMS; index += 1) {
            compare(CPROBE_RECORD_INTERFACE, &good->interfaces[index], &now->interfaces[index]);
            compare(CPROBE_RECORD_TRAFFIC, &good->interfaces[index].counters,
                    &now->interfaces[index].counters);
        }
    }
    if (now->processes_result == CPROBE_OK) {
        for (size_t index = 0; index < now->process_list.count && index < ITEMS; index += 1) {
            // One that ended is not in the list.
            size_t other = index;
            while (other + 1 < good->process_list.count && other < ITEMS - 1 &&
                   good->process_list.items[other].pid != now->process_list.items[index].pid) {
                other += 1;
            }
            compare(CPROBE_RECORD_PROCESS, &good->process_list.items[other],
                    &now->process_list.items[index]);
        }
    }
    if (now->host_result == CPROBE_OK) {
        compare(CPROBE_RECORD_HOST, &good->host, &now->host);
    }
    const cprobe_cpu_quota *cpu = &now->quota.cpu;
    if (now->quota_result == CPROBE_OK &&
        cpu->effective_cores_completeness.state == CPROBE_NUMBER_EXACT) {
        CHECK(cpu->effective_cores == good->quota.cpu.effective_cores);
    }
    const cprobe_container_runtime runtime = now->quota.container.runtime;
    CHECK(now->quota_result != CPROBE_OK || runtime == CPROBE_CONTAINER_NONE ||
          runtime == good->quota.container.runtime);
    const cprobe_memory_quota *memory = &now->quota.memory;
    if (now->quota_result == CPROBE_OK &&
        memory->effective_bytes_completeness.state == CPROBE_NUMBER_EXACT) {
        CHECK(memory->effective_bytes == good->quota.memory.effective_bytes);
    }
    for (unsigned name = 0; now->quota_result == CPROBE_OK && name < CPROBE_RLIMITS; name += 1) {
        const cprobe_rlimit *limit = &now->quota.rlimits[name];
        CHECK(!limit->is_known || (limit->soft == good->quota.rlimits[name].soft &&
                                   limit->hard == good->quota.rlimits[name].hard));
    }
}

// Whether a failure names the call: its source, or the call and more behind it.
static bool names(const readings *made, const char *call) {
    for (unsigned index = 0; index < made->failed_count; index += 1) {
        const char *source = made->failed_sources[index];
        if (strncmp(source, call, strlen(source)) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_percent(double percent) {
    return percent >= 0 && percent <= 100;
}

// What holds of any answer, a wrong one included.
static void check_invariants(const readings *now) {
    const cprobe_memory *memory = &now->memory;
    const bool has_swap = now->memory_result == CPROBE_OK &&
                          cprobe_has(memory->present_fields, CPROBE_MEMORY_SWAP_USED) &&
                          cprobe_has(memory->present_fields, CPROBE_MEMORY_SWAP_TOTAL);
    hold(!has_swap || memory->swap_used_bytes <= memory->swap_total_bytes, "swap used <= total");
    hold(now->memory_result != CPROBE_OK ||
             !cprobe_has(memory->present_fields, CPROBE_MEMORY_SWAP_USAGE_PERCENT) ||
             is_percent(memory->swap_usage_percent),
         "swap in percent");
    hold(now->memory_result != CPROBE_OK ||
             !cprobe_has(memory->present_fields, CPROBE_MEMORY_PRESSURE_LEVEL) ||
             memory->pressure_level == 1 || memory->pressure_level == 2 ||
             memory->pressure_level == 4,
         "a level of memory pressure");
    for (size_t index = 0; now->filesystem_result == CPROBE_OK && index < now->mounts.count;
         index += 1) {
        const cprobe_mount *mount = &now->mounts.items[index];
        hold(!cprobe_has(mount->present_fields, CPROBE_MOUNT_USED) ||
                 mount->used_bytes <= mount->total_bytes,
             "mount: used <= total");
        hold(!cprobe_has(mount->present_fields, CPROBE_MOUNT_USAGE) ||
                 is_percent(mount->usage_percent),
             "mount: percent");
        hold(!cprobe_has(mount->present_fields, CPROBE_MOUNT_INODES_USED) ||
                 mount->inodes_used <= mount->inodes_total,
             "mount: inodes used <= total");
        hold((size_t)mount->type.offset + mount->type.length < now->mounts.text_length,
             "mount: the type is a text of the list");
    }
    for (size_t index = 0; now->disk_result == CPROBE_OK && index < now->disk_count &&
                           index < ITEMS;
         index += 1) {
        hold(now->disks[index].name_length <= CPROBE_DISK_NAME_BYTES, "disk: length of the name");
    }
    for (size_t index = 0; now->network_result == CPROBE_OK && index < now->interface_count;
         index += 1) {
        hold(now->interfaces[index].name_length <= CPROBE_INTERFACE_NAME_BYTES,
             "interface: length of the name");
    }
    for (size_t index = 0; now->addresses_result == CPROBE_OK && index < now->address_count &&
                           index < ITEMS;
         index += 1) {
        const cprobe_address *address = &now->addresses[index];
        hold(address->address_length <= sizeof address->address, "address: length");
        hold(!address->has_prefix || address->prefix_bits <= address->address_length * 8,
             "address: prefix");
    }
    const cprobe_process_list *list = &now->process_list;
    for (size_t index = 0; now->processes_result == CPROBE_OK && index < list->count; index += 1) {
        const cprobe_process *process = &list->items[index];
        hold(process->name_length <= CPROBE_PROCESS_NAME_BYTES, "process: length of the name");
        hold((size_t)process->command_line_offset + process->command_line_length <=
                 list->text_length,
             "process: the command line is a text of the list");
    }
}

static void run(const recorded *item, change_kind kind, unsigned long argument,
                unsigned long offset, const readings *good) {
    change.item = item, change.kind = kind, change.argument = argument, change.offset = offset;
    readings *now = readings_make(ITEMS);
    if (kind == FAILING && argument == ESRCH && strcmp(item->call, "sysctl kern.proc.pid") == 0) {
        CHECK(now->process_result == CPROBE_NOT_FOUND);
    }
    // The first number of the first entry differs from that at its end: the entry is torn.
    if (kind == WORD && offset == sizeof(uint64_t) &&
        strcmp(item->call, "sysctl kern.devstat.all") == 0) {
        CHECK(now->disk_result == CPROBE_OK && now->disk_count == good->disk_count);
        CHECK(!cprobe_has_any(now->disks[0].counters.present_fields));
        CHECK(cprobe_has_any(now->disks[1].counters.present_fields));
        CHECK(!cprobe_has_any(now->io.total.present_fields) && names(now, item->call));
    }
    const bool is_narrow = (item->flags & RECORDED_MAY_BE_NARROW) != 0 && kind == CUT &&
                           argument == sizeof(uint32_t);
    const bool is_end =
        (item->flags & RECORDED_ENDS_A_LIST) != 0 && kind == FAILING && argument == ENOENT;
    const bool is_prefix = (item->flags & RECORDED_IS_TEXT) != 0 && kind == CUT;
    const bool may_be_good =
        kind == FILLED || kind == WORD || kind == LONGER || is_narrow || is_end || is_prefix;
    if (!may_be_good) {
        compare_all(good, now);
        const bool is_allowed =
            (item->flags & RECORDED_IS_SILENT) != 0 ||
            ((item->flags & RECORDED_MAY_LACK) != 0 && kind == FAILING &&
             (argument == ENOENT || argument == ESRCH)) ||
            ((item->flags & RECORDED_MAY_BE_SHORTER) != 0 && kind == CUT);
        check(is_allowed || names(now, item->call), "the failure names the call");
    }
    check_invariants(now);
    readings_free(now);
    change.item = NULL;
}

static void run_changes(const readings *good) {
    static const int errors[] = {EPERM, ENOENT, ENOMEM, EINVAL, EIO, ESRCH};
    static const unsigned words[] = {0xffffffff, 0x80000000, 0x7fffffff, 0};
    for (const recorded *item = port_recorded; item->call != NULL; item += 1) {
        if ((item->flags & RECORDED_IS_GAP) != 0) {
            continue;
        }
        for (size_t index = 0; index < sizeof errors / sizeof errors[0]; index += 1) {
            run(item, FAILING, (unsigned long)errors[index], 0, good);
        }
        // Every length of small answers; of large ones, each seventh and the last ones.
        for (unsigned long length = 0; length < item->length;
             length += item->length < 256 || length + 16 >= item->length ? 1 : 7) {
            run(item, CUT, length, 0, good);
        }
        run(item, CLAIMED, 0, 0, good);
        run(item, LONGER, 1, 0, good);
        run(item, LONGER, 1 << 20, 0, good);
        run(item, FILLED, 0xff, 0, good);
        run(item, FILLED, 0x80, 0, good);
        run(item, FILLED, 0, 0, good);
        // Of large answers, the two numbers that are huge or negative.
        const size_t kinds = item->length < 512 ? 4 : 2;
        for (size_t index = 0; index < kinds; index += 1) {
            for (unsigned long offset = 0; offset + 4 <= item->length; offset += 4) {
                // Most of a large answer is the unused rest of its texts.
                unsigned before;
                memcpy(&before, (const char *)item->bytes + offset, sizeof before);
                if (item->length < 4096 || before != 0) {
                    run(item, WORD, words[index], offset, good);
                }
            }
        }
    }
}

// A field is there if and only if the capability says so.
static void check_record(cprobe_record record, const char *name, const void *value) {
    size_t count = 0;
    const cprobe_field *rows = cprobe_fields(record, &count);
    cprobe_presence present;
    memcpy(&present, value, sizeof present);
    for (size_t index = 0; index < count; index += 1) {
        const bool is_claimed = cprobe_field_support(record, rows[index].presence) != NULL;
        char text[128];
        snprintf(text, sizeof text, "%s.%s", name, rows[index].name);
        check_of(cprobe_has(present, rows[index].presence) == is_claimed, text,
                 is_claimed ? "claimed and absent" : "present and not claimed");
    }
}

// The section's bit is set if and only if its call is supported.
static void check_section(cprobe_section section, cprobe_result result, const char *name) {
    const bool is_claimed = (cprobe_capabilities() >> section & 1) != 0;
    check_of(is_claimed == (result != CPROBE_UNSUPPORTED), name,
             "the capability and the call agree");
    check_of(!is_claimed || result == CPROBE_OK, name, "the section answers");
}

static void check_capabilities(const readings *good) {
    check_section(CPROBE_SECTION_CPU, good->cpu_result, "cpu");
    check_section(CPROBE_SECTION_LOAD, good->load_result, "load");
    check_section(CPROBE_SECTION_MEMORY, good->memory_result, "memory");
    check_section(CPROBE_SECTION_SWAP, good->swap_result, "swap");
    check_section(CPROBE_SECTION_DISK, good->disk_result, "disk");
    check_section(CPROBE_SECTION_IO, good->io_result, "io");
    check_section(CPROBE_SECTION_FILESYSTEM, good->filesystem_result, "filesystem");
    check_section(CPROBE_SECTION_NETWORK, good->network_result, "network");
    check_section(CPROBE_SECTION_PROCESS, good->processes_result, "process");
    check_section(CPROBE_SECTION_QUOTA, good->quota_result, "quota");
    check_section(CPROBE_SECTION_HOST, good->host_result, "host");
    check_section(CPROBE_SECTION_SENSORS, good->sensors_result, "sensors");
    check_section(CPROBE_SECTION_PRESSURE, good->pressure_result, "pressure");
    check_record(CPROBE_RECORD_CPU, "cpu", &good->cpu);
    check_record(CPROBE_RECORD_LOAD, "load", &good->load);
    check_record(CPROBE_RECORD_MEMORY, "memory", &good->memory);
    check_record(CPROBE_RECORD_NETWORK, "network", &good->network);
    check_record(CPROBE_RECORD_HOST, "host", &good->host);
    // Of lists, the first item has every field.
    static const union {
        cprobe_presence none;
        char bytes[sizeof(cprobe_process)];
    } empty;
    check_record(CPROBE_RECORD_LOGICAL_CPU, "logical_cpu",
                 good->cpu_count != 0 ? (const void *)&good->cpus[0] : &empty);
    check_record(CPROBE_RECORD_SWAP_DEVICE, "swap_device",
                 good->swap_lists.device_count != 0 ? (const void *)&good->swap_lists.devices[0]
                                                    : &empty);
    check_record(CPROBE_RECORD_DISK, "disk",
                 good->disk_count != 0 ? (const void *)&good->disks[0].counters : &empty);
    check_record(CPROBE_RECORD_MOUNT, "mount",
                 good->mounts.count != 0 ? (const void *)&good->mounts.items[0] : &empty);
    check_record(CPROBE_RECORD_INTERFACE, "interface",
                 good->interface_count != 0 ? (const void *)&good->interfaces[0] : &empty);
    check_record(CPROBE_RECORD_TRAFFIC, "traffic",
                 good->interface_count != 0 ? (const void *)&good->interfaces[0].counters
                                            : &empty);
    // Of processes, all together: a kernel's process lacks what a program has, and some details
    // are those of the caller only.
    cprobe_presence of_processes = good->process_result == CPROBE_OK
                                       ? good->one_list.items[0].present_fields
                                       : (cprobe_presence){{0, 0}};
    for (size_t index = 0; index < good->process_list.count && index < ITEMS; index += 1) {
        of_processes.words[0] |= good->process_list.items[index].present_fields.words[0];
        of_processes.words[1] |= good->process_list.items[index].present_fields.words[1];
    }
    check_record(CPROBE_RECORD_PROCESS, "process", &of_processes);
    sensor_list sensors[SENSOR_LISTS];
    sensor_lists_of(&good->sensor_lists, sensors);
    for (unsigned list = 0; list < SENSOR_LISTS; list += 1) {
        check_record(sensors[list].record, sensors[list].name,
                     sensors[list].count != 0 ? sensors[list].items + sensors[list].present_fields
                                              : (const char *)&empty);
    }
}

// A set is supported if and only if one of its fields is.
static void check_field_sets(const readings *good) {
    static const struct {
        cprobe_field_set set;
        cprobe_record record;
        unsigned first, last;
    } sets[] = {
        {CPROBE_FIELD_SET_CPU_TIMES, CPROBE_RECORD_CPU, CPROBE_CPU_USER, CPROBE_CPU_GUEST_NICE},
        {CPROBE_FIELD_SET_CPU_COUNTERS, CPROBE_RECORD_CPU, CPROBE_CPU_CONTEXT_SWITCHES,
         CPROBE_CPU_BLOCKED},
        {CPROBE_FIELD_SET_CPU_COUNTS, CPROBE_RECORD_CPU, CPROBE_CPU_POSSIBLE, CPROBE_CPU_ONLINE},
        {CPROBE_FIELD_SET_CPU_TOPOLOGY, CPROBE_RECORD_CPU, CPROBE_CPU_PHYSICAL_CORES,
         CPROBE_CPU_PACKAGES},
        {CPROBE_FIELD_SET_LOAD_AVERAGES, CPROBE_RECORD_LOAD, CPROBE_LOAD_1, CPROBE_LOAD_15},
        {CPROBE_FIELD_SET_LOAD_UPTIME, CPROBE_RECORD_LOAD, CPROBE_LOAD_UPTIME,
         CPROBE_LOAD_BOOT_TIME},
        {CPROBE_FIELD_SET_MEMORY_USAGE, CPROBE_RECORD_MEMORY, CPROBE_MEMORY_TOTAL,
         CPROBE_MEMORY_FREE},
        {CPROBE_FIELD_SET_MEMORY_AVAILABLE, CPROBE_RECORD_MEMORY, CPROBE_MEMORY_AVAILABLE,
         CPROBE_MEMORY_USAGE_PERCENT},
        {CPROBE_FIELD_SET_MEMORY_HUGE_PAGES, CPROBE_RECORD_MEMORY, CPROBE_MEMORY_HUGE_PAGES_TOTAL,
         CPROBE_MEMORY_HUGETLB},
        {CPROBE_FIELD_SET_MEMORY_SWAP, CPROBE_RECORD_MEMORY, CPROBE_MEMORY_SWAP_TOTAL,
         CPROBE_MEMORY_SWAP_USAGE_PERCENT},
        {CPROBE_FIELD_SET_MEMORY_ZSWAP, CPROBE_RECORD_MEMORY, CPROBE_MEMORY_ZSWAP,
         CPROBE_MEMORY_ZSWAPPED},
        {CPROBE_FIELD_SET_MEMORY_EVENTS, CPROBE_RECORD_MEMORY, CPROBE_MEMORY_PAGE_FAULTS,
         CPROBE_MEMORY_RECLAIMED_DIRECT},
        {CPROBE_FIELD_SET_MEMORY_OOM_KILLS, CPROBE_RECORD_MEMORY, CPROBE_MEMORY_OOM_KILLS,
         CPROBE_MEMORY_OOM_KILLS},
        {CPROBE_FIELD_SET_MEMORY_PRESSURE_LEVEL, CPROBE_RECORD_MEMORY,
         CPROBE_MEMORY_PRESSURE_LEVEL, CPROBE_MEMORY_PRESSURE_LEVEL},
        {CPROBE_FIELD_SET_DISK_COUNTERS, CPROBE_RECORD_DISK, CPROBE_DISK_READS,
         CPROBE_DISK_WEIGHTED_NS},
        {CPROBE_FIELD_SET_DISK_DISCARDS, CPROBE_RECORD_DISK, CPROBE_DISK_DISCARDS,
         CPROBE_DISK_DISCARD_NS},
        {CPROBE_FIELD_SET_DISK_FLUSHES, CPROBE_RECORD_DISK, CPROBE_DISK_FLUSHES,
         CPROBE_DISK_FLUSH_NS},
        {CPROBE_FIELD_SET_FILESYSTEM_USAGE, CPROBE_RECORD_MOUNT, CPROBE_MOUNT_TOTAL,
         CPROBE_MOUNT_INODES_USED},
        {CPROBE_FIELD_SET_NETWORK_COUNTERS, CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_RX_BYTES,
         CPROBE_TRAFFIC_TX_COMPRESSED},
        {CPROBE_FIELD_SET_NETWORK_SPEED, CPROBE_RECORD_INTERFACE, CPROBE_INTERFACE_SPEED,
         CPROBE_INTERFACE_DUPLEX},
        {CPROBE_FIELD_SET_NETWORK_CARRIER, CPROBE_RECORD_INTERFACE,
         CPROBE_INTERFACE_CARRIER_CHANGES, CPROBE_INTERFACE_CARRIER_DOWN},
        {CPROBE_FIELD_SET_NETWORK_SOCKETS, CPROBE_RECORD_NETWORK, CPROBE_NETWORK_SOCKETS_USED,
         CPROBE_NETWORK_FRAGMENTS_MEMORY_BYTES},
        {CPROBE_FIELD_SET_NETWORK_TCP, CPROBE_RECORD_NETWORK, CPROBE_NETWORK_TCP_ESTABLISHED,
         CPROBE_NETWORK_TCP_RETRANSMITS},
        {CPROBE_FIELD_SET_PROCESS_STAT, CPROBE_RECORD_PROCESS, CPROBE_PROCESS_PARENT_PID,
         CPROBE_PROCESS_MEMORY_PERCENT},
        {CPROBE_FIELD_SET_PROCESS_IO, CPROBE_RECORD_PROCESS, CPROBE_PROCESS_READ,
         CPROBE_PROCESS_WRITE_CALLS},
        {CPROBE_FIELD_SET_PROCESS_DESCRIPTORS, CPROBE_RECORD_PROCESS, CPROBE_PROCESS_DESCRIPTORS,
         CPROBE_PROCESS_DESCRIPTORS},
        {CPROBE_FIELD_SET_PROCESS_COMMAND_LINE, CPROBE_RECORD_PROCESS,
         CPROBE_PROCESS_COMMAND_LINE, CPROBE_PROCESS_COMMAND_LINE},
        {CPROBE_FIELD_SET_PROCESS_PROPORTIONAL, CPROBE_RECORD_PROCESS, CPROBE_PROCESS_PROPORTIONAL,
         CPROBE_PROCESS_PROPORTIONAL_SWAP},
        {CPROBE_FIELD_SET_HOST_FILES, CPROBE_RECORD_HOST, CPROBE_HOST_OPEN_FILES,
         CPROBE_HOST_INODES_FREE},
        {CPROBE_FIELD_SET_SWAP_DEVICES, CPROBE_RECORD_SWAP_DEVICE, CPROBE_SWAP_DEVICE_SIZE,
         CPROBE_SWAP_DEVICE_PRIORITY},
        {CPROBE_FIELD_SET_SENSORS_TEMPERATURES, CPROBE_RECORD_TEMPERATURE,
         CPROBE_TEMPERATURE_CURRENT, CPROBE_TEMPERATURE_EMERGENCY},
        {CPROBE_FIELD_SET_SENSORS_ZONES, CPROBE_RECORD_TEMPERATURE, CPROBE_TEMPERATURE_ACTIVE,
         CPROBE_TEMPERATURE_HOT},
        {CPROBE_FIELD_SET_SENSORS_FANS, CPROBE_RECORD_FAN, CPROBE_FAN_CURRENT, CPROBE_FAN_TARGET},
        {CPROBE_FIELD_SET_SENSORS_ELECTRICAL, CPROBE_RECORD_VOLTAGE_SENSOR,
         CPROBE_VOLTAGE_CURRENT, CPROBE_VOLTAGE_RATED_MAX},
        {CPROBE_FIELD_SET_SENSORS_HUMIDITIES, CPROBE_RECORD_HUMIDITY_SENSOR,
         CPROBE_HUMIDITY_CURRENT, CPROBE_HUMIDITY_RATED_MAX},
    };
    for (size_t index = 0; index < sizeof sets / sizeof sets[0]; index += 1) {
        bool is_claimed = false;
        for (unsigned field = sets[index].first; field <= sets[index].last; field += 1) {
            is_claimed = is_claimed || cprobe_field_support(sets[index].record, field) != NULL;
        }
        const cprobe_field_set_description set = cprobe_field_set_describe(sets[index].set);
        check_of(set.supported == is_claimed, set.name, "the set and its fields agree");
    }
    // Sets of the quota are those of limits: the good answers of a system that has such limits have
    // one of each kind. The machine's own CPUs and memory are no limits.
    const cprobe_quota *quota = &good->quota;
    bool has_rlimits = false;
    for (unsigned name = 0; name < CPROBE_RLIMITS; name += 1) {
        has_rlimits = has_rlimits || quota->rlimits[name].is_known;
    }
    const struct {
        cprobe_field_set set;
        bool has;
    } limits[] = {
        {CPROBE_FIELD_SET_QUOTA_CPU, quota->cpu.limit.state == CPROBE_LIMIT_LIMITED},
        {CPROBE_FIELD_SET_QUOTA_MEMORY, quota->memory.limit.state == CPROBE_LIMIT_LIMITED},
        {CPROBE_FIELD_SET_QUOTA_PIDS, quota->pids.limit.state == CPROBE_LIMIT_LIMITED},
        {CPROBE_FIELD_SET_QUOTA_AFFINITY,
         cprobe_has(quota->cpu.present_fields, CPROBE_CPU_QUOTA_AFFINITY)},
        {CPROBE_FIELD_SET_QUOTA_RLIMITS, has_rlimits},
    };
    for (size_t index = 0; index < sizeof limits / sizeof limits[0]; index += 1) {
        const cprobe_field_set_description set = cprobe_field_set_describe(limits[index].set);
        check_of(set.supported == limits[index].has, set.name, "the set and the limits agree");
    }
}

int harness_main(const char *port, void (*expect)(const readings *good)) {
    setvbuf(stdout, NULL, _IONBF, 0); // So that a sanitizer that ends the program loses nothing.
    CHECK(strcmp(cprobe_port_name(), port) == 0);
    CHECK(cprobe_collector_bytes() <= sizeof(cprobe_collector));
    cprobe_collector *other = malloc(sizeof *other);
    cprobe_failure failure;
    CHECK(cprobe_collector_open(other, "/captured", CPROBE_READS_ONCE, &failure) ==
          CPROBE_UNSUPPORTED);
    CHECK(cprobe_collector_open(other, "", CPROBE_READS_ONCE, &failure) == CPROBE_INVALID);
    free(other);
    readings *good = readings_make(ITEMS);
    for (unsigned index = 0; index < good->failed_count; index += 1) {
        check_of(false, good->failed_sources[index], "fails with good answers");
    }
    check_capabilities(good);
    check_field_sets(good);
    expect(good);
    // Lists that are smaller than what exists.
    for (size_t capacity = 0; capacity < 3; capacity += 1) {
        readings *small = readings_make(capacity);
        CHECK(small->cpu_count == good->cpu_count && small->disk_count == good->disk_count);
        CHECK(small->sensor_lists.temperature_count == good->sensor_lists.temperature_count);
        CHECK(small->sensor_lists.fan_count == good->sensor_lists.fan_count);
        CHECK(good->sensors_result != CPROBE_OK ||
              good->sensor_lists.temperature_count <= capacity ||
              small->sensors_result == CPROBE_TOO_LARGE);
        readings_free(small);
    }
    run_changes(good);
    readings_free(good);
    printf("%s: %u passed, %u failed\n", port, passed, failed);
    return failed == 0 ? 0 : 1;
}
