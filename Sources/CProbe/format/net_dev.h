// /proc/net/dev as lines, and totals of interfaces. The format stands in net_dev.c.

#ifndef CP_FORMAT_NET_DEV_H
#define CP_FORMAT_NET_DEV_H

#include "../include/cprobe/network.h"
#include "../text/lines.h"

// Parses the lines to their end: names and counters. The total is not made; `has_all` is false where it
// would lack an interface. TOO_LARGE where there are more than `capacity`.
cprobe_result cp_net_dev_parse(cp_lines *lines, const char *source, cprobe_network *network,
                               cprobe_interface *items, size_t capacity, size_t *count,
                               bool *has_all, cprobe_failure *failure);

// Makes the total of the interfaces that are neither loopback nor stacked. A counter that one of them lacks
// is absent; so is one whose sum does not fit, which is a failure.
void cp_traffic_sum(const cprobe_interface *items, size_t count, cprobe_network *network);

#endif
