// Processes as OpenBSD and NetBSD list them: OpenBSD's kinfo_proc and NetBSD's kinfo_proc2 have the
// same members, at other offsets. Pure but for cp_kinfo_begin().

#ifndef CP_BSD_KINFO_H
#define CP_BSD_KINFO_H

#include "process_list.h"

// The offsets; an optional one that is 0 is of a member that says nothing of the process.
typedef struct cp_kinfo_layout {
    uint16_t flags, pid, parent, session, group, foreground;          // int32_t
    uint16_t uid, effective_uid, saved_uid, gid, effective_gid, saved_gid; // uint32_t
    uint16_t state, nice;                                             // int8_t, uint8_t
    uint16_t command, command_bytes;
    uint16_t resident, text, data, stack;                             // int32_t, pages
    uint16_t has_usage;                                                // int64_t: not a zombie
    uint16_t start;                                                   // Seconds,
    uint8_t start_bytes;                                              // of 4 or 8 bytes,
    uint16_t start_us;                                                // uint32_t
    uint16_t user, system;                                            // Two uint32_t
    uint16_t last_cpu;                                                // uint64_t
    uint16_t virtual;                                                 // uint64_t
    bool is_virtual_pages;
    uint16_t peak;                                                    // Optional: uint64_t, KiB
    uint16_t minor_faults, major_faults, voluntary, involuntary;      // Optional: uint64_t
    uint16_t threads;                                                 // Optional: uint64_t
} cp_kinfo_layout;

// Converts a structure. False if it is malformed.
bool cp_kinfo_take(cp_span record, const cp_kinfo_layout *layout, const cp_process_pass *pass,
                   cprobe_process *process);

// Reads the boot time (the sysctl kern.N) and the memory (hw.N), with which processes are compared.
void cp_kinfo_begin(int boot_time, const char *memory_source, int memory, cp_process_pass *pass);

#endif
