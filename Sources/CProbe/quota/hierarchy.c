#include "hierarchy.h"

#include <string.h>

static const uint32_t all_controllers = (1u << CPROBE_CONTROLLERS) - 1;

#define NAME(text) {text, sizeof text - 1}

// Their names in /proc/PID/cgroup and in the options of a v1 mount.
static const cp_span controllers[CPROBE_CONTROLLERS] = {
    [CPROBE_CONTROLLER_CPU] = NAME("cpu"),       [CPROBE_CONTROLLER_CPUSET] = NAME("cpuset"),
    [CPROBE_CONTROLLER_MEMORY] = NAME("memory"), [CPROBE_CONTROLLER_PIDS] = NAME("pids"),
    [CPROBE_CONTROLLER_IO] = NAME("blkio"),      [CPROBE_CONTROLLER_HUGETLB] = NAME("hugetlb"),
};

// The bits of the wanted controllers in a list of names.
static uint32_t bits_of(cp_span list) {
    uint32_t bits = 0;
    while (list.length != 0) {
        const cp_span name = cp_take_until(&list, ',', NULL);
        for (unsigned index = 0; index < CPROBE_CONTROLLERS; index += 1) {
            bits |= cp_span_equal(name, controllers[index]) ? 1u << index : 0;
        }
    }
    return bits;
}

// The controllers of the hierarchies apart.
static const cp_span apart_controllers[CPROBE_HIERARCHIES_APART] = {
    [CPROBE_APART_ACCOUNTING] = NAME("cpuacct"),
    [CPROBE_APART_RDMA] = NAME("rdma"),
    [CPROBE_APART_MISC] = NAME("misc"),
};

// Whether a list of names is that of a hierarchy apart. That of cpuacct is not one if it has cpu,
// too: CPU time is then accounted where its limits are.
static bool is_apart(cp_span list, unsigned apart) {
    if (apart == CPROBE_APART_ACCOUNTING && (bits_of(list) >> CPROBE_CONTROLLER_CPU & 1) != 0) {
        return false;
    }
    while (list.length != 0) {
        if (cp_span_equal(cp_take_until(&list, ',', NULL), apart_controllers[apart])) {
            return true;
        }
    }
    return false;
}

static uint32_t bits_of_v1(const cprobe_hierarchies *all) {
    uint32_t bits = 0;
    for (uint32_t index = 0; index < all->count; index += 1) {
        bits |= all->items[index].version == 1 ? all->items[index].controllers : 0;
    }
    return bits;
}

static cprobe_hierarchy *unified_of(cprobe_hierarchies *all) {
    for (uint32_t index = 0; index < all->count; index += 1) {
        if (all->items[index].version == 2) {
            return &all->items[index];
        }
    }
    return NULL;
}

// Reserves memory for one text. NULL if there is not enough.
static char *reserve(cprobe_hierarchies *all, size_t length) {
    if (length > CPROBE_HIERARCHIES_TEXT_BYTES - all->text_length) {
        return NULL;
    }
    char *text = all->text + all->text_length;
    all->text_length += (uint32_t)length;
    return text;
}

void cp_hierarchies_begin(cprobe_hierarchies *all) {
    memset(all, 0, offsetof(cprobe_hierarchies, text)); // Texts are written before they are read.
}

// Adds a hierarchy apart, if `names` is of that hierarchy. If the path does not fit, its values are
// absent.
static void add_apart(cprobe_hierarchies *all, unsigned apart, cp_span names, cp_span path) {
    if (all->apart[apart].version != 0 || !is_apart(names, apart)) {
        return;
    }
    const uint32_t offset = all->text_length;
    char *text = path.length < CPROBE_PATH_BYTES ? reserve(all, path.length) : NULL;
    if (text != NULL) {
        memcpy(text, path.bytes, path.length);
        all->apart[apart] = (cprobe_hierarchy){.version = 1, .path_offset = offset,
                                               .path_length = (uint32_t)path.length,
                                               .reason = CPROBE_REASON_NOT_MOUNTED};
    }
}

void cp_hierarchies_add(cprobe_hierarchies *all, const cp_membership *membership) {
    for (unsigned apart = 0; !membership->is_v2 && apart < CPROBE_HIERARCHIES_APART; apart += 1) {
        add_apart(all, apart, membership->controllers, membership->path);
    }
    const uint32_t bits =
        membership->is_v2 ? 0 : bits_of(membership->controllers) & ~bits_of_v1(all);
    if ((membership->is_v2 ? unified_of(all) != NULL : bits == 0) ||
        all->count == CPROBE_HIERARCHIES) {
        return;
    }
    cprobe_hierarchy hierarchy = {.version = membership->is_v2 ? 2 : 1, .controllers = bits,
                                  .reason = CPROBE_REASON_NOT_MOUNTED};
    size_t length = membership->path.length;
    hierarchy.path_offset = all->text_length;
    char *text = length < CPROBE_PATH_BYTES ? reserve(all, length) : NULL;
    if (text == NULL) {
        hierarchy.reason = CPROBE_REASON_NO_CGROUPS;
        hierarchy.failure = (cprobe_failure){CPROBE_TOO_LARGE, 0, 0, "/proc/PID/cgroup"};
        length = 0;
    } else {
        memcpy(text, membership->path.bytes, length);
    }
    hierarchy.path_length = (uint32_t)length;
    all->items[all->count] = hierarchy;
    all->count += 1;
}

// Whether a mount is a cgroup hierarchy of this version.
static bool is_v1(const cp_mount *mount) {
    return cp_span_equal(mount->type, cp_span_of("cgroup"));
}

static bool is_v2(const cp_mount *mount) {
    return cp_span_equal(mount->type, cp_span_of("cgroup2"));
}

void cp_hierarchies_add_path(cprobe_hierarchies *all, const cp_mount *mount, cp_span path) {
    if (is_v1(mount) || is_v2(mount)) {
        cp_hierarchies_add(all, &(cp_membership){is_v2(mount), mount->super_options, path});
    }
}

bool cp_directory_find(const cp_mount *mount, cp_span directory, char *path, size_t capacity,
                       size_t *length) {
    char point[CPROBE_PATH_BYTES];
    size_t point_bytes = 0;
    size_t root_bytes = 0;
    uint32_t point_length = 0;
    if ((!is_v1(mount) && !is_v2(mount)) ||
        !cp_mountinfo_decode(mount->point, point, sizeof point, &point_bytes) ||
        !cp_path_contains(cp_span_make(point, point_bytes), directory, &point_length) ||
        !cp_mountinfo_decode(mount->root, path, capacity, &root_bytes)) {
        return false;
    }
    root_bytes -= root_bytes != 0 && path[root_bytes - 1] == '/' ? 1 : 0;
    const size_t below = directory.length - point_length;
    if (below > capacity - root_bytes) {
        return false;
    }
    memcpy(path + root_bytes, directory.bytes + point_length, below);
    *length = root_bytes + below;
    if (*length == 0) {
        path[0] = '/';
        *length = 1;
    }
    return true;
}

void cp_hierarchies_note(cprobe_hierarchies *all, const cp_mount *mount, cp_span path) {
    if (is_v1(mount)) {
        all->elsewhere |= bits_of(mount->super_options);
        add_apart(all, CPROBE_APART_ACCOUNTING, mount->super_options, path);
    } else if (is_v2(mount)) {
        all->elsewhere |= 1u << CPROBE_CONTROLLERS;
    }
}

bool cp_path_contains(cp_span root, cp_span path, uint32_t *root_length) {
    if (root.length != 0 && root.bytes[root.length - 1] == '/') {
        root.length -= 1;
    }
    if (!cp_span_starts(path, root) ||
        (path.length != root.length && path.bytes[root.length] != '/')) {
        return false;
    }
    // The path below the root must name the cgroup without "..".
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

static bool shows(const cp_mount *mount, const cprobe_hierarchy *hierarchy) {
    return hierarchy->version == 2
               ? is_v2(mount)
               : is_v1(mount) && (bits_of(mount->super_options) & hierarchy->controllers) != 0;
}

// Whether the mount covers the hierarchy's current mount.
static bool covers_held(const cprobe_hierarchies *all, const cprobe_hierarchy *hierarchy,
                        const cp_mount *mount) {
    char point[CPROBE_PATH_BYTES];
    size_t length = 0;
    const cp_span held = {all->text + hierarchy->mount_offset, hierarchy->mount_length};
    if (!hierarchy->mounted || mount->point.length < held.length) {
        return false; // An escaped path is never shorter.
    }
    return cp_mountinfo_decode(mount->point, point, sizeof point, &length) &&
           cp_span_equal(held, cp_span_make(point, length));
}

static bool is_rejected(const cprobe_hierarchies *all, uint32_t line) {
    for (uint32_t index = 0; index < all->rejected_count; index += 1) {
        if (all->rejected[index] == line) {
            return true;
        }
    }
    return false;
}

bool cp_hierarchies_reject(cprobe_hierarchies *all, cprobe_hierarchy *hierarchy) {
    if (!is_rejected(all, hierarchy->mount_line)) {
        if (all->rejected_count == CPROBE_MOUNTS_REJECTED) {
            return false;
        }
        all->rejected[all->rejected_count] = hierarchy->mount_line;
        all->rejected_count += 1;
    }
    hierarchy->mounted = false;
    hierarchy->reason = CPROBE_REASON_NOT_MOUNTED;
    return true;
}

// Whether a mount is preferable to the hierarchy's current one: it shows more levels, or the same
// number and is at the usual place.
static bool is_better(const cprobe_hierarchies *all, const cprobe_hierarchy *hierarchy,
                      cp_span point, uint32_t root_length) {
    const cp_span usual = cp_span_of("/sys/fs/cgroup");
    const cp_span held = {all->text + hierarchy->mount_offset, hierarchy->mount_length};
    return !hierarchy->mounted || root_length < hierarchy->root_length ||
           (root_length == hierarchy->root_length && cp_span_starts(point, usual) &&
            !cp_span_starts(held, usual));
}

// Offers a mount to one hierarchy; `is_shown`: the mount is of that hierarchy.
static void offer(cprobe_hierarchies *all, cprobe_hierarchy *hierarchy, bool is_shown,
                  const cp_mount *mount, uint32_t line) {
    if (hierarchy->reason == CPROBE_REASON_NO_CGROUPS || line == hierarchy->mount_line ||
        is_rejected(all, line)) {
        return;
    }
    if (line > hierarchy->mount_line && covers_held(all, hierarchy, mount)) {
        (void)cp_hierarchies_reject(all, hierarchy);
    }
    if (!is_shown) {
        return;
    }
    char root[CPROBE_PATH_BYTES];
    char point[CPROBE_PATH_BYTES];
    size_t root_bytes = 0;
    size_t point_bytes = 0;
    uint32_t root_length = 0;
    const cp_span path = {all->text + hierarchy->path_offset, hierarchy->path_length};
    if (!cp_mountinfo_decode(mount->root, root, sizeof root, &root_bytes) ||
        !cp_mountinfo_decode(mount->point, point, sizeof point, &point_bytes) ||
        !cp_path_contains(cp_span_make(root, root_bytes), path, &root_length)) {
        if (!hierarchy->mounted) {
            hierarchy->reason = CPROBE_REASON_OUTSIDE_MOUNT;
        }
        return;
    }
    if (!is_better(all, hierarchy, cp_span_make(point, point_bytes), root_length)) {
        return;
    }
    char *text = reserve(all, point_bytes);
    if (text == NULL) {
        hierarchy->mounted = false;
        hierarchy->reason = CPROBE_REASON_NO_MOUNTS;
        hierarchy->failure = (cprobe_failure){CPROBE_TOO_LARGE, 0, 0, "/proc/self/mountinfo"};
        return;
    }
    memcpy(text, point, point_bytes);
    hierarchy->mount_offset = (uint32_t)(text - all->text);
    hierarchy->mount_length = (uint32_t)point_bytes;
    hierarchy->root_length = root_length;
    hierarchy->device_major = mount->device_major;
    hierarchy->device_minor = mount->device_minor;
    hierarchy->mount_id = mount->id;
    hierarchy->mount_line = line;
    hierarchy->mounted = true;
    hierarchy->reason =
        root_length == 0 ? CPROBE_REASON_ABOVE_NAMESPACE : CPROBE_REASON_ABOVE_MOUNT;
}

void cp_hierarchies_offer(cprobe_hierarchies *all, const cp_mount *mount, uint32_t line) {
    if (is_v1(mount)) {
        all->mounted |= bits_of(mount->super_options);
    } else if (is_v2(mount)) {
        all->mounted |= 1u << CPROBE_CONTROLLERS;
    }
    for (uint32_t index = 0; index < all->count; index += 1) {
        offer(all, &all->items[index], shows(mount, &all->items[index]), mount, line);
    }
    for (unsigned apart = 0; apart < CPROBE_HIERARCHIES_APART; apart += 1) {
        if (all->apart[apart].version != 0) {
            offer(all, &all->apart[apart],
                  is_v1(mount) && is_apart(mount->super_options, apart), mount, line);
        }
    }
}

void cp_hierarchies_damage(cprobe_hierarchies *all, cprobe_failure failure) {
    all->reason = CPROBE_REASON_NO_CGROUPS;
    all->failure = failure;
}

// The remaining controllers whose line in /proc/PID/cgroup was lost: the kernel prints one for each
// mounted hierarchy. Without the v2 line, any of them may be v2's.
static uint32_t lost_of(const cprobe_hierarchies *all, uint32_t left, bool has_unified) {
    const uint32_t v2 = 1u << CPROBE_CONTROLLERS;
    if (all->reason != CPROBE_REASON_NONE) {
        return left;
    }
    if (has_unified || (all->elsewhere & v2) != 0) {
        return 0;
    }
    return ((all->mounted & v2) != 0 ? left : left & all->mounted) & ~all->elsewhere;
}

// Drops the mount of cpuacct unless the subject's cgroup has the same path there as in the
// hierarchy of cpu: the CPU time would be that of other processes.
static void settle_accounting(cprobe_hierarchies *all) {
    cprobe_hierarchy *accounting = &all->apart[CPROBE_APART_ACCOUNTING];
    const cp_span path = {all->text + accounting->path_offset, accounting->path_length};
    for (uint32_t index = 0; index < all->count; index += 1) {
        const cprobe_hierarchy *item = &all->items[index];
        if (item->version == 1 && (item->controllers >> CPROBE_CONTROLLER_CPU & 1) != 0 &&
            cp_span_equal(path, cp_span_make(all->text + item->path_offset, item->path_length))) {
            return;
        }
    }
    accounting->mounted = false;
}

void cp_hierarchies_settle(cprobe_hierarchies *all) {
    settle_accounting(all);
    const uint32_t left = all_controllers & ~bits_of_v1(all);
    cprobe_hierarchy *unified = unified_of(all);
    all->unread = lost_of(all, left, unified != NULL);
    if (all->unread != 0 && all->reason == CPROBE_REASON_NONE) {
        cp_hierarchies_damage(all, (cprobe_failure){CPROBE_MALFORMED, 0, 0, "/proc/PID/cgroup"});
    }
    // If v2 was only noted, all remaining controllers may belong to it.
    const bool is_v2_elsewhere = (all->elsewhere >> CPROBE_CONTROLLERS & 1) != 0;
    all->elsewhere = unified == NULL && is_v2_elsewhere ? left : all->elsewhere & left;
    if (unified == NULL) {
        all->nowhere = left & ~all->elsewhere & ~all->unread;
        return;
    }
    unified->controllers = left & ~all->elsewhere;
    if (unified->controllers == 0 && !unified->mounted) {
        all->count -= 1;
        *unified = all->items[all->count];
    }
}

void cp_hierarchies_fail(cprobe_hierarchies *all, cprobe_limit_reason reason,
                         cprobe_failure failure) {
    // If hierarchies were found, controllers in none of them cannot limit.
    if (all->count != 0) {
        cp_hierarchies_settle(all);
    }
    all->count = 0;
    for (unsigned apart = 0; apart < CPROBE_HIERARCHIES_APART; apart += 1) {
        all->apart[apart].mounted = false;
    }
    all->reason = reason;
    all->failure = failure;
    all->unread = all_controllers & ~all->nowhere;
}

uint32_t cp_hierarchy_above(const cprobe_hierarchies *all, const cprobe_hierarchy *hierarchy,
                            uint32_t length) {
    const char *path = all->text + hierarchy->path_offset;
    while (length > 0 && path[length - 1] != '/') {
        length -= 1;
    }
    return length > 0 ? length - 1 : 0;
}

// Returns the hierarchy with this index, or NULL.
static const cprobe_hierarchy *hierarchy_of(const cprobe_hierarchies *all, uint32_t index) {
    const uint32_t apart = index - CPROBE_HIERARCHIES;
    return index < all->count                 ? &all->items[index]
           : apart < CPROBE_HIERARCHIES_APART ? &all->apart[apart]
                                              : NULL;
}

cprobe_name cprobe_quota_cgroup(const cprobe_quota *quota, uint32_t hierarchy,
                               uint32_t path_length) {
    const cprobe_hierarchy *found = hierarchy_of(&quota->hierarchies, hierarchy);
    if (found == NULL || found->path_length == 0 || path_length == 0) {
        return (cprobe_name){"/", 1};
    }
    return (cprobe_name){quota->hierarchies.text + found->path_offset,
                         path_length < found->path_length ? path_length : found->path_length};
}

cprobe_name cprobe_quota_list(const cprobe_quota *quota, uint32_t offset, uint32_t length) {
    return offset <= quota->lists_length && length <= quota->lists_length - offset
               ? (cprobe_name){quota->lists + offset, length}
               : (cprobe_name){quota->lists, 0};
}

// Writes as much of `text` as fits after `length` bytes, and returns the total length.
static size_t append(char *out, size_t capacity, size_t length, const char *text, size_t count) {
    if (length < capacity && count != 0) {
        memcpy(out + length, text, count < capacity - length ? count : capacity - length);
    }
    return length + count;
}

size_t cp_hierarchies_path(const cprobe_hierarchies *all, uint32_t hierarchy, uint32_t path_length,
                           const char *file, char *out, size_t capacity) {
    const cprobe_hierarchy *found = hierarchy_of(all, hierarchy);
    if (found == NULL || !found->mounted) {
        return 0;
    }
    const char *texts = all->text;
    size_t length = append(out, capacity, 0, texts + found->mount_offset, found->mount_length);
    if (path_length > found->root_length && path_length <= found->path_length) {
        length = append(out, capacity, length,
                        texts + found->path_offset + found->root_length,
                        path_length - found->root_length);
    }
    if (file != NULL) {
        length = append(out, capacity, length, "/", 1);
        length = append(out, capacity, length, file, strlen(file));
    }
    return length;
}

size_t cprobe_quota_path(const cprobe_quota *quota, uint32_t hierarchy, uint32_t path_length,
                         const char *file, char *out, size_t capacity) {
    return cp_hierarchies_path(&quota->hierarchies, hierarchy, path_length, file, out, capacity);
}
