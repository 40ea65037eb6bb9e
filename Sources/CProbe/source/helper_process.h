// The memory shared by the helper and its creator, and the helper's main function.

#ifndef CP_SOURCE_HELPER_PROCESS_H
#define CP_SOURCE_HELPER_PROCESS_H

#include <sys/vfs.h>

#include "../include/cprobe/result.h"

typedef enum cp_helper_action {
    CP_HELPER_READ = 0, // Opens a file and reads its first part.
    CP_HELPER_READ_ON,  // Reads the next part of that file.
    CP_HELPER_STATFS
} cp_helper_action;

// A separate mapping that remains as long as the helper lives: a blocked helper may still write to
// it when its request ends.
typedef struct cp_helper_memory {
    // Request, written by the creator before it sends a byte.
    int32_t socket;
    int32_t action;        // A cp_helper_action.
    bool has_directory;    // A descriptor is sent with the byte; the path is relative to it.
    bool enters_root;      // As in cp_helper_path.
    uint64_t resolve;      // For openat2(2).
    char path[CPROBE_PATH_BYTES];
    // Response, written by the helper before it sends a byte back.
    int32_t error;         // An errno, or 0.
    bool is_over;          // READ: the file has ended.
    uint64_t length;       // READ: bytes in the buffer.
    uint64_t mount;        // STATFS: as in cp_found.
    uint64_t device;
    struct statfs file_system;
    // Used by the helper only.
    uint64_t work[64];
    char buffer[65536];
    _Alignas(16) char stack[16384];
} cp_helper_memory;

// The main function of the helper, for clone(2) with CLONE_VM. `memory` is a cp_helper_memory.
int cp_helper_main(void *memory);

#endif
