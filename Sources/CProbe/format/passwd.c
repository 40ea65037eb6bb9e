// /etc/passwd: the users that this machine knows by itself.
//
//     root:x:0:0:root:/root:/bin/bash
//     # daemon:x:1:1::/:
//     +nis:x:0:0:::
//
//     file = (name ":" password ":" uid ":" anything "\n")*
//
// What is not of this form is passed over, as libc does: comments, entries for NIS (their names begin
// with "+" or "-", and libc gives none of them to a number), and names of more than 64 bytes. Not a
// kernel's file: any program may write it. Streams. passwd(5).

#include "passwd.h"

#include "../text/number.h"

bool cp_passwd_next(cp_lines *lines, cprobe_user *user) {
    cp_span line;
    cp_line_end end;
    while (cp_lines_next(lines, &line, &end)) {
        bool has_name = false;
        bool has_password = false;
        bool has_uid = false;
        uint64_t uid = 0;
        cp_skip_blanks(&line);
        const cp_span name = cp_take_until(&line, ':', &has_name);
        (void)cp_take_until(&line, ':', &has_password);
        const cp_span number = cp_take_until(&line, ':', &has_uid);
        if (!has_name || !has_password || !has_uid || name.length == 0 ||
            memchr("#+-", name.bytes[0], 3) != NULL || name.length > sizeof user->name ||
            !cp_parse_u64(number, &uid) || uid > UINT32_MAX) {
            continue;
        }
        *user = (cprobe_user){.uid = (uint32_t)uid, .name_length = (uint32_t)name.length};
        memcpy(user->name, name.bytes, name.length);
        return true;
    }
    return false;
}
