#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "../failure.h"
#include "../include/cprobe/watch.h"
#include "../source/descriptor.h"
#include "../text/build.h"
#include "collector_state.h"
#include "stalls.h"

enum {
    CGROUP2_MAGIC = 0x63677270,
    // The longest text: six lines of memory.events or two of a pressure file, at most 36 and 85
    // bytes each.
    TEXT_BYTES = 512
};

static const char the_cgroup[] = "the directory of the cgroup";
static const char *const machine_files[CP_STALLS] = {"/proc/pressure/cpu", "/proc/pressure/memory",
                                                     "/proc/pressure/io", "/proc/pressure/irq"};
static const char machine_directory[] = "/proc/pressure";

static const char *pressure_name(cprobe_stall_resource resource, bool is_cgroup) {
    return is_cgroup ? cp_stalls_cgroup_files[resource] : machine_files[resource];
}

static const char *events_name(cprobe_cgroup_events_file file) {
    return file == CPROBE_EVENTS_MEMORY ? "memory.events" : "cgroup.events";
}

// Opens the directory of a cgroup, or /proc/pressure if `cgroup` is NULL. Only the kernel's own
// directories: whatever else has that path must not be written to.
static cprobe_result open_directory(cp_root *root, const char *cgroup, const char *source,
                                    int *directory, cprobe_failure *failure) {
    if (root->kind == CPROBE_ROOT_CAPTURED) {
        return cp_fail(failure, CPROBE_UNSUPPORTED, source, 0, 0);
    }
    if (cgroup != NULL && cgroup[0] != '/') {
        return cp_fail(failure, CPROBE_INVALID, the_cgroup, 0, 0);
    }
    const cprobe_result result = cgroup != NULL
        ? cp_root_open_mounted(root, cgroup, the_cgroup, directory, failure)
        : cp_root_open_directory(root, machine_directory, source, directory, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    const bool is_kernel =
        cgroup != NULL ? cp_has_magic(*directory, CGROUP2_MAGIC) : cp_is_genuine(*directory);
    if (is_kernel) {
        return CPROBE_OK;
    }
    cp_close(*directory);
    return cgroup != NULL ? cp_fail(failure, CPROBE_INVALID, the_cgroup, 0, 0)
                          : cp_fail(failure, CPROBE_NOT_FOUND, source, 0, ENOENT);
}

// Opens a file of such a directory, confined as every file of the root.
static cprobe_result open_file(cp_root *root, const char *cgroup, const char *name, int access,
                               const char *source, int *descriptor, cprobe_failure *failure) {
    int directory = -1;
    cprobe_result result = open_directory(root, cgroup, source, &directory, failure);
    if (result == CPROBE_OK) {
        result = cp_root_open_below(root, directory, name,
                                    access | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW, source,
                                    descriptor, failure);
        cp_close(directory);
    }
    return result;
}

// Writes a trigger: "some 150000 2000000". Returns 0 or an errno.
static int write_trigger(int descriptor, const cprobe_pressure_trigger *trigger) {
    char text[64]; // 5 + 20 + 1 + 20 + 1 = 47.
    cp_build build = {text, sizeof text, 0, false};
    cp_build_add(&build, cp_span_of(trigger->is_full ? "full " : "some "));
    cp_build_add_number(&build, trigger->stall_us);
    cp_build_add(&build, cp_span_of(" "));
    cp_build_add_number(&build, trigger->window_us);
    // With the NUL: the kernel overwrites the last byte.
    return write(descriptor, text, build.length + 1) < 0 ? errno : 0;
}

// Reads a whole file from its start.
static cprobe_result read_text(int descriptor, char *text, size_t *length, const char *source,
                               cprobe_failure *failure) {
    ssize_t count = 0;
    do {
        count = pread(descriptor, text, TEXT_BYTES, 0);
    } while (count < 0 && errno == EINTR);
    if (count < 0) {
        return cp_fail(failure, cp_result_of_errno(errno), source, 0, errno);
    }
    if (count == TEXT_BYTES) {
        return cp_fail(failure, CPROBE_TOO_LARGE, source, 0, 0);
    }
    *length = (size_t)count;
    return CPROBE_OK;
}

cprobe_result cprobe_pressure_trigger_open(cprobe_collector *collector, const char *cgroup,
                                           const cprobe_pressure_trigger *trigger, int *descriptor,
                                           cprobe_failure *failure) {
    if (collector == NULL || trigger == NULL || descriptor == NULL ||
        (unsigned)trigger->resource >= CP_STALLS) {
        return cp_fail(failure, CPROBE_INVALID, "pressure", 0, 0);
    }
    cp_root *root = &cp_collector_of(collector)->reader.root;
    const char *source = pressure_name(trigger->resource, cgroup != NULL);
    const char *name = cgroup != NULL ? source : source + sizeof machine_directory;
    // The kernel keeps 32 bits of a number, and would watch something else.
    if (trigger->stall_us > UINT32_MAX || trigger->window_us > UINT32_MAX) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, EINVAL);
    }
    int opened = -1;
    const cprobe_result result =
        open_file(root, cgroup, name, O_RDWR, source, &opened, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    const int error = write_trigger(opened, trigger);
    if (error != 0) {
        cp_close(opened);
        return cp_fail(failure, error == EINVAL ? CPROBE_INVALID : cp_result_of_errno(error),
                       source, 0, error);
    }
    *descriptor = opened;
    return CPROBE_OK;
}

cprobe_result cprobe_pressure_trigger_read(int descriptor, cprobe_stall_resource resource,
                                           bool is_cgroup, cprobe_stalls *stalls, bool *has_some,
                                           bool *has_full, cprobe_failure *failure) {
    if (stalls == NULL || has_some == NULL || has_full == NULL ||
        (unsigned)resource >= CP_STALLS) {
        return cp_fail(failure, CPROBE_INVALID, "pressure", 0, 0);
    }
    char text[TEXT_BYTES];
    size_t length = 0;
    cprobe_failure why = {0};
    cprobe_result result = read_text(descriptor, text, &length, pressure_name(resource, is_cgroup),
                                     &why);
    if (result == CPROBE_OK) {
        result = cprobe_pressure_parse(text, length, stalls, has_some, has_full, &why);
        why.source = pressure_name(resource, is_cgroup);
    }
    return result == CPROBE_OK ? result : cp_fail_as(failure, &why);
}

cprobe_result cprobe_cgroup_events_open(cprobe_collector *collector, const char *cgroup,
                                        cprobe_cgroup_events_file file, int *descriptor,
                                        cprobe_failure *failure) {
    const char *name = events_name(file);
    if (collector == NULL || cgroup == NULL || descriptor == NULL) {
        return cp_fail(failure, CPROBE_INVALID, name, 0, 0);
    }
    return open_file(&cp_collector_of(collector)->reader.root, cgroup, name, O_RDONLY, name,
                     descriptor, failure);
}

cprobe_result cprobe_cgroup_events_read(int descriptor, cprobe_cgroup_events_file file,
                                        cprobe_cgroup_events *events, cprobe_failure *failure) {
    char text[TEXT_BYTES];
    size_t length = 0;
    const cprobe_result result =
        read_text(descriptor, text, &length, events_name(file), failure);
    return result == CPROBE_OK ? cprobe_cgroup_events_parse(text, length, file, events, failure)
                               : result;
}

void cprobe_watch_close(int descriptor) {
    cp_close(descriptor);
}

#endif
