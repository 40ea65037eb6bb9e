#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "../../failure.h"
#include "../../format/passwd.h"
#include "../../format/process_files.h"
#include "target.h"

enum { NAMESPACE_BYTES = 64 }; // "user:[4026531837]"

static cprobe_result read_ids(const cp_target *target, cprobe_process_user *user,
                              cprobe_failure *failure) {
    static const char source[] = "/proc/PID/status";
    cp_span text;
    cprobe_process process = {0};
    cprobe_result result =
        cp_subject_read_file(&target->subject, "status", source, &text, failure);
    if (result == CPROBE_OK) {
        result = cprobe_process_status_parse(text.bytes, text.length, &process, NULL, failure);
    }
    if (result == CPROBE_OK && (!cprobe_has(process.present_fields, CPROBE_PROCESS_UID) ||
                                !cprobe_has(process.present_fields, CPROBE_PROCESS_GID))) {
        result = cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    user->uid = process.uid;
    user->gid = process.gid;
    return result;
}

// Whether the process is in the reader's user namespace, whose map is relative to another one.
static bool is_in_own_namespace(const cp_target *target) {
    char own[NAMESPACE_BYTES];
    char other[NAMESPACE_BYTES];
    const ssize_t own_length = readlinkat(AT_FDCWD, "/proc/self/ns/user", own, sizeof own);
    const ssize_t length = readlinkat(target->subject.own, "ns/user", other, sizeof other);
    return own_length > 0 && own_length == length && memcmp(own, other, (size_t)length) == 0;
}

// What the ids of users and of groups have of their own: the map, the file of names, and the
// members that it sets.
typedef struct id_kind {
    const char *map, *map_source;
    const char *names, *names_source;
    bool (*next)(cp_lines *lines, cp_account *account);
    uint32_t id;
    bool *has_inner_id;
    uint32_t *inner_id;
    uint32_t *name_length;
    char *name; // CP_ACCOUNT_NAME_BYTES
} id_kind;

static cprobe_result read_map(cp_target *target, const id_kind *kind, cp_span *text,
                              cprobe_failure *failure) {
    int descriptor = -1;
    size_t length = 0;
    char *buffer = cp_subject_text(&target->pass);
    cprobe_result result =
        cp_subject_open_file(&target->subject, kind->map, kind->map_source, &descriptor, failure);
    if (result == CPROBE_OK) {
        result = cp_read_whole(descriptor, CP_PRINTED_BY_RECORD, buffer, CP_PROCESS_TEXT_BYTES,
                               &length, kind->map_source, failure);
        cp_close(descriptor);
    }
    *text = cp_span_make(buffer, length);
    return result;
}

// Translates the id into the user namespace of the process.
static void find_inner_id(cp_target *target, bool is_own, const id_kind *kind) {
    cp_span text;
    cprobe_failure failure = {0};
    if (is_own) {
        *kind->inner_id = kind->id;
        *kind->has_inner_id = true;
    } else if (read_map(target, kind, &text, &failure) == CPROBE_OK) {
        *kind->has_inner_id = cp_uid_map_find(text, kind->id, kind->inner_id);
    } else {
        cp_failures_add(&target->reading.failures, failure);
    }
}

// Without the file, or if it cannot be read, the ids are still known.
static void find_name(cp_target *target, const id_kind *kind) {
    int descriptor = -1;
    cprobe_failure failure = {0};
    if (cp_root_open_foreign(&target->from.reader->root, target->subject.own, kind->names,
                             kind->names_source, &descriptor, &failure) != CPROBE_OK) {
        cp_failures_add(&target->reading.failures, failure);
        return;
    }
    cp_stream stream = {.descriptor = descriptor, .printing = CP_PRINTED_WHOLE};
    cp_lines lines = cp_lines_through(cp_subject_text(&target->pass), CP_PROCESS_TEXT_BYTES,
                                      cp_stream_refill, &stream);
    cp_account listed;
    while (*kind->name_length == 0 && kind->next(&lines, &listed)) {
        if (listed.id == *kind->inner_id) {
            *kind->name_length = listed.name_length;
            memcpy(kind->name, listed.name, sizeof listed.name);
        }
    }
    cp_close(descriptor);
    if (lines.result != CPROBE_OK) {
        cp_failures_add(
            &target->reading.failures,
            (cprobe_failure){lines.result, 0, stream.system_error, kind->names_source});
    }
}

static void find(cp_target *target, bool is_own, const id_kind *kind) {
    find_inner_id(target, is_own, kind);
    if (*kind->has_inner_id) {
        find_name(target, kind);
    }
}

_Static_assert(sizeof((cprobe_process_user){0}.name) == CP_ACCOUNT_NAME_BYTES &&
                   sizeof((cprobe_process_user){0}.group) == CP_ACCOUNT_NAME_BYTES,
               "a name fits");

static void find_all(cp_target *target, cprobe_process_user *user) {
    const bool is_own = is_in_own_namespace(target);
    const id_kind users = {"uid_map", "/proc/PID/uid_map", "etc/passwd",
                           "/proc/PID/root/etc/passwd", cp_account_next, user->uid,
                           &user->has_inner_uid, &user->inner_uid, &user->name_length, user->name};
    const id_kind groups = {"gid_map", "/proc/PID/gid_map", "etc/group",
                            "/proc/PID/root/etc/group", cp_group_next, user->gid,
                            &user->has_inner_gid, &user->inner_gid, &user->group_length,
                            user->group};
    find(target, is_own, &users);
    find(target, is_own, &groups);
}

cprobe_result cprobe_process_user_read(cprobe_collector *collector, int32_t pid,
                                       cprobe_process_user *user, cprobe_process_reading *reading,
                                       cprobe_failure *failure) {
    cp_target target;
    cprobe_process_user read = {0};
    if (user == NULL || reading == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "the user", 0, 0);
    }
    cprobe_result result = cp_target_open(&target, collector, pid, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    if (target.from.reader->root.kind == CPROBE_ROOT_CAPTURED) {
        result = cp_fail(failure, CPROBE_UNSUPPORTED, "/proc/PID/root", 0, 0);
    }
    if (result == CPROBE_OK) {
        result = read_ids(&target, &read, failure);
    }
    if (result == CPROBE_OK) {
        find_all(&target, &read);
    }
    result = cp_target_close(&target, result, reading, failure);
    if (result == CPROBE_OK) {
        *user = read;
    }
    return result;
}

#endif
