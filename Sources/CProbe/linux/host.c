#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include <errno.h>
#include <signal.h>
#include <sys/timex.h>

#include "../failure.h"
#include "../fields/fields.h"
#include "../format/boot_id.h"
#include "../format/hwmon.h"
#include "../include/cprobe/host.h"
#include "../source/descriptor.h"
#include "../source/directory.h"
#include "../text/build.h"
#include "../text/lines.h"
#include "../text/table.h"
#include "attribute.h"
#include "collector_state.h"

enum {
    NS_PER_US = 1000,
    UTMP_PIECE_BYTES = 57600 // Whole records of 384 and of 400 bytes.
};

static const char sessions_source[] = "/run/systemd/sessions";
static const char controllers_source[] = "/sys/devices/system/edac/mc";

// Adds a failure, unless the file is missing: kernels and machines differ.
static void add_failure(cprobe_host *host, cprobe_failure failure) {
    if (failure.code != CPROBE_NOT_FOUND) {
        cp_failures_add(&host->failures, failure);
    }
}

typedef cprobe_result (*parser)(const char *bytes, size_t length, cprobe_host *host,
                                cprobe_failure *failure);

static void read_file(cp_reader *reader, const char *path, parser parse, cprobe_host *host) {
    cprobe_failure failure;
    cp_span text;
    cprobe_result result = cp_read_once(reader, path, path, &text, &failure);
    if (result == CPROBE_OK) {
        result = parse(text.bytes, text.length, host, &failure);
    }
    if (result != CPROBE_OK) {
        add_failure(host, failure);
    }
}

// Reads the settings: the rows whose source is a file of one number.
static void read_settings(cp_reader *reader, cprobe_host *host) {
    for (unsigned field = CPROBE_HOST_ENTROPY; field <= CPROBE_HOST_VFS_CACHE_PRESSURE;
         field += 1) {
        const cprobe_field *row = &cp_host_fields[field];
        const uint64_t unit = row->printed == CPROBE_PRINTED_KIB ? 1024 : 1;
        cprobe_failure failure;
        uint64_t number = 0;
        if (cp_attribute_number(reader, row->source, row->source, INT64_MAX / unit, &number,
                                &failure) == CPROBE_OK) {
            cp_row_store(row, number * unit, host, &host->present_fields);
        } else {
            add_failure(host, failure);
        }
    }
}

static void read_texts(cp_reader *reader, cprobe_host *host) {
    // The kernel's hostname is that of the reader's UTS namespace, whichever /proc it is read from.
    const char *hostname = reader->root.kind == CPROBE_ROOT_LIVE ? "/etc/hostname"
                                                                 : "/proc/sys/kernel/hostname";
    const struct {
        const char *path;
        cprobe_host_text *text;
    } texts[] = {
        {hostname, &host->hostname},
        {"/proc/sys/kernel/osrelease", &host->kernel_release},
        {"/proc/sys/kernel/version", &host->kernel_version},
        {"/etc/machine-id", &host->machine_id},
        {"/sys/class/dmi/id/sys_vendor", &host->vendor},
        {"/sys/class/dmi/id/product_name", &host->product},
        {"/sys/class/dmi/id/product_version", &host->product_version},
        {"/sys/class/dmi/id/product_serial", &host->serial},
        {"/sys/class/dmi/id/board_vendor", &host->board_vendor},
        {"/sys/class/dmi/id/board_name", &host->board},
        {"/sys/class/dmi/id/bios_version", &host->bios_version},
        {"/sys/class/dmi/id/bios_date", &host->bios_date},
    };
    for (size_t index = 0; index < sizeof texts / sizeof texts[0]; index += 1) {
        cprobe_host_text *out = texts[index].text;
        cprobe_failure failure;
        cp_span line;
        const cprobe_result result = cp_attribute_line(reader, texts[index].path,
                                                       texts[index].path, &line, &failure);
        if (result == CPROBE_OK) {
            out->length = cp_attribute_copy(line, out->bytes, sizeof out->bytes);
        } else if (result != CPROBE_DENIED || out != &host->serial) {
            // Ordinary users may not read the serial number.
            add_failure(host, failure);
        }
    }
}

static void read_boot_id(cp_reader *reader, cprobe_host *host) {
    static const char path[] = "/proc/sys/kernel/random/boot_id";
    cprobe_failure failure;
    cp_span text;
    cprobe_result result = cp_read_once(reader, path, path, &text, &failure);
    if (result == CPROBE_OK) {
        host->has_boot_id = cp_boot_id_parse(text, host->boot_id);
        if (!host->has_boot_id) {
            result = cp_fail(&failure, CPROBE_MALFORMED, path, 1, 0);
        }
    }
    if (result != CPROBE_OK) {
        add_failure(host, failure);
    }
}

static void read_os_release(cp_reader *reader, cprobe_host *host) {
    static const char etc[] = "/etc/os-release";
    static const char usr[] = "/usr/lib/os-release";
    cprobe_failure failure;
    cp_span text;
    cprobe_result result = cp_read_once(reader, etc, etc, &text, &failure);
    if (result == CPROBE_NOT_FOUND) {
        result = cp_read_once(reader, usr, usr, &text, &failure);
    }
    if (result == CPROBE_OK) {
        (void)cprobe_os_release_parse(text.bytes, text.length, host);
    } else {
        add_failure(host, failure);
    }
}

// The kernel's clock. Requires no right if nothing is set; a sandbox may forbid the call.
static void read_clock(cp_reader *reader, cprobe_host *host) {
    struct timex clock = {.modes = 0};
    if (reader->root.kind == CPROBE_ROOT_CAPTURED || adjtimex(&clock) < 0) {
        return;
    }
    cprobe_presence *fields = &host->present_fields;
    host->clock_synchronized = (clock.status & STA_UNSYNC) == 0;
    cprobe_set(fields, CPROBE_HOST_CLOCK_SYNCHRONIZED);
    const long unit = (clock.status & STA_NANO) != 0 ? 1 : NS_PER_US;
    if (clock.offset <= INT32_MAX / unit && clock.offset >= INT32_MIN / unit) {
        host->clock_offset_ns = (int32_t)(clock.offset * unit);
        cprobe_set(fields, CPROBE_HOST_CLOCK_OFFSET);
    }
    if (clock.esterror >= 0) {
        host->clock_estimated_error_ns = (uint64_t)clock.esterror * NS_PER_US;
        cprobe_set(fields, CPROBE_HOST_CLOCK_ESTIMATED_ERROR);
    }
    if (clock.maxerror >= 0) {
        host->clock_maximum_error_ns = (uint64_t)clock.maxerror * NS_PER_US;
        cprobe_set(fields, CPROBE_HOST_CLOCK_MAXIMUM_ERROR);
    }
}

// Adds a count of one memory controller to the sum of a field. False if it cannot be read.
static bool add_errors(cp_reader *reader, cp_span controller, const char *file,
                       const char *source, uint64_t *sum, cprobe_host *host) {
    char path[320];
    uint64_t number = 0;
    cprobe_failure failure = {CPROBE_TOO_LARGE, 0, 0, source};
    cp_build build = {path, sizeof path, 0, false};
    cp_build_add(&build, cp_span_of(controllers_source));
    cp_build_add(&build, cp_span_of("/"));
    cp_build_add(&build, controller);
    cp_build_add(&build, cp_span_of(file));
    if (build.is_full ||
        cp_attribute_number(reader, path, source, INT64_MAX, &number, &failure) != CPROBE_OK ||
        number > INT64_MAX - *sum) {
        add_failure(host, failure);
        return false;
    }
    *sum += number;
    return true;
}

// Reads the errors of all memory controllers. A sum that lacks one controller is absent.
static void read_memory_errors(cp_reader *reader, cprobe_host *host) {
    static const char corrected[] = "/sys/devices/system/edac/mc/mcN/ce_count";
    static const char uncorrected[] = "/sys/devices/system/edac/mc/mcN/ue_count";
    int descriptor = -1;
    cprobe_failure failure;
    if (cp_directory_open(&reader->root, controllers_source, controllers_source, &descriptor,
                          &failure) != CPROBE_OK) {
        add_failure(host, failure);
        return;
    }
    uint64_t entries[256]; // The scratch buffer holds the text of each file.
    cp_directory directory = cp_directory_list(descriptor, (char *)entries, sizeof entries);
    cp_span name;
    uint32_t number = 0;
    bool has_corrected = true;
    bool has_uncorrected = true;
    bool has_controller = false;
    while (cp_directory_next(&directory, &name)) {
        if (!cp_numbered_name_parse(name, "mc", &number)) {
            continue;
        }
        has_controller = true;
        has_corrected = has_corrected && add_errors(reader, name, "/ce_count", corrected,
                                                    &host->memory_corrected_errors, host);
        has_uncorrected = has_uncorrected && add_errors(reader, name, "/ue_count", uncorrected,
                                                        &host->memory_uncorrected_errors, host);
    }
    cp_close(descriptor);
    if (directory.system_error != 0) {
        (void)cp_fail(&failure, cp_result_of_errno(directory.system_error), controllers_source, 0,
                      directory.system_error);
        add_failure(host, failure);
        return;
    }
    if (has_controller && has_corrected) {
        cprobe_set(&host->present_fields, CPROBE_HOST_MEMORY_CORRECTED_ERRORS);
    }
    if (has_controller && has_uncorrected) {
        cprobe_set(&host->present_fields, CPROBE_HOST_MEMORY_UNCORRECTED_ERRORS);
    }
}

// Reads one session. False if it ended, or the file is one that logind is about to rename.
static bool read_session(cp_reader *reader, cp_span name, cprobe_session *session,
                         cprobe_host *host) {
    char path[320];
    cp_build build = {path, sizeof path, 0, false};
    cp_build_add(&build, cp_span_of(sessions_source));
    cp_build_add(&build, cp_span_of("/"));
    cp_build_add(&build, name);
    if (build.is_full || name.length > CPROBE_SESSION_TEXT_BYTES) {
        return false;
    }
    *session = (cprobe_session){0};
    memcpy(session->id.bytes, name.bytes, name.length);
    session->id.length = (uint32_t)name.length;
    cprobe_failure failure;
    cp_span text;
    cprobe_result result = cp_read_once(reader, path, sessions_source, &text, &failure);
    if (result == CPROBE_OK) {
        result = cprobe_session_parse(text.bytes, text.length, session, &failure);
    }
    if (result != CPROBE_OK) {
        add_failure(host, failure);
    }
    return result == CPROBE_OK;
}

// Whether the name is that of a session: "1", "c2". logind also has "1.ref", and temporary files
// that start with a dot.
static bool is_session(cp_span name) {
    return name.length != 0 && memchr(name.bytes, '.', name.length) == NULL;
}

// Reads the sessions of logind. NOT_FOUND without logind.
static cprobe_result read_logind(cp_reader *reader, cprobe_session *sessions, size_t capacity,
                                 size_t *count, cprobe_host *host) {
    int descriptor = -1;
    cprobe_failure failure;
    const cprobe_result result = cp_directory_open(&reader->root, sessions_source, sessions_source,
                                                   &descriptor, &failure);
    if (result != CPROBE_OK) {
        add_failure(host, failure);
        return result;
    }
    uint64_t entries[256]; // The scratch buffer holds the text of each session.
    cp_directory directory = cp_directory_list(descriptor, (char *)entries, sizeof entries);
    cp_span name;
    while (cp_directory_next(&directory, &name)) {
        cprobe_session session;
        if (!is_session(name) || !read_session(reader, name, &session, host)) {
            continue;
        }
        if (*count == CPROBE_SESSIONS_LISTED) {
            (void)cp_fail(&failure, CPROBE_TOO_LARGE, sessions_source, 0, 0);
            cp_failures_add(&host->failures, failure);
            break;
        }
        if (*count < capacity) {
            sessions[*count] = session;
        }
        *count += 1;
    }
    if (directory.system_error != 0) {
        (void)cp_fail(&failure, cp_result_of_errno(directory.system_error), sessions_source, 0,
                      directory.system_error);
        add_failure(host, failure);
    }
    cp_close(descriptor);
    return CPROBE_OK;
}

// Drops the sessions whose process has ended without logging out. Not in another root, whose pids
// belong to another namespace.
static size_t drop_ended(const cp_root *root, cprobe_session *sessions, size_t count) {
    size_t left = 0;
    for (size_t index = 0; index < count; index += 1) {
        const cprobe_session *session = &sessions[index];
        const bool has_ended = root->kind == CPROBE_ROOT_OWN && session->has_leader &&
                               kill((pid_t)session->leader, 0) != 0 && errno == ESRCH;
        if (!has_ended) {
            sessions[left] = *session;
            left += 1;
        }
    }
    return left;
}

// Reads the records of utmp in pieces: machines with many users have more than the buffer holds.
static cprobe_result read_records(cp_reader *reader, int descriptor, const char *path,
                                  cprobe_session *sessions, size_t capacity, size_t *count,
                                  cprobe_failure *failure) {
    cp_stream stream = {.descriptor = descriptor, .printing = CP_PRINTED_BY_RECORD};
    char *piece = cp_scratch(reader);
    size_t length = UTMP_PIECE_BYTES;
    while (length == UTMP_PIECE_BYTES) {
        length = 0;
        size_t added = 1;
        while (added != 0 && length < UTMP_PIECE_BYTES) {
            const cprobe_result result = cp_stream_refill(
                &stream, piece + length, UTMP_PIECE_BYTES - length, &added);
            if (result != CPROBE_OK) {
                return cp_fail(failure, result, path, 0, stream.system_error);
            }
            length += added;
        }
        const size_t held = *count < capacity ? *count : capacity;
        size_t found = 0;
        const cprobe_result result = cprobe_utmp_parse(
            piece, length, sessions == NULL ? NULL : sessions + held, capacity - held, &found,
            failure);
        if (result != CPROBE_OK) {
            return result;
        }
        *count += found;
    }
    return CPROBE_OK;
}

// Reads the sessions of utmp. False if there is no such file.
static bool read_utmp(cp_reader *reader, cprobe_session *sessions, size_t capacity, size_t *count,
                      cprobe_host *host) {
    static const char *const paths[] = {"/run/utmp", "/var/run/utmp"};
    const char *path = paths[0];
    int descriptor = -1;
    cprobe_failure failure;
    cprobe_result result = cp_root_open_file(&reader->root, path, path, &descriptor, &failure);
    if (result == CPROBE_NOT_FOUND) {
        path = paths[1];
        result = cp_root_open_file(&reader->root, path, path, &descriptor, &failure);
    }
    if (result == CPROBE_OK) {
        result = read_records(reader, descriptor, path, sessions, capacity, count, &failure);
        cp_close(descriptor);
    }
    if (result != CPROBE_OK) {
        *count = 0;
        add_failure(host, failure);
        return false;
    }
    if (*count <= capacity) {
        *count = drop_ended(&reader->root, sessions, *count);
    }
    return true;
}

// Reads the sessions of logind, or of utmp. False if neither lists them.
static bool read_sessions(cp_reader *reader, cprobe_session *sessions, size_t capacity,
                          size_t *count, cprobe_host *host) {
    *count = 0;
    const cprobe_result result = read_logind(reader, sessions, capacity, count, host);
    return result == CPROBE_NOT_FOUND ? read_utmp(reader, sessions, capacity, count, host)
                                      : result == CPROBE_OK;
}

cprobe_result cprobe_host_read(cprobe_collector *collector, cprobe_host *host,
                               cprobe_session *sessions, size_t capacity, size_t *count,
                               bool *has_sessions, cprobe_failure *failure) {
    if (collector == NULL || host == NULL || count == NULL || has_sessions == NULL ||
        (sessions == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "host", 0, 0);
    }
    cp_reader *reader = &cp_collector_of(collector)->reader;
    cprobe_host read = {0};
    size_t found = 0;
    read_file(reader, "/proc/sys/fs/file-nr", cprobe_file_nr_parse, &read);
    read_file(reader, "/proc/sys/fs/inode-nr", cprobe_inode_nr_parse, &read);
    read_settings(reader, &read);
    read_texts(reader, &read);
    read_boot_id(reader, &read);
    read_os_release(reader, &read);
    const bool has = read_sessions(reader, sessions, capacity, &found, &read);
    if (!cprobe_has_any(read.present_fields) && read.kernel_release.length == 0 &&
        read.os_name.length == 0 && !has) {
        return read.failures.count != 0
                   ? cp_fail_as(failure, &read.failures.items[0])
                   : cp_fail(failure, CPROBE_NOT_FOUND, "/proc/sys/kernel/osrelease", 0, 0);
    }
    read_clock(reader, &read);
    read_memory_errors(reader, &read);
    if (cp_reader_monotonic_ns(reader, &read.monotonic_ns)) {
        cprobe_set(&read.present_fields, CPROBE_HOST_MONOTONIC);
    }
    *host = read;
    *count = found;
    *has_sessions = has;
    return CPROBE_OK;
}

#endif
