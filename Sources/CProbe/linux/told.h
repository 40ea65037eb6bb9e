// What sections of this sample read, so that the quota need not read it again.

#ifndef CP_LINUX_TOLD_H
#define CP_LINUX_TOLD_H

#include <stdbool.h>
#include <stdint.h>

enum {
    // Mounts that one section hands on to another, as text: some eighty.
    CP_MOUNTINFO_BYTES = 8192
};

// 0 where no section read it.
typedef struct cp_told {
    uint32_t online;                                  // CPUs.
    uint64_t memory_total_bytes, memory_available_bytes;
    uint32_t mountinfo_length; // Of the text.
    char mountinfo[CP_MOUNTINFO_BYTES];
} cp_told;

static inline void cp_told_init(cp_told *told) {
    told->online = 0;
    told->memory_total_bytes = 0;
    told->memory_available_bytes = 0;
    told->mountinfo_length = 0;
}

// The list of mounts that was read last, in the caller's storage.
typedef struct cp_mount_list {
    uint64_t read_ns; // CLOCK_MONOTONIC of that reading, as the list has it; 0 where no list can be used again.
    bool has_all;     // By a cprobe_mount_choice.
} cp_mount_list;

static inline void cp_mount_list_init(cp_mount_list *list) {
    *list = (cp_mount_list){0};
}

#endif
