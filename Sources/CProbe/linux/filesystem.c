#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "../failure.h"
#include "../mounts/layers.h"
#include "../mounts/list.h"
#include "../mounts/relations.h"
#include "../mounts/type.h"
#include "../posix/usage.h"
#include "../source/descriptor.h"
#include "collector_state.h"

enum {
    SLOTS = CP_SCRATCH_BYTES / sizeof(uint64_t),
    COMPARISONS = 1 << 24 // In the search for another mount of a file system.
};

_Static_assert((SLOTS & (SLOTS - 1)) == 0, "a power of two");

static const char point_source[] = "the mount point";

static void query_own(const cprobe_mounts *mounts, cprobe_mount *mount) {
    const int error = cp_usage_of_path(cprobe_mount_text(mounts, mount->mount_point),
                                       cprobe_mount_text(mounts, mount->type), mount);
    if (error == CP_USAGE_ANOTHER) {
        mount->covered = true;
        mount->not_requested = CPROBE_NOT_REQUESTED_COVERED;
    } else if (error != 0) {
        mount->failure = (cprobe_failure){cp_result_of_errno(error), 0, error, point_source};
    }
}

// Reads the usage of a mount point beneath a live root, after checking that the expected file
// system is mounted there.
static void query_beneath(cp_reader *reader, const cprobe_mounts *mounts,
                          cprobe_mount *mount) {
    int point = -1;
    if (cp_root_open_point(&reader->root, cprobe_mount_text(mounts, mount->mount_point),
                           point_source, &point, &mount->failure) != CPROBE_OK) {
        return;
    }
    const int error = cp_usage_of_open(point, cprobe_mount_text(mounts, mount->type), mount);
    cp_close(point);
    if (error == CP_USAGE_ANOTHER) {
        mount->failure = (cprobe_failure){CPROBE_NOT_FOUND, 0, 0, "the mount beneath the root"};
    } else if (error != 0) {
        mount->failure = (cprobe_failure){cp_result_of_errno(error), 0, error, point_source};
    }
}

// Whether the server of this mount may be dead, which blocks any process that queries it.
static bool is_remote(const cprobe_mount *mount) {
    return mount->not_requested == CPROBE_NOT_REQUESTED_NETWORK ||
           mount->not_requested == CPROBE_NOT_REQUESTED_USER_SPACE ||
           mount->not_requested == CPROBE_NOT_REQUESTED_UNKNOWN_TYPE;
}

// Whether a helper has to query this mount. An overlay queries its layers, one of which may be on
// an unmounted, unlisted file system. An overlay on / needs no helper: if it blocked, this program
// would block as well.
static bool needs_helper(const cprobe_mounts *mounts, const cprobe_mount *mount) {
    return is_remote(mount) ||
           (mount->mount_point.length > 1 &&
            cp_filesystem_kind_of(cp_mounts_text(mounts, mount->type)) == CP_FILESYSTEM_STACKED);
}

static void query_by_helper(cp_reader *reader, const cprobe_mounts *mounts,
                            cprobe_mount *mount) {
    cp_found found;
    const bool is_own = reader->root.kind == CPROBE_ROOT_OWN;
    mount->not_requested = CPROBE_NOT_REQUESTED_NONE;
    int error = cp_root_statfs(&reader->root, cprobe_mount_text(mounts, mount->mount_point),
                               &found);
    if (error == 0) {
        // Beneath another root the mount ids differ from those in its mountinfo.
        error = cp_usage_of_answer(&found.answer, is_own ? found.mount : 0, found.device,
                                   cprobe_mount_text(mounts, mount->type), mount);
    }
    if (error == CP_USAGE_ANOTHER && is_own) {
        mount->covered = true;
        mount->not_requested = CPROBE_NOT_REQUESTED_COVERED;
    } else if (error == CP_USAGE_ANOTHER) {
        mount->failure = (cprobe_failure){CPROBE_NOT_FOUND, 0, 0, "the mount beneath the root"};
    } else if (error != 0) {
        mount->failure = (cprobe_failure){cp_result_of_errno(error), 0, error, point_source};
    }
}

// Queries one mount. False if it could not answer for its file system.
static bool query(cp_reader *reader, const cprobe_mounts *mounts, cprobe_mount *mount) {
    mount->by_helper = reader->root.kind != CPROBE_ROOT_CAPTURED && needs_helper(mounts, mount);
    if (mount->by_helper) {
        query_by_helper(reader, mounts, mount);
        return !mount->covered && mount->failure.code == CPROBE_OK;
    }
    switch (reader->root.kind) {
    case CPROBE_ROOT_OWN: query_own(mounts, mount); break;
    case CPROBE_ROOT_LIVE: query_beneath(reader, mounts, mount); break;
    case CPROBE_ROOT_CAPTURED: mount->not_requested = CPROBE_NOT_REQUESTED_CAPTURED; break;
    }
    return !mount->covered && mount->failure.code == CPROBE_OK;
}

// Which mounts share a file system: determined once a mount could not answer.
typedef struct alike {
    bool is_known;
    size_t comparisons;
} alike;

// Uses another mount of the same file system in place of one that could not answer.
static void query_another(cp_reader *reader, cprobe_mounts *mounts, cprobe_mount *failed,
                          alike *known) {
    if (!known->is_known) {
        cp_mounts_chain_alike(mounts, reader->scratch, SLOTS);
        known->is_known = true;
    }
    cprobe_mount *other = cp_mounts_first_alike(mounts, reader->scratch, SLOTS, failed);
    while (other != NULL && known->comparisons < COMPARISONS) {
        known->comparisons += 1;
        if (other->duplicate && !other->covered &&
            other->not_requested == CPROBE_NOT_REQUESTED_NONE &&
            other->device_major == failed->device_major &&
            other->device_minor == failed->device_minor && query(reader, mounts, other)) {
            other->duplicate = false;
            failed->duplicate = true;
            return;
        }
        other = other->chain == 0 ? NULL : &mounts->items[other->chain - 1];
    }
}

static void query_all(cp_reader *reader, cprobe_mounts *mounts,
                      cprobe_mount_choice choice) {
    alike known = {0};
    for (size_t index = 0; index < mounts->count; index += 1) {
        cprobe_mount *mount = &mounts->items[index];
        const bool has_all = choice == CPROBE_MOUNTS_ALL;
        const bool is_wanted = has_all || !mount->duplicate;
        const bool may_query =
            mount->not_requested == CPROBE_NOT_REQUESTED_NONE || (has_all && is_remote(mount));
        if (may_query && !mount->covered && is_wanted &&
            !cprobe_has_any(mount->present_fields) && !query(reader, mounts, mount) &&
            !mount->duplicate) {
            query_another(reader, mounts, mount, &known);
        }
    }
}

// Reads the whole text of mountinfo into the caller's buffer if it fits, for the quota of this
// sample.
static void share(cprobe_shared *shared, int descriptor, cp_lines *lines) {
    size_t length = 0;
    if (cp_read_on(descriptor, CP_PRINTED_BY_RECORD, shared->mountinfo, shared->mountinfo_capacity,
                   &length, "", NULL) == CPROBE_OK) {
        shared->mountinfo_length = length;
        *lines = cp_lines_of(shared->mountinfo, length);
    }
}

// Reads the whole list. `is_reusable`: the next reading may reuse the list.
static cprobe_result read_list(cp_collector *collector, cprobe_mount_choice choice,
                               cprobe_filesystem *filesystem, cprobe_mounts *mounts,
                               cprobe_shared *shared, bool *is_reusable,
                               cprobe_failure *failure) {
    cp_stream stream;
    cp_lines lines;
    cp_reader *reader = &collector->reader;
    const bool was_open = cp_cached_is_open(reader, CP_FILE_MOUNTINFO);
    cprobe_result result = cp_cached_lines(reader, CP_FILE_MOUNTINFO, &stream, &lines, failure);
    if (result == CPROBE_OK) {
        // poll() reports a change once: clear it, so that only later changes are reported.
        (void)cp_mounts_have_changed(stream.descriptor);
        // A file that was open before may belong to another mount namespace than the cgroups.
        if (shared != NULL && shared->mountinfo != NULL && !was_open &&
            reader->root.kind == CPROBE_ROOT_OWN) {
            share(shared, stream.descriptor, &lines);
        }
        result = cp_mounts_parse(&lines, cp_cached_path(reader, CP_FILE_MOUNTINFO), filesystem,
                                 mounts, failure);
    }
    if (result != CPROBE_OK) {
        if (result != CPROBE_TOO_LARGE) {
            cp_cached_close(reader, CP_FILE_MOUNTINFO);
        }
        return result;
    }
    // All lines are parsed: the scratch buffer is free for the slots.
    cp_mounts_relate(mounts, reader->scratch, SLOTS);
    const bool have_remote = cp_mounts_have_remote(mounts);
    query_all(reader, mounts, choice);
    cp_mounts_relate_space(mounts);
    // The kernel does not report a renamed directory above a mount point. The old path may then
    // lead to another mount, which must not be one that blocks.
    *is_reusable = filesystem->failures.count == 0 &&
                   cp_cached_is_genuine(reader, CP_FILE_MOUNTINFO) &&
                   reader->root.kind == CPROBE_ROOT_OWN && !have_remote;
    // The answers also show which mounts are pseudo or covered.
    cp_mounts_choose(mounts, choice);
    return CPROBE_OK;
}

// Whether the list in the caller's storage is the one that this collector read last, and no mount
// has changed.
static bool is_list_current(const cp_collector *collector, cprobe_mount_choice choice,
                            const cprobe_mounts *mounts, uint64_t now_ns) {
    const cp_mount_list *last = &collector->mounts;
    return last->read_ns != 0 && mounts->reader == collector &&
           mounts->read_ns == last->read_ns && last->has_all == (choice == CPROBE_MOUNTS_ALL) &&
           now_ns - last->read_ns < CPROBE_MOUNTS_AGE_NS &&
           !cp_cached_mounts_have_changed(&collector->reader);
}

// Queries the mounts of the list again. False if one of them has changed.
static bool query_again(cp_root *root, cprobe_mounts *mounts) {
    for (size_t index = 0; index < mounts->count; index += 1) {
        cprobe_mount *mount = &mounts->items[index];
        if (mount->not_requested != CPROBE_NOT_REQUESTED_NONE || mount->covered) {
            continue;
        }
        const bool was_pseudo = mount->pseudo;
        const char *point = cprobe_mount_text(mounts, mount->mount_point);
        cp_found found;
        int error = mount->by_helper ? cp_root_statfs(root, point, &found)
                                     : cp_usage_of_path_again(point, mount);
        if (mount->by_helper && error == 0) {
            error = cp_usage_of_answer_again(&found.answer, mount);
        }
        if (error != mount->failure.system_error || was_pseudo != mount->pseudo) {
            return false;
        }
    }
    return true;
}

cprobe_result cprobe_filesystem_read(cprobe_collector *collector, cprobe_mount_choice choice,
                                     cprobe_filesystem *filesystem, cprobe_mounts *mounts,
                                     cprobe_shared *shared, cprobe_failure *failure) {
    if (collector == NULL || filesystem == NULL || mounts == NULL ||
        (mounts->items == NULL && mounts->capacity != 0) ||
        (mounts->text == NULL && mounts->text_capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "filesystem", 0, 0);
    }
    cp_collector *state = cp_collector_of(collector);
    cprobe_filesystem read = {0};
    uint64_t now_ns = 0;
    bool is_reusable = false;
    (void)cp_reader_monotonic_ns(&state->reader, &now_ns);
    if (!is_list_current(state, choice, mounts, now_ns) ||
        !query_again(&state->reader.root, mounts)) {
        state->mounts.read_ns = 0;
        const cprobe_result result =
            read_list(state, choice, &read, mounts, shared, &is_reusable, failure);
        if (result != CPROBE_OK) {
            return result;
        }
        state->mounts = (cp_mount_list){is_reusable ? now_ns : 0, choice == CPROBE_MOUNTS_ALL};
        mounts->reader = state;
        mounts->read_ns = state->mounts.read_ns;
    }
    *filesystem = read;
    return CPROBE_OK;
}

#endif
