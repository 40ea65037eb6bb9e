#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "rtnetlink.h"

#include <errno.h>
#include <linux/netlink.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "../source/descriptor.h"
#include "netlink_dump.h"

enum {
    EVENTS_TAKEN = 256, // In one reading; further events are left to the next one.
    GROUP_LINK = 1,     // RTMGRP_LINK
    ETHTOOL_GSET_COMMAND = 1,
    ETHTOOL_GDRVINFO_COMMAND = 3,
    ETHTOOL_REQUEST = 0x8946,
    DUPLEX_HALF_NUMBER = 0,
    DUPLEX_FULL_NUMBER = 1,
    BITS_PER_MEGABIT = 1000000
};

// struct ethtool_cmd of linux/ethtool.h, which needs kernel types that C11 lacks.
typedef struct driver_answer {
    uint32_t command, supported, advertising;
    uint16_t speed;
    uint8_t duplex, port, phy_address, transceiver, autoneg, mdio_support;
    uint32_t maxtxpkt, maxrxpkt;
    uint16_t speed_high;
    uint8_t mdix, mdix_control;
    uint32_t lp_advertising, reserved[2];
} driver_answer;

_Static_assert(sizeof(driver_answer) == 44, "as the kernel has it");

// struct ethtool_drvinfo, likewise.
typedef struct driver_description {
    uint32_t command;
    char driver[CPROBE_DRIVER_TEXT_BYTES], version[CPROBE_DRIVER_TEXT_BYTES],
        firmware[CPROBE_DRIVER_TEXT_BYTES], bus[CPROBE_DRIVER_TEXT_BYTES], rom[32], reserved[12];
    uint32_t flags, statistics, tests, eeprom_bytes, register_bytes;
} driver_description;

_Static_assert(sizeof(driver_description) == 196, "as the kernel has it");

static int open_socket(uint32_t groups, int32_t *descriptor) {
    const int opened = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
    if (opened < 0) {
        return errno;
    }
    const struct sockaddr_nl address = {.nl_family = AF_NETLINK, .nl_groups = groups};
    if (bind(opened, (const struct sockaddr *)&address, sizeof address) != 0) {
        const int error = errno;
        cp_close(opened);
        return error;
    }
    *descriptor = opened;
    return 0;
}

void cp_rtnetlink_init(cp_rtnetlink *netlink, bool watches) {
    *netlink = (cp_rtnetlink){.socket = -1, .events = -1, .watches = watches};
}

int cp_rtnetlink_open(cp_rtnetlink *netlink) {
    if (netlink->is_refused) {
        return EAFNOSUPPORT;
    }
    int error = 0;
    // Open the socket for events first, so that a change before the list is requested is reported.
    if (netlink->watches && netlink->events < 0) {
        error = open_socket(GROUP_LINK, &netlink->events);
    }
    if (netlink->socket >= 0) {
        return 0;
    }
    if (error == 0) {
        error = open_socket(0, &netlink->socket);
    }
    if (error != 0) {
        cp_rtnetlink_close(netlink);
        // A seccomp filter, or a kernel without netlink, refuses permanently; a full descriptor
        // table is temporary.
        netlink->is_refused =
            error != EMFILE && error != ENFILE && error != ENOMEM && error != ENOBUFS;
    }
    return error;
}

void cp_rtnetlink_close(cp_rtnetlink *netlink) {
    cp_close(netlink->socket);
    cp_close(netlink->events);
    netlink->socket = -1;
    netlink->events = -1;
}

bool cp_rtnetlink_has_changed(cp_rtnetlink *netlink) {
    if (!netlink->watches) {
        return true;
    }
    bool changed = false;
    for (unsigned event = 0; event < EVENTS_TAKEN; event += 1) {
        char message[16]; // The event's arrival is enough; the rest of it is dropped.
        const ssize_t length = recv(netlink->events, message, sizeof message, MSG_DONTWAIT);
        if (length < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            return changed;
        }
        // Also if the kernel had to drop events (ENOBUFS): something has changed.
        changed = true;
    }
    return changed;
}

typedef struct dump {
    uint32_t sequence;
    uint16_t answer;
    cp_message_taker take;
    void *context;
    bool interrupted;
} dump;

static bool take_messages(void *context, cp_span bytes, int *error) {
    dump *d = context;
    cp_netlink_message message;
    while (cp_netlink_take(&bytes, &message)) {
        if (message.sequence != d->sequence) {
            continue; // Of a dump that was abandoned.
        }
        d->interrupted = d->interrupted || (message.flags & CP_NETLINK_INTERRUPTED) != 0;
        if (message.type == CP_NETLINK_DONE || message.type == CP_NETLINK_ERROR) {
            *error = *error != 0 ? *error : cp_netlink_error(&message);
            return true;
        }
        if (message.type == d->answer && !d->take(d->context, &message)) {
            *error = EOVERFLOW;
        }
    }
    return false;
}

int cp_rtnetlink_dump(cp_rtnetlink *netlink, cp_reader *reader, uint16_t request, uint16_t answer,
                      cp_message_taker take, void *context, bool *interrupted) {
    unsigned char request_bytes[CP_NETLINK_REQUEST_BYTES];
    netlink->sequence += 1;
    const size_t length = cp_netlink_dump_request(request, netlink->sequence, request_bytes);
    dump d = {netlink->sequence, answer, take, context, false};
    const int error =
        cp_netlink_dump(netlink->socket, reader, request_bytes, length, take_messages, &d);
    *interrupted = d.interrupted;
    return error;
}

void cp_rtnetlink_query_driver(const cp_rtnetlink *netlink, cprobe_interface *interface) {
    driver_answer answer = {.command = ETHTOOL_GSET_COMMAND};
    struct ifreq request = {.ifr_data = (char *)&answer};
    if (interface->name_length >= sizeof request.ifr_name) {
        return;
    }
    memcpy(request.ifr_name, interface->name, interface->name_length);
    if (ioctl(netlink->socket, ETHTOOL_REQUEST, &request) != 0) {
        return;
    }
    const uint32_t megabits = (uint32_t)answer.speed_high << 16 | answer.speed;
    if (megabits != 0 && megabits != UINT32_MAX && megabits != UINT16_MAX) {
        interface->speed_bits_per_second = (uint64_t)megabits * BITS_PER_MEGABIT;
        cprobe_set(&interface->present_fields, CPROBE_INTERFACE_SPEED);
    }
    if (answer.duplex == DUPLEX_HALF_NUMBER || answer.duplex == DUPLEX_FULL_NUMBER) {
        interface->duplex =
            answer.duplex == DUPLEX_FULL_NUMBER ? CPROBE_DUPLEX_FULL : CPROBE_DUPLEX_HALF;
        cprobe_set(&interface->present_fields, CPROBE_INTERFACE_DUPLEX);
    }
}

// The text before the first NUL of an array, or all of it.
static cp_span text_of(const char *bytes, size_t capacity) {
    cp_span rest = cp_span_make(bytes, capacity);
    return cp_take_until(&rest, '\0', NULL);
}

void cp_rtnetlink_find_name(const cp_rtnetlink *netlink, cprobe_interface_name *interface) {
    struct ifreq request = {.ifr_ifindex = (int)interface->index};
    interface->name_length = 0;
    if (interface->index == 0 || ioctl(netlink->socket, SIOCGIFNAME, &request) != 0) {
        return;
    }
    const cp_span name = text_of(request.ifr_name, sizeof request.ifr_name);
    interface->name_length = (uint32_t)name.length;
    memcpy(interface->name, name.bytes, name.length);
}

// Copies a text of a driver and returns its length: "N/A" is none.
static uint32_t copy_text(const char *text, char to[CPROBE_DRIVER_TEXT_BYTES]) {
    const cp_span taken = text_of(text, CPROBE_DRIVER_TEXT_BYTES);
    if (cp_span_equal(taken, cp_span_of("N/A"))) {
        return 0;
    }
    memcpy(to, taken.bytes, taken.length);
    return (uint32_t)taken.length;
}

int cp_rtnetlink_describe_driver(const cp_rtnetlink *netlink, cprobe_network_driver *driver) {
    driver_description answer = {.command = ETHTOOL_GDRVINFO_COMMAND};
    struct ifreq request = {.ifr_data = (char *)&answer};
    if (driver->interface.name_length >= sizeof request.ifr_name) {
        return ENAMETOOLONG;
    }
    memcpy(request.ifr_name, driver->interface.name, driver->interface.name_length);
    if (ioctl(netlink->socket, ETHTOOL_REQUEST, &request) != 0) {
        return errno;
    }
    driver->name_length = copy_text(answer.driver, driver->name);
    driver->version_length = copy_text(answer.version, driver->version);
    driver->firmware_length = copy_text(answer.firmware, driver->firmware);
    driver->bus_length = copy_text(answer.bus, driver->bus);
    return 0;
}

#endif
