#include "../platform.h"
#ifdef CP_BSD_SYSCTL_BY_NAME

#include "named_sysctl.h"

#include "../failure.h"
#include "named_port_calls.h"

static const char *name_of(const char *source) {
    return source + sizeof "sysctl " - 1;
}

cprobe_result cp_named_sysctl_read(const char *source, cp_buffer buffer, cp_span *answer,
                                   cprobe_failure *failure) {
    size_t length = buffer.capacity;
    const int error = cp_port_sysctl_by_name(name_of(source), buffer.bytes, &length);
    return cp_sysctl_check(source, error, length, buffer, answer, failure);
}

cprobe_result cp_named_sysctl_number(const char *source, uint64_t *number,
                                     cprobe_failure *failure) {
    uint64_t bytes = 0;
    cp_span answer;
    const cprobe_result result = cp_named_sysctl_read(
        source, (cp_buffer){(char *)&bytes, sizeof bytes}, &answer, failure);
    return result != CPROBE_OK ? result : cp_sysctl_number_of(source, answer, number, failure);
}

cprobe_result cp_named_sysctl_numbers(const char *source, int *numbers, size_t spare,
                                      size_t *count, cprobe_failure *failure) {
    *count = CP_SYSCTL_NUMBERS;
    const int error = cp_port_sysctl_numbers(name_of(source), numbers, count);
    if (error != 0) {
        return cp_fail(failure, cp_result_of_errno(error), source, 0, error);
    }
    return *count <= CP_SYSCTL_NUMBERS - spare ? CPROBE_OK
                                               : cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
}

#endif
