// The list of interfaces and addresses of the routing sysctl (NET_RT_IFLIST), from which
// getifaddrs(3) makes its own. Nothing is allocated.
//
//     list    = {interface {address}}
//     message = length type ... index ... {socket address}      each padded
//
// An interface is a message with its counters and a link-level socket address, which has the name
// and the hardware address; the messages after it are its addresses. Pure but for the two calls.

#ifndef CP_BSD_INTERFACES_H
#define CP_BSD_INTERFACES_H

#include "../include/cprobe/network.h"
#include "sysctl.h"

// Where a counter of cprobe_traffic is in the interface's message; 0: the kernel has none. 32-bit
// counters wrap.
typedef struct cp_counter_at {
    uint16_t offset;
    uint8_t bytes; // 4 or 8.
} cp_counter_at;

// The messages of a system: types, offsets and sizes.
typedef struct cp_interface_layout {
    uint8_t version;            // Of each message.
    uint8_t interface_type;     // RTM_IFINFO; macOS: RTM_IFINFO2.
    uint8_t address_type;       // RTM_NEWADDR.
    uint16_t interface_bytes;   // To the socket addresses. 0: the message has its own length,
    uint16_t own_length_at;     // a uint16_t at this offset,
    uint16_t least_bytes;       // which is at least this.
    uint16_t flags, index, addresses; // int, uint16_t, int.
    uint16_t kind;              // ifi_type: uint8_t.
    uint16_t mtu;               // uint32_t.
    uint16_t speed;             // ifi_baudrate; bits a second.
    uint8_t speed_bytes;
    uint16_t link_state;        // uint8_t; 0: the message has none.
    uint8_t link_down, link_up; // From the first on, the link is down, and from the second on, up.
    cp_counter_at counters[CPROBE_TRAFFIC_COUNTERS];
    uint16_t address_bytes;     // Of an address's message; 0 as above, with the two below.
    uint16_t address_own_length_at, address_least_bytes;
    uint16_t address_index, address_addresses;
    uint8_t padding;            // Socket addresses are padded to this.
    uint8_t family_ipv6;        // AF_INET6; the other families have the same number everywhere.
    uint8_t stacked_kinds[12];  // Types whose packets pass another interface, too; ended by 0.
    uint8_t tunnel_kinds[4];    // Those of tunnels if point-to-point, without a hardware address.
} cp_interface_layout;

// Reads the list. `numbers` are those of the sysctl, as are the two sources below.
typedef struct cp_interface_list {
    const char *source;
    const int *numbers;
    unsigned count;
    const cp_interface_layout *layout;
    // Replaces counters that the list has not whole; NULL: it has all. A failure is added to the
    // list, and the counters are absent.
    void (*complete)(cprobe_interface *item, cprobe_failures *failures);
} cp_interface_list;

cprobe_result cp_interfaces_read(const cp_interface_list *list, cp_buffer buffer,
                                 cprobe_network *network, cprobe_interface *items,
                                 size_t capacity, size_t *count, cprobe_failure *failure);

// The network section, of this list alone.
cprobe_result cp_network_read(const cp_interface_list *list, cprobe_collector *collector,
                              cprobe_network *network, cprobe_interface *items, size_t capacity,
                              size_t *count, cprobe_failure *failure);

// The addresses of this list alone.
cprobe_result cp_network_read_addresses(const cp_interface_list *list,
                                        cprobe_collector *collector, cprobe_address *items,
                                        size_t capacity, size_t *count, cprobe_failure *failure);

cprobe_result cp_addresses_read(const cp_interface_list *list, cp_buffer buffer,
                                cprobe_address *items, size_t capacity, size_t *count,
                                cprobe_failure *failure);

#endif
