// The limits of block devices and of huge pages, and what the own cgroup did with them.

#ifndef CP_LINUX_CGROUP_DEVICES_H
#define CP_LINUX_CGROUP_DEVICES_H

#include "files.h"

// Reads the limits of block devices, and what the own cgroup did with them.
void cp_cgroup_read_devices(cp_cgroup *group);

// Reads the limits of huge pages.
void cp_cgroup_read_huge_pages(cp_cgroup *group);

#endif
