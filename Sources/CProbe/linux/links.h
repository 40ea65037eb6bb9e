// The interfaces of this machine by rtnetlink, and what is cached of them.

#ifndef CP_LINUX_LINKS_H
#define CP_LINUX_LINKS_H

#include "rtnetlink.h"

enum {
    // The interfaces that are cached between two readings, 80 KiB. Where there are more, each reading
    // requests everything, which costs ten times as much.
    CP_INTERFACES_CACHED = 1024
};

// What is cached of one interface, since it seldom changes.
typedef struct cp_cached_interface {
    cprobe_presence fields;
    uint64_t speed_bits_per_second;
    uint32_t index, flags, mtu_bytes, lower, master;
    uint8_t duplex, operstate, name_length; // As in cprobe_interface.
    bool stacked;
    char name[CPROBE_INTERFACE_NAME_BYTES];
} cp_cached_interface;

typedef struct cp_links {
    cp_rtnetlink netlink;
    bool is_fresh;            // No event came since the list below was read.
    bool is_known;            // The list below is complete, too.
    bool has_no_statistics;   // The kernel has no RTM_GETSTATS (before Linux 4.7).
    uint32_t count;
    cp_cached_interface items[CP_INTERFACES_CACHED];
} cp_links;

// Nothing is open or cached yet. `watches`: a reading opens a socket for events as well, so that the next
// one need not request what did not change.
void cp_links_init(cp_links *links, bool watches);

// Closes the sockets and drops the cached interfaces. Harmless twice.
void cp_links_close(cp_links *links);

// Reads the interfaces. `count` becomes the number that exist. 0, or an errno.
int cp_links_read(cp_links *links, cp_reader *reader, cprobe_interface *items, size_t capacity,
                  size_t *count);

#endif
