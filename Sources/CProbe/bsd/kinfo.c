#include "../platform.h"
#if (CP_PLATFORM_OPENBSD || CP_PLATFORM_NETBSD) && defined(CP_PORT_PROCESS)

#include "kinfo.h"

#include "../failure.h"
#include "../presence.h"
#include "layout.h"
#include "record.h"
#include "units.h"

enum {
    // The flags of a process, sys/proc.h, sys/sysctl.h.
    FLAG_SINTR = 0x80,
    FLAG_SYSTEM = 0x200,
    // The states of its thread: sys/proc.h, sys/lwp.h.
    STATE_IDLE = 1,
    STATE_RUNNABLE = 2,
    STATE_SLEEPING = 3,
    STATE_STOPPED = 4,
    STATE_ZOMBIE = 5,
    STATE_DEAD = 6,
    STATE_ON_CPU = 7,
    STATE_SUSPENDED = 8, // NetBSD.
    NICE_ZERO = 20
};
static const uint64_t no_cpu = UINT64_MAX;

// The letters of ps(1).
static char state_of(cp_span record, const cp_kinfo_layout *layout) {
    switch (record.bytes[layout->state]) {
    case STATE_IDLE: // Is being made.
    case STATE_RUNNABLE:
    case STATE_ON_CPU: return 'R';
    case STATE_SLEEPING:
        return (cp_record_u32(record, layout->flags) & FLAG_SINTR) != 0 ? 'S' : 'D';
    case STATE_STOPPED: return 'T';
    case STATE_ZOMBIE:
    case STATE_DEAD: return 'Z';
    case STATE_SUSPENDED: return 'U';
    default: return '\0';
    }
}

static void set_number(cp_span record, uint16_t offset, cprobe_process_field field, int32_t *out,
                       cprobe_process *process) {
    *out = cp_record_i32(record, offset);
    cprobe_set(&process->present_fields, field);
}

static void set_id(cp_span record, uint16_t offset, cprobe_process_field field, uint32_t *out,
                   cprobe_process *process) {
    *out = cp_record_u32(record, offset);
    cprobe_set(&process->present_fields, field);
}

static void set_identity(cp_span record, const cp_kinfo_layout *layout, cprobe_process *process) {
    process->pid = cp_record_i32(record, layout->pid);
    set_number(record, layout->parent, CPROBE_PROCESS_PARENT_PID, &process->parent_pid, process);
    set_number(record, layout->group, CPROBE_PROCESS_GROUP, &process->process_group, process);
    set_number(record, layout->session, CPROBE_PROCESS_SESSION, &process->session, process);
    set_number(record, layout->foreground, CPROBE_PROCESS_FOREGROUND_GROUP,
               &process->foreground_group, process);
    process->foreground_group = cp_process_foreground(process->foreground_group);
    set_id(record, layout->uid, CPROBE_PROCESS_UID, &process->uid, process);
    set_id(record, layout->effective_uid, CPROBE_PROCESS_EFFECTIVE_UID, &process->effective_uid,
           process);
    set_id(record, layout->saved_uid, CPROBE_PROCESS_SAVED_UID, &process->saved_uid, process);
    set_id(record, layout->gid, CPROBE_PROCESS_GID, &process->gid, process);
    set_id(record, layout->effective_gid, CPROBE_PROCESS_EFFECTIVE_GID, &process->effective_gid,
           process);
    set_id(record, layout->saved_gid, CPROBE_PROCESS_SAVED_GID, &process->saved_gid, process);
    const cp_span name = cp_record_text(record, layout->command, layout->command_bytes);
    process->name_length = (uint32_t)name.length;
    memcpy(process->name, name.bytes, name.length);
    cprobe_set(&process->present_fields, CPROBE_PROCESS_NAME);
    process->state = state_of(record, layout);
    cp_presence_set_if(&process->present_fields, CPROBE_PROCESS_STATE, process->state != '\0');
    process->kernel_thread = (cp_record_u32(record, layout->flags) & FLAG_SYSTEM) != 0;
    cprobe_set(&process->present_fields, CPROBE_PROCESS_KERNEL_THREAD);
    process->nice = (unsigned char)record.bytes[layout->nice] - NICE_ZERO;
    cprobe_set(&process->present_fields, CPROBE_PROCESS_NICE);
    const uint64_t cpu = cp_record_u64(record, layout->last_cpu);
    process->last_cpu = cpu == no_cpu ? 0 : (uint32_t)cpu;
    cp_presence_set_if(&process->present_fields, CPROBE_PROCESS_LAST_CPU, cpu <= INT32_MAX);
}

// Two uint32_t: seconds and microseconds. Absent if out of range.
static void set_time(cp_span record, uint16_t offset, cprobe_process_field field,
                     uint64_t *time_ns, cprobe_process *process) {
    if (cp_timeval_ns(cp_record_u32(record, offset),
                      cp_record_u32(record, offset + sizeof(uint32_t)), time_ns)) {
        cprobe_set(&process->present_fields, field);
    }
}

// A number of units. Absent if the product exceeds 63 bits, or the kernel has no such number.
static void set_scaled(cp_span record, uint16_t offset, uint64_t unit, cprobe_process_field field,
                       uint64_t *out, cprobe_process *process) {
    if (offset != 0 && unit != 0 && cp_scaled(cp_record_u64(record, offset), unit, out) &&
        *out <= INT64_MAX) {
        cprobe_set(&process->present_fields, field);
    }
}

// Times, faults and switches, which the kernel leaves out of a zombie's structure.
static void set_usage(cp_span record, const cp_kinfo_layout *layout, const cp_process_pass *pass,
                      cprobe_process *process) {
    set_time(record, layout->user, CPROBE_PROCESS_USER_TIME, &process->user_time_ns, process);
    set_time(record, layout->system, CPROBE_PROCESS_SYSTEM_TIME, &process->system_time_ns,
             process);
    if (cprobe_has(process->present_fields, CPROBE_PROCESS_USER_TIME) &&
        cprobe_has(process->present_fields, CPROBE_PROCESS_SYSTEM_TIME)) {
        // Each has 32 bits of seconds.
        process->total_time_ns = process->user_time_ns + process->system_time_ns;
        cprobe_set(&process->present_fields, CPROBE_PROCESS_TOTAL_TIME);
    }
    set_scaled(record, layout->peak, 1024, CPROBE_PROCESS_PEAK_RSS, &process->peak_rss_bytes,
               process);
    set_scaled(record, layout->minor_faults, 1, CPROBE_PROCESS_MINOR_FAULTS,
               &process->minor_faults, process);
    set_scaled(record, layout->major_faults, 1, CPROBE_PROCESS_MAJOR_FAULTS,
               &process->major_faults, process);
    set_scaled(record, layout->voluntary, 1, CPROBE_PROCESS_VOLUNTARY_SWITCHES,
               &process->voluntary_switches, process);
    set_scaled(record, layout->involuntary, 1, CPROBE_PROCESS_INVOLUNTARY_SWITCHES,
               &process->involuntary_switches, process);
    const int64_t seconds = layout->start_bytes == sizeof(int64_t)
                                ? cp_record_i64(record, layout->start)
                                : cp_record_u32(record, layout->start);
    uint64_t start_ns = 0;
    // The kernel has the start on the wall clock: since boot, less the boot time on that clock.
    if (pass->boot_time_ns != 0 &&
        cp_timeval_ns(seconds, cp_record_u32(record, layout->start_us), &start_ns) &&
        start_ns >= pass->boot_time_ns) {
        process->start_ns = start_ns - pass->boot_time_ns;
        cprobe_set(&process->present_fields, CPROBE_PROCESS_START_TIME);
    }
}

static void set_pages(cp_span record, uint16_t offset, uint64_t page_bytes,
                      cprobe_process_field field, uint64_t *out, cprobe_process *process) {
    const int32_t pages = cp_record_i32(record, offset);
    if (pages >= 0 && page_bytes != 0 && cp_scaled((uint64_t)pages, page_bytes, out)) {
        cprobe_set(&process->present_fields, field);
    }
}

static void set_memory(cp_span record, const cp_kinfo_layout *layout, const cp_process_pass *pass,
                       cprobe_process *process) {
    const uint64_t page = pass->page_bytes;
    set_pages(record, layout->resident, page, CPROBE_PROCESS_RSS, &process->rss_bytes, process);
    set_pages(record, layout->text, page, CPROBE_PROCESS_TEXT, &process->text_bytes, process);
    set_pages(record, layout->data, page, CPROBE_PROCESS_DATA, &process->data_bytes, process);
    set_pages(record, layout->stack, page, CPROBE_PROCESS_STACK, &process->stack_bytes, process);
    set_scaled(record, layout->virtual, layout->is_virtual_pages ? page : 1, CPROBE_PROCESS_VMS,
               &process->vms_bytes, process);
    if (pass->memory_total_bytes != 0 &&
        cprobe_has(process->present_fields, CPROBE_PROCESS_RSS)) {
        process->memory_percent =
            (double)process->rss_bytes / (double)pass->memory_total_bytes * 100;
        cprobe_set(&process->present_fields, CPROBE_PROCESS_MEMORY_PERCENT);
    }
}

bool cp_kinfo_take(cp_span record, const cp_kinfo_layout *layout, const cp_process_pass *pass,
                   cprobe_process *process) {
    *process = (cprobe_process){0};
    if (cp_record_i32(record, layout->pid) < 0) {
        return false;
    }
    set_identity(record, layout, process);
    if (cp_record_i64(record, layout->has_usage) != 0) {
        set_usage(record, layout, pass, process);
        set_memory(record, layout, pass, process);
    }
    set_scaled(record, layout->threads, 1, CPROBE_PROCESS_THREADS, &process->threads, process);
    return true;
}

void cp_kinfo_begin(int boot_time, const char *memory_source, int memory, cp_process_pass *pass) {
    static const char source[] = "sysctl kern.boottime";
    const int boot_time_numbers[] = {CP_CTL_KERN, boot_time};
    const int memory_numbers[] = {CP_CTL_HW, memory};
    cprobe_failure failure;
    char bytes[CP_TIMEVAL_BYTES];
    cp_span answer, record;
    cprobe_result result = cp_sysctl_read(source, boot_time_numbers, 2,
                                          (cp_buffer){bytes, sizeof bytes}, &answer, &failure);
    if (result == CPROBE_OK &&
        (!cp_record_take(&answer, CP_TIMEVAL_BYTES, &record) ||
         !cp_timeval_ns(cp_record_i64(record, CP_TIMEVAL_SECONDS),
                        cp_record_i32(record, CP_TIMEVAL_US + CP_LONG_LOW_INT),
                        &pass->boot_time_ns))) {
        result = cp_fail(&failure, CPROBE_MALFORMED, source, 0, 0);
    }
    if (result != CPROBE_OK) {
        cp_failures_add(&pass->processes->failures, failure);
    }
    if (cp_sysctl_number(memory_source, memory_numbers, 2, &pass->memory_total_bytes, &failure) !=
        CPROBE_OK) {
        pass->memory_total_bytes = 0;
        cp_failures_add(&pass->processes->failures, failure);
    }
}

#endif
