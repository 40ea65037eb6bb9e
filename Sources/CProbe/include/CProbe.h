// Reads the state of a machine, its container and its processes, without allocating memory.
//
// This header only includes the others; start with collector.h and open.h. Each subject has its own
// header, in which every declaration documents its unit, when it is absent, who owns what, and the
// possible results.

#ifndef CPROBE_H
#define CPROBE_H

#include "cprobe/capability.h"
#include "cprobe/cgroups.h"
#include "cprobe/collector.h"
#include "cprobe/connections.h"
#include "cprobe/cpu.h"
#include "cprobe/device_name.h"
#include "cprobe/disk.h"
#include "cprobe/field.h"
#include "cprobe/filesystem.h"
#include "cprobe/gpu.h"
#include "cprobe/hierarchy.h"
#include "cprobe/host.h"
#include "cprobe/interrupts.h"
#include "cprobe/load.h"
#include "cprobe/memory.h"
#include "cprobe/memory_details.h"
#include "cprobe/network.h"
#include "cprobe/open.h"
#include "cprobe/power.h"
#include "cprobe/pressure.h"
#include "cprobe/process.h"
#include "cprobe/process_lists.h"
#include "cprobe/protocols.h"
#include "cprobe/quota.h"
#include "cprobe/quota_details.h"
#include "cprobe/result.h"
#include "cprobe/routing.h"
#include "cprobe/sensors.h"
#include "cprobe/shared.h"
#include "cprobe/storage.h"
#include "cprobe/swap.h"
#include "cprobe/topology.h"
#include "cprobe/watch.h"

#endif
