#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include <unistd.h>

#include "../../failure.h"
#include "../../format/process_files.h"
#include "target.h"

static void read_auxv(cp_target *target, cprobe_program *program) {
    cp_span text = {NULL, 0};
    cprobe_failure failure = {0};
    cprobe_result result =
        cp_subject_read_file(&target->subject, "auxv", "/proc/PID/auxv", &text, &failure);
    if (result == CPROBE_OK) {
        result = cprobe_auxv_parse(text.bytes, text.length, program, &failure);
    }
    if (cp_target_result(result, failure.system_error) != CPROBE_OK) {
        cp_failures_add(&target->reading.failures, failure);
    }
}

static void read_system_call(cp_target *target, cprobe_program *program) {
    cp_span text = {NULL, 0};
    cprobe_failure failure = {0};
    cprobe_result result =
        cp_subject_read_file(&target->subject, "syscall", "/proc/PID/syscall", &text, &failure);
    if (result == CPROBE_OK) {
        result = cprobe_process_syscall_parse(text.bytes, text.length, program, &failure);
    }
    if (cp_target_result(result, failure.system_error) != CPROBE_OK) {
        cp_failures_add(&target->reading.failures, failure);
    }
}

// Whether the kernel prints the exit status to the reader, which the text of stat does not show:
// the links of ns need the same permission.
static bool may_read_status(const cp_target *target, int32_t exit_status) {
    char link[64];
    return exit_status != 0 ||
           (target->process >= 0 &&
            readlinkat(target->process, "ns/user", link, sizeof link) > 0);
}

static cprobe_result read_addresses(cp_target *target, cprobe_program *program,
                                    cprobe_failure *failure) {
    static const char source[] = "/proc/PID/stat";
    cp_span text;
    cp_process_addresses read;
    const cprobe_result result =
        cp_subject_read_file(&target->subject, "stat", source, &text, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    if (!cp_process_addresses_parse(text, &read)) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    program->has_exit_status = read.is_zombie && may_read_status(target, read.exit_status);
    program->exit_status = program->has_exit_status ? read.exit_status : 0;
    if (!read.has_memory) {
        return CPROBE_OK;
    }
    if (read.code_start <= 1 && read.stack_start == 0) {
        cp_failures_add(&target->reading.failures, (cprobe_failure){CPROBE_DENIED, 1, 0, source});
        return CPROBE_OK;
    }
    program->has_addresses = true;
    program->code_start = read.code_start;
    program->code_end = read.code_end;
    program->data_start = read.data_start;
    program->data_end = read.data_end;
    program->heap_start = read.heap_start;
    program->stack_start = read.stack_start;
    program->arguments_start = read.arguments_start;
    program->arguments_end = read.arguments_end;
    program->environment_start = read.environment_start;
    program->environment_end = read.environment_end;
    return CPROBE_OK;
}

cprobe_result cprobe_program_read(cprobe_collector *collector, int32_t pid, cprobe_program *program,
                                  cprobe_process_reading *reading, cprobe_failure *failure) {
    cp_target target;
    cprobe_program read = {0};
    if (program == NULL || reading == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "the program", 0, 0);
    }
    cprobe_result result = cp_target_open(&target, collector, pid, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    result = read_addresses(&target, &read, failure);
    if (result == CPROBE_OK) {
        read_auxv(&target, &read);
        read_system_call(&target, &read);
    }
    result = cp_target_close(&target, result, reading, failure);
    if (result == CPROBE_OK) {
        *program = read;
    }
    return result;
}

#endif
