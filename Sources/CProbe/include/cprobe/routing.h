// Where packets go: routes, neighbours, queueing disciplines, IPsec, wireless links and drivers.

#ifndef CPROBE_ROUTING_H
#define CPROBE_ROUTING_H

#include "collector.h"
#include "network.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    CPROBE_ROUTE_ADDRESS_BYTES = 16,
    CPROBE_QDISC_KIND_BYTES = 16,     // The kernel's IFNAMSIZ, with a NUL.
    CPROBE_DRIVER_TEXT_BYTES = 32,    // The kernel's ETHTOOL_FWVERS_LEN and the others.
    CPROBE_ROUTING_LISTED = 1 << 20   // In each list. Further items are skipped and reported as a
                                      // failure.
};

// An address of IPv4 or IPv6, in network byte order.
typedef struct cprobe_route_address {
    uint32_t length; // 4, 16, or 0 if there is none.
    uint8_t bytes[CPROBE_ROUTE_ADDRESS_BYTES];
} cprobe_route_address;

// An interface by name and index.
typedef struct cprobe_interface_name {
    uint32_t index;       // The kernel's index; 0 if not known, as in files.
    uint32_t name_length; // 0: no interface, or it was removed meanwhile.
    char name[CPROBE_INTERFACE_NAME_BYTES]; // "eth0", not NUL-terminated.
} cprobe_interface_name;

// What the kernel does with a packet.
typedef enum CPROBE_CLOSED cprobe_route_type {
    CPROBE_ROUTE_UNKNOWN = 0,  // A number that this version does not know; or /proc/net/route,
                               // which has no type, and an interface "*" or a rejected packet.
    CPROBE_ROUTE_UNICAST,      // Sends it to the gateway, or to the destination itself.
    CPROBE_ROUTE_LOCAL,        // Receives it.
    CPROBE_ROUTE_BROADCAST,    // Sends it as a broadcast.
    CPROBE_ROUTE_ANYCAST,      // Receives it, as one of several hosts.
    CPROBE_ROUTE_MULTICAST,    // Sends it as a multicast.
    CPROBE_ROUTE_BLACKHOLE,    // Drops it.
    CPROBE_ROUTE_UNREACHABLE,  // Drops it with an ICMP message.
    CPROBE_ROUTE_PROHIBIT,     // Likewise: forbidden.
    CPROBE_ROUTE_THROW         // Goes on with the next rule.
} cprobe_route_type;

// Field numbers of cprobe_route, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_route_field {
    CPROBE_ROUTE_PREFIX_BITS = 0,
    CPROBE_ROUTE_METRIC,
    CPROBE_ROUTE_WEIGHT
} cprobe_route_field;

// One next hop of a route of the main table.
typedef struct cprobe_route {
    cprobe_presence present_fields; // Bits by cprobe_route_field.
    uint32_t prefix_bits;           // Leading bits of the destination that are compared; 0: the
                                    // default route.
    uint32_t metric;                // Of equal prefixes the route with the lowest metric is used.
    uint32_t weight;                // The share of this next hop. Absent for a route with one.
    cprobe_family family;           // IPV4 or IPV6.
    cprobe_route_type type;
    cprobe_route_address destination;
    cprobe_route_address gateway;   // Of IPv6 for some routes of IPv4; none if the destination is
                                    // on the link.
    cprobe_interface_name interface;
} cprobe_route;

// How far the link address of a neighbour is known.
typedef enum CPROBE_CLOSED cprobe_neighbour_state {
    CPROBE_NEIGHBOUR_UNKNOWN = 0,   // A number that this version does not know; or /proc/net/arp,
                                    // which has only permanent ones by their state.
    CPROBE_NEIGHBOUR_INCOMPLETE,    // Asked for, no answer yet.
    CPROBE_NEIGHBOUR_REACHABLE,     // Known, and confirmed lately.
    CPROBE_NEIGHBOUR_STALE,         // Known, and not confirmed lately.
    CPROBE_NEIGHBOUR_DELAY,         // Used while stale: checked soon.
    CPROBE_NEIGHBOUR_PROBE,         // Being checked.
    CPROBE_NEIGHBOUR_FAILED,        // No answer.
    CPROBE_NEIGHBOUR_PERMANENT      // Set by an administrator.
} cprobe_neighbour_state;

// An entry of ARP or of neighbour discovery.
typedef struct cprobe_neighbour {
    cprobe_family family;           // IPV4 or IPV6.
    cprobe_neighbour_state state;
    cprobe_route_address address;
    uint32_t link_address_length;   // 0: not known.
    uint8_t link_address[CPROBE_HARDWARE_ADDRESS_BYTES];
    cprobe_interface_name interface;
} cprobe_neighbour;

// Field numbers of cprobe_qdisc, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_qdisc_field {
    CPROBE_QDISC_SENT_BYTES = 0,
    CPROBE_QDISC_SENT_PACKETS,
    CPROBE_QDISC_DROPS,
    CPROBE_QDISC_OVERLIMITS,
    CPROBE_QDISC_REQUEUES,
    CPROBE_QDISC_BACKLOG_BYTES,
    CPROBE_QDISC_BACKLOG_PACKETS
} cprobe_qdisc_field;

// The parent of a qdisc that is the root of its interface.
#define CPROBE_QDISC_ROOT UINT32_C(0xffffffff)

// A queueing discipline of an interface.
typedef struct cprobe_qdisc {
    cprobe_presence present_fields; // Bits by cprobe_qdisc_field.
    uint64_t sent_bytes;            // Of an ingress qdisc: received.
    uint64_t sent_packets;
    uint64_t drops;                 // Packets; wraps at 2^32, as the next two.
    uint64_t overlimits;            // How often a packet had to wait for the limit of the rate.
    uint64_t requeues;              // How often the driver did not take a packet.
    uint64_t backlog_bytes;         // In the queue now.
    uint64_t backlog_packets;
    uint32_t handle;                // Major number << 16; 0 of one that the kernel made.
    uint32_t parent;                // The class it is attached to: major << 16 | minor; or
                                    // CPROBE_QDISC_ROOT.
    uint32_t kind_length;
    char kind[CPROBE_QDISC_KIND_BYTES]; // "fq_codel", not NUL-terminated.
    cprobe_interface_name interface;
} cprobe_qdisc;

// Field numbers of cprobe_wireless, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_wireless_field {
    CPROBE_WIRELESS_LINK = 0,
    CPROBE_WIRELESS_LEVEL,
    CPROBE_WIRELESS_NOISE,
    CPROBE_WIRELESS_DISCARDED_NWID,
    CPROBE_WIRELESS_DISCARDED_CRYPT,
    CPROBE_WIRELESS_DISCARDED_FRAG,
    CPROBE_WIRELESS_DISCARDED_RETRY,
    CPROBE_WIRELESS_DISCARDED_MISC,
    CPROBE_WIRELESS_MISSED_BEACONS
} cprobe_wireless_field;

// A line of /proc/net/wireless.
typedef struct cprobe_wireless {
    cprobe_presence present_fields; // Bits by cprobe_wireless_field.
    int32_t link;                   // Quality by the driver's scale, mostly up to 70.
    int32_t level;                  // Of the signal: dBm if negative, else by the driver's scale.
    int32_t noise;                  // Likewise; absent if the driver does not measure it.
    // Packets that were received and discarded; each wraps at 2^32, as missed_beacons.
    uint64_t discarded_nwid;        // Of another network.
    uint64_t discarded_crypt;       // Could not be decrypted.
    uint64_t discarded_frag;        // Could not be put together from fragments.
    uint64_t discarded_retry;       // Sent, and not acknowledged after all retries.
    uint64_t discarded_misc;
    uint64_t missed_beacons;        // Beacons of the access point that did not arrive.
    cprobe_interface_name interface;
} cprobe_wireless;

// The driver of an interface that is up. Source: SIOCETHTOOL, ETHTOOL_GDRVINFO. A text that the
// driver does not have is empty. None is NUL-terminated.
typedef struct cprobe_network_driver {
    cprobe_interface_name interface;
    uint32_t name_length, version_length, firmware_length, bus_length;
    char name[CPROBE_DRIVER_TEXT_BYTES];     // "virtio_net"
    char version[CPROBE_DRIVER_TEXT_BYTES];  // "1.0.0"; mostly the release of the kernel.
    char firmware[CPROBE_DRIVER_TEXT_BYTES];
    char bus[CPROBE_DRIVER_TEXT_BYTES];      // "0000:00:04.0"
} cprobe_network_driver;

// Field numbers of cprobe_xfrm, for cprobe_has(), in the order of /proc/net/xfrm_stat.
typedef enum CPROBE_CLOSED cprobe_xfrm_field {
    CPROBE_XFRM_IN_ERROR = 0,
    CPROBE_XFRM_IN_BUFFER_ERROR,
    CPROBE_XFRM_IN_HDR_ERROR,
    CPROBE_XFRM_IN_NO_STATES,
    CPROBE_XFRM_IN_STATE_PROTO_ERROR,
    CPROBE_XFRM_IN_STATE_MODE_ERROR,
    CPROBE_XFRM_IN_STATE_SEQ_ERROR,
    CPROBE_XFRM_IN_STATE_EXPIRED,
    CPROBE_XFRM_IN_STATE_MISMATCH,
    CPROBE_XFRM_IN_STATE_INVALID,
    CPROBE_XFRM_IN_TMPL_MISMATCH,
    CPROBE_XFRM_IN_NO_POLS,
    CPROBE_XFRM_IN_POL_BLOCK,
    CPROBE_XFRM_IN_POL_ERROR,
    CPROBE_XFRM_OUT_ERROR,
    CPROBE_XFRM_OUT_BUNDLE_GEN_ERROR,
    CPROBE_XFRM_OUT_BUNDLE_CHECK_ERROR,
    CPROBE_XFRM_OUT_NO_STATES,
    CPROBE_XFRM_OUT_STATE_PROTO_ERROR,
    CPROBE_XFRM_OUT_STATE_MODE_ERROR,
    CPROBE_XFRM_OUT_STATE_SEQ_ERROR,
    CPROBE_XFRM_OUT_STATE_EXPIRED,
    CPROBE_XFRM_OUT_POL_BLOCK,
    CPROBE_XFRM_OUT_POL_DEAD,
    CPROBE_XFRM_OUT_POL_ERROR,
    CPROBE_XFRM_FWD_HDR_ERROR,
    CPROBE_XFRM_OUT_STATE_INVALID,
    CPROBE_XFRM_ACQUIRE_ERROR,
    CPROBE_XFRM_OUT_STATE_DIR_ERROR,
    CPROBE_XFRM_IN_STATE_DIR_ERROR,
    CPROBE_XFRM_IN_IPTFS_ERROR,
    CPROBE_XFRM_OUT_NO_QUEUE_SPACE
} cprobe_xfrm_field;

// Packets that IPsec dropped, by reason, since the namespace was made. Names and meanings are the
// kernel's: Documentation/networking/xfrm_proc.rst.
typedef struct cprobe_xfrm {
    cprobe_presence present_fields; // Bits by cprobe_xfrm_field.
    uint64_t in_error;
    uint64_t in_buffer_error;
    uint64_t in_hdr_error;
    uint64_t in_no_states;
    uint64_t in_state_proto_error;
    uint64_t in_state_mode_error;
    uint64_t in_state_seq_error;
    uint64_t in_state_expired;
    uint64_t in_state_mismatch;
    uint64_t in_state_invalid;
    uint64_t in_tmpl_mismatch;
    uint64_t in_no_pols;
    uint64_t in_pol_block;
    uint64_t in_pol_error;
    uint64_t out_error;
    uint64_t out_bundle_gen_error;
    uint64_t out_bundle_check_error;
    uint64_t out_no_states;
    uint64_t out_state_proto_error;
    uint64_t out_state_mode_error;
    uint64_t out_state_seq_error;
    uint64_t out_state_expired;
    uint64_t out_pol_block;
    uint64_t out_pol_dead;
    uint64_t out_pol_error;
    uint64_t fwd_hdr_error;
    uint64_t out_state_invalid;
    uint64_t acquire_error;
    uint64_t out_state_dir_error; // Since 6.10.
    uint64_t in_state_dir_error; // Since 6.10.
    uint64_t in_iptfs_error; // Since 6.14.
    uint64_t out_no_queue_space; // Since 6.14.
} cprobe_xfrm;

// The section, beside the lists, for one network namespace.
typedef struct cprobe_routing {
    bool has_monotonic;
    uint64_t monotonic_ns;    // When this was read, CLOCK_MONOTONIC; absent in a captured root.
    cprobe_xfrm xfrm;         // All fields are absent in a kernel without XFRM_STATISTICS.
    cprobe_failures failures; // Failures that made a list incomplete, or fields absent.
} cprobe_routing;

// The caller's lists. At most `capacity` items are written; `count` is the number that exist, up to
// CPROBE_ROUTING_LISTED.
typedef struct cprobe_routing_lists {
    cprobe_route *routes;
    size_t route_capacity;
    size_t route_count;
    cprobe_neighbour *neighbours;
    size_t neighbour_capacity;
    size_t neighbour_count;
    cprobe_qdisc *qdiscs;
    size_t qdisc_capacity;
    size_t qdisc_count;
    cprobe_wireless *wireless;
    size_t wireless_capacity;
    size_t wireless_count;
    cprobe_network_driver *drivers;
    size_t driver_capacity;
    size_t driver_count;
} cprobe_routing_lists;

// Reads the routes of the main tables of IPv4 and IPv6, an item for each next hop; the neighbours
// but those without a state and those whose link address follows from their address (NOARP), as
// multicast; the qdiscs but those that a driver hides; wireless interfaces; the drivers of
// interfaces that are up: the kernel would wake the device of another one. All are in the kernel's
// order. The namespace is that of the calling thread, in a live root that of process 1. Opens one
// socket for the call and keeps nothing open.
//
// In "/" the source is rtnetlink. Where the kernel refuses it, and in another root, routes are
// those of /proc/net/route and ipv6_route, the latter of all tables and both mostly without types,
// and neighbours are those of /proc/net/arp, without IPv6 and mostly without states. What only
// rtnetlink has is a failure then: UNSUPPORTED in another root. A kernel without wireless
// interfaces, IPsec or IPv6 lacks their files, which is no failure.
//
// A failed source is added to routing->failures. If nothing could be read, the call fails as the
// first did: DENIED, EXHAUSTED, NOT_FOUND, IO, MALFORMED. Also UNSUPPORTED, INVALID. `routing` is
// untouched unless OK; the lists may be written to.
cprobe_result cprobe_routing_read(cprobe_collector *collector, cprobe_routing *routing,
                                  cprobe_routing_lists *lists, cprobe_failure *failure);

// Parses /proc/net/route. Pure, as the calls below: any thread, any system; NULL with length 0 is
// valid. A malformed line is skipped and makes the text malformed. `count` is the number of items
// so far and is updated. OK, MALFORMED (also without the header), INVALID; TOO_LARGE if there are
// more than CPROBE_ROUTING_LISTED.
cprobe_result cprobe_route_parse(const char *bytes, size_t length, cprobe_route *items,
                                 size_t capacity, size_t *count, cprobe_failure *failure);

// Parses /proc/net/ipv6_route likewise, which has no header.
cprobe_result cprobe_ipv6_route_parse(const char *bytes, size_t length, cprobe_route *items,
                                      size_t capacity, size_t *count, cprobe_failure *failure);

// Parses /proc/net/arp likewise.
cprobe_result cprobe_arp_parse(const char *bytes, size_t length, cprobe_neighbour *items,
                               size_t capacity, size_t *count, cprobe_failure *failure);

// Parses /proc/net/wireless likewise. A bad number is an absent field, and MALFORMED.
cprobe_result cprobe_wireless_parse(const char *bytes, size_t length, cprobe_wireless *items,
                                    size_t capacity, size_t *count, cprobe_failure *failure);

// Parses /proc/net/xfrm_stat. A bad number is an absent field, and MALFORMED, as is a text without
// any field. Also INVALID.
cprobe_result cprobe_xfrm_stat_parse(const char *bytes, size_t length, cprobe_xfrm *xfrm,
                                     cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif
