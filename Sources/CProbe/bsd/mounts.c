#include "../platform.h"
#if CP_PLATFORM_BSD && defined(CP_PORT_FILESYSTEM)

#include "mounts.h"

#include "../failure.h"
#include "port_calls.h"
#include "record.h"

enum {
    OPTIONS_BYTES = 256, // All words of a system together have fewer bytes.
    STRUCT_BYTES = 4096, // NetBSD's, the largest, has 3,296.
    PATH_BYTES = 1025
};

static bool is_one_of(cp_span name, const char *const *names) {
    for (; *names != NULL; names += 1) {
        const cp_span one = cp_span_of(*names);
        const bool is_prefix = one.bytes[one.length - 1] == '|';
        if (is_prefix ? cp_span_starts(name, one) : cp_span_equal(name, one)) {
            return true;
        }
    }
    return false;
}

static cp_span mount_point_of(cp_span record, const cp_mount_layout *layout) {
    return cp_record_text(record, layout->mount_point, layout->path_bytes);
}

static cp_span record_at(cp_span bytes, const cp_mount_layout *layout, size_t index) {
    return cp_span_make(bytes.bytes + index * layout->bytes, layout->bytes);
}

// Whether `above` is the directory `path` or a directory above it.
static bool leads_to(cp_span above, cp_span path) {
    const bool is_root = above.length == 1;
    return cp_span_starts(path, above) &&
           (is_root || path.length == above.length || path.bytes[above.length] == '/');
}

// Whether a mount after this one has the same mount point, or a directory above it.
static bool is_covered(cp_span bytes, const cp_mount_layout *layout, size_t index) {
    const cp_span own = mount_point_of(record_at(bytes, layout, index), layout);
    for (size_t other = index + 1; other < bytes.length / layout->bytes; other += 1) {
        if (leads_to(mount_point_of(record_at(bytes, layout, other), layout), own)) {
            return true;
        }
    }
    return false;
}

static uint64_t number_at(cp_span record, uint32_t offset, uint32_t bytes) {
    return bytes == sizeof(uint64_t) ? cp_record_u64(record, offset)
                                     : cp_record_u32(record, offset);
}

static bool is_local(cp_span record, const cp_mount_layout *layout) {
    return (number_at(record, layout->flags, layout->flags_bytes) & layout->local) != 0;
}

static bool is_user_space(cp_span record, const cp_mount_layout *layout) {
    return is_one_of(cp_record_text(record, layout->type, layout->type_bytes),
                     layout->user_space);
}

// Whether the path to this mount crosses a network or user-space file system or an automount
// point (autofs is not local): looking the path up may block.
static bool is_behind(cp_span bytes, const cp_mount_layout *layout, size_t index) {
    const cp_span own = mount_point_of(record_at(bytes, layout, index), layout);
    for (size_t other = 0; other < bytes.length / layout->bytes; other += 1) {
        const cp_span record = record_at(bytes, layout, other);
        const cp_span above = mount_point_of(record, layout);
        if (other != index && leads_to(above, own) &&
            (above.length < own.length || other < index) &&
            (!is_local(record, layout) || is_user_space(record, layout))) {
            return true;
        }
    }
    return false;
}

// The part of a device's name that names the whole device: "/dev/disk3" of "/dev/disk3s5".
static cp_span whole_device(cp_span device, char end) {
    for (size_t index = 1; index < device.length; index += 1) {
        const char before = device.bytes[index - 1];
        if (device.bytes[index] == end && before >= '0' && before <= '9') {
            return cp_span_make(device.bytes, index);
        }
    }
    return device;
}

// Whether a mount before this one is of the same type and has its space on the same device.
static bool shares_space(cp_span bytes, const cp_mount_layout *layout, size_t index) {
    if (layout->shares_device == NULL) {
        return false;
    }
    const cp_span own = record_at(bytes, layout, index);
    const cp_span type = cp_span_of(layout->shares_device);
    if (!cp_span_equal(cp_record_text(own, layout->type, layout->type_bytes), type)) {
        return false;
    }
    const cp_span device = whole_device(
        cp_record_text(own, layout->device, layout->path_bytes), layout->device_end);
    for (size_t other = 0; other < index; other += 1) {
        const cp_span record = record_at(bytes, layout, other);
        if (cp_span_equal(cp_record_text(record, layout->type, layout->type_bytes), type) &&
            cp_record_u64(record, layout->blocks) == cp_record_u64(own, layout->blocks) &&
            cp_span_equal(whole_device(cp_record_text(record, layout->device, layout->path_bytes),
                                       layout->device_end),
                          device)) {
            return true;
        }
    }
    return false;
}

// Appends a text and a NUL, if it fits, and counts it.
static cprobe_text_range append(cprobe_mounts *mounts, size_t *length, cp_span text) {
    const cprobe_text_range range = {(uint32_t)*length, (uint32_t)text.length};
    if (*length + text.length < mounts->text_capacity) {
        if (text.length != 0) {
            memcpy(mounts->text + *length, text.bytes, text.length);
        }
        mounts->text[*length + text.length] = '\0';
    }
    *length += text.length + 1;
    return range;
}

// "rw,noatime": as mount(8) names the flags.
static cp_span options_of(uint64_t flags, const cp_mount_layout *layout, char *text) {
    size_t length = 2;
    memcpy(text, (flags & layout->read_only) != 0 ? "ro" : "rw", length);
    for (const cp_mount_flag *row = layout->words; row->word != NULL; row += 1) {
        const cp_span word = cp_span_of(row->word);
        if ((flags & row->flag) != 0 && word.length + 1 <= OPTIONS_BYTES - length) {
            text[length] = ',';
            memcpy(text + length + 1, word.bytes, word.length);
            length += word.length + 1;
        }
    }
    return cp_span_make(text, length);
}

static void set_space(cp_span record, const cp_mount_layout *layout, cprobe_mount *mount) {
    const uint64_t block = number_at(record, layout->block, layout->block_bytes);
    const uint64_t blocks = cp_record_u64(record, layout->blocks);
    const uint64_t free = cp_record_u64(record, layout->free);
    // Negative where only the reserve of the superuser is left: no user gets any.
    const int64_t left = cp_record_i64(record, layout->available);
    const uint64_t available = left < 0 ? 0 : (uint64_t)left;
    if (block == 0 || __builtin_mul_overflow(blocks, block, &mount->total_bytes)) {
        return;
    }
    cprobe_set(&mount->present_fields, CPROBE_MOUNT_TOTAL);
    if (free > blocks) {
        return;
    }
    mount->free_bytes = free * block;
    mount->used_bytes = mount->total_bytes - mount->free_bytes;
    cprobe_set(&mount->present_fields, CPROBE_MOUNT_FREE);
    cprobe_set(&mount->present_fields, CPROBE_MOUNT_USED);
    if (available > blocks) {
        return;
    }
    mount->available_bytes = available * block;
    cprobe_set(&mount->present_fields, CPROBE_MOUNT_AVAILABLE);
    const double all = (double)mount->used_bytes + (double)mount->available_bytes;
    if (all > 0) {
        mount->usage_percent = (double)mount->used_bytes / all * 100;
        cprobe_set(&mount->present_fields, CPROBE_MOUNT_USAGE);
    }
}

static void set_files(cp_span record, const cp_mount_layout *layout, cprobe_mount *mount) {
    const uint64_t files = cp_record_u64(record, layout->files);
    const uint64_t free = cp_record_u64(record, layout->free_files);
    if (files == 0) {
        return;
    }
    mount->inodes_total = files;
    cprobe_set(&mount->present_fields, CPROBE_MOUNT_INODES_TOTAL);
    if (free <= files) {
        mount->inodes_free = free;
        mount->inodes_used = files - free;
        cprobe_set(&mount->present_fields, CPROBE_MOUNT_INODES_FREE);
        cprobe_set(&mount->present_fields, CPROBE_MOUNT_INODES_USED);
    }
}

static bool is_same_text(cp_span a, cp_span b, uint32_t offset, uint32_t bytes) {
    return cp_span_equal(cp_record_text(a, offset, bytes), cp_record_text(b, offset, bytes));
}

// Queries a local file system. Without a failure, the usage is absent if the path leads to another
// mount, which was mounted after the list was read.
static void set_usage(cp_span record, const cp_mount_layout *layout, cprobe_mount *mount) {
    const char *source = layout->usage_call;
    uint64_t now[STRUCT_BYTES / sizeof(uint64_t)];
    char path[PATH_BYTES];
    const cp_span mount_point = mount_point_of(record, layout);
    if (mount_point.length >= sizeof path || layout->bytes > sizeof now) {
        (void)cp_fail(&mount->failure, CPROBE_TOO_LARGE, source, 0, 0);
        return;
    }
    memcpy(path, mount_point.bytes, mount_point.length);
    path[mount_point.length] = '\0';
    const int error = cp_port_mount(path, now);
    if (error != 0) {
        (void)cp_fail(&mount->failure, cp_result_of_errno(error), source, 0, error);
        return;
    }
    const cp_span answer = cp_span_make((const char *)now, layout->bytes);
    if (is_same_text(record, answer, layout->type, layout->type_bytes) &&
        is_same_text(record, answer, layout->device, layout->path_bytes) &&
        is_same_text(record, answer, layout->mount_point, layout->path_bytes)) {
        set_space(answer, layout, mount);
        set_files(answer, layout, mount);
    }
}

// Why the usage is not queried: only a local mount, to which a path of local mounts leads, cannot
// block. The usage that a server reported last may be old, and is not used.
static cprobe_not_requested reason_of(cp_span bytes, const cp_mount_layout *layout, size_t index,
                                      const cprobe_mount *mount) {
    const cp_span record = record_at(bytes, layout, index);
    const cp_span type = cp_record_text(record, layout->type, layout->type_bytes);
    return is_one_of(type, layout->pseudo)     ? CPROBE_NOT_REQUESTED_PSEUDO
           : is_user_space(record, layout)     ? CPROBE_NOT_REQUESTED_USER_SPACE
           : !is_local(record, layout)         ? CPROBE_NOT_REQUESTED_NETWORK
           : mount->covered                    ? CPROBE_NOT_REQUESTED_COVERED
           : is_behind(bytes, layout, index)   ? CPROBE_NOT_REQUESTED_BEHIND
                                               : CPROBE_NOT_REQUESTED_NONE;
}

// Describes a mount, without its texts.
static cprobe_mount describe(cp_span bytes, const cp_mount_layout *layout, size_t index) {
    const cp_span record = record_at(bytes, layout, index);
    const cp_span type = cp_record_text(record, layout->type, layout->type_bytes);
    const uint64_t flags = number_at(record, layout->flags, layout->flags_bytes);
    const uint32_t id = cp_record_u32(record, layout->id);
    cprobe_mount mount = {
        // Most kernels show the id to root only: for others, the place in the list.
        .id = id != 0 ? id : (uint32_t)index + 1,
        .device_minor = id != 0 ? id : (uint32_t)index + 1,
        .read_only = (flags & layout->read_only) != 0,
        .duplicate =
            is_one_of(type, layout->stacked) || shares_space(bytes, layout, index),
        .covered = is_covered(bytes, layout, index),
    };
    mount.not_requested = reason_of(bytes, layout, index, &mount);
    mount.pseudo = mount.not_requested == CPROBE_NOT_REQUESTED_PSEUDO ||
                   (cp_record_u64(record, layout->blocks) == 0 &&
                    mount.not_requested != CPROBE_NOT_REQUESTED_USER_SPACE &&
                    mount.not_requested != CPROBE_NOT_REQUESTED_NETWORK);
    if (mount.not_requested == CPROBE_NOT_REQUESTED_NONE) {
        set_usage(record, layout, &mount);
    }
    return mount;
}

static cprobe_result list_all(const char *source, cp_span bytes, const cp_mount_layout *layout,
                              cprobe_mount_choice choice, cprobe_mounts *mounts,
                              cprobe_failure *failure) {
    if (bytes.length == 0 || bytes.length % layout->bytes != 0) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    size_t found = 0;
    size_t length = 0;
    for (size_t index = 0; index < bytes.length / layout->bytes; index += 1) {
        const cp_span record = record_at(bytes, layout, index);
        const cp_span mount_point = mount_point_of(record, layout);
        if (mount_point.length == 0 || mount_point.bytes[0] != '/') {
            return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
        }
        cprobe_mount mount = describe(bytes, layout, index);
        if (choice == CPROBE_MOUNTS_STORAGE &&
            (mount.pseudo || mount.duplicate || mount.covered)) {
            continue;
        }
        char options[OPTIONS_BYTES];
        mount.device =
            append(mounts, &length, cp_record_text(record, layout->device, layout->path_bytes));
        mount.mount_point = append(mounts, &length, mount_point);
        mount.root = append(mounts, &length, cp_span_of("/"));
        mount.type =
            append(mounts, &length, cp_record_text(record, layout->type, layout->type_bytes));
        mount.options = append(
            mounts, &length,
            options_of(number_at(record, layout->flags, layout->flags_bytes), layout, options));
        mount.super_options = append(mounts, &length, cp_span_of(""));
        if (found < mounts->capacity) {
            mounts->items[found] = mount;
        }
        found += 1;
    }
    mounts->count = found;
    mounts->text_length = length;
    return found > mounts->capacity || length > mounts->text_capacity
               ? cp_fail(failure, CPROBE_TOO_LARGE, "the caller's list", 0, 0)
               : CPROBE_OK;
}

cprobe_result cp_mounts_read(cp_buffer buffer, const cp_mount_layout *layout,
                             cprobe_mount_choice choice, cprobe_mounts *mounts,
                             cprobe_failure *failure) {
    const char *source = layout->list_call;
    size_t count = 0;
    const int error = cp_port_mounts(buffer.bytes, buffer.capacity, &count);
    if (error != 0) {
        return cp_fail(failure, cp_result_of_errno(error), source, 0, error);
    }
    const size_t most = buffer.capacity / layout->bytes;
    if (count >= most) {
        // The call fills the buffer and does not report that there are more.
        return cp_fail(failure, CPROBE_TOO_LARGE, source, 0, 0);
    }
    return list_all(source, cp_span_make(buffer.bytes, count * layout->bytes), layout, choice,
                    mounts, failure);
}

#endif
