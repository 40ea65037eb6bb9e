// What the helper and its creator share, and what runs in the helper.

#ifndef CP_SOURCE_HELPER_PROCESS_H
#define CP_SOURCE_HELPER_PROCESS_H

#include <sys/vfs.h>

#include "../include/cprobe/result.h"

typedef enum cp_helper_action {
    CP_HELPER_READ = 0, // Opens a file and reads its first part.
    CP_HELPER_READ_ON,  // Reads the next part of that file.
    CP_HELPER_STATFS
} cp_helper_action;

// A mapping of its own, which stays for as long as the helper lives: a blocked one may write to it
// when its request ends at last.
typedef struct cp_helper_memory {
    // The request, written by the creator before it sends a byte.
    int32_t socket;
    int32_t action;        // A cp_helper_action.
    bool has_directory;    // A descriptor comes with the byte, and the path begins there.
    uint64_t resolve;      // Of openat2(2).
    char path[CPROBE_PATH_BYTES];
    // The answer, written by the helper before it sends a byte back.
    int32_t error;         // An errno, or 0.
    bool is_over;          // READ: the file has ended.
    uint64_t length;       // READ: bytes in the buffer.
    uint64_t mount;        // STATFS: as in cp_found.
    uint64_t device;
    struct statfs file_system;
    // Of the helper alone.
    uint64_t work[64];
    char buffer[65536];
    _Alignas(16) char stack[16384];
} cp_helper_memory;

// The main function of the helper, for clone(2) with CLONE_VM. `memory` is a cp_helper_memory.
int cp_helper_main(void *memory);

#endif
