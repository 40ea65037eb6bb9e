// Reads the statistics of UVM.

#ifndef CP_BSD_VM_H
#define CP_BSD_VM_H

#include "collector_state.h"
#include "uvmexp.h"

// Where a system has them.
typedef struct cp_vm_source {
    const char *source;
    int number;   // Of the sysctl vm.N.
    size_t bytes; // What is read of the structure, to which releases append members.
    bool is_wide; // As in cp_uvmexp.
} cp_vm_source;

// The collector's extended counters: first those of the CPUs, then those of memory.
enum { CP_VM_CPU_COUNTERS = 0, CP_VM_MEMORY_COUNTERS = 8 };

// Reads them into the collector's buffer. `counters` is the first extended counter.
cprobe_result cp_vm_read(cp_collector *collector, const cp_vm_source *source, unsigned counters,
                         cp_uvmexp *answer, cprobe_failure *failure);

#endif
