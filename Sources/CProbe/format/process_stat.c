// /proc/PID/stat: what a process is and what it has used.
//
//     14072 (a) R 1 (b) S 14052 14052 12502 34816 14052 4194304 2983 6531 0 0 3 1 8 2 20 0 1 0 6511
//     13770752 2381 18446744073709551615 ... 17 1 0 0 0 0 0 ...     (one line)
//
//     file  = pid " (" name ") " state (" " number)* "\n"
//     name  = any bytes, a newline and parentheses too; at most 63
//     state = one letter
//     numbers, the state being the third: 4 parent, 5 group, 6 session, 9 flags, 10 minor faults,
//             12 major faults, 14 user and 15 system time in ticks, 18 priority, 19 nice, 20 threads,
//             22 start in ticks since boot, 23 address space in bytes, 24 resident pages, 39 CPU;
//             52 in all since 3.5. Some can be negative.
//
// No number holds a parenthesis, so that the last one ends the name. A text without its final newline
// was cut and is malformed, and so is one without its resident pages; a number beyond its range costs
// its own field. The times of threads that ended are counted; those of children are not. At most
// 2 + 10 + 63 + 52 × 21 = 1,167 bytes. do_task_stat(), fs/proc/array.c; proc_pid_stat(5).

#include "../failure.h"
#include "../include/cprobe/process.h"
#include "../text/number.h"

static const char source[] = "/proc/PID/stat";

enum { NS_PER_SECOND = 1000000000, KERNEL_THREAD_FLAG = 0x00200000 }; // PF_KTHREAD

// The numbers by their place in the line.
enum {
    PARENT = 4,
    PROCESS_GROUP = 5,
    SESSION = 6,
    FLAGS = 9,
    MINOR_FAULTS = 10,
    MAJOR_FAULTS = 12,
    USER_TIME = 14,
    SYSTEM_TIME = 15,
    PRIORITY = 18,
    NICE = 19,
    THREADS = 20,
    START = 22,
    VMS = 23,
    RSS = 24,
    LAST_CPU = 39,
    FIRST = PARENT
};

static uint64_t bit(cprobe_process_field field) {
    return (uint64_t)1 << field;
}

// Takes " 123" or " -5". False where there is none.
static bool take_number(cp_span *text, uint64_t *number, bool *is_negative) {
    *is_negative = false;
    if (!cp_take_byte(text, ' ')) {
        return false;
    }
    *is_negative = cp_take_byte(text, '-');
    return cp_take_u64(text, number) &&
           (text->length == 0 || text->bytes[0] == ' ' || text->bytes[0] == '\n');
}

// A number in the range of 32 bits with its sign. False where it is beyond.
static bool as_int32(uint64_t number, bool is_negative, int32_t *value) {
    if (number > (uint64_t)INT32_MAX) {
        return false;
    }
    *value = is_negative ? -(int32_t)number : (int32_t)number;
    return true;
}

// The pid and the name. False where the text is not of its format; else it stands behind the name.
static bool take_name(cp_span *text, cprobe_process *process) {
    uint64_t pid = 0;
    if (!cp_take_u64(text, &pid) || pid > INT32_MAX || !cp_take_byte(text, ' ') ||
        !cp_take_byte(text, '(')) {
        return false;
    }
    size_t length = text->length < sizeof process->name + 1 ? text->length
                                                            : sizeof process->name + 1;
    do {
        if (length == 0) {
            return false;
        }
        length -= 1;
    } while (text->bytes[length] != ')');
    process->pid = (int32_t)pid;
    process->name_length = (uint32_t)length;
    memcpy(process->name, text->bytes, length);
    cp_skip(text, length + 1);
    return true;
}

static void set_ticks(cprobe_process *process, uint64_t *target, cprobe_process_field field,
                      uint64_t ticks, bool is_negative, uint64_t ns_per_tick) {
    if (!is_negative && !__builtin_mul_overflow(ticks, ns_per_tick, target)) {
        process->present_fields |= bit(field);
    }
}

static void set_int32(cprobe_process *process, int32_t *target, cprobe_process_field field,
                      uint64_t number, bool is_negative) {
    if (as_int32(number, is_negative, target)) {
        process->present_fields |= bit(field);
    }
}

static void set_count(cprobe_process *process, uint64_t *target, cprobe_process_field field,
                      uint64_t number, bool is_negative) {
    if (!is_negative) {
        *target = number;
        process->present_fields |= bit(field);
    }
}

// Stores the number at a place of the line.
static void store(cprobe_process *process, unsigned place, uint64_t number, bool is_negative,
                  uint64_t ns_per_tick, uint32_t page_bytes) {
    switch (place) {
    case PARENT:
        set_int32(process, &process->parent_pid, CPROBE_PROCESS_PARENT_PID, number, is_negative);
        break;
    case PROCESS_GROUP:
        set_int32(process, &process->process_group, CPROBE_PROCESS_GROUP, number, is_negative);
        break;
    case SESSION:
        set_int32(process, &process->session, CPROBE_PROCESS_SESSION, number, is_negative);
        break;
    case FLAGS:
        if (!is_negative) {
            process->kernel_thread = (number & KERNEL_THREAD_FLAG) != 0;
            process->present_fields |= bit(CPROBE_PROCESS_KERNEL_THREAD);
        }
        break;
    case MINOR_FAULTS:
        set_count(process, &process->minor_faults, CPROBE_PROCESS_MINOR_FAULTS, number, is_negative);
        break;
    case MAJOR_FAULTS:
        set_count(process, &process->major_faults, CPROBE_PROCESS_MAJOR_FAULTS, number, is_negative);
        break;
    case USER_TIME:
        set_ticks(process, &process->user_time_ns, CPROBE_PROCESS_USER_TIME, number, is_negative,
                  ns_per_tick);
        break;
    case SYSTEM_TIME:
        set_ticks(process, &process->system_time_ns, CPROBE_PROCESS_SYSTEM_TIME, number,
                  is_negative, ns_per_tick);
        break;
    case PRIORITY:
        set_int32(process, &process->priority, CPROBE_PROCESS_PRIORITY, number, is_negative);
        break;
    case NICE:
        set_int32(process, &process->nice, CPROBE_PROCESS_NICE, number, is_negative);
        break;
    case THREADS:
        set_count(process, &process->threads, CPROBE_PROCESS_THREADS, number, is_negative);
        break;
    case START:
        process->start_ticks = number;
        set_ticks(process, &process->start_ns, CPROBE_PROCESS_START, number, is_negative,
                  ns_per_tick);
        break;
    case VMS:
        set_count(process, &process->vms_bytes, CPROBE_PROCESS_VMS, number, is_negative);
        break;
    case RSS:
        if (page_bytes != 0 && !is_negative &&
            !__builtin_mul_overflow(number, (uint64_t)page_bytes, &process->rss_bytes)) {
            process->present_fields |= bit(CPROBE_PROCESS_RSS);
        }
        break;
    case LAST_CPU:
        if (!is_negative && number <= UINT32_MAX) {
            process->last_cpu = (uint32_t)number;
            process->present_fields |= bit(CPROBE_PROCESS_LAST_CPU);
        }
        break;
    default: break;
    }
}

cprobe_result cprobe_process_stat_parse(const char *bytes, size_t length,
                                        uint32_t ticks_per_second, uint32_t page_bytes,
                                        cprobe_process *process, cprobe_failure *failure) {
    if (process == NULL || (bytes == NULL && length != 0) || ticks_per_second == 0 ||
        ticks_per_second > NS_PER_SECOND) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    const uint64_t ns_per_tick = NS_PER_SECOND / ticks_per_second;
    cp_span text = cp_span_make(bytes, length);
    cprobe_process read = {.present_fields = bit(CPROBE_PROCESS_NAME) | bit(CPROBE_PROCESS_STATE)};
    if (length == 0 || bytes[length - 1] != '\n' || !take_name(&text, &read) ||
        !cp_take_byte(&text, ' ') || text.length < 2) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    read.state = text.bytes[0];
    cp_skip(&text, 1);
    for (unsigned place = FIRST; place <= LAST_CPU; place += 1) {
        uint64_t number = 0;
        bool is_negative = false;
        if (!take_number(&text, &number, &is_negative)) {
            if (place > RSS) {
                break;
            }
            return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
        }
        store(&read, place, number, is_negative, ns_per_tick, page_bytes);
    }
    if (cprobe_has(read.present_fields, CPROBE_PROCESS_USER_TIME) &&
        cprobe_has(read.present_fields, CPROBE_PROCESS_SYSTEM_TIME) &&
        !__builtin_add_overflow(read.user_time_ns, read.system_time_ns, &read.total_time_ns)) {
        read.present_fields |= bit(CPROBE_PROCESS_TOTAL_TIME);
    }
    *process = read;
    return CPROBE_OK;
}
