// The calls that the ports of the room bsd share, answered from what was recorded.

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "../../Sources/CProbe/bsd/named_port_calls.h"
#include "harness.h"

int cp_port_sysctl(const int *numbers, unsigned count, void *out, size_t *length) {
    return answer(recorded_numbered(numbers, count), out, length);
}

int cp_port_sysctl_by_name(const char *name, void *out, size_t *length) {
    char call[64];
    snprintf(call, sizeof call, "sysctl %s", name);
    return answer(recorded_named(call), out, length);
}

int cp_port_sysctl_numbers(const char *name, int *numbers, size_t *count) {
    char call[64];
    snprintf(call, sizeof call, "sysctl %s", name);
    const recorded *item = recorded_named(call);
    if (item == NULL || item->count == 0 || item->count > *count) {
        return item == NULL || item->count == 0 ? ENOENT : ENOMEM;
    }
    size_t length = 0;
    const int error = answer(item, NULL, &length);
    if (error == 0) {
        memcpy(numbers, item->numbers, item->count * sizeof numbers[0]);
        *count = length > item->length ? length : item->count;
    }
    return error;
}

int cp_port_clock_ns(cp_port_clock clock, uint64_t *time_ns) {
    uint64_t times[3] = {0};
    size_t length = sizeof times;
    const int error = answer(recorded_named("clock_gettime"), times, &length);
    *time_ns = times[clock];
    return error != 0 ? error : length == sizeof times ? 0 : EIO;
}

// The list of mounts: NetBSD has another call.
static const recorded *recorded_mounts(void) {
    const recorded *item = recorded_named("getfsstat");
    return item != NULL ? item : recorded_named("getvfsstat");
}

int cp_port_mounts(void *out, size_t bytes, size_t *count) {
    const recorded *item = recorded_mounts();
    size_t length = bytes;
    const int error = answer(item, out, &length);
    // The call counts structures: the rest of a cut one is not reported.
    *count = item == NULL ? 0 : length / (size_t)item->numbers[0];
    return error == ENOMEM ? 0 : error;
}

int cp_port_mount(const char *path, void *out) {
    char call[64];
    const recorded *list = recorded_mounts();
    const bool is_netbsd = list != NULL && strcmp(list->call, "getvfsstat") == 0;
    snprintf(call, sizeof call, "%s %s", is_netbsd ? "statvfs" : "statfs", path);
    // The kernel copies the whole structure.
    size_t length = list == NULL ? 0 : (size_t)list->numbers[0];
    const size_t bytes = length;
    const int error = answer(recorded_named(call), out, &length);
    return error != 0 ? error : length == bytes ? 0 : EIO;
}

int32_t cp_port_pid(void) {
    return 4242;
}

int cp_port_rlimit(unsigned name, uint64_t *soft, uint64_t *hard) {
    // Pairs; a pair of zeros is a limit that the system lacks.
    uint64_t pairs[CPROBE_RLIMITS][2] = {{0}};
    size_t length = sizeof pairs;
    const int error = answer(recorded_named("getrlimit"), pairs, &length);
    *soft = pairs[name][0];
    *hard = pairs[name][1];
    return error != 0                   ? error
           : length != sizeof pairs     ? EIO
           : *soft == 0 && *hard == 0 ? CP_PORT_NO_LIMIT
                                        : 0;
}

uint64_t cp_port_page_bytes(void) {
    return 16384; // Not the page of the machine that runs the test.
}
