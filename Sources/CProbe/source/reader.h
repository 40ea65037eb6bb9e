// Reading from offset 0, whole or as a stream of lines.

#ifndef CP_SOURCE_READER_H
#define CP_SOURCE_READER_H

#include <unistd.h>

#include "../text/lines.h"
#include "root.h"

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

// The files of the machine that stay open between readings.
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
    CP_FILE_PRESSURE_CPU, // The four in this order, as pressure.c reads them.
    CP_FILE_PRESSURE_MEMORY,
    CP_FILE_PRESSURE_IO,
    CP_FILE_PRESSURE_IRQ
} cp_file;

enum {
    CP_FILES = CP_FILE_PRESSURE_IRQ + 1,
    // One read of text. /proc/stat of 256 CPUs fits; a longer text streams through the scratch.
    CP_SCRATCH_BYTES = 65536
};

// The descriptor of a file that stays open, or the reason why there is none.
typedef struct cp_cached_file {
    int32_t descriptor;  // -1 while closed, and where the file is read through the helper.
    int32_t copy;        // The copy that the helper made for this reading; -1 while there is none.
    bool genuine;        // On procfs or sysfs itself, not a file put in its place (lxcfs).
    bool missing;        // This kernel does not have it: do not look again.
} cp_cached_file;

// What every reading needs: the root, the files that stay open, and one buffer for text.
typedef struct cp_reader {
    cp_root root;
    cp_cached_file files[CP_FILES];
    uint64_t scratch[CP_SCRATCH_BYTES / sizeof(uint64_t)]; // Holds one text, until the next read.
} cp_reader;

// Prepares a reader of this root. No kernel file is opened. As cp_root_open.
cprobe_result cp_reader_open(cp_reader *reader, const char *root, cprobe_failure *failure);

// Closes the cached files, ends the helpers and closes the root. Harmless twice.
void cp_reader_close(cp_reader *reader);

// CLOCK_MONOTONIC in nanoseconds. False for a captured root: its time is not known.
bool cp_reader_monotonic_ns(const cp_reader *reader, uint64_t *time_ns);

// The path of a cached file beneath this root, and its name in failures.
const char *cp_cached_path(const cp_reader *reader, cp_file file);

// Opens the file if it is not open.
cprobe_result cp_cached_open(cp_reader *reader, cp_file file, cprobe_failure *failure);

// Whether the file is open, and its text is read from that descriptor again and again.
static inline bool cp_cached_is_open(const cp_reader *reader, cp_file file) {
    return reader->files[file].descriptor >= 0;
}

// Whether the file that was opened last is on procfs or sysfs itself, and none that was put in its
// place (lxcfs).
static inline bool cp_cached_is_genuine(const cp_reader *reader, cp_file file) {
    return reader->files[file].genuine;
}

// The scratch as bytes.
static inline char *cp_scratch(cp_reader *reader) {
    return (char *)reader->scratch;
}

// How many bytes are requested of a cached file. The kernel makes a buffer of this size for a file of
// /proc/sys, and clears it: 64 KiB for a number would cost three times what the number costs.
// proc_sys_call_handler(), fs/proc/proc_sysctl.c.
static inline size_t cp_cached_bytes(cp_file file) {
    return file == CP_FILE_THREADS_MAX || file == CP_FILE_PID_MAX ? 64 : CP_SCRATCH_BYTES;
}

// For cp_cached_read: where the file is not open, or does not come with one read.
cprobe_result cp_cached_read_anew(cp_reader *reader, cp_file file, cp_span *text,
                                  cprobe_failure *failure);

// Reads a cached file that is printed whole into the scratch. Where the descriptor has gone bad, the
// file is opened again, once. Inline, as cp_read_whole.
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

// Lines of a cached file through the scratch; `stream` is the caller's and must outlive them.
cprobe_result cp_cached_lines(cp_reader *reader, cp_file file, cp_stream *stream, cp_lines *lines,
                              cprobe_failure *failure);

// Whether mounts changed since the mountinfo behind this descriptor was opened, or since the last
// call for it: poll() reports a change once. True where the descriptor cannot report changes.
bool cp_mounts_have_changed(int mountinfo);

// As cp_mounts_have_changed, of the cached mountinfo.
bool cp_cached_mounts_have_changed(const cp_reader *reader);

// Closes a cached file, so that the next reading opens it again.
void cp_cached_close(cp_reader *reader, cp_file file);

// Remembers that this kernel does not have the file, until the cache is closed.
void cp_cached_set_missing(cp_reader *reader, cp_file file);

// Opens, reads whole into the scratch, and closes.
cprobe_result cp_read_once(cp_reader *reader, const char *path, const char *source, cp_span *text,
                           cprobe_failure *failure);

// Lines of an open file through the scratch; `stream` is the caller's and must outlive them.
static inline cp_lines cp_stream_lines(cp_reader *reader, cp_stream *stream, int descriptor,
                                       cp_printing printing) {
    *stream = (cp_stream){.descriptor = descriptor, .printing = printing};
    return cp_lines_through(cp_scratch(reader), CP_SCRATCH_BYTES, cp_stream_refill, stream);
}

#endif
