// Mounted file systems: where they are, what they are, and how full.

#ifndef CPROBE_FILESYSTEM_H
#define CPROBE_FILESYSTEM_H

#include "collector.h"
#include "shared.h"

#ifdef __cplusplus
extern "C" {
#endif

// Numbers of the fields of cprobe_mount that can be absent, for cprobe_has.
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

// Why a mount's usage was not asked for. A call into a file system whose server is dead may block for
// ever, and the process that made it cannot even be killed.
typedef enum CPROBE_CLOSED cprobe_not_asked {
    CPROBE_NOT_ASKED_NONE = 0,     // It was asked for.
    CPROBE_NOT_ASKED_PSEUDO,       // Its type has no storage: proc, sysfs, cgroup and others.
    CPROBE_NOT_ASKED_NETWORK,      // Its type is served by another machine: nfs, cifs, ceph, 9p.
    CPROBE_NOT_ASKED_USER_SPACE,   // Its type is served by a process: fuse, virtiofs.
    CPROBE_NOT_ASKED_UNKNOWN_TYPE, // Nothing is known of its type: it could be either.
    CPROBE_NOT_ASKED_BEHIND,       // The way to it, or one of its layers, leads through such a mount or
                                   // an automount point.
    CPROBE_NOT_ASKED_COVERED,      // Another mount lies over it: a path to it would find the other.
    CPROBE_NOT_ASKED_CAPTURED      // The root is captured: its files do not say.
} cprobe_not_asked;

// A text within cprobe_mounts.text. A NUL stands behind it, and none in it.
typedef struct cprobe_text_range {
    uint32_t offset, length;
} cprobe_text_range;

// One mount. Sources: /proc/self/mountinfo, statfs(2).
typedef struct cprobe_mount {
    cprobe_presence present_fields;         // Bits by cprobe_mount_field.
    uint32_t id;                     // The kernel's number of the mount; used again after umount.
    uint32_t parent_id;              // Of the mount in which its mount point lies.
    uint32_t device_major, device_minor;
    cprobe_text_range device;        // The source of the mount: "/dev/sda1", "host:/export", "tmpfs".
    cprobe_text_range mount_point;   // Decoded: bytes, which need not be UTF-8.
    cprobe_text_range root;          // The directory of the file system that is mounted; "/" is all.
    cprobe_text_range type;          // "ext4".
    cprobe_text_range options;       // Of the mount: "rw,relatime".
    cprobe_text_range super_options; // Of the file system: "rw,errors=remount-ro".
    bool read_only;                  // Mount or file system. From statfs where it was asked.
    bool pseudo;                     // It has no storage: by its type, or it has no blocks.
    bool duplicate;                  // Another mount that is listed shows the same file system, or the
                                     // same space: an overlay that of its upper layer, where total and
                                     // available agree. What is mounted at "/" stays.
    bool covered;                    // Another mount lies over it, or over a directory above it.
    cprobe_not_asked not_asked;
    uint64_t total_bytes;            // Blocks of the file system.
    uint64_t free_bytes;             // Not in use, the reserve of the super-user included.
    uint64_t available_bytes;        // Free to an ordinary user.
    uint64_t used_bytes;             // total - free.
    double usage_percent;            // used of used + available, as df(1) has it: 0 to 100.
    uint64_t inodes_total;           // Absent, as the two below, where the type has no fixed number.
    uint64_t inodes_free;
    uint64_t inodes_used;
    cprobe_failure failure;          // Why the usage is not known although it was asked for.
    uint64_t chain;                  // Of the call, as the next one; they mean nothing after it.
    bool way_is_covered;
    bool by_helper;                  // Its server may not answer: a helper asks it.
    uint64_t answerer;               // Stands for the file system that answered; the collector's own.
} cprobe_mount;

// The caller's storage for the mounts and their texts. Zero what is not set.
typedef struct cprobe_mounts {
    cprobe_mount *items;
    size_t capacity;      // Of items.
    size_t count;         // How many are listed, or how many there must be room for.
    char *text;
    size_t text_capacity;
    size_t text_length;   // How much of it is used, or how much there must be.
    const void *reader;   // The collector that read it last, and when: the collector's own. Who
    uint64_t read_ns;     // changes the list makes them 0, or has it back with other figures.
} cprobe_mounts;

// Which mounts are listed.
typedef enum CPROBE_CLOSED cprobe_mount_choice {
    CPROBE_MOUNTS_STORAGE = 0, // Each file system with storage once: none that is pseudo, a duplicate
                               // or covered.
    CPROBE_MOUNTS_ALL
} cprobe_mount_choice;

// The file systems' section.
typedef struct cprobe_filesystem {
    cprobe_failures failures; // Lines that could not be understood, or were cut; each costs its own
                              // mount alone.
} cprobe_filesystem;

enum {
    // What is kept of a mountinfo, so that a file that never ends is not kept without one: ten times
    // what the kernel allows a namespace (fs.mount-max), and 256 bytes for each.
    CPROBE_MOUNTS_LISTED = 1 << 20,
    CPROBE_MOUNTS_TEXT_BYTES = 1 << 28
};

// How old a list of mounts may be that the kernel says is unchanged.
#define CPROBE_MOUNTS_AGE_NS UINT64_C(10000000000)

// Reads the mounts into the caller's storage, in the kernel's order, and asks those of local types
// how full they are; with CPROBE_MOUNTS_ALL also those of the network, of a process and of unknown
// types, by a helper process that waits half a second for each and a second for all (STALLED). Overlays
// and other layered file systems but the root are asked by that helper as well. Usage is asked by path on each reading: nothing is kept open on a mount point,
// which would keep it from being unmounted.
//
// The kernel tells whether mounts changed. Where none did, the list that this collector left in the
// storage stands, and only how full they are is asked again. What the kernel does not tell (an error
// that made ext4 read-only, since Linux 6.15; a renamed directory above a mount point) is seen
// CPROBE_MOUNTS_AGE_NS later at most, when mountinfo is read again. Where a file system of the network,
// of a process or of an unknown type is mounted, it is read each time: after such a renaming the old
// path could lead into that one, which may never answer.
//
// Where the storage is too small, the call answers TOO_LARGE before it asks any file system, with
// the room that was needed in mounts->count and mounts->text_length: make it larger and call again.
// Both may be 0 at first, with NULL.
//
// Of the mounts of one file system that are equally good the first that answers stands for it.
//
// The primary source is /proc/self/mountinfo (/proc/1/mountinfo of a live root): OK, TOO_LARGE, or
// NOT_FOUND, DENIED, EXHAUSTED, STALLED, IO, MALFORMED (it has lines, and none of them is a mount), UNSUPPORTED, INVALID.
// `filesystem` is untouched unless OK; the storage may be written to. `shared` gets the text of
// mountinfo, and may be NULL.
cprobe_result cprobe_filesystem_read(cprobe_collector *collector, cprobe_mount_choice choice,
                                     cprobe_filesystem *filesystem, cprobe_mounts *mounts,
                                     cprobe_shared *shared, cprobe_failure *failure);

// Parses the text of a mountinfo file. Pure: any thread, any system; NULL with length 0 is fine. Usage
// is not asked: what could be is CPROBE_NOT_ASKED_CAPTURED. Results and outputs as
// cprobe_filesystem_read.
cprobe_result cprobe_mountinfo_parse(const char *bytes, size_t length, cprobe_mount_choice choice,
                                     cprobe_filesystem *filesystem, cprobe_mounts *mounts,
                                     cprobe_failure *failure);

// The bytes of a text, NUL-terminated. They belong to mounts->text.
static inline const char *cprobe_mount_text(const cprobe_mounts *mounts, cprobe_text_range range) {
    return mounts->text + range.offset;
}

#ifdef __cplusplus
}
#endif

#endif
