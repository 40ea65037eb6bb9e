#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include <sys/sysinfo.h>
#include <sys/vfs.h>
#include <time.h>

#include "../../failure.h"
#include "../../include/cprobe/load.h"
#include "../../include/cprobe/memory.h"
#include "../../source/descriptor.h"
#include "../../source/directory.h"
#include "../../text/build.h"
#include "../../text/number.h"
#include "../../text/sort.h"
#include "../collector_state.h"
#include "cache.h"
#include "details.h"
#include "read.h"

enum { PROCFS_MAGIC = 0x9fa0, NS_PER_SECOND = 1000000000, TASK_PATH_BYTES = 32 };

// ---- values common to all processes

// Reads the machine's total memory: from sysinfo(2), or from meminfo if a FUSE file (lxcfs) covers
// it, and in a captured root.
static void read_memory_total(cp_reader *reader, cprobe_processes *processes) {
    struct sysinfo info;
    cprobe_failure failure;
    cprobe_result result = cp_cached_open(reader, CP_FILE_MEMINFO, &failure);
    if (result == CPROBE_OK && reader->root.kind != CPROBE_ROOT_CAPTURED &&
        cp_cached_is_genuine(reader, CP_FILE_MEMINFO) && sysinfo(&info) == 0) {
        processes->memory_total_bytes = (uint64_t)info.totalram * info.mem_unit;
        processes->has_memory_total = true;
        return;
    }
    cp_span text;
    cprobe_memory memory = {0};
    if (result == CPROBE_OK) {
        result = cp_cached_read(reader, CP_FILE_MEMINFO, &text, &failure);
    }
    if (result == CPROBE_OK) {
        result = cprobe_meminfo_parse(text.bytes, text.length, &memory, &failure);
    }
    if (result == CPROBE_OK && !cprobe_has(memory.present_fields, CPROBE_MEMORY_TOTAL)) {
        // MemTotal is missing or malformed.
        result = cp_fail_as(&failure, &memory.failures.items[0]);
    }
    processes->memory_total_bytes = memory.total_bytes;
    processes->has_memory_total = cprobe_has(memory.present_fields, CPROBE_MEMORY_TOTAL);
    if (result != CPROBE_OK) {
        cp_failures_add(&processes->failures, failure);
    }
}

// Reads the uptime. Process start times are on CLOCK_BOOTTIME, even in a container in which lxcfs
// reports another uptime.
static void read_uptime(cp_reader *reader, cprobe_processes *processes) {
    struct timespec now;
    if (reader->root.kind != CPROBE_ROOT_CAPTURED) {
        processes->has_uptime = clock_gettime(CLOCK_BOOTTIME, &now) == 0;
        processes->uptime_ns = (uint64_t)now.tv_sec * NS_PER_SECOND + (uint64_t)now.tv_nsec;
        return;
    }
    cp_span text;
    cprobe_failure failure;
    processes->has_uptime =
        cp_cached_read(reader, CP_FILE_UPTIME, &text, &failure) == CPROBE_OK &&
        cprobe_uptime_parse(text.bytes, text.length, &processes->uptime_ns, &failure) == CPROBE_OK;
    if (!processes->has_uptime) {
        cp_failures_add(&processes->failures, failure);
    }
}

static void read_common(const cp_process_reader *from, cprobe_processes *processes) {
    *processes = (cprobe_processes){0};
    cp_procfs_read_boot_id(from->procfs, from->reader, processes);
    read_memory_total(from->reader, processes);
    read_uptime(from->reader, processes);
    processes->has_monotonic = cp_reader_monotonic_ns(from->reader, &processes->monotonic_ns);
}

// The failure's source if a process is or may be hidden.
static const char hidden[] = "/proc with hidepid";

// ---- the list

static bool is_number(cp_span name, int32_t *pid) {
    uint64_t number = 0;
    if (!cp_parse_u64(name, &number) || number == 0 || number > INT32_MAX || name.bytes[0] == '0') {
        return false;
    }
    *pid = (int32_t)number;
    return true;
}

// Opens the directory of a pass. In a live root it must be procfs: an empty /proc does not mean
// that the machine has no processes.
static cprobe_result open_directory(cp_process_pass *pass, cprobe_failure *failure) {
    cp_root *root = &pass->from->reader->root;
    struct statfs status;
    const char *source = pass->is_process ? "/proc" : "/proc/PID/task";
    cprobe_result result =
        cp_directory_open(root, pass->path, source, &pass->directory, failure);
    if (result == CPROBE_EXHAUSTED && pass->from->cache->count != 0) {
        cp_processes_close(pass->from->cache);
        result = cp_directory_open(root, pass->path, source, &pass->directory, failure);
    }
    if (result == CPROBE_OK && root->kind != CPROBE_ROOT_CAPTURED &&
        (fstatfs(pass->directory, &status) != 0 || status.f_type != PROCFS_MAGIC)) {
        cp_close(pass->directory);
        pass->directory = -1;
        return cp_fail(failure, CPROBE_NOT_FOUND, "/proc", 0, 0);
    }
    return result;
}

static bool is_sorted(const cprobe_process *items, size_t count) {
    size_t index = 1;
    while (index < count && items[index - 1].pid < items[index].pid) {
        index += 1;
    }
    return index >= count;
}

static int compare_pids(const void *first, const void *second) {
    const int32_t a = ((const cprobe_process *)first)->pid;
    const int32_t b = ((const cprobe_process *)second)->pid;
    return a < b ? -1 : a > b;
}

// Sorts the list by pid, in place. procfs lists processes in this order, but not threads; a
// captured root is listed in no particular order.
static void sort(cprobe_process *items, size_t count) {
    if (!is_sorted(items, count)) {
        cp_sort(items, count, sizeof *items, compare_pids);
    }
}

// Reads every process or thread that the directory lists. The directory's entries use the first
// half of the scratch buffer meanwhile.
static cprobe_result read_list(cp_process_pass *pass, uint32_t *ended, cprobe_failure *failure) {
    cprobe_process_list *list = pass->list;
    const char *source = pass->is_process ? "/proc" : "/proc/PID/task";
    cp_directory entries = cp_directory_list(pass->directory, cp_scratch(pass->from->reader),
                                             CP_PROCESS_ENTRIES_BYTES);
    cp_span name;
    while (cp_directory_next(&entries, &name)) {
        int32_t pid = 0;
        if (!is_number(name, &pid)) {
            continue;
        }
        if (list->count < list->capacity &&
            cp_process_read(pass, name, pid, &list->items[list->count]) == CPROBE_GONE) {
            *ended += 1;
            continue;
        }
        list->count += 1;
    }
    if (entries.system_error != 0) {
        return cp_fail(failure, cp_result_of_errno(entries.system_error), source, 0,
                       entries.system_error);
    }
    if (list->count <= list->capacity) {
        sort(list->items, list->count);
    }
    // The list contains at least the reader itself. It is empty only if the captured root has no
    // processes, or if all processes are hidden.
    return list->count != 0 ? CPROBE_OK : cp_fail(failure, CPROBE_NOT_FOUND, source, 0, 0);
}

static cprobe_result check(cprobe_collector *collector, int32_t pid, cprobe_processes *processes,
                           cprobe_process_list *list, cprobe_failure *failure) {
    const bool has_buffers = list != NULL && (list->items != NULL || list->capacity == 0) &&
                             (list->text != NULL || list->text_capacity == 0);
    if (collector == NULL || processes == NULL || !has_buffers || pid < 0) {
        return cp_fail(failure, CPROBE_INVALID, "the processes", 0, 0);
    }
    list->count = 0;
    list->text_length = 0;
    return pid == 0 && cprobe_collector_root_kind(collector) == CPROBE_ROOT_LIVE
               ? cp_fail(failure, CPROBE_UNSUPPORTED, "the own process", 0, 0)
               : CPROBE_OK;
}

static cprobe_result check_capacity(const cprobe_process_list *list, cprobe_failure *failure) {
    return list->count <= list->capacity && list->text_length <= list->text_capacity
               ? CPROBE_OK
               : cp_fail(failure, CPROBE_TOO_LARGE, "the processes", 0, 0);
}

// The page size of a captured root is unknown, so the resident memory comes from status.
static uint32_t details_of(const cp_machine *machine, uint32_t details) {
    const bool needs_status =
        machine->page_bytes == 0 || (details & CPROBE_DETAIL_STATUS_LISTS) != 0;
    const uint32_t needed = needs_status ? (uint32_t)CPROBE_DETAIL_STATUS : 0;
    const uint32_t known = CPROBE_PROCESS_DETAILS_ALL | CPROBE_DETAIL_APPROXIMATE_RSS;
    return (details & known) | needed;
}

// One call: the parts of the collector, the values common to all processes, and the pass.
typedef struct call {
    cp_process_reader from;
    cprobe_processes read;
    cp_process_pass pass;
} call;

// Starts a call with a pass over /proc: checks the arguments, and reads the common values.
static cprobe_result begin(call *c, cprobe_collector *collector, int32_t pid, uint32_t details,
                           cprobe_processes *processes, cprobe_process_list *list,
                           cprobe_failure *failure) {
    const cprobe_result result = check(collector, pid, processes, list, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cp_collector *state = cp_collector_of(collector);
    c->from = (cp_process_reader){&state->reader, &state->machine, &state->processes,
                                  &state->procfs};
    read_common(&c->from, &c->read);
    c->pass = (cp_process_pass){.from = &c->from, .details = details_of(&state->machine, details),
                                .path = "/proc", .directory = -1, .is_process = true,
                                .command_line_bytes = CP_COMMAND_LINE_BYTES,
                                .processes = &c->read, .list = list};
    return CPROBE_OK;
}

cprobe_result cprobe_processes_read(cprobe_collector *collector, uint32_t details,
                                    cprobe_processes *processes, cprobe_process_list *list,
                                    cprobe_failure *failure) {
    call c;
    cprobe_result result = begin(&c, collector, 1, details, processes, list, failure);
    if (result == CPROBE_OK) {
        result = open_directory(&c.pass, failure);
    }
    if (result != CPROBE_OK) {
        return result;
    }
    cp_processes_begin(c.from.cache);
    result = read_list(&c.pass, &c.read.ended, failure);
    if (result == CPROBE_OK && list->capacity != 0) {
        cp_procfs_find_hidden(c.from.procfs, c.from.reader, list->items[0].pid == 1, &c.read);
    }
    cp_close(c.pass.directory);
    if (result != CPROBE_OK) {
        return result;
    }
    // procfs lists by pid. Processes beyond the capacity were not read and may exist: keep their
    // files.
    int32_t last = INT32_MAX;
    if (list->count > list->capacity) {
        last = list->capacity == 0 ? 0 : list->items[list->capacity - 1].pid;
    }
    cp_processes_sweep(c.from.cache, last);
    *processes = c.read;
    return check_capacity(list, failure);
}

// Returns the name of a process's directory: "self" for pid 0.
static cp_span name_of(int32_t pid, char name[TASK_PATH_BYTES]) {
    cp_build build = {name, TASK_PATH_BYTES, 0, false};
    if (pid == 0) {
        cp_build_add(&build, cp_span_of("self"));
    } else {
        cp_build_add_number(&build, (uint64_t)pid);
    }
    return cp_span_make(name, build.length);
}

cprobe_result cprobe_threads_read(cprobe_collector *collector, int32_t pid, uint32_t details,
                                  cprobe_processes *processes, cprobe_process_list *list,
                                  cprobe_failure *failure) {
    call c;
    cprobe_result result = begin(&c, collector, pid, details, processes, list, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    char name[TASK_PATH_BYTES];
    char path[TASK_PATH_BYTES]; // "/proc/" + 10 digits + "/task" + NUL.
    cp_build build = {path, sizeof path, 0, false};
    cp_build_add(&build, cp_span_of("/proc/"));
    cp_build_add(&build, name_of(pid, name));
    cp_build_add(&build, cp_span_of("/task"));
    c.pass.path = path;
    c.pass.is_process = false;
    result = open_directory(&c.pass, failure);
    if (result == CPROBE_NOT_FOUND && cp_procfs_may_hide(c.from.procfs, c.from.reader, pid)) {
        return cp_fail(failure, CPROBE_DENIED, hidden, 0, 0);
    }
    // /proc/TID/task exists for every thread, although only a process has that pid.
    if (result == CPROBE_OK && pid != 0) {
        const int32_t leader = cp_process_leader(&c.pass, name_of(pid, name));
        result = leader == 0 || leader == pid
                     ? CPROBE_OK
                     : cp_fail(failure, CPROBE_NOT_FOUND, "the process", 0, 0);
    }
    if (result == CPROBE_OK) {
        result = read_list(&c.pass, &c.read.ended, failure);
    }
    cp_close(c.pass.directory);
    if (result != CPROBE_OK) {
        return result;
    }
    *processes = c.read;
    return check_capacity(list, failure);
}

// Returns the cached process that a reading of a single process uses, or NULL.
static cp_cached_process *find_cached(cp_process_cache *cache, int32_t pid) {
    const int32_t known = pid != 0 ? pid : cache->own_pid;
    return known != 0 ? cp_processes_find(cache, known) : NULL;
}

cprobe_result cprobe_process_read(cprobe_collector *collector, int32_t pid, uint32_t details,
                                  cprobe_processes *processes, cprobe_process_list *list,
                                  cprobe_failure *failure) {
    static const char source[] = "the process";
    call c;
    cprobe_result result = begin(&c, collector, pid, details, processes, list, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    c.pass.is_one = true;
    c.pass.command_line_bytes = CP_PROCESS_TEXT_BYTES - 1;
    char number[TASK_PATH_BYTES];
    const cp_span name = name_of(pid, number);
    cprobe_process item = {0};
    bool is_thread = false;
    const cp_cached_process *cached_before = find_cached(c.from.cache, pid);
    const bool was_cached = cached_before != NULL;
    if (!was_cached || c.pass.details != 0 || cached_before->statm < 0) {
        result = open_directory(&c.pass, failure);
    }
    if (result != CPROBE_OK) {
        return result;
    }
    // /proc/TID exists for every thread, although it is not listed.
    if (pid != 0 && !was_cached) {
        const int32_t leader = cp_process_leader(&c.pass, name);
        is_thread = leader != 0 && leader != pid;
        result = is_thread ? CPROBE_GONE : CPROBE_OK;
    }
    if (result == CPROBE_OK) {
        result = cp_process_read(&c.pass, name, pid, &item);
    }
    // The cached files did not suffice: the main thread may have ended.
    if (result == CPROBE_OK && c.pass.directory < 0 && item.failures.count != 0) {
        result = open_directory(&c.pass, failure);
        if (result != CPROBE_OK) {
            return result;
        }
        result = cp_process_read(&c.pass, name, pid, &item);
    }
    cp_close(c.pass.directory);
    if (result == CPROBE_GONE && was_cached) {
        // The cached process has ended. Its pid may now belong to another process or thread.
        cp_cached_process *cached = find_cached(c.from.cache, pid);
        if (cached != NULL) {
            cp_processes_drop(c.from.cache, cached);
        }
        return cprobe_process_read(collector, pid, details, processes, list, failure);
    }
    if (result == CPROBE_GONE) {
        return !is_thread && cp_procfs_may_hide(c.from.procfs, c.from.reader, pid)
                   ? cp_fail(failure, CPROBE_DENIED, hidden, 0, 0)
                   : cp_fail(failure, CPROBE_NOT_FOUND, source, 0, 0);
    }
    if (result == CPROBE_OK && pid == 0 && c.from.reader->root.kind == CPROBE_ROOT_OWN) {
        cp_processes_set_own(c.from.cache, item.pid);
    }
    list->count = 1;
    if (list->capacity != 0) {
        list->items[0] = item;
    }
    *processes = c.read;
    return check_capacity(list, failure);
}

#endif
