#define _GNU_SOURCE 1
#include "floor.h"
#include "floor_cgroups.h"

#include <fcntl.h>
#include <linux/netlink.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/sysinfo.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "../../Sources/CProbe/linux/collector_state.h"

enum { FILES = 16, ENTRIES_BYTES = 32768 };

// A file, the size of its reads, and whether it is read until a read of 0.
typedef struct file {
    int descriptor;
    size_t bytes;
    bool by_record;
} file;

static section measured;
static const cp_collector *kept;
static file files[FILES];
static size_t file_count;
static int links = -1, events = -1, mountinfo = -1;
static char **paths;
static size_t path_count, path_capacity;
static char scratch[65536], entries[ENTRIES_BYTES];

static void add_file(const char *root, const char *path, size_t bytes, bool by_record) {
    char whole[4096];
    snprintf(whole, sizeof whole, "%s%s", strcmp(root, "/") == 0 ? "" : root, path);
    const int opened = open(whole, O_RDONLY | O_CLOEXEC);
    if (opened >= 0 && file_count < FILES) {
        files[file_count] = (file){opened, bytes, by_record};
        file_count += 1;
    }
}

static int open_netlink(unsigned groups) {
    const struct sockaddr_nl address = {.nl_family = AF_NETLINK, .nl_groups = groups};
    const int opened = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
    if (opened >= 0 && bind(opened, (const struct sockaddr *)&address, sizeof address) != 0) {
        close(opened);
        return -1;
    }
    return opened;
}

void floor_open(section which, const char *root, const cprobe_collector *collector) {
    measured = which;
    kept = cp_collector_of_const(collector);
    switch (which) {
    case CPU:
        add_file(root, "/proc/stat", sizeof scratch, false);
        if (strcmp(root, "/") != 0) { // A running kernel's list is read once.
            add_file(root, "/sys/devices/system/cpu/possible", sizeof scratch, false);
        }
        add_file(root, "/sys/devices/system/cpu/present", sizeof scratch, false);
        add_file(root, "/sys/devices/system/cpu/online", sizeof scratch, false);
        break;
    case NETWORK:
        add_file(root, "/proc/net/sockstat", sizeof scratch, false);
        add_file(root, "/proc/net/snmp", sizeof scratch, false);
        links = open_netlink(0);
        events = open_netlink(1);
        break;
    case FILESYSTEM: mountinfo = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC); break;
    case DISK: add_file(root, "/proc/diskstats", sizeof scratch, true); break;
    case QUOTA:
        add_file(root, "/proc/self/cgroup", sizeof scratch, false);
        add_file(root, "/sys/devices/system/cpu/online", sizeof scratch, false);
        add_file(root, "/proc/meminfo", sizeof scratch, false);
        add_file(root, "/proc/sys/kernel/threads-max", 64, false);
        add_file(root, "/proc/sys/kernel/pid_max", 64, false);
        mountinfo = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC);
        break;
    case CGROUPS: floor_open_cgroups(collector); break;
    case PROCESS:
    case SECTIONS: break;
    }
}

void floor_add_path(const char *path) {
    if (path_count == path_capacity) {
        path_capacity = path_capacity == 0 ? 64 : path_capacity * 2;
        paths = realloc(paths, path_capacity * sizeof paths[0]);
    }
    paths[path_count] = strdup(path);
    path_count += 1;
}

static size_t run_files(void) {
    size_t total = 0;
    for (size_t index = 0; index < file_count; index += 1) {
        ssize_t length = 0;
        off_t offset = 0;
        // Continue after a read that fills the buffer.
        do {
            length = pread(files[index].descriptor, scratch, files[index].bytes, offset);
            offset += length > 0 ? length : 0;
        } while (length == (ssize_t)sizeof scratch || (files[index].by_record && length > 0));
        total += (size_t)offset;
    }
    return total;
}

// Requests RTM_GETSTATS with NLM_F_DUMP, and receives replies until NLMSG_DONE, the last 20 bytes.
static size_t run_links(void) {
    const struct {
        struct nlmsghdr header;
        unsigned char family, pad[3];
        unsigned index, filter;
    } request = {{sizeof request, 94, NLM_F_REQUEST | NLM_F_DUMP, 1, 0}, 0, {0}, 0, 1};
    size_t total = recv(events, scratch, 16, MSG_DONTWAIT) > 0;
    if (send(links, &request, sizeof request, 0) < 0) {
        return total;
    }
    for (;;) {
        const ssize_t length = recv(links, scratch, sizeof scratch, MSG_DONTWAIT);
        if (length <= 0) {
            return total;
        }
        total += (size_t)length;
        struct nlmsghdr last = {0};
        if (length >= 20) {
            memcpy(&last, scratch + length - 20, sizeof last);
        }
        if (last.nlmsg_len == 20 && last.nlmsg_type == NLMSG_DONE) {
            return total;
        }
    }
}

// Whether any mount has changed.
static size_t run_news(void) {
    struct pollfd mounts = {.fd = mountinfo, .events = POLLPRI};
    return (size_t)poll(&mounts, 1, 0);
}

static size_t run_mounts(void) {
    size_t total = run_news();
    for (size_t index = 0; index < path_count; index += 1) {
        struct statfs answer;
        total += statfs(paths[index], &answer) == 0;
    }
    return total;
}

static size_t run_opened(void) {
    size_t total = 0;
    for (size_t index = 0; index < path_count; index += 1) {
        const int opened = open(paths[index], O_RDONLY | O_CLOEXEC);
        total += opened < 0 ? 0 : (size_t)read(opened, scratch, sizeof scratch);
        close(opened);
    }
    return total;
}

// Reads the cgroup files that the collector keeps open, and queries the process.
static size_t run_groups(void) {
    size_t total = 0;
    for (uint32_t index = 0; index < kept->cgroups.files.count; index += 1) {
        const int descriptor = kept->cgroups.files.items[index].descriptor;
        total += descriptor >= 0 ? (size_t)pread(descriptor, scratch, sizeof scratch, 0) : 0;
    }
    if (kept->reader.root.kind != CPROBE_ROOT_OWN) {
        return total;
    }
    struct rlimit limit;
    total += run_news() +
             (size_t)readlinkat(kept->cgroups.membership.namespaces, "mnt", scratch, 64) +
             (size_t)readlinkat(kept->cgroups.membership.namespaces, "cgroup", scratch, 64);
    for (int resource = 0; resource < CPROBE_RLIMITS; resource += 1) {
        total += (size_t)getrlimit((__rlimit_resource_t)resource, &limit);
    }
    return total + (size_t)syscall(SYS_sched_getaffinity, 0, sizeof scratch, scratch);
}

// One pread of a process whose file the collector keeps open; otherwise open, read and close.
static size_t run_stat(int directory, const char *name, uint32_t *next) {
    const cp_process_cache *processes = &kept->processes;
    const int pid = atoi(name);
    while (*next < processes->count && processes->items[*next].pid < pid) {
        *next += 1;
    }
    if (*next < processes->count && processes->items[*next].pid == pid) {
        return (size_t)pread(processes->items[*next].descriptor, scratch, ENTRIES_BYTES, 0);
    }
    char path[300];
    snprintf(path, sizeof path, "%.255s/stat", name);
    const int opened = openat(directory, path, O_RDONLY | O_CLOEXEC);
    const ssize_t length = opened < 0 ? 0 : read(opened, scratch, ENTRIES_BYTES);
    close(opened);
    return (size_t)length;
}

// In an entry of getdents64, the name is at byte 19 and the length at byte 16.
static size_t run_table(void) {
    struct sysinfo info;
    struct timespec now;
    size_t total = (size_t)sysinfo(&info) + (size_t)clock_gettime(CLOCK_BOOTTIME, &now);
    const int directory = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    uint32_t next = 0;
    for (;;) {
        const long length = syscall(SYS_getdents64, directory, entries, sizeof entries);
        for (long at = 0; at < length;) {
            const char *name = entries + at + 19;
            total += *name >= '1' && *name <= '9' ? run_stat(directory, name, &next) : 0;
            unsigned short step = 0;
            memcpy(&step, entries + at + 16, sizeof step);
            at += step;
        }
        if (length <= 0) {
            break;
        }
    }
    close(directory);
    return total;
}

size_t floor_run(void) {
    struct timespec now;
    size_t total = (size_t)getpid() + (size_t)clock_gettime(CLOCK_MONOTONIC, &now) + run_files();
    switch (measured) {
    case NETWORK: return total + run_links();
    case FILESYSTEM: return total + run_mounts();
    case QUOTA: return total + run_groups();
    case PROCESS: return total + run_table();
    case DISK: return total + run_opened();
    case CGROUPS: return total + floor_run_cgroups();
    case CPU:
    case SECTIONS: break;
    }
    return total;
}
