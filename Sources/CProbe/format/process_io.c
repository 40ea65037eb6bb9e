// /proc/PID/io: the I/O of a process.
// Sample: captured, debian-6.12-x86_64-machine.txt: /proc/1/io
//
//     rchar: 272157
//     wchar: 8
//     syscr: 213
//     syscw: 1
//     read_bytes: 4096
//     write_bytes: 0
//     cancelled_write_bytes: 0
//
//     file = (name ": " digits "\n")*     bytes, and calls for the two of syscr and syscw
//
// Ended threads are included. A kernel without CONFIG_TASK_IO_ACCOUNTING has only the first four
// lines. A malformed line costs its own field. Missing lines that every kernel prints (the first
// four; the last three if one of them is present) are a failure without a line. A text without a
// valid line is malformed. At most 7 × (23 + 20 + 1) = 308 bytes. do_io_accounting(),
// fs/proc/base.c; proc_pid_io(5).

#include "../failure.h"
#include "../fields/fields.h"
#include "../include/cprobe/process.h"
#include "keyed.h"

static const char source[] = "/proc/PID/io";

// The row numbers, in the kernel's order.
enum { RCHAR, WCHAR, READ_CALLS, WRITE_CALLS, READ, WRITE, CANCELLED_WRITE, ROWS };

static const cprobe_field *const rows[ROWS] = {
    &cp_process_fields[CPROBE_PROCESS_RCHAR],
    &cp_process_fields[CPROBE_PROCESS_WCHAR],
    &cp_process_fields[CPROBE_PROCESS_READ_CALLS],
    &cp_process_fields[CPROBE_PROCESS_WRITE_CALLS],
    &cp_process_fields[CPROBE_PROCESS_READ],
    &cp_process_fields[CPROBE_PROCESS_WRITE],
    &cp_process_fields[CPROBE_PROCESS_CANCELLED_WRITE],
};

static const cprobe_presence call_lines = {
    {1 << RCHAR | 1 << WCHAR | 1 << READ_CALLS | 1 << WRITE_CALLS, 0}};
static const cprobe_presence storage_lines = {{1 << READ | 1 << WRITE | 1 << CANCELLED_WRITE, 0}};

cprobe_result cprobe_process_io_parse(const char *bytes, size_t length, cprobe_process *process,
                                      cprobe_failure *failure) {
    if (process == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cprobe_process read = *process;
    cp_lines lines = cp_lines_of(bytes, length);
    cp_table table = cp_table_of(rows, ROWS, ' ');
    uint64_t numbers[ROWS];
    const cp_keyed keyed = cp_keyed_read(&table, &lines, numbers, source, &read.failures);
    if (!cprobe_has_any(keyed.fields)) {
        return cp_fail(failure, CPROBE_MALFORMED, source, keyed.first_bad, 0);
    }
    const cprobe_presence storage = cp_presence_and(keyed.seen, storage_lines);
    if (!cp_presence_has_all(keyed.seen, call_lines) ||
        (cprobe_has_any(storage) && !cp_presence_equal(storage, storage_lines))) {
        cp_failures_add(&read.failures, (cprobe_failure){CPROBE_MALFORMED, 0, 0, source});
    }
    cp_keyed_store(&table, keyed.fields, numbers, &read, &read.present_fields);
    *process = read;
    return CPROBE_OK;
}
