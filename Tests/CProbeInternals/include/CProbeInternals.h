// Internal functions of CProbe, for the tests of this package only.

#ifndef CPROBE_INTERNALS_H
#define CPROBE_INTERNALS_H

#include "../../../Sources/CProbe/format/block_device.h"
#include "../../../Sources/CProbe/format/boot_id.h"
#include "../../../Sources/CProbe/format/cgroup_files.h"
#include "../../../Sources/CProbe/format/cgroup_resources.h"
#include "../../../Sources/CProbe/format/cgroup_table.h"
#include "../../../Sources/CProbe/format/cpulist.h"
#include "../../../Sources/CProbe/format/diskstats.h"
#include "../../../Sources/CProbe/format/hwmon.h"
#include "../../../Sources/CProbe/format/interface_files.h"
#include "../../../Sources/CProbe/format/io_files.h"
#include "../../../Sources/CProbe/format/limits.h"
#include "../../../Sources/CProbe/format/mountinfo.h"
#include "../../../Sources/CProbe/format/osrelease.h"
#include "../../../Sources/CProbe/format/passwd.h"
#include "../../../Sources/CProbe/format/proc_cgroup.h"
#include "../../../Sources/CProbe/format/proc_net_tcp.h"
#include "../../../Sources/CProbe/format/proc_net_unix.h"
#include "../../../Sources/CProbe/format/process_files.h"
#include "../../../Sources/CProbe/format/stat.h"
#include "../../../Sources/CProbe/format/status.h"
#include "../../../Sources/CProbe/format/thermal.h"
#include "../../../Sources/CProbe/mounts/layers.h"
#include "../../../Sources/CProbe/mounts/list.h"
#include "../../../Sources/CProbe/mounts/relations.h"
#include "../../../Sources/CProbe/mounts/type.h"
#include "../../../Sources/CProbe/netlink/link.h"
#include "../../../Sources/CProbe/netlink/route.h"
#include "../../../Sources/CProbe/netlink/socket.h"
#include "../../../Sources/CProbe/netlink/unix_socket.h"
#include "../../../Sources/CProbe/quota/container.h"
#include "../../../Sources/CProbe/quota/decide.h"
#include "../../../Sources/CProbe/quota/decide_devices.h"
#include "../../../Sources/CProbe/quota/decide_memory.h"
#include "../../../Sources/CProbe/quota/hierarchy.h"
#include "../../../Sources/CProbe/text/lines.h"
#include "../../../Sources/CProbe/text/number.h"
#include "Archive.h"
#include "Children.h"

// Opens a file beneath a root as the collectors do; with `walks`, as if openat2 were missing.
bool cpi_open_beneath(const char *root, bool walks, const char *path, int *descriptor);

// Returns the pid of the helper process that reads files whose server may never answer; 0 if none
// runs.
int32_t cpi_helper_pid(const cprobe_collector *collector);

// Returns how many children that read files of devices were killed and have not ended, and the pid
// of one of them.
size_t cpi_blocked_children(const cprobe_collector *collector, int32_t *pid);

// Moves the calling thread into a mount namespace of its own. Needs root.
bool cpi_leave_mounts(void);

// In the first process of a pid namespace, reads that process through a collector; then, through
// the same collector, in its child, which is the first process of another namespace and has the
// same pid. 0 if each answer is that of the calling process, 1 if the child got that of its parent,
// else another number. Needs root.
int cpi_nested_first_process(void);

#endif
