#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "../../failure.h"
#include "../../mounts/list.h"
#include "target.h"

static cprobe_result read_mounts(cp_target *target, cprobe_mounts *mounts,
                                 cprobe_failure *failure) {
    static const char source[] = "/proc/PID/mountinfo";
    int descriptor = -1;
    cprobe_filesystem read = {0};
    cprobe_result result =
        cp_subject_open_file(&target->subject, "mountinfo", source, &descriptor, failure);
    if (result != CPROBE_OK && failure->system_error == EINVAL) {
        return cp_fail(failure, CPROBE_NOT_FOUND, source, 0, EINVAL); // A zombie has no mounts.
    }
    if (result != CPROBE_OK) {
        return result;
    }
    cp_stream stream = {.descriptor = descriptor, .printing = CP_PRINTED_BY_RECORD};
    cp_lines lines = cp_lines_through(cp_subject_text(&target->pass), CP_PROCESS_TEXT_BYTES,
                                      cp_stream_refill, &stream);
    result = cp_mounts_parse(&lines, source, &read, mounts, failure);
    cp_close(descriptor);
    if (lines.result != CPROBE_OK) {
        failure->system_error = stream.system_error;
    }
    for (uint32_t index = 0; index < read.failures.count; index += 1) {
        cp_failures_add(&target->reading.failures, read.failures.items[index]);
    }
    return result;
}

cprobe_result cprobe_process_mounts_read(cprobe_collector *collector, int32_t pid,
                                         cprobe_mounts *mounts, cprobe_process_reading *reading,
                                         cprobe_failure *failure) {
    cp_target target;
    cprobe_failure lost = {0};
    if (mounts == NULL || reading == NULL || (mounts->items == NULL && mounts->capacity != 0) ||
        (mounts->text == NULL && mounts->text_capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "the mounts", 0, 0);
    }
    cprobe_result result = cp_target_open(&target, collector, pid, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    result = read_mounts(&target, mounts, &lost);
    result = cp_target_close(&target, result, reading, &lost);
    return result == CPROBE_OK ? CPROBE_OK : cp_fail_as(failure, &lost);
}

#endif
