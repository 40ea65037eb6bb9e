#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "../../failure.h"
#include "../../quota/hierarchy.h"
#include "../../source/descriptor.h"
#include "../../source/directory.h"
#include "../../text/build.h"
#include "../collector_state.h"
#include "files.h"
#include "resources.h"
#include "start.h"

static const char directory_name[] = "the directory of the cgroup";

// One reading of the table.
typedef struct table {
    cp_collector *state;
    const cprobe_hierarchies *hierarchies;
    cprobe_cgroups *cgroups;
    cprobe_cgroup_list *list;
    uint32_t details;
    uint32_t stored; // Items in the list.
    bool is_full;    // Something did not fit: count further cgroups only.
} table;

// One hierarchy of a reading.
typedef struct walk {
    table *table;
    uint32_t index;          // Of the hierarchy.
    uint32_t bit;            // In cprobe_cgroup.hierarchies.
    const cprobe_hierarchy *hierarchy;
    bool has_accounting;
    uint32_t resources;      // As in cp_table_subject.
    uint32_t device;
    uint64_t rows;           // As in cp_table_key.
    cp_table_misses misses;
    int32_t start;           // The directory of the start, open.
    bool closes_start;       // The cache does not own it.
} walk;

static cprobe_cgroup *item_of(const table *t, int32_t index) {
    return &t->list->items[index];
}

static cp_span path_of(const table *t, const cprobe_cgroup *item) {
    return cp_span_make(t->list->text + item->path_offset, item->path_length);
}

// Adds a cgroup to the list; NULL if it does not fit. `parent` is CPROBE_CGROUP_NONE for the start,
// whose `name` is its whole path.
static cprobe_cgroup *add_item(table *t, int32_t parent, cp_span name) {
    cprobe_cgroup_list *list = t->list;
    const cp_span above = parent == CPROBE_CGROUP_NONE ? cp_span_make(NULL, 0)
                                                       : path_of(t, item_of(t, parent));
    // The path of the root is "/", which ends in the separator.
    const bool needs_slash = above.length > 1;
    const size_t length = above.length + (needs_slash ? 1 : 0) + name.length;
    const size_t offset = list->text_length;
    list->count += 1;
    list->text_length += length;
    if (list->count > list->capacity || list->text_length > list->text_capacity ||
        list->count > INT32_MAX || list->text_length > UINT32_MAX) {
        t->is_full = true;
    }
    if (t->is_full) {
        return NULL;
    }
    char *text = list->text + offset;
    if (above.length != 0) {
        memcpy(text, above.bytes, above.length);
    }
    if (needs_slash) {
        text[above.length] = '/';
    }
    memcpy(text + length - name.length, name.bytes, name.length);
    cprobe_cgroup *item = item_of(t, (int32_t)t->stored);
    t->stored += 1;
    *item = (cprobe_cgroup){
        .parent = parent, .first_child = CPROBE_CGROUP_NONE, .next_sibling = CPROBE_CGROUP_NONE,
        .depth = parent == CPROBE_CGROUP_NONE ? 0 : item_of(t, parent)->depth + 1,
        .path_offset = (uint32_t)offset, .path_length = (uint32_t)length};
    return item;
}

static int32_t index_of(const table *t, const cprobe_cgroup *item) {
    return (int32_t)(item - t->list->items);
}

// The children of one cgroup while its directory is listed.
typedef struct children {
    int32_t parent;
    int32_t next;  // The child that is probably listed next: each hierarchy lists the same names in
                   // the same order.
    int32_t last;  // The last child, or CPROBE_CGROUP_NONE.
    int32_t known; // The last child that an earlier hierarchy added, or CPROBE_CGROUP_NONE.
} children;

static bool has_name(const table *t, int32_t index, cp_span name) {
    const cp_span path = path_of(t, item_of(t, index));
    return path.length > name.length && path.bytes[path.length - name.length - 1] == '/' &&
           memcmp(path.bytes + path.length - name.length, name.bytes, name.length) == 0;
}

// Returns the child with this name if an earlier hierarchy has it; CPROBE_CGROUP_NONE otherwise.
static int32_t find_child(const table *t, children *all, cp_span name) {
    if (all->known == CPROBE_CGROUP_NONE) {
        return CPROBE_CGROUP_NONE;
    }
    const int32_t first = item_of(t, all->parent)->first_child;
    int32_t index = all->next;
    do {
        const int32_t after = index == all->known ? first : item_of(t, index)->next_sibling;
        if (has_name(t, index, name)) {
            all->next = after;
            return index;
        }
        index = after;
    } while (index != all->next);
    return CPROBE_CGROUP_NONE;
}

// Adds a child behind the others.
static cprobe_cgroup *add_child(table *t, children *all, cp_span name) {
    cprobe_cgroup *child = add_item(t, all->parent, name);
    if (child == NULL) {
        return NULL;
    }
    const int32_t index = index_of(t, child);
    if (all->last == CPROBE_CGROUP_NONE) {
        item_of(t, all->parent)->first_child = index;
    } else {
        item_of(t, all->last)->next_sibling = index;
    }
    all->last = index;
    return child;
}

static bool is_captured(const table *t) {
    return t->state->reader.root.kind == CPROBE_ROOT_CAPTURED;
}

// Builds the path of a cgroup's directory. False if it is too long.
static bool build_path(const walk *w, const cprobe_cgroup *item, char path[CPROBE_PATH_BYTES]) {
    const size_t start = cp_hierarchies_path(w->table->hierarchies, w->index,
                                             w->hierarchy->path_length, NULL, path,
                                             CPROBE_PATH_BYTES - 1);
    const cp_span top = path_of(w->table, item_of(w->table, 0));
    cp_span below = path_of(w->table, item);
    cp_skip(&below, top.length > 1 ? top.length : 0);
    if (start >= CPROBE_PATH_BYTES - 1) {
        return false;
    }
    path[start] = '\0';
    cp_build build = {path, CPROBE_PATH_BYTES, start, false};
    if (item->depth != 0) {
        cp_build_add(&build, below);
    }
    return !build.is_full;
}

// Opens the directory of a cgroup with O_PATH. Below the start, another file system that covers a
// directory of the hierarchy is not entered.
static cprobe_result open_directory(const walk *w, const cprobe_cgroup *item, int32_t *directory,
                                    cprobe_failure *failure) {
    char path[CPROBE_PATH_BYTES];
    cp_root *root = &w->table->state->reader.root;
    if (!build_path(w, item, path)) {
        return cp_fail(failure, CPROBE_TOO_LARGE, directory_name, 0, 0);
    }
    int descriptor = -1;
    cprobe_result result = CPROBE_OK;
    if (item->depth == 0 || is_captured(w->table)) {
        result = cp_root_open_mounted(root, path, directory_name, &descriptor, failure);
        if (result == CPROBE_OK && !cp_cgroup_is_in_mount(root, w->hierarchy, descriptor)) {
            cp_close(descriptor);
            result = cp_fail(failure, CPROBE_NOT_FOUND, directory_name, 0, 0);
        }
    } else {
        const cp_span top = path_of(w->table, item_of(w->table, 0));
        const cp_span own = path_of(w->table, item);
        const size_t below = own.length - (top.length > 1 ? top.length + 1 : 1);
        result = cp_root_open_below(root, w->start, path + strlen(path) - below,
                                    O_PATH | O_DIRECTORY, directory_name, &descriptor, failure);
    }
    *directory = descriptor;
    return result;
}

// Opens the directory of a cgroup for listing.
static cprobe_result open_listing(const walk *w, const cprobe_cgroup *item, int directory,
                                  int *listing, cprobe_failure *failure) {
    cp_root *root = &w->table->state->reader.root;
    if (!is_captured(w->table)) {
        return cp_root_open_below(root, directory, ".", O_RDONLY | O_DIRECTORY, directory_name,
                                  listing, failure);
    }
    char path[CPROBE_PATH_BYTES];
    return build_path(w, item, path)
               ? cp_root_open_listing(root, path, directory_name, listing, failure)
               : cp_fail(failure, CPROBE_TOO_LARGE, directory_name, 0, 0);
}

static bool is_dots(cp_span name) {
    return cp_span_equal(name, cp_span_make(".", 1)) || cp_span_equal(name, cp_span_make("..", 2));
}

// Whether a name in a captured root is a directory.
static bool is_directory(int directory, const char *name) {
    struct stat status;
    return fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(status.st_mode);
}

// Lists the children of a cgroup, and adds those that no earlier hierarchy has. `controllers` are
// those that the children have in this hierarchy.
static void list_children(const walk *w, int32_t parent, int directory, uint32_t controllers) {
    table *t = w->table;
    cp_reader *reader = &t->state->reader;
    cprobe_failure failure = {0};
    int listing = -1;
    if (open_listing(w, item_of(t, parent), directory, &listing, &failure) != CPROBE_OK) {
        cp_failures_add(&item_of(t, parent)->failures, failure);
        return;
    }
    children all = {parent, item_of(t, parent)->first_child, CPROBE_CGROUP_NONE,
                    CPROBE_CGROUP_NONE};
    for (int32_t child = all.next; child != CPROBE_CGROUP_NONE;
         child = item_of(t, child)->next_sibling) {
        all.last = child;
    }
    all.known = all.last;
    cp_directory entries = cp_directory_list(listing, cp_scratch(reader), CP_SCRATCH_BYTES);
    cp_directory_entry entry;
    while (cp_directory_next_entry(&entries, &entry)) {
        if (entry.is_other || is_dots(entry.name) ||
            (is_captured(t) && !is_directory(directory, entry.name.bytes))) {
            continue;
        }
        const int32_t known = find_child(t, &all, entry.name);
        cprobe_cgroup *child =
            known == CPROBE_CGROUP_NONE ? add_child(t, &all, entry.name) : item_of(t, known);
        if (child != NULL) {
            child->id = entry.inode;
            child->controllers |= controllers;
            child->hierarchies |= w->bit;
        }
    }
    if (entries.system_error != 0) {
        cp_failures_add(&item_of(t, parent)->failures,
                        (cprobe_failure){CPROBE_IO, 0, entries.system_error, directory_name});
    }
    cp_close(listing);
}

// A directory of cgroupfs has two links, and one more for each child. kernfs_refresh_inode().
enum { LINKS_WITHOUT_CHILDREN = 2 };

// Finds the open directory of a cgroup in the cache, or opens it and offers it to the cache.
// `opened` is the caller's to close, -1 if there is nothing to close.
static cprobe_result take_directory(walk *w, cp_table_subject *s, int32_t *opened,
                                    cprobe_failure *failure) {
    table *t = w->table;
    cprobe_cgroup *item = s->item;
    cp_cgroup_table_cache *cache = &t->state->table_cache;
    *opened = -1;
    if (item->depth == 0) {
        struct stat status = {0};
        *opened = w->start;
        w->start = -1;
        item->id = fstat(*opened, &status) == 0 ? status.st_ino : 0;
    }
    const cp_table_key key = {item->id, w->rows, w->device, item->controllers};
    if (!is_captured(t)) {
        s->cached = cp_cgroup_table_find(cache, &key);
    }
    if (s->cached == NULL && *opened < 0) {
        const cprobe_result result = open_directory(w, item, opened, failure);
        if (result != CPROBE_OK) {
            return result;
        }
    }
    if (s->cached == NULL && !is_captured(t)) {
        s->cached = cp_cgroup_table_add(cache, &t->state->reader.root, &key, *opened);
        *opened = s->cached == NULL ? *opened : -1;
    }
    s->directory = s->cached == NULL ? *opened : s->cached->directory;
    if (item->depth == 0) {
        w->start = s->directory;
        w->closes_start = *opened >= 0 && s->cached == NULL;
        *opened = w->closes_start ? -1 : *opened;
    }
    return CPROBE_OK;
}

// Whether the cgroup was removed: its directory stays open, and is empty.
static bool is_removed(const cp_table_subject *s) {
    struct stat status;
    return fstatat(s->directory, "cgroup.procs", &status, AT_SYMLINK_NOFOLLOW) != 0 &&
           (errno == ENOENT || errno == ENODEV);
}

// Reads one cgroup in this hierarchy, and lists its children.
static void read_cgroup(walk *w, int32_t index) {
    table *t = w->table;
    cprobe_cgroup *item = item_of(t, index);
    cp_table_subject s = {.reader = &t->state->reader, .machine = &t->state->machine,
                          .hierarchy = w->hierarchy, .has_accounting = w->has_accounting,
                          .details = t->details, .resources = w->resources, .list = t->list,
                          .item = item, .cache = &t->state->table_cache, .misses = &w->misses,
                          .directory = -1};
    int32_t opened = -1;
    cprobe_failure failure = {0};
    const cprobe_result result = take_directory(w, &s, &opened, &failure);
    if (result == CPROBE_NOT_FOUND || result == CPROBE_GONE) {
        item->is_gone = true;
        return;
    }
    if (result != CPROBE_OK) {
        cp_failures_add(&item->failures, failure);
        return;
    }
    struct stat status = {0};
    const bool is_empty = !is_captured(t) && fstat(s.directory, &status) == 0 &&
                          status.st_nlink <= LINKS_WITHOUT_CHILDREN;
    if (!is_empty) {
        const uint32_t controllers = w->hierarchy->version == 1
                                         ? w->hierarchy->controllers
                                         : cp_table_read_subtree_control(&s);
        list_children(w, index, s.directory, controllers);
    }
    if (!t->is_full) {
        if (index == 0 && w->hierarchy->version == 2) {
            // The controllers of other cgroups are those that their parents enable.
            const uint32_t others = item->controllers & ~w->hierarchy->controllers;
            item->controllers =
                others | (w->hierarchy->controllers & cp_table_read_controllers(&s));
        }
        item->first_device = item->device_count == 0 ? (uint32_t)t->list->device_count
                                                     : item->first_device;
        const bool has_file = cp_table_read_files(&s);
        if (cp_table_has_resources(&s)) {
            cp_table_read_resources(&s);
        }
        item->is_gone = !has_file && !is_captured(t) && is_removed(&s);
    }
    cp_close(opened);
}

// Reads a hierarchy: the start, and every cgroup below it. Children are added behind their parent,
// so that one pass over the list reaches all.
static cprobe_result walk_hierarchy(walk *w, cprobe_failure *failure) {
    table *t = w->table;
    const cprobe_hierarchies *all = t->hierarchies;
    if (t->stored == 0) {
        const cp_span path = w->hierarchy->path_length == 0
                                 ? cp_span_make("/", 1)
                                 : cp_span_make(all->text + w->hierarchy->path_offset,
                                                w->hierarchy->path_length);
        if (add_item(t, CPROBE_CGROUP_NONE, path) == NULL) {
            return CPROBE_OK;
        }
    }
    cprobe_cgroup *start = item_of(t, 0);
    const cprobe_result result = open_directory(w, start, &w->start, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    start->hierarchies |= w->bit;
    start->controllers |= w->hierarchy->controllers;
    for (uint32_t index = 0; index < t->stored; index += 1) {
        if ((item_of(t, (int32_t)index)->hierarchies & w->bit) != 0) {
            read_cgroup(w, (int32_t)index);
        }
    }
    if (w->closes_start) {
        cp_close(w->start);
    }
    return CPROBE_OK;
}

// Whether a hierarchy contributes to the table.
static bool is_needed(walk *w) {
    const cp_table_subject s = {.hierarchy = w->hierarchy, .has_accounting = w->has_accounting,
                                .details = w->table->details, .resources = w->resources};
    w->rows = cp_table_rows(&s);
    return w->table->details == 0 || cp_table_has_files(&s) || cp_table_has_resources(&s);
}

// The resources of each hierarchy apart. The one of cpuacct has none.
static uint32_t resources_of(unsigned apart) {
    return apart == CPROBE_APART_RDMA   ? CPROBE_CGROUP_DETAIL_RDMA
           : apart == CPROBE_APART_MISC ? CPROBE_CGROUP_DETAIL_MISC
                                        : 0;
}

// Those of the v2 hierarchy: no hierarchy of v1 has them.
static uint32_t resources_of_v2(const cprobe_hierarchies *all) {
    uint32_t resources = 0;
    for (unsigned apart = 0; apart < CPROBE_HIERARCHIES_APART; apart += 1) {
        resources |= all->apart[apart].version == 0 ? resources_of(apart) : 0;
    }
    return resources;
}

// Adds a hierarchy that has the start to the reading.
static void note_hierarchy(table *t, const walk *w) {
    cprobe_cgroup_list *list = t->list;
    const size_t offset = list->text_length;
    const bool has_text = offset < list->text_capacity;
    // The path of the root is "/", which the directory does not have.
    const uint32_t path_length = w->hierarchy->path_length > 1 ? w->hierarchy->path_length : 0;
    const size_t length = cp_hierarchies_path(
        t->hierarchies, w->index, path_length, NULL,
        has_text ? list->text + offset : NULL, has_text ? list->text_capacity - offset : 0);
    list->text_length += length;
    if (list->text_length > list->text_capacity || list->text_length > UINT32_MAX) {
        t->is_full = true;
        return;
    }
    t->cgroups->hierarchies[t->cgroups->hierarchy_count] = (cprobe_cgroup_hierarchy){
        .version = w->hierarchy->version, .controllers = w->hierarchy->controllers,
        .directory_offset = (uint32_t)offset, .directory_length = (uint32_t)length};
    t->cgroups->hierarchy_count += 1;
}

// The index of the hierarchy that is read at this place: those apart follow the others, except for
// cpuacct, which is read before the v2 hierarchy, the last of the others: what cpuacct counts is
// not read there again.
static uint32_t hierarchy_at(const cprobe_hierarchies *all, uint32_t place) {
    const uint32_t accounting = all->count + CPROBE_APART_ACCOUNTING;
    const bool has_v2 = all->count != 0 && all->items[all->count - 1].version == 2;
    if (!has_v2 || place + 1 < all->count || place > accounting) {
        return place;
    }
    return place + 1 == all->count ? accounting : place - 1;
}

// Reads all hierarchies that have requested files. NOT_FOUND if none has the start.
static cprobe_result walk_hierarchies(table *t, cprobe_failure *failure) {
    const cprobe_hierarchies *all = t->hierarchies;
    cprobe_failure first = {CPROBE_NOT_FOUND, 0, ENOENT, "the hierarchies of cgroups"};
    bool has_read = false;
    for (uint32_t place = 0; place < all->count + CPROBE_HIERARCHIES_APART; place += 1) {
        const uint32_t index = hierarchy_at(all, place);
        const bool is_apart = index >= all->count;
        const uint32_t apart = is_apart ? index - all->count : 0;
        const cprobe_hierarchy *hierarchy = is_apart ? &all->apart[apart] : &all->items[index];
        const bool is_accounting = is_apart && apart == CPROBE_APART_ACCOUNTING;
        if (!hierarchy->mounted || (is_apart && !is_accounting && t->details == 0)) {
            continue;
        }
        const bool has_cpu = (hierarchy->controllers >> CPROBE_CONTROLLER_CPU & 1) != 0;
        walk w = {.table = t, .index = is_apart ? CPROBE_HIERARCHY_ACCOUNTING + apart : index,
                  .bit = 1u << index, .hierarchy = hierarchy,
                  .has_accounting = is_accounting ||
                                    (has_cpu && !all->apart[CPROBE_APART_ACCOUNTING].mounted),
                  .resources = is_apart                  ? resources_of(apart)
                               : hierarchy->version == 2 ? resources_of_v2(all)
                                                         : 0,
                  .device = hierarchy->device_major << 20 | hierarchy->device_minor, .start = -1};
        cprobe_failure why = {0};
        if (!is_needed(&w)) {
            continue;
        }
        first.source = first.code == CPROBE_NOT_FOUND ? "the cgroup" : first.source;
        const cprobe_result result = walk_hierarchy(&w, &why);
        has_read = has_read || result == CPROBE_OK;
        if (result == CPROBE_OK && !is_apart) {
            note_hierarchy(t, &w);
        }
        if (result != CPROBE_OK && result != CPROBE_NOT_FOUND) {
            first = first.code == CPROBE_NOT_FOUND ? why : first;
            cp_failures_add(&t->cgroups->failures, why);
        }
    }
    return has_read ? CPROBE_OK : cp_fail_as(failure, &first);
}

cprobe_result cprobe_cgroups_read(cprobe_collector *collector, const char *start, uint32_t details,
                                  cprobe_cgroups *cgroups, cprobe_cgroup_list *list,
                                  cprobe_failure *failure) {
    if (collector == NULL || cgroups == NULL || list == NULL ||
        (list->items == NULL && list->capacity != 0) ||
        (list->text == NULL && list->text_capacity != 0) ||
        (list->devices == NULL && list->device_capacity != 0) ||
        (list->resources == NULL && list->resource_capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "cgroups", 0, 0);
    }
    cp_collector *state = cp_collector_of(collector);
    const cp_process_reader processes = {&state->reader, &state->machine, &state->processes,
                                         &state->procfs};
    cprobe_result result = cp_table_resolve(&state->reader, &state->table_cgroups, processes,
                                            start == NULL ? "/" : start, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    const cprobe_hierarchies *all = &state->table_cgroups.resolution.hierarchies;
    cprobe_cgroups common = {0};
    common.has_monotonic = cp_reader_monotonic_ns(&state->reader, &common.monotonic_ns);
    list->count = 0;
    list->text_length = 0;
    list->device_count = 0;
    list->resource_count = 0;
    table t = {.state = state, .hierarchies = all, .cgroups = &common, .list = list,
               .details = details};
    cp_cgroup_table_begin(&state->table_cache);
    result = walk_hierarchies(&t, failure);
    cp_cgroup_table_sweep(&state->table_cache);
    if (result != CPROBE_OK) {
        return result;
    }
    const bool lacks_devices =
        (list->device_capacity != 0 && list->device_count > list->device_capacity) ||
        (list->resource_capacity != 0 && list->resource_count > list->resource_capacity);
    for (uint32_t index = 0; index < t.stored; index += 1) {
        common.gone += item_of(&t, (int32_t)index)->is_gone ? 1 : 0;
    }
    *cgroups = common;
    return t.is_full || lacks_devices
               ? cp_fail(failure, CPROBE_TOO_LARGE, "the list of cgroups", 0, 0)
               : CPROBE_OK;
}

#endif
