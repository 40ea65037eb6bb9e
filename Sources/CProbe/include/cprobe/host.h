// The machine itself: names, versions, settings, clock, open files and sessions.

#ifndef CPROBE_HOST_H
#define CPROBE_HOST_H

#include "collector.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    CPROBE_HOST_TEXT_BYTES = 252,  // A longer text is truncated.
    CPROBE_SESSIONS_LISTED = 4096, // Further sessions are skipped and reported as a failure.
    CPROBE_SESSION_TEXT_BYTES = 60 // A longer text is truncated.
};

// Field numbers of cprobe_host, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_host_field {
    CPROBE_HOST_OPEN_FILES = 0,
    CPROBE_HOST_OPEN_FILES_MAX,
    CPROBE_HOST_INODES_ALLOCATED,
    CPROBE_HOST_INODES_FREE,
    CPROBE_HOST_ENTROPY,
    CPROBE_HOST_NR_OPEN,
    CPROBE_HOST_PID_MAX,
    CPROBE_HOST_THREADS_MAX,
    CPROBE_HOST_MAX_MAP_COUNT,
    CPROBE_HOST_SWAPPINESS,
    CPROBE_HOST_OVERCOMMIT_MEMORY,
    CPROBE_HOST_OVERCOMMIT_RATIO,
    CPROBE_HOST_DIRTY_RATIO,
    CPROBE_HOST_DIRTY_BACKGROUND_RATIO,
    CPROBE_HOST_MIN_FREE,
    CPROBE_HOST_VFS_CACHE_PRESSURE,
    CPROBE_HOST_CLOCK_SYNCHRONIZED,
    CPROBE_HOST_CLOCK_OFFSET,
    CPROBE_HOST_CLOCK_ESTIMATED_ERROR,
    CPROBE_HOST_CLOCK_MAXIMUM_ERROR,
    CPROBE_HOST_MEMORY_CORRECTED_ERRORS,
    CPROBE_HOST_MEMORY_UNCORRECTED_ERRORS,
    CPROBE_HOST_MONOTONIC
} cprobe_host_field;

// A text of the machine. Absent if the length is 0.
typedef struct cprobe_host_text {
    uint32_t length;
    char bytes[CPROBE_HOST_TEXT_BYTES]; // Not NUL-terminated; without its final newline.
} cprobe_host_text;

// The machine. Sources are in brackets; settings have the names of /proc/sys.
typedef struct cprobe_host {
    cprobe_presence present_fields;  // Bits by cprobe_host_field.
    uint64_t open_files;             // File handles in use [fs/file-nr].
    uint64_t open_files_max;         // The most that ordinary users may open together.
    uint64_t inodes_allocated;       // Inodes in memory [fs/inode-nr],
    uint64_t inodes_free;            // and the unused ones among them.
    uint64_t entropy_bits;           // [kernel/random/entropy_avail]; 256 once seeded, since 5.18.
    uint64_t nr_open;                // The most descriptors of a process [fs].
    uint64_t pid_max;                // [kernel].
    uint64_t threads_max;            // [kernel].
    uint64_t max_map_count;          // The most mappings of a process [vm].
    uint64_t swappiness;             // 0 to 200 [vm].
    uint64_t overcommit_memory;      // 0: heuristic; 1: always; 2: strict [vm].
    uint64_t overcommit_ratio;       // Percent of memory in the strict limit [vm].
    uint64_t dirty_ratio;            // Percent of available memory at which writers wait [vm].
    uint64_t dirty_background_ratio; // Percent at which the kernel starts to write [vm].
    uint64_t min_free_bytes;         // Reserved by the kernel [vm/min_free_kbytes].
    uint64_t vfs_cache_pressure;     // 100: fair reclaim of inodes and names [vm].
    bool clock_synchronized;         // The kernel's clock is kept by a time service [adjtimex].
    int32_t clock_offset_ns;         // What remains to be corrected [adjtimex].
    uint64_t clock_estimated_error_ns; // [adjtimex].
    uint64_t clock_maximum_error_ns;   // [adjtimex].
    // Errors of the memory since its driver was loaded, of all memory controllers (EDAC): absent
    // without a driver, as on most machines without ECC memory, and in virtual machines.
    uint64_t memory_corrected_errors;   // [edac/mc/mcN/ce_count].
    uint64_t memory_uncorrected_errors; // Data was lost [edac/mc/mcN/ue_count].
    uint64_t monotonic_ns;           // When this was read, CLOCK_MONOTONIC; absent in a captured
                                     // root, as are the four fields of the clock.
    cprobe_host_text hostname;       // [kernel/hostname]. In a live root other than "/", where
                                     // that is the reader's own: the first line of /etc/hostname.
    cprobe_host_text kernel_release; // "6.1.0-13-amd64" [kernel/osrelease].
    cprobe_host_text kernel_version; // "#1 SMP …" [kernel/version].
    cprobe_host_text os_name;        // "Debian GNU/Linux 12" [PRETTY_NAME of os-release].
    cprobe_host_text os_id;          // "debian" [ID of os-release].
    cprobe_host_text os_version;     // "12" [VERSION_ID of os-release].
    bool has_boot_id;
    uint8_t boot_id[16];             // Changes at each boot [kernel/random/boot_id].
    cprobe_host_text machine_id;     // Of the installation; confidential [/etc/machine-id].
    cprobe_host_text vendor;         // Of the machine [/sys/class/dmi/id/sys_vendor].
    cprobe_host_text product;        // [product_name].
    cprobe_host_text product_version;
    cprobe_host_text serial;         // [product_serial]; readable by root alone.
    cprobe_host_text board_vendor;
    cprobe_host_text board;          // [board_name].
    cprobe_host_text bios_version;
    cprobe_host_text bios_date;
    cprobe_failures failures;        // Failures that made single fields absent. A file that is
                                     // missing is none, nor is a serial number that is denied.
} cprobe_host;

// A text of a session. Absent if the length is 0.
typedef struct cprobe_session_text {
    uint32_t length;
    char bytes[CPROBE_SESSION_TEXT_BYTES]; // Not NUL-terminated.
} cprobe_session_text;

// One session. Source: /run/systemd/sessions/ID; without systemd-logind /run/utmp, which has no
// uid, seat, service, type, class or state.
typedef struct cprobe_session {
    bool has_uid, has_leader, has_since, has_remote;
    uint32_t uid;
    uint32_t leader;               // The pid of its first process.
    uint64_t since_ns;             // When it began, since 1970.
    bool remote;                   // Over the network.
    cprobe_session_text id;        // "c1", "42".
    cprobe_session_text user;
    cprobe_session_text seat;      // "seat0"; absent without a seat.
    cprobe_session_text tty;       // "tty2", "pts/0".
    cprobe_session_text host;      // From where, of a remote session.
    cprobe_session_text service;   // "sshd", "login".
    cprobe_session_text type;      // "tty", "x11", "wayland", "unspecified".
    cprobe_session_text class_name; // "user", "greeter", "manager" [CLASS].
    cprobe_session_text state;     // "active", "online", "closing".
} cprobe_session;

// Reads the machine and its sessions, in the order of the directory or file. Sets `count` to the
// number of sessions that exist, which may exceed `capacity`; 0 also if neither systemd-logind nor
// utmp lists sessions, and `has_sessions` is then false. Of utmp, sessions whose process has ended
// are left out. Keeps nothing open.
//
// A failure of a source makes only its own fields absent. If nothing could be read, the call fails
// as /proc/sys/kernel/osrelease did: NOT_FOUND, DENIED, EXHAUSTED, IO, MALFORMED. Also UNSUPPORTED,
// INVALID. `host`, `count` and `has_sessions` are untouched unless OK.
cprobe_result cprobe_host_read(cprobe_collector *collector, cprobe_host *host,
                               cprobe_session *sessions, size_t capacity, size_t *count,
                               bool *has_sessions, cprobe_failure *failure);

// Parses /proc/sys/fs/file-nr: open_files and open_files_max. Pure: any thread, any system. OK,
// MALFORMED, INVALID; `host` is untouched unless OK.
cprobe_result cprobe_file_nr_parse(const char *bytes, size_t length, cprobe_host *host,
                                   cprobe_failure *failure);

// Parses /proc/sys/fs/inode-nr: inodes_allocated and inodes_free. Likewise.
cprobe_result cprobe_inode_nr_parse(const char *bytes, size_t length, cprobe_host *host,
                                    cprobe_failure *failure);

// Parses os-release: os_name, os_id and os_version. Pure. OK or INVALID: lines that are not
// "NAME=value" are skipped.
cprobe_result cprobe_os_release_parse(const char *bytes, size_t length, cprobe_host *host);

// Parses a file of /run/systemd/sessions into all but the id. Pure. OK, MALFORMED (no known line),
// INVALID.
cprobe_result cprobe_session_parse(const char *bytes, size_t length, cprobe_session *session,
                                   cprobe_failure *failure);

// Parses /run/utmp: the sessions of users who are logged in. Sets `count` to their number, which
// may exceed `capacity`. Pure. OK, MALFORMED (not whole records of known types), INVALID.
cprobe_result cprobe_utmp_parse(const char *bytes, size_t length, cprobe_session *sessions,
                                size_t capacity, size_t *count, cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif
