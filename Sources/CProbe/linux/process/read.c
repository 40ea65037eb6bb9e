#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "read.h"

#include <errno.h>
#include <fcntl.h>

#include "../../failure.h"
#include "../../presence.h"
#include "../../source/directory.h"
#include "../../text/build.h"
#include "../../text/number.h"
#include "cache.h"
#include "details.h"

// ---- stat

static cprobe_result parse_stat(const cp_subject *s, size_t length, int32_t pid,
                                cprobe_failure *failure) {
    const cp_machine *machine = s->pass->from->machine;
    cprobe_result result =
        cprobe_process_stat_parse(cp_subject_text(s->pass), length, machine->ticks_per_second,
                                  machine->page_bytes, s->item, failure);
    if (result == CPROBE_OK && pid != 0 && s->item->pid != pid) {
        result = cp_fail(failure, CPROBE_MALFORMED, "/proc/PID/stat", 1, 0);
    }
    return result;
}

static cprobe_result read_stat_of(const cp_subject *s, int descriptor, size_t *length,
                                  cprobe_failure *failure) {
    return cp_read_whole(descriptor, CP_PRINTED_WHOLE, cp_subject_text(s->pass),
                         CP_PROCESS_TEXT_BYTES, length, "/proc/PID/stat", failure);
}

static bool may_cache(const cp_subject *s) {
    return s->pass->is_process && !s->is_thread && !cp_subject_is_captured(s->pass);
}

// Reads stat through the cached descriptor if there is one; otherwise opens the file, and caches
// its descriptor if the cache has capacity left.
static cprobe_result read_stat(const cp_subject *s, int32_t pid, cprobe_failure *failure) {
    cp_process_cache *cache = s->pass->from->cache;
    const int32_t known = pid != 0 ? pid : cache->own_pid;
    cp_cached_process *cached =
        may_cache(s) && known != 0 ? cp_processes_find(cache, known) : NULL;
    size_t length = 0;
    if (cached != NULL) {
        if (read_stat_of(s, cached->descriptor, &length, failure) == CPROBE_OK) {
            cp_processes_mark(cache, cached);
            return parse_stat(s, length, pid, failure);
        }
        // The process has ended. A process that has this pid now is a different one.
        cp_processes_drop(cache, cached);
        if (s->pass->is_one) {
            return cp_fail(failure, CPROBE_GONE, "/proc/PID/stat", 0, ESRCH);
        }
    }
    int descriptor = -1;
    cprobe_result result = cp_subject_open_file(s, "stat", "/proc/PID/stat", &descriptor, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    result = read_stat_of(s, descriptor, &length, failure);
    if (result == CPROBE_OK) {
        result = parse_stat(s, length, pid, failure);
    }
    if (result != CPROBE_OK || !may_cache(s) ||
        !cp_processes_add(cache, &s->pass->from->reader->root, s->item->pid, descriptor)) {
        cp_close(descriptor);
    }
    return result;
}

// ---- a process whose main thread has ended

// The text buffer is split in two: the listing of the task directory, and the stat text of one
// thread.
enum { TASK_TEXT_BYTES = CP_PROCESS_TEXT_BYTES / 2, THREAD_NAME_BYTES = 32 };

static bool is_dead(const cprobe_process *process) {
    return process->state == 'Z' || process->state == 'X';
}

// Whether the main thread has ended while other threads run. Such a main thread stays a zombie
// until the other threads end, and the kernel reports no memory and no descriptors for it.
static bool has_main_thread_ended(const cprobe_process *item) {
    return cprobe_has(item->present_fields, CPROBE_PROCESS_THREADS) && item->threads > 1 &&
           cprobe_has(item->present_fields, CPROBE_PROCESS_KERNEL_THREAD) &&
           !item->kernel_thread &&
           (is_dead(item) ||
            (cprobe_has(item->present_fields, CPROBE_PROCESS_VMS) && item->vms_bytes == 0));
}

// Builds the name of a thread's directory: "PID/task/TID", or "TID" when threads are listed.
static cp_span name_thread(const cp_subject *s, cp_span number, char name[THREAD_NAME_BYTES]) {
    cp_build build = {name, THREAD_NAME_BYTES, 0, false};
    if (s->pass->is_process) {
        cp_build_add(&build, s->name);
        cp_build_add(&build, cp_span_of("/task/"));
    }
    cp_build_add(&build, number);
    return cp_span_make(name, build.length);
}

static cprobe_result read_thread_stat(const cp_subject *thread, cprobe_failure *failure) {
    static const char source[] = "/proc/PID/task/TID/stat";
    const cp_machine *machine = thread->pass->from->machine;
    cp_span text;
    const cprobe_result result =
        cp_subject_read_short_file(thread, "stat", source, TASK_TEXT_BYTES, &text, failure);
    return result == CPROBE_OK
               ? cprobe_process_stat_parse(text.bytes, text.length, machine->ticks_per_second,
                                           machine->page_bytes, thread->item, failure)
               : result;
}

// Finds a living thread and reads its stat. GONE if all threads have ended.
static cprobe_result find_living(const cp_subject *s, char name[THREAD_NAME_BYTES],
                                 cp_subject *living, cprobe_failure *failure) {
    static const char source[] = "/proc/PID/task";
    const cp_subject all = {.pass = s->pass, .name = cp_span_of("."), .own = -1};
    int directory = -1;
    cprobe_result result = s->pass->is_process
                               ? cp_subject_open_listing(s, "task", source, &directory, failure)
                               : cp_subject_open_listing(&all, "", source, &directory, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    // A captured root may contain the main thread only. In procfs, an empty list means that the
    // other threads have ended.
    const bool is_captured = cp_subject_is_captured(s->pass);
    result = cp_fail(failure, is_captured ? CPROBE_NOT_FOUND : CPROBE_GONE, source, 0, 0);
    cp_directory entries = cp_directory_list(directory, cp_subject_text(s->pass) + TASK_TEXT_BYTES,
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
        } else if (read == CPROBE_OK || cp_is_absent(read)) {
            result = cp_is_absent(result) ? cp_fail(failure, CPROBE_GONE, source, 0, 0) : result;
        } else {
            result = read; // Whether this thread lives is unknown.
            *failure = unread;
        }
    }
    cp_close(directory);
    return result;
}

int32_t cp_process_living_thread(const cp_process_reader *from, int32_t pid) {
    char number[THREAD_NAME_BYTES];
    char name[THREAD_NAME_BYTES];
    cp_build build = {number, sizeof number, 0, false};
    cp_build_add_number(&build, (uint64_t)pid);
    cp_process_pass pass = {.from = from, .path = "/proc", .directory = -1,
                            .is_process = true, .is_one = true};
    cprobe_process item = {0};
    cprobe_process thread = {0};
    const cp_subject s = {.pass = &pass, .name = cp_span_make(number, build.length), .own = -1,
                          .item = &item};
    cp_subject living = {.pass = &pass, .own = -1, .item = &thread, .is_thread = true};
    if (!cp_subject_is_captured(&pass) &&
        cp_root_open_directory(&from->reader->root, "/proc", "/proc", &pass.directory, NULL) !=
            CPROBE_OK) {
        return 0;
    }
    cprobe_failure failure;
    const bool is_found = read_thread_stat(&s, &failure) == CPROBE_OK &&
                          has_main_thread_ended(&item) &&
                          find_living(&s, name, &living, &failure) == CPROBE_OK;
    cp_close(pass.directory);
    return is_found ? thread.pid : 0;
}

static void set_present(cprobe_process *item, cprobe_process_field field,
                        const cprobe_process *from) {
    cprobe_clear(&item->present_fields, field);
    cp_presence_set_if(&item->present_fields, field, cprobe_has(from->present_fields, field));
}

// Copies the fields that the kernel reports for living threads only. Clears their presence bits if
// `thread` has no fields.
static void take_thread(const cp_subject *s, const cprobe_process *thread) {
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

static cprobe_result read_statm(const cp_subject *s, cprobe_failure *failure) {
    static const char source[] = "/proc/PID/statm";
    cp_process_cache *cache = s->pass->from->cache;
    const cp_cached_process *cached =
        may_cache(s) ? cp_processes_find(cache, s->item->pid) : NULL;
    int descriptor = cached != NULL ? cached->statm : -1;
    bool is_cached = descriptor >= 0;
    cprobe_result result = CPROBE_OK;
    size_t length = 0;
    if (!is_cached) {
        result = cp_subject_open_file(s, "statm", source, &descriptor, failure);
        is_cached = result == CPROBE_OK && may_cache(s) &&
                    cp_processes_add_statm(cache, &s->pass->from->reader->root, s->item->pid,
                                           descriptor);
    }
    if (result == CPROBE_OK) {
        result = cp_read_whole(descriptor, CP_PRINTED_WHOLE, cp_subject_text(s->pass),
                               CP_PROCESS_TEXT_BYTES, &length, source, failure);
    }
    if (result == CPROBE_OK) {
        result = cprobe_process_statm_parse(cp_subject_text(s->pass), length,
                                            s->pass->from->machine->page_bytes, s->item, failure);
    }
    if (!is_cached) {
        cp_close(descriptor);
    }
    // Every kernel has this file: if it is missing, or reports no memory, the process has ended.
    if (result == CPROBE_NOT_FOUND) {
        return cp_fail(failure, CPROBE_GONE, source, 0, failure->system_error);
    }
    return result == CPROBE_OK && !cprobe_has(s->item->present_fields, CPROBE_PROCESS_RSS)
               ? cp_fail(failure, CPROBE_GONE, source, 0, 0)
               : result;
}

// Reads the resident memory unless status provided it. A process without an address space has 0
// bytes.
static void read_resident(const cp_subject *s) {
    cprobe_process *item = s->item;
    cprobe_failure failure;
    if (cprobe_has(item->present_fields, CPROBE_PROCESS_RSS)) {
        return;
    }
    if (cprobe_has(item->present_fields, CPROBE_PROCESS_VMS) && item->vms_bytes == 0) {
        item->rss_bytes = 0;
        cprobe_set(&item->present_fields, CPROBE_PROCESS_RSS);
    } else if ((s->pass->details & CPROBE_DETAIL_APPROXIMATE_RSS) == 0 &&
               s->pass->from->machine->page_bytes != 0 && read_statm(s, &failure) != CPROBE_OK) {
        cp_failures_add(&item->failures, failure);
    }
}

// Reads the rest of a process whose main thread has ended, through a living thread. False if all
// threads have ended.
static bool read_through_thread(const cp_subject *s) {
    char name[THREAD_NAME_BYTES];
    cprobe_process thread = {0};
    cprobe_failure failure;
    cp_subject living = {.pass = s->pass, .own = -1, .item = &thread, .is_thread = true};
    const cprobe_result result = find_living(s, name, &living, &failure);
    if (result == CPROBE_GONE) {
        return false;
    }
    if (result != CPROBE_OK) {
        take_thread(s, &(cprobe_process){0});
        cp_failures_add(&s->item->failures, failure);
        cp_subject_read_details(s, NULL);
        return true;
    }
    take_thread(s, &thread);
    living.item = s->item;
    if (s->own >= 0) {
        char path[CP_SUBJECT_PATH_BYTES];
        cp_subject_path(&living, "", path);
        (void)cp_subject_open_directory(s, s->pass->directory, path, O_PATH, "/proc/PID/task/TID",
                                        &living.own, NULL);
    }
    cp_subject_read_details(s, &living);
    read_resident(&living);
    cp_close(living.own);
    return true;
}

static void set_memory_percent(const cp_process_pass *pass, cprobe_process *item) {
    if (pass->processes->has_memory_total && pass->processes->memory_total_bytes != 0 &&
        cprobe_has(item->present_fields, CPROBE_PROCESS_RSS)) {
        item->memory_percent =
            (double)item->rss_bytes * 100 / (double)pass->processes->memory_total_bytes;
        cprobe_set(&item->present_fields, CPROBE_PROCESS_MEMORY_PERCENT);
    }
}

// Reads everything but stat. `has_stat`: the item holds the fields of stat.
static void read_rest(const cp_subject *s, bool has_stat) {
    if (has_stat && s->pass->is_process) {
        cprobe_set(&s->item->present_fields, CPROBE_PROCESS_MAIN_THREAD_ENDED);
    }
    if (has_stat && has_main_thread_ended(s->item) && read_through_thread(s)) {
        return;
    }
    cp_subject_read_details(s, s);
    read_resident(s);
}

cprobe_result cp_process_read(cp_process_pass *pass, cp_span name, int32_t pid,
                              cprobe_process *item) {
    cp_subject s = {pass, name, -1, item, false};
    cprobe_failure failure = {0};
    cprobe_failure own_failure = {0};
    if ((pass->details & CPROBE_PROCESS_DETAILS_ALL) != 0 && !cp_subject_is_captured(pass)) {
        char path[CP_SUBJECT_PATH_BYTES];
        cp_subject_path(&s, "", path);
        if (cp_is_absent(cp_subject_open_directory(&s, pass->directory, path, O_PATH, "/proc/PID",
                                                   &s.own, &own_failure))) {
            return CPROBE_GONE;
        }
    }
    const cprobe_result result = read_stat(&s, pid, &failure);
    // In a captured root, stat may be missing although other files exist.
    const bool may_be_there = result == CPROBE_NOT_FOUND && cp_subject_is_captured(pass);
    if (cp_is_absent(result) && !may_be_there) {
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
    return may_be_there && !cprobe_has_any(item->present_fields) ? CPROBE_GONE : CPROBE_OK;
}

#endif
