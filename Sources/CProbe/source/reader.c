#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "reader.h"

#include <errno.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>

#include "../failure.h"
#include "descriptor.h"

// A cached file. In a live root, "self" would be this process, which is not of that root: the files
// of a process, and of its network, are those of process 1.
typedef struct place {
    const char *path;
    const char *live_path; // NULL if the same.
    cp_printing printing;
} place;

static const place places[CP_FILES] = {
    [CP_FILE_STAT] = {"/proc/stat", NULL, CP_PRINTED_WHOLE},
    [CP_FILE_LOADAVG] = {"/proc/loadavg", NULL, CP_PRINTED_WHOLE},
    [CP_FILE_UPTIME] = {"/proc/uptime", NULL, CP_PRINTED_WHOLE},
    [CP_FILE_MEMINFO] = {"/proc/meminfo", NULL, CP_PRINTED_WHOLE},
    [CP_FILE_VMSTAT] = {"/proc/vmstat", NULL, CP_PRINTED_BY_RECORD},
    [CP_FILE_POSSIBLE] = {"/sys/devices/system/cpu/possible", NULL, CP_PRINTED_WHOLE},
    [CP_FILE_PRESENT] = {"/sys/devices/system/cpu/present", NULL, CP_PRINTED_WHOLE},
    [CP_FILE_ONLINE] = {"/sys/devices/system/cpu/online", NULL, CP_PRINTED_WHOLE},
    [CP_FILE_DISKSTATS] = {"/proc/diskstats", NULL, CP_PRINTED_BY_SHORT_RECORD},
    [CP_FILE_MOUNTINFO] = {"/proc/self/mountinfo", "/proc/1/mountinfo", CP_PRINTED_BY_RECORD},
    [CP_FILE_THREADS_MAX] = {"/proc/sys/kernel/threads-max", NULL, CP_PRINTED_WHOLE},
    [CP_FILE_PID_MAX] = {"/proc/sys/kernel/pid_max", NULL, CP_PRINTED_WHOLE},
    [CP_FILE_NET_DEV] = {"/proc/net/dev", "/proc/1/net/dev", CP_PRINTED_BY_RECORD},
    [CP_FILE_NET_SNMP] = {"/proc/net/snmp", "/proc/1/net/snmp", CP_PRINTED_WHOLE},
    [CP_FILE_NET_SOCKSTAT] = {"/proc/net/sockstat", "/proc/1/net/sockstat", CP_PRINTED_WHOLE},
    [CP_FILE_PRESSURE_CPU] = {"/proc/pressure/cpu", NULL, CP_PRINTED_WHOLE},
    [CP_FILE_PRESSURE_MEMORY] = {"/proc/pressure/memory", NULL, CP_PRINTED_WHOLE},
    [CP_FILE_PRESSURE_IO] = {"/proc/pressure/io", NULL, CP_PRINTED_WHOLE},
    [CP_FILE_PRESSURE_IRQ] = {"/proc/pressure/irq", NULL, CP_PRINTED_WHOLE},
};

cprobe_result cp_reader_open(cp_reader *reader, const char *root, cprobe_failure *failure) {
    for (unsigned index = 0; index < CP_FILES; index += 1) {
        reader->files[index] = (cp_cached_file){.descriptor = -1, .copy = -1};
    }
    return cp_root_open(&reader->root, root, failure);
}

void cp_reader_close(cp_reader *reader) {
    for (unsigned index = 0; index < CP_FILES; index += 1) {
        cp_cached_close(reader, (cp_file)index);
    }
    cp_root_close(&reader->root);
}

bool cp_reader_monotonic_ns(const cp_reader *reader, uint64_t *time_ns) {
    enum { NS_PER_SECOND = 1000000000 };
    if (reader->root.kind == CPROBE_ROOT_CAPTURED) {
        return false;
    }
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    *time_ns = (uint64_t)now.tv_sec * NS_PER_SECOND + (uint64_t)now.tv_nsec;
    return true;
}

const char *cp_cached_path(const cp_reader *reader, cp_file index) {
    const bool is_live = reader->root.kind == CPROBE_ROOT_LIVE;
    return is_live && places[index].live_path != NULL ? places[index].live_path
                                                      : places[index].path;
}

cprobe_result cp_stream_refill(void *context, char *buffer, size_t capacity, size_t *length) {
    cp_stream *stream = context;
    *length = 0;
    if (stream->is_over) {
        return CPROBE_OK;
    }
    if (stream->offset >= CP_STREAM_BYTES) {
        return CPROBE_TOO_LARGE;
    }
    if (stream->offset == 0 && stream->first != 0 && stream->first < capacity) {
        capacity = stream->first;
    }
    ssize_t count = 0;
    do {
        count = pread(stream->descriptor, buffer, capacity, (off_t)stream->offset);
    } while (count < 0 && errno == EINTR);
    if (count < 0) {
        stream->system_error = errno;
        return cp_result_of_errno(errno);
    }
    const bool is_short =
        (size_t)count < capacity &&
        (stream->printing == CP_PRINTED_WHOLE ||
         (stream->printing == CP_PRINTED_BY_SHORT_RECORD &&
          count <= CP_PRINTED_PAGE_BYTES - CP_SHORT_RECORD_BYTES));
    stream->is_over = count == 0 || is_short;
    stream->offset += (uint64_t)count;
    *length = (size_t)count;
    return CPROBE_OK;
}

cprobe_result cp_read_on(int descriptor, cp_printing printing, char *buffer, size_t capacity,
                         size_t *length, const char *source, cprobe_failure *failure) {
    cp_stream stream = {.descriptor = descriptor, .printing = printing};
    size_t total = 0;
    while (!stream.is_over) {
        if (total == capacity) {
            return cp_fail(failure, CPROBE_TOO_LARGE, source, 0, 0);
        }
        size_t count = 0;
        const cprobe_result result =
            cp_stream_refill(&stream, buffer + total, capacity - total, &count);
        if (result != CPROBE_OK) {
            return cp_fail(failure, result, source, 0, stream.system_error);
        }
        total += count;
    }
    *length = total;
    return CPROBE_OK;
}

// Closes the copy made for an earlier reading.
static void close_copy(cp_cached_file *cached) {
    cp_close(cached->copy);
    cached->copy = -1;
}

cprobe_result cp_cached_open(cp_reader *reader, cp_file file,
                           cprobe_failure *failure) {
    cp_cached_file *cached = &reader->files[file];
    if (cached->descriptor >= 0) {
        return CPROBE_OK;
    }
    int descriptor = -1;
    bool is_copy = false;
    const char *path = cp_cached_path(reader, file);
    if (cached->missing) {
        return cp_fail(failure, CPROBE_NOT_FOUND, path, 0, ENOENT);
    }
    close_copy(cached);
    const cprobe_result result = cp_root_open_cached(&reader->root, path, &descriptor,
                                                   &cached->genuine, &is_copy, failure);
    if (result == CPROBE_OK) {
        *(is_copy ? &cached->copy : &cached->descriptor) = descriptor;
    }
    return result;
}

// The descriptor to read from, after cp_cached_open().
static int descriptor_of(const cp_cached_file *cached) {
    return cached->descriptor >= 0 ? cached->descriptor : cached->copy;
}

bool cp_mounts_have_changed(int mountinfo) {
    // poll() reports POLLOUT for a file without a poll method (a kernel that emulates Linux), but
    // never for mountinfo.
    struct pollfd asked = {.fd = mountinfo, .events = POLLPRI | POLLOUT};
    return poll(&asked, 1, 0) != 0;
}

bool cp_cached_mounts_have_changed(const cp_reader *reader) {
    return cp_mounts_have_changed(reader->files[CP_FILE_MOUNTINFO].descriptor);
}

void cp_cached_set_missing(cp_reader *reader, cp_file file) {
    reader->files[file].missing = true;
}

void cp_cached_close(cp_reader *reader, cp_file file) {
    cp_close(reader->files[file].descriptor);
    reader->files[file].descriptor = -1;
    close_copy(&reader->files[file]);
    reader->files[file].missing = false;
}

cprobe_result cp_cached_read_anew(cp_reader *reader, cp_file file, cp_span *text,
                                cprobe_failure *failure) {
    cprobe_result result = CPROBE_OK;
    for (unsigned tries = 0; tries < 2; tries += 1) {
        const bool was_open = reader->files[file].descriptor >= 0;
        result = cp_cached_open(reader, file, failure);
        if (result != CPROBE_OK) {
            return result;
        }
        size_t length = 0;
        result = cp_read_whole(descriptor_of(&reader->files[file]), places[file].printing,
                               cp_scratch(reader), cp_cached_bytes(file), &length,
                               cp_cached_path(reader, file), failure);
        close_copy(&reader->files[file]);
        if (result == CPROBE_OK) {
            *text = cp_span_make(cp_scratch(reader), length);
            return CPROBE_OK;
        }
        cp_cached_close(reader, file);
        if (!was_open) {
            break;
        }
    }
    return result;
}

cprobe_result cp_cached_lines(cp_reader *reader, cp_file file, cp_stream *stream,
                            cp_lines *lines, cprobe_failure *failure) {
    const cprobe_result result = cp_cached_open(reader, file, failure);
    if (result == CPROBE_OK) {
        const cp_cached_file *cached = &reader->files[file];
        // A file that covers the kernel's may be printed differently.
        const bool is_other =
            places[file].printing == CP_PRINTED_BY_SHORT_RECORD && !cached->genuine;
        *lines = cp_stream_lines(reader, stream, descriptor_of(cached),
                                 is_other ? CP_PRINTED_BY_RECORD : places[file].printing);
    }
    return result;
}

cprobe_result cp_read_once(cp_reader *reader, const char *path, const char *source,
                           cp_span *text, cprobe_failure *failure) {
    int descriptor = -1;
    size_t length = 0;
    cprobe_result result =
        cp_root_open_file(&reader->root, path, source, &descriptor, failure);
    if (result == CPROBE_OK) {
        // See cp_cached_bytes().
        const bool is_sysctl = cp_span_starts(cp_span_of(path), cp_span_of("/proc/sys/"));
        result = cp_read_whole(descriptor, CP_PRINTED_WHOLE, cp_scratch(reader),
                               is_sysctl ? CP_PRINTED_PAGE_BYTES : CP_SCRATCH_BYTES, &length,
                               source, failure);
        cp_close(descriptor);
    }
    if (result == CPROBE_OK) {
        *text = cp_span_make(cp_scratch(reader), length);
    }
    return result;
}

#endif
