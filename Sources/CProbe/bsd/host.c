#include "../platform.h"
#if CP_PLATFORM_BSD && defined(CP_PORT_HOST)

#include "host.h"

#include "../failure.h"
#include "../fields/fields.h"
#include "../presence.h"
#include "../text/table.h"
#include "named_sysctl.h"
#include "record.h"

static cprobe_result read_sysctl(const char *source, const int *numbers, cp_buffer buffer,
                                 cp_span *answer, cprobe_failure *failure) {
#ifdef CP_BSD_SYSCTL_BY_NAME
    (void)numbers;
    return cp_named_sysctl_read(source, buffer, answer, failure);
#else
    return cp_sysctl_read(source, numbers, 2, buffer, answer, failure);
#endif
}

static void read_number(const cp_host_number *row, cprobe_host *host) {
    cprobe_failure failure;
    uint64_t number = 0;
    uint64_t bytes = 0;
    cp_span answer;
    cprobe_result result =
        read_sysctl(row->source, row->numbers, (cp_buffer){(char *)&bytes, sizeof bytes}, &answer,
                    &failure);
    if (result == CPROBE_OK) {
        result = cp_sysctl_number_of(row->source, answer, &number, &failure);
    }
    if (result == CPROBE_OK && number > INT64_MAX) {
        result = cp_fail(&failure, CPROBE_MALFORMED, row->source, 0, 0);
    }
    if (result == CPROBE_OK) {
        cp_row_store(&cp_host_fields[row->field], number, host, &host->present_fields);
    } else {
        cp_failures_add(&host->failures, failure);
    }
}

// Reads the first line of a text. An empty one is absent.
static void read_name(const cp_host_name *row, cprobe_host *host) {
    cprobe_host_text *out = (cprobe_host_text *)(void *)((char *)host + row->offset);
    char bytes[2 * CPROBE_HOST_TEXT_BYTES];
    cprobe_failure failure;
    cp_span answer;
    const cprobe_result result =
        read_sysctl(row->source, row->numbers, (cp_buffer){bytes, sizeof bytes}, &answer, &failure);
    if (result == CPROBE_OK) {
        answer = cp_record_text(answer, 0, answer.length);
        const char *end = answer.length == 0 ? NULL : memchr(answer.bytes, '\n', answer.length);
        answer.length = end != NULL ? (size_t)(end - answer.bytes) : answer.length;
        out->length = (uint32_t)(answer.length < CPROBE_HOST_TEXT_BYTES ? answer.length
                                                                        : CPROBE_HOST_TEXT_BYTES);
        if (out->length != 0) {
            memcpy(out->bytes, answer.bytes, out->length);
        }
    } else {
        cp_failures_add(&host->failures, failure);
    }
}

cprobe_result cp_host_read(const cp_host_sources *sources, cprobe_collector *collector,
                           cprobe_host *host, size_t *count, bool *has_sessions,
                           cprobe_failure *failure) {
    if (collector == NULL || host == NULL || count == NULL || has_sessions == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "host", 0, 0);
    }
    cprobe_host read = {0};
    bool has_name = false;
    for (const cp_host_number *row = sources->numbers; row->source != NULL; row += 1) {
        read_number(row, &read);
    }
    for (const cp_host_name *row = sources->names; row->source != NULL; row += 1) {
        read_name(row, &read);
        const cprobe_host_text *text =
            (const cprobe_host_text *)(const void *)((const char *)&read + row->offset);
        has_name = has_name || text->length != 0;
    }
    if (!cprobe_has_any(read.present_fields) && !has_name) {
        return read.failures.count != 0
                   ? cp_fail_as(failure, &read.failures.items[0])
                   : cp_fail(failure, CPROBE_NOT_FOUND, sources->names[0].source, 0, 0);
    }
    cp_presence_set_if(&read.present_fields, CPROBE_HOST_MONOTONIC,
                       cprobe_collector_monotonic_ns(collector, &read.monotonic_ns));
    *host = read;
    *count = 0;
    *has_sessions = false;
    return CPROBE_OK;
}

#endif
