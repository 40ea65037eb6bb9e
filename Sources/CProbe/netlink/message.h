// Netlink messages, of whichever family.

#ifndef CP_NETLINK_MESSAGE_H
#define CP_NETLINK_MESSAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "../text/span.h"

// Message types and flags that all families have.
enum {
    CP_NETLINK_ERROR = 2,
    CP_NETLINK_DONE = 3,
    CP_NETLINK_INTERRUPTED = 0x10,      // A flag: the list changed while it was dumped.
    CP_NETLINK_REQUEST_DUMP = 0x301,    // NLM_F_REQUEST, NLM_F_ROOT and NLM_F_MATCH.
    CP_NETLINK_HEADER_BYTES = 16
};

typedef struct cp_netlink_message {
    uint16_t type, flags;
    uint32_t sequence;
    cp_span body;
} cp_netlink_message;

// Takes a message from the front. False at the end, or if the bytes are malformed.
bool cp_netlink_take(cp_span *bytes, cp_netlink_message *message);

// The errno of an ERROR or DONE message; 0 for success.
int cp_netlink_error(const cp_netlink_message *message);

// Writes the header of a dump request. `length` includes it.
void cp_netlink_begin_dump(unsigned char *request, uint32_t length, uint16_t type,
                           uint32_t sequence);

#endif
