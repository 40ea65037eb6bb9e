// The rtnetlink sockets.

#ifndef CP_LINUX_RTNETLINK_H
#define CP_LINUX_RTNETLINK_H

#include "../include/cprobe/routing.h"
#include "../netlink/link.h"
#include "../source/reader.h"

typedef struct cp_rtnetlink {
    int32_t socket, events;   // -1: closed.
    bool watches;             // Link events are received.
    bool is_refused;          // The kernel denies netlink to this process: do not retry.
    uint32_t sequence;        // Of the last request.
} cp_rtnetlink;

// Starts with no socket open. `watches`: opening also opens a socket for link events.
void cp_rtnetlink_init(cp_rtnetlink *netlink, bool watches);

// Handles one message of a dump. False makes the dump fail with EOVERFLOW once it is complete.
typedef bool (*cp_message_taker)(void *context, const cp_netlink_message *message);

// Opens the sockets unless they are open. Returns 0 or an errno.
int cp_rtnetlink_open(cp_rtnetlink *netlink);

// Closes the sockets. May be called again.
void cp_rtnetlink_close(cp_rtnetlink *netlink);

// Whether an interface may have changed since the last call: the kernel reported an event, or no
// events are received.
bool cp_rtnetlink_has_changed(cp_rtnetlink *netlink);

// Requests a dump of what `request` gets, and passes each message of type `answer` to `take`.
// `interrupted`: the list changed during the dump. Returns 0 or an errno. Does not block: the reply
// is ready when the request returns.
int cp_rtnetlink_dump(cp_rtnetlink *netlink, cp_reader *reader, uint16_t request, uint16_t answer,
                      cp_message_taker take, void *context, bool *interrupted);

// Queries the driver for link speed and duplex, by SIOCETHTOOL. A value that the driver does not
// report is absent from interface->present_fields.
void cp_rtnetlink_query_driver(const cp_rtnetlink *netlink, cprobe_interface *interface);

// Finds the name of the interface with this index, by SIOCGIFNAME. Without one its length is 0.
void cp_rtnetlink_find_name(const cp_rtnetlink *netlink, cprobe_interface_name *interface);

// Queries the driver of the interface with this name for its own name and versions, by SIOCETHTOOL.
// Returns 0 or an errno: EOPNOTSUPP if it has none.
int cp_rtnetlink_describe_driver(const cp_rtnetlink *netlink, cprobe_network_driver *driver);

#endif
