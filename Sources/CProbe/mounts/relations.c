// The relations between the mounts of one mountinfo.
//
// covered     A path to its mount point reaches another mount: a mount with this one as its parent
//             is at the same point; or one with the same parent is at a directory above the point
//             (if it had been mounted first, it would be the parent); or the parent is covered in
//             this way.
// duplicate   Of the mounts of one file system (with the same device number) only one is listed:
//             one that is not covered, may be queried, shows most of the file system (the shortest
//             root), and has the shortest mount point.
// behind      A path to it crosses a mount that must not be touched, or a directory of its layers
//             (overlay, ecryptfs) is in one.
//
// layers.c finds layers in closed mounts.

#include "relations.h"

#include "../text/hash.h"
#include "layers.h"
#include "table.h"

enum {
    MOUNTS_ABOVE = 256, // On the path to a mount, or on top of each other.
    DIRECTORIES = 128, // Above a mount point; a path of 4,096 bytes could have 2,048.
    ROUNDS = 8,        // Nesting of layers.
    SLOTS_AT_LEAST = 64
};

// The result of a search: a mount, none, or a chain that is too long.
typedef struct search {
    cprobe_mount *mount;
    bool is_endless;
} search;

static search find_by_id(const cp_mount_table *t, uint32_t id) {
    uint64_t next = *cp_mount_slot(t, id);
    for (unsigned step = 0; step < CP_MOUNT_STEPS && next != 0; step += 1) {
        cprobe_mount *mount = &t->mounts->items[next - 1];
        if (mount->id == id) {
            return (search){mount, false};
        }
        next = mount->chain;
    }
    return (search){NULL, next != 0};
}

// The key of a mount point below a parent, to be extended with the bytes of the path.
static uint64_t key_of_parent(uint32_t parent_id) {
    return cp_hash_start ^ parent_id;
}

// A mount other than `itself` with this parent and mount point.
static search find_at(const cp_mount_table *t, uint64_t key, uint32_t parent_id, cp_span point,
                      const cprobe_mount *itself) {
    uint64_t next = *cp_mount_slot(t, key);
    for (unsigned step = 0; step < CP_MOUNT_STEPS && next != 0; step += 1) {
        cprobe_mount *mount = &t->mounts->items[next - 1];
        // A mount on the root of the namespace is never entered: paths start below it.
        if (mount != itself && mount->parent_id == parent_id && point.length > 1 &&
            cp_span_equal(cp_mounts_text(t->mounts, mount->mount_point), point)) {
            return (search){mount, false};
        }
        next = mount->chain;
    }
    return (search){NULL, next != 0};
}

// Whether a mount is on a directory above this mount's point.
static bool is_way_covered(const cp_mount_table *t, const cprobe_mount *mount) {
    const cp_span point = cp_mounts_text(t->mounts, mount->mount_point);
    uint64_t key = key_of_parent(mount->parent_id);
    unsigned directories = 0;
    for (size_t length = 0; length < point.length && point.length > 1; length += 1) {
        // "/" is above every path; otherwise a directory ends before each slash.
        if (point.bytes[length] == '/') {
            const cp_span prefix = cp_span_make(point.bytes, length == 0 ? 1 : length);
            const search found = find_at(t, length == 0 ? cp_hash_byte(key, '/') : key,
                                         mount->parent_id, prefix, mount);
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

// Whether another mount is on top of this one.
static bool is_covered(const cp_mount_table *t, const cprobe_mount *mount) {
    const search found = find_at(t, key_of(t->mounts, mount->id, mount), mount->id,
                                 cp_mounts_text(t->mounts, mount->mount_point), mount);
    return found.mount != NULL || found.is_endless;
}

static void relate_by_point(const cp_mount_table *t) {
    cp_mount_table_clear(t);
    for (size_t index = 0; index < t->mounts->count; index += 1) {
        const cprobe_mount *mount = &t->mounts->items[index];
        cp_mount_table_add(t, key_of(t->mounts, mount->parent_id, mount), index);
    }
    for (size_t index = 0; index < t->mounts->count; index += 1) {
        cprobe_mount *mount = &t->mounts->items[index];
        mount->way_is_covered = is_way_covered(t, mount);
        mount->covered = mount->way_is_covered || is_covered(t, mount);
    }
}

// Whether a mount on the way up to the root of the namespace is closed; also, whether the way to
// one is covered. A way that does not end counts as closed.
static bool is_behind(const cp_mount_table *t, const cprobe_mount *mount, bool *way_is_covered) {
    for (unsigned step = 0; step < MOUNTS_ABOVE; step += 1) {
        const search parent = find_by_id(t, mount->parent_id);
        if (parent.is_endless) {
            return true;
        }
        if (parent.mount == NULL || parent.mount == mount) {
            return false;
        }
        *way_is_covered = *way_is_covered || parent.mount->way_is_covered;
        if (cp_mount_is_closed(t->mounts, parent.mount)) {
            return true;
        }
        mount = parent.mount;
    }
    return true;
}

static void relate_by_id(const cp_mount_table *t) {
    cp_mount_table_clear(t);
    for (size_t index = 0; index < t->mounts->count; index += 1) {
        cp_mount_table_add(t, t->mounts->items[index].id, index);
    }
    // A mount on the root of the namespace ("mount --bind / /") cannot be reached, nor anything in
    // it.
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
        if (behind && mount->not_requested == CPROBE_NOT_REQUESTED_NONE) {
            mount->not_requested = CPROBE_NOT_REQUESTED_BEHIND;
        }
    }
}

// Whether a mount represents its file system better than an earlier one.
static bool is_better(const cprobe_mount *mount, const cprobe_mount *other) {
    const bool is_asked = mount->not_requested == CPROBE_NOT_REQUESTED_NONE;
    const bool other_is_asked = other->not_requested == CPROBE_NOT_REQUESTED_NONE;
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

static uint64_t device_of(const cprobe_mount *mount) {
    return (uint64_t)mount->device_major << 32 | mount->device_minor;
}

// Each chain has one mount of each file system: the best so far.
static void relate_by_device(const cp_mount_table *t) {
    cp_mount_table_clear(t);
    for (size_t index = 0; index < t->mounts->count; index += 1) {
        cprobe_mount *mount = &t->mounts->items[index];
        uint64_t *link = cp_mount_slot(t, device_of(mount));
        cprobe_mount *other = NULL;
        for (unsigned step = 0; step < CP_MOUNT_STEPS && *link != 0; step += 1) {
            cprobe_mount *next = &t->mounts->items[*link - 1];
            if (next->device_major == mount->device_major &&
                next->device_minor == mount->device_minor) {
                other = next;
                break;
            }
            link = &next->chain;
        }
        if (other == NULL) {
            link = cp_mount_slot(t, device_of(mount));
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

// Uses only as many slots as these mounts need: clearing all costs more than relating a few mounts.
static cp_mount_table table_of(cprobe_mounts *mounts, uint64_t *slots, size_t slot_count) {
    cp_mount_table t = {mounts, slots, SLOTS_AT_LEAST};
    while (t.count < slot_count && t.count / 2 < mounts->count) {
        t.count *= 2;
    }
    return t;
}

void cp_mounts_relate(cprobe_mounts *mounts, uint64_t *slots, size_t slot_count) {
    const cp_mount_table t = table_of(mounts, slots, slot_count);
    relate_by_point(&t);
    // A mount in an overlay with closed layers is itself behind, and may be a layer of another.
    bool is_new = true;
    for (unsigned round = 0; round < ROUNDS && is_new; round += 1) {
        relate_by_id(&t);
        is_new = cp_mounts_relate_layers(&t);
    }
    for (size_t index = 0; index < mounts->count; index += 1) {
        cprobe_mount *mount = &mounts->items[index];
        if (mount->covered && mount->not_requested == CPROBE_NOT_REQUESTED_NONE) {
            mount->not_requested = CPROBE_NOT_REQUESTED_COVERED;
        }
    }
    relate_by_device(&t);
}

void cp_mounts_chain_alike(cprobe_mounts *mounts, uint64_t *slots, size_t slot_count) {
    const cp_mount_table t = table_of(mounts, slots, slot_count);
    cp_mount_table_clear(&t);
    for (size_t index = mounts->count; index != 0; index -= 1) {
        cp_mount_table_add(&t, device_of(&mounts->items[index - 1]), index - 1);
    }
}

cprobe_mount *cp_mounts_first_alike(cprobe_mounts *mounts, uint64_t *slots, size_t slot_count,
                                    const cprobe_mount *mount) {
    const cp_mount_table t = table_of(mounts, slots, slot_count);
    const uint64_t first = *cp_mount_slot(&t, device_of(mount));
    return first == 0 ? NULL : &mounts->items[first - 1];
}
