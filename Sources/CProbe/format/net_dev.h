// /proc/net/dev as lines, and totals of interfaces. net_dev.c describes the format.

#ifndef CP_FORMAT_NET_DEV_H
#define CP_FORMAT_NET_DEV_H

#include "../include/cprobe/network.h"
#include "../text/lines.h"

// Parses all lines: names and counters. Does not compute the total; `has_all` is false if it would
// lack an interface. TOO_LARGE if there are more than `capacity` interfaces.
cprobe_result cp_net_dev_parse(cp_lines *lines, const char *source, cprobe_network *network,
                               cprobe_interface *items, size_t capacity, size_t *count,
                               bool *has_all, cprobe_failure *failure);

// Computes the total of the interfaces that are neither loopback nor stacked. A counter that one of
// them lacks is absent; so is one whose sum overflows, which is a failure.
void cp_traffic_sum(const cprobe_interface *items, size_t count, cprobe_network *network);

#endif
