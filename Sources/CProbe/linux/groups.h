// Whose groups a quota is of: found once, and kept while nothing changed.

#ifndef CP_LINUX_GROUPS_H
#define CP_LINUX_GROUPS_H

#include "membership.h"

// Sees to it that the cache holds the hierarchies of this subject as they are now. Where
// nothing changed since the last time, its files stay open. Fails with the section.
cprobe_result cp_groups_resolve(const cp_cgroups *cgroups, const cprobe_quota_subject *subject,
                                cprobe_failure *failure);

#endif
