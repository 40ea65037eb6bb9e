// Routes, neighbours and wireless interfaces by the files of /proc/net.

#ifndef CP_FORMAT_ROUTE_FILES_H
#define CP_FORMAT_ROUTE_FILES_H

#include "../include/cprobe/routing.h"
#include "../text/lines.h"

// As cprobe_route_parse(). `source` is the failure's source, as in the calls below.
cprobe_result cp_route_file_parse(cp_lines *lines, const char *source, cprobe_route *items,
                                  size_t capacity, size_t *count, cprobe_failure *failure);

// As cprobe_ipv6_route_parse().
cprobe_result cp_ipv6_route_file_parse(cp_lines *lines, const char *source, cprobe_route *items,
                                       size_t capacity, size_t *count, cprobe_failure *failure);

// As cprobe_arp_parse().
cprobe_result cp_arp_file_parse(cp_lines *lines, const char *source, cprobe_neighbour *items,
                                size_t capacity, size_t *count, cprobe_failure *failure);

// As cprobe_wireless_parse().
cprobe_result cp_wireless_file_parse(cp_lines *lines, const char *source, cprobe_wireless *items,
                                     size_t capacity, size_t *count, cprobe_failure *failure);

// Counts a route, and stores it where `items` has space for it. False if there are too many.
static inline bool cp_route_add(const cprobe_route *route, cprobe_route *items, size_t capacity,
                                size_t *count) {
    if (*count >= CPROBE_ROUTING_LISTED) {
        return false;
    }
    if (*count < capacity) {
        items[*count] = *route;
    }
    *count += 1;
    return true;
}

// Stores the name of an interface. False if it is empty or too long.
static inline bool cp_interface_name_set(cprobe_interface_name *interface, cp_span name) {
    if (name.length == 0 || name.length > sizeof interface->name) {
        return false;
    }
    memcpy(interface->name, name.bytes, name.length);
    interface->name_length = (uint32_t)name.length;
    return true;
}

#endif
