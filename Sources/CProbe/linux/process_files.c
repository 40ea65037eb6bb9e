#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include <errno.h>
#include <fcntl.h>

#include "../failure.h"
#include "../format/proc_cgroup.h"
#include "../format/status.h"
#include "../source/directory.h"
#include "../source/reader.h"
#include "../source/root.h"
#include "../source/status.h"
#include "../text/build.h"
#include "process.h"
#include "process_kept.h"

// A path beneath the root: "/proc/" + 10 digits + "/task/" + 10 digits + "/smaps_rollup" and the NUL.
enum { PATH_BYTES = 64 };

// One process that is being read. In procfs its own directory is held open where more than one file
// is wanted: all of them are then of one process, whatever becomes of its pid.
typedef struct subject {
    cp_process_pass *pass;
    cp_span name;
    int own; // Its directory; -1 where it is not open.
    cprobe_process *item;
} subject;

// The room for texts: the second half of the scratch.
static char *text_room(cp_process_pass *pass) {
    return cp_scratch(pass->collector) + CP_PROCESS_ENTRIES_BYTES;
}

static bool is_captured(const cp_process_pass *pass) {
    return pass->collector->root.kind == CPROBE_ROOT_CAPTURED;
}

static void build_path(const subject *s, const char *file, char path[PATH_BYTES]) {
    cp_build build = {path, PATH_BYTES, 0, false};
    if (is_captured(s->pass)) {
        cp_build_add(&build, cp_span_of(s->pass->path));
        cp_build_add(&build, cp_span_make("/", 1));
    }
    cp_build_add(&build, s->name);
    if (file[0] != '\0') {
        cp_build_add(&build, cp_span_make("/", 1));
        cp_build_add(&build, cp_span_of(file));
    }
}

// Whether descriptors were free to be closed, after one could not be opened for want of them.
static bool has_made_room(cp_process_pass *pass, cprobe_result result) {
    const bool makes_room =
        result == CPROBE_EXHAUSTED && pass->collector->processes.count != 0;
    if (makes_room) {
        cp_processes_close(pass->collector);
    }
    return makes_room;
}

// Opens a directory of the process by open(2)'s flags.
static cprobe_result open_directory(const subject *s, int directory, const char *path, int flags,
                                    const char *source, int *descriptor, cprobe_failure *failure) {
    cprobe_root *root = &s->pass->collector->root;
    const int all = flags | O_DIRECTORY;
    cprobe_result result =
        cp_root_open_below(root, directory, path, all, source, descriptor, failure);
    if (has_made_room(s->pass, result)) {
        result = cp_root_open_below(root, directory, path, all, source, descriptor, failure);
    }
    return result;
}

// Opens a file of the process.
static cprobe_result open_file(const subject *s, const char *file, const char *source,
                               int *descriptor, cprobe_failure *failure) {
    char path[PATH_BYTES];
    cprobe_root *root = &s->pass->collector->root;
    build_path(s, file, path);
    if (is_captured(s->pass)) {
        return cp_root_open_file(root, path, source, descriptor, failure);
    }
    const int directory = s->own >= 0 ? s->own : s->pass->directory;
    const char *name = s->own >= 0 ? file : path;
    cprobe_result result = cp_root_open_file_in(root, directory, name, descriptor, failure);
    if (has_made_room(s->pass, result)) {
        result = cp_root_open_file_in(root, directory, name, descriptor, failure);
    }
    if (result != CPROBE_OK && failure != NULL) {
        failure->source = source;
    }
    return result;
}

// Reads a whole file of the process into the room for texts.
static cprobe_result read_file(const subject *s, const char *file, const char *source,
                               cp_span *text, cprobe_failure *failure) {
    int descriptor = -1;
    size_t length = 0;
    cprobe_result result = open_file(s, file, source, &descriptor, failure);
    if (result == CPROBE_OK) {
        result = cp_read_whole(descriptor, CP_PRINTED_WHOLE, text_room(s->pass),
                               CP_PROCESS_TEXT_BYTES, &length, source, failure);
        cp_close(descriptor);
        *text = cp_span_make(text_room(s->pass), length);
    }
    return result;
}

// ---- stat

static cprobe_result parse_stat(const subject *s, size_t length, int32_t pid,
                                cprobe_failure *failure) {
    const cprobe_collector *collector = s->pass->collector;
    cprobe_result result =
        cprobe_process_stat_parse(text_room(s->pass), length, collector->ticks_per_second,
                                  collector->page_bytes, s->item, failure);
    if (result == CPROBE_OK && pid != 0 && s->item->pid != pid) {
        result = cp_fail(failure, CPROBE_MALFORMED, "/proc/PID/stat", 1, 0);
    }
    return result;
}

static cprobe_result read_stat_of(const subject *s, int descriptor, size_t *length,
                                  cprobe_failure *failure) {
    return cp_read_whole(descriptor, CP_PRINTED_WHOLE, text_room(s->pass), CP_PROCESS_TEXT_BYTES,
                         length, "/proc/PID/stat", failure);
}

// Reads stat, from the kept descriptor where there is one, and keeps one where there is room.
static cprobe_result read_stat(const subject *s, int32_t pid, cprobe_failure *failure) {
    cprobe_collector *collector = s->pass->collector;
    const bool may_keep = s->pass->is_process && !is_captured(s->pass);
    const int32_t known = pid != 0 ? pid : collector->processes.own_pid;
    cprobe_kept_process *kept =
        may_keep && known != 0 ? cp_processes_find(collector, known) : NULL;
    size_t length = 0;
    if (kept != NULL) {
        if (read_stat_of(s, kept->descriptor, &length, failure) == CPROBE_OK) {
            kept->reading = collector->processes.reading;
            return parse_stat(s, length, pid, failure);
        }
        // It ended. Whoever has its pid now is another.
        cp_processes_drop(collector, kept);
        if (s->pass->is_one) {
            return cp_fail(failure, CPROBE_GONE, "/proc/PID/stat", 0, ESRCH);
        }
    }
    int descriptor = -1;
    cprobe_result result = open_file(s, "stat", "/proc/PID/stat", &descriptor, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    result = read_stat_of(s, descriptor, &length, failure);
    if (result == CPROBE_OK) {
        result = parse_stat(s, length, pid, failure);
    }
    if (result != CPROBE_OK || !may_keep ||
        !cp_processes_keep(collector, s->item->pid, descriptor)) {
        cp_close(descriptor);
    }
    return result;
}

// ---- the details, each as a function that adds to the item

static cprobe_result read_status_into(const subject *s, cprobe_process *process,
                                      int32_t *thread_group, cprobe_failure *failure) {
    int descriptor = -1;
    cprobe_result result = open_file(s, "status", "/proc/PID/status", &descriptor, failure);
    if (result == CPROBE_OK) {
        cp_stream stream = {.descriptor = descriptor, .printing = CP_PRINTED_WHOLE};
        cp_lines lines = cp_lines_through(text_room(s->pass), CP_PROCESS_TEXT_BYTES,
                                          cp_stream_refill, &stream);
        result = cp_status_parse(&lines, process, thread_group, failure);
        cp_close(descriptor);
    }
    return result;
}

static cprobe_result read_status(const subject *s, cprobe_failure *failure) {
    return read_status_into(s, s->item, NULL, failure);
}

static cprobe_result read_io(const subject *s, cprobe_failure *failure) {
    cp_span text;
    const cprobe_result result = read_file(s, "io", "/proc/PID/io", &text, failure);
    return result == CPROBE_OK
               ? cprobe_process_io_parse(text.bytes, text.length, s->item, failure)
               : result;
}

// Since Linux 6.2 the size of /proc/PID/fd is the number of descriptors: that of the reader's own
// would be 0 otherwise.
static bool size_is_count(cp_process_pass *pass) {
    cprobe_kept_processes *kept = &pass->collector->processes;
    if (!kept->is_size_known) {
        cp_status status;
        kept->is_size_known = true;
        kept->size_is_count =
            cp_status_read(AT_FDCWD, "/proc/self/fd", &status) == 0 && status.bytes > 0;
    }
    return kept->size_is_count;
}

static cprobe_result list_descriptors(const subject *s, uint64_t *count, cprobe_failure *failure) {
    static const char source[] = "/proc/PID/fd";
    char path[PATH_BYTES];
    int directory = -1;
    cprobe_result result = CPROBE_OK;
    build_path(s, "fd", path);
    if (is_captured(s->pass)) {
        result = cp_directory_open(&s->pass->collector->root, path, source, &directory, failure);
    } else {
        result = open_directory(s, s->own, "fd", O_RDONLY, source, &directory, failure);
    }
    if (result != CPROBE_OK) {
        return result;
    }
    cp_directory entries = cp_directory_list(directory, text_room(s->pass), CP_PROCESS_TEXT_BYTES);
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

static cprobe_result read_descriptors(const subject *s, cprobe_failure *failure) {
    cp_status status;
    uint64_t count = 0;
    if (!is_captured(s->pass) && size_is_count(s->pass)) {
        const int error = cp_status_read(s->own, "fd", &status);
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
    s->item->present_fields |= (uint64_t)1 << CPROBE_PROCESS_DESCRIPTORS;
    return CPROBE_OK;
}

// Appends to the list's text while there is room, and counts it always. False beyond 4 GiB, which no
// offset reaches.
static bool add_text(cprobe_process_list *list, cp_span text, uint32_t *offset, uint32_t *length) {
    if (list->text_length > UINT32_MAX - text.length) {
        return false;
    }
    *offset = (uint32_t)list->text_length;
    *length = (uint32_t)text.length;
    if (text.length != 0 && list->text_length <= list->text_capacity &&
        text.length <= list->text_capacity - list->text_length) {
        memcpy(list->text + list->text_length, text.bytes, text.length);
    }
    list->text_length += text.length;
    return true;
}

static cprobe_result read_command_line(const subject *s, cprobe_failure *failure) {
    static const char source[] = "/proc/PID/cmdline";
    int descriptor = -1;
    size_t length = 0;
    cprobe_result result = open_file(s, "cmdline", source, &descriptor, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    // One byte more than is wanted tells whether there is more.
    cp_stream stream = {.descriptor = descriptor, .printing = CP_PRINTED_WHOLE};
    result = cp_stream_refill(&stream, text_room(s->pass), s->pass->command_line_bytes + 1, &length);
    cp_close(descriptor);
    if (result != CPROBE_OK) {
        return cp_fail(failure, result, source, 0, stream.system_error);
    }
    s->item->command_line_cut = length > s->pass->command_line_bytes;
    length -= s->item->command_line_cut ? 1 : 0;
    if (!add_text(s->pass->list, cp_span_make(text_room(s->pass), length),
                  &s->item->command_line_offset, &s->item->command_line_length)) {
        return cp_fail(failure, CPROBE_TOO_LARGE, source, 0, 0);
    }
    s->item->present_fields |= (uint64_t)1 << CPROBE_PROCESS_COMMAND_LINE;
    return CPROBE_OK;
}

static cprobe_result read_cgroup(const subject *s, cprobe_failure *failure) {
    static const char source[] = "/proc/PID/cgroup";
    cp_span text;
    const cprobe_result result = read_file(s, "cgroup", source, &text, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cp_lines lines = cp_lines_of(text.bytes, text.length);
    cp_span line;
    cp_line_end end;
    cp_span best = {NULL, 0};
    unsigned best_rank = 0;
    while (cp_lines_next(&lines, &line, &end)) {
        cp_membership membership;
        if (!cp_proc_cgroup_parse(line, end, &membership)) {
            return cp_fail(failure, CPROBE_MALFORMED, source, lines.number, 0);
        }
        const unsigned rank = cp_proc_cgroup_rank(&membership);
        if (best.length == 0 || rank < best_rank) {
            best = membership.path;
            best_rank = rank;
        }
    }
    if (best.length == 0) {
        return cp_fail(failure, CPROBE_NOT_FOUND, source, 0, 0); // No hierarchy is mounted.
    }
    if (!add_text(s->pass->list, best, &s->item->cgroup_offset, &s->item->cgroup_length)) {
        return cp_fail(failure, CPROBE_TOO_LARGE, source, 0, 0);
    }
    s->item->present_fields |= (uint64_t)1 << CPROBE_PROCESS_CGROUP;
    return CPROBE_OK;
}

static cprobe_result read_proportional(const subject *s, cprobe_failure *failure) {
    if (s->item->kernel_thread || s->item->state == 'Z' || s->item->state == 'X') {
        return CPROBE_OK; // It has no memory of its own, and no text.
    }
    cp_span text;
    const cprobe_result result =
        read_file(s, "smaps_rollup", "/proc/PID/smaps_rollup", &text, failure);
    return result == CPROBE_OK
               ? cprobe_smaps_rollup_parse(text.bytes, text.length, s->item, failure)
               : result;
}

static const struct {
    cprobe_process_detail detail;
    cprobe_result (*read)(const subject *s, cprobe_failure *failure);
} readers[] = {
    {CPROBE_DETAIL_STATUS, read_status},
    {CPROBE_DETAIL_IO, read_io},
    {CPROBE_DETAIL_DESCRIPTORS, read_descriptors},
    {CPROBE_DETAIL_COMMAND_LINE, read_command_line},
    {CPROBE_DETAIL_CGROUP, read_cgroup},
    {CPROBE_DETAIL_PROPORTIONAL, read_proportional},
};

// A file that is not there: the kernel has none, or the process has ended.
static bool has_ended(const subject *s) {
    cp_status status;
    return !is_captured(s->pass) && s->own >= 0 && cp_status_read(s->own, "stat", &status) != 0;
}

static void read_details(const subject *s) {
    cprobe_process *item = s->item;
    for (size_t index = 0; index < sizeof readers / sizeof readers[0]; index += 1) {
        cprobe_failure failure = {0};
        if ((s->pass->details & (uint32_t)readers[index].detail) == 0) {
            continue;
        }
        if (readers[index].read(s, &failure) == CPROBE_OK) {
            continue;
        }
        if (failure.code == CPROBE_NOT_FOUND || failure.code == CPROBE_GONE) {
            const bool is_gone = has_ended(s);
            if (failure.code == CPROBE_GONE && !is_gone) {
                continue; // It has no memory now, which the kernel says as if it had ended.
            }
            failure.code = is_gone ? CPROBE_GONE : CPROBE_NOT_FOUND;
        }
        item->unread_details |= (uint32_t)readers[index].detail;
        if (item->failure.code == CPROBE_OK) {
            item->failure = failure;
        }
    }
}

static void set_memory_percent(const cp_process_pass *pass, cprobe_process *item) {
    if (pass->processes->has_memory_total && pass->processes->memory_total_bytes != 0 &&
        cprobe_has(item->present_fields, CPROBE_PROCESS_RSS)) {
        item->memory_percent =
            (double)item->rss_bytes * 100 / (double)pass->processes->memory_total_bytes;
        item->present_fields |= (uint64_t)1 << CPROBE_PROCESS_MEMORY_PERCENT;
    }
}

cprobe_result cp_process_read(cp_process_pass *pass, cp_span name, int32_t pid,
                              cprobe_process *item) {
    subject s = {pass, name, -1, item};
    cprobe_failure failure = {0};
    cprobe_result result = CPROBE_OK;
    if (pass->details != 0 && !is_captured(pass)) {
        char path[PATH_BYTES];
        build_path(&s, "", path);
        result = open_directory(&s, pass->directory, path, O_PATH, "/proc/PID", &s.own, &failure);
    }
    if (result == CPROBE_OK) {
        result = read_stat(&s, pid, &failure);
    }
    if (result == CPROBE_OK) {
        read_details(&s);
        set_memory_percent(pass, item);
    } else if (result != CPROBE_NOT_FOUND && result != CPROBE_GONE) {
        *item = (cprobe_process){.pid = pid, .failure = failure, .unread_details = pass->details};
    }
    cp_close(s.own);
    return result == CPROBE_NOT_FOUND ? CPROBE_GONE : result;
}

int32_t cp_process_leader(cp_process_pass *pass, cp_span name) {
    cprobe_process unused = {0};
    int32_t leader = 0;
    const subject s = {pass, name, -1, &unused};
    (void)read_status_into(&s, &unused, &leader, NULL);
    return leader;
}

#endif
