#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "files.h"

#include <sys/vfs.h>

#include "../../failure.h"
#include "../../format/cgroup_files.h"
#include "../../source/descriptor.h"

_Static_assert(CP_CGROUP_FILES_CACHED < UINT16_MAX, "indexes fit into chains");
_Static_assert(CP_CGROUP_CHAINS == 256, "the upper 8 bits of a hash");

enum { CGROUP_MAGIC = 0x27e0eb, CGROUP2_MAGIC = 0x63677270 };

static const char directory_name[] = "the directory of the cgroup";

void cp_cgroup_files_init(cp_cgroup_files *files) {
    // The items stay uninitialized: each is written before it is read.
    files->directory_count = 0;
    files->count = 0;
}

void cp_cgroup_files_close_directories(cp_cgroup_files *files) {
    for (uint32_t index = 0; index < files->directory_count; index += 1) {
        cp_close(files->directories[index].descriptor);
    }
    files->directory_count = 0;
}

void cp_cgroup_files_close(cp_cgroup_files *files) {
    cp_cgroup_files_close_directories(files);
    for (uint32_t index = 0; index < files->count; index += 1) {
        cp_close(files->items[index].descriptor);
    }
    files->count = 0;
}

bool cp_cgroup_files_keep_directory(cp_cgroup_files *files, cp_root *root, uint32_t mount_line,
                                    int directory) {
    if (files->directory_count == CPROBE_HIERARCHIES || !cp_may_keep(root, directory)) {
        return false;
    }
    files->directories[files->directory_count] = (cp_cgroup_directory){mount_line, directory};
    files->directory_count += 1;
    return true;
}

static bool is_file(const cp_cgroup_file *file, uint32_t level, const char *name) {
    return file->level == level && file->name == name;
}

// Each reading requests the files in the same order, so the next file is nearly always the
// requested one; otherwise the hash chain of the level is searched.
cp_cgroup_file *cp_cgroup_files_find(cp_cgroup_pass *pass, uint32_t level, const char *name) {
    cp_cgroup_files *files = pass->files;
    if (pass->next < files->count && is_file(&files->items[pass->next], level, name)) {
        pass->next += 1;
        return &files->items[pass->next - 1];
    }
    if (files->count == 0) {
        memset(files->chains, 0, sizeof files->chains);
    }
    uint16_t *chain = &files->chains[level * 0x9e3779b1u >> 24];
    for (uint32_t at = *chain; at != 0; at = files->items[at - 1].chain) {
        if (is_file(&files->items[at - 1], level, name)) {
            pass->next = at;
            return &files->items[at - 1];
        }
    }
    if (files->count == CP_CGROUP_FILES_CACHED) {
        return NULL;
    }
    cp_cgroup_file *file = &files->items[files->count];
    *file = (cp_cgroup_file){name, level, CP_CGROUP_UNTRIED, *chain, 0};
    files->count += 1;
    *chain = (uint16_t)files->count;
    pass->next = files->count;
    return file;
}

bool cp_cgroup_is_in_mount(const cp_root *root, const cprobe_hierarchy *hierarchy,
                          int directory) {
    if (root->kind == CPROBE_ROOT_CAPTURED) {
        return true;
    }
    const uint64_t mount = root->kind == CPROBE_ROOT_OWN ? cp_mount_of(directory) : 0;
    if (mount != 0) {
        return mount == hierarchy->mount_id; // mountinfo has the type of this mount.
    }
    struct statfs status; // Before Linux 5.8, or beneath another root.
    return fstatfs(directory, &status) == 0 &&
           (status.f_type == CGROUP_MAGIC || status.f_type == CGROUP2_MAGIC);
}

// Takes over the open directory of the mount if the level is the cgroup at the root of the mount.
static void take_directory(cp_cgroup *g) {
    cp_cgroup_files *files = g->pass->files;
    for (uint32_t index = 0; index < files->directory_count; index += 1) {
        cp_cgroup_directory *directory = &files->directories[index];
        if (g->level->path_length <= g->hierarchy->root_length &&
            directory->mount_line == g->hierarchy->mount_line) {
            g->directory = directory->descriptor;
            directory->descriptor = -1;
            return;
        }
    }
}

cprobe_result cp_cgroup_open_directory(cp_cgroup *g, cprobe_failure *failure) {
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
    if (result == CPROBE_OK && !cp_cgroup_is_in_mount(root, g->hierarchy, g->directory)) {
        cp_close(g->directory);
        g->directory = -1;
        return cp_fail(failure, CPROBE_NOT_FOUND, directory_name, 0, 0);
    }
    return result;
}

// Opens a file of the cgroup.
static cprobe_result open_file(cp_cgroup *g, const char *name, int *descriptor,
                               cprobe_failure *failure) {
    const cprobe_result result = cp_cgroup_open_directory(g, failure);
    g->has_opened = true;
    return result != CPROBE_OK ? result
                               : cp_root_open_file_in(&g->pass->reader->root, g->directory,
                                                      name, descriptor, failure);
}

cprobe_result cp_cgroup_read_other(cp_cgroup *g, const char *name, cp_span *text,
                                  cprobe_failure *failure) {
    cp_reader *reader = g->pass->reader;
    cp_cgroup_file *cached = cp_cgroup_files_find(g->pass, cp_cgroup_level_of(g->level), name);
    if (cached != NULL && cached->descriptor == CP_CGROUP_ABSENT) {
        g->has_absent = true;
        return cp_fail(failure, CPROBE_NOT_FOUND, name, 0, 0);
    }
    int descriptor = cached == NULL ? -1 : cached->descriptor;
    const bool was_open = descriptor >= 0;
    cprobe_result result = was_open ? CPROBE_OK : open_file(g, name, &descriptor, failure);
    size_t length = 0;
    if (result == CPROBE_OK) {
        result = cp_read_whole(descriptor, CP_PRINTED_WHOLE, cp_scratch(reader),
                               CP_SCRATCH_BYTES, &length, name, failure);
        if (result != CPROBE_OK || cached == NULL ||
            (!was_open && !cp_may_keep(&reader->root, descriptor))) {
            cp_close(descriptor);
            descriptor = CP_CGROUP_UNTRIED;
        }
    } else if (result == CPROBE_NOT_FOUND) {
        g->has_absent = true;
        descriptor = CP_CGROUP_ABSENT;
    }
    if (cached != NULL) {
        cached->descriptor = descriptor;
    }
    // A cached file is gone: the cgroup was removed, or lost this controller.
    g->pass->has_changed = g->pass->has_changed || (was_open && result == CPROBE_GONE);
    *text = cp_span_make(cp_scratch(reader), length);
    return result;
}

bool cp_cgroup_read_lines(cp_cgroup *g, const char *name, cp_lines *lines) {
    cp_span text = {0};
    cprobe_failure failure = {0};
    const cprobe_result result = cp_cgroup_read_text(g, name, &text, &failure);
    if (result != CPROBE_OK && result != CPROBE_NOT_FOUND) {
        cp_failures_add(&g->quota->failures, failure);
    }
    *lines = cp_lines_of(text.bytes, text.length);
    return result == CPROBE_OK;
}

void cp_cgroup_note_malformed(cp_cgroup *g, const char *file, uint32_t line) {
    if (line != 0) {
        cp_failures_add(&g->quota->failures, (cprobe_failure){CPROBE_MALFORMED, line, 0, file});
    }
}

void cp_cgroup_note_cut(cp_cgroup *g, const char *file, bool has_all) {
    if (!has_all) {
        cp_failures_add(&g->quota->failures, (cprobe_failure){CPROBE_MALFORMED, 0, 0, file});
    }
}

cprobe_file_value cp_file_value_of(const char *file, bool is_parsed, bool is_limited,
                                   uint64_t value) {
    if (!is_parsed) {
        return (cprobe_file_value){CPROBE_FILE_UNKNOWN, {CPROBE_MALFORMED, 1, 0, file}, file, 0};
    }
    return (cprobe_file_value){is_limited ? CPROBE_FILE_LIMITED : CPROBE_FILE_UNLIMITED, {0}, file,
                         is_limited ? value : 0};
}

void cp_cgroup_read_value(cp_cgroup *g, const char *file, cp_file_form kind,
                          cprobe_file_value *file_value) {
    cp_span text;
    cp_limit_value limit = {.is_limited = true};
    if (!cp_cgroup_read_value_text(g, file, &text, file_value)) {
        return;
    }
    const bool is_parsed = kind == CP_FORM_NUMBER ? cp_number_parse(text, &limit.value)
                           : kind == CP_FORM_MAX  ? cp_max_parse(text, &limit)
                                                  : cp_memory_limit_parse(text, &limit);
    *file_value = cp_file_value_of(file, is_parsed, limit.is_limited, limit.value);
}

#endif
