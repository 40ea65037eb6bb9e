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

static cprobe_result read_uid(const cp_target *target, uint32_t *uid, cprobe_failure *failure) {
    static const char source[] = "/proc/PID/status";
    cp_span text;
    cprobe_process process = {0};
    cprobe_result result =
        cp_subject_read_file(&target->subject, "status", source, &text, failure);
    if (result == CPROBE_OK) {
        result = cprobe_process_status_parse(text.bytes, text.length, &process, NULL, failure);
    }
    if (result == CPROBE_OK && !cprobe_has(process.present_fields, CPROBE_PROCESS_UID)) {
        result = cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    *uid = process.uid;
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

static cprobe_result read_uid_map(cp_target *target, cp_span *text, cprobe_failure *failure) {
    static const char source[] = "/proc/PID/uid_map";
    int descriptor = -1;
    size_t length = 0;
    char *buffer = cp_subject_text(&target->pass);
    cprobe_result result =
        cp_subject_open_file(&target->subject, "uid_map", source, &descriptor, failure);
    if (result == CPROBE_OK) {
        result = cp_read_whole(descriptor, CP_PRINTED_BY_RECORD, buffer, CP_PROCESS_TEXT_BYTES,
                               &length, source, failure);
        cp_close(descriptor);
    }
    *text = cp_span_make(buffer, length);
    return result;
}

// Translates the uid into the user namespace of the process.
static void find_inner_uid(cp_target *target, cprobe_process_user *user) {
    cp_span text;
    cprobe_failure failure = {0};
    if (is_in_own_namespace(target)) {
        user->inner_uid = user->uid;
        user->has_inner_uid = true;
    } else if (read_uid_map(target, &text, &failure) == CPROBE_OK) {
        user->has_inner_uid = cp_uid_map_find(text, user->uid, &user->inner_uid);
    } else {
        cp_failures_add(&target->reading.failures, failure);
    }
}

// Without the file, or if it cannot be read, the ids are still known.
static void find_name(cp_target *target, cprobe_process_user *user) {
    static const char source[] = "/proc/PID/root/etc/passwd";
    int descriptor = -1;
    cprobe_failure failure = {0};
    if (cp_root_open_foreign(&target->from.reader->root, target->subject.own, "etc/passwd", source,
                             &descriptor, &failure) != CPROBE_OK) {
        cp_failures_add(&target->reading.failures, failure);
        return;
    }
    cp_stream stream = {.descriptor = descriptor, .printing = CP_PRINTED_WHOLE};
    cp_lines lines = cp_lines_through(cp_subject_text(&target->pass), CP_PROCESS_TEXT_BYTES,
                                      cp_stream_refill, &stream);
    cprobe_user listed;
    while (user->name_length == 0 && cp_passwd_next(&lines, &listed)) {
        if (listed.uid == user->inner_uid) {
            user->name_length = listed.name_length;
            memcpy(user->name, listed.name, sizeof user->name);
        }
    }
    cp_close(descriptor);
    if (lines.result != CPROBE_OK) {
        cp_failures_add(&target->reading.failures,
                        (cprobe_failure){lines.result, 0, stream.system_error, source});
    }
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
        result = read_uid(&target, &read.uid, failure);
    }
    if (result == CPROBE_OK) {
        find_inner_uid(&target, &read);
    }
    if (result == CPROBE_OK && read.has_inner_uid) {
        find_name(&target, &read);
    }
    result = cp_target_close(&target, result, reading, failure);
    if (result == CPROBE_OK) {
        *user = read;
    }
    return result;
}

#endif
