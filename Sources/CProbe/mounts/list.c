// The mounts of one mountinfo, in caller-provided storage. format/mountinfo.c parses the lines.

#include "list.h"

#include "../failure.h"
#include "../format/mountinfo.h"
#include "type.h"

enum { TEXTS = 6 };

// Sets what follows from the type.
static void set_kind(cprobe_mount *mount, cp_span type) {
    switch (cp_filesystem_kind_of(type)) {
    case CP_FILESYSTEM_LOCAL:
    case CP_FILESYSTEM_STACKED: mount->not_requested = CPROBE_NOT_REQUESTED_NONE; break;
    case CP_FILESYSTEM_PSEUDO:
    case CP_FILESYSTEM_AUTOMOUNT: mount->not_requested = CPROBE_NOT_REQUESTED_PSEUDO; break;
    case CP_FILESYSTEM_NETWORK: mount->not_requested = CPROBE_NOT_REQUESTED_NETWORK; break;
    case CP_FILESYSTEM_USER_SPACE: mount->not_requested = CPROBE_NOT_REQUESTED_USER_SPACE; break;
    case CP_FILESYSTEM_UNKNOWN: mount->not_requested = CPROBE_NOT_REQUESTED_UNKNOWN_TYPE; break;
    }
    mount->pseudo = mount->not_requested == CPROBE_NOT_REQUESTED_PSEUDO;
}

static bool has_option(cp_span options, const char *name) {
    while (options.length != 0) {
        if (cp_span_equal(cp_take_until(&options, ',', NULL), cp_span_of(name))) {
            return true;
        }
    }
    return false;
}

// Stores an unescaped copy, followed by a NUL. The required capacity was checked before.
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

// Adds a mount to the storage. False if a text of it is malformed.
static bool add(cprobe_mounts *mounts, const cp_mount *line, cp_line_end end) {
    cprobe_mount *mount = &mounts->items[mounts->count];
    *mount = (cprobe_mount){.id = line->id,
                            .parent_id = line->parent_id,
                            .device_major = line->device_major,
                            .device_minor = line->device_minor};
    if (!store_all(mounts, line, mount)) {
        return false;
    }
    cp_mountinfo_propagation(line->tags, &mount->peer_group, &mount->master_group,
                             &mount->unbindable);
    set_kind(mount, cp_mounts_text(mounts, mount->type));
    // The layers of a truncated line are incomplete.
    if (end != CP_LINE_WHOLE &&
        cp_filesystem_kind_of(cp_mounts_text(mounts, mount->type)) == CP_FILESYSTEM_STACKED) {
        mount->not_requested = CPROBE_NOT_REQUESTED_BEHIND;
    }
    mount->read_only = has_option(line->options, "ro") || has_option(line->super_options, "ro") ||
                       has_option(line->super_options, "emergency_ro");
    return true;
}

cprobe_result cp_mounts_parse(cp_lines *lines, const char *source, cprobe_filesystem *filesystem,
                              cprobe_mounts *mounts, cprobe_failure *failure) {
    cprobe_filesystem read = {0};
    size_t found = 0;  // All mounts, including those beyond the capacity.
    size_t needed = 0; // Bytes of their texts before unescaping, which only shortens them.
    bool fits = true;
    cp_span line;
    cp_line_end end;
    mounts->count = 0;
    mounts->text_length = 0;
    mounts->reader = NULL; // Invalidates a list that a collector read into this storage.
    mounts->read_ns = 0;
    while (cp_lines_next(lines, &line, &end)) {
        cp_mount mount;
        if (!cp_mountinfo_parse(line, &mount)) {
            cp_failures_add(&read.failures,
                            (cprobe_failure){CPROBE_MALFORMED, lines->number, 0, source});
            continue;
        }
        if (found == CPROBE_MOUNTS_LISTED ||
            text_needed(&mount) > (size_t)CPROBE_MOUNTS_TEXT_BYTES - needed) {
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
        const bool is_added = add(mounts, &mount, end);
        mounts->count += is_added ? 1 : 0;
        if (!is_added || end != CP_LINE_WHOLE) {
            const cprobe_result code = end == CP_LINE_LONG ? CPROBE_TOO_LARGE : CPROBE_MALFORMED;
            cp_failures_add(&read.failures, (cprobe_failure){code, lines->number, 0, source});
        }
    }
    if (lines->result != CPROBE_OK && found == 0) {
        return cp_fail(failure, lines->result, source, 0, 0);
    }
    if (lines->result != CPROBE_OK) { // Mounts read before the failure are listed.
        cp_failures_add(&read.failures, (cprobe_failure){lines->result, 0, 0, source});
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

void cp_mounts_choose(cprobe_mounts *mounts, cprobe_mount_choice choice) {
    size_t listed = 0;
    if (choice == CPROBE_MOUNTS_ALL) {
        return;
    }
    for (size_t index = 0; index < mounts->count; index += 1) {
        const cprobe_mount *mount = &mounts->items[index];
        if (!mount->pseudo && !mount->duplicate && !mount->covered) {
            mounts->items[listed] = *mount;
            listed += 1;
        }
    }
    mounts->count = listed;
}

bool cp_mount_has_type(const cprobe_mounts *mounts, const cprobe_mount *mount, const char *type) {
    return cp_span_starts(cp_mounts_text(mounts, mount->type), cp_span_of(type));
}

bool cp_mount_is_closed(const cprobe_mounts *mounts, const cprobe_mount *mount) {
    switch (mount->not_requested) {
    case CPROBE_NOT_REQUESTED_NETWORK:
    case CPROBE_NOT_REQUESTED_USER_SPACE:
    case CPROBE_NOT_REQUESTED_UNKNOWN_TYPE:
    case CPROBE_NOT_REQUESTED_BEHIND: return true;
    case CPROBE_NOT_REQUESTED_PSEUDO:
        return cp_mount_has_type(mounts, mount, "autofs") ||
               cp_mount_has_type(mounts, mount, "fuse");
    case CPROBE_NOT_REQUESTED_NONE:
    case CPROBE_NOT_REQUESTED_COVERED:
    case CPROBE_NOT_REQUESTED_CAPTURED: return false;
    }
    return true;
}

static bool is_remote(const cprobe_mounts *mounts, const cprobe_mount *mount) {
    return cp_mount_is_closed(mounts, mount) &&
           mount->not_requested != CPROBE_NOT_REQUESTED_BEHIND &&
           !cp_mount_has_type(mounts, mount, "autofs");
}

bool cp_mounts_have_remote(const cprobe_mounts *mounts) {
    bool has_remote = false;
    for (size_t index = 0; index < mounts->count && !has_remote; index += 1) {
        has_remote = is_remote(mounts, &mounts->items[index]);
    }
    return has_remote;
}
