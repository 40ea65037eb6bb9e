// What the C core reads on this machine: to run on a system that the authors could not test.
//
//     cc -std=c11 -o smoke Tests/Smoke/smoke.c $(find Sources/CProbe -name '*.c') && ./smoke
//
// On NetBSD with -lrt at the end of the cc command, for sched_getaffinity_np().
//
// Prints a line a section: "memory ok, 14 fields", "pressure unsupported", "gpu not_found (...)".
// Fails where a capability and an answer disagree: a section that this build claims and does not
// support, or the reverse; or a field that is there and not claimed. Claimed fields that are absent
// are listed, with the failures that say why. Please send the whole output.

#include <stdio.h>
#include <stdlib.h>

#include "../../Sources/CProbe/include/CProbe.h"

enum { ITEMS = 4096, TEXT_BYTES = 1 << 20 };

static unsigned disagreements;

static void disagree(const char *section, const char *field, const char *what) {
    printf("DISAGREES: %s %s: %s\n", section, field, what);
    disagreements += 1;
}

static void print_failures(const cprobe_failures *failures) {
    for (unsigned index = 0; index < failures->count && index < CPROBE_FAILURES_LISTED;
         index += 1) {
        const cprobe_failure *failure = &failures->items[index];
        printf("    %s: %s, errno %d\n", failure->source, cprobe_result_name(failure->code),
               (int)failure->system_error);
    }
}

// Prints a section's line, and compares its bit with its result. Whether it was read.
static bool section(cprobe_section number, const char *name, cprobe_result result,
                    cprobe_failure failure) {
    const bool is_claimed = (cprobe_capabilities() >> number & 1) != 0;
    if (is_claimed != (result != CPROBE_UNSUPPORTED)) {
        disagree(name, "", is_claimed ? "claimed and unsupported" : "supported and not claimed");
    }
    if (result == CPROBE_OK) {
        printf("%s ok\n", name);
    } else if (result == CPROBE_UNSUPPORTED) {
        printf("%s unsupported\n", name);
    } else {
        printf("%s %s (%s, errno %d)\n", name, cprobe_result_name(result), failure.source,
               (int)failure.system_error);
    }
    return result == CPROBE_OK;
}

// Prints the number of a field.
static void print_number(const cprobe_field *row, const void *value) {
    const char *at = (const char *)value + row->offset;
    printf("    %s ", row->name);
    switch (row->type) {
    case CPROBE_TYPE_U64: printf("%llu\n", *(const unsigned long long *)(const void *)at); break;
    case CPROBE_TYPE_I64: printf("%lld\n", *(const long long *)(const void *)at); break;
    case CPROBE_TYPE_U32: printf("%u\n", *(const unsigned *)(const void *)at); break;
    case CPROBE_TYPE_I32: printf("%d\n", *(const int *)(const void *)at); break;
    case CPROBE_TYPE_DOUBLE: printf("%g\n", *(const double *)(const void *)at); break;
    case CPROBE_TYPE_BOOL: printf("%s\n", *(const bool *)(const void *)at ? "yes" : "no"); break;
    case CPROBE_TYPE_OTHER: printf("is there\n"); break;
    }
}

// Prints the fields of a record, and compares them with what is claimed.
static void record(cprobe_record number, const char *name, cprobe_presence present,
                   const void *value) {
    size_t count = 0;
    const cprobe_field *rows = cprobe_fields(number, &count);
    for (size_t index = 0; index < count; index += 1) {
        const char *source = cprobe_field_support(number, rows[index].presence);
        if (cprobe_has(present, rows[index].presence)) {
            print_number(&rows[index], value);
            if (source == NULL) {
                disagree(name, rows[index].name, "present and not claimed");
            }
        } else if (source != NULL) {
            printf("    %s is absent (%s)\n", rows[index].name, source);
        }
    }
}

static void read_cpu(cprobe_collector *collector, cprobe_load *load) {
    static cprobe_cpu cpu;
    static cprobe_logical_cpu cpus[ITEMS];
    static cprobe_shared shared;
    cprobe_failure failure;
    size_t count = 0;
    if (section(CPROBE_SECTION_CPU, "cpu",
                cprobe_cpu_read(collector, &cpu, cpus, ITEMS, &count, &shared, &failure),
                failure)) {
        record(CPROBE_RECORD_CPU, "cpu", cpu.present_fields, &cpu);
        printf("    %u CPUs listed\n", (unsigned)count);
        if (count != 0) {
            record(CPROBE_RECORD_LOGICAL_CPU, "logical_cpu", cpus[0].present_fields, &cpus[0]);
        }
        print_failures(&cpu.failures);
    }
    if (section(CPROBE_SECTION_LOAD, "load", cprobe_load_read(collector, load, &failure),
                failure)) {
        record(CPROBE_RECORD_LOAD, "load", load->present_fields, load);
        print_failures(&load->failures);
    }
    const double sum = (double)cpu.user_ns + (double)cpu.nice_ns + (double)cpu.system_ns +
                       (double)cpu.idle_ns + (double)cpu.iowait_ns + (double)cpu.irq_ns +
                       (double)cpu.softirq_ns + (double)cpu.steal_ns;
    if (count != 0 && load->uptime_ns != 0) {
        printf("    the times of all CPUs are %.3f of uptime x CPUs (expect about 1)\n",
               sum / ((double)load->uptime_ns * (double)count));
    }
}

static void read_memory(cprobe_collector *collector) {
    static cprobe_memory memory;
    static cprobe_swap swap;
    static cprobe_swap_device devices[64];
    static cprobe_zram zrams[64];
    cprobe_swap_lists lists = {devices, 64, 0, zrams, 64, 0};
    cprobe_failure failure;
    if (section(CPROBE_SECTION_MEMORY, "memory",
                cprobe_memory_read(collector, &memory, NULL, &failure), failure)) {
        record(CPROBE_RECORD_MEMORY, "memory", memory.present_fields, &memory);
        print_failures(&memory.failures);
    }
    if (section(CPROBE_SECTION_SWAP, "swap", cprobe_swap_read(collector, &swap, &lists, &failure),
                failure)) {
        for (size_t index = 0; index < lists.device_count && index < 64; index += 1) {
            printf("    %.*s\n", (int)devices[index].name_length, devices[index].name);
            record(CPROBE_RECORD_SWAP_DEVICE, "swap_device", devices[index].present_fields,
                   &devices[index]);
        }
        print_failures(&swap.failures);
    }
}

static void read_disks(cprobe_collector *collector) {
    static cprobe_disk disk;
    static cprobe_io io;
    static cprobe_disk_device items[ITEMS];
    cprobe_failure failure;
    size_t count = 0;
    if (section(CPROBE_SECTION_DISK, "disk",
                cprobe_disk_read(collector, &disk, &io, items, ITEMS, &count, &failure),
                failure)) {
        for (size_t index = 0; index < count && index < ITEMS; index += 1) {
            printf("    %.*s\n", (int)items[index].name_length, items[index].name);
            record(CPROBE_RECORD_DISK, "disk", items[index].counters.present_fields,
                   &items[index].counters);
        }
        print_failures(&disk.failures);
    }
    if (section(CPROBE_SECTION_IO, "io", cprobe_io_read(collector, &io, &failure), failure)) {
        printf("    %u devices\n", (unsigned)io.devices);
        print_failures(&io.failures);
    }
}

static void read_filesystems(cprobe_collector *collector) {
    static cprobe_filesystem filesystem;
    static cprobe_mounts mounts;
    mounts.items = malloc(ITEMS * sizeof mounts.items[0]);
    mounts.capacity = mounts.items != NULL ? ITEMS : 0;
    mounts.text = malloc(TEXT_BYTES);
    mounts.text_capacity = mounts.text != NULL ? TEXT_BYTES : 0;
    cprobe_failure failure;
    if (section(CPROBE_SECTION_FILESYSTEM, "filesystem",
                cprobe_filesystem_read(collector, CPROBE_MOUNTS_STORAGE, &filesystem, &mounts,
                                       NULL, &failure),
                failure)) {
        for (size_t index = 0; index < mounts.count; index += 1) {
            const cprobe_mount *mount = &mounts.items[index];
            printf("    %s on %s, %s\n", cprobe_mount_text(&mounts, mount->device),
                   cprobe_mount_text(&mounts, mount->mount_point),
                   cprobe_mount_text(&mounts, mount->type));
            record(CPROBE_RECORD_MOUNT, "mount", mount->present_fields, mount);
        }
        print_failures(&filesystem.failures);
    }
    free(mounts.items);
    free(mounts.text);
}

static void read_network(cprobe_collector *collector) {
    static cprobe_network network;
    static cprobe_interface items[ITEMS];
    static cprobe_address addresses[ITEMS];
    cprobe_failure failure;
    size_t count = 0;
    if (section(CPROBE_SECTION_NETWORK, "network",
                cprobe_network_read(collector, &network, items, ITEMS, &count, &failure),
                failure)) {
        record(CPROBE_RECORD_NETWORK, "network", network.present_fields, &network);
        for (size_t index = 0; index < count; index += 1) {
            printf("    %.*s\n", (int)items[index].name_length, items[index].name);
            record(CPROBE_RECORD_INTERFACE, "interface", items[index].present_fields,
                   &items[index]);
            record(CPROBE_RECORD_TRAFFIC, "traffic", items[index].counters.present_fields,
                   &items[index].counters);
        }
        print_failures(&network.failures);
    }
    size_t found = 0;
    const cprobe_result result =
        cprobe_addresses_read(collector, addresses, ITEMS, &found, &failure);
    const bool is_claimed =
        cprobe_field_set_describe(CPROBE_FIELD_SET_NETWORK_ADDRESSES).supported;
    if (is_claimed != (result != CPROBE_UNSUPPORTED)) {
        disagree("addresses", "", "the capability and the call");
    }
    printf("addresses %s, %u\n", cprobe_result_name(result), (unsigned)found);
}

static void read_processes(cprobe_collector *collector) {
    static cprobe_processes processes;
    cprobe_process_list list = {malloc(1 * sizeof(cprobe_process)), 1, 0, malloc(TEXT_BYTES),
                                TEXT_BYTES, 0};
    cprobe_failure failure;
    if (list.items != NULL && list.text != NULL &&
        section(CPROBE_SECTION_PROCESS, "process",
                cprobe_process_read(collector, 0, CPROBE_PROCESS_DETAILS_ALL, &processes, &list,
                                    &failure),
                failure)) {
        record(CPROBE_RECORD_PROCESS, "process", list.items[0].present_fields, &list.items[0]);
        print_failures(&list.items[0].failures);
    }
    free(list.items);
    free(list.text);
}

static void read_quota(cprobe_collector *collector) {
    static cprobe_quota quota;
    cprobe_failure failure;
    size_t count = 0;
    if (section(CPROBE_SECTION_QUOTA, "quota",
                cprobe_quota_read(collector, NULL, NULL, &quota, NULL, 0, &count, &failure),
                failure)) {
        if (cprobe_has(quota.cpu.present_fields, CPROBE_CPU_QUOTA_EFFECTIVE)) {
            printf("    effective_cores %g\n", quota.cpu.effective_cores);
        }
        if (quota.container.runtime != CPROBE_CONTAINER_NONE) {
            printf("    in a container: %s\n", quota.container.evidence);
        }
        for (unsigned index = 0; index < CPROBE_RLIMITS; index += 1) {
            const cprobe_rlimit *limit = &quota.rlimits[index];
            if (limit->is_known) {
                printf("    rlimit %u: %llu%s of %llu%s\n", index, (unsigned long long)limit->soft,
                       limit->soft_unlimited ? " (unlimited)" : "",
                       (unsigned long long)limit->hard,
                       limit->hard_unlimited ? " (unlimited)" : "");
            }
        }
        print_failures(&quota.failures);
    }
    static cprobe_host host;
    bool has_sessions = false;
    if (section(CPROBE_SECTION_HOST, "host",
                cprobe_host_read(collector, &host, NULL, 0, &count, &has_sessions, &failure),
                failure)) {
        record(CPROBE_RECORD_HOST, "host", host.present_fields, &host);
        print_failures(&host.failures);
    }
    static cprobe_pressure pressure;
    section(CPROBE_SECTION_PRESSURE, "pressure",
            cprobe_pressure_read(collector, &pressure, &failure), failure);
}

static void read_sensors(cprobe_collector *collector) {
    static cprobe_sensors sensors;
    static cprobe_temperature temperatures[ITEMS];
    static cprobe_fan fans[ITEMS];
    static cprobe_voltage_sensor voltages[ITEMS];
    static cprobe_current_sensor currents[ITEMS];
    static cprobe_power_sensor powers[ITEMS];
    static cprobe_energy_sensor energies[ITEMS];
    static cprobe_humidity_sensor humidities[ITEMS];
    cprobe_sensor_lists lists = {temperatures, ITEMS, 0, fans,    ITEMS, 0, voltages,
                                 ITEMS,        0,     currents, ITEMS, 0, powers, ITEMS,
                                 0,            energies, ITEMS, 0, humidities, ITEMS, 0};
    cprobe_failure failure;
    if (!section(CPROBE_SECTION_SENSORS, "sensors",
                 cprobe_sensors_read(collector, &sensors, &lists, &failure), failure)) {
        return;
    }
    for (size_t index = 0; index < lists.temperature_count; index += 1) {
        const cprobe_sensor *sensor = &temperatures[index].sensor;
        printf("    %.*s, %.*s%s%s\n", (int)sensor->chip_length, sensor->chip,
               (int)sensor->label_length, sensor->label,
               sensor->has_alarm && sensor->alarm ? ", alarm" : "",
               sensor->has_fault && sensor->fault ? ", fault" : "");
        // Sensors have different limits: only what is there is compared.
        size_t count = 0;
        const cprobe_field *rows = cprobe_fields(CPROBE_RECORD_TEMPERATURE, &count);
        for (size_t row = 0; row < count; row += 1) {
            if (!cprobe_has(temperatures[index].present_fields, rows[row].presence)) {
                continue;
            }
            print_number(&rows[row], &temperatures[index]);
            if (cprobe_field_support(CPROBE_RECORD_TEMPERATURE, rows[row].presence) == NULL) {
                disagree("temperature", rows[row].name, "present and not claimed");
            }
        }
    }
    printf("    %u temperatures, %u fans, %u voltages, %u currents, %u powers, %u energies, "
           "%u humidities\n",
           (unsigned)lists.temperature_count, (unsigned)lists.fan_count,
           (unsigned)lists.voltage_count, (unsigned)lists.current_count,
           (unsigned)lists.power_count, (unsigned)lists.energy_count,
           (unsigned)lists.humidity_count);
    print_failures(&sensors.failures);
}

int main(void) {
    static cprobe_collector collector;
    static cprobe_load load;
    cprobe_failure failure;
    if (cprobe_collector_open(&collector, "/", CPROBE_READS_ONCE, &failure) != CPROBE_OK) {
        printf("the collector: %s (%s)\n", cprobe_result_name(failure.code), failure.source);
        return 1;
    }
    cprobe_collector_begin(&collector);
    cprobe_kernel kernel = {0};
    (void)cprobe_kernel_read(&collector, &kernel, &failure);
    printf("port %s, kernel %.*s\n", cprobe_port_name(), (int)kernel.release_length,
           kernel.release);
    read_cpu(&collector, &load);
    read_memory(&collector);
    read_disks(&collector);
    read_filesystems(&collector);
    read_network(&collector);
    read_processes(&collector);
    read_quota(&collector);
    read_sensors(&collector);
    cprobe_collector_close(&collector);
    printf("smoke: %u disagreements\n", disagreements);
    return disagreements == 0 ? 0 : 1;
}
