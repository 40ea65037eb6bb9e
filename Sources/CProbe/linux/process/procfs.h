// Cached properties of the procfs mount: its boot id, whether its mount option hidepid hides
// processes from the reader, whether st_size of /proc/PID/fd counts descriptors, and whether its
// pids are those of the reader's pid namespace.

#ifndef CP_LINUX_PROCESS_PROCFS_H
#define CP_LINUX_PROCESS_PROCFS_H

#include "../../include/cprobe/process.h"
#include "../../source/reader.h"

typedef struct cp_procfs {
    bool has_boot_id;
    uint8_t boot_id[16];
    uint8_t hiding;        // Whether the mount has hidepid set: a value of the enum in procfs.c.
    bool is_size_known;    // size_is_count was determined.
    bool size_is_count;    // st_size of /proc/PID/fd is the number of descriptors.
    bool are_pids_known;   // has_own_pids was determined.
    bool has_own_pids;     // The pids are valid arguments of system calls.
} cp_procfs;

// Starts with nothing cached. There is nothing to close.
void cp_procfs_init(cp_procfs *procfs);

// Reads the boot id once and caches it. A failure is added to the failures of the reading.
void cp_procfs_read_boot_id(cp_procfs *procfs, cp_reader *reader, cprobe_processes *processes);

// Whether st_size of /proc/PID/fd is the number of open descriptors: since Linux 6.2.
bool cp_procfs_size_is_count(cp_procfs *procfs);

// Whether system calls accept the pids of procfs: false in a root other than "/", and if the /proc
// of another pid namespace is mounted (docker run -v /proc:/proc).
bool cp_procfs_has_own_pids(cp_procfs *procfs, const cp_reader *reader);

// Sets `hidden` of a reading of all processes. `has_first`: process 1 was listed. The mount options
// are read once and cached.
void cp_procfs_find_hidden(cp_procfs *procfs, cp_reader *reader, bool has_first,
                           cprobe_processes *processes);

// Whether a process that is missing from procfs may exist and be hidden by hidepid.
bool cp_procfs_may_hide(cp_procfs *procfs, cp_reader *reader, int32_t pid);

#endif
