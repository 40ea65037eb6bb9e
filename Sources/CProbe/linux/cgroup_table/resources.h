// Reads the resources of a cgroup that are requested by name: huge pages, RDMA devices and those of
// the misc controller.

#ifndef CP_LINUX_CGROUP_TABLE_RESOURCES_H
#define CP_LINUX_CGROUP_TABLE_RESOURCES_H

#include "files.h"

// Whether a hierarchy has requested resources.
bool cp_table_has_resources(const cp_table_subject *subject);

// Reads the requested resources into the list. Their files are opened for each reading. A missing
// file is no failure; any other failure is added to the item's.
void cp_table_read_resources(const cp_table_subject *subject);

#endif
