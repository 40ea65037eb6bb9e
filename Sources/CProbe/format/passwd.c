// /etc/passwd: the local users.
//
//     root:x:0:0:root:/root:/bin/bash
//     # daemon:x:1:1::/:
//     +nis:x:0:0:::
//
//     file = (name ":" password ":" uid ":" anything "\n")*
//
// Other lines are skipped, as in libc: comments, NIS entries (names that start with "+" or "-",
// which libc never returns for a user id), and names of more than 64 bytes. Not a kernel file: any
// program may write it. Streams. passwd(5).

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
