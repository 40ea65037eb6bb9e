// Whose groups a quota is of: found once, and kept while nothing changed.

#ifndef CP_LINUX_GROUPS_H
#define CP_LINUX_GROUPS_H

#include "linux.h"

// The longest "/proc/PID/status": 6 + 10 digits + 8, with room.
enum { CP_PROCESS_PATH_BYTES = 64 };

// "/proc/PID/NAME" of the subject, which is no group: of itself or of a process.
void cp_process_path(const cprobe_quota_subject *subject, const char *name,
                     char path[CP_PROCESS_PATH_BYTES]);

// Sees to it that collector->groups holds the hierarchies of this subject as they are now. Where
// nothing changed since the last time, its files stay open. Fails with the section.
cprobe_result cp_groups_resolve(cprobe_collector *collector, const cprobe_quota_subject *subject,
                                cprobe_failure *failure);

#endif
