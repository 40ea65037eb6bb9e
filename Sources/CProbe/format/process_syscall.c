// /proc/PID/syscall: the system call in which a thread waits.
// Sample: written by hand.
//
//     0 0x3 0x7ffd54b4c5c0 0x1000 0x0 0x0 0x7f9d3c0 0x7ffd54b4c578 0x7f9d3ad0a15d
//     -1 0x7ffd54b4c578 0x55d0c3a4e1a0       waits outside of a call, or has no memory: 0x0 0x0
//     running                                runs, or is ready to
//
//     file    = "running\n" | "-1" pointers "\n" | number (" " hex){6} pointers "\n"
//     number  = digits                       of the processor's table of system calls
//     pointers = " " hex " " hex             of the stack, and of the instruction
//     hex     = "0x" hexadecimal digits
//
// The second form has any negative number. At most 11 + 8 * 19 + 1 = 164 bytes. proc_pid_syscall(),
// fs/proc/base.c; proc_pid_syscall(5).

#include "../failure.h"
#include "../include/cprobe/process_lists.h"
#include "../text/hex.h"

static const char source[] = "/proc/PID/syscall";

// Takes " 0x7ffd".
static bool take_hex(cp_span *text, uint64_t *number) {
    return cp_take_byte(text, ' ') && cp_take_text(text, "0x") && cp_take_hex(text, number) != 0;
}

static bool parse(cp_span text, cprobe_program *program) {
    uint64_t number = 0;
    cp_trim_lines(&text);
    if (cp_span_equal(text, cp_span_of("running"))) {
        program->system_call_state = CPROBE_SYSTEM_CALL_RUNNING;
        return true;
    }
    const bool is_negative = cp_take_byte(&text, '-');
    if (!cp_take_u64(&text, &number) || number > INT32_MAX) {
        return false;
    }
    program->system_call_state =
        is_negative ? CPROBE_SYSTEM_CALL_OUTSIDE : CPROBE_SYSTEM_CALL_WAITING;
    program->system_call = is_negative ? 0 : (int32_t)number;
    for (size_t index = 0; index < CPROBE_SYSTEM_CALL_ARGUMENTS && !is_negative; index += 1) {
        if (!take_hex(&text, &program->arguments[index])) {
            return false;
        }
    }
    return take_hex(&text, &program->stack_pointer) &&
           take_hex(&text, &program->instruction_pointer) && text.length == 0;
}

cprobe_result cprobe_process_syscall_parse(const char *bytes, size_t length,
                                           cprobe_program *program, cprobe_failure *failure) {
    if (program == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cprobe_program read = *program;
    if (!parse(cp_span_make(bytes, length), &read)) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    *program = read;
    return CPROBE_OK;
}
