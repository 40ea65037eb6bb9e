#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "details.h"

#include <errno.h>
#include <fcntl.h>

#include "../../failure.h"
#include "../../format/proc_cgroup.h"
#include "../../format/process_texts.h"
#include "../../format/status.h"
#include "../../source/directory.h"
#include "../../source/status.h"
#include "attributes.h"

static cprobe_result read_status_into(const cp_subject *s, cprobe_process *process,
                                      int32_t *thread_group, cprobe_process_list *lists,
                                      cprobe_failure *failure) {
    int descriptor = -1;
    cprobe_result result =
        cp_subject_open_file(s, "status", "/proc/PID/status", &descriptor, failure);
    if (result == CPROBE_OK) {
        cp_stream stream = {.descriptor = descriptor, .printing = CP_PRINTED_WHOLE};
        cp_lines lines = cp_lines_through(cp_subject_text(s->pass), CP_PROCESS_TEXT_BYTES,
                                          cp_stream_refill, &stream);
        result = cp_status_parse(&lines, process, thread_group, lists, failure);
        cp_close(descriptor);
    }
    return result;
}

static cprobe_result read_status(const cp_subject *s, cprobe_failure *failure) {
    const bool has_lists = (s->pass->details & CPROBE_DETAIL_STATUS_LISTS) != 0;
    return read_status_into(s, s->item, NULL, has_lists ? s->pass->list : NULL, failure);
}

static cprobe_result read_io(const cp_subject *s, cprobe_failure *failure) {
    cp_span text;
    const cprobe_result result = cp_subject_read_file(s, "io", "/proc/PID/io", &text, failure);
    return result == CPROBE_OK
               ? cprobe_process_io_parse(text.bytes, text.length, s->item, failure)
               : result;
}

static cprobe_result list_descriptors(const cp_subject *s, uint64_t *count,
                                      cprobe_failure *failure) {
    static const char source[] = "/proc/PID/fd";
    int directory = -1;
    const cprobe_result result = cp_subject_open_listing(s, "fd", source, &directory, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cp_directory entries =
        cp_directory_list(directory, cp_subject_text(s->pass), CP_PROCESS_TEXT_BYTES);
    cp_span name;
    while (cp_directory_next(&entries, &name)) {
        *count += name.bytes[0] >= '0' && name.bytes[0] <= '9' ? 1 : 0;
    }
    cp_close(directory);
    return entries.system_error == 0
               ? CPROBE_OK
               : cp_fail(failure, cp_result_of_errno(entries.system_error), source, 0,
                         entries.system_error);
}

static cprobe_result read_descriptors(const cp_subject *s, cprobe_failure *failure) {
    cp_status status;
    uint64_t count = 0;
    if (!cp_subject_is_captured(s->pass) && cp_procfs_size_is_count(s->pass->from->procfs)) {
        char path[CP_SUBJECT_PATH_BYTES];
        cp_subject_path(s, "fd", path);
        const int error = s->own >= 0 ? cp_status_read(s->own, "fd", &status)
                                      : cp_status_read(s->pass->directory, path, &status);
        if (error != 0) {
            return cp_fail(failure, cp_result_of_errno(error), "/proc/PID/fd", 0, error);
        }
        count = status.bytes;
    } else {
        const cprobe_result result = list_descriptors(s, &count, failure);
        if (result != CPROBE_OK) {
            return result;
        }
    }
    s->item->descriptors = count;
    cprobe_set(&s->item->present_fields, CPROBE_PROCESS_DESCRIPTORS);
    return CPROBE_OK;
}

static cprobe_result read_command_line(const cp_subject *s, cprobe_failure *failure) {
    static const char source[] = "/proc/PID/cmdline";
    int descriptor = -1;
    size_t length = 0;
    cprobe_result result = cp_subject_open_file(s, "cmdline", source, &descriptor, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    // Read one byte more than the capacity to detect a longer command line.
    cp_stream stream = {.descriptor = descriptor, .printing = CP_PRINTED_WHOLE};
    result = cp_stream_refill(&stream, cp_subject_text(s->pass), s->pass->command_line_bytes + 1,
                              &length);
    cp_close(descriptor);
    if (result != CPROBE_OK) {
        return cp_fail(failure, result, source, 0, stream.system_error);
    }
    s->item->command_line_cut = length > s->pass->command_line_bytes;
    length -= s->item->command_line_cut ? 1 : 0;
    if (!cp_process_add_text(s->pass->list, cp_span_make(cp_subject_text(s->pass), length),
                  &s->item->command_line_offset, &s->item->command_line_length)) {
        return cp_fail(failure, CPROBE_TOO_LARGE, source, 0, 0);
    }
    cprobe_set(&s->item->present_fields, CPROBE_PROCESS_COMMAND_LINE);
    return CPROBE_OK;
}

static cprobe_result read_cgroup(const cp_subject *s, cprobe_failure *failure) {
    static const char source[] = "/proc/PID/cgroup";
    cp_span text;
    const cprobe_result result = cp_subject_read_file(s, "cgroup", source, &text, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cp_lines lines = cp_lines_of(text.bytes, text.length);
    cp_span line;
    cp_line_end end;
    cp_span best = {NULL, 0};
    unsigned best_rank = 0;
    cprobe_failure bad = {0}; // The last malformed line.
    lines.keeps_blanks = true;
    while (cp_lines_next(&lines, &line, &end)) {
        cp_membership membership;
        if (!cp_proc_cgroup_parse(line, end, &membership)) {
            bad = (cprobe_failure){CPROBE_MALFORMED, lines.number, 0, source};
            continue;
        }
        const unsigned rank = cp_proc_cgroup_rank(&membership);
        if (best.length == 0 || rank < best_rank) {
            best = membership.path;
            best_rank = rank;
        }
    }
    if (best.length == 0) {
        // No malformed line: no cgroup hierarchy is mounted.
        return cp_fail(failure, bad.line == 0 ? CPROBE_NOT_FOUND : CPROBE_MALFORMED, source,
                       bad.line, 0);
    }
    if (bad.line != 0) {
        cp_failures_add(&s->item->failures, bad);
    }
    if (!cp_process_add_text(s->pass->list, best, &s->item->cgroup_offset,
                             &s->item->cgroup_length)) {
        return cp_fail(failure, CPROBE_TOO_LARGE, source, 0, 0);
    }
    cprobe_set(&s->item->present_fields, CPROBE_PROCESS_CGROUP);
    return CPROBE_OK;
}

static cprobe_result read_proportional(const cp_subject *s, cprobe_failure *failure) {
    if (s->item->kernel_thread || s->item->state == 'Z' || s->item->state == 'X') {
        return CPROBE_OK; // Kernel threads and zombies have no address space, and smaps_rollup is
                          // empty.
    }
    cp_span text;
    const cprobe_result result =
        cp_subject_read_file(s, "smaps_rollup", "/proc/PID/smaps_rollup", &text, failure);
    return result == CPROBE_OK
               ? cprobe_smaps_rollup_parse(text.bytes, text.length, s->item, failure)
               : result;
}

// The kernel or a captured root may lack what these details read.
static const uint32_t optional_details =
    CPROBE_DETAIL_PATHS | CPROBE_DETAIL_NAMESPACES | CPROBE_DETAIL_OOM | CPROBE_DETAIL_SCHEDSTAT |
    CPROBE_DETAIL_WCHAN | CPROBE_DETAIL_IO_PRIORITY | CPROBE_DETAIL_LOGIN |
    CPROBE_DETAIL_AUTOGROUP;

static const struct {
    cprobe_process_detail detail;
    cprobe_result (*read)(const cp_subject *s, cprobe_failure *failure);
} readers[] = {
    {CPROBE_DETAIL_STATUS, read_status},
    {CPROBE_DETAIL_IO, read_io},
    {CPROBE_DETAIL_DESCRIPTORS, read_descriptors},
    {CPROBE_DETAIL_COMMAND_LINE, read_command_line},
    {CPROBE_DETAIL_CGROUP, read_cgroup},
    {CPROBE_DETAIL_PROPORTIONAL, read_proportional},
    {CPROBE_DETAIL_PATHS, cp_subject_read_paths},
    {CPROBE_DETAIL_NAMESPACES, cp_subject_read_namespaces},
    {CPROBE_DETAIL_OOM, cp_subject_read_oom},
    {CPROBE_DETAIL_SCHEDSTAT, cp_subject_read_schedstat},
    {CPROBE_DETAIL_WCHAN, cp_subject_read_wchan},
    {CPROBE_DETAIL_IO_PRIORITY, cp_subject_read_io_priority},
    {CPROBE_DETAIL_LOGIN, cp_subject_read_login},
    {CPROBE_DETAIL_AUTOGROUP, cp_subject_read_autogroup},
};

// Distinguishes a process that has ended from a kernel that lacks the file.
static bool has_ended(const cp_subject *s) {
    cp_status status;
    return !cp_subject_is_captured(s->pass) && s->own >= 0 &&
           cp_status_read(s->own, "stat", &status) != 0;
}

// Reads one detail; if that fails, adds the failure to the item's failures.
static void read_detail(const cp_subject *s, cprobe_process_detail detail,
                        cprobe_result (*read)(const cp_subject *s, cprobe_failure *failure)) {
    cprobe_failure failure = {0};
    if (read(s, &failure) == CPROBE_OK) {
        return;
    }
    if (failure.code == CPROBE_NOT_FOUND || failure.code == CPROBE_GONE) {
        const bool is_gone = has_ended(s);
        if (failure.code == CPROBE_GONE && !is_gone) {
            return; // No memory map: the kernel returns ESRCH although the process still exists.
        }
        failure.code = is_gone ? CPROBE_GONE : CPROBE_NOT_FOUND;
    }
    s->item->unread_details |= (uint32_t)detail;
    const bool is_lacking =
        failure.code == CPROBE_NOT_FOUND || failure.code == CPROBE_UNSUPPORTED;
    if (!is_lacking || ((uint32_t)detail & optional_details) == 0) {
        cp_failures_add(&s->item->failures, failure);
    }
}

void cp_subject_read_details(const cp_subject *s, const cp_subject *living) {
    // These have no file in the directory of a thread, or count ended threads only in that of the
    // process.
    const uint32_t of_process = CPROBE_DETAIL_IO | CPROBE_DETAIL_AUTOGROUP;
    const uint32_t of_any = CPROBE_DETAIL_STATUS | of_process;
    for (size_t index = 0; index < sizeof readers / sizeof readers[0]; index += 1) {
        const cprobe_process_detail detail = readers[index].detail;
        if ((s->pass->details & (uint32_t)detail) == 0) {
            continue;
        }
        if (living == NULL && ((uint32_t)detail & of_any) == 0) {
            s->item->unread_details |= (uint32_t)detail;
        } else {
            const bool is_own = living == NULL || ((uint32_t)detail & of_process) != 0;
            read_detail(is_own ? s : living, detail, readers[index].read);
        }
    }
}

int32_t cp_process_leader(cp_process_pass *pass, cp_span name) {
    cprobe_process unused = {0};
    int32_t leader = 0;
    const cp_subject s = {pass, name, -1, &unused, false};
    (void)read_status_into(&s, &unused, &leader, NULL, NULL);
    return leader;
}

#endif
