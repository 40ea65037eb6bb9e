#include "../platform.h"
#if CP_PLATFORM_BSD

#include "sysctl.h"

#include <errno.h>

#include "../failure.h"
#include "port_calls.h"
#include "record.h"

cprobe_result cp_sysctl_check(const char *source, int error, size_t length, cp_buffer buffer,
                              cp_span *answer, cprobe_failure *failure) {
    if (error != 0) {
        const cprobe_result code = error == ENOMEM ? CPROBE_TOO_LARGE : cp_result_of_errno(error);
        return cp_fail(failure, code, source, 0, error);
    }
    if (length > buffer.capacity) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    *answer = cp_span_make(buffer.bytes, length);
    return CPROBE_OK;
}

cprobe_result cp_sysctl_read(const char *source, const int *numbers, unsigned count,
                             cp_buffer buffer, cp_span *answer, cprobe_failure *failure) {
    size_t length = buffer.capacity;
    const int error = cp_port_sysctl(numbers, count, buffer.bytes, &length);
    return cp_sysctl_check(source, error, length, buffer, answer, failure);
}

cprobe_result cp_sysctl_number_of(const char *source, cp_span answer, uint64_t *number,
                                  cprobe_failure *failure) {
    if (answer.length == sizeof(uint64_t)) {
        *number = cp_record_u64(answer, 0);
    } else if (answer.length == sizeof(uint32_t)) {
        *number = cp_record_u32(answer, 0);
    } else {
        return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    return CPROBE_OK;
}

cprobe_result cp_sysctl_number(const char *source, const int *numbers, unsigned count,
                               uint64_t *number, cprobe_failure *failure) {
    uint64_t bytes = 0;
    cp_span answer = {0};
    const cprobe_result result = cp_sysctl_read(
        source, numbers, count, (cp_buffer){(char *)&bytes, sizeof bytes}, &answer, failure);
    return result != CPROBE_OK ? result : cp_sysctl_number_of(source, answer, number, failure);
}

#endif
