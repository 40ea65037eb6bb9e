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

// Numbers in host byte order, at any address.
static inline uint16_t cp_netlink_u16(const char *bytes) {
    uint16_t number;
    memcpy(&number, bytes, sizeof number);
    return number;
}

static inline uint32_t cp_netlink_u32(const char *bytes) {
    uint32_t number;
    memcpy(&number, bytes, sizeof number);
    return number;
}

// Skips an item and its padding, which the last one may lack.
static inline void cp_netlink_skip(cp_span *bytes, size_t length) {
    const size_t padded = (length + 3) & ~(size_t)3;
    cp_skip(bytes, padded < bytes->length ? padded : bytes->length);
}

// Takes a message from the front. False at the end, or if the bytes are malformed.
bool cp_netlink_take(cp_span *bytes, cp_netlink_message *message);

// Takes an attribute from the front. False at the end, or if its length exceeds the bytes.
bool cp_netlink_take_attribute(cp_span *bytes, uint16_t *type, cp_span *value);

// The errno of an ERROR or DONE message; 0 for success.
int cp_netlink_error(const cp_netlink_message *message);

// Writes the header of a dump request. `length` includes it.
void cp_netlink_begin_dump(unsigned char *request, uint32_t length, uint16_t type,
                           uint32_t sequence);

#endif
