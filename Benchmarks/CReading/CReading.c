#include "CReading.h"

#include <stdlib.h>

#include "CProbe.h"

enum {
    CPUS = 1024,
    DEVICES = 1024,
    INTERFACES = 1024,
    LEVELS = 256,
    MOUNTS = 4096,
    MOUNT_TEXT = 1 << 20,
    PROCESSES = 1 << 15,
    PROCESS_TEXT = 1 << 22
};

struct creading {
    cprobe_collector collector;
    cprobe_cpu cpu;
    cprobe_logical_cpu cpus[CPUS];
    cprobe_load load;
    cprobe_memory memory;
    cprobe_disk disk;
    cprobe_io io;
    cprobe_disk_device devices[DEVICES];
    cprobe_filesystem filesystem;
    cprobe_mounts mounts; // Retained between readings: the collector recognizes the list that it
                          // read into it.
    cprobe_mount mount_items[MOUNTS];
    char mount_text[MOUNT_TEXT];
    cprobe_network network;
    cprobe_interface interfaces[INTERFACES];
    cprobe_pressure pressure;
    cprobe_quota quota;
    cprobe_quota_level levels[LEVELS];
    cprobe_processes processes;
    cprobe_process process_items[PROCESSES];
    char process_text[PROCESS_TEXT];
};

creading *creading_open(const char *root) {
    creading *reading = malloc(sizeof *reading);
    if (reading != NULL && cprobe_collector_open(&reading->collector, root, CPROBE_READS_AGAIN,
                                                 NULL) != CPROBE_OK) {
        free(reading);
        return NULL;
    }
    if (reading != NULL) {
        reading->mounts = (cprobe_mounts){.items = reading->mount_items, .capacity = MOUNTS,
                                          .text = reading->mount_text, .text_capacity = MOUNT_TEXT};
    }
    return reading;
}

void creading_close(creading *reading) {
    cprobe_collector_close(&reading->collector);
    free(reading);
}

static bool read_filesystem(creading *reading) {
    return cprobe_filesystem_read(&reading->collector, CPROBE_MOUNTS_STORAGE, &reading->filesystem,
                                  &reading->mounts, NULL, NULL) == CPROBE_OK;
}

static bool read_processes(creading *reading, uint32_t details) {
    cprobe_process_list list = {.items = reading->process_items, .capacity = PROCESSES,
                                .text = reading->process_text, .text_capacity = PROCESS_TEXT};
    return cprobe_processes_read(&reading->collector, details, &reading->processes, &list, NULL) ==
           CPROBE_OK;
}

// The sections as bits, in the order of a sample.
typedef enum section {
    CPU = 1 << 0,
    LOAD = 1 << 1,
    MEMORY = 1 << 2,
    DISK = 1 << 3,
    FILESYSTEM = 1 << 4,
    NETWORK = 1 << 5,
    IO = 1 << 6,
    PRESSURE = 1 << 7,
    QUOTA = 1 << 8,
    PROCESS = 1 << 9
} section;

bool creading_read(creading *reading, uint32_t sections, uint32_t details) {
    cprobe_collector *collector = &reading->collector;
    cprobe_result result = CPROBE_OK;
    bool is_read = true;
    size_t count = 0;
    cprobe_shared shared = {0};
    cprobe_collector_begin(collector);
    if (sections & CPU) {
        result = cprobe_cpu_read(collector, &reading->cpu, reading->cpus, CPUS, &count, &shared,
                                 NULL);
        is_read = is_read && result == CPROBE_OK;
    }
    if (sections & LOAD) {
        result = cprobe_load_read(collector, &reading->load, NULL);
        is_read = is_read && result == CPROBE_OK;
    }
    if (sections & MEMORY) {
        result = cprobe_memory_read(collector, &reading->memory, &shared, NULL);
        is_read = is_read && result == CPROBE_OK;
    }
    // The devices and their total come from the same file, which is read once.
    if (sections & DISK) {
        result = cprobe_disk_read(collector, &reading->disk, &reading->io, reading->devices,
                                  DEVICES, &count, NULL);
        is_read = is_read && result == CPROBE_OK;
    } else if (sections & IO) {
        result = cprobe_io_read(collector, &reading->io, NULL);
        is_read = is_read && result == CPROBE_OK;
    }
    if (sections & FILESYSTEM) {
        is_read = read_filesystem(reading) && is_read;
    }
    if (sections & NETWORK) {
        result = cprobe_network_read(collector, &reading->network, reading->interfaces, INTERFACES,
                                     &count, NULL);
        is_read = is_read && result == CPROBE_OK;
    }
    if (sections & PRESSURE) {
        result = cprobe_pressure_read(collector, &reading->pressure, NULL);
        is_read = is_read && result == CPROBE_OK;
    }
    if (sections & QUOTA) {
        result = cprobe_quota_read(collector, NULL, &shared, &reading->quota, reading->levels,
                                   LEVELS, &count, NULL);
        is_read = is_read && result == CPROBE_OK;
    }
    if (sections & PROCESS) {
        is_read = read_processes(reading, details) && is_read;
    }
    return is_read;
}
