// The fields of cprobe_traffic, cprobe_interface and cprobe_network.

#include "../include/cprobe/network.h"

#include "fields.h"

static const char traffic[] =
    "RTM_GETSTATS IFLA_STATS_LINK_64, RTM_GETLINK IFLA_STATS64, or /proc/net/dev";

const cprobe_field cp_traffic_fields[] = {
    {CP_KEY(""), CPROBE_TRAFFIC_RX_BYTES, offsetof(cprobe_traffic, rx_bytes),
     CPROBE_PRINTED_PLAIN, "rx_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_COUNTER,
     traffic, 0, 0,
     "Bytes received."},
    {CP_KEY(""), CPROBE_TRAFFIC_RX_PACKETS, offsetof(cprobe_traffic, rx_packets),
     CPROBE_PRINTED_PLAIN, "rx_packets", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     traffic, 0, 0,
     "Packets received."},
    {CP_KEY(""), CPROBE_TRAFFIC_RX_ERRORS, offsetof(cprobe_traffic, rx_errors),
     CPROBE_PRINTED_PLAIN, "rx_errors", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     traffic, 0, 0,
     "Packets received with an error."},
    {CP_KEY(""), CPROBE_TRAFFIC_RX_DROPPED, offsetof(cprobe_traffic, rx_dropped),
     CPROBE_PRINTED_PLAIN, "rx_dropped", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     "rx_dropped and rx_missed_errors from the same source", 0, 0,
     "Packets dropped for lack of buffers, in the kernel and in the device."},
    {CP_KEY(""), CPROBE_TRAFFIC_RX_FIFO, offsetof(cprobe_traffic, rx_fifo),
     CPROBE_PRINTED_PLAIN, "rx_fifo", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     traffic, 0, 0,
     "Overruns of the receive queue."},
    {CP_KEY(""), CPROBE_TRAFFIC_RX_FRAME, offsetof(cprobe_traffic, rx_frame),
     CPROBE_PRINTED_PLAIN, "rx_frame", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     "rx_length_errors, rx_over_errors, rx_crc_errors and rx_frame_errors from the same "
     "source", 0, 0,
     "Errors of length, overrun, checksum and alignment."},
    {CP_KEY(""), CPROBE_TRAFFIC_RX_COMPRESSED, offsetof(cprobe_traffic, rx_compressed),
     CPROBE_PRINTED_PLAIN, "rx_compressed", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     traffic, 0, 0,
     "Compressed packets received."},
    {CP_KEY(""), CPROBE_TRAFFIC_RX_MULTICAST, offsetof(cprobe_traffic, rx_multicast),
     CPROBE_PRINTED_PLAIN, "rx_multicast", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     traffic, 0, 0,
     "Multicast packets received."},
    {CP_KEY(""), CPROBE_TRAFFIC_TX_BYTES, offsetof(cprobe_traffic, tx_bytes),
     CPROBE_PRINTED_PLAIN, "tx_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_COUNTER,
     traffic, 0, 0,
     "Bytes sent."},
    {CP_KEY(""), CPROBE_TRAFFIC_TX_PACKETS, offsetof(cprobe_traffic, tx_packets),
     CPROBE_PRINTED_PLAIN, "tx_packets", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     traffic, 0, 0,
     "Packets sent."},
    {CP_KEY(""), CPROBE_TRAFFIC_TX_ERRORS, offsetof(cprobe_traffic, tx_errors),
     CPROBE_PRINTED_PLAIN, "tx_errors", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     traffic, 0, 0,
     "Packets not sent because of an error."},
    {CP_KEY(""), CPROBE_TRAFFIC_TX_DROPPED, offsetof(cprobe_traffic, tx_dropped),
     CPROBE_PRINTED_PLAIN, "tx_dropped", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     traffic, 0, 0,
     "Packets dropped before they were sent."},
    {CP_KEY(""), CPROBE_TRAFFIC_TX_FIFO, offsetof(cprobe_traffic, tx_fifo),
     CPROBE_PRINTED_PLAIN, "tx_fifo", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     traffic, 0, 0,
     "Underruns of the transmit queue."},
    {CP_KEY(""), CPROBE_TRAFFIC_TX_COLLISIONS, offsetof(cprobe_traffic, tx_collisions),
     CPROBE_PRINTED_PLAIN, "tx_collisions", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     traffic, 0, 0,
     "Collisions."},
    {CP_KEY(""), CPROBE_TRAFFIC_TX_CARRIER, offsetof(cprobe_traffic, tx_carrier),
     CPROBE_PRINTED_PLAIN, "tx_carrier", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     "tx_carrier_errors, tx_aborted_errors, tx_window_errors and tx_heartbeat_errors from "
     "the same source", 0, 0,
     "Errors of carrier, abort, window and heartbeat."},
    {CP_KEY(""), CPROBE_TRAFFIC_TX_COMPRESSED, offsetof(cprobe_traffic, tx_compressed),
     CPROBE_PRINTED_PLAIN, "tx_compressed", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     traffic, 0, 0,
     "Compressed packets sent."},
};

const size_t cp_traffic_fields_count = sizeof cp_traffic_fields / sizeof cp_traffic_fields[0];

const cprobe_field cp_interface_fields[] = {
    {CP_KEY(""), CPROBE_INTERFACE_INDEX, offsetof(cprobe_interface, index),
     CPROBE_PRINTED_PLAIN, "index", CPROBE_TYPE_U32, CPROBE_UNIT_NONE, CPROBE_KIND_LABEL,
     "RTM_GETLINK, or /sys/class/net/NAME/ifindex", 0, 0,
     "The interface index."},
    {CP_KEY(""), CPROBE_INTERFACE_FLAGS, offsetof(cprobe_interface, flags),
     CPROBE_PRINTED_PLAIN, "flags", CPROBE_TYPE_OTHER, CPROBE_UNIT_NONE, CPROBE_KIND_LABEL,
     "RTM_GETLINK, or /sys/class/net/NAME/flags", 0, 0,
     "The flags that are set."},
    {CP_KEY(""), CPROBE_INTERFACE_MTU, offsetof(cprobe_interface, mtu_bytes),
     CPROBE_PRINTED_PLAIN, "mtu_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     "RTM_GETLINK, or /sys/class/net/NAME/mtu", 0, 0,
     "The largest packet."},
    {CP_KEY(""), CPROBE_INTERFACE_SPEED, offsetof(cprobe_interface, speed_bits_per_second),
     CPROBE_PRINTED_MEGABITS, "speed_bits_per_second", CPROBE_TYPE_U64, CPROBE_UNIT_BITS_PER_SECOND,
     CPROBE_KIND_GAUGE, "SIOCETHTOOL ETHTOOL_GSET, or /sys/class/net/NAME/speed", 0, 0,
     "Speed of the link; null without a link, if no driver reports it, or without a medium (tun, "
     "veth, dummy, ifb)."},
    {CP_KEY(""), CPROBE_INTERFACE_DUPLEX, offsetof(cprobe_interface, duplex),
     CPROBE_PRINTED_PLAIN, "duplex", CPROBE_TYPE_OTHER, CPROBE_UNIT_NONE, CPROBE_KIND_LABEL,
     "SIOCETHTOOL ETHTOOL_GSET, or /sys/class/net/NAME/duplex", 0, 0,
     "Whether both sides may send at once."},
    {CP_KEY(""), CPROBE_INTERFACE_STATE, offsetof(cprobe_interface, operstate),
     CPROBE_PRINTED_PLAIN, "operstate", CPROBE_TYPE_OTHER, CPROBE_UNIT_NONE, CPROBE_KIND_LABEL,
     "RTM_GETLINK, or /sys/class/net/NAME/operstate", 0, 0,
     "The operational state."},
    {CP_KEY(""), CPROBE_INTERFACE_LOWER, offsetof(cprobe_interface, lower_index),
     CPROBE_PRINTED_PLAIN, "lower_index", CPROBE_TYPE_U32, CPROBE_UNIT_NONE, CPROBE_KIND_LABEL,
     "IFLA_LINK (of a VXLAN IFLA_VXLAN_LINK), or /sys/class/net/NAME/iflink, uevent and "
     "lower_*", 0, 0,
     "The index of the lower interface (of a VLAN, macvlan or tunnel)."},
    {CP_KEY(""), CPROBE_INTERFACE_MASTER, offsetof(cprobe_interface, master_index),
     CPROBE_PRINTED_PLAIN, "master_index", CPROBE_TYPE_U32, CPROBE_UNIT_NONE, CPROBE_KIND_LABEL,
     "IFLA_MASTER", 0, 0,
     "The index of the bridge, bond or team that it is a port of; null also where rtnetlink is "
     "not used."},
};

const size_t cp_interface_fields_count = sizeof cp_interface_fields / sizeof cp_interface_fields[0];

const cprobe_field cp_network_fields[] = {
    {CP_KEY("sockets: used"), CPROBE_NETWORK_SOCKETS_USED, offsetof(cprobe_network, sockets_used),
     CPROBE_PRINTED_PLAIN, "sockets_used", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     "/proc/net/sockstat", 0, 0,
     "Sockets of every kind."},
    {CP_KEY("CurrEstab"), CPROBE_NETWORK_TCP_ESTABLISHED, offsetof(cprobe_network, tcp_established),
     CPROBE_PRINTED_PLAIN, "tcp_established", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     "/proc/net/snmp, Tcp:", 0, 0,
     "TCP connections that are ESTABLISHED or CLOSE-WAIT."},
    {CP_KEY("RetransSegs"), CPROBE_NETWORK_TCP_RETRANSMITS,
     offsetof(cprobe_network, tcp_retransmits),
     CPROBE_PRINTED_PLAIN, "tcp_retransmits", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT,
     CPROBE_KIND_COUNTER, "/proc/net/snmp, Tcp:", 0, 0,
     "TCP segments retransmitted since the network namespace was created."},
    {CP_KEY(""), CPROBE_NETWORK_MONOTONIC, offsetof(cprobe_network, monotonic_ns),
     CPROBE_PRINTED_NOT, "monotonic_ns", CPROBE_TYPE_U64, CPROBE_UNIT_NANOSECONDS,
     CPROBE_KIND_GAUGE, "CLOCK_MONOTONIC", 0, 0,
     "CLOCK_MONOTONIC at the time of reading; null for a captured root."},
};

const size_t cp_network_fields_count = sizeof cp_network_fields / sizeof cp_network_fields[0];
