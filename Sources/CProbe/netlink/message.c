// Netlink messages: the header that all families share.
//
//     message = header body padding      padded to 4 bytes
//     header  = length u32, type u16, flags u16, sequence u32, sender u32; length: all
//     attribute = length u16, type u16, value, padding      length: without the padding
//
// Numbers are in host byte order. The body of ERROR and DONE begins with a negative errno, or 0.
// The two upper bits of an attribute's type are flags. A message or an attribute with a length
// beyond the available bytes ends the list. linux/netlink.h; netlink(7).

#include "message.h"

#include <string.h>

enum { ATTRIBUTE_BYTES = 4, TYPE_MASK = 0x3fff };

bool cp_netlink_take(cp_span *bytes, cp_netlink_message *message) {
    if (bytes->length < CP_NETLINK_HEADER_BYTES) {
        return false;
    }
    const size_t length = cp_netlink_u32(bytes->bytes);
    if (length < CP_NETLINK_HEADER_BYTES || length > bytes->length) {
        return false;
    }
    *message = (cp_netlink_message){
        cp_netlink_u16(bytes->bytes + 4), cp_netlink_u16(bytes->bytes + 6),
        cp_netlink_u32(bytes->bytes + 8),
        cp_span_make(bytes->bytes + CP_NETLINK_HEADER_BYTES, length - CP_NETLINK_HEADER_BYTES)};
    cp_netlink_skip(bytes, length);
    return true;
}

bool cp_netlink_take_attribute(cp_span *bytes, uint16_t *type, cp_span *value) {
    if (bytes->length < ATTRIBUTE_BYTES) {
        return false;
    }
    const size_t length = cp_netlink_u16(bytes->bytes);
    if (length < ATTRIBUTE_BYTES || length > bytes->length) {
        return false;
    }
    *type = cp_netlink_u16(bytes->bytes + 2) & TYPE_MASK;
    *value = cp_span_make(bytes->bytes + ATTRIBUTE_BYTES, length - ATTRIBUTE_BYTES);
    cp_netlink_skip(bytes, length);
    return true;
}

int cp_netlink_error(const cp_netlink_message *message) {
    const int32_t number =
        message->body.length >= 4 ? (int32_t)cp_netlink_u32(message->body.bytes) : 0;
    return number < 0 && number > -4096 ? -number : 0;
}

void cp_netlink_begin_dump(unsigned char *request, uint32_t length, uint16_t type,
                           uint32_t sequence) {
    const uint16_t flags = CP_NETLINK_REQUEST_DUMP;
    memset(request, 0, length);
    memcpy(request, &length, sizeof length);
    memcpy(request + 4, &type, sizeof type);
    memcpy(request + 6, &flags, sizeof flags);
    memcpy(request + 8, &sequence, sizeof sequence);
}
