#include "../platform.h"
#ifndef CP_PORT_PROCESS

#include "unsupported.h"
#include "../include/cprobe/process.h"

cprobe_result cprobe_processes_read(cprobe_collector *collector, uint32_t details,
                                    cprobe_processes *processes, cprobe_process_list *list,
                                    cprobe_failure *failure) {
    (void)collector, (void)details, (void)processes, (void)list;
    return cp_unsupported(failure);
}

cprobe_result cprobe_threads_read(cprobe_collector *collector, int32_t pid, uint32_t details,
                                  cprobe_processes *processes, cprobe_process_list *list,
                                  cprobe_failure *failure) {
    (void)collector, (void)pid, (void)details, (void)processes, (void)list;
    return cp_unsupported(failure);
}

cprobe_result cprobe_process_read(cprobe_collector *collector, int32_t pid, uint32_t details,
                                  cprobe_processes *processes, cprobe_process_list *list,
                                  cprobe_failure *failure) {
    (void)collector, (void)pid, (void)details, (void)processes, (void)list;
    return cp_unsupported(failure);
}

#endif
