#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "level.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "../../failure.h"
#include "../../quota/decide.h"
#include "../../source/descriptor.h"
#include "../../text/hash.h"
#include "devices.h"
#include "values.h"
#include "pressure.h"

static const char directory_name[] = "the directory of the cgroup";
static const char controllers_name[] = "cgroup.controllers";
static const char identity_name[] = "the identity of the cgroup";

// Reads the controllers of a v2 cgroup. If they have changed since the last reading, the cgroup has
// other files.
static void check_controllers(cp_cgroup *g) {
    cp_span text = {0};
    if (!cp_cgroup_is_v2(g) ||
        cp_cgroup_read_text(g, controllers_name, &text, NULL) != CPROBE_OK) {
        return;
    }
    cp_span line = cp_take_until(&(cp_span){text.bytes, text.length}, '\n', NULL);
    g->has_no_huge_pages = true;
    while (line.length != 0) {
        if (cp_span_equal(cp_take_word(&line), cp_span_of("hugetlb"))) {
            g->has_no_huge_pages = false;
        }
    }
    cp_cgroup_file *file =
        cp_cgroup_files_find(g->pass, cp_cgroup_level_of(g->level), controllers_name);
    const bool is_other = cp_cgroup_file_has_changed(file, cp_hash_add(cp_hash_start, text));
    g->pass->has_changed = g->pass->has_changed || is_other;
}

// Whether a file exists. Clears `is_known` if that cannot be determined.
static bool has_file(int directory, const char *name, bool *is_known) {
    struct stat status;
    const bool is_there = fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0;
    const cprobe_result result = is_there ? CPROBE_OK : cp_result_of_errno(errno);
    *is_known = *is_known && (is_there || result == CPROBE_NOT_FOUND || result == CPROBE_DENIED);
    return result != CPROBE_NOT_FOUND;
}

bool cp_cgroup_is_v1_root(int directory, bool *is_known) {
    // A hand-made tree without the files that every cgroup has is taken for the root.
    return has_file(directory, "release_agent", is_known) ||
           has_file(directory, "cgroup.sane_behavior", is_known) ||
           !(has_file(directory, "tasks", is_known) ||
             has_file(directory, "cgroup.procs", is_known));
}

// Whether the cgroup is the root of its hierarchy. The root of a cgroup namespace appears as "/"
// too, but is an ordinary cgroup. In v2 only the true root lacks certain files.
static bool is_root(const cp_cgroup *g, bool *is_known) {
    if (!cp_cgroup_is_v2(g)) {
        return cp_cgroup_is_v1_root(g->directory, is_known);
    }
    // Every v2 cgroup but the root has cgroup.events. A captured root may lack that file, so check
    // further ones there.
    static const char *const files[] = {"cgroup.events", "cgroup.type",  "cpu.max",
                                        "memory.max",    "pids.max",     "io.max"};
    const bool is_captured = g->pass->reader->root.kind == CPROBE_ROOT_CAPTURED;
    const size_t count = is_captured ? sizeof files / sizeof files[0] : 1;
    for (size_t index = 0; index < count; index += 1) {
        if (has_file(g->directory, files[index], is_known)) {
            return false;
        }
    }
    return true;
}

// Marks all values of the level as unknown: the cgroup's directory could not be opened.
static void set_unknown(cp_cgroup *g, cprobe_failure failure) {
    const cprobe_file_value unknown = {CPROBE_FILE_UNKNOWN, failure, NULL, 0};
    cprobe_quota_level *level = g->level;
    *level = (cprobe_quota_level){.hierarchy = level->hierarchy, .path_length = level->path_length};
    cp_cgroup_set_values_unknown(g, &unknown);
    if (cp_cgroup_has(g, CPROBE_CONTROLLER_IO)) {
        level->io = unknown;
    }
    if (cp_cgroup_has(g, CPROBE_CONTROLLER_HUGETLB)) {
        cp_decide_incomplete(g->pass->decision, 1u << CPROBE_CONTROLLER_HUGETLB,
                             g->hierarchy->version, CPROBE_REASON_LEVEL, failure);
    }
}

// Whether the directory is still that of a cgroup after files were missing in it. The directory of
// a cgroup that was just removed is empty, and would look like a cgroup without limits.
static bool is_still_there(cp_cgroup *g, cprobe_failure *failure) {
    if (!g->has_opened || !g->has_absent) {
        return true;
    }
    if (cp_cgroup_open_directory(g, failure) != CPROBE_OK) {
        return false;
    }
    bool is_known = true; // Unused: a file that may not be accessed exists.
    if (g->pass->reader->root.kind == CPROBE_ROOT_CAPTURED ||
        has_file(g->directory, "cgroup.procs", &is_known)) {
        return true;
    }
    (void)cp_fail(failure, CPROBE_NOT_FOUND, directory_name, 0, ENOENT);
    return false;
}

void cp_cgroup_read(cp_cgroup_pass *pass, cprobe_quota_level *level, bool is_own,
                    bool *is_true_root) {
    cprobe_quota *quota = pass->decision->quota;
    const cprobe_hierarchy *hierarchy = &quota->hierarchies.items[level->hierarchy];
    cp_cgroup g = {.pass = pass, .quota = quota, .hierarchy = hierarchy, .level = level,
                  .is_own = is_own, .directory = -1};
    cprobe_failure failure = {0};
    cp_cgroup_file *seen = cp_cgroup_files_find(pass, cp_cgroup_level_of(level), directory_name);
    int32_t state = seen == NULL ? CP_CGROUP_UNTRIED : seen->descriptor;
    if (state == CP_CGROUP_UNTRIED && cp_cgroup_open_directory(&g, &failure) == CPROBE_OK) {
        bool is_known = true;
        const bool may_be_root = level->path_length == 0 && hierarchy->root_length == 0;
        state = may_be_root && is_root(&g, &is_known) && is_known ? CP_CGROUP_SEEN_TRUE_ROOT
                                                                  : CP_CGROUP_SEEN;
        if (seen != NULL && is_known) {
            cp_cgroup_file_set_state(seen, state); // Otherwise the next reading checks again.
        }
    }
    if (state != CP_CGROUP_UNTRIED) {
        check_controllers(&g);
        cp_cgroup_read_values(&g);
        cp_cgroup_read_devices(&g);
        // The v2 root has no hugetlb limits: do not look for the files of twelve page sizes.
        if (state != CP_CGROUP_SEEN_TRUE_ROOT || !cp_cgroup_is_v2(&g) ||
            pass->reader->root.kind == CPROBE_ROOT_CAPTURED) {
            cp_cgroup_read_huge_pages(&g);
        }
        if (is_own && cp_cgroup_is_v2(&g) && !pass->limits_only) {
            cp_cgroup_read_pressure(&g);
        }
    }
    const bool is_there = state != CP_CGROUP_UNTRIED && is_still_there(&g, &failure);
    if (!is_there) {
        set_unknown(&g, failure);
        pass->has_changed = pass->has_changed || state != CP_CGROUP_UNTRIED;
    }
    *is_true_root = is_there && state == CP_CGROUP_SEEN_TRUE_ROOT;
    cp_decide_add(pass->decision, level, is_own);
    cp_close(g.directory);
}

bool cp_cgroup_exists(cp_cgroup_pass *pass, uint32_t hierarchy) {
    cprobe_quota *quota = pass->decision->quota;
    const cprobe_hierarchy *found = &quota->hierarchies.items[hierarchy];
    cprobe_quota_level level = {.hierarchy = hierarchy, .path_length = found->path_length};
    cp_cgroup g = {.pass = pass, .quota = quota, .hierarchy = found, .level = &level,
                  .directory = -1};
    const cprobe_result result = cp_cgroup_open_directory(&g, NULL);
    struct stat status;
    cp_cgroup_file *identity =
        cp_cgroup_files_find(pass, cp_cgroup_level_of(&level), identity_name);
    if (result == CPROBE_OK && fstat(g.directory, &status) == 0) {
        // A v1 cgroup can be renamed, and another one created under the old name.
        const bool is_other = cp_cgroup_file_has_changed(identity, (uint64_t)status.st_ino);
        pass->has_changed = pass->has_changed || is_other;
    }
    cp_close(g.directory);
    return result != CPROBE_NOT_FOUND && result != CPROBE_GONE;
}

#endif
