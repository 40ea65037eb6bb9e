#include "../platform.h"
#ifndef CP_PORT_PROCESS_LISTS

#include "unsupported.h"
#include "../include/cprobe/process_lists.h"

cprobe_result cprobe_program_read(cprobe_collector *collector, int32_t pid, cprobe_program *program,
                                  cprobe_process_reading *reading, cprobe_failure *failure) {
    (void)collector, (void)pid, (void)program, (void)reading;
    return cp_unsupported(failure);
}

cprobe_result cprobe_process_network_read(cprobe_collector *collector, int32_t pid,
                                          cprobe_network *network, cprobe_interface *items,
                                          size_t capacity, size_t *count,
                                          cprobe_process_reading *reading,
                                          cprobe_failure *failure) {
    (void)collector, (void)pid, (void)network, (void)items, (void)capacity, (void)count;
    (void)reading;
    return cp_unsupported(failure);
}

cprobe_result cprobe_process_memory_read(cprobe_collector *collector, int32_t pid,
                                         cprobe_process_memory *memory,
                                         cprobe_process_reading *reading,
                                         cprobe_failure *failure) {
    (void)collector, (void)pid, (void)memory, (void)reading;
    return cp_unsupported(failure);
}

cprobe_result cprobe_mappings_read(cprobe_collector *collector, int32_t pid,
                                   cprobe_mapping_list *list, cprobe_process_reading *reading,
                                   cprobe_failure *failure) {
    (void)collector, (void)pid, (void)list, (void)reading;
    return cp_unsupported(failure);
}

cprobe_result cprobe_open_files_read(cprobe_collector *collector, int32_t pid,
                                     cprobe_open_file_list *list, cprobe_process_reading *reading,
                                     cprobe_failure *failure) {
    (void)collector, (void)pid, (void)list, (void)reading;
    return cp_unsupported(failure);
}

cprobe_result cprobe_process_mounts_read(cprobe_collector *collector, int32_t pid,
                                         cprobe_mounts *mounts, cprobe_process_reading *reading,
                                         cprobe_failure *failure) {
    (void)collector, (void)pid, (void)mounts, (void)reading;
    return cp_unsupported(failure);
}

cprobe_result cprobe_environment_read(cprobe_collector *collector, int32_t pid, char *text,
                                      size_t capacity, size_t *length,
                                      cprobe_process_reading *reading, cprobe_failure *failure) {
    (void)collector, (void)pid, (void)text, (void)capacity, (void)length, (void)reading;
    return cp_unsupported(failure);
}

cprobe_result cprobe_gpu_clients_read(cprobe_collector *collector, int32_t pid,
                                      cprobe_gpu_list *list, cprobe_process_reading *reading,
                                      cprobe_failure *failure) {
    (void)collector, (void)pid, (void)list, (void)reading;
    return cp_unsupported(failure);
}

cprobe_result cprobe_process_user_read(cprobe_collector *collector, int32_t pid,
                                       cprobe_process_user *user, cprobe_process_reading *reading,
                                       cprobe_failure *failure) {
    (void)collector, (void)pid, (void)user, (void)reading;
    return cp_unsupported(failure);
}

#endif
