// /run/utmp: the users who are logged in, on a system without systemd-logind. Binary.
// Sample: written by hand.
//
//     0   type, 16 bits: 7 is a user who is logged in; 8 one who logged out
//     4   pid, 32 bits, of the program that logged in
//     8   line, 32 bytes: "pts/0"
//     40  id, 4 bytes: "ts/0"
//     44  user, 32 bytes
//     76  host, 256 bytes: from where, or an X display, ":0"
//     340 seconds since 1970, 32 bits; in records of 400 bytes: 344, 64 bits
//
//     file = record*
//
// Numbers have the byte order of the machine. Texts end at their first NUL, or fill their array. A
// record has 384 bytes, or 400 where the C library has no 32-bit ancestor (glibc on arm64 and
// riscv64). The length of the text decides which; if both divide it, the types of all records, and
// if these are valid both times, the size with more logins.
// Records of other types are skipped. A Case: records written by hand. utmp(5), glibc's
// bits/utmp.h.

#include "../failure.h"
#include "../include/cprobe/host.h"
#include "../text/span.h"

enum {
    SHORT_RECORD = 384,
    LONG_RECORD = 400,
    PID = 4,
    LINE = 8,
    LINE_BYTES = 32,
    ID = 40,
    ID_BYTES = 4,
    USER = 44,
    USER_BYTES = 32,
    HOST = 76,
    HOST_BYTES = 256,
    SHORT_SECONDS = 340,
    LONG_SECONDS = 344,
    USER_PROCESS = 7,
    LAST_TYPE = 9
};

static const int64_t ns_per_second = 1000000000;

static int type_of(const char *record) {
    int16_t type = 0;
    memcpy(&type, record, sizeof type);
    return type;
}

// Whether the text can consist of records of this size; `users` is the number of logins then.
static bool fits(cp_span text, size_t size, size_t *users) {
    *users = 0;
    if (text.length % size != 0) {
        return false;
    }
    for (size_t at = 0; at < text.length; at += size) {
        const int type = type_of(text.bytes + at);
        if (type < 0 || type > LAST_TYPE) {
            return false;
        }
        *users += type == USER_PROCESS ? 1 : 0;
    }
    return true;
}

static void copy(const char *bytes, size_t length, cprobe_session_text *out) {
    const char *end = memchr(bytes, '\0', length);
    const size_t used = end == NULL ? length : (size_t)(end - bytes);
    out->length = (uint32_t)(used < sizeof out->bytes ? used : sizeof out->bytes);
    memcpy(out->bytes, bytes, out->length);
}

static int64_t seconds_of(const char *record, size_t size) {
    int64_t seconds = 0;
    int32_t few = 0;
    if (size == LONG_RECORD) {
        memcpy(&seconds, record + LONG_SECONDS, sizeof seconds);
        return seconds;
    }
    memcpy(&few, record + SHORT_SECONDS, sizeof few);
    return few;
}

static cprobe_session session_of(const char *record, size_t size) {
    cprobe_session session = {.has_uid = false};
    int32_t pid = 0;
    memcpy(&pid, record + PID, sizeof pid);
    session.has_leader = pid > 0;
    session.leader = pid > 0 ? (uint32_t)pid : 0;
    const int64_t seconds = seconds_of(record, size);
    session.has_since = seconds > 0 && seconds <= INT64_MAX / ns_per_second;
    session.since_ns = session.has_since ? (uint64_t)(seconds * ns_per_second) : 0;
    copy(record + LINE, LINE_BYTES, &session.tty);
    copy(record + ID, ID_BYTES, &session.id);
    copy(record + USER, USER_BYTES, &session.user);
    copy(record + HOST, HOST_BYTES, &session.host);
    // An X display is no other host.
    session.has_remote = true;
    session.remote = session.host.length != 0 && session.host.bytes[0] != ':';
    return session;
}

cprobe_result cprobe_utmp_parse(const char *bytes, size_t length, cprobe_session *sessions,
                                size_t capacity, size_t *count, cprobe_failure *failure) {
    static const char source[] = "/run/utmp";
    if (count == NULL || (bytes == NULL && length != 0) || (sessions == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    const cp_span text = cp_span_make(bytes, length);
    size_t short_users = 0;
    size_t long_users = 0;
    const bool is_short = fits(text, SHORT_RECORD, &short_users);
    const bool is_long = fits(text, LONG_RECORD, &long_users);
    if (!is_short && !is_long) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    const size_t size = !is_long || (is_short && short_users >= long_users) ? SHORT_RECORD
                                                                            : LONG_RECORD;
    size_t found = 0;
    for (size_t at = 0; at < length; at += size) {
        if (type_of(bytes + at) != USER_PROCESS) {
            continue;
        }
        if (found < capacity) {
            sessions[found] = session_of(bytes + at, size);
        }
        found += 1;
    }
    *count = found;
    return CPROBE_OK;
}
