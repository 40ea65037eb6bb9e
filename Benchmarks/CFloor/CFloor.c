#define _GNU_SOURCE 1
#include "CFloor.h"

#include <dirent.h>
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __linux__
#include <linux/netlink.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysinfo.h>
#include <sys/vfs.h>
#endif

static char scratch[65536];

// A record of diskstats has less than 512 bytes: a read that leaves as much of a page is the last
// one.
enum { LAST_BYTES = 4096 - 512 };

bool cfloor_add(cfloor *floor, const char *path, size_t bytes, bool by_record) {
    const int file = floor->count < CFLOOR_FILES ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) {
        return false;
    }
    floor->files[floor->count] = file;
    floor->by_record[floor->count] = by_record;
    floor->bytes[floor->count] = bytes == 0 || bytes > sizeof scratch ? sizeof scratch : bytes;
    floor->count += 1;
    return true;
}

size_t cfloor_vmstat_bytes(void) {
    const int file = open("/proc/vmstat", O_RDONLY | O_CLOEXEC);
    size_t length = 0;
    for (ssize_t count = 1; count > 0 && length < sizeof scratch - 1;
         length += count > 0 ? (size_t)count : 0) {
        count = pread(file, scratch + length, sizeof scratch - 1 - length, (off_t)length);
    }
    close(file);
    scratch[length] = '\0';
    const char *last = strstr(scratch, "\noom_kill ");
    const char *end = last == NULL ? NULL : strchr(last + 1, '\n');
    return end == NULL ? 0 : (size_t)(end - scratch) + 1 + 64;
}

// Opens mountinfo, once.
static bool has_mountinfo(cfloor *floor) {
    if (floor->mountinfo == 0) {
        floor->mountinfo = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC);
    }
    return floor->mountinfo > 0;
}

bool cfloor_add_mount(cfloor *floor, const char *path) {
    if (!has_mountinfo(floor) || floor->mount_count == CFLOOR_MOUNTS ||
        strlen(path) >= CFLOOR_PATH_BYTES) {
        return false;
    }
    strcpy(floor->mounts[floor->mount_count], path);
    floor->mount_count += 1;
    return true;
}

bool cfloor_add_process(cfloor *floor) {
    floor->namespaces = open("/proc/self/ns", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    floor->process = has_mountinfo(floor) && floor->namespaces >= 0;
    return floor->process;
}

#ifdef __linux__
static int open_netlink(unsigned groups) {
    const struct sockaddr_nl address = {.nl_family = AF_NETLINK, .nl_groups = groups};
    const int opened = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
    if (opened >= 0 && bind(opened, (const struct sockaddr *)&address, sizeof address) != 0) {
        close(opened);
        return -1;
    }
    return opened;
}

bool cfloor_add_links(cfloor *floor) {
    floor->netlink = open_netlink(0);
    floor->events = open_netlink(1);
    return floor->netlink >= 0 && floor->events >= 0;
}

// Requests RTM_GETSTATS with NLM_F_DUMP, and receives replies until NLMSG_DONE.
static size_t run_links(const cfloor *floor) {
    const struct {
        struct nlmsghdr header;
        unsigned char family, pad[3];
        unsigned index, filter;
    } request = {{sizeof request, 94, NLM_F_REQUEST | NLM_F_DUMP, 1, 0}, 0, {0}, 0, 1};
    size_t total = recv(floor->events, scratch, 16, MSG_DONTWAIT) > 0;
    if (send(floor->netlink, &request, sizeof request, 0) < 0) {
        return total;
    }
    for (;;) {
        const ssize_t length = recv(floor->netlink, scratch, sizeof scratch, MSG_DONTWAIT);
        if (length <= 0) {
            return total;
        }
        total += (size_t)length;
        // NLMSG_DONE has 20 bytes and is the last message of its reply.
        struct nlmsghdr last = {0};
        if (length >= 20) {
            memcpy(&last, scratch + length - 20, sizeof last);
        }
        if (last.nlmsg_len == 20 && last.nlmsg_type == NLMSG_DONE) {
            return total;
        }
    }
}

static int poll_mounts(const cfloor *floor) {
    struct pollfd mounts = {.fd = floor->mountinfo, .events = POLLPRI};
    return poll(&mounts, 1, 0);
}

static size_t run_mounts(const cfloor *floor) {
    size_t total = floor->mount_count == 0 ? 0 : (size_t)poll_mounts(floor);
    for (size_t index = 0; index < floor->mount_count; index += 1) {
        struct statfs answer;
        total += statfs(floor->mounts[index], &answer) == 0;
    }
    return total;
}
// Checks by poll and readlink that mounts and namespaces are unchanged, beside /proc/self/cgroup;
// reads the affinity and the rlimits.
static size_t run_process(const cfloor *floor) {
    struct rlimit limit;
    size_t total = (size_t)poll_mounts(floor) +
                   (size_t)readlinkat(floor->namespaces, "mnt", scratch, 64) +
                   (size_t)readlinkat(floor->namespaces, "cgroup", scratch, 64);
    for (int resource = 0; resource < 16; resource += 1) {
        total += (size_t)getrlimit((__rlimit_resource_t)resource, &limit);
    }
    return total + (size_t)syscall(SYS_sched_getaffinity, 0, sizeof scratch, scratch);
}

static char entries[32768];

// One pread if the descriptor is open; otherwise open, read and close.
static size_t run_stat(const cfloor *floor, int directory, const char *name, size_t *next) {
    const int pid = atoi(name);
    while (*next < floor->stat_count && floor->pids[*next] < pid) {
        *next += 1;
    }
    if (*next < floor->stat_count && floor->pids[*next] == pid) {
        const int statm = floor->statms[*next];
        return (size_t)pread(floor->stats[*next], scratch, 32768, 0) +
               (statm < 0 ? 0 : (size_t)pread(statm, scratch, 32768, 0));
    }
    char path[32];
    strcpy(stpcpy(path, name), "/stat");
    const int file = openat(directory, path, O_RDONLY | O_CLOEXEC);
    const ssize_t length = file < 0 ? 0 : read(file, scratch, 32768);
    close(file);
    return (size_t)length;
}

// In an entry of getdents64, the name is at byte 19 and the length at byte 16.
static size_t run_table(const cfloor *floor) {
    struct sysinfo info;
    struct timespec now;
    size_t total = (size_t)sysinfo(&info) + (size_t)clock_gettime(CLOCK_BOOTTIME, &now) +
                   (size_t)clock_gettime(CLOCK_MONOTONIC, &now);
    const int directory = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    size_t next = 0;
    for (;;) {
        const long length = syscall(SYS_getdents64, directory, entries, sizeof entries);
        for (long at = 0; at < length;) {
            const char *name = entries + at + 19;
            total += *name >= '1' && *name <= '9' ? run_stat(floor, directory, name, &next) : 0;
            at += *(const unsigned short *)(entries + at + 16);
        }
        if (length <= 0) {
            break;
        }
    }
    close(directory);
    return total;
}

// Opens the statm file of a process that has memory: kernel threads have none.
static int open_statm(const char *name) {
    char path[32];
    char first = '0';
    snprintf(path, sizeof path, "/proc/%.10s/statm", name);
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file >= 0 && (pread(file, &first, 1, 0) != 1 || first == '0')) {
        close(file);
        return -1;
    }
    return file;
}

bool cfloor_add_table(cfloor *floor) {
    DIR *list = opendir("/proc");
    for (struct dirent *entry = NULL; list != NULL && floor->stat_count < CFLOOR_PROCESSES &&
                                      (entry = readdir(list)) != NULL;) {
        char path[32];
        snprintf(path, sizeof path, "/proc/%.10s/stat", entry->d_name);
        const int pid = atoi(entry->d_name);
        const int file = pid > 0 ? open(path, O_RDONLY | O_CLOEXEC) : -1;
        if (file >= 0) {
            floor->stats[floor->stat_count] = file;
            floor->statms[floor->stat_count] = open_statm(entry->d_name);
            floor->pids[floor->stat_count] = pid;
            floor->stat_count += 1;
        }
    }
    floor->table = list != NULL;
    closedir(list);
    return floor->table;
}
#else
bool cfloor_add_table(cfloor *floor) {
    (void)floor;
    return false;
}

bool cfloor_add_links(cfloor *floor) {
    (void)floor;
    return false;
}
#endif

size_t cfloor_run(const cfloor *floor) {
    size_t total = (size_t)getpid() & 1;
    for (size_t index = 0; index < floor->count; index += 1) {
        ssize_t length = 0;
        off_t offset = 0;
        do {
            length = pread(floor->files[index], scratch, floor->bytes[index], offset);
            offset += length > 0 ? length : 0;
        } while (floor->by_record[index] && length > LAST_BYTES);
        total += (size_t)offset;
    }
    for (unsigned index = 0; index < floor->clocks; index += 1) {
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        total += (size_t)now.tv_nsec & 1;
    }
#ifdef __linux__
    total += run_mounts(floor);
    if (floor->netlink > 0) {
        total += run_links(floor);
    }
    if (floor->process) {
        total += run_process(floor);
    }
    if (floor->table) {
        total += run_table(floor);
    }
#endif
    return total;
}

void cfloor_close(cfloor *floor) {
    for (size_t index = 0; index < floor->count; index += 1) {
        close(floor->files[index]);
    }
    if (floor->netlink > 0) {
        close(floor->netlink);
        close(floor->events);
    }
    if (floor->process) {
        close(floor->namespaces);
    }
    if (floor->mountinfo > 0) {
        close(floor->mountinfo);
    }
    for (size_t index = 0; index < floor->stat_count; index += 1) {
        close(floor->stats[index]);
        close(floor->statms[index]);
    }
    *floor = (cfloor){0};
}

uint64_t cfloor_now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

uint64_t cfloor_spin(void) {
    volatile uint64_t value = 1;
    for (unsigned index = 0; index < 4000; index += 1) {
        value = value * 6364136223846793005u + 1442695040888963407u;
    }
    return value;
}
