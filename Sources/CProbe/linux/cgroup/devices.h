// The limits of block devices and of huge pages, and their use by the own cgroup.

#ifndef CP_LINUX_CGROUP_DEVICES_H
#define CP_LINUX_CGROUP_DEVICES_H

#include "files.h"

// Reads the limits of block devices, and the traffic of the own cgroup.
void cp_cgroup_read_devices(cp_cgroup *cgroup);

// Reads the limits and the use of huge pages.
void cp_cgroup_read_huge_pages(cp_cgroup *cgroup);

#endif
