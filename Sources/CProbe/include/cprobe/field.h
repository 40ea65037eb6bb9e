// Field tables: the name, unit, kernel source and meaning of each field of a record.
//
// A field is defined once, as a row of its record's table. The parsers, the command's JSON, its
// schema and the documents are derived from the rows; exporters can iterate over the rows.

#ifndef CPROBE_FIELD_H
#define CPROBE_FIELD_H

#include "result.h"

#ifdef __cplusplus
extern "C" {
#endif

// The records that have a table: ROW(enumerator, table, struct). cprobe_stall has no presence bits.
#define CPROBE_RECORD_LIST(ROW) \
    ROW(CPU, cpu, cprobe_cpu) \
    ROW(LOGICAL_CPU, logical_cpu, cprobe_logical_cpu) \
    ROW(LOAD, load, cprobe_load) \
    ROW(MEMORY, memory, cprobe_memory) \
    ROW(DISK, disk, cprobe_disk_counters) \
    ROW(MOUNT, mount, cprobe_mount) \
    ROW(TRAFFIC, traffic, cprobe_traffic) \
    ROW(INTERFACE, interface, cprobe_interface) \
    ROW(NETWORK, network, cprobe_network) \
    ROW(STALL, stall, cprobe_stall) \
    ROW(PROCESS, process, cprobe_process) \
    ROW(IP, ip, cprobe_ip_counters) \
    ROW(ICMP, icmp, cprobe_icmp_counters) \
    ROW(TCP, tcp, cprobe_tcp_counters) \
    ROW(UDP, udp, cprobe_udp_counters) \
    ROW(CGROUP, cgroup, cprobe_cgroup) \
    ROW(SWAP_DEVICE, swap_device, cprobe_swap_device) \
    ROW(ZRAM, zram, cprobe_zram) \
    ROW(INTERRUPT, interrupt, cprobe_interrupt) \
    ROW(CPU_WORK, cpu_work, cprobe_cpu_work) \
    ROW(HOST, host, cprobe_host) \
    ROW(TOPOLOGY_CPU, topology_cpu, cprobe_topology_cpu) \
    ROW(CACHE, cache, cprobe_cache) \
    ROW(NODE, node, cprobe_node) \
    ROW(BLOCK_DEVICE, block_device, cprobe_block_device) \
    ROW(MD_ARRAY, md_array, cprobe_md_array) \
    ROW(MD_MEMBER, md_member, cprobe_md_member) \
    ROW(ARC, arc, cprobe_arc) \
    ROW(BTRFS, btrfs, cprobe_btrfs) \
    ROW(BTRFS_DEVICE, btrfs_device, cprobe_btrfs_device) \
    ROW(DISK_HEALTH, disk_health, cprobe_disk_health) \
    ROW(PROTOCOLS, protocols, cprobe_protocols) \
    ROW(TCP_EXT, tcp_ext, cprobe_tcp_ext_counters) \
    ROW(TCP_FAST_OPEN, tcp_fast_open, cprobe_tcp_fast_open_counters) \
    ROW(TCP_SIGNATURE, tcp_signature, cprobe_tcp_signature_counters) \
    ROW(MPTCP, mptcp, cprobe_mptcp_counters) \
    ROW(IP_EXT, ip_ext, cprobe_ip_ext_counters) \
    ROW(IP6, ip6, cprobe_ip6_counters) \
    ROW(ICMP6, icmp6, cprobe_icmp6_counters) \
    ROW(PROCESS_MEMORY, process_memory, cprobe_process_memory) \
    ROW(CONNECTIONS, connections, cprobe_connections) \
    ROW(TCP_STATES, tcp_states, cprobe_tcp_states) \
    ROW(UDP_STATES, udp_states, cprobe_udp_states) \
    ROW(POWER_SUPPLY, power_supply, cprobe_power_supply) \
    ROW(ENERGY_ZONE, energy_zone, cprobe_energy_zone) \
    ROW(COOLING_DEVICE, cooling_device, cprobe_cooling_device) \
    ROW(GPU, gpu, cprobe_gpu) \
    ROW(TEMPERATURE, temperature, cprobe_temperature) \
    ROW(FAN, fan, cprobe_fan) \
    ROW(VOLTAGE_SENSOR, voltage_sensor, cprobe_voltage_sensor) \
    ROW(CURRENT_SENSOR, current_sensor, cprobe_current_sensor) \
    ROW(POWER_SENSOR, power_sensor, cprobe_power_sensor) \
    ROW(ENERGY_SENSOR, energy_sensor, cprobe_energy_sensor) \
    ROW(HUMIDITY_SENSOR, humidity_sensor, cprobe_humidity_sensor) \
    ROW(THERMAL_THROTTLING, thermal_throttling, cprobe_thermal_throttling) \
    ROW(MEMORY_ZONE, memory_zone, cprobe_memory_zone) \
    ROW(SLAB, slab, cprobe_slab) \
    ROW(MEMORY_COUNTER, memory_counter, cprobe_memory_counter) \
    ROW(ROUTE, route, cprobe_route) \
    ROW(QDISC, qdisc, cprobe_qdisc) \
    ROW(WIRELESS, wireless, cprobe_wireless) \
    ROW(XFRM, xfrm, cprobe_xfrm)

typedef enum CPROBE_CLOSED cprobe_record {
#define CPROBE_RECORD_ENUMERATOR(name, table, type) CPROBE_RECORD_##name,
    CPROBE_RECORD_LIST(CPROBE_RECORD_ENUMERATOR)
#undef CPROBE_RECORD_ENUMERATOR
} cprobe_record;

#define CPROBE_RECORD_ONE(name, table, type) +1
enum { CPROBE_RECORDS = 0 CPROBE_RECORD_LIST(CPROBE_RECORD_ONE) };
#undef CPROBE_RECORD_ONE

// The type of the member.
typedef enum CPROBE_CLOSED cprobe_type {
    CPROBE_TYPE_U64 = 0, // uint64_t
    CPROBE_TYPE_U32,     // uint32_t
    CPROBE_TYPE_I32,     // int32_t
    CPROBE_TYPE_I64,     // int64_t
    CPROBE_TYPE_DOUBLE,  // double
    CPROBE_TYPE_BOOL,    // bool
    CPROBE_TYPE_OTHER    // Not a number: a text, a letter or a word.
} cprobe_type;

// The unit of the number.
typedef enum CPROBE_CLOSED cprobe_unit {
    CPROBE_UNIT_COUNT = 0,
    CPROBE_UNIT_BYTES,
    CPROBE_UNIT_NANOSECONDS,
    CPROBE_UNIT_PERCENT, // 0 to 100.
    CPROBE_UNIT_MILLIPERCENT,
    CPROBE_UNIT_BITS_PER_SECOND,
    CPROBE_UNIT_TICKS, // Clock ticks of the kernel.
    CPROBE_UNIT_MILLICELSIUS,
    CPROBE_UNIT_HERTZ,
    CPROBE_UNIT_REVOLUTIONS_PER_MINUTE,
    CPROBE_UNIT_MICROVOLTS,
    CPROBE_UNIT_MICROAMPERES,
    CPROBE_UNIT_MICROWATTS,
    CPROBE_UNIT_MICROJOULES,
    CPROBE_UNIT_MICROWATT_HOURS,
    CPROBE_UNIT_MICROAMPERE_HOURS,
    CPROBE_UNIT_NONE   // An identifier: a pid, an index.
} cprobe_unit;

// How the number changes.
typedef enum CPROBE_CLOSED cprobe_kind {
    CPROBE_KIND_GAUGE = 0, // Goes up and down.
    CPROBE_KIND_COUNTER,   // Accumulates, but may wrap or step back; two readings give a rate.
    CPROBE_KIND_LABEL      // An identifier or a time stamp: no measurement, nothing to export.
} cprobe_kind;

// The unit in which the kernel prints the number.
typedef enum CPROBE_CLOSED cprobe_printed {
    CPROBE_PRINTED_PLAIN = 0, // In the unit of the field.
    CPROBE_PRINTED_KB,        // Followed by " kB": 1,024 bytes.
    CPROBE_PRINTED_KIB,       // 1,024 bytes.
    CPROBE_PRINTED_PAGES,     // Of the machine's page size.
    CPROBE_PRINTED_SECTORS,   // Of 512 bytes.
    CPROBE_PRINTED_TICKS,     // Of 1 / USER_HZ seconds.
    CPROBE_PRINTED_SECONDS,
    CPROBE_PRINTED_MILLISECONDS,
    CPROBE_PRINTED_MICROSECONDS,
    CPROBE_PRINTED_MEGABITS, // 1,000,000 bits a second.
    CPROBE_PRINTED_MEGAHERTZ,
    CPROBE_PRINTED_DECICELSIUS, // Tenths of a degree Celsius.
    CPROBE_PRINTED_MILLIVOLTS,
    CPROBE_PRINTED_MILLIAMPERES,
    CPROBE_PRINTED_HEXADECIMAL, // In the unit of the field: "0x1002".
    CPROBE_PRINTED_NOT       // Computed, or returned by a system call.
} cprobe_printed;

// One field. All texts are constant, live forever and are never NULL.
typedef struct cprobe_field {
    const char *key;        // The kernel's name of the number: "MemFree". Empty if the text has no
                            // names, or the field is computed.
    uint8_t key_length;     // In bytes.
    uint8_t presence;       // The field's bit in present_fields, equal to its row number.
    uint16_t offset;        // Of the member in the record.
    cprobe_printed printed;
    const char *name;       // The member, and the JSON key: "free_bytes". A member of a nested
                            // struct is prefixed with the struct's name: "tasks.runnable".
    cprobe_type type;
    cprobe_unit unit;
    cprobe_kind kind;
    const char *source;     // The kernel's file ("/proc/meminfo"), with the column if the text has
                            // no names; or the system call; or the fields it is computed from.
    uint8_t since_major;    // The first kernel that prints the number: 4.13 is 4
    uint8_t since_minor;    // and 13. 0 if every supported kernel prints it.
    const char *meaning;    // One line.
} cprobe_field;

// Returns the rows of a record, in the order of its members and of the JSON, and sets `count` to
// their number. Pure, on every port; the rows are constant and live forever. Returns NULL with a
// count of 0 for a number that is no record. `count` must not be NULL.
const cprobe_field *cprobe_fields(cprobe_record record, size_t *count);

// For a program that does not declare the records (open.h). The layout of a cprobe_field itself
// does not change.

// The name of a record, of CPROBE_RECORD_LIST: "memory". Pure, as the next two calls. NULL for a
// number that is no record, so that a caller can count.
const char *cprobe_record_name(cprobe_record record);

// The size of a record in this library, which can be less than a call writes: cprobe_struct_bytes()
// has the size of that (open.h). 0 for a number that is no record.
size_t cprobe_record_bytes(cprobe_record record);

// The offset of present_fields in a record, two numbers of 64 bits: bit N % 64 of number N / 64 is
// set if row N was read. False, and `offset` untouched, for a record without it, whose fields are
// always there, and for a number that is no record.
bool cprobe_record_presence(cprobe_record record, size_t *offset);

#ifdef __cplusplus
}
#endif

#endif
