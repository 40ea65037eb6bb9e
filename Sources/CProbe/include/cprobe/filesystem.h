// Mounted file systems: their mount points, types and usage.

#ifndef CPROBE_FILESYSTEM_H
#define CPROBE_FILESYSTEM_H

#include "collector.h"
#include "shared.h"

#ifdef __cplusplus
extern "C" {
#endif

// Numbers of the optional fields of cprobe_mount, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_mount_field {
    CPROBE_MOUNT_TOTAL = 0,
    CPROBE_MOUNT_FREE,
    CPROBE_MOUNT_AVAILABLE,
    CPROBE_MOUNT_USED,
    CPROBE_MOUNT_USAGE,
    CPROBE_MOUNT_INODES_TOTAL,
    CPROBE_MOUNT_INODES_FREE,
    CPROBE_MOUNT_INODES_USED
} cprobe_mount_field;

// Why the usage of a mount was not queried. A call into a file system whose server is dead may
// block forever, and the blocked process cannot even be killed.
typedef enum CPROBE_CLOSED cprobe_not_requested {
    CPROBE_NOT_REQUESTED_NONE = 0,     // Queried.
    CPROBE_NOT_REQUESTED_PSEUDO,       // The type has no storage: proc, sysfs, cgroup and others.
    CPROBE_NOT_REQUESTED_NETWORK,      // Another machine serves the type: nfs, cifs, ceph, 9p.
    CPROBE_NOT_REQUESTED_USER_SPACE,   // A process serves the type: fuse, virtiofs.
    CPROBE_NOT_REQUESTED_UNKNOWN_TYPE, // Unknown type: could be any of the two above.
    CPROBE_NOT_REQUESTED_BEHIND,       // The path to it, or one of its layers, crosses such a
                                       // mount or an automount point.
    CPROBE_NOT_REQUESTED_COVERED,      // Covered by another mount, which its path would reach.
    CPROBE_NOT_REQUESTED_CAPTURED      // Captured root: its files have no usage.
} cprobe_not_requested;

// A text in cprobe_mounts.text, followed by a NUL; contains no NUL.
typedef struct cprobe_text_range {
    uint32_t offset, length;
} cprobe_text_range;

// One mount. Sources: /proc/self/mountinfo, statfs(2).
typedef struct cprobe_mount {
    cprobe_presence present_fields;         // Bits by cprobe_mount_field.
    uint32_t id;                     // The kernel's mount id; reused after umount.
    uint32_t parent_id;              // The id of the mount that contains the mount point.
    uint32_t device_major, device_minor;
    // How mounts and unmounts below it propagate: a mount without these two is private.
    uint32_t peer_group;             // To and from the mounts of this peer group; 0: none.
    uint32_t master_group;           // Only from the mounts of this peer group; 0: none.
    bool unbindable;                 // It cannot be bind-mounted.
    cprobe_text_range device;        // The source of the mount: "/dev/sda1", "host:/dir", "tmpfs".
    cprobe_text_range mount_point;   // Unescaped bytes; need not be UTF-8.
    cprobe_text_range root;          // The directory of the file system that is mounted; "/": all
                                     // of it.
    cprobe_text_range type;          // "ext4".
    cprobe_text_range options;       // Of the mount: "rw,relatime".
    cprobe_text_range super_options; // Of the file system: "rw,errors=remount-ro".
    bool read_only;                  // Mount or file system. From statfs if queried.
    bool pseudo;                     // Has no storage: by its type, or because it has 0 blocks.
    bool duplicate;                  // Another listed mount shows the same file system or the same
                                     // space: an overlay and its upper layer, if total and
                                     // available agree. The mount at "/" is never a duplicate.
    bool covered;                    // Another mount covers it or a directory above it.
    cprobe_not_requested not_requested;
    uint64_t total_bytes;            // Blocks of the file system.
    uint64_t free_bytes;             // Unused, including the blocks reserved for the superuser.
    uint64_t available_bytes;        // Available to unprivileged users.
    uint64_t used_bytes;             // total - free.
    double usage_percent;            // used / (used + available), as df(1) computes it: 0 to 100.
    uint64_t inodes_total;           // Absent, like the two below, if the type has no fixed number.
    uint64_t inodes_free;
    uint64_t inodes_used;
    cprobe_failure failure;          // Why a queried usage is absent.
    uint64_t chain;                  // Internal to one call, like the next member; meaningless
                                     // afterwards.
    bool way_is_covered;
    bool by_helper;                  // Its server may not respond: queried by the helper.
    uint64_t answerer;               // Internal: identifies the file system that responded.
} cprobe_mount;

// Caller-provided storage for the mounts and their texts. Initialise unused members with 0.
typedef struct cprobe_mounts {
    cprobe_mount *items;
    size_t capacity;      // Of items.
    size_t count;         // The number of listed mounts, or the required capacity.
    char *text;
    size_t text_capacity;
    size_t text_length;   // The number of bytes used, or the required capacity.
    const void *reader;   // Internal: the collector that read the list last, and
    uint64_t read_ns;     // when. Set both to 0 after changing the list.
} cprobe_mounts;

// Selects the mounts to list.
typedef enum CPROBE_CLOSED cprobe_mount_choice {
    CPROBE_MOUNTS_STORAGE = 0, // Each file system with storage once: no pseudo, duplicate or
                               // covered mounts.
    CPROBE_MOUNTS_ALL
} cprobe_mount_choice;

// The filesystem section.
typedef struct cprobe_filesystem {
    cprobe_failures failures; // Malformed or truncated lines; each costs only its own mount.
} cprobe_filesystem;

enum {
    // Limits for a mountinfo that never ends: ten times the number of mounts that the kernel allows
    // in a namespace (fs.mount-max), with 256 bytes each.
    CPROBE_MOUNTS_LISTED = 1 << 20,
    CPROBE_MOUNTS_TEXT_BYTES = 1 << 28
};

// The maximum age of a cached list while the kernel reports no change.
#define CPROBE_MOUNTS_AGE_NS UINT64_C(10000000000)

// Reads the mounts into the caller's storage, in the kernel's order, and queries the usage of local
// file systems. With CPROBE_MOUNTS_ALL, network, user-space and unknown types are queried too, by a
// helper process with a deadline: half a second for each and one second in total (STALLED). The
// helper also queries overlays and other layered file systems, except the root. Usage is queried by
// path on each reading: an open descriptor would keep the file system from being unmounted.
//
// The kernel reports changes of the mount table. While there is none, the list that this collector
// left in the storage is reused and only the usage is queried again. Changes that the kernel does
// not report (ext4 remounted read-only after an error, since Linux 6.15; a renamed directory above
// a mount point) are found at most CPROBE_MOUNTS_AGE_NS later, when mountinfo is read again. If a
// network, user-space or unknown type is mounted, mountinfo is read each time: after such a rename
// the cached path could lead into that mount, which may block.
//
// If the storage is too small, the call returns TOO_LARGE before it queries any file system, with
// the required capacities in mounts->count and mounts->text_length: enlarge the storage and call
// again. The first call may pass NULL and capacities of 0.
//
// Of several equivalent mounts of one file system, the first that responds is listed.
//
// The primary source is /proc/self/mountinfo (/proc/1/mountinfo of a live root): OK, TOO_LARGE, or
// NOT_FOUND, DENIED, EXHAUSTED, STALLED, IO, MALFORMED (it has lines, and none is a mount),
// UNSUPPORTED, INVALID. `filesystem` is untouched unless OK; the storage may be written to.
// `shared` receives the text of mountinfo, and may be NULL.
cprobe_result cprobe_filesystem_read(cprobe_collector *collector, cprobe_mount_choice choice,
                                     cprobe_filesystem *filesystem, cprobe_mounts *mounts,
                                     cprobe_shared *shared, cprobe_failure *failure);

// Parses a mountinfo file. Pure: any thread, any system; NULL with length 0 is valid. Usage is not
// queried: mounts that could be queried are CPROBE_NOT_REQUESTED_CAPTURED. Results and outputs as
// cprobe_filesystem_read().
cprobe_result cprobe_mountinfo_parse(const char *bytes, size_t length, cprobe_mount_choice choice,
                                     cprobe_filesystem *filesystem, cprobe_mounts *mounts,
                                     cprobe_failure *failure);

// The bytes of a text, NUL-terminated; owned by mounts->text.
static inline const char *cprobe_mount_text(const cprobe_mounts *mounts, cprobe_text_range range) {
    return mounts->text + range.offset;
}

#ifdef __cplusplus
}
#endif

#endif
