#include "../platform.h"
#if CP_PLATFORM_OPENBSD

#include "../include/cprobe/process.h"

#include "../bsd/kinfo.h"
#include "../bsd/record.h"
#include "../failure.h"
#include "layout.h"
#include "port_calls.h"

static const cp_kinfo_layout kinfo = {
    .flags = CP_KINFO_FLAGS,
    .pid = CP_KINFO_PID,
    .parent = CP_KINFO_PARENT,
    .session = CP_KINFO_SESSION,
    .group = CP_KINFO_GROUP,
    .foreground = CP_KINFO_FOREGROUND,
    .uid = CP_KINFO_UID,
    .effective_uid = CP_KINFO_EFFECTIVE_UID,
    .saved_uid = CP_KINFO_SAVED_UID,
    .gid = CP_KINFO_GID,
    .effective_gid = CP_KINFO_EFFECTIVE_GID,
    .saved_gid = CP_KINFO_SAVED_GID,
    .state = CP_KINFO_STATE,
    .nice = CP_KINFO_NICE,
    .command = CP_KINFO_COMMAND,
    .command_bytes = CP_KINFO_COMMAND_BYTES,
    .resident = CP_KINFO_RESIDENT,
    .text = CP_KINFO_TEXT,
    .data = CP_KINFO_DATA,
    .stack = CP_KINFO_STACK,
    .has_usage = CP_KINFO_IS_VALID,
    .start = CP_KINFO_START,
    .start_bytes = 8,
    .start_us = CP_KINFO_START_US,
    .user = CP_KINFO_USER,
    .system = CP_KINFO_SYSTEM,
    .last_cpu = CP_KINFO_LAST_CPU,
    .virtual = CP_KINFO_VIRTUAL,
};

static bool take_process(cp_span record, const cp_process_pass *pass, cprobe_process *process) {
    return cp_kinfo_take(record, &kinfo, pass, process);
}

// The command line is an array of pointers, which ends with NULL, and the texts behind it.
static void read_command_line(const cp_process_pass *pass, cprobe_process *process) {
    static const char source[] = "sysctl kern.procargs";
    const int numbers[] = {CP_CTL_KERN, CP_KERN_PROC_ARGS, process->pid, CP_KERN_PROC_ARGV};
    const cp_process_text text = {CPROBE_PROCESS_COMMAND_LINE, CPROBE_DETAIL_COMMAND_LINE,
                                  &process->command_line_offset, &process->command_line_length};
    cprobe_failure failure;
    cp_span answer, pointer;
    if (cp_sysctl_read(source, numbers, 4, pass->buffer, &answer, &failure) != CPROBE_OK) {
        cp_process_note(CPROBE_DETAIL_COMMAND_LINE, failure, process);
        return;
    }
    do {
        if (!cp_record_take(&answer, sizeof(uint64_t), &pointer)) {
            (void)cp_fail(&failure, CPROBE_MALFORMED, source, 0, 0);
            cp_process_note(CPROBE_DETAIL_COMMAND_LINE, failure, process);
            return;
        }
    } while (cp_record_u64(pointer, 0) != 0);
    cp_process_add_text(pass, answer, &text, process);
}

static void read_details(const cp_process_pass *pass, cprobe_process *process) {
    if (process->kernel_thread || process->state == 'Z') {
        return; // It has no program.
    }
    if ((pass->details & CPROBE_DETAIL_COMMAND_LINE) != 0) {
        read_command_line(pass, process);
    }
    if ((pass->details & CPROBE_DETAIL_PATHS) != 0) {
        const int numbers[] = {CP_CTL_KERN, CP_KERN_PROC_CWD, process->pid};
        const cp_process_text text = {CPROBE_PROCESS_WORKING_DIRECTORY, CPROBE_DETAIL_PATHS,
                                      &process->working_directory_offset,
                                      &process->working_directory_length};
        cp_process_read_text(pass, "sysctl kern.proc_cwd", numbers, 3, &text, process);
    }
}

static const cp_process_layout layout = {
    .source = "sysctl kern.proc",
    .bytes = CP_KINFO_BYTES,
    .details = CPROBE_DETAIL_STATUS | CPROBE_DETAIL_COMMAND_LINE | CPROBE_DETAIL_PATHS,
    .take = take_process,
    .read_details = read_details,
};

static void begin(cp_process_pass *pass) {
    cp_kinfo_begin(CP_KERN_BOOTTIME, "sysctl hw.physmem", CP_HW_PHYSMEM64, pass);
}

// The last two numbers are the size of a structure and the most that are wanted.
cprobe_result cprobe_processes_read(cprobe_collector *collector, uint32_t details,
                                    cprobe_processes *processes, cprobe_process_list *list,
                                    cprobe_failure *failure) {
    static const int numbers[] = {CP_CTL_KERN, CP_KERN_PROC, CP_KERN_PROC_KTHREAD, 0,
                                  CP_KINFO_BYTES, INT32_MAX};
    const cp_process_request request = {numbers, 6, details, begin};
    return cp_process_list_read(&layout, &request, collector, processes, list, failure);
}

cprobe_result cprobe_process_read(cprobe_collector *collector, int32_t pid, uint32_t details,
                                  cprobe_processes *processes, cprobe_process_list *list,
                                  cprobe_failure *failure) {
    if (pid < 0) {
        return cp_fail(failure, CPROBE_INVALID, "process", 0, 0);
    }
    const int32_t wanted = pid == 0 ? cp_port_pid() : pid;
    const int numbers[] = {CP_CTL_KERN, CP_KERN_PROC, CP_KERN_PROC_PID, wanted, CP_KINFO_BYTES, 1};
    const cp_process_request request = {numbers, 6, details, begin};
    return cp_process_list_read(&layout, &request, collector, processes, list, failure);
}

cprobe_result cprobe_threads_read(cprobe_collector *collector, int32_t pid, uint32_t details,
                                  cprobe_processes *processes, cprobe_process_list *list,
                                  cprobe_failure *failure) {
    (void)collector, (void)pid, (void)details, (void)processes, (void)list;
    return cp_fail(failure, CPROBE_UNSUPPORTED, "threads on this system", 0, 0);
}

#endif
