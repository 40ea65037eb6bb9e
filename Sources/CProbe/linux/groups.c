#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "groups.h"

#include <fcntl.h>
#include <unistd.h>

#include "../failure.h"
#include "../quota/container.h"
#include "../quota/hierarchy.h"
#include "../text/build.h"
#include "../text/hash.h"
#include "container.h"
#include "group.h"
#include "group_name.h"

enum { NO_PROCESS = -1 };

static const char membership_name[] = "/proc/PID/cgroup";

void cp_process_path(const cprobe_quota_subject *subject, const char *name,
                     char path[CP_PROCESS_PATH_BYTES]) {
    cp_build build = {path, CP_PROCESS_PATH_BYTES, 0, false};
    cp_build_add(&build, cp_span_of("/proc/"));
    if (subject->kind == CPROBE_SUBJECT_PROCESS) {
        cp_build_add_number(&build, (uint64_t)subject->pid);
    } else {
        cp_build_add(&build, cp_span_of("self"));
    }
    cp_build_add(&build, cp_span_of("/"));
    cp_build_add(&build, cp_span_of(name));
}

// A number that stands for the whole text of /proc/PID/cgroup. `text` is the text where it fits into
// the scratch, else nothing.
static cprobe_result hash_membership(cprobe_collector *collector, uint64_t *hash, cp_span *text) {
    cp_stream stream = {.descriptor = collector->groups.membership,
                        .printing = CP_PRINTED_WHOLE};
    *hash = cp_hash_start;
    *text = (cp_span){0};
    while (!stream.is_over) {
        size_t length = 0;
        const cprobe_result result =
            cp_stream_refill(&stream, cp_scratch(collector), CPROBE_SCRATCH_BYTES, &length);
        if (result != CPROBE_OK) {
            return result;
        }
        *text = cp_span_make(cp_scratch(collector), stream.offset == length ? length : 0);
        *hash = cp_hash_add_words(*hash, cp_span_make(cp_scratch(collector), length));
    }
    return CPROBE_OK;
}

// Another mount namespace has other mounts, though the kept file still tells of the old; in another
// cgroup namespace the same text names other groups. The names of the links have the inodes:
// "mnt:[4026531841]". To stat what they lead to would cost twice as much.
static uint64_t hash_namespaces(cprobe_collector *collector) {
    static const char *const links[2] = {"mnt", "cgroup"};
    uint64_t hash = cp_hash_start;
    if (collector->root.kind != CPROBE_ROOT_OWN) {
        return hash;
    }
    int32_t *directory = &collector->groups.namespaces;
    if (*directory < 0) {
        *directory = open("/proc/self/ns", O_PATH | O_DIRECTORY | O_CLOEXEC);
    }
    for (size_t index = 0; index < 2; index += 1) {
        char name[64];
        const ssize_t length = readlinkat(*directory, links[index], name, sizeof name);
        hash = cp_hash_add(hash, cp_span_make(name, length > 0 ? (size_t)length : 0));
    }
    return hash;
}

static int32_t pid_of(const cprobe_quota_subject *subject) {
    return subject->kind == CPROBE_SUBJECT_SELF      ? 0
           : subject->kind == CPROBE_SUBJECT_PROCESS ? subject->pid
                                                     : NO_PROCESS;
}

static uint64_t group_hash_of(const cprobe_quota_subject *subject) {
    return subject->kind == CPROBE_SUBJECT_GROUP
               ? cp_hash_add(cp_hash_start, cp_span_of(subject->group))
               : 0;
}

static bool is_same_subject(const cprobe_kept_groups *kept, const cprobe_quota_subject *subject) {
    return kept->pid == pid_of(subject) && kept->group_hash == group_hash_of(subject) &&
           kept->limits_of == subject->limits_of;
}

// Whether what was found last time still holds.
static bool is_current(cprobe_collector *collector, const cprobe_quota_subject *subject) {
    cprobe_kept_groups *kept = &collector->groups;
    uint64_t hash = 0;
    cp_span text;
    // The files of a captured root tell nobody that they changed.
    if (!kept->is_resolved || collector->root.kind == CPROBE_ROOT_CAPTURED ||
        !is_same_subject(kept, subject)) {
        return false;
    }
    const bool is_member =
        subject->kind == CPROBE_SUBJECT_GROUP ||
        (hash_membership(collector, &hash, &text) == CPROBE_OK && hash == kept->membership_hash);
    return is_member && hash_namespaces(collector) == kept->namespaces_hash &&
           !cp_mounts_have_changed(kept->mounts);
}

// Opens /proc/PID/cgroup, and adds the hierarchies that it names.
static cprobe_result read_membership(cprobe_collector *collector,
                                     const cprobe_quota_subject *subject, cprobe_hierarchies *found,
                                     cprobe_container *container, cprobe_failure *failure) {
    cprobe_kept_groups *kept = &collector->groups;
    char path[CP_PROCESS_PATH_BYTES];
    cp_process_path(subject, "cgroup", path);
    const char *source =
        subject->kind == CPROBE_SUBJECT_SELF ? "/proc/self/cgroup" : membership_name;
    cprobe_result result =
        cp_root_open_file(&collector->root, path, source, &kept->membership, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cp_span text;
    result = hash_membership(collector, &kept->membership_hash, &text);
    if (result != CPROBE_OK) {
        return cp_fail(failure, result, source, 0, 0);
    }
    // Where the lines are read again, a process that moves between is found to have moved.
    cp_stream stream = {0};
    cp_lines lines = text.length != 0
                         ? cp_lines_of(text.bytes, text.length)
                         : cp_stream_lines(collector, &stream, kept->membership, CP_PRINTED_WHOLE);
    bool has_line = false;
    cp_span line;
    cp_line_end end;
    cp_membership membership;
    const bool is_captured = collector->root.kind == CPROBE_ROOT_CAPTURED;
    while (cp_lines_next(&lines, &line, &end)) {
        if (is_captured && end == CP_LINE_CUT) {
            end = CP_LINE_WHOLE; // A copy that lost its last newline; see cp_group_read_text().
        }
        if (cp_proc_cgroup_parse(line, end, &membership)) {
            has_line = true;
            cp_hierarchies_add(found, &membership);
            cp_container_offer_group(container, membership.path);
        } else if (line.length != 0) {
            cp_hierarchies_damage(found,
                                  (cprobe_failure){CPROBE_MALFORMED, lines.number, 0, source});
        }
    }
    if (lines.result != CPROBE_OK) {
        return cp_fail(failure, lines.result, source, 0, stream.system_error);
    }
    return has_line ? CPROBE_OK : cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
}

// What one pass over the mounts is for.
typedef enum CPROBE_CLOSED mounts_pass {
    OFFER = 0,      // Each hierarchy finds its mount.
    FIND_DIRECTORY, // Is the name of the group a directory in a mount?
    ADD_GROUP       // The group is added to each hierarchy that there is, and finds its mount.
} mounts_pass;

// What the mounts are read for.
typedef struct mounts_reading {
    cprobe_collector *collector;
    cprobe_hierarchies *found;
    cprobe_container *container;
    bool is_self;               // The mounts are those of the process that is asked about.
    uint32_t limits_of;         // As in cprobe_quota_subject.
    const cp_group_name *group; // Of a group; NULL of a process.
    uint32_t line;              // Of the mount that has the group's directory; 0 where none has.
    char below[CPROBE_PATH_BYTES]; // The group's path there.
    size_t below_length;
} mounts_reading;

// One mount, in one pass.
static void take_mount(mounts_reading *reading, const cp_mount *mount, uint32_t line,
                       mounts_pass pass) {
    if (pass == FIND_DIRECTORY) {
        char path[CPROBE_PATH_BYTES];
        size_t length = 0;
        if (cp_directory_find(mount, cp_group_name_path(reading->group), path, sizeof path,
                              &length)) {
            reading->line = line;
            reading->below_length = length;
            memcpy(reading->below, path, length);
        }
        return;
    }
    if (pass == ADD_GROUP) {
        if (reading->line == 0) {
            cp_hierarchies_add_path(reading->found, mount, cp_group_name_path(reading->group));
        } else if (line == reading->line) {
            cp_hierarchies_add_path(reading->found, mount,
                                    cp_span_make(reading->below, reading->below_length));
        } else {
            cp_hierarchies_note(reading->found, mount);
        }
    }
    cp_hierarchies_offer(reading->found, mount, line);
    if (reading->is_self) {
        cp_container_offer_mount(reading->container, mount);
    }
}

static cprobe_result read_mounts(mounts_reading *reading, mounts_pass pass,
                                 cprobe_failure *failure) {
    cprobe_collector *collector = reading->collector;
    const char *path = cp_kept_path(collector, CP_KEPT_MOUNTINFO);
    int *descriptor = &collector->groups.mounts;
    if (*descriptor < 0) {
        const cprobe_result result =
            cp_root_open_file(&collector->root, path, path, descriptor, failure);
        if (result != CPROBE_OK) {
            return result;
        }
    }
    cp_stream stream;
    cp_lines lines = cp_stream_lines(collector, &stream, *descriptor, CP_PRINTED_BY_RECORD);
    cp_span line;
    cp_line_end end;
    cp_mount mount;
    while (cp_lines_next(&lines, &line, &end)) {
        if (cp_mountinfo_parse(line, end, &mount)) {
            take_mount(reading, &mount, lines.number, pass);
        }
    }
    return lines.result == CPROBE_OK
               ? CPROBE_OK
               : cp_fail(failure, lines.result, path, 0, stream.system_error);
}

// Whether a hierarchy has a mount, which can be seen where it is. Keeps its directory open.
static bool is_visible(cprobe_collector *collector, const cprobe_hierarchy *hierarchy) {
    cprobe_kept_groups *kept = &collector->groups;
    if (!hierarchy->mounted) {
        return false;
    }
    char path[CPROBE_PATH_BYTES];
    cp_build build = {path, sizeof path, 0, false};
    cp_build_add(&build, cp_span_make(kept->hierarchies.text + hierarchy->mount_offset,
                                      hierarchy->mount_length));
    int directory = -1;
    const bool is_seen = !build.is_full && cp_root_open_directory(&collector->root, path,
                                                                  "the mount of the groups",
                                                                  &directory, NULL) == CPROBE_OK &&
                         cp_group_is_in_mount(&collector->root, hierarchy, directory);
    if (is_seen && kept->directory_count < CPROBE_HIERARCHIES &&
        cp_may_keep(collector, directory)) {
        kept->directories[kept->directory_count] =
            (cprobe_kept_directory){hierarchy->mount_line, directory};
        kept->directory_count += 1;
    } else {
        cp_close(directory);
    }
    return is_seen;
}

// Whether something that is asked for may be of this hierarchy. What the unified one has is known at
// the end: what no other has.
static bool may_be_asked(const mounts_reading *reading, const cprobe_hierarchy *hierarchy) {
    uint32_t others = 0;
    for (uint32_t index = 0; index < reading->found->count; index += 1) {
        others |= reading->found->items[index].controllers;
    }
    const uint32_t asked = reading->limits_of;
    return asked == 0 ||
           (hierarchy->version == 1 ? hierarchy->controllers & asked : asked & ~others) != 0;
}

// The mounts of each hierarchy, offered until it has one that can be seen: what is rejected may have
// been in the way of another. One that has none keeps the first, so that what is wrong is said of that.
static cprobe_result offer_mounts(mounts_reading *reading, cprobe_failure *failure) {
    cprobe_hierarchies *found = reading->found;
    cprobe_result result = read_mounts(reading, OFFER, failure);
    uint32_t seen = 0; // How many were rejected when the mounts were offered last.
    for (uint32_t index = 0; result == CPROBE_OK && index < found->count; index += 1) {
        cprobe_hierarchy *hierarchy = &found->items[index];
        const cprobe_hierarchy first = *hierarchy;
        if (!may_be_asked(reading, hierarchy)) {
            continue;
        }
        bool is_usable = is_visible(reading->collector, hierarchy);
        while (!is_usable && (hierarchy->mounted ? cp_hierarchies_reject(found, index)
                                                 : found->rejected_count != seen)) {
            seen = found->rejected_count;
            result = read_mounts(reading, OFFER, failure);
            is_usable = result != CPROBE_OK || is_visible(reading->collector, hierarchy);
        }
        if (!is_usable) {
            *hierarchy = first;
        }
    }
    return result;
}

// The end of both ways: what the mounts told, or why they told nothing.
static void finish(mounts_reading *reading, cprobe_result result, const cprobe_failure *failure) {
    if (result == CPROBE_OK) {
        cp_hierarchies_settle(reading->found);
    } else {
        cp_hierarchies_fail(reading->found, CPROBE_REASON_NO_MOUNTS, *failure);
    }
}

static cprobe_result resolve_group(mounts_reading *reading, const cprobe_quota_subject *subject,
                                   cprobe_failure *failure) {
    cp_group_name group = {0};
    cprobe_result result = cp_group_name_take(subject->group, &group, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    reading->group = &group;
    result = read_mounts(reading, FIND_DIRECTORY, failure);
    cp_group_name linked = group;
    if (result == CPROBE_OK && reading->line == 0 &&
        cp_group_name_follow(reading->collector, &linked)) {
        reading->group = &linked;
        result = read_mounts(reading, FIND_DIRECTORY, failure);
        reading->group = reading->line == 0 ? &group : &linked;
    }
    if (result == CPROBE_OK) {
        result = read_mounts(reading, ADD_GROUP, failure);
    }
    // Once more: a mount before the one that has the directory may show more of it.
    if (result == CPROBE_OK) {
        result = offer_mounts(reading, failure);
    }
    cp_container_offer_group(reading->container, cp_group_name_path(&group));
    finish(reading, result, failure);
    reading->group = NULL;
    return CPROBE_OK;
}

// A process whose groups cannot be read is a failure of the call, but for the own one: then it is
// what the answer says, beside what else is known.
static cprobe_result resolve_process(mounts_reading *reading, const cprobe_quota_subject *subject,
                                     cprobe_failure *failure) {
    cprobe_result result = read_membership(reading->collector, subject, reading->found,
                                           reading->container, failure);
    if (result != CPROBE_OK) {
        cp_hierarchies_fail(reading->found, CPROBE_REASON_NO_GROUPS, *failure);
        return subject->kind == CPROBE_SUBJECT_SELF ? CPROBE_OK : result;
    }
    finish(reading, offer_mounts(reading, failure), failure);
    return CPROBE_OK;
}

cprobe_result cp_groups_resolve(cprobe_collector *collector, const cprobe_quota_subject *subject,
                                cprobe_failure *failure) {
    cprobe_kept_groups *kept = &collector->groups;
    if (is_current(collector, subject)) {
        return CPROBE_OK;
    }
    cp_groups_close(collector);
    cp_hierarchies_begin(&kept->hierarchies);
    kept->container = (cprobe_container){0};
    mounts_reading reading = {.collector = collector, .found = &kept->hierarchies,
                              .container = &kept->container,
                              .is_self = subject->kind == CPROBE_SUBJECT_SELF,
                              .limits_of = subject->limits_of};
    kept->namespaces_hash = hash_namespaces(collector);
    cprobe_failure why = {0};
    const cprobe_result result = subject->kind == CPROBE_SUBJECT_GROUP
                                     ? resolve_group(&reading, subject, &why)
                                     : resolve_process(&reading, subject, &why);
    if (result != CPROBE_OK) {
        cp_groups_close(collector);
        return cp_fail(failure, result, why.source, why.line, why.system_error);
    }
    if (subject->kind == CPROBE_SUBJECT_SELF && subject->limits_of == 0) {
        cp_container_find(collector, &kept->container);
    }
    kept->pid = pid_of(subject);
    kept->group_hash = group_hash_of(subject);
    kept->limits_of = subject->limits_of;
    kept->is_resolved = kept->hierarchies.reason == CPROBE_REASON_NONE;
    return CPROBE_OK;
}

#endif
