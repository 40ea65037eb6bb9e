// rtnetlink: the kernel's replies to RTM_GETROUTE, RTM_GETNEIGH and RTM_GETQDISC.
//
//     route     = family u8, destination bits u8, source bits u8, tos u8, table u8, protocol u8,
//                 scope u8, type u8, flags u32, attribute*
//     hops      = hop*                         the attribute RTA_MULTIPATH of a route
//     hop       = length u16, flags u8, weight - 1 u8, interface i32, attribute*, padding
//     via       = family u16, address          the attribute RTA_VIA: a gateway of another family
//     neighbour = family u8, pad u8, pad u16, interface i32, state u16, flags u8, type u8,
//                 attribute*
//     qdisc     = family u8, pad u8, pad u16, interface i32, handle u32, parent u32,
//                 references u32, attribute*
//     stats     = basic | queue | packets | …  the attribute TCA_STATS2 of a qdisc
//     basic     = bytes u64, packets u32
//     queue     = packets u32, bytes u32, drops u32, requeues u32, overlimits u32
//     packets   = u64                          if they exceed 32 bits
//
// message.c describes headers and attributes. Addresses are in network byte order, all else in the
// machine's. A route without a destination is the default route. Its table is the attribute
// RTA_TABLE, or the byte of the header if it is missing. Without a metric (RTA_PRIORITY) it has 0.
// Skipped are routes of some sources or types of service only, and those that the kernel does not
// use since their link is down. An attribute that is too short makes the message malformed.
// linux/rtnetlink.h, linux/neighbour.h, linux/pkt_sched.h, linux/gen_stats.h; rtnetlink(7).

#include "route.h"

enum {
    ROUTE_BYTES = 12,
    HOP_BYTES = 8,
    NEIGHBOUR_BYTES = 12,
    QDISC_BYTES = 20,
    BASIC_BYTES = 12,
    QUEUE_BYTES = 20,
    FAMILY_IPV4 = 2, // AF_INET and AF_INET6 of Linux.
    FAMILY_IPV6 = 10,
    TABLE_MAIN = 254,
    FLAG_CLONED = 0x200, // RTM_F_CLONED
    DEAD = 1,            // RTNH_F_DEAD, of a route and of a next hop.

    // RTA_*
    DESTINATION = 1,
    INTERFACE = 4,
    GATEWAY = 5,
    PRIORITY = 6,
    MULTIPATH = 9,
    TABLE = 15,
    VIA = 18,

    // NUD_*
    STATES_WANTED = 0xffbf, // All but NUD_NOARP.

    // NDA_*
    NEIGHBOUR_DESTINATION = 1,
    LINK_ADDRESS = 2,

    // TCA_* and TCA_STATS_*
    KIND = 1,
    STATS2 = 7,
    STATS_BASIC = 1,
    STATS_QUEUE = 3,
    STATS_PACKETS_64 = 8
};

static unsigned byte_at(const char *bytes) {
    return (unsigned char)bytes[0];
}

static bool family_of(unsigned number, cprobe_family *family) {
    *family = number == FAMILY_IPV4 ? CPROBE_FAMILY_IPV4 : CPROBE_FAMILY_IPV6;
    return number == FAMILY_IPV4 || number == FAMILY_IPV6;
}

static uint32_t address_bytes(cprobe_family family) {
    return family == CPROBE_FAMILY_IPV4 ? 4 : CPROBE_ROUTE_ADDRESS_BYTES;
}

static bool take_address(cp_span value, cprobe_family family, cprobe_route_address *address) {
    if (value.length != address_bytes(family)) {
        return false;
    }
    address->length = (uint32_t)value.length;
    memcpy(address->bytes, value.bytes, value.length);
    return true;
}

static bool take_u32(cp_span value, uint32_t *number) {
    if (value.length < sizeof *number) {
        return false;
    }
    *number = cp_netlink_u32(value.bytes);
    return true;
}

static bool take_via(cp_span value, cprobe_route_address *gateway) {
    cprobe_family family = CPROBE_FAMILY_IPV4;
    if (value.length < 2) {
        return false;
    }
    if (!family_of(cp_netlink_u16(value.bytes), &family)) {
        return true; // A gateway of a family that has no addresses here.
    }
    cp_skip(&value, 2);
    return take_address(value, family, gateway);
}

// Takes an attribute of a next hop. True also for another one.
static bool take_hop_attribute(uint16_t type, cp_span value, cprobe_route *route) {
    switch (type) {
    case GATEWAY: return take_address(value, route->family, &route->gateway);
    case VIA: return take_via(value, &route->gateway);
    default: return true;
    }
}

static cprobe_route_type type_of(unsigned number) {
    return number <= CPROBE_ROUTE_THROW ? (cprobe_route_type)number : CPROBE_ROUTE_UNKNOWN;
}

cp_routing_message cp_route_message_parse(cp_span body, cp_route *read) {
    if (body.length < ROUTE_BYTES) {
        return CP_ROUTING_MALFORMED;
    }
    const char *header = body.bytes;
    *read = (cp_route){.route = {.type = type_of(byte_at(header + 7))}};
    cprobe_route *route = &read->route;
    uint32_t table = byte_at(header + 4);
    if (!family_of(byte_at(header), &route->family) ||
        (cp_netlink_u32(header + 8) & (FLAG_CLONED | DEAD)) != 0 || byte_at(header + 2) != 0 ||
        byte_at(header + 3) != 0) {
        return CP_ROUTING_OTHER;
    }
    route->prefix_bits = byte_at(header + 1);
    route->destination.length = address_bytes(route->family);
    bool is_right = route->prefix_bits <= 8 * route->destination.length;
    bool has_destination = false;
    uint16_t type = 0;
    cp_span value;
    cp_skip(&body, ROUTE_BYTES);
    while (cp_netlink_take_attribute(&body, &type, &value)) {
        bool is_good = true;
        switch (type) {
        case DESTINATION:
            is_good = take_address(value, route->family, &route->destination);
            has_destination = is_good;
            break;
        case INTERFACE: is_good = take_u32(value, &route->interface.index); break;
        case PRIORITY: is_good = take_u32(value, &route->metric); break;
        case TABLE: is_good = take_u32(value, &table); break;
        case MULTIPATH: read->hops = value; break;
        default: is_good = take_hop_attribute(type, value, route); break;
        }
        is_right = is_right && is_good;
    }
    cprobe_set(&route->present_fields, CPROBE_ROUTE_PREFIX_BITS);
    cprobe_set(&route->present_fields, CPROBE_ROUTE_METRIC);
    if (!is_right || body.length != 0 || (!has_destination && route->prefix_bits != 0)) {
        return CP_ROUTING_MALFORMED;
    }
    return table == TABLE_MAIN ? CP_ROUTING_WANTED : CP_ROUTING_OTHER;
}

bool cp_route_take_hop(cp_route *read) {
    if (read->hops.length < HOP_BYTES) {
        return false;
    }
    const char *bytes = read->hops.bytes;
    const size_t length = cp_netlink_u16(bytes);
    if (length < HOP_BYTES || length > read->hops.length) {
        return false;
    }
    cprobe_route *route = &read->route;
    read->is_dead = (byte_at(bytes + 2) & DEAD) != 0;
    route->weight = byte_at(bytes + 3) + 1;
    route->interface.index = cp_netlink_u32(bytes + 4);
    route->gateway = (cprobe_route_address){0};
    cprobe_set(&route->present_fields, CPROBE_ROUTE_WEIGHT);
    cp_span attributes = cp_span_make(bytes + HOP_BYTES, length - HOP_BYTES);
    uint16_t type = 0;
    cp_span value;
    while (cp_netlink_take_attribute(&attributes, &type, &value)) {
        if (!take_hop_attribute(type, value, route)) {
            return false;
        }
    }
    if (attributes.length != 0) {
        return false;
    }
    cp_netlink_skip(&read->hops, length);
    return true;
}

static cprobe_neighbour_state state_of(unsigned number) {
    switch (number) {
    case 0x01: return CPROBE_NEIGHBOUR_INCOMPLETE;
    case 0x02: return CPROBE_NEIGHBOUR_REACHABLE;
    case 0x04: return CPROBE_NEIGHBOUR_STALE;
    case 0x08: return CPROBE_NEIGHBOUR_DELAY;
    case 0x10: return CPROBE_NEIGHBOUR_PROBE;
    case 0x20: return CPROBE_NEIGHBOUR_FAILED;
    case 0x80: return CPROBE_NEIGHBOUR_PERMANENT;
    default: return CPROBE_NEIGHBOUR_UNKNOWN;
    }
}

cp_routing_message cp_neighbour_message_parse(cp_span body, cprobe_neighbour *neighbour) {
    if (body.length < NEIGHBOUR_BYTES) {
        return CP_ROUTING_MALFORMED;
    }
    const unsigned state = cp_netlink_u16(body.bytes + 8);
    *neighbour = (cprobe_neighbour){.state = state_of(state),
                                    .interface = {.index = cp_netlink_u32(body.bytes + 4)}};
    if (!family_of(byte_at(body.bytes), &neighbour->family) || (state & STATES_WANTED) == 0) {
        return CP_ROUTING_OTHER;
    }
    cp_skip(&body, NEIGHBOUR_BYTES);
    bool is_right = true;
    uint16_t type = 0;
    cp_span value;
    while (cp_netlink_take_attribute(&body, &type, &value)) {
        if (type == NEIGHBOUR_DESTINATION) {
            is_right = is_right && take_address(value, neighbour->family, &neighbour->address);
        } else if (type == LINK_ADDRESS && value.length <= sizeof neighbour->link_address) {
            neighbour->link_address_length = (uint32_t)value.length;
            memcpy(neighbour->link_address, value.bytes, value.length);
        } else if (type == LINK_ADDRESS) {
            is_right = false;
        }
    }
    return is_right && body.length == 0 && neighbour->address.length != 0 ? CP_ROUTING_WANTED
                                                                          : CP_ROUTING_MALFORMED;
}

static void store(cprobe_qdisc *qdisc, unsigned field, uint64_t *member, uint64_t number) {
    *member = number;
    cprobe_set(&qdisc->present_fields, field);
}

// Takes the attribute TCA_STATS2.
static bool take_stats(cp_span stats, cprobe_qdisc *qdisc) {
    uint16_t type = 0;
    cp_span value;
    bool is_right = true;
    bool has_64 = false;
    while (cp_netlink_take_attribute(&stats, &type, &value)) {
        uint64_t number = 0;
        if (type == STATS_BASIC && value.length >= BASIC_BYTES) {
            memcpy(&number, value.bytes, sizeof number);
            store(qdisc, CPROBE_QDISC_SENT_BYTES, &qdisc->sent_bytes, number);
            if (!has_64) {
                store(qdisc, CPROBE_QDISC_SENT_PACKETS, &qdisc->sent_packets,
                      cp_netlink_u32(value.bytes + 8));
            }
        } else if (type == STATS_PACKETS_64 && value.length >= sizeof number) {
            memcpy(&number, value.bytes, sizeof number);
            store(qdisc, CPROBE_QDISC_SENT_PACKETS, &qdisc->sent_packets, number);
            has_64 = true;
        } else if (type == STATS_QUEUE && value.length >= QUEUE_BYTES) {
            const char *at = value.bytes;
            store(qdisc, CPROBE_QDISC_BACKLOG_PACKETS, &qdisc->backlog_packets,
                  cp_netlink_u32(at));
            store(qdisc, CPROBE_QDISC_BACKLOG_BYTES, &qdisc->backlog_bytes,
                  cp_netlink_u32(at + 4));
            store(qdisc, CPROBE_QDISC_DROPS, &qdisc->drops, cp_netlink_u32(at + 8));
            store(qdisc, CPROBE_QDISC_REQUEUES, &qdisc->requeues, cp_netlink_u32(at + 12));
            store(qdisc, CPROBE_QDISC_OVERLIMITS, &qdisc->overlimits, cp_netlink_u32(at + 16));
        } else if (type == STATS_BASIC || type == STATS_PACKETS_64 || type == STATS_QUEUE) {
            is_right = false;
        }
    }
    return is_right && stats.length == 0;
}

cp_routing_message cp_qdisc_message_parse(cp_span body, cprobe_qdisc *qdisc) {
    if (body.length < QDISC_BYTES) {
        return CP_ROUTING_MALFORMED;
    }
    *qdisc = (cprobe_qdisc){.handle = cp_netlink_u32(body.bytes + 8),
                            .parent = cp_netlink_u32(body.bytes + 12),
                            .interface = {.index = cp_netlink_u32(body.bytes + 4)}};
    cp_skip(&body, QDISC_BYTES);
    bool is_right = true;
    uint16_t type = 0;
    cp_span value;
    while (cp_netlink_take_attribute(&body, &type, &value)) {
        if (type == KIND) {
            const cp_span kind = cp_take_until(&value, '\0', NULL);
            is_right = is_right && kind.length != 0 && kind.length <= sizeof qdisc->kind;
            qdisc->kind_length = is_right ? (uint32_t)kind.length : 0;
            memcpy(qdisc->kind, kind.bytes, qdisc->kind_length);
        } else if (type == STATS2) {
            is_right = take_stats(value, qdisc) && is_right;
        }
    }
    return is_right && body.length == 0 && qdisc->kind_length != 0 ? CP_ROUTING_WANTED
                                                                   : CP_ROUTING_MALFORMED;
}
