// What the mounts of one mountinfo are to each other.
//
// covered     a path to its mount point finds another: a mount has this one for its parent and lies at
//             the same point; or one with the same parent lies at a directory above the point (had it
//             been there first, it would be the parent); or the parent is covered so.
// duplicate   of the mounts of one file system (they have one device number) one stands for all: one
//             that is not covered, that may be asked, that shows most of it (the shortest root), and
//             with the shortest mount point.
// behind      a path to it goes through a mount that must not be touched, or a directory of its layers
//             (of overlay and ecryptfs) lies in one.
//
// Mounts are found by a table of the caller's, whose slots hold the first of a chain through the
// items. A chain is followed for 32 steps: 8,192 slots hold 100,000 mounts, as many as a namespace
// may have, in chains of 12; much longer ones are made by somebody, to make us slow, and what is
// looked for in them is taken for covered or closed.

#include "../text/hash.h"
#include "filesystem_type.h"
#include "mountinfo.h"
#include "mounts.h"

enum {
    STEPS = 32,
    MOUNTS_ABOVE = 256, // On the way to a mount, or on one another.
    DIRECTORIES = 128, // Above a mount point; 4,096 bytes of path could have 2,048.
    ROUNDS = 8,        // Layers upon layers.
    COMPARISONS = 1 << 24, // Of layers with mounts that are closed: 0.1 s.
    PATH_BYTES = 4096
};

// The mounts in a table, by a number of theirs.
typedef struct table {
    cprobe_mounts *mounts;
    uint64_t *slots; // 1 + the index of the first in the chain; 0 where there is none.
    size_t count;
} table;

static uint64_t *slot_of(const table *t, uint64_t key) {
    return &t->slots[(key * 0x9e3779b97f4a7c15u >> 32) & (t->count - 1)];
}

static void clear(const table *t) {
    memset(t->slots, 0, t->count * sizeof t->slots[0]);
}

// What a search found: a mount, none, or no end of the chain.
typedef struct search {
    cprobe_mount *mount;
    bool is_endless;
} search;

static search find_by_id(const table *t, uint32_t id) {
    uint64_t next = *slot_of(t, id);
    for (unsigned step = 0; step < STEPS && next != 0; step += 1) {
        cprobe_mount *mount = &t->mounts->items[next - 1];
        if (mount->id == id) {
            return (search){mount, false};
        }
        next = mount->chain;
    }
    return (search){NULL, next != 0};
}

// The key of a mount point below a parent, to be mixed with the bytes of the path.
static uint64_t key_of_parent(uint32_t parent_id) {
    return cp_hash_start ^ parent_id;
}

// A mount other than `itself` with this parent, at this point.
static search find_at(const table *t, uint64_t key, uint32_t parent_id, cp_span point,
                      const cprobe_mount *itself) {
    uint64_t next = *slot_of(t, key);
    for (unsigned step = 0; step < STEPS && next != 0; step += 1) {
        cprobe_mount *mount = &t->mounts->items[next - 1];
        // What lies on the root of all is never stepped on: a path begins below it.
        if (mount != itself && mount->parent_id == parent_id && point.length > 1 &&
            cp_span_equal(cp_mounts_text(t->mounts, mount->mount_point), point)) {
            return (search){mount, false};
        }
        next = mount->chain;
    }
    return (search){NULL, next != 0};
}

// Whether a mount lies on a directory above this one's point.
static bool is_way_covered(const table *t, const cprobe_mount *mount) {
    const cp_span point = cp_mounts_text(t->mounts, mount->mount_point);
    uint64_t key = key_of_parent(mount->parent_id);
    unsigned directories = 0;
    for (size_t length = 0; length < point.length && point.length > 1; length += 1) {
        // "/" is above all; else a directory ends before each slash.
        if (point.bytes[length] == '/') {
            const cp_span prefix = cp_span_make(point.bytes, length == 0 ? 1 : length);
            const search found = find_at(t, length == 0 ? cp_hash_byte(key, '/') : key, mount->parent_id,
                                         prefix, mount);
            directories += 1;
            if (found.mount != NULL || found.is_endless || directories > DIRECTORIES) {
                return true;
            }
        }
        key = cp_hash_byte(key, point.bytes[length]);
    }
    return false;
}

static uint64_t key_of(const cprobe_mounts *mounts, uint32_t parent_id, const cprobe_mount *mount) {
    return cp_hash_add(key_of_parent(parent_id), cp_mounts_text(mounts, mount->mount_point));
}

// Whether a mount lies on this one.
static bool is_covered(const table *t, const cprobe_mount *mount) {
    const search found = find_at(t, key_of(t->mounts, mount->id, mount), mount->id,
                                 cp_mounts_text(t->mounts, mount->mount_point), mount);
    return found.mount != NULL || found.is_endless;
}

static void add_to(const table *t, uint64_t key, size_t index) {
    uint64_t *slot = slot_of(t, key);
    t->mounts->items[index].chain = *slot;
    *slot = index + 1;
}

static void relate_by_point(const table *t) {
    clear(t);
    for (size_t index = 0; index < t->mounts->count; index += 1) {
        const cprobe_mount *mount = &t->mounts->items[index];
        add_to(t, key_of(t->mounts, mount->parent_id, mount), index);
    }
    for (size_t index = 0; index < t->mounts->count; index += 1) {
        cprobe_mount *mount = &t->mounts->items[index];
        mount->way_is_covered = is_way_covered(t, mount);
        mount->covered = mount->way_is_covered || is_covered(t, mount);
    }
}

static bool has_type(const cprobe_mounts *mounts, const cprobe_mount *mount, const char *type) {
    return cp_span_starts(cp_mounts_text(mounts, mount->type), cp_span_of(type));
}

// Whether a path through this mount may not come back.
static bool is_closed(const cprobe_mounts *mounts, const cprobe_mount *mount) {
    switch (mount->not_asked) {
    case CPROBE_NOT_ASKED_NETWORK:
    case CPROBE_NOT_ASKED_USER_SPACE:
    case CPROBE_NOT_ASKED_UNKNOWN_TYPE:
    case CPROBE_NOT_ASKED_BEHIND: return true;
    case CPROBE_NOT_ASKED_PSEUDO:
        return has_type(mounts, mount, "autofs") || has_type(mounts, mount, "fuse");
    case CPROBE_NOT_ASKED_NONE:
    case CPROBE_NOT_ASKED_COVERED:
    case CPROBE_NOT_ASKED_CAPTURED: return false;
    }
    return true;
}

// Walks up to the root of the namespace: whether a mount on the way is closed, or the way to one is
// covered. A way that does not end is closed.
static bool is_behind(const table *t, const cprobe_mount *mount, bool *way_is_covered) {
    for (unsigned step = 0; step < MOUNTS_ABOVE; step += 1) {
        const search parent = find_by_id(t, mount->parent_id);
        if (parent.is_endless) {
            return true;
        }
        if (parent.mount == NULL || parent.mount == mount) {
            return false;
        }
        *way_is_covered = *way_is_covered || parent.mount->way_is_covered;
        if (is_closed(t->mounts, parent.mount)) {
            return true;
        }
        mount = parent.mount;
    }
    return true;
}

static void relate_by_id(const table *t) {
    clear(t);
    for (size_t index = 0; index < t->mounts->count; index += 1) {
        add_to(t, t->mounts->items[index].id, index);
    }
    // A mount on the root of all ("mount --bind / /") is not reached, nor what lies in it.
    for (size_t index = 0; index < t->mounts->count; index += 1) {
        cprobe_mount *mount = &t->mounts->items[index];
        const cprobe_mount *parent = find_by_id(t, mount->parent_id).mount;
        if (mount->mount_point.length == 1 && parent != NULL && parent != mount) {
            mount->way_is_covered = true;
            mount->covered = true;
        }
    }
    for (size_t index = 0; index < t->mounts->count; index += 1) {
        cprobe_mount *mount = &t->mounts->items[index];
        bool way_is_covered = false;
        const bool behind = is_behind(t, mount, &way_is_covered);
        mount->covered = mount->covered || way_is_covered;
        if (behind && mount->not_asked == CPROBE_NOT_ASKED_NONE) {
            mount->not_asked = CPROBE_NOT_ASKED_BEHIND;
        }
    }
}

// Whether one mount stands better for its file system than another that comes before it.
static bool is_better(const cprobe_mount *mount, const cprobe_mount *other) {
    const bool is_asked = mount->not_asked == CPROBE_NOT_ASKED_NONE;
    const bool other_is_asked = other->not_asked == CPROBE_NOT_ASKED_NONE;
    if (mount->covered != other->covered) {
        return other->covered;
    }
    if (is_asked != other_is_asked) {
        return is_asked;
    }
    return mount->root.length != other->root.length
               ? mount->root.length < other->root.length
               : mount->mount_point.length < other->mount_point.length;
}

// Each chain holds the one mount of each file system that stands for it until now.
static void relate_by_device(const table *t) {
    clear(t);
    for (size_t index = 0; index < t->mounts->count; index += 1) {
        cprobe_mount *mount = &t->mounts->items[index];
        const uint64_t device = (uint64_t)mount->device_major << 32 | mount->device_minor;
        uint64_t *link = slot_of(t, device);
        cprobe_mount *other = NULL;
        for (unsigned step = 0; step < STEPS && *link != 0; step += 1) {
            cprobe_mount *next = &t->mounts->items[*link - 1];
            if (next->device_major == mount->device_major &&
                next->device_minor == mount->device_minor) {
                other = next;
                break;
            }
            link = &next->chain;
        }
        if (other == NULL) {
            link = slot_of(t, device);
            mount->chain = *link;
            *link = index + 1;
        } else if (is_better(mount, other)) {
            other->duplicate = true;
            mount->chain = other->chain;
            *link = index + 1;
        } else {
            mount->duplicate = true;
        }
    }
}

// The mounts that may not come back, in the slots.
typedef struct closed_list {
    const table *t;
    size_t count;
    size_t comparisons; // Left.
    bool has_remote;    // One of them is of the network, a process, or nobody knows what.
} closed_list;

static closed_list list_closed(const table *t) {
    closed_list list = {t, 0, COMPARISONS, false};
    for (size_t index = 0; index < t->mounts->count; index += 1) {
        if (is_closed(t->mounts, &t->mounts->items[index])) {
            const cprobe_not_asked why = t->mounts->items[index].not_asked;
            list.has_remote = list.has_remote || (why != CPROBE_NOT_ASKED_PSEUDO &&
                                                  why != CPROBE_NOT_ASKED_BEHIND);
            if (list.count < t->count) {
                t->slots[list.count] = index;
            }
            list.count += 1;
        }
    }
    return list;
}

// Whether a path says where it leads without being walked: absolute, with no step back or to itself.
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

// Whether a path, escaped as in mountinfo, leads into one of them. Where a path may lead anywhere it
// does so where one of them is remote: an automount point is on most machines, and is named.
static bool leads_into_closed(closed_list *list, cp_span escaped) {
    char path[PATH_BYTES];
    size_t length = 0;
    if (!cp_mountinfo_decode(escaped, path, sizeof path, &length) ||
        list->count > list->t->count || list->count > list->comparisons) {
        return true;
    }
    if (!is_plain(cp_span_make(path, length))) {
        return list->has_remote;
    }
    list->comparisons -= list->count;
    for (size_t index = 0; index < list->count; index += 1) {
        const cprobe_mount *mount = &list->t->mounts->items[list->t->slots[index]];
        cp_span rest = cp_span_make(path, length);
        const cp_span point = cp_mounts_text(list->t->mounts, mount->mount_point);
        if (cp_span_starts(rest, point)) {
            cp_skip(&rest, point.length);
            if (rest.length == 0 || rest.bytes[0] == '/' || point.length == 1) {
                return true;
            }
        }
    }
    return false;
}

// Whether any layer leads into such a mount: asking goes to one of them, and a path through the mount
// touches them all. An overlay that names none is taken for one.
static bool has_closed_layer(closed_list *list, const cprobe_mount *mount) {
    const cprobe_mounts *mounts = list->t->mounts;
    static const char *const keys[] = {"upperdir", "lowerdir", "lowerdir+", "datadir+"};
    if (has_type(mounts, mount, "ecryptfs")) {
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
            // "lowerdir=a:b::c": layers, of which those behind "::" have only data.
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

// False where nothing new was found out.
static bool relate_stacked(const table *t) {
    closed_list list = list_closed(t);
    bool is_new = false;
    for (size_t index = 0; index < t->mounts->count && list.count != 0; index += 1) {
        cprobe_mount *mount = &t->mounts->items[index];
        if (mount->not_asked == CPROBE_NOT_ASKED_NONE &&
            cp_filesystem_kind_of(cp_mounts_text(t->mounts, mount->type)) == CP_FILESYSTEM_STACKED &&
            has_closed_layer(&list, mount)) {
            mount->not_asked = CPROBE_NOT_ASKED_BEHIND;
            is_new = true;
        }
    }
    return is_new;
}

void cp_mounts_relate(cprobe_mounts *mounts, uint64_t *slots, size_t slot_count) {
    const table t = {mounts, slots, slot_count};
    relate_by_point(&t);
    // What lies within an overlay of closed layers is behind it, and may have the layers of another.
    bool is_new = true;
    for (unsigned round = 0; round < ROUNDS && is_new; round += 1) {
        relate_by_id(&t);
        is_new = relate_stacked(&t);
    }
    for (size_t index = 0; index < mounts->count; index += 1) {
        cprobe_mount *mount = &mounts->items[index];
        if (mount->covered && mount->not_asked == CPROBE_NOT_ASKED_NONE) {
            mount->not_asked = CPROBE_NOT_ASKED_COVERED;
        }
    }
    relate_by_device(&t);
}
