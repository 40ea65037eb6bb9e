#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "reader.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "../failure.h"
#include "root.h"

// A kept file. What is of a process, or of its network, is that of process 1 in a live root, where
// "self" would be this one.
typedef struct place {
    const char *path;
    const char *live_path; // NULL where it is the same.
    cp_printing printing;
} place;

static const place files[CPROBE_KEPT_FILES] = {
    [CP_KEPT_STAT] = {"/proc/stat", NULL, CP_PRINTED_WHOLE},
    [CP_KEPT_LOADAVG] = {"/proc/loadavg", NULL, CP_PRINTED_WHOLE},
    [CP_KEPT_UPTIME] = {"/proc/uptime", NULL, CP_PRINTED_WHOLE},
    [CP_KEPT_MEMINFO] = {"/proc/meminfo", NULL, CP_PRINTED_WHOLE},
    [CP_KEPT_VMSTAT] = {"/proc/vmstat", NULL, CP_PRINTED_BY_RECORD},
    [CP_KEPT_POSSIBLE] = {"/sys/devices/system/cpu/possible", NULL, CP_PRINTED_WHOLE},
    [CP_KEPT_PRESENT] = {"/sys/devices/system/cpu/present", NULL, CP_PRINTED_WHOLE},
    [CP_KEPT_ONLINE] = {"/sys/devices/system/cpu/online", NULL, CP_PRINTED_WHOLE},
    [CP_KEPT_DISKSTATS] = {"/proc/diskstats", NULL, CP_PRINTED_BY_SHORT_RECORD},
    [CP_KEPT_MOUNTINFO] = {"/proc/self/mountinfo", "/proc/1/mountinfo", CP_PRINTED_BY_RECORD},
    [CP_KEPT_THREADS_MAX] = {"/proc/sys/kernel/threads-max", NULL, CP_PRINTED_WHOLE},
    [CP_KEPT_PID_MAX] = {"/proc/sys/kernel/pid_max", NULL, CP_PRINTED_WHOLE},
    [CP_KEPT_NET_DEV] = {"/proc/net/dev", "/proc/1/net/dev", CP_PRINTED_BY_RECORD},
    [CP_KEPT_NET_SNMP] = {"/proc/net/snmp", "/proc/1/net/snmp", CP_PRINTED_WHOLE},
    [CP_KEPT_NET_SOCKSTAT] = {"/proc/net/sockstat", "/proc/1/net/sockstat", CP_PRINTED_WHOLE},
    [CP_KEPT_PRESSURE_CPU] = {"/proc/pressure/cpu", NULL, CP_PRINTED_WHOLE},
    [CP_KEPT_PRESSURE_MEMORY] = {"/proc/pressure/memory", NULL, CP_PRINTED_WHOLE},
    [CP_KEPT_PRESSURE_IO] = {"/proc/pressure/io", NULL, CP_PRINTED_WHOLE},
    [CP_KEPT_PRESSURE_IRQ] = {"/proc/pressure/irq", NULL, CP_PRINTED_WHOLE},
};

const char *cp_kept_path(const cprobe_collector *collector, cp_kept_file index) {
    const bool is_live = collector->root.kind == CPROBE_ROOT_LIVE;
    return is_live && files[index].live_path != NULL ? files[index].live_path : files[index].path;
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

// Closes the copy that an earlier reading used.
static void close_copy(cprobe_kept *kept) {
    cp_close(kept->copy);
    kept->copy = -1;
}

cprobe_result cp_kept_open(cprobe_collector *collector, cp_kept_file file,
                           cprobe_failure *failure) {
    cprobe_kept *kept = &collector->kept[file];
    if (kept->descriptor >= 0) {
        return CPROBE_OK;
    }
    int descriptor = -1;
    bool is_copy = false;
    const char *path = cp_kept_path(collector, file);
    if (kept->missing) {
        return cp_fail(failure, CPROBE_NOT_FOUND, path, 0, ENOENT);
    }
    close_copy(kept);
    const cprobe_result result = cp_root_open_kept(&collector->root, path, &descriptor,
                                                   &kept->genuine, &is_copy, failure);
    if (result == CPROBE_OK) {
        *(is_copy ? &kept->copy : &kept->descriptor) = descriptor;
    }
    return result;
}

// The descriptor to read from, after cp_kept_open.
static int descriptor_of(const cprobe_kept *kept) {
    return kept->descriptor >= 0 ? kept->descriptor : kept->copy;
}

bool cp_mounts_have_changed(int mountinfo) {
    // A file that does not tell (of a kernel that only looks like Linux) can be written to by poll's
    // account; mountinfo cannot.
    struct pollfd asked = {.fd = mountinfo, .events = POLLPRI | POLLOUT};
    return poll(&asked, 1, 0) != 0;
}

void cp_kept_close(cprobe_collector *collector, cp_kept_file file) {
    cp_close(collector->kept[file].descriptor);
    collector->kept[file].descriptor = -1;
    close_copy(&collector->kept[file]);
    collector->kept[file].missing = false;
}

cprobe_result cp_kept_read_anew(cprobe_collector *collector, cp_kept_file file, cp_span *text,
                                cprobe_failure *failure) {
    cprobe_result result = CPROBE_OK;
    for (unsigned tries = 0; tries < 2; tries += 1) {
        const bool was_open = collector->kept[file].descriptor >= 0;
        result = cp_kept_open(collector, file, failure);
        if (result != CPROBE_OK) {
            return result;
        }
        size_t length = 0;
        result = cp_read_whole(descriptor_of(&collector->kept[file]), files[file].printing,
                               cp_scratch(collector), cp_kept_bytes(file), &length,
                               cp_kept_path(collector, file), failure);
        close_copy(&collector->kept[file]);
        if (result == CPROBE_OK) {
            *text = cp_span_make(cp_scratch(collector), length);
            return CPROBE_OK;
        }
        cp_kept_close(collector, file);
        if (!was_open) {
            break;
        }
    }
    return result;
}

cprobe_result cp_kept_lines(cprobe_collector *collector, cp_kept_file file, cp_stream *stream,
                            cp_lines *lines, cprobe_failure *failure) {
    const cprobe_result result = cp_kept_open(collector, file, failure);
    if (result == CPROBE_OK) {
        const cprobe_kept *kept = &collector->kept[file];
        // A file put in the kernel's place need not print as the kernel does.
        const bool is_other =
            files[file].printing == CP_PRINTED_BY_SHORT_RECORD && !kept->genuine;
        *lines = cp_stream_lines(collector, stream, descriptor_of(kept),
                                 is_other ? CP_PRINTED_BY_RECORD : files[file].printing);
    }
    return result;
}

cprobe_result cp_read_once(cprobe_collector *collector, const char *path, const char *source,
                           cp_span *text, cprobe_failure *failure) {
    int descriptor = -1;
    size_t length = 0;
    cprobe_result result =
        cp_root_open_file(&collector->root, path, source, &descriptor, failure);
    if (result == CPROBE_OK) {
        // See cp_kept_bytes().
        const bool is_sysctl = cp_span_starts(cp_span_of(path), cp_span_of("/proc/sys/"));
        result = cp_read_whole(descriptor, CP_PRINTED_WHOLE, cp_scratch(collector),
                               is_sysctl ? CP_PRINTED_PAGE_BYTES : CPROBE_SCRATCH_BYTES, &length,
                               source, failure);
        cp_close(descriptor);
    }
    if (result == CPROBE_OK) {
        *text = cp_span_make(cp_scratch(collector), length);
    }
    return result;
}

#endif
