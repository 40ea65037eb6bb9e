// Finds mounts that must not be entered, mounts with layers in such a mount, and mounts that show
// the storage of another file system under a device number of their own.

#include "layers.h"

#include "../format/mountinfo.h"
#include "../text/hash.h"
#include "type.h"

enum { PATH_BYTES = 4096, SPACE_COMPARISONS = 1 << 24 };

// The closed mounts, in the table by mount point.
typedef struct closed_list {
    const cp_mount_table *t;
    size_t count;
    bool has_remote; // One of them is a network, user-space or unknown type.
} closed_list;

static closed_list list_closed(const cp_mount_table *t) {
    closed_list list = {t, 0, false};
    cp_mount_table_clear(t);
    for (size_t index = 0; index < t->mounts->count; index += 1) {
        const cprobe_mount *mount = &t->mounts->items[index];
        if (cp_mount_is_closed(t->mounts, mount)) {
            if (mount->not_requested != CPROBE_NOT_REQUESTED_PSEUDO &&
                mount->not_requested != CPROBE_NOT_REQUESTED_BEHIND) {
                list.has_remote = true;
            }
            const cp_span point = cp_mounts_text(t->mounts, mount->mount_point);
            cp_mount_table_add(t, cp_hash_add(cp_hash_start, point), index);
            list.count += 1;
        }
    }
    return list;
}

// Whether a closed mount is at this point. True if the chain is too long to be searched.
static bool is_point_closed(const closed_list *list, uint64_t key, cp_span point) {
    const cp_mount_table *t = list->t;
    uint64_t next = *cp_mount_slot(t, key);
    for (unsigned step = 0; step < CP_MOUNT_STEPS && next != 0; step += 1) {
        const cprobe_mount *mount = &t->mounts->items[next - 1];
        if (cp_span_equal(cp_mounts_text(t->mounts, mount->mount_point), point)) {
            return true;
        }
        next = mount->chain;
    }
    return next != 0;
}

// Whether the target of a path is known without resolving it: absolute, without "." and "..".
static bool is_plain(cp_span path) {
    if (path.length == 0 || path.bytes[0] != '/') {
        return false;
    }
    cp_skip(&path, 1);
    bool found = true;
    while (found) {
        const cp_span name = cp_take_until(&path, '/', &found);
        if (name.length == 0 || cp_span_equal(name, cp_span_of(".")) ||
            cp_span_equal(name, cp_span_of(".."))) {
            return false;
        }
    }
    return true;
}

// Whether a path, escaped as in mountinfo, leads into a closed mount: one is mounted at the path or
// at a directory above it. The target of a path with "." or ".." is unknown: assume that it is in a
// closed mount if any closed mount is remote. (Automount points do not count: most machines have
// one, and their paths are plain.)
static bool leads_into_closed(const closed_list *list, cp_span escaped) {
    char path[PATH_BYTES];
    size_t length = 0;
    if (!cp_mountinfo_decode(escaped, path, sizeof path, &length)) {
        return true;
    }
    if (!is_plain(cp_span_make(path, length))) {
        return list->has_remote;
    }
    uint64_t key = cp_hash_start;
    for (size_t end = 1; end <= length; end += 1) {
        key = cp_hash_byte(key, path[end - 1]);
        // "/" is above every path; otherwise a directory ends before each slash, and the last at
        // the end.
        if ((end == 1 || end == length || path[end] == '/') &&
            is_point_closed(list, key, cp_span_make(path, end))) {
            return true;
        }
    }
    return false;
}

// Whether a layer leads into a closed mount: a statfs queries one of the layers, and a path through
// the mount touches all. Also true for an overlay that names no layer.
static bool has_closed_layer(const closed_list *list, const cprobe_mount *mount) {
    const cprobe_mounts *mounts = list->t->mounts;
    static const char *const keys[] = {"upperdir", "lowerdir", "lowerdir+", "datadir+"};
    if (cp_mount_has_type(mounts, mount, "ecryptfs")) {
        return leads_into_closed(list, cp_mounts_text(mounts, mount->device));
    }
    cp_span options = cp_mounts_text(mounts, mount->super_options);
    bool has_layer = false;
    while (options.length != 0) {
        cp_span option = cp_take_until(&options, ',', NULL);
        const cp_span key = cp_take_until(&option, '=', NULL);
        for (size_t index = 0; index < sizeof keys / sizeof keys[0]; index += 1) {
            if (!cp_span_equal(key, cp_span_of(keys[index]))) {
                continue;
            }
            // "lowerdir=a:b::c": layers; those after "::" have only data.
            while (option.length != 0) {
                const cp_span layer = cp_take_until(&option, ':', NULL);
                if (layer.length != 0 && leads_into_closed(list, layer)) {
                    return true;
                }
            }
            has_layer = true;
        }
    }
    return !has_layer;
}

bool cp_mounts_relate_layers(const cp_mount_table *t) {
    const closed_list list = list_closed(t);
    bool is_new = false;
    for (size_t index = 0; index < t->mounts->count && list.count != 0; index += 1) {
        cprobe_mount *mount = &t->mounts->items[index];
        if (mount->not_requested == CPROBE_NOT_REQUESTED_NONE &&
            cp_filesystem_kind_of(cp_mounts_text(t->mounts, mount->type)) ==
                CP_FILESYSTEM_STACKED &&
            has_closed_layer(&list, mount)) {
            mount->not_requested = CPROBE_NOT_REQUESTED_BEHIND;
            is_new = true;
        }
    }
    return is_new;
}

// The directory, escaped, from which a mount takes its storage: the upper directory of an overlay,
// or the topmost of its lower ones; the source of ecryptfs. Empty if none.
static cp_span layer_of(const cprobe_mounts *mounts, const cprobe_mount *mount) {
    if (cp_mount_has_type(mounts, mount, "ecryptfs")) {
        return cp_mounts_text(mounts, mount->device);
    }
    cp_span options = cp_mounts_text(mounts, mount->super_options);
    cp_span lower = {NULL, 0};
    while (options.length != 0) {
        cp_span option = cp_take_until(&options, ',', NULL);
        const cp_span key = cp_take_until(&option, '=', NULL);
        if (cp_span_equal(key, cp_span_of("upperdir"))) {
            return option;
        }
        if (lower.length == 0 && (cp_span_equal(key, cp_span_of("lowerdir")) ||
                                  cp_span_equal(key, cp_span_of("lowerdir+")))) {
            lower = cp_take_until(&option, ':', NULL);
        }
    }
    return lower;
}

// The mount that contains a plain path: the one with the longest mount point above it.
static const cprobe_mount *mount_above(const cprobe_mounts *mounts, cp_span path) {
    const cprobe_mount *above = NULL;
    for (size_t index = 0; index < mounts->count; index += 1) {
        const cprobe_mount *mount = &mounts->items[index];
        const cp_span point = cp_mounts_text(mounts, mount->mount_point);
        const bool is_above = cp_span_starts(path, point) &&
                              (point.length == 1 || path.length == point.length ||
                               path.bytes[point.length] == '/');
        if (is_above && !mount->covered &&
            (above == NULL || point.length >= above->mount_point.length)) {
            above = mount;
        }
    }
    return above;
}

static bool has_space(const cprobe_mount *mount) {
    return cprobe_has(mount->present_fields, CPROBE_MOUNT_TOTAL) &&
           cprobe_has(mount->present_fields, CPROBE_MOUNT_AVAILABLE);
}

// Whether two file systems have the same space. Up to 1/64 of the total may be written between the
// two queries. With project quotas, the totals differ.
static bool is_same_space(const cprobe_mount *a, const cprobe_mount *b) {
    const uint64_t difference = a->available_bytes < b->available_bytes
                                    ? b->available_bytes - a->available_bytes
                                    : a->available_bytes - b->available_bytes;
    return has_space(a) && has_space(b) && a->total_bytes == b->total_bytes &&
           difference <= a->total_bytes / 64;
}

// Whether a listed mount of the file system of `above` has the same space.
static bool is_space_listed(const cprobe_mounts *mounts, const cprobe_mount *above,
                            const cprobe_mount *mount) {
    for (size_t index = 0; index < mounts->count; index += 1) {
        const cprobe_mount *other = &mounts->items[index];
        if (other != mount && other->device_major == above->device_major &&
            other->device_minor == above->device_minor && !other->covered && !other->pseudo &&
            is_same_space(other, mount)) {
            return true;
        }
    }
    return false;
}

static bool shows_layer(const cprobe_mounts *mounts, const cprobe_mount *mount) {
    char path[PATH_BYTES];
    size_t length = 0;
    if (!cp_mountinfo_decode(layer_of(mounts, mount), path, sizeof path, &length) ||
        !is_plain(cp_span_make(path, length))) {
        return false;
    }
    const cprobe_mount *above = mount_above(mounts, cp_span_make(path, length));
    return above != NULL && above != mount && is_space_listed(mounts, above, mount);
}

// The pool of a ZFS dataset: "tank" of "tank/home".
static cp_span pool_of(const cprobe_mounts *mounts, const cprobe_mount *mount) {
    cp_span name = cp_mounts_text(mounts, mount->device);
    return cp_take_until(&name, '/', NULL);
}

// Whether an earlier dataset of the same pool has the same space.
static bool shows_pool(const cprobe_mounts *mounts, const cprobe_mount *mount) {
    for (const cprobe_mount *other = mounts->items; other != mount; other += 1) {
        if (cp_mount_has_type(mounts, other, "zfs") && !other->duplicate && !other->covered &&
            cp_span_equal(pool_of(mounts, other), pool_of(mounts, mount)) &&
            is_same_space(other, mount)) {
            return true;
        }
    }
    return false;
}

void cp_mounts_relate_space(cprobe_mounts *mounts) {
    size_t rounds = 0;
    for (size_t index = 0; index < mounts->count; index += 1) {
        cprobe_mount *mount = &mounts->items[index];
        const cp_filesystem_kind kind = cp_filesystem_kind_of(cp_mounts_text(mounts, mount->type));
        const bool is_pool = cp_mount_has_type(mounts, mount, "zfs");
        if (mount->duplicate || mount->covered || !has_space(mount) ||
            mount->mount_point.length == 1 || (kind != CP_FILESYSTEM_STACKED && !is_pool)) {
            continue;
        }
        rounds += 1;
        if (rounds > SPACE_COMPARISONS / mounts->count) {
            return; // The remaining mounts stay listed.
        }
        mount->duplicate = is_pool ? shows_pool(mounts, mount) : shows_layer(mounts, mount);
    }
}
