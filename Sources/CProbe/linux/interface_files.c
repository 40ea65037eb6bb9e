#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "interface_files.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "../failure.h"
#include "../format/interface_files.h"
#include "../source/root.h"
#include "../text/build.h"

enum { MEGABIT = 1000000, READ_BYTES = 256 };

// The directory of one interface, open.
typedef struct interface_files {
    cprobe_collector *collector;
    int directory;
    char buffer[READ_BYTES];
    cprobe_failures *failures;
} interface_files;

// Reads one file. False where it has nothing to say.
static bool read_file(interface_files *f, const char *name, cp_span *text) {
    int file = -1;
    size_t length = 0;
    cprobe_failure failure;
    cprobe_result result = cp_root_open_file_in(&f->collector->root, f->directory, name, &file,
                                                &failure);
    if (result == CPROBE_OK) {
        result = cp_read_whole(file, CP_PRINTED_WHOLE, f->buffer, sizeof f->buffer, &length, name,
                               &failure);
        cp_close(file);
        // Speed and duplex of an interface that is down cannot be read, and that says so.
        result = result == CPROBE_IO ? CPROBE_NOT_FOUND : result;
    }
    *text = cp_span_make(f->buffer, length);
    if (result != CPROBE_OK && result != CPROBE_NOT_FOUND && result != CPROBE_GONE) {
        cp_failures_add(f->failures, failure);
    }
    return result == CPROBE_OK;
}

// The outcome of parsing a file that was read: sets the field's bit, or joins the failures.
static void settle(interface_files *f, cprobe_interface *item, cprobe_interface_field field,
                   const char *name, bool is_parsed) {
    if (is_parsed) {
        item->present_fields |= (uint64_t)1 << field;
    } else {
        cp_failures_add(f->failures, (cprobe_failure){CPROBE_MALFORMED, 1, 0, name});
    }
}

static void read_numbers(interface_files *f, cprobe_interface *item) {
    cp_span text;
    uint64_t number = 0;
    if (read_file(f, "ifindex", &text)) {
        const bool is_parsed = cp_interface_number_parse(text, &number) && number <= UINT32_MAX;
        settle(f, item, CPROBE_INTERFACE_INDEX, "ifindex", is_parsed);
        item->index = is_parsed ? (uint32_t)number : 0;
    }
    if (read_file(f, "mtu", &text)) {
        settle(f, item, CPROBE_INTERFACE_MTU, "mtu",
               cp_interface_number_parse(text, &item->mtu_bytes));
    }
    // -1, or another number that no link has, says that there is no speed.
    if (read_file(f, "speed", &text) && cp_interface_number_parse(text, &number) && number != 0 &&
        number < UINT32_MAX && number != UINT16_MAX) {
        item->speed_bits_per_second = number * MEGABIT;
        item->present_fields |= (uint64_t)1 << CPROBE_INTERFACE_SPEED;
    }
}

static void read_words(interface_files *f, cprobe_interface *item) {
    cp_span text;
    if (read_file(f, "flags", &text)) {
        settle(f, item, CPROBE_INTERFACE_FLAGS, "flags",
               cp_interface_flags_parse(text, &item->flags));
        item->loopback = item->loopback || (item->flags >> CPROBE_FLAG_LOOPBACK & 1) != 0;
    }
    if (read_file(f, "duplex", &text) && cp_interface_duplex_parse(text, &item->duplex)) {
        item->present_fields |= (uint64_t)1 << CPROBE_INTERFACE_DUPLEX;
    }
    if (read_file(f, "operstate", &text)) {
        settle(f, item, CPROBE_INTERFACE_STATE, "operstate",
               cp_interface_operstate_parse(text, &item->operstate));
    }
    if (cprobe_has(item->present_fields, CPROBE_INTERFACE_STATE)) {
        item->flags = cp_interface_flags_of_state(item->flags, item->operstate);
    }
}

// Whether the directory has a link "lower_NAME": it stands on that interface. A veth, whose iflink is
// its other end in this namespace or in another, has none.
static bool has_lower(const interface_files *f, const cprobe_interface *lower) {
    char name[CPROBE_INTERFACE_NAME_BYTES + 8];
    cp_build build = {name, sizeof name, 0, false};
    cp_build_add(&build, cp_span_of("lower_"));
    cp_build_add(&build, cp_span_make(lower->name, lower->name_length));
    struct stat status;
    return fstatat(f->directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0;
}

// What its own files say of its build: whether it has ports, and the number of what it may stand on,
// with the field's bit where uevent is sure of it.
static void read_build(interface_files *f, cprobe_interface *item) {
    cp_span text;
    uint64_t lower = 0;
    const cp_interface_build build =
        read_file(f, "uevent", &text) ? cp_interface_uevent_parse(text) : CP_INTERFACE_ALONE;
    item->stacked = build == CP_INTERFACE_HAS_PORTS;
    if (read_file(f, "iflink", &text) && cp_interface_number_parse(text, &lower) &&
        lower <= UINT32_MAX && lower != item->index) {
        item->lower_index = (uint32_t)lower;
        item->present_fields |=
            build == CP_INTERFACE_STANDS ? (uint64_t)1 << CPROBE_INTERFACE_LOWER : 0;
    }
}

static const cprobe_interface *find(const cprobe_interface *items, size_t count, uint32_t number) {
    for (size_t index = 0; index < count; index += 1) {
        if (items[index].index == number &&
            cprobe_has(items[index].present_fields, CPROBE_INTERFACE_INDEX)) {
            return &items[index];
        }
    }
    return NULL;
}

// Opens the directory of an interface. A name that is no name of a file has none.
static bool open_directory(interface_files *f, const cprobe_interface *item) {
    static const char source[] = "/sys/class/net/NAME";
    char path[CPROBE_INTERFACE_NAME_BYTES + 32];
    cp_build build = {path, sizeof path, 0, false};
    cp_build_add(&build, cp_span_of("/sys/class/net/"));
    cp_build_add(&build, cp_span_make(item->name, item->name_length));
    cprobe_failure failure;
    if (memchr(item->name, '/', item->name_length) != NULL ||
        memchr(item->name, '\0', item->name_length) != NULL) {
        return false;
    }
    const cprobe_result result = cp_root_open_directory(&f->collector->root, path, source,
                                                        &f->directory, &failure);
    if (result != CPROBE_OK && result != CPROBE_NOT_FOUND) {
        cp_failures_add(f->failures, failure);
    }
    return result == CPROBE_OK;
}

void cp_interface_files_read(cprobe_collector *collector, cprobe_interface *items, size_t count,
                             cprobe_failures *failures) {
    interface_files f = {.collector = collector, .failures = failures};
    for (size_t index = 0; index < count; index += 1) {
        if (open_directory(&f, &items[index])) {
            read_numbers(&f, &items[index]);
            read_words(&f, &items[index]);
            read_build(&f, &items[index]);
            cp_close(f.directory);
        }
    }
    // The numbers of all are known now: keep those that an interface really stands on.
    for (size_t index = 0; index < count; index += 1) {
        cprobe_interface *item = &items[index];
        const cprobe_interface *lower =
            item->lower_index == 0 ? NULL : find(items, count, item->lower_index);
        bool stands = lower != NULL && cprobe_has(item->present_fields, CPROBE_INTERFACE_LOWER);
        if (lower != NULL && !stands && open_directory(&f, item)) {
            stands = has_lower(&f, lower);
            cp_close(f.directory);
        }
        item->stacked = item->stacked || stands;
        item->lower_index = stands ? item->lower_index : 0;
        item->present_fields &= ~((uint64_t)1 << CPROBE_INTERFACE_LOWER);
        item->present_fields |= (uint64_t)stands << CPROBE_INTERFACE_LOWER;
    }
}

#endif
