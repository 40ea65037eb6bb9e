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
    TEXT_BYTES = 488,
    MESSAGES = 8, // Received at once.
    // The child closes the descriptors that it inherited, and then reports that it has started.
    START_WAIT_MS = 5000,
    NO_DEVICE = UINT32_MAX
};

// One file read by the child. The first message has no device: it reports that the child has
// started.
typedef struct message {
    uint32_t device;
    uint16_t file;
    bool is_missing;      // The device has no such file; nothing was read.
    bool is_last;         // The device's last file.
    int32_t result;       // A cprobe_result.
    int32_t system_error;
    uint32_t length;
    uint32_t unused;
    char text[TEXT_BYTES];
} message;

_Static_assert(sizeof(message) == 512, "no padding: it would leak stack bytes");
_Static_assert(MESSAGES * sizeof(message) <= CP_CHILD_MESSAGE_BYTES, "whole messages at a time");

typedef struct reading {
    cp_root *root;
    cp_attribute_readers *readers;
    const cp_attribute_devices *devices;
    size_t device; // The next one, and its next file.
    unsigned file;
} reading;

void cp_attribute_readers_init(cp_attribute_readers *readers) {
    for (unsigned each = 0; each < CP_ATTRIBUTE_READERS; each += 1) {
        readers->pids[each] = 0;
    }
}

void cp_attribute_readers_close(cp_attribute_readers *readers) {
    for (unsigned each = 0; each < CP_ATTRIBUTE_READERS; each += 1) {
        if (readers->pids[each] != 0 && cp_child_is_gone(readers->pids[each])) {
            readers->pids[each] = 0;
        }
    }
}

static uint64_t hash_of(const reading *r, size_t device) {
    char bytes[CP_ATTRIBUTE_PATH_BYTES];
    cp_build path = {bytes, sizeof bytes, 0, false};
    (void)r->devices->path(r->devices->context, device, 0, &path);
    return cp_hash_add(cp_hash_start, cp_span_make(bytes, path.length));
}

// Whether the device still blocks the child of an earlier reading.
static bool is_blocked(const reading *r, size_t device) {
    uint64_t hash = 0;
    for (unsigned each = 0; each < CP_ATTRIBUTE_READERS; each += 1) {
        if (r->readers->pids[each] != 0) {
            hash = hash == 0 ? hash_of(r, device) : hash;
            if (r->readers->devices[each] == hash) {
                return true;
            }
        }
    }
    return false;
}

// The index of a free reader; CP_ATTRIBUTE_READERS if there is none.
static unsigned free_reader(const cp_attribute_readers *readers) {
    unsigned each = 0;
    while (each < CP_ATTRIBUTE_READERS && readers->pids[each] != 0) {
        each += 1;
    }
    return each;
}

static void store_failure(reading *r, cprobe_result result, int system_error) {
    const cp_attribute_text_read read = {result, system_error, {NULL, 0}};
    r->devices->store(r->devices->context, r->device, r->file, &read);
    r->device += 1;
    r->file = 0;
}

// Advances past devices that block earlier children. False at the end.
static bool find_next(reading *r, bool stores) {
    while (r->device < r->devices->count && r->file == 0 && is_blocked(r, r->device)) {
        if (stores) {
            store_failure(r, CPROBE_STALLED, 0);
        } else {
            r->device += 1;
        }
    }
    return r->device < r->devices->count;
}

// Reads one file into `answer`. False if the device has no such file.
static bool read_file(const reading *r, message *answer) {
    char bytes[CP_ATTRIBUTE_PATH_BYTES];
    cp_build path = {bytes, sizeof bytes, 0, false};
    cprobe_failure failure = {.code = CPROBE_OK};
    size_t length = 0;
    int descriptor = -1;
    if (!r->devices->path(r->devices->context, answer->device, answer->file, &path)) {
        return false;
    }
    cprobe_result result =
        path.is_full ? CPROBE_TOO_LARGE
                     : cp_root_open_file(r->root, bytes, bytes, &descriptor, &failure);
    if (descriptor >= 0) {
        result = cp_read_whole(descriptor, CP_PRINTED_WHOLE, answer->text, sizeof answer->text,
                               &length, bytes, &failure);
        cp_close(descriptor);
    }
    answer->result = (int32_t)result;
    answer->system_error = failure.system_error;
    answer->length = (uint32_t)length;
    return true;
}

// Reads the files of the current device, and passes each to `take`, until `take` returns false.
static bool read_device(reading *r, bool (*take)(void *context, const message *answer),
                        void *context) {
    const cp_attribute_devices *devices = r->devices;
    const size_t device = r->device;
    for (unsigned file = r->file; file < devices->files; file += 1) {
        message answer = {.device = (uint32_t)device, .file = (uint16_t)file};
        answer.is_missing = !read_file(r, &answer);
        const cp_attribute_text_read read = {(cprobe_result)answer.result, answer.system_error,
                                             cp_span_make(answer.text, answer.length)};
        answer.is_last =
            file + 1 == devices->files ||
            (!answer.is_missing && devices->goes_on != NULL && !devices->goes_on(file, &read));
        if (!take(context, &answer)) {
            return false;
        }
        if (answer.is_last) {
            break;
        }
    }
    return true;
}

static bool send(void *context, const message *answer) {
    return cp_child_send(*(const int *)context, answer, sizeof *answer);
}

// The child's work, on its copy of the reading and of the devices.
static void read_as_child(void *context, int pipe) {
    reading *r = context;
    cp_root_enter_child(r->root);
    const message ready = {.device = NO_DEVICE};
    bool goes_on = send(&pipe, &ready);
    while (goes_on && find_next(r, false)) {
        goes_on = read_device(r, send, &pipe);
        r->device += 1;
        r->file = 0;
    }
}

// Stores a received file.
static bool store(void *context, const message *answer) {
    reading *r = context;
    if (!answer->is_missing) {
        const cp_attribute_text_read read = {(cprobe_result)answer->result, answer->system_error,
                                             cp_span_make(answer->text, answer->length)};
        r->devices->store(r->devices->context, r->device, answer->file, &read);
    }
    r->device += answer->is_last;
    r->file = answer->is_last ? 0 : answer->file + 1u;
    return true;
}

// Receives files from the child until it ends or its deadline passes. Returns whether the child
// started.
static bool listen(reading *r, const cp_child *child, cp_child_news *news) {
    message answers[MESSAGES];
    bool has_begun = false;
    int64_t deadline = cp_child_clock_ms() + START_WAIT_MS;
    for (;;) {
        size_t length = 0;
        *news = cp_child_receive(child, answers, sizeof answers, &length,
                                 deadline < r->devices->end_ms ? deadline : r->devices->end_ms);
        if (*news != CP_CHILD_SENT) {
            return has_begun;
        }
        has_begun = true;
        for (size_t each = 0; each < length / sizeof answers[0]; each += 1) {
            if (answers[each].device != NO_DEVICE && find_next(r, true)) {
                (void)store(r, &answers[each]);
            }
        }
        if (!find_next(r, true)) {
            *news = CP_CHILD_ENDED; // All devices were received.
            return true;
        }
        deadline = cp_child_clock_ms() + r->devices->wait_ms;
    }
}

// Reads the remaining devices through one child, up to a device that stalls.
static void read_by_child(reading *r) {
    cp_child child;
    const int error = cp_child_start(&child, read_as_child, r);
    if (error == EMFILE || error == ENFILE) {
        // Temporary. Without a pipe there is no child, and a read in this process could block
        // forever.
        store_failure(r, CPROBE_EXHAUSTED, error);
        return;
    }
    if (error != 0) {
        while (find_next(r, true)) {
            (void)read_device(r, store, r);
        }
        return;
    }
    cp_child_news news = CP_CHILD_ENDED;
    const bool has_begun = listen(r, &child, &news);
    const bool is_gone = cp_child_end(&child);
    const bool has_next = find_next(r, true);
    if (!is_gone) {
        const unsigned reader = free_reader(r->readers);
        r->readers->pids[reader] = child.pid;
        // A child that did not start, or that only ends slowly, blocks no device: no path has
        // this hash.
        r->readers->devices[reader] = has_begun && has_next ? hash_of(r, r->device) : 1;
    }
    if (has_next) {
        // A child that ended early was killed, or the driver failed in its read.
        store_failure(r, news == CP_CHILD_SILENT ? CPROBE_STALLED : CPROBE_IO, 0);
    }
}

void cp_attributes_read(cp_root *root, cp_attribute_readers *readers,
                        const cp_attribute_devices *devices) {
    reading r = {root, readers, devices, 0, 0};
    cp_attribute_readers_close(readers);
    while (find_next(&r, true)) {
        if (free_reader(readers) == CP_ATTRIBUTE_READERS ||
            cp_child_clock_ms() >= devices->end_ms) {
            store_failure(&r, CPROBE_STALLED, 0);
        } else {
            read_by_child(&r);
        }
    }
}

#endif
