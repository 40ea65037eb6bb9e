#include "../platform.h"
#if CP_PLATFORM_MACOS

#include "../bsd/collector_state.h"
#include "../bsd/interfaces.h"
#include "../bsd/record.h"
#include "../failure.h"
#include "layout.h"

static const cp_interface_layout layout = {
    .version = CP_RTM_VERSION,
    .interface_type = CP_RTM_IFINFO2,
    .address_type = CP_RTM_NEWADDR,
    .interface_bytes = CP_IF_BYTES,
    .flags = CP_IF_FLAGS,
    .index = CP_IF_INDEX,
    .addresses = CP_IF_ADDRS,
    .kind = CP_IF_TYPE,
    .mtu = CP_IF_MTU,
    .speed = CP_IF_SPEED,
    .speed_bytes = 8,
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
            [CPROBE_TRAFFIC_TX_COLLISIONS] = {CP_IF_COLLISIONS, 8},
        },
    .address_bytes = CP_IFA_BYTES,
    .address_index = CP_IFA_INDEX,
    .address_addresses = CP_IFA_ADDRS,
    .padding = CP_SOCKADDR_PADDING,
    .family_ipv6 = CP_AF_INET6,
    .stacked_kinds = {CP_IFT_L2VLAN, CP_IFT_IEEE8023ADLAG, CP_IFT_BRIDGE, CP_IFT_GIF, CP_IFT_STF},
    .tunnel_kinds = {CP_IFT_OTHER, CP_IFT_PPP},
};

// Since macOS 13.2.1 the list has the lower 32 bits of the byte counters, unless Apple made the
// program. This sysctl has all bits. Where it fails, the counters are absent.
static void complete(cprobe_interface *item, cprobe_failures *failures) {
    static const char source[] = "sysctl net.link.generic.ifdata";
    const int ifdata_numbers[] = {CP_CTL_NET,      CP_PF_LINK,       CP_NETLINK_GENERIC,
                                  CP_IFMIB_IFDATA, (int)item->index, CP_IFDATA_GENERAL};
    uint64_t bytes[(CP_IFMIB_BYTES + 7) / 8];
    cprobe_traffic *counters = &item->counters;
    cprobe_failure failure;
    cp_span answer;
    cprobe_result result = cp_sysctl_read(source, ifdata_numbers, 6,
                                          (cp_buffer){(char *)bytes, sizeof bytes}, &answer,
                                          &failure);
    if (result == CPROBE_OK && answer.length != CP_IFMIB_BYTES) {
        result = cp_fail(&failure, CPROBE_MALFORMED, source, 0, 0);
    }
    if (result == CPROBE_OK) {
        counters->rx_bytes = cp_record_u64(answer, CP_IFMIB_RX_BYTES);
        counters->tx_bytes = cp_record_u64(answer, CP_IFMIB_TX_BYTES);
    } else {
        counters->rx_bytes = 0;
        counters->tx_bytes = 0;
        cprobe_clear(&counters->present_fields, CPROBE_TRAFFIC_RX_BYTES);
        cprobe_clear(&counters->present_fields, CPROBE_TRAFFIC_TX_BYTES);
        cp_failures_add(failures, failure);
    }
}

static const int numbers[] = {CP_CTL_NET, CP_PF_ROUTE, 0, 0, CP_NET_RT_IFLIST2, 0};
static const cp_interface_list list = {"sysctl net.route.iflist2", numbers, 6, &layout, complete};

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
