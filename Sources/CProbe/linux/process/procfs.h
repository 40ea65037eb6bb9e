// What is known of this procfs once it was looked at: the boot that it is of, whether it hides processes
// from the reader (its mount option hidepid), and what its directories report.

#ifndef CP_LINUX_PROCESS_PROCFS_H
#define CP_LINUX_PROCESS_PROCFS_H

#include "../../include/cprobe/process.h"
#include "../../source/reader.h"

typedef struct cp_procfs {
    bool has_boot_id;
    uint8_t boot_id[16];
    uint8_t hiding;        // Whether it is mounted with hidepid; see procfs.c.
    bool is_size_known;    // Whether it is known if the size of /proc/PID/fd
    bool size_is_count;    // is the number of descriptors.
} cp_procfs;

// Nothing is known yet. There is nothing to close.
void cp_procfs_init(cp_procfs *procfs);

// Reads the boot id, once. Its failure joins those of the reading.
void cp_procfs_read_boot_id(cp_procfs *procfs, cp_reader *reader, cprobe_processes *processes);

// Whether the size of /proc/PID/fd is the number of descriptors: since Linux 6.2.
bool cp_procfs_size_is_count(cp_procfs *procfs);

// Sets `hidden` of a reading of all processes. `has_first`: process 1 was listed. The mount is looked for
// once, and cached.
void cp_procfs_find_hidden(cp_procfs *procfs, cp_reader *reader, bool has_first,
                              cprobe_processes *processes);

// Whether a process that procfs does not have may be there and hidden.
bool cp_procfs_may_hide(cp_procfs *procfs, cp_reader *reader, int32_t pid);

#endif
