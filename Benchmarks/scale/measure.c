// Reads one section repeatedly, at the requests of the driver (scale.py).
//
//     measure SECTION ROOT [PROCESSES | START]
//         prints "ready ITEMS", then answers lines of its input:
//         N       N readings and N runs of the floor: "READING FLOOR SPIN", nanoseconds of CPU
//         once    one reading, as after a change: "READING 0 SPIN"
//     SPIN is the time of a fixed calculation: the speed of the machine meanwhile
//     measure -i N SECTION ROOT             N readings in measured_readings(), for callgrind
//
// With PROCESSES it first starts that many children, which sleep and end with it. START is the
// cgroup whose table is read.

#define _GNU_SOURCE 1
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#include "floor.h"

static const char *const names[SECTIONS] = {"cpu", "network", "filesystem", "disk", "quota",
                                            "process", "cgroups"};

// Twice the largest size of any curve.
enum { CPUS = 2048, INTERFACES = 4096, DISKS = 2048, LEVELS = 2048, MOUNTS = 1 << 15,
       MOUNTS_TEXT = 1 << 23, PROCESSES = 1 << 15, TABLE = 1 << 14, TABLE_TEXT = 1 << 20 };

static cprobe_collector collector;
static size_t count;

static void fail(const char *what, const cprobe_failure *failure) {
    fprintf(stderr, "measure: %s: result %d, %s, errno %d\n", what, (int)failure->code,
            failure->source == NULL ? "" : failure->source, failure->system_error);
    exit(1);
}

static cprobe_result read_cpu(cprobe_failure *failure) {
    static cprobe_cpu cpu;
    static cprobe_logical_cpu items[CPUS];
    return cprobe_cpu_read(&collector, &cpu, items, CPUS, &count, NULL, failure);
}

static cprobe_result read_network(cprobe_failure *failure) {
    static cprobe_network network;
    static cprobe_interface items[INTERFACES];
    return cprobe_network_read(&collector, &network, items, INTERFACES, &count, failure);
}

static cprobe_mount mount_items[MOUNTS];
static char mount_text[MOUNTS_TEXT];
static cprobe_mounts mounts = {.items = mount_items, .capacity = MOUNTS, .text = mount_text,
                               .text_capacity = MOUNTS_TEXT};

static cprobe_result read_filesystem(cprobe_failure *failure) {
    static cprobe_filesystem filesystem;
    const cprobe_result result = cprobe_filesystem_read(&collector, CPROBE_MOUNTS_STORAGE,
                                                        &filesystem, &mounts, NULL, failure);
    count = mounts.count;
    return result;
}

static cprobe_disk_device disk_items[DISKS];

static cprobe_result read_disk(cprobe_failure *failure) {
    static cprobe_disk disk;
    static cprobe_io io;
    return cprobe_disk_read(&collector, &disk, &io, disk_items, DISKS, &count, failure);
}

static cprobe_result read_quota(cprobe_failure *failure) {
    static cprobe_quota quota;
    static cprobe_quota_level levels[LEVELS];
    return cprobe_quota_read(&collector, NULL, NULL, &quota, levels, LEVELS, &count, failure);
}

static cprobe_result read_process(cprobe_failure *failure) {
    static cprobe_processes processes;
    static cprobe_process items[PROCESSES];
    cprobe_process_list list = {.items = items, .capacity = PROCESSES};
    const cprobe_result result = cprobe_processes_read(&collector, 0, &processes, &list, failure);
    count = list.count;
    return result;
}

static const char *cgroups_start = "/";

static cprobe_result read_cgroups(cprobe_failure *failure) {
    static cprobe_cgroups cgroups;
    static cprobe_cgroup items[TABLE];
    static char text[TABLE_TEXT];
    cprobe_cgroup_list list = {.items = items, .capacity = TABLE, .text = text,
                               .text_capacity = TABLE_TEXT};
    const cprobe_result result = cprobe_cgroups_read(
        &collector, cgroups_start, CPROBE_CGROUP_DETAILS_USUAL, &cgroups, &list, failure);
    count = list.count;
    return result;
}

static cprobe_result (*const readers[SECTIONS])(cprobe_failure *) = {
    read_cpu, read_network, read_filesystem, read_disk, read_quota, read_process, read_cgroups};

static void read_once(section which) {
    cprobe_failure failure = {0};
    cprobe_collector_begin(&collector);
    if (readers[which](&failure) != CPROBE_OK) {
        fail(names[which], &failure);
    }
}

// Not inlined and not folded: callgrind looks for this function by name.
__attribute__((noinline)) void measured_readings(section which, unsigned readings);
__attribute__((noinline)) void measured_readings(section which, unsigned readings) {
    for (unsigned reading = 0; reading < readings; reading += 1) {
        read_once(which);
    }
}

// CPU time of this thread, in user mode and in the kernel: waiting for a CPU is not counted.
static double now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static void make_children(unsigned wanted) {
    for (unsigned made = 0; made < wanted; made += 1) {
        const pid_t child = fork();
        if (child == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            close(0), close(1), close(2);
            for (;;) {
                pause();
            }
        }
        if (child < 0) {
            perror("measure: fork");
            exit(1);
        }
    }
}

static double time_readings(section which, unsigned readings) {
    const double start = now_ns();
    measured_readings(which, readings);
    return (now_ns() - start) / readings;
}

static double time_floor(unsigned runs) {
    static volatile size_t sink;
    const double start = now_ns();
    for (unsigned run = 0; run < runs; run += 1) {
        sink += floor_run();
    }
    return (now_ns() - start) / runs;
}

static double time_spin(void) {
    volatile uint64_t value = 1;
    const double start = now_ns();
    for (unsigned index = 0; index < 20000; index += 1) {
        value = value * 6364136223846793005u + 1442695040888963407u;
    }
    return now_ns() - start;
}

static void serve(section which) {
    char line[64];
    bool is_floor_first = false;
    printf("ready %zu\n", count);
    fflush(stdout);
    while (fgets(line, sizeof line, stdin) != NULL) {
        const unsigned readings = (unsigned)strtoul(line, NULL, 10);
        double reading = 0, least = 0, spin = time_spin();
        if (readings == 0) {
            reading = time_readings(which, 1);
        } else if (is_floor_first) {
            least = time_floor(readings);
            reading = time_readings(which, readings);
        } else {
            reading = time_readings(which, readings);
            least = time_floor(readings);
        }
        is_floor_first = !is_floor_first;
        const double after = time_spin();
        printf("%.1f %.1f %.1f\n", reading, least, after > spin ? after : spin);
        fflush(stdout);
    }
}

// Adds the paths that the floor queries as well: mounts that were queried, and names of mapped
// disks.
static void add_paths(section which, const char *root) {
    for (size_t index = 0; which == FILESYSTEM && index < mounts.count; index += 1) {
        if (mounts.items[index].not_requested == CPROBE_NOT_REQUESTED_NONE) {
            floor_add_path(cprobe_mount_text(&mounts, mounts.items[index].mount_point));
        }
    }
    for (size_t index = 0; which == DISK && index < count; index += 1) {
        const cprobe_disk_device *disk = &disk_items[index];
        char path[4096];
        if (disk->has_mapped_name) {
            snprintf(path, sizeof path, "%s/sys/block/%.*s/dm/name", root, (int)disk->name_length,
                     disk->name);
            floor_add_path(path);
        }
    }
}

int main(int argc, char **argv) {
    unsigned readings = 0;
    if (argc > 3 && strcmp(argv[1], "-i") == 0) {
        readings = (unsigned)strtoul(argv[2], NULL, 10);
        argc -= 2;
        argv += 2;
    }
    section which = 0;
    while (argc > 2 && which < SECTIONS && strcmp(argv[1], names[which]) != 0) {
        which += 1;
    }
    if (argc < 3 || which == SECTIONS) {
        fprintf(stderr, "usage: measure [-i N] SECTION ROOT [PROCESSES]\n");
        return 64;
    }
    if (which == CGROUPS && argc > 3) {
        cgroups_start = argv[3];
    } else {
        make_children(argc > 3 ? (unsigned)strtoul(argv[3], NULL, 10) : 0);
    }
    cprobe_failure failure = {0};
    if (cprobe_collector_open(&collector, argv[2], CPROBE_READS_AGAIN, &failure) != CPROBE_OK) {
        fail("the collector", &failure);
    }
    // The first reading opens and resolves, the second finds everything cached.
    read_once(which);
    read_once(which);
    if (readings != 0) {
        measured_readings(which, readings);
        return 0;
    }
    floor_open(which, argv[2], &collector);
    add_paths(which, argv[2]);
    serve(which);
    cprobe_collector_close(&collector);
    return 0;
}
