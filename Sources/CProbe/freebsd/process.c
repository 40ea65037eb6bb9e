#include "../platform.h"
#if CP_PLATFORM_FREEBSD

#include "../include/cprobe/process.h"

#include "../bsd/collector_state.h"
#include "../bsd/named_sysctl.h"
#include "../bsd/process_list.h"
#include "../bsd/record.h"
#include "../bsd/units.h"
#include "../failure.h"
#include "../presence.h"
#include "layout.h"
#include "port_calls.h"

// The letters of ps(1).
static char state_of(cp_span record) {
    const char *at = record.bytes + CP_KINFO_STATE;
    switch (*at) {
    case CP_SIDL: // Is being made.
    case CP_SRUN: return 'R';
    case CP_SSLEEP:
        return (cp_record_u64(record, CP_KINFO_THREAD_FLAGS) & CP_TDF_SINTR) != 0 ? 'S' : 'D';
    case CP_SSTOP: return 'T';
    case CP_SZOMB: return 'Z';
    case CP_SWAIT: return 'W';
    case CP_SLOCK: return 'L';
    default: return '\0';
    }
}

static void set(cprobe_process *process, cprobe_process_field field) {
    cprobe_set(&process->present_fields, field);
}

static void set_identity(cp_span record, cprobe_process *process) {
    process->pid = cp_record_i32(record, CP_KINFO_PID);
    process->parent_pid = cp_record_i32(record, CP_KINFO_PARENT);
    set(process, CPROBE_PROCESS_PARENT_PID);
    const cp_span name = cp_record_text(record, CP_KINFO_COMMAND, CP_KINFO_COMMAND_BYTES);
    process->name_length = (uint32_t)name.length;
    if (name.length != 0) {
        memcpy(process->name, name.bytes, name.length);
    }
    set(process, CPROBE_PROCESS_NAME);
    process->state = state_of(record);
    cp_presence_set_if(&process->present_fields, CPROBE_PROCESS_STATE, process->state != '\0');
    process->kernel_thread = (cp_record_u64(record, CP_KINFO_FLAGS) & CP_P_KPROC) != 0;
    set(process, CPROBE_PROCESS_KERNEL_THREAD);
    const int32_t threads = cp_record_i32(record, CP_KINFO_THREADS);
    process->threads = threads < 0 ? 0 : (uint64_t)threads;
    cp_presence_set_if(&process->present_fields, CPROBE_PROCESS_THREADS, threads >= 0);
    process->process_group = cp_record_i32(record, CP_KINFO_GROUP);
    set(process, CPROBE_PROCESS_GROUP);
    process->session = cp_record_i32(record, CP_KINFO_SESSION);
    set(process, CPROBE_PROCESS_SESSION);
    process->foreground_group =
        cp_process_foreground(cp_record_i32(record, CP_KINFO_FOREGROUND));
    set(process, CPROBE_PROCESS_FOREGROUND_GROUP);
    process->nice = (signed char)record.bytes[CP_KINFO_NICE];
    set(process, CPROBE_PROCESS_NICE);
    const int32_t cpu = cp_record_i32(record, CP_KINFO_LAST_CPU);
    process->last_cpu = cpu < 0 ? 0 : (uint32_t)cpu; // -1: never ran.
    cp_presence_set_if(&process->present_fields, CPROBE_PROCESS_LAST_CPU, cpu >= 0);
    process->tracer_pid = cp_record_i32(record, CP_KINFO_TRACER);
    set(process, CPROBE_PROCESS_TRACER_PID);
}

static void set_users(cp_span record, cprobe_process *process) {
    process->uid = cp_record_u32(record, CP_KINFO_UID);
    set(process, CPROBE_PROCESS_UID);
    process->effective_uid = cp_record_u32(record, CP_KINFO_EFFECTIVE_UID);
    set(process, CPROBE_PROCESS_EFFECTIVE_UID);
    process->saved_uid = cp_record_u32(record, CP_KINFO_SAVED_UID);
    set(process, CPROBE_PROCESS_SAVED_UID);
    process->gid = cp_record_u32(record, CP_KINFO_GID);
    set(process, CPROBE_PROCESS_GID);
    process->saved_gid = cp_record_u32(record, CP_KINFO_SAVED_GID);
    set(process, CPROBE_PROCESS_SAVED_GID);
    if ((int16_t)cp_record_u16(record, CP_KINFO_GROUP_COUNT) > 0) {
        process->effective_gid = cp_record_u32(record, CP_KINFO_GROUPS);
        set(process, CPROBE_PROCESS_EFFECTIVE_GID);
    }
}

// Stores a time of a struct timeval. Absent if it is out of range.
static void set_time(cp_span record, size_t offset, cprobe_process_field field,
                     uint64_t *time_ns, cprobe_process *process) {
    if (cp_timeval_ns(cp_record_i64(record, offset + CP_TIMEVAL_SECONDS),
                      cp_record_i64(record, offset + CP_TIMEVAL_US), time_ns)) {
        set(process, field);
    }
}

// Stores a number of units. Absent if the kernel's is negative, or the product exceeds 64 bits.
static void set_scaled(cp_span record, size_t offset, uint64_t unit, cprobe_process_field field,
                       uint64_t *out, cprobe_process *process) {
    const int64_t number = cp_record_i64(record, offset);
    if (number >= 0 && unit != 0 && cp_scaled((uint64_t)number, unit, out)) {
        set(process, field);
    }
}

static void set_usage(cp_span record, cprobe_process *process) {
    const size_t own = CP_KINFO_USAGE;
    const size_t children = CP_KINFO_CHILDREN_USAGE;
    set_time(record, own + CP_RUSAGE_USER, CPROBE_PROCESS_USER_TIME, &process->user_time_ns,
             process);
    set_time(record, own + CP_RUSAGE_SYSTEM, CPROBE_PROCESS_SYSTEM_TIME, &process->system_time_ns,
             process);
    if (cprobe_has(process->present_fields, CPROBE_PROCESS_USER_TIME) &&
        cprobe_has(process->present_fields, CPROBE_PROCESS_SYSTEM_TIME) &&
        !__builtin_add_overflow(process->user_time_ns, process->system_time_ns,
                                &process->total_time_ns)) {
        set(process, CPROBE_PROCESS_TOTAL_TIME);
    }
    set_time(record, children + CP_RUSAGE_USER, CPROBE_PROCESS_CHILDREN_USER_TIME,
             &process->children_user_time_ns, process);
    set_time(record, children + CP_RUSAGE_SYSTEM, CPROBE_PROCESS_CHILDREN_SYSTEM_TIME,
             &process->children_system_time_ns, process);
    set_scaled(record, own + CP_RUSAGE_PEAK, 1024, CPROBE_PROCESS_PEAK_RSS,
               &process->peak_rss_bytes, process);
    set_scaled(record, own + CP_RUSAGE_MINOR_FAULTS, 1, CPROBE_PROCESS_MINOR_FAULTS,
               &process->minor_faults, process);
    set_scaled(record, own + CP_RUSAGE_MAJOR_FAULTS, 1, CPROBE_PROCESS_MAJOR_FAULTS,
               &process->major_faults, process);
    set_scaled(record, own + CP_RUSAGE_VOLUNTARY, 1, CPROBE_PROCESS_VOLUNTARY_SWITCHES,
               &process->voluntary_switches, process);
    set_scaled(record, own + CP_RUSAGE_INVOLUNTARY, 1, CPROBE_PROCESS_INVOLUNTARY_SWITCHES,
               &process->involuntary_switches, process);
}

static void set_memory(cp_span record, const cp_process_pass *pass, cprobe_process *process) {
    const uint64_t page = pass->page_bytes;
    set_scaled(record, CP_KINFO_VIRTUAL, 1, CPROBE_PROCESS_VMS, &process->vms_bytes, process);
    set_scaled(record, CP_KINFO_RESIDENT, page, CPROBE_PROCESS_RSS, &process->rss_bytes, process);
    set_scaled(record, CP_KINFO_TEXT, page, CPROBE_PROCESS_TEXT, &process->text_bytes, process);
    set_scaled(record, CP_KINFO_DATA, page, CPROBE_PROCESS_DATA, &process->data_bytes, process);
    set_scaled(record, CP_KINFO_STACK, page, CPROBE_PROCESS_STACK, &process->stack_bytes, process);
    if (pass->memory_total_bytes != 0 &&
        cprobe_has(process->present_fields, CPROBE_PROCESS_RSS)) {
        process->memory_percent =
            (double)process->rss_bytes / (double)pass->memory_total_bytes * 100;
        set(process, CPROBE_PROCESS_MEMORY_PERCENT);
    }
}

// The kernel has the start on the wall clock: since boot, less the boot time on the same clock.
static void set_start(cp_span record, const cp_process_pass *pass, cprobe_process *process) {
    uint64_t start_ns = 0;
    if (pass->boot_time_ns != 0 &&
        cp_timeval_ns(cp_record_i64(record, CP_KINFO_START + CP_TIMEVAL_SECONDS),
                      cp_record_i64(record, CP_KINFO_START + CP_TIMEVAL_US), &start_ns) &&
        start_ns >= pass->boot_time_ns) {
        process->start_ns = start_ns - pass->boot_time_ns;
        set(process, CPROBE_PROCESS_START_TIME);
    }
}

static bool take_process(cp_span record, const cp_process_pass *pass, cprobe_process *process) {
    *process = (cprobe_process){0};
    if (cp_record_i32(record, CP_KINFO_SIZE) != CP_KINFO_BYTES ||
        cp_record_i32(record, CP_KINFO_PID) < 0) {
        return false;
    }
    set_identity(record, process);
    set_users(record, process);
    set_usage(record, process);
    set_memory(record, pass, process);
    set_start(record, pass, process);
    return true;
}

static void read_details(const cp_process_pass *pass, cprobe_process *process) {
    // The kernel counts the caller's descriptors only, as those of pid 0.
    if ((pass->details & CPROBE_DETAIL_DESCRIPTORS) != 0 && process->pid != cp_port_pid()) {
        process->unread_details |= CPROBE_DETAIL_DESCRIPTORS;
    } else if ((pass->details & CPROBE_DETAIL_DESCRIPTORS) != 0) {
        const int numbers[] = {CP_CTL_KERN, CP_KERN_PROC, CP_KERN_PROC_NFDS, 0};
        cp_process_number("sysctl kern.proc.nfds", numbers, 4, CPROBE_PROCESS_DESCRIPTORS,
                          CPROBE_DETAIL_DESCRIPTORS, &process->descriptors, process);
    }
    if ((pass->details & CPROBE_DETAIL_COMMAND_LINE) != 0) {
        const int numbers[] = {CP_CTL_KERN, CP_KERN_PROC, CP_KERN_PROC_ARGS, process->pid};
        const cp_process_text text = {CPROBE_PROCESS_COMMAND_LINE, CPROBE_DETAIL_COMMAND_LINE,
                                      &process->command_line_offset,
                                      &process->command_line_length};
        cp_process_read_text(pass, "sysctl kern.proc.args", numbers, 4, &text, process);
    }
    if ((pass->details & CPROBE_DETAIL_PATHS) != 0) {
        const int numbers[] = {CP_CTL_KERN, CP_KERN_PROC, CP_KERN_PROC_PATHNAME, process->pid};
        const cp_process_text text = {CPROBE_PROCESS_EXECUTABLE, CPROBE_DETAIL_PATHS,
                                      &process->executable_offset, &process->executable_length};
        cp_process_read_text(pass, "sysctl kern.proc.pathname", numbers, 4, &text, process);
    }
}

static const cp_process_layout layout = {
    .source = "sysctl kern.proc",
    .bytes = CP_KINFO_BYTES,
    .details = CPROBE_DETAIL_STATUS | CPROBE_DETAIL_DESCRIPTORS | CPROBE_DETAIL_COMMAND_LINE |
               CPROBE_DETAIL_PATHS,
    .take = take_process,
    .read_details = read_details,
};

// The boot time and the memory of the machine, which a process is compared with.
static void begin(cp_process_pass *pass) {
    static const char boottime[] = "sysctl kern.boottime";
    cprobe_failure failure;
    char bytes[CP_TIMEVAL_BYTES];
    cp_span answer;
    cprobe_result result =
        cp_named_sysctl_read(boottime, (cp_buffer){bytes, sizeof bytes}, &answer, &failure);
    if (result == CPROBE_OK &&
        (answer.length != CP_TIMEVAL_BYTES ||
         !cp_timeval_ns(cp_record_i64(answer, CP_TIMEVAL_SECONDS),
                        cp_record_i64(answer, CP_TIMEVAL_US), &pass->boot_time_ns))) {
        result = cp_fail(&failure, CPROBE_MALFORMED, boottime, 0, 0);
    }
    if (result != CPROBE_OK) {
        cp_failures_add(&pass->processes->failures, failure);
    }
    if (cp_named_sysctl_number("sysctl hw.physmem", &pass->memory_total_bytes, &failure) !=
        CPROBE_OK) {
        pass->memory_total_bytes = 0;
        cp_failures_add(&pass->processes->failures, failure);
    }
}

cprobe_result cprobe_processes_read(cprobe_collector *collector, uint32_t details,
                                    cprobe_processes *processes, cprobe_process_list *list,
                                    cprobe_failure *failure) {
    static const int numbers[] = {CP_CTL_KERN, CP_KERN_PROC, CP_KERN_PROC_PROC};
    cp_process_request request = {numbers, 3, details, begin};
    return cp_process_list_read(&layout, &request, collector, processes, list, failure);
}

cprobe_result cprobe_process_read(cprobe_collector *collector, int32_t pid, uint32_t details,
                                  cprobe_processes *processes, cprobe_process_list *list,
                                  cprobe_failure *failure) {
    if (pid < 0) {
        return cp_fail(failure, CPROBE_INVALID, "process", 0, 0);
    }
    const int numbers[] = {CP_CTL_KERN, CP_KERN_PROC, CP_KERN_PROC_PID,
                           pid == 0 ? cp_port_pid() : pid};
    cp_process_request request = {numbers, 4, details, begin};
    return cp_process_list_read(&layout, &request, collector, processes, list, failure);
}

cprobe_result cprobe_threads_read(cprobe_collector *collector, int32_t pid, uint32_t details,
                                  cprobe_processes *processes, cprobe_process_list *list,
                                  cprobe_failure *failure) {
    (void)collector, (void)pid, (void)details, (void)processes, (void)list;
    return cp_fail(failure, CPROBE_UNSUPPORTED, "threads on this system", 0, 0);
}

#endif
