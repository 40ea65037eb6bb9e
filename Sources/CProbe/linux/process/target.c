#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "target.h"

#include <fcntl.h>

#include "../../failure.h"
#include "../../text/build.h"
#include "../collector_state.h"
#include "cache.h"
#include "details.h"
#include "read.h"

// The source of a failure of the process itself.
static const char the_process[] = "the process";

static cprobe_result open_proc(cp_target *target, cprobe_failure *failure) {
    cp_root *root = &target->from.reader->root;
    cprobe_result result =
        cp_root_open_directory(root, "/proc", "/proc", &target->pass.directory, failure);
    if (result == CPROBE_EXHAUSTED && target->from.cache->count != 0) {
        cp_processes_close(target->from.cache);
        result = cp_root_open_directory(root, "/proc", "/proc", &target->pass.directory, failure);
    }
    if (result == CPROBE_OK && !cp_is_genuine(target->pass.directory)) {
        cp_close(target->pass.directory);
        target->pass.directory = -1;
        result = cp_fail(failure, CPROBE_NOT_FOUND, "/proc", 0, 0);
    }
    return result;
}

// A process that procfs does not have, or hides.
static cprobe_result missing(cp_target *target, int32_t pid, cprobe_failure *failure) {
    return cp_procfs_may_hide(target->from.procfs, target->from.reader, pid)
               ? cp_fail(failure, CPROBE_DENIED, "/proc with hidepid", 0, 0)
               : cp_fail(failure, CPROBE_NOT_FOUND, the_process, 0, 0);
}

// Opens /proc and the directory of the process. A captured root has no use for them: the paths of
// its files are resolved from the root.
static cprobe_result open_process(cp_target *target, int32_t pid, cprobe_failure *failure) {
    cp_subject *s = &target->subject;
    if (cp_subject_is_captured(&target->pass)) {
        return CPROBE_OK;
    }
    cprobe_result result = open_proc(target, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    char path[CP_SUBJECT_PATH_BYTES];
    cp_subject_path(s, "", path);
    result = cp_subject_open_directory(s, target->pass.directory, path, O_PATH, "/proc/PID",
                                       &target->process, failure);
    s->own = target->process;
    return cp_is_absent(result) ? missing(target, pid, failure) : result;
}

static bool has_ended(const cprobe_process *item) {
    return item->state == 'Z' || item->state == 'X' || item->vms_bytes == 0;
}

static cprobe_result read_stat(const cp_subject *s, cprobe_process *item, cp_target_state *state,
                               cprobe_failure *failure) {
    const cp_machine *machine = s->pass->from->machine;
    cp_span text;
    cprobe_result result = cp_subject_read_file(s, "stat", "/proc/PID/stat", &text, failure);
    if (result == CPROBE_OK) {
        result = cprobe_process_stat_parse(text.bytes, text.length, machine->ticks_per_second,
                                           machine->page_bytes, item, failure);
    }
    if (result == CPROBE_OK) {
        *state = (cp_target_state){.start_ticks = item->start_ticks, .has_ended = has_ended(item)};
        (void)cp_process_program_parse(text, &state->program);
    }
    return result;
}

// Reads a process whose main thread has ended through a living thread, which still has the memory
// and the descriptors.
static void follow_thread(cp_target *target, const cprobe_process *item) {
    cp_subject *s = &target->subject;
    const int32_t thread = has_ended(item) && item->threads > 1 && !item->kernel_thread
                               ? cp_process_living_thread(&target->from, item->pid)
                               : 0;
    if (thread == 0) {
        return;
    }
    cp_build build = {target->name, sizeof target->name, 0, false};
    cp_build_add(&build, cp_span_of(target->number));
    cp_build_add(&build, cp_span_of("/task/"));
    cp_build_add_number(&build, (uint64_t)thread);
    cp_subject living = *s;
    living.name = cp_span_make(target->name, build.length);
    living.is_thread = true;
    if (!cp_subject_is_captured(&target->pass)) {
        if (cp_subject_open_directory(s, target->process, target->name + s->name.length + 1,
                                      O_PATH, "/proc/PID/task/TID", &living.own, NULL) !=
            CPROBE_OK) {
            return;
        }
    }
    *s = living;
    cprobe_process ignored = {0};
    (void)read_stat(s, &ignored, &target->living, NULL);
}

static cprobe_result identify(cp_target *target, int32_t pid, cprobe_failure *failure) {
    const cp_subject *s = &target->subject;
    cprobe_process item = {0};
    cprobe_result result = read_stat(s, &item, &target->state, failure);
    if (result == CPROBE_OK && pid != 0 && item.pid != pid) {
        result = cp_fail(failure, CPROBE_MALFORMED, "/proc/PID/stat", 1, 0);
    }
    if (cp_is_absent(result)) {
        // A captured root may lack the file.
        target->reading.pid = pid;
        return cp_subject_is_captured(&target->pass) ? CPROBE_OK : missing(target, pid, failure);
    }
    if (result != CPROBE_OK) {
        return result;
    }
    // /proc/TID exists for every thread, although only a process has that pid.
    const int32_t leader = pid == 0 ? 0 : cp_process_leader(&target->pass, s->name);
    if (leader != 0 && leader != pid) {
        return cp_fail(failure, CPROBE_NOT_FOUND, the_process, 0, 0);
    }
    target->reading.pid = item.pid;
    target->reading.has_start = cprobe_has(item.present_fields, CPROBE_PROCESS_START);
    target->reading.start_ticks = item.start_ticks;
    follow_thread(target, &item);
    return CPROBE_OK;
}

static void close_all(cp_target *target) {
    if (target->subject.own != target->process) {
        cp_close(target->subject.own);
    }
    cp_close(target->process);
    cp_close(target->pass.directory);
}

cprobe_result cp_target_open(cp_target *target, cprobe_collector *collector, int32_t pid,
                             cprobe_failure *failure) {
    if (collector == NULL || pid < 0) {
        return cp_fail(failure, CPROBE_INVALID, the_process, 0, 0);
    }
    if (pid == 0 && cprobe_collector_root_kind(collector) == CPROBE_ROOT_LIVE) {
        return cp_fail(failure, CPROBE_UNSUPPORTED, "the own process", 0, 0);
    }
    cp_collector *state = cp_collector_of(collector);
    *target = (cp_target){
        .from = {&state->reader, &state->machine, &state->processes, &state->procfs},
        .process = -1};
    target->pass = (cp_process_pass){.from = &target->from, .path = "/proc", .directory = -1,
                                     .is_process = true, .is_one = true,
                                     .processes = &target->common};
    cp_build build = {target->number, sizeof target->number, 0, false};
    if (pid == 0) {
        cp_build_add(&build, cp_span_of("self"));
    } else {
        cp_build_add_number(&build, (uint64_t)pid);
    }
    target->subject = (cp_subject){.pass = &target->pass,
                                   .name = cp_span_make(target->number, build.length), .own = -1};
    cp_procfs_read_boot_id(target->from.procfs, target->from.reader, &target->common);
    target->reading.has_boot_id = target->common.has_boot_id;
    memcpy(target->reading.boot_id, target->common.boot_id, sizeof target->reading.boot_id);
    cprobe_result result = open_process(target, pid, failure);
    if (result == CPROBE_OK) {
        result = identify(target, pid, failure);
    }
    if (result != CPROBE_OK) {
        close_all(target);
    }
    return result;
}

// Fails with GONE unless the process or thread is as it was before the reading.
static cprobe_result compare(const cp_subject *s, const cp_target_state *before,
                             cprobe_failure *failure) {
    cprobe_process item = {0};
    cp_target_state now = {0};
    const cprobe_result result = read_stat(s, &item, &now, failure);
    if (result != CPROBE_OK && !cp_is_absent(result)) {
        return result;
    }
    return result == CPROBE_OK && now.start_ticks == before->start_ticks &&
                   now.has_ended == before->has_ended &&
                   now.program.start_code == before->program.start_code &&
                   now.program.start_stack == before->program.start_stack
               ? CPROBE_OK
               : cp_fail(failure, CPROBE_GONE, the_process, 0, ESRCH);
}

static cprobe_result compare_all(const cp_target *target, cprobe_failure *failure) {
    if (cp_subject_is_captured(&target->pass)) {
        return CPROBE_OK;
    }
    cp_subject s = target->subject;
    s.own = target->process;
    const cprobe_result result = compare(&s, &target->state, failure);
    return result == CPROBE_OK && target->subject.is_thread
               ? compare(&target->subject, &target->living, failure)
               : result;
}

cprobe_result cp_target_close(cp_target *target, cprobe_result result,
                              cprobe_process_reading *reading, cprobe_failure *failure) {
    cprobe_failure lost = {0};
    const cprobe_result compared = compare_all(target, &lost);
    const bool is_read = result == CPROBE_OK || result == CPROBE_TOO_LARGE;
    close_all(target);
    if (compared == CPROBE_GONE || (compared != CPROBE_OK && is_read)) {
        return cp_fail_as(failure, &lost);
    }
    if (is_read) {
        *reading = target->reading;
    }
    return result;
}

#endif
