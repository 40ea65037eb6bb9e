// The sockets of rtnetlink, and the interfaces that were read through them.

#ifndef CP_LINUX_RTNETLINK_H
#define CP_LINUX_RTNETLINK_H

#include "../include/cprobe/network.h"
#include "../netlink/link.h"
#include "../source/reader.h"

enum {
    // The interfaces that are cached between two readings, 72 KiB. Where there are more, each reading
    // requests everything, which costs ten times as much.
    CP_INTERFACES_CACHED = 1024
};

// What is cached of one interface, since it seldom changes.
typedef struct cp_cached_interface {
    cprobe_presence fields;
    uint64_t speed_bits_per_second;
    uint32_t index, flags, mtu_bytes, lower, master;
    uint8_t duplex, operstate, name_length; // As in cprobe_interface.
    bool stacked;
    char name[CPROBE_INTERFACE_NAME_BYTES];
} cp_cached_interface;

typedef struct cp_links {
    int32_t socket, events;   // -1 while closed.
    bool watches;             // Events are received, so that the list below can be used again.
    bool is_fresh;            // No event came since the list below was read.
    bool is_known;            // The list below is complete, too.
    bool has_no_netlink;      // The kernel refused: do not try again.
    bool has_no_statistics;   // The kernel has no RTM_GETSTATS (before Linux 4.7).
    uint32_t sequence;        // Of the last request.
    uint32_t count;
    cp_cached_interface items[CP_INTERFACES_CACHED];
} cp_links;

// No socket is open yet. `watches`: a reading opens a socket for events as well.
void cp_links_init(cp_links *links, bool watches);

// Takes one message of a dump. False stops taking, not the dump.
typedef bool (*cp_message_taker)(void *context, const cp_netlink_message *message);

// Opens the sockets if they are not open. 0, or an errno.
int cp_links_open(cp_links *links);

// Closes the sockets and drops the cached interfaces. Harmless twice.
void cp_links_close(cp_links *links);

// Whether the kernel reported a change of any interface since the last call, or may have: always where
// no events are received.
bool cp_links_changed(cp_links *links);

// Asks for all links, or all their statistics, and gives each message to `take`. `interrupted`: the
// list changed meanwhile. 0, or an errno. Never waits: the kernel has the answer ready when the
// request returns.
int cp_links_dump(cp_reader *reader, cp_links *links, uint16_t request, uint16_t answer,
                  cp_message_taker take, void *context, bool *interrupted);

// Asks the driver for the speed of the link and its duplex, by SIOCETHTOOL. What it does not say is
// left out of interface->present_fields.
void cp_links_ask_driver(const cp_links *links, cprobe_interface *interface);

#endif
