#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "interface_files.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "../format/interface_files.h"
#include "../source/descriptor.h"
#include "../text/build.h"
#include "interface_positions.h"

enum {
    MEGABIT = 1000000,
    LOWER_TRIED = 128 // Candidates for a VXLAN's lower interface, each of which costs a call.
};

// A file, by its name in the directory and its name in failures.
typedef struct file {
    const char *name;
    const char *source;
    bool may_fail; // Some interfaces lack it, or it cannot be read while the interface is down.
} file;

static const file index_file = {"ifindex", "/sys/class/net/NAME/ifindex", false};
static const file mtu_file = {"mtu", "/sys/class/net/NAME/mtu", false};
static const file speed_file = {"speed", "/sys/class/net/NAME/speed", true};
static const file flags_file = {"flags", "/sys/class/net/NAME/flags", false};
static const file duplex_file = {"duplex", "/sys/class/net/NAME/duplex", true};
static const file state_file = {"operstate", "/sys/class/net/NAME/operstate", false};
static const file queue_file = {"tx_queue_len", "/sys/class/net/NAME/tx_queue_len", true};
static const file changes_file = {"carrier_changes", "/sys/class/net/NAME/carrier_changes", true};
static const file up_file = {"carrier_up_count", "/sys/class/net/NAME/carrier_up_count", true};
static const file down_file = {"carrier_down_count", "/sys/class/net/NAME/carrier_down_count",
                               true};
static const file alias_file = {"ifalias", "/sys/class/net/NAME/ifalias", true};
static const file uevent_file = {"uevent", "/sys/class/net/NAME/uevent", true};
static const file link_file = {"iflink", "/sys/class/net/NAME/iflink", true};

// One interface with its directory open.
typedef struct interface_files {
    cp_reader *reader;
    cprobe_interface *item;
    int directory;
} interface_files;

// Records the first failure of an interface.
static void add_failure(cprobe_interface *item, cprobe_failure failure) {
    if (item->failure.code == CPROBE_OK) {
        item->failure = failure;
    }
}

// Reads one file into the scratch buffer. False if it has no value.
static bool read_file(const interface_files *f, file from, cp_span *text) {
    int opened = -1;
    size_t length = 0;
    cprobe_failure failure;
    cprobe_result result = cp_root_open_file_in(&f->reader->root, f->directory, from.name,
                                                &opened, &failure);
    if (result == CPROBE_OK) {
        result = cp_read_whole(opened, CP_PRINTED_WHOLE, cp_scratch(f->reader),
                               CP_SCRATCH_BYTES, &length, from.source, &failure);
        cp_close(opened);
        // Speed and duplex of an interface that is down cannot be read: they are absent.
        result = result == CPROBE_IO && from.may_fail ? CPROBE_NOT_FOUND : result;
    }
    *text = cp_span_make(cp_scratch(f->reader), length);
    const bool is_missing = result == CPROBE_NOT_FOUND || result == CPROBE_GONE;
    if (result != CPROBE_OK && !(is_missing && from.may_fail)) {
        failure.source = from.source;
        add_failure(f->item, failure);
    }
    return result == CPROBE_OK;
}

// Records the result of parsing: sets the field's bit, or adds a failure.
static void settle(const interface_files *f, cprobe_interface_field field, file from,
                   bool is_parsed) {
    if (is_parsed) {
        cprobe_set(&f->item->present_fields, field);
    } else {
        add_failure(f->item, (cprobe_failure){CPROBE_MALFORMED, 1, 0, from.source});
    }
}

// Whether the interface is a tun or tap device: its packets go to a program, and its speed is a
// constant.
static bool is_tun(const interface_files *f) {
    struct stat status;
    return fstatat(f->directory, "tun_flags", &status, AT_SYMLINK_NOFOLLOW) == 0;
}

static void read_numbers(const interface_files *f) {
    cprobe_interface *item = f->item;
    cp_span text;
    uint64_t number = 0;
    if (read_file(f, index_file, &text)) {
        const bool is_parsed = cp_interface_number_parse(text, &number) && number <= UINT32_MAX;
        settle(f, CPROBE_INTERFACE_INDEX, index_file, is_parsed);
        item->index = is_parsed ? (uint32_t)number : 0;
    }
    if (read_file(f, mtu_file, &text)) {
        settle(f, CPROBE_INTERFACE_MTU, mtu_file,
               cp_interface_number_parse(text, &item->mtu_bytes));
    }
    // -1, and other numbers that no link has, mean that the speed is unknown.
    if (read_file(f, speed_file, &text) && cp_interface_number_parse(text, &number) &&
        number != 0 && number < UINT32_MAX && number != UINT16_MAX && !is_tun(f)) {
        item->speed_bits_per_second = number * MEGABIT;
        cprobe_set(&item->present_fields, CPROBE_INTERFACE_SPEED);
    }
}

// Reads a file that old kernels lack.
static void read_count(const interface_files *f, cprobe_interface_field field, file from,
                       uint64_t *number) {
    cp_span text;
    if (read_file(f, from, &text)) {
        settle(f, field, from, cp_interface_number_parse(text, number));
    }
}

static void read_carrier(const interface_files *f) {
    cprobe_interface *item = f->item;
    read_count(f, CPROBE_INTERFACE_TX_QUEUE_LENGTH, queue_file, &item->tx_queue_length);
    read_count(f, CPROBE_INTERFACE_CARRIER_CHANGES, changes_file, &item->carrier_changes);
    read_count(f, CPROBE_INTERFACE_CARRIER_UP, up_file, &item->carrier_up_changes);
    read_count(f, CPROBE_INTERFACE_CARRIER_DOWN, down_file, &item->carrier_down_changes);
}

// Reads the alias. The file of an interface without one is empty.
static void read_alias(const interface_files *f) {
    cprobe_interface *item = f->item;
    cp_span text;
    if (read_file(f, alias_file, &text) && cp_interface_alias_parse(text, item)) {
        cprobe_set(&item->present_fields, CPROBE_INTERFACE_ALIAS);
    }
}

static void read_words(const interface_files *f) {
    cprobe_interface *item = f->item;
    cp_span text;
    if (read_file(f, flags_file, &text)) {
        settle(f, CPROBE_INTERFACE_FLAGS, flags_file,
               cp_interface_flags_parse(text, &item->flags));
        item->loopback = item->loopback || (item->flags >> CPROBE_FLAG_LOOPBACK & 1) != 0;
    }
    if (read_file(f, duplex_file, &text) && cp_interface_duplex_parse(text, &item->duplex) &&
        !is_tun(f)) {
        cprobe_set(&item->present_fields, CPROBE_INTERFACE_DUPLEX);
    }
    if (read_file(f, state_file, &text)) {
        settle(f, CPROBE_INTERFACE_STATE, state_file,
               cp_interface_operstate_parse(text, &item->operstate));
    }
    if (cprobe_has(item->present_fields, CPROBE_INTERFACE_STATE)) {
        item->flags = cp_interface_flags_of_state(item->flags, item->operstate);
    }
}

// Whether the directory has a link "lower_NAME": the interface is on top of NAME. A veth has no
// such link, although its iflink names its peer, in this namespace or in another.
static bool has_lower(const interface_files *f, const cprobe_interface *lower) {
    char name[CPROBE_INTERFACE_NAME_BYTES + 8];
    cp_build build = {name, sizeof name, 0, false};
    cp_build_add(&build, cp_span_of("lower_"));
    cp_build_add(&build, cp_span_make(lower->name, lower->name_length));
    struct stat status;
    return fstatat(f->directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0;
}

// Finds the lower interface of a VXLAN. Its iflink is its own index, so only the link "lower_NAME"
// identifies the lower interface.
static uint32_t find_lower(const interface_files *f, const cprobe_interface *items, size_t count) {
    for (size_t index = 0; index < count && index < LOWER_TRIED; index += 1) {
        if (&items[index] != f->item && has_lower(f, &items[index])) {
            return items[index].index;
        }
    }
    return 0;
}

// Reads whether the interface has ports, and its candidate for a lower interface; sets the field's
// bit if uevent confirms that.
static void read_build(const interface_files *f) {
    cprobe_interface *item = f->item;
    cp_span text;
    uint64_t lower = 0;
    const cp_interface_build build =
        read_file(f, uevent_file, &text) ? cp_interface_uevent_parse(text) : CP_INTERFACE_ALONE;
    item->stacked = build == CP_INTERFACE_HAS_PORTS;
    if (!read_file(f, link_file, &text) || !cp_interface_number_parse(text, &lower) ||
        lower > UINT32_MAX) {
        return;
    }
    const bool is_on_lower = build == CP_INTERFACE_HAS_LOWER;
    item->lower_index = is_on_lower || lower != item->index ? (uint32_t)lower : 0;
    if (is_on_lower) {
        cprobe_set(&item->present_fields, CPROBE_INTERFACE_LOWER);
    }
}

// Opens the directory of an interface. A name that is no valid file name has none.
static bool open_directory(interface_files *f) {
    static const char source[] = "/sys/class/net/NAME";
    const cprobe_interface *item = f->item;
    char path[CPROBE_INTERFACE_NAME_BYTES + 32];
    cp_build build = {path, sizeof path, 0, false};
    cp_build_add(&build, cp_span_of("/sys/class/net/"));
    cp_build_add(&build, cp_span_make(item->name, item->name_length));
    cprobe_failure failure = {CPROBE_NOT_FOUND, 0, 0, source};
    const bool is_name = memchr(item->name, '/', item->name_length) == NULL &&
                         memchr(item->name, '\0', item->name_length) == NULL;
    if (is_name && cp_root_open_directory(&f->reader->root, path, source, &f->directory,
                                          &failure) == CPROBE_OK) {
        return true;
    }
    add_failure(f->item, failure);
    return false;
}

// Whether the link "lower_NAME" shows that the interface is on top of one whose index is unknown.
static bool is_on_unnumbered(interface_files *f, const cprobe_interface *items, size_t count) {
    bool is_on_lower = false;
    if (!open_directory(f)) {
        return false;
    }
    for (size_t index = 0; index < count && index < LOWER_TRIED && !is_on_lower; index += 1) {
        is_on_lower = !cprobe_has(items[index].present_fields, CPROBE_INTERFACE_INDEX) &&
                      has_lower(f, &items[index]);
    }
    cp_close(f->directory);
    return is_on_lower;
}

// Confirms the lower interfaces, now that the indexes of all interfaces are known.
static void settle_lower(cp_reader *reader, cprobe_interface *items, size_t count) {
    const cp_interface_positions positions = cp_interface_positions_of(reader, items, count);
    bool has_all = true; // Every interface has an index.
    for (size_t index = 0; index < count; index += 1) {
        has_all = has_all && cprobe_has(items[index].present_fields, CPROBE_INTERFACE_INDEX);
    }
    for (size_t index = 0; index < count; index += 1) {
        cprobe_interface *item = &items[index];
        interface_files f = {reader, item, -1};
        if (item->lower_index == item->index && item->index != 0 && open_directory(&f)) {
            item->lower_index = find_lower(&f, items, count);
            cp_close(f.directory);
        }
        size_t position = 0;
        const bool is_found = item->lower_index != 0 &&
                              cp_interface_positions_find(&positions, item->lower_index, &position);
        // An index from another namespace may equal that of an interface here: the link
        // "lower_NAME" decides. Captured roots often lack the link; uevent decides there.
        bool is_on_lower = is_found && reader->root.kind == CPROBE_ROOT_CAPTURED &&
                           cprobe_has(item->present_fields, CPROBE_INTERFACE_LOWER);
        if (is_found && !is_on_lower && open_directory(&f)) {
            is_on_lower = has_lower(&f, &items[position]);
            cp_close(f.directory);
        }
        if (item->lower_index != 0 && !is_found && !has_all) {
            // The lower interface may be one whose index is unknown. Assume so for a VLAN and other
            // kinds that always have one: otherwise its packets count twice.
            is_on_lower = cprobe_has(item->present_fields, CPROBE_INTERFACE_LOWER) ||
                          is_on_unnumbered(&f, items, count);
            add_failure(item, (cprobe_failure){CPROBE_NOT_FOUND, 0, 0, index_file.source});
        }
        if (item->lower_index != 0 && !is_on_lower &&
            !cprobe_has(item->present_fields, CPROBE_INTERFACE_LOWER)) {
            // One end of a pair, whose peer is here or in another namespace: its speed is a
            // constant.
            cprobe_clear(&item->present_fields, CPROBE_INTERFACE_SPEED);
            cprobe_clear(&item->present_fields, CPROBE_INTERFACE_DUPLEX);
        }
        item->stacked = item->stacked || is_on_lower;
        item->lower_index = is_on_lower ? item->lower_index : 0;
        cprobe_clear(&item->present_fields, CPROBE_INTERFACE_LOWER);
        if (is_on_lower) {
            cprobe_set(&item->present_fields, CPROBE_INTERFACE_LOWER);
        }
    }
}

// Whether /sys shows another network namespace: that in which sysfs was mounted. True if it has
// none of these interfaces but lo, which every namespace has; then none of its files is used.
static bool is_other_network(cp_reader *reader, cprobe_interface *items, size_t count) {
    for (size_t index = 0; index < count; index += 1) {
        cprobe_interface looked_for = items[index];
        interface_files f = {reader, &looked_for, -1};
        looked_for.failure = (cprobe_failure){0};
        if (looked_for.loopback) {
            continue;
        }
        if (open_directory(&f)) {
            cp_close(f.directory);
            return false;
        }
        if (looked_for.failure.code != CPROBE_NOT_FOUND) {
            return false; // It may exist, but could not be looked up.
        }
    }
    for (size_t index = 0; index < count; index += 1) {
        add_failure(&items[index],
                    (cprobe_failure){CPROBE_NOT_FOUND, 0, 0, "/sys/class/net of this network"});
    }
    return true;
}

void cp_interface_files_read(cp_reader *reader, cprobe_interface *items, size_t count) {
    if (reader->root.kind == CPROBE_ROOT_OWN && is_other_network(reader, items, count)) {
        return;
    }
    for (size_t index = 0; index < count; index += 1) {
        interface_files f = {reader, &items[index], -1};
        if (open_directory(&f)) {
            read_numbers(&f);
            read_words(&f);
            if (reader->root.kind == CPROBE_ROOT_CAPTURED) {
                read_carrier(&f);
                read_alias(&f);
            }
            read_build(&f);
            cp_close(f.directory);
        }
    }
    settle_lower(reader, items, count);
}

#endif
