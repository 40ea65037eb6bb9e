// Prints every section of the roots that are named, a line for each number: "section.item.field
// value", by the tables of cprobe_fields(), and the texts. The same program on another processor
// prints the same lines of the same captured roots: Tests/Smoke/processors.sh compares them. Usage:
// dump [--page-bytes N] ROOT...      (N: as if the kernel of the root had such pages)

#define _GNU_SOURCE 1
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../Sources/CProbe/include/CProbe.h"
#include "../../Sources/CProbe/linux/collector_state.h"

enum { ITEMS = 2048, TEXT = 1 << 20, LEVELS = 64 };

static cprobe_collector collector;
static cprobe_failure failure;
static char text[TEXT];

// A text with everything but letters, digits and common signs as \xNN.
static void print_text(const char *name, size_t item, const char *what, const char *bytes,
                       size_t length) {
    printf("%s.%zu.%s ", name, item, what);
    for (size_t index = 0; index < length; index += 1) {
        const unsigned char byte = (unsigned char)bytes[index];
        if (byte > ' ' && byte < 0x7f && byte != '\\') {
            putchar(byte);
        } else {
            printf("\\x%02x", byte);
        }
    }
    putchar('\n');
}

static void print_failure(const char *name, size_t item, const cprobe_failure *what) {
    if (what->code != CPROBE_OK) {
        printf("%s.%zu.failure %s %s line %" PRIu32 " errno %" PRId32 "\n", name, item,
               cprobe_result_name(what->code), what->source, what->line, what->system_error);
    }
}

static void print_failures(const char *name, const cprobe_failures *all) {
    printf("%s.failures %" PRIu32 "\n", name, all->count);
    for (uint32_t index = 0; index < all->count && index < CPROBE_FAILURES_LISTED; index += 1) {
        print_failure(name, index, &all->items[index]);
    }
}

static bool is_there(cprobe_record record, const char *base, const cprobe_field *row) {
    size_t offset = 0;
    cprobe_presence present;
    if (!cprobe_record_presence(record, &offset)) {
        return true;
    }
    memcpy(&present, base + offset, sizeof present);
    return cprobe_has(present, row->presence);
}

// The fields of a record that were read.
static void print_record(const char *name, size_t item, cprobe_record record, const void *from) {
    size_t count = 0;
    const char *base = from;
    const cprobe_field *rows = cprobe_fields(record, &count);
    for (const cprobe_field *row = rows; row < rows + count; row += 1) {
        if (!is_there(record, base, row)) {
            continue;
        }
        const void *at = base + row->offset;
        if (row->type == CPROBE_TYPE_OTHER) { // Its text is beside the table.
            printf("%s.%zu.%s there\n", name, item, row->name);
            continue;
        }
        printf("%s.%zu.%s ", name, item, row->name);
        switch (row->type) {
        case CPROBE_TYPE_U64: printf("%" PRIu64 "\n", *(const uint64_t *)at); break;
        case CPROBE_TYPE_U32: printf("%" PRIu32 "\n", *(const uint32_t *)at); break;
        case CPROBE_TYPE_I32: printf("%" PRId32 "\n", *(const int32_t *)at); break;
        case CPROBE_TYPE_I64: printf("%" PRId64 "\n", *(const int64_t *)at); break;
        case CPROBE_TYPE_DOUBLE: printf("%.17g\n", *(const double *)at); break;
        case CPROBE_TYPE_BOOL: printf("%d\n", *(const bool *)at ? 1 : 0); break;
        case CPROBE_TYPE_OTHER: break;
        }
    }
}

#define PRINT_LIST(name, record, items, count, capacity) \
    for (size_t item = 0; item < (count) && item < (size_t)(capacity); item += 1) { \
        print_record(name, item, record, &(items)[item]); \
    }

// Whether the section could be read; prints why not.
static bool has(const char *name, cprobe_result result) {
    printf("%s %s\n", name, cprobe_result_name(result));
    if (result != CPROBE_OK) {
        print_failure(name, 0, &failure);
    }
    return result == CPROBE_OK;
}

static void print_counters(void) {
    static cprobe_cpu cpu;
    static cprobe_logical_cpu cpus[ITEMS];
    static cprobe_load load;
    static cprobe_memory memory;
    static cprobe_pressure pressure;
    static cprobe_protocols protocols;
    static cprobe_connections connections;
    size_t count = 0;
    if (has("cpu", cprobe_cpu_read(&collector, &cpu, cpus, ITEMS, &count, NULL, &failure))) {
        print_record("cpu", 0, CPROBE_RECORD_CPU, &cpu);
        PRINT_LIST("logical_cpu", CPROBE_RECORD_LOGICAL_CPU, cpus, count, ITEMS)
        print_failures("cpu", &cpu.failures);
    }
    if (has("load", cprobe_load_read(&collector, &load, &failure))) {
        print_record("load", 0, CPROBE_RECORD_LOAD, &load);
    }
    if (has("memory", cprobe_memory_read(&collector, &memory, NULL, &failure))) {
        print_record("memory", 0, CPROBE_RECORD_MEMORY, &memory);
        print_failures("memory", &memory.failures);
    }
    if (has("pressure", cprobe_pressure_read(&collector, &pressure, &failure))) {
        const cprobe_stall *stalls[] = {
            &pressure.cpu.some, &pressure.cpu.full, &pressure.memory.some, &pressure.memory.full,
            &pressure.io.some,  &pressure.io.full,  &pressure.irq.some,    &pressure.irq.full};
        printf("pressure.present %" PRIu64 "\n", pressure.present_fields.words[0]);
        for (size_t index = 0; index < sizeof stalls / sizeof stalls[0]; index += 1) {
            print_record("pressure", index, CPROBE_RECORD_STALL, stalls[index]);
        }
    }
    if (has("protocols", cprobe_protocols_read(&collector, &protocols, &failure))) {
        print_record("protocols", 0, CPROBE_RECORD_PROTOCOLS, &protocols);
        print_record("tcp_ext", 0, CPROBE_RECORD_TCP_EXT, &protocols.tcp_ext);
        print_record("tcp_fast_open", 0, CPROBE_RECORD_TCP_FAST_OPEN, &protocols.tcp_fast_open);
        print_record("tcp_signature", 0, CPROBE_RECORD_TCP_SIGNATURE, &protocols.tcp_signature);
        print_record("ip_ext", 0, CPROBE_RECORD_IP_EXT, &protocols.ip_ext);
        print_record("mptcp", 0, CPROBE_RECORD_MPTCP, &protocols.mptcp);
        print_record("ip6", 0, CPROBE_RECORD_IP6, &protocols.ip6);
        print_record("icmp6", 0, CPROBE_RECORD_ICMP6, &protocols.icmp6);
        print_record("udp6", 0, CPROBE_RECORD_UDP, &protocols.udp6);
        for (size_t type = 0; protocols.icmp_types.is_known && type < CPROBE_ICMP_TYPES;
             type += 1) {
            printf("icmp_type.%zu %" PRIu64 " %" PRIu64 "\n", type, protocols.icmp_types.in[type],
                   protocols.icmp_types.out[type]);
        }
        print_failures("protocols", &protocols.failures);
    }
    if (has("connections", cprobe_connections_read(&collector, &connections, &failure))) {
        print_record("connections", 0, CPROBE_RECORD_CONNECTIONS, &connections);
        print_record("connections.tcp", 0, CPROBE_RECORD_TCP_STATES, &connections.tcp);
        print_record("connections.tcp6", 0, CPROBE_RECORD_TCP_STATES, &connections.tcp6);
        print_record("connections.udp", 0, CPROBE_RECORD_UDP_STATES, &connections.udp);
        print_record("connections.udp6", 0, CPROBE_RECORD_UDP_STATES, &connections.udp6);
        print_failures("connections", &connections.failures);
    }
}

static void print_devices(void) {
    static cprobe_disk disk;
    static cprobe_io io;
    static cprobe_disk_device disks[ITEMS];
    static cprobe_network network;
    static cprobe_interface interfaces[ITEMS];
    static cprobe_filesystem filesystem;
    static cprobe_mount mounts[ITEMS];
    size_t count = 0;
    if (has("disk", cprobe_disk_read(&collector, &disk, &io, disks, ITEMS, &count, &failure))) {
        for (size_t item = 0; item < count && item < ITEMS; item += 1) {
            print_text("disk", item, "name", disks[item].name, disks[item].name_length);
            print_text("disk", item, "mapped", disks[item].mapped_name,
                       disks[item].has_mapped_name ? disks[item].mapped_name_length : 0);
            printf("disk.%zu.device %" PRIu32 ":%" PRIu32 " %d%d\n", item, disks[item].device_major,
                   disks[item].device_minor, disks[item].partition, disks[item].stacked);
            print_record("disk", item, CPROBE_RECORD_DISK, &disks[item].counters);
            print_failure("disk", item, &disks[item].failure);
        }
        printf("io.devices %" PRIu32 "\n", io.devices);
        print_record("io", 0, CPROBE_RECORD_DISK, &io.total);
        print_failures("disk", &disk.failures);
    }
    if (has("network",
            cprobe_network_read(&collector, &network, interfaces, ITEMS, &count, &failure))) {
        print_record("network", 0, CPROBE_RECORD_NETWORK, &network);
        print_record("network.total", 0, CPROBE_RECORD_TRAFFIC, &network.total);
        print_record("ip", 0, CPROBE_RECORD_IP, &network.ip);
        print_record("icmp", 0, CPROBE_RECORD_ICMP, &network.icmp);
        print_record("tcp", 0, CPROBE_RECORD_TCP, &network.tcp);
        print_record("udp", 0, CPROBE_RECORD_UDP, &network.udp);
        print_record("udplite", 0, CPROBE_RECORD_UDP, &network.udplite);
        for (size_t item = 0; item < count && item < ITEMS; item += 1) {
            print_text("interface", item, "name", interfaces[item].name,
                       interfaces[item].name_length);
            print_record("interface", item, CPROBE_RECORD_INTERFACE, &interfaces[item]);
            print_record("traffic", item, CPROBE_RECORD_TRAFFIC, &interfaces[item].counters);
            print_failure("interface", item, &interfaces[item].failure);
        }
        print_failures("network", &network.failures);
    }
    cprobe_mounts list = {.items = mounts, .capacity = ITEMS, .text = text, .text_capacity = TEXT};
    if (has("filesystem", cprobe_filesystem_read(&collector, CPROBE_MOUNTS_ALL, &filesystem, &list,
                                                 NULL, &failure))) {
        for (size_t item = 0; item < list.count && item < ITEMS; item += 1) {
            const cprobe_mount *mount = &mounts[item];
            print_record("mount", item, CPROBE_RECORD_MOUNT, mount);
            print_text("mount", item, "point", cprobe_mount_text(&list, mount->mount_point),
                       mount->mount_point.length);
            print_text("mount", item, "device", cprobe_mount_text(&list, mount->device),
                       mount->device.length);
            print_text("mount", item, "type", cprobe_mount_text(&list, mount->type),
                       mount->type.length);
            printf("mount.%zu.flags %d%d%d%d %d\n", item, mount->read_only, mount->pseudo,
                   mount->duplicate, mount->covered, (int)mount->not_requested);
        }
        print_failures("filesystem", &filesystem.failures);
    }
}

static void print_lists(void) {
    static cprobe_swap swap;
    static cprobe_swap_device swaps[ITEMS];
    static cprobe_zram zrams[ITEMS];
    static cprobe_interrupts interrupts;
    static cprobe_interrupt lines[ITEMS];
    static cprobe_cpu_work work[ITEMS];
    static cprobe_topology topology;
    static cprobe_topology_cpu cpus[ITEMS];
    static cprobe_cache caches[ITEMS];
    static cprobe_node nodes[ITEMS];
    static cprobe_vulnerability vulnerabilities[ITEMS];
    static cprobe_host host;
    static cprobe_session sessions[ITEMS];
    size_t count = 0;
    bool has_sessions = false;
    cprobe_swap_lists swap_lists = {swaps, ITEMS, 0, zrams, ITEMS, 0};
    if (has("swap", cprobe_swap_read(&collector, &swap, &swap_lists, &failure))) {
        PRINT_LIST("swap_device", CPROBE_RECORD_SWAP_DEVICE, swaps, swap_lists.device_count, ITEMS)
        PRINT_LIST("zram", CPROBE_RECORD_ZRAM, zrams, swap_lists.zram_count, ITEMS)
        print_failures("swap", &swap.failures);
    }
    cprobe_interrupt_lists interrupt_lists = {lines, ITEMS, 0, work, ITEMS, 0};
    if (has("interrupts",
            cprobe_interrupts_read(&collector, &interrupts, &interrupt_lists, &failure))) {
        PRINT_LIST("interrupt", CPROBE_RECORD_INTERRUPT, lines, interrupt_lists.line_count, ITEMS)
        PRINT_LIST("cpu_work", CPROBE_RECORD_CPU_WORK, work, interrupt_lists.cpu_count, ITEMS)
        print_failures("interrupts", &interrupts.failures);
    }
    cprobe_topology_lists topology_lists = {cpus,  ITEMS, 0, caches,          ITEMS, 0,
                                            nodes, ITEMS, 0, vulnerabilities, ITEMS, 0};
    if (has("topology", cprobe_topology_read(&collector, &topology, &topology_lists, &failure))) {
        PRINT_LIST("topology_cpu", CPROBE_RECORD_TOPOLOGY_CPU, cpus, topology_lists.cpu_count,
                   ITEMS)
        PRINT_LIST("cache", CPROBE_RECORD_CACHE, caches, topology_lists.cache_count, ITEMS)
        PRINT_LIST("node", CPROBE_RECORD_NODE, nodes, topology_lists.node_count, ITEMS)
        print_text("topology", 0, "model", topology.model.bytes, topology.model.length);
        print_text("topology", 0, "vendor", topology.vendor.bytes, topology.vendor.length);
        print_text("topology", 0, "flags", topology.flags, topology.flags_length);
        for (size_t item = 0; item < topology_lists.vulnerability_count && item < ITEMS;
             item += 1) {
            print_text("vulnerability", item, "name", vulnerabilities[item].name.bytes,
                       vulnerabilities[item].name.length);
            print_text("vulnerability", item, "state", vulnerabilities[item].state.bytes,
                       vulnerabilities[item].state.length);
        }
        print_failures("topology", &topology.failures);
    }
    if (has("host", cprobe_host_read(&collector, &host, sessions, ITEMS, &count, &has_sessions,
                                     &failure))) {
        print_record("host", 0, CPROBE_RECORD_HOST, &host);
        print_text("host", 0, "name", host.hostname.bytes, host.hostname.length);
        print_text("host", 0, "release", host.kernel_release.bytes, host.kernel_release.length);
        print_text("host", 0, "os", host.os_name.bytes, host.os_name.length);
        printf("host.sessions %d %zu\n", has_sessions, count);
        print_failures("host", &host.failures);
    }
}

static void print_hardware(void) {
    static cprobe_storage storage;
    static cprobe_block_device devices[ITEMS];
    static cprobe_lower_device lower[ITEMS];
    static cprobe_md_array arrays[ITEMS];
    static cprobe_md_member members[ITEMS];
    static cprobe_btrfs btrfs[64];
    static cprobe_btrfs_device btrfs_devices[ITEMS];
    static cprobe_power power;
    static cprobe_power_supply supplies[ITEMS];
    static cprobe_energy_zone zones[ITEMS];
    static cprobe_cooling_device cooling[ITEMS];
    static cprobe_memory_details details;
    static cprobe_memory_zone memory_zones[ITEMS];
    static cprobe_slab slabs[ITEMS];
    static cprobe_memory_counter counters[ITEMS];
    static cprobe_routing routing;
    static cprobe_route routes[ITEMS];
    static cprobe_qdisc qdiscs[ITEMS];
    static cprobe_wireless wireless[64];
    static cprobe_network_driver drivers[64];
    static cprobe_gpus gpus;
    static cprobe_gpu cards[64];
    static cprobe_sensors sensors;
    static cprobe_temperature temperatures[ITEMS];
    static cprobe_fan fans[ITEMS];
    static cprobe_voltage_sensor voltages[ITEMS];
    static cprobe_current_sensor currents[ITEMS];
    static cprobe_power_sensor powers[ITEMS];
    static cprobe_energy_sensor energies[ITEMS];
    static cprobe_humidity_sensor humidities[ITEMS];
    size_t count = 0;
    cprobe_storage_lists storage_lists = {devices, ITEMS, 0, lower,         ITEMS, 0,
                                          arrays,  ITEMS, 0, members,       ITEMS, 0,
                                          btrfs,   64,    0, btrfs_devices, ITEMS, 0};
    if (has("storage", cprobe_storage_read(&collector, &storage, &storage_lists, &failure))) {
        PRINT_LIST("block_device", CPROBE_RECORD_BLOCK_DEVICE, devices, storage_lists.device_count,
                   ITEMS)
        PRINT_LIST("md_array", CPROBE_RECORD_MD_ARRAY, arrays, storage_lists.array_count, ITEMS)
        PRINT_LIST("md_member", CPROBE_RECORD_MD_MEMBER, members, storage_lists.member_count, ITEMS)
        PRINT_LIST("btrfs", CPROBE_RECORD_BTRFS, btrfs, storage_lists.btrfs_count, 64)
        PRINT_LIST("btrfs_device", CPROBE_RECORD_BTRFS_DEVICE, btrfs_devices,
                   storage_lists.btrfs_device_count, ITEMS)
        if (storage.has_arc) {
            print_record("arc", 0, CPROBE_RECORD_ARC, &storage.arc);
        }
        print_failures("storage", &storage.failures);
    }
    cprobe_power_lists power_lists = {supplies, ITEMS, 0, zones, ITEMS, 0, cooling, ITEMS, 0};
    if (has("power",
            cprobe_power_read(&collector, CPROBE_POWER_ALL, &power, &power_lists, &failure))) {
        PRINT_LIST("power_supply", CPROBE_RECORD_POWER_SUPPLY, supplies, power_lists.supply_count,
                   ITEMS)
        PRINT_LIST("energy_zone", CPROBE_RECORD_ENERGY_ZONE, zones, power_lists.zone_count, ITEMS)
        PRINT_LIST("cooling_device", CPROBE_RECORD_COOLING_DEVICE, cooling,
                   power_lists.cooling_device_count, ITEMS)
    }
    cprobe_memory_lists memory_lists = {memory_zones, ITEMS, 0, slabs, ITEMS, 0,
                                        counters,     ITEMS, 0};
    if (has("memory_details",
            cprobe_memory_details_read(&collector, &details, &memory_lists, &failure))) {
        PRINT_LIST("memory_zone", CPROBE_RECORD_MEMORY_ZONE, memory_zones, memory_lists.zone_count,
                   ITEMS)
        PRINT_LIST("slab", CPROBE_RECORD_SLAB, slabs, memory_lists.slab_count, ITEMS)
        PRINT_LIST("memory_counter", CPROBE_RECORD_MEMORY_COUNTER, counters,
                   memory_lists.counter_count, ITEMS)
        print_failures("memory_details", &details.failures);
    }
    cprobe_routing_lists routing_lists = {routes,   ITEMS, 0, NULL,    0,  0, qdiscs, ITEMS, 0,
                                          wireless, 64,    0, drivers, 64, 0};
    if (has("routing", cprobe_routing_read(&collector, &routing, &routing_lists, &failure))) {
        PRINT_LIST("route", CPROBE_RECORD_ROUTE, routes, routing_lists.route_count, ITEMS)
        PRINT_LIST("qdisc", CPROBE_RECORD_QDISC, qdiscs, routing_lists.qdisc_count, ITEMS)
        PRINT_LIST("wireless", CPROBE_RECORD_WIRELESS, wireless, routing_lists.wireless_count, 64)
        print_record("xfrm", 0, CPROBE_RECORD_XFRM, &routing.xfrm);
        print_failures("routing", &routing.failures);
    }
    if (has("gpu", cprobe_gpus_read(&collector, &gpus, cards, 64, &count, &failure))) {
        PRINT_LIST("gpu", CPROBE_RECORD_GPU, cards, count, 64)
    }
    cprobe_sensor_lists sensor_lists = {
        temperatures, ITEMS, 0, fans,     ITEMS, 0, voltages,   ITEMS, 0, currents, ITEMS, 0,
        powers,       ITEMS, 0, energies, ITEMS, 0, humidities, ITEMS, 0};
    if (has("sensors", cprobe_sensors_read(&collector, &sensors, &sensor_lists, &failure))) {
        PRINT_LIST("temperature", CPROBE_RECORD_TEMPERATURE, temperatures,
                   sensor_lists.temperature_count, ITEMS)
        PRINT_LIST("fan", CPROBE_RECORD_FAN, fans, sensor_lists.fan_count, ITEMS)
        PRINT_LIST("voltage", CPROBE_RECORD_VOLTAGE_SENSOR, voltages, sensor_lists.voltage_count,
                   ITEMS)
        PRINT_LIST("current", CPROBE_RECORD_CURRENT_SENSOR, currents, sensor_lists.current_count,
                   ITEMS)
        PRINT_LIST("power_sensor", CPROBE_RECORD_POWER_SENSOR, powers, sensor_lists.power_count,
                   ITEMS)
        PRINT_LIST("energy", CPROBE_RECORD_ENERGY_SENSOR, energies, sensor_lists.energy_count,
                   ITEMS)
        PRINT_LIST("humidity", CPROBE_RECORD_HUMIDITY_SENSOR, humidities,
                   sensor_lists.humidity_count, ITEMS)
        print_record("throttling", 0, CPROBE_RECORD_THERMAL_THROTTLING, &sensors.throttling);
        print_failures("sensors", &sensors.failures);
    }
}

static void print_processes(void) {
    static cprobe_processes processes;
    static cprobe_process items[ITEMS];
    static cprobe_process_memory memory;
    cprobe_process_list list = {
        .items = items, .capacity = ITEMS, .text = text, .text_capacity = TEXT};
    if (!has("processes", cprobe_processes_read(&collector, CPROBE_PROCESS_DETAILS_ALL, &processes,
                                                &list, &failure))) {
        return;
    }
    PRINT_LIST("process", CPROBE_RECORD_PROCESS, items, list.count, ITEMS)
    print_text("processes", 0, "text", text, list.text_length);
    print_failures("processes", &processes.failures);
    for (size_t item = 0; item < list.count && item < ITEMS; item += 1) {
        static cprobe_mapping mappings[ITEMS];
        static cprobe_process_reading reading;
        cprobe_mapping_list maps = {
            .items = mappings, .capacity = ITEMS, .text = text, .text_capacity = TEXT};
        if (cprobe_process_memory_read(&collector, items[item].pid, &memory, &reading, &failure) ==
            CPROBE_OK) {
            print_record("process_memory", item, CPROBE_RECORD_PROCESS_MEMORY, &memory);
        }
        if (cprobe_mappings_read(&collector, items[item].pid, &maps, &reading, &failure) ==
            CPROBE_OK) {
            printf("process_maps.%zu %zu\n", item, maps.count);
            print_text("process_maps", item, "text", text, maps.text_length);
        }
    }
}

static void print_sockets(void) {
    static cprobe_socket items[ITEMS];
    static cprobe_unix_socket unix_items[ITEMS];
    cprobe_sockets sockets;
    cprobe_socket_list list = {items, ITEMS, 0, unix_items, ITEMS, 0, text, TEXT, 0};
    const cprobe_sockets_choice choice = {
        CPROBE_SOCKETS_TCP | CPROBE_SOCKETS_UDP | CPROBE_SOCKETS_UNIX, 0, true};
    if (has("sockets", cprobe_sockets_read(&collector, choice, &sockets, &list, &failure))) {
        printf("sockets.unix %zu\n", list.unix_count);
        for (size_t item = 0; item < list.count && item < ITEMS; item += 1) {
            const cprobe_socket *socket = &items[item];
            printf("socket.%zu %d %d %d %u %u %" PRIu32 " %" PRIu64 " ", item,
                   (int)socket->transport, (int)socket->family, (int)socket->state,
                   (unsigned)socket->local_port, (unsigned)socket->remote_port, socket->uid,
                   socket->receive_queue);
            // The kernel prints an address as numbers in its own byte order, and the core turns
            // them into the bytes of an address of its own kernel. So a big-endian reader has other
            // bytes of the same captured text, and the same numbers.
            for (size_t at = 0; at < sizeof socket->local_address; at += sizeof(uint32_t)) {
                uint32_t number;
                memcpy(&number, socket->local_address + at, sizeof number);
                printf("%08" PRIX32, number);
            }
            putchar('\n');
        }
    }
}

static void print_cgroups(void) {
    static cprobe_cgroups cgroups;
    static cprobe_cgroup items[ITEMS];
    static cprobe_cgroup_device devices[ITEMS];
    static cprobe_cgroup_resource resources[ITEMS];
    cprobe_cgroup_list list = {.items = items,
                               .capacity = ITEMS,
                               .text = text,
                               .text_capacity = TEXT,
                               .devices = devices,
                               .device_capacity = ITEMS,
                               .resources = resources,
                               .resource_capacity = ITEMS};
    if (has("cgroups", cprobe_cgroups_read(&collector, NULL, CPROBE_CGROUP_DETAILS_ALL, &cgroups,
                                           &list, &failure))) {
        PRINT_LIST("cgroup", CPROBE_RECORD_CGROUP, items, list.count, ITEMS)
        for (size_t item = 0; item < list.count && item < ITEMS; item += 1) {
            print_text("cgroup", item, "path", text + items[item].path_offset,
                       items[item].path_length);
            printf("cgroup.%zu.unlimited %" PRIu64 " %" PRIu64 "\n", item,
                   items[item].unlimited_fields.words[0], items[item].unlimited_fields.words[1]);
        }
        printf("cgroups.resources %zu devices %zu\n", list.resource_count, list.device_count);
        print_failures("cgroups", &cgroups.failures);
    }
}

static void print_limit(const char *name, const cprobe_limit *limit) {
    printf("quota.%s %d %d %d %" PRIu32 " %s %" PRIu64 "\n", name, (int)limit->state,
           (int)limit->reason, (int)limit->in_group, limit->path_length,
           limit->file == NULL ? "-" : limit->file,
           limit->state == CPROBE_LIMIT_LIMITED ? limit->value : 0);
    print_failure(name, 0, &limit->failure);
}

// Of the captured process itself, and of the root group.
static void print_quota(const cprobe_quota_subject *subject) {
    static cprobe_quota quota;
    static cprobe_quota_level levels[LEVELS];
    size_t count = 0;
    if (!has("quota", cprobe_quota_read(&collector, subject, NULL, &quota, levels, LEVELS, &count,
                                        &failure))) {
        return;
    }
    print_limit("cpu", &quota.cpu.limit);
    print_limit("memory", &quota.memory.limit);
    print_limit("memory.high", &quota.memory.high);
    print_limit("memory.swap", &quota.memory.swap);
    print_limit("pids", &quota.pids.limit);
    print_limit("hugetlb", &quota.hugetlb_limit);
    for (uint32_t index = 0; index < quota.hugetlb_count; index += 1) {
        printf("quota.hugetlb_bytes %" PRIu64 "\n", quota.hugetlb[index].page_bytes);
        print_limit("hugetlb", &quota.hugetlb[index].limit);
    }
    printf("quota.present %" PRIu64 " %" PRIu64 " %" PRIu64 "\n", quota.cpu.present_fields.words[0],
           quota.memory.present_fields.words[0], quota.pids.present_fields.words[0]);
    if (cprobe_has(quota.cpu.present_fields, CPROBE_CPU_QUOTA_EFFECTIVE)) {
        printf("quota.effective_cores %.17g\n", quota.cpu.effective_cores);
    }
    if (cprobe_has(quota.memory.present_fields, CPROBE_MEMORY_QUOTA_EFFECTIVE)) {
        printf("quota.effective_bytes %" PRIu64 "\n", quota.memory.effective_bytes);
    }
    for (size_t item = 0; item < count && item < LEVELS; item += 1) {
        const cprobe_file_value *values[] = {&levels[item].cpu, &levels[item].memory_max,
                                             &levels[item].memory_current, &levels[item].pids_max};
        printf("quota.level.%zu %" PRIu32 " %" PRIu32, item, levels[item].hierarchy,
               levels[item].path_length);
        for (size_t index = 0; index < sizeof values / sizeof values[0]; index += 1) {
            printf(" %d/%" PRIu64, (int)values[index]->state, values[index]->value);
        }
        putchar('\n');
    }
    print_failures("quota", &quota.failures);
}

int main(int count, char **words) {
    uint32_t page_bytes = 0;
    int first = 1;
    if (count > 2 && strcmp(words[1], "--page-bytes") == 0) {
        page_bytes = (uint32_t)strtoul(words[2], NULL, 10);
        first = 3;
    }
    for (int index = first; index < count; index += 1) {
        printf("root %s\n", words[index]);
        if (!has("open",
                 cprobe_collector_open(&collector, words[index], CPROBE_READS_AGAIN, &failure))) {
            return 1;
        }
        if (page_bytes != 0) {
            cp_collector_of(&collector)->machine.page_bytes = page_bytes;
        }
        cprobe_collector_begin(&collector);
        print_counters();
        print_devices();
        print_lists();
        print_hardware();
        print_processes();
        print_sockets();
        print_cgroups();
        print_quota(NULL);
        print_quota(&(cprobe_quota_subject){.kind = CPROBE_SUBJECT_CGROUP, .cgroup = "/"});
        cprobe_collector_close(&collector);
    }
    return 0;
}
