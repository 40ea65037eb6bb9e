// rtnetlink: the kernel's replies to RTM_GETLINK and RTM_GETSTATS.
//
//     link      = family u8, pad u8, hardware u16, index i32, flags u32, change u32, attribute*
//     stats     = family u8, pad u8, pad u16, index u32, filter u32, attribute*
//
// message.c describes headers and attributes. The counters are `struct rtnl_link_stats64`: 23
// numbers of 64 bits since Linux 2.6.35, followed by newer ones. They are summed as
// dev_seq_printf_stats() sums them for /proc/net/dev.
// linux/rtnetlink.h, linux/if_link.h; rtnetlink(7).

#include "link.h"

#include <stdint.h>
#include "../presence.h"

enum {
    LINK_BYTES = 16,
    STATS_BYTES = 12,
    NEIGHBOUR_BYTES = 12,
    ROUTE_BYTES = 12,
    QDISC_BYTES = 20,
    NUMBERS = 23,

    // IFLA_*
    NAME = 3,
    MTU = 4,
    LINK = 5,
    MASTER = 10,
    TX_QUEUE_LENGTH = 13,
    OPERSTATE = 16,
    LINK_INFO = 18,
    ALIAS = 20,
    STATS64 = 23,
    CARRIER_CHANGES = 35,
    LINK_NETNSID = 37,
    CARRIER_UP_COUNT = 47,
    CARRIER_DOWN_COUNT = 48,
    PROPERTIES = 52, // IFLA_PROP_LIST
    ALTERNATIVE_NAME = 53,
    INFO_KIND = 1,
    INFO_DATA = 2,
    VXLAN_LINK = 3, // IFLA_VXLAN_LINK
    STATS_LINK_64 = 1
};

static uint32_t u32_of(cp_span value) {
    return value.length >= 4 ? cp_netlink_u32(value.bytes) : 0;
}

size_t cp_netlink_dump_request(uint16_t type, uint32_t sequence,
                               unsigned char request[CP_NETLINK_REQUEST_BYTES]) {
    const bool is_stats = type == CP_NETLINK_GET_STATS;
    uint32_t length = CP_NETLINK_HEADER_BYTES;
    switch (type) {
    case CP_NETLINK_GET_STATS: length += STATS_BYTES; break;
    case CP_NETLINK_GET_NEIGHBOUR: length += NEIGHBOUR_BYTES; break;
    case CP_NETLINK_GET_ROUTE: length += ROUTE_BYTES; break;
    case CP_NETLINK_GET_QDISC: length += QDISC_BYTES; break;
    default: length += LINK_BYTES; break;
    }
    const uint32_t filter = 1u << (STATS_LINK_64 - 1);
    cp_netlink_begin_dump(request, length, type, sequence);
    if (is_stats) {
        memcpy(request + CP_NETLINK_HEADER_BYTES + 8, &filter, sizeof filter);
    }
    return length;
}

// The numbers of struct rtnl_link_stats64, in its order.
typedef struct numbers {
    uint64_t rx_packets, tx_packets, rx_bytes, tx_bytes, rx_errors, tx_errors, rx_dropped,
        tx_dropped, multicast, collisions, rx_length_errors, rx_over_errors, rx_crc_errors,
        rx_frame_errors, rx_fifo_errors, rx_missed_errors, tx_aborted_errors, tx_carrier_errors,
        tx_fifo_errors, tx_heartbeat_errors, tx_window_errors, rx_compressed, tx_compressed;
} numbers;

_Static_assert(sizeof(numbers) == NUMBERS * sizeof(uint64_t), "as the kernel has them");

static bool parse_counters(cp_span value, cprobe_traffic *counters) {
    numbers n;
    if (value.length < sizeof n) {
        return false;
    }
    memcpy(&n, value.bytes, sizeof n);
    *counters = (cprobe_traffic){
        .present_fields = cp_presence_first(CPROBE_TRAFFIC_COUNTERS),
        .rx_bytes = n.rx_bytes,
        .rx_packets = n.rx_packets,
        .rx_errors = n.rx_errors,
        .rx_dropped = n.rx_dropped + n.rx_missed_errors,
        .rx_fifo = n.rx_fifo_errors,
        .rx_frame =
            n.rx_length_errors + n.rx_over_errors + n.rx_crc_errors + n.rx_frame_errors,
        .rx_compressed = n.rx_compressed,
        .rx_multicast = n.multicast,
        .tx_bytes = n.tx_bytes,
        .tx_packets = n.tx_packets,
        .tx_errors = n.tx_errors,
        .tx_dropped = n.tx_dropped,
        .tx_fifo = n.tx_fifo_errors,
        .tx_collisions = n.collisions,
        .tx_carrier = n.tx_carrier_errors + n.tx_aborted_errors + n.tx_window_errors +
                      n.tx_heartbeat_errors,
        .tx_compressed = n.tx_compressed,
    };
    return true;
}

// The attributes of IFLA_LINKINFO.
typedef struct link_info {
    cp_span kind;
    cp_span data; // Specific to the kind.
} link_info;

static link_info parse_info(cp_span info) {
    link_info read = {{NULL, 0}, {NULL, 0}};
    uint16_t type = 0;
    cp_span value;
    while (cp_netlink_take_attribute(&info, &type, &value)) {
        if (type == INFO_KIND) {
            read.kind = cp_take_until(&value, '\0', NULL);
        } else if (type == INFO_DATA) {
            read.data = value;
        }
    }
    return read;
}

// The IFLA_LINK of these kinds is their peer, not a lower device.
static bool is_pair(cp_span kind) {
    return cp_span_equal(kind, cp_span_of("veth")) || cp_span_equal(kind, cp_span_of("vxcan")) ||
           cp_span_equal(kind, cp_span_of("netkit"));
}

// The speed and duplex of these drivers are constants.
static bool has_no_medium(cp_span kind) {
    return is_pair(kind) || cp_span_equal(kind, cp_span_of("tun")) ||
           cp_span_equal(kind, cp_span_of("dummy")) || cp_span_equal(kind, cp_span_of("ifb"));
}

// A VXLAN has its lower device in its own attributes.
static uint32_t lower_of_vxlan(cp_span data) {
    uint16_t type = 0;
    cp_span value;
    while (cp_netlink_take_attribute(&data, &type, &value)) {
        if (type == VXLAN_LINK) {
            return u32_of(value);
        }
    }
    return 0;
}

size_t cp_link_alternative_names(cp_span properties, char *names, size_t capacity) {
    uint16_t type = 0;
    size_t length = 0;
    cp_span value;
    while (cp_netlink_take_attribute(&properties, &type, &value)) {
        const cp_span name = cp_take_until(&value, '\0', NULL);
        if (type == ALTERNATIVE_NAME && name.length != 0 && name.length < capacity - length) {
            memcpy(names + length, name.bytes, name.length);
            names[length + name.length] = '\0';
            length += name.length + 1;
        }
    }
    return length;
}

// Takes a number of 32 bits. False if the attribute is too short.
static bool take_u32(cp_span value, uint32_t *number) {
    *number = u32_of(value);
    return value.length >= 4;
}

bool cp_link_parse(cp_span body, cp_link *link) {
    if (body.length < LINK_BYTES) {
        return false;
    }
    *link = (cp_link){.index = cp_netlink_u32(body.bytes + 4),
                      .flags = cp_netlink_u32(body.bytes + 8)};
    cp_skip(&body, LINK_BYTES);
    bool is_elsewhere = false; // The lower device is in another namespace.
    link_info info = {{NULL, 0}, {NULL, 0}};
    uint16_t type = 0;
    cp_span value;
    while (cp_netlink_take_attribute(&body, &type, &value)) {
        switch (type) {
        case NAME: link->name = cp_take_until(&value, '\0', NULL); break;
        case MTU:
            link->has_mtu = take_u32(value, &link->mtu_bytes);
            break;
        case TX_QUEUE_LENGTH:
            link->has_tx_queue_length = take_u32(value, &link->tx_queue_length);
            break;
        case CARRIER_CHANGES:
            link->has_carrier_changes = take_u32(value, &link->carrier_changes);
            break;
        case CARRIER_UP_COUNT:
            link->has_carrier_up_changes = take_u32(value, &link->carrier_up_changes);
            break;
        case CARRIER_DOWN_COUNT:
            link->has_carrier_down_changes = take_u32(value, &link->carrier_down_changes);
            break;
        case ALIAS: link->alias = cp_take_until(&value, '\0', NULL); break;
        case PROPERTIES: link->properties = value; break;
        case LINK: link->lower = u32_of(value); break;
        case MASTER: link->master = u32_of(value); break;
        case OPERSTATE:
            link->operstate = value.length != 0 ? (uint8_t)value.bytes[0] : 0;
            link->has_operstate =
                value.length != 0 && link->operstate <= CPROBE_OPERSTATE_UP;
            break;
        case LINK_INFO: info = parse_info(value); break;
        case LINK_NETNSID: is_elsewhere = true; break;
        case STATS64: (void)parse_counters(value, &link->counters); break;
        default: break;
        }
    }
    if (cp_span_equal(info.kind, cp_span_of("vxlan"))) {
        link->lower = lower_of_vxlan(info.data);
    }
    link->has_ports = cp_span_equal(info.kind, cp_span_of("bridge")) ||
                      cp_span_equal(info.kind, cp_span_of("bond")) ||
                      cp_span_equal(info.kind, cp_span_of("team"));
    link->has_no_medium = has_no_medium(info.kind);
    if (is_elsewhere || is_pair(info.kind) || link->lower == link->index) {
        link->lower = 0;
    }
    return link->index != 0 && link->name.length != 0 &&
           link->name.length <= CPROBE_INTERFACE_NAME_BYTES;
}

bool cp_link_stats_parse(cp_span body, uint32_t *index, cprobe_traffic *counters) {
    if (body.length < STATS_BYTES) {
        return false;
    }
    *index = cp_netlink_u32(body.bytes + 4);
    cp_skip(&body, STATS_BYTES);
    uint16_t type = 0;
    cp_span value;
    while (cp_netlink_take_attribute(&body, &type, &value)) {
        if (type == STATS_LINK_64) {
            return parse_counters(value, counters);
        }
    }
    return false;
}
