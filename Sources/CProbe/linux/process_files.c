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
#include "../text/number.h"
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
    bool is_thread; // A living thread of the item, whose main thread ended.
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

// Opens a directory of the process for listing.
static cprobe_result open_listing(const subject *s, const char *name, const char *source,
                                  int *directory, cprobe_failure *failure) {
    char path[PATH_BYTES];
    build_path(s, name, path);
    if (is_captured(s->pass)) {
        return cp_directory_open(&s->pass->collector->root, path, source, directory, failure);
    }
    return s->own >= 0
               ? open_directory(s, s->own, name, O_RDONLY, source, directory, failure)
               : open_directory(s, s->pass->directory, path, O_RDONLY, source, directory, failure);
}

// Reads a whole file of the process into the first `capacity` bytes of the buffer for texts.
static cprobe_result read_short_file(const subject *s, const char *file, const char *source,
                                     size_t capacity, cp_span *text, cprobe_failure *failure) {
    int descriptor = -1;
    size_t length = 0;
    cprobe_result result = open_file(s, file, source, &descriptor, failure);
    if (result == CPROBE_OK) {
        result = cp_read_whole(descriptor, CP_PRINTED_WHOLE, text_room(s->pass), capacity, &length,
                               source, failure);
        cp_close(descriptor);
        *text = cp_span_make(text_room(s->pass), length);
    }
    return result;
}

static cprobe_result read_file(const subject *s, const char *file, const char *source,
                               cp_span *text, cprobe_failure *failure) {
    return read_short_file(s, file, source, CP_PROCESS_TEXT_BYTES, text, failure);
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

static bool may_keep(const subject *s) {
    return s->pass->is_process && !s->is_thread && !is_captured(s->pass);
}

// Reads stat, from the kept descriptor where there is one, and keeps one where there is room.
static cprobe_result read_stat(const subject *s, int32_t pid, cprobe_failure *failure) {
    cprobe_collector *collector = s->pass->collector;
    const int32_t known = pid != 0 ? pid : collector->processes.own_pid;
    cprobe_kept_process *kept =
        may_keep(s) && known != 0 ? cp_processes_find(collector, known) : NULL;
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
    if (result != CPROBE_OK || !may_keep(s) ||
        !cp_processes_keep(collector, s->item->pid, descriptor)) {
        cp_close(descriptor);
    }
    return result;
}

// ---- a process whose main thread ended

// The names in a task directory are listed through this part of the buffer for texts, and the stat of
// each is read into the other.
enum { TASK_TEXT_BYTES = CP_PROCESS_TEXT_BYTES / 2, THREAD_NAME_BYTES = 32 };

static bool is_dead(const cprobe_process *process) {
    return process->state == 'Z' || process->state == 'X';
}

// Whether the kernel has no memory, descriptors and so on for this number while other threads go on.
// The main thread of a process stays as a zombie until they end.
static bool has_main_thread_ended(const cprobe_process *item) {
    return cprobe_has(item->present_fields, CPROBE_PROCESS_THREADS) && item->threads > 1 &&
           cprobe_has(item->present_fields, CPROBE_PROCESS_KERNEL_THREAD) &&
           !item->kernel_thread &&
           (is_dead(item) ||
            (cprobe_has(item->present_fields, CPROBE_PROCESS_VMS) && item->vms_bytes == 0));
}

// The name of a thread's directory: "PID/task/TID", or "TID" in the list of threads.
static cp_span name_thread(const subject *s, cp_span number, char name[THREAD_NAME_BYTES]) {
    cp_build build = {name, THREAD_NAME_BYTES, 0, false};
    if (s->pass->is_process) {
        cp_build_add(&build, s->name);
        cp_build_add(&build, cp_span_of("/task/"));
    }
    cp_build_add(&build, number);
    return cp_span_make(name, build.length);
}

static bool is_absent(cprobe_result result) {
    return result == CPROBE_NOT_FOUND || result == CPROBE_GONE;
}

static cprobe_result read_thread_stat(const subject *thread, cprobe_failure *failure) {
    static const char source[] = "/proc/PID/task/TID/stat";
    const cprobe_collector *collector = thread->pass->collector;
    cp_span text;
    const cprobe_result result =
        read_short_file(thread, "stat", source, TASK_TEXT_BYTES, &text, failure);
    return result == CPROBE_OK
               ? cprobe_process_stat_parse(text.bytes, text.length, collector->ticks_per_second,
                                           collector->page_bytes, thread->item, failure)
               : result;
}

// Finds a thread that lives, with its stat. GONE where all have ended by now.
static cprobe_result find_living(const subject *s, char name[THREAD_NAME_BYTES], subject *living,
                                 cprobe_failure *failure) {
    static const char source[] = "/proc/PID/task";
    const subject all = {.pass = s->pass, .name = cp_span_of("."), .own = -1};
    int directory = -1;
    cprobe_result result = s->pass->is_process
                               ? open_listing(s, "task", source, &directory, failure)
                               : open_listing(&all, "", source, &directory, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    // A capture may have the main thread alone. In procfs the others have then ended by now.
    result = cp_fail(failure, is_captured(s->pass) ? CPROBE_NOT_FOUND : CPROBE_GONE, source, 0, 0);
    cp_directory entries = cp_directory_list(directory, text_room(s->pass) + TASK_TEXT_BYTES,
                                             CP_PROCESS_TEXT_BYTES - TASK_TEXT_BYTES);
    cp_span number;
    while (result != CPROBE_OK && cp_directory_next(&entries, &number)) {
        uint64_t tid = 0;
        cprobe_failure unread = {0};
        if (!cp_parse_u64(number, &tid) || tid > INT32_MAX || (int32_t)tid == s->item->pid) {
            continue;
        }
        living->name = name_thread(s, number, name);
        const cprobe_result read = read_thread_stat(living, &unread);
        if (read == CPROBE_OK && !is_dead(living->item) && living->item->vms_bytes != 0) {
            result = CPROBE_OK;
        } else if (read == CPROBE_OK || is_absent(read)) {
            result = is_absent(result) ? cp_fail(failure, CPROBE_GONE, source, 0, 0) : result;
        } else {
            result = read; // Whether this one lives is not known.
            *failure = unread;
        }
    }
    cp_close(directory);
    return result;
}

static void set_present(cprobe_process *item, cprobe_process_field field, const cprobe_process *from) {
    const uint64_t bit = (uint64_t)1 << field;
    item->present_fields = (item->present_fields & ~bit) | (from->present_fields & bit);
}

// Takes what the kernel has of the living thread alone. `thread` without fields makes it unknown.
static void take_thread(const subject *s, const cprobe_process *thread) {
    cprobe_process *item = s->item;
    item->vms_bytes = thread->vms_bytes;
    item->rss_approximate_bytes = thread->rss_approximate_bytes;
    set_present(item, CPROBE_PROCESS_VMS, thread);
    set_present(item, CPROBE_PROCESS_RSS_APPROXIMATE, thread);
    if (s->pass->is_process) {
        item->state = thread->state;
        set_present(item, CPROBE_PROCESS_STATE, thread);
        item->main_thread_ended = true;
    }
}

// ---- resident memory

static cprobe_result read_statm(const subject *s, cprobe_failure *failure) {
    static const char source[] = "/proc/PID/statm";
    cprobe_collector *collector = s->pass->collector;
    const cprobe_kept_process *kept =
        may_keep(s) ? cp_processes_find(collector, s->item->pid) : NULL;
    int descriptor = kept != NULL ? kept->statm : -1;
    bool is_kept = descriptor >= 0;
    cprobe_result result = CPROBE_OK;
    size_t length = 0;
    if (!is_kept) {
        result = open_file(s, "statm", source, &descriptor, failure);
        is_kept = result == CPROBE_OK && may_keep(s) &&
                  cp_processes_keep_statm(collector, s->item->pid, descriptor);
    }
    if (result == CPROBE_OK) {
        result = cp_read_whole(descriptor, CP_PRINTED_WHOLE, text_room(s->pass),
                               CP_PROCESS_TEXT_BYTES, &length, source, failure);
    }
    if (result == CPROBE_OK) {
        result = cprobe_process_statm_parse(text_room(s->pass), length, collector->page_bytes,
                                            s->item, failure);
    }
    if (!is_kept) {
        cp_close(descriptor);
    }
    // Every kernel has the file: what is not there, or has no memory any more, has ended meanwhile.
    if (result == CPROBE_NOT_FOUND) {
        return cp_fail(failure, CPROBE_GONE, source, 0, failure->system_error);
    }
    return result == CPROBE_OK && !cprobe_has(s->item->present_fields, CPROBE_PROCESS_RSS)
               ? cp_fail(failure, CPROBE_GONE, source, 0, 0)
               : result;
}

// Reads the resident memory, where status did not have it. What has no address space has none.
static void read_resident(const subject *s) {
    cprobe_process *item = s->item;
    cprobe_failure failure;
    if (cprobe_has(item->present_fields, CPROBE_PROCESS_RSS)) {
        return;
    }
    if (cprobe_has(item->present_fields, CPROBE_PROCESS_VMS) && item->vms_bytes == 0) {
        item->rss_bytes = 0;
        item->present_fields |= (uint64_t)1 << CPROBE_PROCESS_RSS;
    } else if ((s->pass->details & CPROBE_DETAIL_APPROXIMATE_RSS) == 0 &&
               s->pass->collector->page_bytes != 0 && read_statm(s, &failure) != CPROBE_OK) {
        cp_failures_add(&item->failures, failure);
    }
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
    int directory = -1;
    const cprobe_result result = open_listing(s, "fd", source, &directory, failure);
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
        char path[PATH_BYTES];
        build_path(s, "fd", path);
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

// Reads one detail; what cannot be had joins the item's failures.
static void read_detail(const subject *s, cprobe_process_detail detail,
                        cprobe_result (*read)(const subject *s, cprobe_failure *failure)) {
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
    cp_failures_add(&s->item->failures, failure);
}

// Reads the details of `s`, of which `living` is the thread that has its memory and descriptors: `s` in
// nearly all processes, NULL where none can be read. What a process read and wrote is counted for all its
// threads, also those that ended, in its own directory alone.
static void read_details(const subject *s, const subject *living) {
    const uint32_t of_any = CPROBE_DETAIL_STATUS | CPROBE_DETAIL_IO;
    for (size_t index = 0; index < sizeof readers / sizeof readers[0]; index += 1) {
        const cprobe_process_detail detail = readers[index].detail;
        if ((s->pass->details & (uint32_t)detail) == 0) {
            continue;
        }
        if (living == NULL && ((uint32_t)detail & of_any) == 0) {
            s->item->unread_details |= (uint32_t)detail;
        } else {
            read_detail(living == NULL || detail == CPROBE_DETAIL_IO ? s : living, detail,
                        readers[index].read);
        }
    }
}

// Reads what comes after stat where the main thread ended: of a thread that lives. False where all have
// ended by now.
static bool read_through_thread(const subject *s) {
    char name[THREAD_NAME_BYTES];
    cprobe_process thread = {0};
    cprobe_failure failure;
    subject living = {.pass = s->pass, .own = -1, .item = &thread, .is_thread = true};
    const cprobe_result result = find_living(s, name, &living, &failure);
    if (result == CPROBE_GONE) {
        return false;
    }
    if (result != CPROBE_OK) {
        take_thread(s, &(cprobe_process){0});
        cp_failures_add(&s->item->failures, failure);
        read_details(s, NULL);
        return true;
    }
    take_thread(s, &thread);
    living.item = s->item;
    if (s->own >= 0) {
        char path[PATH_BYTES];
        build_path(&living, "", path);
        (void)open_directory(s, s->pass->directory, path, O_PATH, "/proc/PID/task/TID",
                             &living.own, NULL);
    }
    read_details(s, &living);
    read_resident(&living);
    cp_close(living.own);
    return true;
}

static void set_memory_percent(const cp_process_pass *pass, cprobe_process *item) {
    if (pass->processes->has_memory_total && pass->processes->memory_total_bytes != 0 &&
        cprobe_has(item->present_fields, CPROBE_PROCESS_RSS)) {
        item->memory_percent =
            (double)item->rss_bytes * 100 / (double)pass->processes->memory_total_bytes;
        item->present_fields |= (uint64_t)1 << CPROBE_PROCESS_MEMORY_PERCENT;
    }
}

// Reads all of the process that can be read. `has_stat`: stat is in the item.
static void read_rest(const subject *s, bool has_stat) {
    if (has_stat && s->pass->is_process) {
        s->item->present_fields |= (uint64_t)1 << CPROBE_PROCESS_MAIN_THREAD_ENDED;
    }
    if (has_stat && has_main_thread_ended(s->item) && read_through_thread(s)) {
        return;
    }
    read_details(s, s);
    read_resident(s);
}

cprobe_result cp_process_read(cp_process_pass *pass, cp_span name, int32_t pid,
                              cprobe_process *item) {
    subject s = {pass, name, -1, item, false};
    cprobe_failure failure = {0};
    cprobe_failure own_failure = {0};
    if ((pass->details & CPROBE_PROCESS_DETAILS_ALL) != 0 && !is_captured(pass)) {
        char path[PATH_BYTES];
        build_path(&s, "", path);
        if (is_absent(open_directory(&s, pass->directory, path, O_PATH, "/proc/PID", &s.own,
                                     &own_failure))) {
            return CPROBE_GONE;
        }
    }
    const cprobe_result result = read_stat(&s, pid, &failure);
    // A captured process may lack this file and have others.
    const bool may_be_there = result == CPROBE_NOT_FOUND && is_captured(pass);
    if (is_absent(result) && !may_be_there) {
        cp_close(s.own);
        return CPROBE_GONE;
    }
    if (result != CPROBE_OK) {
        *item = (cprobe_process){.pid = pid};
        cp_failures_add(&item->failures, failure);
    }
    if (own_failure.code != CPROBE_OK) {
        cp_failures_add(&item->failures, own_failure);
    }
    read_rest(&s, result == CPROBE_OK);
    set_memory_percent(pass, item);
    cp_close(s.own);
    return may_be_there && item->present_fields == 0 ? CPROBE_GONE : CPROBE_OK;
}

int32_t cp_process_leader(cp_process_pass *pass, cp_span name) {
    cprobe_process unused = {0};
    int32_t leader = 0;
    const subject s = {pass, name, -1, &unused, false};
    (void)read_status_into(&s, &unused, &leader, NULL);
    return leader;
}

#endif
