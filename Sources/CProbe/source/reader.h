// Reads files from offset 0, whole or as a stream of lines.

#ifndef CP_SOURCE_READER_H
#define CP_SOURCE_READER_H

#include <unistd.h>

#include "../text/lines.h"
#include "root.h"

// How the kernel prints a file, which determines how its end is detected.
typedef enum CPROBE_CLOSED cp_printing {
    CP_PRINTED_WHOLE = 0, // All at once: a read shorter than the buffer is the last.
    CP_PRINTED_BY_RECORD, // Record by record, about 4 KiB per read: ends with a read of 0 bytes.
    CP_PRINTED_BY_SHORT_RECORD // The same, with no record longer than CP_SHORT_RECORD_BYTES: a read
                               // that left that much space in the kernel's page was the last.
} cp_printing;

enum { CP_SHORT_RECORD_BYTES = 512, CP_PRINTED_PAGE_BYTES = 4096 };

// A longer stream is TOO_LARGE: no kernel file is this long (100,000 mounts of 1 KiB are less), but
// a captured root may contain an endless one.
enum { CP_STREAM_BYTES = 1 << 28 };

// A position in an open file; the context of a refill.
typedef struct cp_stream {
    int descriptor;
    cp_printing printing;
    bool is_over;
    int system_error;
    size_t first; // The size of the first read; 0: the buffer's.
    uint64_t offset;
} cp_stream;

// A cp_refill that continues where the last read ended.
cprobe_result cp_stream_refill(void *stream, char *buffer, size_t capacity, size_t *length);

// The slow path of cp_read_whole: more than one read.
cprobe_result cp_read_on(int descriptor, cp_printing printing, char *buffer, size_t capacity,
                         size_t *length, const char *source, cprobe_failure *failure);

// Reads a whole file from offset 0 into `buffer`. TOO_LARGE if it fills the buffer. Inline, because
// after a system call the processor mispredicts each return.
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

// Files that stay open between readings.
typedef enum CPROBE_CLOSED cp_file {
    CP_FILE_STAT = 0,
    CP_FILE_LOADAVG,
    CP_FILE_UPTIME,
    CP_FILE_MEMINFO,
    CP_FILE_VMSTAT,
    CP_FILE_POSSIBLE,
    CP_FILE_PRESENT,
    CP_FILE_ONLINE,
    CP_FILE_DISKSTATS,
    CP_FILE_MOUNTINFO,
    CP_FILE_THREADS_MAX,
    CP_FILE_PID_MAX,
    CP_FILE_NET_DEV,
    CP_FILE_NET_SNMP,
    CP_FILE_NET_SOCKSTAT,
    CP_FILE_PRESSURE_CPU, // These four in this order, as pressure.c reads them.
    CP_FILE_PRESSURE_MEMORY,
    CP_FILE_PRESSURE_IO,
    CP_FILE_PRESSURE_IRQ
} cp_file;

enum {
    CP_FILES = CP_FILE_PRESSURE_IRQ + 1,
    // The size of one read. /proc/stat of 256 CPUs fits; longer texts stream through the scratch
    // buffer.
    CP_SCRATCH_BYTES = 65536
};

// The descriptor of a cached file, or why there is none.
typedef struct cp_cached_file {
    int32_t descriptor;  // -1 while closed, and if the file is read through the helper.
    int32_t copy;        // The copy that the helper made for this reading; -1: none.
    bool genuine;        // On procfs or sysfs itself, not on a covering file system (lxcfs).
    bool missing;        // This kernel lacks the file: do not open it again.
} cp_cached_file;

// The state of all readings: the root, the cached files, and one text buffer.
typedef struct cp_reader {
    cp_root root;
    cp_cached_file files[CP_FILES];
    uint64_t scratch[CP_SCRATCH_BYTES / sizeof(uint64_t)]; // Holds one text, until the next read.
} cp_reader;

// Prepares a reader of this root. Opens no kernel file. Results as cp_root_open().
cprobe_result cp_reader_open(cp_reader *reader, const char *root, cprobe_failure *failure);

// Closes the cached files, ends the helpers and closes the root. Harmless twice.
void cp_reader_close(cp_reader *reader);

// CLOCK_MONOTONIC in nanoseconds. False for a captured root, whose time is not known.
bool cp_reader_monotonic_ns(const cp_reader *reader, uint64_t *time_ns);

// The path of a cached file in this root; also its name in failures.
const char *cp_cached_path(const cp_reader *reader, cp_file file);

// Opens the file if not open.
cprobe_result cp_cached_open(cp_reader *reader, cp_file file, cprobe_failure *failure);

// Whether the file is open and will be read from the same descriptor again.
static inline bool cp_cached_is_open(const cp_reader *reader, cp_file file) {
    return reader->files[file].descriptor >= 0;
}

// Whether the last opened file is on procfs or sysfs itself, not on a file system that covers it
// (lxcfs).
static inline bool cp_cached_is_genuine(const cp_reader *reader, cp_file file) {
    return reader->files[file].genuine;
}

// The scratch buffer as bytes.
static inline char *cp_scratch(cp_reader *reader) {
    return (char *)reader->scratch;
}

// The number of bytes to request of a cached file. For a file of /proc/sys the kernel allocates and
// clears a buffer of this size: 64 KiB for a single number would triple the cost.
// proc_sys_call_handler(), fs/proc/proc_sysctl.c.
static inline size_t cp_cached_bytes(cp_file file) {
    return file == CP_FILE_THREADS_MAX || file == CP_FILE_PID_MAX ? 64 : CP_SCRATCH_BYTES;
}

// The slow path of cp_cached_read: the file is not open, or needs more than one read.
cprobe_result cp_cached_read_anew(cp_reader *reader, cp_file file, cp_span *text,
                                  cprobe_failure *failure);

// Reads a cached file that is printed whole into the scratch buffer. If the descriptor has become
// invalid, the file is reopened, once. Inline, like cp_read_whole.
static inline cprobe_result cp_cached_read(cp_reader *reader, cp_file file, cp_span *text,
                                           cprobe_failure *failure) {
    const int32_t descriptor = reader->files[file].descriptor;
    const size_t bytes = cp_cached_bytes(file);
    const ssize_t count = descriptor < 0 ? -1 : pread(descriptor, cp_scratch(reader), bytes, 0);
    if (count < 0 || (size_t)count == bytes) {
        return cp_cached_read_anew(reader, file, text, failure);
    }
    *text = cp_span_make(cp_scratch(reader), (size_t)count);
    return CPROBE_OK;
}

// Lines of a cached file through the scratch buffer; the caller's `stream` must outlive them.
cprobe_result cp_cached_lines(cp_reader *reader, cp_file file, cp_stream *stream, cp_lines *lines,
                              cprobe_failure *failure);

// Whether mounts changed since this mountinfo was opened or last checked: poll() reports a change
// only once. True if the descriptor cannot report changes.
bool cp_mounts_have_changed(int mountinfo);

// The same for the cached mountinfo.
bool cp_cached_mounts_have_changed(const cp_reader *reader);

// Closes a cached file: the next reading reopens it.
void cp_cached_close(cp_reader *reader, cp_file file);

// Records that this kernel lacks the file, until the cache is closed.
void cp_cached_set_missing(cp_reader *reader, cp_file file);

// Opens a file, reads it whole into the scratch buffer, and closes it.
cprobe_result cp_read_once(cp_reader *reader, const char *path, const char *source, cp_span *text,
                           cprobe_failure *failure);

// Lines of an open file through the scratch buffer; the caller's `stream` must outlive them.
static inline cp_lines cp_stream_lines(cp_reader *reader, cp_stream *stream, int descriptor,
                                       cp_printing printing) {
    *stream = (cp_stream){.descriptor = descriptor, .printing = printing};
    return cp_lines_through(cp_scratch(reader), CP_SCRATCH_BYTES, cp_stream_refill, stream);
}

#endif
