// Processes: one of them, all of them, or the threads of one.
//
// /proc/PID/stat (times, state, start) and the exact resident memory are always read. What costs more
// is asked for by details, and only that is read.
//
// A process is known by its pid, its start in ticks and the boot id. A pid alone can be given to
// another process, and the time of a start in seconds moves with the wall clock.

#ifndef CPROBE_PROCESS_H
#define CPROBE_PROCESS_H

#include "collector.h"

#ifdef __cplusplus
extern "C" {
#endif

// Numbers of the fields of cprobe_process, for cprobe_has.
typedef enum CPROBE_CLOSED cprobe_process_field {
    // /proc/PID/stat
    CPROBE_PROCESS_PARENT_PID = 0,
    CPROBE_PROCESS_START, // start_ticks
    CPROBE_PROCESS_START_TIME, // start_ns
    CPROBE_PROCESS_NAME,
    CPROBE_PROCESS_STATE,
    CPROBE_PROCESS_MAIN_THREAD_ENDED,
    CPROBE_PROCESS_KERNEL_THREAD,
    CPROBE_PROCESS_THREADS,
    CPROBE_PROCESS_GROUP,
    CPROBE_PROCESS_SESSION,
    CPROBE_PROCESS_PRIORITY,
    CPROBE_PROCESS_NICE,
    CPROBE_PROCESS_LAST_CPU,
    CPROBE_PROCESS_USER_TIME,
    CPROBE_PROCESS_SYSTEM_TIME,
    CPROBE_PROCESS_TOTAL_TIME,
    CPROBE_PROCESS_CHILDREN_USER_TIME,
    CPROBE_PROCESS_CHILDREN_SYSTEM_TIME,
    CPROBE_PROCESS_MINOR_FAULTS,
    CPROBE_PROCESS_MAJOR_FAULTS,
    CPROBE_PROCESS_RSS_APPROXIMATE,
    CPROBE_PROCESS_VMS,
    // /proc/PID/statm; with CPROBE_DETAIL_STATUS /proc/PID/status
    CPROBE_PROCESS_RSS,
    CPROBE_PROCESS_ANONYMOUS,
    CPROBE_PROCESS_SHARED,
    CPROBE_PROCESS_MEMORY_PERCENT,
    // CPROBE_DETAIL_STATUS
    CPROBE_PROCESS_UID,
    CPROBE_PROCESS_EFFECTIVE_UID,
    CPROBE_PROCESS_GID,
    CPROBE_PROCESS_PEAK_RSS,
    CPROBE_PROCESS_SWAP,
    CPROBE_PROCESS_DATA,
    CPROBE_PROCESS_STACK,
    CPROBE_PROCESS_VOLUNTARY_SWITCHES,
    CPROBE_PROCESS_INVOLUNTARY_SWITCHES,
    // CPROBE_DETAIL_IO
    CPROBE_PROCESS_READ,
    CPROBE_PROCESS_WRITE,
    CPROBE_PROCESS_CANCELLED_WRITE,
    CPROBE_PROCESS_RCHAR,
    CPROBE_PROCESS_WCHAR,
    CPROBE_PROCESS_READ_CALLS,
    CPROBE_PROCESS_WRITE_CALLS,
    // CPROBE_DETAIL_DESCRIPTORS
    CPROBE_PROCESS_DESCRIPTORS,
    // CPROBE_DETAIL_COMMAND_LINE
    CPROBE_PROCESS_COMMAND_LINE,
    // CPROBE_DETAIL_CGROUP
    CPROBE_PROCESS_CGROUP,
    // CPROBE_DETAIL_PROPORTIONAL
    CPROBE_PROCESS_PROPORTIONAL,
    CPROBE_PROCESS_UNIQUE,
    CPROBE_PROCESS_PROPORTIONAL_SWAP
} cprobe_process_field;

// What may be asked for beyond /proc/PID/stat and statm, as bits. Each costs an open, a read and a
// close a process, unless it says otherwise.
typedef enum CPROBE_CLOSED cprobe_process_detail {
    CPROBE_DETAIL_STATUS = 1 << 0,       // /proc/PID/status.
    CPROBE_DETAIL_IO = 1 << 1,           // /proc/PID/io; needs the right to trace the process.
    CPROBE_DETAIL_DESCRIPTORS = 1 << 2,  // /proc/PID/fd: one stat since Linux 6.2, else its listing,
                                         // which needs the right to trace the process.
    CPROBE_DETAIL_COMMAND_LINE = 1 << 3, // /proc/PID/cmdline: waits for a process whose memory map is
                                         // locked.
    CPROBE_DETAIL_CGROUP = 1 << 4,       // /proc/PID/cgroup.
    CPROBE_DETAIL_PROPORTIONAL = 1 << 5, // /proc/PID/smaps_rollup: walks all its pages, milliseconds
                                         // for a large process, whose memory map it locks. Needs the
                                         // right to trace the process.
    CPROBE_DETAIL_APPROXIMATE_RSS = 1 << 6 // One file less: /proc/PID/statm is not read. rss_bytes is
                                         // absent where status is not read either, and
                                         // rss_approximate_bytes remains. Not among DETAILS_ALL.
} cprobe_process_detail;

enum {
    CPROBE_PROCESS_DETAILS_ALL = (1 << 6) - 1,
    // The kernel bounds a program's name at 15 bytes, and that of a worker of its own at 63.
    CPROBE_PROCESS_NAME_BYTES = 64
};

// One process, or one thread. Numbers are of all its threads, also of those that ended.
typedef struct cprobe_process {
    cprobe_presence present_fields; // Bits by cprobe_process_field.
    int32_t pid;             // As the root's /proc numbers it; of a thread, its own id.
    int32_t parent_pid;      // 0 where there is none, or it is in a pid namespace above.
    uint64_t start_ticks;    // When it started, in ticks since boot: never changes.
    uint64_t start_ns;       // The same in nanoseconds since boot, suspend included. Absent where that
                             // is before the zero of the reader's time namespace.
    uint32_t name_length;
    char name[CPROBE_PROCESS_NAME_BYTES]; // The command's, any bytes; not NUL-terminated.
    char state;              // The kernel's letter: R S D Z T t X I and others.
    bool main_thread_ended;  // Other threads go on. Of a process, state, memory, descriptors, command
                             // line, cgroup and switches are then a living thread's, since the kernel
                             // has none for the first; absent where none can be read.
    bool kernel_thread;      // It has no program: it is of the kernel itself.
    uint64_t threads;        // 1 or more; 0 of a process that is just ending.
    int32_t process_group;
    int32_t session;
    int32_t priority;        // As the kernel has it: 20 + nice, or below 0 in real time.
    int32_t nice;            // -20 to 19.
    uint32_t last_cpu;       // The CPU it ran on last.
    uint64_t user_time_ns;   // Guest time included. In steps of a tick, as the two below.
    uint64_t system_time_ns;
    uint64_t total_time_ns;  // User and system.
    uint64_t children_user_time_ns;   // Of children that ended and were waited for, with what these had
    uint64_t children_system_time_ns; // from theirs. From the start of each child on.
    uint64_t minor_faults;   // Page faults that needed no disk.
    uint64_t major_faults;   // Page faults that did.
    uint64_t rss_approximate_bytes; // Resident memory by stat: up to 64 pages a thread (before Linux
                             // 6.2) or some 32 a CPU (since) may not be counted yet.
    uint64_t vms_bytes;      // Address space.
    uint64_t rss_bytes;      // Resident memory, as exact as the kernel has it: VmRSS where status is
                             // read, else by statm. Both are exact since Linux 6.17, and no worse than
                             // stat before. 0 of a kernel thread and a zombie.
    uint64_t anonymous_bytes; // Resident and backed by no file: heap, stacks. From status since 4.5.
    uint64_t shared_bytes;   // Resident, of files and shared memory: other processes may share it.
    double memory_percent;   // rss_bytes, of the machine's memory (0-100).
    uint32_t uid;            // Real user id.
    uint32_t effective_uid;
    uint32_t gid;            // Real group id.
    uint64_t peak_rss_bytes; // The most that was ever resident; not below rss_bytes.
    uint64_t swap_bytes;     // Swapped out, without shared memory.
    uint64_t data_bytes;     // Private writable address space without the stack.
    uint64_t stack_bytes;    // Address space of the main thread's stack.
    uint64_t voluntary_switches;   // Of the main thread alone (see main_thread_ended): it waited,
    uint64_t involuntary_switches; // or its time was up.
    uint64_t read_bytes;     // Fetched from storage.
    uint64_t write_bytes;    // Sent to storage, or to be sent: dirtied.
    uint64_t cancelled_write_bytes; // Dirtied and deleted before it was written.
    uint64_t rchar_bytes;    // Asked of read() and its like: files, pipes, sockets, cache.
    uint64_t wchar_bytes;    // Given to write() and its like.
    uint64_t read_calls;     // Calls of read() and its like.
    uint64_t write_calls;
    uint64_t descriptors;    // Open, or reserved by an open() that has not returned yet.
    uint32_t command_line_offset; // In the text of the table: its arguments, a NUL after each.
    uint32_t command_line_length; // 0 of kernel threads and zombies.
    bool command_line_cut;        // It is longer than that.
    uint32_t cgroup_offset;  // In the text: the path of its control group, see below.
    uint32_t cgroup_length;
    uint64_t proportional_bytes; // Resident, where what is shared by n counts an n-th (PSS).
    uint64_t unique_bytes;       // Resident and shared with nobody: what its end would free (USS).
    uint64_t proportional_swap_bytes;
    // Bits by cprobe_process_detail: read, and nothing of it to be had. In a captured root whose page
    // size is not known status is read unasked, for the resident memory.
    uint32_t unread_details;
    // Why fields are absent, a failure for each file or line: of stat, of statm, of the details.
    cprobe_failures failures;
} cprobe_process;

// Room for processes, and for their texts: it is the caller's.
typedef struct cprobe_process_list {
    cprobe_process *items;
    size_t capacity;
    size_t count;         // That exist; may exceed the capacity.
    char *text;           // Command lines and groups. May be NULL where neither is asked for.
    size_t text_capacity;
    size_t text_length;   // That is needed; may exceed the capacity.
} cprobe_process_list;

// What is of all processes.
typedef struct cprobe_processes {
    bool has_boot_id;
    uint8_t boot_id[16];   // Of /proc/sys/kernel/random/boot_id: another at each boot.
    bool has_monotonic;
    uint64_t monotonic_ns; // When this was read, CLOCK_MONOTONIC; absent in a captured root.
    bool has_uptime;
    uint64_t uptime_ns;    // The same moment since boot, the clock of start_ns.
    bool has_memory_total;
    uint64_t memory_total_bytes; // Of the machine: what memory_percent is of.
    uint32_t ended;        // Processes that were listed, and gone when they were read.
    bool has_hidden;       // Of all processes only. Not known where procfs has hidepid and lists process
    bool hidden;           // 1 to a reader without CAP_SYS_PTRACE. hidden: procfs lists no processes of
                           // other users (hidepid).
    cprobe_failures failures;
} cprobe_processes;

// Reads every process beneath the root, in ascending order of pids. Threads are not among them.
// `details` are bits by cprobe_process_detail.
//
// A process that ends while this goes on is left out and counted; one that may not be looked at is
// there with its pid and its failure. The stat files of the first 256 processes
// stay open, so that the next reading costs them one system call each; but no descriptor is kept in
// the upper half of those that the process may have.
//
// The cgroup is the path of version 2 where that hierarchy is the only one or the path is not its
// root; else that of the named hierarchy of systemd, or of cpu, memory or pids, the first that is
// not a root; else "/".
//
// OK; TOO_LARGE (the list's counts say what is needed; its room is filled as far as it goes);
// NOT_FOUND, DENIED, EXHAUSTED, IO (the directory /proc); UNSUPPORTED, INVALID. `processes` is
// untouched unless OK or TOO_LARGE.
cprobe_result cprobe_processes_read(cprobe_collector *collector, uint32_t details,
                                    cprobe_processes *processes, cprobe_process_list *list,
                                    cprobe_failure *failure);

// Reads the threads of one process into a list; pid 0 is the calling process. Numbers are each
// thread's own; memory and descriptors are the process's. As cprobe_processes_read; NOT_FOUND where
// there is no such process or the number is a thread's; DENIED where it is hidden, or may be (hidepid).
cprobe_result cprobe_threads_read(cprobe_collector *collector, int32_t pid, uint32_t details,
                                  cprobe_processes *processes, cprobe_process_list *list,
                                  cprobe_failure *failure);

// Reads one process into the first item of a list; pid 0 is the calling process (in a captured root,
// proc/self). As cprobe_processes_read; NOT_FOUND where there is no such process or the number is a
// thread's; DENIED where it is hidden, or may be (hidepid); GONE where it ended meanwhile; UNSUPPORTED for
// pid 0 in a live root other than "/". What may not be read of it is said in the item.
cprobe_result cprobe_process_read(cprobe_collector *collector, int32_t pid, uint32_t details,
                                  cprobe_processes *processes, cprobe_process_list *list,
                                  cprobe_failure *failure);

// The name of a user.
typedef struct cprobe_user {
    uint32_t uid;
    uint32_t name_length;
    char name[64];        // Not NUL-terminated. A longer one is passed over.
} cprobe_user;

// Reads the users of /etc/passwd beneath the root, in its order. What other sources of names know
// (LDAP, systemd) is not among them. `count` becomes the number there is, which may exceed
// `capacity`. OK; NOT_FOUND, DENIED, EXHAUSTED, IO; UNSUPPORTED, INVALID.
cprobe_result cprobe_users_read(cprobe_collector *collector, cprobe_user *items, size_t capacity,
                                size_t *count, cprobe_failure *failure);

// The rest parses texts, is pure, and goes on any thread and any system. Each gives OK, MALFORMED or
// INVALID, and leaves `process` untouched unless OK. OK is also a text of which single fields are bad or
// missing, which every supported kernel prints: each joins process->failures with its line (0 where a
// line is missing).

// Parses the text of /proc/PID/stat into `process`, whatever that held before. `page_bytes` 0 leaves the
// resident memory absent.
cprobe_result cprobe_process_stat_parse(const char *bytes, size_t length,
                                        uint32_t ticks_per_second, uint32_t page_bytes,
                                        cprobe_process *process, cprobe_failure *failure);

// Adds what the text of /proc/PID/statm says. `page_bytes` is not 0. A text of zeros, as of a process
// that has no memory any more, adds nothing.
cprobe_result cprobe_process_statm_parse(const char *bytes, size_t length, uint32_t page_bytes,
                                         cprobe_process *process, cprobe_failure *failure);

// Adds what the text of /proc/PID/status tells. `thread_group` becomes the process that a thread is
// of; it may be NULL.
cprobe_result cprobe_process_status_parse(const char *bytes, size_t length, cprobe_process *process,
                                          int32_t *thread_group, cprobe_failure *failure);

// Adds what the text of /proc/PID/io tells.
cprobe_result cprobe_process_io_parse(const char *bytes, size_t length, cprobe_process *process,
                                      cprobe_failure *failure);

// Adds what the text of /proc/PID/smaps_rollup tells.
cprobe_result cprobe_smaps_rollup_parse(const char *bytes, size_t length, cprobe_process *process,
                                        cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif
