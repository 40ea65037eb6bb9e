#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "../../failure.h"
#include "target.h"

// Reads the file to its end: into `text` as far as it fits, and beyond that to count its bytes.
static cprobe_result read_environment(cp_target *target, char *text, size_t capacity,
                                      size_t *length, cprobe_failure *failure) {
    static const char source[] = "/proc/PID/environ";
    int descriptor = -1;
    cprobe_failure lost = {0};
    cprobe_result result =
        cp_subject_open_file(&target->subject, "environ", source, &descriptor, &lost);
    if (result != CPROBE_OK) {
        return cp_target_result(result, lost.system_error) == CPROBE_OK
                   ? CPROBE_OK
                   : cp_fail_as(failure, &lost);
    }
    cp_stream stream = {.descriptor = descriptor, .printing = CP_PRINTED_BY_RECORD};
    size_t total = 0;
    while (result == CPROBE_OK && !stream.is_over) {
        const bool fits = total < capacity;
        size_t count = 0;
        result = cp_stream_refill(&stream, fits ? text + total : cp_subject_text(&target->pass),
                                  fits ? capacity - total : CP_PROCESS_TEXT_BYTES, &count);
        total += count;
    }
    cp_close(descriptor);
    *length = total;
    if (cp_target_result(result, stream.system_error) != CPROBE_OK) {
        return cp_fail(failure, result, source, 0, stream.system_error);
    }
    return total <= capacity ? CPROBE_OK : cp_fail(failure, CPROBE_TOO_LARGE, source, 0, 0);
}

cprobe_result cprobe_environment_read(cprobe_collector *collector, int32_t pid, char *text,
                                      size_t capacity, size_t *length,
                                      cprobe_process_reading *reading, cprobe_failure *failure) {
    cp_target target;
    size_t read = 0;
    if (length == NULL || reading == NULL || (text == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "the environment", 0, 0);
    }
    cprobe_result result = cp_target_open(&target, collector, pid, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    result = read_environment(&target, text, capacity, &read, failure);
    result = cp_target_close(&target, result, reading, failure);
    if (result == CPROBE_OK || result == CPROBE_TOO_LARGE) {
        *length = read;
    }
    return result;
}

#endif
