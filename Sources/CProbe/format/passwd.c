// /etc/passwd: the local users.
// Sample: written by hand.
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

bool cp_account_next(cp_lines *lines, cp_account *account) {
    cp_span line;
    cp_line_end end;
    while (cp_lines_next(lines, &line, &end)) {
        bool has_name = false;
        bool has_password = false;
        bool has_id = false;
        uint64_t id = 0;
        cp_skip_blanks(&line);
        const cp_span name = cp_take_until(&line, ':', &has_name);
        (void)cp_take_until(&line, ':', &has_password);
        const cp_span number = cp_take_until(&line, ':', &has_id);
        if (!has_name || !has_password || !has_id || name.length == 0 ||
            memchr("#+-", name.bytes[0], 3) != NULL || name.length > sizeof account->name ||
            !cp_parse_u64(number, &id) || id > UINT32_MAX) {
            continue;
        }
        *account = (cp_account){.id = (uint32_t)id, .name_length = (uint32_t)name.length};
        memcpy(account->name, name.bytes, name.length);
        return true;
    }
    return false;
}

_Static_assert(sizeof((cprobe_user){0}.name) == CP_ACCOUNT_NAME_BYTES, "a name fits");

bool cp_passwd_next(cp_lines *lines, cprobe_user *user) {
    cp_account account;
    if (!cp_account_next(lines, &account)) {
        return false;
    }
    *user = (cprobe_user){.uid = account.id, .name_length = account.name_length};
    memcpy(user->name, account.name, sizeof user->name);
    return true;
}
