// /etc/passwd. passwd.c describes the format.

#ifndef CP_FORMAT_PASSWD_H
#define CP_FORMAT_PASSWD_H

#include "../include/cprobe/process.h"
#include "../text/lines.h"

// Takes the next user. False at the end.
bool cp_passwd_next(cp_lines *lines, cprobe_user *user);

#endif
