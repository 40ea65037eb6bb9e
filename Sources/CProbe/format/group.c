// /etc/group: the local groups.
// Sample: written by hand.
//
//     root:x:0:
//     adm:*:4:syslog,ada
//     +nis:x:0:
//
//     file = (name ":" password ":" gid ":" members "\n")*
//
// Lines are skipped as those of /etc/passwd: comments, NIS entries, names of more than 64 bytes.
// The members are not read: a line may have more of them than the buffer holds. Not a kernel file:
// any program may write it. Streams. group(5).

#include "passwd.h"

bool cp_group_next(cp_lines *lines, cp_account *group) {
    return cp_account_next(lines, group);
}
