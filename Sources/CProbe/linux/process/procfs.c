#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "procfs.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../../failure.h"
#include "../../format/boot_id.h"
#include "../../format/mountinfo.h"
#include "../../source/descriptor.h"
#include "../../source/status.h"
#include "../../text/number.h"

// The values of cp_procfs.hiding.
enum { NOT_LOOKED = 0, NOT_KNOWN, SHOWS_ALL, HIDES };

void cp_procfs_init(cp_procfs *procfs) {
    *procfs = (cp_procfs){.hiding = NOT_LOOKED};
}

void cp_procfs_read_boot_id(cp_procfs *procfs, cp_reader *reader, cprobe_processes *processes) {
    static const char path[] = "/proc/sys/kernel/random/boot_id";
    if (!procfs->has_boot_id) {
        cp_span text;
        cprobe_failure failure = {CPROBE_MALFORMED, 1, 0, path};
        procfs->has_boot_id =
            cp_read_once(reader, path, path, &text, &failure) == CPROBE_OK &&
            cp_boot_id_parse(text, procfs->boot_id);
        if (!procfs->has_boot_id) {
            cp_failures_add(&processes->failures, failure);
        }
    }
    processes->has_boot_id = procfs->has_boot_id;
    memcpy(processes->boot_id, procfs->boot_id, sizeof processes->boot_id);
}

// Before Linux 6.2, st_size of /proc/self/fd is 0.
bool cp_procfs_size_is_count(cp_procfs *procfs) {
    if (!procfs->is_size_known) {
        cp_status status;
        procfs->is_size_known = true;
        procfs->size_is_count =
            cp_status_read(AT_FDCWD, "/proc/self/fd", &status) == 0 && status.bytes > 0;
    }
    return procfs->size_is_count;
}

// The link /proc/self is the reader's pid in the pid namespace of the mount, and missing if the
// reader has none there.
bool cp_procfs_has_own_pids(cp_procfs *procfs, const cp_reader *reader) {
    if (!procfs->are_pids_known) {
        char target[32]; // A pid has at most 10 digits.
        uint64_t pid = 0;
        procfs->are_pids_known = true;
        const ssize_t length = reader->root.kind == CPROBE_ROOT_OWN
                                   ? readlinkat(AT_FDCWD, "/proc/self", target, sizeof target)
                                   : -1;
        procfs->has_own_pids = length > 0 &&
                               cp_parse_u64(cp_span_make(target, (size_t)length), &pid) &&
                               pid == (uint64_t)getpid();
    }
    return procfs->has_own_pids;
}

// Whether the mount options contain a hidepid value that removes processes from the listing.
// Kernels before 5.8 print the value as a number.
static bool has_hidepid(cp_span options) {
    while (options.length != 0) {
        cp_span option = cp_take_until(&options, ',', NULL);
        if (cp_take_text(&option, "hidepid=")) {
            return cp_span_equal(option, cp_span_of("2")) ||
                   cp_span_equal(option, cp_span_of("4")) ||
                   cp_span_equal(option, cp_span_of("invisible")) ||
                   cp_span_equal(option, cp_span_of("ptraceable"));
        }
    }
    return false;
}

// Reads the mount options of /proc from mountinfo. If several file systems are mounted on /proc,
// the last one covers the others.
static uint8_t read_hiding(cp_reader *reader) {
    const char *path = cp_cached_path(reader, CP_FILE_MOUNTINFO);
    int descriptor = -1;
    if (cp_root_open_file(&reader->root, path, path, &descriptor, NULL) != CPROBE_OK) {
        return NOT_KNOWN;
    }
    uint8_t hiding = NOT_KNOWN;
    cp_stream stream;
    cp_lines lines = cp_stream_lines(reader, &stream, descriptor, CP_PRINTED_BY_RECORD);
    cp_span line;
    cp_line_end end;
    cp_mount mount;
    while (cp_lines_next(&lines, &line, &end)) {
        if (cp_mountinfo_parse(line, &mount) &&
            cp_span_equal(mount.type, cp_span_of("proc")) &&
            cp_span_equal(mount.point, cp_span_of("/proc"))) {
            hiding = has_hidepid(mount.super_options) ? HIDES : SHOWS_ALL;
        }
    }
    cp_close(descriptor);
    return lines.result == CPROBE_OK ? hiding : NOT_KNOWN;
}

static uint8_t hiding_of(cp_procfs *procfs, cp_reader *reader) {
    uint8_t *hiding = &procfs->hiding;
    if (*hiding == NOT_LOOKED) {
        *hiding = read_hiding(reader);
    }
    return *hiding;
}

// Whether this thread has CAP_SYS_PTRACE in its user namespace; hidepid then hides nothing from it.
static bool may_trace(void) {
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct data[2] = {{0, 0, 0}, {0, 0, 0}};
    return syscall(SYS_capget, &header, data) == 0 &&
           (data[0].effective >> CAP_SYS_PTRACE & 1) != 0;
}

void cp_procfs_find_hidden(cp_procfs *procfs, cp_reader *reader, bool has_first,
                           cprobe_processes *processes) {
    const bool is_captured = reader->root.kind == CPROBE_ROOT_CAPTURED;
    const uint8_t hiding = hiding_of(procfs, reader);
    // Each pid namespace has a process 1; a captured root may lack it for other reasons.
    processes->hidden = !has_first && (!is_captured || hiding == HIDES);
    processes->has_hidden =
        processes->hidden || hiding == SHOWS_ALL ||
        (hiding == HIDES && !is_captured && may_trace());
}

bool cp_procfs_may_hide(cp_procfs *procfs, cp_reader *reader, int32_t pid) {
    cp_status status;
    int directory = -1;
    if (pid <= 0 || reader->root.kind == CPROBE_ROOT_CAPTURED ||
        (cp_procfs_has_own_pids(procfs, reader) && kill(pid, 0) != 0 && errno == ESRCH) ||
        cp_root_open_directory(&reader->root, "/proc", "/proc", &directory, NULL) != CPROBE_OK) {
        return false;
    }
    const bool lacks_first = cp_status_read(directory, "1", &status) == ENOENT;
    cp_close(directory);
    return lacks_first ||
           (reader->root.kind == CPROBE_ROOT_OWN && hiding_of(procfs, reader) == HIDES);
}

#endif
