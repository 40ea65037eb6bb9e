#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include <errno.h>

#include "../../failure.h"
#include "../../source/child.h"
#include "../../source/descriptor.h"
#include "../collector_state.h"
#include "files.h"
#include "list.h"
#include "throttling.h"

enum {
    // A number has at most 21 bytes, a name 65; a text that fills the buffer is TOO_LARGE. A
    // message has 128 bytes with its header, which a pipe writes completely or not at all.
    TEXT_BYTES = 108,
    MESSAGES = 32, // Received at once.
    // The first round skips a chip once one of its sensors has stalled; the second retries such
    // chips.
    ROUNDS = 2,
    STALLS_OF_DEVICE = 2,
    // The child closes the descriptors that it inherited, and then reports that it has started.
    // That takes long only on a machine that swaps.
    START_WAIT_MS = 5000,
    NO_SENSOR = UINT32_MAX
};

// One file read by the child. The first message has no sensor: it reports that the child has
// started.
typedef struct message {
    uint32_t position;
    uint8_t kind;
    bool is_last;          // The sensor's last file.
    uint16_t file;
    int32_t result;        // A cprobe_result.
    int32_t system_error;
    uint32_t length;
    char text[TEXT_BYTES];
} message;

_Static_assert(sizeof(message) == 128, "no padding: it would leak stack bytes");
_Static_assert(MESSAGES * sizeof(message) <= CP_CHILD_MESSAGE_BYTES, "whole messages at a time");

// A sensor that did not answer, in this reading or in an earlier one: its chip counts as stalled.
typedef struct stall {
    uint32_t device;
    uint8_t source;
} stall;

typedef struct reading {
    cp_root *root;
    cp_sensor_readers *readers;
    cprobe_sensor_lists *lists;
    int64_t end_ms;
    unsigned round;
    cp_hwmon_kind kind; // The next sensor to read.
    size_t position;
    unsigned file;      // The sensor's next file to receive.
    cp_last_trip trip;
    unsigned stall_count;
    stall stalls[CP_SENSOR_READERS];
} reading;

static void add_stall(reading *r, uint32_t device, uint8_t source) {
    if (r->stall_count < CP_SENSOR_READERS) {
        r->stalls[r->stall_count] = (stall){device, source};
        r->stall_count += 1;
    }
}

// Whether to read a sensor in this round.
static bool is_next(const reading *r, const cprobe_sensor *sensor) {
    unsigned stalls = 0;
    for (unsigned each = 0; each < r->stall_count; each += 1) {
        stalls += r->stalls[each].device == sensor->device &&
                  r->stalls[each].source == (uint8_t)sensor->source;
    }
    return !sensor->is_done && stalls < (r->round == 0 ? 1 : STALLS_OF_DEVICE);
}

// Advances to the next sensor to read, from the current position. False at the end.
static bool find_next(reading *r) {
    for (;;) {
        const size_t count = *cp_sensor_count(r->lists, r->kind);
        while (r->position < count) {
            if (is_next(r, cp_sensor_at(r->lists, r->kind, r->position))) {
                return true;
            }
            r->position += 1;
        }
        if (r->kind == CP_HWMON_FAN) {
            return false;
        }
        r->kind = CP_HWMON_FAN;
        r->position = 0;
    }
}

// Reads one file: in the child, or in this process if no child could be started.
static void read_file(reading *r, const cprobe_sensor *sensor, message *answer) {
    char path[CP_SENSOR_PATH_BYTES];
    cp_build build = {path, sizeof path, 0, false};
    cprobe_failure failure = {0};
    size_t length = 0;
    int descriptor = -1;
    cp_sensor_path((cp_hwmon_kind)answer->kind, sensor, answer->file, &build);
    cprobe_result result =
        cp_root_open_file(r->root, path, path, &descriptor, &failure);
    if (result == CPROBE_OK) {
        result = cp_read_whole(descriptor, CP_PRINTED_WHOLE, answer->text, sizeof answer->text,
                               &length, path, &failure);
        cp_close(descriptor);
    }
    answer->result = (int32_t)result;
    answer->system_error = failure.system_error;
    answer->length = (uint32_t)length;
}

// Reads each file of the current sensor and passes it to `take`, until `take` returns false.
static bool read_sensor(reading *r, bool (*take)(void *context, const message *answer),
                        void *context) {
    const cprobe_sensor *sensor = cp_sensor_at(r->lists, r->kind, r->position);
    unsigned file = 0;
    bool has_file = cp_sensor_next_file(sensor, &file);
    while (has_file) {
        message answer = {.position = (uint32_t)r->position, .kind = (uint8_t)r->kind,
                          .file = (uint16_t)file};
        read_file(r, sensor, &answer);
        file += 1;
        has_file = cp_sensor_next_file(sensor, &file);
        answer.is_last = !has_file;
        if (!take(context, &answer)) {
            return false;
        }
    }
    return true;
}

static bool send(void *context, const message *answer) {
    return cp_child_send(*(const int *)context, answer, sizeof *answer);
}

// The child's work, on its copy of the reading and of the lists.
static void read_as_child(void *context, int pipe) {
    reading *r = context;
    cp_root_enter_child(r->root);
    const message ready = {.position = NO_SENSOR};
    bool goes_on = send(&pipe, &ready);
    while (goes_on && find_next(r)) {
        goes_on = read_sensor(r, send, &pipe);
        r->position += 1;
    }
}

// Stores a received file in its sensor.
static bool store(void *context, const message *answer) {
    reading *r = context;
    cprobe_sensor *sensor = cp_sensor_at(r->lists, r->kind, r->position);
    const cp_sensor_text text = {(cprobe_result)answer->result, answer->system_error,
                                 cp_span_make(answer->text, answer->length)};
    cp_sensor_store(r->kind, sensor, answer->file, &text, &r->trip);
    sensor->is_done = answer->is_last;
    r->file = answer->is_last ? 0 : answer->file + 1u;
    return true;
}

// Receives files from the child, sensor by sensor, until the child ends or its deadline passes.
// Returns whether the child started.
static bool listen(reading *r, const cp_child *child, cp_child_news *news) {
    message answers[MESSAGES];
    bool has_begun = false;
    int64_t deadline = cp_child_clock_ms() + START_WAIT_MS;
    for (;;) {
        size_t length = 0;
        *news = cp_child_receive(child, answers, sizeof answers, &length,
                                 deadline < r->end_ms ? deadline : r->end_ms);
        if (*news != CP_CHILD_SENT) {
            return has_begun;
        }
        for (size_t each = 0; each < length / sizeof answers[0]; each += 1) {
            if (answers[each].position != NO_SENSOR) {
                (void)store(r, &answers[each]);
            }
            if (answers[each].position == NO_SENSOR || answers[each].is_last) {
                has_begun = true;
                deadline = cp_child_clock_ms() + CPROBE_SENSOR_WAIT_MS;
                if (!find_next(r)) {
                    *news = CP_CHILD_ENDED; // All sensors of the round were received.
                    return true;
                }
            }
        }
    }
}

// Records a child that is still blocked.
static void add_reader(reading *r, int32_t pid, const cprobe_sensor *sensor) {
    cp_sensor_reader reader = {.pid = pid, .device = NO_SENSOR, .kind = (uint8_t)r->kind};
    if (sensor != NULL) {
        reader.device = sensor->device;
        reader.index = sensor->index;
        reader.file = r->file;
        reader.source = (uint8_t)sensor->source;
    }
    cp_sensor_readers_add(r->readers, &reader);
}

// Reads the remaining sensors of this round through one child, up to a sensor that stalls.
static cprobe_result read_by_child(reading *r, cprobe_failure *failure) {
    cp_child child;
    const int error = cp_child_start(&child, read_as_child, r);
    if (error == EMFILE || error == ENFILE) {
        // Temporary. Without a pipe there is no child, and a read in this process could block
        // forever.
        return cp_fail(failure, CPROBE_EXHAUSTED, "the child that reads the sensors", 0, error);
    }
    if (error != 0) {
        while (find_next(r)) {
            (void)read_sensor(r, store, r);
        }
        return CPROBE_OK;
    }
    cp_child_news news = CP_CHILD_ENDED;
    const bool has_begun = listen(r, &child, &news);
    const bool is_gone = cp_child_end(&child);
    cprobe_sensor *left = find_next(r) ? cp_sensor_at(r->lists, r->kind, r->position) : NULL;
    if (left != NULL) {
        (void)cp_sensor_next_file(left, &r->file);
    }
    if (!is_gone) {
        add_reader(r, child.pid, has_begun ? left : NULL);
    }
    if (!has_begun) {
        return cp_fail(failure, CPROBE_STALLED, "the child that reads the sensors", 0, 0);
    }
    if (left != NULL) {
        // A child that ended early was killed, or the driver failed in its read.
        const bool is_silent = news == CP_CHILD_SILENT;
        cp_sensor_fail(r->kind, left, r->file, is_silent ? CPROBE_STALLED : CPROBE_IO);
        left->is_done = true;
        r->file = 0;
        add_stall(r, left->device, (uint8_t)left->source);
    } else if (!is_gone) {
        add_stall(r, NO_SENSOR, 0);
    }
    return CPROBE_OK;
}

// Checks which children of earlier readings have ended. If a child is still blocked, its sensor is
// STALLED and only its earlier files, usually the name, are read.
static void look_for_readers(reading *r) {
    cp_sensor_readers_reap(r->readers);
    for (unsigned each = 0; each < CP_SENSOR_READERS; each += 1) {
        const cp_sensor_reader *blocked = &r->readers->items[each];
        if (blocked->pid == 0) {
            continue;
        }
        add_stall(r, blocked->device, blocked->source);
        const size_t count = *cp_sensor_count(r->lists, (cp_hwmon_kind)blocked->kind);
        for (size_t position = 0; position < count; position += 1) {
            cprobe_sensor *sensor = cp_sensor_at(r->lists, (cp_hwmon_kind)blocked->kind, position);
            if (sensor->device == blocked->device && sensor->index == blocked->index &&
                sensor->source == (cprobe_sensor_source)blocked->source) {
                cp_sensor_fail((cp_hwmon_kind)blocked->kind, sensor, blocked->file, CPROBE_STALLED);
                sensor->files_asked = blocked->file;
                sensor->is_done = blocked->file == 0;
            }
        }
    }
}

// Reads all sensors. Each child reads at least one sensor or adds a stall, of which there are at
// most CP_SENSOR_READERS. If no child can be started, every remaining sensor fails with that
// result.
static void read_all(reading *r, cprobe_failures *failures) {
    cprobe_result left = CPROBE_STALLED;
    cprobe_result result = CPROBE_OK;
    look_for_readers(r);
    for (r->round = 0; r->round < ROUNDS && result == CPROBE_OK; r->round += 1) {
        r->kind = CP_HWMON_TEMPERATURE;
        r->position = 0;
        r->file = 0;
        while (result == CPROBE_OK && r->stall_count < CP_SENSOR_READERS &&
               cp_child_clock_ms() < r->end_ms && find_next(r)) {
            cprobe_failure failure;
            result = read_by_child(r, &failure);
            if (result != CPROBE_OK) {
                left = result;
                cp_failures_add(failures, failure);
            }
        }
    }
    for (unsigned kind = CP_HWMON_TEMPERATURE; kind <= CP_HWMON_FAN; kind += 1) {
        const size_t count = *cp_sensor_count(r->lists, (cp_hwmon_kind)kind);
        for (size_t position = 0; position < count; position += 1) {
            cprobe_sensor *sensor = cp_sensor_at(r->lists, (cp_hwmon_kind)kind, position);
            if (!sensor->is_done && sensor->failure.code != CPROBE_STALLED) {
                cp_sensor_fail((cp_hwmon_kind)kind, sensor, cp_sensor_input(sensor), left);
            }
        }
    }
}

cprobe_result cprobe_sensors_read(cprobe_collector *collector, cprobe_sensors *sensors,
                                  cprobe_sensor_lists *lists, cprobe_failure *failure) {
    if (collector == NULL || sensors == NULL || lists == NULL ||
        (lists->temperatures == NULL && lists->temperature_capacity != 0) ||
        (lists->fans == NULL && lists->fan_capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "sensors", 0, 0);
    }
    cp_collector *state = cp_collector_of(collector);
    cp_reader *reader = &state->reader;
    cprobe_sensors read = {0};
    const bool is_listed = cp_sensors_list(reader, lists, &read.failures);
    if (lists->temperature_count > lists->temperature_capacity ||
        lists->fan_count > lists->fan_capacity) {
        return cp_fail(failure, CPROBE_TOO_LARGE, "the lists of sensors", 0, 0);
    }
    reading r = {.root = &reader->root, .readers = &state->sensor_readers, .lists = lists,
                 .end_ms = cp_child_clock_ms() + CPROBE_SENSORS_WAIT_MS};
    read_all(&r, &read.failures);
    cp_throttling_read(reader, &read.throttling, &read.failures);
    if (!is_listed && !cprobe_has_any(read.throttling.present_fields)) {
        return cp_fail_as(failure, &read.failures.items[0]);
    }
    read.has_monotonic = cp_reader_monotonic_ns(reader, &read.monotonic_ns);
    *sensors = read;
    return CPROBE_OK;
}

#endif
