// Identifies the list of mounts that this collector read last into a caller's storage.

#ifndef CP_LINUX_MOUNT_LIST_H
#define CP_LINUX_MOUNT_LIST_H

#include <stdbool.h>
#include <stdint.h>

typedef struct cp_mount_list {
    uint64_t read_ns; // Of that reading, on CLOCK_MONOTONIC, as in the list; 0: no list can be
                      // reused.
    bool has_all;     // By a cprobe_mount_choice.
} cp_mount_list;

// Starts with no list.
static inline void cp_mount_list_init(cp_mount_list *list) {
    *list = (cp_mount_list){0};
}

// The list is in the caller's storage: nothing to close, but it is not reused.
static inline void cp_mount_list_close(cp_mount_list *list) {
    cp_mount_list_init(list);
}

#endif
