// Counters of ICMP messages by type, whose names are the same in /proc/net/snmp and snmp6.

#ifndef CP_FORMAT_ICMP_TYPES_H
#define CP_FORMAT_ICMP_TYPES_H

#include "../include/cprobe/protocols.h"
#include "../text/number.h"

// The counter with this name: "InType3" or "OutType8". NULL for another name.
static inline uint64_t *cp_icmp_type_of(cprobe_icmp_types *types, cp_span name) {
    uint64_t type = 0;
    const bool is_in = cp_take_text(&name, "InType");
    if ((!is_in && !cp_take_text(&name, "OutType")) || !cp_parse_u64(name, &type) ||
        type >= CPROBE_ICMP_TYPES) {
        return NULL;
    }
    return is_in ? &types->in[type] : &types->out[type];
}

#endif
