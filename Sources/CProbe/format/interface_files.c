// /sys/class/net/NAME/{ifindex,iflink,flags,mtu,speed,duplex,operstate,uevent,ifalias} and others
// Sample: written by hand.
//
//     2                            ifindex, iflink: numbers of interfaces; mtu: bytes;
//                                  tx_queue_len, carrier_changes, carrier_up_count and
//                                  carrier_down_count: counts
//     0x1003                       flags: hexadecimal, without running, lower_up and dormant
//     1000                         speed: megabits a second; -1 where there is no link
//     full                         duplex: full, half or unknown
//     up                           operstate: the names of RFC 2863
//     uplink to rack 4             ifalias: any text; empty if there is none
//     DEVTYPE=bridge               uevent: NAME=value lines; a plain card has no DEVTYPE
//     INTERFACE=br0
//     IFINDEX=3
//
// Reading speed and duplex fails with EINVAL if the interface is down. At most 256 bytes each.
// net/core/net-sysfs.c; Documentation/ABI/testing/sysfs-class-net.

#include "interface_files.h"

#include "../text/lines.h"
#include "../text/number.h"

bool cp_interface_number_parse(cp_span text, uint64_t *number) {
    cp_trim_lines(&text);
    return cp_parse_u64(text, number);
}

bool cp_interface_flags_parse(cp_span text, uint32_t *flags) {
    uint32_t value = 0;
    cp_trim_lines(&text);
    if (!cp_take_byte(&text, '0') || !cp_take_byte(&text, 'x') ||
        text.length == 0 || text.length > 8) {
        return false;
    }
    for (size_t index = 0; index < text.length; index += 1) {
        const char byte = text.bytes[index];
        const bool is_digit = byte >= '0' && byte <= '9';
        if (!is_digit && (byte < 'a' || byte > 'f')) {
            return false;
        }
        value = value << 4 | (uint32_t)(is_digit ? byte - '0' : byte - 'a' + 10);
    }
    *flags = value;
    return true;
}

// As in dev_get_flags(), net/core/dev.c. The kernel tests the carrier, from which it derives the
// state.
uint32_t cp_interface_flags_of_state(uint32_t flags, cprobe_operstate operstate) {
    const bool is_up = (flags >> CPROBE_FLAG_UP & 1) != 0;
    // The file also has these if set by the kernel, as on a bridge port.
    flags &= ~(1u << CPROBE_FLAG_PROMISC | 1u << CPROBE_FLAG_ALLMULTI);
    const bool is_dormant = operstate == CPROBE_OPERSTATE_DORMANT;
    const bool carries = operstate == CPROBE_OPERSTATE_UP || operstate == CPROBE_OPERSTATE_UNKNOWN;
    const bool has_carrier = carries || is_dormant || operstate == CPROBE_OPERSTATE_TESTING;
    flags |= is_up && carries ? 1u << CPROBE_FLAG_RUNNING : 0;
    flags |= is_up && has_carrier ? 1u << CPROBE_FLAG_LOWER_UP : 0;
    return flags | (is_up && is_dormant ? 1u << CPROBE_FLAG_DORMANT : 0);
}

bool cp_interface_duplex_parse(cp_span text, cprobe_duplex *duplex) {
    cp_trim_lines(&text);
    const bool is_full = cp_span_equal(text, cp_span_of("full"));
    if (!is_full && !cp_span_equal(text, cp_span_of("half"))) {
        return false;
    }
    *duplex = is_full ? CPROBE_DUPLEX_FULL : CPROBE_DUPLEX_HALF;
    return true;
}

bool cp_interface_operstate_parse(cp_span text, cprobe_operstate *operstate) {
    static const char *const names[] = {
        [CPROBE_OPERSTATE_UNKNOWN] = "unknown",
        [CPROBE_OPERSTATE_NOTPRESENT] = "notpresent",
        [CPROBE_OPERSTATE_DOWN] = "down",
        [CPROBE_OPERSTATE_LOWERLAYERDOWN] = "lowerlayerdown",
        [CPROBE_OPERSTATE_TESTING] = "testing",
        [CPROBE_OPERSTATE_DORMANT] = "dormant",
        [CPROBE_OPERSTATE_UP] = "up",
    };
    cp_trim_lines(&text);
    for (unsigned index = 0; index < sizeof names / sizeof names[0]; index += 1) {
        if (cp_span_equal(text, cp_span_of(names[index]))) {
            *operstate = (cprobe_operstate)index;
            return true;
        }
    }
    return false;
}

bool cp_interface_alias_parse(cp_span text, cprobe_interface *interface) {
    bool has_newline = text.length != 0 && text.bytes[text.length - 1] == '\n';
    text.length -= has_newline ? 1 : 0;
    if (text.length == 0 || text.length > sizeof interface->alias) {
        return false;
    }
    memcpy(interface->alias, text.bytes, text.length);
    interface->alias_length = (uint32_t)text.length;
    return true;
}

cp_interface_build cp_interface_uevent_parse(cp_span text) {
    static const struct {
        const char *name;
        cp_interface_build build;
    } types[] = {
        {"bridge", CP_INTERFACE_HAS_PORTS},  {"bond", CP_INTERFACE_HAS_PORTS},
        {"team", CP_INTERFACE_HAS_PORTS},    {"vlan", CP_INTERFACE_HAS_LOWER},
        {"macvlan", CP_INTERFACE_HAS_LOWER}, {"ipvlan", CP_INTERFACE_HAS_LOWER},
        {"macsec", CP_INTERFACE_HAS_LOWER},  {"vxlan", CP_INTERFACE_HAS_LOWER},
    };
    const cp_span key = cp_span_of("DEVTYPE=");
    cp_lines lines = cp_lines_of(text.bytes, text.length);
    cp_span line;
    cp_line_end end;
    while (cp_lines_next(&lines, &line, &end)) {
        if (!cp_span_starts(line, key)) {
            continue;
        }
        cp_skip(&line, key.length);
        for (size_t index = 0; index < sizeof types / sizeof types[0]; index += 1) {
            if (cp_span_equal(line, cp_span_of(types[index].name))) {
                return types[index].build;
            }
        }
    }
    return CP_INTERFACE_ALONE;
}
