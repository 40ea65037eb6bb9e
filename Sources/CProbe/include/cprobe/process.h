// Processes: one, all, or the threads of one.
//
// /proc/PID/stat (times, state, start) and the resident memory are always read. Everything that
// costs more is read only if requested by a detail.
//
// A process is identified by its pid, its start in ticks and the boot id. A pid alone can be
// reused, and a start time in seconds changes with the wall clock.

#ifndef CPROBE_PROCESS_H
#define CPROBE_PROCESS_H

#include "collector.h"

#ifdef __cplusplus
extern "C" {
#endif

// Field numbers of cprobe_process, for cprobe_has().
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
    CPROBE_PROCESS_TERMINAL, // terminal_device
    CPROBE_PROCESS_FOREGROUND_GROUP,
    CPROBE_PROCESS_FLAGS,
    CPROBE_PROCESS_EXIT_SIGNAL,
    CPROBE_PROCESS_PRIORITY,
    CPROBE_PROCESS_NICE,
    CPROBE_PROCESS_REALTIME_PRIORITY,
    CPROBE_PROCESS_POLICY, // scheduling_policy
    CPROBE_PROCESS_LAST_CPU,
    CPROBE_PROCESS_USER_TIME,
    CPROBE_PROCESS_SYSTEM_TIME,
    CPROBE_PROCESS_TOTAL_TIME,
    CPROBE_PROCESS_CHILDREN_USER_TIME,
    CPROBE_PROCESS_CHILDREN_SYSTEM_TIME,
    CPROBE_PROCESS_GUEST_TIME,
    CPROBE_PROCESS_CHILDREN_GUEST_TIME,
    CPROBE_PROCESS_BLOCK_DELAY,
    CPROBE_PROCESS_MINOR_FAULTS,
    CPROBE_PROCESS_MAJOR_FAULTS,
    CPROBE_PROCESS_CHILDREN_MINOR_FAULTS,
    CPROBE_PROCESS_CHILDREN_MAJOR_FAULTS,
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
    CPROBE_PROCESS_SAVED_UID,
    CPROBE_PROCESS_FILESYSTEM_UID,
    CPROBE_PROCESS_GID,
    CPROBE_PROCESS_EFFECTIVE_GID,
    CPROBE_PROCESS_SAVED_GID,
    CPROBE_PROCESS_FILESYSTEM_GID,
    CPROBE_PROCESS_NAMESPACE_PID,
    CPROBE_PROCESS_TRACER_PID,
    CPROBE_PROCESS_PEAK_RSS,
    CPROBE_PROCESS_PEAK_VMS,
    CPROBE_PROCESS_FILE, // file_bytes
    CPROBE_PROCESS_SHMEM,
    CPROBE_PROCESS_SWAP,
    CPROBE_PROCESS_DATA,
    CPROBE_PROCESS_STACK,
    CPROBE_PROCESS_TEXT, // text_bytes
    CPROBE_PROCESS_LIBRARY,
    CPROBE_PROCESS_PAGE_TABLE,
    CPROBE_PROCESS_LOCKED,
    CPROBE_PROCESS_PINNED,
    CPROBE_PROCESS_HUGETLB,
    CPROBE_PROCESS_VOLUNTARY_SWITCHES,
    CPROBE_PROCESS_INVOLUNTARY_SWITCHES,
    CPROBE_PROCESS_SECCOMP_MODE,
    CPROBE_PROCESS_QUEUED_SIGNALS,
    CPROBE_PROCESS_QUEUED_SIGNALS_LIMIT,
    CPROBE_PROCESS_THP_ENABLED,
    CPROBE_PROCESS_NO_NEW_PRIVILEGES,
    CPROBE_PROCESS_PENDING_SIGNALS,
    CPROBE_PROCESS_SHARED_PENDING_SIGNALS,
    CPROBE_PROCESS_BLOCKED_SIGNALS,
    CPROBE_PROCESS_IGNORED_SIGNALS,
    CPROBE_PROCESS_CAUGHT_SIGNALS,
    CPROBE_PROCESS_INHERITABLE_CAPABILITIES,
    CPROBE_PROCESS_PERMITTED_CAPABILITIES,
    CPROBE_PROCESS_EFFECTIVE_CAPABILITIES,
    CPROBE_PROCESS_BOUNDING_CAPABILITIES,
    CPROBE_PROCESS_AMBIENT_CAPABILITIES,
    // CPROBE_DETAIL_STATUS_LISTS
    CPROBE_PROCESS_SUPPLEMENTARY_GROUPS,
    CPROBE_PROCESS_ALLOWED_CPUS,
    CPROBE_PROCESS_ALLOWED_NODES,
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
    CPROBE_PROCESS_PROPORTIONAL_SWAP,
    // CPROBE_DETAIL_PATHS
    CPROBE_PROCESS_EXECUTABLE,
    CPROBE_PROCESS_WORKING_DIRECTORY,
    CPROBE_PROCESS_ROOT_DIRECTORY,
    // CPROBE_DETAIL_NAMESPACES
    CPROBE_PROCESS_CGROUP_NAMESPACE,
    CPROBE_PROCESS_IPC_NAMESPACE,
    CPROBE_PROCESS_MOUNT_NAMESPACE,
    CPROBE_PROCESS_NETWORK_NAMESPACE,
    CPROBE_PROCESS_PID_NAMESPACE,
    CPROBE_PROCESS_CHILDREN_PID_NAMESPACE,
    CPROBE_PROCESS_TIME_NAMESPACE,
    CPROBE_PROCESS_CHILDREN_TIME_NAMESPACE,
    CPROBE_PROCESS_USER_NAMESPACE,
    CPROBE_PROCESS_UTS_NAMESPACE,
    // CPROBE_DETAIL_OOM
    CPROBE_PROCESS_OOM_SCORE,
    CPROBE_PROCESS_OOM_SCORE_ADJUSTMENT,
    // CPROBE_DETAIL_SCHEDSTAT
    CPROBE_PROCESS_RUN_TIME,
    CPROBE_PROCESS_RUN_DELAY,
    CPROBE_PROCESS_TIME_SLICES,
    // CPROBE_DETAIL_WCHAN
    CPROBE_PROCESS_WAIT_CHANNEL,
    // CPROBE_DETAIL_IO_PRIORITY
    CPROBE_PROCESS_IO_PRIORITY_CLASS,
    CPROBE_PROCESS_IO_PRIORITY_LEVEL,
    // CPROBE_DETAIL_LOGIN
    CPROBE_PROCESS_LOGIN_UID,
    CPROBE_PROCESS_AUDIT_SESSION,
    // CPROBE_DETAIL_AUTOGROUP
    CPROBE_PROCESS_AUTOGROUP,
    CPROBE_PROCESS_AUTOGROUP_NICE
} cprobe_process_field;

// Optional details beyond /proc/PID/stat and statm, as bits. Each costs an open, a read and a close
// per process, unless noted.
typedef enum CPROBE_CLOSED cprobe_process_detail {
    CPROBE_DETAIL_STATUS = 1 << 0,       // /proc/PID/status.
    CPROBE_DETAIL_IO = 1 << 1,           // /proc/PID/io; needs permission to trace the process.
    CPROBE_DETAIL_DESCRIPTORS = 1 << 2,  // /proc/PID/fd: one stat since Linux 6.2; before, its
                                         // listing, which needs permission to trace the process.
    CPROBE_DETAIL_COMMAND_LINE = 1 << 3, // /proc/PID/cmdline: blocks while the memory map of the
                                         // process is locked.
    CPROBE_DETAIL_CGROUP = 1 << 4,       // /proc/PID/cgroup.
    CPROBE_DETAIL_PROPORTIONAL = 1 << 5, // /proc/PID/smaps_rollup: walks all pages of the process,
                                         // milliseconds for a large one, and locks its memory map.
                                         // Needs permission to trace the process.
    CPROBE_DETAIL_APPROXIMATE_RSS = 1 << 6, // Saves one file: /proc/PID/statm is not read.
                                            // rss_bytes is absent unless status is read;
                                            // rss_approximate_bytes remains. Not in DETAILS_ALL.
    CPROBE_DETAIL_STATUS_LISTS = 1 << 7, // The lists of /proc/PID/status: supplementary groups,
                                         // CPUs and NUMA nodes allowed. No further file with
                                         // CPROBE_DETAIL_STATUS, which is implied.
    // The kernel or a captured root may lack the files of the following details: then the detail is
    // unread, without a failure.
    CPROBE_DETAIL_PATHS = 1 << 8,      // /proc/PID/exe, cwd and root: three readlink(2). Needs
                                       // permission to trace the process, as the next. Other
                                       // systems may look the paths up in their file systems,
                                       // which blocks while a server does not respond.
    CPROBE_DETAIL_NAMESPACES = 1 << 9, // /proc/PID/ns: an open and ten readlink(2).
    CPROBE_DETAIL_OOM = 1 << 10,       // /proc/PID/oom_score and oom_score_adj.
    CPROBE_DETAIL_SCHEDSTAT = 1 << 11, // /proc/PID/schedstat. CONFIG_SCHED_INFO.
    CPROBE_DETAIL_WCHAN = 1 << 12,     // /proc/PID/wchan. CONFIG_KALLSYMS.
    CPROBE_DETAIL_IO_PRIORITY = 1 << 13, // ioprio_get(2): one call. Only in the root "/", if its
                                         // /proc has the pids of the reader's pid namespace.
    CPROBE_DETAIL_LOGIN = 1 << 14,     // /proc/PID/loginuid and sessionid. CONFIG_AUDIT.
    CPROBE_DETAIL_AUTOGROUP = 1 << 15  // /proc/PID/autogroup. CONFIG_SCHED_AUTOGROUP.
} cprobe_process_detail;

enum {
    CPROBE_PROCESS_DETAILS_ALL = ((1 << 16) - 1) & ~CPROBE_DETAIL_APPROXIMATE_RSS,
    // The kernel limits the name of a program to 15 bytes and that of a kernel worker to 63.
    CPROBE_PROCESS_NAME_BYTES = 64
};

// One process or thread. The numbers of a process include all its threads, also ended ones.
typedef struct cprobe_process {
    cprobe_presence present_fields; // Bits by cprobe_process_field.
    int32_t pid;             // In the pid namespace of the root's /proc; of a thread, its thread
                             // id.
    int32_t parent_pid;      // 0 if there is none, or it is in an outer pid namespace.
    uint64_t start_ticks;    // Start time in ticks since boot; never changes.
    uint64_t start_ns;       // The same in nanoseconds since boot, including suspend. Absent if
                             // before the zero of the reader's time namespace. On macOS and NetBSD
                             // off by a step of the wall clock between the start and the
                             // collector's first reading.
    uint32_t name_length;
    char name[CPROBE_PROCESS_NAME_BYTES]; // The name of the command (comm), any bytes; not
                                          // NUL-terminated.
    char state;              // The kernel's letter: R S D Z T t X I and others.
    bool main_thread_ended;  // Other threads continue. The state, memory, descriptors, command
                             // line, cgroup and switches of a process are then those of a live
                             // thread, because the kernel has none for an ended main thread; absent
                             // if none can be read.
    bool kernel_thread;      // A thread of the kernel: has no program.
    uint64_t threads;        // 1 or more; 0 of a process that is just ending.
    int32_t process_group;
    int32_t session;
    uint32_t terminal_device; // The controlling terminal: its device number, as new_encode_dev() of
                              // the kernel packs major and minor; 0 if there is none.
    int32_t foreground_group; // The process group in the foreground of the terminal; -1 without a
                              // terminal, 0 if the process group is in an outer pid namespace.
    uint32_t flags;          // The kernel's PF_ bits (include/linux/sched.h); they differ between
                             // kernel versions.
    int32_t exit_signal;     // Sent to the parent at exit: usually 17, SIGCHLD; -1 of a thread.
    int32_t priority;        // As in the kernel: 20 + nice, or below 0 for real time.
    int32_t nice;            // -20 to 19.
    uint32_t realtime_priority; // 1 to 99 for the policies FIFO and RR; 0 for others.
    uint32_t scheduling_policy; // 0 OTHER, 1 FIFO, 2 RR, 3 BATCH, 5 IDLE, 6 DEADLINE, 7 EXT.
    uint32_t last_cpu;       // The CPU on which it last ran.
    uint64_t user_time_ns;   // Includes guest time. In steps of a tick, like the two below.
    uint64_t system_time_ns;
    uint64_t total_time_ns;  // User and system.
    uint64_t children_user_time_ns;   // Of children that ended and were waited for, including
    uint64_t children_system_time_ns; // their own such children, each from its start on.
    uint64_t guest_time_ns;  // Virtual CPUs of a guest; included in user_time_ns.
    uint64_t children_guest_time_ns; // Included in children_user_time_ns.
    uint64_t block_delay_ns; // Waited for block devices and swap-in. 0 unless delay accounting is
                             // on (kernel.task_delayacct, off by default since Linux 5.14).
    uint64_t minor_faults;   // Page faults without disk I/O.
    uint64_t major_faults;   // Page faults with disk I/O.
    uint64_t children_minor_faults; // Of children that ended and were waited for.
    uint64_t children_major_faults;
    uint64_t rss_approximate_bytes; // Resident memory from stat: may lack up to 64 pages per thread
                                    // (before Linux 6.2) or some 32 per CPU (since).
    uint64_t vms_bytes;      // Address space.
    uint64_t rss_bytes;      // Resident memory, as exact as the kernel provides: VmRSS if status is
                             // read, otherwise statm. Both are exact since Linux 6.17, and before
                             // no worse than stat. 0 of a kernel thread and a zombie.
    uint64_t anonymous_bytes; // Resident without a file: heap, stacks. From status since 4.5.
    uint64_t shared_bytes;   // Resident files and shared memory; other processes may share it.
    double memory_percent;   // rss_bytes of the machine's memory, 0 to 100.
    uint32_t uid;            // Real user id.
    uint32_t effective_uid;
    uint32_t saved_uid;
    uint32_t filesystem_uid; // For access to files; nearly always equal to effective_uid.
    uint32_t gid;            // Real group id.
    uint32_t effective_gid;
    uint32_t saved_gid;
    uint32_t filesystem_gid;
    int32_t namespace_pid;   // The pid in the process's own pid namespace. Since 4.1.
    int32_t tracer_pid;      // The process that traces it (ptrace); 0 if there is none.
    uint64_t peak_rss_bytes; // The maximum of rss_bytes so far; not below rss_bytes.
    uint64_t peak_vms_bytes; // The maximum of vms_bytes so far.
    uint64_t file_bytes;     // Resident pages of files. Since 4.5, as the next.
    uint64_t shmem_bytes;    // Resident shared memory: System V, tmpfs, shared anonymous mappings.
    uint64_t swap_bytes;     // Swapped out, excluding shared memory.
    uint64_t data_bytes;     // Private writable address space without the stack.
    uint64_t stack_bytes;    // Address space of the main thread's stack.
    uint64_t text_bytes;     // Address space of the program's code.
    uint64_t library_bytes;  // Address space of the code of shared libraries.
    uint64_t page_table_bytes; // Page tables.
    uint64_t locked_bytes;   // Address space locked by mlock(2).
    uint64_t pinned_bytes;   // Pages that cannot be moved because a device or io_uring uses them.
    uint64_t hugetlb_bytes;  // Pages of hugetlbfs; not part of rss_bytes.
    uint64_t voluntary_switches;   // Of the main thread only (see main_thread_ended): it waited,
    uint64_t involuntary_switches; // or its time slice ended.
    uint32_t seccomp_mode;   // 0 none, 1 strict, 2 filter. Absent without CONFIG_SECCOMP.
    uint64_t queued_signals; // Signals queued for all processes of the real user,
    uint64_t queued_signals_limit; // and the limit of that number; absent if unlimited.
    bool thp_enabled;        // Transparent huge pages are allowed (prctl). Since 5.0.
    bool no_new_privileges;  // execve() grants no privileges (prctl). Since 4.10.
    uint64_t pending_signals; // Sets of signals: bit 0 is signal 1. Pending for the main thread,
    uint64_t shared_pending_signals; // for the whole process;
    uint64_t blocked_signals; // blocked by the main thread; ignored, and caught by a handler.
    uint64_t ignored_signals;
    uint64_t caught_signals;
    uint64_t inheritable_capabilities; // Sets of capabilities: bit 0 is CAP_CHOWN.
    uint64_t permitted_capabilities;
    uint64_t effective_capabilities;
    uint64_t bounding_capabilities;
    uint64_t ambient_capabilities; // Since 4.3.
    uint32_t supplementary_groups_offset; // In the text of the list: group ids with blanks
    uint32_t supplementary_groups_length; // between; see cprobe_groups_take().
    uint32_t allowed_cpus_offset; // In the text of the list: "0-3,8", offline CPUs included. See
    uint32_t allowed_cpus_length; // cprobe_cpulist_take_range().
    uint32_t allowed_nodes_offset; // The same of NUMA nodes.
    uint32_t allowed_nodes_length;
    uint64_t read_bytes;     // Read from storage.
    uint64_t write_bytes;    // Written, or to be written, to storage: dirtied.
    uint64_t cancelled_write_bytes; // Dirtied and deleted before being written.
    uint64_t rchar_bytes;    // Returned by read() and similar calls: files, pipes, sockets, page
                             // cache.
    uint64_t wchar_bytes;    // Passed to write() and similar calls.
    uint64_t read_calls;     // Number of read() and similar calls.
    uint64_t write_calls;
    uint64_t descriptors;    // Open, or reserved by an open() in progress.
    uint32_t command_line_offset; // In the text of the list: the arguments, each followed by a NUL.
    uint32_t command_line_length; // 0 of kernel threads and zombies.
    bool command_line_cut;        // Truncated at the kernel's or the buffer's limit.
    uint32_t cgroup_offset;  // In the text of the list: the path of the cgroup, see below.
    uint32_t cgroup_length;
    uint64_t proportional_bytes; // Resident, each shared page divided by its number of users (PSS).
    uint64_t unique_bytes;       // Resident and not shared: would be freed at exit (USS).
    uint64_t proportional_swap_bytes;
    // In the text of the list: paths below the reader's root; a path outside of that root starts
    // with "(unreachable)". The kernel's mark of a removed file, " (deleted)", is cut off; a name
    // that ends with the mark looks the same.
    uint32_t executable_offset; // Absent of kernel threads and zombies.
    uint32_t executable_length;
    uint32_t working_directory_offset;
    uint32_t working_directory_length;
    uint32_t root_directory_offset;
    uint32_t root_directory_length;
    bool executable_deleted;
    bool working_directory_deleted;
    // Inode numbers, which identify a namespace: two processes with the same number share it.
    uint32_t cgroup_namespace;   // Since 4.6.
    uint32_t ipc_namespace;
    uint32_t mount_namespace;
    uint32_t network_namespace;
    uint32_t pid_namespace;
    uint32_t children_pid_namespace; // Of future children. Since 4.12.
    uint32_t time_namespace;     // Since 5.6.
    uint32_t children_time_namespace;
    uint32_t user_namespace;
    uint32_t uts_namespace;
    int32_t oom_score;       // The kernel kills the process with the highest one first.
    int32_t oom_score_adjustment; // -1000 to 1000.
    uint64_t run_time_ns;    // Of the main thread only, as the next two: on a CPU,
    uint64_t run_delay_ns;   // and ready to run but waiting for a CPU.
    uint64_t time_slices;    // How often it was given a CPU.
    uint32_t wait_channel_offset; // In the text of the list: the kernel function in which the main
    uint32_t wait_channel_length; // thread waits. Absent if it does not wait, or if the reader may
                                  // not trace it.
    uint32_t io_priority_class; // 0 none: follows nice; 1 real time, 2 best effort, 3 idle.
    uint32_t io_priority_level; // 0, the highest, to 7.
    uint32_t login_uid;      // The user that logged in, also after su or sudo. Absent if not set.
    uint32_t audit_session;  // The session of the kernel's audit. Absent if not set.
    uint64_t autogroup;      // The number of the autogroup, which shares CPU time as one unit.
    int32_t autogroup_nice;  // -20 to 19.
    // Bits by cprobe_process_detail: requested, but nothing could be read. In a captured root
    // without a known page size, status is read even if not requested, for the resident memory.
    uint32_t unread_details;
    // Why fields are absent: one failure for each file or line of stat, statm and the details.
    cprobe_failures failures;
} cprobe_process;

// Caller-provided storage for processes and their texts.
typedef struct cprobe_process_list {
    cprobe_process *items;
    size_t capacity;
    size_t count;         // The number of processes; may exceed the capacity.
    char *text;           // Command lines, cgroups and lists. May be NULL if none is requested.
    size_t text_capacity;
    size_t text_length;   // The number of bytes required; may exceed the capacity.
} cprobe_process_list;

// Values common to all processes.
typedef struct cprobe_processes {
    bool has_boot_id;
    uint8_t boot_id[16];   // /proc/sys/kernel/random/boot_id: changes at each boot.
    bool has_monotonic;
    uint64_t monotonic_ns; // When this was read, CLOCK_MONOTONIC; absent in a captured root.
    bool has_uptime;
    uint64_t uptime_ns;    // The same time since boot, the clock of start_ns.
    bool has_memory_total;
    uint64_t memory_total_bytes; // The machine's memory, the base of memory_percent.
    uint32_t ended;        // Processes that were listed, but ended before they were read.
    bool has_hidden;       // For all processes only. Not known if procfs has hidepid but lists pid
                           // 1
    bool hidden;           // to a reader without CAP_SYS_PTRACE. hidden: procfs omits processes of
                           // other users (hidepid).
    cprobe_failures failures;
} cprobe_processes;

// Reads every process of the root, in ascending order of pids, without threads. `details` are bits
// by cprobe_process_detail.
//
// A process that ends during the call is left out and counted. A process that may not be examined
// is listed with its pid and its failure. The stat files of the first 256 processes stay open, so
// that the next reading costs one system call for each; no descriptor is kept open in the upper
// half of the process's descriptor limit.
//
// The cgroup is the path in the v2 hierarchy if that is the only hierarchy or the path is not its
// root; otherwise the first path that is not a root among the hierarchies named systemd, cpu,
// memory and pids; otherwise "/".
//
// OK; TOO_LARGE (the list's counts are the required capacities; the list is filled up to its
// capacity); NOT_FOUND, DENIED, EXHAUSTED, IO (the directory /proc); UNSUPPORTED, INVALID.
// `processes` is untouched unless OK or TOO_LARGE.
cprobe_result cprobe_processes_read(cprobe_collector *collector, uint32_t details,
                                    cprobe_processes *processes, cprobe_process_list *list,
                                    cprobe_failure *failure);

// Reads the threads of one process into a list; pid 0 is the calling process. Numbers are those of
// each thread; memory and descriptors are those of the process. As cprobe_processes_read();
// NOT_FOUND if there is no such process or the number is a thread's; DENIED if the process is
// hidden, or may be (hidepid).
cprobe_result cprobe_threads_read(cprobe_collector *collector, int32_t pid, uint32_t details,
                                  cprobe_processes *processes, cprobe_process_list *list,
                                  cprobe_failure *failure);

// Reads one process into the first item of a list; pid 0 is the calling process (in a captured
// root, proc/self). As cprobe_processes_read(); NOT_FOUND if there is no such process or the number
// is a thread's; DENIED if the process is hidden, or may be (hidepid); GONE if it ended meanwhile;
// UNSUPPORTED for pid 0 in a live root other than "/". Files that could not be read are failures of
// the item.
cprobe_result cprobe_process_read(cprobe_collector *collector, int32_t pid, uint32_t details,
                                  cprobe_processes *processes, cprobe_process_list *list,
                                  cprobe_failure *failure);

// The name of a user.
typedef struct cprobe_user {
    uint32_t uid;
    uint32_t name_length;
    char name[64];        // Not NUL-terminated. Users with longer names are skipped.
} cprobe_user;

// Reads the users of the root's /etc/passwd, in its order. Other sources of names (LDAP, systemd)
// are not read. Sets `count` to the number of users, which may exceed `capacity`. OK; NOT_FOUND,
// DENIED, EXHAUSTED, IO; UNSUPPORTED, INVALID.
cprobe_result cprobe_users_read(cprobe_collector *collector, cprobe_user *items, size_t capacity,
                                size_t *count, cprobe_failure *failure);

// The remaining functions parse texts; they are pure: any thread, any system. Each returns OK,
// MALFORMED or INVALID, and leaves `process` untouched unless OK. A text with single fields that
// are malformed, or missing although every supported kernel prints them, is OK: each adds a failure
// with its line (0 if missing) to process->failures.

// Parses /proc/PID/stat into `process`, replacing its contents. `page_bytes` 0 leaves the resident
// memory absent.
cprobe_result cprobe_process_stat_parse(const char *bytes, size_t length,
                                        uint32_t ticks_per_second, uint32_t page_bytes,
                                        cprobe_process *process, cprobe_failure *failure);

// Adds the fields of /proc/PID/statm. `page_bytes` must not be 0. A text of zeros, printed for a
// process without memory, adds nothing.
cprobe_result cprobe_process_statm_parse(const char *bytes, size_t length, uint32_t page_bytes,
                                         cprobe_process *process, cprobe_failure *failure);

// Adds the fields of /proc/PID/status, its lists excepted. `thread_group` receives the process of a
// thread; may be NULL.
cprobe_result cprobe_process_status_parse(const char *bytes, size_t length, cprobe_process *process,
                                          int32_t *thread_group, cprobe_failure *failure);

// Takes the first group id off a text of supplementary groups, and the blanks around it: `*bytes`
// and `*length` become the rest. False at the end, or at a word that is not a group id.
bool cprobe_groups_take(const char **bytes, size_t *length, uint32_t *gid);

// Adds the fields of /proc/PID/io.
cprobe_result cprobe_process_io_parse(const char *bytes, size_t length, cprobe_process *process,
                                      cprobe_failure *failure);

// Adds the fields of /proc/PID/smaps_rollup.
cprobe_result cprobe_smaps_rollup_parse(const char *bytes, size_t length, cprobe_process *process,
                                        cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif
