#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include <errno.h>

#include "../failure.h"
#include "../format/route_files.h"
#include "../netlink/route.h"
#include "../source/descriptor.h"
#include "collector_state.h"
#include "rtnetlink.h"

static const char netlink_source[] = "rtnetlink";

enum { TRIES = 3 }; // Of a dump that changed while it was made.

// A file of a network namespace: its path, its path in a live root, and what parses it.
typedef struct file {
    const char *path, *live_path;
    cprobe_result (*parse)(cp_lines *lines, const char *source, cprobe_routing_lists *lists,
                           cprobe_failure *failure);
} file;

static cprobe_result parse_route(cp_lines *lines, const char *source, cprobe_routing_lists *lists,
                                 cprobe_failure *failure) {
    return cp_route_file_parse(lines, source, lists->routes, lists->route_capacity,
                               &lists->route_count, failure);
}

static cprobe_result parse_ipv6_route(cp_lines *lines, const char *source,
                                      cprobe_routing_lists *lists, cprobe_failure *failure) {
    return cp_ipv6_route_file_parse(lines, source, lists->routes, lists->route_capacity,
                                    &lists->route_count, failure);
}

static cprobe_result parse_arp(cp_lines *lines, const char *source, cprobe_routing_lists *lists,
                               cprobe_failure *failure) {
    return cp_arp_file_parse(lines, source, lists->neighbours, lists->neighbour_capacity,
                             &lists->neighbour_count, failure);
}

static cprobe_result parse_wireless(cp_lines *lines, const char *source,
                                    cprobe_routing_lists *lists, cprobe_failure *failure) {
    return cp_wireless_file_parse(lines, source, lists->wireless, lists->wireless_capacity,
                                  &lists->wireless_count, failure);
}

static const file route_file = {"/proc/net/route", "/proc/1/net/route", parse_route};
static const file ipv6_route_file = {"/proc/net/ipv6_route", "/proc/1/net/ipv6_route",
                                     parse_ipv6_route};
static const file arp_file = {"/proc/net/arp", "/proc/1/net/arp", parse_arp};
static const file wireless_file = {"/proc/net/wireless", "/proc/1/net/wireless", parse_wireless};

// One reading.
typedef struct reading {
    cp_reader *reader;
    cprobe_routing_lists *lists;
    cprobe_routing routing;
    cp_rtnetlink netlink;
    cprobe_interface_name last; // The interface whose name was found last.
    bool has_any;               // A whole source could be read.
    bool is_malformed, is_full; // A message of the dump was malformed, or did not fit.
} reading;

static void add_failure(reading *r, cprobe_result result, const cprobe_failure *failure) {
    if (result != CPROBE_OK) {
        cp_failures_add(&r->routing.failures, *failure);
    } else {
        r->has_any = true;
    }
}

// Reads a file. A missing one `is_optional`, or a failure.
static void read_file(reading *r, const file *from, bool is_optional) {
    const char *path = r->reader->root.kind == CPROBE_ROOT_LIVE ? from->live_path : from->path;
    int descriptor = -1;
    cprobe_failure failure = {0};
    cprobe_result result =
        cp_root_open_file(&r->reader->root, path, path, &descriptor, &failure);
    if (result == CPROBE_NOT_FOUND && is_optional) {
        return;
    }
    if (result == CPROBE_OK) {
        cp_stream stream;
        cp_lines lines = cp_stream_lines(r->reader, &stream, descriptor, CP_PRINTED_BY_RECORD);
        result = from->parse(&lines, path, r->lists, &failure);
        if (lines.result != CPROBE_OK) {
            failure.system_error = stream.system_error;
        }
        cp_close(descriptor);
    }
    add_failure(r, result, &failure);
}

static void read_xfrm(reading *r) {
    const char *path = r->reader->root.kind == CPROBE_ROOT_LIVE ? "/proc/1/net/xfrm_stat"
                                                                : "/proc/net/xfrm_stat";
    cprobe_failure failure = {0};
    cp_span text;
    cprobe_result result = cp_read_once(r->reader, path, path, &text, &failure);
    if (result == CPROBE_NOT_FOUND) {
        return;
    }
    if (result == CPROBE_OK) {
        result = cprobe_xfrm_stat_parse(text.bytes, text.length, &r->routing.xfrm, &failure);
        failure.source = path;
    }
    add_failure(r, result, &failure);
}

// Finds the name of an interface: mostly that of the item before.
static void find_name(reading *r, cprobe_interface_name *interface) {
    if (interface->index != r->last.index || interface->index == 0) {
        r->last = (cprobe_interface_name){.index = interface->index};
        cp_rtnetlink_find_name(&r->netlink, &r->last);
    }
    *interface = r->last;
}

// Counts an item of a list. False if it is beyond what is listed.
static bool count(reading *r, size_t *items) {
    if (*items >= CPROBE_ROUTING_LISTED) {
        r->is_full = true;
        return false;
    }
    *items += 1;
    return true;
}

static void add_route(reading *r, const cprobe_route *route) {
    cprobe_routing_lists *lists = r->lists;
    if (count(r, &lists->route_count) && lists->route_count <= lists->route_capacity) {
        cprobe_route *item = &lists->routes[lists->route_count - 1];
        *item = *route;
        find_name(r, &item->interface);
    }
}

// Takes one message of a dump. True, since a malformed message costs only its own item.
static bool take_route(void *context, const cp_netlink_message *message) {
    reading *r = context;
    cp_route route;
    const cp_routing_message kind = cp_route_message_parse(message->body, &route);
    r->is_malformed = r->is_malformed || kind == CP_ROUTING_MALFORMED;
    if (kind != CP_ROUTING_WANTED) {
        return true;
    }
    if (route.hops.length == 0) {
        add_route(r, &route.route);
    }
    while (cp_route_take_hop(&route)) {
        if (!route.is_dead) {
            add_route(r, &route.route);
        }
    }
    r->is_malformed = r->is_malformed || route.hops.length != 0;
    return true;
}

static bool take_neighbour(void *context, const cp_netlink_message *message) {
    reading *r = context;
    cprobe_routing_lists *lists = r->lists;
    cprobe_neighbour neighbour;
    const cp_routing_message kind = cp_neighbour_message_parse(message->body, &neighbour);
    r->is_malformed = r->is_malformed || kind == CP_ROUTING_MALFORMED;
    if (kind == CP_ROUTING_WANTED && count(r, &lists->neighbour_count) &&
        lists->neighbour_count <= lists->neighbour_capacity) {
        find_name(r, &neighbour.interface);
        lists->neighbours[lists->neighbour_count - 1] = neighbour;
    }
    return true;
}

static bool take_qdisc(void *context, const cp_netlink_message *message) {
    reading *r = context;
    cprobe_routing_lists *lists = r->lists;
    cprobe_qdisc qdisc;
    const cp_routing_message kind = cp_qdisc_message_parse(message->body, &qdisc);
    r->is_malformed = r->is_malformed || kind == CP_ROUTING_MALFORMED;
    if (kind == CP_ROUTING_WANTED && count(r, &lists->qdisc_count) &&
        lists->qdisc_count <= lists->qdisc_capacity) {
        find_name(r, &qdisc.interface);
        lists->qdiscs[lists->qdisc_count - 1] = qdisc;
    }
    return true;
}

static bool take_link(void *context, const cp_netlink_message *message) {
    reading *r = context;
    cprobe_routing_lists *lists = r->lists;
    cp_link link;
    if (!cp_link_parse(message->body, &link)) {
        r->is_malformed = true;
        return true;
    }
    cprobe_network_driver driver = {.interface = {.index = link.index}};
    if ((link.flags >> CPROBE_FLAG_UP & 1) == 0 ||
        !cp_interface_name_set(&driver.interface, link.name) ||
        cp_rtnetlink_describe_driver(&r->netlink, &driver) != 0 || driver.name_length == 0) {
        return true; // An interface without a driver, such as lo, or one that was removed.
    }
    if (count(r, &lists->driver_count) && lists->driver_count <= lists->driver_capacity) {
        lists->drivers[lists->driver_count - 1] = driver;
    }
    return true;
}

// Dumps a list whose number of items is `items`. Returns 0 or an errno.
static int dump(reading *r, uint16_t request, uint16_t answer, cp_message_taker take,
                size_t *items) {
    bool interrupted = true;
    int error = 0;
    for (unsigned tries = 0; interrupted && error == 0 && tries < TRIES; tries += 1) {
        *items = 0;
        r->is_malformed = false;
        r->is_full = false;
        error = cp_rtnetlink_dump(&r->netlink, r->reader, request, answer, take, r, &interrupted);
    }
    if (error != 0) {
        // A dump that was not read to its end would refuse the next one.
        cp_rtnetlink_close(&r->netlink);
        (void)cp_rtnetlink_open(&r->netlink);
        *items = 0;
        return error;
    }
    const cprobe_failure failure = {
        r->is_malformed ? CPROBE_MALFORMED : r->is_full ? CPROBE_TOO_LARGE : CPROBE_IO, 0,
        interrupted ? EAGAIN : 0, netlink_source};
    if (r->is_malformed || r->is_full || interrupted) {
        cp_failures_add(&r->routing.failures, failure);
    }
    r->has_any = true;
    return 0;
}

// Reads all that rtnetlink has. Returns 0 or the first errno. `has_routes` and `has_neighbours`:
// these were read.
static int read_netlink(reading *r, bool *has_routes, bool *has_neighbours) {
    cprobe_routing_lists *lists = r->lists;
    cp_rtnetlink_init(&r->netlink, false);
    int error = cp_rtnetlink_open(&r->netlink);
    if (error != 0) {
        return error;
    }
    error = dump(r, CP_NETLINK_GET_ROUTE, CP_NETLINK_NEW_ROUTE, take_route, &lists->route_count);
    *has_routes = error == 0;
    int next = dump(r, CP_NETLINK_GET_NEIGHBOUR, CP_NETLINK_NEW_NEIGHBOUR, take_neighbour,
                    &lists->neighbour_count);
    *has_neighbours = next == 0;
    error = error != 0 ? error : next;
    next = dump(r, CP_NETLINK_GET_QDISC, CP_NETLINK_NEW_QDISC, take_qdisc, &lists->qdisc_count);
    error = error != 0 ? error : next;
    next = dump(r, CP_NETLINK_GET_LINK, CP_NETLINK_NEW_LINK, take_link, &lists->driver_count);
    error = error != 0 ? error : next;
    cp_rtnetlink_close(&r->netlink);
    return error;
}

// Whether anything could be read, if only a part of a malformed text.
static bool has_any(const reading *r) {
    const cprobe_routing_lists *lists = r->lists;
    return r->has_any || lists->route_count != 0 || lists->neighbour_count != 0 ||
           lists->wireless_count != 0 || cprobe_has_any(r->routing.xfrm.present_fields);
}

cprobe_result cprobe_routing_read(cprobe_collector *collector, cprobe_routing *routing,
                                  cprobe_routing_lists *lists, cprobe_failure *failure) {
    if (collector == NULL || routing == NULL || lists == NULL ||
        (lists->routes == NULL && lists->route_capacity != 0) ||
        (lists->neighbours == NULL && lists->neighbour_capacity != 0) ||
        (lists->qdiscs == NULL && lists->qdisc_capacity != 0) ||
        (lists->wireless == NULL && lists->wireless_capacity != 0) ||
        (lists->drivers == NULL && lists->driver_capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "routing", 0, 0);
    }
    reading r = {.reader = &cp_collector_of(collector)->reader, .lists = lists};
    lists->route_count = lists->neighbour_count = lists->qdisc_count = 0;
    lists->wireless_count = lists->driver_count = 0;
    const bool is_own = r.reader->root.kind == CPROBE_ROOT_OWN;
    bool has_routes = false, has_neighbours = false;
    const int error = is_own ? read_netlink(&r, &has_routes, &has_neighbours) : 0;
    if (!has_routes) {
        read_file(&r, &route_file, false);
        read_file(&r, &ipv6_route_file, true);
    }
    if (!has_neighbours) {
        read_file(&r, &arp_file, false);
    }
    read_file(&r, &wireless_file, true);
    read_xfrm(&r);
    if (error != 0 || !is_own) {
        cp_failures_add(&r.routing.failures,
                        (cprobe_failure){is_own ? cp_result_of_errno(error) : CPROBE_UNSUPPORTED,
                                         0, error, netlink_source});
    }
    if (!has_any(&r)) {
        return cp_fail_as(failure, &r.routing.failures.items[0]);
    }
    r.routing.has_monotonic = cp_reader_monotonic_ns(r.reader, &r.routing.monotonic_ns);
    *routing = r.routing;
    return CPROBE_OK;
}

#endif
