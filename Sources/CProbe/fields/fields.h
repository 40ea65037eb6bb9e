// The tables of fields, one file for each subject. They only describe: nothing here reads or
// parses.

#ifndef CP_FIELDS_FIELDS_H
#define CP_FIELDS_FIELDS_H

#include "../include/cprobe/field.h"

// The first two members of a row: a key and its length.
#define CP_KEY(text) text, sizeof text - 1

// Each table is indexed by the presence bits of its record: cp_memory_fields[CPROBE_MEMORY_FREE].
extern const cprobe_field cp_cpu_fields[];
extern const cprobe_field cp_logical_cpu_fields[];
extern const cprobe_field cp_load_fields[];
extern const cprobe_field cp_memory_fields[];
extern const cprobe_field cp_disk_fields[];
extern const cprobe_field cp_mount_fields[];
extern const cprobe_field cp_traffic_fields[];
extern const cprobe_field cp_interface_fields[];
extern const cprobe_field cp_network_fields[];
extern const cprobe_field cp_ip_fields[];
extern const cprobe_field cp_icmp_fields[];
extern const cprobe_field cp_tcp_fields[];
extern const cprobe_field cp_udp_fields[];
extern const cprobe_field cp_stall_fields[];
extern const cprobe_field cp_process_fields[];
extern const cprobe_field cp_cgroup_fields[];
extern const cprobe_field cp_swap_device_fields[];
extern const cprobe_field cp_zram_fields[];
extern const cprobe_field cp_interrupt_fields[];
extern const cprobe_field cp_cpu_work_fields[];
extern const cprobe_field cp_host_fields[];
extern const cprobe_field cp_topology_cpu_fields[];
extern const cprobe_field cp_cache_fields[];
extern const cprobe_field cp_node_fields[];

extern const size_t cp_cpu_fields_count;
extern const size_t cp_logical_cpu_fields_count;
extern const size_t cp_load_fields_count;
extern const size_t cp_memory_fields_count;
extern const size_t cp_disk_fields_count;
extern const size_t cp_mount_fields_count;
extern const size_t cp_traffic_fields_count;
extern const size_t cp_interface_fields_count;
extern const size_t cp_network_fields_count;
extern const size_t cp_ip_fields_count;
extern const size_t cp_icmp_fields_count;
extern const size_t cp_tcp_fields_count;
extern const size_t cp_udp_fields_count;
extern const size_t cp_stall_fields_count;
extern const size_t cp_process_fields_count;
extern const size_t cp_cgroup_fields_count;
extern const size_t cp_swap_device_fields_count;
extern const size_t cp_zram_fields_count;
extern const size_t cp_interrupt_fields_count;
extern const size_t cp_cpu_work_fields_count;
extern const size_t cp_host_fields_count;
extern const size_t cp_topology_cpu_fields_count;
extern const size_t cp_cache_fields_count;
extern const size_t cp_node_fields_count;

#endif
