#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netpacket/packet.h>
#include <stddef.h>
#include <string.h>

#include "../failure.h"
#include "../include/cprobe/network.h"

// Copies the bytes of a socket address. False if it is not of the expected family.
static bool bytes_of(const struct sockaddr *from, cprobe_family family, uint32_t length,
                     uint8_t *bytes) {
    if (from == NULL) {
        return false;
    }
    switch (family) {
    case CPROBE_FAMILY_IPV4:
        memcpy(bytes, &((const struct sockaddr_in *)(const void *)from)->sin_addr, length);
        return from->sa_family == AF_INET;
    case CPROBE_FAMILY_IPV6:
        memcpy(bytes, &((const struct sockaddr_in6 *)(const void *)from)->sin6_addr, length);
        return from->sa_family == AF_INET6;
    case CPROBE_FAMILY_HARDWARE:
        // Hardware addresses of more than eight bytes extend beyond the struct, in memory that is
        // allocated.
        memcpy(bytes, (const char *)from + offsetof(struct sockaddr_ll, sll_addr), length);
        return from->sa_family == AF_PACKET;
    }
    return false;
}

// Sets the kind and length of an address. False for a kind that is not listed.
static bool set_family(const struct sockaddr *from, cprobe_address *item) {
    if (from == NULL) {
        return false;
    }
    switch (from->sa_family) {
    case AF_INET:
        item->family = CPROBE_FAMILY_IPV4;
        item->address_length = 4;
        return true;
    case AF_INET6:
        item->family = CPROBE_FAMILY_IPV6;
        item->address_length = 16;
        return true;
    case AF_PACKET:
        item->family = CPROBE_FAMILY_HARDWARE;
        item->address_length = ((const struct sockaddr_ll *)(const void *)from)->sll_halen;
        return item->address_length != 0 && item->address_length <= sizeof item->address;
    default: return false;
    }
}

// Counts the leading ones of a mask. False if a one follows a zero.
static bool prefix_of(const uint8_t *mask, uint32_t length, uint32_t *bits) {
    uint32_t count = 0;
    while (count < length * 8 && (mask[count / 8] >> (7 - count % 8) & 1) != 0) {
        count += 1;
    }
    *bits = count;
    while (count < length * 8 && (mask[count / 8] >> (7 - count % 8) & 1) == 0) {
        count += 1;
    }
    return count == length * 8;
}

// Converts one entry of getifaddrs(). False if not an address.
static bool take(const struct ifaddrs *from, cprobe_address *item) {
    *item = (cprobe_address){0};
    const size_t length = strlen(from->ifa_name);
    if (length == 0 || length > sizeof item->name || !set_family(from->ifa_addr, item) ||
        !bytes_of(from->ifa_addr, item->family, item->address_length, item->address)) {
        return false;
    }
    memcpy(item->name, from->ifa_name, length);
    item->name_length = (uint32_t)length;
    if (item->family == CPROBE_FAMILY_HARDWARE) {
        const struct sockaddr_ll *link = (const void *)from->ifa_addr;
        item->index = (uint32_t)link->sll_ifindex;
    } else {
        item->has_mask =
            bytes_of(from->ifa_netmask, item->family, item->address_length, item->mask);
        item->has_prefix = item->has_mask &&
                           prefix_of(item->mask, item->address_length, &item->prefix_bits);
    }
    if (item->family == CPROBE_FAMILY_IPV6) {
        const struct sockaddr_in6 *v6 = (const void *)from->ifa_addr;
        item->scope_id = v6->sin6_scope_id;
        item->has_scope_id = v6->sin6_scope_id != 0;
    } else if ((from->ifa_flags & IFF_BROADCAST) != 0) {
        item->has_broadcast =
            bytes_of(from->ifa_broadaddr, item->family, item->address_length, item->broadcast);
    }
    return true;
}

// Sets the interface's index, from its hardware address, which precedes its other addresses.
static void set_index(cprobe_address *item, const struct ifaddrs *list) {
    for (const struct ifaddrs *entry = list; entry != NULL; entry = entry->ifa_next) {
        if (entry->ifa_addr == NULL || entry->ifa_addr->sa_family != AF_PACKET) {
            continue;
        }
        const size_t length = strlen(entry->ifa_name);
        const bool is_it = item->name_length >= length &&
                           memcmp(item->name, entry->ifa_name, length) == 0 &&
                           (item->name_length == length || item->name[length] == ':');
        if (is_it) {
            item->index =
                (uint32_t)((const struct sockaddr_ll *)(const void *)entry->ifa_addr)->sll_ifindex;
            return;
        }
    }
}

cprobe_result cprobe_addresses_read(cprobe_collector *collector, cprobe_address *items,
                                    size_t capacity, size_t *count, cprobe_failure *failure) {
    static const char source[] = "getifaddrs";
    if (collector == NULL || count == NULL || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "addresses", 0, 0);
    }
    if (cprobe_collector_root_kind(collector) != CPROBE_ROOT_OWN) {
        return cp_fail(failure, CPROBE_UNSUPPORTED, source, 0, 0);
    }
    struct ifaddrs *list = NULL;
    if (getifaddrs(&list) != 0) {
        return cp_fail(failure, cp_result_of_errno(errno), source, 0, errno);
    }
    size_t found = 0;
    for (const struct ifaddrs *entry = list; entry != NULL; entry = entry->ifa_next) {
        cprobe_address item;
        if (!take(entry, &item)) {
            continue;
        }
        if (found < capacity) {
            if (item.index == 0) {
                set_index(&item, list);
            }
            items[found] = item;
        }
        found += 1;
    }
    freeifaddrs(list);
    *count = found;
    return CPROBE_OK;
}

#endif
