// Small files and links of a process; each .c file describes its format. A parser returns false for
// a malformed text, and then stores nothing.

#ifndef CP_FORMAT_PROCESS_FILES_H
#define CP_FORMAT_PROCESS_FILES_H

#include <stdint.h>

#include "../text/span.h"

// /proc/PID/oom_score and oom_score_adj: process_oom.c.
bool cp_process_oom_parse(cp_span text, int32_t *score);

// /proc/PID/schedstat: process_schedstat.c.
typedef struct cp_process_schedstat {
    uint64_t run_time_ns;
    uint64_t run_delay_ns;
    uint64_t time_slices;
} cp_process_schedstat;

bool cp_process_schedstat_parse(cp_span text, cp_process_schedstat *schedstat);

// /proc/PID/loginuid and sessionid: process_login.c. `is_set` false: no user has logged in.
bool cp_process_login_parse(cp_span text, uint32_t *id, bool *is_set);

// /proc/PID/autogroup: process_autogroup.c.
bool cp_process_autogroup_parse(cp_span text, uint64_t *id, int32_t *nice);

// /proc/PID/wchan: process_wchan.c. The span is empty if the thread does not wait.
bool cp_process_wchan_parse(cp_span text, cp_span *function);

// The targets of /proc/PID/exe, cwd, root and fd, and of /proc/PID/ns: process_links.c. Cuts off
// the kernel's mark of a removed file.
void cp_process_path_parse(cp_span *path, bool *is_deleted);

// /proc/PID/uid_map and gid_map: uid_map.c. The id inside of the user namespace; false if it has
// none.
bool cp_uid_map_find(cp_span text, uint32_t outside, uint32_t *inside);

// /proc/PID/stat: process_stat.c. The program that a process executes, by addresses that differ
// after execve(2); the kernel prints 0 or 1 to a reader without permission.
typedef struct cp_process_program {
    uint64_t start_code;
    uint64_t start_stack;
} cp_process_program;

bool cp_process_program_parse(cp_span text, cp_process_program *program);

// The same text: the addresses of the program, of which the kernel prints 0 or 1 to a reader
// without permission, as of the exit status 0.
typedef struct cp_process_addresses {
    bool has_memory; // False of kernel threads and zombies.
    bool is_zombie;
    int32_t exit_status;
    uint64_t code_start, code_end;
    uint64_t data_start, data_end;
    uint64_t heap_start, stack_start;
    uint64_t arguments_start, arguments_end;
    uint64_t environment_start, environment_end;
} cp_process_addresses;

bool cp_process_addresses_parse(cp_span text, cp_process_addresses *addresses);

// "mnt:[4026531840]"; "socket:[17]" and "pipe:[17]" likewise.
bool cp_process_inode_parse(cp_span target, cp_span *kind, uint64_t *inode);

#endif
