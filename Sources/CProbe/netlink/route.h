// rtnetlink messages about routes, neighbours and qdiscs.

#ifndef CP_NETLINK_ROUTE_H
#define CP_NETLINK_ROUTE_H

#include "../include/cprobe/routing.h"
#include "message.h"

// What a message is about.
typedef enum CPROBE_CLOSED cp_routing_message {
    CP_ROUTING_WANTED = 0,
    CP_ROUTING_OTHER,    // Of another family or table, or of no interest.
    CP_ROUTING_MALFORMED
} cp_routing_message;

// A route. The interface has no name, only its index, as in the structs below.
typedef struct cp_route {
    cprobe_route route; // If it has several next hops: without any.
    cp_span hops;       // The next hops that were not taken yet; empty if there is only one.
    bool is_dead;       // The kernel does not use the next hop that was taken: its link is down.
} cp_route;

// Parses the body of a NEW_ROUTE message. Wanted are routes of the main tables of IPv4 and IPv6
// that are no copies made for one destination, do not depend on the source, and are in use.
cp_routing_message cp_route_message_parse(cp_span body, cp_route *route);

// Takes the next of several next hops into route->route. False at the end, or if the rest is
// malformed, which stays in route->hops then.
bool cp_route_take_hop(cp_route *route);

// Parses the body of a NEW_NEIGHBOUR message. Wanted are those of IPv4 and IPv6 with a state other
// than NOARP: the link addresses of the others follow from their addresses.
cp_routing_message cp_neighbour_message_parse(cp_span body, cprobe_neighbour *neighbour);

// Parses the body of a NEW_QDISC message.
cp_routing_message cp_qdisc_message_parse(cp_span body, cprobe_qdisc *qdisc);

#endif
