#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "../../failure.h"
#include "../../format/mapping_texts.h"
#include "target.h"

static cprobe_result read_memory(cp_target *target, cprobe_process_memory *memory,
                                 cprobe_failure *failure) {
    cp_span text = {NULL, 0};
    cprobe_failure lost = {0};
    const cprobe_result read = cp_subject_read_file(
        &target->subject, "smaps_rollup", "/proc/PID/smaps_rollup", &text, &lost);
    if (cp_target_result(read, lost.system_error) != CPROBE_OK) {
        return cp_fail_as(failure, &lost);
    }
    return read == CPROBE_OK && text.length != 0
               ? cprobe_process_memory_parse(text.bytes, text.length, memory,
                                             &target->reading.failures, failure)
               : CPROBE_OK;
}

cprobe_result cprobe_process_memory_read(cprobe_collector *collector, int32_t pid,
                                         cprobe_process_memory *memory,
                                         cprobe_process_reading *reading,
                                         cprobe_failure *failure) {
    cp_target target;
    cprobe_process_memory read = {0};
    if (memory == NULL || reading == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "the memory", 0, 0);
    }
    cprobe_result result = cp_target_open(&target, collector, pid, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    result = read_memory(&target, &read, failure);
    result = cp_target_close(&target, result, reading, failure);
    if (result == CPROBE_OK) {
        *memory = read;
    }
    return result;
}

static cprobe_result read_mappings(cp_target *target, cprobe_mapping_list *list,
                                   cprobe_failure *failure) {
    const bool has_memory = list->memory != NULL;
    const char *source = has_memory ? "/proc/PID/smaps" : "/proc/PID/maps";
    int descriptor = -1;
    cprobe_failure lost = {0};
    cprobe_result result = cp_subject_open_file(&target->subject, has_memory ? "smaps" : "maps",
                                                source, &descriptor, &lost);
    if (result != CPROBE_OK) {
        return cp_target_result(result, lost.system_error) == CPROBE_OK
                   ? CPROBE_OK
                   : cp_fail_as(failure, &lost);
    }
    cp_stream stream = {.descriptor = descriptor, .printing = CP_PRINTED_BY_RECORD};
    cp_lines lines = cp_lines_through(cp_subject_text(&target->pass), CP_PROCESS_TEXT_BYTES,
                                      cp_stream_refill, &stream);
    result = cp_smaps_parse(&lines, source, list, &target->reading.failures, failure);
    cp_close(descriptor);
    if (lines.result == CPROBE_OK) {
        return result;
    }
    return cp_target_result(lines.result, stream.system_error) == CPROBE_OK
               ? CPROBE_OK
               : cp_fail(failure, lines.result, source, 0, stream.system_error);
}

cprobe_result cprobe_mappings_read(cprobe_collector *collector, int32_t pid,
                                   cprobe_mapping_list *list, cprobe_process_reading *reading,
                                   cprobe_failure *failure) {
    cp_target target;
    if (list == NULL || reading == NULL || (list->items == NULL && list->capacity != 0) ||
        (list->text == NULL && list->text_capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "the mappings", 0, 0);
    }
    list->count = 0;
    list->text_length = 0;
    cprobe_result result = cp_target_open(&target, collector, pid, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    result = read_mappings(&target, list, failure);
    return cp_target_close(&target, result, reading, failure);
}

#endif
