#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "links.h"

#include <errno.h>

#include "../presence.h"
#include "interface_positions.h"

enum { TRIES = 3 };

void cp_links_init(cp_links *links, bool watches) {
    // The items stay uninitialized: each is written before it is read.
    cp_rtnetlink_init(&links->netlink, watches);
    links->is_fresh = false;
    links->is_known = false;
    links->has_no_statistics = false;
    links->lacks_texts = false;
    links->count = 0;
    links->text_length = 0;
}

void cp_links_close(cp_links *links) {
    cp_rtnetlink_close(&links->netlink);
    links->is_fresh = false;
    links->is_known = false;
}

// Destination of the interfaces, as the context of a dump.
typedef struct list {
    cp_reader *reader;
    cp_links *links;
    cprobe_interface *items;
    size_t capacity, count;
    size_t next;         // The cached interface to compare first: dumps have the same order.
    bool is_fresh;       // The cached properties are current.
    bool lacks_counters; // An interface came without counters: read /proc/net/dev instead.
} list;

static cp_cached_interface *find_cached(list *l, uint32_t index) {
    cp_links *links = l->links;
    for (size_t step = 0; step < links->count; step += 1) {
        const size_t at = (l->next + step) % links->count;
        if (links->items[at].index == index) {
            l->next = at + 1;
            return &links->items[at];
        }
    }
    return NULL;
}

// The alias and the alternative names of an interface.
typedef struct texts {
    cp_span alias, names;
} texts;

static texts cached_texts(const cp_links *links, const cp_cached_interface *cached) {
    const char *text = links->text + cached->text;
    return (texts){cp_span_make(text, cached->alias_length),
                   cp_span_make(text + cached->alias_length, cached->alternative_names_length)};
}

// Caches the texts of an interface. False if they do not fit.
static bool cache_texts(cp_links *links, cp_cached_interface *cached, texts read) {
    char *text = links->text + links->text_length;
    if (read.alias.length + read.names.length > sizeof links->text - links->text_length) {
        return false;
    }
    if (read.alias.length != 0) {
        memcpy(text, read.alias.bytes, read.alias.length);
    }
    if (read.names.length != 0) {
        memcpy(text + read.alias.length, read.names.bytes, read.names.length);
    }
    cached->text = (uint16_t)links->text_length;
    cached->alias_length = (uint16_t)read.alias.length;
    cached->alternative_names_length = (uint16_t)read.names.length;
    links->text_length += (uint32_t)(read.alias.length + read.names.length);
    return true;
}

// Adds an item from cached properties and new counters. Its texts are copied alone: most interfaces
// have none.
static void add(list *l, const cp_cached_interface *cached, texts read,
                const cprobe_traffic *counters) {
    if (l->count < l->capacity) {
        cprobe_interface *item = &l->items[l->count];
        item->present_fields = cached->fields;
        item->name_length = cached->name_length;
        memcpy(item->name, cached->name, sizeof item->name);
        item->index = cached->index;
        item->flags = cached->flags;
        item->mtu_bytes = cached->mtu_bytes;
        item->speed_bits_per_second = cached->speed_bits_per_second;
        item->duplex = (cprobe_duplex)cached->duplex;
        item->operstate = (cprobe_operstate)cached->operstate;
        item->lower_index = cached->lower;
        item->master_index = cached->master;
        item->tx_queue_length = cached->tx_queue_length;
        item->carrier_changes = cached->carrier_changes;
        item->carrier_up_changes = cached->carrier_up_changes;
        item->carrier_down_changes = cached->carrier_down_changes;
        item->alias_length = (uint32_t)read.alias.length;
        if (read.alias.length != 0) {
            memcpy(item->alias, read.alias.bytes, read.alias.length);
        }
        item->alternative_names_length = (uint32_t)read.names.length;
        if (read.names.length != 0) {
            memcpy(item->alternative_names, read.names.bytes, read.names.length);
        }
        item->loopback = (cached->flags >> CPROBE_FLAG_LOOPBACK & 1) != 0;
        item->stacked = cached->stacked;
        item->counters = *counters;
        item->failure = (cprobe_failure){0};
    }
    l->count += 1;
}

// Handles one reply to RTM_GETSTATS. False if it has no counters, or if its interface is not
// cached.
static bool take_stats(void *context, const cp_netlink_message *message) {
    list *l = context;
    uint32_t index = 0;
    cprobe_traffic counters;
    if (!cp_link_stats_parse(message->body, &index, &counters)) {
        return false;
    }
    const cp_cached_interface *cached = find_cached(l, index);
    if (cached == NULL) {
        return false;
    }
    add(l, cached, cached_texts(l->links, cached), &counters);
    return true;
}

static void cache_link(cp_cached_interface *cached, const cp_link *link, texts read) {
    *cached = (cp_cached_interface){
        .index = link->index,
        .flags = link->flags,
        .mtu_bytes = link->mtu_bytes,
        .lower = link->lower,
        .master = link->master,
        .tx_queue_length = link->tx_queue_length,
        .carrier_changes = link->carrier_changes,
        .carrier_up_changes = link->carrier_up_changes,
        .carrier_down_changes = link->carrier_down_changes,
        .operstate = link->has_operstate ? link->operstate : 0,
        .stacked = link->lower != 0 || link->has_ports,
        .name_length = (uint8_t)link->name.length,
    };
    cprobe_set(&cached->fields, CPROBE_INTERFACE_INDEX);
    cprobe_set(&cached->fields, CPROBE_INTERFACE_FLAGS);
    cp_presence_set_if(&cached->fields, CPROBE_INTERFACE_MTU, link->has_mtu);
    cp_presence_set_if(&cached->fields, CPROBE_INTERFACE_STATE, link->has_operstate);
    cp_presence_set_if(&cached->fields, CPROBE_INTERFACE_LOWER, link->lower != 0);
    cp_presence_set_if(&cached->fields, CPROBE_INTERFACE_MASTER, link->master != 0);
    cp_presence_set_if(&cached->fields, CPROBE_INTERFACE_TX_QUEUE_LENGTH,
                       link->has_tx_queue_length);
    cp_presence_set_if(&cached->fields, CPROBE_INTERFACE_CARRIER_CHANGES,
                       link->has_carrier_changes);
    cp_presence_set_if(&cached->fields, CPROBE_INTERFACE_CARRIER_UP,
                       link->has_carrier_up_changes);
    cp_presence_set_if(&cached->fields, CPROBE_INTERFACE_CARRIER_DOWN,
                       link->has_carrier_down_changes);
    cp_presence_set_if(&cached->fields, CPROBE_INTERFACE_ALIAS, read.alias.length != 0);
    cp_presence_set_if(&cached->fields, CPROBE_INTERFACE_ALTERNATIVE_NAMES,
                       read.names.length != 0);
    memcpy(cached->name, link->name.bytes, link->name.length);
}

// Queries the driver, only when the interface may have changed: some drivers take milliseconds to
// answer.
static void query_driver(const cp_links *links, cp_cached_interface *cached) {
    if ((cached->flags >> CPROBE_FLAG_UP & 1) == 0) {
        return; // A driver may report the last speed of an interface that is down.
    }
    cprobe_interface queried = {.name_length = cached->name_length};
    memcpy(queried.name, cached->name, sizeof queried.name);
    cp_rtnetlink_query_driver(&links->netlink, &queried);
    cached->fields = cp_presence_or(cached->fields, queried.present_fields);
    cached->speed_bits_per_second = queried.speed_bits_per_second;
    cached->duplex = (uint8_t)queried.duplex;
}

// Handles one reply to RTM_GETLINK. The first CP_INTERFACES_CACHED interfaces are cached, in the
// kernel's order.
static bool take_link(void *context, const cp_netlink_message *message) {
    list *l = context;
    cp_links *links = l->links;
    cp_link link;
    if (!cp_link_parse(message->body, &link)) {
        return true;
    }
    char names[CPROBE_ALTERNATIVE_NAMES_BYTES];
    texts read = {link.alias, {names, cp_link_alternative_names(link.properties, names,
                                                                sizeof names)}};
    if (read.alias.length > CPROBE_INTERFACE_ALIAS_BYTES) {
        read.alias.length = CPROBE_INTERFACE_ALIAS_BYTES;
    }
    cp_cached_interface cached;
    cache_link(&cached, &link, read);
    if (l->is_fresh) {
        const cp_cached_interface *before =
            l->count < links->count ? find_cached(l, link.index) : NULL;
        cached = before != NULL ? *before : cached;
    } else if (l->count < CP_INTERFACES_CACHED) {
        if (l->count < l->capacity && !link.has_no_medium) {
            query_driver(links, &cached);
        }
        links->lacks_texts = !cache_texts(links, &cached, read) || links->lacks_texts;
        links->items[l->count] = cached;
        links->count = (uint32_t)l->count + 1;
    }
    l->lacks_counters = l->lacks_counters || !cprobe_has_any(link.counters.present_fields);
    add(l, &cached, read, &link.counters);
    return true;
}

// Marks the masters of ports, in the items and in the cache. Neighbouring ports usually have the
// same master, which is then looked up once.
static void mark_masters(list *l) {
    cp_links *links = l->links;
    const cp_interface_positions positions =
        cp_interface_positions_of(l->reader, l->items, l->count);
    uint32_t marked = 0;
    for (size_t port = 0; port < l->count; port += 1) {
        const uint32_t master = l->items[port].master_index;
        size_t position = 0;
        if (master != 0 && master != marked &&
            cp_interface_positions_find(&positions, master, &position)) {
            l->items[position].stacked = true;
        }
        marked = master;
    }
    for (size_t index = 0; index < links->count && !l->is_fresh; index += 1) {
        links->items[index].stacked = l->items[index].stacked;
    }
}

// Requests all links, and caches as many as fit. A list that exceeds the caller's capacity is
// requested again by the next reading.
static int read_links(list *l) {
    cp_links *links = l->links;
    bool interrupted = false;
    int error = 0;
    for (unsigned tries = 0; tries < TRIES; tries += 1) {
        l->count = 0;
        l->next = 0;
        l->lacks_counters = false;
        if (!l->is_fresh) {
            links->lacks_texts = false;
            links->count = 0;
            links->text_length = 0;
        }
        error = cp_rtnetlink_dump(&links->netlink, l->reader, CP_NETLINK_GET_LINK,
                                  CP_NETLINK_NEW_LINK, take_link, l, &interrupted);
        if (error != 0 || !interrupted) {
            break;
        }
    }
    const bool fits = l->count <= l->capacity;
    if (fits) {
        mark_masters(l);
    }
    links->is_fresh = error == 0 && !interrupted && fits;
    links->is_known = links->is_fresh && l->count == links->count && !links->lacks_texts;
    return error;
}

// Reads the interfaces by rtnetlink. Returns 0 or an errno.
static int read_netlink(list *l) {
    cp_links *links = l->links;
    // Changes before the socket for events was opened are not reported.
    links->is_fresh = links->is_fresh && links->netlink.events >= 0;
    int error = cp_rtnetlink_open(&links->netlink);
    if (error != 0) {
        return error;
    }
    l->is_fresh = links->is_fresh && !cp_rtnetlink_has_changed(&links->netlink);
    if (l->is_fresh && links->is_known && !links->has_no_statistics) {
        bool interrupted = false;
        error = cp_rtnetlink_dump(&links->netlink, l->reader, CP_NETLINK_GET_STATS,
                                  CP_NETLINK_NEW_STATS, take_stats, l, &interrupted);
        if (error == 0 && !interrupted) {
            return 0;
        }
        links->has_no_statistics = error == EOPNOTSUPP || error == EINVAL;
        l->is_fresh = links->has_no_statistics;
    }
    error = read_links(l);
    if (error != 0 && error != EOPNOTSUPP && error != EINVAL) {
        cp_links_close(links); // The sockets may be unusable: the next reading opens new ones.
    }
    return error == 0 && l->lacks_counters ? EOPNOTSUPP : error;
}

int cp_links_read(cp_links *links, cp_reader *reader, cprobe_interface *items, size_t capacity,
                  size_t *count) {
    list l = {.reader = reader, .links = links, .items = items, .capacity = capacity};
    const int error = read_netlink(&l);
    *count = l.count;
    return error;
}

#endif
