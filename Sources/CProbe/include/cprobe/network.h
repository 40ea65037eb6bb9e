// Network interfaces: what went through them, what they are, their addresses; and sockets.

#ifndef CPROBE_NETWORK_H
#define CPROBE_NETWORK_H

#include "collector.h"

#ifdef __cplusplus
extern "C" {
#endif

// Numbers of the members of cprobe_traffic, for cprobe_has, in the order of /proc/net/dev.
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
    // Linux bounds a name at 15; a line of /proc/net/dev could have a longer one.
    CPROBE_INTERFACE_NAME_BYTES = 32,
    CPROBE_INTERFACES_LISTED = 1 << 16, // Of /proc/net/dev; more are a failure, and passed over.
    CPROBE_HARDWARE_ADDRESS_BYTES = 32 // As many as Linux has (MAX_ADDR_LEN).
};

// What went through since the interface was made: the sixteen columns of /proc/net/dev, and as it
// sums them, whichever road they came by.
typedef struct cprobe_traffic {
    cprobe_presence present_fields; // Bits by cprobe_traffic_field.
    uint64_t rx_bytes;
    uint64_t rx_packets;
    uint64_t rx_errors;
    uint64_t rx_dropped;     // For want of room, in the kernel and in the device (missed).
    uint64_t rx_fifo;
    uint64_t rx_frame;       // Errors of length, overrun, checksum and alignment.
    uint64_t rx_compressed;
    uint64_t rx_multicast;
    uint64_t tx_bytes;
    uint64_t tx_packets;
    uint64_t tx_errors;
    uint64_t tx_dropped;
    uint64_t tx_fifo;
    uint64_t tx_collisions;
    uint64_t tx_carrier;     // Errors of carrier, abortion, window and heartbeat.
    uint64_t tx_compressed;
} cprobe_traffic;

// Numbers of the other fields of cprobe_interface, for cprobe_has.
typedef enum CPROBE_CLOSED cprobe_interface_field {
    CPROBE_INTERFACE_INDEX = 0,
    CPROBE_INTERFACE_FLAGS,
    CPROBE_INTERFACE_MTU,
    CPROBE_INTERFACE_SPEED,
    CPROBE_INTERFACE_DUPLEX,
    CPROBE_INTERFACE_STATE,
    CPROBE_INTERFACE_LOWER,
    CPROBE_INTERFACE_MASTER
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

// Whether both sides may send at once.
typedef enum CPROBE_CLOSED cprobe_duplex {
    CPROBE_DUPLEX_HALF = 0,
    CPROBE_DUPLEX_FULL
} cprobe_duplex;

// The operational state of RFC 2863, by the kernel's numbers.
typedef enum CPROBE_CLOSED cprobe_operstate {
    CPROBE_OPERSTATE_UNKNOWN = 0, // The driver does not say; lo and tun are so while they work.
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
    char name[CPROBE_INTERFACE_NAME_BYTES]; // "eth0", not NUL-terminated. Bytes: need not be UTF-8.
    uint32_t index;                 // The kernel's number.
    uint32_t flags;                 // Bits by cprobe_interface_flag.
    uint64_t mtu_bytes;             // The largest packet.
    uint64_t speed_bits_per_second; // Of the link. Absent where there is none, no driver says, it has
                                    // no medium (tun, veth, dummy, ifb), the interface is down, or 1,024 others came before it. Asked
                                    // again when the kernel tells of a change, which it does not
                                    // when only the speed is set by hand.
    cprobe_duplex duplex;           // Absent likewise.
    cprobe_operstate operstate;
    uint32_t lower_index;           // Of the interface that it stands on (VLAN, macvlan, VXLAN or
                                    // another tunnel that was made on a device); absent where there
                                    // is none in this namespace.
    uint32_t master_index;          // Of the bridge, bond or team that it is a port of; absent where
                                    // there is none, or rtnetlink is not asked.
    bool loopback;                  // Not counted in the total.
    bool stacked;                   // It stands on another or has ports: its packets go through
                                    // another interface of the list too. Not counted in the total.
    cprobe_traffic counters;
    cprobe_failure failure;         // What cost it fields: the first of its files that could not be read
                                    // or understood; code OK where nothing failed.
} cprobe_interface;

// Numbers of the fields of cprobe_network that can be absent, for cprobe_has.
typedef enum CPROBE_CLOSED cprobe_network_field {
    CPROBE_NETWORK_SOCKETS_USED = 0,
    CPROBE_NETWORK_TCP_ESTABLISHED,
    CPROBE_NETWORK_TCP_RETRANSMITS,
    CPROBE_NETWORK_MONOTONIC
} cprobe_network_field;

// The network namespace.
typedef struct cprobe_network {
    cprobe_presence present_fields;   // Bits by cprobe_network_field.
    cprobe_traffic total;      // Of all interfaces but loopback and stacked ones. What is forwarded
                               // from one to another is counted on both: it passed both; and so is an
                               // interface of whose build nothing is known (a root without /sys).
    uint64_t sockets_used;     // Sockets of every kind. /proc/net/sockstat. One that the collector keeps
                               // is among them from the second reading on, another from the third.
    uint64_t tcp_established;  // Connections now, over IPv4 and IPv6 (ESTABLISHED or CLOSE-WAIT).
    uint64_t tcp_retransmits;  // Segments sent again since the namespace was made. /proc/net/snmp, as
                               // the one before.
    uint64_t monotonic_ns;     // When the counters were read, CLOCK_MONOTONIC; absent in a captured root.
    cprobe_failures failures;  // What cost single fields.
} cprobe_network;

// Reads the interfaces of the network namespace in which the collector was opened (of process 1 in a
// live root) into `items` in the kernel's order, and their total. `count` becomes the number that
// exists; where it exceeds `capacity` the call answers TOO_LARGE: make room and call again.
//
// The counters come from rtnetlink, asked by number on kept sockets; names, flags and the rest are
// kept in the collector and asked again after the kernel told of a change. Where there is no
// rtnetlink, and in another root, from /proc/net/dev and /sys/class/net. The latter shows the namespace
// in which it was mounted: for "/" nothing is taken from it where it has none of the interfaces but lo.
//
// A failure of one source takes only its fields away and joins network->failures; where it is that of the
// interfaces, `count` is 0 and the total absent; the total is absent also where one of them was lost. Where nothing could be read the call fails as the
// interfaces did: NOT_FOUND, DENIED, EXHAUSTED, IO, MALFORMED. TOO_LARGE, UNSUPPORTED, INVALID. `network`
// is untouched unless OK, and `count` unless OK or TOO_LARGE; `items` may be written to.
cprobe_result cprobe_network_read(cprobe_collector *collector, cprobe_network *network,
                                  cprobe_interface *items, size_t capacity, size_t *count,
                                  cprobe_failure *failure);

// Parses the text of /proc/net/dev: names, counters, and the total of what is not called "lo". Pure:
// any thread, any system; NULL with length 0 is fine. OK, TOO_LARGE, MALFORMED, INVALID.
cprobe_result cprobe_net_dev_parse(const char *bytes, size_t length, cprobe_network *network,
                                   cprobe_interface *items, size_t capacity, size_t *count,
                                   cprobe_failure *failure);

// Parses the text of /proc/net/sockstat: sockets_used. Pure. OK, MALFORMED, INVALID.
cprobe_result cprobe_sockstat_parse(const char *bytes, size_t length, cprobe_network *network,
                                    cprobe_failure *failure);

// Parses the text of /proc/net/snmp: tcp_established and tcp_retransmits. Pure. OK, MALFORMED (there
// is no TCP, or its columns have no numbers), INVALID.
cprobe_result cprobe_snmp_parse(const char *bytes, size_t length, cprobe_network *network,
                                cprobe_failure *failure);

// The kind of an address.
typedef enum CPROBE_CLOSED cprobe_family {
    CPROBE_FAMILY_IPV4 = 0,
    CPROBE_FAMILY_IPV6,
    CPROBE_FAMILY_HARDWARE
} cprobe_family;

// One address of an interface, in the order of the wire.
typedef struct cprobe_address {
    uint32_t name_length;
    char name[CPROBE_INTERFACE_NAME_BYTES]; // Of the interface, or of its alias ("eth0:1").
    uint32_t index;            // The interface's number; 0 where it went away meanwhile.
    cprobe_family family;
    uint32_t address_length;   // 4, 16, or what the hardware has (6 for Ethernet).
    uint8_t address[CPROBE_HARDWARE_ADDRESS_BYTES];
    bool has_prefix;
    uint32_t prefix_bits;      // The mask, as a number of leading ones.
    bool has_mask;             // Of IPv4 and IPv6.
    uint8_t mask[16];          // address_length bytes.
    bool has_broadcast;        // Of IPv4 and hardware.
    uint8_t broadcast[CPROBE_HARDWARE_ADDRESS_BYTES]; // address_length bytes.
    bool has_scope_id;
    uint32_t scope_id;         // Of a link-local IPv6 address: the interface it is valid on.
} cprobe_address;

// Reads the addresses of all interfaces, by getifaddrs(3), which allocates and frees: the one call
// of this library that does. `count` becomes the number that exists, which may exceed `capacity`.
//
// OK; UNSUPPORTED (another root than "/": its addresses cannot be asked for), DENIED, EXHAUSTED, IO,
// INVALID. `count` is untouched unless OK; `items` may be written to.
cprobe_result cprobe_addresses_read(cprobe_collector *collector, cprobe_address *items,
                                    size_t capacity, size_t *count, cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif
