// rtnetlink messages about links (interfaces).

#ifndef CP_NETLINK_LINK_H
#define CP_NETLINK_LINK_H

#include "../include/cprobe/network.h"
#include "message.h"

// Message types of the kernel's interface.
enum {
    CP_NETLINK_NEW_LINK = 16,
    CP_NETLINK_GET_LINK = 18,
    CP_NETLINK_NEW_ROUTE = 24,
    CP_NETLINK_GET_ROUTE = 26,
    CP_NETLINK_NEW_NEIGHBOUR = 28,
    CP_NETLINK_GET_NEIGHBOUR = 30,
    CP_NETLINK_NEW_QDISC = 36,
    CP_NETLINK_GET_QDISC = 38,
    CP_NETLINK_NEW_STATS = 92,
    CP_NETLINK_GET_STATS = 94,
    CP_NETLINK_REQUEST_BYTES = 36
};

// One link. Absent numbers are 0; no interface has index 0.
typedef struct cp_link {
    uint32_t index, flags;
    uint32_t lower;      // The index of the lower device, in this namespace.
    uint32_t master;     // The index of the master of which it is a port.
    uint32_t mtu_bytes, tx_queue_length;
    uint32_t carrier_changes, carrier_up_changes, carrier_down_changes;
    uint8_t operstate;
    bool has_mtu, has_operstate, has_tx_queue_length;
    bool has_carrier_changes, has_carrier_up_changes, has_carrier_down_changes;
    bool has_ports;      // By its kind, even if it has no ports now.
    bool has_no_medium;  // Packets go to a program or to the peer of a pair: it has no speed.
    cp_span name;
    cp_span alias;       // Empty if there is none.
    cp_span properties;  // A list of attributes, among them the alternative names.
    cprobe_traffic counters;
} cp_link;

// Writes the request for a dump of all links, all their statistics, all routes, neighbours or
// qdiscs. Returns its length.
size_t cp_netlink_dump_request(uint16_t type, uint32_t sequence,
                               unsigned char request[CP_NETLINK_REQUEST_BYTES]);

// Parses the body of a NEW_LINK message. False if malformed.
bool cp_link_parse(cp_span body, cp_link *link);

// Copies the alternative names of a link's properties, each with a NUL behind it, as many as fit.
// Returns the length of the copy.
size_t cp_link_alternative_names(cp_span properties, char *names, size_t capacity);

// Parses the body of a NEW_STATS message: the link's index and counters. False if malformed.
bool cp_link_stats_parse(cp_span body, uint32_t *index, cprobe_traffic *counters);

#endif
