// Opening a collector, by a program and a library that agree on the structs.
//
// A shared library can be newer than the headers that a program was compiled with. The members of a
// struct have the order of the JSON, so a new member moves others: a library cannot serve an older
// struct by filling the beginning of it, and would write beyond its end. Therefore a program
// hands over the version of its headers and the sizes of its structs when it opens a collector,
// which the library compares with its own: a program that was compiled with others gets INVALID
// with the name of the struct, before anything is written. It is compiled again, without a change
// of its source. A change that keeps all sizes, such as another order of members or another number
// of a constant, is seen by the version alone: it raises one of the first two numbers.
//
// A program that must work with a library whose structs it does not know (one in another language,
// or that loads the library at run time) declares none: it allocates cprobe_collector_bytes() for
// the collector and cprobe_struct_bytes() for what a call fills ("disk"), and finds each field by
// the row of cprobe_fields(): its name, offset, type and bit. Both may grow then. A record can be a
// part of what a call fills: the record "disk" is the cprobe_disk_counters of a device. A failure
// the program declares itself, after it has compared cprobe_struct_bytes("failure"), or passes NULL
// for it. Examples/probe.py is one.
//
// On Linux the soname of the library (libcprobe.so.0) changes with the declarations of the
// functions.

#ifndef CPROBE_OPEN_H
#define CPROBE_OPEN_H

#include "capability.h"
#include "cgroups.h"
#include "collector.h"
#include "connections.h"
#include "cpu.h"
#include "device_name.h"
#include "disk.h"
#include "field.h"
#include "filesystem.h"
#include "gpu.h"
#include "hierarchy.h"
#include "host.h"
#include "interrupts.h"
#include "load.h"
#include "memory.h"
#include "memory_details.h"
#include "network.h"
#include "power.h"
#include "pressure.h"
#include "process.h"
#include "process_lists.h"
#include "protocols.h"
#include "quota.h"
#include "quota_details.h"
#include "result.h"
#include "routing.h"
#include "sensors.h"
#include "shared.h"
#include "storage.h"
#include "swap.h"
#include "topology.h"
#include "watch.h"

#ifdef __cplusplus
extern "C" {
#endif

// The version of these headers: 10,000 times the first number, 100 times the second, and the third.
enum { CPROBE_VERSION = 100 };

// All public structs but the collector, without their prefix.
#define CPROBE_STRUCT_LIST(ROW) \
    ROW(field_set_description) ROW(kernel) \
    ROW(cgroup) ROW(cgroup_device) ROW(cgroup_resource) ROW(cgroup_list) ROW(cgroup_hierarchy) \
    ROW(cgroups) \
    ROW(socket_owner) ROW(socket) ROW(unix_socket) ROW(tcp_states) ROW(udp_states) \
    ROW(connections) ROW(sockets_choice) ROW(socket_list) ROW(sockets) \
    ROW(cpu) ROW(logical_cpu) ROW(cpu_frequency) \
    ROW(device_name) ROW(device_text) \
    ROW(disk_counters) ROW(disk_device) ROW(disk) ROW(io) \
    ROW(field) \
    ROW(text_range) ROW(mount) ROW(mounts) ROW(filesystem) \
    ROW(gpu) ROW(gpus) \
    ROW(hierarchy) ROW(hierarchies) ROW(container) \
    ROW(host_text) ROW(host) ROW(session_text) ROW(session) \
    ROW(interrupt) ROW(cpu_work) ROW(interrupts) ROW(interrupt_lists) \
    ROW(tasks) ROW(load) \
    ROW(memory) \
    ROW(memory_zone) ROW(slab) ROW(memory_counter) ROW(memory_details) ROW(memory_lists) \
    ROW(traffic) ROW(interface) ROW(network) ROW(address) \
    ROW(power_supply) ROW(energy_zone) ROW(cooling_device) ROW(power) ROW(power_lists) \
    ROW(stall) ROW(stalls) ROW(pressure) \
    ROW(process) ROW(process_list) ROW(processes) ROW(user) \
    ROW(process_reading) ROW(process_user) ROW(auxiliary_value) ROW(program) ROW(process_memory) \
    ROW(mapping) ROW(mapping_list) ROW(open_file) ROW(open_file_list) ROW(variable) \
    ROW(gpu_name) ROW(gpu_client) ROW(gpu_engine) ROW(gpu_region) ROW(gpu_list) \
    ROW(ip_counters) ROW(icmp_counters) ROW(tcp_counters) ROW(udp_counters) \
    ROW(tcp_ext_counters) ROW(tcp_fast_open_counters) ROW(tcp_signature_counters) \
    ROW(mptcp_counters) ROW(ip_ext_counters) ROW(ip6_counters) ROW(icmp6_counters) \
    ROW(icmp_types) ROW(protocols) \
    ROW(file_value) ROW(throttling) ROW(memory_events) ROW(quota_level) ROW(limit) \
    ROW(completeness) ROW(cpu_quota) ROW(memory_quota) ROW(pids_quota) ROW(hugetlb) \
    ROW(quota_device) ROW(rlimit) ROW(quota) ROW(name) ROW(quota_subject) \
    ROW(quota_resource) ROW(huge_details) ROW(quota_details) \
    ROW(failure) ROW(failures) ROW(presence) \
    ROW(route_address) ROW(interface_name) ROW(route) ROW(neighbour) ROW(qdisc) ROW(wireless) \
    ROW(network_driver) ROW(xfrm) ROW(routing) ROW(routing_lists) \
    ROW(sensor) ROW(temperature) ROW(fan) ROW(voltage_sensor) ROW(current_sensor) \
    ROW(power_sensor) ROW(energy_sensor) ROW(humidity_sensor) ROW(thermal_throttling) \
    ROW(sensors) ROW(sensor_lists) \
    ROW(shared) \
    ROW(storage_text) ROW(block_device) ROW(lower_device) ROW(md_array) ROW(md_member) ROW(arc) \
    ROW(btrfs) ROW(btrfs_device) ROW(disk_health) ROW(storage) ROW(storage_lists) \
    ROW(swap_device) ROW(zram) ROW(swap) ROW(swap_lists) \
    ROW(topology_text) ROW(topology) ROW(topology_cpu) ROW(cache) ROW(node) ROW(vulnerability) \
    ROW(topology_lists) \
    ROW(pressure_trigger) ROW(cgroup_events)

#define CPROBE_STRUCT_ONE(name) +1
enum { CPROBE_STRUCTS = 0 CPROBE_STRUCT_LIST(CPROBE_STRUCT_ONE) };
#undef CPROBE_STRUCT_ONE

// What a program was compiled with.
typedef struct cprobe_layout {
    uint32_t version;                      // CPROBE_VERSION
    uint32_t failure_bytes;                // The size of a cprobe_failure.
    uint32_t count;                        // CPROBE_STRUCTS
    uint32_t struct_bytes[CPROBE_STRUCTS]; // In the order of CPROBE_STRUCT_LIST.
} cprobe_layout;

// The layout of these headers, for the two calls that follow.
static inline const cprobe_layout *cprobe_layout_of_headers(void) {
#define CPROBE_STRUCT_BYTES(name) sizeof(cprobe_##name),
    static const cprobe_layout layout = {
        CPROBE_VERSION, sizeof(cprobe_failure), CPROBE_STRUCTS,
        {CPROBE_STRUCT_LIST(CPROBE_STRUCT_BYTES)}};
#undef CPROBE_STRUCT_BYTES
    return &layout;
}

// Compares a layout with that of the library. cprobe_collector_open() does so; for who calls
// functions that need no collector. Pure.
//
// OK, or INVALID: headers of another version (the first two numbers of it), or a struct of another
// size, whose name is the source of the failure. `failure` may be NULL, and is not written to if
// its own size is another one.
cprobe_result cprobe_layout_check(const cprobe_layout *layout, cprobe_failure *failure);

// Likewise, and opens a collector of `collector_bytes`, at least cprobe_collector_bytes(), that are
// aligned to 64 bits. With a `layout` of NULL, structs are not compared: the caller declares none,
// or is compiled together with the library. `failure` may be NULL.
cprobe_result cprobe_collector_open_sized(cprobe_collector *collector, size_t collector_bytes,
                                          const cprobe_layout *layout, const char *root,
                                          cprobe_collector_use use, cprobe_failure *failure);

// Prepares `collector` to read below `root` ("/" for this machine; NULL means "/"). A relative root
// is resolved against the current working directory now. Opens no kernel file yet.
//
// `use` is a hint how often the collector will read; results do not depend on it.
//
// OK; INVALID (collector is NULL, root is empty, or the headers are those of another library);
// NOT_FOUND, DENIED, EXHAUSTED or IO (the root is not a directory that can be opened); TOO_LARGE
// (its path); UNSUPPORTED (a root other than "/" on a system other than Linux). `failure` may be
// NULL. After OK, call cprobe_collector_close(); after any other result there is nothing to close.
static inline cprobe_result cprobe_collector_open(cprobe_collector *collector, const char *root,
                                                  cprobe_collector_use use,
                                                  cprobe_failure *failure) {
    return cprobe_collector_open_sized(collector, sizeof *collector, cprobe_layout_of_headers(),
                                       root, use, failure);
}

// The size of a public struct in this library, by its name without the prefix: "failure". 0 if
// there is no such struct. Pure.
size_t cprobe_struct_bytes(const char *name);

#ifdef __cplusplus
}
#endif

#endif
