#include "../platform.h"
#if CP_PLATFORM_FREEBSD

#include "../bsd/interfaces.h"
#include "../presence.h"
#include "layout.h"

static const cp_interface_layout layout = {
    .version = CP_RTM_VERSION,
    .interface_type = CP_RTM_IFINFO,
    .address_type = CP_RTM_NEWADDR,
    .interface_bytes = CP_IF_MSGHDR_BYTES,
    .flags = CP_IF_FLAGS,
    .index = CP_IF_INDEX,
    .addresses = CP_IF_ADDRS,
    .kind = CP_IF_TYPE,
    .mtu = CP_IF_MTU,
    .speed = CP_IF_SPEED,
    .speed_bytes = 8,
    .link_state = CP_IF_LINK_STATE,
    .link_down = CP_LINK_IS_DOWN,
    .link_up = CP_LINK_IS_UP,
    .counters =
        {
            [CPROBE_TRAFFIC_RX_BYTES] = {CP_IF_RX_BYTES, 8},
            [CPROBE_TRAFFIC_RX_PACKETS] = {CP_IF_RX_PACKETS, 8},
            [CPROBE_TRAFFIC_RX_ERRORS] = {CP_IF_RX_ERRORS, 8},
            [CPROBE_TRAFFIC_RX_DROPPED] = {CP_IF_RX_DROPPED, 8},
            [CPROBE_TRAFFIC_RX_MULTICAST] = {CP_IF_RX_MULTICAST, 8},
            [CPROBE_TRAFFIC_TX_BYTES] = {CP_IF_TX_BYTES, 8},
            [CPROBE_TRAFFIC_TX_PACKETS] = {CP_IF_TX_PACKETS, 8},
            [CPROBE_TRAFFIC_TX_ERRORS] = {CP_IF_TX_ERRORS, 8},
            [CPROBE_TRAFFIC_TX_DROPPED] = {CP_IF_TX_DROPPED, 8},
            [CPROBE_TRAFFIC_TX_COLLISIONS] = {CP_IF_COLLISIONS, 8},
        },
    .address_bytes = CP_IFA_MSGHDR_BYTES,
    .address_index = CP_IFA_INDEX,
    .address_addresses = CP_IFA_ADDRS,
    .padding = CP_SOCKADDR_PADDING,
    .family_ipv6 = CP_AF_INET6,
    .stacked_kinds = {CP_IFT_L2VLAN, CP_IFT_IEEE8023ADLAG, CP_IFT_BRIDGE, CP_IFT_GIF,
                      CP_IFT_TUNNEL, CP_IFT_WIREGUARD},
    .tunnel_kinds = {CP_IFT_PPP},
};
static const int numbers[] = {CP_CTL_NET, CP_PF_ROUTE, 0, 0, CP_NET_RT_IFLIST, 0};
static const cp_interface_list list = {"sysctl net.route.iflist", numbers, 6, &layout, NULL};

cprobe_result cprobe_network_read(cprobe_collector *collector, cprobe_network *network,
                                  cprobe_interface *items, size_t capacity, size_t *count,
                                  cprobe_failure *failure) {
    return cp_network_read(&list, collector, network, items, capacity, count, failure);
}

cprobe_result cprobe_addresses_read(cprobe_collector *collector, cprobe_address *items,
                                    size_t capacity, size_t *count, cprobe_failure *failure) {
    return cp_network_read_addresses(&list, collector, items, capacity, count, failure);
}

#endif
