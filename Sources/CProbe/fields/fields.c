#include "fields.h"

const cprobe_field *cprobe_fields(cprobe_record record, size_t *count) {
    switch (record) {
    case CPROBE_RECORD_CPU: *count = cp_cpu_fields_count; return cp_cpu_fields;
    case CPROBE_RECORD_LOGICAL_CPU:
        *count = cp_logical_cpu_fields_count;
        return cp_logical_cpu_fields;
    case CPROBE_RECORD_LOAD: *count = cp_load_fields_count; return cp_load_fields;
    case CPROBE_RECORD_MEMORY: *count = cp_memory_fields_count; return cp_memory_fields;
    case CPROBE_RECORD_DISK: *count = cp_disk_fields_count; return cp_disk_fields;
    case CPROBE_RECORD_MOUNT: *count = cp_mount_fields_count; return cp_mount_fields;
    case CPROBE_RECORD_TRAFFIC: *count = cp_traffic_fields_count; return cp_traffic_fields;
    case CPROBE_RECORD_INTERFACE: *count = cp_interface_fields_count; return cp_interface_fields;
    case CPROBE_RECORD_NETWORK: *count = cp_network_fields_count; return cp_network_fields;
    case CPROBE_RECORD_IP: *count = cp_ip_fields_count; return cp_ip_fields;
    case CPROBE_RECORD_ICMP: *count = cp_icmp_fields_count; return cp_icmp_fields;
    case CPROBE_RECORD_TCP: *count = cp_tcp_fields_count; return cp_tcp_fields;
    case CPROBE_RECORD_UDP: *count = cp_udp_fields_count; return cp_udp_fields;
    case CPROBE_RECORD_STALL: *count = cp_stall_fields_count; return cp_stall_fields;
    case CPROBE_RECORD_PROCESS: *count = cp_process_fields_count; return cp_process_fields;
    case CPROBE_RECORD_CGROUP: *count = cp_cgroup_fields_count; return cp_cgroup_fields;
    case CPROBE_RECORD_SWAP_DEVICE:
        *count = cp_swap_device_fields_count;
        return cp_swap_device_fields;
    case CPROBE_RECORD_ZRAM: *count = cp_zram_fields_count; return cp_zram_fields;
    case CPROBE_RECORD_INTERRUPT: *count = cp_interrupt_fields_count; return cp_interrupt_fields;
    case CPROBE_RECORD_CPU_WORK: *count = cp_cpu_work_fields_count; return cp_cpu_work_fields;
    case CPROBE_RECORD_HOST: *count = cp_host_fields_count; return cp_host_fields;
    case CPROBE_RECORD_TOPOLOGY_CPU:
        *count = cp_topology_cpu_fields_count;
        return cp_topology_cpu_fields;
    case CPROBE_RECORD_CACHE: *count = cp_cache_fields_count; return cp_cache_fields;
    case CPROBE_RECORD_NODE: *count = cp_node_fields_count; return cp_node_fields;
    }
    *count = 0;
    return NULL;
}
