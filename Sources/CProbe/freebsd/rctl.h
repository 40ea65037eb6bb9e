// The rules of rctl(8) that limit a process: its own, and those of its user, login class and jail.
//
//     jail:www:pcpu:deny=150,user:bob:memoryuse:deny=1073741824/process
//
//     rules = [rule {"," rule}]
//     rule  = subject ":" [subject-id] ":" resource ":" action "=" amount ["/" subject]
//     amount = digits             percent of one CPU (pcpu), bytes, or a number
//
// Each rule is an upper bound of what the process uses: the least of a resource counts. The actions
// "log", "devctl" and signals limit nothing. rctl_get_limits(2), sys/kern/kern_rctl.c.

#ifndef CP_FREEBSD_RCTL_H
#define CP_FREEBSD_RCTL_H

#include "../include/cprobe/result.h"
#include "../text/span.h"

typedef enum cp_rctl_resource {
    CP_RCTL_PCPU = 0,   // Percent of one CPU.
    CP_RCTL_MEMORYUSE,  // Bytes of resident memory.
    CP_RCTL_SWAPUSE,    // Bytes of swap.
    CP_RCTL_NTHR        // Threads.
} cp_rctl_resource;

enum { CP_RCTL_RESOURCES = 4 };

typedef struct cp_rctl_limits {
    bool is_limited[CP_RCTL_RESOURCES];
    uint64_t limits[CP_RCTL_RESOURCES];
    bool limits_io;      // A rule throttles reads or writes.
    bool is_malformed;   // A rule could not be parsed, and may limit anything.
} cp_rctl_limits;

// Parses the rules. Pure.
void cp_rctl_parse(cp_span rules, cp_rctl_limits *limits);

#endif
