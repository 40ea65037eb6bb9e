#include "../platform.h"
#if CP_PLATFORM_BSD && defined(CP_PORT_NETWORK)

#include "interfaces.h"

#include "../failure.h"
#include "../fields/fields.h"
#include "../presence.h"
#include "record.h"

enum {
    MESSAGE_LENGTH = 0,  // uint16_t
    MESSAGE_VERSION = 2, // uint8_t
    MESSAGE_TYPE = 3,    // uint8_t
    MESSAGE_HEADER_BYTES = 4,
    // struct sockaddr: its length and family. A length of 0 is an empty address.
    SOCKADDR_LENGTH = 0,
    SOCKADDR_FAMILY = 1,
    FAMILY_IPV4 = 2,
    FAMILY_LINK = 18,
    // struct sockaddr_in, sockaddr_in6.
    IPV4_AT = 4,
    IPV6_AT = 8,
    IPV6_SCOPE_AT = 24,
    // struct sockaddr_dl.
    LINK_NAME_LENGTH = 5,
    LINK_ADDRESS_LENGTH = 6,
    LINK_NAME = 8,
    // The socket addresses of a message, as bits: in their order.
    ADDRESS_NETMASK = 2,
    ADDRESS_INTERFACE = 4,
    ADDRESS_OWN = 5,
    ADDRESS_BROADCAST = 7,
    ADDRESSES = 8,
    // Interface flags.
    FLAG_UP = 0x1,
    FLAG_BROADCAST = 0x2,
    FLAG_LOOPBACK = 0x8,
    FLAG_POINT_TO_POINT = 0x10,
    FLAG_MULTICAST = 0x8000,
    // Those with the numbers of cprobe_interface_flag: UP to POINTOPOINT, RUNNING to ALLMULTI.
    FLAGS_ALIKE = 0x3df
};

// One message, and its socket addresses.
typedef struct route_message {
    uint8_t type;
    cp_span header;
    cp_span addresses[ADDRESSES]; // No bytes (NULL): absent.
} route_message;

static uint8_t u8_at(cp_span record, size_t offset) {
    return offset < record.length ? (uint8_t)record.bytes[offset] : 0;
}

// Takes the socket addresses that the bits name. False if one is cut.
static bool take_addresses(cp_span rest, uint32_t bits, size_t padding, route_message *out) {
    for (unsigned bit = 0; bit < ADDRESSES; bit += 1) {
        if ((bits >> bit & 1) == 0) {
            continue;
        }
        if (rest.length == 0) {
            return false;
        }
        const size_t length = u8_at(rest, SOCKADDR_LENGTH);
        const size_t padded = length == 0 ? padding : (length + padding - 1) / padding * padding;
        if (length > rest.length) {
            return false;
        }
        out->addresses[bit] = cp_span_make(rest.bytes, length);
        cp_skip(&rest, padded < rest.length ? padded : rest.length);
    }
    return true;
}

// Takes a message from the front. False at the end, with `rest` empty, or if it is malformed.
static bool take_message(cp_span *rest, const cp_interface_layout *layout, route_message *out) {
    *out = (route_message){0};
    if (rest->length < MESSAGE_HEADER_BYTES) {
        return false;
    }
    const size_t length = cp_record_u16(*rest, MESSAGE_LENGTH);
    cp_span whole;
    if (length < MESSAGE_HEADER_BYTES || u8_at(*rest, MESSAGE_VERSION) != layout->version ||
        !cp_record_take(rest, length, &whole)) {
        return false;
    }
    out->type = u8_at(whole, MESSAGE_TYPE);
    const bool is_interface = out->type == layout->interface_type;
    if (!is_interface && out->type != layout->address_type) {
        return true;
    }
    size_t bytes = is_interface ? layout->interface_bytes : layout->address_bytes;
    const size_t least = is_interface ? layout->least_bytes : layout->address_least_bytes;
    if (bytes == 0) {
        bytes = cp_record_u16(whole, is_interface ? layout->own_length_at
                                                  : layout->address_own_length_at);
    }
    if (bytes < least || !cp_record_take(&whole, bytes, &out->header)) {
        return false;
    }
    const uint32_t bits = cp_record_u32(
        out->header, is_interface ? layout->addresses : layout->address_addresses);
    return take_addresses(whole, bits, layout->padding, out);
}

// The link-level address of an interface. False if it is none, or its name or address is cut.
static bool take_link(cp_span link, cp_span *name, cp_span *hardware) {
    if (link.length < LINK_NAME || u8_at(link, SOCKADDR_FAMILY) != FAMILY_LINK) {
        return false;
    }
    const size_t name_length = u8_at(link, LINK_NAME_LENGTH);
    const size_t hardware_length = u8_at(link, LINK_ADDRESS_LENGTH);
    if (name_length == 0 || name_length > CPROBE_INTERFACE_NAME_BYTES ||
        hardware_length > CPROBE_HARDWARE_ADDRESS_BYTES ||
        name_length + hardware_length > link.length - (size_t)LINK_NAME) {
        return false;
    }
    *name = cp_span_make(link.bytes + LINK_NAME, name_length);
    *hardware = cp_span_make(link.bytes + LINK_NAME + name_length, hardware_length);
    return true;
}

static uint64_t number_at(cp_span record, cp_counter_at at) {
    return at.bytes == sizeof(uint64_t) ? cp_record_u64(record, at.offset)
                                        : cp_record_u32(record, at.offset);
}

static void set_counters(cp_span header, const cp_interface_layout *layout,
                         cprobe_traffic *traffic) {
    for (unsigned index = 0; index < CPROBE_TRAFFIC_COUNTERS; index += 1) {
        if (layout->counters[index].bytes != 0) {
            const uint64_t number = number_at(header, layout->counters[index]);
            memcpy((char *)traffic + cp_traffic_fields[index].offset, &number, sizeof number);
            cprobe_set(&traffic->present_fields, index);
        }
    }
}

static bool is_stacked(const cp_interface_layout *layout, uint8_t kind, uint32_t flags,
                       cp_span hardware) {
    const bool is_tunnel = (flags & FLAG_POINT_TO_POINT) != 0 && hardware.length == 0;
    return kind != 0 &&
           (memchr(layout->stacked_kinds, kind, sizeof layout->stacked_kinds) != NULL ||
            (is_tunnel &&
             memchr(layout->tunnel_kinds, kind, sizeof layout->tunnel_kinds) != NULL));
}

static void set_properties(cp_span header, const cp_interface_layout *layout, cp_span hardware,
                           cprobe_interface *item) {
    const uint32_t flags = cp_record_u32(header, layout->flags);
    item->index = cp_record_u16(header, layout->index);
    item->flags = (flags & FLAGS_ALIKE) |
                  ((flags & FLAG_MULTICAST) != 0 ? 1u << CPROBE_FLAG_MULTICAST : 0);
    item->mtu_bytes = cp_record_u32(header, layout->mtu);
    item->loopback = (flags & FLAG_LOOPBACK) != 0;
    item->stacked = is_stacked(layout, u8_at(header, layout->kind), flags, hardware);
    cprobe_presence *present = &item->present_fields;
    cprobe_set(present, CPROBE_INTERFACE_INDEX);
    cprobe_set(present, CPROBE_INTERFACE_FLAGS);
    cprobe_set(present, CPROBE_INTERFACE_MTU);
    bool has_link = (flags & FLAG_UP) != 0;
    if (layout->link_state != 0) {
        const uint8_t state = u8_at(header, layout->link_state);
        item->operstate = (flags & FLAG_UP) == 0       ? CPROBE_OPERSTATE_DOWN
                          : state >= layout->link_up   ? CPROBE_OPERSTATE_UP
                          : state >= layout->link_down ? CPROBE_OPERSTATE_DOWN
                                                       : CPROBE_OPERSTATE_UNKNOWN;
        cprobe_set(present, CPROBE_INTERFACE_STATE);
        has_link = item->operstate == CPROBE_OPERSTATE_UP;
    }
    if (layout->speed_bytes != 0) {
        const cp_counter_at at = {layout->speed, layout->speed_bytes};
        item->speed_bits_per_second = number_at(header, at);
        cp_presence_set_if(present, CPROBE_INTERFACE_SPEED,
                           has_link && !item->loopback && item->speed_bits_per_second != 0);
    }
}

// Adds the counters of an interface to the total, which keeps the fields that all of them have.
static void add(const cprobe_traffic *traffic, bool is_first, cprobe_traffic *total) {
    if (is_first) {
        *total = *traffic;
        return;
    }
    total->present_fields = cp_presence_and(total->present_fields, traffic->present_fields);
    for (unsigned index = 0; index < CPROBE_TRAFFIC_COUNTERS; index += 1) {
        const size_t offset = cp_traffic_fields[index].offset;
        uint64_t sum, number;
        memcpy(&sum, (const char *)total + offset, sizeof sum);
        memcpy(&number, (const char *)traffic + offset, sizeof number);
        if (__builtin_add_overflow(sum, number, &sum)) {
            cprobe_clear(&total->present_fields, index);
        }
        memcpy((char *)total + offset, &sum, sizeof sum);
    }
}

static cprobe_result malformed(const cp_interface_list *list, cprobe_failure *failure) {
    return cp_fail(failure, CPROBE_MALFORMED, list->source, 0, 0);
}

cprobe_result cp_interfaces_read(const cp_interface_list *list, cp_buffer buffer,
                                 cprobe_network *network, cprobe_interface *items,
                                 size_t capacity, size_t *count, cprobe_failure *failure) {
    cp_span rest;
    const cprobe_result result =
        cp_sysctl_read(list->source, list->numbers, list->count, buffer, &rest, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cprobe_traffic total = {0};
    size_t found = 0;
    bool is_first = true;
    for (route_message message; take_message(&rest, list->layout, &message);) {
        if (message.type != list->layout->interface_type) {
            continue;
        }
        cp_span name, hardware;
        if (!take_link(message.addresses[ADDRESS_INTERFACE], &name, &hardware)) {
            return malformed(list, failure);
        }
        cprobe_interface item = {.name_length = (uint32_t)name.length};
        memcpy(item.name, name.bytes, name.length);
        set_properties(message.header, list->layout, hardware, &item);
        set_counters(message.header, list->layout, &item.counters);
        if (list->complete != NULL) {
            list->complete(&item, &network->failures);
        }
        if (!item.loopback && !item.stacked) {
            add(&item.counters, is_first, &total);
            is_first = false;
        }
        if (found < capacity) {
            items[found] = item;
        }
        found += 1;
    }
    if (rest.length != 0 || found == 0) {
        return malformed(list, failure);
    }
    network->total = total;
    *count = found;
    return CPROBE_OK;
}

// Copies the bytes of an IP address. Bytes beyond its end are zeros: the kernel cuts masks.
static void copy_ip(cp_span from, size_t at, size_t length, uint8_t *bytes) {
    memset(bytes, 0, length);
    if (from.length > at) {
        const size_t there = from.length - at;
        memcpy(bytes, from.bytes + at, there < length ? there : length);
    }
}

// Sets the mask, and the prefix unless ones follow zeros. A mask of no bytes is /0.
static void set_mask(cp_span mask, size_t at, cprobe_address *item) {
    if (mask.bytes == NULL) {
        return;
    }
    copy_ip(mask, at, item->address_length, item->mask);
    item->has_mask = true;
    uint32_t bits = 0;
    while (bits < item->address_length * 8 &&
           (item->mask[bits / 8] >> (7 - bits % 8) & 1) != 0) {
        bits += 1;
    }
    item->prefix_bits = bits;
    item->has_prefix = true;
    for (uint32_t bit = bits; bit < item->address_length * 8; bit += 1) {
        item->has_prefix =
            item->has_prefix && (item->mask[bit / 8] >> (7 - bit % 8) & 1) == 0;
    }
}

// The kernels keep the interface of a link-local address in its second half-word.
static void set_scope(cp_span own, cprobe_address *item) {
    uint8_t *bytes = item->address;
    if (bytes[0] != 0xfe || (bytes[1] & 0xc0) != 0x80) {
        return;
    }
    item->scope_id = cp_record_u32(own, IPV6_SCOPE_AT);
    if (item->scope_id == 0) {
        item->scope_id = (uint32_t)bytes[2] << 8 | bytes[3];
    }
    bytes[2] = 0;
    bytes[3] = 0;
    item->has_scope_id = item->scope_id != 0;
}

// Sets an address of a message. False for a kind that is not listed.
static bool set_address(const route_message *message, uint32_t flags,
                        const cp_interface_layout *layout, cprobe_address *item) {
    const cp_span own = message->addresses[ADDRESS_OWN];
    const uint8_t family = u8_at(own, SOCKADDR_FAMILY);
    if (family == FAMILY_IPV4 && own.length >= IPV4_AT + 4) {
        item->family = CPROBE_FAMILY_IPV4;
        item->address_length = 4;
        copy_ip(own, IPV4_AT, 4, item->address);
        set_mask(message->addresses[ADDRESS_NETMASK], IPV4_AT, item);
        const cp_span broadcast = message->addresses[ADDRESS_BROADCAST];
        item->has_broadcast = (flags & FLAG_BROADCAST) != 0 && broadcast.length >= IPV4_AT + 4 &&
                              u8_at(broadcast, SOCKADDR_FAMILY) == FAMILY_IPV4;
        if (item->has_broadcast) {
            copy_ip(broadcast, IPV4_AT, 4, item->broadcast);
        }
        return true;
    }
    if (family == layout->family_ipv6 && own.length >= IPV6_SCOPE_AT + 4) {
        item->family = CPROBE_FAMILY_IPV6;
        item->address_length = 16;
        copy_ip(own, IPV6_AT, 16, item->address);
        set_mask(message->addresses[ADDRESS_NETMASK], IPV6_AT, item);
        set_scope(own, item);
        return true;
    }
    return false;
}

cprobe_result cp_addresses_read(const cp_interface_list *list, cp_buffer buffer,
                                cprobe_address *items, size_t capacity, size_t *count,
                                cprobe_failure *failure) {
    cp_span rest;
    const cprobe_result result =
        cp_sysctl_read(list->source, list->numbers, list->count, buffer, &rest, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    size_t found = 0;
    uint32_t flags = 0;
    uint16_t index = 0;
    cp_span name = {NULL, 0};
    for (route_message message; take_message(&rest, list->layout, &message);) {
        cprobe_address item = {0};
        if (message.type == list->layout->interface_type) {
            cp_span hardware;
            if (!take_link(message.addresses[ADDRESS_INTERFACE], &name, &hardware)) {
                return malformed(list, failure);
            }
            flags = cp_record_u32(message.header, list->layout->flags);
            index = cp_record_u16(message.header, list->layout->index);
            if (hardware.length == 0) {
                continue;
            }
            item.family = CPROBE_FAMILY_HARDWARE;
            item.address_length = (uint32_t)hardware.length;
            memcpy(item.address, hardware.bytes, hardware.length);
        } else if (message.type != list->layout->address_type ||
                   !set_address(&message, flags, list->layout, &item)) {
            continue;
        } else if (name.length == 0 ||
                   cp_record_u16(message.header, list->layout->address_index) != index) {
            return malformed(list, failure); // Not of the interface before it.
        }
        item.index = index;
        item.name_length = (uint32_t)name.length;
        memcpy(item.name, name.bytes, name.length);
        if (found < capacity) {
            items[found] = item;
        }
        found += 1;
    }
    if (rest.length != 0 || name.length == 0) {
        return malformed(list, failure);
    }
    *count = found;
    return CPROBE_OK;
}

#endif
