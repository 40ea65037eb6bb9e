#include "hierarchy.h"

static const struct {
    const char *name;
    cprobe_controller controller;
} controllers[CPROBE_CONTROLLERS] = {
    {"cpu", CPROBE_CONTROLLER_CPU},
    {"cpuset", CPROBE_CONTROLLER_CPUSET},
    {"memory", CPROBE_CONTROLLER_MEMORY},
    {"pids", CPROBE_CONTROLLER_PIDS},
};

// The wanted controllers in a list of names, as bits.
static uint32_t bits_of(cp_span list) {
    uint32_t bits = 0;
    for (size_t index = 0; index < CPROBE_CONTROLLERS; index += 1) {
        if (cp_list_has(list, cp_span_of(controllers[index].name))) {
            bits |= 1u << controllers[index].controller;
        }
    }
    return bits;
}

static uint32_t bits_with_version(const cprobe_quota *quota, uint32_t version) {
    uint32_t bits = 0;
    for (uint32_t index = 0; index < quota->hierarchy_count; index += 1) {
        bits |= quota->hierarchies[index].version == version ? quota->hierarchies[index].controllers
                                                             : 0;
    }
    return bits;
}

static cprobe_hierarchy *unified_of(cprobe_quota *quota) {
    for (uint32_t index = 0; index < quota->hierarchy_count; index += 1) {
        if (quota->hierarchies[index].version == 2) {
            return &quota->hierarchies[index];
        }
    }
    return NULL;
}

// Room for one text; each hierarchy has two of at most CPROBE_PATH_BYTES, so it is always there.
static char *reserve(cprobe_quota *quota, size_t length) {
    if (length > CPROBE_QUOTA_TEXT_BYTES - quota->text_length) {
        return NULL;
    }
    char *text = quota->text + quota->text_length;
    quota->text_length += (uint32_t)length;
    return text;
}

void cp_hierarchies_add(cprobe_quota *quota, const cp_membership *membership) {
    const uint32_t version = membership->is_v2 ? 2 : 1;
    const uint32_t bits =
        membership->is_v2 ? 0 : bits_of(membership->controllers) & ~bits_with_version(quota, 1);
    if ((membership->is_v2 ? unified_of(quota) != NULL : bits == 0) ||
        quota->hierarchy_count == CPROBE_CONTROLLERS) {
        return;
    }
    cprobe_hierarchy hierarchy = {.version = version, .controllers = bits,
                                  .reason = CPROBE_REASON_NOT_MOUNTED};
    size_t length = membership->path.length;
    hierarchy.path_offset = quota->text_length;
    char *text = length < CPROBE_PATH_BYTES ? reserve(quota, length) : NULL;
    if (text == NULL) {
        hierarchy.reason = CPROBE_REASON_NO_GROUPS;
        hierarchy.failure = (cprobe_failure){CPROBE_TOO_LARGE, 0, 0, "/proc/self/cgroup"};
        length = 0;
    } else {
        memcpy(text, membership->path.bytes, length);
    }
    hierarchy.path_length = (uint32_t)length;
    quota->hierarchies[quota->hierarchy_count] = hierarchy;
    quota->hierarchy_count += 1;
}

uint32_t cp_hierarchies_settle(cprobe_quota *quota) {
    const uint32_t left = ((1u << CPROBE_CONTROLLERS) - 1) & ~bits_with_version(quota, 1);
    cprobe_hierarchy *unified = unified_of(quota);
    if (unified == NULL) {
        return left;
    }
    unified->controllers = left;
    if (left == 0) {
        quota->hierarchy_count -= 1;
        *unified = quota->hierarchies[quota->hierarchy_count];
    }
    return 0;
}

bool cp_path_contains(cp_span root, cp_span path, uint32_t *root_length) {
    if (root.length != 0 && root.bytes[root.length - 1] == '/') {
        root.length -= 1;
    }
    if (!cp_span_starts(path, root) ||
        (path.length != root.length && path.bytes[root.length] != '/')) {
        return false;
    }
    // What lies below the root must be named, not climbed to.
    if (cp_path_climbs(cp_span_make(path.bytes + root.length, path.length - root.length))) {
        return false;
    }
    *root_length = (uint32_t)root.length;
    return true;
}

bool cp_path_climbs(cp_span path) {
    while (path.length != 0) {
        if (cp_span_equal(cp_take_until(&path, '/', NULL), cp_span_make("..", 2))) {
            return true;
        }
    }
    return false;
}

// Whether a mount shows this hierarchy.
static bool shows(const cp_mount *mount, const cprobe_hierarchy *hierarchy) {
    if (hierarchy->version == 2) {
        return cp_span_equal(mount->type, cp_span_of("cgroup2"));
    }
    return cp_span_equal(mount->type, cp_span_of("cgroup")) &&
           (bits_of(mount->super_options) & hierarchy->controllers) != 0;
}

static void offer(cprobe_quota *quota, cprobe_hierarchy *hierarchy, const cp_mount *mount) {
    if (hierarchy->reason == CPROBE_REASON_NO_GROUPS || !shows(mount, hierarchy)) {
        return;
    }
    char root[CPROBE_PATH_BYTES];
    char point[CPROBE_PATH_BYTES];
    size_t root_bytes = 0;
    size_t point_bytes = 0;
    uint32_t root_length = 0;
    const cp_span path = {quota->text + hierarchy->path_offset, hierarchy->path_length};
    if (!cp_mountinfo_decode(mount->root, root, sizeof root, &root_bytes) ||
        !cp_mountinfo_decode(mount->point, point, sizeof point, &point_bytes) ||
        !cp_path_contains(cp_span_make(root, root_bytes), path, &root_length)) {
        if (!hierarchy->mounted) {
            hierarchy->reason = CPROBE_REASON_OUTSIDE_MOUNT;
        }
        return;
    }
    if (hierarchy->mounted) {
        const cp_span held = {quota->text + hierarchy->mount_offset, hierarchy->mount_length};
        const bool covers = cp_span_equal(held, cp_span_make(point, point_bytes));
        if (!covers && root_length >= hierarchy->root_length) {
            return;
        }
    } else {
        // One room of full size, so that a better mount can take the place of this one.
        hierarchy->mount_offset = quota->text_length;
        if (reserve(quota, CPROBE_PATH_BYTES) == NULL) {
            return;
        }
    }
    memcpy(quota->text + hierarchy->mount_offset, point, point_bytes);
    hierarchy->mount_length = (uint32_t)point_bytes;
    hierarchy->root_length = root_length;
    hierarchy->device_major = mount->device_major;
    hierarchy->device_minor = mount->device_minor;
    hierarchy->mounted = true;
    hierarchy->reason =
        root_length == 0 ? CPROBE_REASON_ABOVE_NAMESPACE : CPROBE_REASON_ABOVE_MOUNT;
}

void cp_hierarchies_offer(cprobe_quota *quota, const cp_mount *mount) {
    for (uint32_t index = 0; index < quota->hierarchy_count; index += 1) {
        offer(quota, &quota->hierarchies[index], mount);
    }
}

uint32_t cp_hierarchy_above(const cprobe_quota *quota, const cprobe_hierarchy *hierarchy,
                            uint32_t length) {
    const char *path = quota->text + hierarchy->path_offset;
    while (length > 0 && path[length - 1] != '/') {
        length -= 1;
    }
    return length > 0 ? length - 1 : 0;
}

cprobe_name cprobe_quota_group(const cprobe_quota *quota, uint32_t hierarchy,
                               uint32_t path_length) {
    if (hierarchy >= quota->hierarchy_count || path_length == 0) {
        return (cprobe_name){"/", 1};
    }
    const cprobe_hierarchy *found = &quota->hierarchies[hierarchy];
    return (cprobe_name){quota->text + found->path_offset,
                         path_length < found->path_length ? path_length : found->path_length};
}

// Writes as much of `text` as fits behind `length` bytes, and gives the length of all.
static size_t append(char *out, size_t capacity, size_t length, const char *text, size_t count) {
    if (length < capacity && count != 0) {
        memcpy(out + length, text, count < capacity - length ? count : capacity - length);
    }
    return length + count;
}

size_t cprobe_quota_path(const cprobe_quota *quota, uint32_t hierarchy, uint32_t path_length,
                         const char *file, char *out, size_t capacity) {
    if (hierarchy >= quota->hierarchy_count || !quota->hierarchies[hierarchy].mounted) {
        return 0;
    }
    const cprobe_hierarchy *found = &quota->hierarchies[hierarchy];
    size_t length = append(out, capacity, 0, quota->text + found->mount_offset, found->mount_length);
    if (path_length > found->root_length && path_length <= found->path_length) {
        length = append(out, capacity, length,
                        quota->text + found->path_offset + found->root_length,
                        path_length - found->root_length);
    }
    if (file != NULL) {
        length = append(out, capacity, length, "/", 1);
        length = append(out, capacity, length, file, strlen(file));
    }
    return length;
}
