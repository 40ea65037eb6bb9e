#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "group.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include "../failure.h"
#include "../format/cgroup_files.h"
#include "../source/descriptor.h"
#include "../text/hash.h"

_Static_assert(CP_CGROUP_FILES_CACHED < UINT16_MAX, "places in chains");
_Static_assert(CP_CGROUP_CHAINS == 256, "the upper 8 bits of a hash");

enum { CGROUP_MAGIC = 0x27e0eb, CGROUP2_MAGIC = 0x63677270 };

// What a kept file has in the place of a descriptor.
enum { UNTRIED = -1, ABSENT = -2, SEEN = -3, SEEN_TRUE_ROOT = -4 };

static const char directory_name[] = "the directory of the group";
static const char controllers_name[] = "cgroup.controllers";
static const char identity_name[] = "which group it is";

static bool is_file(const cp_cgroup_file *file, uint32_t level, const char *name) {
    return file->level == level && file->name == name;
}

// What is kept of a file of this level. They are asked for in the same order each time, so that the
// next one is nearly always the wanted one; else it is looked for among those of its level. NULL
// where there is no room.
static cp_cgroup_file *find(cp_group_pass *pass, uint32_t level, const char *name) {
    cp_cgroup_cache *kept = pass->cache;
    if (pass->next < kept->file_count && is_file(&kept->files[pass->next], level, name)) {
        pass->next += 1;
        return &kept->files[pass->next - 1];
    }
    if (kept->file_count == 0) {
        memset(kept->chains, 0, sizeof kept->chains);
    }
    uint16_t *chain = &kept->chains[level * 0x9e3779b1u >> 24];
    for (uint32_t at = *chain; at != 0; at = kept->files[at - 1].chain) {
        if (is_file(&kept->files[at - 1], level, name)) {
            pass->next = at;
            return &kept->files[at - 1];
        }
    }
    if (kept->file_count == CP_CGROUP_FILES_CACHED) {
        return NULL;
    }
    cp_cgroup_file *file = &kept->files[kept->file_count];
    *file = (cp_cgroup_file){name, level, UNTRIED, *chain, 0};
    kept->file_count += 1;
    *chain = (uint16_t)kept->file_count;
    pass->next = kept->file_count;
    return file;
}

bool cp_group_is_in_mount(const cp_root *root, const cprobe_hierarchy *hierarchy,
                          int directory) {
    if (root->kind == CPROBE_ROOT_CAPTURED) {
        return true;
    }
    const uint64_t mount = root->kind == CPROBE_ROOT_OWN ? cp_mount_of(directory) : 0;
    if (mount != 0) {
        return mount == hierarchy->mount_id; // Of which mountinfo has told the type.
    }
    struct statfs status; // Before Linux 5.8, or beneath another root.
    return fstatfs(directory, &status) == 0 &&
           (status.f_type == CGROUP_MAGIC || status.f_type == CGROUP2_MAGIC);
}

// Takes over the directory of the mount, where the group is the one that it shows.
static void take_directory(cp_group *g) {
    cp_cgroup_cache *kept = g->pass->cache;
    for (uint32_t index = 0; index < kept->directory_count; index += 1) {
        cp_cgroup_directory *directory = &kept->directories[index];
        if (g->level->path_length <= g->hierarchy->root_length &&
            directory->mount_line == g->hierarchy->mount_line) {
            g->directory = directory->descriptor;
            directory->descriptor = -1;
            return;
        }
    }
}

// Opens the group's directory.
static cprobe_result open_directory(cp_group *g, cprobe_failure *failure) {
    if (g->directory < 0) {
        take_directory(g);
    }
    if (g->directory >= 0) {
        return CPROBE_OK;
    }
    char path[CPROBE_PATH_BYTES];
    const size_t length = cprobe_quota_path(g->quota, g->level->hierarchy, g->level->path_length,
                                            NULL, path, sizeof path - 1);
    if (length >= sizeof path - 1) {
        return cp_fail(failure, CPROBE_TOO_LARGE, directory_name, 0, 0);
    }
    path[length] = '\0';
    cp_root *root = &g->pass->reader->root;
    const cprobe_result result =
        cp_root_open_mounted(root, path, directory_name, &g->directory, failure);
    if (result == CPROBE_OK && !cp_group_is_in_mount(root, g->hierarchy, g->directory)) {
        cp_close(g->directory);
        g->directory = -1;
        return cp_fail(failure, CPROBE_NOT_FOUND, directory_name, 0, 0);
    }
    return result;
}

// Opens a file of the group.
static cprobe_result open_file(cp_group *g, const char *name, int *descriptor,
                               cprobe_failure *failure) {
    const cprobe_result result = open_directory(g, failure);
    g->has_opened = true;
    return result != CPROBE_OK ? result
                               : cp_root_open_file_in(&g->pass->reader->root, g->directory,
                                                      name, descriptor, failure);
}

cprobe_result cp_group_read_other(cp_group *g, const char *name, cp_span *text,
                                  cprobe_failure *failure) {
    cp_reader *reader = g->pass->reader;
    cp_cgroup_file *kept = find(g->pass, cp_group_level_of(g->level), name);
    if (kept != NULL && kept->descriptor == ABSENT) {
        g->has_absent = true;
        return cp_fail(failure, CPROBE_NOT_FOUND, name, 0, 0);
    }
    int descriptor = kept == NULL ? -1 : kept->descriptor;
    const bool was_open = descriptor >= 0;
    cprobe_result result = was_open ? CPROBE_OK : open_file(g, name, &descriptor, failure);
    size_t length = 0;
    if (result == CPROBE_OK) {
        result = cp_read_whole(descriptor, CP_PRINTED_WHOLE, cp_scratch(reader),
                               CP_SCRATCH_BYTES, &length, name, failure);
        if (result != CPROBE_OK || kept == NULL ||
            (!was_open && !cp_may_keep(&reader->root, descriptor))) {
            cp_close(descriptor);
            descriptor = UNTRIED;
        }
    } else if (result == CPROBE_NOT_FOUND) {
        g->has_absent = true;
        descriptor = ABSENT;
    }
    if (kept != NULL) {
        kept->descriptor = descriptor;
    }
    // What was there last time is not: the group was removed, or lost this controller.
    g->pass->has_changed = g->pass->has_changed || (was_open && result == CPROBE_GONE);
    *text = cp_span_make(cp_scratch(reader), length);
    return result;
}

bool cp_group_read_lines(cp_group *g, const char *name, cp_lines *lines) {
    cp_span text = {0};
    cprobe_failure failure = {0};
    const cprobe_result result = cp_group_read_text(g, name, &text, &failure);
    if (result != CPROBE_OK && result != CPROBE_NOT_FOUND) {
        cp_failures_add(&g->quota->failures, failure);
    }
    *lines = cp_lines_of(text.bytes, text.length);
    return result == CPROBE_OK;
}

void cp_group_note_malformed(cp_group *g, const char *file, uint32_t line) {
    if (line != 0) {
        cp_failures_add(&g->quota->failures, (cprobe_failure){CPROBE_MALFORMED, line, 0, file});
    }
}

void cp_group_note_cut(cp_group *g, const char *file, bool has_all) {
    if (!has_all) {
        cp_failures_add(&g->quota->failures, (cprobe_failure){CPROBE_MALFORMED, 0, 0, file});
    }
}

cprobe_fact cp_fact_of(const char *file, bool is_parsed, bool is_limited, uint64_t value) {
    if (!is_parsed) {
        return (cprobe_fact){CPROBE_FACT_UNKNOWN, {CPROBE_MALFORMED, 1, 0, file}, file, 0};
    }
    return (cprobe_fact){is_limited ? CPROBE_FACT_LIMITED : CPROBE_FACT_UNLIMITED, {0}, file,
                         is_limited ? value : 0};
}

void cp_group_read_fact(cp_group *g, const char *file, cp_fact_text kind, cprobe_fact *fact) {
    cp_span text;
    cp_limit_value limit = {.is_limited = true};
    if (!cp_group_read_fact_text(g, file, &text, fact)) {
        return;
    }
    const bool is_parsed = kind == CP_FACT_NUMBER ? cp_number_parse(text, &limit.value)
                           : kind == CP_FACT_MAX  ? cp_max_parse(text, &limit)
                                                  : cp_memory_limit_parse(text, &limit);
    *fact = cp_fact_of(file, is_parsed, limit.is_limited, limit.value);
}

// Which controllers a group of v2 has. Other ones than last time have or lack other files.
static void check_controllers(cp_group *g) {
    cp_span text = {0};
    if (!cp_group_is_v2(g) ||
        cp_group_read_text(g, controllers_name, &text, NULL) != CPROBE_OK) {
        return;
    }
    cp_span line = cp_take_until(&(cp_span){text.bytes, text.length}, '\n', NULL);
    g->has_no_huge_pages = true;
    while (line.length != 0) {
        if (cp_span_equal(cp_take_word(&line), cp_span_of("hugetlb"))) {
            g->has_no_huge_pages = false;
        }
    }
    cp_cgroup_file *kept = find(g->pass, cp_group_level_of(g->level), controllers_name);
    if (kept != NULL) {
        const uint64_t hash = cp_hash_add(cp_hash_start, text);
        g->pass->has_changed = g->pass->has_changed || (kept->hash != 0 && kept->hash != hash);
        kept->hash = hash;
    }
}

// Whether a file is there. What else goes wrong than that it is not, makes `is_known` false.
static bool has_file(const cp_group *g, const char *name, bool *is_known) {
    struct stat status;
    const bool is_there = fstatat(g->directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0;
    const cprobe_result result = is_there ? CPROBE_OK : cp_result_of_errno(errno);
    *is_known = *is_known && (is_there || result == CPROBE_NOT_FOUND || result == CPROBE_DENIED);
    return result != CPROBE_NOT_FOUND;
}

// The root of a cgroup namespace looks like a root, but is an ordinary group. What tells the true
// root: in v2 it lacks the files that every other group has; in v1 it alone has release_agent.
static bool is_root(const cp_group *g, bool *is_known) {
    if (!cp_group_is_v2(g)) {
        // A tree made by hand without any of the files that all groups have tells nothing against it.
        return has_file(g, "release_agent", is_known) ||
               has_file(g, "cgroup.sane_behavior", is_known) ||
               !(has_file(g, "tasks", is_known) || has_file(g, "cgroup.procs", is_known));
    }
    // All but the root have the first; a captured tree may lack that.
    static const char *const files[] = {"cgroup.events", "cgroup.type",  "cpu.max",
                                        "memory.max",    "pids.max",     "io.max"};
    const bool is_captured = g->pass->reader->root.kind == CPROBE_ROOT_CAPTURED;
    const size_t count = is_captured ? sizeof files / sizeof files[0] : 1;
    for (size_t index = 0; index < count; index += 1) {
        if (has_file(g, files[index], is_known)) {
            return false;
        }
    }
    return true;
}

// The group's directory could not be opened: nothing is known of it.
static void set_unknown(cp_group *g, cprobe_failure failure) {
    const cprobe_fact unknown = {CPROBE_FACT_UNKNOWN, failure, NULL, 0};
    cprobe_quota_level *level = g->level;
    *level = (cprobe_quota_level){.hierarchy = level->hierarchy, .path_length = level->path_length};
    cp_group_set_facts_unknown(g, &unknown);
    if (cp_group_has(g, CPROBE_CONTROLLER_IO)) {
        level->io = unknown;
    }
    if (cp_group_has(g, CPROBE_CONTROLLER_HUGETLB)) {
        cp_decide_incomplete(g->pass->decision, 1u << CPROBE_CONTROLLER_HUGETLB,
                             g->hierarchy->version, CPROBE_REASON_LEVEL, failure);
    }
}

// Whether the directory is still a group's after files were looked for in it: that of one that was
// removed meanwhile has none, which would look like a group without limits.
static bool is_still_there(cp_group *g, cprobe_failure *failure) {
    if (!g->has_opened || !g->has_absent) {
        return true;
    }
    if (open_directory(g, failure) != CPROBE_OK) {
        return false;
    }
    bool is_known = true; // What is there, but may not be seen, is there.
    if (g->pass->reader->root.kind == CPROBE_ROOT_CAPTURED ||
        has_file(g, "cgroup.procs", &is_known)) {
        return true;
    }
    (void)cp_fail(failure, CPROBE_NOT_FOUND, directory_name, 0, ENOENT);
    return false;
}

void cp_group_read(cp_group_pass *pass, cprobe_quota_level *level, bool is_own,
                   bool *is_true_root) {
    cprobe_quota *quota = pass->decision->quota;
    const cprobe_hierarchy *hierarchy = &quota->hierarchies.items[level->hierarchy];
    cp_group g = {.pass = pass, .quota = quota, .hierarchy = hierarchy, .level = level,
                  .is_own = is_own, .directory = -1};
    cprobe_failure failure = {0};
    cp_cgroup_file *seen = find(pass, cp_group_level_of(level), directory_name);
    int32_t state = seen == NULL ? UNTRIED : seen->descriptor;
    if (state == UNTRIED && open_directory(&g, &failure) == CPROBE_OK) {
        bool is_known = true;
        const bool may_be_root = level->path_length == 0 && hierarchy->root_length == 0;
        state = may_be_root && is_root(&g, &is_known) && is_known ? SEEN_TRUE_ROOT : SEEN;
        if (seen != NULL && is_known) {
            seen->descriptor = state; // Else it is looked at again.
        }
    }
    if (state != UNTRIED) {
        check_controllers(&g);
        cp_group_read_facts(&g);
        cp_group_read_devices(&g);
        // The kernel's root of v2 has no limits of these, of twelve sizes.
        if (state != SEEN_TRUE_ROOT || !cp_group_is_v2(&g) ||
            pass->reader->root.kind == CPROBE_ROOT_CAPTURED) {
            cp_group_read_huge_pages(&g);
        }
        if (is_own && cp_group_is_v2(&g) && !pass->limits_only) {
            cp_group_read_pressure(&g);
        }
    }
    const bool is_there = state != UNTRIED && is_still_there(&g, &failure);
    if (!is_there) {
        set_unknown(&g, failure);
        pass->has_changed = pass->has_changed || state != UNTRIED;
    }
    *is_true_root = is_there && state == SEEN_TRUE_ROOT;
    cp_decide_add(pass->decision, level, is_own);
    cp_close(g.directory);
}

bool cp_group_exists(cp_group_pass *pass, uint32_t hierarchy) {
    cprobe_quota *quota = pass->decision->quota;
    const cprobe_hierarchy *found = &quota->hierarchies.items[hierarchy];
    cprobe_quota_level level = {.hierarchy = hierarchy, .path_length = found->path_length};
    cp_group g = {.pass = pass, .quota = quota, .hierarchy = found, .level = &level,
                  .directory = -1};
    const cprobe_result result = open_directory(&g, NULL);
    struct stat status;
    cp_cgroup_file *kept = find(pass, cp_group_level_of(&level), identity_name);
    if (result == CPROBE_OK && kept != NULL && fstat(g.directory, &status) == 0) {
        // v1 groups can be renamed, and another made by the same name.
        pass->has_changed =
            pass->has_changed || (kept->hash != 0 && kept->hash != (uint64_t)status.st_ino);
        kept->hash = (uint64_t)status.st_ino;
    }
    cp_close(g.directory);
    return result != CPROBE_NOT_FOUND && result != CPROBE_GONE;
}

#endif
