#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "resolve.h"

#include "../../failure.h"
#include "../../quota/container.h"
#include "../../quota/hierarchy.h"
#include "../../source/descriptor.h"
#include "../../text/build.h"
#include "../../text/hash.h"
#include "container.h"
#include "name.h"

enum { NO_PROCESS = -1 };

static int32_t pid_of(const cprobe_quota_subject *subject) {
    return subject->kind == CPROBE_SUBJECT_SELF      ? 0
           : subject->kind == CPROBE_SUBJECT_PROCESS ? subject->pid
                                                     : NO_PROCESS;
}

static uint64_t name_hash_of(const cprobe_quota_subject *subject) {
    return subject->kind == CPROBE_SUBJECT_CGROUP
               ? cp_hash_add(cp_hash_start, cp_span_of(subject->cgroup))
               : 0;
}

static bool is_same_subject(const cp_cgroup_resolution *last, const cprobe_quota_subject *subject) {
    return last->pid == pid_of(subject) && last->name_hash == name_hash_of(subject) &&
           last->limits_of == subject->limits_of;
}

// Whether the cached hierarchies are still valid.
static bool is_current(const cp_cgroups *cgroups, const cprobe_quota_subject *subject) {
    cp_cgroup_membership *membership = &cgroups->cache->membership;
    const cp_cgroup_resolution *last = &cgroups->cache->resolution;
    // Files of a captured root do not report changes.
    if (!last->is_resolved || cgroups->reader->root.kind == CPROBE_ROOT_CAPTURED ||
        !is_same_subject(last, subject)) {
        return false;
    }
    return cp_membership_holds(membership, cgroups->reader, subject, &last->hierarchies) &&
           cp_membership_is_in_namespaces(membership, cgroups->reader) &&
           !cp_mounts_have_changed(last->mounts);
}

// The purpose of one pass over the mounts.
typedef enum CPROBE_CLOSED mounts_pass {
    OFFER = 0,      // Each hierarchy looks for its mount.
    FIND_DIRECTORY, // Look for a mount that contains the directory named by the caller.
    ADD_CGROUP      // Add the cgroup to every hierarchy, and look for the hierarchy's mount.
} mounts_pass;

// The state of the passes over the mounts.
typedef struct mounts_reading {
    const cp_cgroups *cgroups;
    cprobe_hierarchies *found;
    cprobe_container *container;
    bool is_self;               // The mounts are those of the subject itself.
    uint32_t limits_of;         // As in cprobe_quota_subject.
    const cp_cgroup_name *cgroup; // The requested cgroup; NULL for a process.
    uint32_t line;              // Of the mount that contains the cgroup's directory; 0: none.
    char below[CPROBE_PATH_BYTES]; // The cgroup's path in that mount's hierarchy.
    size_t below_length;
} mounts_reading;

// Handles one mount in one pass.
static void take_mount(mounts_reading *reading, const cp_mount *mount, uint32_t line,
                       mounts_pass pass) {
    if (pass == FIND_DIRECTORY) {
        char path[CPROBE_PATH_BYTES];
        size_t length = 0;
        if (cp_directory_find(mount, cp_cgroup_name_path(reading->cgroup), path, sizeof path,
                              &length)) {
            reading->line = line;
            reading->below_length = length;
            memcpy(reading->below, path, length);
        }
        return;
    }
    if (pass == ADD_CGROUP) {
        if (reading->line == 0) {
            cp_hierarchies_add_path(reading->found, mount, cp_cgroup_name_path(reading->cgroup));
        } else if (line == reading->line) {
            cp_hierarchies_add_path(reading->found, mount,
                                    cp_span_make(reading->below, reading->below_length));
        } else {
            cp_hierarchies_note(reading->found, mount,
                                cp_span_make(reading->below, reading->below_length));
        }
    }
    cp_hierarchies_offer(reading->found, mount, line);
    if (cp_mountinfo_is_over_sysfs(mount, cp_span_of("/sys/devices/system/cpu/online"))) {
        reading->cgroups->cache->resolution.is_online_hidden = true;
    }
    if (reading->is_self) {
        cp_container_offer_mount(reading->container, mount);
    }
}

static cprobe_result read_mounts(mounts_reading *reading, mounts_pass pass,
                                 cprobe_failure *failure) {
    const cp_cgroups *cgroups = reading->cgroups;
    const char *path = cp_cached_path(cgroups->reader, CP_FILE_MOUNTINFO);
    int *descriptor = &cgroups->cache->resolution.mounts;
    // A text shared by another section comes without a descriptor that reports changes.
    const cprobe_shared *shared = cgroups->shared;
    const bool has_text =
        !cgroups->cache->resolution.watches && shared != NULL && shared->mountinfo_length != 0;
    if (!has_text && *descriptor < 0) {
        const cprobe_result result =
            cp_root_open_file(&cgroups->reader->root, path, path, descriptor, failure);
        if (result != CPROBE_OK) {
            return result;
        }
    }
    cp_stream stream = {0};
    cp_lines lines =
        has_text ? cp_lines_of(shared->mountinfo, shared->mountinfo_length)
                 : cp_stream_lines(cgroups->reader, &stream, *descriptor, CP_PRINTED_BY_RECORD);
    cp_span line;
    cp_line_end end;
    cp_mount mount;
    while (cp_lines_next(&lines, &line, &end)) {
        if (cp_mountinfo_parse(line, &mount)) {
            take_mount(reading, &mount, lines.number, pass);
        }
    }
    return lines.result == CPROBE_OK
               ? CPROBE_OK
               : cp_fail(failure, lines.result, path, 0, stream.system_error);
}

// Whether the hierarchy has a mount that no other mount covers; also true if no descriptor is
// available for the check. Keeps the directory of the mount open.
static bool is_visible(const cp_cgroups *cgroups, const cprobe_hierarchy *hierarchy) {
    const cprobe_hierarchies *found = &cgroups->cache->resolution.hierarchies;
    if (!hierarchy->mounted) {
        return false;
    }
    char path[CPROBE_PATH_BYTES];
    cp_build build = {path, sizeof path, 0, false};
    cp_build_add(&build, cp_span_make(found->text + hierarchy->mount_offset,
                                      hierarchy->mount_length));
    int directory = -1;
    const cprobe_result result =
        build.is_full ? CPROBE_TOO_LARGE
                      : cp_root_open_mounted(&cgroups->reader->root, path,
                                             "the mount of the cgroups", &directory, NULL);
    if (result == CPROBE_EXHAUSTED) {
        return true;
    }
    const bool is_seen = result == CPROBE_OK &&
                         cp_cgroup_is_in_mount(&cgroups->reader->root, hierarchy, directory);
    if (!is_seen || !cp_cgroup_files_keep_directory(&cgroups->cache->files, &cgroups->reader->root,
                                                    hierarchy->mount_line, directory)) {
        cp_close(directory);
    }
    return is_seen;
}

// Whether a requested controller may belong to this hierarchy. The unified hierarchy has the
// controllers that no v1 hierarchy has, and gets them last. The hierarchy of cpuacct has none: it
// is used only if everything is requested.
static bool may_be_requested(const mounts_reading *reading, const cprobe_hierarchy *hierarchy) {
    uint32_t others = 0;
    for (uint32_t index = 0; index < reading->found->count; index += 1) {
        others |= reading->found->items[index].controllers;
    }
    const uint32_t requested = reading->limits_of;
    const uint32_t possible =
        hierarchy->version == 1 ? hierarchy->controllers & requested : requested & ~others;
    return requested == 0 || possible != 0;
}

// Finds a mount for each hierarchy that no other mount covers. Offers all mounts again after each
// rejection, because a rejected mount may have displaced another candidate. A hierarchy without a
// usable mount keeps its first candidate, so that the reported reason refers to that one. The
// mounts of rdma and misc are not checked here: few ask for their values, and the reading checks
// them.
static cprobe_result offer_mounts(mounts_reading *reading, cprobe_failure *failure) {
    cprobe_hierarchies *found = reading->found;
    cprobe_result result = read_mounts(reading, OFFER, failure);
    uint32_t seen = 0; // rejected_count when the mounts were last offered.
    for (uint32_t index = 0; result == CPROBE_OK && index <= found->count; index += 1) {
        cprobe_hierarchy *hierarchy =
            index < found->count ? &found->items[index] : &found->apart[CPROBE_APART_ACCOUNTING];
        const cprobe_hierarchy first = *hierarchy;
        if (hierarchy->version == 0 || !may_be_requested(reading, hierarchy)) {
            continue;
        }
        bool is_usable = is_visible(reading->cgroups, hierarchy);
        while (!is_usable && (hierarchy->mounted ? cp_hierarchies_reject(found, hierarchy)
                                                 : found->rejected_count != seen)) {
            seen = found->rejected_count;
            result = read_mounts(reading, OFFER, failure);
            is_usable = result != CPROBE_OK || is_visible(reading->cgroups, hierarchy);
        }
        if (!is_usable) {
            *hierarchy = first;
        }
    }
    return result;
}

// Settles the hierarchies by the mounts that were read, or records why the mounts could not be
// read.
static void finish(mounts_reading *reading, cprobe_result result, const cprobe_failure *failure) {
    if (result == CPROBE_OK) {
        cp_hierarchies_settle(reading->found);
    } else {
        cp_hierarchies_fail(reading->found, CPROBE_REASON_NO_MOUNTS, *failure);
    }
}

static cprobe_result resolve_cgroup(mounts_reading *reading, const cprobe_quota_subject *subject,
                                    cprobe_failure *failure) {
    cp_cgroup_name cgroup = {0};
    cprobe_result result = cp_cgroup_name_take(subject->cgroup, &cgroup, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    reading->cgroup = &cgroup;
    result = read_mounts(reading, FIND_DIRECTORY, failure);
    cp_cgroup_name linked = cgroup;
    if (result == CPROBE_OK && reading->line == 0 &&
        cp_cgroup_name_follow(reading->cgroups->reader, &linked)) {
        reading->cgroup = &linked;
        result = read_mounts(reading, FIND_DIRECTORY, failure);
        reading->cgroup = reading->line == 0 ? &cgroup : &linked;
    }
    if (result == CPROBE_OK) {
        result = read_mounts(reading, ADD_CGROUP, failure);
    }
    // Offer the mounts again: a mount listed earlier may show more levels than the mount with the
    // directory.
    if (result == CPROBE_OK) {
        result = offer_mounts(reading, failure);
    }
    cp_container_offer_cgroup(reading->container, cp_cgroup_name_path(&cgroup));
    finish(reading, result, failure);
    reading->cgroup = NULL;
    return CPROBE_OK;
}

// Resolves the cgroups of a process. If they cannot be read, the call fails for another process;
// for this process the quota reports the reason, beside the values from other sources.
static cprobe_result resolve_process(mounts_reading *reading, const cprobe_quota_subject *subject,
                                     cprobe_failure *failure) {
    cprobe_result result = cp_membership_read(&reading->cgroups->cache->membership,
                                              &reading->cgroups->processes, subject, reading->found,
                                              reading->container, failure);
    if (result != CPROBE_OK) {
        cp_hierarchies_fail(reading->found, CPROBE_REASON_NO_CGROUPS, *failure);
        return subject->kind == CPROBE_SUBJECT_SELF ? CPROBE_OK : result;
    }
    finish(reading, offer_mounts(reading, failure), failure);
    return CPROBE_OK;
}

void cp_cgroups_init(cp_cgroup_cache *cache, bool watches) {
    // The hierarchies stay uninitialized: they are written before they are read.
    cache->resolution.watches = watches;
    cache->resolution.is_resolved = false;
    cache->resolution.mounts = -1;
    cp_membership_init(&cache->membership);
    cp_cgroup_files_init(&cache->files);
}

void cp_cgroups_close(cp_cgroup_cache *cache) {
    cp_close(cache->resolution.mounts);
    cache->resolution.mounts = -1;
    cache->resolution.is_resolved = false;
    cp_membership_close(&cache->membership);
    cp_cgroup_files_close(&cache->files);
}

cprobe_result cp_cgroups_resolve(const cp_cgroups *cgroups, const cprobe_quota_subject *subject,
                                cprobe_failure *failure) {
    cp_cgroup_cache *cache = cgroups->cache;
    cp_cgroup_resolution *last = &cache->resolution;
    if (is_current(cgroups, subject)) {
        return CPROBE_OK;
    }
    cp_cgroups_close(cache);
    cp_hierarchies_begin(&last->hierarchies);
    last->container = (cprobe_container){0};
    last->container_failure = (cprobe_failure){0};
    last->is_online_hidden = false;
    mounts_reading reading = {.cgroups = cgroups, .found = &last->hierarchies,
                              .container = &last->container,
                              .is_self = subject->kind == CPROBE_SUBJECT_SELF,
                              .limits_of = subject->limits_of};
    if (last->watches) {
        cp_membership_note_namespaces(&cache->membership, cgroups->reader);
    }
    cprobe_failure why = {0};
    const cprobe_result result = subject->kind == CPROBE_SUBJECT_CGROUP
                                     ? resolve_cgroup(&reading, subject, &why)
                                     : resolve_process(&reading, subject, &why);
    if (result != CPROBE_OK) {
        cp_cgroups_close(cache);
        return cp_fail(failure, result, why.source, why.line, why.system_error);
    }
    if (subject->kind == CPROBE_SUBJECT_SELF && subject->limits_of == 0) {
        cp_container_find(cgroups->reader, &last->container, &last->container_failure);
    }
    last->pid = pid_of(subject);
    last->name_hash = name_hash_of(subject);
    last->limits_of = subject->limits_of;
    // Do not reuse what was read from a copy, which does not change when the original does, or what
    // was incomplete for lack of descriptors.
    last->is_resolved = last->watches && !cp_membership_is_copy(&cache->membership) &&
                         !cp_is_copy(last->mounts) &&
                         last->hierarchies.reason == CPROBE_REASON_NONE &&
                         last->container_failure.code != CPROBE_EXHAUSTED;
    return CPROBE_OK;
}

#endif
