// The sockets of rtnetlink, kept in the collector.

#ifndef CP_LINUX_RTNETLINK_H
#define CP_LINUX_RTNETLINK_H

#include "../netlink/link.h"
#include "linux.h"

// Takes one message of a dump. False stops taking, not the dump.
typedef bool (*cp_message_taker)(void *context, const cp_netlink_message *message);

// Opens the sockets if they are not open. 0, or an errno.
int cp_rtnetlink_open(cprobe_collector *collector);

// Closes them, and forgets what was learnt.
void cp_rtnetlink_close(cprobe_collector *collector);

// Whether the kernel told of a change of any interface since it was asked last, or may have.
bool cp_rtnetlink_changed(cprobe_collector *collector);

// Asks for all links, or all their statistics, and gives each message to `take`. `interrupted`: the
// list changed meanwhile. 0, or an errno. Never waits: the kernel has the answer ready when the
// request returns.
int cp_rtnetlink_dump(cprobe_collector *collector, uint16_t request, uint16_t answer,
                      cp_message_taker take, void *context, bool *interrupted);

// Asks the driver for the speed of the link and its duplex, by SIOCETHTOOL. What it does not say is
// left out of interface->present_fields.
void cp_rtnetlink_ask_driver(const cprobe_collector *collector, cprobe_interface *interface);

#endif
