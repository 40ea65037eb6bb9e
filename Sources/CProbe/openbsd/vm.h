// vm.uvmexp of this system.

#ifndef CP_OPENBSD_VM_H
#define CP_OPENBSD_VM_H

#include "../bsd/collector_state.h"
#include "../bsd/uvmexp.h"

// The collector's extended counters: first those of the CPUs, then those of memory.
enum { CP_VM_CPU_COUNTERS = 0, CP_VM_MEMORY_COUNTERS = 8 };

// Reads it into the collector's buffer. `counters` is the first extended counter.
cprobe_result cp_vm_read(cp_collector *collector, unsigned counters, cp_uvmexp *answer,
                         cprobe_failure *failure);

#endif
