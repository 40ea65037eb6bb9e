#include "../platform.h"
#if CP_PLATFORM_MACOS

#include "../include/cprobe/process.h"

#include <errno.h>

#include "../bsd/collector_state.h"
#include "../bsd/named_sysctl.h"
#include "../bsd/process_list.h"
#include "../bsd/record.h"
#include "../bsd/units.h"
#include "../failure.h"
#include "../presence.h"
#include "../text/sort.h"
#include "arguments.h"
#include "layout.h"
#include "port_calls.h"

enum {
    // The details of which the port reads something.
    DETAILS = CPROBE_DETAIL_STATUS | CPROBE_DETAIL_IO | CPROBE_DETAIL_COMMAND_LINE |
              CPROBE_DETAIL_PATHS
};

static const char info_source[] = "proc_pidinfo";

// What the processes of one reading share.
typedef struct process_reading {
    cp_process_pass pass;
    uint32_t numerator, denominator; // Of the times; 0 / 0: not known.
} process_reading;

static void set(cprobe_process *process, cprobe_process_field field) {
    cprobe_set(&process->present_fields, field);
}

// Calls proc_pidinfo(). MALFORMED if the answer has another size than the structure.
static cprobe_result read_info(int32_t pid, int flavor, cp_buffer buffer, size_t bytes,
                               cp_span *record, cprobe_failure *failure) {
    size_t length = buffer.capacity;
    const int error = cp_port_process_info(pid, flavor, buffer.bytes, &length);
    cprobe_result result = cp_sysctl_check(info_source, error, length, buffer, record, failure);
    if (result == CPROBE_OK && record->length != bytes) {
        result = cp_fail(failure, CPROBE_MALFORMED, info_source, 0, 0);
    }
    return result;
}

static void set_name(cp_span name, cprobe_process *process) {
    if (name.length != 0 && name.length <= sizeof process->name) {
        memcpy(process->name, name.bytes, name.length);
        process->name_length = (uint32_t)name.length;
        set(process, CPROBE_PROCESS_NAME);
    }
}

// Every process that lives has the same state: whether it runs is known by its threads.
static void set_state(uint32_t state, cprobe_process *process) {
    process->state = state == CP_SIDL    ? 'R'
                     : state == CP_SSTOP ? 'T'
                     : state == CP_SZOMB ? 'Z'
                                         : '\0';
    cp_presence_set_if(&process->present_fields, CPROBE_PROCESS_STATE, process->state != '\0');
}

static void set_short(cp_span record, cprobe_process *process) {
    process->parent_pid = cp_record_i32(record, CP_SHORT_PARENT);
    process->process_group = cp_record_i32(record, CP_SHORT_GROUP);
    process->uid = cp_record_u32(record, CP_SHORT_UID);
    process->effective_uid = cp_record_u32(record, CP_SHORT_EFFECTIVE_UID);
    process->saved_uid = cp_record_u32(record, CP_SHORT_SAVED_UID);
    process->gid = cp_record_u32(record, CP_SHORT_GID);
    process->effective_gid = cp_record_u32(record, CP_SHORT_EFFECTIVE_GID);
    process->saved_gid = cp_record_u32(record, CP_SHORT_SAVED_GID);
    process->kernel_thread = process->pid == 0; // kernel_task
    static const cprobe_process_field fields[] = {
        CPROBE_PROCESS_PARENT_PID, CPROBE_PROCESS_GROUP,         CPROBE_PROCESS_UID,
        CPROBE_PROCESS_EFFECTIVE_UID, CPROBE_PROCESS_SAVED_UID,  CPROBE_PROCESS_GID,
        CPROBE_PROCESS_EFFECTIVE_GID, CPROBE_PROCESS_SAVED_GID,  CPROBE_PROCESS_KERNEL_THREAD,
    };
    for (size_t index = 0; index < sizeof fields / sizeof fields[0]; index += 1) {
        set(process, fields[index]);
    }
    set_name(cp_record_text(record, CP_SHORT_COMMAND, CP_COMMAND_BYTES), process);
    set_state(cp_record_u32(record, CP_SHORT_STATE), process);
}

static void set_times(cp_span record, const process_reading *reading, cprobe_process *process) {
    const bool has_user =
        cp_timebase_ns(cp_record_u64(record, CP_TASK_USER), reading->numerator,
                       reading->denominator, &process->user_time_ns);
    const bool has_system =
        cp_timebase_ns(cp_record_u64(record, CP_TASK_SYSTEM), reading->numerator,
                       reading->denominator, &process->system_time_ns);
    cp_presence_set_if(&process->present_fields, CPROBE_PROCESS_USER_TIME, has_user);
    cp_presence_set_if(&process->present_fields, CPROBE_PROCESS_SYSTEM_TIME, has_system);
    cp_presence_set_if(&process->present_fields, CPROBE_PROCESS_TOTAL_TIME,
                       has_user && has_system &&
                           !__builtin_add_overflow(process->user_time_ns, process->system_time_ns,
                                                   &process->total_time_ns));
    // On the wall clock: since boot, less the boot time on the same clock.
    uint64_t start_ns = 0;
    if (reading->pass.boot_time_ns != 0 &&
        cp_timeval_ns(cp_record_i64(record, CP_TASK_START_SECONDS),
                      cp_record_i64(record, CP_TASK_START_US), &start_ns) &&
        start_ns >= reading->pass.boot_time_ns) {
        process->start_ns = start_ns - reading->pass.boot_time_ns;
        set(process, CPROBE_PROCESS_START_TIME);
    }
}

static void set_task(cp_span record, const process_reading *reading, cprobe_process *process) {
    set_name(cp_record_text(record, CP_TASK_NAME, CP_TASK_NAME_BYTES), process);
    process->foreground_group =
        cp_process_foreground(cp_record_i32(record, CP_TASK_FOREGROUND));
    set(process, CPROBE_PROCESS_FOREGROUND_GROUP);
    process->nice = cp_record_i32(record, CP_TASK_NICE);
    set(process, CPROBE_PROCESS_NICE);
    process->vms_bytes = cp_record_u64(record, CP_TASK_VIRTUAL);
    set(process, CPROBE_PROCESS_VMS);
    process->rss_bytes = cp_record_u64(record, CP_TASK_RESIDENT);
    set(process, CPROBE_PROCESS_RSS);
    if (reading->pass.memory_total_bytes != 0) {
        process->memory_percent =
            (double)process->rss_bytes / (double)reading->pass.memory_total_bytes * 100;
        set(process, CPROBE_PROCESS_MEMORY_PERCENT);
    }
    const int32_t threads = cp_record_i32(record, CP_TASK_THREADS);
    if (threads >= 0) {
        process->threads = (uint64_t)threads;
        set(process, CPROBE_PROCESS_THREADS);
    }
    // Both have 32 bits, and a fault that read a page is in either.
    const int32_t faults = cp_record_i32(record, CP_TASK_FAULTS);
    const int32_t pageins = cp_record_i32(record, CP_TASK_PAGEINS);
    if (pageins >= 0 && faults >= pageins) {
        process->major_faults = (uint64_t)pageins;
        process->minor_faults = (uint64_t)(faults - pageins);
        set(process, CPROBE_PROCESS_MAJOR_FAULTS);
        set(process, CPROBE_PROCESS_MINOR_FAULTS);
    }
    if (!cprobe_has(process->present_fields, CPROBE_PROCESS_STATE)) {
        process->state = cp_record_i32(record, CP_TASK_RUNNING) > 0 ? 'R' : 'S';
        set(process, CPROBE_PROCESS_STATE);
    }
    set_times(record, reading, process);
}

static void read_usage(cprobe_process *process) {
    static const char source[] = "proc_pid_rusage";
    uint64_t bytes[CP_USAGE_BYTES / sizeof(uint64_t)];
    const cp_buffer buffer = {(char *)(void *)bytes, sizeof bytes};
    size_t length = sizeof bytes;
    cprobe_failure failure;
    cp_span record;
    const int error = cp_port_process_usage(process->pid, bytes, &length);
    cprobe_result result = cp_sysctl_check(source, error, length, buffer, &record, &failure);
    if (result == CPROBE_OK && record.length != CP_USAGE_BYTES) {
        result = cp_fail(&failure, CPROBE_MALFORMED, source, 0, 0);
    }
    if (result != CPROBE_OK) {
        cp_process_note(CPROBE_DETAIL_IO, failure, process);
        return;
    }
    process->read_bytes = cp_record_u64(record, CP_USAGE_READ);
    process->write_bytes = cp_record_u64(record, CP_USAGE_WRITTEN);
    set(process, CPROBE_PROCESS_READ);
    set(process, CPROBE_PROCESS_WRITE);
}

static void read_arguments(const cp_process_pass *pass, cprobe_process *process) {
    static const char source[] = "sysctl kern.procargs2";
    const int numbers[] = {CP_CTL_KERN, CP_KERN_PROCARGS2, process->pid};
    const cp_process_text text = {CPROBE_PROCESS_COMMAND_LINE, CPROBE_DETAIL_COMMAND_LINE,
                                  &process->command_line_offset, &process->command_line_length};
    cprobe_failure failure;
    cp_span answer;
    cp_span arguments = {NULL, 0};
    if (process->kernel_thread || process->state == 'Z') {
        return; // It has no arguments.
    }
    cprobe_result result = cp_sysctl_read(source, numbers, 3, pass->buffer, &answer, &failure);
    if (result != CPROBE_OK && failure.system_error == EINVAL) {
        // Of another user's process, or of one that ended.
        char bytes[CP_SHORT_BYTES];
        result = read_info(process->pid, CP_SHORT_FLAVOR, (cp_buffer){bytes, sizeof bytes},
                           sizeof bytes, &answer, &failure);
        const bool has_ended = result == CPROBE_GONE ||
                               (result == CPROBE_OK &&
                                cp_record_u32(answer, CP_SHORT_STATE) == CP_SZOMB);
        result = cp_fail(&failure, has_ended ? CPROBE_GONE : CPROBE_DENIED, source, 0, EINVAL);
    }
    if (result == CPROBE_OK && !cp_arguments_take(answer, &arguments)) {
        result = cp_fail(&failure, CPROBE_MALFORMED, source, 0, 0);
    }
    if (result == CPROBE_OK) {
        cp_process_add_text(pass, arguments, &text, process);
    } else {
        cp_process_note(CPROBE_DETAIL_COMMAND_LINE, failure, process);
    }
}

static void read_path(const cp_process_pass *pass, cprobe_process *process) {
    static const char source[] = "proc_pidpath";
    const cp_process_text text = {CPROBE_PROCESS_EXECUTABLE, CPROBE_DETAIL_PATHS,
                                  &process->executable_offset, &process->executable_length};
    const cp_buffer buffer = {pass->buffer.bytes, CP_PATH_MAX};
    size_t length = buffer.capacity;
    cprobe_failure failure;
    cp_span path;
    const int error =
        cp_port_process_info(process->pid, CP_PATH_FLAVOR, buffer.bytes, &length);
    if (cp_sysctl_check(source, error, length, buffer, &path, &failure) == CPROBE_OK) {
        cp_process_add_text(pass, cp_record_text(path, 0, path.length), &text, process);
    } else {
        cp_process_note(CPROBE_DETAIL_PATHS, failure, process);
    }
}

// Reads a process. GONE if it ended. What only its user or root may read is a failure of the item.
static cprobe_result read_process(const process_reading *reading, int32_t pid,
                                  cprobe_process *process, cprobe_failure *failure) {
    const cp_process_pass *pass = &reading->pass;
    *process = (cprobe_process){.pid = pid};
    cp_span record;
    char bytes[CP_TASK_BYTES];
    const cp_buffer buffer = {bytes, sizeof bytes};
    const cprobe_result result =
        read_info(pid, CP_SHORT_FLAVOR, (cp_buffer){bytes, CP_SHORT_BYTES}, CP_SHORT_BYTES,
                  &record, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    set_short(record, process);
    cprobe_failure lost;
    if (read_info(pid, CP_TASK_FLAVOR, buffer, CP_TASK_BYTES, &record, &lost) == CPROBE_OK) {
        set_task(record, reading, process);
    } else {
        cp_process_note(0, lost, process);
    }
    process->unread_details |= pass->details & ~(uint32_t)DETAILS;
    if ((pass->details & CPROBE_DETAIL_IO) != 0) {
        read_usage(process);
    }
    if ((pass->details & CPROBE_DETAIL_COMMAND_LINE) != 0) {
        read_arguments(pass, process);
    }
    if ((pass->details & CPROBE_DETAIL_PATHS) != 0) {
        read_path(pass, process);
    }
    return CPROBE_OK;
}

static int compare_pids(const void *first, const void *second) {
    int32_t a, b;
    memcpy(&a, first, sizeof a);
    memcpy(&b, second, sizeof b);
    return a < b ? -1 : a > b;
}

// Reads the processes of the pids, which lie at the end of the list's own bytes: an item ends
// before the pid of the next one, since an item is larger than a pid.
static cprobe_result read_all(const process_reading *reading, char *pids, size_t count,
                              cprobe_failure *failure) {
    cprobe_process_list *list = reading->pass.list;
    for (size_t index = 0; index < count; index += 1) {
        int32_t pid;
        memcpy(&pid, pids + index * sizeof pid, sizeof pid);
        cprobe_process process;
        cprobe_failure lost;
        if (pid < 0) {
            return cp_fail(failure, CPROBE_MALFORMED, "proc_listpids", 0, 0);
        }
        const cprobe_result result = read_process(reading, pid, &process, &lost);
        if (result == CPROBE_GONE || result == CPROBE_NOT_FOUND) {
            reading->pass.processes->ended += 1;
            continue;
        }
        if (result != CPROBE_OK) {
            cp_failures_add(&process.failures, lost);
        }
        list->items[list->count] = process;
        list->count += 1;
    }
    return CPROBE_OK;
}

static cprobe_result list_all(const process_reading *reading, cprobe_failure *failure) {
    static const char source[] = "proc_listpids";
    cprobe_process_list *list = reading->pass.list;
    const cp_buffer buffer = reading->pass.buffer;
    size_t length = buffer.capacity;
    cp_span pids;
    const int error = cp_port_pids(buffer.bytes, &length);
    const cprobe_result result = cp_sysctl_check(source, error, length, buffer, &pids, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    if (pids.length == 0 || pids.length % sizeof(int32_t) != 0) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    const size_t count = pids.length / sizeof(int32_t);
    if (count > list->capacity) {
        list->count = count + count / 8; // With space for processes that start meanwhile.
        return cp_fail(failure, CPROBE_TOO_LARGE, "the caller's list", 0, 0);
    }
    char *kept = (char *)(void *)(list->items + list->capacity) - pids.length;
    memcpy(kept, pids.bytes, pids.length);
    cp_sort(kept, count, sizeof(int32_t), compare_pids);
    return read_all(reading, kept, count, failure);
}

// The unit of times. A translated program (Rosetta) gets that of its own clock, nanoseconds, while
// the kernel counts ticks of 24 MHz.
static void begin_times(process_reading *reading) {
    static const char translated_source[] = "sysctl sysctl.proc_translated";
    cprobe_failures *failures = &reading->pass.processes->failures;
    cprobe_failure failure;
    uint64_t is_translated = 0;
    const cprobe_result result =
        cp_named_sysctl_number(translated_source, &is_translated, &failure);
    if (result != CPROBE_OK && result != CPROBE_NOT_FOUND) { // Intel's kernels lack it.
        cp_failures_add(failures, failure);
        return;
    }
    if (result == CPROBE_OK && is_translated == 1) {
        reading->numerator = 125;
        reading->denominator = 3;
        return;
    }
    const int error = cp_port_timebase(&reading->numerator, &reading->denominator);
    if (error != 0 || reading->denominator == 0) {
        reading->denominator = 0;
        (void)cp_fail(&failure, error != 0 ? cp_result_of_errno(error) : CPROBE_MALFORMED,
                      "mach_timebase_info", 0, error);
        cp_failures_add(failures, failure);
    }
}

// The boot time and the memory of the machine, which a process is compared with, and the unit of
// times.
static void begin(process_reading *reading) {
    static const char boottime[] = "sysctl kern.boottime";
    cprobe_failures *failures = &reading->pass.processes->failures;
    cprobe_failure failure;
    char bytes[CP_TIMEVAL_BYTES];
    cp_span answer;
    cprobe_result result =
        cp_named_sysctl_read(boottime, (cp_buffer){bytes, sizeof bytes}, &answer, &failure);
    if (result == CPROBE_OK &&
        (answer.length != CP_TIMEVAL_BYTES ||
         !cp_timeval_ns(cp_record_i64(answer, CP_TIMEVAL_SECONDS),
                        cp_record_i32(answer, CP_TIMEVAL_US), &reading->pass.boot_time_ns))) {
        result = cp_fail(&failure, CPROBE_MALFORMED, boottime, 0, 0);
    }
    if (result != CPROBE_OK) {
        cp_failures_add(failures, failure);
    }
    if (cp_named_sysctl_number("sysctl hw.memsize", &reading->pass.memory_total_bytes,
                               &failure) != CPROBE_OK) {
        reading->pass.memory_total_bytes = 0;
        cp_failures_add(failures, failure);
    }
    cp_process_retain_boot_time(&reading->pass);
    begin_times(reading);
}

// Reads all processes, or one if `pid` is not -1.
static cprobe_result read_list(cprobe_collector *collector, int32_t pid, uint32_t details,
                               cprobe_processes *processes, cprobe_process_list *list,
                               cprobe_failure *failure) {
    if (collector == NULL || processes == NULL || list == NULL ||
        (list->items == NULL && list->capacity != 0) ||
        (list->text == NULL && list->text_capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "processes", 0, 0);
    }
    cp_collector *state = cp_collector_of(collector);
    cprobe_processes read = {0};
    process_reading reading = {.pass = {.details = details,
                                .page_bytes = state->page_bytes,
                                .first_boot_time_ns = &state->first_boot_time_ns,
                                .buffer = cp_answer_buffer(state),
                                .list = list,
                                .processes = &read}};
    list->count = 0;
    list->text_length = 0;
    begin(&reading);
    cprobe_result result = CPROBE_OK;
    if (pid < 0) {
        result = list_all(&reading, failure);
    } else if (list->capacity == 0) {
        list->count = 1;
        result = cp_fail(failure, CPROBE_TOO_LARGE, "the caller's list", 0, 0);
    } else {
        result = read_process(&reading, pid, &list->items[0], failure);
        // No such process is the same error as one that ended.
        result = result == CPROBE_GONE ? cp_fail(failure, CPROBE_NOT_FOUND, info_source, 0, 0)
                                       : result;
        list->count = result == CPROBE_OK ? 1 : 0;
    }
    if (result != CPROBE_OK && result != CPROBE_TOO_LARGE) {
        return result;
    }
    read.has_monotonic = cprobe_collector_monotonic_ns(collector, &read.monotonic_ns);
    read.has_uptime = cp_port_clock_ns(CP_PORT_CLOCK_UPTIME, &read.uptime_ns) == 0;
    read.has_memory_total = reading.pass.memory_total_bytes != 0;
    read.memory_total_bytes = reading.pass.memory_total_bytes;
    *processes = read;
    return result == CPROBE_OK && list->text_length > list->text_capacity
               ? cp_fail(failure, CPROBE_TOO_LARGE, "the caller's texts", 0, 0)
               : result;
}

cprobe_result cprobe_processes_read(cprobe_collector *collector, uint32_t details,
                                    cprobe_processes *processes, cprobe_process_list *list,
                                    cprobe_failure *failure) {
    return read_list(collector, -1, details, processes, list, failure);
}

cprobe_result cprobe_process_read(cprobe_collector *collector, int32_t pid, uint32_t details,
                                  cprobe_processes *processes, cprobe_process_list *list,
                                  cprobe_failure *failure) {
    return pid < 0 ? cp_fail(failure, CPROBE_INVALID, "process", 0, 0)
                   : read_list(collector, pid == 0 ? cp_port_pid() : pid, details, processes,
                               list, failure);
}

cprobe_result cprobe_threads_read(cprobe_collector *collector, int32_t pid, uint32_t details,
                                  cprobe_processes *processes, cprobe_process_list *list,
                                  cprobe_failure *failure) {
    (void)collector, (void)pid, (void)details, (void)processes, (void)list;
    return cp_fail(failure, CPROBE_UNSUPPORTED, "threads on this system", 0, 0);
}

#endif
