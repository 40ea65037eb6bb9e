// The collector: the caller's storage for everything that outlives one call.
//
// It holds the root that is read, the descriptors kept open, and one scratch for text. Nothing is
// allocated, ever: the storage is the caller's, on the heap, in a struct or static (it is about
// 220 KiB: mind small stacks; what is not used of it is not touched). There are no globals. A
// collector is used by one thread at a time, one a thread or under the caller's lock. A call uses at most
// 128 KiB of that thread's stack.
//
// It belongs to the process, and to the mount and network namespaces, in which it was opened.
// After fork the child calls cprobe_collector_begin, which finds the other pid (of the first process
// in a pid namespace, the other namespace) and opens everything again: descriptors shared with the
// parent would tear each other's texts.
//
// A file that another file system puts over one of the kernel's (lxcfs, FUSE, NFS) is read by a helper
// process with a deadline: what does not come in time is STALLED, half a second a file and one second
// a sample at most. The helper is started when there is such a file, shares the caller's memory, and
// keeps the credentials and namespaces that the caller had then: a program that gives up privileges does
// so before its first reading, or closes the collector. With another effective user or group the next
// request ends the old helper and starts a new one.

#ifndef CPROBE_COLLECTOR_H
#define CPROBE_COLLECTOR_H

#include "hierarchy.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    // One read of text. /proc/stat of 256 CPUs fits; what is longer streams through it.
    CPROBE_SCRATCH_BYTES = 65536,
    // Mounts that one section hands on to another, as text: some eighty.
    CPROBE_MOUNTINFO_BYTES = 8192,
    // The files that are kept open, at most one descriptor each.
    CPROBE_KEPT_FILES = 19,
    // Linux bounds a name at 15; a line of /proc/net/dev could have a longer one.
    CPROBE_INTERFACE_NAME_BYTES = 32,
    // The interfaces whose names and so on are kept between two readings, 72 KiB. Where there are
    // more, all is asked for each time, which costs ten times as much.
    CPROBE_INTERFACES_KEPT = 1024,
    // The files of control groups that are kept open: a group of v2 with all controllers has about
    // 30, and a group above it 8 to 12. 60 levels fit; what is beyond is opened at each reading.
    CPROBE_GROUP_FILES_KEPT = 1024,
    CPROBE_GROUP_CHAINS = 256,
    // The processes whose stat and statm are kept open; what is beyond is opened at each reading.
    CPROBE_PROCESSES_KEPT = 256,
    // The children that wait for a sensor which hangs. Two a chip: eight chips that hang.
    CPROBE_READERS_KEPT = 16
};

// What a root is.
typedef enum CPROBE_CLOSED cprobe_root_kind {
    CPROBE_ROOT_OWN = 0, // "/": the machine as this process sees it.
    CPROBE_ROOT_LIVE,    // Another directory whose proc is procfs: a host's root seen in a container.
    CPROBE_ROOT_CAPTURED // A directory of files: answers from its files alone, never from here.
} cprobe_root_kind;

// A process that reads what may block for ever (lxcfs, FUSE, NFS). Members are the collector's own.
typedef struct cprobe_helper {
    int32_t pid;    // 0: none runs. It is blocked, and was killed, where the socket is closed.
    int32_t socket; // -1 while closed.
    int64_t left_ms; // How long this sample may still wait for it.
    uint64_t owner; // The effective user and group of the caller when it started.
    void *memory;   // A mapping that the helper shares; NULL before the first one.
} cprobe_helper;

// What a helper reads: a dead file system that is listed must not cost the kernel's files.
typedef enum CPROBE_CLOSED cprobe_helper_use {
    CPROBE_HELPER_FILES = 0,
    CPROBE_HELPER_FILE_SYSTEMS
} cprobe_helper_use;

enum { CPROBE_HELPERS = 2 };

// A root. Its members are the collector's own; callers use the functions below.
typedef struct cprobe_root {
    cprobe_root_kind kind;
    bool walks;          // openat2 is missing or forbidden: walk component by component.
    bool has_openat2;    // It is neither, although one call of it was refused.
    bool may_block;      // In a child that reads with a deadline: files are opened whatever they are on.
    int32_t proc, sys;   // /proc and /sys, where they are the kernel's; -1 while closed.
    int32_t keeps_below; // Descriptors that may be kept open; 0 while not known.
    uint32_t length;     // Of path, without the NUL.
    char path[CPROBE_PATH_BYTES]; // Absolute.
    cprobe_helper helpers[CPROBE_HELPERS]; // By cprobe_helper_use.
} cprobe_root;

// One kept descriptor, or the reason why there is none.
typedef struct cprobe_kept {
    int32_t descriptor;  // -1 while closed, and where the file is read through the helper.
    int32_t copy;        // The copy that the helper made for this reading; -1 while there is none.
    bool genuine;        // On procfs or sysfs itself, not a file put in its place (lxcfs).
    bool missing;        // This kernel does not have it: not to be looked for again.
} cprobe_kept;

// What is kept of one interface, since it seldom changes. Members are the collector's own.
typedef struct cprobe_kept_interface {
    cprobe_presence fields;
    uint64_t speed_bits_per_second;
    uint32_t index, flags, mtu_bytes, lower, master;
    uint8_t duplex, operstate, name_length; // As in cprobe_interface.
    bool stacked;
    char name[CPROBE_INTERFACE_NAME_BYTES];
} cprobe_kept_interface;

// The sockets of rtnetlink, and what was learnt through them. Members are the collector's own.
typedef struct cprobe_kept_links {
    int32_t socket, events;   // -1 while closed.
    bool was_asked;           // Before: the events are worth their cost from then on.
    bool is_fresh;            // No change was told of since the list below was read.
    bool is_known;            // And it is complete.
    bool has_no_netlink;      // The kernel refused: do not try again.
    bool has_no_statistics;   // It has no RTM_GETSTATS (before Linux 4.7).
    uint32_t sequence;        // Of the last request.
    uint32_t count;
    cprobe_kept_interface items[CPROBE_INTERFACES_KEPT];
} cprobe_kept_links;

// One file of one group that is kept open. Members are the collector's own.
typedef struct cprobe_kept_group_file {
    const char *name;   // Constant.
    uint32_t level;     // Which hierarchy, and how long the group's path is.
    int32_t descriptor; // Below 0: why there is none.
    uint16_t chain;     // 1 + the place of another file, of this level or one with its hash; or 0.
    uint64_t hash;      // Of the text, where the reader wants to know whether it changed.
} cprobe_kept_group_file;

// The directory of a mount of groups, open from when it was looked at until the groups are read.
typedef struct cprobe_kept_directory {
    uint32_t mount_line;
    int32_t descriptor;
} cprobe_kept_directory;

// The groups whose quota was asked for last. Members are the collector's own.
typedef struct cprobe_kept_groups {
    bool was_asked;          // Before: what tells of changes is worth its cost from then on.
    bool is_resolved;        // What follows holds.
    int32_t pid;             // Whose: 0 the own process, -1 a group, else a process.
    uint64_t group_hash;     // Of a group's name.
    uint32_t limits_of;      // As in cprobe_quota_subject.
    int32_t membership;      // Descriptor of /proc/PID/cgroup; -1 while closed.
    uint64_t membership_hash;
    int32_t pidfd;           // Of this process, whose group of v2 it tells; -1 while closed.
    bool has_no_pidfd;       // The kernel has none, or does not tell (before 6.13).
    uint64_t group_id;       // That group's, where the membership was found to hold; else 0.
    int32_t mounts;          // Descriptor of mountinfo, which tells by poll that mounts changed.
    int32_t namespaces;      // Descriptor of /proc/self/ns; -1 while closed.
    uint64_t namespaces_hash; // Of the names of the mount and the cgroup namespace.
    uint32_t directory_count;
    cprobe_kept_directory directories[CPROBE_HIERARCHIES];
    uint32_t file_count;
    cprobe_kept_group_file files[CPROBE_GROUP_FILES_KEPT];
    uint16_t chains[CPROBE_GROUP_CHAINS]; // By the hash of a level: 1 + the place of the last file.
    cprobe_container container;
    cprobe_failure container_failure; // Why a trace of one could not be read; code 0 where all could.
    bool is_online_hidden;   // Something is mounted over the list of online CPUs.
    cprobe_hierarchies hierarchies;
} cprobe_kept_groups;

// The list of mounts that was read last, in the caller's storage. Members are the collector's own.
typedef struct cprobe_kept_mounts {
    uint64_t read_ns; // CLOCK_MONOTONIC, which stands for the list; 0 where none can be used again.
    bool has_all;     // By a cprobe_mount_choice.
} cprobe_kept_mounts;

// What sections of this sample told, so that the quota need not ask again; 0 where none did. Members
// are the collector's own.
typedef struct cprobe_told {
    uint32_t online;                                  // CPUs.
    uint64_t memory_total_bytes, memory_available_bytes;
    uint32_t mountinfo_length; // Of the text in cprobe_collector.mountinfo.
} cprobe_told;

// One process whose stat file is kept open, and its statm where that was read. Members are the
// collector's own.
typedef struct cprobe_kept_process {
    int32_t pid;
    int32_t descriptor;
    int32_t statm;      // -1 where it is not open.
    uint32_t reading;   // In which it was seen last.
} cprobe_kept_process;

// What is kept of processes. Members are the collector's own.
typedef struct cprobe_kept_processes {
    bool has_boot_id;
    bool is_size_known;    // Whether the size of /proc/PID/fd was looked at,
    bool size_is_count;    // and is the number of descriptors.
    uint8_t hiding;        // Whether procfs is mounted with hidepid; see process_hidden.c.
    uint8_t boot_id[16];
    int32_t own_pid;       // As /proc numbers the process that opened it; 0 while not known.
    uint32_t reading;      // Of the whole table, counted.
    uint32_t count;
    cprobe_kept_process items[CPROBE_PROCESSES_KEPT]; // By ascending pid.
} cprobe_kept_processes;

// A child that was killed and has not ended, because a sensor holds it. Members are the collector's own.
typedef struct cprobe_kept_reader {
    int32_t pid;      // 0: none.
    uint32_t device;  // As in cprobe_sensor.
    uint32_t index;
    uint32_t file;    // The one that was read.
    uint8_t kind;     // Which list the sensor is in.
    uint8_t source;   // A cprobe_sensor_source.
} cprobe_kept_reader;

typedef struct cprobe_collector {
    cprobe_root root;
    int32_t pid;                 // The process that opened it.
    uint64_t pid_namespace;      // A hash of its pid namespace, where its pid is 1; else 0.
    uint32_t ticks_per_second;   // USER_HZ, the unit of /proc/stat.
    uint32_t page_bytes;         // 0 in a captured root: read from its files where they tell.
    uint32_t vmstat_bytes;       // As many of /proc/vmstat as are likely to be wanted; 0: all.
    uint32_t possible;           // CPUs that there can be, which is decided at boot; 0 while not known.
    uint32_t physical_cores;     // Counted once for each set of online CPUs; 0 while not known.
    uint32_t packages;
    cprobe_failure topology_failures[2]; // What made cores, and packages, unknown.
    uint64_t topology_key;       // Stands for the set of online CPUs that was counted.
    cprobe_told told;
    cprobe_kept kept[CPROBE_KEPT_FILES];
    cprobe_kept_links links;
    cprobe_kept_groups groups;
    cprobe_kept_mounts mounts;
    cprobe_kept_processes processes;
    cprobe_kept_reader readers[CPROBE_READERS_KEPT];
    char mountinfo[CPROBE_MOUNTINFO_BYTES];
    uint64_t scratch[CPROBE_SCRATCH_BYTES / sizeof(uint64_t)];
} cprobe_collector;

// Prepares `collector` to read beneath `root` ("/" for this machine; NULL means "/"). A relative
// root is taken from the working directory now, and a later change of it does not matter. Opens no
// kernel file yet.
//
// OK; INVALID (collector is NULL, or root is empty); NOT_FOUND, DENIED, EXHAUSTED or IO (the
// root is not a directory that can be opened); TOO_LARGE (its path). `failure` may be NULL.
// After OK, call cprobe_collector_close; after anything else there is nothing to close.
cprobe_result cprobe_collector_open(cprobe_collector *collector, const char *root,
                                    cprobe_failure *failure);

// Once before each sample or single reading, whose time for what a helper reads starts here: one getpid,
// and one readlink for pid 1. In a child of the process that opened the
// collector it closes the inherited descriptors, so that all is opened again. A quota that is read
// after cpu and memory, without another call of this between, takes the CPUs online and the machine's
// memory from them; a collector's first quota, after filesystem, the mounts too, if its text is short.
void cprobe_collector_begin(cprobe_collector *collector);

// Closes every kept descriptor. Harmless twice, and on zeroed storage that was never opened.
void cprobe_collector_close(cprobe_collector *collector);

// CLOCK_MONOTONIC in nanoseconds: the time between two readings, while the machine runs. False for
// a captured root, since nobody knows when the picture was taken.
bool cprobe_collector_monotonic_ns(const cprobe_collector *collector, uint64_t *time_ns);

// CLOCK_REALTIME in nanoseconds since 1970: when a reading was made, not how long one took.
uint64_t cprobe_wall_clock_ns(void);

// The root of this collector: OWN, LIVE or CAPTURED.
cprobe_root_kind cprobe_collector_root_kind(const cprobe_collector *collector);

#ifdef __cplusplus
}
#endif

#endif
