// /run/systemd/sessions/ID: a session of systemd-logind.
// Sample: written by hand.
//
//     # This is private data. Do not parse.
//     UID=1000
//     USER=ada
//     ACTIVE=1
//     STATE=active
//     REMOTE=1
//     TYPE=tty
//     CLASS=user
//     REMOTE_HOST=192.0.2.7
//     SERVICE=sshd
//     TTY=pts/0
//     LEADER=1234
//     REALTIME=1795224241000000
//
//     file = (name "=" value "\n" | comment)*    REALTIME: µs since 1970; REMOTE: 0 or 1
//
// The comment is addressed to programs that could ask logind by D-Bus, which this library does not;
// sd-login(3) reads the same files. A Case: the form is that of systemd 252. Other names are
// skipped; a missing name is absent; a bad number is absent. A file without any known name is
// malformed. A longer value than its array is truncated. About 400 bytes. session_save(),
// src/login/logind-session.c.

#include "../failure.h"
#include "../include/cprobe/host.h"
#include "../text/number.h"
#include "assignments.h"

static bool take_u32(cp_span value, uint32_t *number) {
    uint64_t read = 0;
    if (!cp_parse_u64(value, &read) || read > UINT32_MAX) {
        return false;
    }
    *number = (uint32_t)read;
    return true;
}

// The text that has this name in the file, or NULL.
static cprobe_session_text *text_of(cprobe_session *session, cp_span name) {
    const struct {
        const char *name;
        cprobe_session_text *text;
    } texts[] = {{"USER", &session->user},        {"SEAT", &session->seat},
                 {"TTY", &session->tty},          {"REMOTE_HOST", &session->host},
                 {"SERVICE", &session->service},  {"TYPE", &session->type},
                 {"CLASS", &session->class_name}, {"STATE", &session->state}};
    for (size_t index = 0; index < sizeof texts / sizeof texts[0]; index += 1) {
        if (cp_span_equal(name, cp_span_of(texts[index].name))) {
            return texts[index].text;
        }
    }
    return NULL;
}

// Takes one line. Whether its name is known.
static bool take_line(cprobe_session *session, cp_span name, cp_span value) {
    uint64_t number = 0;
    cprobe_session_text *text = text_of(session, name);
    if (text != NULL) {
        text->length = cp_assignment_copy(value, text->bytes, sizeof text->bytes);
    } else if (cp_span_equal(name, cp_span_of("UID"))) {
        session->has_uid = take_u32(value, &session->uid);
    } else if (cp_span_equal(name, cp_span_of("LEADER"))) {
        session->has_leader = take_u32(value, &session->leader);
    } else if (cp_span_equal(name, cp_span_of("REMOTE"))) {
        session->has_remote = cp_parse_u64(value, &number) && number <= 1;
        session->remote = number == 1;
    } else if (cp_span_equal(name, cp_span_of("REALTIME"))) {
        session->has_since = cp_parse_u64(value, &number) && number <= INT64_MAX / 1000;
        session->since_ns = session->has_since ? number * 1000 : 0;
    } else {
        return false;
    }
    return true;
}

cprobe_result cprobe_session_parse(const char *bytes, size_t length, cprobe_session *session,
                                   cprobe_failure *failure) {
    static const char source[] = "/run/systemd/sessions";
    if (session == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cprobe_session read = {.id = session->id};
    bool has_any = false;
    cp_lines lines = cp_lines_of(bytes, length);
    cp_span line;
    cp_span name;
    cp_line_end end;
    while (cp_lines_next(&lines, &line, &end)) {
        if (cp_assignment_take_name(&line, &name)) {
            has_any = take_line(&read, name, line) || has_any;
        }
    }
    if (!has_any) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    *session = read;
    return CPROBE_OK;
}
