#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "device_files.h"

#include <errno.h>

#include "../failure.h"
#include "../source/child.h"
#include "../source/descriptor.h"
#include "../text/hash.h"

enum {
    // A list of clocks has at most 320 bytes; a text that fills the buffer is TOO_LARGE. A message
    // has 512 bytes with its header, which a pipe writes completely or not at all.
    TEXT_BYTES = 496,
    MESSAGES = 8, // Received at once.
    // The child closes the descriptors that it inherited, and then reports that it has started.
    // That takes long only on a machine that swaps.
    START_WAIT_MS = 5000,
    // The first round skips the devices of a controller once one of them has stalled; the second
    // reads those, until another one stalls.
    ROUNDS = 2,
    STALLS_OF_CONTROLLER = 2
};

#define NO_CONTROLLER UINT64_MAX

// One file read by the child. The first message reports that the child has started.
typedef struct message {
    bool is_start;
    bool unused[3];
    int32_t result;       // A cprobe_result.
    int32_t system_error;
    uint32_t length;
    char text[TEXT_BYTES];
} message;

_Static_assert(sizeof(message) == 512, "no padding: it would leak stack bytes");
_Static_assert(MESSAGES * sizeof(message) <= CP_CHILD_MESSAGE_BYTES, "whole messages at a time");

// A device that stalled in this reading or in an earlier one.
typedef struct stall {
    uint64_t controller;
    size_t next; // The device after it; 0 if it stalled in an earlier reading.
} stall;

// The parent and the child go through the same devices and files in the same order.
typedef struct reading {
    cp_root *root;
    cp_blocked_children *blocked;
    const cp_device_files *files;
    bool stores;   // False in the child.
    unsigned round;
    size_t device; // The device to read; files->count after the last.
    unsigned file; // Its file to read.
    unsigned end;  // Its first file that must not be read, because it blocks an earlier child.
    unsigned stall_count;
    stall stalls[CP_BLOCKED_CHILDREN];
} reading;

void cp_blocked_children_init(cp_blocked_children *blocked) {
    for (unsigned each = 0; each < CP_BLOCKED_CHILDREN; each += 1) {
        blocked->items[each].pid = 0;
    }
}

void cp_blocked_children_close(cp_blocked_children *blocked) {
    for (unsigned each = 0; each < CP_BLOCKED_CHILDREN; each += 1) {
        cp_blocked_child *child = &blocked->items[each];
        if (child->pid != 0 && cp_child_is_gone(child->pid)) {
            child->pid = 0;
        }
    }
}

// The index of a free item; CP_BLOCKED_CHILDREN if there is none.
static unsigned free_item(const cp_blocked_children *blocked) {
    unsigned each = 0;
    while (each < CP_BLOCKED_CHILDREN && blocked->items[each].pid != 0) {
        each += 1;
    }
    return each;
}

static uint64_t path_hash(const reading *r, size_t device, unsigned file) {
    char bytes[CP_DEVICE_PATH_BYTES];
    cp_build path = {bytes, sizeof bytes, 0, false};
    r->files->path(r->files->context, device, file, &path);
    return cp_hash_add(cp_hash_start, cp_span_make(bytes, path.length));
}

static uint64_t controller_of(const reading *r, size_t device) {
    const cp_device_files *files = r->files;
    return files->controller == NULL ? NO_CONTROLLER : files->controller(files->context, device);
}

static void add_stall(reading *r, uint64_t controller, size_t next) {
    if (r->stall_count < CP_BLOCKED_CHILDREN) {
        r->stalls[r->stall_count] = (stall){controller, next};
        r->stall_count += 1;
    }
}

// How many devices of a controller have stalled, of those before a device.
static unsigned count_stalls(const reading *r, uint64_t controller, size_t device) {
    unsigned count = 0;
    for (unsigned each = 0; controller != NO_CONTROLLER && each < r->stall_count; each += 1) {
        count += r->stalls[each].controller == controller && r->stalls[each].next <= device;
    }
    return count;
}

// The first file that a device has, from `file` on.
static unsigned next_file(const cp_device_files *files, size_t device, unsigned file) {
    return files->next == NULL ? file : files->next(files->context, device, file);
}

// The first file of a device that blocks the child of an earlier reading.
static unsigned find_end(const reading *r, size_t device) {
    unsigned end = r->files->files;
    for (unsigned each = 0; each < CP_BLOCKED_CHILDREN; each += 1) {
        const cp_blocked_child *child = &r->blocked->items[each];
        if (child->pid != 0 && child->file < end &&
            next_file(r->files, device, child->file) == child->file &&
            path_hash(r, device, child->file) == child->path) {
            end = child->file;
        }
    }
    return end;
}

// Advances to the next file of the device, from `file` on. False if there is none.
static bool find_file(reading *r, unsigned file) {
    r->file = next_file(r->files, r->device, file);
    return r->file < r->end;
}

static void store_failure(const reading *r, unsigned file, cprobe_result result,
                          int system_error) {
    const cp_device_answer answer = {result, system_error, {NULL, 0}};
    if (r->stores) {
        r->files->store(r->files->context, r->device, file, &answer);
    }
}

// Advances to the next device to read in this round, from `device` on, and to its first file.
static void find_device(reading *r, size_t device) {
    for (r->device = device; r->device < r->files->count; r->device += 1) {
        const unsigned stalls = count_stalls(r, controller_of(r, r->device), r->device);
        if ((stalls != 0) != (r->round != 0)) {
            continue;
        }
        r->end = find_end(r, r->device);
        const bool is_blocked = r->end < r->files->files;
        if (stalls >= STALLS_OF_CONTROLLER) {
            store_failure(r, is_blocked ? r->end : r->files->unread_file, CPROBE_STALLED, 0);
        } else if (find_file(r, 0)) {
            return;
        } else if (is_blocked) {
            store_failure(r, r->end, CPROBE_STALLED, 0);
        }
    }
}

// Advances to the file after the one that was read.
static void advance(reading *r, const cp_device_answer *answer) {
    if (r->files->goes_on == NULL || r->files->goes_on(r->file, answer)) {
        if (find_file(r, r->file + 1)) {
            return;
        }
        if (r->end < r->files->files) {
            store_failure(r, r->end, CPROBE_STALLED, 0);
        }
    }
    find_device(r, r->device + 1);
}

static void read_file(const reading *r, message *to) {
    char bytes[CP_DEVICE_PATH_BYTES];
    cp_build path = {bytes, sizeof bytes, 0, false};
    cprobe_failure failure = {.code = CPROBE_OK};
    size_t length = 0;
    int descriptor = -1;
    r->files->path(r->files->context, r->device, r->file, &path);
    cprobe_result result =
        path.is_full ? CPROBE_TOO_LARGE
                     : cp_root_open_file(r->root, bytes, bytes, &descriptor, &failure);
    if (descriptor >= 0) {
        result = cp_read_whole(descriptor, CP_PRINTED_WHOLE, to->text, sizeof to->text, &length,
                               bytes, &failure);
        cp_close(descriptor);
    }
    to->result = (int32_t)result;
    to->system_error = failure.system_error;
    to->length = (uint32_t)length;
}

static cp_device_answer answer_of(const message *from) {
    return (cp_device_answer){(cprobe_result)from->result, from->system_error,
                              cp_span_make(from->text, from->length)};
}

static void store(reading *r, const message *from) {
    const cp_device_answer answer = answer_of(from);
    r->files->store(r->files->context, r->device, r->file, &answer);
    advance(r, &answer);
}

// The child's work, on its copy of the reading and of the devices.
static void read_as_child(void *context, int pipe) {
    reading *r = context;
    message to = {.is_start = true};
    cp_root_enter_child(r->root);
    r->stores = false;
    while (cp_child_send(pipe, &to, sizeof to) && r->device < r->files->count) {
        to = (message){.is_start = false};
        read_file(r, &to);
        const cp_device_answer answer = answer_of(&to);
        advance(r, &answer);
    }
}

// Receives files from the child until it ends or its deadline passes. Returns whether the child
// started.
static bool listen(reading *r, const cp_child *child, cp_child_news *news) {
    message messages[MESSAGES];
    bool has_begun = false;
    int64_t deadline = cp_child_clock_ms() + START_WAIT_MS;
    for (;;) {
        size_t length = 0;
        *news = cp_child_receive(child, messages, sizeof messages, &length,
                                 deadline < r->files->end_ms ? deadline : r->files->end_ms);
        if (*news != CP_CHILD_SENT) {
            return has_begun;
        }
        has_begun = true;
        for (size_t each = 0; each < length / sizeof messages[0]; each += 1) {
            if (!messages[each].is_start && r->device < r->files->count) {
                store(r, &messages[each]);
            }
        }
        if (r->device == r->files->count) {
            *news = CP_CHILD_ENDED; // All devices of the round were received.
            return true;
        }
        deadline = cp_child_clock_ms() + r->files->wait_ms;
    }
}

// Records a child that is still blocked: by the current file, unless it did not start or ends
// slowly after its last file. No path has the hash 0.
static void add_blocked(reading *r, int32_t pid, bool is_at_file) {
    r->blocked->items[free_item(r->blocked)] = (cp_blocked_child){
        .pid = pid, .file = is_at_file ? r->file : 0,
        .path = is_at_file ? path_hash(r, r->device, r->file) : 0,
        .controller = is_at_file ? controller_of(r, r->device) : NO_CONTROLLER};
}

// Reads the remaining devices of this round through one child, up to a device that stalls.
static cprobe_result read_by_child(reading *r, cprobe_failure *failure) {
    static const char source[] = "the child that reads the files of devices";
    cp_child child;
    const int error = cp_child_start(&child, read_as_child, r);
    if (error == EMFILE || error == ENFILE) {
        // Temporary. Without a pipe there is no child, and a read in this process could block
        // forever.
        return cp_fail(failure, CPROBE_EXHAUSTED, source, 0, error);
    }
    if (error != 0) {
        while (r->device < r->files->count) {
            message read = {.is_start = false};
            read_file(r, &read);
            store(r, &read);
        }
        return CPROBE_OK;
    }
    cp_child_news news = CP_CHILD_ENDED;
    const bool has_begun = listen(r, &child, &news);
    const bool is_gone = cp_child_end(&child);
    const bool is_at_file = has_begun && r->device < r->files->count;
    if (!is_gone) {
        add_blocked(r, child.pid, is_at_file);
    }
    if (!has_begun) {
        return cp_fail(failure, CPROBE_STALLED, source, 0, 0);
    }
    if (is_at_file) {
        // A child that ended early was killed, or the driver failed in its read.
        store_failure(r, r->file, news == CP_CHILD_SILENT ? CPROBE_STALLED : CPROBE_IO, 0);
        add_stall(r, controller_of(r, r->device), r->device + 1);
        find_device(r, r->device + 1);
    }
    return CPROBE_OK;
}

// Each child reads at least one file or adds a stall, of which there are at most
// CP_BLOCKED_CHILDREN.
static bool can_read(const reading *r) {
    return free_item(r->blocked) < CP_BLOCKED_CHILDREN && r->stall_count < CP_BLOCKED_CHILDREN &&
           cp_child_clock_ms() < r->files->end_ms;
}

void cp_device_files_read(cp_root *root, cp_blocked_children *blocked,
                          const cp_device_files *files, cprobe_failures *failures) {
    reading r = {.root = root, .blocked = blocked, .files = files, .stores = true};
    cprobe_failure failure = {.code = CPROBE_OK};
    cprobe_result result = CPROBE_OK;
    cp_blocked_children_close(blocked);
    for (unsigned each = 0; each < CP_BLOCKED_CHILDREN; each += 1) {
        if (blocked->items[each].pid != 0) {
            add_stall(&r, blocked->items[each].controller, 0);
        }
    }
    for (r.round = 0; r.round < ROUNDS; r.round += 1) {
        find_device(&r, 0);
        while (r.device < files->count) {
            if (result == CPROBE_OK && can_read(&r)) {
                result = read_by_child(&r, &failure);
                if (result != CPROBE_OK) {
                    cp_failures_add(failures, failure);
                }
            } else {
                store_failure(&r, files->unread_file,
                              result == CPROBE_OK ? CPROBE_STALLED : result,
                              failure.system_error);
                find_device(&r, r.device + 1);
            }
        }
    }
}

#endif
