// /etc/passwd and /etc/group. passwd.c and group.c describe the formats.

#ifndef CP_FORMAT_PASSWD_H
#define CP_FORMAT_PASSWD_H

#include "../include/cprobe/process.h"
#include "../text/lines.h"

enum { CP_ACCOUNT_NAME_BYTES = 64 };

// What both files have: a name and its id.
typedef struct cp_account {
    uint32_t id;
    uint32_t name_length;
    char name[CP_ACCOUNT_NAME_BYTES];
} cp_account;

// Takes the next line of either file that has a name, a password and an id. False at the end.
bool cp_account_next(cp_lines *lines, cp_account *account);

// Takes the next user. False at the end.
bool cp_passwd_next(cp_lines *lines, cprobe_user *user);

// Takes the next group. False at the end.
bool cp_group_next(cp_lines *lines, cp_account *group);

#endif
