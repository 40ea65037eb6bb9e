// The mounts of one mountinfo together. A line's format stands in mountinfo.c.
//
// covered     another mount has this one for its parent, at the same mount point: a path that ends
//             there finds the other.
// duplicate   of the mounts of one file system (they have one device number) one stands for all: one
//             that is not covered, that may be asked, that shows most of it (the shortest root), and
//             with the shortest mount point.
// behind      a path to it goes through a mount that must not be touched, or its directories (of
//             overlay and ecryptfs) lie in one.
//
// Mounts are found by a table of the caller's, whose slots hold the first of a chain through the
// items. A chain is followed for 32 steps: 8,192 slots hold 100,000 mounts, as many as a namespace
// may have, in chains of 12; much longer ones are made by somebody, to make us slow.

#include "mounts.h"

#include "../failure.h"
#include "filesystem_type.h"
#include "mountinfo.h"

enum {
    STEPS = 32,
    COMPARISONS = 1 << 24, // Of directories of overlays with mounts: 0.1 s.
    PATH_BYTES = 4096,
    TEXTS = 6
};

static cp_span text_of(const cprobe_mounts *mounts, cprobe_text_range range) {
    return cp_span_make(mounts->text + range.offset, range.length);
}

// What is told by the type alone.
static void set_kind(cprobe_mount *mount, cp_span type) {
    switch (cp_filesystem_kind_of(type)) {
    case CP_FILESYSTEM_LOCAL:
    case CP_FILESYSTEM_STACKED: mount->not_asked = CPROBE_NOT_ASKED_NONE; break;
    case CP_FILESYSTEM_PSEUDO:
    case CP_FILESYSTEM_AUTOMOUNT: mount->not_asked = CPROBE_NOT_ASKED_PSEUDO; break;
    case CP_FILESYSTEM_NETWORK: mount->not_asked = CPROBE_NOT_ASKED_NETWORK; break;
    case CP_FILESYSTEM_USER_SPACE: mount->not_asked = CPROBE_NOT_ASKED_USER_SPACE; break;
    case CP_FILESYSTEM_UNKNOWN: mount->not_asked = CPROBE_NOT_ASKED_UNKNOWN_TYPE; break;
    }
    mount->pseudo = mount->not_asked == CPROBE_NOT_ASKED_PSEUDO;
}

static bool has_option(cp_span options, const char *name) {
    while (options.length != 0) {
        if (cp_span_equal(cp_take_until(&options, ',', NULL), cp_span_of(name))) {
            return true;
        }
    }
    return false;
}

// Stores a decoded copy, with a NUL behind it. The room was counted before.
static bool store(cprobe_mounts *mounts, cp_span text, bool is_escaped, cprobe_text_range *range) {
    char *out = mounts->text + mounts->text_length;
    size_t length = text.length;
    if (is_escaped && !cp_mountinfo_decode(text, out, text.length, &length)) {
        return false;
    }
    if (!is_escaped && text.length != 0) {
        memcpy(out, text.bytes, text.length);
    }
    out[length] = '\0';
    *range = (cprobe_text_range){(uint32_t)mounts->text_length, (uint32_t)length};
    mounts->text_length += length + 1;
    return true;
}

static bool store_all(cprobe_mounts *mounts, const cp_mount *line, cprobe_mount *mount) {
    const size_t before = mounts->text_length;
    const bool is_stored = store(mounts, line->source, true, &mount->device) &&
                           store(mounts, line->point, true, &mount->mount_point) &&
                           store(mounts, line->root, true, &mount->root) &&
                           store(mounts, line->type, true, &mount->type) &&
                           store(mounts, line->options, false, &mount->options) &&
                           store(mounts, line->super_options, false, &mount->super_options);
    if (!is_stored) {
        mounts->text_length = before;
    }
    return is_stored;
}

static size_t text_needed(const cp_mount *line) {
    return line->source.length + line->point.length + line->root.length + line->type.length +
           line->options.length + line->super_options.length + TEXTS;
}

// Adds a mount to the storage. False where its texts are none.
static bool add(cprobe_mounts *mounts, const cp_mount *line, cp_line_end end, uint32_t number,
                const char *source) {
    cprobe_mount *mount = &mounts->items[mounts->count];
    *mount = (cprobe_mount){.id = line->id,
                            .parent_id = line->parent_id,
                            .device_major = line->device_major,
                            .device_minor = line->device_minor};
    if (!store_all(mounts, line, mount)) {
        return false;
    }
    set_kind(mount, text_of(mounts, mount->type));
    mount->read_only = has_option(line->options, "ro") || has_option(line->super_options, "ro") ||
                       has_option(line->super_options, "emergency_ro");
    if (end == CP_LINE_LONG) {
        mount->failure = (cprobe_failure){CPROBE_TOO_LARGE, number, 0, source};
    }
    return true;
}

cprobe_result cp_mounts_parse(cp_lines *lines, const char *source, cprobe_filesystem *filesystem,
                              cprobe_mounts *mounts, cprobe_failure *failure) {
    cprobe_filesystem read = {0};
    size_t found = 0;  // Mounts, whether there was room for them or not.
    size_t needed = 0; // Bytes of their texts, before they are decoded, which makes them shorter.
    bool fits = true;
    cp_span line;
    cp_line_end end;
    mounts->count = 0;
    mounts->text_length = 0;
    while (cp_lines_next(lines, &line, &end)) {
        cp_mount mount;
        if (!cp_mountinfo_parse(line, end, &mount)) {
            cp_failures_add(&read.failures,
                            (cprobe_failure){CPROBE_MALFORMED, lines->number, 0, source});
            continue;
        }
        if (found == CPROBE_MOUNTS_KEPT ||
            text_needed(&mount) > (size_t)CPROBE_MOUNTS_TEXT_KEPT - needed) {
            cp_failures_add(&read.failures,
                            (cprobe_failure){CPROBE_TOO_LARGE, lines->number, 0, source});
            break;
        }
        found += 1;
        needed += text_needed(&mount);
        fits = fits && found <= mounts->capacity && needed <= mounts->text_capacity;
        if (!fits) {
            continue;
        }
        if (add(mounts, &mount, end, lines->number, source)) {
            mounts->count += 1;
        } else {
            cp_failures_add(&read.failures,
                            (cprobe_failure){CPROBE_MALFORMED, lines->number, 0, source});
        }
    }
    if (lines->result != CPROBE_OK) {
        return cp_fail(failure, lines->result, source, 0, 0);
    }
    if (!fits) {
        mounts->count = found;
        mounts->text_length = needed;
        return cp_fail(failure, CPROBE_TOO_LARGE, source, 0, 0);
    }
    if (mounts->count == 0 && lines->number != 0) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    *filesystem = read;
    return CPROBE_OK;
}

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

// The mount with this id, or NULL.
static cprobe_mount *find_by_id(const table *t, uint32_t id) {
    uint64_t next = *slot_of(t, id);
    for (unsigned step = 0; step < STEPS && next != 0; step += 1) {
        cprobe_mount *mount = &t->mounts->items[next - 1];
        if (mount->id == id) {
            return mount;
        }
        next = mount->chain;
    }
    return NULL;
}

// Whether a path through this mount may not come back.
static bool is_closed(const cprobe_mounts *mounts, const cprobe_mount *mount) {
    switch (mount->not_asked) {
    case CPROBE_NOT_ASKED_NETWORK:
    case CPROBE_NOT_ASKED_USER_SPACE:
    case CPROBE_NOT_ASKED_UNKNOWN_TYPE:
    case CPROBE_NOT_ASKED_BEHIND: return true;
    case CPROBE_NOT_ASKED_PSEUDO:
        return cp_span_equal(text_of(mounts, mount->type), cp_span_of("autofs"));
    case CPROBE_NOT_ASKED_NONE:
    case CPROBE_NOT_ASKED_CAPTURED: return false;
    }
    return true;
}

// Walks up to the root of the namespace. A way that does not end is closed.
static bool is_behind(const table *t, const cprobe_mount *mount) {
    for (unsigned step = 0; step < STEPS; step += 1) {
        const cprobe_mount *parent = find_by_id(t, mount->parent_id);
        if (parent == NULL || parent == mount) {
            return false;
        }
        if (is_closed(t->mounts, parent)) {
            return true;
        }
        mount = parent;
    }
    return true;
}

static void relate_by_id(const table *t) {
    clear(t);
    for (size_t index = 0; index < t->mounts->count; index += 1) {
        cprobe_mount *mount = &t->mounts->items[index];
        uint64_t *slot = slot_of(t, mount->id);
        mount->chain = *slot;
        *slot = index + 1;
    }
    for (size_t index = 0; index < t->mounts->count; index += 1) {
        cprobe_mount *mount = &t->mounts->items[index];
        cprobe_mount *parent = find_by_id(t, mount->parent_id);
        if (parent != NULL && parent != mount &&
            cp_span_equal(text_of(t->mounts, parent->mount_point),
                          text_of(t->mounts, mount->mount_point))) {
            parent->covered = true;
        }
        if (mount->not_asked == CPROBE_NOT_ASKED_NONE && is_behind(t, mount)) {
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

// Whether a path, escaped as in mountinfo, leads into a mount that may not come back.
static bool leads_into_closed(const cprobe_mounts *mounts, cp_span escaped, size_t *comparisons) {
    char path[PATH_BYTES];
    size_t length = 0;
    if (!cp_mountinfo_decode(escaped, path, sizeof path, &length) ||
        *comparisons + mounts->count > COMPARISONS) {
        return true;
    }
    *comparisons += mounts->count;
    for (size_t index = 0; index < mounts->count; index += 1) {
        const cprobe_mount *mount = &mounts->items[index];
        if (!is_closed(mounts, mount)) {
            continue;
        }
        cp_span rest = cp_span_make(path, length);
        const cp_span point = text_of(mounts, mount->mount_point);
        if (cp_span_starts(rest, point)) {
            cp_skip(&rest, point.length);
            if (rest.length == 0 || rest.bytes[0] == '/' || point.length == 1) {
                return true;
            }
        }
    }
    return false;
}

// The directory that answers for a stacked file system: overlayfs asks its upper directory, or the
// first of the lower ones, ecryptfs what it is mounted from.
static bool find_directory(const cprobe_mounts *mounts, const cprobe_mount *mount, cp_span *path) {
    if (cp_span_equal(text_of(mounts, mount->type), cp_span_of("ecryptfs"))) {
        *path = text_of(mounts, mount->device);
        return true;
    }
    cp_span options = text_of(mounts, mount->super_options);
    bool is_found = false;
    while (options.length != 0) {
        cp_span option = cp_take_until(&options, ',', NULL);
        const cp_span key = cp_take_until(&option, '=', NULL);
        if (cp_span_equal(key, cp_span_of("upperdir"))) {
            *path = option;
            return true;
        }
        // "lowerdir=a:b:c", or "lowerdir+=a" one by one.
        if (!is_found && (cp_span_equal(key, cp_span_of("lowerdir")) ||
                          cp_span_equal(key, cp_span_of("lowerdir+")))) {
            *path = cp_take_until(&option, ':', NULL);
            is_found = true;
        }
    }
    return is_found;
}

static void relate_stacked(cprobe_mounts *mounts) {
    size_t comparisons = 0;
    for (size_t index = 0; index < mounts->count; index += 1) {
        cprobe_mount *mount = &mounts->items[index];
        cp_span path;
        if (mount->not_asked == CPROBE_NOT_ASKED_NONE &&
            cp_filesystem_kind_of(text_of(mounts, mount->type)) == CP_FILESYSTEM_STACKED &&
            (!find_directory(mounts, mount, &path) ||
             leads_into_closed(mounts, path, &comparisons))) {
            mount->not_asked = CPROBE_NOT_ASKED_BEHIND;
        }
    }
}

void cp_mounts_relate(cprobe_mounts *mounts, uint64_t *slots, size_t slot_count) {
    const table t = {mounts, slots, slot_count};
    relate_by_id(&t);
    relate_stacked(mounts);
    relate_by_device(&t);
}

void cp_mounts_choose(cprobe_mounts *mounts, cprobe_mount_choice choice) {
    size_t kept = 0;
    if (choice == CPROBE_MOUNTS_ALL) {
        return;
    }
    for (size_t index = 0; index < mounts->count; index += 1) {
        const cprobe_mount *mount = &mounts->items[index];
        if (!mount->pseudo && !mount->duplicate && !mount->covered) {
            mounts->items[kept] = *mount;
            kept += 1;
        }
    }
    mounts->count = kept;
}

cprobe_result cprobe_mountinfo_parse(const char *bytes, size_t length, cprobe_mount_choice choice,
                                     cprobe_filesystem *filesystem, cprobe_mounts *mounts,
                                     cprobe_failure *failure) {
    static const char source[] = "/proc/self/mountinfo";
    enum { SLOTS = 1024 };
    uint64_t slots[SLOTS];
    if (filesystem == NULL || mounts == NULL || (bytes == NULL && length != 0) ||
        (mounts->items == NULL && mounts->capacity != 0) ||
        (mounts->text == NULL && mounts->text_capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_lines lines = cp_lines_of(bytes, length);
    const cprobe_result result = cp_mounts_parse(&lines, source, filesystem, mounts, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cp_mounts_relate(mounts, slots, SLOTS);
    cp_mounts_choose(mounts, choice);
    for (size_t index = 0; index < mounts->count; index += 1) {
        cprobe_mount *mount = &mounts->items[index];
        mount->not_asked = mount->not_asked == CPROBE_NOT_ASKED_NONE ? CPROBE_NOT_ASKED_CAPTURED
                                                                     : mount->not_asked;
    }
    return CPROBE_OK;
}
