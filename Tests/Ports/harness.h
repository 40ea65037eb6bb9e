// Runs the sections of a port with recorded answers, and compares what they say.

#ifndef PORTS_HARNESS_H
#define PORTS_HARNESS_H

#include "../../Sources/CProbe/include/CProbe.h"
#include "recorded.h"

// The answer to a call, changed as the test wants it: as a kernel answers, `length` is the capacity
// of `out`, then what was written. Returns 0 or an errno.
int answer(const recorded *item, void *out, size_t *length);

// The recorded answer of a call, by its name or its numbers. NULL if there is none, which tests
// treat as ENOENT.
const recorded *recorded_named(const char *call);
const recorded *recorded_numbered(const int *numbers, unsigned count);

enum { ITEMS = 8, TEXT_BYTES = 4096 };

// What a collector says of everything.
typedef struct readings {
    cprobe_failures failures; // Of all sections and items, more than a list holds included.
    char failed_sources[64][64];
    unsigned failed_count;

    cprobe_result cpu_result;
    cprobe_cpu cpu;
    size_t cpu_count;
    cprobe_logical_cpu *cpus;
    cprobe_shared shared;
    cprobe_result load_result;
    cprobe_load load;
    cprobe_result memory_result;
    cprobe_memory memory;
    cprobe_result swap_result;
    cprobe_swap swap;
    cprobe_swap_lists swap_lists;
    cprobe_result disk_result, io_result;
    cprobe_disk disk;
    cprobe_io disk_io, io;
    size_t disk_count;
    cprobe_disk_device *disks;
    cprobe_result filesystem_result;
    cprobe_filesystem filesystem;
    cprobe_mounts mounts;
    cprobe_result network_result, addresses_result;
    cprobe_network network;
    size_t interface_count, address_count;
    cprobe_interface *interfaces;
    cprobe_address *addresses;
    cprobe_result processes_result, process_result;
    cprobe_processes processes;
    cprobe_process_list process_list;
    cprobe_processes one;
    cprobe_process_list one_list;
    cprobe_result quota_result;
    cprobe_quota quota;
    cprobe_result sensors_result;
    cprobe_sensors sensors;
    cprobe_sensor_lists sensor_lists;
    cprobe_result host_result;
    cprobe_host host;
    cprobe_result pressure_result;
    cprobe_kernel kernel;
} readings;

// Reads everything, with lists of `capacity` items. The memory is freed by readings_free().
readings *readings_make(size_t capacity);
void readings_free(readings *made);

// Counts a check, and prints `what` if it failed.
void check(bool holds, const char *what);

// Runs what holds for every port: the capabilities equal the answers; failing, cut, empty, and huge
// answers; small lists. `expect` asserts the numbers of good answers.
int harness_main(const char *port, void (*expect)(const readings *good));

#define CHECK(condition) check((condition), #condition)

#endif
