// /proc/PID/stat: the properties and resource usage of a process.
// Sample: written by hand.
//
//     14072 (a) R 1 (b) S 14052 14052 12502 34816 14052 4194304 2983 6531 0 0 3 1 8 2 20 0 1 0 6511
//     13770752 2381 18446744073709551615 ... 17 1 0 0 0 0 0 ...     (one line)
//
//     file  = pid " (" name ") " state (" " number)* "\n"
//     name  = any bytes, including newlines and parentheses; at most 63
//     state = one letter
//     numbers, the state being the third: 4 parent, 5 process group, 6 session, 7 terminal, 8 its
//             foreground process group, 9 flags, 10 minor and 12 major faults, 11 and 13 those of
//             children that were waited for, 14 user and 15 system time in ticks, 16 and 17 those
//             of children, 18 priority, 19 nice, 20 threads, 22 start in ticks since boot, 23
//             address space in bytes, 24 resident pages, 26 to 28 the addresses at which the
//             program's code starts and ends and its stack starts, 38 exit signal, 39 CPU, 40 real-time
//             priority, 41 policy, 42 delay by block devices, 43 guest time and 44 that of children
//             in ticks, 45 and 46 the addresses of the data, 47 of the heap, 48 and 49 of the
//             arguments, 50 and 51 of the environment, 52 the exit status; 52 in all since 3.5. Some can be negative: the terminal and the exit
//             signal are printed with a sign.
//
// No number contains a parenthesis, so the last one ends the name. A text without the resident
// pages is malformed; a word that is not a number or a number out of range makes its own field
// absent, behind the resident pages also the fields after it, and is a failure of line 1. A start
// before the zero of the reader's time namespace is printed as nearly 2^64 nanoseconds: its time is
// unknown. Times of ended threads are
// included. At most 2 + 10 + 63 + 52 × 21 = 1,167 bytes. do_task_stat(), fs/proc/array.c;
// proc_pid_stat(5).

#include "../failure.h"
#include "../include/cprobe/process.h"
#include "../presence.h"
#include "../text/number.h"
#include "process_files.h"

static const char source[] = "/proc/PID/stat";

enum { NS_PER_SECOND = 1000000000, KERNEL_THREAD_FLAG = 0x00200000 }; // PF_KTHREAD

// The numbers by position in the line.
enum {
    PARENT = 4,
    PROCESS_GROUP = 5,
    SESSION = 6,
    TERMINAL = 7,
    FOREGROUND_GROUP = 8,
    FLAGS = 9,
    MINOR_FAULTS = 10,
    CHILDREN_MINOR_FAULTS = 11,
    MAJOR_FAULTS = 12,
    CHILDREN_MAJOR_FAULTS = 13,
    USER_TIME = 14,
    SYSTEM_TIME = 15,
    CHILDREN_USER_TIME = 16,
    CHILDREN_SYSTEM_TIME = 17,
    PRIORITY = 18,
    NICE = 19,
    THREADS = 20,
    START = 22,
    VMS = 23,
    RSS = 24,
    START_CODE = 26,
    END_CODE = 27,
    START_STACK = 28,
    EXIT_SIGNAL = 38,
    LAST_CPU = 39,
    REALTIME_PRIORITY = 40,
    POLICY = 41,
    BLOCK_DELAY = 42,
    GUEST_TIME = 43,
    CHILDREN_GUEST_TIME = 44,
    START_DATA = 45,
    END_DATA = 46,
    START_HEAP = 47,
    START_ARGUMENTS = 48,
    END_ARGUMENTS = 49,
    START_ENVIRONMENT = 50,
    END_ENVIRONMENT = 51,
    EXIT_STATUS = 52,
    FIRST = PARENT,
    LAST = CHILDREN_GUEST_TIME
};

// Takes " 123" or " -5". False if there is none.
static bool take_number(cp_span *text, uint64_t *number, bool *is_negative) {
    *is_negative = false;
    if (!cp_take_byte(text, ' ')) {
        return false;
    }
    *is_negative = cp_take_byte(text, '-');
    return cp_take_u64(text, number) &&
           (text->length == 0 || text->bytes[0] == ' ' || text->bytes[0] == '\n');
}

// Converts a number to 32 bits with its sign. False if out of range.
static bool as_int32(uint64_t number, bool is_negative, int32_t *value) {
    if (number > (uint64_t)INT32_MAX) {
        return false;
    }
    *value = is_negative ? -(int32_t)number : (int32_t)number;
    return true;
}

// Takes the pid and the name, and stops after the name. False if malformed.
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

// The numbers of the line by position.
typedef struct places {
    uint64_t numbers[LAST + 1];
    uint64_t negative; // A bit for each negative number,
    uint64_t bad;      // and for each one that is missing or not a number.
} places;

// Drops " word" with at least one byte. False if there is none.
static bool drop_word(cp_span *text) {
    size_t length = 1;
    while (length < text->length && text->bytes[length] != ' ' && text->bytes[length] != '\n') {
        length += 1;
    }
    if (text->length == 0 || text->bytes[0] != ' ' || length == 1) {
        return false;
    }
    cp_skip(text, length);
    return true;
}

// Takes the wanted numbers. A word that is not a number costs its own field; behind RSS, the fields
// after it as well. False if a word up to RSS is missing.
static bool take_places(cp_span *text, places *all) {
    all->negative = 0;
    all->bad = 0;
    for (unsigned place = FIRST; place <= LAST; place += 1) {
        bool is_negative = false;
        place += (unsigned)cp_take_row(text, text->bytes + text->length, all->numbers + place,
                                       LAST + 1 - place);
        cp_span word = *text;
        if (place <= LAST && !take_number(text, &all->numbers[place], &is_negative)) {
            if (place > RSS) {
                all->bad |= UINT64_MAX << place;
                return true;
            }
            if (!drop_word(&word)) {
                return false;
            }
            *text = word;
            all->bad |= (uint64_t)1 << place;
        }
        all->negative |= (uint64_t)is_negative << place;
    }
    return true;
}

static void set_int32(cprobe_process *process, int32_t *target, cprobe_process_field field,
                      const places *all, unsigned place) {
    if ((all->bad >> place & 1) == 0 &&
        as_int32(all->numbers[place], (all->negative >> place & 1) != 0, target)) {
        cprobe_set(&process->present_fields, field);
    }
}

static void set_uint32(cprobe_process *process, uint32_t *target, cprobe_process_field field,
                       const places *all, unsigned place) {
    if (((all->negative | all->bad) >> place & 1) == 0 && all->numbers[place] <= UINT32_MAX) {
        *target = (uint32_t)all->numbers[place];
        cprobe_set(&process->present_fields, field);
    }
}

// Sets a count of `unit`, which is 0 if unknown.
static void set_count(cprobe_process *process, uint64_t *target, cprobe_process_field field,
                      const places *all, unsigned place, uint64_t unit) {
    if (((all->negative | all->bad) >> place & 1) == 0 && unit != 0 &&
        !__builtin_mul_overflow(all->numbers[place], unit, target)) {
        cprobe_set(&process->present_fields, field);
    }
}

// The fields that every text has.
static const cprobe_presence constant_fields = {
    {(uint64_t)1 << CPROBE_PROCESS_PARENT_PID | (uint64_t)1 << CPROBE_PROCESS_START |
    (uint64_t)1 << CPROBE_PROCESS_KERNEL_THREAD | (uint64_t)1 << CPROBE_PROCESS_THREADS |
    (uint64_t)1 << CPROBE_PROCESS_GROUP | (uint64_t)1 << CPROBE_PROCESS_SESSION |
    (uint64_t)1 << CPROBE_PROCESS_TERMINAL | (uint64_t)1 << CPROBE_PROCESS_FOREGROUND_GROUP |
    (uint64_t)1 << CPROBE_PROCESS_FLAGS | (uint64_t)1 << CPROBE_PROCESS_EXIT_SIGNAL |
    (uint64_t)1 << CPROBE_PROCESS_REALTIME_PRIORITY | (uint64_t)1 << CPROBE_PROCESS_POLICY |
    (uint64_t)1 << CPROBE_PROCESS_GUEST_TIME |
    (uint64_t)1 << CPROBE_PROCESS_CHILDREN_GUEST_TIME |
    (uint64_t)1 << CPROBE_PROCESS_BLOCK_DELAY |
    (uint64_t)1 << CPROBE_PROCESS_CHILDREN_MINOR_FAULTS |
    (uint64_t)1 << CPROBE_PROCESS_CHILDREN_MAJOR_FAULTS |
    (uint64_t)1 << CPROBE_PROCESS_PRIORITY | (uint64_t)1 << CPROBE_PROCESS_NICE |
    (uint64_t)1 << CPROBE_PROCESS_LAST_CPU | (uint64_t)1 << CPROBE_PROCESS_USER_TIME |
    (uint64_t)1 << CPROBE_PROCESS_SYSTEM_TIME | (uint64_t)1 << CPROBE_PROCESS_TOTAL_TIME |
    (uint64_t)1 << CPROBE_PROCESS_CHILDREN_USER_TIME |
    (uint64_t)1 << CPROBE_PROCESS_CHILDREN_SYSTEM_TIME |
    (uint64_t)1 << CPROBE_PROCESS_MINOR_FAULTS | (uint64_t)1 << CPROBE_PROCESS_MAJOR_FAULTS |
    (uint64_t)1 << CPROBE_PROCESS_VMS, 0}};

static void set_all(cprobe_process *process, const places *all, uint64_t ns_per_tick,
                    uint32_t page_bytes) {
    set_int32(process, &process->parent_pid, CPROBE_PROCESS_PARENT_PID, all, PARENT);
    set_int32(process, &process->process_group, CPROBE_PROCESS_GROUP, all, PROCESS_GROUP);
    set_int32(process, &process->session, CPROBE_PROCESS_SESSION, all, SESSION);
    int32_t terminal = 0;
    set_int32(process, &terminal, CPROBE_PROCESS_TERMINAL, all, TERMINAL);
    process->terminal_device = (uint32_t)terminal;
    set_int32(process, &process->foreground_group, CPROBE_PROCESS_FOREGROUND_GROUP, all,
              FOREGROUND_GROUP);
    set_uint32(process, &process->flags, CPROBE_PROCESS_FLAGS, all, FLAGS);
    set_uint32(process, &process->flags, CPROBE_PROCESS_KERNEL_THREAD, all, FLAGS);
    process->kernel_thread = (process->flags & KERNEL_THREAD_FLAG) != 0;
    set_int32(process, &process->exit_signal, CPROBE_PROCESS_EXIT_SIGNAL, all, EXIT_SIGNAL);
    set_count(process, &process->minor_faults, CPROBE_PROCESS_MINOR_FAULTS, all, MINOR_FAULTS, 1);
    set_count(process, &process->major_faults, CPROBE_PROCESS_MAJOR_FAULTS, all, MAJOR_FAULTS, 1);
    set_count(process, &process->children_minor_faults, CPROBE_PROCESS_CHILDREN_MINOR_FAULTS, all,
              CHILDREN_MINOR_FAULTS, 1);
    set_count(process, &process->children_major_faults, CPROBE_PROCESS_CHILDREN_MAJOR_FAULTS, all,
              CHILDREN_MAJOR_FAULTS, 1);
    set_count(process, &process->user_time_ns, CPROBE_PROCESS_USER_TIME, all, USER_TIME,
              ns_per_tick);
    set_count(process, &process->system_time_ns, CPROBE_PROCESS_SYSTEM_TIME, all, SYSTEM_TIME,
              ns_per_tick);
    set_count(process, &process->children_user_time_ns, CPROBE_PROCESS_CHILDREN_USER_TIME, all,
              CHILDREN_USER_TIME, ns_per_tick);
    set_count(process, &process->children_system_time_ns, CPROBE_PROCESS_CHILDREN_SYSTEM_TIME, all,
              CHILDREN_SYSTEM_TIME, ns_per_tick);
    set_count(process, &process->guest_time_ns, CPROBE_PROCESS_GUEST_TIME, all, GUEST_TIME,
              ns_per_tick);
    set_count(process, &process->children_guest_time_ns, CPROBE_PROCESS_CHILDREN_GUEST_TIME, all,
              CHILDREN_GUEST_TIME, ns_per_tick);
    set_count(process, &process->block_delay_ns, CPROBE_PROCESS_BLOCK_DELAY, all, BLOCK_DELAY,
              ns_per_tick);
    set_int32(process, &process->priority, CPROBE_PROCESS_PRIORITY, all, PRIORITY);
    set_int32(process, &process->nice, CPROBE_PROCESS_NICE, all, NICE);
    set_uint32(process, &process->realtime_priority, CPROBE_PROCESS_REALTIME_PRIORITY, all,
               REALTIME_PRIORITY);
    set_uint32(process, &process->scheduling_policy, CPROBE_PROCESS_POLICY, all, POLICY);
    set_count(process, &process->threads, CPROBE_PROCESS_THREADS, all, THREADS, 1);
    set_count(process, &process->start_ticks, CPROBE_PROCESS_START, all, START, 1);
    set_count(process, &process->start_ns, CPROBE_PROCESS_START_TIME, all, START, ns_per_tick);
    if (process->start_ns > INT64_MAX) {
        cprobe_clear(&process->present_fields, CPROBE_PROCESS_START_TIME);
    }
    set_count(process, &process->vms_bytes, CPROBE_PROCESS_VMS, all, VMS, 1);
    set_count(process, &process->rss_approximate_bytes, CPROBE_PROCESS_RSS_APPROXIMATE, all, RSS,
              page_bytes);
    set_uint32(process, &process->last_cpu, CPROBE_PROCESS_LAST_CPU, all, LAST_CPU);
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
    cprobe_process read = {.present_fields = {{0, 0}}};
    cprobe_set(&read.present_fields, CPROBE_PROCESS_NAME);
    cprobe_set(&read.present_fields, CPROBE_PROCESS_STATE);
    if (!take_name(&text, &read) ||
        !cp_take_byte(&text, ' ') || text.length < 2) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    read.state = text.bytes[0];
    cp_skip(&text, 1);
    places all;
    if (!take_places(&text, &all)) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    set_all(&read, &all, ns_per_tick, page_bytes);
    if (cprobe_has(read.present_fields, CPROBE_PROCESS_USER_TIME) &&
        cprobe_has(read.present_fields, CPROBE_PROCESS_SYSTEM_TIME) &&
        !__builtin_add_overflow(read.user_time_ns, read.system_time_ns, &read.total_time_ns)) {
        cprobe_set(&read.present_fields, CPROBE_PROCESS_TOTAL_TIME);
    }
    if (!cp_presence_has_all(read.present_fields, constant_fields) ||
        (page_bytes != 0 && !cprobe_has(read.present_fields, CPROBE_PROCESS_RSS_APPROXIMATE))) {
        cp_failures_add(&read.failures, (cprobe_failure){CPROBE_MALFORMED, 1, 0, source});
    }
    *process = read;
    return CPROBE_OK;
}

// Takes the numbers from the fourth to `last`, and the state. False if one is missing.
static bool take_numbers(cp_span text, unsigned last, uint64_t *numbers, char *state) {
    size_t end = text.length;
    while (end != 0 && text.bytes[end - 1] != ')') {
        end -= 1;
    }
    if (end == 0 || text.length - end < 2) {
        return false;
    }
    *state = text.bytes[end + 1];
    cp_skip(&text, end + 2); // The state has one letter.
    for (unsigned place = PARENT; place <= last; place += 1) {
        bool is_negative = false;
        if (!take_number(&text, &numbers[place], &is_negative)) {
            return false;
        }
    }
    return true;
}

bool cp_process_program_parse(cp_span text, cp_process_program *program) {
    uint64_t numbers[START_STACK + 1];
    char state = 0;
    if (!take_numbers(text, START_STACK, numbers, &state)) {
        return false;
    }
    *program = (cp_process_program){numbers[START_CODE], numbers[START_STACK]};
    return true;
}

bool cp_process_addresses_parse(cp_span text, cp_process_addresses *addresses) {
    uint64_t numbers[EXIT_STATUS + 1];
    char state = 0;
    if (!take_numbers(text, EXIT_STATUS, numbers, &state) || numbers[EXIT_STATUS] > INT32_MAX) {
        return false;
    }
    *addresses = (cp_process_addresses){
        .has_memory = numbers[VMS] != 0,
        .is_zombie = state == 'Z' || state == 'X',
        .exit_status = (int32_t)numbers[EXIT_STATUS],
        .code_start = numbers[START_CODE],
        .code_end = numbers[END_CODE],
        .data_start = numbers[START_DATA],
        .data_end = numbers[END_DATA],
        .heap_start = numbers[START_HEAP],
        .stack_start = numbers[START_STACK],
        .arguments_start = numbers[START_ARGUMENTS],
        .arguments_end = numbers[END_ARGUMENTS],
        .environment_start = numbers[START_ENVIRONMENT],
        .environment_end = numbers[END_ENVIRONMENT],
    };
    return true;
}
