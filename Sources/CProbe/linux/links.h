// The interfaces of this machine through rtnetlink, with a cache.

#ifndef CP_LINUX_LINKS_H
#define CP_LINUX_LINKS_H

#include "rtnetlink.h"

enum {
    // The number of cached interfaces, 104 KiB, and the bytes of their aliases and alternative
    // names. On a machine with more of them, each reading requests everything, which costs ten
    // times as much.
    CP_INTERFACES_CACHED = 1024,
    CP_INTERFACE_TEXT_BYTES = 4096
};

// The properties of one interface that seldom change.
typedef struct cp_cached_interface {
    cprobe_presence fields;
    uint64_t speed_bits_per_second;
    uint32_t index, flags, mtu_bytes, lower, master, tx_queue_length;
    uint32_t carrier_changes, carrier_up_changes, carrier_down_changes;
    uint16_t text;               // Where its alias begins in the text; its names follow.
    uint16_t alias_length, alternative_names_length;
    uint8_t duplex, operstate, name_length; // As in cprobe_interface.
    bool stacked;
    char name[CPROBE_INTERFACE_NAME_BYTES];
} cp_cached_interface;

typedef struct cp_links {
    cp_rtnetlink netlink;
    bool is_fresh;            // No event has arrived since `items` was read.
    bool is_known;            // `items` is also complete.
    bool lacks_texts;         // There was no space for the texts of an interface.
    bool has_no_statistics;   // The kernel has no RTM_GETSTATS (before Linux 4.7).
    uint32_t count;
    uint32_t text_length;
    cp_cached_interface items[CP_INTERFACES_CACHED];
    char text[CP_INTERFACE_TEXT_BYTES];
} cp_links;

// Starts with nothing open or cached. `watches`: a reading also opens a socket for link events, so
// that, while no link has changed, the next reading requests only the counters.
void cp_links_init(cp_links *links, bool watches);

// Closes the sockets and drops the cached interfaces. May be called again.
void cp_links_close(cp_links *links);

// Reads the interfaces. `count` becomes the number that exist. Returns 0 or an errno.
int cp_links_read(cp_links *links, cp_reader *reader, cprobe_interface *items, size_t capacity,
                  size_t *count);

#endif
