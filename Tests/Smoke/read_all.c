// Reads every section of each root that is named, twice, and says what came of it: the whole C core
// under the sanitizers, without Swift. The status is 1 where a root that must answer does not.

#define _GNU_SOURCE 1
#include <stdio.h>
#ifdef __linux__
#include <sys/wait.h>
#include <unistd.h>

#include "../../Sources/CProbe/linux/collector_state.h"
#endif

#include "../../Sources/CProbe/include/CProbe.h"

static cprobe_collector collector;
static cprobe_quota quota;
static cprobe_quota_details details;
static cprobe_socket sockets[512];
static cprobe_unix_socket unix_sockets[512];
static cprobe_mount mounts[2048];
static char text[1 << 18];
static cprobe_interface interfaces[64];
static cprobe_failure failure;

// Of the root group where there is one, of this process by its id, and of itself.
static bool read_quotas(void) {
    const cprobe_quota_subject process = {CPROBE_SUBJECT_PROCESS, getpid(), NULL};
    const cprobe_quota_subject group = {CPROBE_SUBJECT_CGROUP, 0, "/"};
    cprobe_quota_level levels[2];
    size_t rows = 0;
    // A captured root need not have them.
    const cprobe_result of_group =
        cprobe_quota_read(&collector, &group, NULL, &quota, levels, 2, &rows, &failure);
    const cprobe_result of_process =
        cprobe_quota_read(&collector, &process, NULL, &quota, levels, 2, &rows, &failure);
    return (of_group == CPROBE_OK || of_group == CPROBE_NOT_FOUND) &&
           (of_process == CPROBE_OK || of_process == CPROBE_NOT_FOUND) &&
           cprobe_quota_read(&collector, NULL, NULL, &quota, levels, 2, &rows, &failure) ==
               CPROBE_OK &&
           cprobe_quota_details_read(&collector, &quota, &details, &failure) == CPROBE_OK;
}

// Sockets of all kinds, the counters of the protocols, and routes. A captured root need not have
// them.
static bool read_sockets(void) {
    cprobe_socket_list list = {sockets, sizeof sockets / sizeof sockets[0], 0, unix_sockets,
                               sizeof unix_sockets / sizeof unix_sockets[0], 0, text, sizeof text,
                               0};
    const cprobe_sockets_choice choice = {
        CPROBE_SOCKETS_TCP | CPROBE_SOCKETS_UDP | CPROBE_SOCKETS_UNIX, 0, true};
    static cprobe_protocols protocols;
    cprobe_sockets read;
    const cprobe_result of_sockets =
        cprobe_sockets_read(&collector, choice, &read, &list, &failure);
    const cprobe_result of_protocols = cprobe_protocols_read(&collector, &protocols, &failure);
    static cprobe_routing routing;
    cprobe_routing_lists routing_lists = {0};
    const cprobe_result of_routing =
        cprobe_routing_read(&collector, &routing, &routing_lists, &failure);
    return (of_sockets == CPROBE_OK || of_sockets == CPROBE_NOT_FOUND) &&
           (of_routing == CPROBE_OK || of_routing == CPROBE_NOT_FOUND) &&
           (of_protocols == CPROBE_OK || of_protocols == CPROBE_NOT_FOUND);
}

static bool read_sections(void) {
    cprobe_cpu cpu;
    cprobe_logical_cpu cpus[3];
    cprobe_load load;
    cprobe_memory memory;
    cprobe_disk disk;
    cprobe_io io;
    cprobe_disk_device devices[3];
    cprobe_network network;
    cprobe_filesystem filesystem;
    cprobe_mounts storage = {mounts, sizeof mounts / sizeof mounts[0], 0, text, sizeof text, 0};
    size_t rows = 0;
    return cprobe_cpu_read(&collector, &cpu, cpus, 3, &rows, NULL, &failure) == CPROBE_OK &&
           cprobe_load_read(&collector, &load, &failure) == CPROBE_OK &&
           cprobe_memory_read(&collector, &memory, NULL, &failure) == CPROBE_OK &&
           cprobe_disk_read(&collector, &disk, &io, devices, 3, &rows, &failure) == CPROBE_OK &&
           cprobe_io_read(&collector, &io, &failure) == CPROBE_OK &&
           cprobe_filesystem_read(&collector, CPROBE_MOUNTS_ALL, &filesystem, &storage, NULL,
                                  &failure) == CPROBE_OK &&
           cprobe_network_read(&collector, &network, interfaces,
                               sizeof interfaces / sizeof interfaces[0], &rows,
                               &failure) == CPROBE_OK &&
           read_quotas() && read_sockets();
}

// A child continues with its parent's collector on descriptors of its own, and the parent's remain
// valid: with a shared socket both would read each other's responses.
static bool survives_fork(void) {
#ifdef __linux__
    const cp_collector *state = cp_collector_of(&collector);
    const int32_t before = state->links.netlink.socket;
    const pid_t child = fork();
    if (child == 0) {
        cprobe_collector_begin(&collector);
        const bool was_closed =
            state->links.netlink.socket == -1 && !cp_cached_is_open(&state->reader, CP_FILE_STAT);
        _exit(was_closed && read_sections() && read_sections() ? 0 : 1);
    }
    int status = 0;
    cprobe_collector_begin(&collector);
    const bool is_good = read_sections();
    return waitpid(child, &status, 0) == child && status == 0 && is_good && read_sections() &&
           state->links.netlink.socket == before;
#else
    return true;
#endif
}

int main(int count, char **roots) {
    int failed = 0;
    for (int index = 1; index < count; index += 1) {
        if (cprobe_collector_open(&collector, roots[index], CPROBE_READS_AGAIN, &failure) !=
            CPROBE_OK) {
            printf("%s: %s\n", roots[index], cprobe_result_name(failure.code));
            failed = 1;
            continue;
        }
        for (int again = 0; again < 2; again += 1) {
            cprobe_collector_begin(&collector);
            if (!read_sections()) {
                printf("%s: %s: %s\n", roots[index], failure.source,
                       cprobe_result_name(failure.code));
                failed = 1;
            }
            // What a root may lack.
            cprobe_cpu_frequency frequencies[2];
            cprobe_address addresses[3];
            cprobe_pressure pressure;
            cprobe_kernel kernel;
            cprobe_cgroup cgroups[4];
            cprobe_cgroup_device used[2];
            cprobe_cgroup_list list = {.items = cgroups, .capacity = 4, .text = text,
                                       .text_capacity = 64, .devices = used, .device_capacity = 2};
            cprobe_cgroups common;
            size_t rows = 0;
            (void)cprobe_cpu_frequency_read(&collector, frequencies, 2, &rows, &failure);
            (void)cprobe_pressure_read(&collector, &pressure, &failure);
            (void)cprobe_pressure_read_cgroup(&collector, "/sys/fs/cgroup", &pressure, &failure);
            (void)cprobe_addresses_read(&collector, addresses, 3, &rows, &failure);
            (void)cprobe_kernel_read(&collector, &kernel, &failure);
            // With a capacity that suffices for few roots, and with none.
            (void)cprobe_cgroups_read(&collector, NULL, CPROBE_CGROUP_DETAILS_ALL, &common, &list,
                                      &failure);
            list = (cprobe_cgroup_list){0};
            (void)cprobe_cgroups_read(&collector, "/", 0, &common, &list, &failure);
        }
        if (!survives_fork()) {
            printf("%s: a child that was forked, or its parent, cannot read\n", roots[index]);
            failed = 1;
        }
        cprobe_collector_close(&collector);
    }
    return failed;
}
