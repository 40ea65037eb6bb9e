// The details of a process that the kernel or a captured root may lack: links, namespaces, small
// files. Each call reads one detail into the item, and returns NOT_FOUND or UNSUPPORTED if there is
// none.

#ifndef CP_LINUX_PROCESS_ATTRIBUTES_H
#define CP_LINUX_PROCESS_ATTRIBUTES_H

#include "subject.h"

cprobe_result cp_subject_read_paths(const cp_subject *s, cprobe_failure *failure);
cprobe_result cp_subject_read_namespaces(const cp_subject *s, cprobe_failure *failure);
cprobe_result cp_subject_read_oom(const cp_subject *s, cprobe_failure *failure);
cprobe_result cp_subject_read_schedstat(const cp_subject *s, cprobe_failure *failure);
cprobe_result cp_subject_read_wchan(const cp_subject *s, cprobe_failure *failure);
cprobe_result cp_subject_read_io_priority(const cp_subject *s, cprobe_failure *failure);
cprobe_result cp_subject_read_login(const cp_subject *s, cprobe_failure *failure);
cprobe_result cp_subject_read_autogroup(const cp_subject *s, cprobe_failure *failure);

#endif
