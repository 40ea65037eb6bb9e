// Parsers of the files of a cgroup that name resources; each file has its own source file in this
// directory.
//
// Each parser takes one line. False: the line is malformed.

#ifndef CP_FORMAT_CGROUP_RESOURCES_H
#define CP_FORMAT_CGROUP_RESOURCES_H

#include "cgroup_files.h"

// misc.max and misc.current: the number of a resource. misc.events: of "max" of a resource; other
// events are skipped: `name` is empty then.
bool cp_misc_parse(cp_span line, cp_line_end end, cp_span *name, cp_limit_value *number);
bool cp_misc_events_parse(cp_span line, cp_line_end end, cp_span *name, uint64_t *count);

// The resources of an RDMA device, in the order of the file.
enum { CP_RDMA_HANDLES, CP_RDMA_OBJECTS, CP_RDMA_RESOURCES };

// rdma.max and rdma.current: the numbers of a device.
bool cp_rdma_parse(cp_span line, cp_line_end end, cp_span *device,
                   cp_limit_value numbers[CP_RDMA_RESOURCES]);

#endif
