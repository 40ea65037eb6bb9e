// Which list of mounts, in a caller's storage, is the one that this collector read last.

#ifndef CP_LINUX_MOUNT_LIST_H
#define CP_LINUX_MOUNT_LIST_H

#include <stdbool.h>
#include <stdint.h>

typedef struct cp_mount_list {
    uint64_t read_ns; // CLOCK_MONOTONIC of that reading, as the list has it; 0 where no list can be used again.
    bool has_all;     // By a cprobe_mount_choice.
} cp_mount_list;

// No list was read yet.
static inline void cp_mount_list_init(cp_mount_list *list) {
    *list = (cp_mount_list){0};
}

// The list is in the caller's storage: there is nothing to close, and it is not used again.
static inline void cp_mount_list_close(cp_mount_list *list) {
    cp_mount_list_init(list);
}

#endif
