// Reading from offset 0, whole or as a stream of lines.

#ifndef CP_SOURCE_READER_H
#define CP_SOURCE_READER_H

#include <unistd.h>

#include "../include/cprobe/collector.h"
#include "../text/lines.h"

// How the kernel prints a file, which says how its end is told.
typedef enum CPROBE_CLOSED cp_printing {
    CP_PRINTED_WHOLE = 0, // At once: a read shorter than the buffer is the end.
    CP_PRINTED_BY_RECORD, // By iterating, about 4 KiB a read: the end is a read of 0.
    CP_PRINTED_BY_SHORT_RECORD // So, and no record is longer than CP_SHORT_RECORD_BYTES: a read that
                               // left room in the kernel's page for another one was the last.
} cp_printing;

enum { CP_SHORT_RECORD_BYTES = 512, CP_PRINTED_PAGE_BYTES = 4096 };

// A stream ends as TOO_LARGE here: no file of a kernel is as long (100,000 mounts of 1 KiB are
// less), and a captured root may have one that was made to take for ever.
enum { CP_STREAM_BYTES = 1 << 28 };

// A position in an open file, as the context of a refill.
typedef struct cp_stream {
    int descriptor;
    cp_printing printing;
    bool is_over;
    int system_error;
    size_t first; // How many bytes are asked for at first; 0: as many as there is room for.
    uint64_t offset;
} cp_stream;

// A cp_refill that goes on reading where the last one stopped.
cprobe_result cp_stream_refill(void *stream, char *buffer, size_t capacity, size_t *length);

// For cp_read_whole: what does not come with one read.
cprobe_result cp_read_on(int descriptor, cp_printing printing, char *buffer, size_t capacity,
                         size_t *length, const char *source, cprobe_failure *failure);

// Reads a whole file from offset 0 into `buffer`. TOO_LARGE where it fills it. Inline, because the
// processor has forgotten where to return to when it comes out of the kernel: each return costs.
static inline cprobe_result cp_read_whole(int descriptor, cp_printing printing, char *buffer,
                                          size_t capacity, size_t *length, const char *source,
                                          cprobe_failure *failure) {
    const ssize_t count = pread(descriptor, buffer, capacity, 0);
    if (count >= 0 && (size_t)count < capacity && printing == CP_PRINTED_WHOLE) {
        *length = (size_t)count;
        return CPROBE_OK;
    }
    return cp_read_on(descriptor, printing, buffer, capacity, length, source, failure);
}

// The files that a collector keeps open, by their place in cprobe_collector.kept.
typedef enum CPROBE_CLOSED cp_kept_file {
    CP_KEPT_STAT = 0,
    CP_KEPT_LOADAVG,
    CP_KEPT_UPTIME,
    CP_KEPT_MEMINFO,
    CP_KEPT_VMSTAT,
    CP_KEPT_POSSIBLE,
    CP_KEPT_PRESENT,
    CP_KEPT_ONLINE,
    CP_KEPT_DISKSTATS,
    CP_KEPT_MOUNTINFO,
    CP_KEPT_THREADS_MAX,
    CP_KEPT_PID_MAX,
    CP_KEPT_NET_DEV,
    CP_KEPT_NET_SNMP,
    CP_KEPT_NET_SOCKSTAT,
    CP_KEPT_PRESSURE_CPU, // The four in this order, as pressure.c reads them.
    CP_KEPT_PRESSURE_MEMORY,
    CP_KEPT_PRESSURE_IO,
    CP_KEPT_PRESSURE_IRQ
} cp_kept_file;

_Static_assert(CP_KEPT_PRESSURE_IRQ + 1 == CPROBE_KEPT_FILES, "each has its place");

// The path of a kept file beneath this root, and its name in failures.
const char *cp_kept_path(const cprobe_collector *collector, cp_kept_file file);

// Opens the file if it is not open. Its descriptor stands in collector->kept.
cprobe_result cp_kept_open(cprobe_collector *collector, cp_kept_file file,
                           cprobe_failure *failure);

// The scratch as bytes.
static inline char *cp_scratch(cprobe_collector *collector) {
    return (char *)collector->scratch;
}

// How many bytes are asked for of a kept file. The kernel makes a buffer of this size for a file of
// /proc/sys, and clears it: 64 KiB for a number would cost three times what the number costs.
// proc_sys_call_handler(), fs/proc/proc_sysctl.c.
static inline size_t cp_kept_bytes(cp_kept_file file) {
    return file == CP_KEPT_THREADS_MAX || file == CP_KEPT_PID_MAX ? 64 : CPROBE_SCRATCH_BYTES;
}

// For cp_kept_read: where the file is not open, or does not come with one read.
cprobe_result cp_kept_read_anew(cprobe_collector *collector, cp_kept_file file, cp_span *text,
                                cprobe_failure *failure);

// Reads a kept file that is printed whole into the scratch. Where the descriptor has gone bad, it is
// opened anew, once. Inline, as cp_read_whole.
static inline cprobe_result cp_kept_read(cprobe_collector *collector, cp_kept_file file,
                                         cp_span *text, cprobe_failure *failure) {
    const int32_t descriptor = collector->kept[file].descriptor;
    const size_t bytes = cp_kept_bytes(file);
    const ssize_t count =
        descriptor < 0 ? -1 : pread(descriptor, cp_scratch(collector), bytes, 0);
    if (count < 0 || (size_t)count == bytes) {
        return cp_kept_read_anew(collector, file, text, failure);
    }
    *text = cp_span_make(cp_scratch(collector), (size_t)count);
    return CPROBE_OK;
}

// Lines of a kept file through the scratch; `stream` is the caller's and must outlive them.
cprobe_result cp_kept_lines(cprobe_collector *collector, cp_kept_file file, cp_stream *stream,
                            cp_lines *lines, cprobe_failure *failure);

// Whether mounts changed since the mountinfo that is open was opened, or since this was asked of it
// last; true where that cannot be told.
bool cp_mounts_have_changed(int mountinfo);

// Closes a kept file, so that the next reading opens it anew.
void cp_kept_close(cprobe_collector *collector, cp_kept_file file);

// Opens, reads whole into the scratch, and closes.
cprobe_result cp_read_once(cprobe_collector *collector, const char *path, const char *source,
                           cp_span *text, cprobe_failure *failure);

// Lines of an open file through the scratch; `stream` is the caller's and must outlive them.
static inline cp_lines cp_stream_lines(cprobe_collector *collector, cp_stream *stream,
                                       int descriptor, cp_printing printing) {
    *stream = (cp_stream){.descriptor = descriptor, .printing = printing};
    return cp_lines_through(cp_scratch(collector), CPROBE_SCRATCH_BYTES, cp_stream_refill, stream);
}

#endif
