// The port without any support: each call returns UNSUPPORTED. Built on systems that have no port
// of their own, and on any system with CPROBE_PORT_UNSUPPORTED.

#include "../platform.h"
#if CP_PLATFORM_UNSUPPORTED

#include "../failure.h"
#include "../field_set.h"
#include "../include/CProbe.h"

typedef struct cp_collector {
    cprobe_root_kind root_kind;
} cp_collector;

_Static_assert(sizeof(cp_collector) <= sizeof(cprobe_collector), "fits the caller's storage");
_Static_assert(_Alignof(cp_collector) <= _Alignof(cprobe_collector), "fits its alignment");

cp_field_set_support cp_field_set_support_of(cprobe_field_set set) {
    (void)set;
    return (cp_field_set_support){NULL, 0, 0};
}

const char *cprobe_port_name(void) {
    return "unsupported";
}

static cprobe_result unsupported(cprobe_failure *failure) {
    return cp_fail(failure, CPROBE_UNSUPPORTED, "this build", 0, 0);
}

cprobe_result cprobe_collector_open(cprobe_collector *collector, const char *root,
                                    cprobe_collector_use use, cprobe_failure *failure) {
    (void)use;
    if (collector == NULL || (root != NULL && root[0] == '\0')) {
        return cp_fail(failure, CPROBE_INVALID, "the root", 0, 0);
    }
    cp_collector *state = (void *)collector->storage;
    state->root_kind = CPROBE_ROOT_OWN;
    return CPROBE_OK;
}

void cprobe_collector_begin(cprobe_collector *collector) {
    (void)collector;
}

void cprobe_collector_close(cprobe_collector *collector) {
    (void)collector;
}

size_t cprobe_collector_bytes(void) {
    return sizeof(cp_collector);
}

bool cprobe_collector_monotonic_ns(const cprobe_collector *collector, uint64_t *time_ns) {
    (void)collector;
    (void)time_ns;
    return false;
}

uint64_t cprobe_wall_clock_ns(void) {
    return 0;
}

cprobe_root_kind cprobe_collector_root_kind(const cprobe_collector *collector) {
    const cp_collector *state = (const void *)collector->storage;
    return state->root_kind;
}

cprobe_result cprobe_kernel_read(cprobe_collector *collector, cprobe_kernel *kernel,
                                 cprobe_failure *failure) {
    (void)collector, (void)kernel;
    return unsupported(failure);
}

cprobe_result cprobe_cpu_read(cprobe_collector *collector, cprobe_cpu *cpu,
                              cprobe_logical_cpu *items, size_t capacity, size_t *count,
                              cprobe_shared *shared, cprobe_failure *failure) {
    (void)collector, (void)cpu, (void)items, (void)capacity, (void)count, (void)shared;
    return unsupported(failure);
}

cprobe_result cprobe_cpu_frequency_read(cprobe_collector *collector, cprobe_cpu_frequency *items,
                                        size_t capacity, size_t *count, cprobe_failure *failure) {
    (void)collector, (void)items, (void)capacity, (void)count;
    return unsupported(failure);
}

cprobe_result cprobe_load_read(cprobe_collector *collector, cprobe_load *load,
                               cprobe_failure *failure) {
    (void)collector, (void)load;
    return unsupported(failure);
}

cprobe_result cprobe_memory_read(cprobe_collector *collector, cprobe_memory *memory,
                                 cprobe_shared *shared, cprobe_failure *failure) {
    (void)collector, (void)memory, (void)shared;
    return unsupported(failure);
}

cprobe_result cprobe_cgroups_read(cprobe_collector *collector, const char *start, uint32_t details,
                                  cprobe_cgroups *cgroups, cprobe_cgroup_list *list,
                                  cprobe_failure *failure) {
    (void)collector, (void)start, (void)details, (void)cgroups, (void)list;
    return unsupported(failure);
}

cprobe_result cprobe_cgroup_processes_read(cprobe_collector *collector, const char *cgroup,
                                           int32_t *pids, size_t capacity, size_t *count,
                                           cprobe_failure *failure) {
    (void)collector, (void)cgroup, (void)pids, (void)capacity, (void)count;
    return unsupported(failure);
}

cprobe_result cprobe_quota_read(cprobe_collector *collector, const cprobe_quota_subject *subject,
                                const cprobe_shared *shared, cprobe_quota *quota,
                                cprobe_quota_level *levels, size_t capacity, size_t *count,
                                cprobe_failure *failure) {
    (void)collector, (void)subject, (void)shared, (void)quota, (void)levels, (void)capacity;
    (void)count;
    return unsupported(failure);
}

cprobe_result cprobe_disk_read(cprobe_collector *collector, cprobe_disk *disk, cprobe_io *io,
                               cprobe_disk_device *items, size_t capacity, size_t *count,
                               cprobe_failure *failure) {
    (void)collector, (void)disk, (void)io, (void)items, (void)capacity, (void)count;
    return unsupported(failure);
}

cprobe_result cprobe_io_read(cprobe_collector *collector, cprobe_io *io, cprobe_failure *failure) {
    (void)collector, (void)io;
    return unsupported(failure);
}

cprobe_result cprobe_filesystem_read(cprobe_collector *collector, cprobe_mount_choice choice,
                                     cprobe_filesystem *filesystem, cprobe_mounts *mounts,
                                     cprobe_shared *shared, cprobe_failure *failure) {
    (void)collector, (void)choice, (void)filesystem, (void)mounts, (void)shared;
    return unsupported(failure);
}

cprobe_result cprobe_network_read(cprobe_collector *collector, cprobe_network *network,
                                  cprobe_interface *items, size_t capacity, size_t *count,
                                  cprobe_failure *failure) {
    (void)collector, (void)network, (void)items, (void)capacity, (void)count;
    return unsupported(failure);
}

cprobe_result cprobe_addresses_read(cprobe_collector *collector, cprobe_address *items,
                                    size_t capacity, size_t *count, cprobe_failure *failure) {
    (void)collector, (void)items, (void)capacity, (void)count;
    return unsupported(failure);
}

cprobe_result cprobe_sensors_read(cprobe_collector *collector, cprobe_sensors *sensors,
                                  cprobe_sensor_lists *lists, cprobe_failure *failure) {
    (void)collector, (void)sensors, (void)lists;
    return unsupported(failure);
}

cprobe_result cprobe_host_read(cprobe_collector *collector, cprobe_host *host,
                               cprobe_session *sessions, size_t capacity, size_t *count,
                               bool *has_sessions, cprobe_failure *failure) {
    (void)collector, (void)host, (void)sessions, (void)capacity, (void)count, (void)has_sessions;
    return unsupported(failure);
}

cprobe_result cprobe_topology_read(cprobe_collector *collector, cprobe_topology *topology,
                                   cprobe_topology_lists *lists, cprobe_failure *failure) {
    (void)collector, (void)topology, (void)lists;
    return unsupported(failure);
}

cprobe_result cprobe_power_read(cprobe_collector *collector, cprobe_power_parts parts,
                                cprobe_power *power, cprobe_power_lists *lists,
                                cprobe_failure *failure) {
    (void)collector, (void)parts, (void)power, (void)lists;
    return unsupported(failure);
}

cprobe_result cprobe_gpus_read(cprobe_collector *collector, cprobe_gpus *gpus, cprobe_gpu *items,
                               size_t capacity, size_t *count, cprobe_failure *failure) {
    (void)collector, (void)gpus, (void)items, (void)capacity, (void)count;
    return unsupported(failure);
}

cprobe_result cprobe_swap_read(cprobe_collector *collector, cprobe_swap *swap,
                               cprobe_swap_lists *lists, cprobe_failure *failure) {
    (void)collector, (void)swap, (void)lists;
    return unsupported(failure);
}

cprobe_result cprobe_disk_health_read(cprobe_collector *collector, const char *name,
                                      size_t name_length, cprobe_disk_health *health,
                                      cprobe_failure *failure) {
    (void)collector, (void)name, (void)name_length, (void)health;
    return unsupported(failure);
}

cprobe_result cprobe_storage_read(cprobe_collector *collector, cprobe_storage *storage,
                                  cprobe_storage_lists *lists, cprobe_failure *failure) {
    (void)collector, (void)storage, (void)lists;
    return unsupported(failure);
}

cprobe_result cprobe_interrupts_read(cprobe_collector *collector, cprobe_interrupts *interrupts,
                                     cprobe_interrupt_lists *lists, cprobe_failure *failure) {
    (void)collector, (void)interrupts, (void)lists;
    return unsupported(failure);
}

cprobe_result cprobe_connections_read(cprobe_collector *collector,
                                      cprobe_connections *connections, cprobe_failure *failure) {
    (void)collector, (void)connections;
    return unsupported(failure);
}

cprobe_result cprobe_sockets_read(cprobe_collector *collector, cprobe_sockets_choice choice,
                                  cprobe_sockets *sockets, cprobe_socket_list *list,
                                  cprobe_failure *failure) {
    (void)collector, (void)choice, (void)sockets, (void)list;
    return unsupported(failure);
}

cprobe_result cprobe_quota_details_read(cprobe_collector *collector, const cprobe_quota *quota,
                                        cprobe_quota_details *details, cprobe_failure *failure) {
    (void)collector, (void)quota, (void)details;
    return unsupported(failure);
}

cprobe_result cprobe_protocols_read(cprobe_collector *collector, cprobe_protocols *protocols,
                                    cprobe_failure *failure) {
    (void)collector, (void)protocols;
    return unsupported(failure);
}

cprobe_result cprobe_pressure_read(cprobe_collector *collector, cprobe_pressure *pressure,
                                   cprobe_failure *failure) {
    (void)collector, (void)pressure;
    return unsupported(failure);
}

cprobe_result cprobe_pressure_read_cgroup(cprobe_collector *collector, const char *cgroup,
                                         cprobe_pressure *pressure, cprobe_failure *failure) {
    (void)collector, (void)cgroup, (void)pressure;
    return unsupported(failure);
}

cprobe_result cprobe_pressure_trigger_open(cprobe_collector *collector, const char *cgroup,
                                           const cprobe_pressure_trigger *trigger, int *descriptor,
                                           cprobe_failure *failure) {
    (void)collector, (void)cgroup, (void)trigger, (void)descriptor;
    return unsupported(failure);
}

cprobe_result cprobe_pressure_trigger_read(int descriptor, cprobe_stall_resource resource,
                                           bool is_cgroup, cprobe_stalls *stalls, bool *has_some,
                                           bool *has_full, cprobe_failure *failure) {
    (void)descriptor, (void)resource, (void)is_cgroup, (void)stalls, (void)has_some, (void)has_full;
    return unsupported(failure);
}

cprobe_result cprobe_cgroup_events_open(cprobe_collector *collector, const char *cgroup,
                                        cprobe_cgroup_events_file file, int *descriptor,
                                        cprobe_failure *failure) {
    (void)collector, (void)cgroup, (void)file, (void)descriptor;
    return unsupported(failure);
}

cprobe_result cprobe_cgroup_events_read(int descriptor, cprobe_cgroup_events_file file,
                                        cprobe_cgroup_events *events, cprobe_failure *failure) {
    (void)descriptor, (void)file, (void)events;
    return unsupported(failure);
}

void cprobe_watch_close(int descriptor) {
    (void)descriptor;
}

cprobe_result cprobe_processes_read(cprobe_collector *collector, uint32_t details,
                                    cprobe_processes *processes, cprobe_process_list *list,
                                    cprobe_failure *failure) {
    (void)collector, (void)details, (void)processes, (void)list;
    return unsupported(failure);
}

cprobe_result cprobe_threads_read(cprobe_collector *collector, int32_t pid, uint32_t details,
                                  cprobe_processes *processes, cprobe_process_list *list,
                                  cprobe_failure *failure) {
    (void)collector, (void)pid, (void)details, (void)processes, (void)list;
    return unsupported(failure);
}

cprobe_result cprobe_process_read(cprobe_collector *collector, int32_t pid, uint32_t details,
                                  cprobe_processes *processes, cprobe_process_list *list,
                                  cprobe_failure *failure) {
    (void)collector, (void)pid, (void)details, (void)processes, (void)list;
    return unsupported(failure);
}

cprobe_result cprobe_users_read(cprobe_collector *collector, cprobe_user *items, size_t capacity,
                                size_t *count, cprobe_failure *failure) {
    (void)collector, (void)items, (void)capacity, (void)count;
    return unsupported(failure);
}

cprobe_result cprobe_program_read(cprobe_collector *collector, int32_t pid, cprobe_program *program,
                                  cprobe_process_reading *reading, cprobe_failure *failure) {
    (void)collector, (void)pid, (void)program, (void)reading;
    return unsupported(failure);
}

cprobe_result cprobe_process_network_read(cprobe_collector *collector, int32_t pid,
                                          cprobe_network *network, cprobe_interface *items,
                                          size_t capacity, size_t *count,
                                          cprobe_process_reading *reading,
                                          cprobe_failure *failure) {
    (void)collector, (void)pid, (void)network, (void)items, (void)capacity, (void)count;
    (void)reading;
    return unsupported(failure);
}

cprobe_result cprobe_process_memory_read(cprobe_collector *collector, int32_t pid,
                                         cprobe_process_memory *memory,
                                         cprobe_process_reading *reading,
                                         cprobe_failure *failure) {
    (void)collector, (void)pid, (void)memory, (void)reading;
    return unsupported(failure);
}

cprobe_result cprobe_mappings_read(cprobe_collector *collector, int32_t pid,
                                   cprobe_mapping_list *list, cprobe_process_reading *reading,
                                   cprobe_failure *failure) {
    (void)collector, (void)pid, (void)list, (void)reading;
    return unsupported(failure);
}

cprobe_result cprobe_open_files_read(cprobe_collector *collector, int32_t pid,
                                     cprobe_open_file_list *list, cprobe_process_reading *reading,
                                     cprobe_failure *failure) {
    (void)collector, (void)pid, (void)list, (void)reading;
    return unsupported(failure);
}

cprobe_result cprobe_environment_read(cprobe_collector *collector, int32_t pid, char *text,
                                      size_t capacity, size_t *length,
                                      cprobe_process_reading *reading, cprobe_failure *failure) {
    (void)collector, (void)pid, (void)text, (void)capacity, (void)length, (void)reading;
    return unsupported(failure);
}

cprobe_result cprobe_gpu_clients_read(cprobe_collector *collector, int32_t pid,
                                      cprobe_gpu_list *list, cprobe_process_reading *reading,
                                      cprobe_failure *failure) {
    (void)collector, (void)pid, (void)list, (void)reading;
    return unsupported(failure);
}

cprobe_result cprobe_process_user_read(cprobe_collector *collector, int32_t pid,
                                       cprobe_process_user *user, cprobe_process_reading *reading,
                                       cprobe_failure *failure) {
    (void)collector, (void)pid, (void)user, (void)reading;
    return unsupported(failure);
}

#endif
