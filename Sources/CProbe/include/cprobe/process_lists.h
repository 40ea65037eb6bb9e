// One process in depth: its user, program, network, mounts, memory, memory mappings, open files,
// environment and GPU clients.
//
// Each call reads one process, given by its pid; pid 0 is the calling process (in a captured root,
// proc/self). The files that a call reads are those of one process even if the pid is reused
// meanwhile: the directory of the process is held open, and its start, its state and the addresses
// of its program are compared before and after. A process whose main thread has ended is read
// through a living thread.
//
// Every call can return NOT_FOUND (no such process, the number is a thread's, or the kernel lacks
// the file), GONE (the process ended, or started another program, during the call), DENIED (the
// process belongs to another user, or is hidden, or may be), EXHAUSTED, IO, UNSUPPORTED (this port;
// pid 0 in a live root other than "/") and INVALID. Kernel threads and zombies have no memory: that
// is OK with nothing listed. Outputs are untouched unless OK or TOO_LARGE, but lists may be written
// to.

#ifndef CPROBE_PROCESS_LISTS_H
#define CPROBE_PROCESS_LISTS_H

#include "filesystem.h"
#include "network.h"
#include "process.h"

#ifdef __cplusplus
extern "C" {
#endif

// The process that a call has read, and what could not be read.
typedef struct cprobe_process_reading {
    int32_t pid;           // In the pid namespace of the root's /proc.
    bool has_start;        // False only in a captured root without the stat file.
    uint64_t start_ticks;  // As in cprobe_process. Pid, start and boot id identify the process.
    bool has_boot_id;
    uint8_t boot_id[16];   // As in cprobe_processes.
    cprobe_failures failures; // Failures that made fields or items absent.
} cprobe_process_reading;

// ---- the user

// The real user and group of a process, by the passwd and group files of its own root directory.
typedef struct cprobe_process_user {
    uint32_t uid;         // In the reader's user namespace, as in cprobe_process.
    bool has_inner_uid;   // False if the process's user namespace has no such user, or its map
                          // cannot be read.
    uint32_t inner_uid;   // In the user namespace of the process.
    uint32_t name_length; // 0: the file has no user with inner_uid, or could not be read.
    char name[64];        // Not NUL-terminated.
    uint32_t gid;         // The same of the real group.
    bool has_inner_gid;
    uint32_t inner_gid;
    uint32_t group_length;
    char group[64];
} cprobe_process_user;

// Reads the names of the real uid and gid of a process from /etc/passwd and /etc/group below the
// process's own root directory, as of a container. No link leads out of that root, only regular
// files of at most 4 MiB are read, and a file server that does not respond is left after the
// deadline.
//
// If a file is missing or cannot be read, its name is absent and reading->failures has the
// reason: NOT_FOUND, STALLED, MALFORMED (no regular file), TOO_LARGE, GONE (of a file server);
// UNSUPPORTED before Linux 5.6. The call is UNSUPPORTED in a captured root.
cprobe_result cprobe_process_user_read(cprobe_collector *collector, int32_t pid,
                                       cprobe_process_user *user, cprobe_process_reading *reading,
                                       cprobe_failure *failure);

// ---- the program

// The values that the kernel handed to the program at its start: getauxval(3). The kernel has some
// 20, and never more than 50.
enum { CPROBE_AUXILIARY_VALUES = 64 };

typedef struct cprobe_auxiliary_value {
    uint64_t type;  // AT_ of linux/auxvec.h: 6, AT_PAGESZ, is the size of a page.
    uint64_t value; // A number, or an address in the process.
} cprobe_auxiliary_value;

// What the main thread does now.
typedef enum CPROBE_CLOSED cprobe_system_call_state {
    CPROBE_SYSTEM_CALL_UNKNOWN = 0, // Not read.
    CPROBE_SYSTEM_CALL_RUNNING,     // The thread runs, or is ready to: in a call or not.
    CPROBE_SYSTEM_CALL_OUTSIDE,     // It waits, but not in a call: for a page, or stopped.
    CPROBE_SYSTEM_CALL_WAITING      // It waits in a call.
} cprobe_system_call_state;

enum { CPROBE_SYSTEM_CALL_ARGUMENTS = 6 };

// The program of a process: its addresses and what it does. Addresses are those in the process.
typedef struct cprobe_program {
    uint32_t address_bits;    // 64 or 32: the class of the program's ELF file; 0: not read.
    uint32_t auxiliary_count; // 0 if not read.
    cprobe_auxiliary_value auxiliary[CPROBE_AUXILIARY_VALUES]; // In the kernel's order.
    bool has_addresses;
    uint64_t code_start;
    uint64_t code_end;
    uint64_t data_start;      // Initialized and zeroed data.
    uint64_t data_end;
    uint64_t heap_start;      // Where brk(2) begins.
    uint64_t stack_start;
    uint64_t arguments_start; // The command line.
    uint64_t arguments_end;
    uint64_t environment_start;
    uint64_t environment_end;
    bool has_exit_status;     // The process is a zombie, and the reader may know its status.
    int32_t exit_status;      // As of waitpid(2): a signal in the lowest 7 bits, or 256 times the
                              // argument of exit().
    cprobe_system_call_state system_call_state;
    int32_t system_call;      // Its number, which differs between processors; only if WAITING, as
    uint64_t arguments[CPROBE_SYSTEM_CALL_ARGUMENTS]; // the arguments.
    uint64_t stack_pointer;   // Only if OUTSIDE or WAITING, as the next.
    uint64_t instruction_pointer;
} cprobe_program;

// Reads the program of a process: /proc/PID/auxv, stat and syscall. All need permission to trace
// the process: the last even that to control it (PTRACE_MODE_ATTACH), which Yama may limit. A file
// that cannot be read leaves its own members absent and is added to reading->failures. Kernel
// threads and zombies have no addresses and no auxiliary vector, which is no failure.
//
// Also MALFORMED of /proc/PID/stat.
cprobe_result cprobe_program_read(cprobe_collector *collector, int32_t pid, cprobe_program *program,
                                  cprobe_process_reading *reading, cprobe_failure *failure);

// Parses /proc/PID/auxv: address_bits and the auxiliary values. Pure: any thread, any system. OK
// (an empty text has none), MALFORMED (no vector of the processor's byte order, or a cut one),
// TOO_LARGE, INVALID; `program` is untouched unless OK.
cprobe_result cprobe_auxv_parse(const char *bytes, size_t length, cprobe_program *program,
                                cprobe_failure *failure);

// Parses /proc/PID/syscall: the last members. Pure. OK, MALFORMED, INVALID; `program` is untouched
// unless OK.
cprobe_result cprobe_process_syscall_parse(const char *bytes, size_t length,
                                           cprobe_program *program, cprobe_failure *failure);

// ---- network

// Reads the counters of a process's own network namespace: of each interface from
// /proc/PID/net/dev, of sockets from sockstat, of protocols from snmp. Whether an interface is
// stacked is unknown: `total` is of all interfaces but lo. `count` becomes the number of
// interfaces.
//
// Fields of a file that cannot be read are absent, and network->failures has the reason; if none
// can be read, the call fails as the first. Also TOO_LARGE (`count` is the required capacity) and
// MALFORMED.
cprobe_result cprobe_process_network_read(cprobe_collector *collector, int32_t pid,
                                          cprobe_network *network, cprobe_interface *items,
                                          size_t capacity, size_t *count,
                                          cprobe_process_reading *reading,
                                          cprobe_failure *failure);

// ---- mounts

// Reads the mounts of the mount namespace of a process that are below its root directory:
// /proc/PID/mountinfo, in the kernel's order. The usage of no file system is queried, and of each
// mount only the ids, the propagation, the device, the texts and read_only have a meaning.
//
// Also NOT_FOUND of a zombie, TOO_LARGE (`mounts` has the required capacities) and MALFORMED (there
// are lines, and none is a mount). A malformed line is left out and added to reading->failures.
cprobe_result cprobe_process_mounts_read(cprobe_collector *collector, int32_t pid,
                                         cprobe_mounts *mounts, cprobe_process_reading *reading,
                                         cprobe_failure *failure);

// ---- memory

// Field numbers of cprobe_process_memory, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_process_memory_field {
    CPROBE_PROCESS_MEMORY_RSS = 0,
    CPROBE_PROCESS_MEMORY_PSS,
    CPROBE_PROCESS_MEMORY_PSS_DIRTY,
    CPROBE_PROCESS_MEMORY_PSS_ANONYMOUS,
    CPROBE_PROCESS_MEMORY_PSS_FILE,
    CPROBE_PROCESS_MEMORY_PSS_SHMEM,
    CPROBE_PROCESS_MEMORY_SHARED_CLEAN,
    CPROBE_PROCESS_MEMORY_SHARED_DIRTY,
    CPROBE_PROCESS_MEMORY_PRIVATE_CLEAN,
    CPROBE_PROCESS_MEMORY_PRIVATE_DIRTY,
    CPROBE_PROCESS_MEMORY_REFERENCED,
    CPROBE_PROCESS_MEMORY_ANONYMOUS,
    CPROBE_PROCESS_MEMORY_KSM,
    CPROBE_PROCESS_MEMORY_LAZY_FREE,
    CPROBE_PROCESS_MEMORY_ANONYMOUS_HUGE_PAGES,
    CPROBE_PROCESS_MEMORY_SHARED_HUGE_MAPPED,
    CPROBE_PROCESS_MEMORY_FILE_HUGE_MAPPED,
    CPROBE_PROCESS_MEMORY_SHARED_HUGETLB,
    CPROBE_PROCESS_MEMORY_PRIVATE_HUGETLB,
    CPROBE_PROCESS_MEMORY_SWAP,
    CPROBE_PROCESS_MEMORY_SWAP_PSS,
    CPROBE_PROCESS_MEMORY_LOCKED
} cprobe_process_memory_field;

// The memory of a process, or of one of its mappings. In brackets, the kernel's key.
typedef struct cprobe_process_memory {
    cprobe_presence present_fields; // Bits by cprobe_process_memory_field.
    uint64_t rss_bytes;           // Resident [Rss].
    uint64_t pss_bytes;           // Resident, each page divided by its number of users [Pss].
    uint64_t pss_dirty_bytes;     // The part of pss_bytes that is dirty [Pss_Dirty]. Since 6.0.
    uint64_t pss_anonymous_bytes; // The part of pss_bytes without a file [Pss_Anon]. Since 5.3, and
                                  // of a whole process only, as the next two.
    uint64_t pss_file_bytes;      // The part of pss_bytes in files [Pss_File].
    uint64_t pss_shmem_bytes;     // The part of pss_bytes in shared memory and tmpfs [Pss_Shmem].
    uint64_t shared_clean_bytes;  // Mapped by others, too, and unchanged [Shared_Clean].
    uint64_t shared_dirty_bytes;  // Mapped by others, too, and changed [Shared_Dirty].
    uint64_t private_clean_bytes; // Mapped by this process only, and unchanged [Private_Clean].
    uint64_t private_dirty_bytes; // Mapped by this process only, and changed [Private_Dirty].
    uint64_t referenced_bytes;    // Marked as accessed [Referenced].
    uint64_t anonymous_bytes;     // Without a file, or a private copy of a file's page [Anonymous].
    uint64_t ksm_bytes;           // Merged with equal pages [KSM]. Since 6.7.
    uint64_t lazy_free_bytes;     // Freed by madvise(2) as soon as memory is short [LazyFree].
    uint64_t anonymous_huge_pages_bytes; // Transparent huge pages without a file [AnonHugePages].
    uint64_t shared_huge_mapped_bytes;   // Shared memory in huge pages [ShmemPmdMapped].
    uint64_t file_huge_mapped_bytes;     // Files in huge pages [FilePmdMapped]. Since 5.4.
    uint64_t shared_hugetlb_bytes;  // Pages of hugetlbfs with other users [Shared_Hugetlb]; not
                                    // part of rss_bytes and pss_bytes, as the next.
    uint64_t private_hugetlb_bytes; // Pages of hugetlbfs without other users [Private_Hugetlb].
    uint64_t swap_bytes;          // Swapped out [Swap].
    uint64_t swap_pss_bytes;      // Swapped out, each page divided by its number of users
                                  // [SwapPss].
    uint64_t locked_bytes;        // Locked in memory, as a part of pss_bytes [Locked].
} cprobe_process_memory;

// Reads /proc/PID/smaps_rollup. The kernel walks all pages of the process: milliseconds for a large
// one. No field is present for a process without memory.
//
// Also MALFORMED.
cprobe_result cprobe_process_memory_read(cprobe_collector *collector, int32_t pid,
                                         cprobe_process_memory *memory,
                                         cprobe_process_reading *reading, cprobe_failure *failure);

// Parses /proc/PID/smaps_rollup. Pure: any thread, any system. Each malformed line costs its own
// field and is added to `failures`. OK; MALFORMED (no line is valid), INVALID.
cprobe_result cprobe_process_memory_parse(const char *bytes, size_t length,
                                          cprobe_process_memory *memory,
                                          cprobe_failures *failures, cprobe_failure *failure);

// ---- memory mappings

// One mapping of an address space.
typedef struct cprobe_mapping {
    uint64_t start_address;
    uint64_t end_address;    // Behind the last byte.
    bool readable;
    bool writable;
    bool executable;
    bool shared;             // MAP_SHARED: writes reach the file or the other processes.
    bool has_memory;         // The figures below, and the item's element of `memory`, were read.
    bool has_thp_eligible;
    bool thp_eligible;       // The kernel may use transparent huge pages [THPeligible]. Since 5.0.
    uint64_t file_offset_bytes; // Of the first byte in the file; 0 without a file.
    uint32_t device_major;   // The device of the file system, as the next two 0 without a file.
    uint32_t device_minor;
    uint64_t inode;
    uint64_t page_bytes;     // The size of the pages [KernelPageSize]; 0: not read.
    uint32_t path_offset;    // In the text of the list: a path, below the reader's root; a name in
    uint32_t path_length;    // brackets, such as "[heap]"; or empty. A newline is decoded.
    bool deleted;            // The file was removed; the kernel's mark " (deleted)" is cut off.
    uint32_t flags_offset;   // In the text of the list: the kernel's flags [VmFlags], two letters
    uint32_t flags_length;   // each, with blanks between.
} cprobe_mapping;

// Caller-provided storage for mappings.
typedef struct cprobe_mapping_list {
    cprobe_mapping *items;
    cprobe_process_memory *memory; // NULL, or one element for each item: reads /proc/PID/smaps,
                                   // which walks all pages, in place of /proc/PID/maps.
    size_t capacity;      // Of both.
    size_t count;         // The number of mappings; may exceed the capacity.
    char *text;           // Paths and flags; equal neighbours share one.
    size_t text_capacity;
    size_t text_length;   // The number of bytes required; may exceed the capacity.
} cprobe_mapping_list;

// Reads the mappings in ascending order of addresses. The text streams: there is no limit to their
// number. A process that maps and unmaps meanwhile may have a mapping listed as it was before.
//
// Also TOO_LARGE (the list's counts are the required capacities) and MALFORMED (a text without a
// valid mapping). A malformed line of a mapping is left out, a malformed figure absent; each is
// added to reading->failures.
cprobe_result cprobe_mappings_read(cprobe_collector *collector, int32_t pid,
                                   cprobe_mapping_list *list, cprobe_process_reading *reading,
                                   cprobe_failure *failure);

// Parses /proc/PID/maps or /proc/PID/smaps. Pure. OK, with no mapping for an empty text; TOO_LARGE,
// MALFORMED, INVALID.
cprobe_result cprobe_mappings_parse(const char *bytes, size_t length, cprobe_mapping_list *list,
                                    cprobe_failures *failures, cprobe_failure *failure);

// ---- open files

// What an open file is.
typedef enum CPROBE_CLOSED cprobe_open_file_kind {
    CPROBE_OPEN_UNKNOWN = 0,      // Not known: a path without a status; see has_status.
    CPROBE_OPEN_REGULAR,
    CPROBE_OPEN_DIRECTORY,
    CPROBE_OPEN_CHARACTER_DEVICE,
    CPROBE_OPEN_BLOCK_DEVICE,
    CPROBE_OPEN_FIFO,             // A named pipe.
    CPROBE_OPEN_LINK,             // A symbolic link, opened with O_PATH.
    CPROBE_OPEN_PIPE,             // "pipe:[17]".
    CPROBE_OPEN_SOCKET,           // "socket:[17]", or the path of a socket opened with O_PATH.
    CPROBE_OPEN_ANONYMOUS_INODE,  // "anon_inode:[eventfd]": events, timers, signals, io_uring.
    CPROBE_OPEN_NAMESPACE         // "net:[4026531840]": a namespace, by its kind.
} cprobe_open_file_kind;

// One open file.
typedef struct cprobe_open_file {
    int32_t descriptor;
    cprobe_open_file_kind kind;
    bool deleted;            // The file was removed; the kernel's mark " (deleted)" is cut off.
    bool has_position;
    bool has_flags;
    bool has_mount;
    bool has_inode;
    bool has_status;         // file_bytes and the device were read: never in a captured root, nor
                             // where a file server would be asked.
    int64_t position;        // In bytes from the start. Of some files it is no such position, and
                             // can be negative.
    uint32_t flags;          // As of open(2): the access mode in the two lowest bits, and O_ bits,
                             // whose numbers differ between processors.
    int32_t mount_id;        // As in mountinfo of the process's mount namespace.
    uint64_t inode;          // Of sockets and pipes, the number in brackets.
    uint64_t file_bytes;     // The size of the file; 0 for what has none.
    uint32_t device_major;   // The device of the file system; of a device, its own number.
    uint32_t device_minor;
    uint32_t path_offset;    // In the text of the list: the target of the link, as in
    uint32_t path_length;    // cprobe_process: a path below the reader's root, or "socket:[17]".
    cprobe_failure failure;  // Why fields are absent; code OK if nothing failed.
} cprobe_open_file;

// Caller-provided storage for open files.
typedef struct cprobe_open_file_list {
    cprobe_open_file *items;
    size_t capacity;
    size_t count;         // The number of open files; may exceed the capacity.
    char *text;           // Paths.
    size_t text_capacity;
    size_t text_length;   // The number of bytes required; may exceed the capacity.
} cprobe_open_file_list;

// Reads the open files in ascending order of descriptors: /proc/PID/fd and fdinfo, about six system
// calls for each. A file server is never contacted: sizes are those in the kernel's cache. Kind,
// size and device of a file with a path are therefore absent on 9p, on SMB and on other network
// file systems but NFS, on unknown file systems, and on a mount that is not in the mountinfo of the
// process. A descriptor that is closed meanwhile is left out. Without permission for fdinfo,
// position, flags and mount are absent, and reading->failures has the reason.
//
// Also TOO_LARGE (the list's counts are the required capacities).
cprobe_result cprobe_open_files_read(cprobe_collector *collector, int32_t pid,
                                     cprobe_open_file_list *list, cprobe_process_reading *reading,
                                     cprobe_failure *failure);

// Adds the fields of /proc/PID/fdinfo/N. Pure. A last line without a newline is ignored. OK;
// MALFORMED (no valid line; or a malformed line, which costs its own field), INVALID.
cprobe_result cprobe_fdinfo_parse(const char *bytes, size_t length, cprobe_open_file *file,
                                  cprobe_failure *failure);

// ---- environment

// Reads /proc/PID/environ: the environment with which the program was started, in which later
// changes by setenv() do not appear. It often contains passwords and tokens. `length` becomes the
// number of bytes. Also TOO_LARGE: `length` is the required capacity.
cprobe_result cprobe_environment_read(cprobe_collector *collector, int32_t pid, char *text,
                                      size_t capacity, size_t *length,
                                      cprobe_process_reading *reading, cprobe_failure *failure);

// A variable of an environment: any bytes but NUL, in the text.
typedef struct cprobe_variable {
    const char *name;
    size_t name_length;
    bool has_value;       // False of a text without "=", which is all name.
    const char *value;
    size_t value_length;
    bool cut;             // The last variable, without the NUL that follows each.
} cprobe_variable;

// Takes the first variable off an environment: `*bytes` and `*length` become the rest. Skips empty
// texts. Pure. False at the end.
bool cprobe_environment_take(const char **bytes, size_t *length, cprobe_variable *variable);

// ---- GPU clients

// Field numbers of cprobe_gpu_engine and cprobe_gpu_region, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_gpu_engine_field {
    CPROBE_GPU_ENGINE_TIME = 0,
    CPROBE_GPU_ENGINE_CYCLES,
    CPROBE_GPU_ENGINE_TOTAL_CYCLES,
    CPROBE_GPU_ENGINE_CAPACITY,
    CPROBE_GPU_ENGINE_MAXIMUM
} cprobe_gpu_engine_field;

typedef enum CPROBE_CLOSED cprobe_gpu_region_field {
    CPROBE_GPU_REGION_TOTAL = 0,
    CPROBE_GPU_REGION_SHARED,
    CPROBE_GPU_REGION_RESIDENT,
    CPROBE_GPU_REGION_PURGEABLE,
    CPROBE_GPU_REGION_ACTIVE
} cprobe_gpu_region_field;

// The maximum length of the names of drivers, devices, engines and regions.
enum { CPROBE_GPU_NAME_BYTES = 32 };

// The name of a driver, device, engine or region.
typedef struct cprobe_gpu_name {
    uint32_t length;      // 0: none. A longer name is cut.
    char bytes[CPROBE_GPU_NAME_BYTES]; // Not NUL-terminated.
} cprobe_gpu_name;

// One use of a GPU by a process: an open file of a DRM driver. Descriptors that share it, by dup()
// or across fork(), have the same client id and are one client.
typedef struct cprobe_gpu_client {
    int32_t descriptor;      // The lowest of this process.
    uint32_t descriptors;    // Their number.
    bool has_id;
    uint64_t id;             // The driver's number of the client [drm-client-id].
    cprobe_gpu_name driver;  // [drm-driver]: "amdgpu", "i915", "xe".
    cprobe_gpu_name device;  // The PCI address [drm-pdev]: "0000:03:00.0". Empty for others.
    uint32_t first_engine;   // Its engines and regions in the list, in the kernel's order.
    uint32_t engine_count;
    uint32_t first_region;
    uint32_t region_count;
} cprobe_gpu_client;

// The use of one kind of engine by a client. Counters run since the client was opened.
typedef struct cprobe_gpu_engine {
    cprobe_presence present_fields; // Bits by cprobe_gpu_engine_field.
    cprobe_gpu_name name;    // The driver's: "gfx", "render", "rcs".
    uint64_t time_ns;        // Busy for the client [drm-engine-NAME].
    uint64_t cycles;         // The same in cycles of the GPU [drm-cycles-NAME],
    uint64_t total_cycles;   // of this many that passed [drm-total-cycles-NAME].
    uint64_t capacity;       // How many such engines there are [drm-engine-capacity-NAME]. Absent:
                             // one.
    uint64_t maximum_hz;     // The highest frequency [drm-maxfreq-NAME].
} cprobe_gpu_engine;

// The memory of a client in one region.
typedef struct cprobe_gpu_region {
    cprobe_presence present_fields; // Bits by cprobe_gpu_region_field.
    cprobe_gpu_name name;    // The driver's: "vram", "gtt", "system".
    uint64_t total_bytes;    // Of all its buffers [drm-total-NAME].
    uint64_t shared_bytes;   // Of those shared with other clients [drm-shared-NAME].
    uint64_t resident_bytes; // Of those in the region [drm-resident-NAME, drm-memory-NAME].
    uint64_t purgeable_bytes; // Of those that can be dropped [drm-purgeable-NAME].
    uint64_t active_bytes;   // Of those that engines work with [drm-active-NAME].
} cprobe_gpu_region;

// Caller-provided storage for GPU clients. If one of the lists is too small, the counts may be
// larger than what is required.
typedef struct cprobe_gpu_list {
    cprobe_gpu_client *items;
    size_t capacity;
    size_t count;
    cprobe_gpu_engine *engines;
    size_t engine_capacity;
    size_t engine_count;
    cprobe_gpu_region *regions;
    size_t region_capacity;
    size_t region_count;
} cprobe_gpu_list;

// Reads the GPU clients of a process from /proc/PID/fdinfo of its open files that have a path:
// those of DRM and accelerator devices say so themselves. Which keys there are depends on the
// driver; closed drivers have none. Also TOO_LARGE.
cprobe_result cprobe_gpu_clients_read(cprobe_collector *collector, int32_t pid,
                                      cprobe_gpu_list *list, cprobe_process_reading *reading,
                                      cprobe_failure *failure);

// Adds the client of a text of /proc/PID/fdinfo/N to a list; a text without drm-driver adds none.
// Pure. A malformed line costs its own field and is added to `failures`. A last line without a
// newline is ignored. OK, INVALID.
cprobe_result cprobe_gpu_parse(const char *bytes, size_t length, int32_t descriptor,
                               cprobe_gpu_list *list, cprobe_failures *failures,
                               cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif
