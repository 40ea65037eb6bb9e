// The sockets of rtnetlink.

#ifndef CP_LINUX_RTNETLINK_H
#define CP_LINUX_RTNETLINK_H

#include "../include/cprobe/network.h"
#include "../netlink/link.h"
#include "../source/reader.h"

typedef struct cp_rtnetlink {
    int32_t socket, events;   // -1 while closed.
    bool watches;             // Events are received.
    bool is_refused;          // The kernel has no netlink for this process: do not try again.
    uint32_t sequence;        // Of the last request.
} cp_rtnetlink;

// No socket is open yet. `watches`: a socket for events is opened as well.
void cp_rtnetlink_init(cp_rtnetlink *netlink, bool watches);

// Takes one message of a dump. False stops taking, not the dump.
typedef bool (*cp_message_taker)(void *context, const cp_netlink_message *message);

// Opens the sockets if they are not open. 0, or an errno.
int cp_rtnetlink_open(cp_rtnetlink *netlink);

// Closes the sockets. Harmless twice.
void cp_rtnetlink_close(cp_rtnetlink *netlink);

// Whether the kernel reported a change of any interface since the last call, or may have: always where
// no events are received.
bool cp_rtnetlink_has_changed(cp_rtnetlink *netlink);

// Asks for all links, or all their statistics, and gives each message to `take`. `interrupted`: the
// list changed meanwhile. 0, or an errno. Never waits: the kernel has the answer ready when the
// request returns.
int cp_rtnetlink_dump(cp_rtnetlink *netlink, cp_reader *reader, uint16_t request, uint16_t answer,
                      cp_message_taker take, void *context, bool *interrupted);

// Asks the driver for the speed of the link and its duplex, by SIOCETHTOOL. What it does not say is
// left out of interface->present_fields.
void cp_rtnetlink_ask_driver(const cp_rtnetlink *netlink, cprobe_interface *interface);

#endif
