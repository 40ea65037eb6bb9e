// Network interfaces: counters, properties and addresses; and sockets.

#ifndef CPROBE_NETWORK_H
#define CPROBE_NETWORK_H

#include "collector.h"
#include "protocol_counters.h"

#ifdef __cplusplus
extern "C" {
#endif

// Field numbers of cprobe_traffic, for cprobe_has(), in the order of /proc/net/dev.
typedef enum CPROBE_CLOSED cprobe_traffic_field {
    CPROBE_TRAFFIC_RX_BYTES = 0,
    CPROBE_TRAFFIC_RX_PACKETS,
    CPROBE_TRAFFIC_RX_ERRORS,
    CPROBE_TRAFFIC_RX_DROPPED,
    CPROBE_TRAFFIC_RX_FIFO,
    CPROBE_TRAFFIC_RX_FRAME,
    CPROBE_TRAFFIC_RX_COMPRESSED,
    CPROBE_TRAFFIC_RX_MULTICAST,
    CPROBE_TRAFFIC_TX_BYTES,
    CPROBE_TRAFFIC_TX_PACKETS,
    CPROBE_TRAFFIC_TX_ERRORS,
    CPROBE_TRAFFIC_TX_DROPPED,
    CPROBE_TRAFFIC_TX_FIFO,
    CPROBE_TRAFFIC_TX_COLLISIONS,
    CPROBE_TRAFFIC_TX_CARRIER,
    CPROBE_TRAFFIC_TX_COMPRESSED
} cprobe_traffic_field;

enum {
    CPROBE_TRAFFIC_COUNTERS = 16,
    // Linux limits a name to 15 bytes; a file could have a longer one.
    CPROBE_INTERFACE_NAME_BYTES = 32,
    CPROBE_INTERFACES_LISTED = 1 << 16, // In /proc/net/dev. Further interfaces are skipped and
                                        // reported as a failure.
    CPROBE_HARDWARE_ADDRESS_BYTES = 32, // The same as the kernel's MAX_ADDR_LEN.
    CPROBE_INTERFACE_ALIAS_BYTES = 256, // The kernel's IFALIASZ.
    // The kernel limits an alternative name to 127 bytes, and their number only by the size of a
    // message: further names are not listed.
    CPROBE_ALTERNATIVE_NAMES_BYTES = 256
};

// Counters since the interface was created: the sixteen columns of /proc/net/dev, with the kernel's
// sums, whether read from the file or from rtnetlink.
typedef struct cprobe_traffic {
    cprobe_presence present_fields; // Bits by cprobe_traffic_field.
    uint64_t rx_bytes;
    uint64_t rx_packets;
    uint64_t rx_errors;
    uint64_t rx_dropped;     // Dropped for lack of buffers, in the kernel or in the device
                             // (missed).
    uint64_t rx_fifo;
    uint64_t rx_frame;       // Length, overrun, checksum and alignment errors.
    uint64_t rx_compressed;
    uint64_t rx_multicast;
    uint64_t tx_bytes;
    uint64_t tx_packets;
    uint64_t tx_errors;
    uint64_t tx_dropped;
    uint64_t tx_fifo;
    uint64_t tx_collisions;
    uint64_t tx_carrier;     // Carrier, abort, window and heartbeat errors.
    uint64_t tx_compressed;
} cprobe_traffic;

// Numbers of the other fields of cprobe_interface, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_interface_field {
    CPROBE_INTERFACE_INDEX = 0,
    CPROBE_INTERFACE_FLAGS,
    CPROBE_INTERFACE_MTU,
    CPROBE_INTERFACE_SPEED,
    CPROBE_INTERFACE_DUPLEX,
    CPROBE_INTERFACE_STATE,
    CPROBE_INTERFACE_LOWER,
    CPROBE_INTERFACE_MASTER,
    CPROBE_INTERFACE_TX_QUEUE_LENGTH,
    CPROBE_INTERFACE_CARRIER_CHANGES,
    CPROBE_INTERFACE_CARRIER_UP,
    CPROBE_INTERFACE_CARRIER_DOWN,
    CPROBE_INTERFACE_ALIAS,
    CPROBE_INTERFACE_ALTERNATIVE_NAMES
} cprobe_interface_field;

// Bits of cprobe_interface.flags, as linux/if.h has them (IFF_UP and so on).
typedef enum CPROBE_CLOSED cprobe_interface_flag {
    CPROBE_FLAG_UP = 0,
    CPROBE_FLAG_BROADCAST,
    CPROBE_FLAG_DEBUG,
    CPROBE_FLAG_LOOPBACK,
    CPROBE_FLAG_POINTOPOINT,
    CPROBE_FLAG_NOTRAILERS,
    CPROBE_FLAG_RUNNING,
    CPROBE_FLAG_NOARP,
    CPROBE_FLAG_PROMISC,
    CPROBE_FLAG_ALLMULTI,
    CPROBE_FLAG_MASTER,
    CPROBE_FLAG_SLAVE,
    CPROBE_FLAG_MULTICAST,
    CPROBE_FLAG_PORTSEL,
    CPROBE_FLAG_AUTOMEDIA,
    CPROBE_FLAG_DYNAMIC,
    CPROBE_FLAG_LOWER_UP,
    CPROBE_FLAG_DORMANT,
    CPROBE_FLAG_ECHO
} cprobe_interface_flag;

// Whether both sides may send at the same time.
typedef enum CPROBE_CLOSED cprobe_duplex {
    CPROBE_DUPLEX_HALF = 0,
    CPROBE_DUPLEX_FULL
} cprobe_duplex;

// The operational state of RFC 2863, with the kernel's numbers.
typedef enum CPROBE_CLOSED cprobe_operstate {
    CPROBE_OPERSTATE_UNKNOWN = 0, // Not reported by the driver; normal for lo and tun.
    CPROBE_OPERSTATE_NOTPRESENT,
    CPROBE_OPERSTATE_DOWN,
    CPROBE_OPERSTATE_LOWERLAYERDOWN,
    CPROBE_OPERSTATE_TESTING,
    CPROBE_OPERSTATE_DORMANT,
    CPROBE_OPERSTATE_UP
} cprobe_operstate;

// One interface.
typedef struct cprobe_interface {
    cprobe_presence present_fields;        // Bits by cprobe_interface_field.
    uint32_t name_length;
    char name[CPROBE_INTERFACE_NAME_BYTES]; // "eth0", not NUL-terminated; need not be UTF-8.
    uint32_t index;                 // The kernel's interface index.
    uint32_t flags;                 // Bits by cprobe_interface_flag.
    uint64_t mtu_bytes;             // The largest packet.
    uint64_t speed_bits_per_second; // Link speed. Absent if there is no link, the driver does not
                                    // report it, the interface has no medium (tun, veth, dummy,
                                    // ifb), is down, or comes after 1,024 others. Queried again
                                    // when the kernel reports a change of the interface, which it
                                    // does not for a speed set by hand.
    cprobe_duplex duplex;           // Absent likewise.
    cprobe_operstate operstate;
    uint32_t lower_index;           // Index of the lower device (of a VLAN, macvlan, VXLAN or
                                    // another tunnel created on a device); absent if there is none
                                    // in this namespace.
    uint32_t master_index;          // Index of the bridge, bond or team of which it is a port;
                                    // absent if there is none, or rtnetlink is not used.
    // The next four and the alias are absent in a live root, and in "/" if rtnetlink is not used.
    uint64_t tx_queue_length;       // Packets that the transmit queue holds at most (txqueuelen).
    uint64_t carrier_changes;       // Times that the carrier came or went. Since 3.15.
    uint64_t carrier_up_changes;    // Times that the carrier came. Since 4.16.
    uint64_t carrier_down_changes;  // Times that the carrier went. Since 4.16.
    // The alias and the alternative names of an interface that is down may be stale: the kernel
    // announces their change only for an interface that is up.
    uint32_t alias_length;
    char alias[CPROBE_INTERFACE_ALIAS_BYTES]; // A description (ip link set alias), not
                                              // NUL-terminated; absent if there is none.
    uint32_t alternative_names_length;
    // Further names (ip link property add altname), each ended by a NUL, as many as fit. Absent if
    // there are none, or rtnetlink is not used. Since 5.5.
    char alternative_names[CPROBE_ALTERNATIVE_NAMES_BYTES];
    bool loopback;                  // Not included in the total.
    bool stacked;                   // Has a lower device or ports: its packets also pass another
                                    // listed interface. Not included in the total.
    cprobe_traffic counters;
    cprobe_failure failure;         // The first file of the interface that could not be read or
                                    // parsed; code OK if none.
} cprobe_interface;

// Numbers of the optional fields of cprobe_network, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_network_field {
    CPROBE_NETWORK_SOCKETS_USED = 0,
    CPROBE_NETWORK_TCP_SOCKETS,
    CPROBE_NETWORK_TCP_ORPHANS,
    CPROBE_NETWORK_TCP_TIME_WAIT,
    CPROBE_NETWORK_TCP_ALLOCATED,
    CPROBE_NETWORK_TCP_MEMORY_BYTES,
    CPROBE_NETWORK_UDP_SOCKETS,
    CPROBE_NETWORK_UDP_MEMORY_BYTES,
    CPROBE_NETWORK_UDPLITE_SOCKETS,
    CPROBE_NETWORK_RAW_SOCKETS,
    CPROBE_NETWORK_FRAGMENTS,
    CPROBE_NETWORK_FRAGMENTS_MEMORY_BYTES,
    CPROBE_NETWORK_TCP_ESTABLISHED,
    CPROBE_NETWORK_TCP_RETRANSMITS,
    CPROBE_NETWORK_MONOTONIC
} cprobe_network_field;

// The network section, for one network namespace.
typedef struct cprobe_network {
    cprobe_presence present_fields;   // Bits by cprobe_network_field.
    cprobe_traffic total;      // Sum over all interfaces except loopback and stacked ones. A
                               // forwarded packet is counted on both interfaces that it passed. An
                               // interface whose structure is unknown (a root without /sys) is
                               // included.
    uint64_t sockets_used;     // Sockets of every kind, /proc/net/sockstat. Includes the
                               // collector's own sockets: one from the second reading on, another
                               // from the third.
    // TCP sockets of IPv4 in use, those in TIME-WAIT not included [TCP: inuse].
    uint64_t tcp_sockets;
    uint64_t tcp_orphans; // TCP sockets without a process, of IPv4 and IPv6 [TCP: orphan].
    uint64_t tcp_time_wait; // TCP connections in TIME-WAIT, of IPv4 and IPv6 [TCP: tw].
    // TCP sockets allocated, of IPv4 and IPv6, those of other network namespaces included [TCP:
    // alloc].
    uint64_t tcp_allocated;
    // Memory of the buffers of all TCP sockets of the machine [TCP: mem].
    uint64_t tcp_memory_bytes;
    uint64_t udp_sockets; // UDP sockets of IPv4 in use [UDP: inuse].
    // Memory of the buffers of all UDP sockets of the machine [UDP: mem].
    uint64_t udp_memory_bytes;
    uint64_t udplite_sockets; // UDP-Lite sockets of IPv4 in use [UDPLITE: inuse].
    uint64_t raw_sockets; // Raw sockets of IPv4 in use [RAW: inuse].
    uint64_t fragments; // IPv4 packets that wait for fragments [FRAG: inuse].
    uint64_t fragments_memory_bytes; // Memory of the fragments that wait [FRAG: memory].
    uint64_t tcp_established;  // Current connections, IPv4 and IPv6 (ESTABLISHED or CLOSE-WAIT).
    uint64_t tcp_retransmits;  // Segments retransmitted since the namespace was created.
                               // /proc/net/snmp, like the one before.
    uint64_t monotonic_ns;     // When the counters were read, CLOCK_MONOTONIC; absent in a captured
                               // root.
    cprobe_ip_counters ip;          // IPv4. This and the next ones: /proc/net/snmp.
    cprobe_icmp_counters icmp;      // Of IPv4.
    cprobe_tcp_counters tcp;        // Further counters are above.
    cprobe_udp_counters udp;        // Of IPv4.
    cprobe_udp_counters udplite;    // UDP-Lite over IPv4.
    cprobe_failures failures;  // Failures that made single fields absent.
} cprobe_network;

// Reads the interfaces of the network namespace in which the collector was opened (of process 1 in
// a live root) into `items` in the kernel's order, and their total. Sets `count` to the number of
// interfaces; if it exceeds `capacity`, the call returns TOO_LARGE: enlarge the array and call
// again.
//
// Counters come from rtnetlink, requested by index on sockets that stay open; names, flags and the
// other properties are cached and read again after the kernel reports a change. Without rtnetlink,
// and in another root, the sources are /proc/net/dev and /sys/class/net. A sysfs shows the
// namespace in which it was mounted: for "/" it is ignored if it has none of the interfaces except
// lo.
//
// A failed source makes only its own fields absent and is added to network->failures. If the source
// of the interfaces failed, `count` is 0 and the total is absent; the total is also absent if an
// interface could not be read. If nothing could be read, the call fails as the source of the
// interfaces did: NOT_FOUND, DENIED, EXHAUSTED, IO, MALFORMED. Also TOO_LARGE, UNSUPPORTED,
// INVALID. `network` is untouched unless OK, and `count` unless OK or TOO_LARGE; `items` may be
// written to.
cprobe_result cprobe_network_read(cprobe_collector *collector, cprobe_network *network,
                                  cprobe_interface *items, size_t capacity, size_t *count,
                                  cprobe_failure *failure);

// Parses /proc/net/dev: names, counters, and the total of all interfaces except "lo". Pure: any
// thread, any system; NULL with length 0 is valid. OK, TOO_LARGE, MALFORMED, INVALID.
cprobe_result cprobe_net_dev_parse(const char *bytes, size_t length, cprobe_network *network,
                                   cprobe_interface *items, size_t capacity, size_t *count,
                                   cprobe_failure *failure);

// Parses /proc/net/sockstat: sockets_used to fragments_memory_bytes. `page_bytes` is the unit of
// the memory of TCP and UDP, which is absent if it is 0. A malformed number is an absent field, and
// is added to network->failures. Pure. OK, MALFORMED (no wanted number; `network` is then
// untouched), INVALID.
cprobe_result cprobe_sockstat_parse(const char *bytes, size_t length, uint32_t page_bytes,
                                    cprobe_network *network, cprobe_failure *failure);

// Parses /proc/net/snmp: tcp_established, tcp_retransmits, ip, icmp, tcp, udp and udplite. A
// malformed number is an absent field, and is added to network->failures. Pure. OK, MALFORMED (no
// wanted number; `network` is then untouched), INVALID.
cprobe_result cprobe_snmp_parse(const char *bytes, size_t length, cprobe_network *network,
                                cprobe_failure *failure);

// The kind of an address.
typedef enum CPROBE_CLOSED cprobe_family {
    CPROBE_FAMILY_IPV4 = 0,
    CPROBE_FAMILY_IPV6,
    CPROBE_FAMILY_HARDWARE
} cprobe_family;

// One address of an interface, in network byte order.
typedef struct cprobe_address {
    uint32_t name_length;
    char name[CPROBE_INTERFACE_NAME_BYTES]; // Of the interface or its alias ("eth0:1").
    uint32_t index;            // The interface's index; 0 if it was removed meanwhile.
    cprobe_family family;
    uint32_t address_length;   // 4, 16, or the length of the hardware address (6 for Ethernet).
    uint8_t address[CPROBE_HARDWARE_ADDRESS_BYTES];
    bool has_prefix;
    uint32_t prefix_bits;      // The mask as a number of leading one bits.
    bool has_mask;             // Of IPv4 and IPv6.
    uint8_t mask[16];          // address_length bytes.
    bool has_broadcast;        // Of IPv4 and hardware.
    uint8_t broadcast[CPROBE_HARDWARE_ADDRESS_BYTES]; // address_length bytes.
    bool has_scope_id;
    uint32_t scope_id;         // Of a link-local IPv6 address: the interface on which it is valid.
} cprobe_address;

// Reads the addresses of all interfaces with getifaddrs(3), which allocates and frees memory: the
// only call of this library that does. Sets `count` to the number of addresses, which may exceed
// `capacity`.
//
// OK; UNSUPPORTED (a root other than "/"), DENIED, EXHAUSTED, IO, INVALID. `count` is untouched
// unless OK; `items` may be written to.
cprobe_result cprobe_addresses_read(cprobe_collector *collector, cprobe_address *items,
                                    size_t capacity, size_t *count, cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif
