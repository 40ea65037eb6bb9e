// The small files of one interface below /sys/class/net.

#ifndef CP_FORMAT_INTERFACE_FILES_H
#define CP_FORMAT_INTERFACE_FILES_H

#include "../include/cprobe/network.h"
#include "../text/span.h"

// "1500\n": a decimal number. False if malformed.
bool cp_interface_number_parse(cp_span text, uint64_t *number);

// "0x1003\n": the flags. False if malformed.
bool cp_interface_flags_parse(cp_span text, uint32_t *flags);

// Adds the flags derived from the state, which rtnetlink has and the file lacks.
uint32_t cp_interface_flags_of_state(uint32_t flags, cprobe_operstate operstate);

// "full\n" or "half\n". False for anything else, such as "unknown".
bool cp_interface_duplex_parse(cp_span text, cprobe_duplex *duplex);

// "up\n" and the other states. False for anything else.
bool cp_interface_operstate_parse(cp_span text, cprobe_operstate *operstate);

// "uplink to rack 4\n": the alias. False if there is none: the file is empty.
bool cp_interface_alias_parse(cp_span text, cprobe_interface *interface);

// Whether uevent's DEVTYPE shows that the interface has ports (bridge, bond, team), or a lower
// device, named by iflink (vlan, vxlan and others; macvlan has no DEVTYPE on most kernels).
typedef enum CPROBE_CLOSED cp_interface_build {
    CP_INTERFACE_ALONE = 0,
    CP_INTERFACE_HAS_PORTS,
    CP_INTERFACE_HAS_LOWER
} cp_interface_build;
cp_interface_build cp_interface_uevent_parse(cp_span text);

#endif
